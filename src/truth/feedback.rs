//! R13.1: random feedback weights come to deliver useful teaching signals.
//!
//! `h = f(W0 x)`, `y = W h`, target `y* = T x`, error `e = y* - y`. Output weights learn by `dW = eta e h'`;
//! hidden ones by `dW0 = eta (B e * f') x'` with a fixed random `B`, where backpropagation would have
//! `W' e * f'`. Measured is the angle between these two hidden signals, averaged over inputs, before and
//! after learning.
//!
//! With 20 x 10 weights the first angle of a single network scatters around 90 degrees with a standard
//! deviation of 1 / sqrt(200) rad = 4 degrees, whatever the rule. The first angle is therefore the mean of
//! [`NETWORKS`] networks, the last one and the loss are those of the worst of them.

use super::dense::{Matrix, cosine, dot};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::kernels::Lanes;
use crate::num::{acos, sqrt, tanh};
use crate::rng::Stream;

const INPUTS: usize = 30;
const HIDDEN: usize = 20;
const OUTPUTS: usize = 10;
/// Networks per seed.
const NETWORKS: u32 = 10;
/// Inputs learned from, one after the other.
const STEPS: u32 = 20_000;
/// Inputs over which angle and loss are averaged.
const PROBES: u32 = 200;
/// Learning rate; ours.
const ETA: f32 = 0.002;
/// Weights start uniform within +- this: small, as the method asks; the number is ours.
const SMALL: f32 = 0.01;
/// Feedback weights are uniform within +- this; ours.
const FEEDBACK: f32 = 0.5;

pub(super) const R13_1: Row = Row {
    id: "R13.1",
    title: "Feedback alignment: random feedback teaches hidden units",
    citation: "Lillicrap, Cownden, Tweed & Akerman 2016, doi:10.1038/ncomms13276",
    checks: &[
        Check {
            quantity: "linear: first angle, mean of 10 networks",
            unit: "deg",
            published: "about 90",
            lo: 85.0,
            hi: 95.0,
        },
        Check {
            quantity: "linear: last angle, worst of 10",
            unit: "deg",
            published: "shrinks below 90",
            lo: 0.0,
            hi: 50.0,
        },
        Check {
            quantity: "linear: loss over first loss, worst of 10",
            unit: "",
            published: "learns",
            lo: 0.0,
            hi: 0.05,
        },
        Check {
            quantity: "tanh: first angle, mean of 10 networks",
            unit: "deg",
            published: "about 90",
            lo: 85.0,
            hi: 95.0,
        },
        Check {
            quantity: "tanh: last angle, worst of 10",
            unit: "deg",
            published: "shrinks below 90",
            lo: 0.0,
            hi: 50.0,
        },
        Check { quantity: "tanh: loss over first loss, worst of 10", unit: "", published: "learns", lo: 0.0, hi: 0.05 },
    ],
    overrides: &["a network of its own: 30-20-10 units, linear or tanh, taught by an error; none of the default brain"],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    Ok([Shape::Linear, Shape::Tanh].into_iter().flat_map(|shape| measure_shape(seed, shape)).collect())
}

fn measure_shape(seed: u64, shape: Shape) -> [f32; 3] {
    let (mut first_angle, mut last_angle, mut loss) = (0.0, 0.0, 0.0);
    for k in 0..NETWORKS {
        let mut network = Network::new(shape, &mut Stream::new(seed, &format!("network {k}")));
        let mut inputs = Stream::new(seed, &format!("inputs {k}"));
        let before = network.probe(&mut inputs.clone());
        (0..STEPS).for_each(|_| network.learn(&mut inputs));
        let after = network.probe(&mut inputs);
        first_angle += before.angle_deg / NETWORKS as f32;
        last_angle = worse(last_angle, after.angle_deg);
        loss = worse(loss, after.loss / before.loss);
    }
    [first_angle, last_angle, loss]
}

/// The larger; not a number if one is none.
fn worse(a: f32, b: f32) -> f32 {
    if a > b || a.is_nan() { a } else { b }
}

/// How hidden units answer.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Linear,
    Tanh,
}

struct Network {
    shape: Shape,
    target: Matrix,
    feedback: Matrix,
    first: Matrix,
    second: Matrix,
    x: Lanes,
    hidden: Lanes,
    error: Lanes,
    signal: Lanes,
    backprop: Lanes,
}

/// Averages over inputs.
struct Probe {
    angle_deg: f32,
    loss: f32,
}

impl Network {
    fn new(shape: Shape, draw: &mut Stream) -> Self {
        let mut matrix = |rows, cols, size: f32| Matrix::drawn(rows, cols, || size * (2.0 * draw.uniform() - 1.0));
        Self {
            shape,
            // Outputs of variance 1 for inputs of variance 1.
            target: matrix(INPUTS, OUTPUTS, sqrt(3.0 / INPUTS as f32)),
            feedback: matrix(OUTPUTS, HIDDEN, FEEDBACK),
            first: matrix(INPUTS, HIDDEN, SMALL),
            second: matrix(HIDDEN, OUTPUTS, SMALL),
            x: Lanes::zeros(INPUTS),
            hidden: Lanes::zeros(HIDDEN),
            error: Lanes::zeros(OUTPUTS),
            signal: Lanes::zeros(HIDDEN),
            backprop: Lanes::zeros(HIDDEN),
        }
    }

    /// Shows an input: answer, error, and what either rule sends back to the hidden units.
    fn show(&mut self, inputs: &mut Stream) {
        self.x[..INPUTS].fill_with(|| inputs.normal());
        self.first.send(&self.x, &mut self.hidden);
        if self.shape == Shape::Tanh {
            self.hidden.iter_mut().for_each(|h| *h = tanh(*h));
        }
        let mut answer = Lanes::zeros(OUTPUTS);
        self.second.send(&self.hidden, &mut answer);
        self.target.send(&self.x, &mut self.error);
        self.error.iter_mut().zip(answer.iter()).for_each(|(e, y)| *e -= y);
        self.feedback.send(&self.error, &mut self.signal);
        self.second.send_back(&self.error, &mut self.backprop);
        if self.shape == Shape::Tanh {
            let both = self.signal.iter_mut().zip(self.backprop.iter_mut());
            for ((signal, backprop), h) in both.zip(self.hidden.iter()) {
                let slope = 1.0 - h * h;
                *signal *= slope;
                *backprop *= slope;
            }
        }
    }

    fn learn(&mut self, inputs: &mut Stream) {
        self.show(inputs);
        self.second.add_outer(ETA, &self.hidden, &self.error);
        self.first.add_outer(ETA, &self.x, &self.signal);
    }

    fn probe(&mut self, inputs: &mut Stream) -> Probe {
        let (mut angle_deg, mut loss) = (0.0, 0.0);
        for _ in 0..PROBES {
            self.show(inputs);
            angle_deg += acos(cosine(&self.signal, &self.backprop)).to_degrees() / PROBES as f32;
            loss += dot(&self.error, &self.error) / PROBES as f32;
        }
        Probe { angle_deg, loss }
    }
}
