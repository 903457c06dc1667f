//! Input gating of working memory: what prefrontal cortex takes up, what it holds, and how the gates learn
//! which is which.
//!
//! Prefrontal units lie in stripes. While something comes in that stripe `s` could take up, its gate is
//! `g_s = 1 / (1 + exp(-sum_i G_si x_i))`, `x` the thalamic rates and a constant, and rates follow
//! `dp_j/dt = g_s (phi(u_j) - p_j) / tau`. Otherwise they hold, `dp/dt = -p / memory_hold`, until the outcome
//! lets go. Gate synapses learn as all others do, by tag, time and dopamine. Their tag needs a trace of what
//! the gate has done to the memory, kept at the synapse without knowledge of the future (eligibility
//! propagation): `E_ji <- (1 - k g_s) E_ji + (1 - g_s) dp_j x_i`, `dp_j` what the gate has just let in. When
//! the choice feeds back, the tag is `sum over j in s of apical_j E_ji`.
//! `let_in`, the running trace of the input itself, `(1 - k g) m + k g x` (`g` the mean over stripes), stands
//! for the presynaptic side of the synapses that carry the content, for the stimulus is gone when the choice
//! comes.
//!
//! Order: opened before the rates of a tick are computed, from the thalamic rates of the tick before; traced
//! after.
//! Sources: gating of stripes by the basal ganglia, O'Reilly & Frank 2006, doi:10.1162/089976606775093909;
//! eligibility propagation, Bellec et al. 2020, doi:10.1038/s41467-020-17236-y; delay activity ends with the
//! response, Funahashi, Bruce & Goldman-Rakic 1989, doi:10.1152/jn.1989.61.2.331.
//! Left out: the loop through striatum, pallidum and mediodorsal thalamus that opens the gate is one layer of
//! synapses here; recurrent excitation, which holds, is a slow decay; there is no output gating.

use crate::kernels::{Lanes, kernel_axpy, kernel_dot, kernel_scale, padded};
use crate::num::{DT_S, exp};
use crate::plasticity::synapses::{Counts, Synapses, one_of};
use crate::plasticity::tag::{CHANGED, TAGGED, Tags, Timing};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Units of a stripe: one line of memory.
pub const STRIPE: usize = crate::kernels::LANES;
/// The constant input of a gate. Ours.
const CONSTANT: f32 = 0.5;
/// Summed rate of the content units above which there is something to take up.
const CONTENT: f32 = 0.3;

/// The input gates of one region and the traces of what they have done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gating {
    inputs: usize,
    width: usize,
    stripes: usize,
    /// One row per stripe: thalamic units, a constant, padding.
    weights: Lanes,
    /// Inputs of this tick, laid out as a row.
    x: Lanes,
    /// Openness of each stripe, 0 to 1.
    pub openness: Vec<f32>,
    /// Is something to be taken up in this tick?
    pub taking: bool,
    /// Is something held?
    pub holding: bool,
    /// Rates before this tick.
    before: Lanes,
    /// `E`: one row per unit.
    trace: Lanes,
    /// What has been let in, by thalamic unit.
    let_in: Lanes,
    tags: Tags,
}

impl Gating {
    /// Half-open gates for a region of `units` that receives `inputs` thalamic units.
    #[must_use]
    pub fn new(units: usize, inputs: usize) -> Self {
        let (width, stripes) = (padded(inputs + 1), padded(units) / STRIPE);
        Self {
            inputs,
            width,
            stripes,
            weights: Lanes::zeros(stripes * width),
            x: Lanes::zeros(width),
            openness: vec![0.5; stripes],
            taking: false,
            holding: false,
            before: Lanes::zeros(units),
            trace: Lanes::zeros(stripes * STRIPE * width),
            let_in: Lanes::zeros(inputs),
            tags: Tags::new(width, stripes),
        }
    }

    /// Weights of the gate of a stripe, the constant's last.
    #[must_use]
    pub fn row(&self, stripe: usize) -> &[f32] {
        &self.weights[stripe * self.width..][..=self.inputs]
    }

