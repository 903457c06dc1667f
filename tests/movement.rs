//! Movement after a choice: motor cortex learns by reward, the cerebellum by the error that is seen. Each
//! test fails when its mechanism is taken away.

use neurotide::error::Code;
use neurotide::experiment::builtin;
use neurotide::experiment::intervention::Place;
use neurotide::experiment::{Experiment, Intervention, Phase, Task};
use neurotide::measures::behaviour::accuracy::accuracy;
use neurotide::run::{Simulation, read_experiment};
use neurotide::tasks::events::TrialKind;

/// The built-in experiment with other phases and settings, and with interventions in its first arm.
fn experiment(phases: Vec<Phase>, settings: &[(&str, f32)], interventions: Vec<Intervention>) -> Experiment {
    let mut experiment = builtin::get("movement").unwrap();
    experiment.phases = phases;
    experiment.parameters.extend(settings.iter().map(|&(key, value)| (key.to_owned(), value)));
    experiment.arms[0].interventions = interventions;
    experiment
}

fn reach(id: &str, trials: u32, tolerance: f32, rotation: f32) -> Phase {
    Phase { tolerance, rotation, ..Phase::new(id, trials) }
}

fn run(experiment: &Experiment, seed: u64) -> Simulation {
    let mut sim = Simulation::new(experiment, "intact", seed).unwrap();
    sim.run_to_end();
    sim
}

fn release(factor: f32) -> Intervention {
    Intervention::Release { modulator: "da".into(), region: "M1".into(), factor, phases: Vec::new() }
}

fn block(receptor: &str) -> Intervention {
    Intervention::Block { receptor: receptor.into(), region: "M1".into(), fraction: 1.0, phases: Vec::new() }
}

fn lesion(region: &str) -> Intervention {
    Intervention::Lesion { place: Place::Region(region.into()), fraction: 1.0, phases: Vec::new() }
}

/// Mean size of the error in the last 60 of 260 reaches, degrees; 90 is chance.
fn error_after(settings: &[(&str, f32)], interventions: Vec<Intervention>) -> f32 {
    let phases = vec![Phase::new("choose", 60), reach("reach", 260, 30.0, 0.0)];
    let sim = run(&experiment(phases, settings, interventions), 201);
    let last = sim.curve().iter().rev().take(60);
    last.map(|t| t.movement_error_deg.unwrap().abs()).sum::<f32>() / 60.0
}

#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn a_skill_needs_exploration_dopamine_and_acetylcholine_in_motor_cortex() {
    let learned = error_after(&[], Vec::new());
    assert!(learned < 30.0, "{learned}");
    let spared = error_after(&[], vec![lesion("CB")]);
    assert!(spared < 30.0, "without cerebellum: {spared}");
    for (what, settings, interventions) in [
        ("no dopamine there", &[][..], vec![release(0.0)]),
        ("D1 blocked there", &[], vec![block("D1")]),
        ("muscarinic receptors blocked there", &[], vec![block("M1")]),
        ("nothing is tried", &[("motor_exploration", 0.0)], Vec::new()),
        ("nothing is learned", &[("motor_rate", 0.0)], Vec::new()),
        ("no motor cortex", &[], vec![lesion("M1")]),
        ("no premotor cortex", &[], vec![lesion("SMA")]),
    ] {
        let error = error_after(settings, interventions);
        assert!(error > 50.0, "{what}: {error}");
    }
}

/// Correction by the cerebellum in the movements of 60 trials with the hand turned by 30 degrees and 12 with
/// it as it is.
fn corrections(settings: &[(&str, f32)], interventions: Vec<Intervention>) -> Vec<f32> {
    let phases = vec![reach("rotated", 60, 20.0, 30.0), reach("back", 12, 20.0, 0.0)];
    let still: Vec<(&str, f32)> = settings.iter().copied().chain([("motor_noise_deg", 0.0)]).collect();
    let mut sim = Simulation::new(&experiment(phases, &still, interventions), "intact", 201).unwrap();
    let mut all = Vec::new();
    while !sim.finished() {
        let trials = sim.curve().len();
        sim.tick();
        if sim.curve().len() > trials {
            let aim = sim.brain().movement.as_ref().unwrap().aim.clone().unwrap();
            let turn = aim.taken - aim.commanded;
            all.push(turn - 360.0 * (turn / 360.0).round());
        }
    }
    all
}

fn mean(x: &[f32]) -> f32 {
    x.iter().sum::<f32>() / x.len() as f32
}

