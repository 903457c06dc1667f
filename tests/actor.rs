//! The way from sense to action: its laws, and that plasticity along it points where reward grows. Each test
//! fails when its mechanism is taken away.

use neurotide::atlas::REGIONS;
use neurotide::brain::bundle::Kind;
use neurotide::experiment::builtin;
use neurotide::experiment::{Command, Experiment, Flood, Phase, Rule};
use neurotide::measures::alignment::gain::cosine;
use neurotide::measures::alignment::gradient::gradient;
use neurotide::measures::alignment::meter::Meter;
use neurotide::measures::behaviour::accuracy::accuracy;
use neurotide::modulators::gates;
use neurotide::rng::Stream;
use neurotide::run::Simulation;

fn experiment(id: &str, settings: &[(&str, f32)]) -> Experiment {
    let mut experiment = builtin::get(id).unwrap();
    experiment.parameters.extend(settings.iter().map(|&(key, value)| (key.to_owned(), value)));
    experiment
}

fn sim(settings: &[(&str, f32)], seed: u64) -> Simulation {
    Simulation::new(&experiment("choice", settings), "intact", seed).unwrap()
}

fn set(sim: &mut Simulation, key: &str, value: f32) {
    sim.send(Command::Set { key: key.into(), value }).unwrap();
}

/// Share right in the last 100 of 300 trials.
fn learned(settings: &[(&str, f32)], seed: u64) -> f32 {
    let mut sim = sim(settings, seed);
    sim.run_trials(300);
    accuracy(&sim.curve()[200..])
}

fn way(sim: &Simulation, rule: Rule) -> Vec<usize> {
    sim.brain().net.way.iter().copied().filter(|&p| sim.brain().net.projections[p].rule == rule).collect()
}

fn post(sim: &Simulation, p: usize) -> &'static str {
    REGIONS[usize::from(sim.brain().net.populations[sim.brain().net.projections[p].post].region)].id
}

/// A brain halfway through learning, whose noise and modulators are still: what is measured is the network.
fn still(seed: u64) -> Simulation {
    let mut sim = sim(&[("exploration", 0.0), ("neural_gain", 0.0)], seed);
    sim.run_trials(60);
    for (key, value) in
        [("actor_rate", 0.0), ("fading", 0.0), ("reset_gain", 0.0), ("sensory_noise", 0.0), ("usual_rate", 0.0)]
    {
        set(&mut sim, key, value);
    }
    sim.run_trials(1);
    sim
}

/// Mean probability of the right action in a round of all stimuli, as the running simulation chooses.
fn played(sim: &Simulation) -> f64 {
    let mut sim = sim.clone();
    let from = sim.curve().len();
    sim.run_trials(8);
    sim.curve()[from..].iter().map(|t| f64::from(t.choice.unwrap().expected)).sum::<f64>() / 8.0
}

/// Steps along the gradient of each projection and against it change the running simulation by as much as the
/// gradient says. What a bound holds back is not counted.
#[test]
fn the_gradient_is_that_of_the_running_simulation() {
    for seed in [3, 5, 6] {
        gradient_is_that_of(still(seed));
    }
}

fn gradient_is_that_of(mut sim: Simulation) {
    // A round begins where every stimulus has been seen equally often.
    while !sim.curve().len().is_multiple_of(8) {
        sim.run_trials(1);
    }
    let questions = sim.task().all_questions();
    let reference = gradient(&sim, &questions, 1, &mut Stream::new(1, "reference"));
    let projections = sim.brain().net.way.clone();
    let mut checked = 0;
    for (gradient, &p) in reference.iter().zip(&projections) {
        let length = neurotide::num::sqrt(gradient.iter().map(|g| g * g).sum::<f32>());
        if length < 1e-5 {
            continue;
        }
        let unit: Vec<f32> = gradient.iter().map(|g| g / length).collect();
        let [up, down] = [0.004, -0.004].map(|by| {
            let mut sim = sim.clone();
            sim.nudge(p, &unit, by);
            sim
        });
        let weights = |sim: &Simulation| sim.brain().net.projections[p].weights().to_vec();
        let moved = weights(&up).into_iter().zip(weights(&down)).map(|(up, down)| up - down);
        let predicted: f32 = gradient.iter().zip(moved).map(|(g, moved)| g * moved).sum();
        let (predicted, seen) = (f64::from(predicted) / questions.len() as f64, played(&up) - played(&down));
        assert!((seen / predicted - 1.0).abs() < 0.03, "{}: {seen} for {predicted}", post(&sim, p));
        checked += 1;
    }
    assert!(checked >= 3, "{checked}");
}

#[test]
fn a_night_turns_feedback_towards_the_forward_weights() {
    let alike = |patterns: f32| {
        let sim = sim(&[("mirror_patterns", patterns)], 1);
        let of = |&p: &usize| {
            let projection = &sim.brain().net.projections[p];
            cosine(std::iter::once((projection.weights(), projection.feedback.as_ref().unwrap().weights())))
        };
        let all: Vec<f32> = way(&sim, Rule::Actor).iter().map(of).collect();
        all.iter().sum::<f32>() / all.len() as f32
    };
    assert!(alike(0.0).abs() < 0.05, "{}", alike(0.0));
    assert!(alike(1000.0) > 0.8, "{}", alike(1000.0));
}

/// Without a choice nothing comes back, and no synapse on the way to action is tagged.
#[test]
fn tags_wait_for_the_choice() {
    let mut sim = sim(&[], 1);
    let tagged = |sim: &Simulation| {
        sim.brain().net.way.iter().map(|&p| sim.brain().net.projections[p].tags.pairs()).sum::<usize>()
    };
    let (mut before, mut after) = (0, 0);
    while sim.curve().is_empty() {
        sim.tick();
        let pairs = tagged(&sim);
        if sim.brain().signals.chosen.is_none() {
            before += pairs;
        } else {
            after += pairs;
        }
    }
    assert!(before == 0 && after > 0, "{before} {after}");
}

