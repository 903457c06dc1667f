//! Golden: digests at ticks written down in `tests/golden`, of whole runs and part by part. They guard
//! against change, not against error. The same file is checked natively in debug and release, and in wasm
//! scalar and simd128.
//!
//! When a change of the model is meant: `NEUROTIDE_BLESS=1 cargo test --test golden`, and say so in the
//! commit.

use neurotide::digest::{hash, hex};
use neurotide::experiment::builtin;
use neurotide::experiment::{Command, Experiment};
use neurotide::measures::alignment::live::Live;
use neurotide::measures::sheet;
use neurotide::run::Simulation;
use neurotide::view::frame::live_frame;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FILE: &str = "digests.json";
/// Ticks at which the state is named: the first, in the first trial, after ten, after some forty.
const TICKS: [u64; 4] = [1, 500, 6_000, 24_000];

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Golden {
    experiment: String,
    arm: String,
    seed: u64,
    tick: u64,
    digest: String,
}

fn computed() -> Vec<Golden> {
    let arms = [("intact", 1), ("intact", 4_294_967_295), ("no_dopamine", 1), ("no_tag", 1)];
    let conditioning = arms.into_iter().flat_map(|(arm, seed)| run("conditioning", arm, seed, &TICKS));
    let others = builtin::list().iter().filter(|id| **id != "conditioning");
    conditioning.chain(others.flat_map(|id| run(id, "intact", 1, &TICKS[..3]))).collect()
}

fn run(id: &str, arm: &str, seed: u64, ticks: &[u64]) -> Vec<Golden> {
    let experiment = builtin::get(id).unwrap();
    let mut sim = Simulation::new(&experiment, arm, seed).unwrap();
    let mut name = |&tick: &u64| {
        sim.step((tick - sim.ticks()) as u32);
        Golden { experiment: id.into(), arm: arm.into(), seed, tick, digest: hex(sim.digest()) }
    };
    ticks.iter().map(&mut name).collect()
}

#[test]
fn digests_are_as_written_down() {
    let computed = computed();
    let written: Vec<Golden> = written_or_blessed(FILE, &computed);
    for (is, was) in computed.iter().zip(&written) {
        assert_eq!(is, was, "the model computes something else; if that is meant, see the head of this file");
    }
    assert_eq!(computed.len(), written.len());
}

/// What is written down in a file of `tests/golden`; with `NEUROTIDE_BLESS` what was computed is written
/// first.
fn written_or_blessed<T: Serialize + DeserializeOwned>(file: &str, computed: &T) -> T {
    let path = format!("{}/tests/golden/{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("NEUROTIDE_BLESS").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(computed).unwrap() + "\n").unwrap();
    }
    serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap()
}

/// Trials of each phase, and replays after it, in a run that is to see the whole of its experiment.
const SHORT: u64 = 6;

/// A run to its end, named part by part at its first tick, within its first trial, and at its end.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Parts {
    run: String,
    tick: u64,
    parts: BTreeMap<String, String>,
}

/// An experiment with phases of a few trials, and an arm that has every intervention at once.
fn shortened(id: &str) -> Experiment {
    let mut tree: Value = serde_json::from_str(builtin::json(id).unwrap()).unwrap();
    for phase in tree["phases"].as_array_mut().unwrap() {
        for key in ["trials", "replays"] {
            if let Some(n) = phase.get(key).and_then(Value::as_u64) {
                phase[key] = json!(n.min(SHORT));
            }
        }
    }
    tree["arms"].as_array_mut().unwrap().push(
        json!({ "id": ALL, "title": "Every intervention", "parameters": {}, "interventions": [
            { "kind": "lesion", "region": "IT", "fraction": 0.3 },
            { "kind": "lesion", "nucleus": "LC", "fraction": 0.4 },
            { "kind": "block", "receptor": "D1", "region": "CAU", "fraction": 0.5 },
            { "kind": "release", "modulator": "ser", "region": "all", "factor": 0.6 },
            { "kind": "stimulate", "nucleus": "VTA", "rate_hz": 5, "event": "cue", "after_ms": 300, "pulse_ms": 200 },
            { "kind": "stimulate", "region": "THA", "drive": 0.4, "event": "trial", "after_ms": 100, "pulse_ms": 100 }
        ]}),
    );
    Experiment::from_json(tree.to_string().as_bytes()).unwrap_or_else(|errors| panic!("{id}: {errors}"))
}

