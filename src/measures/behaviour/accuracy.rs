//! Behaviour, read off finished trials: accuracy, trials to criterion, perseveration. Sensitivity and fitted
//! learning rates have files of their own (`dprime`, `fit`); `summary` puts all of them together phase by
//! phase.

use crate::experiment::Phase;
use crate::run::recorder::TrialRecord;

/// Trials over which accuracy is judged for a criterion.
pub const WINDOW: usize = 40;

/// Share right that counts as having learned.
pub const CRITERION: f32 = 0.85;

/// Trials of a running mean of accuracy.
pub const RUNNING: usize = 20;

/// Accuracy by chance: one over the number of actions offered.
#[must_use]
pub fn chance(actions: usize) -> f32 {
    1.0 / actions as f32
}

/// How many of the `actions` are offered in a trial of these phases, as the first of them offers them.
#[must_use]
pub fn offered(plan: &[Phase], actions: usize) -> usize {
    plan.first().and_then(|phase| phase.offers.first()).map_or(actions, |offer| offer.actions.len())
}

/// Was the right action chosen? `None` where there was no choice.
#[must_use]
pub fn right(trial: &TrialRecord) -> Option<bool> {
    trial.choice.map(|c| c.action == c.right)
}

/// Share of right choices, 0 to 1; NaN where nothing was chosen.
#[must_use]
pub fn accuracy(trials: &[TrialRecord]) -> f32 {
    let (mut hits, mut n) = (0.0, 0.0);
    for hit in trials.iter().filter_map(right) {
        n += 1.0;
        hits += f32::from(u8::from(hit));
    }
    hits / n
}

/// Trials until [`WINDOW`] choices in a row hold at least the share `criterion` of right ones, the window
/// included; `None` if they never do.
#[must_use]
pub fn trials_to(trials: &[TrialRecord], criterion: f32) -> Option<usize> {
    trials.windows(WINDOW).position(|w| accuracy(w) >= criterion).map(|first| first + WINDOW)
}

/// Share of the errors after a change of rule that would have been right before it, 0 to 1: `before` and
/// `after` are the trials on either side. By chance it is one over the number of wrong actions. `None` where
/// there are no errors, where no rule has changed, or where several rules were in force, so that none of them
/// is the old one.
#[must_use]
pub fn perseverative_errors(before: &[TrialRecord], after: &[TrialRecord]) -> Option<f32> {
    let choices = |trials: &[TrialRecord]| trials.iter().filter_map(|t| t.choice).collect::<Vec<_>>();
    let (before, after) = (choices(before), choices(after));
    let rule = before.first()?.rule;
    let changed = after.first().is_some_and(|c| c.rule != rule);
    if !changed || before.iter().any(|c| c.rule != rule) {
        return None;
    }
    let old = |stimulus: u8| before.iter().find(|c| c.stimulus == stimulus).map(|c| c.right);
    let errors: Vec<_> = after.iter().filter(|c| c.action != c.right).collect();
    let held = errors.iter().filter(|c| old(c.stimulus) == Some(c.action)).count();
    (!errors.is_empty()).then(|| held as f32 / errors.len() as f32)
}

/// Running mean of accuracy over the latest [`RUNNING`] choices, trial by trial; fewer at the beginning.
/// `None` where nothing was chosen.
#[must_use]
pub fn running_accuracy(trials: &[TrialRecord]) -> Vec<Option<f32>> {
    let mean = |n: usize| {
        right(&trials[n])?;
        Some(accuracy(&trials[(n + 1).saturating_sub(RUNNING)..=n]))
    };
    (0..trials.len()).map(mean).collect()
}

/// Share of trials in which another action was chosen than the last time the same stimulus was there; NaN
/// without any.
#[must_use]
pub fn switches(trials: &[TrialRecord]) -> f32 {
    let choices: Vec<_> = trials.iter().filter_map(|t| t.choice).collect();
    let (mut changed, mut n) = (0.0, 0.0);
    for (i, now) in choices.iter().enumerate() {
        if let Some(last) = choices[..i].iter().rev().find(|c| c.stimulus == now.stimulus) {
            n += 1.0;
            changed += f32::from(u8::from(last.action != now.action));
        }
    }
    changed / n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::recorder::ChoiceRecord;

    fn trial(n: u32, hit: bool) -> TrialRecord {
        let action = if hit { 2 } else { 3 };
        let chosen = ChoiceRecord { stimulus: 0, rule: 0, right: 2, action, expected: 0.25 };
        TrialRecord::of_choice(n, hit, chosen)
    }

    #[test]
    fn the_criterion_counts_the_trials_that_it_took() {
        let trials: Vec<_> = (0..200).map(|n| trial(n, n >= 100)).collect();
        assert_eq!(trials_to(&trials, 0.85), Some(134));
        assert_eq!(trials_to(&trials[..100], 0.85), None);
        assert_eq!(accuracy(&trials), 0.5);
        assert_eq!(switches(&trials[..101]), 0.01);
        assert_eq!(switches(&trials[..100]), 0.0);
    }

    #[test]
    fn the_running_mean_follows_the_curve() {
        let trials: Vec<_> = (0..60).map(|n| trial(n, n >= 30)).collect();
        let curve = running_accuracy(&trials);
        assert_eq!((curve[0], curve[29], curve[39], curve[49]), (Some(0.0), Some(0.0), Some(0.5), Some(1.0)));
        let silent = TrialRecord { choice: None, ..trials[0] };
        assert_eq!(running_accuracy(&[silent]), [None]);
        assert_eq!(chance(4), 0.25);
    }

    /// A trial under a rule in which every stimulus asks for action `rule`.
    fn under(rule: u8, action: u8) -> TrialRecord {
        let choice = ChoiceRecord { stimulus: 1, rule, right: rule, action, expected: 0.25 };
        TrialRecord { choice: Some(choice), ..trial(0, true) }
    }

    #[test]
    fn perseveration_is_a_share_of_the_errors() {
        let before = [under(0, 0), under(0, 0)];
        let after = [under(1, 0), under(1, 0), under(1, 3), under(1, 1), under(1, 0)];
        assert_eq!(perseverative_errors(&before, &after), Some(0.75));
        assert_eq!(perseverative_errors(&before, &after[3..4]), None, "no errors");
        assert_eq!(perseverative_errors(&before, &before), None, "no change of rule");
        assert_eq!(perseverative_errors(&[under(0, 0), under(2, 0)], &after), None, "two rules before");
        assert_eq!(perseverative_errors(&[], &after), None);
    }
}
