//! Which situation the running brain takes it to be: the cue of a rule tells, or outcomes do. The context cell of that
//! situation gates association cortex (`context`, `inference`). Without gating (`engram_size` no less
//! than the region's units) there is nothing to tell apart, and none of this runs.
//!
//! A change of situation is what lasting noradrenaline is for where there are context cells: it gives up no weights then.
//! Forgetting would hit the situation that has just come back.

pub mod context;
pub mod inference;
pub mod uncertainty;

use crate::brain::net::wiring::RULE_UNITS;
use crate::brain::situation::inference::Turn;
use crate::num::{exp, ln};
use crate::run::state::State;
use crate::tasks::{Moment, TrialKind};

impl State {
    /// Association cortex, its units, and how many of them a context may have; `None` without gating.
    fn gated(&self) -> Option<(usize, usize, usize)> {
        let place = self.carriers.temporal.filter(|_| self.task.question().is_some() && !self.task.remembers())?;
        let (units, size) = (usize::from(self.populations[place].units), self.params.engram_size as usize);
        (size < units).then_some((place, units, size))
    }

    /// Inhibition comes from the cells that take part: where a context silences the others, those that are left are less
    /// sparse, `bias' = bias share^disinhibition`.
    pub(crate) fn disinhibit(&mut self) {
        if let Some((place, units, size)) = self.gated() {
            let share = size as f32 / units as f32;
            self.populations[place].bias *= exp(self.params.disinhibition * ln(share));
        }
    }

    /// A cue appears: the situation that it belongs to gates association cortex.
    pub(crate) fn notice_context(&mut self, cue: usize) {
        let Some((place, units, size)) = self.gated() else { return };
        let thalamus = usize::from(self.populations[self.carriers.thalamus].units);
        let first = usize::from(RULE_UNITS).min(thalamus);
        if self.task.scene().2 {
            self.contexts.cue(&self.cues_now[cue][first..thalamus], units, size);
        } else if self.contexts.is_empty() {
            self.contexts.begin(units, size);
            self.inference.begin(self.cues_now[cue].len());
        }
        self.populations[place].gate = self.contexts.gate(self.contexts.active).cloned().unwrap_or_default();
        self.centre();
    }

    /// Factor on what the actor learns: the trust in the situation that it is taken to be.
    pub(crate) fn trust(&self) -> f32 {
        match self.contexts.active {
            Some(active) if self.inference.begun() => self.inference.trust(usize::from(active)),
            _ => 1.0,
        }
    }

    /// The outcome of a trial, seen by all context cells, where no cue tells the situation.
    pub(crate) fn judge(&mut self, moment: Moment) -> Turn {
        let (Some(active), Some(action)) = (self.contexts.active, self.actor.chosen) else { return Turn::Stay };
        if !self.inference.begun() {
            return Turn::Stay;
        }
        let rewarded = moment.kind == TrialKind::Rewarded;
        let act = (&self.cues_now[0][..], usize::from(action));
        self.inference.judge(usize::from(active), act, rewarded, self.params.hazard)
    }

    /// From the next trial on it may be another situation.
    pub(crate) fn change_context(&mut self, turn: Turn) {
        match (turn, self.gated()) {
            (Turn::Switch(k), _) => self.contexts.active = Some(k as u16),
            (Turn::Recruit, Some((_, units, size))) => {
                let before = self.contexts.len();
                self.contexts.begin(units, size);
                if self.contexts.len() > before {
                    self.inference.recruit();
                }
            }
            _ => {}
        }
    }
}
