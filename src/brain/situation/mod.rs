//! Which situation the running brain takes it to be: the cue of a rule tells, or outcomes do. The context cell of that
//! situation gates association cortex (`context`, `inference`). Without gating (`engram_size` no less
//! than the region's units) there is nothing to tell apart, and none of this runs.
//!
//! A change of situation is what lasting noradrenaline is for where there are context cells: it gives up no weights then.
//! Forgetting would hit the situation that has just come back.

pub mod context;
pub mod inference;
pub mod uncertainty;

use crate::brain::net::Net;
use crate::brain::net::wiring::RULE_UNITS;
use crate::brain::signals::Signals;
use crate::kernels::Lanes;
use crate::modulators::receptor::Receptors;
use crate::modulators::{gates, nucleus};
use crate::num::{exp, ln};
use crate::params::Params;
use crate::tasks::events::Scene;
use context::Contexts;
use inference::{Inference, Turn};
use serde::{Deserialize, Serialize};

/// Which situation it is taken to be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// Context cells of the hippocampus.
    pub contexts: Contexts,
    /// Which context it is, where nothing tells.
    pub inference: Inference,
}

/// Association cortex where contexts gate it.
#[derive(Clone, Copy, Debug)]
pub struct Gated {
    /// Its place among the populations.
    place: usize,
    /// Its units.
    units: usize,
    /// How many of them a context may have.
    size: usize,
}

impl Gated {
    /// `None` without gating.
    #[must_use]
    pub fn new(net: &Net, scene: &Scene, params: &Params) -> Option<Self> {
        let place = net.carriers.temporal.filter(|_| scene.asks && !scene.remembers)?;
        let (units, size) = (net.units(place), params.engram_size as usize);
        (size < units).then_some(Self { place, units, size })
    }

    /// Inhibition comes from the cells that take part: where a context silences the others, those that are left are less
    /// sparse, `bias' = bias share^disinhibition`.
    pub fn disinhibit(self, net: &mut Net, params: &Params) {
        let share = self.size as f32 / self.units as f32;
        net.populations[self.place].bias *= exp(params.disinhibition * ln(share));
    }
}

impl Situation {
    /// A trial begins: what acetylcholine tells anterior cingulate cortex of expected uncertainty.
    pub fn begin(&mut self, net: &Net, receptors: &Receptors, params: &Params) {
        let firing = nucleus::doubtful(self.contexts.uncertainty().doubt(), params);
        self.contexts.told = gates::told(receptors, net.places.acc, firing);
    }

    /// A cue appears: the situation that it belongs to gates association cortex.
    pub fn notice(&mut self, cue: &Lanes, told: bool, gated: Gated, net: &mut Net) {
        let Gated { place, units, size } = gated;
        let thalamus = net.units(net.carriers.thalamus);
        if told {
            self.contexts.cue(&cue[usize::from(RULE_UNITS).min(thalamus)..thalamus], units, size);
        } else if self.contexts.is_empty() {
            self.contexts.begin(units, size);
            self.inference.begin(cue.len());
        }
        net.populations[place].gate = self.contexts.gate(self.contexts.active).cloned().unwrap_or_default();
        net.centre();
    }

    /// Gate of the context that an input is taken for where its cue is `told`, else that of `active`.
    #[must_use]
    pub fn gate_for(&self, active: Option<u16>, input: &Lanes, told: bool, net: &Net) -> Option<&Lanes> {
        if self.contexts.is_empty() {
            return None;
        }
        if !told {
            return self.contexts.gate(active);
        }
        let to = net.units(net.carriers.thalamus);
        self.contexts.gate(self.contexts.recognise(&input[usize::from(RULE_UNITS).min(to)..to]))
    }

    /// Factor on what the choice learns in a context: the trust that it is this one.
    #[must_use]
    pub fn trust(&self, context: Option<u16>) -> f32 {
        match context {
            Some(active) if self.inference.begun() => self.inference.trust(usize::from(active)),
            _ => 1.0,
        }
    }

    /// Uncertainty hears the error of this tick.
    pub fn hear(&mut self, signals: &Signals) {
        self.contexts.uncertainty_mut().hear(signals.error * signals.information);
    }

    /// A trial is over: what it brought is held against what was expected to be uncertain.
    pub fn conclude(&mut self) {
        let told = self.contexts.told;
        self.contexts.uncertainty_mut().conclude(told);
    }

    /// The outcome of a trial, seen by all context cells, where no cue tells the situation.
    pub fn judge(&mut self, cue: &Lanes, rewarded: bool, chosen: Option<u8>, params: &Params) -> Turn {
        let (Some(active), Some(action)) = (self.contexts.active, chosen) else { return Turn::Stay };
        if !self.inference.begun() {
            return Turn::Stay;
        }
        self.inference.judge(usize::from(active), (&cue[..], usize::from(action)), rewarded, params.hazard)
    }

    /// From the next trial on it may be another situation.
    pub fn turn(&mut self, turn: Turn, gated: Option<Gated>) {
        match (turn, gated) {
            (Turn::Switch(k), _) => self.contexts.active = Some(k as u16),
            (Turn::Recruit, Some(Gated { units, size, .. })) => {
                let before = self.contexts.len();
                self.contexts.begin(units, size);
                if self.contexts.len() > before {
                    self.inference.recruit();
                }
            }
            _ => {}
        }
    }
}
