//! How the state of a run is built from an experiment.

use crate::atlas::{NUCLEI, REGIONS, region_index};
use crate::brain::choice::action::Actor;
use crate::brain::fear::Aversion;
use crate::brain::movement::Movement;
use crate::brain::net::population::Population;
use crate::brain::net::projection::Projection;
use crate::brain::net::time_cells::{BANKS, STEPS, TimeCells};
use crate::brain::net::wiring;
use crate::brain::reward::value::Critic;
use crate::brain::situation::context::Contexts;
use crate::brain::situation::inference::Inference;
use crate::brain::sleep::night::Memories;
use crate::error::Errors;
use crate::experiment::{Experiment, Rule};
use crate::kernels::Lanes;
use crate::modulators::TARGETS;
use crate::modulators::axon::Axons;
use crate::modulators::echo::Echo;
use crate::modulators::field::Kinetics;
use crate::modulators::history::History;
use crate::modulators::nucleus::{Nuclei, tonic};
use crate::modulators::receptor::Receptors;
use crate::params::Params;
use crate::plasticity::conjunctions::Conjunctions;
use crate::rng::Stream;
use crate::run::interventions::Interventions;
use crate::run::recorder::Recorder;
use crate::run::state::{CONJUNCTION, Carriers, Front, Places, SAMPLES, SampledSynapse, State};
use crate::tasks::Running;

/// Share of thalamic units that a cue excites; less where many cues must stay apart.
const CUE_SHARE: f32 = 0.25;
/// How many sampled synapses come from units that answer the first cue; the others are drawn from all.
const ANSWERING: usize = 5;

impl State {
    /// Builds the brain of an experiment.
    ///
    /// # Errors
    /// The brain lacks what the task needs.
    pub fn new(experiment: &Experiment, params: Params, seed: u64) -> Result<Self, Errors> {
        let brain = experiment.brain.clone().unwrap_or_else(wiring::default_brain);
        wiring::check(&brain, experiment.task.moves())?;
        let (populations, projections) = wiring::build(&brain, &params, &mut Stream::new(seed, "wiring"));
        let carriers = carriers(&populations);
        let mut patterns = Stream::new(seed, "patterns");
        let cues = patterns_apart(&populations[carriers.thalamus], experiment.task.cues(), &mut patterns);
        let taste = carriers.insula.map_or_else(Lanes::default, |i| pattern(&populations[i], CUE_SHARE, &mut patterns));
        let features = features(&populations, &carriers);
        let Release { nuclei, axons, kinetics, tone } = Release::new(&params);
        let state = Self {
            tick: 0,
            task: Running::new(experiment, Stream::new(seed, "task"), Stream::new(seed, "drift")),
            carriers,
            way: wiring::way(&projections),
            actor: Actor::new(place_of(&populations, "CAU"), Stream::new(seed, "choice")),
            information: 1.0,
            contexts: Contexts::default(),
            inference: Inference::default(),
            memory: None,
            movement: experiment.task.moves().then(|| Movement::new(&populations, seed)),
            memories: Memories::default(),
            echo: Echo::new(Stream::new(seed, "echo")),
            places: places(),
            asked: None,
            meter: None,
            wave: None,
            cues_now: cues.clone(),
            flooding: Lanes::default(),
            cues,
            taste,
            tasting: 0,
            time_cells: TimeCells::default(),
            critic: Critic::default(),
            conjunctions: Conjunctions::new(BANKS, STEPS, features),
            aversion: experiment.punishes().then(|| Aversion::new(features)),
            nuclei,
            receptors: Receptors::new(&tone).with_usual(&usual()).at_age(params.age_years),
            history: History::new(&tone),
            arrived: Lanes::zeros(TARGETS),
            concentration: tone.clone(),
            tone,
            front: Front::new(&axons),
            axons,
            kinetics,
            recorder: Recorder::default(),
            probe: region_index("dlPFC").unwrap_or(0),
            in_trial: false,
            finished: false,
            mood: [0; NUCLEI.len()],
            samples: vec![Vec::new(); REGIONS.len()],
            sampling: Stream::new(seed, "samples"),
            noise: Stream::new(seed, "noise"),
            interventions: Interventions::default(),
            populations,
            projections,
            params,
        };
        Ok(state.grown(seed))
    }

    /// What lies between the wiring and the first tick.
    fn grown(mut self, seed: u64) -> Self {
        self.disinhibit();
        self.memory = self.working_memory();
        if self.task.question().is_some() {
            self.first_night(seed);
        }
        self.sample_synapses();
        self
    }
}

fn carriers(populations: &[Population]) -> Carriers {
    let place = |id: &str| place_of(populations, id);
    let needed = |id: &str| place(id).expect("wiring::check has found the region");
    Carriers {
        thalamus: needed("THA"),
        hippocampus: needed("HIP"),
        temporal: place("IT"),
        striatum: needed("NAc"),
        hypothalamus: needed("HYP"),
        insula: place("INS"),
        amygdala: place("AMY"),
        orbitofrontal: place("OFC"),
    }
}

