//! Reward: what ventral striatum predicts, the error that dopamine neurons receive, and the synapses that
//! learn from it.
//!
//! Value comes from synapses of cortical feature x hippocampal time cell (`plasticity::conjunctions`) onto
//! ventral striatum. Their third factor is D1 there; pauses teach at the pace that serotonin sets as a trial
//! begins.

pub mod value;

use crate::brain::net::Net;
use crate::brain::net::time_cells::{BANKS, RECRUIT_TICKS, SPACING_S, STEPS};
use crate::brain::signals::Signals;
use crate::modulators::gates;
use crate::modulators::receptor::Receptors;
use crate::num::{DT_S, exp};
use crate::params::Params;
use crate::plasticity::conjunctions::Conjunctions;
use crate::plasticity::tag::Timing;
use serde::{Deserialize, Serialize};

/// State of the critic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reward {
    /// Factor on what pauses of dopamine teach, set by serotonin as this trial began.
    pub pace: f32,
    /// The synapses that value comes from.
    pub synapses: Conjunctions,
}

impl Reward {
    /// A critic that expects nothing yet, with this number of cortical features.
    #[must_use]
    pub fn new(features: usize) -> Self {
        Self { pace: 1.0, synapses: Conjunctions::new(BANKS, STEPS, features) }
    }

    /// A trial begins: serotonin in ventral striatum sets what disappointments will teach.
    pub fn begin(&mut self, net: &Net, receptors: &Receptors, params: &Params) {
        self.pace = gates::learning_pace(receptors, net.region(net.carriers.striatum), params);
    }

    /// Learning rate of value, as noradrenaline in anterior cingulate cortex sets it.
    #[must_use]
    pub fn rate(net: &Net, receptors: &Receptors, signals: &Signals, params: &Params) -> f32 {
        params.critic_rate * signals.information * gates::alertness(receptors, net.places.acc, params)
    }

    /// Third factor of the synapses.
    #[must_use]
    pub fn third_factor(&self, net: &Net, receptors: &Receptors, params: &Params) -> f32 {
        let factor = gates::third_factor(receptors, net.region(net.carriers.striatum), params);
        if factor < 0.0 { self.pace * factor } else { factor }
    }

    /// Drives ventral striatum with the sum over the synapses.
    pub fn predict(&self, net: &mut Net) {
        let (rates, active) = net.clock();
        let value = self.synapses.value(rates, active);
        net.populations[net.carriers.striatum].excite_all(value);
    }

    /// Value and its error from the rates of this tick, discounted over the horizon that serotonin sets.
    pub fn step(&self, net: &Net, horizon_s: f32, signals: &mut Signals) {
        let [striatum, hypothalamus] =
            [net.carriers.striatum, net.carriers.hypothalamus].map(|place| &net.populations[place]);
        let (before, reward) = (signals.value, hypothalamus.mean() * striatum.step_fraction());
        signals.value = striatum.mean();
        signals.error = value::error(before, signals.value, reward, horizon_s);
    }

    /// Tags age under this tick's third factor, and new ones are written.
    pub fn tag(&mut self, tick: u64, net: &Net, receptors: &Receptors, params: &Params) {
        let third_factor = self.third_factor(net, receptors, params);
        let timing = Timing::new(params.critic_tag_silent_ms, params.critic_tag_decay_ms);
        let spared = net.populations[net.carriers.striatum].spared();
        self.synapses.step(tick, net.clock(), timing, third_factor, spared * params.tag_gain);
    }

    /// Before the first trial: free rewards have taught what to expect, whatever the stimulus:
    /// `V(t) = p exp(-(T - t) / horizon)` until the moment of reward `reward_ms` after the cue, 0 after it.
    pub fn shape(&mut self, reward_ms: u32, params: &Params) {
        let due = reward_ms as f32 / 1000.0 - RECRUIT_TICKS as f32 * DT_S;
        if params.shaping > 0.0 {
            self.synapses.expect(|k| {
                let left = due - k as f32 * SPACING_S;
                if left >= 0.0 { params.shaping * exp(-left / params.horizon_s) } else { 0.0 }
            });
        }
    }
}
