//! A run as lines of a table: one per trial, below comment lines that say all that made it. The native tool
//! and the page write the same.

use crate::experiment::limits::ACTIONS;
use crate::experiment::{Experiment, Task, Values};
use crate::measures::behaviour::accuracy::{CRITERION, chance, offered, right, running_accuracy, trials_to};
use crate::measures::behaviour::summary::{Behaviour, behaviour};
use crate::params::{self, Parameter};
use crate::run::recorder::{ChoiceRecord, TrialRecord};
use crate::tasks::events::TrialKind;
use std::borrow::Cow;
use std::fmt::Write;

/// A number of the learning curve, from a finished trial, its running accuracy and the accuracy by chance.
type CurveNumber = fn(&TrialRecord, Option<f32>, f32) -> f32;

const LEARNED: [(&str, CurveNumber); 7] = [
    ("right", |trial, _, _| right(trial).map_or(f32::NAN, |hit| f32::from(u8::from(hit)))),
    ("accuracy", |_, accuracy, _| accuracy.unwrap_or(f32::NAN)),
    ("chance", |trial, _, chance| right(trial).map_or(f32::NAN, |_| chance)),
    ("cue_response_hz", |trial, _, _| trial.cue_response_hz),
    ("reward_response_hz", |trial, _, _| trial.reward_response_hz),
    ("rewarded", |trial, _, _| f32::from(u8::from(trial.kind == TrialKind::Rewarded))),
    ("aversion_at_cue", |trial, _, _| trial.aversion_at_cue),
];

/// Names of the numbers that [`learning`] gives for each trial.
#[must_use]
pub fn learning_names() -> Vec<&'static str> {
    LEARNED.map(|(name, _)| name).to_vec()
}

/// One line of the table: a trial of a run.
pub struct Line<'a> {
    experiment: &'a Experiment,
    forms: &'a [Vec<String>],
    arm: &'a str,
    seed: u64,
    trial: &'a TrialRecord,
}

impl Line<'_> {
    fn phase(&self) -> usize {
        usize::from(self.trial.phase)
    }

    fn form(&self) -> &str {
        let names = self.forms.get(self.phase());
        names.and_then(|names| names.get(usize::from(self.trial.form))).map_or("", |name| name)
    }
}

