//! R4.1: expected and unexpected uncertainty, Yu & Dayan 2005. Acetylcholine follows how unreliable the world
//! is known to be, noradrenaline tells that it has changed, and how much it takes for that is acetylcholine's
//! say.
//!
//! The task is the choice of the default brain; the validity of a cue is how reliably the right action is
//! rewarded, the change of the relevant cue one of the rule, unsignalled. A change counts as detected when
//! the new answer is as likely as not; an alarm (`gates::reset` above 0) where nothing has changed is a false
//! one.

use super::own::experiment;
use super::protocol::correlation;
use super::{Check, Row, USUAL};
use crate::atlas::{ACH, region_index};
use crate::error::Errors;
use crate::experiment::{Experiment, Phase};
use crate::modulators::{gates, target};
use crate::run::Simulation;

/// Reliability of reward, block by block, once the task is known.
const VALIDITY: [f32; 5] = [1.0, 0.9, 0.8, 0.7, 0.6];
/// Trials in which the task is learned.
const LEARN: u32 = 150;
/// Trials of a block of one reliability; what counts are its last [`LATE`].
const BLOCK: u32 = 120;
const LATE: usize = 40;
/// Changes of the rule, and the trials from one to the next.
const CHANGES: u32 = 6;
const SETTLED: u32 = 150;
/// Trials over which the new answer must be as likely as not.
const FEW: usize = 8;
/// Reliability of reward around a change, and where false alarms are counted.
const AROUND: f32 = 0.9;
const STABLE: f32 = 0.8;
/// What is left of a modulator's release.
const DEPLETED: f32 = 0.35;

pub(super) const R4_1: Row = Row {
    id: "R4.1",
    title: "Acetylcholine tells expected, noradrenaline unexpected uncertainty",
    citation: "Yu & Dayan 2005, doi:10.1016/j.neuron.2005.04.026",
    checks: &[
        Check {
            quantity: "correlation of tonic acetylcholine with 1 - validity",
            unit: "",
            published: "ACh = 1 - validity",
            lo: 0.6,
            hi: 1.001,
        },
        Check {
            quantity: "noradrenaline after a change / before it",
            unit: "",
            published: "transient",
            lo: 2.0,
            hi: f32::INFINITY,
        },
        Check { quantity: "the same 100 trials later", unit: "", published: "decays", lo: 0.0, hi: 1.5 },
        Check {
            quantity: "trials to detection, 0.35 of noradrenaline / all",
            unit: "",
            published: "later",
            lo: 1.5,
            hi: f32::INFINITY,
        },
        Check {
            quantity: "false alarms, 0.35 of acetylcholine / all",
            unit: "",
            published: "more",
            lo: 1.5,
            hi: f32::INFINITY,
        },
    ],
    test_seeds: 1,
    known_failure: Some(
        "with 0.35 of acetylcholine false alarms are 1.8 times as many (1.2 to 3.4), with 0.35 of noradrenaline detection \
         takes 1.8 times as long (1.1 to 3.1), within in 15 and 12 of the seeds 201 to 220; the other three hold in all 20. \
         Before serotonin followed uncertainty it was 1.5 (11 of 20) and 2.6 (20). While acetylcholine \
         was told ten per cent too high in all brains it was the other way round: 4.8 and 1.2 (seeds 301 to 304)",
    ),
    measure,
    ..USUAL
};

