//! Feedback synapses: what the chosen action sends back down, by weights of their own.
//!
//! A synapse cannot know the weight of its opposite number (the weight transport problem). Feedback weights
//! `B` start random. In spontaneous activity, when a region's input is noise and nothing comes from above, a
//! *weight mirror* makes them like the forward ones: `dB = sum y x^T`, whose mean is `W E[x x^T]`. Afterwards
//! both directions take the same changes and fade alike, for both see the same activity on either side and
//! the same modulator.
//!
//! Shapes: as the forward weights, presynaptic (forward sense) row by row.
//! Sources: Akrout et al. 2019, arXiv:1904.05391 (mirror); Kolen & Pollack 1994,
//! doi:10.1109/ICNN.1994.374486 (same changes, same decay); Lillicrap et al. 2016, doi:10.1038/ncomms13276
//! (random weights do, less well). That the mirror is a night's sleep is ours.

use crate::kernels::{Lanes, kernel_axpy, kernel_dot, kernel_flush, kernel_scale, padded};
use crate::num::sqrt;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// The opposite synapses of one projection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    width: usize,
    rows: Lanes,
}

impl Feedback {
    /// Normal weights with standard deviation `sd`.
    #[must_use]
    pub fn random(n_pre: usize, n_post: usize, sd: f32, wiring: &mut Stream) -> Self {
        let width = padded(n_post);
        let mut rows = Lanes::zeros(n_pre * width);
        for row in rows.chunks_exact_mut(width) {
            row[..n_post].iter_mut().for_each(|b| *b = sd * wiring.normal());
        }
        Self { width, rows }
    }

    /// Adds `B onto` to the apical dendrites of the units of `span`.
    pub fn pass(&self, onto: &[f32], apical: &mut [f32], span: (u16, u16)) {
        let (from, to) = (usize::from(span.0), usize::from(span.1));
        let rows = self.rows.chunks_exact(self.width).skip(from);
        for (a, row) in apical[from..to].iter_mut().zip(rows) {
            *a += kernel_dot(row, onto);
        }
    }

    /// Row `i` takes the changes of the forward row, within the same bounds.
    pub fn reciprocate(&mut self, i: usize, posts: &[f32], x: &[f32], (lo, hi): (f32, f32)) {
        kernel_flush(&mut self.rows[i * self.width..(i + 1) * self.width], posts, x, lo, hi);
    }

    /// Decay.
    pub fn fade(&mut self, keep: f32) {
        kernel_scale(&mut self.rows, keep);
    }

    /// Forgets everything before a mirror is learned.
    pub fn clear(&mut self) {
        self.rows.fill(0.0);
    }

    /// One spontaneous pattern: presynaptic deviations `x`, postsynaptic ones `y`.
    pub fn mirror(&mut self, x: &[f32], y: &[f32]) {
        for (row, &x) in self.rows.chunks_exact_mut(self.width).zip(x) {
            kernel_axpy(row, y, x);
        }
    }

    /// Scales all weights so that their root mean square is `size`.
    pub fn scale_to(&mut self, size: f32) {
        let is = rms(&self.rows);
        if is > 0.0 {
            kernel_scale(&mut self.rows, size / is);
        }
    }

    /// The weights, to change.
    pub fn weights_mut(&mut self) -> &mut [f32] {
        &mut self.rows
    }

    /// The weights, row by row, padding included.
    #[must_use]
    pub fn weights(&self) -> &[f32] {
        &self.rows
    }
}

/// Root mean square.
#[must_use]
pub fn rms(x: &[f32]) -> f32 {
    sqrt(kernel_dot(x, x) / x.len() as f32)
}
