//! Everything of a run that changes from tick to tick. How it is built from an experiment: `build`.

use crate::atlas::{DA, NUCLEI, REGIONS, Region, System, nucleus_index};
use crate::brain::choice::action::Actor;
use crate::brain::fear::Aversion;
use crate::brain::memory::WorkingMemory;
use crate::brain::movement::Movement;
use crate::brain::net::population::Population;
use crate::brain::net::projection::{Counts, Projection};
use crate::brain::net::time_cells::TimeCells;
use crate::brain::reward::value::Critic;
use crate::brain::situation::context::Contexts;
use crate::brain::situation::inference::Inference;
use crate::brain::sleep::night::Memories;
use crate::experiment::Rule;
use crate::kernels::Lanes;
use crate::measures::alignment::meter::Meter;
use crate::measures::wave::Wave;
use crate::modulators::axon::Axons;
use crate::modulators::echo::Echo;
use crate::modulators::field::Kinetics;
use crate::modulators::gates;
use crate::modulators::history::History;
use crate::modulators::nucleus::Nuclei;
use crate::modulators::receptor::Receptors;
use crate::modulators::target;
use crate::params::Params;
use crate::plasticity::conjunctions::Conjunctions;
use crate::rng::Stream;
use crate::run::interventions::Interventions;
use crate::run::recorder::Recorder;
use crate::tasks::Running;
use crate::tasks::choice::Question;
use crate::view::map::field::Sources;
use serde::{Deserialize, Serialize};

/// Synapses sampled per region for the drawing.
pub const SAMPLES: usize = 7;

/// In place of a projection's index: a synapse of the critic.
pub const CONJUNCTION: u16 = u16::MAX;

/// Places of the regions that carry the task among the populations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carriers {
    /// Thalamus: the cue enters here.
    pub thalamus: usize,
    /// Hippocampus: the time cells.
    pub hippocampus: usize,
    /// Inferior temporal cortex: features of cues, if the brain has it.
    pub temporal: Option<usize>,
    /// Ventral striatum: value.
    pub striatum: usize,
    /// Hypothalamus: reward enters here.
    pub hypothalamus: usize,
    /// Insula: the taste of the reward, if the brain has one.
    pub insula: Option<usize>,
    /// Amygdala: aversive value, if the brain has one.
    pub amygdala: Option<usize>,
    /// Orbitofrontal cortex: the value that waiting is decided by, if the brain has one.
    pub orbitofrontal: Option<usize>,
}

/// Regions of the atlas in which noradrenaline and dopamine act on choice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Places {
    /// Dorsolateral prefrontal cortex: how random choices are.
    pub dlpfc: usize,
    /// Anterior cingulate cortex: starting anew.
    pub acc: usize,
    /// Caudate: Go against NoGo.
    pub caudate: usize,
}

/// How far the dopamine of a burst has come; shape of the lists: regions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// Tick in which the burst began.
    pub began: Option<u64>,
    /// Ticks from nucleus to region, where there is an axon.
    pub delays: Vec<Option<u16>>,
    /// Concentration as the front came in, nM.
    pub before: Vec<f32>,
    /// Has it been felt?
    pub reached: Vec<bool>,
}

impl Front {
    pub(crate) fn new(axons: &Axons) -> Self {
        let n = REGIONS.len();
        let delays = (0..n).map(|k| axons.delay(target(DA, k))).collect();
        Self { began: None, delays, before: vec![0.0; n], reached: vec![false; n] }
    }

    /// A burst begins.
    pub fn begin(&mut self, tick: u64) {
        self.began = Some(tick);
        self.reached.fill(false);
    }
}

/// A synapse that the page draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledSynapse {
    /// Index of its projection; [`CONJUNCTION`] for one of the critic's.
    pub projection: u16,
    /// Presynaptic unit; the feature in the critic.
    pub pre: u16,
    /// Postsynaptic unit; the step of time in the critic.
    pub post: u16,
}

