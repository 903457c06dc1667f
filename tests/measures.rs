//! Measures on real runs: where the gain in reward comes from, and that watching changes nothing.

use neurotide::experiment::Experiment;
use neurotide::experiment::builtin;
use neurotide::measures::alignment::blocks::{Watch, aligned, mean_gradient};
use neurotide::measures::alignment::gradient::expected_reward;
use neurotide::measures::alignment::meter::Meter;
use neurotide::rng::Stream;
use neurotide::run::Simulation;

fn choice(trials: u32) -> Experiment {
    let mut experiment = builtin::get("choice").expect("built in");
    experiment.phases[0].trials = trials;
    experiment
}

/// A small step along the changes of 60 trials really gains what the gradient predicts, within a tenth.
#[test]
fn the_predicted_gain_is_real() {
    for seed in [401, 402] {
        let mut sim = Simulation::new(&choice(200), "intact", seed).expect("valid");
        sim.run_trials(25);
        let mut meter = Meter::of(&sim);
        sim.run_trials_with(60, &mut meter);
        let questions = sim.task().all_questions();
        let noise = || Stream::new(seed, "reference");
        let reference = mean_gradient(&sim, &questions, 50, &mut noise());
        let found = aligned(&sim, &meter, &reference);
        assert!((found.iter().map(|a| a.share).sum::<f64>() - 1.0).abs() < 1e-9, "{found:?}");
        let before = sim.clone();
        let net = &before.brain().net;
        // Both ways, so that curvature drops out.
        let reach = 0.05;
        let moved = |by: f32| {
            let mut sim = sim.clone();
            for (n, &p) in net.way.iter().enumerate() {
                sim.nudge(p, meter.sums(n).0, by * net.rate(p, &before.brain().signals, before.params()));
            }
            f64::from(expected_reward(&sim, &questions, 50, &mut noise()))
        };
        let real = (moved(reach) - moved(-reach)) / f64::from(2.0 * reach);
        let predicted: f64 = found.iter().map(|a| a.gain).sum();
        assert!(predicted > 0.0 && (real / predicted - 1.0).abs() < 0.1, "seed {seed}: {real} for {predicted}");
    }
}

#[test]
fn watching_changes_nothing() {
    let experiment = choice(30);
    let mut plain = Simulation::new(&experiment, "intact", 403).expect("valid");
    plain.run_to_end();
    let mut watched = Simulation::new(&experiment, "intact", 403).expect("valid");
    let mut watch = Watch::new(&watched, 12, 403).expect("a choice");
    while !watched.finished() {
        watched.run_trials_with(1, &mut watch);
        watch.trial(&watched);
    }
    let blocks = watch.finish();
    assert_eq!(watched.digest(), plain.digest());
    let places: Vec<_> = blocks.iter().map(|b| (b.phase, b.first, b.trials)).collect();
    assert_eq!(places, [(0, 0, 12), (0, 12, 12), (0, 24, 6)]);
    for block in &blocks {
        let ids: Vec<_> = block.groups.iter().map(|g| g.group).collect();
        assert!(ids.contains(&"sensory") && ids.contains(&"associative"), "{ids:?}");
        let shares: f32 = block.groups.iter().filter_map(|g| g.share_of_gain).sum();
        assert!((shares - 1.0).abs() < 1e-4, "{block:?}");
    }
}

#[test]
fn blocks_end_with_their_phase_and_conditioning_has_none() {
    let mut experiment = builtin::get("reversal").expect("built in");
    experiment.phases[0].trials = 5;
    experiment.phases[1].trials = 3;
    let mut sim = Simulation::new(&experiment, "intact", 404).expect("valid");
    let mut watch = Watch::new(&sim, 4, 404).expect("a choice");
    while !sim.finished() {
        sim.run_trials_with(1, &mut watch);
        watch.trial(&sim);
    }
    let places: Vec<_> = watch.finish().iter().map(|b| (b.phase, b.first, b.trials)).collect();
    assert_eq!(places, [(0, 0, 4), (0, 4, 1), (1, 5, 3)]);
    let conditioning = builtin::get("conditioning").expect("built in");
    let sim = Simulation::new(&conditioning, "intact", 1).expect("valid");
    assert!(Watch::new(&sim, 100, 1).is_none());
}

#[cfg(feature = "cli")]
#[test]
fn alignment_is_refused_where_nothing_is_chosen() {
    let tool = env!("CARGO_BIN_EXE_neurotide");
    let done = std::process::Command::new(tool).args(["run", "conditioning", "--seeds", "1", "--alignment"]).output();
    let done = done.expect("the tool starts");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.starts_with("E_REF /task") && said.contains("asks for no actions"), "{said}");
}
