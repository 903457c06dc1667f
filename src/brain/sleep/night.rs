//! What lies before the first trial: habituation and a night's sleep, when the task asks for actions.
//!
//! *Habituation*: stimuli without reward, from which each region learns its usual rates; twice, since what a
//! region usually does depends on what the one below usually does.
//! *Shaping*: free rewards have taught the critic to expect what chance brings. Without it the first rewards only ever
//! surprise for the better, and an action that a neighbouring stimulus has taught is never unlearned (task 1: 73
//! trials and up to 223 without it, 64 and at most 82 with it; seeds 301 to 320).
//! *Sleep*: each projection on the way from sense to action is driven by spontaneous patterns of its own, and its
//! feedback synapses become a mirror of the forward ones (see `brain::net::feedback`). Units have no bias then: those of a
//! sparse region would hardly ever fire.
//!
//! *Replay*, the night after a block of trials, if the experiment asks for it: rewarded events of the last days come
//! back one by one, drawn evenly from all contexts, and are learned once more, `dW = rate (1 - p_a) pre credit`, the
//! credit from the action then taken (`choice_contrast` 1).
//! Source of replay against forgetting: McClelland, McNaughton & O'Reilly 1995, doi:10.1037/0033-295X.102.3.419.
//!
//! Simplified: all three are computed at once and not tick by tick, with
//! rates in equilibrium and no modulators.

use crate::brain::net::population::Response;
use crate::brain::net::time_cells::{RECRUIT_TICKS, SPACING_S};
use crate::kernels::{Lanes, kernel_axpy};
use crate::measures::alignment::gradient;
use crate::num::{DT_S, clamp, exp, sum};
use crate::rng::Stream;
use crate::run::state::State;
use crate::tasks::{Moment, TrialKind};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Standard deviation of spontaneous activity, in rates.
const SPONTANEOUS: f32 = 0.3;

/// Rewarded events remembered per context.
const REMEMBERED: usize = 32;

/// A rewarded event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Memory {
    context: u16,
    input: Lanes,
    action: u8,
}

/// The latest rewarded events of every context.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memories(VecDeque<Memory>);

impl State {
    /// A trial has ended: a rewarded one is remembered, if there will be a night for it.
    pub(crate) fn remember(&mut self, moment: Moment) {
        let Some(action) = self.actor.chosen.filter(|_| moment.kind == TrialKind::Rewarded) else { return };
        if !self.task.sleeps() {
            return;
        }
        let context = self.contexts.active.unwrap_or(0);
        let same = |m: &&Memory| m.context == context;
        if self.memories.0.iter().filter(same).count() >= REMEMBERED
            && let Some(oldest) = self.memories.0.iter().position(|m| m.context == context)
        {
            self.memories.0.remove(oldest);
        }
        self.memories.0.push_back(Memory { context, input: self.cues_now[0].clone(), action });
    }

    /// A night after a block: so many events are replayed.
    pub(crate) fn replay(&mut self, events: u32) {
        let mut contexts: Vec<u16> = self.memories.0.iter().map(|m| m.context).collect();
        contexts.sort_unstable();
        contexts.dedup();
        if contexts.is_empty() {
            return;
        }
        for _ in 0..events {
            let context = contexts[self.sampling.integer(0, contexts.len() as u32 - 1) as usize];
            let of: Vec<usize> =
                (0..self.memories.0.len()).filter(|&m| self.memories.0[m].context == context).collect();
            let memory = self.memories.0[of[self.sampling.integer(0, of.len() as u32 - 1) as usize]].clone();
            self.relive(&memory);
        }
        self.centre();
    }

    fn relive(&mut self, memory: &Memory) {
        let waking = (self.actor.clone(), self.params.choice_contrast, self.contexts.active);
        self.contexts.active = self.contexts.active.map(|_| memory.context);
        self.actor.chosen = Some(memory.action);
        self.params.choice_contrast = 1.0;
        let (sent, credit, policy) = self.reactivate(&memory.input, 0);
        let surprise = 1.0 - policy[usize::from(memory.action)];
        for (n, sent) in sent.iter().enumerate() {
            let p = self.way[n];
            let rate = self.rate(p) * self.params.replay_rate;
            let projection = &mut self.projections[p];
            projection.tags.clear();
            projection.tags.relive(sent, &credit[projection.post], surprise);
            projection.flush(rate, self.params.reciprocity);
            projection.tags.clear();
        }
        (self.actor, self.params.choice_contrast, self.contexts.active) = waking;
    }

