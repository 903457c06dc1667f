//! Alignment while the run goes on: the same comparison as `blocks`, a piece at a time, within a budget that
//! the caller sets.
//!
//! Two things are kept, both over the same moving window of about [`Live::window`] trials: everything fades
//! by `1 - 1 / window` from trial to trial, and a phase begins anew. A meter (`measures::alignment`) keeps
//! the changes of each projection of the way, their null under shuffled dopamine and what the weights really
//! did. A running mean of the exact gradient is kept here. Its pieces are single samples: one question of the
//! phase, in turn, with fresh sensory noise, at the weights of the moment.
//!
//! There is no clock. The budget is in *units of work*, and a unit is one sample: one pass up the way and one
//! down. That is about three multiplications per weight of the way (71 000 in the default brain), as much as
//! [`UNIT_TICKS`] ticks. [`Live::keep_up`] turns a share of the time that ticks take into units: the run's
//! own pace is the clock. At a tenth there are some seven samples per trial. With the adding up of changes, a
//! run of 50 trials of `choice` took 8 % longer (best of twelve each) and 24 % on a busy machine. Few units
//! are not wrong but noisy: a mean of `n` samples has a random part that falls with `sqrt(n)`. Noise in the
//! gradient makes a cosine smaller, never larger in the mean. Where nothing is left to learn there is no
//! gradient but noise, and the cosine says no more than its null.
//!
//! Watching changes nothing in the run, draws from a stream of its own, and gives the same bits for the same
//! calls.
//! Memory: five numbers per weight of the way (changes, null, movement, latest weights; the gradient), in the
//! default brain 1.4 MB, and the dopamine of 64 trials.

use crate::kernels::kernel_scale;
use crate::measures::alignment::blocks::{GroupAlignment, group_alignments, parts, questions};
use crate::measures::alignment::gain::{Part, compare};
use crate::measures::alignment::gradient::{Rows, add_sample, zeros};
use crate::measures::alignment::meter::Meter;
use crate::rng::Stream;
use crate::run::Simulation;
use crate::run::observer::Observer;
use crate::tasks::events::{Moment, Question};

/// Ticks of the default brain that cost as much as a unit of work. Measured: 6.5 to 7.6 where single units
/// alternate with ticks, 5 to 6.8 in a row, when weights are still at hand (medians of runs of `choice`,
/// native, optimised; 0.08 ms against 0.012 ms).
pub const UNIT_TICKS: f32 = 7.0;
/// Units that [`Live::keep_up`] does at most in one call; what was not done is not owed.
pub const MOST: u32 = 64;
/// Samples per question below which there is no reading.
pub const LEAST_SAMPLES: f32 = 4.0;
/// Trials of a usual window.
pub const WINDOW: u32 = 50;

/// Watches a run, as an observer of its ticks.
#[derive(Clone, Debug)]
pub struct Live {
    meter: Meter,
    window: u32,
    noise: Stream,
    phase: u32,
    questions: Vec<Question>,
    /// The question whose turn it is.
    next: usize,
    /// Finished trials that were seen.
    trials: usize,
    /// The tick up to which units are accounted for, and the part of a unit that is left.
    ticks: u64,
    owed: f32,
    /// Fading sum of samples, as the way.
    gradient: Vec<Rows>,
    /// Fading number of samples, and fading sum of their ages in trials.
    samples: f32,
    ages: f32,
}

/// What is known at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Samples that the gradient rests on, older ones counted for less.
    pub samples: f32,
    /// Mean age of these samples, trials.
    pub age: f32,
    /// Trials whose changes are in the window.
    pub trials: u32,
    /// Gain of expected reward that the movement of the weights within the window predicts, rewards per
    /// trial.
    pub predicted_gain: f32,
    /// Group by group, upstream first.
    pub groups: Vec<GroupAlignment>,
}

