//! Tasks: the world outside the brain. A task hears nothing of the brain's inside; it sends stimuli and
//! rewards, and says when a trial begins and ends.

pub mod choice;
pub mod conditioning;
pub mod odds;

use crate::atlas::NUCLEI;
use crate::brain::choice::action::ACTIONS;
use crate::experiment::{Experiment, Flood, Task};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Time before the cue that belongs to a trial, ms.
pub const LEAD_MS: u32 = 1000;
/// Time after the moment of reward that belongs to a trial, ms.
pub const TAIL_MS: u32 = 2000;

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
    /// A block has ended, and a night follows in which so many events are replayed.
    pub replays: u32,
    /// What begins to be done to nuclei.
    pub pulses: [Option<Pulse>; NUCLEI.len()],
    /// Nothing more will happen.
    pub finished: bool,
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

/// A running task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Running {
    /// A cue that announces a reward.
    Conditioning(conditioning::State),
    /// A stimulus that asks for an action.
    Choice(choice::State),
}

impl Running {
    /// The task of an experiment, before its first tick, with its chance and that of drifting odds.
    #[must_use]
    pub fn new(experiment: &Experiment, chance: Stream, drift: Stream) -> Self {
        match &experiment.task {
            Task::Conditioning(task) => Self::Conditioning(conditioning::State::new(task, &experiment.phases, chance)),
            Task::Choice(task) => Self::Choice(choice::State::new(task, &experiment.phases, ACTIONS, chance, drift)),
        }
    }

    /// Advances one tick.
    pub fn step(&mut self) -> World {
        match self {
            Self::Conditioning(state) => state.step(),
            Self::Choice(state) => state.step(),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn moment(&self) -> Moment {
        match self {
            Self::Conditioning(state) => state.moment(),
            Self::Choice(state) => state.moment(),
        }
    }

    /// The task as a choice, if it is one.
    fn choice(&self) -> Option<&choice::State> {
        match self {
            Self::Conditioning(_) => None,
            Self::Choice(state) => Some(state),
        }
    }

    /// What this trial asks, in tasks that ask.
    #[must_use]
    pub fn question(&self) -> Option<choice::Question> {
        self.choice().map(choice::State::question)
    }

    /// A question as the first phase might ask it, for habituation.
    #[must_use]
    pub fn invent(&self, draw: &mut Stream) -> Option<choice::Question> {
        self.choice().map(|state| state.invent(draw))
    }

    /// Every question that the present phase can ask.
    #[must_use]
    pub fn all_questions(&self) -> Vec<choice::Question> {
        self.choice().map_or_else(Vec::new, choice::State::all_questions)
    }

    /// Strength of the distractor, and whether the rule is told.
    #[must_use]
    pub fn scene(&self) -> (u32, f32, bool) {
        self.choice().map_or((1, 0.0, false), choice::State::scene)
    }

    /// How the senses are flooded in this trial.
    #[must_use]
    pub fn flood(&self) -> Flood {
        self.choice().map_or(Flood::None, choice::State::flood)
    }

    /// How far the stimuli are moved, in distances between neighbours, and whether the distractor takes their place
    /// under a rule.
    #[must_use]
    pub fn moved(&self, rule: u8) -> (f32, bool) {
        self.choice().map_or((0.0, false), |state| state.moved(rule))
    }

    /// Is there a night with replay in this task?
    #[must_use]
    pub fn sleeps(&self) -> bool {
        self.choice().is_some_and(choice::State::sleeps)
    }

    /// Is the rule told ahead of the stimulus, to be kept in mind?
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.choice().is_some_and(choice::State::remembers)
    }

    /// The brain has left what it waited for.
    pub fn leave(&mut self) {
        if let Self::Conditioning(state) = self {
            state.leave();
        }
    }

    /// The brain has chosen.
    pub fn choose(&mut self, action: u8) {
        match self {
            Self::Conditioning(_) => {}
            Self::Choice(state) => state.choose(action),
        }
    }

    /// By how much the movement that is seen is turned, degrees.
    #[must_use]
    pub fn rotation(&self) -> f32 {
        self.choice().map_or(0.0, choice::State::rotation)
    }

    /// The movement has landed so many degrees from its goal: does it miss?
    pub fn land(&mut self, error_deg: f32) -> bool {
        match self {
            Self::Conditioning(_) => false,
            Self::Choice(state) => state.land(error_deg),
        }
    }
}
