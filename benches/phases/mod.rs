//! Where the time of a tick goes, phase by phase.

use neurotide::run::{PHASES, Simulation};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Mean nanoseconds per tick in each phase over `seconds` or to the end of the run, the clock's own time taken off.
pub fn phases_ns(brain: &mut Simulation, seconds: f64) -> Vec<(&'static str, f64)> {
    let mut sums = [Duration::ZERO; PHASES.len()];
    let (start, mut ticks) = (Instant::now(), 0);
    while start.elapsed().as_secs_f64() < seconds && !brain.finished() {
        let (mut since, mut running) = (Instant::now(), None);
        let mut close = |next: Option<usize>| {
            let now = Instant::now();
            if let Some(phase) = running {
                sums[phase] += now - since;
            }
            (since, running) = (now, next);
        };
        brain.tick_watched(|phase| close(PHASES.iter().position(|(known, _)| *known == phase)));
        close(None);
        ticks += 1;
    }
    let clock = clock_ns();
    let mean = |sum: &Duration| (sum.as_nanos() as f64 / f64::from(ticks) - clock).max(0.0);
    PHASES.iter().zip(&sums).map(|((_, name), sum)| (*name, mean(sum))).collect()
}

fn clock_ns() -> f64 {
    let start = Instant::now();
    for _ in 0..10_000 {
        black_box(Instant::now());
    }
    start.elapsed().as_nanos() as f64 / 1e4
}