/// What a column holds of a line.
type Cell = fn(&Line<'_>) -> String;

/// The columns: title, and what stands in a line.
pub const COLUMNS: [(&str, Cell); 23] = [
    ("experiment", |l| guarded(&l.experiment.id).into_owned()),
    ("arm", |l| guarded(l.arm).into_owned()),
    ("seed", |l| l.seed.to_string()),
    ("trial", |l| l.trial.trial.to_string()),
    ("phase", |l| guarded(l.experiment.phases.get(l.phase()).map_or("", |phase| &phase.id)).into_owned()),
    ("kind", |l| format!("{:?}", l.trial.kind).to_lowercase()),
    ("form", |l| guarded(l.form()).into_owned()),
    ("cue_response_hz", |l| l.trial.cue_response_hz.to_string()),
    ("reward_response_hz", |l| l.trial.reward_response_hz.to_string()),
    ("value_at_cue", |l| l.trial.value_at_cue.to_string()),
    ("dip_hz", |l| l.trial.dip_hz.to_string()),
    ("expected_uncertainty", |l| l.trial.expected_uncertainty.to_string()),
    ("unexpected_uncertainty", |l| l.trial.unexpected_uncertainty.to_string()),
    ("stimulus", |l| chosen(l, |c| c.stimulus.to_string())),
    ("rule", |l| chosen(l, |c| c.rule.to_string())),
    ("right", |l| chosen(l, |c| c.right.to_string())),
    ("action", |l| chosen(l, |c| c.action.to_string())),
    ("expected", |l| chosen(l, |c| c.expected.to_string())),
    ("reaction_ms", |l| known(l.trial.reaction_ms)),
    ("left_ms", |l| known(l.trial.left_ms)),
    ("movement_error_deg", |l| known(l.trial.movement_error_deg)),
    ("cue_dip_hz", |l| l.trial.cue_dip_hz.to_string()),
    ("aversion_at_cue", |l| l.trial.aversion_at_cue.to_string()),
];

/// Names of the forms of each phase; none in tasks that ask for actions.
#[must_use]
pub fn form_names(experiment: &Experiment) -> Vec<Vec<String>> {
    let names = |phase| match &experiment.task {
        Task::Conditioning(task) => task.forms(phase).into_iter().map(|form| form.id).collect(),
        _ => Vec::new(),
    };
    experiment.phases.iter().map(names).collect()
}

/// The cells of a trial.
#[must_use]
pub fn row(
    experiment: &Experiment,
    forms: &[Vec<String>],
    (arm, seed): (&str, u64),
    trial: &TrialRecord,
) -> [String; COLUMNS.len()] {
    let line = Line { experiment, forms, arm, seed, trial };
    COLUMNS.map(|(_, cell)| cell(&line))
}

/// A cell that is empty where nothing was chosen.
fn chosen(line: &Line<'_>, of: fn(&ChoiceRecord) -> String) -> String {
    line.trial.choice.as_ref().map_or_else(String::new, of)
}

/// A cell that is empty where there is no number.
fn known(x: Option<f32>) -> String {
    x.map_or_else(String::new, |x| x.to_string())
}

/// Behaviour of a run of this experiment so far; `None` where nothing was chosen.
#[must_use]
pub fn behaviour_in(experiment: &Experiment, trials: &[TrialRecord]) -> Option<Behaviour> {
    let cued = matches!(&experiment.task, Task::Choice(task) if task.cued);
    behaviour(trials, &experiment.phases, ACTIONS, cued)
}

/// The learning curve as numbers, those of [`learning_names`] for each trial. Accuracy is the running mean of
/// the choices; what is missing is not a number.
#[must_use]
pub fn learning(experiment: &Experiment, trials: &[TrialRecord]) -> Vec<f32> {
    let chance = chance(offered(&experiment.phases, ACTIONS));
    let of = |(trial, accuracy)| LEARNED.map(|(_, value)| value(trial, accuracy, chance));
    trials.iter().zip(running_accuracy(trials)).flat_map(of).collect()
}

/// Trials until the first phase in which actions are chosen was learned to the criterion; `None` if it never
/// was.
#[must_use]
pub fn learned_after(trials: &[TrialRecord]) -> Option<usize> {
    let first = trials.iter().find(|trial| trial.choice.is_some())?.phase;
    let of = trials.chunk_by(|a, b| a.phase == b.phase).find(|of| of[0].phase == first)?;
    trials_to(of, CRITERION)
}

/// Comment lines hold ids, keys and numbers only, never free text.
#[must_use]
pub fn made_by(experiment: &Experiment, arms: &[String], seeds: &str) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# neurotide {}", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(out, "# experiment {}", experiment.id);
    let _ = writeln!(out, "# seeds {}", seeds);
    changed(&mut out, "# differs:", &experiment.parameters);
    for arm in experiment.arms.iter().filter(|arm| arms.contains(&arm.id)) {
        let _ = writeln!(out, "# arm {}", arm.id);
        changed(&mut out, &format!("# arm {} sets", arm.id), &arm.parameters);
        for one in &arm.interventions {
            let _ = writeln!(out, "# arm {} intervention {}", arm.id, serde_json::to_string(one).unwrap_or_default());
        }
    }
    for row in params::TABLE {
        let value = experiment.parameters.get(row.key).unwrap_or(&row.default);
        let _ = writeln!(out, "# parameter {} = {value} {}", row.key, row.unit);
    }
    out
}

