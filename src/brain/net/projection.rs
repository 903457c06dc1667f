//! Synapses from the units of one region to those of another.
//!
//! Weights lie presynaptic row by row, padded and aligned, so that a silent unit costs nothing and an active
//! one is a run through memory. Below [`SPARSE_BELOW`] a projection keeps only the synapses it has.
//!
//! Weights start uniform in `0..2 weight / sqrt(active inputs)` and stay between 0 and an upper bound; they
//! are excitatory, the inhibition is the target region's own (see `population`).
//!
//! On the way from sense to action (rules `actor`, `striatal`) the presynaptic region is transmitted
//! *centred*: `drive += W (x - p m)`, `m` the usual rates and `p` the presence of the region. Weights of the
//! rule `actor` start normal with standard deviation `weight` and have either sign: the negative part stands
//! for inhibition by interneurons, lumped into the synapse. What comes back from above does so by synapses of
//! its own, see `feedback`.

use crate::brain::net::feedback::Feedback;
use crate::brain::net::population::{Population, takes_part};
pub use crate::brain::net::weights::{FAINT, SPARSE_BELOW};
use crate::brain::net::weights::{Weights, propagate_dense, span};
use crate::experiment::Rule;
use crate::kernels::{Lanes, kernel_axpy, kernel_flush};
use crate::num::{clamp, sqrt};
use crate::plasticity::synapses::{Counts, Synapses, one_of};
use crate::plasticity::tag::{CHANGED, TAGGED, Tags};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Share of presynaptic units taken to be active when weights are scaled.
const ACTIVE: f32 = 0.12;
/// Upper bound of a weight over its mean at the start.
const BOUND: f32 = 4.0;
/// Upper bound of the size of an actor's weight over its standard deviation at the start.
const ACTOR_BOUND: f32 = 8.0;
/// Upper bound of a weight onto the striatum.
const STRIATAL_BOUND: f32 = 1.0;

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
    /// Synapses in the opposite direction, if the rule needs them.
    pub feedback: Option<Feedback>,
    /// First presynaptic unit and the one after the last.
    pub span: (u16, u16),
    lo: f32,
    hi: f32,
    weights: Weights,
    /// Weights at the start, where something may return to them.
    start: Lanes,
    /// Weights times the usual rates of the presynaptic region: what centring takes away.
    offset: Lanes,
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
    /// First presynaptic unit and the one after the last.
    pub span: (u16, u16),
}

