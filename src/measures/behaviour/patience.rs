//! Patience: the horizon that best explains when a brain waited on and when not.
//!
//! The model: with the reward `s` seconds away, `p(stay) = 1 / (1 + exp(-beta (exp(-s / tau) - effort)))`,
//! `effort` given, `tau` (the horizon) and `beta` by maximum likelihood over all decisions, on a grid of
//! logarithms that is halved around its best point.
//! Left out: lapses, drift over trials. Source of the form: exponential discounting as in
//! temporal-difference learning, Doya 2002, doi:10.1016/S0893-6080(02)00044-8.

use crate::run::recorder::TrialRecord;

/// One decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// Until the reward, s.
    pub ahead_s: f64,
    /// Did it wait on?
    pub stayed: bool,
}

/// What the likeliest waiter is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patience {
    /// Time over which reward is discounted to 1/e, s.
    pub horizon_s: f64,
    /// Steepness of the decision, per reward.
    pub steepness: f64,
}

/// Smallest and largest horizon, s; the same of the steepness, per reward.
const BOUNDS: [[f64; 2]; 2] = [[0.2, 60.0], [0.2, 100.0]];
/// Points of the grid along each axis, either side of its middle.
const POINTS: i32 = 4;
/// Halvings of the grid.
const HALVINGS: u32 = 14;

/// The decisions of trials in which every `wait_ms` from cue onset to the reward at `reward_ms` one was due.
#[must_use]
pub fn decisions(trials: &[TrialRecord], wait_ms: u32, reward_ms: u32) -> Vec<Decision> {
    let mut all = Vec::new();
    for trial in trials {
        let left = trial.left_ms.map_or(u32::MAX, |ms| ms as u32);
        for at in (1..).map(|n| n * wait_ms).take_while(|&at| at < reward_ms && at <= left) {
            all.push(Decision { ahead_s: f64::from(reward_ms - at) / 1000.0, stayed: at < left });
        }
    }
    all
}

/// The likeliest waiter for these decisions; `None` where all stayed or all left.
#[must_use]
pub fn fit(decisions: &[Decision], effort: f64) -> Option<Patience> {
    let stayed = decisions.iter().filter(|d| d.stayed).count();
    if stayed == 0 || stayed == decisions.len() {
        return None;
    }
    let middle = |[lo, hi]: [f64; 2]| 0.5 * (libm::log(lo) + libm::log(hi));
    let half = |[lo, hi]: [f64; 2]| 0.5 * (libm::log(hi) - libm::log(lo));
    let mut best = BOUNDS.map(middle);
    let mut step = BOUNDS.map(|bounds| half(bounds) / f64::from(POINTS));
    for _ in 0..HALVINGS {
        best = best_around(decisions, effort, best, step);
        step = step.map(|s| 0.5 * s);
    }
    Some(Patience { horizon_s: libm::exp(best[0]), steepness: libm::exp(best[1]) })
}

/// The likeliest point of the grid around `middle`; axes are logarithms of horizon and steepness.
fn best_around(decisions: &[Decision], effort: f64, middle: [f64; 2], step: [f64; 2]) -> [f64; 2] {
    let (mut best, mut height) = (middle, f64::NEG_INFINITY);
    for i in -POINTS..=POINTS {
        for j in -POINTS..=POINTS {
            let at = [0, 1].map(|axis| {
                let x = middle[axis] + step[axis] * f64::from([i, j][axis]);
                let [lo, hi] = BOUNDS[axis].map(libm::log);
                if x < lo {
                    lo
                } else if x > hi {
                    hi
                } else {
                    x
                }
            });
            let here = log_likelihood(decisions, effort, at);
            if here > height {
                (best, height) = (at, here);
            }
        }
    }
    best
}

fn log_likelihood(decisions: &[Decision], effort: f64, [tau, beta]: [f64; 2]) -> f64 {
    let (tau, beta) = (libm::exp(tau), libm::exp(beta));
    let one = |d: &Decision| {
        let worth = beta * (libm::exp(-d.ahead_s / tau) - effort);
        -libm::log1p(libm::exp(if d.stayed { -worth } else { worth }))
    };
    decisions.iter().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    /// Decisions of a waiter whose reward is 4 s away.
    fn waits(horizon_s: f64, steepness: f64) -> Vec<Decision> {
        let (mut chance, mut all) = (Stream::new(5, "waits"), Vec::new());
        for _ in 0..1500 {
            for n in 1..8 {
                let ahead_s = 4.0 - 0.5 * f64::from(n);
                let stay = 1.0 / (1.0 + libm::exp(-steepness * (libm::exp(-ahead_s / horizon_s) - 0.3)));
                let stayed = f64::from(chance.uniform()) < stay;
                all.push(Decision { ahead_s, stayed });
                if !stayed {
                    break;
                }
            }
        }
        all
    }

    #[test]
    fn horizon_and_steepness_are_recovered() {
        for (horizon_s, steepness) in [(2.0, 8.0), (5.0, 8.0), (5.0, 16.0)] {
            let found = fit(&waits(horizon_s, steepness), 0.3).expect("some left");
            assert!((found.horizon_s / horizon_s - 1.0).abs() < 0.15, "{found:?} for {horizon_s}");
            assert!((found.steepness / steepness - 1.0).abs() < 0.2, "{found:?} for {steepness}");
        }
        assert_eq!(fit(&[Decision { ahead_s: 1.0, stayed: true }], 0.3), None);
    }
}
