//! Interventions: what an arm does to the brain besides its parameters, as plain data.
//!
//! Lesions, receptor blocks, altered release, and stimulation timed by what happens in the world. Each may be
//! confined to phases of the experiment; a lesion that is confined is a reversible inactivation.

mod check;
mod read;

pub(super) use read::{Setting, list};

use serde::{Deserialize, Serialize};

/// In place of a region: everywhere.
pub const ALL: &str = "all";

/// One intervention of an arm.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Intervention {
    /// Silences units of a region, or scales down the output of a nucleus.
    Lesion {
        /// Where.
        #[serde(flatten)]
        place: Place,
        /// Share that is silent.
        fraction: f32,
        /// Phases in which it acts; all where the list is empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        phases: Vec<String>,
    },
    /// Takes away from the effect of a receptor, as an antagonist does.
    Block {
        /// Id of the receptor.
        receptor: String,
        /// Id of the region, or [`ALL`].
        region: String,
        /// Share of the receptors that is blocked.
        fraction: f32,
        /// Phases in which it acts; all where the list is empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        phases: Vec<String>,
    },
    /// Scales release of a modulator: depletion below 1, excess above.
    Release {
        /// Id of the modulator.
        modulator: String,
        /// Id of the region, or [`ALL`].
        region: String,
        /// Factor on what a spike releases.
        factor: f32,
        /// Phases in which it acts; all where the list is empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        phases: Vec<String>,
    },
    /// Makes a nucleus or units of a region fire at a time set by events of the world.
    Stimulate(Stimulate),
}

impl Intervention {
    /// Ids of the phases in which it acts; all where the list is empty.
    #[must_use]
    pub fn phases(&self) -> &[String] {
        match self {
            Self::Lesion { phases, .. } | Self::Block { phases, .. } | Self::Release { phases, .. } => phases,
            Self::Stimulate(stimulate) => &stimulate.phases,
        }
    }
}

/// What a lesion hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Units of the region with this id.
    Region(String),
    /// The nucleus with this id.
    Nucleus(String),
}

/// A train of pulses after each event of a kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stimulate {
    /// What is stimulated, and how strongly.
    #[serde(flatten)]
    pub site: Site,
    /// What sets it off.
    pub event: Event,
    /// From the event to the first pulse; never negative, for an event is not known beforehand (to be early
    /// for a cue, count from the trial).
    pub after_ms: u32,
    /// Length of a pulse.
    pub pulse_ms: u32,
    /// Pulses in the train.
    pub pulses: u32,
    /// From the beginning of one pulse to that of the next.
    pub period_ms: u32,
    /// Probability that an event whose turn it is sets off a train.
    pub probability: f32,
    /// It is the turn of every n-th event; the n.
    pub every: u32,
    /// Phases in which it acts; all where the list is empty. A train ends with its phase.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<String>,
}

impl Stimulate {
    /// From the first pulse's beginning to the last one's end.
    #[must_use]
    pub fn train_ms(&self) -> u64 {
        u64::from(self.pulses.saturating_sub(1)) * u64::from(self.period_ms) + u64::from(self.pulse_ms)
    }
}

/// What a stimulation hits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Site {
    /// A nucleus.
    Nucleus {
        /// Its id.
        nucleus: String,
        /// Firing added to its own; 0 holds it at its tone, below 0 it is held down, at most to silence.
        rate_hz: f32,
    },
    /// Units of a region.
    Region {
        /// Its id.
        region: String,
        /// Drive of the stimulated units; a cue drives thalamus with 1.
        drive: f32,
    },
}

/// What can set off a stimulation. Apart from the trial these are events of the recorder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The window of a trial begins.
    Trial,
    /// The cue comes on.
    Cue,
    /// The cue goes off.
    CueOff,
    /// Reward comes.
    Reward,
    /// Reward was due and does not come.
    Omission,
}

/// The words for the events.
pub const EVENT_WORDS: [(&str, Event); 5] = [
    ("trial", Event::Trial),
    ("cue", Event::Cue),
    ("cue_off", Event::CueOff),
    ("reward", Event::Reward),
    ("omission", Event::Omission),
];
