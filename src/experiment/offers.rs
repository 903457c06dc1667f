//! Choices of uncertain reward: which actions are on offer in a trial, with which odds, and how the odds
//! drift. Types, and how they are read.
//!
//! A phase lists its offers. Each is shown as a stimulus of its own; where actions stand for symbols,
//! every trial shows the same picture, and only what is on offer differs.

use super::limits::{LIMITS, Range};
use super::reader::{At, Fields, Reader};
use super::{Choice, Phase};
use crate::error::{Code, Problem};
use serde::{Deserialize, Serialize};

/// Actions to choose from, and the chance of reward for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The actions.
    pub actions: Vec<u8>,
    /// Chance of reward, action by action.
    pub odds: Vec<f32>,
}

/// A random walk of all odds, one step per trial, turned back at its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// Standard deviation of a step; 0 is no drift.
    pub sd: f32,
    /// Lower bound.
    pub lo: f32,
    /// Upper bound.
    pub hi: f32,
}

impl Default for Drift {
    fn default() -> Self {
        Self { sd: 0.0, lo: 0.2, hi: 0.8 }
    }
}

/// A number that may be left out.
fn real(r: &mut Reader, fields: &Fields<'_>, key: &str, range: Range<f32>, default: f32) -> Option<f32> {
    fields.get(key).map_or(Some(default), |at| r.real(&at, range, ""))
}

/// How odds drift.
pub(super) fn drift(r: &mut Reader, at: &At<'_>) -> Option<Drift> {
    let fields = r.object(at, &["sd", "lo", "hi"])?;
    let usual = Drift::default();
    let sd = real(r, &fields, "sd", LIMITS.drift, usual.sd);
    let lo = real(r, &fields, "lo", LIMITS.probability, usual.lo);
    let hi = real(r, &fields, "hi", LIMITS.probability, usual.hi);
    let (sd, lo, hi) = (sd?, lo?, hi?);
    if lo >= hi {
        refuse(r, &at.path, &format!("{lo} to {hi}"), "the lower bound first", "is the wrong way round");
        return None;
    }
    Some(Drift { sd, lo, hi })
}

/// The offers of a phase of choices.
pub(super) fn of_phase(
    r: &mut Reader,
    phase_at: &At<'_>,
    at: Option<At<'_>>,
    task: &Choice,
    phase: &Phase,
) -> Option<Vec<Offer>> {
    let offers = at.map_or(Some(Vec::new()), |at| r.each(&at, LIMITS.offers, Code::Count, offer))?;
    let path = format!("{}/offers", phase_at.path);
    let number = format!("{} offers", offers.len());
    if offers.is_empty() {
        if task.symbols {
            refuse(r, &path, &number, "at least one", "are too few where symbols stand for what is on offer");
        }
        return (!task.symbols).then_some(offers);
    }
    if !phase.rules.is_empty() {
        refuse(r, &path, &number, "offers or rules", "stand beside rules");
        return None;
    }
    if !task.symbols && offers.len() != task.stimuli as usize {
        refuse(r, &path, &number, &format!("one per stimulus, {}", task.stimuli), "do not fit the stimuli");
        return None;
    }
    Some(offers)
}

fn offer(r: &mut Reader, at: &At<'_>) -> Option<Offer> {
    let fields = r.object(at, &["actions", "odds"])?;
    let action = |r: &mut Reader, at: &At<'_>| r.whole(at, LIMITS.action, Code::Range).map(|k| k as u8);
    let actions = r.need(&fields, "actions").and_then(|at| r.each(&at, LIMITS.offered, Code::Count, action));
    let chance = |r: &mut Reader, at: &At<'_>| r.real(at, LIMITS.probability, "");
    let odds = r.need(&fields, "odds").and_then(|at| r.each(&at, LIMITS.offered, Code::Count, chance));
    let (actions, odds) = (actions?, odds?);
    if actions.len() != odds.len() {
        let (value, allowed) = (format!("{} odds", odds.len()), format!("one per action, {}", actions.len()));
        refuse(r, &at.path, &value, &allowed, "do not fit the actions");
        return None;
    }
    if let Some(twice) = actions.iter().enumerate().find(|(i, k)| actions[..*i].contains(k)) {
        refuse(r, &at.path, &format!("action {}", twice.1), "each action once", "is on offer twice");
        return None;
    }
    Some(Offer { actions, odds })
}

fn refuse(r: &mut Reader, path: &str, value: &str, allowed: &str, what: &str) {
    r.report(Problem::new(Code::Range, path, value, allowed, what));
}
