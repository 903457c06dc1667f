//! The table for people: per arm, median and range over the seeds.

use super::forms::forms;
use super::transfer::transfer;
use super::wave::wave;
use crate::report::Run;
use crate::report::{Report, spread};
use anyhow::{Context, Result};
use neurotide::experiment::Arm;
use neurotide::measures::alignment::blocks::{Block, GroupAlignment};
use neurotide::measures::behaviour::summary::PhaseBehaviour;
use neurotide::run::recorder::TrialRecord;
use neurotide::tasks::events::TrialKind;
use std::io::{self, BufWriter, Write};

/// Trials at the beginning that stand for the naive brain.
const FIRST: usize = 5;
/// Trials at the end that stand for the trained brain.
const LAST: usize = 20;

/// Writes the table to standard output.
pub fn table(report: &Report<'_>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let experiment = report.experiment;
    writeln!(out, "{} ({}), seeds {}", experiment.title, experiment.id, report.seed_range())?;
    writeln!(out, "All values: median [min, max] over seeds")?;
    behaviour(report, &mut out)?;
    transfer(report, &mut out)?;
    learners(report, &mut out)?;
    alignment(report, &mut out)?;
    wave(report, &mut out)?;
    dopamine(report, &mut out)?;
    forms(report, &mut out)?;
    out.flush().context("standard output")
}

/// What VTA does, as a mean over trials.
fn dopamine(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nVTA, Hz above tonic, mean over trials; reward response: rewarded trials only")?;
    writeln!(out, "{:<18}{:<10}{:<24}reward response", "arm", "trials", "cue response")?;
    for arm in report.arms() {
        let [start, end] = [responses(report, arm, first), responses(report, arm, last)];
        writeln!(out, "{:<18}{:<10}{:<24}{}", arm.id, "first 5", start.0, start.1)?;
        writeln!(out, "{:<18}{:<10}{:<24}{}", "", "last 20", end.0, end.1)?;
    }
    Ok(())
}

/// Accuracy, criterion, sensitivity and perseveration, phase by phase.
fn behaviour(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    if !report.asks() {
        return Ok(());
    }
    let chance = report.runs.iter().find_map(|run| run.behaviour.as_ref()?.phases.first()).map_or(0.0, |p| p.chance);
    writeln!(
        out,
        "\nBehaviour; chance is {:.0} % right; right, d' and reaction in the last 40 trials",
        100.0 * chance
    )?;
    writeln!(
        out,
        "{:<18}{:<14}{:<22}{:<28}{:<20}{:<20}perseverative errors, %",
        "arm", "phase", "right, %", "trials to 85 %", "d'", "reaction, ms"
    )?;
    for arm in report.arms() {
        for (n, phase) in report.experiment.phases.iter().enumerate() {
            let of = |digits: usize, value: fn(&PhaseBehaviour) -> Option<f64>| {
                let find = |run: &Run| {
                    let phases = &run.behaviour.as_ref()?.phases;
                    value(phases.iter().find(|p| usize::from(p.phase) == n)?)
                };
                spread(report, &arm.id, find, digits)
            };
            let right = of(0, |p| Some(100.0 * f64::from(p.accuracy_at_end)));
            let errors = of(0, |p| Some(100.0 * f64::from(p.perseverative_errors?)));
            let d = of(2, |p| Some(p.d_prime_at_end));
            let reaction = of(0, |p| Some(f64::from(p.reaction_ms_at_end?)));
            let trials = criterion(report, arm, n);
            let id = if n == 0 { arm.id.as_str() } else { "" };
            writeln!(out, "{id:<18}{:<14}{right:<22}{trials:<28}{d:<20}{reaction:<20}{errors}", phase.id)?;
        }
    }
    Ok(())
}

/// Trials to criterion; seeds that never reached it are counted and left out.
fn criterion(report: &Report<'_>, arm: &Arm, phase: usize) -> String {
    let of = |run: &Run| {
        let phases = &run.behaviour.as_ref()?.phases;
        phases.iter().find(|p| usize::from(p.phase) == phase).map(|p| p.trials_to_criterion)
    };
    let never = report.runs(&arm.id).filter_map(of).filter(Option::is_none).count();
    let reached = spread(report, &arm.id, |run| Some(of(run)?? as f64), 0);
    match (never, reached.as_str()) {
        (0, _) => reached,
        (_, "-") => "never".to_owned(),
        _ => format!("{reached}, {never} never"),
    }
}