/// Ones at a random share of the units.
fn pattern(population: &Population, share: f32, draw: &mut Stream) -> Lanes {
    let n = usize::from(population.units);
    let mut pattern = Lanes::zeros(n);
    let k = ((n as f32 * share) as usize).max(1);
    for i in draw.subset(n, k) {
        pattern[i] = 1.0;
    }
    pattern
}

/// Ones at a random share of the units for each of `n` cues, no unit shared (distinct cues, as experimenters choose
/// them; what cues have in common is the critic's constant feature).
fn patterns_apart(population: &Population, n: usize, draw: &mut Stream) -> Vec<Lanes> {
    let units = usize::from(population.units);
    let k = ((units as f32 * CUE_SHARE) as usize).min(units / n).max(1);
    let mut left: Vec<usize> = (0..units).collect();
    let mut one = || {
        let mut pattern = Lanes::zeros(units);
        for place in draw.subset(left.len(), k).into_iter().rev() {
            pattern[left.remove(place)] = 1.0;
        }
        if left.len() < k {
            left = (0..units).collect();
        }
        pattern
    };
    (0..n).map(|_| one()).collect()
}

/// Concentrations at which uptake balances tonic release, nM.
pub(crate) fn tone(axons: &Axons, kinetics: &Kinetics, params: &Params) -> Lanes {
    balance(axons, kinetics, |n| tonic(params, n))
}

/// Concentrations at which uptake balances release by nuclei that fire steadily, nM.
pub(crate) fn balance(axons: &Axons, kinetics: &Kinetics, firing: impl Fn(usize) -> f32) -> Lanes {
    let steady = axons.steady(firing);
    let mut tone = Lanes::zeros(TARGETS);
    for (place, nm) in tone.iter_mut().enumerate().take(TARGETS) {
        *nm = kinetics.steady(place, steady[place]);
    }
    tone
}

/// Concentrations at tone with default settings, nM.
fn usual() -> Lanes {
    let params = Params::default();
    let axons = Axons::new(&params, &[0.0; NUCLEI.len()]);
    tone(&axons, &Kinetics::new(&params), &params)
}

/// Place among the populations of the region with this id.
fn place_of(populations: &[Population], id: &str) -> Option<usize> {
    populations.iter().position(|p| REGIONS[usize::from(p.region)].id == id)
}

/// Number of cortical features that the critic hears.
fn features(populations: &[Population], carriers: &Carriers) -> usize {
    let units = |p: usize| usize::from(populations[p].units);
    units(carriers.thalamus) + carriers.temporal.map_or(0, units)
}

fn places() -> Places {
    let place = |id| region_index(id).expect("a region of the atlas");
    Places { dlpfc: place("dlPFC"), acc: place("ACC"), caudate: place("CAU") }
}

/// Nuclei, axons, release and uptake in equilibrium.
struct Release {
    nuclei: Nuclei,
    axons: Axons,
    kinetics: Kinetics,
    tone: Lanes,
}

impl Release {
    fn new(params: &Params) -> Self {
        let nuclei = Nuclei::new(params);
        let axons = Axons::new(params, &nuclei.firing);
        let kinetics = Kinetics::new(params);
        let tone = tone(&axons, &kinetics, params);
        Self { nuclei, axons, kinetics, tone }
    }
}

impl State {
    /// Chooses the synapses that the page draws: most of them on units that are active now.
    pub fn sample_synapses(&mut self) {
        for k in 0..REGIONS.len() {
            let ends_here = |p: &Projection| p.rule != Rule::Fixed && usize::from(self.populations[p.post].region) == k;
            let into: Vec<usize> = (0..self.projections.len()).filter(|&p| ends_here(&self.projections[p])).collect();
            self.samples[k].clear();
            for s in 0..if into.is_empty() { 0 } else { SAMPLES } {
                let p = into[s % into.len()];
                let active = &self.populations[self.projections[p].pre].active;
                let among: &[u16] = if s < ANSWERING { active } else { &[] };
                if let Some((pre, post)) = self.projections[p].sample(&mut self.sampling, among) {
                    self.samples[k].push(SampledSynapse { projection: p as u16, pre, post });
                }
            }
        }
        self.sample_conjunctions();
    }

    /// The same for the critic: features that the latest cue has, at the moment that time cells tell.
    fn sample_conjunctions(&mut self) {
        let region = usize::from(self.populations[self.carriers.striatum].region);
        let now = &self.populations[self.carriers.hippocampus].active;
        let steps: Vec<u16> = now.iter().map(|&cell| self.conjunctions.step_of(usize::from(cell)) as u16).collect();
        let (present, features) = (self.conjunctions.present(), self.conjunctions.features() as u32);
        let mut draw = |some: &[u16], all: u32| match some {
            [] => self.sampling.integer(0, all - 1) as u16,
            some => some[self.sampling.integer(0, some.len() as u32 - 1) as usize],
        };
        for s in self.samples[region].len()..SAMPLES {
            let (present, steps): (&[u16], &[u16]) = if s < ANSWERING { (&present, &steps) } else { (&[], &[]) };
            let (pre, post) = (draw(present, features), draw(steps, STEPS as u32));
            self.samples[region].push(SampledSynapse { projection: CONJUNCTION, pre, post });
        }
    }
}
