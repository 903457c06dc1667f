//! Sensitivity, d': how far apart two inner distributions lie, in standard deviations, freed from bias and
//! from the number of alternatives.
//!
//! *Yes or no* (two alternatives with a bias): `d' = z(H) - z(F)`, `H` and `F` the rates of hits and false
//! alarms, each with half a count added (log-linear rule), so that 0 and 1 stay finite.
//! *Choice among m*: the best of `m` independent normal values wins, the right one shifted by d';
//! `Pc = integral phi(x - d') Phi(x)^(m-1) dx`, solved for d' (for `m = 2` it is `sqrt(2) z(Pc)`). 0 is
//! chance.
//!
//! Left out: bias among the alternatives, unequal variances, lapses.
//! Sources: Green & Swets 1966, Signal Detection Theory and Psychophysics; Hacker & Ratcliff 1979, Perception
//! & Psychophysics 26, 168-170 (m alternatives); Hautus 1995, Behavior Research Methods 27, 46-51 (log-linear
//! rule).

/// Range of the integral and of z, standard deviations.
const REACH: f64 = 8.0;
/// Steps of the integral (trapezoids of 1/20 standard deviation; the integrand is smooth, the error below
/// 1e-6).
const STEPS: u32 = 320;
/// Largest d' that is looked for.
const LARGEST: f64 = 10.0;

/// Area of the standard normal distribution below `x`.
#[must_use]
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / core::f64::consts::SQRT_2)
}

/// The value below which the share `p` of the standard normal distribution lies; `p` strictly between 0 and
/// 1.
#[must_use]
pub fn z(p: f64) -> f64 {
    solve(-REACH, REACH, |x| normal_cdf(x) - p)
}

/// d' of yes and no from counts: right and wrong answers to signals, wrong and right answers to their
/// absence.
#[must_use]
pub fn yes_no(hits: u32, misses: u32, false_alarms: u32, rejections: u32) -> f64 {
    let rate = |yes: u32, no: u32| (f64::from(yes) + 0.5) / (f64::from(yes) + f64::from(no) + 1.0);
    z(rate(hits, misses)) - z(rate(false_alarms, rejections))
}

/// Share of right choices among `m` alternatives that a d' brings.
#[must_use]
pub fn share_right(d: f64, m: usize) -> f64 {
    let step = 2.0 * REACH / f64::from(STEPS);
    let density = |x: f64| libm::exp(-0.5 * x * x) / 2.506_628_274_631_000_5;
    let at = |k: u32| {
        let x = -REACH + step * f64::from(k);
        let others = (1..m).fold(1.0, |product, _| product * normal_cdf(x + d));
        let end = if k == 0 || k == STEPS { 0.5 } else { 1.0 };
        end * density(x) * others
    };
    step * (0..=STEPS).map(at).sum::<f64>()
}

/// d' of a choice among `m` alternatives from counts; never below 0. The share right is kept half a count
/// away from 1. Not a number without a choice or with fewer than two alternatives.
#[must_use]
pub fn alternatives(right: usize, of: usize, m: usize) -> f64 {
    if of == 0 || m < 2 {
        return f64::NAN;
    }
    let most = 1.0 - 0.5 / of as f64;
    let share = right as f64 / of as f64;
    let share = if share > most { most } else { share };
    if share <= 1.0 / m as f64 { 0.0 } else { solve(0.0, LARGEST, |d| share_right(d, m) - share) }
}

/// Where a rising function is 0, by halving.
fn solve(mut lo: f64, mut hi: f64, f: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..48 {
        let middle = 0.5 * (lo + hi);
        if f(middle) < 0.0 { lo = middle } else { hi = middle }
    }
    0.5 * (lo + hi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z_undoes_the_normal_distribution() {
        assert!((z(0.975) - 1.959_964).abs() < 1e-5);
        assert!(z(0.5).abs() < 1e-9);
    }

    #[test]
    fn yes_and_no_are_freed_from_bias() {
        // H .84, F .16: d' 2; the same d' with a criterion moved by one.
        assert!((yes_no(8413, 1587, 1587, 8413) - 2.0).abs() < 0.01);
        assert!((yes_no(9772, 228, 5000, 5000) - 2.0).abs() < 0.01);
        assert!(yes_no(50, 0, 0, 50).is_finite());
    }

    #[test]
    fn more_alternatives_make_the_same_share_harder() {
        // Published table of Hacker & Ratcliff: Pc .75 is d' .95 with two, 1.68 with four alternatives.
        assert!((alternatives(750, 1000, 2) - 0.954).abs() < 0.005);
        assert!((alternatives(750, 1000, 4) - 1.68).abs() < 0.02);
        assert_eq!(alternatives(25, 100, 4), 0.0);
        assert!(alternatives(40, 40, 4).is_finite() && alternatives(0, 0, 4).is_nan());
        assert!((share_right(0.0, 4) - 0.25).abs() < 1e-6);
    }
}
