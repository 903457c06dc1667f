//! Value and its error: what ventral striatum predicts, and what the dopamine neurons hear.
//!
//! `V` is the mean rate of ventral striatum, the reward signal `r` the rate of the hypothalamus turned into
//! reward per tick. `delta(t) = r(t) + exp(-dt / horizon) V(t) - V(t - dt)`.
//! Both pass through units of the same time constant, so a reward that is fully expected cancels exactly.
//!
//! Where something can punish, the error of aversive value is taken away from `delta` (`brain::fear::value`).
//!
//! Order: reads the rates of this tick. Sources: Sutton & Barto 1998; Schultz, Dayan & Montague 1997,
//! doi:10.1126/science.275.5306.1593; continuous time, Doya 2000, doi:10.1162/089976600300015961.

use crate::num::{DT_S, exp};
use serde::{Deserialize, Serialize};

/// State of the critic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Critic {
    /// Predicted discounted reward, in rewards.
    pub value: f32,
    /// Temporal-difference error of this tick, in rewards.
    pub error: f32,
    /// Factor on what pauses of dopamine teach it, set by serotonin as this trial began.
    pub pace: f32,
}

impl Default for Critic {
    fn default() -> Self {
        Self { value: 0.0, error: 0.0, pace: 1.0 }
    }
}

impl Critic {
    /// Advances one tick with the mean rates of ventral striatum and hypothalamus; `step_fraction` is the
    /// part of the way to its target that a unit covers in a tick.
    pub fn step(&mut self, striatum: f32, hypothalamus: f32, step_fraction: f32, horizon_s: f32) {
        let before = self.value;
        self.value = striatum;
        self.error = hypothalamus * step_fraction + exp(-DT_S / horizon_s) * self.value - before;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reward_that_is_fully_expected_cancels() {
        let k = 0.3;
        let mut critic = Critic { value: 1.0, ..Critic::default() };
        let (mut v, mut r) = (1.0, 0.0);
        for tick in 0..30 {
            v += k * (0.0 - v);
            r += k * (if tick == 0 { 1.0 / k } else { 0.0 } - r);
            critic.step(v, r, k, 1e9);
            assert!(critic.error.abs() < 1e-5, "tick {tick}: {}", critic.error);
        }
    }
}
