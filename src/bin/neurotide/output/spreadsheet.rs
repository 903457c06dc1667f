//! CSV: one line per trial, below comment lines that say all that made it. With `--alignment` a block's measures stand
//! on the line of its last trial, so that no value counts twice.

use super::{Report, wave};
use crate::run::Run;
use anyhow::{Context, Result};
use neurotide::blocks::{Block, GroupAlignment};
use neurotide::measures::recorder::{ChoiceRecord, TrialRecord};
use neurotide::params::{self, Parameter};
use neurotide::spec::{Phase, Task, Values};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Writes the lines to a file, or to standard output for `-`.
pub fn csv(report: &Report<'_>, file: &str) -> Result<()> {
    let out: Box<dyn Write> = if file == "-" {
        Box::new(io::stdout().lock())
    } else {
        Box::new(File::create(file).with_context(|| format!("cannot write {file}"))?)
    };
    write_csv(report, BufWriter::new(out))
}

const COLUMNS: [&str; 23] = [
    "experiment",
    "arm",
    "seed",
    "trial",
    "phase",
    "kind",
    "form",
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
    "reaction_ms",
    "left_ms",
    "movement_error_deg",
    "cue_dip_hz",
    "aversion_at_cue",
];

type Measure = fn(&GroupAlignment) -> Option<f32>;

/// Measures of a group of regions that have a column each.
const MEASURES: [(&str, Measure); 3] =
    [("cosine", |g| g.cosine), ("null", |g| g.null), ("share_of_gain", |g| g.share_of_gain)];

