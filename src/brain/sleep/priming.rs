//! Priming: upstream first. At the end of a trial the weights of one level take their changes, and the event
//! is reinstated on them. The level above is tagged anew on what it then receives, before it takes its own
//! changes.
//!
//! For each level in the order of the way from sense to action (`priming` 1; -1 reverses it; 0 lets all take
//! theirs at once): `W += dW`; rates and credit anew, in equilibrium, from the thalamic pattern of the trial
//! as the hippocampus gives it back (with fresh noise). The pairs of the levels still to come keep what
//! dopamine made of them and hold the new activity.
//!
//! That rewarded events are reactivated is known (Singer & Frank 2009, doi:10.1016/j.neuron.2009.11.016);
//! that it happens level by level and within a trial is a prediction of the model.
//! Simplified: computed at once at the trial's end.

use crate::brain::net::Net;
use crate::brain::net::equilibrium::{Decision, reactivate};
use crate::brain::signals::Signals;
use crate::kernels::Lanes;
use crate::num::clamp;
use crate::params::Params;
use crate::rng::Stream;

/// The event of a trial, as it can be brought back.
pub struct Event<'a> {
    /// The thalamic pattern of the trial.
    pub cue: &'a Lanes,
    /// The mask of association cortex under an input.
    pub mask: &'a dyn Fn(&Lanes, &Net) -> Option<Lanes>,
    /// What was chosen, and how.
    pub decision: Decision,
}

/// Weights on the way from sense to action take their changes: where primed, level by level, each on what the
/// levels before it have learned.
pub fn flush_way(net: &mut Net, event: Event<'_>, noise: &mut Stream, signals: &Signals, params: &Params) {
    let mut levels = levels(net);
    if params.priming < 0.0 {
        levels.reverse();
    }
    let primed = params.priming != 0.0 && event.decision.chosen.is_some();
    for n in 0..levels.len() {
        for &p in &levels[n] {
            let rate = net.rate(p, signals, params);
            net.projections[p].flush(rate, params.reciprocity);
        }
        if primed && n + 1 < levels.len() {
            let still: Vec<usize> = levels[n + 1..].concat();
            reinstate(net, &event, &still, params.priming_noise, noise);
        }
    }
}

/// Projections of the way by the region in which they end, in the order of the way.
fn levels(net: &Net) -> Vec<Vec<usize>> {
    let mut levels: Vec<Vec<usize>> = Vec::new();
    for &p in &net.way {
        let post = net.projections[p].post;
        match levels.iter_mut().find(|level| net.projections[level[0]].post == post) {
            Some(level) => level.push(p),
            None => levels.push(vec![p]),
        }
    }
    levels
}

/// The event once more, on the weights as they are now: the pairs of the projections `still` to change hold
/// what is active now.
fn reinstate(net: &mut Net, event: &Event<'_>, still: &[usize], strength: f32, noise: &mut Stream) {
    let mut input = event.cue.clone();
    for x in input.iter_mut().filter(|x| **x > 0.0) {
        *x = clamp(*x + strength * noise.normal(), 0.0, 3.0);
    }
    // What was learned changes what would be usual only slowly, but it changes what centring takes away at
    // once.
    net.centre();
    let mask = (event.mask)(&input, net);
    let again = reactivate(net, &input, mask.as_ref(), event.decision);
    for n in 0..net.way.len() {
        let p = net.way[n];
        if still.contains(&p) {
            let projection = &mut net.projections[p];
            projection.tags.rewrite(&again.sent[n], &again.credit[projection.post]);
        }
    }
}
