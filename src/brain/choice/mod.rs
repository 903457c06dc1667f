//! Choice: at the moment of decision an action is drawn from the striatum's preferences; for a while it feeds
//! back.
//!
//! Channels, preferences and policy are in `brain::net::channels`. Randomness follows tonic noradrenaline in
//! dorsolateral prefrontal cortex, Go against NoGo tonic dopamine in the caudate (`gates`).

use crate::brain::net::channels::{draw, feed_back, policy, preferences};
use crate::brain::net::equilibrium::Decision;
use crate::brain::net::{Net, feedback_ticks};
use crate::brain::signals::Signals;
use crate::experiment::limits::ACTIONS;
use crate::modulators::gates;
use crate::modulators::receptor::Receptors;
use crate::params::Params;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// State of the choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Chance in the choice of actions, and in waiting.
    pub chance: Stream,
    /// Probabilities at the moment of choice.
    pub policy: [f32; ACTIONS],
}

impl Choice {
    /// A system that has chosen nothing yet.
    #[must_use]
    pub const fn new(chance: Stream) -> Self {
        Self { chance, policy: [0.0; ACTIONS] }
    }

    /// Draws an action from this policy; it begins to feed back.
    pub fn act(&mut self, policy: [f32; ACTIONS], signals: &mut Signals, params: &Params) -> u8 {
        self.policy = policy;
        let action = draw(&self.policy, &mut self.chance);
        signals.chosen = Some(action);
        signals.feedback = feedback_ticks(params);
        action
    }

    /// Sends the chosen action back down from the caudate, level by level.
    pub fn feed_back(&self, net: &mut Net, signals: &Signals, params: &Params) {
        let Some(caudate) = net.carriers.caudate else { return };
        let units = net.units(caudate);
        let onto = |apical: &mut [f32]| feed_back(apical, units, signals.chosen, &self.policy, params.choice_contrast);
        net.feed_back(caudate, onto);
    }
}

/// Probabilities of the actions on `offer` if one were chosen now; `None` in a brain that has no caudate.
#[must_use]
pub fn inclination(net: &Net, receptors: &Receptors, params: &Params, offer: u8) -> Option<[f32; ACTIONS]> {
    let caudate = net.carriers.caudate?;
    let population = &net.populations[caudate];
    let q = preferences(&population.rate, net.units(caudate), gains(net, receptors, params));
    let steepness = gates::steepness(receptors, net.places.dlpfc, params);
    Some(policy(q, params.inverse_temperature * steepness, offer))
}

/// Preference per unit of Go and per unit of NoGo activity, as tonic dopamine sets it.
#[must_use]
pub fn gains(net: &Net, receptors: &Receptors, params: &Params) -> [f32; 2] {
    gates::go_nogo(receptors, net.places.caudate, params).map(|tonic| params.preference_gain * tonic)
}

/// How an action is drawn from activity in equilibrium, without the effect of noradrenaline on randomness.
#[must_use]
pub fn decision(net: &Net, receptors: &Receptors, params: &Params, offer: u8, chosen: Option<u8>) -> Decision {
    Decision {
        gains: gains(net, receptors, params),
        beta: params.inverse_temperature,
        offer,
        chosen,
        contrast: params.choice_contrast,
    }
}
