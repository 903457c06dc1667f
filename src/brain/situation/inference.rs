//! Inference of the situation where no cue tells it. Each context cell predicts reward for a stimulus and an
//! action; outcomes say which prediction to believe.
//!
//! `R_k = chance + w_ka x`, between 0.02 and 0.98, for stimulus `x` and action `a`; a newcomer, a situation
//! never met, predicts chance. After an outcome `p_k <- L_k ((1 - hazard) p_k + hazard / (K + 1))`,
//! normalised, `L_k` being `R_k` after a reward and `1 - R_k` without. The cell that is believed 1.5 times as
//! much as the active one takes over. Where the newcomer is believed ten times as much as the best of them, a
//! cell is recruited. Predictions are learned in proportion to belief, `w_ka += 0.3 p_k (r - R_k) x / |x|^2`.
//! What the actor takes from a trial is scaled by the trust in the active cell, `min(1, 2 p)`: what happened
//! in another situation is not learned in this one.
//!
//! Sources: latent causes, Gershman, Blei & Niv 2010, doi:10.1037/a0017808; inference of task sets, Collins &
//! Frank 2013, doi:10.1037/a0030852; orbitofrontal cortex as a map of hidden states, Wilson et al. 2014,
//! doi:10.1016/j.neuron.2013.11.005; dopamine errors follow belief, Babayan, Uchida & Gershman 2018,
//! doi:10.1038/s41467-018-04397-0. The factors and the rate are ours.
//! Simplified: computed once per trial, at its end, and not by rate units.

use crate::experiment::limits::ACTIONS;
use crate::kernels::{Lanes, kernel_axpy, kernel_dot};
use crate::num::clamp;
use serde::{Deserialize, Serialize};

/// Belief over that in the active cell from which another takes over.
const LEAD: f32 = 1.5;
/// Belief in the newcomer over that in the best known cell from which one is recruited: rather an old one
/// than one more.
const RECRUIT: f32 = 10.0;
/// Learning rate of the predictions.
const RATE: f32 = 0.3;
/// Reward expected in a situation never met.
const CHANCE: f32 = 1.0 / ACTIONS as f32;
/// Distance of every prediction from 0 and 1: nothing is certain.
const DOUBT: f32 = 0.02;

/// Which situation the next trial belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The same situation.
    Stay,
    /// A known one has come back.
    Switch(usize),
    /// One never met.
    Recruit,
}

/// Predictions of the cells there are, and how far each is believed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inference {
    /// By cell: a row of features per action.
    models: Vec<[Lanes; ACTIONS]>,
    /// By cell, the newcomer's last; sums to 1.
    belief: Vec<f32>,
}

impl Inference {
    /// The first situation, believed in without rival.
    pub fn begin(&mut self, features: usize) {
        self.models = vec![std::array::from_fn(|_| Lanes::zeros(features))];
        self.belief = vec![1.0, 0.0];
    }

    /// Is there a situation yet?
    #[must_use]
    pub fn begun(&self) -> bool {
        !self.models.is_empty()
    }

    /// Reward that cell `k` predicts.
    #[must_use]
    pub fn predicted(&self, k: usize, x: &[f32], action: usize) -> f32 {
        let learned = self.models.get(k).map_or(0.0, |model| kernel_dot(&model[action], x));
        clamp(CHANCE + learned, DOUBT, 1.0 - DOUBT)
    }

    /// How far cell `k` is believed, 0 to 1.
    #[must_use]
    pub fn belief(&self, k: usize) -> f32 {
        self.belief.get(k).copied().unwrap_or(1.0)
    }

    /// Factor on what is learned while cell `active` is taken to be the situation.
    #[must_use]
    pub fn trust(&self, active: usize) -> f32 {
        clamp(2.0 * self.belief(active), 0.0, 1.0)
    }

    /// Takes in the outcome of `action` on stimulus `x`, and decides on the situation.
    pub fn judge(&mut self, active: usize, (x, action): (&[f32], usize), rewarded: bool, hazard: f32) -> Turn {
        let predicted: Vec<f32> = (0..self.belief.len()).map(|k| self.predicted(k, x, action)).collect();
        let even = hazard / self.belief.len() as f32;
        let mut total = 0.0;
        for (p, r) in self.belief.iter_mut().zip(&predicted) {
            *p = (if rewarded { *r } else { 1.0 - r }) * ((1.0 - hazard) * *p + even);
            total += *p;
        }
        self.belief.iter_mut().for_each(|p| *p /= total);
        let outcome = if rewarded { 1.0 } else { 0.0 };
        let norm = kernel_dot(x, x);
        for ((model, p), r) in self.models.iter_mut().zip(&self.belief).zip(&predicted) {
            if norm > 0.0 {
                kernel_axpy(&mut model[action], x, RATE * p * (outcome - r) / norm);
            }
        }
        self.decide(active)
    }

    fn decide(&self, active: usize) -> Turn {
        let known = self.models.len();
        let best = (0..known).fold(active, |a, b| if self.belief[b] > self.belief[a] { b } else { a });
        if self.belief[known] > RECRUIT * self.belief[best] {
            Turn::Recruit
        } else if self.belief[best] > LEAD * self.belief[active] {
            Turn::Switch(best)
        } else {
            Turn::Stay
        }
    }

    /// The newcomer becomes a cell, with its belief; another newcomer waits.
    pub fn recruit(&mut self) {
        let features = self.models.first().map_or(0, |model| model[0].len());
        self.models.push(std::array::from_fn(|_| Lanes::zeros(features)));
        self.belief.push(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks of a world in which action `world[n]` is rewarded; the active cell's best action is taken, or,
    /// every fifth time, the next one. Cells recruited, and trials until the right one is active after each
    /// change.
    fn run(worlds: &[usize], hazard: f32) -> (usize, Vec<usize>) {
        let mut inference = Inference::default();
        inference.begin(16);
        let mut x = Lanes::zeros(16);
        x[3] = 1.0;
        let (mut active, mut home, mut late) = (0, [None; ACTIONS], Vec::new());
        for &world in worlds {
            let mut found = None;
            for n in 0..100 {
                let best = (0..ACTIONS).fold(0, |a, b| {
                    if inference.predicted(active, &x, b) > inference.predicted(active, &x, a) { b } else { a }
                });
                let action = if n % 5 == 4 { (best + n) % ACTIONS } else { best };
                match inference.judge(active, (&x, action), action == world, hazard) {
                    Turn::Stay => {}
                    Turn::Switch(k) => active = k,
                    Turn::Recruit => {
                        inference.recruit();
                        active = inference.models.len() - 1;
                    }
                }
                if found.is_none() && home[world] == Some(active) {
                    found = Some(n);
                }
            }
            home[world] = Some(active);
            late.push(found.unwrap_or(100));
        }
        (inference.models.len(), late)
    }

    #[test]
    fn a_new_situation_gets_a_cell_and_an_old_one_is_found_again() {
        let (cells, late) = run(&[0, 1, 2, 0, 1, 2], 0.01);
        assert_eq!(cells, 3);
        assert!(late[3..].iter().all(|&n| n < 20), "{late:?}");
    }

    #[test]
    fn without_hazard_nothing_ever_changes() {
        assert_eq!(run(&[0, 1, 2], 0.0).0, 1);
    }
}
