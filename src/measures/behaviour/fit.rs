//! Reinforcement learning fitted to a sequence of choices by maximum likelihood.
//!
//! The model: each state `s` has a value per action, `Q(s, a)`, at the start one over the number of actions.
//! `p(a) = exp(beta Q(s, a)) / sum exp(beta Q(s, .))`; after the outcome `r`, `delta = r - Q(s, a)` and
//! `Q(s, a) += alpha delta`, `alpha` one rate for gains (`delta > 0`) and another for losses. The likelihood
//! is searched on a fixed grid, then from its best point by steps along each axis (logit of a rate, logarithm
//! of beta) that are halved until they are small. The same choices give the same fit, bit for bit.
//!
//! Left out: forgetting, perseveration, lapses, generalisation from state to state. A brain that learns
//! otherwise still gets the parameters of the learner that would most likely have chosen as it did.
//! Sources: Daw 2011, doi:10.1093/acprof:oso/9780199600434.003.0001; gains and losses apart: Frank et al.
//! 2007, doi:10.1073/pnas.0706111104.

use serde::Serialize;

/// Smallest and largest rate.
const RATES: [f64; 2] = [0.002, 0.998];
/// Smallest and largest inverse temperature.
const BETAS: [f64; 2] = [0.1, 60.0];
/// Points of the grid: rates, then inverse temperatures.
const GRID: ([f64; 8], [f64; 7]) =
    ([0.01, 0.03, 0.08, 0.18, 0.35, 0.55, 0.78, 0.95], [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0]);
/// First and last step of the refinement, in logits and logarithms.
const STEP: [f64; 2] = [0.5, 0.004];

/// One choice and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// What was asked, from 0.
    pub state: usize,
    /// What was chosen, from 0.
    pub action: usize,
    /// Its outcome, in rewards.
    pub reward: f64,
}

/// Parameters of the learner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Learner {
    /// Learning rate after outcomes better than expected.
    pub gain_rate: f64,
    /// Learning rate after outcomes worse than expected.
    pub loss_rate: f64,
    /// Inverse temperature, per reward.
    pub inverse_temperature: f64,
}

/// The likeliest learner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fit {
    /// Its parameters.
    #[serde(flatten)]
    pub learner: Learner,
    /// Log likelihood of the choices under it, natural logarithm.
    pub log_likelihood: f64,
    /// Of chance: what a learner that learns nothing would reach.
    pub log_likelihood_of_chance: f64,
    /// Choices that it was fitted to.
    pub choices: usize,
}

impl Learner {
    /// Log likelihood of a sequence of choices among `actions`.
    #[must_use]
    pub fn log_likelihood(&self, choices: &[Choice], actions: usize) -> f64 {
        let states = choices.iter().map(|c| c.state + 1).max().unwrap_or(0);
        let mut values = vec![1.0 / actions as f64; states * actions];
        let mut total = 0.0;
        for choice in choices {
            let q = &mut values[choice.state * actions..(choice.state + 1) * actions];
            let chosen = q[choice.action];
            let others: f64 = q.iter().map(|x| libm::exp(self.inverse_temperature * (x - chosen))).sum();
            total -= libm::log(others);
            let delta = choice.reward - chosen;
            q[choice.action] += delta * if delta > 0.0 { self.gain_rate } else { self.loss_rate };
        }
        total
    }

    /// Logits of the rates and the logarithm of beta.
    fn axes(&self) -> [f64; 3] {
        let logit = |p: f64| libm::log(p / (1.0 - p));
        [logit(self.gain_rate), logit(self.loss_rate), libm::log(self.inverse_temperature)]
    }

    fn from_axes([gain, loss, beta]: [f64; 3]) -> Self {
        let rate = |x: f64| within(1.0 / (1.0 + libm::exp(-x)), RATES);
        Self { gain_rate: rate(gain), loss_rate: rate(loss), inverse_temperature: within(libm::exp(beta), BETAS) }
    }
}

fn within(x: f64, [lo, hi]: [f64; 2]) -> f64 {
    if x < lo {
        lo
    } else if x > hi {
        hi
    } else {
        x
    }
}

