//! The alignment meter: does a region's plasticity point where behaviour improves?
//!
//! It adds up the changes of each projection as they would be at rate 1, trial by trial. Beside them it adds
//! up the *null*: the same tags with the dopamine of another trial, drawn at random from the latest [`KEPT`].
//! What it still has in common with the gradient is not due to dopamine telling good trials from bad ones.
//!
//! A meter with a *window* also follows what the weights really do, and forgets. Before each trial is added,
//! all sums are multiplied by `keep` (below 1), so that they are means over about `1 / (1 - keep)` trials,
//! times that number.
//! Memory: two numbers per weight, and two more with a window.

use crate::kernels::{Lanes, kernel_axpy, kernel_scale};
use crate::plasticity::tag::Tags;
use crate::rng::Stream;
use crate::run::Simulation;
use crate::run::observer::Observer;
use crate::tasks::events::Moment;
use std::collections::VecDeque;

/// Trials whose dopamine the null draws from.
pub const KEPT: usize = 64;

/// Sums for one projection.
#[derive(Clone, Debug, PartialEq)]
struct Sums {
    width: usize,
    change: Lanes,
    null: Lanes,
    /// What dopamine made of each pair in earlier trials.
    earlier: VecDeque<Vec<f32>>,
}

/// What weights have really done within a moving window.
#[derive(Clone, Debug, PartialEq)]
struct Window {
    keep: f32,
    /// By projection: weights after the latest trial, empty before the first.
    latest: Vec<Vec<f32>>,
    /// By projection: fading sums of how they moved from trial to trial.
    moved: Vec<Lanes>,
}

/// The meter.
#[derive(Clone, Debug, PartialEq)]
pub struct Meter {
    sums: Vec<Sums>,
    window: Option<Window>,
    shuffle: Stream,
    /// Trials added up.
    pub trials: u32,
}

impl Meter {
    /// A meter for the way from sense to action of a run.
    #[must_use]
    pub fn of(sim: &Simulation) -> Self {
        let net = &sim.brain().net;
        let layout = |&p: &usize| (net.projections[p].weights().len(), net.projections[p].row(0).len());
        Self::new(&net.way.iter().map(layout).collect::<Vec<_>>(), sim.seed())
    }

    /// The same with a window that keeps the share `keep` from trial to trial; a phase begins its sums anew.
    #[must_use]
    pub fn within(sim: &Simulation, keep: f32) -> Self {
        let mut meter = Self::of(sim).windowed(keep);
        meter.track_way(sim);
        meter
    }

    fn track_way(&mut self, sim: &Simulation) {
        let net = &sim.brain().net;
        for (n, &p) in net.way.iter().enumerate() {
            self.track_weights(n, net.projections[p].weights());
        }
    }

    /// A meter for projections with these numbers of weights and padded row lengths.
    #[must_use]
    pub fn new(layouts: &[(usize, usize)], seed: u64) -> Self {
        let sums = layouts.iter().map(|&(len, width)| Sums {
            width,
            change: Lanes::zeros(len),
            null: Lanes::zeros(len),
            earlier: VecDeque::new(),
        });
        Self { sums: sums.collect(), window: None, shuffle: Stream::new(seed, "null"), trials: 0 }
    }

    /// The same with a window that keeps the share `keep` of all sums from trial to trial, 0 to 1.
    #[must_use]
    pub fn windowed(self, keep: f32) -> Self {
        let moved: Vec<Lanes> = self.sums.iter().map(|sums| Lanes::zeros(sums.change.len())).collect();
        let latest = vec![Vec::new(); moved.len()];
        Self { window: Some(Window { keep, latest, moved }), ..self }
    }

    /// Has it a window, and so forgets?
    #[must_use]
    pub const fn has_window(&self) -> bool {
        self.window.is_some()
    }

    /// A trial is about to be added: what is in the window fades.
    pub fn fade(&mut self) {
        let Some(window) = &mut self.window else { return };
        let sums = self.sums.iter_mut().flat_map(|sums| [&mut sums.change, &mut sums.null]);
        sums.chain(&mut window.moved).for_each(|sum| kernel_scale(sum, window.keep));
    }

    /// Follows the weights of projection `n` after a trial; without a window nothing is kept.
    pub fn track_weights(&mut self, n: usize, weights: &[f32]) {
        let Some(window) = &mut self.window else { return };
        let latest = &mut window.latest[n];
        if latest.len() == weights.len() {
            let moved = window.moved[n].iter_mut().zip(weights.iter().zip(&*latest));
            moved.for_each(|(moved, (now, then))| *moved += now - then);
            latest.copy_from_slice(weights);
        } else {
            weights.clone_into(latest);
        }
    }

    /// How the weights of projection `n` moved within the window; empty without one.
    #[must_use]
    pub fn moved(&self, n: usize) -> &[f32] {
        self.window.as_ref().map_or(&[][..], |window| &window.moved[n])
    }

    /// Adds the changes of projection `n` at the end of a trial.
    pub fn add_changes(&mut self, n: usize, tags: &Tags) {
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
        if let Some(window) = &mut self.window {
            window.moved.iter_mut().for_each(|moved| moved.fill(0.0));
        }
        self.trials = 0;
    }

    /// Accumulated change and null of projection `n`, laid out as its weights.
    #[must_use]
    pub fn sums(&self, n: usize) -> (&[f32], &[f32]) {
        (&self.sums[n].change, &self.sums[n].null)
    }
}

/// Changes are taken before the weights take them, movement after.
impl Observer for Meter {
    fn trial_ends(&mut self, sim: &Simulation) {
        let net = &sim.brain().net;
        self.fade();
        for (n, &p) in net.way.iter().enumerate() {
            self.add_changes(n, &net.projections[p].tags);
        }
        self.trials += 1;
    }

    fn trial_ended(&mut self, sim: &Simulation, moment: Moment) {
        self.track_way(sim);
        if self.has_window() && sim.task().moment().phase != moment.phase {
            self.restart();
        }
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
