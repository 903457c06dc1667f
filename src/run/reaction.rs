//! Reaction time, read off the model: the brain answers at one fixed moment of the trial, but its preference
//! for what it will do may have been settled long before.
//!
//! In each tick from the onset of the stimulus to the choice the caudate's present preferences are turned
//! into the probabilities with which each action would be chosen now. The reaction time is the time from the
//! onset to the first tick from which on, without a break until the choice, the chosen action has at least
//! the probability [`BOUND`]. In odds that is a bound on how far it must lie ahead of all others together. A
//! softmax over channels that stops at a bound is the sequential probability ratio test for several
//! hypotheses, which basal ganglia may compute.
//!
//! It is a readout. Nothing in the brain waits for the bound: an answer that never reaches it is given all
//! the same, and has no reaction time. The times of senses and muscles are left out, so it is shorter than a
//! subject's.
//! Sources: Gold & Shadlen 2007, doi:10.1146/annurev.neuro.29.051605.113038 (a decision is a bound on
//! evidence); Bogacz & Gurney 2007, doi:10.1162/neco.2007.19.2.442 (several alternatives). The height of the
//! bound is ours.

use crate::num::DT_MS;
use serde::{Deserialize, Serialize};

/// Probability of the chosen action that counts as decided.
pub const BOUND: f32 = 0.75;

/// A trial's way from stimulus to choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliberation {
    /// Ticks since the stimulus came on; none before it and after the choice.
    since: Option<u32>,
    /// The action that is above the bound, and the tick since which it has been.
    ahead: Option<(u8, u32)>,
    /// What was found at the choice, ticks.
    found: Option<u32>,
}

impl Deliberation {
    /// The stimulus comes on in this tick.
    pub fn begin(&mut self) {
        *self = Self { since: Some(0), ..Self::default() };
    }

    /// Is there a stimulus without an answer?
    #[must_use]
    pub const fn open(&self) -> bool {
        self.since.is_some()
    }

    /// One tick, with the probability of each action if it were chosen now.
    pub fn consider(&mut self, policy: &[f32]) {
        let Some(since) = &mut self.since else { return };
        let ahead = policy.iter().position(|&p| p >= BOUND).map(|k| k as u8);
        self.ahead = ahead.map(|k| match self.ahead {
            Some((same, from)) if same == k => (k, from),
            _ => (k, *since),
        });
        *since += 1;
    }

    /// The action is chosen.
    pub fn end(&mut self, action: u8) {
        self.found = self.ahead.filter(|(k, _)| *k == action).map(|(_, from)| from);
        self.since = None;
    }

    /// From the onset of the stimulus to the bound, ms; none where the chosen action was not above it when
    /// chosen.
    #[must_use]
    pub fn reaction_ms(&self) -> Option<f32> {
        self.found.map(|ticks| (ticks * DT_MS) as f32)
    }
}

/// The middle of what there is, ms: of an even number of times the mean of the two in the middle.
#[must_use]
pub fn median(times: impl Iterator<Item = f32>) -> Option<f32> {
    let mut all: Vec<f32> = times.collect();
    all.sort_by(f32::total_cmp);
    let (lower, upper) = (all.get(all.len().saturating_sub(1) / 2)?, all.get(all.len() / 2)?);
    Some(f32::midpoint(*lower, *upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(policies: &[[f32; 2]], action: u8) -> Option<f32> {
        let mut all = Deliberation::default();
        all.begin();
        policies.iter().for_each(|p| all.consider(p));
        all.end(action);
        assert!(!all.open());
        all.reaction_ms()
    }

    #[test]
    fn the_time_is_that_of_the_last_crossing() {
        let (even, first, second) = ([0.5, 0.5], [0.8, 0.2], [0.2, 0.8]);
        assert_eq!(run(&[even, even, first, first], 0), Some(20.0));
        assert_eq!(run(&[first, even, first, first], 0), Some(20.0), "a break starts anew");
        assert_eq!(run(&[second, first, first], 0), Some(10.0), "so does another action");
        assert_eq!(run(&[first, first], 0), Some(0.0));
        assert_eq!(run(&[first, even], 0), None, "not decided when it was chosen");
        assert_eq!(run(&[first, first], 1), None, "another one was chosen");
    }

    #[test]
    fn nothing_is_considered_before_the_stimulus() {
        let mut all = Deliberation::default();
        all.consider(&[0.9, 0.1]);
        all.end(0);
        assert_eq!(all.reaction_ms(), None);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median([30.0, 10.0, 20.0].into_iter()), Some(20.0));
        assert_eq!(median([10.0, 20.0].into_iter()), Some(15.0));
        assert_eq!(median([7.0].into_iter()), Some(7.0));
        assert_eq!(median(std::iter::empty()), None);
    }
}