    /// Habituation and sleep.
    pub(crate) fn first_night(&mut self, seed: u64) {
        let mut draw = Stream::new(seed, "habituation");
        for round in 0..2 {
            for n in 0..self.params.habituation as u32 {
                self.expose(&mut draw);
                let rate = 1.0 / (1.0 + n as f32);
                let rate = if round == 1 { clamp(rate, 0.0, 0.1) } else { rate };
                self.accustom(rate);
            }
        }
        self.shape();
        self.quieten();
        let mut dreams = Stream::new(seed, "sleep");
        for p in 0..self.projections.len() {
            self.mirror(p, &mut dreams);
        }
    }

    /// The critic has learned from free rewards, whatever the stimulus: `V(t) = p exp(-(T - t) / horizon)` until the
    /// moment of reward, 0 after it.
    fn shape(&mut self) {
        let (chance, horizon) = (self.params.shaping, self.params.horizon_s);
        let due = self.task.moment().reward_ms as f32 / 1000.0 - RECRUIT_TICKS as f32 * DT_S;
        if chance > 0.0 {
            self.conjunctions.expect(|k| {
                let left = due - k as f32 * SPACING_S;
                if left >= 0.0 { chance * exp(-left / horizon) } else { 0.0 }
            });
        }
    }

    /// One unrewarded stimulus, with rates in equilibrium.
    fn expose(&mut self, draw: &mut Stream) {
        if let Some(question) = self.task.invent(draw) {
            let input = self.input(question, draw);
            let rates = gradient::equilibrium(self, &input);
            for (population, rates) in self.populations.iter_mut().zip(rates) {
                population.rate = rates;
            }
        }
    }

    /// Usual rates follow the present ones, and centring follows them.
    pub(crate) fn accustom(&mut self, rate: f32) {
        for population in &mut self.populations {
            population.accustom(rate);
        }
        self.centre();
    }

    pub(crate) fn centre(&mut self) {
        for projection in &mut self.projections {
            projection.centre(&self.populations[projection.pre]);
        }
    }

    fn quieten(&mut self) {
        for population in &mut self.populations {
            population.rate.fill(0.0);
            population.active.clear();
        }
    }

    /// Spontaneous patterns in one projection; its feedback becomes like its forward weights.
    fn mirror(&mut self, p: usize, dreams: &mut Stream) {
        let patterns = self.params.mirror_patterns as u32;
        let (pre, post) = (self.projections[p].pre, self.projections[p].post);
        let (n_pre, n_post) = (usize::from(self.populations[pre].units), usize::from(self.populations[post].units));
        let (from, to) = self.projections[p].span;
        if patterns == 0 || self.projections[p].feedback.is_none() {
            return;
        }
        debug_assert_eq!(self.populations[post].response, Response::Centred);
        let projection = &mut self.projections[p];
        let Some(mut feedback) = projection.feedback.take() else { return };
        let size = crate::brain::net::feedback::rms(projection.weights());
        feedback.clear();
        let (mut x, mut y, mut mean) = (Lanes::zeros(n_pre), Lanes::zeros(n_post), Lanes::zeros(n_post));
        for n in 0..patterns {
            x[usize::from(from)..usize::from(to)].iter_mut().for_each(|x| *x = SPONTANEOUS * dreams.normal());
            y.fill(0.0);
            for i in usize::from(from)..usize::from(to) {
                kernel_axpy(&mut y, projection.row(i), x[i]);
            }
            for (y, mean) in y[..n_post].iter_mut().zip(mean.iter_mut()) {
                let rate = if *y > 0.0 { *y / (1.0 + *y) } else { 0.0 };
                *mean += (rate - *mean) / (1.0 + n as f32);
                *y = rate - *mean;
            }
            feedback.mirror(&x, &y);
        }
        feedback.scale_to(size);
        debug_assert!(sum(feedback.weights()).is_finite());
        projection.feedback = Some(feedback);
    }
}