impl Projection {
    /// Draws the synapses between populations of `units`.
    #[must_use]
    pub fn new(plan: Plan, units: (usize, usize), wiring: &mut Stream) -> Self {
        let (n_pre, n_post) = units;
        let mean = match plan.rule {
            Rule::Actor | Rule::Striatal => plan.weight,
            _ => plan.weight / sqrt(1.0 + ACTIVE * plan.density * n_pre as f32),
        };
        let hi = match plan.rule {
            Rule::Actor => ACTOR_BOUND * mean,
            Rule::Striatal => STRIATAL_BOUND,
            _ => BOUND * mean,
        };
        let lo = if plan.rule == Rule::Actor { -hi } else { FAINT };
        let draw = |wiring: &mut Stream| match plan.rule {
            Rule::Actor => clamp(mean * wiring.normal(), lo, hi),
            _ => 2.0 * mean * wiring.uniform(),
        };
        let mut weights = Weights::new((n_pre, n_post), plan.density, wiring, draw);
        weights.keep_rows(plan.span);
        let start = match &weights {
            Weights::Dense { rows, .. } if plan.rule == Rule::Striatal => rows.clone(),
            _ => Lanes::default(),
        };
        let tags = if plan.rule == Rule::Fixed { Tags::new(0, 0) } else { Tags::new(n_pre, n_post) };
        let aligned = matches!(plan.rule, Rule::Actor | Rule::Striatal);
        let feedback = aligned.then(|| Feedback::random(n_pre, n_post, mean, wiring));
        Self {
            pre: plan.pre,
            post: plan.post,
            rule: plan.rule,
            tags,
            feedback,
            span: plan.span,
            lo,
            hi,
            start,
            weights,
            offset: Lanes::zeros(if aligned { n_post } else { 0 }),
        }
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
        if !self.offset.is_empty() {
            kernel_axpy(&mut post.drive, &self.offset, -pre.presence());
        }
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

    /// Captures the present activity of both sides as a pair of tags; nothing where a side is silent that
    /// must not be.
    pub fn capture(&mut self, pre: &Population, post: &Population, strength: f32, wait: u32) {
        let silent = pre.active.is_empty() || (self.rule == Rule::Cortical && post.active.is_empty());
        if !silent {
            self.tags.capture(&pre.rate, (&post.rate, usize::from(post.units)), &post.silent, strength, wait);
        }
    }

    /// Adds the changes of all pairs to the weights, within bounds. The pairs themselves stay. The opposite
    /// synapses take the same changes, as far as `reciprocity` (0 to 1) goes: both sides of a reciprocal pair
    /// see the same activity and the same modulator.
    pub fn flush(&mut self, rate: f32, reciprocity: f32) {
        let mut x = Vec::with_capacity(self.tags.pairs());
        let (lo, hi) = (self.lo, self.hi);
        match &mut self.weights {
            Weights::Dense { width, rows } => {
                for (i, row) in rows.chunks_exact_mut(*width).enumerate() {
                    if self.tags.change_row(i, rate, &mut x) {
                        kernel_flush(row, self.tags.posts(), &x, lo, hi);
                        if let Some(feedback) = &mut self.feedback {
                            x.iter_mut().for_each(|x| *x *= reciprocity);
                            feedback.reciprocate(i, self.tags.posts(), &x, (lo, hi));
                        }
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
                        weights[s] = clamp(weights[s] + dw, lo, hi);
                    }
                }
            }
        }
    }

    /// Passes the feedback `onto` the postsynaptic region (already multiplied by its slopes) down to the
    /// apical dendrites of the presynaptic one.
    pub fn feed_back(&self, onto: &[f32], apical: &mut [f32]) {
        if let Some(feedback) = &self.feedback {
            feedback.pass(onto, apical, self.span);
        }
    }

    /// Adds `by` times `direction` to the weights of synapses that exist, within bounds.
    pub fn nudge(&mut self, direction: &[f32], by: f32) {
        if let Weights::Dense { rows, .. } = &mut self.weights {
            for (w, d) in rows.iter_mut().zip(direction).filter(|(w, _)| **w != 0.0) {
                *w = clamp(*w + by * d, self.lo, self.hi);
            }
        }
    }

    /// All weights decay by `keep`, both ways: what is not renewed fades.
    pub fn fade(&mut self, keep: f32) {
        if let Weights::Dense { rows, .. } = &mut self.weights {
            crate::kernels::kernel_scale(rows, keep);
        }
        if let Some(feedback) = &mut self.feedback {
            feedback.fade(keep);
        }
    }

    /// Gives up a `share` of what synapses onto the striatum have learned, both ways; those from units that
    /// the present context silences (`mask` 0) keep it.
    pub fn reset(&mut self, share: f32, mask: &[f32]) {
        let Weights::Dense { width, rows } = &mut self.weights else { return };
        if self.rule != Rule::Striatal || share <= 0.0 {
            return;
        }
        let width = *width;
        let towards = |x: &mut [f32], start: &[f32]| {
            for (i, (x, start)) in x.chunks_exact_mut(width).zip(start.chunks_exact(width)).enumerate() {
                if takes_part(mask, i) {
                    x.iter_mut().zip(start).for_each(|(x, s)| *x += share * (s - *x));
                }
            }
        };
        towards(rows, &self.start);
        if let Some(feedback) = &mut self.feedback {
            towards(feedback.weights_mut(), &self.start);
        }
    }

    /// Computes anew what centring takes away, from the weights and the usual rates of the units of `pre`
    /// that take part.
    pub fn centre(&mut self, pre: &Population) {
        let Weights::Dense { width, rows } = &self.weights else { return };
        if self.offset.is_empty() {
            return;
        }
        self.offset.fill(0.0);
        for i in usize::from(self.span.0)..usize::from(self.span.1) {
            if pre.usual[i] != 0.0 && takes_part(&pre.mask, i) {
                kernel_axpy(&mut self.offset, &rows[i * width..(i + 1) * width], pre.usual[i]);
            }
        }
    }

    /// What centring takes away at full presence: weights times the usual rates of the presynaptic region.
    #[must_use]
    pub fn offset(&self) -> &[f32] {
        &self.offset
    }

    /// Weights of presynaptic unit `i` (dense projections), padding included.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f32] {
        match &self.weights {
            Weights::Dense { width, rows } => &rows[i * width..(i + 1) * width],
            Weights::Sparse { .. } => &[],
        }
    }

