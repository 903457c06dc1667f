//! The exact gradient of expected reward with respect to every weight on the way from sense to action. The
//! changes that brains make by local means are measured against it. The brain itself never sees it.
//!
//! `J = mean over stimuli and noise of sum_k p_k rho_k`, `rho_k` the chance of reward for action `k`,
//! computed on the same network with its rates in equilibrium (`brain::net::equilibrium`), preferences and
//! policy as in `brain::net::channels`. `dJ/dq_k = beta p_k (rho_k - J)`; errors go back through the forward
//! weights themselves, which no synapse could do. A test checks it against finite differences of the running
//! simulation.
//!
//! Left out: offers and uncertain odds (one action is right and all are on offer); what the brain's change of
//! its usual rates would do to the gradient; noradrenaline's gain (taken as 1).

use crate::brain::choice::gains;
use crate::brain::net::channels::{channel, policy, preferences};
use crate::brain::net::equilibrium::{Pass, forward};
use crate::brain::net::population::slope;
use crate::experiment::limits::ACTIONS;
use crate::kernels::{Lanes, kernel_axpy, kernel_dot};
use crate::rng::Stream;
use crate::run::Simulation;
use crate::tasks::events::Question;

/// Gradient of one projection, laid out as its weights.
pub type Rows = Lanes;

/// The answer to a question with fresh noise, in equilibrium.
fn answer(sim: &Simulation, question: Question, noise: &mut Stream) -> Pass {
    let (brain, scene) = (sim.brain(), sim.task().scene());
    let input = brain.senses.input(question, &scene, &brain.net, sim.params(), noise);
    forward(&brain.net, &input, brain.context_mask(&input, scene.rule_cued))
}

fn go_nogo(sim: &Simulation) -> [f32; 2] {
    gains(&sim.brain().net, &sim.brain().tide.receptors, sim.params())
}

/// Expected reward for one input, and the policy.
fn outcome(sim: &Simulation, pass: &Pass, caudate: usize, right: u8, chance: f32) -> (f32, [f32; ACTIONS]) {
    let q = preferences(&pass.rates[caudate], sim.brain().net.units(caudate), go_nogo(sim));
    let p = policy(q, sim.params().inverse_temperature, 0);
    (chance * p[usize::from(right)], p)
}

/// Expected reward of the present weights, over `samples` noisy inputs drawn from the stream.
#[must_use]
pub fn expected_reward(sim: &Simulation, questions: &[Question], samples: u32, noise: &mut Stream) -> f32 {
    let Some(caudate) = sim.brain().net.carriers.caudate else { return 0.0 };
    let mut total = 0.0;
    for &question in questions {
        for _ in 0..samples {
            total += outcome(sim, &answer(sim, question, noise), caudate, question.right, 1.0).0;
        }
    }
    total / (questions.len() as f32 * samples as f32)
}

/// Gradient of expected reward, projection by projection of the way.
#[must_use]
pub fn gradient(sim: &Simulation, questions: &[Question], samples: u32, noise: &mut Stream) -> Vec<Rows> {
    let mut all = zeros(sim);
    for &question in questions {
        for _ in 0..samples {
            add_sample(sim, question, noise, &mut all);
        }
    }
    all
}

/// A gradient of 0, projection by projection of the way.
#[must_use]
pub fn zeros(sim: &Simulation) -> Vec<Rows> {
    sim.brain().net.way.iter().map(|&p| Lanes::zeros(sim.brain().net.projections[p].weights().len())).collect()
}

/// Adds the gradient for one question and one sample of noise to sums: one pass up the way and one down.
pub fn add_sample(sim: &Simulation, question: Question, noise: &mut Stream, all: &mut [Rows]) {
    let Some(caudate) = sim.brain().net.carriers.caudate else { return };
    let pass = answer(sim, question, noise);
    backward(sim, &pass, (caudate, question.right), all);
}

fn backward(sim: &Simulation, pass: &Pass, (caudate, right): (usize, u8), all: &mut [Rows]) {
    let (j, p) = outcome(sim, pass, caudate, right, 1.0);
    let (beta, gain) = (sim.params().inverse_temperature, go_nogo(sim));
    let mut back: Vec<Lanes> = pass.rates.iter().map(|r| Lanes::zeros(r.len())).collect();
    let net = &sim.brain().net;
    let units = net.units(caudate);
    for (unit, b) in back[caudate][..units].iter_mut().enumerate() {
        let (k, sign) = channel(unit, units);
        let rho = if k == usize::from(right) { 1.0 } else { 0.0 };
        *b = sign * if sign > 0.0 { gain[0] } else { gain[1] } * beta * p[k] * (rho - j);
    }
    for (n, &q) in net.way.iter().enumerate().rev() {
        let projection = &net.projections[q];
        let (pre, post) = (projection.pre, projection.post);
        let mut error = back[post].clone();
        error.iter_mut().zip(pass.rates[post].iter()).for_each(|(e, r)| *e *= slope(*r));
        let width = error.len();
        for i in usize::from(projection.span.0)..usize::from(projection.span.1) {
            if pass.sent[n][i] != 0.0 {
                kernel_axpy(&mut all[n][i * width..(i + 1) * width], &error, pass.sent[n][i]);
            }
            back[pre][i] += kernel_dot(projection.row(i), &error);
        }
        // A region that is not fully awake: each unit's rate also adds to what centring takes away.
        if pass.waking[n] > 0.0 {
            let lost = pass.waking[n] * kernel_dot(projection.offset(), &error);
            back[pre].iter_mut().for_each(|b| *b -= lost);
        }
    }
}