/// The whole changing state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Ticks done.
    pub tick: u64,
    /// The parameters in force.
    pub params: Params,
    /// The world.
    pub task: Running,
    /// Rate units, region by region.
    pub populations: Vec<Population>,
    /// Synapses, projection by projection.
    pub projections: Vec<Projection>,
    /// Projections on the way from sense to action, in the order in which activity takes it.
    pub way: Vec<usize>,
    /// Where the task enters and value is read.
    pub carriers: Carriers,
    /// Thalamic patterns of the cues.
    pub cues: Vec<Lanes>,
    /// The cues as the noise at their latest onset lets them through.
    pub cues_now: Vec<Lanes>,
    /// Noise of a noisy flood in this trial; empty before the first.
    pub flooding: Lanes,
    /// The actor: what was chosen, and how it feeds back.
    pub actor: Actor,
    /// How much there is to learn from the input.
    pub information: f32,
    /// Context cells of the hippocampus.
    pub contexts: Contexts,
    /// Which context it is, where nothing tells.
    pub inference: Inference,
    /// Prefrontal cortex as a memory, if the brain has one.
    pub memory: Option<WorkingMemory>,
    /// The regions that move, where the task asks for movements.
    pub movement: Option<Movement>,
    /// Rewarded events, to be replayed in sleep.
    pub memories: Memories,
    /// What dopamine neurons hear of the errors.
    pub echo: Echo,
    /// Regions in which noradrenaline and dopamine act on choice.
    pub places: Places,
    /// What this trial asks, if it asks.
    pub asked: Option<Question>,
    /// Adds up changes for comparison with the gradient, if asked to. It listens: it is no part of what is frozen or
    /// of the run's name.
    #[serde(skip)]
    pub meter: Option<Meter>,
    /// Follows how fast weights change after a rewarded burst, if asked to. It listens as well.
    #[serde(skip)]
    pub wave: Option<Wave>,
    /// Insular pattern of the reward's taste.
    pub taste: Lanes,
    /// Ticks for which the taste still lasts.
    pub tasting: u32,
    /// The running sequence of time cells.
    pub time_cells: TimeCells,
    /// Value and prediction error.
    pub critic: Critic,
    /// The synapses that value comes from.
    pub conjunctions: Conjunctions,
    /// Aversive value and its synapses, where the experiment can punish.
    pub aversion: Option<Aversion>,
    /// Firing of the nuclei.
    pub nuclei: Nuclei,
    /// Volleys under way.
    pub axons: Axons,
    /// Release and uptake.
    pub kinetics: Kinetics,
    /// What arrives in this tick, strength times Hz.
    pub arrived: Lanes,
    /// Concentrations, nM.
    pub concentration: Lanes,
    /// Concentrations without news, nM.
    pub tone: Lanes,
    /// Occupancies.
    pub receptors: Receptors,
    /// Concentrations of the latest ticks.
    pub history: History,
    /// Measures.
    pub recorder: Recorder,
    /// Region whose concentrations are recorded.
    pub probe: usize,
    /// Is a trial's window open?
    pub in_trial: bool,
    /// Is the experiment over?
    pub finished: bool,
    /// Which nuclei were in a burst (1) or a pause (-1) in the last tick.
    pub mood: [i8; NUCLEI.len()],
    /// The front of this trial's latest burst of VTA.
    pub front: Front,
    /// Synapses drawn, at most [`SAMPLES`] per region, by region.
    pub samples: Vec<Vec<SampledSynapse>>,
    /// Chance in the choice of what is drawn.
    pub sampling: Stream,
    /// Noise of the senses.
    pub noise: Stream,
    /// What the arm does to the brain.
    pub interventions: Interventions,
}

impl State {
    /// After a live parameter or an intervention has changed: release, uptake and tone follow.
    pub fn retune(&mut self) {
        self.kinetics = Kinetics::new(&self.params);
        self.interventions.release().for_each(|(place, factor)| self.kinetics.scale_release(place, factor));
        self.tone = crate::run::build::balance(&self.axons, &self.kinetics, |n| self.tonic_hz(n));
        self.receptors.adapt(&self.tone);
        self.receptors.age(self.params.age_years);
    }

    /// The thalamic answer to a question with fresh noise.
    #[must_use]
    pub fn input(&self, question: Question, noise: &mut Stream) -> Lanes {
        let mut pattern = self.cues[0].clone();
        let mut input = pattern.clone();
        let told = self.task.scene().2;
        self.pattern(question, told, &mut pattern);
        self.blur(&pattern, Some(told), noise, &mut input);
        input.iter_mut().for_each(|x| *x = if *x > crate::brain::net::population::FLOOR { *x } else { 0.0 });
        input
    }

