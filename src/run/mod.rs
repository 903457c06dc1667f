//! The simulation: owns the state; [`Simulation::tick`] is one readable list of phases.
//!
//! Experiment, arm, seed and command log are the run: the same four give the same bits everywhere, however
//! the ticks are cut into calls.
//!
//! What a quantity of tick `t` is computed from:
//!
//! | quantity | reads |
//! |---|---|
//! | command | those stamped `t` or earlier, before anything else |
//! | drive of a region | rates of `t - 1`; stimuli, stimulation and time cells of `t` |
//! | rate | drive of `t`; gain from the beta occupancy of `t - 1` |
//! | value, error, firing | rates of `t`; horizon from the 5-HT1A occupancy of `t - 1` |
//! | arrival at a region | firing of `t - delay` |
//! | concentration, occupancy | arrivals of `t` |
//! | tag | occupancy of `t` (third factor), then rates of `t` (capture) |
//! | weight | the tags' changes, at the tick in which a trial ends |

mod build;
pub mod interventions;
pub mod notes;
pub mod observer;
pub mod reaction;
pub mod recorder;
pub mod snapshot;
mod tick;

use crate::atlas::{nucleus_index, region_index};
use crate::brain::Brain;
use crate::brain::net::wiring;
use crate::error::{Code, Errors, Problem};
use crate::experiment::{Command, CommandLog, Experiment};
use crate::modulators::nucleus::tonic;
use crate::num::ticks;
use crate::params::{self, Params};
use crate::tasks::Running;
use crate::tasks::events::Question;
use interventions::Interventions;
use notes::Notes;
use observer::Observer;
use recorder::{Recorder, TrialRecord};

/// The phases of a tick, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Commands of this tick, then what the world does, then interventions.
    World,
    /// Stimuli and time cells; weighted rates of the last tick become drive.
    Propagate,
    /// Rates follow their drive.
    Units,
    /// Value, prediction error, firing of the nuclei.
    Nuclei,
    /// Volleys travel and arrive; release, uptake, receptors.
    Modulators,
    /// Tags are written, age, and meet the third factor.
    Tags,
    /// The recorder takes its sample.
    Record,
    /// At the end of a trial weights take their changes.
    Flush,
}

/// Names of the phases, in order.
pub const PHASES: [(Phase, &str); 8] = [
    (Phase::World, "world"),
    (Phase::Propagate, "propagate"),
    (Phase::Units, "units"),
    (Phase::Nuclei, "nuclei"),
    (Phase::Modulators, "modulators"),
    (Phase::Tags, "tags"),
    (Phase::Record, "record"),
    (Phase::Flush, "flush"),
];

/// A run.
#[derive(Clone, Debug)]
pub struct Simulation {
    pub(crate) experiment: Experiment,
    pub(crate) arm: String,
    pub(crate) seed: u64,
    pub(crate) log: CommandLog,
    pub(crate) next_command: usize,
    /// Ticks done.
    pub(crate) tick: u64,
    /// The parameters in force.
    pub(crate) params: Params,
    /// The world.
    pub(crate) task: Running,
    /// What this trial asks, if it asks.
    pub(crate) asked: Option<Question>,
    /// Is a trial's window open?
    pub(crate) in_trial: bool,
    /// Is the experiment over?
    pub(crate) finished: bool,
    pub(crate) brain: Brain,
    /// What the arm does to the brain.
    pub(crate) interventions: Interventions,
    pub(crate) recorder: Recorder,
    pub(crate) notes: Notes,
}

impl Simulation {
    /// `n` ticks; the same as `n` times one.
    pub fn step(&mut self, n: u32) {
        for _ in 0..n {
            self.tick();
        }
    }

    /// The same, with an observer.
    pub fn step_with(&mut self, n: u32, observer: &mut impl Observer) {
        for _ in 0..n {
            self.tick_with(observer);
        }
    }

    /// Runs until `n` more trials have ended, or the experiment is over.
    pub fn run_trials(&mut self, n: usize) {
        self.run_trials_with(n, &mut ());
    }

    /// The same, with an observer.
    pub fn run_trials_with(&mut self, n: usize, observer: &mut impl Observer) {
        let until = self.curve().len() + n;
        while self.curve().len() < until && !self.finished {
            self.tick_with(observer);
        }
    }

    /// Runs until the experiment is over.
    pub fn run_to_end(&mut self) {
        self.run_to_end_with(&mut ());
    }

