//! Where the time of a tick goes, phase by phase.

use neurotide::run::observer::Observer;
use neurotide::run::{PHASES, Phase, Simulation};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Mean nanoseconds per tick in each phase over `seconds` or to the end of the run, the clock's own time
/// taken off.
pub fn phases_ns(brain: &mut Simulation, seconds: f64) -> Vec<(&'static str, f64)> {
    let mut stopwatch = Stopwatch::default();
    let (start, mut ticks) = (Instant::now(), 0);
    while start.elapsed().as_secs_f64() < seconds && !brain.finished() {
        stopwatch.since = Some(Instant::now());
        brain.tick_with(&mut stopwatch);
        stopwatch.close(None);
        ticks += 1;
    }
    let clock = clock_ns();
    let mean = |sum: &Duration| (sum.as_nanos() as f64 / f64::from(ticks) - clock).max(0.0);
    PHASES.iter().zip(&stopwatch.sums).map(|((_, name), sum)| (*name, mean(sum))).collect()
}

/// Adds up the time of each phase.
#[derive(Default)]
struct Stopwatch {
    sums: [Duration; PHASES.len()],
    since: Option<Instant>,
    running: Option<usize>,
}

impl Stopwatch {
    fn close(&mut self, next: Option<usize>) {
        let now = Instant::now();
        if let Some((phase, since)) = self.running.zip(self.since) {
            self.sums[phase] += now - since;
        }
        (self.since, self.running) = (Some(now), next);
    }
}

impl Observer for Stopwatch {
    fn phase(&mut self, phase: Phase) {
        self.close(PHASES.iter().position(|(known, _)| *known == phase));
    }
}

fn clock_ns() -> f64 {
    let start = Instant::now();
    for _ in 0..10_000 {
        black_box(Instant::now());
    }
    start.elapsed().as_nanos() as f64 / 1e4
}
