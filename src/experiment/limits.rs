//! The one list of limits, the same for a file, a link, the command line and a
//! message. Counts are checked in 64 bits before anything is allocated.

use crate::error::{Code, Problem};
use std::fmt;

/// A closed range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range<T> {
    /// Smallest allowed value.
    pub min: T,
    /// Largest allowed value.
    pub max: T,
}

impl<T: PartialOrd> Range<T> {
    /// Whether the value lies in the range; a NaN does not.
    pub fn holds(&self, value: &T) -> bool {
        *value >= self.min && *value <= self.max
    }
}

impl<T: fmt::Display> fmt::Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.min, self.max)
    }
}

const fn range<T: Copy>(min: T, max: T) -> Range<T> {
    Range { min, max }
}

/// Number of actions that a brain can take.
pub const ACTIONS: usize = 4;

/// All limits of an experiment, a command and a log.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of an experiment file or a command.
    pub file_bytes: usize,
    /// Bytes of a command log.
    pub log_bytes: usize,
    /// Nested lists and objects.
    pub depth: usize,
    /// Keys in one object.
    pub keys: usize,
    /// Values in one experiment file.
    pub file_values: usize,
    /// Values in one command log.
    pub log_values: usize,
    /// Problems reported for one input.
    pub problems: usize,
    /// Code points of a title.
    pub title_chars: usize,
    /// Code points of a sentence: a simplification, an expectation, a source.
    pub sentence_chars: usize,
    /// Code points of a story.
    pub story_chars: usize,
    /// Sentences in a list.
    pub sentences: usize,
    /// Regions of a brain.
    pub regions: Range<u64>,
    /// Units of one region.
    pub units_per_region: Range<u64>,
    /// Units of a brain.
    pub units: u64,
    /// Projections of a brain.
    pub projections: u64,
    /// Synapses of a brain.
    pub synapses: u64,
    /// Share of the possible synapses of a projection that exist.
    pub density: Range<f32>,
    /// Mean weight of a projection.
    pub weight: Range<f32>,
    /// Phases of an experiment.
    pub phases: Range<u64>,
    /// Trials of one phase.
    pub trials_per_phase: Range<u64>,
    /// Trials of an experiment.
    pub trials: u64,
    /// Arms of an experiment.
    pub arms: Range<u64>,
    /// From one decision to wait on to the next, ms; 0 is no leaving.
    pub wait_ms: Range<u64>,
    /// A probability.
    pub probability: Range<f32>,
    /// Length of the cue.
    pub cue_ms: Range<u64>,
    /// From cue onset to reward.
    pub delay_ms: Range<u64>,
    /// Number of things shown ahead of a choice, to be kept in mind.
    pub items: Range<u64>,
    /// Length of each, pause after it, time until the stimulus, ms.
    pub item_ms: Range<u64>,
    /// Number of stimuli of a choice.
    pub stimuli: Range<u64>,
    /// From stimulus to choice.
    pub decide_ms: Range<u64>,
    /// Length of a movement; 0 is none.
    pub reach_ms: Range<u64>,
    /// How far from its goal a movement may land, degrees; 0 is no movement.
    pub tolerance: Range<f32>,
    /// By how much a movement is turned as it is seen, degrees.
    pub rotation: Range<f32>,
    /// A rule of a choice.
    pub rule: Range<u64>,
    /// An action.
    pub action: Range<u64>,
    /// Different offers in one phase; none is all actions.
    pub offers: Range<u64>,
    /// Actions on offer at once.
    pub offered: Range<u64>,
    /// Step of drifting odds per trial.
    pub drift: Range<f32>,
    /// Strength of a distractor.
    pub distractor: Range<f32>,
    /// Stimuli that keep the action of rule 0.
    pub kept: Range<u64>,
    /// Events replayed in a night.
    pub replays: Range<u64>,
    /// Pause between two trials.
    pub pause_ms: Range<u64>,
    /// Cues of a task; none named is one.
    pub cues: Range<u64>,
    /// Forms of trial in one phase; none is the simple one.
    pub forms: Range<u64>,
    /// Trials of one form in a shuffled block.
    pub share: Range<u64>,
    /// Cues in one trial.
    pub cue_events: Range<u64>,
    /// Interventions in one trial.
    pub stimulations: Range<u64>,
    /// When something happens, after the beginning of the first cue.
    pub event_ms: Range<u64>,
    /// Size of a reward, in usual ones; below 0 of a punishment.
    pub reward_size: Range<f32>,
    /// Firing that a stimulus adds.
    pub stimulation_hz: Range<f32>,
    /// Times are whole ticks of this length.
    pub step_ms: u64,
    /// A seed that JavaScript's numbers hold exactly.
    pub seed: u64,
    /// Firing rate of a burst set off by hand.
    pub burst_rate_hz: Range<f32>,
    /// Length of a burst set off by hand.
    pub burst_ms: Range<u64>,
    /// Commands in one log.
    pub commands: usize,
    /// Interventions of one arm.
    pub interventions: u64,
    /// Share of units, of a nucleus or of receptors that an intervention takes away.
    pub fraction: Range<f32>,
    /// Factor on release; above 1 it is in excess.
    pub release_factor: Range<f32>,
    /// Firing that stimulation adds to a nucleus; below 0 it is held down.
    pub stimulus_hz: Range<f32>,
    /// Drive of the stimulated units of a region.
    pub drive: Range<f32>,
    /// From an event to the first pulse; an event is not known beforehand.
    pub after_ms: Range<u64>,
    /// Length of a pulse.
    pub pulse_ms: Range<u64>,
    /// Pulses of a train.
    pub pulses: Range<u64>,
    /// From one pulse to the next.
    pub period_ms: Range<u64>,
    /// From the first pulse of a train to the end of the last.
    pub train_ms: u64,
    /// Of how many events one sets off a stimulation.
    pub every: Range<u64>,
}