/// The reinforcement learner that fits all choices of a run.
fn learners(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    if !report.asks() {
        return Ok(());
    }
    writeln!(out, "\nLikeliest reinforcement learner of all choices")?;
    writeln!(out, "Above chance: log likelihood per choice, 0 where the parameters mean nothing")?;
    let titles = ["arm", "rate for gains", "rate for losses", "inverse temperature"];
    writeln!(out, "{:<18}{:<22}{:<22}{:<22}above chance", titles[0], titles[1], titles[2], titles[3])?;
    for arm in report.arms() {
        let fit = |run: &Run| run.behaviour.as_ref()?.learner;
        let gains = spread(report, &arm.id, |run| Some(fit(run)?.learner.gain_rate), 2);
        let losses = spread(report, &arm.id, |run| Some(fit(run)?.learner.loss_rate), 2);
        let beta = spread(report, &arm.id, |run| Some(fit(run)?.learner.inverse_temperature), 1);
        let above = |run: &Run| {
            let fit = fit(run)?;
            Some((fit.log_likelihood - fit.log_likelihood_of_chance) / fit.choices as f64)
        };
        let above = spread(report, &arm.id, above, 2);
        writeln!(out, "{:<18}{gains:<22}{losses:<22}{beta:<22}{above}", arm.id)?;
    }
    Ok(())
}

/// Block by block and group by group; only where it was asked for.
fn alignment(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let Some(plan) = report.runs.iter().map(|run| &run.blocks).max_by_key(|blocks| blocks.len()) else {
        return Ok(());
    };
    if plan.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nAlignment: cosine of a block's changes with the exact gradient; null: shuffled dopamine")?;
    writeln!(out, "{:<18}{:<12}{:<24}{:<22}{:<22}share of gain, %", "arm", "trials", "regions", "cosine", "null")?;
    for arm in report.arms() {
        for (b, block) in plan.iter().enumerate() {
            let gain = |value: fn(&Block) -> f32| {
                spread(report, &arm.id, move |run| Some(100.0 * f64::from(value(run.blocks.get(b)?))), 1)
            };
            let id = if b == 0 { arm.id.as_str() } else { "" };
            let (foretold, real) = (gain(|b| b.predicted_gain), gain(|b| b.real_gain));
            writeln!(out, "{id:<18}{:<12}right choices gained, %: predicted {foretold}, real {real}", range(block))?;
            for g in 0..block.groups.len() {
                group(report, arm, (b, g), out)?;
            }
        }
    }
    Ok(())
}

/// One group of regions in one block; nothing where nothing has changed.
fn group(report: &Report<'_>, arm: &Arm, (b, g): (usize, usize), out: &mut impl Write) -> io::Result<()> {
    let found = |run: &Run| run.blocks.get(b).and_then(|block| block.groups.get(g)).cloned();
    let of = |digits: usize, value: fn(&GroupAlignment) -> Option<f32>, unit: f64| {
        spread(report, &arm.id, |run| Some(unit * f64::from(value(&found(run)?)?)), digits)
    };
    let (cosine, null) = (of(2, |g| g.cosine, 1.0), of(2, |g| g.null, 1.0));
    let Some(group) = report.runs(&arm.id).find_map(found).filter(|_| cosine != "-") else { return Ok(()) };
    let share = of(0, |g| g.share_of_gain, 100.0);
    let name = format!("{} ({})", group.group, group.regions.join(", "));
    writeln!(out, "{:<30}{name:<24}{cosine:<22}{null:<22}{share}", "")
}

/// A block's trials, counted from 1.
pub fn range(block: &Block) -> String {
    format!("{}-{}", block.first + 1, block.first + block.trials)
}

/// Cue and reward response in one part of the trials.
fn responses(report: &Report<'_>, arm: &Arm, part: Part) -> (String, String) {
    let rewarded = |trial: &TrialRecord| trial.kind == TrialKind::Rewarded;
    let cue = |run: &Run| mean(part(&run.trials), |_| true, |trial| trial.cue_response_hz);
    let reward = |run: &Run| mean(part(&run.trials), rewarded, |trial| trial.reward_response_hz);
    (spread(report, &arm.id, cue, 1), spread(report, &arm.id, reward, 1))
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
