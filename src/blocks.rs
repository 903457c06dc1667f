//! Alignment block by block, for any experiment that asks for actions: while the brain learns, the changes of a block
//! of trials are held against the exact gradient, region group by region group.
//!
//! The reference is the gradient at the weights in the middle of the block: changes times it are the gain of expected
//! reward to second order (midpoint rule). Beside that prediction stands what expected reward really gained from the
//! block's first trial to its last; the two differ by what the meter does not see (bounds, fading, starting anew after
//! a change of rule, a night's replay, usual rates) and by curvature. A block ends with its phase at the latest.
//! Watching draws from streams of its own and changes nothing: the run has the same digest without it.

use crate::brain::atlas::{REGIONS, System};
use crate::gradient::{Rows, expected_reward, gradient};
use crate::measures::gain::{Aligned, Part, compare};
use crate::rng::Stream;
use crate::sim::Simulation;
use crate::state::State;
use crate::tasks::choice::Question;
use serde::Serialize;

/// Noise samples per question, for the gradient and for expected reward.
pub const SAMPLES: u32 = 100;

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
    /// Its share of the predicted gain of reward.
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

/// Watches a run.
#[derive(Clone, Debug)]
pub struct Watch {
    /// Blocks to come: phase, first trial, trials; the present one last.
    plan: Vec<(u8, u32, u32)>,
    seed: u64,
    reference: Vec<Rows>,
    questions: Vec<Question>,
    before: f32,
    done: Vec<Block>,
}

/// The way's projections by the system of the region they end in: indices into [`State::way`], upstream first.
#[must_use]
pub fn groups(state: &State) -> Vec<(System, Vec<usize>)> {
    let mut all: Vec<(System, Vec<usize>)> = Vec::new();
    for (n, &p) in state.way.iter().enumerate() {
        let system = REGIONS[usize::from(state.populations[state.projections[p].post].region)].system;
        match all.iter_mut().find(|(known, _)| *known == system) {
            Some((_, members)) => members.push(n),
            None => all.push((system, vec![n])),
        }
    }
    all
}

/// The changes that the meter has added up, group by group, against a gradient.
#[must_use]
pub fn aligned(state: &State, reference: &[Rows]) -> Vec<Aligned> {
    let Some(meter) = &state.meter else { return Vec::new() };
    let part = |&n: &usize| {
        let (change, null) = meter.sums(n);
        Part { change, null, gradient: &reference[n], rate: state.rate(state.way[n]) }
    };
    let parts: Vec<Vec<Part<'_>>> = groups(state).iter().map(|(_, of)| of.iter().map(part).collect()).collect();
    compare(&parts)
}

/// Exact gradient of the mean reward over questions, per question and sample.
#[must_use]
pub fn mean_gradient(state: &State, questions: &[Question], samples: u32, noise: &mut Stream) -> Vec<Rows> {
    let mut all = gradient(state, questions, samples, noise);
    let each = 1.0 / (questions.len() as f32 * samples as f32);
    all.iter_mut().flat_map(|rows| rows.iter_mut()).for_each(|x| *x *= each);
    all
}

impl Watch {
    /// Begins to watch a run before its first tick, in blocks of so many trials; `None` if the task asks for no
    /// actions or the brain has no way from sense to action.
    #[must_use]
    pub fn new(sim: &mut Simulation, length: u32, seed: u64) -> Option<Self> {
        let state = sim.state();
        if state.task.all_questions().is_empty() || state.way.is_empty() || state.actor.caudate.is_none() {
            return None;
        }
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
        sim.watch_alignment();
        let mut watch = Self { plan, seed, reference: vec![], questions: vec![], before: 0.0, done: vec![] };
        watch.begin(sim);
        Some(watch)
    }

    /// To be called after each finished trial.
    pub fn trial(&mut self, sim: &mut Simulation) {
        let Some(&(phase, first, trials)) = self.plan.last() else { return };
        let done = sim.curve().len() as u32 - first;
        if done == trials / 2 {
            self.look(sim);
        }
        if done < trials {
            return;
        }
        let state = sim.state();
        let found = aligned(state, &self.reference);
        let ids = groups(state);
        let regions = |members: &[usize]| {
            let mut all: Vec<&'static str> = Vec::new();
            for &n in members {
                let id = REGIONS[usize::from(state.populations[state.projections[state.way[n]].post].region)].id;
                if !all.contains(&id) {
                    all.push(id);
                }
            }
            all
        };
        let group = |((system, members), found): (&(System, Vec<usize>), &Aligned)| GroupAlignment {
            group: system.id(),
            regions: regions(members),
            cosine: (found.cosine != 0.0).then_some(found.cosine),
            null: (found.null != 0.0).then_some(found.null),
            share_of_gain: (found.cosine != 0.0 && found.share.is_finite()).then_some(found.share as f32),
        };
        self.done.push(Block {
            phase,
            first,
            trials,
            predicted_gain: found.iter().map(|a| a.gain).sum::<f64>() as f32,
            real_gain: self.reward(sim) - self.before,
            groups: ids.iter().zip(&found).map(group).collect(),
        });
        self.plan.pop();
        sim.restart_alignment();
        if !sim.finished() {
            self.begin(sim);
        }
    }

    /// Ends watching: the blocks that were finished. The run is then as if it had never been watched.
    #[must_use]
    pub fn finish(self, sim: &mut Simulation) -> Vec<Block> {
        sim.unwatch_alignment();
        self.done
    }

    fn begin(&mut self, sim: &Simulation) {
        self.questions = sim.state().task.all_questions();
        self.before = self.reward(sim);
        if self.plan.last().is_some_and(|&(_, _, trials)| trials < 2) {
            self.look(sim);
        }
    }

    /// The gradient at the present weights.
    fn look(&mut self, sim: &Simulation) {
        self.reference = mean_gradient(sim.state(), &self.questions, SAMPLES, &mut Stream::new(self.seed, "reference"));
    }

    /// Expected reward of the present weights, over the same noise every time.
    fn reward(&self, sim: &Simulation) -> f32 {
        expected_reward(sim.state(), &self.questions, SAMPLES, &mut Stream::new(self.seed, "reference"))
    }
}