fn write_csv(report: &Report<'_>, mut out: impl Write) -> Result<()> {
    write_header(report, &mut out)?;
    let mut csv = ::csv::Writer::from_writer(out);
    let groups = groups(report);
    let regions = wave::reached(report);
    let own = COLUMNS.iter().map(|&name| name.to_owned());
    csv.write_record(own.chain(titles(&groups)).chain(wave::titles(&regions)))?;
    let forms: Vec<Vec<String>> = report.experiment.phases.iter().map(|phase| form_names(report, phase)).collect();
    for run in report.runs {
        for trial in &run.trials {
            let own = row(report, &forms, run, trial).into_iter().chain(block_cells(&groups, run, trial));
            csv.write_record(own.chain(wave::cells(&regions, run, trial)))?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// Names of the forms of a phase; none in tasks that ask for actions.
fn form_names(report: &Report<'_>, phase: &Phase) -> Vec<String> {
    match &report.experiment.task {
        Task::Conditioning(task) => task.forms(phase).into_iter().map(|form| form.id).collect(),
        _ => Vec::new(),
    }
}

fn row(report: &Report<'_>, forms: &[Vec<String>], run: &Run, trial: &TrialRecord) -> [String; 23] {
    let n = usize::from(trial.phase);
    let phase = report.experiment.phases.get(n);
    let form = forms.get(n).and_then(|names| names.get(usize::from(trial.form)));
    [
        guarded(&report.experiment.id).into_owned(),
        guarded(&run.arm).into_owned(),
        run.seed.to_string(),
        trial.trial.to_string(),
        guarded(phase.map_or("", |phase| &phase.id)).into_owned(),
        format!("{:?}", trial.kind).to_lowercase(),
        guarded(form.map_or("", |name| name)).into_owned(),
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
        trial.reaction_ms.map_or_else(String::new, |ms| ms.to_string()),
        trial.left_ms.map_or_else(String::new, |ms| ms.to_string()),
        trial.movement_error_deg.map_or_else(String::new, |error| error.to_string()),
        trial.cue_dip_hz.to_string(),
        trial.aversion_at_cue.to_string(),
    ]
}

/// A cell that is empty where nothing was chosen.
fn chosen(trial: &TrialRecord, of: fn(&ChoiceRecord) -> String) -> String {
    trial.choice.as_ref().map_or_else(String::new, of)
}

/// Groups of regions that alignment was measured for; none where it was not asked for.
fn groups(report: &Report<'_>) -> Vec<&'static str> {
    let first = report.runs.iter().find_map(|run| run.blocks.first());
    first.map_or_else(Vec::new, |block| block.groups.iter().map(|group| group.group).collect())
}

fn titles(groups: &[&str]) -> Vec<String> {
    if groups.is_empty() {
        return Vec::new();
    }
    let own = groups.iter().flat_map(|group| MEASURES.iter().map(move |(measure, _)| format!("{measure}_{group}")));
    ["block_trials", "predicted_gain", "real_gain"].into_iter().map(str::to_owned).chain(own).collect()
}

fn block_cells(groups: &[&str], run: &Run, trial: &TrialRecord) -> Vec<String> {
    if groups.is_empty() {
        return Vec::new();
    }
    let block = run.blocks.iter().find(|block| block.first + block.trials == trial.trial + 1);
    let Some(Block { trials, predicted_gain, real_gain, groups: found, .. }) = block else {
        return vec![String::new(); 3 + MEASURES.len() * groups.len()];
    };
    let cell = |x: Option<f32>| x.map_or_else(String::new, |x| x.to_string());
    let own = groups.iter().flat_map(|id| {
        let group = found.iter().find(|group| group.group == *id);
        MEASURES.iter().map(move |(_, of)| cell(group.and_then(of)))
    });
    [trials.to_string(), predicted_gain.to_string(), real_gain.to_string()].into_iter().chain(own).collect()
}

/// Comment lines hold ids, keys and numbers only, never free text.
fn write_header(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# neurotide {}", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "# experiment {}", report.experiment.id)?;
    writeln!(out, "# seeds {}", report.seed_range())?;
    changed(out, "# differs:", &report.experiment.parameters)?;
    for arm in report.arms() {
        writeln!(out, "# arm {}", arm.id)?;
        changed(out, &format!("# arm {} sets", arm.id), &arm.parameters)?;
        for one in &arm.interventions {
            writeln!(out, "# arm {} intervention {}", arm.id, serde_json::to_string(one)?)?;
        }
    }
    for row in params::TABLE {
        let value = report.experiment.parameters.get(row.key).unwrap_or(&row.default);
        writeln!(out, "# parameter {} = {value} {}", row.key, row.unit)?;
    }
    for run in report.runs {
        summary(report, run, out)?;
        if let Some(why) = &run.stopped {
            writeln!(out, "# arm {} seed {} stopped: {why}", run.arm, run.seed)?;
        }
    }
    Ok(())
}

/// Parameters that differ from their defaults, with these.
fn changed(out: &mut impl Write, start: &str, values: &Values) -> io::Result<()> {
    for (key, value) in values {
        let usual = params::TABLE.iter().find(|row| row.key == key);
        let default = |row: &Parameter| format!(" (default {})", row.default);
        writeln!(out, "{start} {key} = {value}{}", usual.map_or_else(String::new, default))?;
    }
    Ok(())
}

/// Measures of behaviour of one run: one line per phase and one for the fitted learner.
fn summary(report: &Report<'_>, run: &Run, out: &mut impl Write) -> io::Result<()> {
    let Some(behaviour) = &run.behaviour else { return Ok(()) };
    let start = format!("# arm {} seed {}", run.arm, run.seed);
    for of in &behaviour.phases {
        let phase = report.experiment.phases.get(usize::from(of.phase)).map_or("", |phase| &phase.id);
        let trials = of.trials_to_criterion.map_or_else(|| "never".to_owned(), |n| n.to_string());
        let held = of.perseverative_errors.map_or_else(String::new, |share| format!(" perseverative_errors={share}"));
        let (right, end, chance, d) = (of.accuracy, of.accuracy_at_end, of.chance, of.d_prime_at_end);
        let settled = of.settled_at_end;
        let reaction = told(" reaction_ms_at_end", of.reaction_ms_at_end);
        let given = told(" transfer", of.transfer);
        writeln!(
            out,
            "{start} phase {phase}: accuracy={right} accuracy_at_end={end} chance={chance} trials_to_85={trials} d_prime_at_end={d:.3}{held} settled_at_end={settled}{reaction}{given}"
        )?;
        for old in &of.again {
            let phase = report.experiment.phases.get(usize::from(old.phase)).map_or("", |phase| &phase.id);
            let (kept, saved) = (told(" retention", old.retention), told(" savings", old.savings));
            let (rule, lost) = (old.rule, old.interference);
            writeln!(out, "{start} rule {rule} again after {phase}: interference={lost}{kept}{saved}")?;
        }
    }
    if let Some(fit) = &behaviour.learner {
        let (of, height) = (fit.learner, fit.log_likelihood);
        writeln!(
            out,
            "{start} learner: gain_rate={:.4} loss_rate={:.4} inverse_temperature={:.3} log_likelihood={height:.2}",
            of.gain_rate, of.loss_rate, of.inverse_temperature
        )?;
    }
    Ok(())
}

/// ` name=value`; nothing where there is no value.
fn told(name: &str, value: Option<f32>) -> String {
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
    use neurotide::tasks::TrialKind;

    #[test]
    fn names_are_no_formulas() {
        for name in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert!(guarded(name).starts_with('\''), "{name}");
        }
        assert_eq!(guarded("no_tag"), "no_tag");
    }

    fn trial() -> TrialRecord {
        TrialRecord {
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
            reaction_ms: Some(240.0),
            left_ms: None,
            choice: Some(ChoiceRecord { stimulus: 3, rule: 1, right: 2, action: 2, expected: 0.25 }),
            movement_error_deg: Some(-7.5),
            cue_dip_hz: 3.5,
            aversion_at_cue: 0.75,
        }
    }

    fn text(experiment: &neurotide::spec::Experiment, arm: &str, blocks: Vec<Block>) -> String {
        let run = Run { arm: arm.into(), seed: 7, trials: vec![trial()], blocks, ..Run::default() };
        let (runs, arms) = ([run], [arm.to_owned()]);
        let report = Report { experiment, arms: &arms, seeds: &[7], runs: &runs };
        let mut bytes = Vec::new();
        write_csv(&report, &mut bytes).expect("memory is writable");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn the_csv_names_all_that_made_it() {
        let mut experiment = neurotide::experiments::get("conditioning").expect("built in");
        experiment.parameters.insert("horizon_s".into(), 2.0);
        let text = text(&experiment, "no_tag", Vec::new());
        for row in params::TABLE {
            assert!(text.contains(&format!("# parameter {} = ", row.key)), "{}", row.key);
        }
        assert!(text.contains("# differs: horizon_s = 2 (default 5)\n"));
        assert!(text.contains("# arm no_tag sets tag_gain = 0 (default 1)\n"));
        // A phase without forms has one, of its own name.
        let line = "conditioning,no_tag,7,0,acquisition,rewarded,acquisition,1.5,20,0,4,0.5,0,3,1,2,2,0.25,240,,-7.5,3.5,0.75\n";
        assert!(text.ends_with(line), "{text}");
    }

    #[test]
    fn a_block_stands_on_the_line_of_its_last_trial() {
        let experiment = neurotide::experiments::get("choice").expect("built in");
        let group = GroupAlignment {
            group: "sensory",
            regions: vec!["V1"],
            cosine: Some(0.5),
            null: None,
            share_of_gain: Some(1.0),
        };
        let block =
            Block { phase: 0, first: 0, trials: 1, predicted_gain: 0.125, real_gain: 0.25, groups: vec![group] };
        let text = text(&experiment, "intact", vec![block]);
        assert!(text.contains("predicted_gain,real_gain,cosine_sensory,null_sensory,share_of_gain_sensory\n"));
        assert!(text.ends_with(
            "choice,intact,7,0,acquisition,rewarded,,1.5,20,0,4,0.5,0,3,1,2,2,0.25,240,,-7.5,3.5,0.75,1,0.125,0.25,0.5,,1\n"
        ));
    }
}
