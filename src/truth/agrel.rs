//! R13.4: trial and error with feedback from the chosen unit needs little more than a teacher does.
//!
//! `h = tanh(V x)`, `p = softmax(W h)`, target `t`. Three rules change the same network:
//!
//! | rule | outputs | hidden |
//! |---|---|---|
//! | backpropagation | `dW = eta e h'`, `e = t - p` | `dV = eta (W' e * f') x'` |
//! | gated | unit `s` is drawn from `p`, only its weights change: `dw_s = eta F h'` | `dV = eta F (w_s * f') x'` |
//! | scalar | the same as gated | `h = tanh(V x + noise)`, `dV = eta (r - rbar) noise / sd^2 x'` |
//!
//! `F` is the global error with the published expansion: `(1 - p_s) / p_s` for a hit (at most [`LARGEST`]), `-p_s` for a
//! miss. Then the mean of the gated rule over draws is backpropagation's change. Without gating hidden units have only
//! the reward against its running mean, and must find out by noise of their own what is good.
//! The task: classes of several clusters each, which no straight line tells apart; an epoch is one pass. Every rule has
//! the best of [`RATES`] for each seed. Angles are those between the mean change of `V` over 5000 trials of the naive
//! network, weights standing still, and the gradient over the whole set.
//!
//! Sources: Roelfsema & van Ooyen 2005, doi:10.1162/0899766054615699; Pozzi, Bohté & Roelfsema 2018, arXiv:1811.01768.
//! Left out: images, feedback weights of their own (here they are the forward ones), more than one hidden layer.

use super::dense::{Matrix, cosine, tanh_all};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::kernels::{Lanes, kernel_axpy};
use crate::num::{acos, exp, sqrt};
use crate::rng::Stream;

/// Inputs, of which the last is constant.
const INPUTS: usize = 16;
const HIDDEN: usize = 16;
const CLASSES: usize = 8;
/// Clusters per class, examples, and their spread around the middle of a cluster (middles have variance 1).
const CLUSTERS: usize = 3;
const EXAMPLES: usize = 480;
const SPREAD: f32 = 0.4;
/// Learned when so many are right by the most likely class; looked at every so many trials.
const LEARNED: f32 = 0.95;
const LOOK_EVERY: usize = 120;
/// Learning rates tried; the scalar rule, whose changes are larger, has also [`SCALAR`] of them.
const RATES: [f32; 5] = [0.01, 0.03, 0.06, 0.12, 0.25];
const SCALAR: f32 = 0.1;
/// Epochs after which backpropagation is given up, and times its epochs after which the others are.
const MOST: usize = 150;
const GIVEN_UP: usize = 10;
/// Largest error of a hit.
const LARGEST: f32 = 10.0;
/// Exploration of hidden units in the scalar rule.
const NOISE: f32 = 0.3;
/// What the running mean of reward keeps per trial.
const KEEP: f32 = 0.99;
/// Trials over which changes are averaged for the angle.
const TRIALS: usize = 5000;

