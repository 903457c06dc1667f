//! What the rows on the product's own claims share: running an experiment with settings, and its alignment.

use super::Check;
use crate::atlas::System;
use crate::error::Errors;
use crate::experiment::builtin;
use crate::experiment::{Command, Experiment};
use crate::measures::alignment::blocks::{aligned, groups};
use crate::measures::alignment::gradient::gradient;
use crate::measures::alignment::meter::Meter;
use crate::measures::behaviour::accuracy::accuracy;
use crate::measures::behaviour::transfer;
use crate::rng::Stream;
use crate::run::Simulation;
use crate::run::recorder::TrialRecord;

/// Where the figures of these rows come from.
pub(super) const CITATION: &str = "own claim, no publication";

/// Noise samples per question for the reference gradient.
const SAMPLES: u32 = 100;

/// A built-in experiment with parameters set for all arms.
pub(super) fn experiment(id: &str, settings: &[(&str, f32)]) -> Experiment {
    let mut experiment = builtin::get(id).expect("it is built in");
    experiment.parameters.extend(settings.iter().map(|&(key, value)| (key.to_owned(), value)));
    experiment
}

/// Runs an experiment with settings to its end.
pub(super) fn run(id: &str, seed: u64, settings: &[(&str, f32)]) -> Result<Simulation, Errors> {
    run_all(&experiment(id, settings), seed)
}

/// Runs an experiment to its end.
pub(super) fn run_all(experiment: &Experiment, seed: u64) -> Result<Simulation, Errors> {
    run_arm(experiment, "intact", seed)
}

/// Runs an arm of an experiment to its end.
pub(super) fn run_arm(experiment: &Experiment, arm: &str, seed: u64) -> Result<Simulation, Errors> {
    let mut sim = Simulation::new(experiment, arm, seed)?;
    sim.run_to_end();
    Ok(sim)
}

/// Runs an experiment; the share right in its last 100 trials.
pub(super) fn last(experiment: &Experiment, seed: u64) -> Result<f32, Errors> {
    let sim = run_all(experiment, seed)?;
    Ok(accuracy(latest(&sim, 100)))
}

/// The best that `measure` gives with `settings` over learning rates of the actor.
pub(super) fn best(
    settings: &[(&str, f32)],
    rates: &[f32],
    measure: impl Fn(&[(&str, f32)]) -> Result<f32, Errors>,
) -> Result<f32, Errors> {
    let mut best = 0.0;
    for &rate in rates {
        let settings: Vec<(&str, f32)> = settings.iter().copied().chain([("actor_rate", rate)]).collect();
        let value = measure(&settings)?;
        best = if value > best { value } else { best };
    }
    Ok(best)
}

/// Runs an experiment up to its last phase, stops the learning of the actor, and runs the last phase: the
/// share right under each of the rules 0 to 3, NaN for those that are not asked.
pub(super) fn test_by_rule(experiment: &Experiment, seed: u64) -> Result<[f32; 4], Errors> {
    let mut sim = Simulation::new(experiment, "intact", seed)?;
    let learned = experiment.trials() - experiment.phases.last().map_or(0, |phase| phase.trials);
    sim.run_trials(learned as usize);
    stop_learning(&mut sim)?;
    sim.run_to_end();
    let test = &sim.curve()[learned as usize..];
    Ok([0, 1, 2, 3].map(|rule| {
        let of: Vec<_> = test.iter().filter(|t| t.choice.is_some_and(|c| c.rule == rule)).cloned().collect();
        accuracy(&of)
    }))
}

/// The synapses from sense to action stay as they are from now on.
pub(super) fn stop_learning(sim: &mut Simulation) -> Result<(), Errors> {
    for key in ["actor_rate", "fading", "reset_gain"] {
        sim.send(Command::Set { key: key.into(), value: 0.0 })?;
    }
    Ok(())
}

/// The latest `n` trials; all where there are fewer.
pub(super) fn latest(sim: &Simulation, n: u32) -> &[TrialRecord] {
    &sim.curve()[sim.curve().len().saturating_sub(n as usize)..]
}

/// A figure that is reported, with no band to hold it to.
pub(super) const fn reported(quantity: &'static str) -> Check {
    Check { quantity, unit: "", published: "reported", lo: 0.0, hi: 1.0 }
}

/// Trials or, where the criterion was never reached, infinitely many.
pub(super) fn count(trials: Option<usize>) -> f32 {
    trials.map_or(f32::INFINITY, |n| n as f32)
}

/// Cosine with the exact gradient by group of regions: sensory, associative, striatum; and of the null.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alignment {
    pub(super) own: [f32; 3],
    pub(super) null: [f32; 3],
}

/// Trains until the right action is expected with probability `level` (mean of 20 trials), stops the learning
/// of the actor, lets the critic settle for `settle` trials, and adds up `trials` trials of changes.
pub(super) fn alignment(seed: u64, level: f32, settle: u32, trials: u32) -> Result<Alignment, Errors> {
    let mut experiment = experiment("choice", &[]);
    experiment.phases[0].trials = 2000.max(trials + 1000);
    let mut sim = Simulation::new(&experiment, "intact", seed)?;
    while !sim.finished() && (sim.curve().len() < 20 || transfer::expected(latest(&sim, 20)) < level) {
        sim.run_trials(1);
    }
    stop_learning(&mut sim)?;
    sim.run_trials(settle as usize);
    let mut meter = Meter::of(&sim);
    sim.run_trials_with(trials as usize, &mut meter);
    Ok(measure(&sim, &meter, seed))
}

fn measure(sim: &Simulation, meter: &Meter, seed: u64) -> Alignment {
    let reference = gradient(sim, &sim.task().all_questions(), SAMPLES, &mut Stream::new(seed, "reference"));
    let (groups, found) = (groups(sim), aligned(sim, meter, &reference));
    let of = |system: System, null: bool| {
        let group = groups.iter().zip(&found).find(|((known, _), _)| *known == system);
        group.map_or(f32::NAN, |(_, found)| if null { found.null } else { found.cosine })
    };
    let systems = [System::Sensory, System::Associative, System::BasalGanglia];
    Alignment { own: systems.map(|g| of(g, false)), null: systems.map(|g| of(g, true)) }
}
