//! Interventions: what each kind does, and that it does nothing else. Each test fails without its mechanism.

use neurotide::atlas::{DA, NE, REGIONS, nucleus_index, region_index};
use neurotide::brain::net::population::Population;
use neurotide::brain::net::wiring::default_brain;
use neurotide::experiment::builtin;
use neurotide::experiment::intervention::EVENT_WORDS;
use neurotide::experiment::{Command, Experiment, Rule};
use neurotide::modulators::target;
use neurotide::plasticity::synapses::Synapses;
use neurotide::run::Simulation;
use neurotide::run::recorder::EVENT_NAMES;
use serde_json::{Value, json};

/// Conditioning with these interventions in its arm `intact`.
fn experiment(interventions: &Value) -> Experiment {
    let text = builtin::json("conditioning").unwrap();
    let mut tree: Value = serde_json::from_str(text).unwrap();
    tree["arms"][0]["interventions"] = interventions.clone();
    Experiment::from_json(tree.to_string().as_bytes()).unwrap_or_else(|errors| panic!("{errors}"))
}

fn sim(interventions: &Value) -> Simulation {
    Simulation::new(&experiment(interventions), "intact", 1).unwrap()
}

fn intact() -> Simulation {
    sim(&json!([]))
}

fn region<'s>(sim: &'s Simulation, id: &str) -> &'s Population {
    let own = |p: &&Population| REGIONS[usize::from(p.region)].id == id;
    sim.brain().net.populations.iter().find(own).unwrap()
}

fn nm(sim: &Simulation, modulator: usize, id: &str) -> f32 {
    sim.brain().tide.concentration[target(modulator, region_index(id).unwrap())]
}

fn firing(sim: &Simulation, nucleus: &str) -> f32 {
    sim.brain().tide.nuclei.firing[nucleus_index(nucleus).unwrap()]
}

/// Runs until an event of this name has just happened.
fn run_to(sim: &mut Simulation, event: &str) {
    let seen =
        |sim: &Simulation| sim.recorder().events.iter().filter(|e| EVENT_NAMES[e.kind as usize] == event).count();
    while seen(sim) > 0 {
        sim.tick();
    }
    while seen(sim) == 0 {
        sim.tick();
    }
}

/// The largest of a quantity over so many ticks.
fn peak(sim: &mut Simulation, ticks: u32, of: impl Fn(&Simulation) -> f32) -> f32 {
    (0..ticks).fold(f32::MIN, |most, _| {
        sim.tick();
        of(sim).max(most)
    })
}

// ---- lesions

#[test]
fn a_lesioned_region_is_silent_and_starves_the_next() {
    let lesion = json!([{"kind": "lesion", "region": "V1", "fraction": 1}]);
    for (mut sim, alive) in [(intact(), true), (sim(&lesion), false)] {
        run_to(&mut sim, "cue");
        let [v1, vac] = ["V1", "VAC"].map(|id| peak(&mut sim.clone(), 80, |sim| region(sim, id).mean()));
        assert_eq!((v1 > 0.0, vac > 0.0), (alive, alive), "V1 {v1}, VAC {vac}");
        assert!(peak(&mut sim, 80, |sim| region(sim, "A1").mean()) > 0.0, "the other stream is left alone");
    }
}

#[test]
fn a_partial_lesion_silences_its_share_and_tags_nothing_there() {
    let mut sim = sim(&json!([{"kind": "lesion", "region": "VAC", "fraction": 0.5}]));
    let silent = region(&sim, "VAC").silent.clone();
    assert_eq!(silent.len(), 48);
    run_to(&mut sim, "cue");
    let mut answers = 0;
    for _ in 0..100 {
        sim.tick();
        let vac = region(&sim, "VAC");
        assert!(silent.iter().all(|&i| vac.rate[usize::from(i)] == 0.0));
        answers += vac.active.len();
    }
    assert!(answers > 0, "the others answer");
    let into = |p: &&neurotide::brain::net::projection::Projection| {
        REGIONS[usize::from(sim.brain().net.populations[p.post].region)].id == "VAC" && p.rule == Rule::Cortical
    };
    let projection = sim.brain().net.projections.iter().find(into).unwrap();
    let tags = |dead: bool| {
        let posts = (0..96u16).filter(|j| silent.contains(j) == dead);
        posts
            .flat_map(|j| (0..96).map(move |i| (i, j)))
            .map(|(i, j)| projection.synapse(i, usize::from(j), 1.0).0.abs())
            .sum::<f32>()
    };
    assert!(tags(false) > 0.0, "no tags at all");
    assert_eq!(tags(true), 0.0);
}

