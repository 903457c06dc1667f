//! R4.5: adaptive gain, Aston-Jones & Cohen 2005. Tonic firing of the locus coeruleus decides between keeping
//! to what pays and trying other things; in a world that drifts, both too little and too much of it cost
//! reward.
//!
//! The experiment is `bandit`: two stimuli, two actions each, odds that wander. Doses are tonic firing of the
//! locus coeruleus, 0, 1 (usual) and 8 Hz. Read are the share of choices of the better action and how often
//! the action changes from one trial to the next with the same stimulus.

use super::own::run;
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::behaviour::accuracy::{accuracy, switches};

/// Tonic firing of the locus coeruleus, Hz.
const DOSES_HZ: [f32; 3] = [0.0, 1.0, 8.0];

pub(super) const R4_5: Row = Row {
    id: "R4.5",
    title: "Adaptive gain: accuracy and exploration over the tonic firing of the locus coeruleus",
    citation: "Aston-Jones & Cohen 2005, doi:10.1146/annurev.neuro.28.061604.135709",
    checks: &[
        Check {
            quantity: "accuracy at 1 Hz less that at 0 Hz",
            unit: "points",
            published: "inverted U",
            lo: 10.0,
            hi: 100.0,
        },
        Check {
            quantity: "accuracy at 1 Hz less that at 8 Hz",
            unit: "points",
            published: "inverted U",
            lo: 10.0,
            hi: 100.0,
        },
        Check {
            quantity: "smallest rise of the switch rate from dose to dose",
            unit: "points",
            published: "monotonic",
            lo: 0.0,
            hi: 100.0,
        },
    ],
    overrides: &[],
    test_seeds: 1,
    known_failure: Some(
        "on seeds 201 to 220 accuracy at 1 Hz exceeds that at 0 Hz by 0 points (median; 2 of 20 within) and that at 8 Hz \
         by 1 (1 of 20); the switch rate rises from dose to dose in 18 of 20. Little noradrenaline costs nothing here, and \
         the usual exploration of 0.5 is too weak for much of it to cost",
    ),
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (mut right, mut switched) = (Vec::new(), Vec::new());
    for hz in DOSES_HZ {
        let sim = run("bandit", seed, &[("noradrenaline_tonic_hz", hz)])?;
        right.push(100.0 * accuracy(sim.curve()));
        switched.push(100.0 * switches(sim.curve()));
    }
    let rises = [switched[1] - switched[0], switched[2] - switched[1]];
    Ok(vec![right[1] - right[0], right[1] - right[2], if rises[0] < rises[1] { rises[0] } else { rises[1] }])
}
