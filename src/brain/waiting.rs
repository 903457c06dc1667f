//! Waiting for a reward that takes its time: at each moment of decision the brain stays or leaves.
//!
//! `p(stay) = 1 / (1 + exp(-beta (O - effort)))`: `O` is the value of the present offer as orbitofrontal cortex holds it,
//! `effort` what it must be worth; `beta` is `wait_steepness` with the randomness of tonic noradrenaline. `O = spared (V -
//! A)`: the value that ventral striatum has learned, discounted over the horizon that tonic serotonin sets, less what the
//! amygdala fears, as far as a lesion spares orbitofrontal cortex. Without it every offer is worth nothing, and the brain
//! stays or leaves whatever there is to come, while value, its error and what is learned are as before. Who leaves gives up a prediction: the fall of value that follows is
//! of its own making and no error. Serotonin acts on waiting by the horizon only, and by that in learning: weights
//! hold what was learned over the horizon at the time.
//!
//! Simplified: orbitofrontal cortex copies value at once and without loss, it learns nothing of its own, serotonin does not
//! act there, and the rates of its units, which follow what is seen, say nothing of the offer; a brain that has none
//! decides by value itself. Left out: that value could come to know how often one leaves; errors do not hear of it.
//! Sources: waiting and serotonin, Miyazaki et al. 2018, doi:10.1038/s41467-018-04496-y; horizon, Doya 2002,
//! doi:10.1016/S0893-6080(02)00044-8; value of an offer in orbitofrontal cortex, Padoa-Schioppa & Assad 2006,
//! doi:10.1038/nature04676; its part in waiting, Miyazaki et al. 2020, doi:10.1126/sciadv.abc7246.

use crate::modulators::gates;
use crate::num::exp;
use crate::run::recorder::ms_since_cue;
use crate::run::state::State;
use crate::tasks::{Moment, World};

/// Probability of waiting on.
#[must_use]
pub fn stay(value: f32, effort: f32, steepness: f32) -> f32 {
    1.0 / (1.0 + exp(-steepness * (value - effort)))
}

impl State {
    /// Value of the present offer as orbitofrontal cortex holds it, in rewards.
    #[must_use]
    pub fn offer(&self) -> f32 {
        let spared = self.carriers.orbitofrontal.map_or(1.0, |place| self.populations[place].spared());
        spared * (self.critic.value - self.aversive_value())
    }

    /// Where the world lets the brain leave, it stays or leaves. Reads the value of the last tick.
    pub(crate) fn wait(&mut self, world: World, moment: Moment) {
        if world.begins {
            self.actor.left = false;
        }
        if !world.wait {
            return;
        }
        let steepness = self.params.wait_steepness * gates::steepness(&self.receptors, self.places.dlpfc, &self.params);
        if self.actor.chance.uniform() < stay(self.offer(), self.params.effort, steepness) {
            return;
        }
        self.actor.left = true;
        self.task.leave();
        self.time_cells.silence();
        self.recorder.left_ms = Some(ms_since_cue(moment));
    }
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
