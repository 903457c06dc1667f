//! own/working-memory: three things shown, one marked, an action seconds later; what each part of the brain
//! is for.

use super::own::{CITATION, experiment, last};
use super::{Check, Row, USUAL};
use crate::error::Errors;

/// Ablations; those that learned anything at its own best learning rate, found on seeds 301 and 302 among 5,
/// 10 and 30.
const ALONE: [(&str, &[(&str, f32)]); 5] = [
    ("a gate that never learns", &[("gate_rate", 0.0), ("actor_rate", 5.0)]),
    ("random feedback", &[("mirror_patterns", 0.0), ("reciprocity", 0.0), ("actor_rate", 10.0)]),
    (
        "striatum alone",
        &[
            ("gate_rate", 0.0),
            ("sensory_rate", 0.0),
            ("association_rate", 0.0),
            ("prefrontal_rate", 0.0),
            ("actor_rate", 30.0),
        ],
    ),
    (
        "association cortex alone",
        &[("gate_rate", 0.0), ("sensory_rate", 0.0), ("striatal_rate", 0.0), ("prefrontal_rate", 0.0)],
    ),
    ("prefrontal cortex alone", &[("sensory_rate", 0.0), ("association_rate", 0.0), ("striatal_rate", 0.0)]),
];

/// How much worse an ablated brain must be.
const WORSE: f32 = 0.15;

const fn behind(quantity: &'static str) -> Check {
    Check { quantity, unit: "", published: ">= 0.15 below", lo: WORSE, hi: 1.0 }
}

pub(super) const MEMORY: Row = Row {
    id: "own/working-memory",
    title: "Three items, keep the marked one, act after a delay",
    citation: CITATION,
    checks: &[
        Check { quantity: "right in the last 100 trials", unit: "", published: "0.97", lo: 0.97, hi: 1.0 },
        behind("a gate that never learns: behind by"),
        behind("random feedback: behind by"),
        behind("striatum alone: behind by"),
        behind("association cortex alone: behind by"),
        behind("prefrontal cortex alone: behind by"),
    ],
    test_seeds: 1,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let right = |settings: &[(&str, f32)]| last(&experiment("memory", settings), seed);
    let full = right(&[])?;
    let mut answers = vec![full];
    for (_, settings) in ALONE {
        answers.push(full - right(settings)?);
    }
    Ok(answers)
}
