//! own/reversal: all answers change without a word; noradrenaline makes the brain notice.

use super::own::{CITATION, run};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::measures::behaviour::transfer::trials_or_all;

/// Doses: factors on how far unexpected uncertainty drives the locus coeruleus.
const DOSES: [f32; 4] = [0.1, 1.0, 4.0, 13.0];

pub(super) const REVERSAL: Row = Row {
    id: "own/reversal",
    title: "Reversal with and without noradrenaline, and over its dose",
    citation: CITATION,
    checks: &[
        Check { quantity: "trials to 85 % right", unit: "trials", published: "90", lo: 0.0, hi: 90.0 },
        Check { quantity: "without noradrenaline / with", unit: "", published: "1.6", lo: 1.6, hi: f32::INFINITY },
        Check {
            quantity: "a tenth of the dose / full dose",
            unit: "",
            published: "worse",
            lo: 1.05,
            hi: f32::INFINITY,
        },
        Check { quantity: "13 times the dose / full dose", unit: "", published: "worse", lo: 1.05, hi: f32::INFINITY },
    ],
    test_seeds: 2,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let usual = crate::params::Params::default().alarm_hz;
    let mut trials = Vec::new();
    for dose in DOSES {
        trials.push(reversal(seed, &[("alarm_hz", dose * usual)])?);
    }
    let without = reversal(seed, &[("noradrenaline_release", 0.0)])?;
    let [little, full, _, much] = trials[..] else { return Ok(Vec::new()) };
    Ok(vec![full, without / full, little / full, much / full])
}

/// Trials from the change to the criterion.
fn reversal(seed: u64, settings: &[(&str, f32)]) -> Result<f32, Errors> {
    let sim = run("reversal", seed, settings)?;
    let after = sim.curve().iter().position(|t| t.phase == 1).unwrap_or(0);
    Ok(trials_or_all(&sim.curve()[after..]))
}
