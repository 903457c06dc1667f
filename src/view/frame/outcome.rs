//! What became of each finished trial, as one number by which the page draws and names it.

use crate::experiment::{Experiment, Form, Task};
use crate::measures::behaviour::accuracy::right;
use crate::run::recorder::TrialRecord;
use crate::tasks::events::{Moment, TrialKind};

/// What can become of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Reward came.
    Rewarded,
    /// Reward was due, and did not come.
    Omitted,
    /// Punishment came.
    Punished,
    /// Punishment was due, and did not come.
    Spared,
    /// The brain left before the outcome.
    Left,
    /// The right choice, rewarded.
    Right,
    /// The right choice, without reward.
    RightUnrewarded,
    /// Another choice, without reward.
    Wrong,
    /// Another choice, rewarded all the same.
    WrongRewarded,
}

/// What becomes of the trial under way, as far as its task has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Reward comes, as a cue announces or a choice has earned.
    Rewarded,
    /// Reward does not come.
    Omitted,
    /// Reward comes that no cue announces.
    Free,
    /// Punishment comes.
    Punished,
    /// Punishment does not come.
    Spared,
    /// The brain has left.
    Left,
}

/// Names of the fates, by number.
pub const FATE_NAMES: [&str; 6] = ["rewarded", "omitted", "free", "punished", "spared", "left"];

/// Names of the outcomes, by number.
pub const OUTCOME_NAMES: [&str; 9] =
    ["rewarded", "omitted", "punished", "spared", "left", "right", "right_unrewarded", "wrong", "wrong_rewarded"];

/// What is due in a trial: a punishment or a reward, and when, ms from the cue.
#[derive(Clone, Copy)]
struct Due {
    punishes: bool,
    ms: f32,
}

/// Whether the brain left before what was due at `due_ms`: who gives up once that is past has waited it out.
fn left_early(left_ms: Option<f32>, due_ms: f32) -> bool {
    left_ms.is_some_and(|left| left < due_ms)
}

/// The outcome of a trial.
fn outcome(trial: &TrialRecord, Due { punishes, ms }: Due) -> Outcome {
    let came = trial.kind == TrialKind::Rewarded;
    match (right(trial), came) {
        (Some(true), true) => Outcome::Right,
        (Some(true), false) => Outcome::RightUnrewarded,
        (Some(false), true) => Outcome::WrongRewarded,
        (Some(false), false) => Outcome::Wrong,
        (None, _) if left_early(trial.left_ms, ms) => Outcome::Left,
        (None, true) if punishes => Outcome::Punished,
        (None, false) if punishes => Outcome::Spared,
        (None, true) => Outcome::Rewarded,
        (None, false) => Outcome::Omitted,
    }
}

/// The fate of the trial under way; `left_ms`: when the brain gave up waiting, ms from the cue.
pub(super) fn fate(experiment: &Experiment, moment: Moment, left_ms: Option<f32>) -> Fate {
    let phase = experiment.phases.get(moment.phase as usize);
    let form = phase.and_then(|phase| phase.forms.get(usize::from(moment.form)));
    let punishes = form.is_some_and(|form| form.size < 0.0);
    let free = form.is_some_and(|form| form.cues.is_empty());
    match moment.kind {
        _ if left_early(left_ms, moment.reward_ms as f32) => Fate::Left,
        TrialKind::Omitted if punishes => Fate::Spared,
        TrialKind::Omitted => Fate::Omitted,
        TrialKind::Rewarded if punishes => Fate::Punished,
        TrialKind::Rewarded if free => Fate::Free,
        TrialKind::Rewarded => Fate::Rewarded,
    }
}

/// What is due by phase and form; empty for choices.
fn dues(experiment: &Experiment) -> Vec<Vec<Due>> {
    let Task::Conditioning(task) = &experiment.task else { return Vec::new() };
    let due = |form: &Form| Due { punishes: form.size < 0.0, ms: form.reward_ms as f32 };
    experiment.phases.iter().map(|phase| task.forms(phase).iter().map(due).collect()).collect()
}

