//! Priming: upstream first. At the end of a trial the weights of one level take their changes, the event is
//! reinstated on them, and the level above is tagged anew on what it hears then, before it takes its own.
//!
//! For each level in the order of the way from sense to action (`priming` 1; -1 reverses it; 0 lets all take theirs at
//! once): `W += dW`; rates and credit anew, in equilibrium, from the thalamic pattern of the trial as the
//! hippocampus gives it back (with fresh noise); the pairs of the levels still to come keep what dopamine made of them
//! and hold the new activity.
//!
//! That rewarded events are reactivated is known (Singer & Frank 2009, doi:10.1016/j.neuron.2009.11.016); that it
//! happens level by level and within a trial is a prediction of the model. Simplified: computed at once at the
//! trial's end.

use crate::brain::choice::action::{ACTIONS, policy, preferences};
use crate::brain::net::population::slope;
use crate::kernels::Lanes;
use crate::measures::alignment::gradient;
use crate::num::clamp;
use crate::run::state::State;

impl State {
    /// Weights on the way from sense to action take their changes.
    pub(crate) fn flush_way(&mut self) {
        let mut levels = self.levels();
        if self.params.priming < 0.0 {
            levels.reverse();
        }
        let primed = self.params.priming != 0.0 && self.actor.chosen.is_some();
        for n in 0..levels.len() {
            for &p in &levels[n] {
                let rate = self.rate(p);
                self.projections[p].flush(rate, self.params.reciprocity);
            }
            if primed && n + 1 < levels.len() {
                let still: Vec<usize> = levels[n + 1..].concat();
                self.reinstate(&still);
            }
        }
    }

    /// Projections of the way by the region in which they end, in the order of the way.
    fn levels(&self) -> Vec<Vec<usize>> {
        let mut levels: Vec<Vec<usize>> = Vec::new();
        for &p in &self.way {
            let post = self.projections[p].post;
            match levels.iter_mut().find(|level| self.projections[level[0]].post == post) {
                Some(level) => level.push(p),
                None => levels.push(vec![p]),
            }
        }
        levels
    }

    /// The event once more, on the weights as they are now: the pairs of the projections `still` to change hold what
    /// is active now.
    fn reinstate(&mut self, still: &[usize]) {
        let mut input = self.cues_now[0].clone();
        let noise = self.params.priming_noise;
        for x in input.iter_mut().filter(|x| **x > 0.0) {
            *x = clamp(*x + noise * self.noise.normal(), 0.0, 3.0);
        }
        // What was learned changes what would be usual only slowly, but it changes what centring takes away at once.
        self.centre();
        let offer = self.asked.map_or(0, |question| question.offer);
        let (sent, credit, _) = self.reactivate(&input, offer);
        for (n, &p) in self.way.iter().enumerate() {
            if still.contains(&p) {
                let projection = &mut self.projections[p];
                projection.tags.rewrite(&sent[n], &credit[projection.post]);
            }
        }
    }

    /// Activity and feedback for an input, in equilibrium, with these actions on offer (0 is all): what each projection of the way sends, the credit of every
    /// region's units, and the policy.
    pub(crate) fn reactivate(&self, input: &Lanes, offer: u8) -> (Vec<Lanes>, Vec<Lanes>, [f32; ACTIONS]) {
        let (rates, sent) = gradient::activity(self, input);
        let mut apical: Vec<Lanes> = rates.iter().map(|r| Lanes::zeros(r.len())).collect();
        let Some(caudate) = self.actor.caudate else { return (sent, apical, [0.0; ACTIONS]) };
        let units = usize::from(self.populations[caudate].units);
        let q = preferences(&rates[caudate], units, self.go_nogo());
        let mut actor = self.actor.clone();
        actor.policy = policy(q, self.params.inverse_temperature, offer);
        actor.feed_back(&mut apical[caudate], units, self.params.choice_contrast);
        let mut credit = apical.clone();
        let mut responsible = |apical: &[Lanes], k: usize| {
            credit[k] = apical[k].clone();
            credit[k].iter_mut().zip(rates[k].iter()).for_each(|(c, r)| *c *= slope(*r));
            credit[k].clone()
        };
        for &p in self.way.iter().rev() {
            let (pre, post) = (self.projections[p].pre, self.projections[p].post);
            let onto = responsible(&apical, post);
            self.projections[p].feed_back(&onto, &mut apical[pre]);
        }
        (sent, credit, actor.policy)
    }
}
