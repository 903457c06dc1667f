//! The files for teachers: each reads, and what the guide says can be seen is seen on one seed.

use neurotide::experiment::Experiment;
use neurotide::measures::behaviour::accuracy::{perseverative_errors, trials_to};
use neurotide::run::recorder::TrialRecord;
use neurotide::run::{Simulation, read_experiment};
use neurotide::tasks::events::TrialKind;
use std::path::PathBuf;

const FILES: [&str; 6] = ["blocking", "extinction", "antagonist", "reversal_dose", "stimulation", "age_state"];
/// One of those that the guide reports.
const SEED: u64 = 1;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/teaching")
}

fn experiment(id: &str) -> Experiment {
    let bytes = std::fs::read(folder().join(format!("{id}.json"))).expect(id);
    read_experiment(&bytes).unwrap_or_else(|errors| panic!("{id}: {errors}"))
}

/// The trials of one arm.
fn run(experiment: &Experiment, arm: &str) -> Vec<TrialRecord> {
    let mut sim = Simulation::new(experiment, arm, SEED).expect("valid");
    sim.run_to_end();
    sim.curve().to_vec()
}

fn phase(trials: &[TrialRecord], phase: u8) -> Vec<TrialRecord> {
    trials.iter().filter(|t| t.phase == phase).copied().collect()
}

fn mean(trials: &[TrialRecord], value: fn(&TrialRecord) -> f32) -> f32 {
    trials.iter().map(value).sum::<f32>() / trials.len() as f32
}

fn cue(trials: &[TrialRecord]) -> f32 {
    mean(trials, |t| t.cue_response_hz)
}

#[test]
fn every_file_reads_and_is_in_the_guide() {
    let guide = std::fs::read_to_string(folder().join("README.md")).expect("a guide");
    let entries = std::fs::read_dir(folder()).expect("a folder");
    let names = entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    let mut found: Vec<String> = names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();
    found.sort();
    let mut known = FILES;
    known.sort_unstable();
    assert_eq!(found, known);
    for id in FILES {
        let experiment = experiment(id);
        assert_eq!(experiment.id, id);
        assert!(guide.contains(&format!("neurotide run docs/teaching/{id}.json")), "{id}");
        assert!(!experiment.simplified.is_empty() && !experiment.expect.is_empty(), "{id}");
        for arm in &experiment.arms {
            assert!(Simulation::new(&experiment, &arm.id, SEED).is_ok(), "{id}, {}", arm.id);
        }
    }
}

#[test]
fn what_is_foretold_teaches_nothing() {
    let experiment = experiment("blocking");
    let of = |arm: &str, form: u8| {
        let test = phase(&run(&experiment, arm), 2);
        cue(&test.into_iter().filter(|t| t.form == form).collect::<Vec<_>>())
    };
    let (bell, buzzer) = (of("intact", 0), of("intact", 1));
    assert!(bell < 0.35 * buzzer, "{bell} {buzzer}");
    let (bell, buzzer) = (of("unblocked", 0), of("unblocked", 1));
    assert!(bell > 0.6 * buzzer, "with dopamine: {bell} {buzzer}");
}

#[test]
fn the_pause_is_what_unlearns() {
    let experiment = experiment("extinction");
    let intact = run(&experiment, "intact");
    let missing: Vec<_> = phase(&intact, 1).into_iter().filter(|t| t.kind == TrialKind::Omitted).collect();
    assert!(mean(&missing, |t| t.dip_hz) < 1.0);
    let end = |trials: &[TrialRecord]| cue(&phase(trials, 2)[95..]);
    assert!(end(&intact) < 2.0, "{}", end(&intact));
    let filled = run(&experiment, "no_pauses");
    assert!(end(&filled) > 6.0, "{}", end(&filled));
}

#[test]
fn the_striatum_must_hear_dopamine() {
    let experiment = experiment("antagonist");
    let trials = |arm: &str| trials_to(&run(&experiment, arm), 0.85).unwrap_or(300) as f32;
    let [intact, caudate, temporal, all] = ["intact", "caudate", "temporal", "everywhere"].map(trials);
    assert!(
        caudate > 1.5 * intact && all > 1.5 * intact && temporal < 1.5 * intact,
        "{intact} {caudate} {temporal} {all}"
    );
}

#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn enough_noradrenaline_is_best() {
    let experiment = experiment("reversal_dose");
    let outcome = |arm: &str| {
        let trials = run(&experiment, arm);
        let (before, after) = (phase(&trials, 0), phase(&trials, 1));
        let errors = perseverative_errors(&before, &after).expect("there are errors");
        (trials_to(&after, 0.85).unwrap_or(300) as f32, errors)
    };
    let [intact, blocked, none, much] = ["intact", "blocked", "none", "much"].map(outcome);
    assert!(
        blocked.0 > 1.3 * intact.0 && none.0 > 1.3 * intact.0 && much.0 > intact.0,
        "{intact:?} {blocked:?} {none:?} {much:?}"
    );
    assert!(blocked.1 > intact.1 && none.1 > intact.1 && much.1 < intact.1, "{intact:?} {blocked:?} {none:?} {much:?}");
}

#[test]
fn a_burst_teaches_where_it_is_heard() {
    let experiment = experiment("stimulation");
    let end = |arm: &str| cue(&run(&experiment, arm)[110..]);
    let [intact, half, whole, deaf] = ["intact", "half", "whole", "not_heard"].map(end);
    assert!(intact < 0.5 && deaf < 0.5 && half > 2.0 && whole > half, "{intact} {half} {whole} {deaf}");
}

#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn a_lesion_costs_an_old_brain_more() {
    let experiment = experiment("age_state");
    let trials = |arm: &str| trials_to(&phase(&run(&experiment, arm), 1), 0.85).unwrap_or(300) as f32;
    let [young, old, young_lesion, old_lesion, old_awake] =
        ["young", "old", "young_lesion", "old_lesion", "old_awake"].map(trials);
    let all = format!("{young} {old} {young_lesion} {old_lesion} {old_awake}");
    assert!(old < 1.3 * young && young_lesion > 1.3 * young, "{all}");
    assert!(old_lesion > 1.4 * young_lesion && old_awake > 1.4 * young_lesion, "{all}");
}
