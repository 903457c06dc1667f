//! own/movement and R7.5: a skill by reward in motor cortex, adaptation by error in the cerebellum.
//!
//! R7.5, Molina-Luna et al. 2009: rats without dopamine in motor cortex do not acquire a skilled reach, with substitution
//! they do, and one that was acquired is performed as before. Here the terminals in M1 lose nine tenths of their release;
//! substitution makes that fourfold. The slope is that of a straight line through the first 300 reaches, landed or not.
//! Execution is the share of reaches that land in 100 trials after 600 of practice, without dopamine in M1 from the first
//! of the 100 on, over that of the same animal with it.

use super::own::{CITATION, experiment};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::recorder::TrialRecord;
use crate::sim::Simulation;
use crate::spec::{Intervention, Phase};

/// How far a reach may land from its goal and still counts, degrees: that of the experiment.
const TOLERANCE: f32 = 20.0;
/// By how much the hand is seen to be turned, degrees: that of the experiment.
const ROTATION: f32 = 30.0;
/// Reaches from which acquisition is read.
const ACQUIRED: u32 = 300;
/// Reaches in which execution is tested.
const TESTED: u32 = 100;
/// What is left of dopamine release in motor cortex after the lesion, and with substitution.
const LESION: f32 = 0.1;
const SUBSTITUTED: f32 = 0.4;

pub(super) const R7_5: Row = Row {
    id: "R7.5",
    title: "Dopamine in motor cortex: needed to learn a skill, not to execute it",
    citation: "Molina-Luna et al. 2009, doi:10.1371/journal.pone.0007082",
    checks: &[
        Check {
            quantity: "acquisition slope without dopamine in M1 / intact",
            unit: "",
            published: "<= 0.4",
            lo: f32::NEG_INFINITY,
            hi: 0.4,
        },
        Check {
            quantity: "acquisition slope with substitution / intact",
            unit: "",
            published: ">= 0.8",
            lo: 0.8,
            hi: f32::INFINITY,
        },
        Check {
            quantity: "executed performance without dopamine in M1 / intact",
            unit: "",
            published: "within 5 %",
            lo: 0.95,
            hi: 1.05,
        },
    ],
    overrides: &["the lesion leaves a tenth of the release of dopamine in M1, substitution makes that fourfold"],
    test_seeds: 1,
    measure: acquisition_and_execution,
    ..USUAL
};

pub(super) const MOVEMENT: Row = Row {
    id: "own/movement",
    title: "Reaching: skill by reward, adaptation to a 30-degree rotation by error",
    citation: CITATION,
    checks: &[
        Check { quantity: "last 100 reaches of practice that land", unit: "", published: ">= 0.75", lo: 0.75, hi: 1.0 },
        Check { quantity: "the same without dopamine in M1", unit: "", published: "<= 0.25", lo: 0.0, hi: 0.25 },
        Check { quantity: "the same without cerebellum", unit: "", published: ">= 0.75", lo: 0.75, hi: 1.0 },
        Check {
            quantity: "rotation corrected in reaches 41 to 100",
            unit: "",
            published: ">= 0.75",
            lo: 0.75,
            hi: 1.25,
        },
        Check { quantity: "the same without cerebellum", unit: "", published: "<= 0.5", lo: -1.0, hi: 0.5 },
        Check { quantity: "error in the first 8 reaches after it", unit: "degrees", published: "opposite sign", lo: -45.0, hi: -10.0 },
    ],
    test_seeds: 1,
    measure: skill_and_adaptation,
    ..USUAL
};

/// Trials of a run in which a movement was asked for, phase by phase.
fn reaches(arm: &str, seed: u64) -> Result<Vec<Vec<f32>>, Errors> {
    let experiment = experiment("movement", &[]);
    let mut sim = Simulation::new(&experiment, arm, seed)?;
    sim.run_to_end();
    Ok((0..experiment.phases.len()).map(|phase| errors(sim.curve(), phase)).collect())
}

