//! What `run` prints: a table for people, CSV for spreadsheets, JSON for
//! programs. All three name the version, the experiment, the arms and the seeds.

use crate::run::Run;
use anyhow::{Context, Result};
use neurotide::error::Problem;
use neurotide::measures::behaviour::accuracy;
use neurotide::measures::recorder::{ChoiceRecord, TrialRecord};
use neurotide::params;
use neurotide::spec::{Arm, Experiment, Values};
use neurotide::tasks::TrialKind;
use serde::Serialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Trials at the beginning that stand for the naive brain.
const FIRST: usize = 5;
/// Trials at the end that stand for the trained brain.
const LAST: usize = 20;

/// Everything there is to print.
pub struct Report<'r> {
    pub experiment: &'r Experiment,
    pub arms: &'r [String],
    pub seeds: &'r [u64],
    pub runs: &'r [Run],
}

impl<'r> Report<'r> {
    /// The seeds in words.
    pub fn seed_range(&self) -> String {
        match (self.seeds.first(), self.seeds.last()) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(only), _) => only.to_string(),
            _ => "none".to_owned(),
        }
    }

    /// The arms that were run, in the order of the experiment.
    pub fn arms(&self) -> impl Iterator<Item = &'r Arm> + use<'r> {
        let asked = self.arms;
        self.experiment.arms.iter().filter(move |arm| asked.contains(&arm.id))
    }
}

/// A table: per arm, median and range over the seeds.
pub fn table(report: &Report<'_>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let experiment = report.experiment;
    writeln!(out, "{} ({}), seeds {}", experiment.title, experiment.id, report.seed_range())?;
    writeln!(out, "VTA, Hz above tonic: median [min, max] over seeds of the mean over trials")?;
    writeln!(out, "Reward response: rewarded trials only\n")?;
    writeln!(out, "{:<18}{:<10}{:<24}reward response", "arm", "trials", "cue response")?;
    for arm in report.arms() {
        let [start, end] = [responses(report, arm, first), responses(report, arm, last)];
        writeln!(out, "{:<18}{:<10}{:<24}{}", arm.id, "first 5", start.0, start.1)?;
        writeln!(out, "{:<18}{:<10}{:<24}{}", "", "last 20", end.0, end.1)?;
        if report.runs.iter().any(|run| run.trials.iter().any(|trial| trial.choice.is_some())) {
            let right = spread(report, &arm.id, |run| Some(100.0 * f64::from(accuracy(last(&run.trials)))));
            writeln!(out, "{:<18}{:<10}right choices {right}", "", "last 20")?;
        }
    }
    out.flush().context("standard output")
}

/// Cue and reward response in one part of the trials.
fn responses(report: &Report<'_>, arm: &Arm, part: Part) -> (String, String) {
    let rewarded = |trial: &TrialRecord| trial.kind == TrialKind::Rewarded;
    let cue = |run: &Run| mean(part(&run.trials), |_| true, |trial| trial.cue_response_hz);
    let reward = |run: &Run| mean(part(&run.trials), rewarded, |trial| trial.reward_response_hz);
    (spread(report, &arm.id, cue), spread(report, &arm.id, reward))
}

type Part = fn(&[TrialRecord]) -> &[TrialRecord];

fn first(trials: &[TrialRecord]) -> &[TrialRecord] {
    &trials[..trials.len().min(FIRST)]
}

fn last(trials: &[TrialRecord]) -> &[TrialRecord] {
    &trials[trials.len().saturating_sub(LAST)..]
}

fn mean(
    trials: &[TrialRecord],
    counts: impl Fn(&TrialRecord) -> bool,
    value: impl Fn(&TrialRecord) -> f32,
) -> Option<f64> {
    let values: Vec<f64> = trials.iter().filter(|t| counts(t)).map(|t| f64::from(value(t))).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// "median [min, max]" over the seeds of one arm; a dash where there is none.
fn spread(report: &Report<'_>, arm: &str, value: impl Fn(&Run) -> Option<f64>) -> String {
    let runs = report.runs.iter().filter(|run| run.arm == arm);
    let mut values: Vec<f64> = runs.filter_map(value).collect();
    values.sort_by(f64::total_cmp);
    match (values.first(), values.last()) {
        (Some(min), Some(max)) => format!("{:.1} [{min:.1}, {max:.1}]", median(&values)),
        _ => "-".to_owned(),
    }
}

/// The median of sorted values.
pub fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { 0.5 * (sorted[middle - 1] + sorted[middle]) }
}

/// One line per trial, below comment lines with all parameters.
pub fn csv(report: &Report<'_>, file: &str) -> Result<()> {
    let out: Box<dyn Write> = if file == "-" {
        Box::new(io::stdout().lock())
    } else {
        Box::new(File::create(file).with_context(|| format!("cannot write {file}"))?)
    };
    write_csv(report, BufWriter::new(out))
}

const COLUMNS: [&str; 17] = [
    "experiment",
    "arm",
    "seed",
    "trial",
    "phase",
    "kind",
    "cue_response_hz",
    "reward_response_hz",
    "value_at_cue",
    "dip_hz",
    "expected_uncertainty",
    "unexpected_uncertainty",
    "stimulus",
    "rule",
    "right",
    "action",
    "expected",
];

fn write_csv(report: &Report<'_>, mut out: impl Write) -> Result<()> {
    write_header(report, &mut out)?;
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    for run in report.runs {
        for trial in &run.trials {
            csv.write_record(row(report.experiment, run, trial))?;
        }
    }
    csv.flush()?;
    Ok(())
}