    /// Opens the gates for the thalamic rates `x`, of which the span carries content. `rate` are the
    /// prefrontal rates before this tick.
    pub fn open(&mut self, x: &[f32], (from, to): (u16, u16), rate: &[f32]) {
        let content: f32 = x[usize::from(from)..usize::from(to)].iter().sum();
        self.taking = content > CONTENT;
        if !self.taking {
            return;
        }
        self.holding = true;
        self.x[..self.inputs].copy_from_slice(&x[..self.inputs]);
        self.x[self.inputs] = CONSTANT;
        for (openness, row) in self.openness.iter_mut().zip(self.weights.chunks_exact(self.width)) {
            *openness = 1.0 / (1.0 + exp(-kernel_dot(row, &self.x)));
        }
        self.before.copy_from_slice(rate);
    }

    /// Traces what the gates did, once rates have moved by the fraction `k` per tick at an open gate. `sent`
    /// is what the thalamus sent.
    pub fn update_trace(&mut self, rate: &[f32], sent: &[f32], k: f32, hold_s: f32) {
        if self.taking {
            let mut mean = 0.0;
            for s in 0..self.stripes {
                let g = self.openness[s];
                mean += g / self.stripes as f32;
                let rows = &mut self.trace[s * STRIPE * self.width..(s + 1) * STRIPE * self.width];
                kernel_scale(rows, 1.0 - k * g);
                for (j, row) in rows.chunks_exact_mut(self.width).enumerate() {
                    let moved = rate[s * STRIPE + j] - self.before[s * STRIPE + j];
                    if moved != 0.0 {
                        kernel_axpy(row, &self.x, (1.0 - g) * moved);
                    }
                }
            }
            kernel_scale(&mut self.let_in, 1.0 - k * mean);
            kernel_axpy(&mut self.let_in, sent, k * mean);
        } else if self.holding {
            let keep = 1.0 - DT_S / hold_s;
            kernel_scale(&mut self.trace, keep);
            kernel_scale(&mut self.let_in, keep);
        }
    }

    /// Running trace of the input that the gates have let in, by thalamic unit.
    #[must_use]
    pub fn let_in(&self) -> &Lanes {
        &self.let_in
    }

    /// Fraction of the way to its target that a rate of stripe `s` covers in this tick, `k` without gates.
    #[must_use]
    pub fn fraction(&self, stripe: usize, k: f32, hold_s: f32) -> f32 {
        if self.taking {
            k * self.openness[stripe]
        } else if self.holding {
            DT_S / hold_s
        } else {
            k
        }
    }

    /// The outcome has come: lets go of what was held.
    pub fn let_go(&mut self) {
        self.holding = false;
    }

    /// The choice feeds back: gates are tagged for what they have let in or kept out.
    pub fn capture(&mut self, apical: &[f32], strength: f32, wait: u32) {
        for s in 0..self.stripes {
            let mut tag = Lanes::zeros(self.width);
            let rows = self.trace.chunks_exact(self.width).zip(apical).skip(s * STRIPE).take(STRIPE);
            for (row, &apical) in rows.filter(|(_, apical)| **apical != 0.0) {
                kernel_axpy(&mut tag, row, apical);
            }
            let mut post = Lanes::zeros(self.stripes);
            post[s] = 1.0;
            self.tags.capture_credit(&tag, &post, strength, wait);
        }
    }

    /// One tick of the tags under this third factor.
    pub fn step(&mut self, timing: Timing, third_factor: f32) {
        if self.tags.open() {
            self.tags.step(timing.step(), third_factor);
        }
    }

    /// The trial is over: weights take their changes, traces and tags close.
    pub fn end_trial(&mut self, rate: f32) {
        let mut x = Vec::new();
        for i in 0..=self.inputs {
            if rate != 0.0 && self.tags.change_row(i, rate, &mut x) {
                for s in 0..self.stripes {
                    self.weights[s * self.width + i] += self.tags.mix(&x, s);
                }
            }
        }
        self.tags.clear();
        self.trace.fill(0.0);
        self.let_in.fill(0.0);
    }