/// Errors of the movements of a phase, degrees.
fn errors(trials: &[TrialRecord], phase: usize) -> Vec<f32> {
    trials.iter().filter(|t| usize::from(t.phase) == phase).filter_map(|t| t.movement_error_deg).collect()
}

fn landed(errors: &[f32]) -> f32 {
    errors.iter().filter(|error| error.abs() <= TOLERANCE).count() as f32 / errors.len() as f32
}

fn mean(errors: &[f32]) -> f32 {
    errors.iter().sum::<f32>() / errors.len() as f32
}

fn skill_and_adaptation(seed: u64) -> Result<Vec<f32>, Errors> {
    let [intact, no_dopamine, no_cerebellum] =
        ["intact", "no_motor_dopamine", "no_cerebellum"].map(|arm| reaches(arm, seed));
    let (intact, no_dopamine, no_cerebellum) = (intact?, no_dopamine?, no_cerebellum?);
    let skill = |phases: &[Vec<f32>]| landed(&phases[1][phases[1].len() - 100..]);
    let corrected = |phases: &[Vec<f32>]| 1.0 - mean(&phases[2][40..100]) / ROTATION;
    let left = mean(&intact[3][..8]);
    Ok(vec![
        skill(&intact),
        skill(&no_dopamine),
        skill(&no_cerebellum),
        corrected(&intact),
        corrected(&no_cerebellum),
        left,
    ])
}

/// Practice and a test, with what is left of dopamine release in motor cortex in some phases (in all where none is named).
fn practised(seed: u64, left: Option<(f32, &[&str])>, trials: &[(&str, u32)]) -> Result<Vec<Vec<f32>>, Errors> {
    let mut experiment = experiment("movement", &[]);
    let phase = |&(id, n): &(&str, u32)| Phase { tolerance: TOLERANCE, ..Phase::new(id, n) };
    experiment.phases.truncate(1);
    experiment.phases.extend(trials.iter().map(phase));
    experiment.arms[0].interventions = left.into_iter().map(|(factor, phases)| release(factor, phases)).collect();
    let mut sim = Simulation::new(&experiment, "intact", seed)?;
    sim.run_to_end();
    Ok((1..experiment.phases.len()).map(|phase| errors(sim.curve(), phase)).collect())
}

fn release(factor: f32, phases: &[&str]) -> Intervention {
    let phases = phases.iter().map(|&id| id.to_owned()).collect();
    Intervention::Release { modulator: "da".into(), region: "M1".into(), factor, phases }
}

fn acquisition_and_execution(seed: u64) -> Result<Vec<f32>, Errors> {
    const FIRST: &[(&str, u32)] = &[("acquisition", ACQUIRED)];
    const ALL: &[(&str, u32)] = &[("acquisition", ACQUIRED), ("practice", 300), ("test", TESTED)];
    let (intact, without) = (practised(seed, None, ALL)?, practised(seed, Some((0.0, &["test"])), ALL)?);
    let (lesion, restored) =
        (practised(seed, Some((LESION, &[])), FIRST)?, practised(seed, Some((SUBSTITUTED, &[])), FIRST)?);
    let usual = slope(&intact[0]);
    Ok(vec![slope(&lesion[0]) / usual, slope(&restored[0]) / usual, landed(&without[2]) / landed(&intact[2])])
}

/// Slope of a straight line through landed (1) or not (0), per reach.
fn slope(errors: &[f32]) -> f32 {
    let n = errors.len() as f32;
    let (middle, level) = ((n - 1.0) / 2.0, landed(errors));
    let (mut both, mut square) = (0.0, 0.0);
    for (t, error) in errors.iter().enumerate() {
        let at = t as f32 - middle;
        both += at * (f32::from(u8::from(error.abs() <= TOLERANCE)) - level);
        square += at * at;
    }
    both / square
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_that_of_a_line() {
        let errors: Vec<f32> = (0..100).map(|t| if t % 10 < t / 10 { 0.0 } else { 90.0 }).collect();
        assert!((slope(&errors) - 0.01).abs() < 0.001, "{}", slope(&errors));
        assert_eq!(slope(&[0.0; 10]), 0.0);
    }
}