fn row(experiment: &Experiment, run: &Run, trial: &TrialRecord) -> [String; 17] {
    let phase = experiment.phases.get(usize::from(trial.phase));
    [
        guarded(&experiment.id).into_owned(),
        guarded(&run.arm).into_owned(),
        run.seed.to_string(),
        trial.trial.to_string(),
        guarded(phase.map_or("", |phase| &phase.id)).into_owned(),
        format!("{:?}", trial.kind).to_lowercase(),
        trial.cue_response_hz.to_string(),
        trial.reward_response_hz.to_string(),
        trial.value_at_cue.to_string(),
        trial.dip_hz.to_string(),
        trial.expected_uncertainty.to_string(),
        trial.unexpected_uncertainty.to_string(),
        chosen(trial, |c| c.stimulus.to_string()),
        chosen(trial, |c| c.rule.to_string()),
        chosen(trial, |c| c.right.to_string()),
        chosen(trial, |c| c.action.to_string()),
        chosen(trial, |c| c.expected.to_string()),
    ]
}

/// A cell that is empty where nothing was chosen.
fn chosen(trial: &TrialRecord, of: fn(&ChoiceRecord) -> String) -> String {
    trial.choice.as_ref().map_or_else(String::new, of)
}

/// Comment lines hold ids, keys and numbers only, never free text.
fn write_header(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# neurotide {}", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "# experiment {}", report.experiment.id)?;
    writeln!(out, "# seeds {}", report.seed_range())?;
    for row in params::TABLE {
        let value = report.experiment.parameters.get(row.key).unwrap_or(&row.default);
        writeln!(out, "# parameter {} = {value} {}", row.key, row.unit)?;
    }
    for arm in report.arms() {
        writeln!(out, "# arm {}", arm.id)?;
        for (key, value) in &arm.parameters {
            writeln!(out, "# arm {} sets {key} = {value}", arm.id)?;
        }
        for one in &arm.interventions {
            writeln!(out, "# arm {} intervention {}", arm.id, serde_json::to_string(one)?)?;
        }
    }
    for run in report.runs {
        if let Some(why) = &run.stopped {
            writeln!(out, "# arm {} seed {} stopped: {why}", run.arm, run.seed)?;
        }
    }
    Ok(())
}

/// A name that no spreadsheet takes for a formula.
fn guarded(name: &str) -> Cow<'_, str> {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{name}"))
    } else {
        Cow::Borrowed(name)
    }
}

#[derive(Serialize)]
struct JsonReport<'r> {
    version: &'static str,
    experiment: &'r Experiment,
    arms: Vec<JsonArm<'r>>,
}

#[derive(Serialize)]
struct JsonArm<'r> {
    id: &'r str,
    /// Every parameter with the value it had in this arm.
    parameters: Values,
    runs: Vec<JsonRun<'r>>,
}

#[derive(Serialize)]
struct JsonRun<'r> {
    seed: u64,
    /// 16 hex digits.
    digest: String,
    trials: &'r [TrialRecord],
    /// Why it was stopped before its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<&'r Problem>,
}

/// Everything as one JSON document.
pub fn json(report: &Report<'_>) -> Result<()> {
    let arms = report.arms().map(|arm| json_arm(report, arm)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let document = JsonReport { version, experiment: report.experiment, arms };
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &document).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush().context("standard output")
}

fn json_arm<'r>(report: &'r Report<'_>, arm: &'r Arm) -> JsonArm<'r> {
    let mut parameters: Values = params::TABLE.iter().map(|row| (row.key.to_owned(), row.default)).collect();
    parameters.extend(report.experiment.values(arm));
    let runs = report.runs.iter().filter(|run| run.arm == arm.id);
    let runs = runs.map(|run| JsonRun {
        seed: run.seed,
        digest: format!("{:016x}", run.digest),
        trials: &run.trials,
        stopped: run.stopped.as_ref(),
    });
    JsonArm { id: &arm.id, parameters, runs: runs.collect() }
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
    fn the_median_is_the_middle() {
        assert_eq!(median(&[1.0, 2.0, 9.0]), 2.0);
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), 3.0);
    }

    #[test]
    fn the_csv_names_all_that_made_it() {
        let experiment = neurotide::experiments::get("conditioning").expect("built in");
        let trial = TrialRecord {
            trial: 0,
            phase: 0,
            kind: TrialKind::Rewarded,
            form: 0,
            cue_response_hz: 1.5,
            reward_response_hz: 20.0,
            value_at_cue: 0.0,
            dip_hz: 4.0,
            expected_uncertainty: 0.5,
            unexpected_uncertainty: 0.0,
            choice: Some(ChoiceRecord { stimulus: 3, rule: 1, right: 2, action: 2, expected: 0.25 }),
        };
        let runs = [Run { arm: "no_tag".into(), seed: 7, digest: 1, trials: vec![trial], stopped: None }];
        let arms = ["no_tag".to_owned()];
        let report = Report { experiment: &experiment, arms: &arms, seeds: &[7], runs: &runs };
        let mut bytes = Vec::new();
        write_csv(&report, &mut bytes).expect("memory is writable");
        let text = String::from_utf8(bytes).expect("UTF-8");
        for row in params::TABLE {
            assert!(text.contains(&format!("# parameter {} = ", row.key)), "{}", row.key);
        }
        assert!(text.contains("# arm no_tag sets tag_gain = 0\n"));
        assert!(text.ends_with("conditioning,no_tag,7,0,acquisition,rewarded,1.5,20,0,4,0.5,0,3,1,2,2,0.25\n"));
    }
}
