//! From striatum to action: channels, preferences, policy, and what comes back from the action taken.
//!
//! The units of the caudate lie in [`ACTIONS`] channels, in each of them one half D1 (Go), one half D2
//! (NoGo): `q_k = gain (T1 sum D1 - T2 sum D2)`, `p_k = exp(beta q_k) / sum exp(beta q)` over the actions on
//! offer; the action is drawn from `p`. `T1` and `T2` are what tonic dopamine makes of Go and NoGo
//! (`gates::go_nogo`). What comes back from the action to channel `k` is `z_k - contrast p_k`, `z` the
//! choice, times +1 on D1 and -1 on D2. This is the signal of attention to what was chosen.
//!
//! Left out: pallidum, subthalamic nucleus and thalamus as units of the choice (they are lumped into the
//! softmax), the time that a choice takes.
//! Sources: Frank 2005, doi:10.1162/0898929052880093 (Go, NoGo); Roelfsema & van Ooyen 2005,
//! doi:10.1162/0899766054615699 (feedback from the chosen action).

use crate::experiment::limits::ACTIONS;
use crate::num::exp;
use crate::rng::Stream;

/// +1 for a D1, -1 for a D2 unit; the channel it lies in.
#[must_use]
pub const fn channel(unit: usize, units: usize) -> (usize, f32) {
    let per = units / ACTIONS;
    let k = unit / per;
    (if k < ACTIONS { k } else { ACTIONS - 1 }, if unit % per < per / 2 { 1.0 } else { -1.0 })
}

/// Preferences `q` from the rates of the caudate; `gain` is that of Go and that of NoGo.
#[must_use]
pub fn preferences(rates: &[f32], units: usize, gain: [f32; 2]) -> [f32; ACTIONS] {
    let mut q = [0.0; ACTIONS];
    for (j, r) in rates[..units].iter().enumerate() {
        let (k, sign) = channel(j, units);
        q[k] += if sign > 0.0 { gain[0] } else { gain[1] } * sign * r;
    }
    q
}

/// Softmax of `q` with inverse temperature `beta` over the actions on offer, a bit each; 0 is all.
#[must_use]
pub fn policy(q: [f32; ACTIONS], beta: f32, offer: u8) -> [f32; ACTIONS] {
    let offered = |k: usize| offer == 0 || offer >> k & 1 == 1;
    let best = (0..ACTIONS).filter(|k| offered(*k)).fold(f32::MIN, |best, k| if q[k] > best { q[k] } else { best });
    let mut p = [0.0; ACTIONS];
    (0..ACTIONS).filter(|k| offered(*k)).for_each(|k| p[k] = exp(beta * (q[k] - best)));
    let total: f32 = p.iter().sum();
    p.iter_mut().for_each(|p| *p /= total);
    p
}

/// Draws an action; never one whose probability is 0.
pub fn draw(policy: &[f32; ACTIONS], chance: &mut Stream) -> u8 {
    let mut left = chance.uniform();
    for (k, p) in policy.iter().enumerate() {
        left -= p;
        if left < 0.0 {
            return k as u8;
        }
    }
    policy.iter().rposition(|p| *p > 0.0).unwrap_or(ACTIONS - 1) as u8
}

/// Feedback of an action onto the apical dendrites of the caudate's first `units`.
pub fn feed_back(apical: &mut [f32], units: usize, chosen: Option<u8>, policy: &[f32; ACTIONS], contrast: f32) {
    for (j, a) in apical[..units].iter_mut().enumerate() {
        let (k, sign) = channel(j, units);
        let z = if chosen == Some(k as u8) { 1.0 } else { 0.0 };
        *a = sign * (z - contrast * policy[k]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_sums_to_one_and_prefers_the_best() {
        let p = policy([0.0, 1.0, -30.0, 0.5], 1.0, 0);
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(p[1] > p[3] && p[3] > p[0] && p[2] < 1e-6);
        assert_eq!(policy([0.0, 1.0, -30.0, 0.5], 1.0, 0b1111), p);
    }

    #[test]
    fn only_actions_on_offer_are_chosen() {
        let p = policy([0.0, 9.0, -3.0, 9.0], 1.0, 0b0101);
        assert!((p[0] + p[2] - 1.0).abs() < 1e-6 && p[1] == 0.0 && p[3] == 0.0 && p[0] > p[2]);
        let mut chance = Stream::new(1, "choice");
        assert!((0..1000).all(|_| draw(&p, &mut chance).is_multiple_of(2)));
    }

    #[test]
    fn go_and_nogo_have_gains_of_their_own() {
        // Channel 0 has Go only, channel 1 NoGo only; four units per channel.
        let mut rates = [0.0; 16];
        (rates[0], rates[6]) = (1.0, 1.0);
        assert_eq!(preferences(&rates, 16, [1.5, 1.5])[..2], [1.5, -1.5]);
        assert_eq!(preferences(&rates, 16, [3.0, 0.5])[..2], [3.0, -0.5]);
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
        let mut apical = [0.0; 16];
        feed_back(&mut apical, 16, Some(2), &[0.25; ACTIONS], 1.0);
        assert_eq!(apical[8..12], [0.75, 0.75, -0.75, -0.75]);
        assert_eq!(apical[0], -0.25);
    }
}