/// Id of the arm with every intervention.
const ALL: &str = "all_interventions";

/// All arms of all experiments, and one more with every intervention.
fn computed_parts() -> Vec<Parts> {
    let arms = |id: &&str| {
        let experiment = shortened(id);
        let arms: Vec<String> = experiment.arms.iter().map(|arm| arm.id.clone()).collect();
        arms.into_iter().flat_map(move |arm| parts_of_run(&experiment, &arm)).collect::<Vec<_>>()
    };
    builtin::list().iter().flat_map(arms).collect()
}

fn parts_of_run(experiment: &Experiment, arm: &str) -> Vec<Parts> {
    let mut sim = Simulation::new(experiment, arm, 7).unwrap();
    let named = |sim: &Simulation| Parts {
        run: format!("{}, {arm}", experiment.id),
        tick: sim.ticks(),
        parts: sim.parts().into_iter().map(|(name, part)| (name.into(), hex(part))).collect(),
    };
    sim.step(1);
    let mut rows = vec![named(&sim)];
    sim.step(499);
    rows.push(named(&sim));
    sim.run_to_end();
    let mut end = named(&sim);
    end.parts.insert("csv".into(), hex(hash(lines(experiment, arm, &sim).as_bytes())));
    rows.push(end);
    rows
}

/// The lines of the CSV file of a run.
fn lines(experiment: &Experiment, arm: &str, sim: &Simulation) -> String {
    let forms = sheet::form_names(experiment);
    sim.curve().iter().map(|trial| sheet::row(experiment, &forms, (arm, 7), trial).join(",") + "\n").collect()
}

#[test]
fn every_part_of_every_arm_is_as_written_down() {
    let computed = computed_parts();
    let written: Vec<Parts> = written_or_blessed("parts.json", &computed);
    let mut wrong = Vec::new();
    for (is, was) in computed.iter().zip(&written) {
        assert_eq!(is.run, was.run, "the golden file holds other runs");
        let differ: Vec<&str> = is
            .parts
            .iter()
            .filter(|(name, part)| was.parts.get(*name) != Some(*part))
            .map(|(name, _)| &**name)
            .collect();
        if !differ.is_empty() || is.tick != was.tick {
            wrong.push(format!("{}, tick {}: {}", is.run, is.tick, differ.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "other bits than written down, in these parts:\n{}", wrong.join("\n"));
    assert_eq!(computed.len(), written.len());
}

const LIVE_FILE: &str = "live.json";

/// A run that is watched live: after each of so many steps so many units of work; then what is known, bit by
/// bit.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct GoldenLive {
    experiment: String,
    arm: String,
    seed: u32,
    window: u32,
    steps: u32,
    ticks: u32,
    units: u32,
    digest: String,
    bits: Vec<u32>,
}

fn computed_live() -> GoldenLive {
    let (seed, window, steps, ticks, units) = (1, 50, 24, 500, 4);
    let experiment = builtin::get("choice").unwrap();
    let mut sim = Simulation::new(&experiment, "intact", u64::from(seed)).unwrap();
    let mut live = Live::new(&sim, window, u64::from(seed)).unwrap();
    for _ in 0..steps {
        sim.step_with(ticks, &mut live);
        assert_eq!(live.work(&sim, units), units);
    }
    let reading = live.read(&sim);
    assert!(reading.as_ref().is_some_and(|r| r.groups.iter().filter(|g| g.cosine.is_some()).count() >= 3));
    let bits = live_frame(reading.as_ref()).iter().map(|x| x.to_bits()).collect();
    let (experiment, arm, digest) = (experiment.id, "intact".into(), hex(sim.digest()));
    GoldenLive { experiment, arm, seed, window, steps, ticks, units, digest, bits }
}

#[test]
fn live_alignment_is_as_written_down() {
    let computed = computed_live();
    let written = written_or_blessed(LIVE_FILE, &computed);
    assert_eq!(computed, written, "the model computes something else; if that is meant, see the head of this file");
}

#[test]
fn the_digest_sees_a_single_command() {
    let experiment = builtin::get("conditioning").unwrap();
    let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
    let mut other = sim.clone();
    other.send(Command::Burst { nucleus: "LC".into(), rate_hz: 1.0, duration_ms: 10 }).unwrap();
    sim.step(2);
    other.step(2);
    assert_ne!(sim.digest(), other.digest());
}
