//! What the built-in experiments cost: 20 seeds of all arms, on two threads. A few seeds are run and scaled
//! up; the ratio is brain time over time waited. `cargo xtask bench` runs it. Nothing is asserted: machines
//! differ.

mod phases;

use neurotide::experiment::Experiment;
use neurotide::experiment::builtin;
use neurotide::run::Simulation;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

/// Seeds that a lesson or a figure takes.
const SEEDS: f64 = 20.0;
/// Threads, as many as the smallest machine has.
const THREADS: usize = 2;
/// Brain time of one tick.
const TICK_S: f64 = 0.01;
/// What is longer is named with its profile, s.
const LONG_S: f64 = 60.0;
/// Ticks before a profile is taken, some 25 trials, so that tags and weights are at work.
const WARM_UP: u32 = 15_000;
/// How long it is watched, s.
const PROFILED_S: f64 = 0.5;

struct Cost {
    id: &'static str,
    arms: usize,
    /// Waited for all arms on 20 seeds, s.
    waited_s: f64,
    /// Brain time over time waited.
    times_life: f64,
    /// Ticks of one run, mean over arms.
    ticks: f64,
}

fn main() {
    let seeds = argument("--seeds").unwrap_or(1.0).max(1.0) as u64;
    println!("catalogue: 20 seeds x all arms on {THREADS} threads, scaled up from {seeds} per arm");
    let costs: Vec<Cost> = builtin::list().iter().map(|&id| cost(id, seeds)).collect();
    for Cost { id, arms, waited_s, times_life, .. } in &costs {
        println!("  {id:<16} {arms} arms {waited_s:8.1} s {times_life:10.0} times life");
    }
    println!(
        "  median experiment {:.1} s, {:.0} times life",
        median(&costs, |cost| cost.waited_s),
        median(&costs, |cost| cost.times_life)
    );
    println!("longer than one minute, and where the time goes:");
    for Cost { id, ticks, .. } in costs.iter().filter(|cost| cost.waited_s > LONG_S) {
        println!("  {id:<16} {:5.0} min of brain time per run; {}", *ticks * TICK_S / 60.0, profile(id));
    }
}

fn median(costs: &[Cost], of: impl Fn(&Cost) -> f64) -> f64 {
    let mut values: Vec<f64> = costs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { 0.5 * (values[half - 1] + values[half]) }
}

/// Share of each phase of a tick, in the middle of learning.
fn profile(id: &str) -> String {
    let experiment = builtin::get(id).expect("it is built in");
    let mut brain = Simulation::new(&experiment, "intact", 1).expect("it is valid");
    brain.step(WARM_UP);
    let phases = phases::phases_ns(&mut brain, PROFILED_S);
    let sum: f64 = phases.iter().map(|(_, ns)| ns).sum();
    let shares: Vec<String> = phases.iter().map(|(name, ns)| format!("{name} {:.0} %", 100.0 * ns / sum)).collect();
    shares.join(", ")
}

fn argument(name: &str) -> Option<f64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

/// Runs all arms on a few seeds. The threads take the next run when they are done with one.
fn cost(id: &'static str, seeds: u64) -> Cost {
    let experiment = builtin::get(id).expect("it is built in");
    let arms: Vec<&str> = experiment.arms.iter().map(|arm| arm.id.as_str()).collect();
    let runs: Vec<(&str, u64)> = arms.iter().flat_map(|&arm| (1..=seeds).map(move |seed| (arm, seed))).collect();
    let (next, busy_ns, ticks) = (AtomicUsize::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let work = || {
        while let Some(&(arm, seed)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let start = Instant::now();
            ticks.fetch_add(run(&experiment, arm, seed), Ordering::Relaxed);
            busy_ns.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(work);
        }
    });
    // Few runs leave a thread idle at the end, 20 seeds hardly do: the time that both were busy counts,
    // halved.
    let waited_s = busy_ns.into_inner() as f64 * 1e-9 / THREADS as f64;
    let ticks = ticks.into_inner() as f64;
    Cost {
        id,
        arms: arms.len(),
        waited_s: waited_s * SEEDS / seeds as f64,
        times_life: ticks * TICK_S / waited_s,
        ticks: ticks / runs.len() as f64,
    }
}

/// Ticks of a run.
fn run(experiment: &Experiment, arm: &str, seed: u64) -> u64 {
    let mut sim = Simulation::new(experiment, arm, seed).expect("it is valid");
    sim.run_to_end();
    sim.ticks()
}
