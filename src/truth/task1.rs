//! own/task1: eight noisy stimuli, four actions, reward 1.5 s after the choice.

use super::own::{CITATION, count, run};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::behaviour::accuracy::{accuracy, trials_to};

pub(super) const TASK1: Row = Row {
    id: "own/task1",
    title: "A choice is learned from reward that comes 1.5 s late",
    citation: CITATION,
    checks: &[
        Check { quantity: "trials to 85 % right", unit: "trials", published: "110", lo: 0.0, hi: 110.0 },
        Check { quantity: "right in the last 100 trials", unit: "", published: "0.95", lo: 0.95, hi: 1.0 },
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let sim = run("choice", seed, &[])?;
    let trials = sim.curve();
    Ok(vec![count(trials_to(trials, 0.85)), accuracy(&trials[trials.len() - 100..])])
}