/// Parameters that differ from their defaults, with these.
fn changed(out: &mut String, start: &str, values: &Values) {
    for (key, value) in values {
        let usual = params::TABLE.iter().find(|row| row.key == key);
        let default = |row: &Parameter| format!(" (default {})", row.default);
        let _ = writeln!(out, "{start} {key} = {value}{}", usual.map_or_else(String::new, default));
    }
}

/// Measures of behaviour of one run: one line per phase and one for the fitted learner.
#[must_use]
pub fn notes(experiment: &Experiment, arm: &str, seed: u64, behaviour: &Behaviour) -> String {
    let mut out = String::new();
    let start = format!("# arm {arm} seed {seed}");
    for of in &behaviour.phases {
        let phase = experiment.phases.get(usize::from(of.phase)).map_or("", |phase| &phase.id);
        let trials = of.trials_to_criterion.map_or_else(|| "never".to_owned(), |n| n.to_string());
        let held = of.perseverative_errors.map_or_else(String::new, |share| format!(" perseverative_errors={share}"));
        let (right, end, chance, d) = (of.accuracy, of.accuracy_at_end, of.chance, of.d_prime_at_end);
        let settled = of.settled_at_end;
        let reaction = labelled(" reaction_ms_at_end", of.reaction_ms_at_end);
        let given = labelled(" transfer", of.transfer);
        let _ = writeln!(
            out,
            "{start} phase {phase}: accuracy={right} accuracy_at_end={end} chance={chance} trials_to_85={trials} d_prime_at_end={d:.3}{held} settled_at_end={settled}{reaction}{given}"
        );
        for old in &of.again {
            let phase = experiment.phases.get(usize::from(old.phase)).map_or("", |phase| &phase.id);
            let (kept, saved) = (labelled(" retention", old.retention), labelled(" savings", old.savings));
            let (rule, lost) = (old.rule, old.interference);
            let _ = writeln!(out, "{start} rule {rule} again after {phase}: interference={lost}{kept}{saved}");
        }
    }
    if let Some(fit) = &behaviour.learner {
        let (of, height) = (fit.learner, fit.log_likelihood);
        let _ = writeln!(
            out,
            "{start} learner: gain_rate={:.4} loss_rate={:.4} inverse_temperature={:.3} log_likelihood={height:.2}",
            of.gain_rate, of.loss_rate, of.inverse_temperature
        );
    }
    out
}

/// ` name=value`; nothing where there is no value.
fn labelled(name: &str, value: Option<f32>) -> String {
    value.map_or_else(String::new, |x| format!("{name}={x}"))
}

/// A name that no spreadsheet takes for a formula.
fn guarded(name: &str) -> Cow<'_, str> {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{name}"))
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_formulas() {
        for name in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert!(guarded(name).starts_with('\''), "{name}");
        }
        assert_eq!(guarded("no_tag"), "no_tag");
    }

    #[test]
    fn the_learning_curve_says_what_the_trials_say() {
        let choice = |action| ChoiceRecord { stimulus: 0, rule: 0, right: 2, action, expected: 0.25 };
        let trials: Vec<_> =
            (0..60).map(|n| TrialRecord::of_choice(n, n >= 10, choice(if n < 10 { 1 } else { 2 }))).collect();
        let experiment = crate::experiment::builtin::get("choice").expect("built in");
        let rows = learning(&experiment, &trials);
        assert_eq!(rows.len(), 60 * LEARNED.len());
        assert_eq!(rows[..7], [0.0, 0.0, 0.25, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(rows[19 * 7..19 * 7 + 3], [1.0, 0.5, 0.25]);
        assert_eq!(learned_after(&trials), Some(44));
        assert_eq!(learned_after(&trials[..43]), None);
        let silent = TrialRecord { choice: None, ..trials[30] };
        assert!(learning(&experiment, &[silent])[..3].iter().all(|x| x.is_nan()));
        assert_eq!(learned_after(&[silent]), None);
    }
}
