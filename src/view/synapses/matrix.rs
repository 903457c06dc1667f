//! All synapses of a bundle at one moment.

use crate::atlas::DA;
use crate::brain::bundle::{Bundle, Kind};
use crate::brain::movement::skill;
use crate::brain::net::time_cells::STEPS;
use crate::experiment::Rule;
use crate::modulators::gates;
use crate::plasticity::conjunctions::{self, Conjunctions};
use crate::plasticity::tag::{CHANGED, TAGGED};
use crate::run::Simulation;

/// A bundle is only listed where its system is there.
const LISTED: &str = "a bundle that is listed is there";

/// How active each time step is, in whichever bank.
fn steps(sim: &Simulation) -> Vec<f32> {
    let net = &sim.brain().net;
    let cells = net.rates(net.carriers.hippocampus);
    let most = |k: usize| cells.iter().skip(k).step_by(STEPS).fold(0.0, |a: f32, &b| if b > a { b } else { a });
    (0..STEPS).map(most).collect()
}

/// Everything of a bundle at one moment.
pub(super) struct Matrix {
    /// Number of the first presynaptic unit.
    pub(super) first: usize,
    pub(super) pre: Vec<f32>,
    pub(super) post: Vec<f32>,
    /// Weight, tag, change: presynaptic row by row. Where there is no synapse the weight is not a number.
    pub(super) cells: Vec<[f32; 3]>,
    pub(super) bound: f32,
    pub(super) third_factor: (f32, usize),
    pub(super) tag_gate: Option<f32>,
    pub(super) moments: [usize; 2],
}

impl Matrix {
    pub(super) fn new(sim: &Simulation, bundle: &Bundle<'_>) -> Self {
        let (brain, params) = (sim.brain(), sim.params());
        let rate = brain.rate(bundle.kind, params);
        let of = |conjunctions| Self::conjunctions(sim, bundle, conjunctions, rate);
        let all = match bundle.kind {
            Kind::Projection(p) => Self::projection(sim, bundle, p, rate),
            Kind::Value => of(&brain.reward.synapses),
            Kind::Fear => of(&brain.fear.as_ref().expect(LISTED).synapses),
            Kind::Gating => Self::gating(sim, bundle, rate),
            Kind::Skill | Kind::Cerebellum => Self::skill(sim, bundle, rate),
        };
        Self { third_factor: brain.third_factor(bundle, params), ..all }
    }

    /// Nothing known but the two sides and the gates of the region.
    fn between(sim: &Simulation, bundle: &Bundle<'_>, pre: Vec<f32>, post: Vec<f32>) -> Self {
        let none = [f32::NAN, 0.0, 0.0];
        let (net, receptors) = (&sim.brain().net, &sim.brain().tide.receptors);
        Self {
            first: 0,
            cells: vec![none; pre.len() * post.len()],
            pre,
            post,
            bound: f32::NAN,
            third_factor: (f32::NAN, DA),
            tag_gate: Some(gates::tag_gate(receptors, net.region(bundle.ends[1]), sim.params())),
            moments: [0, 0],
        }
    }

    fn projection(sim: &Simulation, bundle: &Bundle<'_>, p: usize, rate: f32) -> Self {
        let net = &sim.brain().net;
        let projection = &net.projections[p];
        let (from, to) = (usize::from(projection.span.0), usize::from(projection.span.1));
        let (pre, post) = (net.rates(projection.pre)[from..to].to_vec(), net.rates(projection.post).to_vec());
        let n = post.len();
        let mut all = Self::between(sim, bundle, pre, post);
        all.first = from;
        all.bound = projection.bound();
        if projection.rule == Rule::Striatal {
            let receptors = &sim.brain().tide.receptors;
            all.tag_gate = Some(gates::tag_tone(receptors, net.region(projection.post), sim.params()));
        }
        all.moments = [projection.tags.pairs(), projection.tags.silent()];
        for i in from..to {
            projection.inspect(i, rate, |j, synapse| all.cells[(i - from) * n + j] = synapse);
        }
        all
    }

