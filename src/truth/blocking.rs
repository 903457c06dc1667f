//! R1.3: what is already foretold teaches nothing about a second cue; dopamine put in at the reward does.

use super::protocol::{Trial, conditioning, form, mean, phase, run, vta};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::experiment::{Experiment, Stimulation};
use crate::num::DT_MS;

/// Trials in which A alone foretells reward.
const SINGLE: u32 = 200;
/// Trials with the compounds AX and BY, half of them each.
const COMPOUND: u32 = 160;
/// Unrewarded trials with X and Y alone, half of them each.
const TEST: u32 = 8;
/// Trials at the start of a phase that count as its beginning.
const FIRST: usize = 5;
/// Time of reward.
const REWARD_MS: u32 = 2000;

pub(super) const R1_3: Row = Row {
    id: "R1.3",
    title: "Blocking, and unblocking by dopamine at the reward",
    citation: "Waelti, Dickinson & Schultz 2001, doi:10.1038/35083500; Steinberg et al. 2013, doi:10.1038/nn.3413",
    checks: &[
        Check { quantity: "response to X / to Y", unit: "", published: "little", lo: -1.0, hi: 0.35 },
        Check {
            quantity: "response to X / to Y, dopamine at the reward of AX",
            unit: "",
            published: "restored",
            lo: 0.6,
            hi: 10.0,
        },
        Check { quantity: "response to the reward of AX / naive", unit: "", published: "little", lo: -1.0, hi: 0.25 },
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let blocked = Outcome::of(&experiment(&[]), seed)?;
    let naive = mean(&blocked.naive);
    // A pulse as high as the naive response, and of as many spikes.
    let for_ms = (100.0 * blocked.naive_spikes / naive) as u32 * DT_MS;
    let pulsed = Outcome::of(&experiment(&[vta(REWARD_MS, for_ms.max(DT_MS), naive)]), seed)?;
    Ok(vec![blocked.ratio(), pulsed.ratio(), mean(&blocked.compound) / naive])
}

/// A, then AX and BY, then X and Y; `at_compound` is done to nuclei in trials with AX.
pub(super) fn experiment(at_compound: &[Stimulation]) -> Experiment {
    let mut compound = form(&[("A", 0), ("X", 0)], 1.0);
    compound.stimulate = at_compound.to_vec();
    let phases = vec![
        phase("single", SINGLE, vec![form(&[("A", 0)], 1.0)]),
        phase("compound", COMPOUND, vec![compound, form(&[("B", 0), ("Y", 0)], 1.0)]),
        phase("test", TEST, vec![form(&[("X", 0)], 0.0), form(&[("Y", 0)], 0.0)]),
    ];
    conditioning(&["A", "B", "X", "Y"], phases)
}

/// Responses of VTA, Hz.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// To the first rewards.
    naive: Vec<f32>,
    /// Spikes of the first of them.
    naive_spikes: f32,
    /// To the first rewards of AX.
    compound: Vec<f32>,
    /// To X and to Y.
    x: Vec<f32>,
    y: Vec<f32>,
}

impl Outcome {
    /// Runs the protocol.
    pub(super) fn of(experiment: &Experiment, seed: u64) -> Result<Self, Errors> {
        let mut outcome = Self::default();
        run(experiment, seed, |trial| outcome.take(trial))?;
        Ok(outcome)
    }

    fn take(&mut self, trial: &Trial<'_>) {
        let responses = match (trial.record.phase, trial.record.form) {
            (0, _) => &mut self.naive,
            (1, 0) => &mut self.compound,
            (2, 0) => &mut self.x,
            (2, _) => &mut self.y,
            _ => return,
        };
        if trial.record.phase == 0 && responses.is_empty() {
            self.naive_spikes = trial.spikes(REWARD_MS);
        }
        if trial.record.phase == 2 {
            responses.push(trial.response(0));
        } else if responses.len() < FIRST {
            responses.push(trial.response(REWARD_MS));
        }
    }

    /// Response to X over that to Y.
    pub(super) fn ratio(&self) -> f32 {
        mean(&self.x) / mean(&self.y)
    }
}
