//! Rate units of one region.
//!
//! `tau dr/dt = phi(u) - r`, `phi(u) = u / (1 + u)` for `u > 0`, else 0.
//! `u = gain (drive - mean) / (floor + spread) - threshold`: feed-forward inhibition subtracts the region's
//! mean drive and divides by its spread (mean absolute deviation), so that a region answers sparsely at
//! any strength of its input. Regions that relay or sum (thalamus, hypothalamus, ventral striatum) are
//! linear: `tau dr/dt = max(drive, 0) - r`.
//!
//! On the way from sense to action units are *centred*: what they send is their rate minus its usual value
//! (see `projection`), and `u = gain (drive + bias)`, `phi` as above. Feed-forward inhibition that matches
//! the usual input argues for it, and without it the common part of all patterns drowns what tells them
//! apart. A high negative bias makes a region sparse. Their apical dendrites collect what comes back from the
//! chosen action.
//!
//! Order: the drive of a tick is the weighted rate of the tick before (one tick of synaptic lag).
//! Left out: spikes, recurrent excitation, interneurons as cells of their own.
//! Source: Carandini & Heeger 2012, doi:10.1038/nrn3136 (divisive normalisation).

use crate::kernels::{LANES, Lanes, RateStep, kernel_deviation, kernel_dot, kernel_leak, kernel_rates};
use crate::num::{clamp, sum, tree};
use crate::params::Params;
use serde::{Deserialize, Serialize};

/// Rates at or below this are exactly 0.
pub const FLOOR: f32 = 1e-3;

/// How the units of a region answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Response {
    /// Sparse, saturating, under feed-forward inhibition.
    Sparse,
    /// Linear above 0.
    Linear,
    /// Set from outside: hippocampal time cells.
    Clocked,
    /// Saturating, with a fixed bias; sends its rate minus the usual one.
    Centred,
}

/// The units of one region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Population {
    /// Index of the region in the atlas.
    pub region: u16,
    /// Number of units.
    pub units: u16,
    /// How its units answer.
    pub response: Response,
    /// Firing rates, 0 to 1 (linear ones may exceed 1); padded with zeros.
    pub rate: Lanes,
    /// Drive collected for this tick; cleared by [`Population::step`].
    pub drive: Lanes,
    /// Indices of the units with a rate above 0, ascending.
    pub active: Vec<u16>,
    /// Has any drive been added in this tick?
    pub driven: bool,
    /// Drive that every driven unit gets beside its synapses (centred units only).
    pub bias: f32,
    /// Slow mean of the rates while stimuli are there: what feed-forward inhibition expects.
    pub usual: Lanes,
    /// Fraction of the way to its target that each line of units covers in this tick; empty where all cover
    /// the same.
    pub fractions: Vec<f32>,
    /// Which units may take part (1) or are silenced (0); empty where all may.
    pub mask: Lanes,
    /// Feedback that has reached the apical dendrites, per unit.
    pub apical: Lanes,
    /// Indices of the units that a lesion keeps silent; their drive still counts for the region's inhibition.
    pub silent: Vec<u16>,
    k: f32,
}

impl Population {
    /// A population of silent units.
    #[must_use]
    pub fn new(region: usize, units: u16, response: Response, params: &Params) -> Self {
        let n = usize::from(units);
        Self {
            region: region as u16,
            units,
            response,
            rate: Lanes::zeros(n),
            drive: Lanes::zeros(n),
            active: Vec::with_capacity(n),
            driven: false,
            bias: 0.0,
            usual: Lanes::zeros(n),
            fractions: Vec::new(),
            mask: Lanes::default(),
            apical: Lanes::zeros(n),
            silent: Vec::new(),
            k: 1.0 - crate::num::decay(params.rate_tau_ms / 1000.0),
        }
    }

    /// Fraction of the way to its target that a rate covers in one tick.
    #[must_use]
    pub const fn step_fraction(&self) -> f32 {
        self.k
    }

    /// Mean rate.
    #[must_use]
    pub fn mean(&self) -> f32 {
        if self.active.is_empty() { 0.0 } else { sum(&self.rate) / f32::from(self.units) }
    }

