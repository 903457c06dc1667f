//! All synapses of a bundle at one moment.

use super::Bundle;
use crate::atlas::{DA, NE, region_index};
use crate::brain::movement::skill;
use crate::brain::net::time_cells::STEPS;
use crate::experiment::Rule;
use crate::modulators::gates;
use crate::num::DT_S;
use crate::plasticity::conjunctions::{self, Conjunctions};
use crate::plasticity::tag::{CHANGED, TAGGED};
use crate::run::state::State;

/// The rates of a region's units, without padding; nothing where the brain does not have it.
fn rates(state: &State, region: Option<usize>) -> &[f32] {
    let find = |region| state.populations.iter().find(|p| usize::from(p.region) == region);
    region.and_then(find).map_or(&[], |p| &p.rate[..usize::from(p.units)])
}

/// How active each time step is, in whichever bank.
fn steps(state: &State) -> Vec<f32> {
    let cells = rates(state, region_index("HIP"));
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
    pub(super) fn new(state: &State, bundle: Bundle) -> Self {
        match bundle {
            Bundle::Projection(p) => Self::projection(state, p),
            Bundle::Value => {
                let place = state.carriers.striatum;
                let all = Self::conjunctions(state, place, &state.conjunctions, state.critic_rate());
                Self { third_factor: (state.critic_gate(), DA), ..all }
            }
            Bundle::Fear => Self::fear(state),
            Bundle::Gates => Self::gates(state),
            Bundle::Skill => Self::skill(state),
        }
    }

    /// Nothing known but the two sides and the gates of the region.
    fn between(state: &State, region: usize, pre: Vec<f32>, post: Vec<f32>) -> Self {
        let none = [f32::NAN, 0.0, 0.0];
        Self {
            first: 0,
            cells: vec![none; pre.len() * post.len()],
            pre,
            post,
            bound: f32::NAN,
            third_factor: (gates::third_factor(&state.receptors, region, &state.params), DA),
            tag_gate: Some(gates::tag_gate(&state.receptors, region, &state.params)),
            moments: [0, 0],
        }
    }

    fn projection(state: &State, p: usize) -> Self {
        let projection = &state.projections[p];
        let (pre, post) = (&state.populations[projection.pre], &state.populations[projection.post]);
        let (from, to) = (usize::from(projection.span.0), usize::from(projection.span.1));
        let (n, region) = (usize::from(post.units), usize::from(post.region));
        let mut all = Self::between(state, region, pre.rate[from..to].to_vec(), post.rate[..n].to_vec());
        all.first = from;
        all.bound = projection.bound();
        if projection.rule == Rule::Striatal {
            all.tag_gate = Some(gates::tag_tone(&state.receptors, region, &state.params));
        }
        all.moments = [projection.tags.pairs(), projection.tags.silent()];
        let rate = state.rate(p);
        for i in from..to {
            projection.look(i, rate, |j, synapse| all.cells[(i - from) * n + j] = synapse);
        }
        all
    }

    fn conjunctions(state: &State, place: usize, synapses: &Conjunctions, rate: f32) -> Self {
        let region = usize::from(state.populations[place].region);
        let (features, n) = (synapses.features(), STEPS);
        let mut all = Self::between(state, region, synapses.latest()[..features].to_vec(), steps(state));
        all.bound = conjunctions::BOUND;
        all.tag_gate = None;
        for (at, cell) in all.cells.iter_mut().enumerate() {
            *cell = synapses.look(at % n, at / n, rate);
        }
        all
    }

    fn fear(state: &State) -> Self {
        let known = state.aversion.as_ref().zip(state.carriers.amygdala);
        let (aversion, place) = known.expect("only listed where there is one");
        let region = usize::from(state.populations[place].region);
        let gate = gates::fear(&state.receptors, region, &state.params) * aversion.aversive.taught / DT_S;
        let all = Self::conjunctions(state, place, &aversion.synapses, state.aversive_rate());
        Self { third_factor: (gate, NE), ..all }
    }

    fn gates(state: &State) -> Self {
        let memory = state.memory.as_ref().expect("only listed where there is one");
        let region = usize::from(state.populations[memory.place].region);
        let gating = &memory.gating;
        let rate = state.params.actor_rate * state.params.gate_rate;
        let mut pre = state.populations[state.carriers.thalamus].rate[..gating.inputs()].to_vec();
        pre.push(1.0);
        let n = gating.openness.len();
        let mut all = Self::between(state, region, pre, gating.openness.clone());
        for (at, cell) in all.cells.iter_mut().enumerate() {
            *cell = gating.look(at / n, at % n, rate);
        }
        all.moments = [gating.tags().pairs() / n, gating.tags().silent() / n];
        all
    }

    fn skill(state: &State) -> Self {
        let movement = state.movement.as_ref().expect("only listed where there is one");
        let region = region_index("M1").expect("in the atlas");
        let (premotor, motor) = (rates(state, region_index("SMA")).len(), rates(state, Some(region)).len());
        let pre = movement.aim.as_ref().map_or(vec![0.0; premotor], |aim| aim.pattern()[..premotor].to_vec());
        let mut all = Self::between(state, region, pre, movement.motor.rate[..motor].to_vec());
        let rate = state.params.motor_rate * state.information;
        for j in 0..premotor {
            movement.skill.look(j, rate, |i, synapse| {
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

    /// How much each presynaptic and each postsynaptic unit holds: tags, or changes where there are no tags any more.
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
