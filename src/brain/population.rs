//! Rate units of one region.
//!
//! `tau dr/dt = phi(u) - r`, `phi(u) = u / (1 + u)` for `u > 0`, else 0.
//! `u = gain (drive - mean) / (floor + spread) - threshold`: feed-forward inhibition subtracts the region's
//! mean drive and divides by its spread (mean absolute deviation), so that a region answers sparsely at
//! any strength of its input. Regions that relay or sum (thalamus, hypothalamus, ventral striatum) are
//! linear: `tau dr/dt = max(drive, 0) - r`.
//!
//! Order: the drive of a tick is the weighted rate of the tick before (one tick of synaptic lag).
//! Left out: spikes, recurrent excitation, interneurons as cells of their own.
//! Source: Carandini & Heeger 2012, doi:10.1038/nrn3136 (divisive normalisation).

use crate::kernels::{Lanes, RateStep, kernel_deviation, kernel_leak, kernel_rates};
use crate::num::{sum, tree};
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
}

/// The units of one region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Population {
    /// Index of the region in the atlas.
    pub region: u16,
    /// Number of units.
    pub units: u16,
    /// How they answer.
    pub response: Response,
    /// Firing rates, 0 to 1 (linear ones may exceed 1); padded with zeros.
    pub rate: Lanes,
    /// Drive collected for this tick; cleared by [`Population::step`].
    pub drive: Lanes,
    /// Indices of the units with a rate above 0, ascending.
    pub active: Vec<u16>,
    /// Has any drive been added in this tick?
    pub driven: bool,
    k: f32,
}

impl Population {
    /// Silent units.
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
            Response::Linear => kernel_leak(&mut self.rate, &mut self.drive, self.k, FLOOR),
            Response::Clocked => self.drive.fill(0.0),
        }
        self.silence_padding();
        self.list_active();
        self.driven = false;
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

    /// With a negative mean drive the padding would rise above it.
    fn silence_padding(&mut self) {
        let n = usize::from(self.units);
        self.rate[n..].fill(0.0);
    }

    /// Renews the list of active units.
    pub fn list_active(&mut self) {
        self.active.clear();
        let rates = &self.rate[..usize::from(self.units)];
        self.active.extend(rates.iter().enumerate().filter(|&(_, &r)| r > 0.0).map(|(i, _)| i as u16));
    }
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
    fn without_drive_a_region_falls_exactly_silent() {
        let params = Params::default();
        let mut population = settle(1.0, 1.0);
        for _ in 0..100 {
            population.step(1.0, &params);
        }
        assert!(population.rate.iter().all(|&r| r == 0.0) && population.active.is_empty());
    }
}