    /// Adds `strength * pattern` to the drive of this tick.
    pub fn excite(&mut self, pattern: &[f32], strength: f32) {
        crate::kernels::kernel_axpy(&mut self.drive, pattern, strength);
        self.driven = true;
    }

    /// Adds the same drive to every unit in this tick; nothing happens at 0.
    pub fn excite_all(&mut self, strength: f32) {
        if strength != 0.0 {
            self.drive[..usize::from(self.units)].iter_mut().for_each(|drive| *drive += strength);
            self.driven = true;
        }
    }

    /// Advances one tick; `gain` is noradrenaline's factor. A silent region without drive stays as it is.
    pub fn step(&mut self, gain: f32, params: &Params) {
        if !self.driven && self.active.is_empty() {
            return;
        }
        match self.response {
            Response::Sparse => {
                let step = self.inhibit(gain, params);
                kernel_rates(&mut self.rate, &mut self.drive, step);
            }
            Response::Centred => {
                let bias = if self.driven { self.bias } else { 0.0 };
                let step = RateStep { scale: gain, centre: 0.0, threshold: -gain * bias, k: self.k, floor: FLOOR };
                self.approach(step);
            }
            Response::Linear => kernel_leak(&mut self.rate, &mut self.drive, self.k, FLOOR),
            Response::Clocked => self.drive.fill(0.0),
        }
        self.silence_padding();
        if !self.mask.is_empty() {
            self.rate.iter_mut().zip(self.mask.iter()).for_each(|(r, g)| *r *= g);
        }
        self.list_active();
        self.driven = false;
    }

    /// Rates approach their target, line by line where an input gate of working memory tells how fast.
    fn approach(&mut self, step: RateStep) {
        if self.fractions.is_empty() {
            return kernel_rates(&mut self.rate, &mut self.drive, step);
        }
        let lines = self.rate.chunks_exact_mut(LANES).zip(self.drive.chunks_exact_mut(LANES));
        for ((rate, drive), &k) in lines.zip(&self.fractions) {
            kernel_rates(rate, drive, RateStep { k, ..step });
        }
    }

    /// Subtractive and divisive inhibition from the region's own drive.
    fn inhibit(&self, gain: f32, params: &Params) -> RateStep {
        let n = f32::from(self.units);
        let padding = self.drive.len() as f32 - n;
        let centre = sum(&self.drive) / n;
        let spread = (tree(kernel_deviation(&self.drive, centre)) - padding * centre.abs()) / n;
        let scale = params.unit_gain * gain / (params.inhibition_floor + spread);
        let threshold = params.unit_gain * gain * params.sparseness;
        RateStep { scale, centre, threshold, k: self.k, floor: FLOOR }
    }

    /// Keeps the padding silent: it would rise above a negative mean drive.
    fn silence_padding(&mut self) {
        let n = usize::from(self.units);
        self.rate[n..].fill(0.0);
    }

    /// Share of the units that no lesion keeps silent.
    #[must_use]
    pub fn spared(&self) -> f32 {
        1.0 - self.silent.len() as f32 / f32::from(self.units)
    }

    /// How far the region is awake to a stimulus: 1 when its summed rate is at least half the usual, 0 in
    /// silence.
    #[must_use]
    pub fn presence(&self) -> f32 {
        let usual = self.usual_sum(&self.mask);
        if usual <= 0.0 || self.active.is_empty() { 0.0 } else { clamp(2.0 * sum(&self.rate) / usual, 0.0, 1.0) }
    }

    /// Usual rates of the units that `mask` lets take part, summed.
    #[must_use]
    pub fn usual_sum(&self, mask: &[f32]) -> f32 {
        if mask.is_empty() { sum(&self.usual) } else { kernel_dot(&self.usual, mask) }
    }

    /// Moves the usual rates towards the present ones by the fraction `rate`; units that are silenced keep
    /// theirs.
    pub fn accustom(&mut self, rate: f32) {
        for (i, (usual, r)) in self.usual.iter_mut().zip(self.rate.iter()).enumerate() {
            if takes_part(&self.mask, i) {
                *usual += rate * (r - *usual);
            }
        }
    }

