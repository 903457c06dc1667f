//! Without dopamine, and without tags, the response to the cue never grows: every seed. A few guard the code;
//! `NEUROTIDE_ALL=1` runs twenty.

use neurotide::experiment::builtin;
use neurotide::run::Simulation;
use neurotide::run::recorder::TrialRecord;

fn seeds() -> std::ops::RangeInclusive<u64> {
    let everything = std::env::var("NEUROTIDE_ALL").is_ok_and(|value| value == "1");
    1..=if everything { 20 } else { 3 }
}

fn last_trials(arm: &str, seed: u64) -> Vec<TrialRecord> {
    let experiment = builtin::get("conditioning").unwrap();
    let mut sim = Simulation::new(&experiment, arm, seed).unwrap();
    sim.run_to_end();
    let trials = sim.curve();
    trials[trials.len() - 20..].to_vec()
}

fn cue_response(arm: &str, seed: u64) -> f32 {
    last_trials(arm, seed).iter().map(|t| t.cue_response_hz).sum::<f32>() / 20.0
}

#[test]
fn intact_brains_learn() {
    for seed in seeds() {
        let hz = cue_response("intact", seed);
        assert!(hz > 5.0, "seed {seed}: {hz} Hz");
    }
}

#[test]
fn without_dopamine_the_cue_response_never_grows() {
    for seed in seeds() {
        let hz = cue_response("no_dopamine", seed);
        assert!(hz.abs() < 0.1, "seed {seed}: {hz} Hz");
    }
}

#[test]
fn without_tags_the_cue_response_never_grows() {
    for seed in seeds() {
        let hz = cue_response("no_tag", seed);
        assert!(hz.abs() < 0.1, "seed {seed}: {hz} Hz");
    }
}
