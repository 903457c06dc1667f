//! Tasks: the world outside the brain. A task knows nothing of the brain's inside; it sends stimuli and
//! rewards, and says when a trial begins and ends.

pub mod choice;
pub mod conditioning;
pub mod events;
pub mod odds;

use crate::experiment::limits::ACTIONS;
use crate::experiment::{Experiment, Flood, Task};
use crate::rng::Stream;
use events::{Moment, Question, Scene, World};
use serde::{Deserialize, Serialize};

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

    /// What this trial brings, tick by tick from the beginning of its window, as far as it is decided.
    pub fn course(&self) -> impl Iterator<Item = World> {
        let mut over = false;
        (0..).map_while(move |tick| {
            let world = match self {
                Self::Conditioning(state) => state.events_at(tick),
                Self::Choice(state) => state.events_at(tick),
            };
            (!std::mem::replace(&mut over, world.ends)).then_some(world)
        })
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
    pub fn question(&self) -> Option<Question> {
        self.choice().map(choice::State::question)
    }

    /// A question as the first phase might ask it, for habituation.
    #[must_use]
    pub fn invent(&self, draw: &mut Stream) -> Option<Question> {
        self.choice().map(|state| state.invent(draw))
    }

    /// Every question that the present phase can ask.
    #[must_use]
    pub fn all_questions(&self) -> Vec<Question> {
        self.choice().map_or_else(Vec::new, choice::State::all_questions)
    }

    /// How the trials of the present phase look.
    #[must_use]
    pub fn scene(&self) -> Scene {
        self.choice().map_or(Scene::SILENT, choice::State::scene)
    }

    /// How the senses are flooded in this trial.
    #[must_use]
    pub fn flood(&self) -> Flood {
        self.choice().map_or(Flood::None, choice::State::flood)
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