    /// Every synapse of presynaptic unit `i` that exists: its postsynaptic unit; weight, tag now, and what a
    /// flush at this learning rate would add to the weight, bounds included.
    pub fn inspect(&self, i: usize, rate: f32, mut visit: impl FnMut(usize, [f32; 3])) {
        let (mut tag, mut change) = (Vec::new(), Vec::new());
        let tagged = self.tags.tag_row(i, &mut tag);
        let changed = self.tags.change_row(i, rate, &mut change);
        let mut one = |j: usize, w: f32| {
            let t = if tagged { self.tags.mix(&tag, j) } else { 0.0 };
            let next = if changed { clamp(w + self.tags.mix(&change, j), self.lo, self.hi) } else { w };
            visit(j, [w, t, next - w]);
        };
        match &self.weights {
            Weights::Dense { width, rows } => {
                let row = &rows[i * width..(i + 1) * width];
                row.iter().enumerate().filter(|&(_, &w)| w != 0.0).for_each(|(j, &w)| one(j, w));
            }
            Weights::Sparse { starts, posts, weights } => {
                span(starts, i as u16).for_each(|s| one(usize::from(posts[s]), weights[s]));
            }
        }
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

impl Synapses for Projection {
    fn weights(&self) -> &[f32] {
        self.weights()
    }

    fn total(&self) -> f32 {
        self.tags.total()
    }

    fn counts(&self, rate: f32) -> Counts {
        let mut counts = Counts::default();
        if self.tags.pairs() == 0 {
            return counts;
        }
        let (mut tag, mut change) = (Vec::new(), Vec::new());
        let least = [TAGGED, CHANGED * self.hi];
        for i in 0..self.rows() {
            let tagged = self.tags.tag_row(i, &mut tag);
            let changed = self.tags.change_row(i, rate, &mut change);
            if !tagged && !changed {
                continue;
            }
            let mix = |is: bool, x: &[f32], j: usize| if is { self.tags.mix(x, j) } else { 0.0 };
            self.each_synapse(i, |j| counts.add(mix(tagged, &tag, j).abs(), mix(changed, &change, j), least));
        }
        counts
    }

    fn synapse(&self, i: usize, j: usize, rate: f32) -> (f32, f32) {
        let mut x = Vec::new();
        let tag = if self.tags.tag_row(i, &mut x) { self.tags.mix(&x, j) } else { 0.0 };
        let change = if self.tags.change_row(i, rate, &mut x) { self.tags.mix(&x, j) } else { 0.0 };
        (tag, change / self.hi)
    }

    fn sample(&self, draw: &mut Stream, active: bool, [pre, _]: [&[u16]; 2]) -> Option<(u16, u16)> {
        for _ in 0..64 {
            let i = one_of(draw, if active { pre } else { &[] }, self.rows());
            let mut existing = Vec::new();
            self.each_synapse(usize::from(i), |j| existing.push(j as u16));
            if !existing.is_empty() {
                return Some((i, one_of(draw, &existing, 0)));
            }
        }
        None
    }
}