/// Without silence in ventral striatum's tags it would learn while it is held silent.
#[test]
fn a_silent_striatum_learns_nothing() {
    let sum = |sim: &Simulation| sim.brain().reward.synapses.weights().iter().sum::<f32>();
    let learned = |interventions: Value| {
        let mut sim = sim(&interventions);
        let before = sum(&sim);
        sim.step(8_000);
        sum(&sim) - before
    };
    assert!(learned(json!([])) > 0.01);
    assert_eq!(learned(json!([{"kind": "lesion", "region": "NAc", "fraction": 1}])), 0.0);
}

#[test]
fn larger_lesions_hold_smaller_ones_in_every_arm() {
    let hit = |fraction: f32| {
        let lesion = json!({"kind": "lesion", "region": "IT", "fraction": fraction});
        let other = json!({"kind": "lesion", "region": "V1", "fraction": 1});
        region(&sim(&json!([other, lesion])), "IT").silent.clone()
    };
    let (small, large) = (hit(0.25), hit(0.5));
    assert_eq!((small.len(), large.len()), (50, 100));
    assert!(small.iter().all(|i| large.contains(i)));
}

#[test]
fn a_lesioned_nucleus_sends_less_and_tone_follows() {
    let half = json!([{"kind": "lesion", "nucleus": "LC", "fraction": 0.5}]);
    let (mut with, mut without) = (sim(&half), intact());
    for sim in [&mut with, &mut without] {
        sim.step(30);
        let place = target(NE, region_index("V1").unwrap());
        let (now, tone) = (sim.brain().tide.concentration[place], sim.brain().tide.tone[place]);
        assert!((now - tone).abs() < 1e-3 * tone, "in equilibrium from the first tick: {now} for {tone}");
    }
    assert_eq!(firing(&with, "LC"), 0.5 * firing(&without, "LC"));
    assert!(nm(&with, NE, "V1") < 0.6 * nm(&without, NE, "V1"));
    assert_eq!(nm(&with, DA, "V1"), nm(&without, DA, "V1"), "dopamine is left alone");
}

// ---- receptors and release

/// Response of VTA to the cue at the end of acquisition, Hz.
fn learned_response(interventions: &Value) -> f32 {
    let mut sim = sim(interventions);
    while sim.curve().len() < 120 {
        sim.tick();
    }
    sim.curve()[100..].iter().map(|trial| trial.cue_response_hz).sum::<f32>() / 20.0
}

#[test]
fn a_block_of_d1_in_the_striatum_stops_learning() {
    let block = |receptor: &str, region: &str| json!([{"kind": "block", "receptor": receptor, "region": region, "fraction": 1}]);
    assert!(learned_response(&json!([])) > 5.0);
    assert!(learned_response(&block("D1", "NAc")).abs() < 0.1);
    assert!(learned_response(&block("D1", "all")).abs() < 0.1);
    assert!(learned_response(&block("D1", "V1")) > 5.0, "elsewhere it does not matter");
    assert!(learned_response(&block("D2", "NAc")) > 5.0, "nor does another receptor");
}

#[test]
fn a_block_of_m1_closes_the_tag_gate_of_its_region() {
    let mut sim = sim(&json!([{"kind": "block", "receptor": "M1", "region": "dlPFC", "fraction": 1}]));
    run_to(&mut sim, "cue");
    sim.step(70);
    let pairs = |id: &str| {
        let into = sim
            .brain()
            .net
            .projections
            .iter()
            .filter(|p| REGIONS[usize::from(sim.brain().net.populations[p.post].region)].id == id);
        into.map(|p| p.tags.pairs()).sum::<usize>()
    };
    assert_eq!(pairs("dlPFC"), 0);
    assert!(pairs("OFC") > 0);
}

