//! R9.3: tasks A, B, A. The more alike B is to A, the more A helps at its beginning and the more it costs A
//! in the end; a brain that keeps contexts apart has less of both.
//!
//! There are two pictures. In B one asks for the action that its like has in A, the other for the opposite
//! one, and B's pictures lie at a distance from those of A. What A gives to B is tested before B is learned,
//! what B takes from A after it, both without further learning, as the probability with which the right
//! action is chosen.

use super::own::{experiment, latest, stop_learning};
use super::protocol::correlation;
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::experiment::{Experiment, Phase, Task};
use crate::measures::behaviour::transfer::{interference, transfer};
use crate::run::Simulation;

/// How far B's pictures lie from those of A, in distances between neighbours.
const DISTANCES: [f32; 5] = [0.0, 0.0625, 0.125, 0.25, 0.5];
/// Trials of learning A and B, and of each test.
const TRIALS: u32 = 200;
const TEST: u32 = 40;
/// Probability of the right one of four actions by chance.
const CHANCE: f32 = 0.25;
/// Units of association cortex for one context, and for all.
const SPLIT: f32 = 100.0;
const LUMPED: f32 = 200.0;

pub(super) const R9_3: Row = Row {
    id: "R9.3",
    title: "Transfer and interference grow together with similarity",
    citation: "Holton et al. 2025, doi:10.1038/s41562-025-02318-y",
    checks: &[
        Check { quantity: "correlation over five distances", unit: "", published: "together", lo: 0.7, hi: 1.0 },
        Check { quantity: "transfer at no distance", unit: "", published: "> 0", lo: 0.0, hi: 1.0 },
        Check { quantity: "interference at no distance", unit: "", published: "> 0", lo: 0.0, hi: 1.0 },
        Check { quantity: "transfer that gates take away", unit: "", published: "splitters: less", lo: 0.3, hi: 2.0 },
        Check {
            quantity: "interference that gates take away",
            unit: "",
            published: "splitters: less",
            lo: 0.3,
            hi: 2.0,
        },
    ],
    overrides: &["engram_size 100 for the brain that splits"],
    known_failure: Some(
        "The correlation lies within in 9 of the seeds 201 to 220 (median .62, from -.71 to .96); the other checks hold in \
         all 20. With four pictures and usual_rate 0.001 it was .50 (seeds 301 and 302).",
    ),
    test_seeds: 1,
    measure,
    ..USUAL
};

/// What a task gives to the next and takes from the one before.
#[derive(Clone, Copy, Default)]
struct Both {
    transfer: f32,
    interference: f32,
}

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let over = |units: f32| DISTANCES.into_iter().map(|d| a_b_a(&task(d, units), seed)).collect::<Result<Vec<_>, _>>();
    let (lumped, split) = (over(LUMPED)?, over(SPLIT)?);
    let sum = |all: &[Both]| {
        all.iter().fold(Both::default(), |s, b| Both {
            transfer: s.transfer + b.transfer,
            interference: s.interference + b.interference,
        })
    };
    let column = |of: fn(&Both) -> f32| lumped.iter().map(of).collect::<Vec<_>>();
    let (of_lumped, of_split) = (sum(&lumped), sum(&split));
    Ok(vec![
        correlation(&column(|b| b.transfer), &column(|b| b.interference)),
        lumped[0].transfer,
        lumped[0].interference,
        1.0 - of_split.transfer / of_lumped.transfer,
        1.0 - of_split.interference / of_lumped.interference,
    ])
}

fn task(moved: f32, units: f32) -> Experiment {
    let mut experiment = experiment("context", &[("engram_size", units)]);
    if let Task::Choice(task) = &mut experiment.task {
        task.stimuli = 2;
    }
    let phase = |id: &str, trials: u32, rule: u32, moved: f32| Phase {
        rules: vec![rule],
        moved,
        // Under B one of the two pictures keeps its action.
        kept: if rule == 0 { 0 } else { 1 },
        ..Phase::new(id, trials)
    };
    experiment.phases = vec![phase("a", TRIALS, 0, 0.0), phase("b", TRIALS, 2, moved), phase("a_again", TEST, 0, 0.0)];
    experiment
}

fn a_b_a(experiment: &Experiment, seed: u64) -> Result<Both, Errors> {
    let mut sim = Simulation::new(experiment, "intact", seed)?;
    sim.run_trials((TRIALS - TEST) as usize);
    let mut frozen = sim.clone();
    stop_learning(&mut frozen)?;
    frozen.run_trials(TEST as usize);
    sim.run_trials(TEST as usize);
    let mut novice = sim.clone();
    stop_learning(&mut novice)?;
    novice.run_trials(TEST as usize);
    sim.run_trials(TRIALS as usize);
    stop_learning(&mut sim)?;
    sim.run_trials(TEST as usize);
    Ok(Both {
        transfer: transfer(latest(&novice, TEST), CHANCE),
        interference: interference(latest(&frozen, TEST), latest(&sim, TEST)),
    })
}
