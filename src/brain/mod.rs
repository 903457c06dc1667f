//! The brain: what fires and connects (`net`), the modulators (`tide`), and its systems, one room each.
//!
//! Systems never import each other. What one needs from another stands in [`signals`] or is handed over by
//! the tick (`run::tick`), which names every system in its order.

pub mod bundle;
pub mod choice;
pub mod fear;
pub mod memory;
pub mod movement;
pub mod net;
pub mod reward;
pub mod senses;
pub mod signals;
pub mod situation;
pub mod sleep;
pub mod waiting;

use crate::kernels::Lanes;
use crate::modulators::tide::Tide;
use crate::params::Params;
use choice::Choice;
use fear::Fear;
use memory::WorkingMemory;
use movement::Movement;
use net::Net;
use reward::Reward;
use senses::Senses;
use serde::{Deserialize, Serialize};
use signals::Signals;
use situation::Situation;
use sleep::Sleep;

/// Everything of the brain that changes from tick to tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brain {
    /// Populations and projections.
    pub net: Net,
    /// The modulators.
    pub tide: Tide,
    /// Values that pass between systems.
    pub signals: Signals,
    /// Patterns of what is shown.
    pub senses: Senses,
    /// The choice of actions.
    pub choice: Choice,
    /// Value and its error.
    pub reward: Reward,
    /// Aversive value, where the experiment can punish.
    pub fear: Option<Fear>,
    /// Prefrontal cortex as a memory, if the brain has one.
    pub memory: Option<WorkingMemory>,
    /// The regions that move, where the task asks for movements.
    pub movement: Option<Movement>,
    /// The situation that the brain takes itself to be in.
    pub situation: Situation,
    /// Events that may come back.
    pub sleep: Sleep,
}

impl Brain {
    /// Updates the signals `trust`, from situation, and `blame`, from movement.
    pub fn update_trust_and_blame(&mut self, params: &Params) {
        self.signals.trust = self.situation.trust(self.situation.contexts.active);
        self.signals.blame = self.movement.as_ref().map_or(1.0, |movement| movement.blame(params));
    }

    /// The mask of association cortex under an input.
    #[must_use]
    pub fn context_mask(&self, input: &Lanes, rule_cued: bool) -> Option<&Lanes> {
        self.situation.mask_for(self.situation.contexts.active, input, rule_cued, &self.net)
    }
}
