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

pub mod build;
pub mod interventions;
pub mod reaction;
pub mod recorder;
pub mod snapshot;
pub mod state;
pub mod tick;

use crate::brain::net::wiring;
use crate::error::{Code, Errors, Problem};
use crate::experiment::{Command, CommandLog, Experiment};
use crate::measures::wave::TrialWave;
use crate::params::{self, Params};
use crate::run::recorder::TrialRecord;
use crate::run::state::State;

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
    /// The recorder listens.
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
    pub(crate) state: State,
}

impl Simulation {
    /// Builds the brain for one arm of an experiment.
    ///
    /// # Errors
    /// The arm does not exist, a parameter is not allowed, or the brain lacks what the task needs.
    pub fn new(experiment: &Experiment, arm: &str, seed: u64) -> Result<Self, Errors> {
        let chosen = experiment.arm(arm)?;
        let mut params = Params::default();
        let problems: Vec<Problem> =
            experiment.values(chosen).iter().filter_map(|(key, &value)| params.set(key, value).err()).collect();
        if !problems.is_empty() {
            return Err(Errors(problems));
        }
        let mut state = State::new(&experiment.in_arm(arm), params, seed)?;
        state.prepare(&chosen.interventions, experiment, seed)?;
        Ok(Self {
            experiment: experiment.clone(),
            arm: arm.to_owned(),
            seed,
            log: CommandLog::default(),
            next_command: 0,
            state,
        })
    }

    /// One tick: 10 ms of brain time.
    pub fn tick(&mut self) {
        self.tick_watched(|_| ());
    }

    /// One tick; `watch` is called as each phase begins.
    pub fn tick_watched(&mut self, mut watch: impl FnMut(Phase)) {
        if self.state.finished {
            return;
        }
        watch(Phase::World);
        self.obey();
        let moment = self.state.task.moment();
        let world = self.state.task.step();
        self.state.enter(world, moment);
        self.state.intervene(world, moment);
        watch(Phase::Propagate);
        self.state.sense(world);
        self.state.propagate();
        watch(Phase::Units);
        self.state.units();
        self.state.act(world);
        self.state.wait(world, moment);
        self.state.reach(world);
        watch(Phase::Nuclei);
        self.state.fire(world);
        watch(Phase::Modulators);
        self.state.modulate();
        watch(Phase::Tags);
        self.state.tag(world);
        watch(Phase::Record);
        self.state.record(moment);
        watch(Phase::Flush);
        if world.ends {
            self.state.end_trial(moment, moment.reward_ms);
            self.state.replay(world.replays);
        }
        self.state.tick += 1;
        self.state.finished = world.finished;
    }

    /// `n` ticks; the same as `n` times one.
    pub fn step(&mut self, n: u32) {
        for _ in 0..n {
            self.tick();
        }
    }

    /// Runs until the experiment is over.
    pub fn run_to_end(&mut self) {
        while !self.state.finished {
            self.tick();
        }
    }

    /// Applies the commands stamped with this tick.
    fn obey(&mut self) {
        while let Some(stamped) = self.log.entries().get(self.next_command) {
            if stamped.tick > self.state.tick {
                break;
            }
            let command = stamped.command.clone();
            self.next_command += 1;
            self.state.apply(&command);
        }
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
        self.log.push(self.state.tick, command)?;
        Ok(())
    }

    /// Before the first tick: takes a whole log, to be applied at its ticks.
    ///
    /// # Errors
    /// The run has already begun.
    pub fn replay(&mut self, log: CommandLog) -> Result<(), Errors> {
        if self.state.tick > 0 || self.next_command > 0 {
            let now = self.state.tick.to_string();
            return Err(Problem::new(Code::Range, "/tick", &now, "0", "is too late to load a log").into());
        }
        self.log = log;
        Ok(())
    }

    /// Adds `by` times `direction` to the weights of a projection of the way, within bounds: for tests of the
    /// gradient. Shape of `direction`: as the weights.
    pub fn nudge(&mut self, projection: usize, direction: &[f32], by: f32) {
        self.state.projections[projection].nudge(direction, by);
        self.state.centre();
    }

    /// Begins to add up the changes on the way from sense to action, for comparison with the gradient.
    pub fn watch_alignment(&mut self) {
        self.state.watch_alignment(self.seed);
    }

    /// The same within a moving window: of all sums the share `keep` is kept from trial to trial, and a phase begins
    /// them anew.
    pub fn watch_alignment_within(&mut self, keep: f32) {
        self.state.watch_alignment_within(self.seed, keep);
    }

    /// Begins to follow how fast weights change after a rewarded burst of dopamine.
    pub fn watch_wave(&mut self) {
        self.state.watch_wave();
    }

    /// Stops following it: what was found.
    pub fn unwatch_wave(&mut self) -> Vec<TrialWave> {
        self.state.wave.take().map_or_else(Vec::new, |wave| wave.trials)
    }

    /// Begins new sums of changes; their null still draws from the trials before.
    pub fn restart_alignment(&mut self) {
        if let Some(meter) = &mut self.state.meter {
            meter.restart();
        }
    }

    /// Stops adding up changes: the run is again the one that was never watched, bit for bit.
    pub fn unwatch_alignment(&mut self) {
        self.state.meter = None;
    }

    /// Ticks done.
    #[must_use]
    pub const fn ticks(&self) -> u64 {
        self.state.tick
    }

    /// Is the experiment over?
    #[must_use]
    pub const fn finished(&self) -> bool {
        self.state.finished
    }

    /// The commands so far.
    #[must_use]
    pub const fn log(&self) -> &CommandLog {
        &self.log
    }

    /// The finished trials.
    #[must_use]
    pub fn curve(&self) -> &[TrialRecord] {
        &self.state.recorder.curve
    }

    /// The whole state, to read.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
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
