//! Everything as one JSON document.

use crate::report::Report;
use anyhow::{Context, Result};
use neurotide::error::Problem;
use neurotide::experiment::{Arm, Experiment, Values};
use neurotide::measures::alignment::blocks::Block;
use neurotide::measures::behaviour::summary::Behaviour;
use neurotide::measures::wave::TrialWave;
use neurotide::params;
use neurotide::run::recorder::TrialRecord;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

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
    /// Measures of behaviour, where actions were chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    behaviour: Option<&'r Behaviour>,
    /// Alignment block by block, where it was asked for.
    #[serde(skip_serializing_if = "<[Block]>::is_empty")]
    alignment: &'r [Block],
    /// Waves of change trial by trial, where they were asked for.
    #[serde(skip_serializing_if = "<[TrialWave]>::is_empty")]
    waves: &'r [TrialWave],
    /// Why it was stopped before its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<&'r Problem>,
}

/// Writes the document to standard output.
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
    let runs = report.runs(&arm.id).map(|run| JsonRun {
        seed: run.seed,
        digest: format!("{:016x}", run.digest),
        trials: &run.trials,
        behaviour: run.behaviour.as_ref(),
        alignment: &run.blocks,
        waves: &run.waves,
        stopped: run.stopped.as_ref(),
    });
    JsonArm { id: &arm.id, parameters, runs: runs.collect() }
}