/// Fills the outcomes of finished trials; the rest is not a number.
pub(super) fn outcomes(experiment: &Experiment, trials: &[TrialRecord], out: &mut [f32]) {
    let dues = dues(experiment);
    let due = |trial: &TrialRecord| {
        let forms = dues.get(usize::from(trial.phase));
        forms.and_then(|forms| forms.get(usize::from(trial.form))).copied()
    };
    let none = Due { punishes: false, ms: f32::INFINITY };
    out.fill(f32::NAN);
    out.iter_mut()
        .zip(trials)
        .for_each(|(to, trial)| *to = f32::from(outcome(trial, due(trial).unwrap_or(none)) as u8));
}

#[cfg(test)]
mod tests {
    use super::{Due, Fate, OUTCOME_NAMES, Outcome, fate, outcome, outcomes};
    use crate::experiment::Experiment;
    use crate::experiment::builtin;
    use crate::run::Simulation;
    use crate::run::recorder::{ChoiceRecord, TrialRecord};
    use crate::tasks::events::{Moment, TrialKind};

    const REWARD: Due = Due { punishes: false, ms: 2000.0 };
    const SHOCK: Due = Due { punishes: true, ms: 2000.0 };

    fn chosen(action: u8, rewarded: bool) -> TrialRecord {
        let choice = ChoiceRecord { stimulus: 0, rule: 0, right: 1, action, expected: 0.5 };
        TrialRecord::of_choice(0, rewarded, choice)
    }

    #[test]
    fn a_choice_is_told_with_its_reward() {
        assert_eq!(outcome(&chosen(1, true), REWARD), Outcome::Right);
        assert_eq!(outcome(&chosen(1, false), REWARD), Outcome::RightUnrewarded);
        assert_eq!(outcome(&chosen(0, false), REWARD), Outcome::Wrong);
        assert_eq!(outcome(&chosen(0, true), REWARD), Outcome::WrongRewarded);
        assert_eq!(OUTCOME_NAMES[Outcome::WrongRewarded as usize], "wrong_rewarded");
    }

    #[test]
    fn without_a_choice_it_is_what_was_due_and_whether_it_came() {
        let plain = |rewarded| TrialRecord { choice: None, ..chosen(0, rewarded) };
        let left = |ms| TrialRecord { left_ms: Some(ms), ..plain(false) };
        assert_eq!(outcome(&plain(true), REWARD), Outcome::Rewarded);
        assert_eq!(outcome(&plain(false), REWARD), Outcome::Omitted);
        assert_eq!(outcome(&plain(true), SHOCK), Outcome::Punished);
        assert_eq!(outcome(&plain(false), SHOCK), Outcome::Spared);
        assert_eq!(outcome(&left(500.0), REWARD), Outcome::Left);
        assert_eq!(outcome(&left(2500.0), REWARD), Outcome::Omitted);
    }

    #[test]
    fn the_trial_under_way_ends_as_it_is_told() {
        let experiment = builtin::get("conditioning").expect("it is built in");
        let moment = Moment { kind: TrialKind::Omitted, reward_ms: 2000, ..Moment::default() };
        assert_eq!(fate(&experiment, moment, None), Fate::Omitted);
        assert_eq!(fate(&experiment, moment, Some(500.0)), Fate::Left);
        assert_eq!(fate(&experiment, moment, Some(2500.0)), Fate::Omitted, "it waited that long");
    }

    #[test]
    fn shocks_of_the_fear_experiment_are_punishments() {
        let json = builtin::json("fear").expect("it is built in");
        let experiment = Experiment::from_json(json.as_bytes()).expect("it is valid");
        let mut sim = Simulation::new(&experiment, "intact", 1).expect("it can be built");
        while sim.curve().len() < 3 {
            sim.tick();
        }
        let mut out = [0.0; 4];
        outcomes(sim.experiment(), sim.curve(), &mut out);
        assert!(out[..3].contains(&f32::from(Outcome::Punished as u8)), "{out:?}");
        assert!(out[3].is_nan());
    }
}