impl Live {
    /// Begins to watch, at any moment of a run; the window has so many trials, at least 1. `None` if the task
    /// asks for no actions or the brain has no way from sense to action.
    #[must_use]
    pub fn new(sim: &Simulation, window: u32, seed: u64) -> Option<Self> {
        let questions = questions(sim)?;
        let window = window.max(1);
        Some(Self {
            meter: Meter::within(sim, keep(window)),
            window,
            noise: Stream::new(seed, "live"),
            phase: sim.task().moment().phase,
            questions,
            next: 0,
            trials: sim.curve().len(),
            ticks: sim.ticks(),
            owed: 0.0,
            gradient: zeros(sim),
            samples: 0.0,
            ages: 0.0,
        })
    }

    /// Trials of the window.
    #[must_use]
    pub const fn window(&self) -> u32 {
        self.window
    }

    /// Takes up to so many samples of the gradient at the present weights; how many were taken.
    pub fn work(&mut self, sim: &Simulation, units: u32) -> u32 {
        self.age_samples(sim);
        if sim.finished() {
            return 0;
        }
        for _ in 0..units {
            add_sample(sim, self.questions[self.next], &mut self.noise, &mut self.gradient);
            self.next = (self.next + 1) % self.questions.len();
            self.samples += 1.0;
        }
        units
    }

    /// Takes as many samples as cost the share `share` of what the ticks since the last call (or since
    /// watching began) have cost; how many were taken, at most [`MOST`].
    pub fn keep_up(&mut self, sim: &Simulation, share: f32) -> u32 {
        let passed = sim.ticks().saturating_sub(self.ticks) as f32;
        self.ticks = sim.ticks();
        self.owed += share * passed / UNIT_TICKS;
        let units = (self.owed as u32).min(MOST);
        self.owed = if units == MOST { 0.0 } else { self.owed - units as f32 };
        self.work(sim, units)
    }

    /// Trials have ended, or a phase: samples age, or are dropped.
    fn age_samples(&mut self, sim: &Simulation) {
        let keep = keep(self.window);
        let phase = sim.task().moment().phase;
        let passed = sim.curve().len() - self.trials;
        self.trials = sim.curve().len();
        if phase != self.phase {
            (self.phase, self.questions, self.next) = (phase, sim.task().all_questions(), 0);
            (self.samples, self.ages) = (0.0, 0.0);
            self.gradient.iter_mut().for_each(|rows| rows.fill(0.0));
        } else if passed > 0 {
            let mut kept = 1.0;
            for _ in 0..passed {
                kept *= keep;
                self.ages = keep * (self.ages + self.samples);
                self.samples *= keep;
            }
            self.gradient.iter_mut().for_each(|rows| kernel_scale(rows, kept));
        }
    }

    /// What is known now; `None` until each question has about [`LEAST_SAMPLES`] samples in the window and a
    /// trial has ended. Costs about as much as six units of work.
    #[must_use]
    pub fn read(&mut self, sim: &Simulation) -> Option<Reading> {
        self.age_samples(sim);
        let meter = &self.meter;
        if meter.trials == 0 || self.samples < LEAST_SAMPLES * self.questions.len() as f32 {
            return None;
        }
        let part = |&n: &usize| {
            let (change, null) = meter.sums(n);
            Part { change, null, gradient: &self.gradient[n], rate: 1.0 }
        };
        let moved = |&n: &usize| Part { change: meter.moved(n), ..part(&n) };
        let each = 1.0 / f64::from(self.samples);
        let gains: Vec<f64> = compare(&parts(sim, moved)).iter().map(|a| each * a.gain).collect();
        let (predicted_gain, groups) = group_alignments(sim, &compare(&parts(sim, part)), &gains);
        let age = self.ages / self.samples;
        Some(Reading { samples: self.samples, age, trials: meter.trials, predicted_gain, groups })
    }
}

/// Share of all sums that is kept from trial to trial in a window of so many.
fn keep(window: u32) -> f32 {
    1.0 - 1.0 / window as f32
}

impl Observer for Live {
    fn trial_ends(&mut self, sim: &Simulation) {
        self.meter.trial_ends(sim);
    }

    fn trial_ended(&mut self, sim: &Simulation, moment: Moment) {
        self.meter.trial_ended(sim, moment);
    }
}
