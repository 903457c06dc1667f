//! The net in equilibrium with one input: rates on the way from sense to action without a tick, and what an
//! action would send back down.
//!
//! `u_j = bias_j + sum_i W_ij (x_i - p m_i)`, `r = phi(u) = u / (1 + u)` above 0; `m` the usual rates, `p`
//! how far the sending region is awake. Used before the first trial, in sleep, where an event is brought
//! back, and by the exact gradient.
//! Left out: noradrenaline's gain (taken as 1).

use super::Net;
use super::channels;
use super::population::{slope, takes_part};
use crate::experiment::limits::ACTIONS;
use crate::kernels::{Lanes, kernel_axpy};
use crate::num::{clamp, sum};

/// Equilibrium of the net for one input, and what is sent by each projection of the way.
pub struct Pass {
    /// Rates, population by population.
    pub rates: Vec<Lanes>,
    /// What each projection of the way sends, centred.
    pub sent: Vec<Lanes>,
    /// By projection of the way: how much presence grows with each unit's rate; 0 where it is full.
    pub waking: Vec<f32>,
}

/// Rates in equilibrium with one input to the thalamus, where `mask` lets association cortex take part.
#[must_use]
pub fn forward(net: &Net, input: &Lanes, mask: Option<&Lanes>) -> Pass {
    let path = &net.way;
    let mut rates: Vec<Lanes> = net.populations.iter().map(|p| Lanes::zeros(usize::from(p.units))).collect();
    let mut drive = rates.clone();
    let (mut sent, mut waking) = (Vec::with_capacity(path.len()), Vec::with_capacity(path.len()));
    rates[net.carriers.thalamus].copy_from_slice(input);
    let of = |place: usize| mask.filter(|_| net.carriers.temporal == Some(place)).map_or(&[][..], |mask| &mask[..]);
    for (n, &p) in path.iter().enumerate() {
        let projection = &net.projections[p];
        let (pre, post) = (projection.pre, projection.post);
        let population = &net.populations[pre];
        let usual = population.usual_sum(of(pre));
        let presence = if usual > 0.0 { clamp(2.0 * sum(&rates[pre]) / usual, 0.0, 1.0) } else { 0.0 };
        let mut x = Lanes::zeros(usize::from(population.units));
        for i in (usize::from(projection.span.0)..usize::from(projection.span.1)).filter(|&i| takes_part(of(pre), i)) {
            x[i] = rates[pre][i] - presence * population.usual[i];
            kernel_axpy(&mut drive[post], projection.row(i), x[i]);
        }
        sent.push(x);
        waking.push(if usual > 0.0 && presence < 1.0 { 2.0 / usual } else { 0.0 });
        let last = path[n + 1..].iter().all(|&q| net.projections[q].post != post);
        if last {
            answer(net, post, &drive[post], &mut rates[post]);
            rates[post].iter_mut().zip(of(post)).for_each(|(r, g)| *r *= g);
        }
    }
    Pass { rates, sent, waking }
}

/// The answer of a region to its whole drive; what a lesion silences stays silent.
fn answer(net: &Net, place: usize, drive: &Lanes, rates: &mut Lanes) {
    let population = &net.populations[place];
    for (rate, drive) in rates.iter_mut().zip(drive.iter()).take(net.units(place)) {
        let u = drive + population.bias;
        *rate = if u > 0.0 { u / (1.0 + u) } else { 0.0 };
    }
    population.silent.iter().for_each(|&i| rates[usize::from(i)] = 0.0);
}

/// How an action would be drawn, and which one was.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// Preference per unit of Go and per unit of NoGo activity.
    pub gains: [f32; 2],
    /// Inverse temperature.
    pub beta: f32,
    /// Actions on offer, a bit each; 0 is all.
    pub offer: u8,
    /// The action that was chosen.
    pub chosen: Option<u8>,
    /// How much of what would usually be done is taken away from the feedback, 0 to 1.
    pub contrast: f32,
}

/// Activity and feedback for one input.
pub struct Reactivated {
    /// What each projection of the way sends.
    pub sent: Vec<Lanes>,
    /// What each region's units are held responsible for.
    pub credit: Vec<Lanes>,
    /// Probabilities of the actions.
    pub policy: [f32; ACTIONS],
}

/// Activity for an input in equilibrium, and what the chosen action sends back down.
#[must_use]
pub fn reactivate(net: &Net, input: &Lanes, mask: Option<&Lanes>, decision: Decision) -> Reactivated {
    let Pass { rates, sent, .. } = forward(net, input, mask);
    let mut apical: Vec<Lanes> = rates.iter().map(|r| Lanes::zeros(r.len())).collect();
    let Some(caudate) = net.carriers.caudate else {
        return Reactivated { sent, credit: apical, policy: [0.0; ACTIONS] };
    };
    let units = net.units(caudate);
    let q = channels::preferences(&rates[caudate], units, decision.gains);
    let policy = channels::policy(q, decision.beta, decision.offer);
    channels::feed_back(&mut apical[caudate], units, decision.chosen, &policy, decision.contrast);
    let mut credit = apical.clone();
    let mut responsible = |apical: &[Lanes], k: usize| {
        credit[k] = apical[k].clone();
        credit[k].iter_mut().zip(rates[k].iter()).for_each(|(c, r)| *c *= slope(*r));
        credit[k].clone()
    };
    for &p in net.way.iter().rev() {
        let (pre, post) = (net.projections[p].pre, net.projections[p].post);
        let onto = responsible(&apical, post);
        net.projections[p].feed_back(&onto, &mut apical[pre]);
    }
    Reactivated { sent, credit, policy }
}
