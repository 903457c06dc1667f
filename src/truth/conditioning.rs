//! R1.1: dopamine moves from the reward to the cue, and pauses when an expected reward fails to come.

use super::{Check, Row, USUAL, default_experiment};
use crate::error::Errors;
use crate::experiment::{Phase, Task};
use crate::num::ticks;
use crate::run::Simulation;
use crate::run::recorder::TrialRecord;
use crate::tasks::events::{LEAD_MS, TrialKind};

/// Delays from cue to reward, ms.
const DELAYS_MS: [u32; 3] = [1000, 2000, 3000];
/// Trials at the start that count as naive, and at the end of acquisition as trained.
const NAIVE: usize = 5;
const TRAINED: usize = 20;
/// Below this share of its baseline VTA counts as paused.
const PAUSED: f32 = 0.8;

macro_rules! checks {
    ($($delay:literal),*) => {
        &[$(
            Check { quantity: concat!("reward response after / before, ", $delay), unit: "", published: "reduced", lo: -1.0, hi: 0.2 },
            Check { quantity: concat!("cue response / naive reward response, ", $delay), unit: "", published: "burst", lo: 0.4, hi: 10.0 },
            Check { quantity: concat!("omission: lowest firing / baseline, ", $delay), unit: "", published: "pause", lo: 0.0, hi: 0.5 },
            Check { quantity: concat!("omission: lowest firing after the expected time, ", $delay), unit: "ms", published: "at that time", lo: -200.0, hi: 200.0 },
            Check { quantity: concat!("omission: longest other pause below 80 %, ", $delay), unit: "ms", published: "none", lo: 0.0, hi: 50.0 },
        )*]
    };
}

pub(super) const R1_1: Row = Row {
    id: "R1.1",
    title: "Dopamine transfers from reward to cue; omission dip",
    citation: "Schultz, Dayan & Montague 1997, doi:10.1126/science.275.5306.1593",
    checks: checks!("delay 1 s", "delay 2 s", "delay 3 s"),
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let mut values = Vec::new();
    for delay_ms in DELAYS_MS {
        values.extend(measure_delay(seed, delay_ms)?);
    }
    Ok(values)
}

fn measure_delay(seed: u64, delay_ms: u32) -> Result<[f32; 5], Errors> {
    let mut experiment = default_experiment();
    if let Task::Conditioning(task) = &mut experiment.task {
        task.delay_ms = delay_ms;
    }
    let phase = |id: &str, trials, omission| Phase { omission, ..Phase::new(id, trials) };
    experiment.phases = vec![phase("acquisition", 200, 0.0), phase("probe", 50, 0.2)];
    let mut sim = Simulation::new(&experiment, "intact", seed)?;
    sim.run_to_end();
    let acquisition: Vec<&TrialRecord> = sim.curve().iter().filter(|t| t.phase == 0).collect();
    let mean = |trials: &[&TrialRecord], of: fn(&TrialRecord) -> f32| {
        trials.iter().map(|t| of(t)).sum::<f32>() / trials.len() as f32
    };
    let naive = mean(&acquisition[..NAIVE], |t| t.reward_response_hz);
    let trained = &acquisition[acquisition.len() - TRAINED..];
    debug_assert!(trained.iter().all(|t| t.kind == TrialKind::Rewarded));
    let [_, _, (_, omission)] = sim.recorder().vta_means();
    let pause = Pause::find(&omission, sim.params().dopamine_tonic_hz);
    let expected = (ticks(LEAD_MS) + ticks(delay_ms)) as f32;
    Ok([
        mean(trained, |t| t.reward_response_hz) / naive,
        mean(trained, |t| t.cue_response_hz) / naive,
        pause.lowest,
        (pause.at as f32 - expected) * 10.0,
        pause.other_ticks as f32 * 10.0,
    ])
}

/// The deepest pause of a trace.
struct Pause {
    /// Lowest firing over baseline.
    lowest: f32,
    /// When, in ticks.
    at: usize,
    /// Longest stretch below [`PAUSED`] outside the one that holds the lowest firing.
    other_ticks: usize,
}

impl Pause {
    fn find(trace: &[f32], baseline: f32) -> Self {
        let at = (0..trace.len()).min_by(|&a, &b| trace[a].total_cmp(&trace[b])).unwrap_or(0);
        let lowest = trace.get(at).map_or(f32::NAN, |hz| hz / baseline);
        let (mut other_ticks, mut run, mut holds_lowest) = (0, 0, false);
        for (t, &hz) in trace.iter().enumerate() {
            if hz < PAUSED * baseline {
                run += 1;
                holds_lowest |= t == at;
            } else {
                if !holds_lowest {
                    other_ticks = other_ticks.max(run);
                }
                (run, holds_lowest) = (0, false);
            }
        }
        Self { lowest, at, other_ticks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_pause_is_the_longest_that_is_not_the_deepest() {
        let mut trace = vec![4.0; 100];
        trace[20..27].fill(3.0);
        trace[50..70].fill(2.0);
        trace[60] = 0.0;
        let pause = Pause::find(&trace, 4.0);
        assert_eq!((pause.at, pause.other_ticks), (60, 7));
        assert_eq!(pause.lowest, 0.0);
    }
}
