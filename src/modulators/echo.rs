//! Ablations of when and why dopamine comes: late, or taken from another trial.
//!
//! Errors pass through here on their way to the dopamine neurons. *Lag*: every error arrives that much later.
//! *Shuffle*: with a given probability a trial's errors are replaced by those of an earlier one, drawn at
//! random. Dopamine then has the same size and shape and carries no news of what was done.

use crate::num::{DT_MS, ticks};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Earlier trials that are remembered.
const KEPT: usize = 32;
/// Ticks of a trial that are remembered.
const LONGEST: usize = 1000;

/// Errors of this trial and of earlier ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Echo {
    late: VecDeque<f32>,
    now: Vec<f32>,
    earlier: VecDeque<Vec<f32>>,
    /// Which of the earlier trials replaces the errors of this one.
    replaced_by: Option<u16>,
    chance: Stream,
}

impl Echo {
    /// An echo that has met no error yet.
    #[must_use]
    pub fn new(chance: Stream) -> Self {
        Self { late: VecDeque::new(), now: Vec::new(), earlier: VecDeque::new(), replaced_by: None, chance }
    }

    /// A trial begins: `shuffle` is the probability that it gets another one's errors.
    pub fn begin(&mut self, shuffle: f32) {
        if shuffle <= 0.0 {
            return;
        }
        if !self.now.is_empty() {
            if self.earlier.len() == KEPT {
                self.earlier.pop_front();
            }
            self.earlier.push_back(std::mem::take(&mut self.now));
        }
        let other = self.chance.uniform() < shuffle && !self.earlier.is_empty();
        self.replaced_by = other.then(|| self.chance.integer(0, self.earlier.len() as u32 - 1) as u16);
    }

    /// The error that the dopamine neurons receive in this tick.
    pub fn pass(&mut self, error: f32, lag_ms: f32, shuffle: f32) -> f32 {
        let mut passed = error;
        if shuffle > 0.0 {
            let tick = self.now.len();
            if tick < LONGEST {
                self.now.push(error);
            }
            if let Some(other) = self.replaced_by {
                passed = self.earlier[usize::from(other)].get(tick).copied().unwrap_or(0.0);
            }
        }
        if lag_ms < DT_MS as f32 {
            self.late.clear();
            return passed;
        }
        self.late.push_back(passed);
        while self.late.len() > ticks(lag_ms as u32) as usize + 1 {
            self.late.pop_front();
        }
        if self.late.len() > ticks(lag_ms as u32) as usize { self.late[0] } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo() -> Echo {
        Echo::new(Stream::new(1, "echo"))
    }

    #[test]
    fn late_is_the_same_later() {
        let mut echo = echo();
        let passed: Vec<f32> = (0..10).map(|t| echo.pass(t as f32, 30.0, 0.0)).collect();
        assert_eq!(passed, [0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    }

    #[test]
    fn shuffled_trials_hear_another_ones_errors() {
        let mut echo = echo();
        for trial in 0..20 {
            echo.begin(1.0);
            let passed: Vec<f32> = (0..5).map(|_| echo.pass(trial as f32, 0.0, 1.0)).collect();
            assert!(passed.iter().all(|&x| x == passed[0]) && (trial == 0 || passed[0] < trial as f32), "{passed:?}");
        }
    }

    #[test]
    fn unchanged_without_ablation() {
        let mut echo = echo();
        echo.begin(0.0);
        assert_eq!(echo.pass(0.3, 0.0, 0.0), 0.3);
    }
}
