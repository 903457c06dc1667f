//! What is run, as plain data: experiments and commands, read from JSON.
//!
//! An experiment, an arm, a seed and a log of stamped commands are the whole
//! run. Nothing here knows how a run is computed. Serde writes an experiment
//! but does not read one: only [`reader`] makes it from foreign bytes.

pub mod builtin;
pub mod command;
mod file;
pub mod forms;
pub mod intervention;
pub mod limits;
mod movement;
mod network;
pub mod node;
pub mod offers;
mod pointer;
pub mod reader;
mod words;

pub use command::{Command, CommandLog, Stamped};
pub use forms::{CueEvent, Form, Stimulation};
pub use intervention::Intervention;
pub use limits::{LIMITS, Limits};
pub use offers::{Drift, Offer};

use crate::error::{Code, Errors, Problem};
use reader::{At, Reader};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The word in the field `format` of an experiment file.
pub const FORMAT: &str = "neurotide-experiment";

/// The version of the file format that is read and written.
pub const VERSION: u32 = 1;

/// Values of parameters by name, in the order of the names.
pub type Values = BTreeMap<String, f32>;

/// One experiment: a brain, a task, phases and the arms to compare.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Experiment {
    /// Always `neurotide-experiment`.
    pub format: String,
    /// Version of the file format.
    pub version: u32,
    /// Name in links and on the command line.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// What happens, in plain words.
    pub story: String,
    /// What is simpler here than in a real brain.
    pub simplified: Vec<String>,
    /// The brain; the one of the atlas where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brain: Option<Brain>,
    /// What the brain is asked to do.
    pub task: Task,
    /// The phases, one after the other.
    pub phases: Vec<Phase>,
    /// Parameters that differ from their defaults, in all arms.
    pub parameters: Values,
    /// The variants that are compared.
    pub arms: Vec<Arm>,
    /// What is known from outside and expected here.
    pub expect: Vec<Expectation>,
}

/// Regions and the projections between them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brain {
    /// The regions that exist.
    pub regions: Vec<RegionSpec>,
    /// The projections between them.
    pub projections: Vec<ProjectionSpec>,
}

/// One region of the atlas with its number of units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionSpec {
    /// Id in the atlas.
    pub id: String,
    /// Number of rate units.
    pub units: u32,
}

/// One projection.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProjectionSpec {
    /// Region of the presynaptic units.
    pub from: String,
    /// Region of the postsynaptic units.
    pub to: String,
    /// Share of the possible synapses that exist.
    pub density: f32,
    /// Mean weight at the start.
    pub weight: f32,
    /// How the weights change.
    pub rule: Rule,
}

impl ProjectionSpec {
    /// Upper bound of the number of synapses between so many units.
    pub fn synapses(&self, pre: u64, post: u64) -> u64 {
        let pairs = pre.saturating_mul(post);
        libm::ceil(pairs as f64 * f64::from(self.density)) as u64
    }
}

/// How the weights of a projection change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// Not at all.
    Fixed,
    /// Three factors; acetylcholine opens the tag gate, as in cortex.
    Cortical,
    /// Three factors, the postsynaptic one being feedback from the chosen action; weights of either sign.
    Actor,
    /// The same onto the striatum: weights never negative, the action itself opens the tag gate.
    Striatal,
}

/// What the brain is asked to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Task {
    /// A cue that announces a reward.
    Conditioning(Conditioning),
    /// A stimulus that asks for one of several actions.
    Choice(Choice),
}

impl Task {
    /// From the cue, or the choice, to the reward, ms.
    #[must_use]
    pub const fn delay_ms(&self) -> u32 {
        match self {
            Self::Conditioning(task) => task.delay_ms,
            Self::Choice(task) => task.delay_ms,
        }
    }

    /// Length of the cue, ms.
    #[must_use]
    pub const fn cue_ms(&self) -> u32 {
        match self {
            Self::Conditioning(task) => task.cue_ms,
            Self::Choice(task) => task.cue_ms,
        }
    }

