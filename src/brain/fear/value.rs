//! Aversive value and its errors: what the amygdala predicts, the error that teaches its own synapses, and
//! the one that dopamine neurons receive.
//!
//! `u(t)` is what the synapses of basolateral amygdala add up to (never below 0), `p(t)` the punishment of
//! this tick, in punishments. Synapses learn from what is there at once,
//! `e(t) = p(t) + exp(-dt / horizon) u(t) - u(t - dt)`: the periaqueductal gray reports to the amygdala the
//! pain that was not expected. Dopamine neurons receive value `A` and pain `P` through units of the same time
//! constant as those of value and reward, `delta_a(t) = P(t) + exp(-dt / horizon) A(t) - A(t - dt)`. It is
//! taken away from the error of `brain::reward::value`, which leaves the error of net reward under net value,
//! `V - A`. A punishment that is fully expected cancels exactly.
//!
//! Order: reads the time cells of this tick.
//! Sources: Johansen et al. 2010, doi:10.1038/nn.2594 (the instructive signal is smaller where pain is
//! expected); cues of punishment make dopamine neurons pause, Matsumoto & Hikosaka 2009,
//! doi:10.1038/nature08028, Cohen et al. 2012, doi:10.1038/nature10754.
//! Left out: lateral habenula and midbrain cells on the way from the one to the other; dopamine neurons that
//! punishment excites; what fear does to the body.

use crate::brain::net::population::FLOOR;
use crate::num::{DT_S, exp};
use serde::{Deserialize, Serialize};

/// State of aversive value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AversiveValue {
    /// Predicted discounted punishment, in punishments.
    pub value: f32,
    /// Its error of this tick as dopamine neurons receive it.
    pub error: f32,
    /// Its error of this tick as it teaches the synapses of the amygdala.
    pub taught: f32,
    pain: f32,
    predicted: f32,
}

impl AversiveValue {
    /// Advances one tick with what the amygdala predicts and the punishment of this tick; `step_fraction` is
    /// the part of the way to its target that a unit covers in a tick.
    pub fn step(&mut self, predicted: f32, punishment: f32, step_fraction: f32, horizon_s: f32) {
        let keep = exp(-DT_S / horizon_s);
        self.taught = punishment + keep * predicted - self.predicted;
        self.predicted = predicted;
        let before = self.value;
        approach(&mut self.value, predicted, step_fraction);
        approach(&mut self.pain, punishment / step_fraction, step_fraction);
        self.error = self.pain * step_fraction + keep * self.value - before;
    }

    /// The brain has left: what it gives up is no error.
    pub fn excuse(&mut self) {
        (self.taught, self.error) = (0.0, 0.0);
    }
}

/// Moves a rate towards its drive, as a linear unit does.
fn approach(rate: &mut f32, drive: f32, step_fraction: f32) {
    let next = *rate + step_fraction * (drive - *rate);
    *rate = if next > FLOOR { next } else { 0.0 };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_punishment_that_is_fully_expected_cancels() {
        let mut fear = AversiveValue::default();
        for tick in 0..200 {
            let (predicted, punishment) = if tick < 100 { (1.0, 0.0) } else { (0.0, f32::from(u8::from(tick == 100))) };
            fear.step(predicted, punishment, 0.3, 1e9);
            assert!(tick < 60 || (fear.error.abs() < 2e-3 && fear.taught.abs() < 1e-5), "tick {tick}: {fear:?}");
        }
        assert_eq!((fear.value, fear.pain), (0.0, 0.0), "without cause it falls to exactly 0");
    }

    #[test]
    fn a_punishment_out_of_the_blue_is_an_error_of_its_size() {
        let mut fear = AversiveValue::default();
        let mut total = 0.0;
        for tick in 0..100 {
            fear.step(0.0, if tick == 10 { 2.0 } else { 0.0 }, 0.3, 1e9);
            total += fear.error;
            assert_eq!(fear.taught, if tick == 10 { 2.0 } else { 0.0 });
        }
        assert!((total - 2.0).abs() < 0.01, "{total}");
    }
}
