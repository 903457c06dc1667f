//! The situation that the brain takes itself to be in: known from the cue of a rule, or inferred from
//! outcomes. The context cell of that situation masks association cortex (`context`, `inference`). Where
//! masks leave nothing out (`engram_size` no less than the region's units) none of this runs.
//!
//! Where there are context cells, lasting noradrenaline gives up no weights: a change of situation is a
//! change of cell. Forgetting would hit the situation that has just come back.

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

/// State of the system.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// Context cells of the hippocampus.
    pub contexts: Contexts,
    /// Inference of the context where no cue tells it.
    pub inference: Inference,
}

/// Association cortex where contexts mask it.
#[derive(Clone, Copy, Debug)]
pub struct Masked {
    /// Its place among the populations.
    place: usize,
    /// Its units.
    units: usize,
    /// How many of them a context may have.
    size: usize,
}

impl Masked {
    /// `None` where contexts mask nothing.
    #[must_use]
    pub fn new(net: &Net, scene: &Scene, params: &Params) -> Option<Self> {
        let place = net.carriers.temporal.filter(|_| scene.asks && !scene.remembers)?;
        let (units, size) = (net.units(place), params.engram_size as usize);
        (size < units).then_some(Self { place, units, size })
    }

    /// Inhibition comes from the cells that take part: where a context silences the others, those that are
    /// left are less sparse, `bias' = bias share^disinhibition`.
    pub fn disinhibit(self, net: &mut Net, params: &Params) {
        let share = self.size as f32 / self.units as f32;
        net.populations[self.place].bias *= exp(params.disinhibition * ln(share));
    }
}

impl Situation {
    /// A trial begins: acetylcholine reports expected uncertainty to anterior cingulate cortex.
    pub fn begin(&mut self, net: &Net, receptors: &Receptors, params: &Params) {
        let firing = nucleus::doubtful(self.contexts.uncertainty().doubt(), params);
        self.contexts.acetylcholine_report = gates::acetylcholine_report(receptors, net.places.acc, firing);
    }

    /// A cue appears: the situation that it belongs to masks association cortex.
    pub fn notice(&mut self, cue: &Lanes, rule_cued: bool, masked: Masked, net: &mut Net) {
        let Masked { place, units, size } = masked;
        let thalamus = net.units(net.carriers.thalamus);
        if rule_cued {
            self.contexts.cue(&cue[usize::from(RULE_UNITS).min(thalamus)..thalamus], units, size);
        } else if self.contexts.is_empty() {
            self.contexts.begin(units, size);
            self.inference.begin(cue.len());
        }
        net.populations[place].mask = self.contexts.mask(self.contexts.active).cloned().unwrap_or_default();
        net.centre();
    }

    /// Mask of the context that an input is recognised as, where rules are cued; else that of `active`.
    #[must_use]
    pub fn mask_for(&self, active: Option<u16>, input: &Lanes, rule_cued: bool, net: &Net) -> Option<&Lanes> {
        if self.contexts.is_empty() {
            return None;
        }
        if !rule_cued {
            return self.contexts.mask(active);
        }
        let to = net.units(net.carriers.thalamus);
        self.contexts.mask(self.contexts.recognise(&input[usize::from(RULE_UNITS).min(to)..to]))
    }

    /// Factor on what the choice learns in a context: the trust that it is this one.
    #[must_use]
    pub fn trust(&self, context: Option<u16>) -> f32 {
        match context {
            Some(active) if self.inference.begun() => self.inference.trust(usize::from(active)),
            _ => 1.0,
        }
    }

    /// Adds the error of this tick to the disappointment of the trial.
    pub fn observe_error(&mut self, signals: &Signals) {
        self.contexts.uncertainty_mut().add_error(signals.error * signals.information);
    }

    /// A trial is over: what it brought is held against what was expected to be uncertain.
    pub fn conclude(&mut self) {
        let report = self.contexts.acetylcholine_report;
        self.contexts.uncertainty_mut().conclude(report);
    }

    /// The outcome of a trial, seen by all context cells, where no cue tells the situation.
    pub fn judge(&mut self, cue: &Lanes, rewarded: bool, chosen: Option<u8>, params: &Params) -> Turn {
        let (Some(active), Some(action)) = (self.contexts.active, chosen) else { return Turn::Stay };
        if !self.inference.begun() {
            return Turn::Stay;
        }
        self.inference.judge(usize::from(active), (&cue[..], usize::from(action)), rewarded, params.hazard)
    }

    /// Switches to the situation of the next trial.
    pub fn switch(&mut self, turn: Turn, masked: Option<Masked>) {
        match (turn, masked) {
            (Turn::Switch(k), _) => self.contexts.active = Some(k as u16),
            (Turn::Recruit, Some(Masked { units, size, .. })) => {
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
