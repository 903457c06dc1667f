//! Alignment block by block, for any experiment that asks for actions. While the brain learns, the changes of
//! a block of trials are held against the exact gradient, region group by region group.
//!
//! The gradient is computed at [`PROBES`] moments of a block, each in the middle of its stretch of trials.
//! The sum of the changes that tags and dopamine ask for (at rate 1, see `measures::alignment`) is compared
//! with the sum of these gradients. Stretch by stretch, what the weights have really moved (bounds, fading
//! and starting anew included) times the gradient is the gain of expected reward. That is the midpoint rule
//! along the path that the weights take. Beside that prediction stands what expected reward really gained
//! from the block's first trial to its last. The two differ by noise, by curvature within a stretch and by
//! the change of usual rates. A block ends with its phase at the latest. Watching draws from streams of its
//! own and changes nothing: the run has the same digest without it.

use crate::atlas::System;
use crate::measures::alignment::gain::{Aligned, Part, compare, share};
use crate::measures::alignment::gradient::{Rows, expected_reward, gradient};
use crate::measures::alignment::meter::Meter;
use crate::rng::Stream;
use crate::run::Simulation;
use crate::run::observer::Observer;
use crate::tasks::events::{Moment, Question};
use serde::Serialize;

/// Moments of a block at which the gradient is computed; fewer in a block of fewer trials.
pub const PROBES: u32 = 10;
/// Noise samples per question and probe.
const SAMPLES: u32 = 10;
/// Noise samples per question for expected reward.
const REWARD_SAMPLES: u32 = 100;
/// Predicted gain, rewards per trial, below which shares of it are not given: nothing is left to learn, and
/// what remains is noise.
pub const LEAST_GAIN: f32 = 0.001;

/// One group of regions in one block.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupAlignment {
    /// Id of the group: a system of the atlas.
    pub group: &'static str,
    /// Its regions on the way from sense to action.
    pub regions: Vec<&'static str>,
    /// Cosine of its changes with the gradient; `None` where nothing changed.
    pub cosine: Option<f32>,
    /// The same for the null, shuffled dopamine.
    pub null: Option<f32>,
    /// Its share of the predicted gain of reward; `None` where that is below [`LEAST_GAIN`] in size.
    pub share_of_gain: Option<f32>,
}

/// One block of trials.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Block {
    /// Number of its phase, from 0.
    pub phase: u8,
    /// Number of its first trial, from 0.
    pub first: u32,
    /// Its trials.
    pub trials: u32,
    /// Gain of expected reward that the changes predict, rewards per trial.
    pub predicted_gain: f32,
    /// What expected reward really gained.
    pub real_gain: f32,
    /// Group by group, upstream first.
    pub groups: Vec<GroupAlignment>,
}

/// What a block has brought so far; shape of the lists: as the way, gains as its groups.
#[derive(Clone, Debug, Default)]
struct Ledger {
    change: Vec<Rows>,
    null: Vec<Rows>,
    gradient: Vec<Rows>,
    gain: Vec<f64>,
    /// Gradient of the present stretch.
    now: Vec<Rows>,
    /// Weights at its beginning.
    weights: Vec<Vec<f32>>,
    /// Stretches that are over.
    stretches: u32,
}

/// Watches a run, as an observer of its ticks.
#[derive(Clone, Debug)]
pub struct Watch {
    meter: Meter,
    /// Blocks to come: phase, first trial, trials; the present one last.
    plan: Vec<(u8, u32, u32)>,
    seed: u64,
    noise: Stream,
    questions: Vec<Question>,
    before: f32,
    ledger: Ledger,
    done: Vec<Block>,
}

/// The way's projections by the system of the region they end in: indices into the way, upstream first.
#[must_use]
pub fn groups(sim: &Simulation) -> Vec<(System, Vec<usize>)> {
    let mut all: Vec<(System, Vec<usize>)> = Vec::new();
    let net = &sim.brain().net;
    for (n, &p) in net.way.iter().enumerate() {
        let system = net.end_of(p).system;
        match all.iter_mut().find(|(known, _)| *known == system) {
            Some((_, members)) => members.push(n),
            None => all.push((system, vec![n])),
        }
    }
    all
}

