//! own/roles: which property of behaviour the tone of each modulator moves, each property by an assay of its
//! own.
//!
//! R5.4 reads all four off one bandit by one fitted learner, and its parameters trade off. Here each is read
//! where nothing else can stand for it, with the tone of one system halved or doubled in that part only and
//! all else as usual:
//! - *gains against losses*: learning rates after rewards and after omissions of a cue rewarded half of the
//!   time, by the value just before the outcome (tone changed while learning);
//! - *learning rate*: log odds of the right action after [`LEARNED`] trials of the choice (tone changed while
//!   learning, back to usual for the test);
//! - *inverse temperature*: log odds after as much learning with the usual tone (tone changed for the test,
//!   with nothing learned any more);
//! - *horizon*: fitted to waiting and leaving (tone changed throughout).

use super::outcomes::{outcomes, slope};
use super::own::{CITATION, experiment, stop_learning};
use super::protocol::{conditioning, form, phase};
use super::roles::{Fitted, moved, others, own, usual_tone, waited};
use super::{Row, USUAL};
use crate::error::Errors;
use crate::experiment::Command;
use crate::num::ln;
use crate::run::Simulation;

/// Brains that are averaged.
const BRAINS: u64 = 4;
/// Brains whose decisions to wait are fitted together.
const WAITERS: u64 = 12;
/// Trials of the choice until the test, trials in which a changed tone settles, and trials of the test.
const LEARNED: u32 = 30;
const SETTLE: u32 = 8;
const TEST: u32 = 64;
/// Trials of a cue with usual and with changed tone.
const KNOWN: u32 = 80;
const OUTCOMES: u32 = 300;
/// Probabilities nearer to 0 or 1 than this count as this.
const SURE: f32 = 0.005;

pub(super) const ROLES: Row = Row {
    id: "own/roles",
    title: "Each modulator's tone moves a property of its own, assay by assay",
    citation: CITATION,
    checks: &[
        own("dopamine: smallest change of gains against losses"),
        others("dopamine: largest change of another property", 0.1),
        own("acetylcholine: smallest change of the learning rate"),
        others("acetylcholine: largest change of another property", 0.1),
        own("noradrenaline: smallest change of the inverse temperature"),
        others("noradrenaline: largest change of another property", 0.1),
        own("serotonin: smallest change of the horizon"),
        others("serotonin: largest change of another property", 0.25),
    ],
    test_seeds: 1,
    known_failure: Some(
        "seeds 201 to 220: dopamine, acetylcholine and noradrenaline move their own by .43, .40 and .25 at the weaker of \
         the two doses (20 of 20 each), serotonin by .22 (.06 to .41, 11); what else they move is small enough for \
         serotonin in 20 (.15), for acetylcholine in 7 (.11), for noradrenaline in 3 (.18) and for dopamine in none (1.1): \
         it weighs Go against NoGo, so choices are steeper at half and at twice the dose, learning is slower at half, \
         and waiting more than doubles at twice",
    ),
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    moved(|tone| properties(seed, tone))
}

/// Gains against losses, learning rate, inverse temperature, horizon.
fn properties(seed: u64, tone: Option<(&str, f32)>) -> Result<Fitted, Errors> {
    let mut sum = [0.0; 4];
    for brain in 0..BRAINS {
        let seed = seed * 100 + brain;
        let one = [gains_against_losses(seed, tone)?, log_odds(seed, tone, None)?, log_odds(seed, None, tone)?];
        sum.iter_mut().zip(one).for_each(|(sum, x)| *sum += x / BRAINS as f32);
    }
    sum[3] = waited(seed, WAITERS, tone.as_slice())?.map_or(f32::NAN, |found| found.horizon_s as f32);
    Ok(sum)
}

fn set(sim: &mut Simulation, tone: Option<(&str, f32)>) -> Result<(), Errors> {
    tone.map_or(Ok(()), |(key, value)| sim.send(Command::Set { key: key.into(), value }).map(|_| ()))
}

/// Learning rate after rewards over that after omissions.
fn gains_against_losses(seed: u64, tone: Option<(&str, f32)>) -> Result<f32, Errors> {
    let light = form(&[("light", 0)], 0.5);
    let task = conditioning(&["light"], vec![phase("light", KNOWN + OUTCOMES, vec![light])]);
    let mut sim = Simulation::new(&task, "intact", seed)?;
    sim.run_trials(KNOWN as usize);
    set(&mut sim, tone)?;
    let outcomes = outcomes(&mut sim, |_| {});
    Ok(slope(&outcomes, |o| (!o.omitted()).then_some(1.0 - o.expected))
        / slope(&outcomes, |o| o.omitted().then_some(-o.expected)))
}

/// Log odds of the right action in a test, with tones while it is learned and while it is tested.
fn log_odds(seed: u64, learning: Option<(&str, f32)>, testing: Option<(&str, f32)>) -> Result<f32, Errors> {
    let mut task = experiment("choice", &[]);
    task.phases[0].trials = LEARNED + SETTLE + TEST;
    let mut sim = Simulation::new(&task, "intact", seed)?;
    set(&mut sim, learning)?;
    sim.run_trials(LEARNED as usize);
    stop_learning(&mut sim)?;
    set(&mut sim, learning.map(|(key, _)| (key, usual_tone(key))))?;
    set(&mut sim, testing)?;
    sim.run_to_end();
    let test = sim.curve()[(LEARNED + SETTLE) as usize..].iter().filter_map(|trial| trial.choice);
    let odds: Vec<f32> = test.map(|choice| crate::num::clamp(choice.expected, SURE, 1.0 - SURE)).collect();
    // Against chance: at even preferences the log odds of one action in four are -ln 3.
    Ok(odds.iter().map(|p| ln(p / (1.0 - p)) + ln(3.0)).sum::<f32>() / odds.len() as f32)
}
