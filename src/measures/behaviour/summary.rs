//! Behaviour in short: one line of measures per phase, and the reinforcement learner that fits the whole run.
//!
//! A state of the learner is a stimulus; where a cue tells the rule, a stimulus under a rule.

use super::accuracy::{CRITERION, WINDOW, accuracy, chance, offered, perseverative_errors, right, trials_to};
use super::dprime;
use super::fit::{self, Choice, Fit};
use super::transfer::{Again, EARLY, again, transfer};
use crate::experiment::Phase;
use crate::run::reaction::median;
use crate::run::recorder::TrialRecord;
use crate::tasks::events::TrialKind;
use serde::Serialize;

/// Measures of one phase in which actions were chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// From stimulus onset until the choice was settled, ms: median of the last [`WINDOW`] trials; `None`
    /// where none was.
    pub reaction_ms_at_end: Option<f32>,
    /// Share of the last [`WINDOW`] choices that were settled before they were made.
    pub settled_at_end: f32,
    /// Probability of the right action above chance in the first trials, after an earlier phase: what that
    /// one gave to this one. `None` in the first phase, and where offers make chance another.
    pub transfer: Option<f32>,
    /// Rules that an earlier phase has asked already, of the same pictures and for the same actions.
    pub again: Vec<Again>,
}

/// Measures of a whole run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Behaviour {
    /// Phase by phase.
    pub phases: Vec<PhaseBehaviour>,
    /// The likeliest learner.
    pub learner: Option<Fit>,
}

/// Behaviour of a run of these phases with so many `actions`; `cued` if a cue tells the rule. `None` where
/// nothing was chosen.
#[must_use]
pub fn behaviour(trials: &[TrialRecord], plan: &[Phase], actions: usize, cued: bool) -> Option<Behaviour> {
    let all: Vec<Choice> = trials.iter().filter_map(|trial| choice(trial, cued)).collect();
    let learner = Some(fit::fit(&all, actions)?);
    let offered = offered(plan, actions);
    let mut phases = Vec::new();
    let mut before: &[TrialRecord] = &[];
    for of in trials.chunk_by(|a, b| a.phase == b.phase) {
        if of.iter().any(|trial| trial.choice.is_some()) {
            let again = asked_again(trials, plan, of, offered);
            phases.push(PhaseBehaviour { again, transfer: given(of, plan, offered), ..phase(before, of, offered) });
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

/// What came into a phase from those before it.
fn given(of: &[TrialRecord], plan: &[Phase], offered: usize) -> Option<f32> {
    let phase = usize::from(of[0].phase);
    let comparable = phase > 0 && plan.get(phase).is_some_and(|phase| phase.offers.is_empty());
    comparable.then(|| transfer(&of[..of.len().min(EARLY)], chance(offered)))
}

/// The rules of a phase that an earlier one has asked, in the order of their numbers, each against the latest
/// that has.
fn asked_again(trials: &[TrialRecord], plan: &[Phase], of: &[TrialRecord], offered: usize) -> Vec<Again> {
    let now = usize::from(of[0].phase);
    let Some(phase) = plan.get(now) else { return Vec::new() };
    let under = |n: usize, rule: u8| -> Vec<TrialRecord> {
        let asks = |t: &&TrialRecord| usize::from(t.phase) == n && t.choice.is_some_and(|c| c.rule == rule);
        trials.iter().filter(asks).copied().collect()
    };
    let mut rules: Vec<u8> = of.iter().filter_map(|t| t.choice).map(|c| c.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let one = |rule: u8| {
        let earlier = (0..now).rev().find(|&n| phase.asks_again(&plan[n], u32::from(rule)))?;
        again(&under(earlier, rule), &under(now, rule), chance(offered))
    };
    rules.into_iter().filter_map(one).collect()
}

fn phase(before: &[TrialRecord], of: &[TrialRecord], offered: usize) -> PhaseBehaviour {
    let end = &of[of.len().saturating_sub(WINDOW)..];
    let times = || end.iter().filter_map(|trial| trial.reaction_ms);
    let hits: Vec<bool> = end.iter().filter_map(right).collect();
    PhaseBehaviour {
        phase: of[0].phase,
        trials: of.len(),
        accuracy: accuracy(of),
        accuracy_at_end: accuracy(end),
        chance: chance(offered),
        trials_to_criterion: trials_to(of, CRITERION),
        d_prime_at_end: dprime::alternatives(hits.iter().filter(|&&hit| hit).count(), hits.len(), offered),
        perseverative_errors: perseverative_errors(before, of),
        reaction_ms_at_end: median(times()),
        settled_at_end: times().count() as f32 / hits.len() as f32,
        transfer: None,
        again: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::recorder::ChoiceRecord;

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

    fn plan() -> [Phase; 2] {
        [0, 1].map(|rule| Phase { rules: vec![rule], ..Phase::new("one", 100) })
    }

    #[test]
    fn a_rule_that_comes_back_is_compared_with_its_first_time() {
        let mut trials = curve();
        let back = trials[..100].iter().map(|t| TrialRecord { phase: 2, reaction_ms: Some(120.0), ..*t });
        let back: Vec<_> = back.collect();
        trials.extend(back);
        let [first, second] = plan();
        let mut plan = [first.clone(), second, first];
        let phases = behaviour(&trials, &plan, 4, false).expect("there were choices").phases;
        assert!(phases[0].again.is_empty() && phases[1].again.is_empty());
        let [again] = phases[2].again[..] else { panic!("{:?}", phases[2]) };
        // It is expected by chance all along, so nothing was known; the criterion took as long as the first
        // time.
        assert_eq!((again.rule, again.phase, again.retention, again.savings), (0, 0, None, Some(0.0)));
        assert_eq!((phases[0].transfer, phases[2].transfer), (None, Some(0.0)));
        assert_eq!((phases[0].reaction_ms_at_end, phases[0].settled_at_end), (None, 0.0));
        assert_eq!((phases[2].reaction_ms_at_end, phases[2].settled_at_end), (Some(120.0), 1.0));
        plan[2].moved = 0.5;
        let phases = behaviour(&trials, &plan, 4, false).expect("there were choices").phases;
        assert!(phases[2].again.is_empty(), "other pictures");
    }

    #[test]
    fn phases_are_told_apart() {
        let Behaviour { phases, learner } = behaviour(&curve(), &plan(), 4, false).expect("there were choices");
        let [first, second] = &phases[..] else { panic!("{phases:?}") };
        assert_eq!((first.accuracy, first.trials_to_criterion, first.perseverative_errors), (1.0, Some(40), None));
        assert_eq!((second.accuracy, second.accuracy_at_end, second.chance), (0.5, 1.0, 0.25));
        assert_eq!((second.trials_to_criterion, second.perseverative_errors), (Some(84), Some(1.0)));
        assert!(first.d_prime_at_end > 2.0 && learner.is_some_and(|fit| fit.choices == 200));
    }

    #[test]
    fn nothing_chosen_is_nothing_measured() {
        let silent: Vec<_> = curve().into_iter().map(|t| TrialRecord { choice: None, ..t }).collect();
        assert_eq!(behaviour(&silent, &plan(), 4, false), None);
    }
}
