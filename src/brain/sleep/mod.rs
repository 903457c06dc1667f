//! Sleep and related states: what lies before the first trial (`night`), events of the last days that come
//! back between blocks (here), and activity brought back at the end of a trial (`priming`).
//!
//! *Replay*, the night after a block of trials, if the experiment asks for it. Rewarded events of the last
//! days come back one by one, drawn evenly from all contexts. They are learned once more,
//! `dW = rate (1 - p_a) pre credit`, the credit from the action then taken (`choice_contrast` 1). Source of
//! replay against forgetting: McClelland, McNaughton & O'Reilly 1995, doi:10.1037/0033-295X.102.3.419.
//!
//! Simplified: computed at once and not tick by tick, with rates in equilibrium and no modulators.

pub mod night;
pub mod priming;

use crate::brain::net::Net;
use crate::brain::net::equilibrium::{Decision, reactivate};
use crate::brain::signals::Signals;
use crate::kernels::Lanes;
use crate::params::Params;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Rewarded events remembered per context.
const REMEMBERED: usize = 32;

/// A rewarded event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// The context cell that was active; 0 without contexts.
    pub context: u16,
    /// What the thalamus sent.
    pub input: Lanes,
    /// The action that was rewarded.
    pub action: u8,
}

/// The latest rewarded events of every context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sleep {
    memories: VecDeque<Memory>,
    chance: Stream,
}

impl Sleep {
    /// A memory without events.
    #[must_use]
    pub const fn new(chance: Stream) -> Self {
        Self { memories: VecDeque::new(), chance }
    }

    /// Remembers a rewarded event; the oldest one of its context gives way.
    pub fn remember(&mut self, memory: Memory) {
        let same = |m: &&Memory| m.context == memory.context;
        if self.memories.iter().filter(same).count() >= REMEMBERED
            && let Some(oldest) = self.memories.iter().position(|m| m.context == memory.context)
        {
            self.memories.remove(oldest);
        }
        self.memories.push_back(memory);
    }

    /// Is there nothing that could come back?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.memories.is_empty()
    }

    /// Contexts of which events are remembered, in the order of their numbers.
    fn contexts(&self) -> Vec<u16> {
        let mut contexts: Vec<u16> = self.memories.iter().map(|m| m.context).collect();
        contexts.sort_unstable();
        contexts.dedup();
        contexts
    }

    /// An event, drawn evenly from contexts; there must be one.
    #[must_use]
    pub fn recall(&mut self) -> &Memory {
        let contexts = self.contexts();
        let Self { memories, chance } = self;
        let mut one_of = |n: usize| chance.integer(0, n as u32 - 1) as usize;
        let context = contexts[one_of(contexts.len())];
        let of: Vec<&Memory> = memories.iter().filter(|m| m.context == context).collect();
        of[one_of(of.len())]
    }
}

/// An event comes back and is learned once more, where `mask` lets association cortex take part.
pub fn relive(
    net: &mut Net,
    input: &Lanes,
    mask: Option<&Lanes>,
    decision: Decision,
    signals: &Signals,
    params: &Params,
) {
    let again = reactivate(net, input, mask, decision);
    let surprise = 1.0 - decision.chosen.map_or(0.0, |action| again.policy[usize::from(action)]);
    for n in 0..net.way.len() {
        let p = net.way[n];
        let rate = net.rate(p, signals, params) * params.replay_rate;
        let projection = &mut net.projections[p];
        projection.tags.clear();
        projection.tags.relive(&again.sent[n], &again.credit[projection.post], surprise);
        projection.flush(rate, params.reciprocity);
        projection.tags.clear();
    }
}
