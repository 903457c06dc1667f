//! Synapses from the units of one region to those of another.
//!
//! Weights lie presynaptic row by row, padded and aligned, so that a silent unit costs nothing and an active
//! one is a run through memory. Below [`SPARSE_BELOW`] a projection keeps only the synapses it has.
//!
//! Weights start uniform in `0..2 weight / sqrt(active inputs)` and stay between 0 and an upper bound; they
//! are excitatory, the inhibition is the target region's own (see `population`).

use crate::brain::population::Population;
use crate::kernels::{Lanes, kernel_axpy, kernel_axpy4, kernel_flush, padded};
use crate::num::{clamp, sqrt};
use crate::plasticity::tag::{CHANGED, TAGGED, Tags};
use crate::rng::Stream;
use crate::spec::Rule;
use serde::{Deserialize, Serialize};

/// Projections with a lower density are stored sparsely (measured: dense wins above about 18 %).
pub const SPARSE_BELOW: f32 = 0.18;
/// Share of presynaptic units taken to be active when weights are scaled.
const ACTIVE: f32 = 0.12;
/// Upper bound of a weight over its mean at the start.
const BOUND: f32 = 4.0;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Weights {
    Dense { width: usize, rows: Lanes },
    Sparse { starts: Vec<u32>, posts: Vec<u16>, weights: Vec<f32> },
}

/// One projection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Projection {
    /// Index of the presynaptic population.
    pub pre: usize,
    /// Index of the postsynaptic population.
    pub post: usize,
    /// How its weights change.
    pub rule: Rule,
    /// Its tags; empty and never filled where the rule is fixed.
    pub tags: Tags,
    hi: f32,
    weights: Weights,
}

/// Numbers of synapses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// With a tag now.
    pub tagged: u32,
    /// Stronger than at the last flush.
    pub strengthened: u32,
    /// Weaker than at the last flush.
    pub weakened: u32,
}

/// Where a projection goes and how it begins.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Index of the presynaptic population.
    pub pre: usize,
    /// Index of the postsynaptic population.
    pub post: usize,
    /// Share of the possible synapses that exist.
    pub density: f32,
    /// Mean drive per active input, before inhibition.
    pub weight: f32,
    /// How its weights change.
    pub rule: Rule,
}

impl Projection {
    /// Draws the synapses between populations of `units`.
    #[must_use]
    pub fn new(plan: Plan, units: (usize, usize), wiring: &mut Stream) -> Self {
        let (n_pre, n_post) = units;
        let mean = plan.weight / sqrt(1.0 + ACTIVE * plan.density * n_pre as f32);
        let hi = BOUND * mean;
        let draw = |wiring: &mut Stream| 2.0 * mean * wiring.uniform();
        let weights = if plan.density < SPARSE_BELOW {
            sparse(n_pre, n_post, plan.density, wiring, draw)
        } else {
            dense(n_pre, n_post, plan.density, wiring, draw)
        };
        let tags = if plan.rule == Rule::Fixed { Tags::new(0, 0) } else { Tags::new(n_pre, n_post) };
        Self { pre: plan.pre, post: plan.post, rule: plan.rule, tags, hi, weights }
    }

    /// Largest weight allowed.
    #[must_use]
    pub const fn bound(&self) -> f32 {
        self.hi
    }

    /// All weights, padding included.
    #[must_use]
    pub fn weights(&self) -> &[f32] {
        match &self.weights {
            Weights::Dense { rows, .. } => rows,
            Weights::Sparse { weights, .. } => weights,
        }
    }

    /// Number of synapses that exist (in a dense projection an absent one is a weight of 0 that stays 0).
    #[must_use]
    pub fn synapses(&self) -> usize {
        self.weights().iter().filter(|&&w| w != 0.0).count()
    }

    /// Adds the weighted rates of the active units of `pre` to the drive of `post`.
    pub fn propagate(&self, pre: &Population, post: &mut Population) {
        if pre.active.is_empty() {
            return;
        }
        post.driven = true;
        match &self.weights {
            Weights::Dense { width, rows } => propagate_dense(pre, &mut post.drive, rows, *width),
            Weights::Sparse { starts, posts, weights } => {
                for &i in &pre.active {
                    let (range, r) = (span(starts, i), pre.rate[usize::from(i)]);
                    for (j, w) in posts[range.clone()].iter().zip(&weights[range]) {
                        post.drive[usize::from(*j)] += w * r;
                    }
                }
            }
        }
    }

