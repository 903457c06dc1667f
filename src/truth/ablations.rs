//! own/ablations: each ingredient taken away, each arm at its own best learning rate.

use super::own::{CITATION, run};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::behaviour::accuracy::accuracy;
use crate::params::Params;

/// Learning rates tried for each arm, as factors of the default.
const RATES: [f32; 3] = [0.2, 1.0, 5.0];

/// What is taken away.
const ARMS: [&[(&str, f32)]; 5] = [
    &[("dopamine_release", 0.0)],
    &[("dopamine_shuffle", 1.0)],
    &[("dopamine_lag_ms", 3000.0)],
    &[("tag_gain", 0.0)],
    &[("attention", 0.0)],
];

macro_rules! arm {
    ($name:literal) => {
        Check { quantity: concat!("right at best rate, ", $name), unit: "", published: "chance 0.25", lo: 0.0, hi: 0.5 }
    };
}

pub(super) const ABLATIONS: Row = Row {
    id: "own/ablations",
    title: "Every ingredient is needed, at its own best rate",
    citation: CITATION,
    checks: &[
        Check { quantity: "right, intact", unit: "", published: "0.95", lo: 0.95, hi: 1.0 },
        arm!("no dopamine"),
        arm!("dopamine of another trial"),
        arm!("dopamine 3 s late, next trial at once"),
        arm!("no tag"),
        arm!("no feedback from the choice"),
    ],
    test_seeds: 1,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let mut values = vec![last(seed, &[])?];
    for arm in ARMS {
        let mut best = 0.0;
        for factor in RATES {
            let rate = factor * Params::default().actor_rate;
            let settings: Vec<(&str, f32)> = arm.iter().copied().chain([("actor_rate", rate)]).collect();
            let right = last(seed, &settings)?;
            best = if right > best { right } else { best };
        }
        values.push(best);
    }
    Ok(values)
}

/// Share right in the last 100 of 400 trials.
fn last(seed: u64, settings: &[(&str, f32)]) -> Result<f32, Errors> {
    let sim = run("choice", seed, settings)?;
    Ok(accuracy(&sim.curve()[sim.curve().len() - 100..]))
}