#[test]
fn a_block_of_5_ht1a_shortens_the_horizon_like_a_lack_of_serotonin() {
    let horizon = |interventions: Value| {
        let mut sim = sim(&interventions);
        sim.step(2_000);
        let region = region_index("NAc").unwrap();
        neurotide::modulators::gates::horizon_s(&sim.brain().tide.receptors, region, sim.params())
    };
    let usual = horizon(json!([]));
    let blocked = horizon(json!([{"kind": "block", "receptor": "5-HT1A", "region": "NAc", "fraction": 1}]));
    let depleted = horizon(json!([{"kind": "release", "modulator": "ser", "region": "all", "factor": 0}]));
    assert!(blocked < 0.9 * usual, "{blocked} for {usual}");
    assert!((blocked - depleted).abs() < 1e-5, "{blocked} and {depleted}");
}

#[test]
fn release_is_scaled_where_it_is_said() {
    let release = |region: &str, factor: f32| {
        sim(&json!([{"kind": "release", "modulator": "ne", "region": region, "factor": factor}]))
    };
    let (mut usual, mut none, mut here, mut excess) =
        (intact(), release("all", 0.0), release("V1", 0.0), release("V1", 2.0));
    for sim in [&mut usual, &mut none, &mut here, &mut excess] {
        sim.send(Command::Burst { nucleus: "LC".into(), rate_hz: 20.0, duration_ms: 300 }).unwrap();
        sim.step(50);
    }
    let all = REGIONS.iter().map(|r| nm(&none, NE, r.id)).sum::<f32>();
    assert_eq!(all, 0.0, "depleted everywhere");
    assert_eq!(nm(&here, NE, "V1"), 0.0);
    assert_eq!(nm(&here, NE, "M1"), nm(&usual, NE, "M1"));
    assert!(nm(&excess, NE, "V1") > 1.5 * nm(&usual, NE, "V1"));
    assert_eq!(nm(&none, DA, "V1"), nm(&usual, DA, "V1"), "the other modulators are left alone");
}

/// A live parameter changed later keeps the factor.
#[test]
fn a_command_does_not_undo_depletion() {
    let mut sim = sim(&json!([{"kind": "release", "modulator": "ne", "region": "all", "factor": 0}]));
    sim.send(Command::Set { key: "noradrenaline_release".into(), value: 100.0 }).unwrap();
    sim.step(200);
    assert_eq!(nm(&sim, NE, "V1"), 0.0);
}

// ---- stimulation

fn train(change: &[(&str, Value)]) -> Value {
    let mut one = json!({"kind": "stimulate", "nucleus": "VTA", "rate_hz": 30, "event": "reward", "after_ms": 100,
        "pulse_ms": 50, "pulses": 3, "period_ms": 100});
    for (key, value) in change {
        one[*key] = value.clone();
    }
    json!([one])
}

#[test]
fn a_train_at_reward_raises_dopamine_in_prefrontal_cortex_when_its_volley_arrives() {
    let (mut with, mut without) = (sim(&train(&[])), intact());
    run_to(&mut with, "reward");
    run_to(&mut without, "reward");
    let delay = without.brain().tide.axons.delay(target(DA, region_index("dlPFC").unwrap())).unwrap();
    for t in 1..60u16 {
        with.tick();
        without.tick();
        let on = [10..15, 20..25, 30..35].iter().any(|pulse| pulse.contains(&t));
        if on {
            let added = firing(&with, "VTA") - firing(&without, "VTA");
            assert!((added - 30.0).abs() < 1e-3, "tick {t}: {added}");
        } else if t < 10 {
            assert_eq!(firing(&with, "VTA"), firing(&without, "VTA"), "tick {t}");
        } else {
            assert!(firing(&with, "VTA") < 34.0, "tick {t}");
        }
        let (stimulated, usual) = (nm(&with, DA, "dlPFC"), nm(&without, DA, "dlPFC"));
        if t < 10 + delay {
            assert_eq!(stimulated, usual, "tick {t}");
        } else if t <= 35 + delay {
            assert!(stimulated > usual + 1.0, "tick {t}: {stimulated} for {usual}");
        }
    }
}

