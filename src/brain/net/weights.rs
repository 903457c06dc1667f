//! Weights of one projection: dense rows, or lists of the synapses there are.

use crate::brain::net::population::Population;
use crate::kernels::{Lanes, kernel_axpy, kernel_axpy4, padded};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Projections with a lower density are stored sparsely (measured: dense wins above about 18 %).
pub const SPARSE_BELOW: f32 = 0.18;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Weights {
    Dense { width: usize, rows: Lanes },
    Sparse { starts: Vec<u32>, posts: Vec<u16>, weights: Vec<f32> },
}

impl Weights {
    /// Synapses between so many units, pre and post, each weight drawn by `draw`.
    pub(super) fn new(
        (n_pre, n_post): (usize, usize),
        density: f32,
        wiring: &mut Stream,
        draw: impl Fn(&mut Stream) -> f32,
    ) -> Self {
        if density < SPARSE_BELOW {
            sparse(n_pre, n_post, density, wiring, draw)
        } else {
            dense(n_pre, n_post, density, wiring, draw)
        }
    }

    /// Removes the synapses of presynaptic units outside `span`.
    pub(super) fn keep_rows(&mut self, (from, to): (u16, u16)) {
        if let Self::Dense { width, rows } = self {
            for (i, row) in rows.chunks_exact_mut(*width).enumerate() {
                if i < usize::from(from) || i >= usize::from(to) {
                    row.fill(0.0);
                }
            }
        }
    }
}

/// Smallest weight of a synapse that exists: it may fade to this, not vanish.
pub const FAINT: f32 = 1e-6;

pub(super) fn span(starts: &[u32], i: u16) -> std::ops::Range<usize> {
    starts[usize::from(i)] as usize..starts[usize::from(i) + 1] as usize
}

pub(super) fn propagate_dense(pre: &Population, drive: &mut [f32], rows: &[f32], width: usize) {
    let row = |i: u16| &rows[usize::from(i) * width..(usize::from(i) + 1) * width];
    let rate = |i: u16| pre.rate[usize::from(i)];
    let fours = pre.active.chunks_exact(4);
    for &i in fours.remainder() {
        kernel_axpy(drive, row(i), rate(i));
    }
    for four in fours {
        let four = [four[0], four[1], four[2], four[3]];
        kernel_axpy4(drive, four.map(row), four.map(rate));
    }
}

fn dense(n_pre: usize, n_post: usize, density: f32, wiring: &mut Stream, draw: impl Fn(&mut Stream) -> f32) -> Weights {
    let width = padded(n_post);
    let mut rows = Lanes::zeros(n_pre * width);
    for row in rows.chunks_exact_mut(width) {
        for w in &mut row[..n_post] {
            if density >= 1.0 || wiring.uniform() < density {
                *w = draw(wiring) + FAINT;
            }
        }
    }
    Weights::Dense { width, rows }
}

fn sparse(
    n_pre: usize,
    n_post: usize,
    density: f32,
    wiring: &mut Stream,
    draw: impl Fn(&mut Stream) -> f32,
) -> Weights {
    let (mut starts, mut posts, mut weights) = (vec![0], Vec::new(), Vec::new());
    for _ in 0..n_pre {
        for j in 0..n_post {
            if wiring.uniform() < density {
                posts.push(j as u16);
                weights.push(draw(wiring) + FAINT);
            }
        }
        starts.push(posts.len() as u32);
    }
    Weights::Sparse { starts, posts, weights }
}