    /// What the region sends when centred: `x - p m` on the units of `span` that take part, 0 elsewhere.
    #[must_use]
    pub fn centred(&self, (from, to): (u16, u16)) -> Lanes {
        let p = self.presence();
        let mut sent = Lanes::zeros(usize::from(self.units));
        for i in (usize::from(from)..usize::from(to)).filter(|&i| takes_part(&self.mask, i)) {
            sent[i] = self.rate[i] - p * self.usual[i];
        }
        sent
    }

    /// What each unit is held responsible for: feedback times the slope of its response. Without `attention`
    /// (0) it is how far its rate exceeds the usual one, as Hebb would have it.
    #[must_use]
    pub fn credit(&self, attention: f32) -> Lanes {
        let mut credit = self.apical.clone();
        for (c, r) in credit.iter_mut().zip(self.rate.iter()) {
            *c *= slope(*r);
        }
        if attention < 1.0 {
            for ((c, r), usual) in credit.iter_mut().zip(self.rate.iter()).zip(self.usual.iter()) {
                *c = attention * *c + (1.0 - attention) * (r - usual);
            }
        }
        credit
    }

    /// Renews the list of active units; masked units and those of a lesion fall silent here.
    pub fn list_active(&mut self) {
        for &i in &self.silent {
            self.rate[usize::from(i)] = 0.0;
        }
        self.active.clear();
        let rates = &self.rate[..usize::from(self.units)];
        self.active.extend(rates.iter().enumerate().filter(|&(_, &r)| r > 0.0).map(|(i, _)| i as u16));
    }
}

/// Does the mask let unit `i` take part? Without a mask all do.
#[must_use]
pub fn takes_part(mask: &[f32], i: usize) -> bool {
    mask.get(i).is_none_or(|&g| g > 0.0)
}

/// `phi'` as a function of the rate `r = phi(u)`: `(1 - r)^2` where `r > 0`, else 0.
#[must_use]
pub fn slope(rate: f32) -> f32 {
    if rate > 0.0 { (1.0 - rate) * (1.0 - rate) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(n: usize) -> Lanes {
        let mut p = Lanes::zeros(n);
        for i in 0..n {
            p[i] = ((i * 37) % 101) as f32 / 101.0;
        }
        p
    }

    fn settle(gain: f32, strength: f32) -> Population {
        let params = Params::default();
        let mut population = Population::new(1, 100, Response::Sparse, &params);
        for _ in 0..100 {
            population.excite(&pattern(100), strength);
            population.step(gain, &params);
        }
        population
    }

    #[test]
    fn answers_are_sparse_at_any_strength() {
        for strength in [1.0, 10.0] {
            let active = settle(1.0, strength).active.len();
            assert!((2..30).contains(&active), "{active} at {strength}");
        }
    }

    #[test]
    fn gain_raises_the_rates_that_are_there() {
        assert!(settle(1.5, 1.0).mean() > 1.15 * settle(1.0, 1.0).mean());
    }

    #[test]
    fn silenced_units_send_nothing_and_keep_their_usual_rate() {
        let mut population = Population::new(1, 4, Response::Centred, &Params::default());
        population.usual[..4].fill(0.2);
        population.mask = Lanes::zeros(4);
        population.mask[..2].fill(1.0);
        population.rate[0] = 0.6;
        population.list_active();
        let sent = population.centred((0, 4));
        assert!(sent[0] > 0.3 && (sent[1] + 0.2).abs() < 1e-6 && sent[2] == 0.0 && sent[3] == 0.0);
        population.accustom(0.5);
        assert!(population.usual[0] > 0.3 && population.usual[1] < 0.15 && population.usual[2] == 0.2);
    }

    #[test]
    fn without_drive_a_region_falls_exactly_silent() {
        let params = Params::default();
        let mut population = settle(1.0, 1.0);
        for _ in 0..100 {
            population.step(1.0, &params);
        }
        assert!(population.rate.iter().all(|&r| r == 0.0) && population.active.is_empty());
    }
}
