//! R10.2: what ageing takes of the dopamine system, and what becomes of learning from gains. All is read from
//! running brains of 20 and of 80 years with the same seed.

use super::own::experiment;
use super::{Check, Row, USUAL};
use crate::atlas::{DA, region_index};
use crate::error::Errors;
use crate::modulators::receptor::{D1, D2};
use crate::modulators::target;
use crate::num::ln;
use crate::run::Simulation;
use crate::run::recorder::TrialRecord;
use crate::tasks::events::TrialKind;

const YOUNG: f32 = 20.0;
const OLD: f32 = 80.0;
const STRIATUM: [&str; 3] = ["CAU", "PUT", "NAc"];
const FRONTAL: [&str; 4] = ["dlPFC", "OFC", "vmPFC", "ACC"];
/// Half of what a reward is worth two seconds before it: `exp(-2 s / horizon_s) / 2`.
const HALF: f32 = 0.335;
/// Choices from which learning is read: about ten for each of eight pictures.
const EARLY: u32 = 80;
/// Probabilities nearer to 0 or 1 are taken as this far from them.
const SURE: f32 = 1e-3;

pub(super) const R10_2: Row = Row {
    id: "R10.2",
    title: "Ageing takes dopamine receptors, not synthesis, and learning from gains with them",
    citation: "Karrer et al. 2017, doi:10.1016/j.neurobiolaging.2017.05.006; Seaman et al. 2019, doi:10.1002/hbm.24574; \
               Kaasinen et al. 2000, doi:10.1016/S0197-4580(00)00149-4; learning from gains: Eppinger et al. 2013, \
               doi:10.1523/JNEUROSCI.2942-12.2013 (less; size of the band from memory)",
    checks: &[
        change("D1 receptors in striatum, 80 / 20 years", "up to 14 % per decade", [-60.0, -40.0]),
        change("D2 receptors in striatum", "0 to 5 % per decade", [-30.0, -15.0]),
        change("D2 receptors in prefrontal cortex", "6 to 16 % per decade", [-60.0, -30.0]),
        change("dopamine released at tone in putamen", "synthesis is spared", [-5.0, 5.0]),
        change("conditioning: speed at which a cue gets half of its value", "less", [-50.0, -20.0]),
        change("choice: log odds gained per reward, early", "less", [-50.0, -20.0]),
    ],
    test_seeds: 1,
    known_failure: Some(
        "log odds gained per reward in choice are 14 % more (0 to 22) in place of 20 to 50 % less, outside the band in all of \
         the seeds 201 to 220; the other five hold in all 20. Learning itself is slower, but fewer D2 receptors free NoGo from dopamine, and \
         at the moment of choice what NoGo has learned counts several times as much: with opponency 0 log odds per \
         reward fall by 19 % (16 to 29, seeds 301 to 304)",
    ),
    measure,
    ..USUAL
};

const fn change(quantity: &'static str, published: &'static str, [lo, hi]: [f32; 2]) -> Check {
    Check { quantity, unit: "%", published, lo, hi }
}

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let [young, old] = [read(seed, YOUNG)?, read(seed, OLD)?];
    Ok(young.iter().zip(&old).map(|(young, old)| 100.0 * (old / young - 1.0)).collect())
}

/// One value per check at an age.
fn read(seed: u64, years: f32) -> Result<[f32; 6], Errors> {
    let mut sim = Simulation::new(&experiment("conditioning", &[("age_years", years)]), "intact", seed)?;
    sim.step(5);
    let receptors = |receptor: usize, regions: &[&str]| {
        let here = |id: &&str| sim.brain().tide.receptors.unblocked(receptor, region_index(id).unwrap_or(0));
        regions.iter().map(here).sum::<f32>() / regions.len() as f32
    };
    let putamen = target(DA, region_index("PUT").unwrap_or(0));
    let [d1, d2, frontal] = [receptors(D1, &STRIATUM), receptors(D2, &STRIATUM), receptors(D2, &FRONTAL)];
    let released = sim.brain().tide.kinetics.released(putamen, sim.brain().tide.arrived[putamen]);
    sim.run_to_end();
    let half = sim.curve().iter().position(|trial| trial.value_at_cue >= HALF).unwrap_or(sim.curve().len());
    Ok([d1, d2, frontal, released, 1.0 / half as f32, gain(seed, years)?])
}

/// Rise of the log odds of the right action from one that was rewarded to the next time the same is asked,
/// mean.
fn gain(seed: u64, years: f32) -> Result<f32, Errors> {
    let mut task = experiment("choice", &[("age_years", years)]);
    task.phases[0].trials = EARLY;
    let mut sim = Simulation::new(&task, "intact", seed)?;
    sim.run_to_end();
    let (mut rise, mut n) = (0.0, 0);
    for (i, now) in sim.curve().iter().enumerate().filter(|(_, trial)| trial.kind == TrialKind::Rewarded) {
        let same = |later: &&TrialRecord| asked(later) == asked(now);
        if let Some(next) = sim.curve()[i + 1..].iter().find(same) {
            rise += log_odds(next) - log_odds(now);
            n += 1;
        }
    }
    Ok(rise / n as f32)
}

fn asked(trial: &TrialRecord) -> Option<(u8, u8)> {
    trial.choice.map(|choice| (choice.stimulus, choice.rule))
}

fn log_odds(trial: &TrialRecord) -> f32 {
    let p = trial.choice.map_or(f32::NAN, |choice| choice.expected.clamp(SURE, 1.0 - SURE));
    ln(p / (1.0 - p))
}
