//! Tones that act between trials, and waiting. Each test fails when its mechanism is taken away.

use neurotide::atlas::nucleus_index;
use neurotide::error::Code;
use neurotide::experiment::Experiment;
use neurotide::experiment::builtin;
use neurotide::experiment::intervention::{Intervention, Place};
use neurotide::measures::behaviour::patience::decisions;
use neurotide::run::Simulation;
use neurotide::run::recorder::TrialRecord;

/// Share of the decisions before the reward in which the brain waited on, seeds 1 to 3.
fn stayed(settings: &[(&str, f32)]) -> f32 {
    let (mut stayed, mut all) = (0.0, 0.0);
    for seed in 1..=3 {
        let trials = free(settings, seed);
        for decision in decisions(&trials, 500, 4000) {
            all += 1.0;
            stayed += f32::from(u8::from(decision.stayed));
        }
    }
    stayed / all
}

/// The trials of `waiting` in which the brain was free to leave.
fn free(settings: &[(&str, f32)], seed: u64) -> Vec<TrialRecord> {
    let sim = run("waiting", settings, seed);
    sim.curve().iter().filter(|trial| trial.phase == 1).copied().collect()
}

fn run(id: &str, settings: &[(&str, f32)], seed: u64) -> Simulation {
    let mut experiment = builtin::get(id).unwrap();
    experiment.parameters.extend(settings.iter().map(|&(key, value)| (key.to_owned(), value)));
    let mut sim = Simulation::new(&experiment, "intact", seed).unwrap();
    sim.run_to_end();
    sim
}

#[test]
fn with_less_serotonin_a_late_reward_is_not_waited_for() {
    let [none, usual, twice] = [0.0, 2.0, 4.0].map(|hz| stayed(&[("serotonin_tonic_hz", hz)]));
    println!("stayed: {none} {usual} {twice}");
    assert!(none < usual - 0.01 && usual < twice, "{none} {usual} {twice}");
}

#[test]
fn effort_makes_the_brain_leave_and_steepness_makes_it_sure() {
    let [light, usual, heavy] = [0.0, 0.2, 0.6].map(|effort| stayed(&[("effort", effort)]));
    assert!(light > usual && usual > heavy + 0.1, "{light} {usual} {heavy}");
    assert!((stayed(&[("wait_steepness", 0.0)]) - 0.5).abs() < 0.06);
}

#[test]
fn who_leaves_gets_nothing_and_is_not_disappointed() {
    let trials = free(&[("effort", 0.6)], 1);
    let left: Vec<&TrialRecord> = trials.iter().filter(|t| t.left_ms.is_some_and(|ms| ms < 4000.0)).collect();
    assert!(left.len() > 20);
    assert!(left.iter().all(|t| t.kind == neurotide::tasks::events::TrialKind::Omitted));
    // Value is not unlearned by leaving: at the end it is what it was when there was no leaving.
    let value = |trials: &[TrialRecord]| trials.iter().map(|t| t.value_at_cue).sum::<f32>() / trials.len() as f32;
    assert!(value(&trials[trials.len() - 20..]) > 0.8 * value(&trials[..20]));
}

/// Who has waited for a reward has it: three in four of those that wait to the end, as the task leaves out a
/// quarter.
#[test]
fn a_reward_that_has_come_is_not_left() {
    let trials = free(&[], 1);
    let rewarded = |t: &&TrialRecord| t.kind == neurotide::tasks::events::TrialKind::Rewarded;
    assert!(trials.iter().filter(rewarded).all(|t| t.left_ms.is_none()));
    let waited = trials.iter().filter(|t| t.left_ms.is_none_or(|ms| ms > 4000.0)).count() as f32;
    let share = trials.iter().filter(rewarded).count() as f32 / waited;
    assert!(waited > 40.0 && (0.6..0.9).contains(&share), "{share} of {waited}");
}

