//! The exact gradient of expected reward with respect to every weight on the way from sense to action: what the
//! changes that brains make by local means are measured against. The brain itself never sees it.
//!
//! `J = mean over stimuli and noise of sum_k p_k rho_k`, `rho_k` the chance of reward for action `k`, computed on the
//! same network with its rates in equilibrium: `u_j = bias_j + sum_i W_ij (x_i - p m_i)`, `r = phi(u)`, preferences and
//! policy as in `brain::choice::action`. `dJ/dq_k = beta p_k (rho_k - J)`; errors go back through the forward weights
//! themselves, which no synapse could do. A test checks it against finite differences of the running simulation.
//!
//! Left out: offers and uncertain odds (one action is right and all are on offer); what the brain's change of its usual rates would do to the gradient; noradrenaline's gain (taken as 1).

use crate::brain::choice::action::{ACTIONS, channel, policy, preferences};
use crate::brain::net::population::{slope, takes_part};
use crate::brain::net::wiring::RULE_UNITS;
use crate::kernels::{Lanes, kernel_axpy, kernel_dot};
use crate::num::{clamp, sum};
use crate::rng::Stream;
use crate::run::state::State;
use crate::tasks::choice::Question;

/// Gradient of one projection, laid out as its weights.
pub type Rows = Lanes;

/// Equilibrium of the network for one input, and what is sent by each projection.
struct Pass {
    rates: Vec<Lanes>,
    sent: Vec<Lanes>,
    /// By projection of the way: how much presence grows with each unit's rate; 0 where it is full.
    waking: Vec<f32>,
}

fn forward(state: &State, input: &Lanes) -> Pass {
    let path = &state.way;
    let mut rates: Vec<Lanes> = state.populations.iter().map(|p| Lanes::zeros(usize::from(p.units))).collect();
    let mut drive = rates.clone();
    let (mut sent, mut waking) = (Vec::with_capacity(path.len()), Vec::with_capacity(path.len()));
    rates[state.carriers.thalamus].copy_from_slice(input);
    let gate = gate_of(state, input);
    for (n, &p) in path.iter().enumerate() {
        let projection = &state.projections[p];
        let (pre, post) = (projection.pre, projection.post);
        let population = &state.populations[pre];
        let of = |place: usize| gate.filter(|_| state.carriers.temporal == Some(place)).map_or(&[][..], |g| &g[..]);
        let usual = population.usual_sum(of(pre));
        let presence = if usual > 0.0 { clamp(2.0 * sum(&rates[pre]) / usual, 0.0, 1.0) } else { 0.0 };
        let mut x = Lanes::zeros(usize::from(population.units));
        for i in (usize::from(projection.span.0)..usize::from(projection.span.1)).filter(|&i| takes_part(of(pre), i)) {
            x[i] = rates[pre][i] - presence * population.usual[i];
            kernel_axpy(&mut drive[post], projection.row(i), x[i]);
        }
        sent.push(x);
        waking.push(if usual > 0.0 && presence < 1.0 { 2.0 / usual } else { 0.0 });
        let last = path[n + 1..].iter().all(|&q| state.projections[q].post != post);
        if last {
            let (bias, units) = (state.populations[post].bias, usize::from(state.populations[post].units));
            for j in 0..units {
                let u = drive[post][j] + bias;
                rates[post][j] = if u > 0.0 { u / (1.0 + u) } else { 0.0 };
            }
            state.populations[post].silent.iter().for_each(|&i| rates[post][usize::from(i)] = 0.0);
            rates[post].iter_mut().zip(of(post)).for_each(|(r, g)| *r *= g);
        }
    }
    Pass { rates, sent, waking }
}

/// Gate of the context that an input is taken for.
fn gate_of<'s>(state: &'s State, input: &Lanes) -> Option<&'s Lanes> {
    if state.contexts.is_empty() {
        return None;
    }
    if !state.task.scene().2 {
        return state.contexts.gate(state.contexts.active);
    }
    let to = usize::from(state.populations[state.carriers.thalamus].units);
    state.contexts.gate(state.contexts.recognise(&input[usize::from(RULE_UNITS).min(to)..to]))
}

/// Rates of every region, in equilibrium with one input to the thalamus.
#[must_use]
pub fn equilibrium(state: &State, input: &Lanes) -> Vec<Lanes> {
    forward(state, input).rates
}

/// The same, with what each projection of the way sends (centred).
#[must_use]
pub fn activity(state: &State, input: &Lanes) -> (Vec<Lanes>, Vec<Lanes>) {
    let pass = forward(state, input);
    (pass.rates, pass.sent)
}

/// Expected reward for one input, and the policy.
fn outcome(state: &State, pass: &Pass, caudate: usize, right: u8, chance: f32) -> (f32, [f32; ACTIONS]) {
    let units = usize::from(state.populations[caudate].units);
    let q = preferences(&pass.rates[caudate], units, state.go_nogo());
    let p = policy(q, state.params.inverse_temperature, 0);
    (chance * p[usize::from(right)], p)
}

/// Expected reward of the present weights, over `samples` noisy inputs drawn from the stream.
#[must_use]
pub fn expected_reward(state: &State, questions: &[Question], samples: u32, noise: &mut Stream) -> f32 {
    let Some(caudate) = state.actor.caudate else { return 0.0 };
    let mut total = 0.0;
    for &question in questions {
        for _ in 0..samples {
            let input = state.input(question, noise);
            total += outcome(state, &forward(state, &input), caudate, question.right, 1.0).0;
        }
    }
    total / (questions.len() as f32 * samples as f32)
}

/// Gradient of expected reward, projection by projection of [`State::way`].
#[must_use]
pub fn gradient(state: &State, questions: &[Question], samples: u32, noise: &mut Stream) -> Vec<Rows> {
    let mut all = zeros(state);
    for &question in questions {
        for _ in 0..samples {
            add_sample(state, question, noise, &mut all);
        }
    }
    all
}

/// A gradient of 0, projection by projection of [`State::way`].
#[must_use]
pub fn zeros(state: &State) -> Vec<Rows> {
    state.way.iter().map(|&p| Lanes::zeros(state.projections[p].weights().len())).collect()
}

/// Adds the gradient for one question and one sample of noise to sums: one pass up the way and one down.
pub fn add_sample(state: &State, question: Question, noise: &mut Stream, all: &mut [Rows]) {
    let Some(caudate) = state.actor.caudate else { return };
    let pass = forward(state, &state.input(question, noise));
    backward(state, &pass, (caudate, question.right), all);
}

fn backward(state: &State, pass: &Pass, (caudate, right): (usize, u8), all: &mut [Rows]) {
    let (j, p) = outcome(state, pass, caudate, right, 1.0);
    let (beta, gain) = (state.params.inverse_temperature, state.go_nogo());
    let mut back: Vec<Lanes> = pass.rates.iter().map(|r| Lanes::zeros(r.len())).collect();
    let units = usize::from(state.populations[caudate].units);
    for (unit, b) in back[caudate][..units].iter_mut().enumerate() {
        let (k, sign) = channel(unit, units);
        let rho = if k == usize::from(right) { 1.0 } else { 0.0 };
        *b = sign * if sign > 0.0 { gain[0] } else { gain[1] } * beta * p[k] * (rho - j);
    }
    for (n, &q) in state.way.iter().enumerate().rev() {
        let projection = &state.projections[q];
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
