//! The alignment meter: does a region's plasticity point where behaviour improves?
//!
//! It adds up the changes of each projection as they would be at rate 1, trial by trial. Beside them it adds up
//! the *null*: the same tags with the dopamine of another trial, drawn at random from the latest [`KEPT`]; what it
//! still has in common with the gradient is not due to dopamine telling good trials from bad ones.

use crate::kernels::{Lanes, kernel_axpy};
use crate::plasticity::tag::Tags;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Trials whose dopamine the null draws from.
pub const KEPT: usize = 64;

/// Sums for one projection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Sums {
    width: usize,
    change: Lanes,
    null: Lanes,
    /// What dopamine made of each pair in earlier trials.
    earlier: VecDeque<Vec<f32>>,
}

/// The meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meter {
    sums: Vec<Sums>,
    shuffle: Stream,
    /// Trials added up.
    pub trials: u32,
}

impl Meter {
    /// A meter for projections with these numbers of weights and padded row lengths.
    #[must_use]
    pub fn new(layouts: &[(usize, usize)], seed: u64) -> Self {
        let sums = layouts.iter().map(|&(len, width)| Sums {
            width,
            change: Lanes::zeros(len),
            null: Lanes::zeros(len),
            earlier: VecDeque::new(),
        });
        Self { sums: sums.collect(), shuffle: Stream::new(seed, "null"), trials: 0 }
    }

    /// Takes the changes of projection `n` at the end of a trial.
    pub fn take(&mut self, n: usize, tags: &Tags) {
        let sums = &mut self.sums[n];
        let changes = tags.changes();
        if changes.is_empty() {
            return;
        }
        add(&mut sums.change, sums.width, tags, changes);
        if let Some(other) = pick(&sums.earlier, &mut self.shuffle) {
            let mut shuffled = sums.earlier[other].clone();
            shuffled.resize(changes.len(), 0.0);
            add(&mut sums.null, sums.width, tags, &shuffled);
        }
        if sums.earlier.len() == KEPT {
            sums.earlier.pop_front();
        }
        sums.earlier.push_back(changes.to_vec());
    }

    /// Begins new sums; the null still draws from the trials before.
    pub fn restart(&mut self) {
        for sums in &mut self.sums {
            sums.change.fill(0.0);
            sums.null.fill(0.0);
        }
        self.trials = 0;
    }

    /// Accumulated change and null of projection `n`, laid out as its weights.
    #[must_use]
    pub fn sums(&self, n: usize) -> (&[f32], &[f32]) {
        (&self.sums[n].change, &self.sums[n].null)
    }
}

fn pick(earlier: &VecDeque<Vec<f32>>, shuffle: &mut Stream) -> Option<usize> {
    let n = earlier.len() as u32;
    (n > 8).then(|| shuffle.integer(0, n - 1) as usize)
}

fn add(sum: &mut Lanes, width: usize, tags: &Tags, scalars: &[f32]) {
    for (i, row) in sum.chunks_exact_mut(width).enumerate() {
        for (r, &a) in scalars.iter().enumerate() {
            let x = a * tags.pre(r, i);
            if x != 0.0 {
                kernel_axpy(row, tags.post(r), x);
            }
        }
    }
}
