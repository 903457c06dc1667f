//! own/context: the same stimuli ask for opposite actions under two rules that take turns and are told by a
//! cue.

use super::own::{CITATION, count, run};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::behaviour::accuracy::{accuracy, trials_to};

pub(super) const CONTEXT: Row = Row {
    id: "own/context",
    title: "Same stimulus, two contexts, opposite actions",
    citation: CITATION,
    checks: &[
        Check { quantity: "trials to 85 % right", unit: "trials", published: "130", lo: 0.0, hi: 130.0 },
        Check { quantity: "right in the last 100 trials", unit: "", published: "0.95", lo: 0.95, hi: 1.0 },
    ],
    test_seeds: 2,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let sim = run("context", seed, &[])?;
    let trials = sim.curve();
    Ok(vec![count(trials_to(trials, 0.85)), accuracy(&trials[trials.len() - 100..])])
}
