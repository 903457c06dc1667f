//! What rows on learning rates share: value just before each outcome, and how far it moves for an error.

use crate::num::ticks;
use crate::run::Simulation;
use crate::run::recorder::TrialRecord;
use crate::tasks::events::{LEAD_MS, TrialKind};

/// Time of the outcome after the cue, ms, as `protocol::form` has it.
const REWARD_MS: u32 = 2000;
/// Tick of the outcome in the window of its trial.
pub(super) const AT: usize = (ticks(LEAD_MS) + ticks(REWARD_MS)) as usize;

/// A trial and what was expected of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    /// Its line.
    pub(super) record: TrialRecord,
    /// Value just before the outcome, in rewards.
    pub(super) expected: f32,
    /// Its change to the next trial; 0 in the last.
    pub(super) change: f32,
}

impl Outcome {
    /// Was there no reward?
    pub(super) fn omitted(&self) -> bool {
        self.record.kind != TrialKind::Rewarded
    }
}

/// Runs to the end, looks after every tick, and notes every trial as it ends.
pub(super) fn outcomes(sim: &mut Simulation, mut look: impl FnMut(&Simulation)) -> Vec<Outcome> {
    let (mut all, mut seen) = (Vec::<Outcome>::new(), sim.curve().len());
    while !sim.finished() {
        sim.tick();
        look(sim);
        let Some(&record) = sim.curve().get(seen) else { continue };
        seen += 1;
        let expected = sim.recorder().traces.value[AT - 1];
        if let Some(last) = all.last_mut() {
            last.change = expected - last.expected;
        }
        all.push(Outcome { record, expected, change: 0.0 });
    }
    all
}

/// Changes of value over the errors that `error` gives, where it gives one: the learning rate of these
/// trials.
pub(super) fn slope(trials: &[Outcome], error: impl Fn(&Outcome) -> Option<f32>) -> f32 {
    let of = |value: fn(f32, f32) -> f32| -> f32 {
        trials.iter().filter_map(|trial| Some(value(trial.change, error(trial)?))).sum()
    };
    of(|change, error| change * error) / of(|_, error| error * error)
}
