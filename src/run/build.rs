//! How a run is built from an experiment: the brain that it needs, and what lies before its first tick.

use super::Simulation;
use super::interventions::Interventions;
use super::notes::Notes;
use super::recorder::Recorder;
use crate::brain::Brain;
use crate::brain::situation::Masked;
use crate::brain::sleep::night;
use crate::error::{Errors, Problem};
use crate::experiment::{CommandLog, Experiment};
use crate::params::Params;
use crate::rng::Stream;
use crate::tasks::Running;

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
        let course = experiment.in_arm(arm);
        let brain = Brain::new(&course, &params, seed)?;
        let mut sim = Self {
            experiment: experiment.clone(),
            arm: arm.to_owned(),
            seed,
            log: CommandLog::default(),
            next_command: 0,
            tick: 0,
            task: Running::new(&course, Stream::new(seed, "task"), Stream::new(seed, "drift")),
            asked: None,
            in_trial: false,
            finished: false,
            notes: Notes::new(&brain.tide.axons, Stream::new(seed, "samples")),
            interventions: Interventions::default(),
            recorder: Recorder::default(),
            brain,
            params,
        };
        sim.grow();
        sim.prepare(&chosen.interventions)?;
        Ok(sim)
    }

    /// What lies between the wiring and the first tick.
    fn grow(&mut self) {
        let scene = self.task.scene();
        if let Some(masked) = Masked::new(&self.brain.net, &scene, &self.params) {
            masked.disinhibit(&mut self.brain.net, &self.params);
        }
        if scene.asks {
            self.first_night();
        }
        self.sample_synapses();
    }

    /// Habituation, shaping and a night's sleep.
    fn first_night(&mut self) {
        let (params, task, scene) = (&self.params, &self.task, self.task.scene());
        let Brain { net, senses, reward, .. } = &mut self.brain;
        let mut draw = Stream::new(self.seed, "habituation");
        night::habituate(net, params, |net| {
            let question = task.invent(&mut draw)?;
            Some(senses.input(question, &scene, net, params, &mut draw))
        });
        reward.shape(task.moment().reward_ms, params);
        night::sleep(net, params, self.seed);
    }
}
