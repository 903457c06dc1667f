//! Uncertainty: how often the world disappoints, and whether it does so more than it used to.
//!
//! `x` is the disappointment of a trial: the negative prediction errors summed over it. Two means follow it,
//! `fast += a (x - fast)`, `slow += b (x - slow)`. *Expected* uncertainty is the slow one: disappointments
//! that are part of the task. *Unexpected* uncertainty is how far the fast one exceeds what the slow one
//! leads to expect: `(fast - r slow - margin) / (r slow + floor)`, 0 to 3: the rules may have changed. `r` is
//! the share of it that acetylcholine reports to anterior cingulate cortex, about 1: where little comes, what
//! is usual is taken for news.
//!
//! Simplified: the end of a trial is taken to be noticed; in the brain anterior cingulate cortex would signal
//! it.
//! Sources: Yu & Dayan 2005, doi:10.1016/j.neuron.2005.04.026 (two kinds of uncertainty, acetylcholine and
//! noradrenaline); Behrens et al. 2007, doi:10.1038/nn1954 (cingulate cortex); the form and its constants are
//! ours.

use crate::num::clamp;
use serde::{Deserialize, Serialize};

/// Rate of the fast mean, per trial.
const FAST: f32 = 0.25;
/// Rate of the slow mean, per trial.
const SLOW: f32 = 0.02;
/// Excess of the fast over the slow mean that is put down to chance, in rewards.
const MARGIN: f32 = 0.2;
/// Keeps the ratio finite when nothing ever disappoints, in rewards.
const FLOOR: f32 = 0.05;
/// Usual disappointment per trial at odds of one half that are known, in rewards: `p (1 - p)`.
const EVEN_ODDS: f32 = 0.25;
/// Largest unexpected uncertainty.
const MOST: f32 = 3.0;

/// State of both kinds of uncertainty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Uncertainty {
    /// Disappointment of this trial so far, in rewards.
    so_far: f32,
    fast: f32,
    slow: f32,
    /// Trials seen.
    trials: u32,
    /// Unexpected uncertainty, 0 to 3.
    pub unexpected: f32,
}

impl Uncertainty {
    /// Adds one tick's prediction error, in rewards.
    pub fn add_error(&mut self, error: f32) {
        if error < 0.0 {
            self.so_far -= error;
        }
    }

    /// A trial has ended; acetylcholine reports `report` times the expected uncertainty that there is.
    pub fn conclude(&mut self, report: f32) {
        let x = self.so_far;
        self.so_far = 0.0;
        self.trials += 1;
        // The slow mean begins as a plain average: a young brain does not know what is usual.
        let young = 1.0 / self.trials as f32;
        self.fast += FAST * (x - self.fast);
        self.slow += (if young > SLOW { young } else { SLOW }) * (x - self.slow);
        let usual = report * self.slow;
        self.unexpected = clamp((self.fast - usual - MARGIN) / (usual + FLOOR), 0.0, MOST);
    }

    /// Expected uncertainty: usual disappointment per trial, in rewards. What is new is taken to be as
    /// uncertain as odds of one half; that counts as one trial among those seen.
    #[must_use]
    pub fn expected(&self) -> f32 {
        self.slow + (EVEN_ODDS - self.slow) / (1 + self.trials) as f32
    }

    /// Expected uncertainty against that of known even odds: -1 in a routine, 0 there, at most 2.
    #[must_use]
    pub fn doubt(&self) -> f32 {
        clamp(self.expected() / EVEN_ODDS, 0.0, 3.0) - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(trials: &[f32]) -> Uncertainty {
        reported(1.0, trials)
    }

    fn reported(report: f32, trials: &[f32]) -> Uncertainty {
        let mut u = Uncertainty::default();
        for x in trials {
            u.add_error(-x);
            u.add_error(0.3);
            u.conclude(report);
        }
        u
    }

    #[test]
    fn what_always_disappoints_is_expected() {
        let u = after(&[0.5; 200]);
        assert!(u.expected() > 0.4 && u.unexpected == 0.0);
    }

    #[test]
    fn a_change_for_the_worse_is_unexpected_and_becomes_expected() {
        let mut trials = vec![0.05; 200];
        trials.extend([0.8; 6]);
        assert!(after(&trials).unexpected > 1.5);
        trials.extend([0.8; 300]);
        assert_eq!(after(&trials).unexpected, 0.0);
    }

    #[test]
    fn without_acetylcholine_what_is_usual_is_news() {
        let mut trials = vec![0.2; 200];
        trials.extend([0.6; 2]);
        assert!(reported(0.3, &trials).unexpected > 2.0 * after(&trials).unexpected);
    }

    #[test]
    fn what_is_new_is_uncertain() {
        assert_eq!(Uncertainty::default().expected(), EVEN_ODDS);
        assert!(after(&[0.0; 200]).expected() < 0.01);
    }

    #[test]
    fn single_disappointments_are_put_down_to_chance() {
        let mut trials = vec![0.05; 200];
        trials.push(0.8);
        assert!(after(&trials).unexpected < 0.5);
    }
}
