//! Working memory and hidden situations in the running brain. Each test fails when its mechanism is taken
//! away.

use neurotide::atlas::REGIONS;
use neurotide::brain::net::population::Population;
use neurotide::experiment::Experiment;
use neurotide::experiment::builtin;
use neurotide::run::Simulation;

fn experiment(id: &str, settings: &[(&str, f32)]) -> Experiment {
    let mut experiment = builtin::get(id).unwrap();
    experiment.parameters.extend(settings.iter().map(|&(key, value)| (key.to_owned(), value)));
    experiment
}

fn region<'a>(sim: &'a Simulation, id: &str) -> &'a Population {
    sim.brain().net.populations.iter().find(|p| REGIONS[usize::from(p.region)].id == id).unwrap()
}

fn held(sim: &Simulation) -> f32 {
    region(sim, "dlPFC").rate.iter().sum()
}

/// Runs to the tick at which `ms` have passed since the stimulus of the first trial.
fn run_to(sim: &mut Simulation, ms: i32) {
    let task = &sim.task();
    let at = (task.moment().lead_ms as i32 + ms) as u32 / 10;
    while sim.task().moment().tick < at {
        sim.tick();
    }
}

#[test]
fn what_is_held_outlasts_the_delay_and_goes_with_the_outcome() {
    let mut sim = Simulation::new(&experiment("memory", &[]), "intact", 1).unwrap();
    let mut forgetful = Simulation::new(&experiment("memory", &[("memory_hold_s", 0.2)]), "intact", 1).unwrap();
    for sim in [&mut sim, &mut forgetful] {
        run_to(sim, 0);
    }
    assert!(held(&sim) > 2.0 && held(&forgetful) < 0.1 * held(&sim), "{} {}", held(&sim), held(&forgetful));
    run_to(&mut sim, 1800);
    assert!(held(&sim) > 1.0);
    run_to(&mut sim, 2300);
    assert_eq!(held(&sim), 0.0);
}

/// Openness of the gates for a mark to keep, less that for the other one: sums of weights on the mark's
/// units.
fn preference(sim: &Simulation) -> f32 {
    let gating = &sim.brain().memory.as_ref().unwrap().gating;
    let stripes = gating.openness.len();
    let on = |units: std::ops::Range<usize>| {
        (0..stripes).map(|s| gating.row(s)[units.clone()].iter().sum::<f32>()).sum::<f32>()
    };
    (on(12..21) - on(44..53)) / stripes as f32
}

#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn gates_learn_what_to_keep_and_only_with_dopamine() {
    let after = |settings: &[(&str, f32)]| {
        let mut memory = experiment("memory", settings);
        memory.phases[0].trials = 300;
        let mut sim = Simulation::new(&memory, "intact", 201).unwrap();
        sim.run_to_end();
        preference(&sim)
    };
    let learned = after(&[]);
    assert!(learned > 0.5, "{learned}");
    assert!(after(&[("dopamine_release", 0.0)]).abs() < 0.1 * learned);
    assert_eq!(after(&[("gate_rate", 0.0)]), 0.0);
}

#[test]
fn a_hidden_situation_gets_a_cell_and_is_found_again() {
    let run = |hazard: f32| {
        let mut hidden = experiment("no_cue", &[("hazard", hazard)]);
        let again = hidden.phases[4].clone();
        hidden.phases.truncate(2);
        hidden.phases.push(again);
        hidden.phases.iter_mut().zip([200, 150, 20]).for_each(|(phase, trials)| phase.trials = trials);
        let mut sim = Simulation::new(&hidden, "intact", 201).unwrap();
        let mut active = Vec::new();
        while !sim.finished() {
            let trials = sim.curve().len();
            sim.tick();
            if sim.curve().len() > trials {
                active.push(sim.brain().situation.contexts.active.unwrap());
            }
        }
        (active[199], active[349], active[369])
    };
    let (first, second, again) = run(0.01);
    assert!(first != second && again == first, "{first} {second} {again}");
    assert_eq!(run(0.0), (0, 0, 0));
}

#[test]
fn the_cells_of_an_engram_are_less_inhibited() {
    let bias = |settings: &[(&str, f32)]| {
        let sim = Simulation::new(&experiment("no_cue", settings), "intact", 1).unwrap();
        region(&sim, "IT").bias
    };
    let (all, few, as_before) = (bias(&[("engram_size", 200.0)]), bias(&[]), bias(&[("disinhibition", 0.0)]));
    assert_eq!(all, as_before);
    assert!((few / all - 0.66).abs() < 0.01, "{few} {all}");
}
