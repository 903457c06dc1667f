//! Signals between systems, by name. A system reads here what others have written and never looks into them.
//! Each entry names the system that writes it, and when; it lasts until it is written anew.

use serde::{Deserialize, Serialize};

/// The signals of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signals {
    /// Predicted discounted reward, in rewards. Written by reward, as nuclei fire.
    pub value: f32,
    /// Error of net value of this tick, in rewards. Written by reward, less what fear takes from it, as
    /// nuclei fire.
    pub error: f32,
    /// Predicted discounted punishment, in punishments. Written by fear, as nuclei fire.
    pub aversive_value: f32,
    /// How much there is to learn from the input, 0 to 1. Written by the senses, at the moment of choice.
    pub information: f32,
    /// Trust in the situation that it is taken to be: a factor on what choices learn. Written by situation,
    /// at cue and outcome.
    pub trust: f32,
    /// Share of what this trial teaches that reaches the choice. Written by movement, once it has landed.
    pub blame: f32,
    /// The action chosen in this trial. Written by choice.
    pub chosen: Option<u8>,
    /// Ticks for which the choice still feeds back. Written by choice.
    pub feedback: u32,
    /// Has the brain left what it waited for in this trial? Written by waiting.
    pub left: bool,
}

impl Default for Signals {
    fn default() -> Self {
        Self {
            value: 0.0,
            error: 0.0,
            aversive_value: 0.0,
            information: 1.0,
            trust: 1.0,
            blame: 1.0,
            chosen: None,
            feedback: 0,
            left: false,
        }
    }
}