#[test]
fn every_ingredient_is_needed() {
    let intact = learned(&[], 2);
    assert!(intact > 0.85, "intact {intact}");
    for arm in [
        ("dopamine_release", 0.0),
        ("dopamine_shuffle", 1.0),
        ("dopamine_lag_ms", 3000.0),
        ("tag_gain", 0.0),
        ("attention", 0.0),
    ] {
        let right = learned(&[arm], 2);
        assert!(right < 0.6, "{arm:?}: {right}");
    }
}

/// Changes of a frozen brain over 200 trials against the gradient; dopamine of other trials does worse.
#[test]
fn plasticity_is_aligned_in_every_region() {
    let mut sim = sim(&[], 5);
    sim.run_trials(25);
    for key in ["actor_rate", "fading", "reset_gain"] {
        set(&mut sim, key, 0.0);
    }
    sim.run_trials(60);
    let mut meter = Meter::of(&sim);
    sim.run_trials_with(200, &mut meter);
    let reference = gradient(&sim, &sim.task().all_questions(), 50, &mut Stream::new(5, "reference"));
    for (n, &p) in sim.brain().net.way.iter().enumerate() {
        if reference[n].iter().all(|&g| g == 0.0) {
            continue;
        }
        let (change, null) = meter.sums(n);
        let (own, null) =
            (cosine(std::iter::once((change, &reference[n][..]))), cosine(std::iter::once((null, &reference[n][..]))));
        assert!(own > 0.5 && own > null + 0.1, "{}: {own}, null {null}", post(&sim, p));
    }
}

#[test]
fn unexpected_uncertainty_speaks_through_noradrenaline() {
    let alarm = |release: f32| {
        let mut sim =
            Simulation::new(&experiment("reversal", &[("noradrenaline_release", release)]), "intact", 4).unwrap();
        let effects = |sim: &Simulation| {
            let (place, params) = (sim.brain().net.places, sim.params());
            let steepness = gates::steepness(&sim.brain().tide.receptors, place.dlpfc, params);
            (
                steepness,
                gates::reset(&sim.brain().tide.receptors, place.acc, params),
                sim.brain().rate(Kind::Value, params),
            )
        };
        sim.run_trials(300);
        let calm = effects(&sim);
        sim.run_trials(8);
        (calm, effects(&sim))
    };
    let (calm, alarmed) = alarm(20.0);
    assert!(alarmed.0 < 0.8 * calm.0, "choice more random: {calm:?} {alarmed:?}");
    assert!(alarmed.1 > 0.02 && calm.1 == 0.0, "a new start: {calm:?} {alarmed:?}");
    assert!(alarmed.2 > 1.5 * calm.2, "value learned faster: {calm:?} {alarmed:?}");
    let (calm, alarmed) = alarm(0.0);
    assert!((alarmed.0 / calm.0 - 1.0).abs() < 0.05, "{calm:?} {alarmed:?}");
    assert_eq!((alarmed.1, alarmed.2), (0.0, calm.2));
}

/// Under masks of their own, rules learned in blocks do not overwrite each other.
#[test]
fn context_cells_protect_what_was_learned() {
    let kept = |size: f32| {
        let mut four = experiment("four_tasks", &[("engram_size", size)]);
        four.phases.truncate(2);
        four.phases[1].id = "second".into();
        four.phases.push(neurotide::experiment::Phase {
            id: "again".into(),
            trials: 80,
            rules: vec![0],
            ..four.phases[0].clone()
        });
        let mut sim = Simulation::new(&four, "intact", 6).unwrap();
        sim.run_trials(600);
        set(&mut sim, "actor_rate", 0.0);
        sim.run_trials(80);
        accuracy(&sim.curve()[600..])
    };
    let (masked, open) = (kept(50.0), kept(200.0));
    assert!(masked > open + 0.15, "{masked} {open}");
}

/// How far the weights on the way move in twenty trials of one kind of flood.
fn moved(flood: Flood, settings: &[(&str, f32)]) -> f32 {
    let mut experiment = experiment("choice", settings);
    experiment.phases = vec![Phase { flood, ..Phase::new("flood", 40) }];
    let mut sim = Simulation::new(&experiment, "intact", 5).unwrap();
    sim.run_trials(20);
    let weights = |sim: &Simulation| {
        sim.brain()
            .net
            .way
            .iter()
            .flat_map(|&p| sim.brain().net.projections[p].weights().to_vec())
            .collect::<Vec<f32>>()
    };
    let before = weights(&sim);
    sim.run_trials(20);
    before.iter().zip(&weights(&sim)).map(|(a, b)| (a - b).abs()).sum()
}

#[test]
fn input_at_its_maximum_teaches_nothing() {
    for flood in [Flood::Steady, Flood::Noisy] {
        assert_eq!(moved(flood, &[]), 0.0, "{flood:?}");
    }
    assert!(moved(Flood::Steady, &[("information_open", 0.0)]) > 0.0, "where all is taken for news it does");
    assert!(moved(Flood::None, &[]) > 0.0, "stimuli do");
}

#[test]
fn the_caudate_is_driven_beside_its_synapses() {
    let usual = |drive: f32| {
        let sim = sim(&[("striatal_drive", drive)], 1);
        sim.brain().net.populations[sim.brain().net.carriers.caudate.unwrap()].usual.iter().sum::<f32>()
    };
    assert!(usual(0.3) > 2.0 * usual(0.01), "{} {}", usual(0.3), usual(0.01));
}
