//! R2.1: of many synapses, the one whose chance coincidences are rewarded seconds later grows, and the others
//! do not.
//!
//! `dc/dt = -c / tau_c + Hebb`, `dw/dt = rate c DA`, on the engine's own tags and projection: 100 x 100
//! synapses, units that are active irregularly and independently of the weights (1 Hz, windows of 50 ms),
//! `Hebb` the presynaptic rate times the postsynaptic rate minus its mean. Whenever the chosen pair is active
//! in the same window, dopamine rises by 0.5 after 1 to 3 s and falls with 0.2 s; 0.002 is always there.
//! Constants: Izhikevich's program `daspnet.m`.
//! Left out: spikes, what the weights do to the activity, the excess of depression in his STDP (here
//! coincidence by chance changes nothing on average).

use super::{Check, Row, USUAL};
use crate::brain::net::population::{Population, Response};
use crate::brain::net::projection::{Plan, Projection};
use crate::error::Errors;
use crate::experiment::Rule;
use crate::kernels::padded;
use crate::num::{DT_S, decay};
use crate::params::Params;
use crate::plasticity::tag::{Timing, WINDOW};
use crate::rng::Stream;

const UNITS: u16 = 100;
/// Simulated time, s.
const TIME_S: f32 = 3600.0;
/// How often a unit is active, Hz.
const ACTIVE_HZ: f32 = 1.0;
/// Time constants of tags: the published one, and one too short to reach the reward, s.
const TAU_S: f32 = 1.0;
const TAU_SHORT_S: f32 = 0.1;
/// Dopamine: always there, added by a reward, time constant of its fall in s.
const DA_TONIC: f32 = 0.002;
const DA_REWARD: f32 = 0.5;
const DA_TAU_S: f32 = 0.2;
/// The reward comes this many ticks after the coincidence, at least and at most.
const DELAY_TICKS: (u32, u32) = (100, 300);
/// Learning rate; ours: about 140 of the 180 rewards of an hour take a weight to its maximum.
const RATE: f32 = 18.0;

pub(super) const R2_1: Row = Row {
    id: "R2.1",
    title: "Distal reward: tags find the synapse whose coincidences are rewarded seconds later",
    citation: "Izhikevich 2007, doi:10.1093/cercor/bhl152; constants: his program daspnet.m",
    checks: &[
        Check {
            quantity: "rewarded synapse / maximum after 1 h",
            unit: "",
            published: "reaches the maximum",
            lo: 0.9,
            hi: 1.0,
        },
        Check { quantity: "mean of the others / maximum", unit: "", published: "stay low", lo: 0.0, hi: 0.3 },
        Check { quantity: "rewarded synapse / maximum, tags of 0.1 s", unit: "", published: "fails", lo: 0.0, hi: 0.4 },
    ],
    overrides: &[
        "10 000 synapses between units with given activity, none of the default brain",
        "tags: silent time 0, decay 1 s, Hebb in windows of 50 ms",
        "dopamine: 0.5 per reward, time constant 0.2 s, not by way of nucleus, field and receptor",
    ],
    test_seeds: 2,
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (target, others) = run(seed, TAU_S);
    let (short, _) = run(seed, TAU_SHORT_S);
    Ok(vec![target, others, short])
}

/// Weight of the rewarded synapse and mean weight of the others after the run, over the largest weight
/// allowed.
fn run(seed: u64, tau_s: f32) -> (f32, f32) {
    let params = Params::default();
    let units = usize::from(UNITS);
    let plan = Plan { pre: 0, post: 1, density: 1.0, weight: 1.0, rule: Rule::Cortical, span: (0, UNITS) };
    let mut synapses = Projection::new(plan, (units, units), &mut Stream::new(seed, "wiring"));
    let mut sides = [0, 1].map(|region| Population::new(region, UNITS, Response::Clocked, &params));
    let target = weakest(&synapses);
    let mut world = World { activity: Stream::new(seed, "noise"), delays: Stream::new(seed, "task"), due: Vec::new() };
    // Tags of the engine have unit area, those of the equation unit height.
    let (timing, rate) = (Timing { silent_ticks: 0, decay_s: tau_s }, RATE * tau_s);
    let mut dopamine = 0.0;
    for tick in 0..(TIME_S / DT_S) as u32 {
        if tick % WINDOW == 0 {
            let [pre, post] = &mut sides;
            world.activate(pre);
            world.activate(post);
            if pre.rate[target.0] > 0.0 && post.rate[target.1] > 0.0 {
                world.promise(tick);
            }
            if synapses.tags.full() {
                synapses.flush(rate, 0.0);
                synapses.tags.settle();
            }
            synapses.capture(pre, post, 1.0, timing.silent_ticks);
        }
        dopamine = decay(DA_TAU_S) * dopamine + DA_REWARD * world.rewards(tick);
        synapses.tags.step(timing.step(), DA_TONIC + dopamine);
    }
    synapses.flush(rate, 0.0);
    outcome(&synapses, target)
}

/// Activity, and the rewards that are on their way.
struct World {
    activity: Stream,
    delays: Stream,
    due: Vec<u32>,
}

impl World {
    /// A new window: each unit is active or not, by chance.
    fn activate(&mut self, population: &mut Population) {
        let chance = ACTIVE_HZ * WINDOW as f32 * DT_S;
        for rate in &mut population.rate[..usize::from(UNITS)] {
            *rate = if self.activity.uniform() < chance { 1.0 } else { 0.0 };
        }
        population.list_active();
    }

    fn promise(&mut self, tick: u32) {
        self.due.push(tick + self.delays.integer(DELAY_TICKS.0, DELAY_TICKS.1));
    }

    /// Number of rewards that come now.
    fn rewards(&mut self, tick: u32) -> f32 {
        let before = self.due.len();
        self.due.retain(|&due| due != tick);
        (before - self.due.len()) as f32
    }
}

fn at(synapse: (usize, usize)) -> usize {
    synapse.0 * padded(usize::from(UNITS)) + synapse.1
}

/// The synapse to be rewarded starts at (nearly) 0, as in the original.
fn weakest(synapses: &Projection) -> (usize, usize) {
    let units = usize::from(UNITS);
    let all = (0..units).flat_map(|i| (0..units).map(move |j| (i, j)));
    let weight = |synapse| synapses.weights()[at(synapse)];
    all.reduce(|a, b| if weight(b) < weight(a) { b } else { a }).unwrap_or((0, 0))
}

fn outcome(synapses: &Projection, target: (usize, usize)) -> (f32, f32) {
    let weight = synapses.weights()[at(target)];
    let others = synapses.weights().iter().sum::<f32>() - weight;
    let count = f32::from(UNITS) * f32::from(UNITS) - 1.0;
    (weight / synapses.bound(), others / count / synapses.bound())
}
