//! own/four-tasks: four rules that contradict each other on every stimulus, learned in blocks.

use super::own::{CITATION, experiment, reported, test_by_rule};
use super::{Check, Row, USUAL};
use crate::error::Errors;

pub(super) const FOUR_TASKS: Row = Row {
    id: "own/four-tasks",
    title: "Four tasks in blocks, tested together without further learning",
    citation: CITATION,
    checks: &[
        Check { quantity: "worst of four tasks", unit: "", published: "0.93", lo: 0.93, hi: 1.0 },
        reported("worst of four, no gates"),
        reported("worst of four, no replay"),
    ],
    test_seeds: 1,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (open, no_replay) = (("engram_size", 200.0), ("replay_rate", 0.0));
    let arms: [&[(&str, f32)]; 3] = [&[], &[open], &[no_replay]];
    arms.into_iter().map(|settings| Ok(worst(test_by_rule(&experiment("four_tasks", settings), seed)?))).collect()
}

/// The smallest of the shares.
pub(super) fn worst(shares: [f32; 4]) -> f32 {
    shares.into_iter().fold(1.0, |least, x| if x < least { x } else { least })
}
