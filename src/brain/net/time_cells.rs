//! Hippocampal time cells: which cue event, how long ago.
//!
//! A cue event starts one of [`BANKS`] banks, the one that has rested longest. Its [`STEPS`] cells fire one
//! after the other, `h_k(t) = exp(-(t - t_k)^2 / (2 sd^2))`, normalised over `k`, from [`RECRUIT_TICKS`]
//! after the onset on. Reward silences all banks; a reward that fails to come does not. Which cue it
//! was is known from the cortical features that the critic captures at that moment
//! (`plasticity::conjunctions`).
//!
//! Sources: time cells, MacDonald et al. 2011, doi:10.1016/j.neuron.2011.07.012; as a basis for value,
//! Ludvig, Sutton & Kehoe 2008, doi:10.1162/neco.2008.11-07-654. Fixed widths are a simplification (real
//! fields widen with time). The silencing by reward is ours: without it value leaks past the reward.

use crate::brain::net::population::{FLOOR, Population};
use crate::num::{DT_S, exp};
use serde::{Deserialize, Serialize};

/// Sequences that can run at once.
pub const BANKS: usize = 4;
/// Steps of elapsed time.
pub const STEPS: usize = 40;
/// Distance between steps, s. Ours: with 0.25 s an omission is noticed too late (R1.1).
pub const SPACING_S: f32 = 0.15;
/// Standard deviation of a cell's field, s. Ours: neighbours overlap, so that value is smooth.
pub const WIDTH_S: f32 = 0.08;
/// Ticks from cue onset until the cortical answer is there.
pub const RECRUIT_TICKS: u32 = 8;

/// Cells of each bank that fire at one moment, at most.
const FIRING: usize = 6;

/// The running sequences.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimeCells {
    /// Ticks since the cue event of each bank.
    since: [Option<u32>; BANKS],
    /// The bank that the next cue event starts.
    next: usize,
}

impl TimeCells {
    /// A cue event: a bank starts anew.
    pub fn cue(&mut self) {
        self.since[self.next] = Some(0);
        self.next = (self.next + 1) % BANKS;
    }

    /// Reward or feedback came: all sequences end.
    pub fn silence(&mut self) {
        self.since = [None; BANKS];
    }

    /// Sets the rates of this tick; unit `b STEPS + k` is step `k` of bank `b`. Returns the bank whose cue
    /// event the cortex has just answered.
    pub fn step(&mut self, cells: &mut Population) -> Option<usize> {
        let resting = self.since.iter().all(Option::is_none);
        if resting && cells.active.is_empty() {
            return None;
        }
        cells.rate.fill(0.0);
        let mut recruited = None;
        for bank in 0..BANKS {
            let Some(since) = self.since[bank] else { continue };
            if since == RECRUIT_TICKS {
                recruited = Some(bank);
            }
            let t = since.saturating_sub(RECRUIT_TICKS) as f32 * DT_S;
            self.since[bank] = (t <= STEPS as f32 * SPACING_S).then_some(since + 1);
            if since >= RECRUIT_TICKS {
                play(&mut cells.rate[bank * STEPS..(bank + 1) * STEPS], t);
            }
        }
        cells.list_active();
        recruited
    }
}

/// Normalised activity of each step at time `t` (s) after recruitment; only steps close to `t` are touched.
fn play(h: &mut [f32], t: f32) {
    let first = ((t / SPACING_S) as usize).saturating_sub(FIRING / 2 - 1);
    let last = (first + FIRING).min(STEPS);
    let firing = &mut h[first.min(last)..last];
    let mut total = 0.0;
    for (k, h) in firing.iter_mut().enumerate() {
        let z = (t - (first + k) as f32 * SPACING_S) / WIDTH_S;
        *h = exp(-0.5 * z * z);
        total += *h;
    }
    for h in firing {
        *h = if *h > FLOOR * total { *h / total } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::net::population::Response;
    use crate::params::Params;

    fn cells() -> Population {
        Population::new(0, (BANKS * STEPS) as u16, Response::Clocked, &Params::default())
    }

    #[test]
    fn the_sequence_covers_its_time_evenly() {
        let (mut banks, mut cells) = (TimeCells::default(), cells());
        banks.cue();
        for tick in 0..700 {
            let recruited = banks.step(&mut cells);
            assert_eq!(recruited == Some(0), tick == RECRUIT_TICKS);
            let total: f32 = cells.rate.iter().sum();
            let wanted = if (RECRUIT_TICKS..RECRUIT_TICKS + 602).contains(&tick) { 1.0 } else { 0.0 };
            assert!((total - wanted).abs() < 0.01, "tick {tick}: {total}");
            assert!(cells.active.len() <= FIRING);
        }
    }

    #[test]
    fn every_cue_event_has_a_bank_of_its_own_until_reward() {
        let (mut banks, mut cells) = (TimeCells::default(), cells());
        for _ in 0..BANKS {
            banks.cue();
            (0..20).for_each(|_| _ = banks.step(&mut cells));
        }
        let busy = |cells: &Population| cells.rate.chunks(STEPS).filter(|h| h.iter().any(|&h| h > 0.0)).count();
        assert_eq!(busy(&cells), BANKS);
        banks.silence();
        banks.step(&mut cells);
        assert_eq!((busy(&cells), cells.active.len()), (0, 0));
    }
}