/// The trials of `waiting` and the share of decisions to stay, seeds 1 to 3, with so much of orbitofrontal
/// cortex lost.
fn lesioned(fraction: f32, effort: f32) -> (Vec<TrialRecord>, f32) {
    let mut experiment = builtin::get("waiting").unwrap();
    experiment.parameters.insert("effort".into(), effort);
    let place = Place::Region("OFC".into());
    experiment.arms[0].interventions = vec![Intervention::Lesion { place, fraction, phases: Vec::new() }];
    let (mut trials, mut stays) = (Vec::new(), Vec::new());
    for seed in 1..=3 {
        let mut sim = Simulation::new(&experiment, "intact", seed).unwrap();
        sim.run_to_end();
        let free: Vec<TrialRecord> = sim.curve().iter().filter(|trial| trial.phase == 1).copied().collect();
        stays.extend(decisions(&free, 500, 4000).iter().map(|decision| f32::from(u8::from(decision.stayed))));
        trials.extend_from_slice(sim.curve());
    }
    (trials, stays.iter().sum::<f32>() / stays.len() as f32)
}

/// Without orbitofrontal cortex the brain stays by chance, whatever there is to come. What ventral striatum
/// has learned and the response of dopamine neurons to the cue are as before.
#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn waiting_hears_of_value_through_orbitofrontal_cortex() {
    let effort = 0.2;
    let [(intact, usual), (half, less), (lost, none)] = [0.0, 0.5, 1.0].map(|share| lesioned(share, effort));
    let blind = neurotide::brain::waiting::stay(0.0, effort, 10.0);
    println!("stayed: {usual}, half {less}, none {none}, without value {blind}");
    assert!(usual > less + 0.05 && less > none + 0.05, "{usual} {less} {none}");
    assert!(none < 0.5 && (none - blind).abs() < 0.06, "{none} for {blind}");
    assert!((lesioned(1.0, 0.0).1 - 0.5).abs() < 0.06);
    let trained = |trials: &[TrialRecord], of: fn(&TrialRecord) -> f32| -> Vec<f32> {
        trials.iter().filter(|t| t.phase == 0 && t.trial >= 100).map(of).collect()
    };
    for trials in [&half, &lost] {
        assert_eq!(trained(trials, |t| t.cue_response_hz), trained(&intact, |t| t.cue_response_hz));
        assert_eq!(trained(trials, |t| t.value_at_cue), trained(&intact, |t| t.value_at_cue));
    }
    assert!(trained(&lost, |t| t.cue_response_hz).iter().sum::<f32>() > 2.0 * 180.0);
}

#[test]
fn leaving_is_for_conditioning() {
    let mut text = serde_json::to_value(builtin::get("choice").unwrap()).unwrap();
    text["phases"][0]["wait_ms"] = 500.into();
    let problems = Experiment::from_json(text.to_string().as_bytes()).unwrap_err();
    assert_eq!((problems.0[0].code, problems.0[0].path.as_str()), (Code::Range, "/phases/0/wait_ms"));
}

/// Firing of a nucleus between trials, after so many trials of `choice` with rewards this reliable.
fn tone(nucleus: &str, reliable: f32, settings: &[(&str, f32)]) -> f32 {
    let mut experiment = builtin::get("choice").unwrap();
    experiment.parameters.extend(settings.iter().map(|&(key, value)| (key.to_owned(), value)));
    experiment.phases[0].trials = 250;
    experiment.phases[0].reward = reliable;
    let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
    while sim.curve().len() < 200 || sim.task().moment().tick > 0 {
        sim.tick();
    }
    sim.brain().tide.nuclei.firing[nucleus_index(nucleus).unwrap()]
}

#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn expected_uncertainty_raises_the_acetylcholine_of_cortex() {
    let (sure, unsure) = (tone("NBM", 1.0, &[]), tone("NBM", 0.6, &[]));
    assert!(sure < 3.0 && unsure > sure + 0.2, "{sure} {unsure}");
    assert_eq!(tone("NBM", 0.6, &[("doubt_hz", 0.0)]), 3.0);
    assert_eq!(tone("CIN", 0.6, &[]), 3.0, "the striatum's own cells keep their tone");
}
