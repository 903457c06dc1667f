//! What reaches the brain from the world: the events of a tick, where the task stands, what a trial asks and
//! how it looks. Systems of the brain know nothing else of a task.

use crate::atlas::NUCLEI;
use crate::num::{DT_MS, DT_S, ticks};
use serde::{Deserialize, Serialize};

/// Time before the cue that belongs to a trial, ms.
pub const LEAD_MS: u32 = 1000;
/// Time after the moment of reward that belongs to a trial, ms.
pub const TAIL_MS: u32 = 2000;
/// Window after cue or reward in which a response is read, ms.
pub const RESPONSE_MS: u32 = 400;

/// What became of a trial's reward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrialKind {
    /// It came.
    #[default]
    Rewarded,
    /// It was due, and did not come.
    Omitted,
}

/// What an experimenter makes a nucleus do.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pulse {
    /// Firing added to its own, Hz; 0 holds it at tone, less holds it down.
    pub rate_hz: f32,
    /// For how long.
    pub ticks: u32,
}

/// Something shown ahead of the cue: the cue of a rule, with a mark that says whether it will count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The rule.
    pub rule: u8,
    /// Is it the one to keep?
    pub marked: bool,
}

/// What happens in the world in one tick.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct World {
    /// A trial begins with this tick.
    pub begins: bool,
    /// A trial has ended: weights take their changes.
    pub ends: bool,
    /// The cue comes on.
    pub cue_on: bool,
    /// The cue is on.
    pub cue: bool,
    /// The cue has just gone off.
    pub cue_off: bool,
    /// The brain must choose now.
    pub decide: bool,
    /// A movement is under way, from the tick of the choice on.
    pub reach: bool,
    /// It lands.
    pub lands: bool,
    /// Something to remember comes on, ahead of the cue.
    pub item: Option<Item>,
    /// Which cues come on, a bit for each; conditioning only.
    pub onsets: u8,
    /// Which cues are on, a bit for each; conditioning only.
    pub on: u8,
    /// The brain must decide now whether to wait on.
    pub wait: bool,
    /// Reward comes.
    pub reward: bool,
    /// Its size, in usual rewards; below 0 it is a punishment.
    pub size: f32,
    /// Reward was due and does not come.
    pub omission: bool,
    /// The brain leaves what it waited for.
    pub leaves: bool,
    /// A block has ended, and a night follows in which so many events are replayed.
    pub replays: u32,
    /// What begins to be done to nuclei.
    pub pulses: [Option<Pulse>; NUCLEI.len()],
    /// Nothing more will happen.
    pub finished: bool,
}

/// What a trial is known to bring before it happens, for a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Something to keep in mind comes on.
    Item,
    /// A cue, or the stimulus, comes on.
    Cue,
    /// It goes off.
    CueOff,
    /// The brain must choose.
    Decision,
    /// The movement lands.
    Landing,
    /// Reward or punishment is due.
    Outcome,
    /// The brain has left what it waited for.
    Leave,
}

/// Names of the marks, by number.
pub const MARK_NAMES: [&str; 7] = ["item", "cue", "cue_off", "decision", "landing", "outcome", "leave"];

impl World {
    /// The marks of this tick.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        let all = [
            (Mark::Item, self.item.is_some()),
            (Mark::Cue, self.cue_on),
            (Mark::CueOff, self.cue_off),
            (Mark::Decision, self.decide),
            (Mark::Landing, self.lands),
            (Mark::Outcome, self.reward || self.omission),
            (Mark::Leave, self.leaves),
        ];
        all.into_iter().filter(|(_, happens)| *happens).map(|(mark, _)| mark)
    }

    /// Does something begin that a brain would turn to?
    #[must_use]
    pub const fn onset(&self) -> bool {
        self.cue_on || self.item.is_some() || self.reward || self.decide
    }

    /// Size of the punishment of this tick, in punishments; 0 where there is none.
    #[must_use]
    pub fn punishment(&self) -> f32 {
        if self.reward && self.size < 0.0 { -self.size } else { 0.0 }
    }
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Number of the trial, from 0.
    pub trial: u32,
    /// Number of the phase, from 0.
    pub phase: u32,
    /// Ticks since the trial's window began.
    pub tick: u32,
    /// What becomes of this trial's reward.
    pub kind: TrialKind,
    /// Which of the phase's forms it takes.
    pub form: u8,
    /// From the window's beginning to the cue, ms.
    pub lead_ms: u32,
    /// From the cue to the moment of reward, ms.
    pub reward_ms: u32,
}

impl Default for Moment {
    fn default() -> Self {
        let kind = TrialKind::default();
        Self { trial: 0, phase: 0, tick: 0, kind, form: 0, lead_ms: LEAD_MS, reward_ms: 0 }
    }
}

impl Moment {
    /// Time since cue onset, ms; negative before it.
    #[must_use]
    pub fn since_cue_ms(&self) -> f32 {
        self.tick as f32 * DT_S * 1000.0 - (ticks(self.lead_ms) * DT_MS) as f32
    }

    /// Is this within the window after the cue in which a response is read?
    #[must_use]
    pub fn responds(&self) -> bool {
        (0.0..RESPONSE_MS as f32).contains(&self.since_cue_ms())
    }
}

/// What a trial asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The stimulus, or which of the offers.
    pub stimulus: u8,
    /// The picture that is shown: that of the stimulus, or always the first.
    pub picture: u8,
    /// The irrelevant feature, drawn apart from the stimulus.
    pub distractor: u8,
    /// The rule in force.
    pub rule: u8,
    /// The action that it asks for; of several that may pay, the best.
    pub right: u8,
    /// Actions on offer, a bit each; 0 is all.
    pub offer: u8,
}

/// How the trials of the present phase look, whatever they ask.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scene {
    /// Does the task ask for actions?
    pub asks: bool,
    /// Number of pictures.
    pub pictures: u32,
    /// Strength of the distractor; 0 is none.
    pub distractor: f32,
    /// Does a cue tell the rule?
    pub rule_cued: bool,
    /// Is the rule cued ahead of the stimulus, to be kept in mind?
    pub remembers: bool,
    /// How far the stimuli are moved, in distances between neighbours.
    pub moved: f32,
    /// Rules under which stimulus and distractor take each other's place, a bit each.
    pub swapped: u32,
    /// Is there a night with replay in this task?
    pub sleeps: bool,
}

impl Scene {
    /// A task that asks nothing.
    pub const SILENT: Self = Self {
        asks: false,
        pictures: 1,
        distractor: 0.0,
        rule_cued: false,
        remembers: false,
        moved: 0.0,
        swapped: 0,
        sleeps: false,
    };

    /// Do stimulus and distractor take each other's place under this rule?
    #[must_use]
    pub const fn swaps(&self, rule: u8) -> bool {
        self.swapped >> rule & 1 == 1
    }
}
