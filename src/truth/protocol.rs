//! What the protocols of conditioning share: experiments built from forms, one look at every finished trial,
//! and how responses are read.

use super::default_experiment;
use crate::error::Errors;
use crate::experiment::{CueEvent, Experiment, Form, Phase, Stimulation, Task};
use crate::num::{DT_S, ticks};
use crate::rng::Stream;
use crate::run::Simulation;
use crate::run::recorder::{Traces, TrialRecord};
use crate::tasks::events::LEAD_MS;

/// Window in which a response is read, ms after its event.
const RESPONSE_MS: u32 = 400;

/// The default experiment with other cues and phases.
pub(super) fn conditioning(cues: &[&str], phases: Vec<Phase>) -> Experiment {
    let mut experiment = default_experiment();
    if let Task::Conditioning(task) = &mut experiment.task {
        task.cues = cues.iter().map(|&cue| cue.to_owned()).collect();
    }
    experiment.phases = phases;
    experiment
}

/// So many trials of these forms.
pub(super) fn phase(id: &str, trials: u32, forms: Vec<Form>) -> Phase {
    Phase { forms, ..Phase::new(id, trials) }
}

/// Cues of half a second, each with its time, and reward after two seconds with probability `reward`.
pub(super) fn form(cues: &[(&str, u32)], reward: f32) -> Form {
    let event = |&(cue, at_ms): &(&str, u32)| CueEvent { cue: cue.into(), at_ms, for_ms: 500 };
    Form {
        id: if cues.is_empty() { "free".into() } else { cues.iter().map(|(cue, _)| *cue).collect() },
        share: 1,
        cues: cues.iter().map(event).collect(),
        reward_ms: 2000,
        reward,
        omission: 0.0,
        size: 1.0,
        stimulate: Vec::new(),
    }
}

/// Adds `rate_hz` to the firing of VTA; 0 holds it at tone whatever it hears.
pub(super) fn vta(at_ms: u32, for_ms: u32, rate_hz: f32) -> Stimulation {
    Stimulation { nucleus: "VTA".into(), at_ms, for_ms, rate_hz, arms: Vec::new() }
}

/// A finished trial: its line, and the firing of VTA above tone per tick, Hz.
pub(super) struct Trial<'a> {
    pub(super) record: &'a TrialRecord,
    pub(super) vta: Vec<f32>,
}

impl Trial<'_> {
    /// Firing above tone from `from_ms` to `to_ms` after the first cue.
    pub(super) fn window(&self, from_ms: u32, to_ms: u32) -> &[f32] {
        let at = |ms: u32| ((ticks(LEAD_MS) + ticks(ms)) as usize).min(self.vta.len());
        &self.vta[at(from_ms)..at(to_ms)]
    }

    /// Highest firing above tone within 0.4 s of a moment, Hz.
    pub(super) fn response(&self, at_ms: u32) -> f32 {
        self.window(at_ms, at_ms + RESPONSE_MS).iter().copied().fold(0.0, |a, b| if b > a { b } else { a })
    }

    /// Spikes above tone within 0.4 s of a moment.
    pub(super) fn spikes(&self, at_ms: u32) -> f32 {
        self.window(at_ms, at_ms + RESPONSE_MS).iter().map(|hz| if *hz > 0.0 { hz * DT_S } else { 0.0 }).sum()
    }
}

/// Runs an experiment to its end and looks at every trial as it ends.
pub(super) fn run(experiment: &Experiment, seed: u64, mut look: impl FnMut(&Trial<'_>)) -> Result<(), Errors> {
    let mut sim = Simulation::new(experiment, "intact", seed)?;
    let tonic = sim.params().dopamine_tonic_hz;
    let mut seen = 0;
    while !sim.finished() {
        sim.tick();
        if let Some(record) = sim.curve().get(seen) {
            let Traces { vta, .. } = &sim.recorder().traces;
            look(&Trial { record, vta: vta.iter().map(|hz| hz - tonic).collect() });
            seen += 1;
        }
    }
    Ok(())
}

/// Mean; not a number of nothing.
pub(super) fn mean(x: &[f32]) -> f32 {
    x.iter().sum::<f32>() / x.len() as f32
}

/// Ranks from 0, equal values sharing theirs.
fn ranks(x: &[f32]) -> Vec<f32> {
    let below = |v: f32| x.iter().filter(|&&other| other < v).count() as f32;
    let equal = |v: f32| x.iter().filter(|&&other| other == v).count() as f32;
    x.iter().map(|&v| below(v) + 0.5 * (equal(v) - 1.0)).collect()
}

/// Spearman's rank correlation; not a number where one side does not vary.
pub(super) fn rank_correlation(x: &[f32], y: &[f32]) -> f32 {
    correlation(&ranks(x), &ranks(y))
}

/// Pearson's correlation; not a number where one side does not vary.
pub(super) fn correlation(x: &[f32], y: &[f32]) -> f32 {
    let (mx, my) = (mean(x), mean(y));
    let product = |a: &[f32], ma: f32, b: &[f32], mb: f32| -> f32 {
        a.iter().zip(b).map(|(a, b)| (a - ma) * (b - mb)).sum::<f32>()
    };
    product(x, mx, y, my) / crate::num::sqrt(product(x, mx, x, mx) * product(y, my, y, my))
}

/// One of as many as there are odds, drawn in their proportion; the last where rounding leaves something
/// over.
pub(super) fn drawn(odds: &[f32], chance: &mut Stream) -> usize {
    let mut left = chance.uniform() * odds.iter().sum::<f32>();
    let ends = |odds: &f32| {
        left -= odds;
        left < 0.0
    };
    odds.iter().position(ends).unwrap_or(odds.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_compared_and_not_sizes() {
        assert!((rank_correlation(&[1.0, 2.0, 3.0, 4.0], &[1.0, 8.0, 9.0, 900.0]) - 1.0).abs() < 1e-6);
        assert!((rank_correlation(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]) + 1.0).abs() < 1e-6);
        assert!(rank_correlation(&[1.0, 2.0, 3.0], &[1.0, 2.0, 2.0]) < 0.9);
        assert!(rank_correlation(&[1.0, 2.0], &[1.0, 1.0]).is_nan());
    }
}
