//! `neurotide run`: arms times seeds in parallel, results in fixed order.

use crate::report::{Report, Run};
use crate::{input, output, plot};
use anyhow::{Result, anyhow};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use neurotide::error::{Code, Errors, Problem};
use neurotide::experiment::{Experiment, Task};
use neurotide::measures::alignment::blocks::Watch;
use neurotide::measures::sheet::behaviour_in;
use neurotide::measures::wave::Wave;
use neurotide::run::Simulation;
use rayon::prelude::*;

#[derive(Args)]
pub struct Options {
    /// Id of a built-in experiment, or a file.
    experiment: String,
    /// Number of seeds.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    seeds: u32,
    /// The first seed; the others follow it.
    #[arg(long, visible_alias = "seed", value_name = "SEED", default_value = "1")]
    first_seed: String,
    /// Run this arm only; may be given several times.
    #[arg(long, value_name = "ID")]
    arm: Vec<String>,
    /// Set a parameter; an arm that sets it too keeps its own value.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Write one line per trial to a file, or to standard output with `-`.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    csv: Option<String>,
    /// Print everything as JSON.
    #[arg(long)]
    json: bool,
    /// Draw the learning curves of all arms into an SVG file, and with `--alignment` that as well.
    #[arg(long, value_name = "FILE")]
    plot: Option<String>,
    /// Measure, block by block, how well the changes of each group of regions point along the exact gradient
    /// of expected reward, and what they gain; for tasks that ask for actions.
    #[arg(long)]
    alignment: bool,
    /// Measure, after each rewarded burst of dopamine neurons, when the weights of each region begin to
    /// change, when they change fastest, and how fast the front runs.
    #[arg(long)]
    wave: bool,
    /// Trials per block of `--alignment`.
    #[arg(long, value_name = "TRIALS", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    block: u32,
}

/// What is measured beside what every run records.
#[derive(Clone, Copy)]
struct Watched {
    /// Trials per block of alignment.
    block: Option<u32>,
    /// The wave of change.
    wave: bool,
}

/// Runs what the options ask for and prints it as they ask.
pub fn run(options: &Options) -> Result<()> {
    let mut experiment = input::experiment(&options.experiment)?;
    for pair in &options.set {
        set(&mut experiment, pair)?;
    }
    let arms = arms(&experiment, &options.arm)?;
    let seeds = input::seeds(&options.first_seed, options.seeds)?;
    if options.alignment && matches!(experiment.task, Task::Conditioning(_)) {
        let what = "asks for no actions, so there is no gradient to align with";
        return Err(Errors::from(Problem::new(Code::Ref, "/task", &experiment.id, "a task of choice", what)).into());
    }
    let watched = Watched { block: options.alignment.then_some(options.block), wave: options.wave };
    let runs = run_all(&experiment, &arms, &seeds, watched)?;
    let report = Report { experiment: &experiment, arms: &arms, seeds: &seeds, runs: &runs };
    let drawn = options.plot.as_ref().map_or(Ok(()), |file| plot::write(&report, file));
    let printed = match &options.csv {
        Some(file) => output::csv(&report, file),
        None if options.json => output::json(&report),
        None => output::table(&report),
    };
    // Neither a picture that cannot be written nor a run that was stopped costs the results of the others.
    drawn.and(printed).and(all_ended(&runs))
}

/// Fails if a run was stopped. The input is not to blame, so the exit code is 1.
fn all_ended(runs: &[Run]) -> Result<()> {
    let stopped = runs.iter().filter_map(|run| Some((run, run.stopped.as_ref()?)));
    let lines: Vec<String> = stopped
        .map(|(run, why)| {
            let (arm, seed, n) = (&run.arm, run.seed, run.trials.len());
            format!("{} arm {arm}, seed {seed}: {why}; trials before it: {n}", why.code)
        })
        .collect();
    if lines.is_empty() { Ok(()) } else { Err(anyhow!("stopped\n{}", lines.join("\n"))) }
}

