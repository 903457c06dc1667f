//! Fear: what the amygdala learns from punishment, and how that changes the error that dopamine neurons
//! receive. The system is built only where an experiment can punish; elsewhere it is absent and costs
//! nothing.
//!
//! Aversive value comes from synapses like those of the critic, cortical feature x hippocampal time cell,
//! with weights and tags of their own, onto basolateral amygdala. Their third factor is not dopamine but
//! `g e(t)`: the error of aversive value (`value`), scaled by noradrenaline (`gates::fear`). Tags are
//! eligible from the next tick on, for nothing has to travel, and fade as cortical ones do. Extinction is
//! learning from errors below 0, in the same weights. A lesion scales what the amygdala predicts and tags by
//! the share of it that is spared; a brain that has none predicts nothing.
//!
//! Left out: that extinction adds a memory of its own, so that fear returns; central amygdala and its
//! outputs; stress hormones.
//! Sources: lateral amygdala, LeDoux 2000, doi:10.1146/annurev.neuro.23.1.155; beta receptors, Bush,
//! Caparosa, Gekker & LeDoux 2010, doi:10.3389/fnbeh.2010.00154; noradrenaline, McGaugh 2004,
//! doi:10.1146/annurev.neuro.27.070203.144157.

pub mod value;

use crate::brain::net::Net;
use crate::brain::net::time_cells::{BANKS, STEPS};
use crate::brain::signals::Signals;
use crate::modulators::gates;
use crate::modulators::receptor::Receptors;
use crate::num::DT_S;
use crate::params::Params;
use crate::plasticity::conjunctions::Conjunctions;
use crate::plasticity::tag::Timing;
use crate::tasks::events::{Moment, World};
use serde::{Deserialize, Serialize};
use value::AversiveValue;

/// Aversive value and the synapses that it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fear {
    /// Aversive value and its errors.
    pub aversive: AversiveValue,
    /// The synapses.
    pub synapses: Conjunctions,
    /// Largest value so far within the response window of this trial's cue.
    pub at_cue: f32,
}

impl Fear {
    /// Synapses that have learned nothing, for this number of cortical features.
    #[must_use]
    pub fn new(features: usize) -> Self {
        let synapses = Conjunctions::new(BANKS, STEPS, features);
        Self { aversive: AversiveValue::default(), synapses, at_cue: 0.0 }
    }

    /// Learning rate of the synapses; noradrenaline acts on the error itself.
    #[must_use]
    pub const fn rate(signals: &Signals, params: &Params) -> f32 {
        params.aversive_rate * signals.information
    }

    /// Third factor: the error of aversive value, per second, as noradrenaline in the amygdala lets it teach.
    #[must_use]
    pub fn third_factor(&self, amygdala: usize, receptors: &Receptors, params: &Params) -> f32 {
        gates::fear(receptors, amygdala, params) * self.aversive.taught / DT_S
    }

    /// The amygdala predicts and pain comes; the error of aversive value is taken away from that of reward.
    /// Reads the rates of this tick.
    pub fn step(&mut self, world: World, net: &Net, horizon_s: f32, signals: &mut Signals) {
        if world.begins {
            self.at_cue = 0.0;
        }
        let spared = net.carriers.amygdala.map_or(0.0, |place| net.populations[place].spared());
        let step_fraction = net.populations[net.carriers.striatum].step_fraction();
        let (rates, active) = net.clock();
        let sum = self.synapses.value(rates, active);
        let predicted = if sum > 0.0 { spared * sum } else { 0.0 };
        self.aversive.step(predicted, world.punishment(), step_fraction, horizon_s);
        if signals.left {
            self.aversive.excuse();
        }
        signals.aversive_value = self.aversive.value;
        signals.error -= self.aversive.error;
    }

    /// Tags of the amygdala meet the third factor, and new ones are written.
    pub fn tag(&mut self, tick: u64, net: &Net, receptors: &Receptors, params: &Params) {
        let Some(place) = net.carriers.amygdala else { return };
        let timing = Timing { silent_ticks: 1, decay_s: params.cortical_tag_decay_ms / 1000.0 };
        let third_factor = self.third_factor(net.region(place), receptors, params);
        let gain = net.populations[place].spared() * params.tag_gain;
        self.synapses.step(tick, net.clock(), timing, third_factor, gain);
    }

    /// Records the largest aversive value right after the cue.
    pub fn record_cue(&mut self, moment: Moment) {
        let now = self.aversive.value;
        if moment.responds() && now > self.at_cue {
            self.at_cue = now;
        }
    }
}