pub(super) const R13_4: Row = Row {
    id: "R13.4",
    title: "Feedback from the chosen unit makes trial and error nearly as fast as a teacher",
    citation: "Roelfsema & van Ooyen 2005, doi:10.1162/0899766054615699; Pozzi, Bohté & Roelfsema 2018, arXiv:1811.01768",
    checks: &[
        Check { quantity: "epochs, gated / backprop", unit: "", published: "1.5 to 2.5", lo: 1.0, hi: 3.0 },
        Check {
            quantity: "epochs, not gated / backprop (10: given up)",
            unit: "",
            published: "slow",
            lo: 5.0,
            hi: 10.0,
        },
        Check {
            quantity: "angle to the gradient after 5000 trials, gated",
            unit: "deg",
            published: "27.7",
            lo: 0.0,
            hi: 35.0,
        },
        Check {
            quantity: "angle after 5000 trials, scalar with running mean",
            unit: "deg",
            published: "76.6",
            lo: 70.0,
            hi: 85.0,
        },
    ],
    overrides: &[
        "a network of its own: 16-16-8 units, tanh and softmax, clusters instead of images; none of the default brain",
        "feedback weights are the forward ones; the error of a hit is at most 10",
        "without gating: noise of hidden units times reward minus its running mean",
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let set = Set::new(seed);
    let first = Network::new(seed);
    let most = MOST * EXAMPLES;
    let backprop = best(&first, &set, seed, Rule::Backprop, most);
    let [gated, scalar] = [Rule::Gated, Rule::Scalar].map(|rule| {
        let most = backprop.map_or(0, |n| GIVEN_UP * n);
        best(&first, &set, seed, rule, most).unwrap_or(most) as f32 / backprop.map_or(f32::NAN, |n| n as f32)
    });
    let gradient = first.mean_change(&set, &mut Stream::new(seed, "angle"), Rule::Backprop);
    let [gated_angle, scalar_angle] = [Rule::Gated, Rule::Scalar].map(|rule| {
        let change = first.mean_change(&set, &mut Stream::new(seed, "angle"), rule);
        acos(cosine(change.all(), gradient.all())).to_degrees()
    });
    Ok(vec![gated, scalar, gated_angle, scalar_angle])
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Rule {
    Backprop,
    Gated,
    Scalar,
}

/// Trials to criterion at the best rate; `None` if no rate gets there in `most`.
fn best(first: &Network, set: &Set, seed: u64, rule: Rule, most: usize) -> Option<usize> {
    let mut best = None;
    for rate in RATES {
        let rate = if rule == Rule::Scalar { SCALAR * rate } else { rate };
        let limit = best.unwrap_or(most);
        best = first.clone().trials(set, &mut Stream::new(seed, "noise"), (rule, rate), limit).or(best);
    }
    best
}

/// Examples and their classes.
struct Set {
    x: Matrix,
    class: Vec<usize>,
}

impl Set {
    fn new(seed: u64) -> Self {
        let mut draw = Stream::new(seed, "patterns");
        let middles = Matrix::drawn(CLASSES * CLUSTERS, INPUTS, || draw.normal());
        let mut x = Matrix::zeros(EXAMPLES, INPUTS);
        let cluster = |i: usize| i % (CLASSES * CLUSTERS);
        for i in 0..EXAMPLES {
            for (x, m) in x.row_mut(i).iter_mut().zip(middles.row(cluster(i))) {
                *x = m + SPREAD * draw.normal();
            }
            x.row_mut(i)[INPUTS - 1] = 1.0;
        }
        Self { x, class: (0..EXAMPLES).map(|i| cluster(i) % CLASSES).collect() }
    }
}

#[derive(Clone)]
struct Network {
    first: Matrix,
    second: Matrix,
    hidden: Lanes,
    noise: Lanes,
    p: Lanes,
    mean: f32,
}

/// What a trial asks of the weights: errors of the outputs and of the hidden units.
struct Signals {
    output: Lanes,
    hidden: Lanes,
}

impl Network {
    fn new(seed: u64) -> Self {
        let mut draw = Stream::new(seed, "wiring");
        let mut matrix = |rows: usize, cols| Matrix::drawn(rows, cols, || draw.normal() / sqrt(rows as f32));
        Self {
            first: matrix(INPUTS, HIDDEN),
            second: matrix(HIDDEN, CLASSES),
            hidden: Lanes::zeros(HIDDEN),
            noise: Lanes::zeros(HIDDEN),
            p: Lanes::zeros(CLASSES),
            mean: 1.0 / CLASSES as f32,
        }
    }

    /// Shows an example; hidden units hear `noise` as it stands.
    fn show(&mut self, x: &[f32]) {
        let mut drive = Lanes::zeros(HIDDEN);
        self.first.send(x, &mut drive);
        kernel_axpy(&mut drive, &self.noise, 1.0);
        tanh_all(&drive, &mut self.hidden);
        let mut drive = Lanes::zeros(CLASSES);
        self.second.send(&self.hidden, &mut drive);
        let mut total = 0.0;
        for (p, d) in self.p[..CLASSES].iter_mut().zip(drive.iter()) {
            *p = exp(*d);
            total += *p;
        }
        self.p.iter_mut().for_each(|p| *p /= total);
    }

    fn draw(&self, chance: &mut Stream) -> usize {
        let mut left = chance.uniform();
        (0..CLASSES - 1).find(|&k| {
            left -= self.p[k];
            left < 0.0
        }).unwrap_or(CLASSES - 1)
    }

    /// One trial up to what it asks of the weights.
    fn trial(&mut self, x: &[f32], class: usize, chance: &mut Stream, rule: Rule) -> Signals {
        if rule == Rule::Scalar {
            self.noise[..HIDDEN].fill_with(|| NOISE * chance.normal());
        }
        self.show(x);
        let mut signals = Signals { output: Lanes::zeros(CLASSES), hidden: Lanes::zeros(HIDDEN) };
        if rule == Rule::Backprop {
            signals.output.iter_mut().zip(self.p.iter()).for_each(|(e, p)| *e = -p);
            signals.output[class] += 1.0;
        } else {
            let chosen = self.draw(chance);
            signals.output[chosen] = expanded(self.p[chosen], chosen == class);
            let reward = if chosen == class { 1.0 } else { 0.0 };
            let news = (reward - self.mean) / (NOISE * NOISE);
            self.mean = KEEP * self.mean + (1.0 - KEEP) * reward;
            signals.hidden.iter_mut().zip(self.noise.iter()).for_each(|(s, n)| *s = news * n);
        }
        if rule != Rule::Scalar {
            self.second.send_back(&signals.output, &mut signals.hidden);
            signals.hidden.iter_mut().zip(self.hidden.iter()).for_each(|(s, h)| *s *= 1.0 - h * h);
        }
        self.noise.fill(0.0);
        signals
    }

    /// Learns until enough are right; `None` if that takes `most` trials.
    fn trials(&mut self, set: &Set, chance: &mut Stream, (rule, rate): (Rule, f32), most: usize) -> Option<usize> {
        for n in 0..most {
            if n % LOOK_EVERY == 0 && self.right(set) >= LEARNED {
                return Some(if n == 0 { 1 } else { n });
            }
            let i = chance.integer(0, EXAMPLES as u32 - 1) as usize;
            let signals = self.trial(set.x.row(i), set.class[i], chance, rule);
            self.second.add_outer(rate, &self.hidden, &signals.output);
            self.first.add_outer(rate, set.x.row(i), &signals.hidden);
        }
        None
    }

    /// Share of the set for which the right class is the most likely.
    fn right(&mut self, set: &Set) -> f32 {
        let right = (0..EXAMPLES).filter(|&i| {
            self.show(set.x.row(i));
            let own = self.p[set.class[i]];
            self.p.iter().all(|&p| p <= own)
        });
        right.count() as f32 / EXAMPLES as f32
    }

    /// Sum of the changes of the first weights that a rule asks for, weights standing still: over the whole set with a
    /// teacher, over [`TRIALS`] trials without.
    fn mean_change(&self, set: &Set, chance: &mut Stream, rule: Rule) -> Matrix {
        let mut network = self.clone();
        let mut change = Matrix::zeros(INPUTS, HIDDEN);
        let trials = if rule == Rule::Backprop { EXAMPLES } else { TRIALS };
        for n in 0..trials {
            let i = if rule == Rule::Backprop { n } else { chance.integer(0, EXAMPLES as u32 - 1) as usize };
            let signals = network.trial(set.x.row(i), set.class[i], chance, rule);
            change.add_outer(1.0, set.x.row(i), &signals.hidden);
        }
        change
    }
}

/// The global error of a choice made with probability `p`, expanded.
fn expanded(p: f32, hit: bool) -> f32 {
    if !hit {
        return -p;
    }
    let error = (1.0 - p) / p;
    if error < LARGEST { error } else { LARGEST }
}
