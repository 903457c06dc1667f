//! Aversive value: what `fear` expects is seen, and each part of it fails without its mechanism.

use neurotide::atlas::region_index;
use neurotide::experiment::builtin;
use neurotide::experiment::intervention::{Intervention, Place};
use neurotide::experiment::{CueEvent, Experiment, Form, Task};
use neurotide::num::{DT_S, exp, ticks};
use neurotide::run::Simulation;
use neurotide::run::recorder::{EventKind, TrialRecord};
use neurotide::tasks::events::LEAD_MS;

const SEEDS: std::ops::RangeInclusive<u64> = 1..=3;
/// Trials of acquisition.
const LEARNING: usize = 60;

/// A finished trial, with the spikes of VTA above tone within 0.4 s of cue and of shock.
struct Trial {
    line: TrialRecord,
    at_cue: f32,
    at_shock: f32,
}

fn follow(experiment: &Experiment, arm: &str, seed: u64) -> (Vec<Trial>, Simulation) {
    let mut sim = Simulation::new(experiment, arm, seed).unwrap();
    let mut trials: Vec<Trial> = Vec::new();
    while !sim.finished() {
        sim.tick();
        let Some(line) = sim.curve().get(trials.len()) else { continue };
        let vta = &sim.recorder().traces.vta;
        let tone = sim.params().dopamine_tonic_hz;
        let spikes = |ms: u32| {
            let from = ticks(LEAD_MS + ms) as usize;
            vta[from..from + ticks(400) as usize].iter().map(|hz| (hz - tone) * DT_S).sum::<f32>()
        };
        trials.push(Trial { line: *line, at_cue: spikes(0), at_shock: spikes(2000) });
    }
    (trials, sim)
}

fn run(arm: &str, seed: u64) -> Vec<Trial> {
    follow(&builtin::get("fear").unwrap(), arm, seed).0
}

fn mean(trials: &[Trial], of: impl Fn(&Trial) -> f32) -> f32 {
    trials.iter().map(of).sum::<f32>() / trials.len() as f32
}

fn feared(trials: &[Trial]) -> f32 {
    mean(trials, |trial| trial.line.aversion_at_cue)
}

/// A phase of `fear` with these forms only: each its cue and the size of what follows.
fn with_forms(cues: &[&str], trials: u32, forms: &[(&str, f32)]) -> Experiment {
    let mut experiment = builtin::get("fear").unwrap();
    if let Task::Conditioning(task) = &mut experiment.task {
        task.cues = cues.iter().map(|&cue| cue.to_owned()).collect();
    }
    experiment.phases.truncate(1);
    let usual: Form = experiment.phases[0].forms[0].clone();
    let form = |&(cue, size): &(&str, f32)| Form {
        id: cue.to_owned(),
        cues: vec![CueEvent { cue: cue.to_owned(), ..usual.cues[0].clone() }],
        size,
        ..usual.clone()
    };
    experiment.phases[0].forms = forms.iter().map(form).collect();
    experiment.phases[0].trials = trials;
    experiment
}

#[test]
fn a_cue_of_shocks_is_feared_as_far_as_they_are_away_and_dopamine_pauses() {
    let discounted = exp(-2.0 / 5.0);
    for seed in SEEDS {
        let trials = run("intact", seed);
        let (naive, trained) = (&trials[0], &trials[LEARNING - 10..LEARNING]);
        let (fear, cue, shock) = (feared(trained), mean(trained, |t| t.at_cue), mean(trained, |t| t.at_shock));
        println!("seed {seed}: fear {fear}, cue {cue}, shock {shock}, naive {} {}", naive.at_cue, naive.at_shock);
        assert_eq!((naive.line.aversion_at_cue, naive.at_cue), (0.0, 0.0));
        assert!((fear / discounted - 1.0).abs() < 0.2, "seed {seed}: {fear} for {discounted}");
        assert!(cue < -0.3, "seed {seed}: {cue} spikes at the cue");
        assert!(naive.line.cue_dip_hz == 4.0 && mean(trained, |t| t.line.cue_dip_hz) < 1.0);
        assert!(naive.at_shock < -0.8 && shock > -0.2, "seed {seed}: {} and {shock} spikes", naive.at_shock);
    }
}

#[test]
fn fear_fades_when_shocks_stay_away_and_the_first_that_does_is_a_relief() {
    for seed in SEEDS {
        let trials = run("intact", seed);
        let (relief, gone) = (trials[LEARNING].at_shock, feared(&trials[trials.len() - 10..]));
        println!("seed {seed}: relief {relief}, {gone} left");
        assert!(relief > 0.3, "seed {seed}: {relief} spikes where the shock is left out");
        assert!(gone < 0.05, "seed {seed}: {gone} at the end");
        let pause = mean(&trials[trials.len() - 10..], |t| t.at_cue);
        assert!(pause > -0.05, "seed {seed}: {pause} spikes at the cue in the end");
    }
}

#[test]
fn without_the_amygdala_shocks_hurt_and_nothing_is_feared() {
    for seed in SEEDS {
        let trials = run("no_amygdala", seed);
        assert!(trials.iter().all(|t| t.line.aversion_at_cue == 0.0 && t.at_cue > -0.05));
        let last = mean(&trials[LEARNING - 10..LEARNING], |t| t.at_shock);
        assert!(last < -0.8, "seed {seed}: {last} spikes: every shock is a surprise");
    }
}

