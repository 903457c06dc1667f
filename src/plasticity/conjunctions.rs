//! The critic's synapses onto ventral striatum: each is a conjunction of a cortical feature and a hippocampal
//! time cell.
//!
//! `V(t) = sum_{b,k} h_{bk}(t) c_{bk}`, `c_{bk} = sum_f v[k][f] x_b[f]`: a cue event starts bank `b` of time
//! cells `h`, and its features `x_b` (thalamus, inferior temporal cortex, a constant) are captured once and
//! then stand. The weights `v` are shared by all banks. Because features stand, the tag of every synapse of a
//! step is one scalar times `x_b`. That scalar has the two stages of [`crate::plasticity::tag`]: silent for
//! `wait` ticks after the time cell has fired, then eligible and fading,
//! `e(t) = sum_s exp(-(t - s - wait) / decay) h(s) dt / decay`. The third factor `g` of ventral striatum
//! makes change of it: `dv[k][f] = rate / |x_b|^2 E_bk x_b[f]`, `dE_bk/dt = g e_bk`; weights take it at the
//! end of a trial.
//!
//! The amygdala has synapses of the same kind, with another third factor (`brain::fear`).
//!
//! Order: reads the time cells and the third factor of this tick.
//! Sources: cortical and hippocampal input meets on the same cells of ventral striatum, French & Totterdell
//! 2002 (from memory); serial compounds as a basis of value, Ludvig, Sutton & Kehoe 2008,
//! doi:10.1162/neco.2008.11-07-654; division by `|x|^2` is the normalised rule of Nagumo & Noda 1967, here so
//! that strong and weak cues are learned alike. Weights of either sign stand for both pathways of the
//! striatum at once.
//! Left out: features that change while a bank runs, single cells of ventral striatum.

use crate::kernels::{Lanes, kernel_axpy, kernel_dot, kernel_eligible, padded};
use crate::num::{DT_S, clamp};
use crate::plasticity::synapses::{Counts, Synapses, one_of};
use crate::plasticity::tag::{CHANGED, TAGGED, Timing};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Largest size of a weight, rewards per unit of feature and time cell.
pub const BOUND: f32 = 1.0;
/// The constant feature: what all cues have in common. Ours.
const BIAS: f32 = 0.6;
/// Thalamic rate that counts as no feature. Ours: the trace of a cue that has just gone off is none.
const THALAMIC_FLOOR: f32 = 0.1;

/// Strength of temporal features. Ours: their pattern changes as cortex learns, and at full strength a
/// compound is so unlike its parts that blocking (R1.3, R1.4) fails in some seeds.
const TEMPORAL: f32 = 0.5;

/// A tag that is still silent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Silent {
    due: u64,
    cell: u16,
    size: f32,
}

/// The synapses and their tags. Cells are time cells, bank by bank; shape of the weights: steps x features.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conjunctions {
    steps: usize,
    features: usize,
    width: usize,
    weights: Lanes,
    /// Features of each bank, padded, and `1 / |x|^2` (0 before the first cue).
    x: Lanes,
    per_norm: Vec<f32>,
    /// `c`: what each cell adds to value when it fires at rate 1.
    readout: Lanes,
    silent: VecDeque<Silent>,
    eligible: Lanes,
    change: Lanes,
    latest: usize,
    open: bool,
}

impl Conjunctions {
    /// Synapses of weight 0 for so many banks of `steps` time cells and so many cortical features.
    #[must_use]
    pub fn new(banks: usize, steps: usize, cortical: usize) -> Self {
        let features = cortical + 1;
        let (width, cells) = (padded(features), banks * steps);
        Self {
            steps,
            features,
            width,
            weights: Lanes::zeros(steps * width),
            x: Lanes::zeros(banks * width),
            per_norm: vec![0.0; banks],
            readout: Lanes::zeros(cells),
            silent: VecDeque::new(),
            eligible: Lanes::zeros(cells),
            change: Lanes::zeros(cells),
            latest: 0,
            open: false,
        }
    }

    /// All weights, padding included.
    #[must_use]
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// A cue event takes over `bank`: what the bank has learned goes into the weights, its open tags are
    /// lost, and the features of this moment are captured.
    pub fn recruit(&mut self, bank: usize, thalamus: &[f32], temporal: &[f32], rate: f32) {
        self.flush(rate);
        self.silent.retain(|tag| usize::from(tag.cell) / self.steps != bank);
        self.eligible[bank * self.steps..(bank + 1) * self.steps].fill(0.0);
        let x = &mut self.x[bank * self.width..(bank + 1) * self.width];
        let above = |r: f32| if r > THALAMIC_FLOOR { r - THALAMIC_FLOOR } else { 0.0 };
        let cortical = thalamus.iter().map(|&r| above(r)).chain(temporal.iter().map(|r| TEMPORAL * r));
        x.iter_mut().zip(cortical.chain([BIAS])).for_each(|(x, r)| *x = r);
        self.per_norm[bank] = 1.0 / kernel_dot(x, x);
        self.latest = bank;
        self.read_bank(bank);
    }