    fn conjunctions(sim: &Simulation, bundle: &Bundle<'_>, synapses: &Conjunctions, rate: f32) -> Self {
        let (features, n) = (synapses.features(), STEPS);
        let mut all = Self::between(sim, bundle, synapses.latest()[..features].to_vec(), steps(sim));
        all.bound = conjunctions::BOUND;
        all.tag_gate = None;
        for (at, cell) in all.cells.iter_mut().enumerate() {
            *cell = synapses.inspect(at % n, at / n, rate);
        }
        all
    }

    fn gating(sim: &Simulation, bundle: &Bundle<'_>, rate: f32) -> Self {
        let gating = &sim.brain().memory.as_ref().expect(LISTED).gating;
        let mut pre = sim.brain().net.rates(bundle.ends[0])[..gating.inputs()].to_vec();
        pre.push(1.0);
        let n = gating.openness.len();
        let mut all = Self::between(sim, bundle, pre, gating.openness.clone());
        for (at, cell) in all.cells.iter_mut().enumerate() {
            *cell = gating.inspect(at / n, at % n, rate);
        }
        all.moments = [gating.tags().pairs() / n, gating.tags().silent() / n];
        all
    }

    fn skill(sim: &Simulation, bundle: &Bundle<'_>, rate: f32) -> Self {
        let movement = sim.brain().movement.as_ref().expect(LISTED);
        let [premotor, motor] = bundle.ends.map(|place| sim.brain().net.units(place));
        let pre = movement.aim.as_ref().map_or(vec![0.0; premotor], |aim| aim.pattern()[..premotor].to_vec());
        let mut all = Self::between(sim, bundle, pre, movement.motor.rate[..motor].to_vec());
        for j in 0..premotor {
            movement.skill.inspect(j, rate, |i, synapse| {
                if i < motor {
                    all.cells[j * motor + i] = synapse;
                }
            });
        }
        all.bound = skill::BOUND;
        all.moments = [movement.skill.tags().pairs(), movement.skill.tags().silent()];
        all
    }

    fn exists(&self) -> impl Iterator<Item = &[f32; 3]> {
        self.cells.iter().filter(|cell| !cell[0].is_nan())
    }

    /// The change from which on a synapse counts as changed.
    pub(super) fn least(&self) -> f32 {
        CHANGED * if self.bound.is_nan() { 1.0 } else { self.bound }
    }

    /// Synapses; tagged; stronger and weaker.
    pub(super) fn counts(&self) -> [f32; 4] {
        let threshold = self.least();
        let number = |is: &dyn Fn(&[f32; 3]) -> bool| self.exists().filter(|cell| is(cell)).count() as f32;
        [
            number(&|_| true),
            number(&|cell| cell[1].abs() > TAGGED),
            number(&|cell| cell[2] > threshold),
            number(&|cell| cell[2] < -threshold),
        ]
    }

    /// Largest size of weight, tag, change.
    pub(super) fn largest(&self) -> [f32; 3] {
        let size = |k: usize| self.exists().map(|cell| cell[k].abs()).fold(0.0, |a: f32, b| if b > a { b } else { a });
        [size(0), size(1), size(2)]
    }

    /// How much each presynaptic and each postsynaptic unit holds: tags, or changes where there are no tags
    /// any more.
    pub(super) fn held(&self) -> (Vec<f32>, Vec<f32>) {
        let what = if self.largest()[1] > 0.0 { 1 } else { 2 };
        let n = self.post.len();
        let (mut pre, mut post) = (vec![0.0; self.pre.len()], vec![0.0; n]);
        for (at, cell) in self.cells.iter().enumerate() {
            pre[at / n] += cell[what].abs();
            post[at % n] += cell[what].abs();
        }
        (pre, post)
    }
}
