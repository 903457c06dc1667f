//! What lies before the first trial: habituation and a night's sleep, when the task asks for actions.
//!
//! *Habituation*: stimuli without reward, from which each region learns its usual rates; twice, since what a
//! region usually does depends on what the one below usually does.
//! *Shaping*: free rewards have taught the critic to expect what chance brings. Without it the first rewards
//! only ever surprise for the better. An action that a neighbouring stimulus has taught is then never
//! unlearned (task 1: 73 trials and up to 223 without it, 64 and at most 82 with it; seeds 301 to 320).
//! *Sleep*: each projection on the way from sense to action is driven by spontaneous patterns of its own. Its
//! feedback synapses become a mirror of the forward ones (see `brain::net::feedback`). Units have no bias
//! then: those of a sparse region would hardly ever fire.
//!
//! Simplified: both are computed at once and not tick by tick, with rates in equilibrium and no modulators.

use crate::brain::net::Net;
use crate::brain::net::equilibrium::forward;
use crate::brain::net::feedback::rms;
use crate::brain::net::population::Response;
use crate::kernels::{Lanes, kernel_axpy};
use crate::num::{clamp, sum};
use crate::params::Params;
use crate::rng::Stream;

/// Standard deviation of spontaneous activity, in rates.
const SPONTANEOUS: f32 = 0.3;

/// Habituation: unrewarded stimuli, given by `input`, from which regions learn their usual rates.
pub fn habituate(net: &mut Net, params: &Params, mut input: impl FnMut(&Net) -> Option<Lanes>) {
    for round in 0..2 {
        for n in 0..params.habituation as u32 {
            if let Some(input) = input(net) {
                let rates = forward(net, &input, None).rates;
                net.populations.iter_mut().zip(rates).for_each(|(population, rates)| population.rate = rates);
            }
            let rate = 1.0 / (1.0 + n as f32);
            net.accustom(if round == 1 { clamp(rate, 0.0, 0.1) } else { rate });
            net.centre();
        }
    }
}

/// Sleep: the feedback synapses of every projection become like its forward weights.
pub fn sleep(net: &mut Net, params: &Params, seed: u64) {
    net.quieten();
    let mut dreams = Stream::new(seed, "sleep");
    for p in 0..net.projections.len() {
        mirror(net, p, params.mirror_patterns as u32, &mut dreams);
    }
}

/// Spontaneous patterns in one projection; its feedback becomes like its forward weights.
fn mirror(net: &mut Net, p: usize, patterns: u32, dreams: &mut Stream) {
    let (pre, post) = (net.projections[p].pre, net.projections[p].post);
    let (n_pre, n_post) = (net.units(pre), net.units(post));
    if patterns == 0 || net.projections[p].feedback.is_none() {
        return;
    }
    debug_assert_eq!(net.populations[post].response, Response::Centred);
    let projection = &mut net.projections[p];
    let span = usize::from(projection.span.0)..usize::from(projection.span.1);
    let Some(mut feedback) = projection.feedback.take() else { return };
    let size = rms(projection.weights());
    feedback.clear();
    let (mut x, mut y, mut mean) = (Lanes::zeros(n_pre), Lanes::zeros(n_post), Lanes::zeros(n_post));
    for n in 0..patterns {
        x[span.clone()].iter_mut().for_each(|x| *x = SPONTANEOUS * dreams.normal());
        y.fill(0.0);
        for i in span.clone() {
            kernel_axpy(&mut y, projection.row(i), x[i]);
        }
        for (y, mean) in y[..n_post].iter_mut().zip(mean.iter_mut()) {
            let rate = if *y > 0.0 { *y / (1.0 + *y) } else { 0.0 };
            *mean += (rate - *mean) / (1.0 + n as f32);
            *y = rate - *mean;
        }
        feedback.mirror(&x, &y);
    }
    feedback.scale_to(size);
    debug_assert!(sum(feedback.weights()).is_finite());
    projection.feedback = Some(feedback);
}
