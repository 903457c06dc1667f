//! Named random streams from one seed.
//!
//! Each use of chance (wiring, patterns, noise, task) draws from a stream of its own, so that adding a
//! draw to one leaves the others as they were.

use rand::{Rng, RngExt};
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg32;
use serde::{Deserialize, Serialize};

/// One named stream.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Stream(Pcg32);

impl Stream {
    /// The stream called `name` of the run with this `seed`.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        Self(Pcg32::new(seed, crate::digest::hash(name.as_bytes())))
    }

    /// Uniform in `[0, 1)`, 24 bits.
    pub fn uniform(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / 16_777_216.0
    }

    /// Uniform integer in `lo..=hi`.
    pub fn integer(&mut self, lo: u32, hi: u32) -> u32 {
        self.0.random_range(lo..=hi)
    }

    /// Standard normal.
    pub fn normal(&mut self) -> f32 {
        StandardNormal.sample(&mut self.0)
    }

    /// Brings `k` members drawn at random to the front, in random order; all of them are shuffled if `k` is
    /// their number.
    pub fn shuffle<T>(&mut self, all: &mut [T], k: usize) {
        for i in 0..k.min(all.len()) {
            let j = self.integer(i as u32, all.len() as u32 - 1) as usize;
            all.swap(i, j);
        }
    }

    /// `k` different numbers below `n`, ascending.
    pub fn subset(&mut self, n: usize, k: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..n).collect();
        self.shuffle(&mut all, k);
        all.truncate(k);
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_by_name_and_repeat_by_seed() {
        let draw = |seed, name| Stream::new(seed, name).uniform();
        assert_eq!(draw(1, "noise"), draw(1, "noise"));
        assert_ne!(draw(1, "noise"), draw(1, "task"));
        assert_ne!(draw(1, "noise"), draw(2, "noise"));
    }

    #[test]
    fn a_subset_has_different_members() {
        let s = Stream::new(3, "x").subset(64, 16);
        assert_eq!(s.len(), 16);
        assert!(s.windows(2).all(|w| w[0] < w[1]));
    }
}
