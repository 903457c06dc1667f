//! Tonic acetylcholine sets how fast tags are written. A task that has become a routine closes plasticity by
//! itself, surprise opens it again, and a more aroused brain learns at a higher pace.

use neurotide::atlas::{ACH, region_index};
use neurotide::experiment::builtin;
use neurotide::modulators::{gates, target};
use neurotide::run::Simulation;
use std::sync::LazyLock;

/// Trials of the first block of `reversal`.
const BLOCK: usize = 300;
/// Trials after the change that are looked at.
const AFTER: usize = 60;

/// Acetylcholine in inferior temporal cortex, nM, and the pace of tags there as a trial begins.
#[derive(Clone, Copy)]
struct Moment {
    nm: f32,
    pace: f32,
}

/// Trial by trial until some time after the rules have changed.
fn run(seed: u64, settings: &[(&str, &str)]) -> Vec<Moment> {
    let mut experiment = builtin::get("reversal").unwrap();
    for (key, value) in settings {
        experiment.set(key, value).unwrap();
    }
    let mut sim = Simulation::new(&experiment, "intact", seed).unwrap();
    let temporal = region_index("IT").unwrap();
    let mut moments = Vec::new();
    while moments.len() < BLOCK + AFTER {
        if sim.task().moment().tick == 0 && sim.curve().len() == moments.len() {
            let pace = gates::tag_tone(&sim.brain().tide.receptors, temporal, sim.params());
            moments.push(Moment { nm: sim.brain().tide.concentration[target(ACH, temporal)], pace });
        }
        sim.tick();
    }
    moments
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    0.5 * (values[(values.len() - 1) / 2] + values[values.len() / 2])
}

/// Four runs of brains whose basal forebrain follows uncertainty, and of brains where it does not.
static RUNS: LazyLock<[Vec<Vec<Moment>>; 2]> =
    LazyLock::new(|| ["1", "0"].map(|doubt_hz| (1..=4).map(|seed| run(seed, &[("doubt_hz", doubt_hz)])).collect()));

/// Medians over the seeds of a mean over early, late and newly changed trials.
fn phases(runs: &[Vec<Moment>], of: fn(&Moment) -> f32) -> [f32; 3] {
    [5..25, BLOCK - 40..BLOCK, BLOCK + 15..BLOCK + AFTER].map(|range| {
        let mean = |run: &Vec<Moment>| run[range.clone()].iter().map(of).sum::<f32>() / range.len() as f32;
        median(runs.iter().map(mean).collect())
    })
}

#[test]
fn tonic_acetylcholine_falls_in_a_routine_and_rises_with_surprise() {
    let [early, late, changed] = phases(&RUNS[0], |moment| moment.nm);
    assert!(late < 0.85 * early && changed > 1.2 * late, "{early} {late} {changed} nM");
    let [early, late, changed] = phases(&RUNS[1], |moment| moment.nm);
    assert!(
        (late / early - 1.0).abs() < 0.02 && (changed / late - 1.0).abs() < 0.02,
        "deaf: {early} {late} {changed} nM"
    );
}

/// Phasic acetylcholine of rewards lasts into the next trial and raises the pace as well, with or without
/// uncertainty. The effect of uncertainty is the pace relative to that of a brain whose forebrain does not
/// follow it.
#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn a_routine_closes_plasticity_and_surprise_opens_it_again() {
    let [hears, deaf] = [0, 1].map(|i| phases(&RUNS[i], |moment| moment.pace));
    let [early, late, changed] = [0, 1, 2].map(|i| hears[i] / deaf[i]);
    assert!(late < 0.95 * early && changed > 1.2 * late, "{early} {late} {changed}");
    assert!(hears[2] > 1.2 * hears[1], "{hears:?}");
}

/// All else equal: the first trials, before anything is learned.
#[test]
fn arousal_raises_the_pace_of_tags() {
    let pace = |arousal: &str| run(1, &[("arousal", arousal)])[..10].iter().map(|m| m.pace).sum::<f32>() / 10.0;
    let [asleep, quiet, active] = ["0", "1", "2"].map(pace);
    assert!(asleep < 0.7 * quiet && active > 1.15 * quiet, "{asleep} {quiet} {active}");
}
