//! Synapses from premotor onto motor cortex: a skill, learned from reward by three factors.
//!
//! The tag of synapse `(j, i)` is `p_j d_i`: premotor unit `j` took part in the goal, and exploration moved
//! the drive of motor unit `i` by `d_i`. Acetylcholine in M1 lets it be written; it is silent and then
//! eligible as every cortical tag (see `tag`). D1 signalling *in M1* turns it into change: what was tried and
//! was better than expected is done again. What counts is the net of a trial, and only where it is above 0:
//! `dw = rate max(0, a) p_j d_i`. D1 binds dopamine weakly and follows bursts rather than pauses (Dreyer et
//! al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010), and a miss shows little of where to reach. No unit knows
//! the direction of the movement, or the error. Without dopamine in M1 nothing is learned; what has been
//! learned is in the weights and needs none.
//!
//! Sources: perturbation of nodes, Fiete & Seung 2006, doi:10.1103/PhysRevLett.97.048104; with a trace and
//! delayed reward, Miconi 2017, doi:10.7554/eLife.20899; dopamine in M1 to learn, not to execute, Molina-Luna
//! et al. 2009, doi:10.1371/journal.pone.0007082; acetylcholine for skill, Conner et al. 2003,
//! doi:10.1016/S0896-6273(03)00288-5.
//! Left out: spines that come and go, D2 receptors in M1, consolidation in sleep.

use crate::kernels::{Lanes, kernel_axpy, padded};
use crate::num::clamp;
use crate::plasticity::synapses::{Counts, Synapses, one_of};
use crate::plasticity::tag::{CHANGED, TAGGED, Tags, Timing};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Largest size of a weight. Ours: sixteen such synapses drive a unit far into saturation.
pub const BOUND: f32 = 1.0;

/// The synapses and their tags.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Skill {
    premotor: usize,
    width: usize,
    /// One padded row per premotor unit.
    weights: Lanes,
    tags: Tags,
}

impl Skill {
    /// Synapses of weight 0 from this many premotor to this many motor units.
    #[must_use]
    pub fn new(premotor: usize, units: usize) -> Self {
        let width = padded(units);
        Self { premotor, width, weights: Lanes::zeros(premotor * width), tags: Tags::new(premotor, units) }
    }

    /// Drive of each motor unit under a premotor pattern.
    #[must_use]
    pub fn drive(&self, pattern: &[f32]) -> Lanes {
        let mut drive = Lanes::zeros(self.width);
        let rows = self.weights.chunks_exact(self.width).zip(pattern);
        rows.filter(|(_, p)| **p != 0.0).for_each(|(row, &p)| kernel_axpy(&mut drive, row, p));
        drive
    }

    /// Writes tags of this strength for a goal and the deviation that exploration caused.
    pub fn capture(&mut self, pattern: &[f32], deviation: &[f32], strength: f32, wait: u32) {
        self.tags.capture_credit(pattern, deviation, strength, wait);
    }

    /// One tick of the tags under the third factor of M1, which is asked for only where there are tags.
    pub fn step(&mut self, timing: Timing, third_factor: impl FnOnce() -> f32) {
        if self.tags.open() {
            self.tags.step(timing.step(), third_factor());
        }
    }

    /// The trial is over: weights take their changes, within bounds, and tags close.
    pub fn end_trial(&mut self, rate: f32) {
        let gained = self.gained(rate);
        for j in 0..if gained.iter().any(|&a| a > 0.0) { self.premotor } else { 0 } {
            let x: Vec<f32> = gained.iter().enumerate().map(|(r, a)| a * self.tags.pre(r, j)).collect();
            if x.iter().any(|&x| x != 0.0) {
                for i in 0..self.width {
                    let weight = &mut self.weights[j * self.width + i];
                    *weight = clamp(*weight + self.tags.mix(&x, i), -BOUND, BOUND);
                }
            }
        }
        self.tags.clear();
    }

    /// What each pair passes on: its net, where that is above 0.
    fn gained(&self, rate: f32) -> Vec<f32> {
        self.tags.changes().iter().map(|&a| if a > 0.0 { rate * a } else { 0.0 }).collect()
    }

    /// Every synapse of premotor unit `j`, by motor unit: weight, tag now, and what the end of a trial at
    /// this learning rate would add to the weight, bounds included.
    pub fn inspect(&self, j: usize, rate: f32, mut visit: impl FnMut(usize, [f32; 3])) {
        let (mut tag, gained) = (Vec::new(), self.gained(rate));
        let tagged = self.tags.tag_row(j, &mut tag);
        let x: Vec<f32> = gained.iter().enumerate().map(|(r, a)| a * self.tags.pre(r, j)).collect();
        for (i, &weight) in self.weights[j * self.width..(j + 1) * self.width].iter().enumerate() {
            let t = if tagged { self.tags.mix(&tag, i) } else { 0.0 };
            visit(i, [weight, t, clamp(weight + self.tags.mix(&x, i), -BOUND, BOUND) - weight]);
        }
    }

    /// The tags.
    #[must_use]
    pub const fn tags(&self) -> &Tags {
        &self.tags
    }
}

impl Synapses for Skill {
    fn weights(&self) -> &[f32] {
        &self.weights
    }

    fn total(&self) -> f32 {
        self.tags.total()
    }

    fn counts(&self, rate: f32) -> Counts {
        let mut counts = Counts::default();
        if self.tags.pairs() > 0 {
            for j in 0..self.premotor {
                let one = |_, [_, tag, change]: [f32; 3]| counts.add(tag.abs(), change / BOUND, [TAGGED, CHANGED]);
                self.inspect(j, rate, one);
            }
        }
        counts
    }

    fn synapse(&self, pre: usize, post: usize, rate: f32) -> (f32, f32) {
        let mut found = (0.0, 0.0);
        self.inspect(pre, rate, |i, [_, tag, change]| {
            if i == post {
                found = (tag, change / BOUND);
            }
        });
        found
    }

    fn sample(&self, draw: &mut Stream, active: bool, [pre, _]: [&[u16]; 2]) -> Option<(u16, u16)> {
        let premotor = if active { pre } else { &[] };
        Some((one_of(draw, premotor, self.premotor), one_of(draw, &[], self.width)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: Timing = Timing { silent_ticks: 2, decay_s: 1.0 };

    /// Drive of the two units after a trial in which the first was moved up, under a third factor of `g`.
    fn after(g: f32, strength: f32) -> [f32; 2] {
        let mut skill = Skill::new(4, 2);
        let (mut pattern, mut deviation) = (Lanes::zeros(4), Lanes::zeros(2));
        (pattern[1], deviation[0]) = (1.0, 0.5);
        skill.capture(&pattern, &deviation, strength, TIMING.silent_ticks);
        (0..50).for_each(|_| skill.step(TIMING, || g));
        skill.end_trial(1.0);
        let other = skill.drive(&[1.0, 0.0, 1.0, 1.0]);
        assert_eq!(other[0], 0.0, "another goal learns nothing");
        let drive = skill.drive(&pattern);
        [drive[0], drive[1]]
    }

    #[test]
    fn what_was_tried_is_done_again_after_reward_and_forgotten_after_its_absence() {
        let [tried, other] = after(1.0, 1.0);
        assert!(tried > 0.001 && other == 0.0, "{tried} {other}");
        assert_eq!(after(-1.0, 1.0), [0.0, 0.0]);
    }

    #[test]
    fn nothing_is_learned_without_the_third_factor_or_without_a_tag() {
        assert_eq!(after(0.0, 1.0), [0.0, 0.0]);
        assert_eq!(after(1.0, 0.0), [0.0, 0.0]);
    }
}
