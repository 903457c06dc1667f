//! Sleep and related states: what lies before the first trial (`night`), events of the last days that come
//! back between blocks (here), and activity brought back at the end of a trial (`priming`).
//!
//! *Replay* happens in the night after a block of trials, if the experiment asks for it. Rewarded events of
//! the last days come back one by one, drawn evenly from all contexts. They are learned once more,
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

/// Episodes remembered per context.
const REMEMBERED: usize = 32;

/// An episode that can be replayed: a rewarded event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    /// The context cell that was active; 0 without contexts.
    pub context: u16,
    /// What the thalamus sent.
    pub input: Lanes,
    /// The action that was rewarded.
    pub action: u8,
}

/// The latest episodes of every context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sleep {
    episodes: VecDeque<Episode>,
    chance: Stream,
}

impl Sleep {
    /// No episodes yet.
    #[must_use]
    pub const fn new(chance: Stream) -> Self {
        Self { episodes: VecDeque::new(), chance }
    }

    /// Remembers an episode; the oldest one of its context gives way.
    pub fn remember(&mut self, episode: Episode) {
        let same = |m: &&Episode| m.context == episode.context;
        if self.episodes.iter().filter(same).count() >= REMEMBERED
            && let Some(oldest) = self.episodes.iter().position(|m| m.context == episode.context)
        {
            self.episodes.remove(oldest);
        }
        self.episodes.push_back(episode);
    }

    /// Is there no episode to replay?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.episodes.is_empty()
    }

    /// Contexts of which events are remembered, in the order of their numbers.
    fn contexts(&self) -> Vec<u16> {
        let mut contexts: Vec<u16> = self.episodes.iter().map(|m| m.context).collect();
        contexts.sort_unstable();
        contexts.dedup();
        contexts
    }

    /// An episode, drawn evenly from contexts; there must be one.
    #[must_use]
    pub fn recall(&mut self) -> &Episode {
        let contexts = self.contexts();
        let Self { episodes, chance } = self;
        let mut one_of = |n: usize| chance.integer(0, n as u32 - 1) as usize;
        let context = contexts[one_of(contexts.len())];
        let of: Vec<&Episode> = episodes.iter().filter(|m| m.context == context).collect();
        of[one_of(of.len())]
    }
}

/// Replays an episode: it is learned once more, where `mask` lets association cortex take part.
pub fn replay(
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
        projection.tags.replay(&again.sent[n], &again.credit[projection.post], surprise);
        projection.flush(rate, params.reciprocity);
        projection.tags.clear();
    }
}
