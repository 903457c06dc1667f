//! R1.4: held at its tone when a trained cue comes on, dopamine no longer teaches what precedes that cue;
//! what the cue foretells still blocks.

use super::blocking::{self, Outcome};
use super::protocol::{conditioning, form, mean, phase, run, vta};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::experiment::Stimulation;

/// Trials in which A foretells reward.
const FIRST_ORDER: u32 = 120;
/// Trials in which X foretells A, and nothing follows.
const SECOND_ORDER: u32 = 20;
/// Trials with X alone.
const TEST: u32 = 4;
/// From the onset of X to that of A.
const APART_MS: u32 = 500;
/// How long dopamine is held.
const HELD_MS: u32 = 500;

pub(super) const R1_4: Row = Row {
    id: "R1.4",
    title: "The cue's dopamine teaches what precedes it and is not needed for blocking",
    citation: "Maes et al. 2020, doi:10.1038/s41593-019-0574-1",
    checks: &[
        Check {
            quantity: "second-order response with dopamine held at the cue / without",
            unit: "",
            published: "prevented",
            lo: -1.0,
            hi: 0.3,
        },
        Check {
            quantity: "change of the blocking index by holding dopamine at the cue",
            unit: "%",
            published: "unaffected",
            lo: -15.0,
            hi: 15.0,
        },
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (free, held) = (second_order(&[], seed)?, second_order(&[vta(APART_MS, HELD_MS, 0.0)], seed)?);
    let index = |what: &[Stimulation]| Outcome::of(&blocking::experiment(what), seed).map(|o| 1.0 - o.ratio());
    let (open, clamped) = (index(&[])?, index(&[vta(0, HELD_MS, 0.0)])?);
    Ok(vec![held / free, 100.0 * (clamped - open) / open])
}

/// Response of VTA to X after it has preceded A, Hz; `at_cue` is done to nuclei while it does.
fn second_order(at_cue: &[Stimulation], seed: u64) -> Result<f32, Errors> {
    let mut pair = form(&[("X", 0), ("A", APART_MS)], 0.0);
    pair.reward_ms = 2000 + APART_MS;
    pair.stimulate = at_cue.to_vec();
    let phases = vec![
        phase("first_order", FIRST_ORDER, vec![form(&[("A", 0)], 1.0)]),
        phase("second_order", SECOND_ORDER, vec![pair]),
        phase("test", TEST, vec![form(&[("X", 0)], 0.0)]),
    ];
    let mut responses = Vec::new();
    run(&conditioning(&["A", "X"], phases), seed, |trial| {
        if trial.record.phase == 2 {
            responses.push(trial.response(0));
        }
    })?;
    Ok(mean(&responses))
}