/// What a lesion after learning takes away, share by share: what is feared at the cue in the first trial
/// after it.
#[test]
fn fear_that_was_learned_is_said_by_the_amygdala_that_is_left() {
    let after = |fraction: f32| {
        let mut experiment = builtin::get("fear").unwrap();
        let (place, phases) = (Place::Region("AMY".into()), vec!["extinction".to_owned()]);
        experiment.arms[0].interventions = vec![Intervention::Lesion { place, fraction, phases }];
        experiment.phases[1].trials = 1;
        follow(&experiment, "intact", 1).0[LEARNING].line.aversion_at_cue
    };
    let [whole, half, none] = [0.0, 0.5, 1.0].map(after);
    println!("{whole} {half} {none}");
    assert!(whole > 0.5 && (half / whole - 0.5).abs() < 0.05 && none == 0.0, "{whole} {half} {none}");
}

#[test]
fn blocked_beta_receptors_slow_fear_down() {
    for seed in SEEDS {
        let [usual, blocked] = ["intact", "beta_block"].map(|arm| feared(&run(arm, seed)[5..15]));
        println!("seed {seed}: {usual} and {blocked}");
        assert!(blocked < 0.4 * usual, "seed {seed}: {blocked} and {usual}");
    }
}

#[test]
fn what_hurts_more_is_feared_more() {
    let fear = |size: f32| feared(&follow(&with_forms(&["cue"], 50, &[("cue", size)]), "intact", 1).0[40..]);
    let (weak, strong) = (fear(-0.5), fear(-1.5));
    assert!((strong / weak - 3.0).abs() < 0.6, "{weak} and {strong}");
}

/// Both kinds of value are learned at once, each by its own cue.
#[test]
fn cues_of_reward_and_of_punishment_are_told_apart() {
    let experiment = with_forms(&["good", "bad"], 240, &[("good", 1.0), ("bad", -1.0)]);
    let (trials, _) = follow(&experiment, "intact", 1);
    let (good, bad): (Vec<Trial>, Vec<Trial>) = trials.into_iter().skip(160).partition(|trial| trial.line.form == 0);
    println!(
        "good: value {} fear {} spikes {}; bad: value {} fear {} spikes {}",
        mean(&good, |t| t.line.value_at_cue),
        feared(&good),
        mean(&good, |t| t.at_cue),
        mean(&bad, |t| t.line.value_at_cue),
        feared(&bad),
        mean(&bad, |t| t.at_cue)
    );
    assert!(feared(&bad) > 0.4 && feared(&good) < 0.3 * feared(&bad));
    assert!(mean(&good, |t| t.line.value_at_cue) > 2.0 * mean(&bad, |t| t.line.value_at_cue));
    assert!(mean(&good, |t| t.at_cue) > 0.2 && mean(&bad, |t| t.at_cue) < -0.2);
}

/// Who may leave before the shock does so; where nothing is feared, and nothing promised, chance decides.
#[test]
fn what_is_feared_is_not_waited_for() {
    let mut experiment = builtin::get("fear").unwrap();
    experiment.phases[1].forms = experiment.phases[0].forms.clone();
    experiment.phases[1].wait_ms = 500;
    experiment.parameters.insert("effort".into(), 0.0);
    let stayed = |arm: &str| {
        let (trials, _) = follow(&experiment, arm, 1);
        let fear = feared(&trials[trials.len() - 10..]);
        println!("{arm}: {fear} in the end");
        assert_eq!(fear > 0.5, arm == "intact", "who leaves is not taught that there is nothing to fear: {fear}");
        let first = trials[LEARNING..].iter().filter(|t| t.line.left_ms.is_none_or(|ms| ms > 500.0)).count();
        first as f32 / (trials.len() - LEARNING) as f32
    };
    let (afraid, careless) = (stayed("intact"), stayed("no_amygdala"));
    assert!(afraid < 0.15 && (careless - 0.5).abs() < 0.2, "{afraid} and {careless}");
}

#[test]
fn where_nothing_can_punish_there_is_no_fear() {
    let state = |id: &str| {
        let mut sim = Simulation::new(&builtin::get(id).unwrap(), "intact", 1).unwrap();
        sim.step(3_000);
        (sim.brain().fear.is_some(), sim.brain().signals.aversive_value)
    };
    assert_eq!(state("conditioning"), (false, 0.0));
    assert!(state("fear").0);
}

#[test]
fn a_fearful_run_is_frozen_and_thawed_to_the_same_bits() {
    let mut original = Simulation::new(&builtin::get("fear").unwrap(), "intact", 3).unwrap();
    original.step(4_321);
    let mut restored = Simulation::restore(&original.snapshot()).unwrap();
    original.step(3_000);
    restored.step(3_000);
    assert_eq!(restored.digest(), original.digest());
}

/// Synapses of the amygdala are counted where they end.
#[test]
fn the_amygdala_counts_its_tags() {
    let amygdala = region_index("AMY").unwrap();
    let tagged = |aversive: f32| {
        let mut experiment = with_forms(&["cue"], 5, &[("cue", -1.0)]);
        experiment.parameters.insert("aversive_rate".into(), aversive);
        let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
        // Half a second after the first shock.
        while !sim.recorder().events.iter().any(|event| event.kind == EventKind::Reward) {
            sim.tick();
        }
        sim.step(50);
        sim.brain().counts(sim.params())[amygdala].strengthened
    };
    assert!(tagged(4.0) > tagged(0.0), "{} and {}", tagged(4.0), tagged(0.0));
}