    /// Sets the constant feature so that it alone predicts `value(k)` at time step `k`, whatever the cue.
    pub fn expect(&mut self, value: impl Fn(usize) -> f32) {
        let constant = self.features - 1;
        for (k, v) in self.weights.chunks_exact_mut(self.width).enumerate() {
            v[constant] = clamp(value(k) / BIAS, -BOUND, BOUND);
        }
        (0..self.per_norm.len()).for_each(|bank| self.read_bank(bank));
    }

    fn read_bank(&mut self, bank: usize) {
        let x = &self.x[bank * self.width..(bank + 1) * self.width];
        for (k, v) in self.weights.chunks_exact(self.width).enumerate() {
            self.readout[bank * self.steps + k] = kernel_dot(v, x);
        }
    }

    /// Value that the active cells add up to.
    #[must_use]
    pub fn value(&self, rates: &[f32], active: &[u16]) -> f32 {
        active.iter().map(|&cell| usize::from(cell)).map(|cell| rates[cell] * self.readout[cell]).sum()
    }

    /// One tick of all tags under this third factor; then the active cells write new ones of strength `gain`.
    pub fn step(&mut self, now: u64, cells: (&[f32], &[u16]), timing: Timing, third_factor: f32, gain: f32) {
        let step = timing.step();
        if self.open {
            self.arrive(now, step.arrive);
            kernel_eligible(&mut self.eligible, &mut self.change, step.keep, third_factor * DT_S, step.floor);
            self.open = !self.silent.is_empty() || self.eligible.iter().any(|&e| e > 0.0);
        }
        let (rates, active) = cells;
        if gain > 0.0 {
            let due = now + u64::from(timing.silent_ticks);
            let known = active.iter().filter(|&&cell| usize::from(cell) < self.readout.len());
            self.silent.extend(known.map(|&cell| Silent { due, cell, size: gain * DT_S * rates[usize::from(cell)] }));
            self.open |= !self.silent.is_empty();
        }
    }

    /// Tags whose silence is over become eligible.
    fn arrive(&mut self, now: u64, per_size: f32) {
        while let Some(tag) = self.silent.front().copied().filter(|tag| tag.due <= now) {
            self.eligible[usize::from(tag.cell)] += per_size * tag.size;
            self.silent.pop_front();
        }
    }

    /// Adds the changes so far to the weights, within bounds; the tags stay.
    pub fn flush(&mut self, rate: f32) {
        if self.change.iter().all(|&e| e == 0.0) {
            return;
        }
        for (bank, x) in self.x.chunks_exact(self.width).enumerate() {
            let change = &self.change[bank * self.steps..(bank + 1) * self.steps];
            for (v, &e) in self.weights.chunks_exact_mut(self.width).zip(change).filter(|(_, e)| **e != 0.0) {
                kernel_axpy(v, x, rate * self.per_norm[bank] * e);
                v.iter_mut().for_each(|v| *v = clamp(*v, -BOUND, BOUND));
            }
        }
        self.change.fill(0.0);
        (0..self.per_norm.len()).for_each(|bank| self.read_bank(bank));
    }

    /// The end of a trial: weights take their changes and open tags close.
    pub fn end_trial(&mut self, rate: f32) {
        self.flush(rate);
        self.silent.clear();
        self.eligible.fill(0.0);
        self.open = false;
    }

    /// Of the synapse of time step `k` and feature `f`: weight, tag now, and what a flush at this learning
    /// rate would add to the weight, bounds included.
    #[must_use]
    pub fn inspect(&self, k: usize, f: usize, rate: f32) -> [f32; 3] {
        let weight = self.weights[k * self.width + f];
        let mut next = weight;
        for (bank, per_norm) in self.per_norm.iter().enumerate() {
            let e = self.change[bank * self.steps + k];
            if e != 0.0 {
                next = clamp(next + rate * per_norm * e * self.x[bank * self.width + f], -BOUND, BOUND);
            }
        }
        [weight, self.synapse(f, k, rate).0, next - weight]
    }

    /// Features of the latest cue event, padding included.
    #[must_use]
    pub fn latest(&self) -> &[f32] {
        &self.x[self.latest * self.width..(self.latest + 1) * self.width]
    }

    /// Features that the latest cue event has.
    #[must_use]
    pub fn present(&self) -> Vec<u16> {
        let x = &self.x[self.latest * self.width..];
        (0..self.features).filter(|&f| x[f] > 0.0).map(|f| f as u16).collect()
    }

    /// Number of features.
    #[must_use]
    pub const fn features(&self) -> usize {
        self.features
    }

    /// The time step of a time cell.
    #[must_use]
    pub const fn step_of(&self, cell: usize) -> usize {
        cell % self.steps
    }
}

impl Synapses for Conjunctions {
    fn weights(&self) -> &[f32] {
        self.weights()
    }

    fn total(&self) -> f32 {
        if !self.open {
            return 0.0;
        }
        let banks = self.eligible.chunks_exact(self.steps).zip(self.x.chunks_exact(self.width));
        banks.map(|(e, x)| e.iter().sum::<f32>() * x.iter().sum::<f32>()).sum()
    }