#[test]
fn a_nucleus_can_be_held_silent() {
    let mut sim = sim(&train(&[("rate_hz", (-100).into()), ("event", "cue".into()), ("after_ms", 0.into())]));
    run_to(&mut sim, "cue");
    assert_eq!(firing(&sim, "VTA"), 0.0);
}

#[test]
fn stimuli_into_one_nucleus_add_up() {
    let [one, other] = [20, 5].map(|hz| train(&[("rate_hz", hz.into())])[0].clone());
    let (mut with, mut without) = (sim(&json!([one, other])), intact());
    for sim in [&mut with, &mut without] {
        run_to(sim, "reward");
        sim.step(12);
    }
    let added = firing(&with, "VTA") - firing(&without, "VTA");
    assert!((added - 25.0).abs() < 1e-3, "{added}");
}

#[test]
fn a_region_can_be_driven_before_the_cue() {
    let drive = |drive: f32| {
        let mut sim = sim(&json!([{"kind": "stimulate", "region": "M1", "drive": drive, "event": "trial",
            "after_ms": 200, "pulse_ms": 300}]));
        while !sim.in_trial() {
            sim.tick();
        }
        let early = peak(&mut sim, 19, |sim| region(sim, "M1").mean());
        let during = peak(&mut sim, 30, |sim| region(sim, "M1").mean());
        let next = peak(&mut sim, 10, |sim| region(sim, "CB").mean());
        (early, during, next)
    };
    assert_eq!(drive(0.0), (0.0, 0.0, 0.0));
    let (early, during, next) = drive(1.0);
    assert_eq!(early, 0.0);
    assert!(during > 0.05 && next > 0.0, "{during} in M1, {next} in its target");
}

#[test]
fn a_stimulus_of_probability_0_does_nothing() {
    let [never, always] = [0, 1].map(|p| {
        let mut sim = sim(&train(&[("probability", p.into())]));
        sim.step(2_000);
        sim
    });
    let mut usual = intact();
    usual.step(2_000);
    assert_eq!(never.brain().net.populations, usual.brain().net.populations);
    assert_eq!(never.brain().tide.concentration, usual.brain().tide.concentration);
    assert_eq!(never.brain().net.projections, usual.brain().net.projections);
    assert_ne!(always.brain().net.projections, usual.brain().net.projections);
}

/// Trials in which VTA was stimulated: its peak in 0.2 s from the event lies at the commanded rate. The
/// prediction error is silent: stimulated dopamine would raise the value of the cue, and with it VTA's own
/// burst.
fn stimulated(change: &[(&str, Value)], trials: u32) -> Vec<u32> {
    let mut sim = sim(&train(change));
    sim.send(Command::Set { key: "burst_spikes".into(), value: 0.0 }).unwrap();
    let mut hit = Vec::new();
    for trial in 0..trials {
        run_to(&mut sim, "cue");
        if peak(&mut sim, 40, |sim| firing(sim, "VTA")) >= 64.0 {
            hit.push(trial);
        }
    }
    hit
}

#[test]
fn stimuli_interleave() {
    let common = |more: &[(&str, Value)]| {
        let mut change = vec![("event", json!("cue")), ("rate_hz", json!(60))];
        change.extend(more.iter().cloned());
        stimulated(&change, 24)
    };
    assert_eq!(common(&[]).len(), 24);
    assert_eq!(common(&[("every", 3.into())]), [2, 5, 8, 11, 14, 17, 20, 23]);
    let half = common(&[("probability", json!(0.5))]);
    assert!((5..20).contains(&half.len()), "{half:?}");
    assert_eq!(half, common(&[("probability", json!(0.5))]), "the same chance again");
}

// ---- phases