    /// The same, with an observer.
    pub fn run_to_end_with(&mut self, observer: &mut impl Observer) {
        while !self.finished {
            self.tick_with(observer);
        }
    }

    /// Applies the commands stamped with this tick.
    fn obey(&mut self) {
        while let Some(stamped) = self.log.entries().get(self.next_command) {
            if stamped.tick > self.tick {
                break;
            }
            let command = stamped.command.clone();
            self.next_command += 1;
            self.apply(&command);
        }
    }

    fn apply(&mut self, command: &Command) {
        match command {
            Command::Burst { nucleus, rate_hz, duration_ms } => {
                if let Some(n) = nucleus_index(nucleus) {
                    self.brain.tide.nuclei.fire(n, *rate_hz, ticks(*duration_ms));
                }
            }
            Command::Set { key, value } => {
                if self.params.set(key, *value).is_ok() {
                    self.retune();
                }
            }
            Command::Probe { region } => self.notes.probe = region_index(region).unwrap_or(self.notes.probe),
        }
    }

    /// After a live parameter or an intervention has changed: release, uptake and tone follow.
    fn retune(&mut self) {
        let (params, interventions) = (&self.params, &self.interventions);
        let tonic_hz = |n| interventions.spared(n) * tonic(params, n);
        self.brain.tide.retune(params, tonic_hz, interventions.release());
    }

    /// Firing of a nucleus without news, Hz: of all its cells, those that a lesion took included.
    #[must_use]
    pub fn tonic_hz(&self, nucleus: usize) -> f32 {
        self.interventions.spared(nucleus) * tonic(&self.params, nucleus)
    }

    /// Takes a command; it is applied as the next tick begins.
    ///
    /// # Errors
    /// A parameter that is not live, or a full log; the run goes on as it was.
    pub fn send(&mut self, command: Command) -> Result<(), Errors> {
        if let Command::Set { key, value } = &command
            && !params::check("/value", key, *value)?.live
        {
            return Err(Problem::new(Code::Live, "/key", key, "", "only changes when the brain is built anew").into());
        }
        self.log.push(self.tick, command)?;
        Ok(())
    }

    /// Loads a whole command log before the first tick; each command is applied at its own tick.
    ///
    /// # Errors
    /// The run has already begun.
    pub fn load_log(&mut self, log: CommandLog) -> Result<(), Errors> {
        if self.tick > 0 || self.next_command > 0 {
            let now = self.tick.to_string();
            return Err(Problem::new(Code::Range, "/tick", &now, "0", "is too late to load a log").into());
        }
        self.log = log;
        Ok(())
    }

    /// Adds `by` times `direction` to the weights of a projection of the way, within bounds: for tests of the
    /// gradient. Shape of `direction`: as the weights.
    pub fn nudge(&mut self, projection: usize, direction: &[f32], by: f32) {
        self.brain.net.projections[projection].nudge(direction, by);
        self.brain.net.centre();
    }

    /// Ticks done.
    #[must_use]
    pub const fn ticks(&self) -> u64 {
        self.tick
    }

    /// Is the experiment over?
    #[must_use]
    pub const fn finished(&self) -> bool {
        self.finished
    }

    /// The commands so far.
    #[must_use]
    pub const fn log(&self) -> &CommandLog {
        &self.log
    }

    /// The finished trials.
    #[must_use]
    pub fn curve(&self) -> &[TrialRecord] {
        &self.recorder.curve
    }

    /// The brain, to read.
    #[must_use]
    pub const fn brain(&self) -> &Brain {
        &self.brain
    }

    /// The world.
    #[must_use]
    pub const fn task(&self) -> &Running {
        &self.task
    }

    /// The parameters in force.
    #[must_use]
    pub const fn params(&self) -> &Params {
        &self.params
    }

    /// What is read off the run.
    #[must_use]
    pub const fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// Probe, bursts, front and drawn synapses.
    #[must_use]
    pub const fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Is a trial's window open?
    #[must_use]
    pub const fn in_trial(&self) -> bool {
        self.in_trial
    }

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// What is run.
    #[must_use]
    pub const fn experiment(&self) -> &Experiment {
        &self.experiment
    }
}

/// Reads an experiment file and checks that its brain can carry its task.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_experiment(bytes: &[u8]) -> Result<Experiment, Errors> {
    let experiment = Experiment::from_json(bytes)?;
    if let Some(brain) = &experiment.brain {
        wiring::check(brain, experiment.task.moves())?;
    }
    Ok(experiment)
}
