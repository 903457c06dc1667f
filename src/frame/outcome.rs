//! What became of each finished trial, as one number by which the page draws and names it.

use crate::measures::behaviour::right;
use crate::measures::recorder::TrialRecord;
use crate::spec::{Experiment, Task};
use crate::tasks::{Moment, TrialKind};

/// What can become of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Reward came.
    Rewarded,
    /// It was due, and did not come.
    Omitted,
    /// Punishment came.
    Punished,
    /// It was due, and did not come.
    Spared,
    /// The brain left before it came.
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
    /// It does not come.
    Omitted,
    /// Reward comes that no cue announces.
    Free,
    /// Punishment comes.
    Punished,
    /// It does not come.
    Spared,
    /// The brain has left.
    Left,
}

/// Names of the outcomes, by number.
pub const OUTCOME_NAMES: [&str; 9] =
    ["rewarded", "omitted", "punished", "spared", "left", "right", "right_unrewarded", "wrong", "wrong_rewarded"];

/// The outcome of a trial; `punishes`: what was due in it is a punishment.
fn outcome(trial: &TrialRecord, punishes: bool) -> Outcome {
    let came = trial.kind == TrialKind::Rewarded;
    match (right(trial), came) {
        (Some(true), true) => Outcome::Right,
        (Some(true), false) => Outcome::RightUnrewarded,
        (Some(false), true) => Outcome::WrongRewarded,
        (Some(false), false) => Outcome::Wrong,
        (None, _) if trial.left_ms.is_some() => Outcome::Left,
        (None, true) if punishes => Outcome::Punished,
        (None, false) if punishes => Outcome::Spared,
        (None, true) => Outcome::Rewarded,
        (None, false) => Outcome::Omitted,
    }
}

/// The fate of the trial under way; `left`: the brain did not wait for it.
pub(super) fn fate(experiment: &Experiment, moment: Moment, left: bool) -> Fate {
    let phase = experiment.phases.get(moment.phase as usize);
    let form = phase.and_then(|phase| phase.forms.get(usize::from(moment.form)));
    let punishes = form.is_some_and(|form| form.size < 0.0);
    let free = form.is_some_and(|form| form.cues.is_empty());
    match moment.kind {
        _ if left => Fate::Left,
        TrialKind::Omitted if punishes => Fate::Spared,
        TrialKind::Omitted => Fate::Omitted,
        TrialKind::Rewarded if punishes => Fate::Punished,
        TrialKind::Rewarded if free => Fate::Free,
        TrialKind::Rewarded => Fate::Rewarded,
    }
}

/// Which forms punish, phase by phase; empty where none does.
fn punishing(experiment: &Experiment) -> Vec<Vec<bool>> {
    match &experiment.task {
        Task::Conditioning(task) if experiment.punishes() => {
            let forms = |phase| task.forms(phase).iter().map(|form| form.size < 0.0).collect();
            experiment.phases.iter().map(forms).collect()
        }
        _ => Vec::new(),
    }
}

/// Fills the outcomes of finished trials; the rest is not a number.
pub(super) fn outcomes(experiment: &Experiment, trials: &[TrialRecord], out: &mut [f32]) {
    let punishing = punishing(experiment);
    let punishes = |trial: &TrialRecord| {
        let forms = punishing.get(usize::from(trial.phase));
        forms.and_then(|forms| forms.get(usize::from(trial.form))).copied().unwrap_or(false)
    };
    out.fill(f32::NAN);
    out.iter_mut().zip(trials).for_each(|(to, trial)| *to = f32::from(outcome(trial, punishes(trial)) as u8));
}

#[cfg(test)]
mod tests {
    use super::{OUTCOME_NAMES, Outcome, outcome, outcomes};
    use crate::experiments;
    use crate::measures::recorder::{ChoiceRecord, TrialRecord};
    use crate::sim::Simulation;
    use crate::spec::Experiment;

    fn chosen(action: u8, rewarded: bool) -> TrialRecord {
        let choice = ChoiceRecord { stimulus: 0, rule: 0, right: 1, action, expected: 0.5 };
        TrialRecord::of_choice(0, rewarded, choice)
    }

    #[test]
    fn a_choice_is_told_with_its_reward() {
        assert_eq!(outcome(&chosen(1, true), false), Outcome::Right);
        assert_eq!(outcome(&chosen(1, false), false), Outcome::RightUnrewarded);
        assert_eq!(outcome(&chosen(0, false), false), Outcome::Wrong);
        assert_eq!(outcome(&chosen(0, true), false), Outcome::WrongRewarded);
        assert_eq!(OUTCOME_NAMES[Outcome::WrongRewarded as usize], "wrong_rewarded");
    }

    #[test]
    fn without_a_choice_it_is_what_was_due_and_whether_it_came() {
        let plain = |rewarded| TrialRecord { choice: None, ..chosen(0, rewarded) };
        assert_eq!(outcome(&plain(true), false), Outcome::Rewarded);
        assert_eq!(outcome(&plain(false), false), Outcome::Omitted);
        assert_eq!(outcome(&plain(true), true), Outcome::Punished);
        assert_eq!(outcome(&plain(false), true), Outcome::Spared);
        assert_eq!(outcome(&TrialRecord { left_ms: Some(500.0), ..plain(false) }, false), Outcome::Left);
    }

    #[test]
    fn shocks_of_the_fear_experiment_are_punishments() {
        let json = experiments::json("fear").expect("it is built in");
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
