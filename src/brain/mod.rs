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

use crate::digest;
use crate::error::Errors;
use crate::experiment::Experiment;
use crate::kernels::Lanes;
use crate::modulators::tide::Tide;
use crate::params::Params;
use crate::rng::Stream;
use choice::Choice;
use fear::Fear;
use memory::WorkingMemory;
use movement::Movement;
use net::{Carriers, Net, wiring};
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

/// Number of parts that a brain is named by.
pub const PARTS: usize = 11;

impl Brain {
    /// The brain that an experiment needs, before its first night.
    ///
    /// # Errors
    /// The brain lacks what the task needs.
    pub fn new(experiment: &Experiment, params: &Params, seed: u64) -> Result<Self, Errors> {
        let plan = experiment.brain.clone().unwrap_or_else(wiring::default_brain);
        wiring::check(&plan, experiment.task.moves())?;
        let net = Net::new(&plan, params, &mut Stream::new(seed, "wiring"));
        let features = net.features();
        Ok(Self {
            tide: Tide::new(params, Stream::new(seed, "echo")),
            signals: Signals::default(),
            senses: Senses::new(&net, experiment.task.cues(), seed),
            choice: Choice::new(Stream::new(seed, "choice")),
            reward: Reward::new(features),
            fear: experiment.punishes().then(|| Fear::new(features)),
            memory: WorkingMemory::new(&net),
            movement: experiment.task.moves().then(|| Movement::new(&net, seed)),
            situation: Situation::default(),
            sleep: Sleep::new(Stream::new(seed, "replay")),
            net,
        })
    }

    /// A name for each part, signals with the system that writes them: where two runs differ, this says in
    /// which system.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, u64); PARTS] {
        let Self { net, tide, signals, senses, choice, reward, fear, memory, movement, situation, sleep } = self;
        let act = (net.carriers.caudate, &choice.chance, signals.chosen, choice.policy, signals.feedback, signals.left);
        let shown = (&senses.cues, &senses.cues_now, &senses.flooding, &senses.taste, senses.tasting, &senses.noise);
        let volleys = (&tide.nuclei, &tide.axons, &tide.kinetics, &tide.arrived, &tide.concentration, &tide.tone);
        let value = (signals.value, signals.error, reward.pace);
        [
            ("net", digest::of(&(&net.populations, &net.projections, &net.way, senders(&net.carriers)))),
            ("tide", digest::of(&volleys)),
            ("receptors", digest::of(&(&tide.receptors, &tide.history, &tide.echo))),
            ("senses", digest::of(&(shown, signals.information))),
            ("choice", digest::of(&(act, net.places))),
            ("reward", digest::of(&(&net.time_cells, value, &reward.synapses))),
            ("fear", digest::of(fear)),
            ("memory", digest::of(memory)),
            ("movement", digest::of(movement)),
            ("situation", digest::of(situation)),
            ("sleep", digest::of(sleep)),
        ]
    }

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

/// Places of the carriers without the caudate, which is named with the choice.
fn senders(at: &Carriers) -> ([usize; 2], Option<usize>, [usize; 2], [Option<usize>; 3]) {
    let optional = [at.insula, at.amygdala, at.orbitofrontal];
    ([at.thalamus, at.hippocampus], at.temporal, [at.striatum, at.hypothalamus], optional)
}
