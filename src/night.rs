//! What lies before the first trial: habituation and a night's sleep, when the task asks for actions.
//!
//! *Habituation*: stimuli without reward, from which each region learns its usual rates; twice, since what a
//! region usually does depends on what the one below usually does.
//! *Sleep*: each projection on the way from sense to action is driven by spontaneous patterns of its own, and its
//! feedback synapses become a mirror of the forward ones (see `brain::feedback`).
//!
//! Simplified: both are computed at once when the brain is built, with rates in equilibrium and no modulators,
//! not tick by tick.

use crate::brain::population::Response;
use crate::gradient;
use crate::kernels::{Lanes, kernel_axpy};
use crate::num::{clamp, sum};
use crate::rng::Stream;
use crate::state::State;

/// Standard deviation of spontaneous activity, in rates.
const SPONTANEOUS: f32 = 0.3;

impl State {
    /// Habituation and sleep.
    pub(crate) fn prepare(&mut self, seed: u64) {
        let mut draw = Stream::new(seed, "habituation");
        for round in 0..2 {
            for n in 0..self.params.habituation as u32 {
                self.expose(&mut draw);
                let rate = 1.0 / (1.0 + n as f32);
                let rate = if round == 1 { clamp(rate, 0.0, 0.1) } else { rate };
                self.accustom(rate);
            }
        }
        self.quieten();
        let mut dreams = Stream::new(seed, "sleep");
        for p in 0..self.projections.len() {
            self.mirror(p, &mut dreams);
        }
    }

    /// One unrewarded stimulus, with rates in equilibrium.
    fn expose(&mut self, draw: &mut Stream) {
        if let Some(question) = self.task.invent(draw) {
            let input = self.input(question, draw);
            let rates = gradient::equilibrium(self, &input);
            for (population, rates) in self.populations.iter_mut().zip(rates) {
                population.rate = rates;
            }
        }
    }

    /// Usual rates follow the present ones, and centring follows them.
    pub(crate) fn accustom(&mut self, rate: f32) {
        for population in &mut self.populations {
            population.accustom(rate);
        }
        self.centre();
    }

    pub(crate) fn centre(&mut self) {
        for projection in &mut self.projections {
            projection.centre(&self.populations[projection.pre]);
        }
    }

    fn quieten(&mut self) {
        for population in &mut self.populations {
            population.rate.fill(0.0);
            population.active.clear();
        }
    }

    /// Spontaneous patterns in one projection; its feedback becomes like its forward weights.
    fn mirror(&mut self, p: usize, dreams: &mut Stream) {
        let patterns = self.params.mirror_patterns as u32;
        let (pre, post) = (self.projections[p].pre, self.projections[p].post);
        let (n_pre, n_post) = (usize::from(self.populations[pre].units), usize::from(self.populations[post].units));
        let (from, to) = self.projections[p].span;
        let bias = self.populations[post].bias;
        if patterns == 0 || self.projections[p].feedback.is_none() {
            return;
        }
        debug_assert_eq!(self.populations[post].response, Response::Centred);
        let projection = &mut self.projections[p];
        let Some(mut feedback) = projection.feedback.take() else { return };
        let size = crate::brain::feedback::rms(projection.weights());
        feedback.clear();
        let (mut x, mut y, mut mean) = (Lanes::zeros(n_pre), Lanes::zeros(n_post), Lanes::zeros(n_post));
        for n in 0..patterns {
            x[usize::from(from)..usize::from(to)].iter_mut().for_each(|x| *x = SPONTANEOUS * dreams.normal());
            y.fill(0.0);
            for i in usize::from(from)..usize::from(to) {
                kernel_axpy(&mut y, projection.row(i), x[i]);
            }
            for (y, mean) in y[..n_post].iter_mut().zip(mean.iter_mut()) {
                let u = *y + bias;
                let rate = if u > 0.0 { u / (1.0 + u) } else { 0.0 };
                *mean += (rate - *mean) / (1.0 + n as f32);
                *y = rate - *mean;
            }
            feedback.mirror(&x, &y);
        }
        feedback.scale_to(size);
        debug_assert!(sum(feedback.weights()).is_finite());
        projection.feedback = Some(feedback);
    }
}