/// Three short phases; `off` is the second.
fn three_phases(interventions: &Value) -> Simulation {
    let text = builtin::json("conditioning").unwrap();
    let mut tree: Value = serde_json::from_str(text).unwrap();
    tree["phases"] = ["before", "off", "after"].iter().map(|id| json!({"id": id, "trials": 2})).collect();
    tree["arms"][0]["interventions"] = interventions.clone();
    let experiment = Experiment::from_json(tree.to_string().as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    Simulation::new(&experiment, "intact", 1).unwrap()
}

#[test]
fn what_is_confined_to_a_phase_acts_in_it_and_is_undone_after_it() {
    let of = json!(["off"]);
    let mut sim = three_phases(&json!([
        {"kind": "lesion", "region": "V1", "fraction": 1, "phases": of},
        {"kind": "lesion", "nucleus": "LC", "fraction": 1, "phases": of},
        {"kind": "block", "receptor": "D1", "region": "all", "fraction": 1, "phases": of},
        {"kind": "release", "modulator": "da", "region": "V1", "factor": 0, "phases": of},
        {"kind": "stimulate", "nucleus": "DRN", "rate_hz": 50, "event": "cue", "after_ms": 0, "pulse_ms": 100, "phases": of},
    ]));
    let d1 = neurotide::modulators::receptor::D1;
    let mut found = Vec::new();
    for trial in 0..6 {
        run_to(&mut sim, "cue");
        let drn = firing(&sim, "DRN") > 50.0;
        let v1 = peak(&mut sim, 50, |sim| region(sim, "V1").mean()) > 0.0;
        let receptors = &sim.brain().tide.receptors;
        assert_eq!(receptors.unblocked(d1, 0), if (2..4).contains(&trial) { 0.0 } else { 1.0 });
        found.push((v1, firing(&sim, "LC") > 0.0, nm(&sim, DA, "V1") > 2.0, drn));
    }
    let (usual, held) = ((true, true, true, false), (false, false, false, true));
    assert_eq!(found, [usual, usual, held, held, usual, usual]);
}

// ---- the run

fn everything() -> Value {
    json!([
        {"kind": "lesion", "region": "VAC", "fraction": 0.3},
        {"kind": "lesion", "nucleus": "DRN", "fraction": 0.5},
        {"kind": "block", "receptor": "beta", "region": "all", "fraction": 0.5},
        {"kind": "release", "modulator": "ach", "region": "OFC", "factor": 1.5},
        train(&[("probability", json!(0.5)), ("every", json!(2))])[0],
        {"kind": "stimulate", "region": "M1", "drive": 1, "event": "cue_off", "after_ms": 10, "pulse_ms": 200},
    ])
}

#[test]
fn a_run_with_interventions_is_frozen_thawed_and_repeated_to_the_same_bits() {
    let (mut first, mut second) = (sim(&everything()), sim(&everything()));
    first.step(1_234);
    second.step(1_000);
    second.step(234);
    assert_eq!(first.digest(), second.digest());
    let mut third = Simulation::restore(&first.snapshot()).unwrap();
    first.step(2_000);
    third.step(2_000);
    assert_eq!(first.digest(), third.digest());
    assert!(first.check_finite().is_ok());
}

#[test]
fn interventions_read_back_to_the_same() {
    let written = experiment(&everything());
    let text = written.to_json();
    assert_eq!(Experiment::from_json(text.as_bytes()), Ok(written));
    let none = builtin::get("conditioning").unwrap().to_json();
    assert!(!none.contains("interventions"), "what is not there is not written");
}

#[test]
fn a_program_that_asks_for_what_is_not_there_is_refused() {
    let mut other = experiment(&json!([{"kind": "lesion", "region": "OFC", "fraction": 1}]));
    let mut brain = default_brain();
    brain.regions.retain(|r| r.id != "OFC");
    brain.projections.retain(|p| p.to != "OFC" && p.from != "OFC");
    other.brain = Some(brain);
    let errors = Simulation::new(&other, "intact", 1).unwrap_err();
    assert_eq!((errors.0[0].path.as_str(), errors.0[0].value.as_str()), ("/interventions/0", "OFC"));
}

/// What the reader takes for granted of a file without a brain.
#[test]
fn the_default_brain_has_units_in_every_region() {
    let brain = default_brain();
    assert!(REGIONS.iter().all(|region| brain.regions.iter().any(|own| own.id == region.id)));
}

#[test]
fn events_are_those_of_the_recorder() {
    for (word, _) in EVENT_WORDS.iter().filter(|(word, _)| *word != "trial") {
        assert!(EVENT_NAMES.contains(word), "{word}");
    }
}
