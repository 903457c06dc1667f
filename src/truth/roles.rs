//! R5.4: which parameter of a learner each modulator's tone moves, Doya 2002.
//!
//! Tonic firing of each system's nuclei is halved and doubled, all else as usual. Choices in the drifting
//! bandit give, by maximum likelihood over several brains at once, the learning rates for gains and losses
//! and the inverse temperature; waiting for a late reward gives the horizon. Dopamine is expected to move the
//! ratio of gains to losses, acetylcholine the learning rate (geometric mean of both), noradrenaline the
//! inverse temperature, serotonin the horizon. All of it is one brain with one set of parameters: nothing in
//! the fitted learner knows of the modulators.

use super::own::{experiment, run_all};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::behaviour::fit::{self, Choice};
use crate::measures::behaviour::patience::{self, Patience};
use crate::params::Params;
use crate::run::recorder::TrialRecord;
use crate::tasks::events::TrialKind;

/// Brains whose choices are fitted together.
const BRAINS: u64 = 4;
/// Tonic firing of the four systems.
const TONES: [&str; 4] =
    ["dopamine_tonic_hz", "acetylcholine_tonic_hz", "noradrenaline_tonic_hz", "serotonin_tonic_hz"];
/// Factors on it.
const DOSES: [f32; 2] = [0.5, 2.0];

pub(super) const fn own(quantity: &'static str) -> Check {
    Check { quantity, unit: "", published: "its own", lo: 0.2, hi: f32::INFINITY }
}

/// Serotonin may reach further, since R5.3 has it set the pace of learning.
pub(super) const fn others(quantity: &'static str, hi: f32) -> Check {
    Check { quantity, unit: "", published: "not the others'", lo: 0.0, hi }
}

const CHECKS: &[Check] = &[
    own("dopamine: smallest change of the ratio of gains to losses"),
    others("dopamine: largest change of another parameter", 0.1),
    own("acetylcholine: smallest change of the learning rate"),
    others("acetylcholine: largest change of another parameter", 0.1),
    own("noradrenaline: smallest change of the inverse temperature"),
    others("noradrenaline: largest change of another parameter", 0.1),
    own("serotonin: smallest change of the horizon"),
    others("serotonin: largest change of another parameter", 0.25),
];

pub(super) const R5_4: Row = Row {
    id: "R5.4",
    title: "Each modulator's tone moves a parameter of its own",
    citation: "Doya 2002, doi:10.1016/S0893-6080(02)00044-8",
    checks: CHECKS,
    test_seeds: 1,
    known_failure: Some(
        "seeds 201 to 220: its own parameter moves by a fifth or more at both doses in 5 (dopamine), 0 (acetylcholine), 0 \
         (noradrenaline) and 9 of 20 (serotonin), and the others move with it. The learner fitted to the drifting bandit \
         does not say what the modulators do (own/roles measures that directly): gains weigh 4.5 times as much as losses \
         at the usual tone, rates and temperature trade off, and noradrenaline's change of the temperature is made up for \
         by stronger preferences",
    ),
    measure,
    ..USUAL
};

/// Ratio of gains to losses, learning rate, inverse temperature, horizon.
pub(super) type Fitted = [f32; 4];

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    moved(|tone| fitted(seed, tone.as_slice()))
}

/// Four properties with usual tone and with that of each system halved and doubled, read by `read`: of each
/// system how far its own moves at least, and another one at most.
pub(super) fn moved(read: impl Fn(Option<(&str, f32)>) -> Result<Fitted, Errors>) -> Result<Vec<f32>, Errors> {
    let usual = read(None)?;
    let mut values = Vec::new();
    for (own, key) in TONES.into_iter().enumerate() {
        let (mut least, mut most) = (f32::INFINITY, 0.0);
        for dose in DOSES {
            let now = read(Some((key, dose * usual_tone(key))))?;
            let change: Vec<f32> = now.iter().zip(&usual).map(|(now, usual)| now / usual - 1.0).collect();
            // The direction counts: each must move one way with less and the other with more, noradrenaline's
            // down.
            let toward = if (key == "noradrenaline_tonic_hz") == (dose > 1.0) { -change[own] } else { change[own] };
            least = if toward < least { toward } else { least };
            for (_, other) in change.iter().enumerate().filter(|(n, _)| *n != own) {
                most = if other.abs() > most { other.abs() } else { most };
            }
        }
        values.extend([least, most]);
    }
    Ok(values)
}

/// Default of a parameter.
pub(super) fn usual_tone(key: &str) -> f32 {
    Params::default().get(key).unwrap_or(f32::NAN)
}

/// The horizon that best explains when so many brains together waited and when they left; `None` where all
/// did the same.
pub(super) fn waited(seed: u64, brains: u64, settings: &[(&str, f32)]) -> Result<Option<Patience>, Errors> {
    let waiting = experiment("waiting", settings);
    let phase = waiting.phases.last();
    let (wait_ms, reward_ms) = (phase.map_or(0, |phase| phase.wait_ms), waiting.task.delay_ms());
    let mut waits = Vec::new();
    for brain in 0..brains {
        let patient = run_all(&waiting, seed * 100 + brain)?;
        waits.extend(patience::decisions(free(patient.curve()), wait_ms, reward_ms));
    }
    Ok(patience::fit(&waits, f64::from(Params::default().effort)))
}

fn fitted(seed: u64, settings: &[(&str, f32)]) -> Result<Fitted, Errors> {
    let mut choices = Vec::new();
    for brain in 0..BRAINS {
        let drifting = run_all(&experiment("bandit", settings), seed * 100 + brain)?;
        choices.extend(drifting.curve().iter().filter_map(|trial| choice(trial, brain)));
    }
    let Some((learner, patience)) = fit::fit(&choices, 4).zip(waited(seed, BRAINS, settings)?) else {
        return Ok([f32::NAN; 4]);
    };
    let learner = learner.learner;
    let rate = libm::sqrt(learner.gain_rate * learner.loss_rate);
    let all = [learner.gain_rate / learner.loss_rate, rate, learner.inverse_temperature, patience.horizon_s];
    Ok(all.map(|x| x as f32))
}

fn choice(trial: &TrialRecord, brain: u64) -> Option<Choice> {
    let record = trial.choice?;
    let state = 2 * brain as usize + usize::from(record.stimulus);
    let reward = f64::from(u8::from(trial.kind == TrialKind::Rewarded));
    Some(Choice { state, action: usize::from(record.action), reward })
}

/// The trials in which the brain was free to leave.
fn free(trials: &[TrialRecord]) -> &[TrialRecord] {
    let first = trials.iter().position(|trial| trial.phase == 1).unwrap_or(trials.len());
    &trials[first..]
}