    /// Is there a movement after the choice?
    #[must_use]
    pub const fn moves(&self) -> bool {
        matches!(self, Self::Choice(task) if task.reach_ms > 0)
    }

    /// Must a cue be held in mind until the stimulus comes?
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Choice(task) if task.items > 0)
    }
}

/// A stimulus, a choice among actions, a reward for the right one after a delay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Number of stimuli.
    pub stimuli: u32,
    /// Length of the stimulus.
    pub cue_ms: u32,
    /// From stimulus onset to the choice.
    pub decide_ms: u32,
    /// From the choice to its reward.
    pub delay_ms: u32,
    /// Shortest and longest time from trial to trial.
    pub pause_ms: [u32; 2],
    /// Does a cue of its own tell the rule in force?
    pub cued: bool,
    /// Do actions stand for symbols, with the same picture in every trial?
    pub symbols: bool,
    /// Cues of rules shown ahead of the stimulus, one of them marked; 0: the cue is there with it.
    pub items: u32,
    /// Length of each.
    pub item_ms: u32,
    /// Pause after each.
    pub gap_ms: u32,
    /// From the last pause to the stimulus.
    pub hold_ms: u32,
    /// Length of the movement that follows the choice; 0: choosing is enough.
    pub reach_ms: u32,
}

/// Cues, then a reward, then a pause of random length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conditioning {
    /// Names of the cues; one without a name where empty.
    pub cues: Vec<String>,
    /// Length of the cue.
    pub cue_ms: u32,
    /// From cue onset to reward.
    pub delay_ms: u32,
    /// Shortest and longest pause between trials.
    pub pause_ms: [u32; 2],
}

/// So many trials under the same conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// Name within the experiment.
    pub id: String,
    /// Number of trials.
    pub trials: u32,
    /// Probability that a reward that is due is left out.
    pub omission: f32,
    /// Probability that a reward is due after the cue.
    pub reward: f32,
    /// Choice: the rules in force, interleaved; rule `k` asks for the `k`-th action after that of rule 0.
    pub rules: Vec<u32>,
    /// Choice: strength of a second, irrelevant feature of the stimulus; 0 is none.
    pub distractor: f32,
    /// Choice: so many stimuli keep the action of rule 0, whatever the rule in force.
    pub kept: u32,
    /// Choice: how far the stimuli are moved around their ring, in distances between neighbours.
    pub moved: f32,
    /// Choice: the rules under which stimulus and distractor take each other's place.
    pub swapped: Vec<u32>,
    /// Choice: events replayed in the night after the phase; 0 is no night.
    pub replays: u32,
    /// Choice: how the senses are flooded at the same time.
    pub flood: Flood,
    /// Conditioning: the forms that its trials take; the simple one where empty.
    pub forms: Vec<Form>,
    /// Conditioning: from cue onset on, the time from one decision to wait on to the next; who leaves gets
    /// nothing. 0: there is no leaving.
    pub wait_ms: u32,
    /// Choice: what is on offer, with which odds; where empty, all actions, and one of them is right.
    pub offers: Vec<Offer>,
    /// Choice: how the odds change from trial to trial.
    pub drift: Drift,
    /// Choice: how far from its goal a movement may land and still count, degrees; 0: no movement.
    pub tolerance: f32,
    /// Choice: by how much the movement that is seen is turned against the one that is made, degrees.
    pub rotation: f32,
}

impl Phase {
    /// So many trials with their reward and nothing else.
    #[must_use]
    pub fn new(id: &str, trials: u32) -> Self {
        Self {
            id: id.to_owned(),
            trials,
            omission: 0.0,
            reward: 1.0,
            rules: Vec::new(),
            distractor: 0.0,
            kept: 0,
            moved: 0.0,
            swapped: Vec::new(),
            replays: 0,
            flood: Flood::None,
            forms: Vec::new(),
            wait_ms: 0,
            offers: Vec::new(),
            drift: Drift::default(),
            tolerance: 0.0,
            rotation: 0.0,
        }
    }

