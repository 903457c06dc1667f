//! From striatum to action: channels, preferences, choice.
//!
//! The units of the caudate lie in [`ACTIONS`] channels, in each of them one half D1 (Go), one half D2 (NoGo):
//! `q_k = gain (sum D1 - sum D2)`, `p_k = exp(beta q_k) / sum exp(beta q)`; the action is drawn from `p`.
//! What comes back from the action to channel `k` is `z_k - contrast p_k`, `z` the choice: the signal of
//! attention to what was chosen; times +1 on D1 and -1 on D2.
//!
//! Left out: pallidum, subthalamic nucleus and thalamus as units of the choice (they are lumped into the softmax),
//! the time that a choice takes.
//! Sources: Frank 2005, doi:10.1162/0898929052880093 (Go, NoGo); Roelfsema & van Ooyen 2005,
//! doi:10.1162/0899766054615699 (feedback from the chosen action).

use crate::num::exp;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Number of actions.
pub const ACTIONS: usize = 4;

/// What the actor does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Place of the caudate among the populations, if the brain has one.
    pub caudate: Option<usize>,
    /// Chance in the choice of actions.
    pub chance: Stream,
    /// The action chosen in this trial.
    pub chosen: Option<u8>,
    /// Probabilities at the moment of choice.
    pub policy: [f32; ACTIONS],
    /// Ticks for which the choice still feeds back.
    pub feedback: u32,
}

/// +1 for a D1, -1 for a D2 unit; the channel it lies in.
#[must_use]
pub const fn channel(unit: usize, units: usize) -> (usize, f32) {
    let per = units / ACTIONS;
    let k = unit / per;
    (if k < ACTIONS { k } else { ACTIONS - 1 }, if unit % per < per / 2 { 1.0 } else { -1.0 })
}

/// Preferences `q` from the rates of the caudate.
#[must_use]
pub fn preferences(rates: &[f32], units: usize, gain: f32) -> [f32; ACTIONS] {
    let mut q = [0.0; ACTIONS];
    for (j, r) in rates[..units].iter().enumerate() {
        let (k, sign) = channel(j, units);
        q[k] += gain * sign * r;
    }
    q
}

/// Softmax of `q` with inverse temperature `beta`.
#[must_use]
pub fn policy(q: [f32; ACTIONS], beta: f32) -> [f32; ACTIONS] {
    let best = q.into_iter().fold(f32::MIN, |a, b| if b > a { b } else { a });
    let mut p = q.map(|q| exp(beta * (q - best)));
    let total: f32 = p.iter().sum();
    p.iter_mut().for_each(|p| *p /= total);
    p
}

/// Draws an action.
fn draw(policy: &[f32; ACTIONS], chance: &mut Stream) -> u8 {
    let mut left = chance.uniform();
    for (k, p) in policy.iter().enumerate() {
        left -= p;
        if left < 0.0 {
            return k as u8;
        }
    }
    ACTIONS as u8 - 1
}

impl Actor {
    /// Nothing chosen yet.
    #[must_use]
    pub const fn new(caudate: Option<usize>, chance: Stream) -> Self {
        Self { caudate, chance, chosen: None, policy: [0.0; ACTIONS], feedback: 0 }
    }

    /// Draws an action from the present policy.
    pub fn draw(&mut self) -> u8 {
        draw(&self.policy, &mut self.chance)
    }

    /// Feedback onto the apical dendrites of the caudate.
    pub fn feed_back(&self, apical: &mut [f32], units: usize, contrast: f32) {
        for (j, a) in apical[..units].iter_mut().enumerate() {
            let (k, sign) = channel(j, units);
            let z = if self.chosen == Some(k as u8) { 1.0 } else { 0.0 };
            *a = sign * (z - contrast * self.policy[k]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_sums_to_one_and_prefers_the_best() {
        let p = policy([0.0, 1.0, -30.0, 0.5], 1.0);
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(p[1] > p[3] && p[3] > p[0] && p[2] < 1e-6);
    }

    #[test]
    fn draws_follow_the_policy() {
        let mut chance = Stream::new(1, "choice");
        let p = [0.1, 0.2, 0.3, 0.4];
        let mut n = [0.0; ACTIONS];
        (0..20_000).for_each(|_| n[usize::from(draw(&p, &mut chance))] += 1.0 / 20_000.0);
        assert!(n.iter().zip(p).all(|(n, p)| (n - p).abs() < 0.02), "{n:?}");
    }

    #[test]
    fn go_and_nogo_of_the_chosen_channel_hear_opposite_signs() {
        let actor = Actor { chosen: Some(2), policy: [0.25; ACTIONS], ..Actor::new(None, Stream::new(1, "choice")) };
        let mut apical = [0.0; 16];
        actor.feed_back(&mut apical, 16, 1.0);
        assert_eq!(apical[8..12], [0.75, 0.75, -0.75, -0.75]);
        assert_eq!(apical[0], -0.25);
    }
}