fn set(experiment: &mut Experiment, pair: &str) -> Result<(), Errors> {
    let Some((key, value)) = pair.split_once('=') else {
        let what = "is not of the form key=value";
        return Err(Problem::new(Code::Type, "/set", pair, "key=value", what).into());
    };
    experiment.set(key, value)
}

/// The arms to run: all, or those asked for, in the order of the experiment.
fn arms(experiment: &Experiment, asked: &[String]) -> Result<Vec<String>, Errors> {
    for id in asked {
        experiment.arm(id)?;
    }
    let ids = experiment.arms.iter().map(|arm| &arm.id);
    Ok(ids.filter(|id| asked.is_empty() || asked.contains(id)).cloned().collect())
}

/// Every arm on every seed, as many at a time as there are cores.
fn run_all(experiment: &Experiment, arms: &[String], seeds: &[u64], watched: Watched) -> Result<Vec<Run>, Errors> {
    let pairs = arms.iter().flat_map(|arm| seeds.iter().map(move |seed| (arm.as_str(), *seed)));
    let jobs: Vec<(&str, u64)> = pairs.collect();
    let bar = progress(jobs.len() as u64);
    let runs = jobs.par_iter().map(|&(arm, seed)| {
        let run = run_one(experiment, arm, seed, watched);
        bar.inc(1);
        run
    });
    let runs: Result<Vec<Run>, Errors> = runs.collect();
    bar.finish_and_clear();
    runs
}

fn run_one(experiment: &Experiment, arm: &str, seed: u64, watched: Watched) -> Result<Run, Errors> {
    let mut sim = Simulation::new(experiment, arm, seed)?;
    let mut wave = watched.wave.then(|| Wave::of(&sim));
    let mut watch = watched.block.and_then(|trials| Watch::new(&sim, trials, seed));
    let mut stopped = None;
    let mut sound = 0;
    while !sim.finished() && stopped.is_none() {
        let trials = sim.curve().len();
        while !sim.finished() && sim.curve().len() == trials {
            sim.tick_with(&mut (&mut watch, &mut wave));
        }
        match sim.check_finite() {
            Ok(()) => sound = sim.ticks(),
            Err(_) => stopped = first_fault(experiment, arm, seed, sound)?,
        }
        if let Some(watch) = watch.as_mut().filter(|_| stopped.is_none() && sim.curve().len() > trials) {
            watch.trial(&sim);
        }
    }
    let blocks = watch.map_or_else(Vec::new, |watch| watch.finish());
    let waves = wave.map_or_else(Vec::new, |wave| wave.trials);
    // The line of the trial in which the fault lies means nothing.
    let sound = sim.curve().len() - usize::from(stopped.is_some()).min(sim.curve().len());
    let trials = sim.curve()[..sound].to_vec();
    let behaviour = behaviour_in(experiment, &trials);
    Ok(Run { arm: arm.to_owned(), seed, digest: sim.digest(), trials, behaviour, blocks, waves, stopped })
}

/// The fault of a run that was sound after so many ticks and is no longer: the same run again, looked at tick
/// by tick from there.
fn first_fault(experiment: &Experiment, arm: &str, seed: u64, sound: u64) -> Result<Option<Problem>, Errors> {
    let mut sim = Simulation::new(experiment, arm, seed)?;
    loop {
        sim.tick();
        if sim.ticks() > sound
            && let Err(errors) = sim.check_finite()
        {
            return Ok(errors.0.into_iter().next());
        }
        if sim.finished() {
            return Ok(None);
        }
    }
}

/// Drawn on standard error, and only where that is a terminal.
fn progress(runs: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} runs, {eta} left");
    let bar = ProgressBar::new(runs);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.tick();
    bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    #[test]
    fn the_first_seed_has_two_names_and_the_others_follow_it() {
        for name in ["--first-seed", "--seed"] {
            let Options { first_seed, seeds, .. } =
                Line::parse_from(["run", "choice", name, "201", "--seeds", "20"]).options;
            assert_eq!(input::seeds(&first_seed, seeds).unwrap(), (201..=220).collect::<Vec<u64>>());
        }
    }
}