    /// Does this phase ask a rule just as an earlier one has: of the same pictures, for the same actions?
    #[must_use]
    pub fn asks_again(&self, earlier: &Self, rule: u32) -> bool {
        let asks = |phase: &Self| phase.rules.contains(&rule) || (phase.rules.is_empty() && rule == 0);
        let swaps = |phase: &Self| phase.swapped.contains(&rule);
        let same = self.moved == earlier.moved && swaps(self) == swaps(earlier);
        let actions = rule == 0 || self.kept == earlier.kept;
        let offers = self.offers.is_empty() && earlier.offers.is_empty();
        asks(self) && asks(earlier) && same && actions && offers
    }
}

/// How thalamic units are driven at their maximum, whatever the stimulus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flood {
    /// They are not.
    #[default]
    None,
    /// All of them, all the time.
    Steady,
    /// The same with noise that is drawn anew in every trial.
    Noisy,
    /// Every other unit; the rest answer the stimulus.
    Half,
    /// All of them for four trials, none for the next four.
    Alternating,
}

/// One variant of the experiment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arm {
    /// Name within the experiment.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Parameters that differ from those of the experiment.
    pub parameters: Values,
    /// What is done to the brain in this arm.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub interventions: Vec<Intervention>,
}

/// A result known from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expectation {
    /// What should be seen.
    pub text: String,
    /// Where it is known from.
    pub source: String,
}

impl Experiment {
    /// Reads and checks an experiment file.
    ///
    /// # Errors
    /// Everything that is wrong with it, at most 64 problems and a last line
    /// that counts the rest.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Errors> {
        let tree = node::parse(bytes, node::Caps::FILE)?;
        let mut reader = Reader::default();
        let experiment = file::read(&mut reader, &At::root(&tree));
        reader.finish(experiment)
    }

    /// The experiment as a file that reads back to the same.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        text.expect("strings, numbers and lists always have a JSON form")
    }

    /// The arm with this id.
    ///
    /// # Errors
    /// `E_REF` with the arms there are.
    pub fn arm(&self, id: &str) -> Result<&Arm, Problem> {
        self.arms.iter().find(|arm| arm.id == id).ok_or_else(|| {
            let known: Vec<&str> = self.arms.iter().map(|arm| arm.id.as_str()).collect();
            Problem::new(Code::Ref, "/arm", id, &known.join(", "), "is not an arm of this experiment")
        })
    }

    /// The parameters of an arm that differ from the defaults: those of the
    /// experiment, overruled by those of the arm.
    pub fn values(&self, arm: &Arm) -> Values {
        let mut values = self.parameters.clone();
        values.extend(arm.parameters.clone());
        values
    }

    /// Sets a parameter for all arms, as text from a command line or a link.
    /// An arm that sets the same parameter keeps its own value.
    ///
    /// # Errors
    /// The key is unknown, or the text is not a number in range.
    pub fn set(&mut self, key: &str, text: &str) -> Result<(), Errors> {
        let path = pointer::join("/parameters", key);
        let node = node::parse(text.as_bytes(), node::Caps::FILE)
            .map_err(|_| Problem::new(Code::Type, path.clone(), text, "a number", "is not a number"))?;
        let mut reader = Reader::default();
        let value = reader.parameter(&At { node: &node, path }, key);
        let value = reader.finish(value)?;
        self.parameters.insert(key.to_owned(), value);
        Ok(())
    }

    /// Sets several parameters for all arms, as a JSON object of numbers by key.
    ///
    /// # Errors
    /// Everything that is wrong with them; nothing is set then.
    pub fn set_all(&mut self, json: &[u8]) -> Result<(), Errors> {
        let tree = node::parse(json, node::Caps::FILE)?;
        let mut reader = Reader::default();
        let values = reader.parameters(&At::root(&tree));
        self.parameters.extend(reader.finish(values)?);
        Ok(())
    }

    /// Trials of all phases together.
    pub fn trials(&self) -> u32 {
        self.phases.iter().map(|phase| phase.trials).sum()
    }
}
