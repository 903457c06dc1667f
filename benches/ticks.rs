//! Ticks per second of the default experiment, per phase, and as a ratio to an in-place pass over
//! memory in the same run. `cargo xtask bench` runs it, and the same in wasm.

mod phases;

use neurotide::experiment::builtin;
use neurotide::run::Simulation;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Brain time of one tick.
const TICK_S: f64 = 0.01;
/// The least of this many parts counts: other programs only ever add time.
const PARTS: u32 = 9;
/// Ticks before the first measurement: some ten trials, so that tags and weights are at work.
const WARM_UP: u32 = 6000;

fn main() {
    let seconds = argument("--seconds").unwrap_or(1.0);
    let part = Duration::from_secs_f64(seconds / f64::from(PARTS));
    let synapses = brain().brain().net.projections.iter().map(|p| p.synapses()).sum::<usize>();
    let roof = roof_ns(synapses, part);
    let tick = tick_ns(part);
    println!("native: {:.0} ticks/s, {:.0} times life, {synapses} synapses", 1e9 / tick, TICK_S * 1e9 / tick);
    println!("  one tick = {:.3} in-place passes over as many floats as synapses", tick / roof);
    let phases = phases::phases_ns(&mut brain(), seconds);
    let sum: f64 = phases.iter().map(|(_, ns)| ns).sum();
    for (name, ns) in phases {
        println!("  {name:<10} {ns:8.0} ns  {:5.1} %", 100.0 * ns / sum);
    }
}

fn argument(name: &str) -> Option<f64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

/// The default experiment, warmed up.
fn brain() -> Simulation {
    let experiment = builtin::get("conditioning").expect("it is built in");
    let mut brain = Simulation::new(&experiment, "intact", 1).expect("it is valid");
    brain.step(WARM_UP);
    brain
}

/// Nanoseconds per tick: the least of several parts, each at least `part` long.
fn tick_ns(part: Duration) -> f64 {
    let mut brain = brain();
    least(|| {
        let (start, mut ticks) = (Instant::now(), 0);
        while start.elapsed() < part {
            if brain.finished() {
                brain = self::brain();
                return f64::INFINITY;
            }
            brain.step(1000);
            ticks += 1000;
        }
        start.elapsed().as_nanos() as f64 / f64::from(ticks)
    })
}

/// Nanoseconds of one `x = x * a + b` over an array in place.
fn roof_ns(floats: usize, part: Duration) -> f64 {
    let mut data = vec![1.0_f32; floats];
    least(|| {
        let (start, mut passes) = (Instant::now(), 0);
        while start.elapsed() < part {
            let (a, b) = black_box((0.999, 0.001));
            for x in &mut data {
                *x = *x * a + b;
            }
            black_box(&mut data);
            passes += 1;
        }
        start.elapsed().as_nanos() as f64 / f64::from(passes)
    })
}

fn least(mut measure: impl FnMut() -> f64) -> f64 {
    (0..PARTS).map(|_| measure()).fold(f64::INFINITY, f64::min)
}
