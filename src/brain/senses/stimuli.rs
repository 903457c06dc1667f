//! What the senses send: patterns over the thalamus.
//!
//! A *stimulus* is a bump on a ring of units: neighbours resemble each other, as orientations and directions
//! do. The *cue of a rule* is a bump on the units behind them.

use crate::kernels::Lanes;
use crate::num::exp;

/// Width (standard deviation) of a stimulus' bump, in units of a ring of 64.
const WIDTH: f32 = 4.0;
/// The same for the cue of a rule, on its ring of 16.
const RULE_WIDTH: f32 = 1.5;

/// Adds a bump of `strength` at the position `at` (0 to 1) of the ring of units `from..to`.
fn bump(pattern: &mut [f32], (from, to): (usize, usize), at: f32, width: f32, strength: f32) {
    let n = (to - from) as f32;
    for (i, x) in pattern[from..to].iter_mut().enumerate() {
        let d = (i as f32 - at * n).abs();
        let d = if d > n / 2.0 { n - d } else { d };
        *x += strength * exp(-0.5 * (d / width) * (d / width));
    }
}

/// One trial's stimulus, before noise.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Which stimulus of how many.
    pub stimulus: (u8, u32),
    /// Which distractor, and its strength; 0 is none, and the stimulus has the whole ring.
    pub distractor: (u8, f32),
    /// How far both are moved, in distances between neighbours.
    pub moved: f32,
    /// Does the distractor take the stimulus' half of the ring, and the stimulus its?
    pub swapped: bool,
    /// Which rule is cued, if any.
    pub rule: Option<u8>,
}

/// Writes a stimulus into `pattern`; units from `rule_units` on carry the cue of a rule.
pub fn show(shown: Shown, rule_units: usize, units: usize, pattern: &mut Lanes) {
    pattern.fill(0.0);
    let (s, kinds) = shown.stimulus;
    let at = |k: u8| (f32::from(k) + shown.moved) / kinds as f32;
    let (d, strength) = shown.distractor;
    if strength > 0.0 {
        let (first, second) = ((0, rule_units / 2), (rule_units / 2, rule_units));
        let (relevant, other) = if shown.swapped { (second, first) } else { (first, second) };
        bump(pattern, relevant, at(s), WIDTH / 2.0, 1.0);
        bump(pattern, other, at(d), WIDTH / 2.0, strength);
    } else {
        bump(pattern, (0, rule_units), at(s), WIDTH, 1.0);
    }
    if let Some(rule) = shown.rule
        && units > rule_units
    {
        bump(pattern, (rule_units, units), f32::from(rule) / 4.0, RULE_WIDTH, 1.0);
    }
}

/// Writes the cue of a rule, and in place of a stimulus one of two marks: keep this, or not.
pub fn mark(keep: bool, rule: u8, rule_units: usize, pattern: &mut Lanes) {
    pattern.fill(0.0);
    let units = pattern.len();
    bump(pattern, (0, rule_units), if keep { 0.25 } else { 0.75 }, WIDTH, 1.0);
    if units > rule_units {
        bump(pattern, (rule_units, units), f32::from(rule) / 4.0, RULE_WIDTH, 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stimuli_move_and_change_places_with_distractors() {
        let of = |stimulus: u8, distractor: u8, moved: f32, swapped: bool| {
            let mut pattern = Lanes::zeros(80);
            let shown = Shown { stimulus: (stimulus, 8), distractor: (distractor, 1.0), moved, swapped, rule: None };
            show(shown, 64, 80, &mut pattern);
            pattern
        };
        assert_eq!(of(2, 5, 0.0, true), of(5, 2, 0.0, false));
        assert_ne!(of(2, 5, 0.5, false), of(2, 5, 0.0, false));
        assert_eq!(of(2, 5, 1.0, false), of(3, 6, 0.0, false));
    }

    #[test]
    fn neighbours_resemble_each_other_around_the_ring() {
        let of = |s| {
            let mut pattern = Lanes::zeros(80);
            show(
                Shown { stimulus: (s, 8), distractor: (0, 0.0), moved: 0.0, swapped: false, rule: Some(1) },
                64,
                80,
                &mut pattern,
            );
            pattern
        };
        let like = |a: u8, b: u8| crate::kernels::kernel_dot(&of(a)[..64], &of(b)[..64]);
        assert!(like(0, 0) > 2.0 * like(0, 1) && like(0, 1) > 10.0 * like(0, 3));
        assert!((like(0, 1) - like(0, 7)).abs() < 1e-3);
        assert!(of(0)[64..].iter().sum::<f32>() > 1.0);
    }
}
