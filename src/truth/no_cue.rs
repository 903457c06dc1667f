//! own/no-cue: four rules that contradict each other, in blocks, and nothing tells which is in force.

use super::own::{CITATION, run};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::behaviour::accuracy::accuracy;

/// Trials at the beginning of each test block in which the brain may find out.
const FINDING_OUT: usize = 30;
/// First of the four test blocks among the phases.
const FIRST_TEST: u8 = 4;

pub(super) const NO_CUE: Row = Row {
    id: "own/no-cue",
    title: "Four conflicting tasks in blocks and again, with no cue",
    citation: CITATION,
    checks: &[
        Check { quantity: "right when tested again, least of four", unit: "", published: "0.93", lo: 0.93, hi: 1.0 },
        Check {
            quantity: "the same with one situation for everything",
            unit: "",
            published: "fails",
            lo: 0.0,
            hi: 0.85,
        },
    ],
    test_seeds: 1,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    Ok(vec![least(seed, &[])?, least(seed, &[("hazard", 0.0)])?])
}

/// Accuracy in each test block once there was time to find out; the least of the four.
fn least(seed: u64, settings: &[(&str, f32)]) -> Result<f32, Errors> {
    let sim = run("no_cue", seed, settings)?;
    let block = |phase: u8| {
        let trials: Vec<_> = sim.curve().iter().filter(|t| t.phase == phase).copied().collect();
        accuracy(&trials[FINDING_OUT.min(trials.len())..])
    };
    Ok((FIRST_TEST..FIRST_TEST + 4).map(block).fold(1.0, |a, b| if b < a { b } else { a }))
}
