//! Behaviour, read off finished trials: accuracy, trials to criterion, perseveration.

use super::recorder::TrialRecord;

/// Trials over which accuracy is judged for a criterion.
pub const WINDOW: usize = 40;

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

/// Share of choices that are right by the rule `shift` actions away from the one in force: after a reversal by
/// `-shift`, how long the old rule lives on.
#[must_use]
pub fn perseveration(trials: &[TrialRecord], shift: u8, actions: u8) -> f32 {
    let choices: Vec<_> = trials.iter().filter_map(|t| t.choice).collect();
    let old = choices.iter().filter(|c| c.action == (c.right + shift) % actions).count();
    old as f32 / choices.len() as f32
}

/// Share of trials in which another action was chosen than the last time the same stimulus was there; NaN without any.
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
    use crate::measures::recorder::ChoiceRecord;
    use crate::tasks::TrialKind;

    fn trial(n: u32, hit: bool) -> TrialRecord {
        let action = if hit { 2 } else { 3 };
        TrialRecord {
            trial: n,
            phase: 0,
            kind: if hit { TrialKind::Rewarded } else { TrialKind::Omitted },
            form: 0,
            cue_response_hz: 0.0,
            reward_response_hz: 0.0,
            value_at_cue: 0.0,
            dip_hz: 0.0,
            expected_uncertainty: 0.0,
            unexpected_uncertainty: 0.0,
            choice: Some(ChoiceRecord { stimulus: 0, rule: 0, right: 2, action, expected: 0.25 }),
        }
    }

    #[test]
    fn the_criterion_counts_the_trials_that_it_took() {
        let trials: Vec<_> = (0..200).map(|n| trial(n, n >= 100)).collect();
        assert_eq!(trials_to(&trials, 0.85), Some(134));
        assert_eq!(trials_to(&trials[..100], 0.85), None);
        assert_eq!(accuracy(&trials), 0.5);
        assert_eq!(perseveration(&trials[..100], 1, 4), 1.0);
        assert_eq!(switches(&trials[..101]), 0.01);
        assert_eq!(switches(&trials[..100]), 0.0);
    }
}
