//! A run that leaves the finite numbers is stopped, says where and when, and what it recorded is kept.
#![cfg(feature = "cli")]

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

/// A legal brain with a seeded fault: two linear regions that drive each other by a little more than they
/// lose.
fn runaway(weight: f64) -> Value {
    let text = neurotide::experiment::builtin::json("conditioning").expect("it is built in");
    let mut tree: Value = serde_json::from_str(text).expect("JSON");
    let units = [("THA", 512), ("HIP", 160), ("NAc", 512), ("HYP", 16)];
    let regions: Vec<Value> = units.iter().map(|(id, units)| json!({"id": id, "units": units})).collect();
    let loops = [("THA", "NAc"), ("NAc", "THA")];
    let projection = |(from, to)| json!({"from": from, "to": to, "density": 1, "weight": weight, "rule": "fixed"});
    tree["brain"] = json!({"regions": regions, "projections": loops.map(projection)});
    tree["phases"] = json!([{"id": "all", "trials": 60}]);
    tree["arms"].as_array_mut().expect("arms").truncate(1);
    tree
}

fn run(tree: &Value, options: &[&str]) -> Output {
    let name = format!("runaway{}.json", options.concat().replace('-', "_"));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, tree.to_string()).expect("a writable folder");
    let mut tool = Command::new(env!("CARGO_BIN_EXE_neurotide"));
    tool.arg("run").arg(&file).args(["--seeds", "1"]).args(options).output().expect("the tool starts")
}

/// The fault comes after the first trial and before the last.
const WEIGHT: f64 = 0.017;

#[test]
fn a_runaway_is_stopped_where_it_began_and_its_trials_are_kept() {
    let done = run(&runaway(WEIGHT), &["--json"]);
    let stderr = String::from_utf8(done.stderr).expect("UTF-8");
    assert_eq!(done.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("E_FINITE arm intact, seed 1: NAc left the finite numbers at tick "), "{stderr}");
    let report: Value = serde_json::from_slice(&done.stdout).expect("the report is whole");
    let run = &report["arms"][0]["runs"][0];
    let trials = run["trials"].as_array().expect("trials");
    assert!((1..59).contains(&trials.len()), "{} trials", trials.len());
    assert!(trials.iter().all(|trial| trial["value_at_cue"].is_number()), "a null is no number");
    assert!(stderr.contains(&format!("trials before it: {}", trials.len())), "{stderr}");
    assert_eq!(run["stopped"]["code"], "E_FINITE");
    let text = run["stopped"]["message"].as_str().expect("a message");
    let tick: u64 = text.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("it ends with the tick");
    let experiment = neurotide::run::read_experiment(runaway(WEIGHT).to_string().as_bytes()).expect("it is legal");
    let mut sim = neurotide::run::Simulation::new(&experiment, "intact", 1).expect("it can be built");
    sim.step(tick as u32 - 1);
    assert!(sim.check_finite().is_ok(), "the tick before it is sound");
    sim.tick();
    assert!(sim.check_finite().is_err());
}

#[test]
fn the_csv_says_so_too() {
    let done = run(&runaway(WEIGHT), &["--csv", "-"]);
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    assert!(text.contains("# arm intact seed 1 stopped: NAc left the finite numbers at tick "), "{text}");
    assert!(text.lines().any(|line| line.starts_with("conditioning,intact,1,0,all,rewarded,")), "{text}");
}

#[test]
fn a_sound_run_is_not_stopped() {
    let mut tree = runaway(0.01);
    tree["phases"][0]["trials"] = 3.into();
    let done = run(&tree, &["--json", "--arm", "intact"]);
    assert_eq!(done.status.code(), Some(0));
    assert!(!String::from_utf8(done.stdout).expect("UTF-8").contains("stopped"));
}