#[test]
fn the_cerebellum_takes_up_a_rotation_without_reward_and_leaves_an_after_effect() {
    // No dopamine in motor cortex, and hardly any reach is rewarded: adaptation needs neither.
    let all = corrections(&[], vec![release(0.0)]);
    assert!(all[0].abs() < 0.1 && mean(&all[40..60]) < -20.0, "{} {}", all[0], mean(&all[40..60]));
    assert!(mean(&all[60..64]) < -15.0 && mean(&all[68..72]) > mean(&all[60..64]) + 3.0, "{:?}", &all[60..]);
    let lost = corrections(&[], vec![lesion("CB")]);
    assert!(lost.iter().all(|turn| turn.abs() < 0.1), "{lost:?}");
    let still = corrections(&[("cerebellar_slow_rate", 0.0), ("cerebellar_fast_rate", 0.0)], Vec::new());
    assert!(still.iter().all(|turn| turn.abs() < 0.1), "{still:?}");
}

#[test]
fn the_fast_memory_is_first_and_the_slow_one_stays() {
    let [both, slow, fast] = [&[][..], &[("cerebellar_fast_rate", 0.0)], &[("cerebellar_slow_rate", 0.0)]]
        .map(|settings| corrections(settings, Vec::new()));
    assert!(mean(&both[1..8]) < mean(&slow[1..8]) - 1.0, "{} {}", mean(&both[1..8]), mean(&slow[1..8]));
    assert!(mean(&both[40..60]) < mean(&fast[40..60]) - 5.0, "{} {}", mean(&both[40..60]), mean(&fast[40..60]));
    let forgetful = corrections(&[("cerebellar_slow_keep", 0.9)], Vec::new());
    assert!(mean(&both[40..60]) < mean(&forgetful[40..60]) - 5.0);
}

#[test]
fn half_a_cerebellum_corrects_less_at_first() {
    let half = Intervention::Lesion { place: Place::Region("CB".into()), fraction: 0.5, phases: Vec::new() };
    let (half, whole) = (corrections(&[], vec![half]), corrections(&[], Vec::new()));
    let (half, whole) = (mean(&half[1..20]), mean(&whole[1..20]));
    assert!(half < -1.0 && half > 0.8 * whole, "{half} {whole}");
}

#[test]
fn a_reach_pays_where_the_choice_is_right_and_it_lands() {
    let phases = vec![Phase::new("choose", 40), reach("reach", 80, 90.0, 0.0)];
    let sim = run(&experiment(phases, &[], Vec::new()), 201);
    let (choose, reached) = sim.curve().split_at(40);
    assert!(choose.iter().all(|t| t.movement_error_deg.is_none()), "no movement, no error");
    let pays = |t: &neurotide::run::recorder::TrialRecord| {
        let choice = t.choice.unwrap();
        choice.action == choice.right && t.movement_error_deg.unwrap().abs() <= 90.0
    };
    assert!(reached.iter().all(|t| pays(t) == (t.kind == TrialKind::Rewarded)));
    assert!(reached.iter().any(&pays) && !reached.iter().all(pays));
}

#[test]
fn a_miss_is_not_held_against_the_choice() {
    let right = |blame: f32| {
        let phases = vec![Phase::new("choose", 80), reach("reach", 80, 5.0, 0.0)];
        let sim = run(&experiment(phases, &[("choice_blame", blame)], Vec::new()), 201);
        accuracy(&sim.curve()[100..])
    };
    let (spared, blamed) = (right(0.0), right(1.0));
    assert!(spared > 0.9 && blamed < spared - 0.2, "{spared} {blamed}");
}

#[test]
fn a_movement_that_is_not_asked_for_changes_nothing() {
    let still = experiment(vec![Phase::new("choose", 20)], &[], Vec::new());
    let mut without = still.clone();
    if let Task::Choice(task) = &mut without.task {
        task.reach_ms = 0;
    }
    assert_eq!(run(&still, 3).curve(), run(&without, 3).curve());
}

#[test]
fn a_brain_without_motor_cortex_is_refused() {
    let mut without = experiment(vec![reach("reach", 5, 20.0, 0.0)], &[], Vec::new());
    let mut brain = neurotide::brain::net::wiring::default_brain();
    brain.regions.retain(|region| region.id != "M1");
    brain.projections.retain(|p| p.from != "M1" && p.to != "M1");
    without.brain = Some(brain);
    without.arms.truncate(1);
    let refused = Simulation::new(&without, "intact", 1).unwrap_err();
    assert_eq!((refused.0[0].code, refused.0[0].value.as_str()), (Code::Missing, "M1"));
    assert_eq!(read_experiment(without.to_json().as_bytes()).unwrap_err(), refused);
}