    /// What the map reads.
    #[must_use]
    pub fn sources(&self) -> Sources<'_> {
        let Self { history, axons, kinetics, tone, .. } = self;
        Sources { history, axons, kinetics, tone }
    }

    /// Preference per unit of Go and per unit of NoGo activity, as tonic dopamine sets it.
    #[must_use]
    pub fn go_nogo(&self) -> [f32; 2] {
        let tonic = gates::go_nogo(&self.receptors, self.places.caudate, &self.params);
        tonic.map(|t| self.params.preference_gain * t)
    }

    /// The region in which projection `p` ends.
    #[must_use]
    pub fn end_of(&self, p: usize) -> &'static Region {
        &REGIONS[usize::from(self.populations[self.projections[p].post].region)]
    }

    /// Learning rate of projection `p`.
    #[must_use]
    pub fn rate(&self, p: usize) -> f32 {
        let projection = &self.projections[p];
        let rate = self.rate_of(projection.rule);
        if projection.feedback.is_none() {
            return rate;
        }
        let rate = rate * self.trust() * self.blame();
        let params = &self.params;
        rate * match self.end_of(p).system {
            System::Sensory => params.sensory_rate,
            System::Associative => params.association_rate,
            System::Prefrontal => params.prefrontal_rate,
            _ => params.striatal_rate,
        }
    }

    /// Learning rate of value, as noradrenaline in anterior cingulate cortex sets it.
    #[must_use]
    pub fn critic_rate(&self) -> f32 {
        self.params.critic_rate * self.information * gates::alertness(&self.receptors, self.places.acc, &self.params)
    }

    /// Third factor of the synapses that value comes from; pauses teach at the pace that serotonin sets.
    #[must_use]
    pub fn critic_gate(&self) -> f32 {
        let striatum = usize::from(self.populations[self.carriers.striatum].region);
        let gate = gates::third_factor(&self.receptors, striatum, &self.params);
        if gate < 0.0 { self.critic.pace * gate } else { gate }
    }

    /// Learning rate of a rule.
    #[must_use]
    pub fn rate_of(&self, rule: Rule) -> f32 {
        match rule {
            Rule::Fixed => 0.0,
            Rule::Cortical => self.params.cortical_rate,
            Rule::Actor | Rule::Striatal => self.params.actor_rate,
        }
    }

    /// Tagged and changed synapses by region of the postsynaptic side, exactly; shape: regions.
    #[must_use]
    pub fn counts(&self) -> Vec<Counts> {
        let mut all = vec![Counts::default(); REGIONS.len()];
        for (p, projection) in self.projections.iter().enumerate() {
            let counts = projection.count(self.rate(p));
            let here = &mut all[usize::from(self.populations[projection.post].region)];
            here.tagged += counts.tagged;
            here.strengthened += counts.strengthened;
            here.weakened += counts.weakened;
        }
        let mut add = |place: usize, [tagged, strengthened, weakened]: [u32; 3]| {
            let here = &mut all[usize::from(self.populations[place].region)];
            here.tagged += tagged;
            here.strengthened += strengthened;
            here.weakened += weakened;
        };
        add(self.carriers.striatum, self.conjunctions.count(self.critic_rate()));
        if let Some((aversion, place)) = self.aversion.as_ref().zip(self.carriers.amygdala) {
            add(place, aversion.synapses.count(self.aversive_rate()));
        }
        all
    }

    /// Eligibility summed over all synapses.
    #[must_use]
    pub fn eligibility(&self) -> f32 {
        self.projections.iter().map(|p| p.tags.total()).sum::<f32>()
            + self.conjunctions.total()
            + self.memory.as_ref().map_or(0.0, |memory| memory.gating.total())
            + self.movement.as_ref().map_or(0.0, |movement| movement.skill.total())
            + self.aversion.as_ref().map_or(0.0, |aversion| aversion.synapses.total())
    }

    /// Tag and change so far of a drawn synapse, the change as a fraction of the bound.
    #[must_use]
    pub fn sampled(&self, sample: SampledSynapse) -> (f32, f32) {
        let (pre, post) = (usize::from(sample.pre), usize::from(sample.post));
        match self.projections.get(usize::from(sample.projection)) {
            Some(projection) => projection.synapse(pre, post, self.rate_of(projection.rule)),
            None => self.conjunctions.synapse(post, pre, self.critic_rate()),
        }
    }

    /// Firing of VTA, Hz.
    #[must_use]
    pub fn vta_hz(&self) -> f32 {
        nucleus_index("VTA").map_or(0.0, |n| self.nuclei.firing[n])
    }
}
