//! Punishment in the running brain: what the amygdala learns of it, and what that does to the error that dopamine
//! neurons hear. Built only where an experiment can punish; elsewhere none of it is there, and costs nothing.
//!
//! Aversive value comes from synapses like those of the critic, cortical feature x hippocampal time cell, with weights and
//! tags of their own, onto basolateral amygdala. Their third factor is no dopamine: it is `g e(t)`, the error of
//! `brain::fear::value` times what noradrenaline makes of it (`gates::fear`). Tags are eligible from the next tick on, for
//! nothing has to travel, and fade as cortical ones do. Extinction is learning from errors below 0, in the same weights. A lesion scales what the
//! amygdala predicts and tags by the share of it that is spared; a brain that has none predicts nothing.
//!
//! Left out: that extinction adds a memory of its own, so that fear returns; central amygdala and its outputs; stress
//! hormones. Sources: lateral amygdala, LeDoux 2000, doi:10.1146/annurev.neuro.23.1.155; beta receptors, Bush, Caparosa,
//! Gekker & LeDoux 2010, doi:10.3389/fnbeh.2010.00154; noradrenaline, McGaugh 2004,
//! doi:10.1146/annurev.neuro.27.070203.144157.

pub mod value;

use crate::brain::fear::value::Aversive;
use crate::brain::net::time_cells::{BANKS, STEPS};
use crate::modulators::gates;
use crate::num::DT_S;
use crate::plasticity::conjunctions::Conjunctions;
use crate::plasticity::tag::Timing;
use crate::run::recorder::{RESPONSE_MS, ms_since_cue};
use crate::run::state::State;
use crate::tasks::{Moment, World};
use serde::{Deserialize, Serialize};

/// The state of aversive value and of the synapses that it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aversion {
    /// Value and errors.
    pub aversive: Aversive,
    /// The synapses.
    pub synapses: Conjunctions,
    /// Largest value so far within the response window of this trial's cue.
    at_cue: f32,
}

impl Aversion {
    /// Nothing is feared yet; so many cortical features.
    #[must_use]
    pub fn new(features: usize) -> Self {
        let synapses = Conjunctions::new(BANKS, STEPS, features);
        Self { aversive: Aversive::default(), synapses, at_cue: 0.0 }
    }
}

impl State {
    /// Predicted discounted punishment, in punishments; exactly 0 where nothing can punish.
    #[must_use]
    pub fn aversive_value(&self) -> f32 {
        self.aversion.as_ref().map_or(0.0, |aversion| aversion.aversive.value)
    }

    /// Learning rate of aversive value; noradrenaline acts on the error itself.
    #[must_use]
    pub fn aversive_rate(&self) -> f32 {
        self.params.aversive_rate * self.information
    }

    /// The amygdala predicts, pain comes; the error of net value. Reads the rates of this tick.
    pub(crate) fn fear(&mut self, world: World, horizon_s: f32) {
        let Some(aversion) = &mut self.aversion else { return };
        if world.begins {
            aversion.at_cue = 0.0;
        }
        let spared = self.carriers.amygdala.map_or(0.0, |place| self.populations[place].spared());
        let step_fraction = self.populations[self.carriers.striatum].step_fraction();
        let cells = &self.populations[self.carriers.hippocampus];
        let said = aversion.synapses.value(&cells.rate, &cells.active);
        let predicted = if said > 0.0 { spared * said } else { 0.0 };
        let punishment = if world.reward && world.size < 0.0 { -world.size } else { 0.0 };
        aversion.aversive.step(predicted, punishment, step_fraction, horizon_s);
        if self.actor.left {
            aversion.aversive.excuse();
        }
        self.critic.error -= aversion.aversive.error;
    }

    /// The amygdala's tags meet their error, and new ones are written.
    pub(crate) fn tag_fear(&mut self) {
        let Some((aversion, place)) = self.aversion.as_mut().zip(self.carriers.amygdala) else { return };
        let amygdala = &self.populations[place];
        let gate = gates::fear(&self.receptors, usize::from(amygdala.region), &self.params);
        let cells = &self.populations[self.carriers.hippocampus];
        let timing = Timing { silent_ticks: 1, decay_s: self.params.cortical_tag_decay_ms / 1000.0 };
        let taught = gate * aversion.aversive.taught / DT_S;
        let gain = amygdala.spared() * self.params.tag_gain;
        aversion.synapses.step(self.tick, (&cells.rate, &cells.active), timing, taught, gain);
    }

    /// Notes how much is feared right after the cue.
    pub(crate) fn note_fear(&mut self, moment: Moment) {
        let Some(aversion) = &mut self.aversion else { return };
        let now = aversion.aversive.value;
        if (0.0..RESPONSE_MS as f32).contains(&ms_since_cue(moment)) && now > aversion.at_cue {
            aversion.at_cue = now;
        }
    }

    /// The end of a trial: the amygdala's weights take their changes.
    pub(crate) fn end_fear(&mut self) {
        let rate = self.aversive_rate();
        let Some(aversion) = &mut self.aversion else { return };
        aversion.synapses.end_trial(rate);
        self.recorder.note_aversion(aversion.at_cue);
    }
}
