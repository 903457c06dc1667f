//! own/runaway: every input at its maximum for an hour of brain time; then task 1 is learned as ever.

use super::own::{CITATION, count, experiment};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::experiment::{Flood, Phase};
use crate::measures::behaviour::accuracy::trials_to;
use crate::run::Simulation;

/// Trials of 5.2 s in an hour.
const HOUR: u32 = 700;
/// Trials of task 1 that follow, more than any check allows.
const AFTER: u32 = 300;

pub(super) const RUNAWAY: Row = Row {
    id: "own/runaway",
    title: "An hour at maximum input, then a choice is learned",
    citation: CITATION,
    checks: &[
        trials("steady: trials to 85 % right", "150", 150.0),
        trials("noisy: trials to 85 % right", "150", 150.0),
        trials("half of the inputs: trials to 85 % right", "150", 150.0),
        trials("on and off every 4 trials: trials to 85 % right", "250", 250.0),
        Check {
            quantity: "largest growth of a projection's weights in the hour",
            unit: "",
            published: "bounded",
            lo: 0.0,
            hi: 5.0,
        },
    ],
    test_seeds: 1,
    measure,
    ..USUAL
};

const fn trials(quantity: &'static str, published: &'static str, hi: f32) -> Check {
    Check { quantity, unit: "trials", published, lo: 0.0, hi }
}

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (mut values, mut largest) = (Vec::new(), 0.0);
    for flood in [Flood::Steady, Flood::Noisy, Flood::Half, Flood::Alternating] {
        let (trials, growth) = hour(seed, flood)?;
        values.push(trials);
        largest = if growth > largest { growth } else { largest };
    }
    values.push(largest);
    Ok(values)
}

/// Trials to the criterion after an hour, and how far the norm of the weights has grown in it, `|w| / |w0|`,
/// in the projection where it has most.
fn hour(seed: u64, flood: Flood) -> Result<(f32, f32), Errors> {
    let mut experiment = experiment("choice", &[]);
    experiment.phases = vec![Phase { flood, ..Phase::new("hour", HOUR) }, Phase::new("after", AFTER)];
    let mut sim = Simulation::new(&experiment, "intact", seed)?;
    let before = norms(&sim);
    sim.run_trials(HOUR as usize);
    let growth =
        norms(&sim).iter().zip(&before).map(|(now, then)| now / then).fold(0.0, |a, b| if b > a { b } else { a });
    sim.run_to_end();
    Ok((count(trials_to(&sim.curve()[HOUR as usize..], 0.85)), growth))
}

/// Size of the weights of every projection on the way from sense to action.
fn norms(sim: &Simulation) -> Vec<f32> {
    let size = |&p: &usize| crate::brain::net::feedback::rms(sim.brain().net.projections[p].weights());
    sim.brain().net.way.iter().map(size).collect()
}
