//! Golden: digests at ticks written down in `tests/golden/digests.json`. They guard against change, not
//! against error. The same file is checked natively in debug and release, and in wasm scalar and simd128.
//!
//! When a change of the model is meant: `NEUROTIDE_BLESS=1 cargo test --test golden`, and say so in the commit.

use neurotide::digest::hex;
use neurotide::experiments;
use neurotide::frame::live_frame;
use neurotide::live::Live;
use neurotide::sim::Simulation;
use neurotide::spec::Command;
use serde::{Deserialize, Serialize};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digests.json");
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
    let runs = [("intact", 1), ("intact", 4_294_967_295), ("no_dopamine", 1), ("no_tag", 1)];
    runs.into_iter().flat_map(|(arm, seed)| run(arm, seed)).collect()
}

fn run(arm: &str, seed: u64) -> Vec<Golden> {
    let experiment = experiments::get("conditioning").unwrap();
    let mut sim = Simulation::new(&experiment, arm, seed).unwrap();
    let name = |tick, sim: &Simulation| Golden {
        experiment: experiment.id.clone(),
        arm: arm.into(),
        seed,
        tick,
        digest: hex(sim.digest()),
    };
    TICKS
        .into_iter()
        .map(|tick| {
            sim.step((tick - sim.ticks()) as u32);
            name(tick, &sim)
        })
        .collect()
}

#[test]
fn digests_are_as_written_down() {
    let computed = computed();
    if std::env::var_os("NEUROTIDE_BLESS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden")).unwrap();
        std::fs::write(FILE, serde_json::to_string_pretty(&computed).unwrap() + "\n").unwrap();
    }
    let written: Vec<Golden> = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    for (is, was) in computed.iter().zip(&written) {
        assert_eq!(is, was, "the model computes something else; if that is meant, see the head of this file");
    }
    assert_eq!(computed.len(), written.len());
}

const LIVE_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/live.json");

/// A run that is watched live: after each of so many steps so many units of work; then what is known, bit by bit.
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
    let experiment = experiments::get("choice").unwrap();
    let mut sim = Simulation::new(&experiment, "intact", u64::from(seed)).unwrap();
    let mut live = Live::new(&mut sim, window, u64::from(seed)).unwrap();
    for _ in 0..steps {
        sim.step(ticks);
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
    if std::env::var_os("NEUROTIDE_BLESS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden")).unwrap();
        std::fs::write(LIVE_FILE, serde_json::to_string_pretty(&computed).unwrap() + "\n").unwrap();
    }
    let written: GoldenLive = serde_json::from_str(&std::fs::read_to_string(LIVE_FILE).unwrap()).unwrap();
    assert_eq!(computed, written, "the model computes something else; if that is meant, see the head of this file");
}

#[test]
fn the_digest_sees_a_single_command() {
    let experiment = experiments::get("conditioning").unwrap();
    let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
    let mut other = sim.clone();
    other.send(Command::Burst { nucleus: "LC".into(), rate_hz: 1.0, duration_ms: 10 }).unwrap();
    sim.step(2);
    other.step(2);
    assert_ne!(sim.digest(), other.digest());
}
