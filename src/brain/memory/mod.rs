//! Working memory in the running brain: prefrontal cortex takes up, holds and lets go as its gates say
//! (`gating`). A task that tells nothing to prefrontal cortex leaves it silent, and this costs nothing.

pub mod gating;

use crate::brain::memory::gating::{Gating, STRIPE};
use crate::brain::net::wiring::RULE_UNITS;
use crate::experiment::Rule;
use crate::modulators::gates;
use crate::plasticity::tag::Timing;
use crate::run::state::State;
use crate::tasks::World;
use serde::{Deserialize, Serialize};

/// Prefrontal cortex as a memory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkingMemory {
    /// Its place among the populations.
    pub place: usize,
    /// The thalamic units that tell it something.
    pub span: (u16, u16),
    /// Its gates.
    pub gating: Gating,
}

impl State {
    /// The memory of this brain, if it has a prefrontal cortex that hears the thalamus and whose units fill stripes.
    pub(crate) fn working_memory(&self) -> Option<WorkingMemory> {
        let thalamus = self.carriers.thalamus;
        let hears = |p: &&crate::brain::net::projection::Projection| {
            p.pre == thalamus && p.rule == Rule::Actor && p.span.0 == RULE_UNITS
        };
        let projection = self.projections.iter().find(hears)?;
        let units = usize::from(self.populations[projection.post].units);
        let inputs = usize::from(self.populations[thalamus].units);
        let fits = units.is_multiple_of(STRIPE);
        fits.then(|| WorkingMemory {
            place: projection.post,
            span: projection.span,
            gating: Gating::new(units, inputs),
        })
    }

    /// Before rates are computed: gates open or hold.
    pub(crate) fn open_memory(&mut self) {
        let Some(memory) = &mut self.memory else { return };
        let (thalamus, here) = (&self.populations[self.carriers.thalamus], &self.populations[memory.place]);
        memory.gating.open(&thalamus.rate, memory.span, &here.rate);
        let (k, hold_s) = (here.step_fraction(), self.params.memory_hold_s);
        let here = &mut self.populations[memory.place];
        here.fractions.clear();
        let stripes = usize::from(here.units) / STRIPE;
        here.fractions.extend((0..stripes).map(|s| memory.gating.fraction(s, k, hold_s)));
        if memory.gating.holding && !memory.gating.taking {
            here.drive.fill(0.0);
        }
    }

    /// After it: the gates' synapses keep a trace of what they have done.
    pub(crate) fn follow_memory(&mut self) {
        let Some(memory) = &mut self.memory else { return };
        if memory.gating.taking || memory.gating.holding {
            let (thalamus, here) = (&self.populations[self.carriers.thalamus], &self.populations[memory.place]);
            let sent = if memory.gating.taking { thalamus.centred(memory.span) } else { Default::default() };
            memory.gating.follow(&here.rate, &sent, here.step_fraction(), self.params.memory_hold_s);
        }
    }

    /// Tags of the gates, and the outcome that lets go.
    pub(crate) fn tag_memory(&mut self, world: World, timing: Timing, capture: bool) {
        let Some(memory) = &mut self.memory else { return };
        let here = &self.populations[memory.place];
        let region = usize::from(here.region);
        memory.gating.step(timing, gates::third_factor(&self.receptors, region, &self.params));
        if capture {
            let open = gates::tag_gate(&self.receptors, region, &self.params);
            memory.gating.capture(&here.apical, self.params.tag_gain * open, timing.silent_ticks);
        }
        if world.reward || world.omission {
            memory.gating.let_go();
        }
    }

    /// Weights of the gates take their changes.
    pub(crate) fn flush_memory(&mut self) {
        let rate = self.params.actor_rate * self.params.gate_rate;
        if let Some(memory) = &mut self.memory {
            memory.gating.end_trial(rate);
        }
    }
}
