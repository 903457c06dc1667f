//! own/movement and R7.5: a skill by reward in motor cortex, adaptation by error in the cerebellum.
//!
//! R7.5, Molina-Luna et al. 2009: rats without dopamine in motor cortex do not acquire a skilled reach, with
//! substitution they do, and one that was acquired is performed as before. Here the terminals in M1 keep a
//! twentieth of their release; with substitution there are six tenths. The slope is that of a straight line
//! through the first 300 reaches, landed or not. Execution is the share of 100 reaches that land after 600 of
//! practice, all dopamine in M1 being gone in the 100, over that of the same animal with it. Motor cortex
//! learns no more in this test: what is left of learning at the end of practice would count as execution; the
//! ratio with learning is reported beside it.

use super::own::{CITATION, experiment};
use super::protocol::mean;
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::experiment::{Command, Intervention, Phase};
use crate::run::Simulation;
use crate::run::recorder::TrialRecord;

/// How far a reach may land from its goal and still counts, degrees: that of the experiment.
const TOLERANCE: f32 = 20.0;
/// By how much the hand is seen to be turned, degrees: that of the experiment.
const ROTATION: f32 = 30.0;
/// Reaches from which acquisition is read.
const ACQUIRED: u32 = 300;
/// Reaches in which execution is tested.
const TESTED: u32 = 100;
/// Reaches between the two.
const PRACTISED: u32 = 300;
/// What is left of dopamine release in motor cortex after the lesion, and with substitution.
const LESION: f32 = 0.05;
const SUBSTITUTED: f32 = 0.6;

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
        Check {
            quantity: "the same while the other animal goes on learning",
            unit: "",
            published: "reported",
            lo: 0.0,
            hi: f32::INFINITY,
        },
    ],
    overrides: &[
        "the lesion leaves a twentieth of the release of dopamine in M1, with substitution there are six tenths",
        "in the test of execution motor cortex does not learn, with or without dopamine",
    ],
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
        Check {
            quantity: "error in the first 8 reaches after it",
            unit: "degrees",
            published: "opposite sign",
            lo: -45.0,
            hi: -10.0,
        },
    ],
    test_seeds: 1,
    known_failure: Some(
        "seeds 201 to 220: .92 of the rotation corrected with a cerebellum, .26 without (medians); within in 16 and 15 of \
         20, 18 are asked for. .88 of the reaches land, .90 without cerebellum (18 and 17 of 20), .11 without dopamine in \
         M1 (20); -30 degrees after the rotation (20). Before serotonin followed uncertainty 17 to 20 were within",
    ),
    measure: skill_and_adaptation,
    ..USUAL
};

/// Errors of the movements of the built-in experiment, for so many of its phases: one list each.
fn reaches(arm: &str, seed: u64, phases: usize) -> Result<Vec<Vec<f32>>, Errors> {
    let mut experiment = experiment("movement", &[]);
    experiment.phases.truncate(phases);
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

fn skill_and_adaptation(seed: u64) -> Result<Vec<f32>, Errors> {
    let arms = [("intact", 4), ("no_motor_dopamine", 2), ("no_cerebellum", 3)];
    let [intact, no_dopamine, no_cerebellum] = arms.map(|(arm, phases)| reaches(arm, seed, phases));
    let (intact, no_dopamine, no_cerebellum) = (intact?, no_dopamine?, no_cerebellum?);
    let skill = |phases: &[Vec<f32>]| landed(&phases[1][phases[1].len() - 100..]);
    let before = |phases: &[Vec<f32>]| mean(&phases[1][phases[1].len() - 100..]);
    let corrected = |phases: &[Vec<f32>]| 1.0 - (mean(&phases[2][40..100]) - before(phases)) / ROTATION;
    let left = mean(&intact[3][..8]) - before(&intact);
    Ok(vec![
        skill(&intact),
        skill(&no_dopamine),
        skill(&no_cerebellum),
        corrected(&intact),
        corrected(&no_cerebellum),
        left,
    ])
}

/// Practice in so many phases of reaches, with this share of dopamine release left in motor cortex in all
/// phases, or in one.
fn practise(seed: u64, left: Option<(f32, &[&str])>, trials: &[(&str, u32)]) -> Result<Simulation, Errors> {
    let mut experiment = experiment("movement", &[]);
    let phase = |&(id, n): &(&str, u32)| Phase { tolerance: TOLERANCE, ..Phase::new(id, n) };
    experiment.phases.truncate(1);
    experiment.phases.extend(trials.iter().map(phase));
    experiment.arms[0].interventions = left.into_iter().map(|(factor, phases)| release(factor, phases)).collect();
    Simulation::new(&experiment, "intact", seed)
}

fn release(factor: f32, phases: &[&str]) -> Intervention {
    let phases = phases.iter().map(|&id| id.to_owned()).collect();
    Intervention::Release { modulator: "da".into(), region: "M1".into(), factor, phases }
}

/// Slope of acquisition with this share of dopamine release left in motor cortex.
fn acquired(seed: u64, left: f32) -> Result<f32, Errors> {
    let mut sim = practise(seed, Some((left, &[])), &[("acquisition", ACQUIRED)])?;
    sim.run_to_end();
    Ok(slope(&errors(sim.curve(), 1)))
}

/// Slope of acquisition by an intact animal, and the share of reaches that land in the test, for which so
/// much of the release is left: while motor cortex learns no more, and while it learns.
fn executed(seed: u64, left: f32) -> Result<(f32, [f32; 2]), Errors> {
    let trials = [("acquisition", ACQUIRED), ("practice", PRACTISED), ("test", TESTED)];
    let mut learning = practise(seed, Some((left, &["test"])), &trials)?;
    let until = learning.experiment().trials() - TESTED;
    learning.run_trials(until as usize);
    let slope = slope(&errors(learning.curve(), 1));
    let mut settled = learning.clone();
    settled.send(Command::Set { key: "motor_rate".into(), value: 0.0 })?;
    let tested = [settled, learning].map(|mut sim| {
        sim.run_to_end();
        landed(&errors(sim.curve(), 3))
    });
    Ok((slope, tested))
}

fn acquisition_and_execution(seed: u64) -> Result<Vec<f32>, Errors> {
    let (lesion, restored) = (acquired(seed, LESION)?, acquired(seed, SUBSTITUTED)?);
    let ((usual, [settled, learning]), (_, without)) = (executed(seed, 1.0)?, executed(seed, 0.0)?);
    Ok(vec![lesion / usual, restored / usual, without[0] / settled, without[1] / learning])
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
        assert!((slope(&errors) - 0.009).abs() < 0.001, "{}", slope(&errors));
        assert_eq!(slope(&[0.0; 10]), 0.0);
    }
}
