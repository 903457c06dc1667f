//! CSV: one line per trial, below comment lines that say all that made it. With `--alignment` a block's
//! measures stand on the line of its last trial, so that no value counts twice.

use super::wave;
use crate::report::Report;
use crate::report::Run;
use anyhow::{Context, Result};
use neurotide::measures::alignment::blocks::{Block, GroupAlignment};
use neurotide::measures::sheet;
use neurotide::run::recorder::TrialRecord;
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

type Measure = fn(&GroupAlignment) -> Option<f32>;

/// Measures of a group of regions that have a column each.
const MEASURES: [(&str, Measure); 3] =
    [("cosine", |g| g.cosine), ("null", |g| g.null), ("share_of_gain", |g| g.share_of_gain)];

fn write_csv(report: &Report<'_>, mut out: impl Write) -> Result<()> {
    write_header(report, &mut out)?;
    let mut csv = ::csv::Writer::from_writer(out);
    let groups = groups(report);
    let regions = wave::reached(report);
    let own = sheet::COLUMNS.iter().map(|(title, _)| (*title).to_owned());
    csv.write_record(own.chain(titles(&groups)).chain(wave::titles(&regions)))?;
    let forms = sheet::form_names(report.experiment);
    for run in report.runs {
        for trial in &run.trials {
            let own = sheet::row(report.experiment, &forms, (&run.arm, run.seed), trial)
                .into_iter()
                .chain(block_cells(&groups, run, trial));
            csv.write_record(own.chain(wave::cells(&regions, run, trial)))?;
        }
    }
    csv.flush()?;
    Ok(())
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

fn write_header(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(sheet::made_by(report.experiment, report.arms, &report.seed_range()).as_bytes())?;
    for run in report.runs {
        if let Some(behaviour) = &run.behaviour {
            out.write_all(sheet::notes(report.experiment, &run.arm, run.seed, behaviour).as_bytes())?;
        }
        if let Some(why) = &run.stopped {
            writeln!(out, "# arm {} seed {} stopped: {why}", run.arm, run.seed)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurotide::params;
    use neurotide::run::recorder::ChoiceRecord;
    use neurotide::tasks::events::TrialKind;

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

    fn text(experiment: &neurotide::experiment::Experiment, arm: &str, blocks: Vec<Block>) -> String {
        let run = Run { arm: arm.into(), seed: 7, trials: vec![trial()], blocks, ..Run::default() };
        let (runs, arms) = ([run], [arm.to_owned()]);
        let report = Report { experiment, arms: &arms, seeds: &[7], runs: &runs };
        let mut bytes = Vec::new();
        write_csv(&report, &mut bytes).expect("memory is writable");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn the_csv_names_all_that_made_it() {
        let mut experiment = neurotide::experiment::builtin::get("conditioning").expect("built in");
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
        let experiment = neurotide::experiment::builtin::get("choice").expect("built in");
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