    /// Adds the changes of all pairs to the weights, within bounds. The pairs themselves stay.
    pub fn flush(&mut self, rate: f32) {
        let mut x = Vec::with_capacity(self.tags.pairs());
        let hi = self.hi;
        match &mut self.weights {
            Weights::Dense { width, rows } => {
                for (i, row) in rows.chunks_exact_mut(*width).enumerate() {
                    if self.tags.change_row(i, rate, &mut x) {
                        kernel_flush(row, self.tags.posts(), &x, FAINT, hi);
                    }
                }
            }
            Weights::Sparse { starts, posts, weights } => {
                for i in 0..starts.len() - 1 {
                    if !self.tags.change_row(i, rate, &mut x) {
                        continue;
                    }
                    for s in span(starts, i as u16) {
                        let dw = self.tags.mix(&x, usize::from(posts[s]));
                        weights[s] = clamp(weights[s] + dw, FAINT, hi);
                    }
                }
            }
        }
    }

    /// Counts tagged and changed synapses, exactly.
    #[must_use]
    pub fn count(&self, rate: f32) -> Counts {
        let mut counts = Counts::default();
        if self.tags.pairs() == 0 {
            return counts;
        }
        let (mut tag, mut change) = (Vec::new(), Vec::new());
        let threshold = CHANGED * self.hi;
        for i in 0..self.rows() {
            let tagged = self.tags.tag_row(i, &mut tag);
            let changed = self.tags.change_row(i, rate, &mut change);
            if !tagged && !changed {
                continue;
            }
            self.each_synapse(i, |j| {
                if tagged && self.tags.mix(&tag, j).abs() > TAGGED {
                    counts.tagged += 1;
                }
                let dw = if changed { self.tags.mix(&change, j) } else { 0.0 };
                counts.strengthened += u32::from(dw > threshold);
                counts.weakened += u32::from(dw < -threshold);
            });
        }
        counts
    }

    /// Tag and change so far of synapse `(i, j)`, the change as a fraction of the bound.
    #[must_use]
    pub fn synapse(&self, i: usize, j: usize, rate: f32) -> (f32, f32) {
        let mut x = Vec::new();
        let tag = if self.tags.tag_row(i, &mut x) { self.tags.mix(&x, j) } else { 0.0 };
        let change = if self.tags.change_row(i, rate, &mut x) { self.tags.mix(&x, j) } else { 0.0 };
        (tag, change / self.hi)
    }

    /// A synapse drawn from those that exist, as `(pre, post)`, its presynaptic unit among `among` if that is
    /// not empty; `None` if there is none.
    pub fn sample(&self, draw: &mut Stream, among: &[u16]) -> Option<(u16, u16)> {
        for _ in 0..64 {
            let i = match among {
                [] => draw.integer(0, self.rows() as u32 - 1) as u16,
                some => some[draw.integer(0, some.len() as u32 - 1) as usize],
            };
            let mut existing = Vec::new();
            self.each_synapse(usize::from(i), |j| existing.push(j as u16));
            if !existing.is_empty() {
                return Some((i, existing[draw.integer(0, existing.len() as u32 - 1) as usize]));
            }
        }
        None
    }

    fn rows(&self) -> usize {
        match &self.weights {
            Weights::Dense { width, rows } => rows.len() / width,
            Weights::Sparse { starts, .. } => starts.len() - 1,
        }
    }

    fn each_synapse(&self, i: usize, mut visit: impl FnMut(usize)) {
        match &self.weights {
            Weights::Dense { width, rows } => {
                let row = &rows[i * width..(i + 1) * width];
                row.iter().enumerate().filter(|&(_, &w)| w != 0.0).for_each(|(j, _)| visit(j));
            }
            Weights::Sparse { starts, posts, .. } => {
                posts[span(starts, i as u16)].iter().for_each(|&j| visit(usize::from(j)));
            }
        }
    }
}

/// Smallest weight of a synapse that exists: it may fade to this, not vanish.
pub const FAINT: f32 = 1e-6;

fn span(starts: &[u32], i: u16) -> std::ops::Range<usize> {
    starts[usize::from(i)] as usize..starts[usize::from(i) + 1] as usize
}

fn propagate_dense(pre: &Population, drive: &mut [f32], rows: &[f32], width: usize) {
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
