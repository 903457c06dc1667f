//! How far the runs are, on standard error: a bar where that is a terminal, a plain line now and then where
//! not.

use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Time between two plain lines.
const NOW_AND_THEN: Duration = Duration::from_secs(30);

/// What is told while rows are measured side by side.
pub struct Progress {
    bar: ProgressBar,
    told: Mutex<(Pace, Instant)>,
    plain: bool,
    threads: usize,
}

impl Progress {
    pub fn new(pace: Pace, threads: usize) -> Self {
        let plain = !std::io::stderr().is_terminal();
        let bar = if plain { ProgressBar::hidden() } else { ProgressBar::new(pace.left() as u64) };
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg}, {elapsed} so far");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.tick();
        Self { bar, told: Mutex::new((pace, Instant::now())), plain, threads }
    }

    /// A row was measured on a seed.
    pub fn done(&self, row: &'static str, seed: u64, seconds: f32) {
        let mut told = self.told.lock().expect("nobody panics while telling");
        told.0.done(row, seconds);
        let left = told.0.left();
        let words = format!("{row} seed {seed}, {}", words(told.0.left_s(self.threads)));
        self.bar.set_message(words.clone());
        self.bar.inc(1);
        if self.plain && (told.1.elapsed() >= NOW_AND_THEN || left == 0) {
            eprintln!("{words}; {left} runs left");
            told.1 = Instant::now();
        }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A time in words.
fn words(seconds: f32) -> String {
    match seconds {
        s if s < 90.0 => format!("about {s:.0} s to go"),
        s if s < 5400.0 => format!("about {:.0} min to go", s / 60.0),
        s => format!("about {:.1} h to go", s / 3600.0),
    }
}

/// How long rows take, learned row by row, since their times differ a hundredfold.
#[derive(Default)]
pub struct Pace {
    rows: BTreeMap<String, Times>,
}

/// Of one row: seeds to go, seeds done, and the time that these took.
#[derive(Default)]
struct Times {
    left: usize,
    done: usize,
    seconds: f32,
}

impl Pace {
    /// One more seed of a row to measure.
    pub fn expect(&mut self, row: &str) {
        self.rows.entry(row.to_owned()).or_default().left += 1;
    }

    /// A seed of a row took so long at another time.
    pub fn learn(&mut self, row: &str, seconds: f32) {
        let times = self.rows.entry(row.to_owned()).or_default();
        times.done += 1;
        times.seconds += seconds;
    }

    /// A seed of a row that was expected took so long.
    fn done(&mut self, row: &str, seconds: f32) {
        self.learn(row, seconds);
        if let Some(times) = self.rows.get_mut(row) {
            times.left = times.left.saturating_sub(1);
        }
    }

    /// Seeds of rows to go.
    pub fn left(&self) -> usize {
        self.rows.values().map(|times| times.left).sum()
    }

    /// Time to go; a row of which nothing is known takes as long as the known ones do on average.
    fn left_s(&self, threads: usize) -> f32 {
        let mean = |rows: &[&Times]| {
            let (done, seconds) = rows.iter().fold((0, 0.0), |(n, s), t| (n + t.done, s + t.seconds));
            if done == 0 { 0.0 } else { seconds / done as f32 }
        };
        let usual = mean(&self.rows.values().collect::<Vec<_>>());
        let row = |times: &Times| times.left as f32 * if times.done == 0 { usual } else { mean(&[times]) };
        self.rows.values().map(row).sum::<f32>() / threads.min(self.left()).max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_counts_with_its_own_time_and_an_unknown_one_with_the_mean() {
        let mut pace = Pace::default();
        ["slow", "slow", "slow", "quick", "new"].iter().for_each(|row| pace.expect(row));
        pace.done("slow", 100.0);
        pace.done("quick", 2.0);
        assert_eq!(pace.left(), 3);
        assert_eq!(pace.left_s(1), 200.0 + 51.0);
        assert_eq!(pace.left_s(2), 0.5 * 251.0);
        assert_eq!(pace.left_s(64), 251.0 / 3.0, "no more threads than runs");
    }

    #[test]
    fn times_are_told_in_the_unit_that_fits() {
        let told = [40.0, 600.0, 9000.0].map(words);
        assert_eq!(told, ["about 40 s to go", "about 10 min to go", "about 2.5 h to go"]);
    }
}
