//! Behaviour in short: one line of measures per phase, and the reinforcement learner that fits the whole run.
//!
//! A state of the learner is a stimulus; where a cue tells the rule, a stimulus under a rule.

use super::behaviour::{WINDOW, accuracy, chance, perseverative_errors, right, trials_to};
use super::dprime;
use super::fit::{self, Choice, Fit};
use super::recorder::TrialRecord;
use crate::tasks::TrialKind;
use serde::Serialize;

/// Share right that counts as having learned.
pub const CRITERION: f32 = 0.85;

/// Measures of one phase in which actions were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PhaseBehaviour {
    /// Number of the phase, from 0.
    pub phase: u8,
    /// Trials of the phase.
    pub trials: usize,
    /// Share right over all of them.
    pub accuracy: f32,
    /// Share right in the last [`WINDOW`].
    pub accuracy_at_end: f32,
    /// Accuracy by chance.
    pub chance: f32,
    /// Trials to [`CRITERION`], the window included; `None` if it was never reached.
    pub trials_to_criterion: Option<usize>,
    /// Sensitivity in the last [`WINDOW`] trials, freed from the number of actions.
    pub d_prime_at_end: f64,
    /// Share of the errors that the rule of the phase before would have called right.
    pub perseverative_errors: Option<f32>,
}

/// Measures of a whole run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Behaviour {
    /// Phase by phase.
    pub phases: Vec<PhaseBehaviour>,
    /// The likeliest learner.
    pub learner: Option<Fit>,
}

/// Behaviour of a run with so many `actions`; `cued` if a cue tells the rule. `None` where nothing was chosen.
#[must_use]
pub fn behaviour(trials: &[TrialRecord], actions: usize, cued: bool) -> Option<Behaviour> {
    let all: Vec<Choice> = trials.iter().filter_map(|trial| choice(trial, cued)).collect();
    let learner = Some(fit::fit(&all, actions)?);
    let mut phases = Vec::new();
    let mut before: &[TrialRecord] = &[];
    for of in trials.chunk_by(|a, b| a.phase == b.phase) {
        if of.iter().any(|trial| trial.choice.is_some()) {
            phases.push(phase(before, of, actions));
        }
        before = of;
    }
    Some(Behaviour { phases, learner })
}

fn choice(trial: &TrialRecord, cued: bool) -> Option<Choice> {
    let record = trial.choice?;
    let rule = if cued { usize::from(record.rule) } else { 0 };
    let state = usize::from(record.stimulus) + 256 * rule;
    let reward = f64::from(u8::from(trial.kind == TrialKind::Rewarded));
    Some(Choice { state, action: usize::from(record.action), reward })
}

fn phase(before: &[TrialRecord], of: &[TrialRecord], actions: usize) -> PhaseBehaviour {
    let end = &of[of.len().saturating_sub(WINDOW)..];
    let hits: Vec<bool> = end.iter().filter_map(right).collect();
    PhaseBehaviour {
        phase: of[0].phase,
        trials: of.len(),
        accuracy: accuracy(of),
        accuracy_at_end: accuracy(end),
        chance: chance(actions),
        trials_to_criterion: trials_to(of, CRITERION),
        d_prime_at_end: dprime::alternatives(hits.iter().filter(|&&hit| hit).count(), hits.len(), actions),
        perseverative_errors: perseverative_errors(before, of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::recorder::ChoiceRecord;

    /// Two phases of 100 trials, rules 0 and 1; the old action lives on for 50 trials of the second.
    fn curve() -> Vec<TrialRecord> {
        let one = |n: u32| {
            let (rule, stimulus) = ((n / 100) as u8, (n % 4) as u8);
            let right = (stimulus + rule) % 4;
            let action = if n < 150 { stimulus } else { right };
            let rewarded = action == right;
            let chosen = ChoiceRecord { stimulus, rule, right, action, expected: 0.25 };
            TrialRecord { phase: rule, ..TrialRecord::of_choice(n, rewarded, chosen) }
        };
        (0..200).map(one).collect()
    }

    #[test]
    fn phases_are_told_apart() {
        let Behaviour { phases, learner } = behaviour(&curve(), 4, false).expect("there were choices");
        let [first, second] = phases[..] else { panic!("{phases:?}") };
        assert_eq!((first.accuracy, first.trials_to_criterion, first.perseverative_errors), (1.0, Some(40), None));
        assert_eq!((second.accuracy, second.accuracy_at_end, second.chance), (0.5, 1.0, 0.25));
        assert_eq!((second.trials_to_criterion, second.perseverative_errors), (Some(84), Some(1.0)));
        assert!(first.d_prime_at_end > 2.0 && learner.is_some_and(|fit| fit.choices == 200));
    }

    #[test]
    fn nothing_chosen_is_nothing_measured() {
        let silent: Vec<_> = curve().into_iter().map(|t| TrialRecord { choice: None, ..t }).collect();
        assert_eq!(behaviour(&silent, 4, false), None);
    }
}