    /// Each bank's eligibility is divided by `|x|^2`.
    fn promised(&self) -> f32 {
        if !self.open {
            return 0.0;
        }
        let banks = self.eligible.chunks_exact(self.steps).zip(self.x.chunks_exact(self.width)).zip(&self.per_norm);
        banks.map(|((e, x), per_norm)| per_norm * e.iter().sum::<f32>() * x.iter().sum::<f32>()).sum()
    }

    fn counts(&self, rate: f32) -> Counts {
        let mut counts = Counts::default();
        let touched = |k: &usize| {
            let cells = || (0..self.per_norm.len()).map(|bank| bank * self.steps + k);
            cells().any(|cell| self.eligible[cell] != 0.0 || self.change[cell] != 0.0)
        };
        for k in (0..self.steps).filter(touched) {
            for f in 0..self.features {
                let (tag, change) = self.synapse(f, k, rate);
                counts.add(tag, change, [TAGGED, CHANGED]);
            }
        }
        counts
    }

    /// `pre` is a feature, `post` a step of time.
    fn synapse(&self, pre: usize, post: usize, rate: f32) -> (f32, f32) {
        let (mut tag, mut change) = (0.0, 0.0);
        for (bank, per_norm) in self.per_norm.iter().enumerate() {
            let (cell, x) = (bank * self.steps + post, self.x[bank * self.width + pre]);
            tag += self.eligible[cell] * x;
            change += rate * per_norm * self.change[cell] * x;
        }
        (tag, change / BOUND)
    }

    /// Features that the latest cue event has, at the step that active time cells stand for.
    fn sample(&self, draw: &mut Stream, active: bool, [cells, _]: [&[u16]; 2]) -> Option<(u16, u16)> {
        let (present, steps) = if active {
            (self.present(), cells.iter().map(|&cell| self.step_of(usize::from(cell)) as u16).collect())
        } else {
            (Vec::new(), Vec::new())
        };
        Some((one_of(draw, &present, self.features), one_of(draw, &steps, self.steps)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: Timing = Timing { silent_ticks: 20, decay_s: 0.1 };

    /// Two cues of two features each; the cell of step 1 fires for ten ticks in bank `bank`.
    fn fired(bank: usize, third_factor: impl Fn(u64) -> f32) -> Conjunctions {
        let mut all = Conjunctions::new(2, 3, 4);
        all.recruit(0, &[1.1, 1.1, 0.0, 0.0], &[], 1.0);
        all.recruit(1, &[0.0, 0.0, 1.1, 1.1], &[], 1.0);
        let cell = (3 * bank + 1) as u16;
        let mut rates = vec![0.0; 6];
        rates[usize::from(cell)] = 1.0;
        for now in 0..100 {
            let active: &[u16] = if now < 10 { &[cell] } else { &[] };
            all.step(now, (&rates, active), TIMING, third_factor(now), 1.0);
        }
        all
    }

    #[test]
    fn what_is_learned_of_a_cue_is_said_of_that_cue_and_step() {
        let mut all = fired(1, |_| 1.0);
        all.end_trial(1.0);
        let value = |cell: u16| all.value(&[1.0; 6], &[cell]);
        assert!((value(4) - 0.1).abs() < 0.01, "{}", value(4));
        assert_eq!((value(3), value(5)), (0.0, 0.0));
        let shared = value(1) / value(4);
        assert!((shared - 0.36 / 2.36).abs() < 1e-3, "only the constant is shared: {shared}");
    }

    #[test]
    fn tags_are_silent_at_first_and_then_fade() {
        let learned = |third_factor: fn(u64) -> f32| fired(0, third_factor).change[1];
        assert_eq!(learned(|now| if now <= 19 { 1.0 } else { 0.0 }), 0.0);
        assert!(learned(|now| if (20..40).contains(&now) { 1.0 } else { 0.0 }) > 0.05);
        assert!(learned(|now| if now > 80 { 1.0 } else { 0.0 }) < 0.001);
    }

    #[test]
    fn a_bank_that_is_taken_over_keeps_what_it_has_learned_and_loses_its_tags() {
        let mut all = fired(1, |now| if now < 25 { 1.0 } else { 0.0 });
        let learned = all.change[4];
        all.silent.push_back(Silent { due: 200, cell: 4, size: 1.0 });
        all.recruit(1, &[1.1, 1.1, 0.0, 0.0], &[], 1.0);
        assert!(all.silent.is_empty() && learned > 0.0);
        all.recruit(1, &[0.0, 0.0, 1.1, 1.1], &[], 1.0);
        assert!((all.value(&[1.0; 6], &[4]) - learned).abs() < 1e-4);
    }

    fn counts(all: &Conjunctions) -> [u32; 3] {
        let counts = all.counts(1.0);
        [counts.tagged, counts.strengthened, counts.weakened]
    }

    #[test]
    fn counts_are_those_of_single_synapses() {
        let all = fired(1, |_| 1.0);
        assert_eq!(counts(&all), [0, 3, 0], "two features and the constant");
        assert_eq!(counts(&fired(1, |_| -1.0)), [0, 0, 3]);
        assert_eq!(counts(&fired(1, |_| 0.0)), [0, 0, 0]);
    }
}
