//! Working memory in the running brain: prefrontal cortex takes up, holds and lets go as its input gates
//! decide (`gating`). A task without input to prefrontal cortex leaves it silent and costs nothing.

pub mod gating;

use crate::brain::net::wiring::RULE_UNITS;
use crate::brain::net::{Held, Net, timing};
use crate::experiment::Rule;
use crate::modulators::gates;
use crate::modulators::receptor::Receptors;
use crate::params::Params;
use crate::tasks::events::World;
use gating::{Gating, STRIPE};
use serde::{Deserialize, Serialize};

/// Prefrontal cortex as a memory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkingMemory {
    /// Its place among the populations.
    pub place: usize,
    /// The thalamic units that send content to it.
    pub span: (u16, u16),
    /// Its input gates.
    pub gating: Gating,
}

impl WorkingMemory {
    /// The memory of a brain, if the thalamus sends to its prefrontal cortex and the units there fill whole
    /// stripes.
    #[must_use]
    pub fn new(net: &Net) -> Option<Self> {
        let thalamus = net.carriers.thalamus;
        let mut inputs = net.projections.iter().filter(|p| p.pre == thalamus && p.rule == Rule::Actor);
        let projection = inputs.find(|p| p.span.0 == RULE_UNITS)?;
        let (units, inputs) = (net.units(projection.post), net.units(thalamus));
        let fits = units.is_multiple_of(STRIPE);
        fits.then(|| Self { place: projection.post, span: projection.span, gating: Gating::new(units, inputs) })
    }

    /// Learning rate of the input gates.
    #[must_use]
    pub const fn rate(params: &Params) -> f32 {
        params.actor_rate * params.gate_rate
    }

    /// Presynaptic side of the synapses that carry the content: the running trace of what was let in.
    #[must_use]
    pub fn held(&self) -> Held<'_> {
        Some((self.place, self.gating.let_in()))
    }

    /// Before rates are computed: gates open or hold.
    pub fn open(&mut self, net: &mut Net, params: &Params) {
        let (thalamus, here) = (&net.populations[net.carriers.thalamus], &net.populations[self.place]);
        self.gating.open(&thalamus.rate, self.span, &here.rate);
        let here = &mut net.populations[self.place];
        let (k, stripes) = (here.step_fraction(), usize::from(here.units) / STRIPE);
        here.fractions.clear();
        here.fractions.extend((0..stripes).map(|s| self.gating.fraction(s, k, params.memory_hold_s)));
        if self.gating.holding && !self.gating.taking {
            here.drive.fill(0.0);
        }
    }

    /// After rates are computed: the synapses of the gates trace what the gates have done.
    pub fn update_trace(&mut self, net: &Net, params: &Params) {
        if self.gating.taking || self.gating.holding {
            let (thalamus, here) = (&net.populations[net.carriers.thalamus], &net.populations[self.place]);
            let sent = if self.gating.taking { thalamus.centred(self.span) } else { Default::default() };
            self.gating.update_trace(&here.rate, &sent, here.step_fraction(), params.memory_hold_s);
        }
    }

    /// Tags of the gates, written where the choice feeds back (`capture`), and the outcome that lets go.
    pub fn tag(&mut self, world: World, capture: bool, net: &Net, receptors: &Receptors, params: &Params) {
        let here = &net.populations[self.place];
        let (region, timing) = (usize::from(here.region), timing(Rule::Actor, params));
        self.gating.step(timing, gates::third_factor(receptors, region, params));
        if capture {
            let open = gates::tag_gate(receptors, region, params);
            self.gating.capture(&here.apical, params.tag_gain * open, timing.silent_ticks);
        }
        if world.reward || world.omission {
            self.gating.let_go();
        }
    }

    /// Weights of the gates take their changes.
    pub fn end_trial(&mut self, params: &Params) {
        self.gating.end_trial(Self::rate(params));
    }
}