/// What the present phase can ask; `None` if the task asks for no actions or the brain has no way from sense
/// to action.
#[must_use]
pub fn questions(sim: &Simulation) -> Option<Vec<Question>> {
    let (questions, net) = (sim.task().all_questions(), &sim.brain().net);
    let way = !net.way.is_empty() && net.carriers.caudate.is_some();
    (way && !questions.is_empty()).then_some(questions)
}

/// The changes that the meter has added up, group by group, against a gradient.
#[must_use]
pub fn aligned(sim: &Simulation, meter: &Meter, reference: &[Rows]) -> Vec<Aligned> {
    let (brain, params) = (sim.brain(), sim.params());
    let part = |&n: &usize| {
        let (change, null) = meter.sums(n);
        Part { change, null, gradient: &reference[n], rate: brain.net.rate(brain.net.way[n], &brain.signals, params) }
    };
    compare(&parts(sim, part))
}

/// Projections of the way as parts, group by group as [`groups`].
pub(crate) fn parts<'a>(sim: &Simulation, part: impl Fn(&usize) -> Part<'a>) -> Vec<Vec<Part<'a>>> {
    groups(sim).iter().map(|(_, of)| of.iter().map(&part).collect()).collect()
}

/// Alignment group by group, from cosines found and gains given (rewards per trial). The sum of the gains
/// comes first.
pub(crate) fn group_alignments(sim: &Simulation, found: &[Aligned], gains: &[f64]) -> (f32, Vec<GroupAlignment>) {
    let mut found = found.to_vec();
    found.iter_mut().zip(gains).for_each(|(a, &gain)| a.gain = gain);
    share(&mut found);
    let predicted = gains.iter().sum::<f64>() as f32;
    let measurable = predicted.abs() >= LEAST_GAIN;
    let group = |((system, of), found): (&(System, Vec<usize>), &Aligned)| GroupAlignment {
        group: system.id(),
        regions: regions(sim, of),
        cosine: (found.cosine != 0.0).then_some(found.cosine),
        null: (found.null != 0.0).then_some(found.null),
        share_of_gain: (measurable && found.cosine != 0.0).then_some(found.share as f32),
    };
    (predicted, groups(sim).iter().zip(&found).map(group).collect())
}

/// Exact gradient of the mean reward over questions, per question and sample.
#[must_use]
pub fn mean_gradient(sim: &Simulation, questions: &[Question], samples: u32, noise: &mut Stream) -> Vec<Rows> {
    let mut all = gradient(sim, questions, samples, noise);
    let each = 1.0 / (questions.len() as f32 * samples as f32);
    all.iter_mut().flat_map(|rows| rows.iter_mut()).for_each(|x| *x *= each);
    all
}

impl Watch {
    /// Begins to watch a run before its first tick, in blocks of so many trials; `None` if the task asks for
    /// no actions or the brain has no way from sense to action.
    #[must_use]
    pub fn new(sim: &Simulation, length: u32, seed: u64) -> Option<Self> {
        questions(sim)?;
        let (mut plan, mut first) = (Vec::new(), 0);
        for (phase, of) in sim.experiment().phases.iter().enumerate() {
            let end = first + of.trials;
            while first < end {
                let trials = length.clamp(1, end - first);
                plan.push((phase as u8, first, trials));
                first += trials;
            }
        }
        plan.reverse();
        let (noise, ledger) = (Stream::new(seed, "reference"), Ledger::default());
        let mut watch =
            Self { meter: Meter::of(sim), plan, seed, noise, questions: vec![], before: 0.0, ledger, done: vec![] };
        watch.begin(sim);
        Some(watch)
    }

    /// To be called after each finished trial.
    pub fn trial(&mut self, sim: &Simulation) {
        let Some(&(_, first, trials)) = self.plan.last() else { return };
        let done = sim.curve().len() as u32 - first;
        if done == stretch(trials, self.ledger.stretches)[2] {
            self.close(sim);
        }
        if done < trials {
            self.sample_gradient(sim, done);
            return;
        }
        let block = self.block(sim);
        self.done.push(block);
        self.plan.pop();
        if !sim.finished() {
            self.begin(sim);
        }
    }

