//! Waiting for a reward that takes its time: at each moment of decision the brain stays or leaves.
//!
//! `p(stay) = 1 / (1 + exp(-beta (O - effort)))`: `O` is the value of the present offer as orbitofrontal
//! cortex holds it, `effort` what it must be worth; `beta` is `wait_steepness` with the randomness of tonic
//! noradrenaline. `O = spared (V - A)`: the value that ventral striatum has learned, discounted over the
//! horizon that tonic serotonin sets, less what the amygdala fears, as far as a lesion spares orbitofrontal
//! cortex. Without it every offer is worth nothing, and the brain stays or leaves whatever there is to come,
//! while value, its error and what is learned are as before. A brain that leaves gives up a prediction: the
//! fall of value that follows is its own doing and no error. Serotonin acts on waiting by the horizon only,
//! and by that in learning: weights hold what was learned over the horizon at the time.
//!
//! Simplified: orbitofrontal cortex copies value at once and without loss, and learns nothing of its own.
//! Serotonin does not act there. The rates of its units follow what is seen and hold nothing of the offer. A
//! brain that has no orbitofrontal cortex decides by value itself.
//! Left out: value does not come to know how often the brain leaves, for leaving causes no error.
//! Sources: waiting and serotonin, Miyazaki et al. 2018, doi:10.1038/s41467-018-04496-y; horizon, Doya 2002,
//! doi:10.1016/S0893-6080(02)00044-8; value of an offer in orbitofrontal cortex, Padoa-Schioppa & Assad 2006,
//! doi:10.1038/nature04676; its part in waiting, Miyazaki et al. 2020, doi:10.1126/sciadv.abc7246.

use crate::brain::net::Net;
use crate::brain::signals::Signals;
use crate::modulators::gates;
use crate::modulators::receptor::Receptors;
use crate::num::exp;
use crate::params::Params;

/// Probability of waiting on.
#[must_use]
pub fn stay(value: f32, effort: f32, steepness: f32) -> f32 {
    1.0 / (1.0 + exp(-steepness * (value - effort)))
}

/// Value of the present offer as orbitofrontal cortex holds it, in rewards.
#[must_use]
pub fn offer(net: &Net, signals: &Signals) -> f32 {
    let spared = net.carriers.orbitofrontal.map_or(1.0, |place| net.populations[place].spared());
    spared * (signals.value - signals.aversive_value)
}

/// Probability of staying now. Reads the value of the last tick.
#[must_use]
pub fn inclination(net: &Net, receptors: &Receptors, signals: &Signals, params: &Params) -> f32 {
    let steepness = params.wait_steepness * gates::steepness(receptors, net.places.dlpfc, params);
    stay(offer(net, signals), params.effort, steepness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_the_effort_is_waited_for() {
        assert_eq!(stay(0.3, 0.3, 10.0), 0.5);
        assert!(stay(0.6, 0.3, 10.0) > 0.9 && stay(0.0, 0.3, 10.0) < 0.1);
        assert_eq!(stay(0.6, 0.3, 0.0), 0.5);
    }
}