/// The likeliest learner for a sequence of choices; `None` for none, or where there was nothing to choose
/// from.
#[must_use]
pub fn fit(choices: &[Choice], actions: usize) -> Option<Fit> {
    if choices.is_empty() || actions < 2 {
        return None;
    }
    let likelihood = |learner: &Learner| learner.log_likelihood(choices, actions);
    let (mut best, mut height) = best_of_grid(&likelihood);
    let mut step = STEP[0];
    while step > STEP[1] {
        let mut moved = false;
        for axis in 0..3 {
            for sign in [-1.0, 1.0] {
                let mut axes = best.axes();
                axes[axis] += sign * step;
                let other = Learner::from_axes(axes);
                let its = likelihood(&other);
                if its > height {
                    (best, height, moved) = (other, its, true);
                }
            }
        }
        if !moved {
            step *= 0.5;
        }
    }
    let chance = -(choices.len() as f64) * libm::log(actions as f64);
    Some(Fit { learner: best, log_likelihood: height, log_likelihood_of_chance: chance, choices: choices.len() })
}

fn best_of_grid(likelihood: &impl Fn(&Learner) -> f64) -> (Learner, f64) {
    let mut best = (Learner { gain_rate: 0.1, loss_rate: 0.1, inverse_temperature: 1.0 }, f64::NEG_INFINITY);
    for gain_rate in GRID.0 {
        for loss_rate in GRID.0 {
            for inverse_temperature in GRID.1 {
                let learner = Learner { gain_rate, loss_rate, inverse_temperature };
                let height = likelihood(&learner);
                if height > best.1 {
                    best = (learner, height);
                }
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    /// Choices of a learner between two actions in four states whose better action pays with .7 and changes
    /// sides every 25 visits.
    fn simulate(learner: &Learner, trials: usize, seed: u64) -> Vec<Choice> {
        let (mut q, mut chance) = ([[0.5f64; 2]; 4], Stream::new(seed, "choices"));
        let one = |n: usize, q: &mut [[f64; 2]; 4], chance: &mut Stream| {
            let (state, better) = (n % 4, n / 100 % 2);
            let p = 1.0 / (1.0 + libm::exp(-learner.inverse_temperature * (q[state][1] - q[state][0])));
            let action = usize::from(f64::from(chance.uniform()) < p);
            let pays = if action == better { 0.7 } else { 0.3 };
            let reward = f64::from(u8::from(f64::from(chance.uniform()) < pays));
            let delta = reward - q[state][action];
            q[state][action] += delta * if delta > 0.0 { learner.gain_rate } else { learner.loss_rate };
            Choice { state, action, reward }
        };
        (0..trials).map(|n| one(n, &mut q, &mut chance)).collect()
    }

    fn median(mut x: Vec<f64>) -> f64 {
        x.sort_by(f64::total_cmp);
        x[x.len() / 2]
    }

    #[test]
    fn parameters_are_recovered_from_simulated_choices() {
        for (gain_rate, loss_rate, beta) in [(0.4, 0.1, 4.0), (0.1, 0.4, 4.0), (0.25, 0.25, 8.0)] {
            let learner = Learner { gain_rate, loss_rate, inverse_temperature: beta };
            let fits: Vec<Fit> = (0..7).filter_map(|seed| fit(&simulate(&learner, 1600, seed), 2)).collect();
            let of = |value: fn(&Learner) -> f64| median(fits.iter().map(|f| value(&f.learner)).collect());
            let [gain, loss, steep] = [of(|l| l.gain_rate), of(|l| l.loss_rate), of(|l| l.inverse_temperature)];
            assert!((gain - gain_rate).abs() < 0.08, "gains {gain} for {gain_rate}");
            assert!((loss - loss_rate).abs() < 0.08, "losses {loss} for {loss_rate}");
            assert!((steep / beta - 1.0).abs() < 0.25, "beta {steep} for {beta}");
            assert!(fits.iter().all(|f| f.log_likelihood > f.log_likelihood_of_chance));
        }
    }

    #[test]
    fn no_other_learner_is_likelier() {
        let learner = Learner { gain_rate: 0.3, loss_rate: 0.15, inverse_temperature: 3.0 };
        let choices = simulate(&learner, 800, 3);
        let found = fit(&choices, 2).expect("choices");
        assert!(found.log_likelihood >= learner.log_likelihood(&choices, 2));
        assert_eq!(fit(&choices, 2), Some(found), "the same choices give the same fit");
        assert_eq!(fit(&[], 2), None);
    }
}