    /// Of the gate synapse from input `i` (the constant is the last) to stripe `s`: weight, tag now, and what
    /// the end of a trial at this learning rate would add to the weight.
    #[must_use]
    pub fn inspect(&self, i: usize, s: usize, rate: f32) -> [f32; 3] {
        let mut x = Vec::new();
        let tag = if self.tags.tag_row(i, &mut x) { self.tags.mix(&x, s) } else { 0.0 };
        let changes = rate != 0.0 && self.tags.change_row(i, rate, &mut x);
        [self.row(s)[i], tag, if changes { self.tags.mix(&x, s) } else { 0.0 }]
    }

    /// Thalamic units, the constant left out.
    #[must_use]
    pub const fn inputs(&self) -> usize {
        self.inputs
    }

    /// The tags of the gates.
    #[must_use]
    pub const fn tags(&self) -> &Tags {
        &self.tags
    }
}

impl Synapses for Gating {
    fn weights(&self) -> &[f32] {
        &self.weights
    }

    fn total(&self) -> f32 {
        self.tags.total()
    }

    fn counts(&self, rate: f32) -> Counts {
        let mut counts = Counts::default();
        if self.tags.pairs() > 0 {
            for (i, s) in (0..=self.inputs).flat_map(|i| (0..self.stripes).map(move |s| (i, s))) {
                let (tag, change) = self.synapse(i, s, rate);
                counts.add(tag.abs(), change, [TAGGED, CHANGED]);
            }
        }
        counts
    }

    fn synapse(&self, pre: usize, post: usize, rate: f32) -> (f32, f32) {
        let [_, tag, change] = self.inspect(pre, post, rate);
        (tag, change)
    }

    fn sample(&self, draw: &mut Stream, active: bool, [pre, _]: [&[u16]; 2]) -> Option<(u16, u16)> {
        let inputs = if active { pre } else { &[] };
        Some((one_of(draw, inputs, self.inputs), one_of(draw, &[], self.stripes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    const UNITS: usize = 16;
    const INPUTS: usize = 20;
    const K: f32 = 0.3;

    /// Rates after three things shown, with the weight of input 2 moved by `by`; and the trace of that
    /// synapse.
    fn shown(by: f32) -> (Vec<f32>, Vec<f32>) {
        let mut draw = Stream::new(1, "test");
        let mut gating = Gating::new(UNITS, INPUTS);
        (0..=INPUTS).for_each(|i| gating.weights[i] = 0.3 * draw.normal());
        gating.weights[2] += by;
        let mut rate = Lanes::zeros(UNITS);
        for _ in 0..3 {
            let x: Vec<f32> = (0..INPUTS).map(|_| draw.uniform()).collect();
            let target: Vec<f32> = (0..UNITS).map(|_| draw.uniform()).collect();
            for tick in 0..60 {
                let silent = vec![0.0; INPUTS];
                gating.open(if tick < 30 { &x } else { &silent }, (10, 20), &rate);
                let k = gating.fraction(0, K, 20.0);
                for (r, c) in rate.iter_mut().zip(&target) {
                    *r += k * (if gating.taking { *c } else { 0.0 } - *r);
                }
                gating.update_trace(&rate, &Lanes::zeros(INPUTS), K, 20.0);
            }
        }
        let trace = (0..UNITS).map(|j| gating.trace[j * gating.width + 2]).collect();
        (rate.to_vec(), trace)
    }

    #[test]
    fn the_trace_is_the_derivative_of_what_is_held() {
        let (trace, by) = (shown(0.0).1, 0.01);
        let (more, less) = (shown(by).0, shown(-by).0);
        for j in 0..UNITS {
            let slope = (more[j] - less[j]) / (2.0 * by);
            assert!((slope - trace[j]).abs() < 0.02 * slope.abs() + 1e-3, "unit {j}: {slope} {}", trace[j]);
        }
        assert!(trace.iter().any(|t| t.abs() > 0.01));
    }
}