/// What is read at the end of each trial.
#[derive(Clone, Copy)]
struct Tone {
    /// Acetylcholine in anterior cingulate cortex as the trial begins, nM.
    acetylcholine: f32,
    /// Firing of the locus coeruleus for unexpected uncertainty, Hz above its usual tone.
    alarm_hz: f32,
    /// Is noradrenaline in alarm?
    alarm: bool,
    /// Probability of the right action.
    right: f32,
}

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let blocks = VALIDITY.map(|validity| block(BLOCK, 0, validity));
    let calm = run(&task([vec![block(LEARN, 0, 1.0)], blocks.to_vec()].concat(), &[]), seed)?;
    let late = |n: usize| &calm[LEARN as usize + (n + 1) * BLOCK as usize - LATE..][..LATE];
    let levels: Vec<f32> = (0..VALIDITY.len()).map(|n| mean(late(n), |t| t.acetylcholine)).collect();
    let invalid = VALIDITY.map(|validity| 1.0 - validity);
    let (all, change) = (changed(seed, 1.0)?, LEARN as usize + BLOCK as usize);
    let hz = |range: std::ops::Range<usize>| 1.0 + mean(&all[range], |t| t.alarm_hz);
    let before = hz(change - LATE..change);
    let peak = all[change..change + 20].iter().fold(0.0, |most, t| if t.alarm_hz > most { t.alarm_hz } else { most });
    Ok(vec![
        correlation(&levels, &invalid),
        (1.0 + peak) / before,
        hz(change + 100..change + 100 + LATE) / before,
        detected(&changed(seed, DEPLETED)?[change..]) / detected(&all[change..]),
        false_alarms(seed, DEPLETED)? / false_alarms(seed, 1.0)?,
    ])
}

/// The rule changes [`CHANGES`] times; with so much of noradrenaline's release.
fn changed(seed: u64, share: f32) -> Result<Vec<Tone>, Errors> {
    let mut phases = vec![block(LEARN, 0, 1.0), block(BLOCK, 0, AROUND)];
    phases.extend((1..=CHANGES).map(|n| block(SETTLED, n, AROUND)));
    run(&task(phases, &[("noradrenaline_release", share)]), seed)
}

/// Trials from a change until what is right now is as likely as not, mean over changes; all where it never
/// is.
fn detected(after: &[Tone]) -> f32 {
    let one = |block: &[Tone]| {
        let new = |few: &[Tone]| mean(few, |t| t.right) >= 0.5;
        block.windows(FEW).position(new).unwrap_or(block.len()) as f32 + 1.0
    };
    after.chunks(SETTLED as usize).map(one).sum::<f32>() / CHANGES as f32
}

/// How often an alarm begins where nothing changes, plus one; with so much of acetylcholine's release.
fn false_alarms(seed: u64, share: f32) -> Result<f32, Errors> {
    let phases = vec![block(LEARN, 0, 1.0), block(4 * BLOCK, 0, STABLE)];
    let tones = run(&task(phases, &[("acetylcholine_release", share)]), seed)?;
    let stable = &tones[LEARN as usize + LATE..];
    Ok(1.0 + stable.windows(2).filter(|w| w[1].alarm && !w[0].alarm).count() as f32)
}

fn block(trials: u32, rule: u32, reward: f32) -> Phase {
    Phase { rules: vec![rule], reward, ..Phase::new("block", trials) }
}

/// The choice of the default brain in these phases; releases are given as shares of the usual.
fn task(phases: Vec<Phase>, shares: &[(&str, f32)]) -> Experiment {
    let usual = crate::params::Params::default();
    let settings: Vec<(&str, f32)> =
        shares.iter().map(|&(key, share)| (key, share * usual.get(key).unwrap_or(f32::NAN))).collect();
    Experiment { phases, ..experiment("choice", &settings) }
}

fn run(experiment: &Experiment, seed: u64) -> Result<Vec<Tone>, Errors> {
    let mut sim = Simulation::new(experiment, "intact", seed)?;
    let cingulate = region_index("ACC").unwrap_or(0);
    let (mut tones, mut acetylcholine) = (Vec::new(), 0.0);
    while !sim.finished() {
        if sim.task().moment().tick == 0 {
            acetylcholine = sim.brain().tide.concentration[target(ACH, cingulate)];
        }
        sim.tick();
        if sim.curve().len() > tones.len() {
            let alarm_hz = sim.params().alarm_hz * sim.brain().situation.contexts.uncertainty().unexpected;
            let alarm = gates::reset(&sim.brain().tide.receptors, sim.brain().net.places.acc, sim.params()) > 0.0;
            let right = sim.curve().last().and_then(|t| t.choice).map_or(f32::NAN, |c| c.expected);
            tones.push(Tone { acetylcholine, alarm_hz, alarm, right });
        }
    }
    Ok(tones)
}

fn mean(tones: &[Tone], of: impl Fn(&Tone) -> f32) -> f32 {
    tones.iter().map(of).sum::<f32>() / tones.len() as f32
}
