//! Odds: what the actions on offer pay, and how that drifts.
//!
//! Every trial, each chance of reward takes a step, `p += sd n`, `n` standard normal, and is turned back at
//! the bounds (as in restless bandits: Daw et al. 2006, doi:10.1038/nature04766, where payments instead of
//! chances drift). A phase begins with the odds that it states.

use crate::experiment::limits::ACTIONS;
use crate::experiment::{Drift, Phase};
use crate::num::clamp;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// The odds of the present phase; empty where one action is right and the others are not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Odds {
    /// By offer: chance of reward by action; below 0 where the action is not on offer.
    rows: Vec<[f32; ACTIONS]>,
    drift: Drift,
    chance: Stream,
}

impl Odds {
    /// The odds as a phase begins.
    #[must_use]
    pub fn new(phase: &Phase, chance: Stream) -> Self {
        let mut odds = Self { rows: Vec::new(), drift: phase.drift, chance };
        odds.enter(phase);
        odds
    }

    /// A phase begins.
    pub fn enter(&mut self, phase: &Phase) {
        self.drift = phase.drift;
        self.rows = phase
            .offers
            .iter()
            .map(|offer| {
                let mut row = [-1.0; ACTIONS];
                for (&k, &p) in offer.actions.iter().zip(&offer.odds) {
                    row[usize::from(k) % ACTIONS] = p;
                }
                row
            })
            .collect();
    }

    /// Number of different offers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Is one action right and nothing uncertain?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A trial has passed: the odds take a step.
    pub fn step(&mut self) {
        let Drift { sd, lo, hi } = self.drift;
        if sd > 0.0 {
            for p in self.rows.iter_mut().flatten().filter(|p| **p >= 0.0) {
                *p = turned(*p + sd * self.chance.normal(), lo, hi);
            }
        }
    }

    /// Actions on offer, a bit each.
    #[must_use]
    pub fn offer(&self, row: usize) -> u8 {
        self.rows[row].iter().enumerate().fold(0, |bits, (k, p)| bits | u8::from(*p >= 0.0) << k)
    }

    /// The action with the best odds; the first of equals.
    #[must_use]
    pub fn best(&self, row: usize) -> u8 {
        let odds = &self.rows[row];
        (1..ACTIONS).fold(0, |best, k| if odds[k] > odds[best] { k } else { best }) as u8
    }

    /// Chance of reward for an action.
    #[must_use]
    pub fn of(&self, row: usize, action: u8) -> f32 {
        clamp(self.rows[row][usize::from(action) % ACTIONS], 0.0, 1.0)
    }
}

/// Turned back at the bounds.
fn turned(p: f32, lo: f32, hi: f32) -> f32 {
    let p = if p > hi { 2.0 * hi - p } else { p };
    let p = if p < lo { 2.0 * lo - p } else { p };
    clamp(p, lo, hi)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Offer;

    fn odds(sd: f32) -> Odds {
        let offers = vec![
            Offer { actions: vec![2, 0], odds: vec![0.8, 0.2] },
            Offer { actions: vec![1, 3], odds: vec![0.5, 0.5] },
        ];
        let drift = Drift { sd, ..Drift::default() };
        Odds::new(&Phase { offers, drift, ..Phase::new("a", 10) }, Stream::new(1, "drift"))
    }

    #[test]
    fn only_what_is_on_offer_pays() {
        let odds = odds(0.0);
        assert_eq!((odds.offer(0), odds.offer(1)), (0b0101, 0b1010));
        assert_eq!((odds.best(0), odds.best(1)), (2, 1));
        assert_eq!((odds.of(0, 2), odds.of(0, 0), odds.of(0, 1)), (0.8, 0.2, 0.0));
    }

    #[test]
    fn odds_drift_within_their_bounds_and_only_where_there_are_some() {
        let mut odds = odds(0.1);
        let (mut low, mut high) = (1.0f32, 0.0f32);
        for _ in 0..2000 {
            odds.step();
            let p = odds.of(0, 2);
            (low, high) = (if p < low { p } else { low }, if p > high { p } else { high });
        }
        assert!(low >= 0.2 && high <= 0.8 && high - low > 0.5, "{low} {high}");
        assert_eq!((odds.offer(0), odds.of(0, 1)), (0b0101, 0.0));
    }

    #[test]
    fn without_drift_odds_stand_still() {
        let mut still = odds(0.0);
        still.step();
        assert_eq!(still, odds(0.0));
    }
}
