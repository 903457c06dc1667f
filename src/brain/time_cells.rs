//! Hippocampal time cells: which cue, how long ago.
//!
//! A cue recruits, for each of [`STEPS`] steps of elapsed time, the [`WINNERS`] cells of that step's group
//! with the strongest cortical drive. The recruited cells then fire one step after the other,
//! `h_k(t) = exp(-(t - t_k)^2 / (2 sd^2))`, normalised over `k`, until reward silences them; a reward that
//! fails to come does not.
//!
//! Sources: time cells, MacDonald et al. 2011, doi:10.1016/j.neuron.2011.07.012; as a basis for value,
//! Ludvig, Sutton & Kehoe 2008, doi:10.1162/neco.2008.11-07-654. Fixed widths are a simplification (real
//! fields widen with time). The silencing by reward is ours: without it value leaks past the reward.

use crate::brain::population::Population;
use crate::num::{DT_S, exp};
use serde::{Deserialize, Serialize};

/// Steps of elapsed time.
pub const STEPS: usize = 40;
/// Distance between steps, s.
pub const SPACING_S: f32 = 0.15;
/// Standard deviation of a cell's field, s.
pub const WIDTH_S: f32 = 0.08;
/// Cells recruited per step.
pub const WINNERS: usize = 3;
/// Ticks from cue onset until the cortical answer recruits.
pub const RECRUIT_TICKS: u32 = 8;

/// The running sequence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimeCells {
    since_cue: Option<u32>,
    recruited: Vec<u16>,
}

impl TimeCells {
    /// A cue came on: the sequence starts anew as soon as cells are recruited.
    pub fn cue(&mut self) {
        self.since_cue = Some(0);
        self.recruited.clear();
    }

    /// Reward came: the sequence ends.
    pub fn silence(&mut self) {
        self.since_cue = None;
        self.recruited.clear();
    }

    /// Sets the rates of this tick. Reads the drive that the cortex has brought in this tick.
    pub fn step(&mut self, cells: &mut Population) {
        let Some(since) = self.since_cue else {
            quiet(cells);
            return;
        };
        if since == RECRUIT_TICKS {
            self.recruit(cells);
        }
        self.since_cue = Some(since + 1);
        let t = since.saturating_sub(RECRUIT_TICKS) as f32 * DT_S;
        if t > STEPS as f32 * SPACING_S {
            self.silence();
            quiet(cells);
        } else {
            self.play(cells, t);
        }
    }

    fn recruit(&mut self, cells: &Population) {
        let group = usize::from(cells.units) / STEPS;
        for k in 0..STEPS {
            let first = k * group;
            let mut order: Vec<usize> = (first..first + group).filter(|&i| cells.drive[i] > 0.0).collect();
            order.sort_by(|&a, &b| cells.drive[b].total_cmp(&cells.drive[a]).then(a.cmp(&b)));
            self.recruited.extend(order.iter().take(WINNERS).map(|&i| i as u16));
        }
    }

    fn play(&self, cells: &mut Population, t: f32) {
        cells.rate.fill(0.0);
        let group = usize::from(cells.units) / STEPS;
        let bumps = bumps(t);
        for &i in &self.recruited {
            let rate = bumps[(usize::from(i) / group).min(STEPS - 1)];
            cells.rate[usize::from(i)] = if rate > crate::brain::population::FLOOR { rate } else { 0.0 };
        }
        cells.list_active();
    }
}

fn quiet(cells: &mut Population) {
    if !cells.active.is_empty() {
        cells.rate.fill(0.0);
        cells.active.clear();
    }
}

/// Normalised activity of each step at time `t` (s) after recruitment.
fn bumps(t: f32) -> [f32; STEPS] {
    let mut h = [0.0f32; STEPS];
    let mut total = 0.0;
    for (k, h) in h.iter_mut().enumerate() {
        let z = (t - k as f32 * SPACING_S) / WIDTH_S;
        if z.abs() < 4.0 {
            *h = exp(-0.5 * z * z);
            total += *h;
        }
    }
    if total > 0.0 {
        for h in &mut h {
            *h /= total;
        }
    }
    h
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_covers_its_time_evenly() {
        for tick in 0..500 {
            let total: f32 = bumps(tick as f32 * DT_S).iter().sum();
            assert!((total - 1.0).abs() < 1e-4, "tick {tick}: {total}");
        }
    }
}
