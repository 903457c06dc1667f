//! R4.2: arousal sets how much is learned from an outcome, Nassar et al. 2012; what a beta blocker does
//! depends on where one starts, Jepma et al. 2016.
//!
//! Prediction of a quantity that jumps: a cue, and two seconds later a reward whose size scatters around a
//! mean that changes every [`BLOCK`] trials without a word. The prediction is value just before the reward.
//! The learning rate of a trial is the change of the prediction to the next one over the error, that of a
//! stretch of trials the slope of changes on errors; surprise is the size of the error. Change points are
//! taken where the mean falls: the model's alarm hears disappointments only, a change for the better goes
//! unnoticed by noradrenaline. Agents differ in how far surprise drives the locus coeruleus (a fifth and
//! three times the usual); the block of beta receptors is the same for both.

use super::outcomes::{Outcome, outcomes, slope};
use super::protocol::{conditioning, correlation, form, phase};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::experiment::{Arm, Experiment, Intervention, Values};
use crate::params::Params;
use crate::run::Simulation;
use crate::run::recorder::TrialRecord;

/// Mean size of the reward, in turns, and how far single ones lie from it, in rewards.
const MEANS: [f32; 2] = [1.3, 0.3];
const SCATTER: [f32; 3] = [-0.1, 0.0, 0.1];
/// Trials from change to change, and number of stretches between changes.
const BLOCK: u32 = 80;
const BLOCKS: u32 = 14;
/// Stretches at the start in which the task becomes known.
const KNOWN: usize = 2;
/// Trials after a change, and at the end of a block.
const AFTER: usize = 6;
const LATE: usize = 40;
/// Errors smaller than this say nothing of the learning rate of a single trial, in rewards.
const LEAST: f32 = 0.15;
/// Individual drive of the locus coeruleus by unexpected uncertainty, over the usual.
const AGENTS: [f32; 2] = [0.2, 3.0];
/// Share of beta receptors that an antagonist blocks.
const BLOCKED: f32 = 0.8;

pub(super) const R4_2: Row = Row {
    id: "R4.2",
    title: "Noradrenaline raises the learning rate after change points",
    citation: "Nassar et al. 2012, doi:10.1038/nn.3130; Jepma et al. 2016, doi:10.1371/journal.pcbi.1005171",
    checks: &[
        Check {
            quantity: "learning rate after a change point / late in a block",
            unit: "",
            published: "raised",
            lo: 2.0,
            hi: f32::INFINITY,
        },
        Check {
            quantity: "correlation of learning rate with surprise",
            unit: "",
            published: "positive",
            lo: 0.4,
            hi: 1.001,
        },
        Check { quantity: "the same without beta receptors", unit: "", published: "lost", lo: -1.001, hi: 0.2 },
        Check {
            quantity: "change of a high learning rate by a beta block",
            unit: "",
            published: "lowered",
            lo: -1.0,
            hi: -0.02,
        },
        Check {
            quantity: "change of a low learning rate by a beta block",
            unit: "",
            published: "not lowered",
            lo: -0.02,
            hi: f32::INFINITY,
        },
    ],
    known_failure: Some(
        "noradrenaline raises the learning rate in the six trials after a change by half (.15 to .16 per trial, .10 without \
         beta receptors; seeds 301, 302) and to two or three times from the third trial on, but the alarm takes two \
         disappointments: the trial of the largest surprise is learned from no faster, so that there is next to no \
         correlation from trial to trial (.09), and against the late trials of a block the rise is 1.28 (1.14 to 1.38); \
         all three in none of the seeds 201 to 220, the other two in all. With `alertness` 2 or 5 it is 1.4 (seed 301)",
    ),
    test_seeds: 1,
    measure,
    ..USUAL
};

/// Reward less prediction, in rewards.
fn error(trial: &Outcome) -> f32 {
    let TrialRecord { phase, form, .. } = trial.record;
    MEANS[usize::from(phase % 2)] + SCATTER[usize::from(form)] - trial.expected
}

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let usual = brain(seed, 1.0, 0.0)?;
    let without = brain(seed, 1.0, 1.0)?;
    let [low, high] = [change_by_block(seed, AGENTS[0])?, change_by_block(seed, AGENTS[1])?];
    Ok(vec![rate(&after(&usual)) / rate(&late(&usual)), surprised(&usual), surprised(&without), high, low])
}

/// Relative change of the learning rate after change points by a block of beta receptors.
fn change_by_block(seed: u64, drive: f32) -> Result<f32, Errors> {
    let [without, with] = [brain(seed, drive, 0.0)?, brain(seed, drive, BLOCKED)?].map(|all| rate(&after(&all)));
    Ok(with / without - 1.0)
}

/// Trials of all known blocks whose mean has fallen, those of `range`.
fn falls(all: &[Outcome], range: std::ops::Range<usize>) -> Vec<Outcome> {
    let blocks = all.chunks_exact(BLOCK as usize).enumerate().skip(KNOWN).filter(|(n, _)| n % 2 == 1);
    blocks.flat_map(|(_, block)| block[range.clone()].to_vec()).collect()
}

fn after(all: &[Outcome]) -> Vec<Outcome> {
    falls(all, 0..AFTER)
}

fn late(all: &[Outcome]) -> Vec<Outcome> {
    falls(all, BLOCK as usize - LATE..BLOCK as usize - 1)
}

/// Learning rate of these trials.
fn rate(trials: &[Outcome]) -> f32 {
    slope(trials, |trial| Some(error(trial)))
}

/// Correlation of learning rate and surprise over single trials.
fn surprised(all: &[Outcome]) -> f32 {
    let told: Vec<Outcome> = falls(all, 0..BLOCK as usize - 1).into_iter().filter(|t| error(t).abs() > LEAST).collect();
    let rates: Vec<f32> = told.iter().map(|t| t.change / error(t)).collect();
    correlation(&rates, &told.iter().map(|t| error(t).abs()).collect::<Vec<_>>())
}

fn task(drive: f32, blocked: f32) -> Experiment {
    let block = |n: u32| {
        let sizes = SCATTER.iter().map(|scatter| {
            let mut one = form(&[("light", 0)], 1.0);
            (one.id, one.size) = (format!("size_{}", (10.0 * scatter) as i32 + 1), MEANS[n as usize % 2] + scatter);
            one
        });
        phase(&format!("block_{n}"), BLOCK, sizes.collect())
    };
    let mut experiment = conditioning(&["light"], (0..BLOCKS).map(block).collect());
    let antagonist =
        Intervention::Block { receptor: "beta".into(), region: "all".into(), fraction: blocked, phases: Vec::new() };
    experiment.parameters.insert("alarm_hz".into(), drive * Params::default().alarm_hz);
    experiment.arms = vec![Arm {
        id: "intact".into(),
        title: "Agent".into(),
        parameters: Values::new(),
        interventions: if blocked > 0.0 { vec![antagonist] } else { Vec::new() },
    }];
    experiment
}

fn brain(seed: u64, drive: f32, blocked: f32) -> Result<Vec<Outcome>, Errors> {
    let mut sim = Simulation::new(&task(drive, blocked), "intact", seed)?;
    Ok(outcomes(&mut sim, |_| {}))
}
