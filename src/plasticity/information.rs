//! Runaway: what says nothing is not learned.
//!
//! Input at its maximum drives every three-factor rule without end, and what has been learned from it stands in the
//! way of everything later. So synapses on the way from sense to action learn only from input that tells units apart
//! and trials apart:
//! `g = h(S) h(T)`, `h(q) = clamp(2 q / open - 1, 0, 1)`, `open` the parameter `information_open`,
//! `S = var(x) / (mean(x)^2 + 0.002)` over the rates `x` of the thalamic units at the moment of decision,
//! `T = sum v / (sum m^2 + 0.1)`, with `m += 0.3 (x - m)` and `v += 0.3 ((x - m)^2 - v)` from trial to trial.
//! What `g` multiplies: tags as they are written, the rate at which usual rates follow, and fading. Stimuli of all
//! built-in tasks leave it at exactly 1.
//!
//! Simplified: one gate for all, computed once per trial; the cells that would compute it are left out. The price: a
//! stimulus that comes again and again without any other closes it.
//! Sources: a threshold that slides with the history of activity, Bienenstock, Cooper & Munro 1982,
//! doi:10.1523/JNEUROSCI.02-01-00032.1982; homeostasis over all inputs, Turrigiano 2008,
//! doi:10.1016/j.cell.2008.10.008. The form of the gate is ours.

use crate::kernels::Lanes;
use crate::num::clamp;
use serde::{Deserialize, Serialize};

/// How fast means and variances follow, per trial.
const RATE: f32 = 0.3;
/// Squared mean rate below which `S` is not amplified.
const FAINT_UNITS: f32 = 0.002;
/// Summed squared mean rate below which `T` is not amplified.
const FAINT_TRIALS: f32 = 0.1;

/// What the input of the latest trials has told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Information {
    mean: Lanes,
    variance: Lanes,
    /// How much may be learned from this trial's input, 0 to 1.
    pub gate: f32,
}

impl Information {
    /// Nothing heard yet from so many units.
    #[must_use]
    pub fn new(units: usize) -> Self {
        Self { mean: Lanes::zeros(units), variance: Lanes::zeros(units), gate: 1.0 }
    }

    /// One trial's input, `rates` without padding; `open` is the squared coefficient of variation from which on the
    /// gate is fully open, 0 leaves it open always.
    pub fn hear(&mut self, rates: &[f32], open: f32) {
        let n = rates.len() as f32;
        let mean = rates.iter().sum::<f32>() / n;
        let variance = rates.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / n;
        for ((m, v), x) in self.mean.iter_mut().zip(self.variance.iter_mut()).zip(rates) {
            let news = x - *m;
            *m += RATE * news;
            *v += RATE * (news * news - *v);
        }
        let units = variance / (mean * mean + FAINT_UNITS);
        let squares: f32 = self.mean.iter().map(|m| m * m).sum();
        let trials = self.variance.iter().sum::<f32>() / (squares + FAINT_TRIALS);
        self.gate = if open > 0.0 { ramp(units / open) * ramp(trials / open) } else { 1.0 };
    }
}

fn ramp(q: f32) -> f32 {
    clamp(2.0 * q - 1.0, 0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gate after fifty trials of `input(trial, unit)`.
    fn gate(input: impl Fn(usize, usize) -> f32) -> f32 {
        let mut information = Information::new(64);
        for trial in 0..50 {
            let rates: Vec<f32> = (0..64).map(|unit| input(trial, unit)).collect();
            information.hear(&rates, 0.4);
        }
        information.gate
    }

    fn stimulus(trial: usize, unit: usize) -> f32 {
        if unit / 8 == (trial * 5) % 8 { 1.0 } else { 0.03 }
    }

    #[test]
    fn stimuli_open_the_gate_fully() {
        assert_eq!(gate(stimulus), 1.0);
    }

    #[test]
    fn floods_of_every_kind_close_it() {
        assert_eq!(gate(|_, _| 3.0), 0.0, "steady");
        assert_eq!(gate(|trial, unit| 3.0 + 0.1 * ((trial * 7 + unit * 13) % 5) as f32), 0.0, "noisy");
        assert_eq!(gate(|trial, unit| if unit % 2 == 0 { 3.0 } else { stimulus(trial, unit) }), 0.0, "half");
        let on = |trial: usize, unit| if trial / 4 % 2 == 0 { 3.0 } else { stimulus(trial, unit) };
        assert_eq!(gate(on), 0.0, "alternating, on in trials 48 and 49");
    }

    #[test]
    fn at_zero_it_is_always_open() {
        let mut information = Information::new(4);
        information.hear(&[3.0; 4], 0.0);
        assert_eq!(information.gate, 1.0);
    }
}