/// The limits in force. Source: ours; they keep the largest legal brain within
/// 64 MiB and the longest legal experiment within a lesson at high speed.
pub const LIMITS: Limits = Limits {
    file_bytes: 1 << 20,
    log_bytes: 1 << 24,
    depth: 16,
    keys: 256,
    file_values: 100_000,
    log_values: 1_000_000,
    problems: 64,
    title_chars: 200,
    sentence_chars: 400,
    story_chars: 2000,
    sentences: 32,
    regions: range(1, 64),
    units_per_region: range(1, 512),
    units: 8192,
    projections: 256,
    synapses: 4_000_000,
    density: range(0.001, 1.0),
    weight: range(-4.0, 4.0),
    phases: range(1, 16),
    trials_per_phase: range(1, 2000),
    trials: 5000,
    arms: range(1, 8),
    probability: range(0.0, 1.0),
    wait_ms: range(0, 2000),
    cue_ms: range(50, 6000),
    delay_ms: range(100, 6000),
    items: range(0, 6),
    item_ms: range(50, 10_000),
    stimuli: range(1, 16),
    decide_ms: range(200, 3000),
    reach_ms: range(0, 3000),
    tolerance: range(0.0, 180.0),
    rotation: range(-180.0, 180.0),
    rule: range(0, 3),
    action: range(0, ACTIONS as u64 - 1),
    offers: range(0, 16),
    offered: range(1, 4),
    drift: range(0.0, 0.5),
    distractor: range(0.0, 4.0),
    kept: range(0, 16),
    replays: range(0, 5000),
    pause_ms: range(500, 60_000),
    cues: range(0, 8),
    forms: range(0, 16),
    share: range(1, 100),
    cue_events: range(0, 8),
    stimulations: range(0, 8),
    event_ms: range(0, 6000),
    reward_size: range(-4.0, 4.0),
    stimulation_hz: range(-100.0, 100.0),
    step_ms: 10,
    seed: (1 << 53) - 1,
    burst_rate_hz: range(0.0, 100.0),
    burst_ms: range(10, 5000),
    commands: 100_000,
    interventions: 32,
    fraction: range(0.0, 1.0),
    release_factor: range(0.0, 4.0),
    stimulus_hz: range(-100.0, 100.0),
    drive: range(-10.0, 10.0),
    after_ms: range(0, 10_000),
    pulse_ms: range(10, 5000),
    pulses: range(1, 1000),
    period_ms: range(10, 10_000),
    train_ms: 60_000,
    every: range(1, 1000),
};

/// A seed from a number of the browser: whole, 0 to 2^53 - 1.
///
/// # Errors
/// `E_SEED` for anything else, NaN and infinity included.
pub fn seed_from_f64(value: f64) -> Result<u64, Problem> {
    let whole = value >= 0.0 && value <= LIMITS.seed as f64 && libm::trunc(value) == value;
    if whole { Ok(value as u64) } else { Err(bad_seed(&value.to_string())) }
}

/// A seed from text: decimal digits only, 0 to 2^53 - 1.
///
/// # Errors
/// `E_SEED` for anything else.
pub fn seed_from_text(text: &str) -> Result<u64, Problem> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let seed = text.parse::<u64>().ok().filter(|seed| digits && *seed <= LIMITS.seed);
    seed.ok_or_else(|| bad_seed(text))
}

fn bad_seed(value: &str) -> Problem {
    let allowed = format!("a whole number, 0 to {}", LIMITS.seed);
    Problem::new(Code::Seed, "/seed", value, &allowed, "is not a seed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_end_where_the_browser_stops_counting() {
        assert_eq!(seed_from_text("9007199254740991"), Ok(LIMITS.seed));
        assert_eq!(seed_from_f64(9_007_199_254_740_991.0), Ok(LIMITS.seed));
        for text in ["9007199254740992", "18446744073709551616", "", "-1", "+1", "1.0", "0x1"] {
            assert_eq!(seed_from_text(text).unwrap_err().code, Code::Seed, "{text}");
        }
        for value in [-1.0, 0.5, f64::NAN, f64::INFINITY, 9_007_199_254_740_992.0] {
            assert_eq!(seed_from_f64(value).unwrap_err().code, Code::Seed, "{value}");
        }
    }
}
