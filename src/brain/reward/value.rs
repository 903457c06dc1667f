//! Value and its error: what ventral striatum predicts, and what the dopamine neurons receive.
//!
//! `V` is the mean rate of ventral striatum, the reward signal `r` the rate of the hypothalamus turned into
//! reward per tick. `delta(t) = r(t) + exp(-dt / horizon) V(t) - V(t - dt)`.
//! Both pass through units of the same time constant, so a reward that is fully expected cancels exactly.
//!
//! Where something can punish, the error of aversive value is taken away from `delta` (`brain::fear::value`).
//!
//! Order: reads the rates of this tick.
//! Sources: Sutton & Barto 1998; Schultz, Dayan & Montague 1997, doi:10.1126/science.275.5306.1593;
//! continuous time, Doya 2000, doi:10.1162/089976600300015961.

use crate::num::{DT_S, exp};

/// Temporal-difference error of a tick, in rewards: value before and now, the reward of this tick.
#[must_use]
pub fn error(before: f32, value: f32, reward: f32, horizon_s: f32) -> f32 {
    reward + exp(-DT_S / horizon_s) * value - before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reward_that_is_fully_expected_cancels() {
        let k = 0.3;
        let (mut v, mut r) = (1.0, 0.0);
        for tick in 0..30 {
            let before = v;
            v += k * (0.0 - v);
            r += k * (if tick == 0 { 1.0 / k } else { 0.0 } - r);
            let error = error(before, v, k * r, 1e9);
            assert!(error.abs() < 1e-5, "tick {tick}: {error}");
        }
    }
}