    /// A stretch is over: its changes go into the ledger.
    fn close(&mut self, sim: &Simulation) {
        let (meter, ledger, weights) = (&mut self.meter, &mut self.ledger, weights(sim));
        let moved = weights.iter().zip(&ledger.weights);
        let moved: Vec<Vec<f32>> =
            moved.map(|(now, then)| now.iter().zip(then).map(|(a, b)| a - b).collect()).collect();
        let part = |&n: &usize| Part { change: &moved[n], null: &[], gradient: &ledger.now[n], rate: 1.0 };
        let found = compare(&parts(sim, part));
        ledger.gain.resize(found.len(), 0.0);
        ledger.gain.iter_mut().zip(found).for_each(|(sum, a)| *sum += a.gain);
        for n in 0..weights.len() {
            let (change, null) = meter.sums(n);
            add(&mut ledger.change, n, change);
            add(&mut ledger.null, n, null);
            add(&mut ledger.gradient, n, &ledger.now[n]);
        }
        ledger.stretches += 1;
        ledger.weights = weights;
        meter.restart();
    }

    /// What the block that is over has brought.
    fn block(&mut self, sim: &Simulation) -> Block {
        let (phase, first, trials) = self.plan.last().copied().unwrap_or_default();
        let ledger = std::mem::take(&mut self.ledger);
        let part = |&n: &usize| Part {
            change: &ledger.change[n],
            null: &ledger.null[n],
            gradient: &ledger.gradient[n],
            rate: 1.0,
        };
        let (predicted_gain, groups) = group_alignments(sim, &compare(&parts(sim, part)), &ledger.gain);
        Block { phase, first, trials, predicted_gain, real_gain: self.reward(sim) - self.before, groups }
    }

    /// Ends watching: the blocks that were finished.
    #[must_use]
    pub fn finish(self) -> Vec<Block> {
        self.done
    }

    fn begin(&mut self, sim: &Simulation) {
        self.questions = sim.task().all_questions();
        self.before = self.reward(sim);
        self.ledger.weights = weights(sim);
        self.sample_gradient(sim, 0);
    }

    /// The gradient at the present weights, if this is the middle of a stretch.
    fn sample_gradient(&mut self, sim: &Simulation, done: u32) {
        let trials = self.plan.last().map_or(0, |&(_, _, trials)| trials);
        if done == stretch(trials, self.ledger.stretches)[1] {
            self.ledger.now = mean_gradient(sim, &self.questions, SAMPLES, &mut self.noise);
        }
    }

    /// Expected reward of the present weights, over the same noise every time.
    fn reward(&self, sim: &Simulation) -> f32 {
        expected_reward(sim, &self.questions, REWARD_SAMPLES, &mut Stream::new(self.seed, "expected"))
    }
}

impl Observer for Watch {
    fn trial_ends(&mut self, sim: &Simulation) {
        self.meter.trial_ends(sim);
    }

    fn trial_ended(&mut self, sim: &Simulation, moment: Moment) {
        self.meter.trial_ended(sim, moment);
    }
}

/// Weights of the projections of the way.
fn weights(sim: &Simulation) -> Vec<Vec<f32>> {
    let net = &sim.brain().net;
    net.way.iter().map(|&p| net.projections[p].weights().to_vec()).collect()
}

/// First trial, middle and end of stretch `k` of a block.
fn stretch(trials: u32, k: u32) -> [u32; 3] {
    let probes = PROBES.clamp(1, trials.max(1));
    let [from, to] = [k * trials / probes, (k + 1) * trials / probes];
    [from, u32::midpoint(from, to), to]
}

/// Adds to the sums of projection `n`.
fn add(sums: &mut Vec<Rows>, n: usize, x: &[f32]) {
    if sums.len() == n {
        sums.push(Rows::zeros(x.len()));
    }
    sums[n].iter_mut().zip(x).for_each(|(sum, x)| *sum += x);
}

/// Ids of the regions in which these projections of the way end, each once.
fn regions(sim: &Simulation, of: &[usize]) -> Vec<&'static str> {
    let (net, mut all) = (&sim.brain().net, Vec::new());
    for &n in of {
        let id = net.end_of(net.way[n]).id;
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_a_block() {
        assert_eq!(stretch(100, 0), [0, 5, 10]);
        assert_eq!(stretch(100, 9), [90, 95, 100]);
        for trials in 1..40 {
            let probes = PROBES.clamp(1, trials);
            let all: Vec<[u32; 3]> = (0..probes).map(|k| stretch(trials, k)).collect();
            assert!(all.iter().all(|[from, middle, to]| from <= middle && middle < to), "{trials}: {all:?}");
            assert!(all.windows(2).all(|two| two[0][2] == two[1][0]) && all[all.len() - 1][2] == trials);
        }
    }
}
