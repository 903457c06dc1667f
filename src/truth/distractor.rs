//! own/distractor: half of the senses says nothing of the right action; learning it away needs cortex that
//! learns, and feedback that is aligned.

use super::own::{CITATION, best, experiment, last, reported};
use super::{Check, Row, USUAL};
use crate::error::Errors;

/// Learning rates tried for the arms in which something is missing.
const RATES: [f32; 4] = [3.0, 10.0, 30.0, 100.0];

/// Only the striatum learns.
const STRIATUM_ONLY: &[(&str, f32)] = &[("sensory_rate", 0.0), ("association_rate", 0.0), ("prefrontal_rate", 0.0)];
/// Feedback synapses stay random.
const RANDOM_FEEDBACK: &[(&str, f32)] = &[("mirror_patterns", 0.0), ("reciprocity", 0.0)];

pub(super) const DISTRACTOR: Row = Row {
    id: "own/distractor",
    title: "A distractor as strong as what matters",
    citation: CITATION,
    checks: &[
        Check { quantity: "right at strength 1", unit: "", published: "0.97", lo: 0.97, hi: 1.0 },
        reported("right at strength 1.5"),
        reported("right at strength 2"),
        Check {
            quantity: "strength 1: gain over striatum alone at its best rate",
            unit: "",
            published: "0.05",
            lo: 0.05,
            hi: 1.0,
        },
        Check {
            quantity: "strength 1: gain over random feedback at its best rate",
            unit: "",
            published: "0.05",
            lo: 0.05,
            hi: 1.0,
        },
    ],
    test_seeds: 1,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let full = [1.0, 1.5, 2.0].map(|strength| right(seed, strength, &[]));
    let [one, more, most] = full;
    let one = one?;
    let striatum = best(STRIATUM_ONLY, &RATES, |settings| right(seed, 1.0, settings))?;
    let random = best(RANDOM_FEEDBACK, &RATES, |settings| right(seed, 1.0, settings))?;
    Ok(vec![one, more?, most?, one - striatum, one - random])
}

/// Share right in the last 100 of 800 trials.
fn right(seed: u64, strength: f32, settings: &[(&str, f32)]) -> Result<f32, Errors> {
    let mut experiment = experiment("distractor", settings);
    experiment.phases[0].distractor = strength;
    last(&experiment, seed)
}
