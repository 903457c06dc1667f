//! Observers of a run while it ticks. An observer is handed the run to read at fixed moments of a tick. It
//! changes nothing, is no part of snapshots and digests, and costs nothing where there is none.

use super::{Phase, Simulation};
use crate::tasks::events::{Moment, World};

/// Listens to a run; every method does nothing by itself.
pub trait Observer {
    /// A phase of the tick begins.
    fn phase(&mut self, _phase: Phase) {}

    /// Tags have met the third factor of this tick.
    fn tagged(&mut self, _sim: &Simulation, _world: World) {}

    /// A trial has ended; weights have not yet taken their changes.
    fn trial_ends(&mut self, _sim: &Simulation) {}

    /// The weights have taken their changes. `moment` is that of the trial that has ended.
    fn trial_ended(&mut self, _sim: &Simulation, _moment: Moment) {}
}

/// An observer that does nothing.
impl Observer for () {}

/// An observer that may be absent.
impl<O: Observer> Observer for Option<O> {
    fn phase(&mut self, phase: Phase) {
        self.iter_mut().for_each(|one| one.phase(phase));
    }

    fn tagged(&mut self, sim: &Simulation, world: World) {
        self.iter_mut().for_each(|one| one.tagged(sim, world));
    }

    fn trial_ends(&mut self, sim: &Simulation) {
        self.iter_mut().for_each(|one| one.trial_ends(sim));
    }

    fn trial_ended(&mut self, sim: &Simulation, moment: Moment) {
        self.iter_mut().for_each(|one| one.trial_ended(sim, moment));
    }
}

/// Two observers at once.
impl<A: Observer, B: Observer> Observer for (&mut A, &mut B) {
    fn phase(&mut self, phase: Phase) {
        self.0.phase(phase);
        self.1.phase(phase);
    }

    fn tagged(&mut self, sim: &Simulation, world: World) {
        self.0.tagged(sim, world);
        self.1.tagged(sim, world);
    }

    fn trial_ends(&mut self, sim: &Simulation) {
        self.0.trial_ends(sim);
        self.1.trial_ends(sim);
    }

    fn trial_ended(&mut self, sim: &Simulation, moment: Moment) {
        self.0.trial_ended(sim, moment);
        self.1.trial_ended(sim, moment);
    }
}
