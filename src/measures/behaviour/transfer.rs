//! What learning one task gives to the next (transfer), takes from the one before (interference), and leaves
//! of it (retention, savings).
//!
//! | measure | definition | range |
//! |---|---|---|
//! | savings | `1 - n / n0`, trials to the criterion over those that a naive brain, or the first time, needed | up to 1 |
//! | transfer | probability of the right action, before anything of the task has been learned, above chance | -chance to 1 - chance |
//! | interference | probability of the right action at the end of the first time less that when asked again | -1 to 1 |
//! | retention | `(p again - chance) / (p before - chance)`: the share of what was known that is still there | 1 is all |
//!
//! Probabilities are those with which the right action would have been chosen, which spares the noise of the
//! draw. Where learning goes on, the first [`EARLY`] trials stand for "before anything has been learned". A
//! brain relearns within them, so interference comes out too small and retention too large rather than the
//! other way round.
//! Sources: savings: Ebbinghaus 1885, Über das Gedächtnis; transfer and interference as two sides of one
//! likeness: Holton et al. 2025, doi:10.1038/s41562-025-02318-y.

use super::accuracy::{CRITERION, WINDOW, trials_to};
use crate::run::recorder::TrialRecord;
use serde::Serialize;

/// Trials at the beginning of a phase that show what came into it.
pub const EARLY: usize = 10;
/// Probability above chance below which there was nothing to retain.
pub const KNOWN: f32 = 0.05;

/// A rule that is asked again after an earlier phase.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Again {
    /// The rule.
    pub rule: u8,
    /// The latest earlier phase that asked it.
    pub phase: u8,
    /// Share of what was known then that is still there; `None` where nothing was known.
    pub retention: Option<f32>,
    /// What was lost in between, probability of the right action.
    pub interference: f32,
    /// Share of the trials to the criterion that were saved; `None` where it was not reached both times.
    pub savings: Option<f32>,
}

/// Trials to [`CRITERION`]. A brain that never gets there counts as having needed all the trials there were.
#[must_use]
pub fn trials_or_all(trials: &[TrialRecord]) -> f32 {
    trials_to(trials, CRITERION).unwrap_or(trials.len()) as f32
}

/// Share of the trials that were saved; negative where more were needed.
#[must_use]
pub fn savings(naive: f32, trials: f32) -> f32 {
    1.0 - trials / naive
}

/// Probability of the right action, mean over trials, 0 to 1; not a number where nothing was chosen.
#[must_use]
pub fn expected(trials: &[TrialRecord]) -> f32 {
    let (sum, n) = trials.iter().filter_map(|t| t.choice).fold((0.0, 0.0), |(sum, n), c| (sum + c.expected, n + 1.0));
    sum / n
}

/// What trials of a task that was not yet learned have from before it, as probability above chance.
#[must_use]
pub fn transfer(novice: &[TrialRecord], chance: f32) -> f32 {
    expected(novice) - chance
}

/// What was lost of the right action's probability from the trials before to those after.
#[must_use]
pub fn interference(before: &[TrialRecord], after: &[TrialRecord]) -> f32 {
    expected(before) - expected(after)
}

/// The share of what was known in the trials before that is there in those after; `None` where nothing was
/// known.
#[must_use]
pub fn retention(before: &[TrialRecord], after: &[TrialRecord], chance: f32) -> Option<f32> {
    let known = expected(before) - chance;
    (known >= KNOWN).then(|| (expected(after) - chance) / known)
}

/// A rule in an earlier phase and when it is asked again: all its trials then and now. `None` without
/// choices.
#[must_use]
pub fn again(before: &[TrialRecord], after: &[TrialRecord], chance: f32) -> Option<Again> {
    let (old, rule) = (before.first()?, after.first()?.choice?.rule);
    let (known, early) = (&before[before.len().saturating_sub(WINDOW)..], &after[..after.len().min(EARLY)]);
    let needed = trials_to(before, CRITERION).zip(trials_to(after, CRITERION));
    Some(Again {
        rule,
        phase: old.phase,
        retention: retention(known, early, chance),
        interference: interference(known, early),
        savings: needed.map(|(first, then)| savings(first as f32, then as f32)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::recorder::ChoiceRecord;

    /// `n` trials in which the right action is expected with probability `p` and taken from trial `from` on.
    fn trials(n: u32, p: f32, from: u32) -> Vec<TrialRecord> {
        let one = |k: u32| {
            let action = if k >= from { 2 } else { 3 };
            let choice = ChoiceRecord { stimulus: 0, rule: 1, right: 2, action, expected: p };
            TrialRecord { phase: 3, ..TrialRecord::of_choice(k, true, choice) }
        };
        (0..n).map(one).collect()
    }

    #[test]
    fn what_is_kept_lost_and_saved() {
        let (before, after) = (trials(200, 0.85, 86), trials(100, 0.55, 26));
        assert!((interference(&before, &after) - 0.3).abs() < 1e-5);
        assert!((retention(&before, &after, 0.25).expect("known") - 0.5).abs() < 1e-5);
        assert!((transfer(&after, 0.25) - 0.3).abs() < 1e-5);
        assert_eq!((trials_or_all(&before), trials_or_all(&after)), (120.0, 60.0));
        let found = again(&before, &after, 0.25).expect("choices");
        assert_eq!((found.rule, found.phase, found.savings), (1, 3, Some(0.5)));
    }

    #[test]
    fn what_was_never_known_is_not_retained() {
        let (before, after) = (trials(100, 0.27, 100), trials(100, 0.85, 0));
        let found = again(&before, &after, 0.25).expect("choices");
        assert_eq!((found.retention, found.savings), (None, None));
        assert!(found.interference < -0.5);
        assert_eq!(again(&[], &after, 0.25), None);
        assert_eq!(trials_or_all(&before), 100.0, "who never gets there has needed all");
        assert_eq!(savings(100.0, 150.0), -0.5);
        assert!(expected(&[]).is_nan());
    }
}
