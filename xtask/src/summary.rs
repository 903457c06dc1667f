//! Counts of tests in the output of other programs, and the table at the end.

use std::fmt;
use std::ops::AddAssign;
use std::time::Duration;

/// Tests that passed and that failed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// How tests are counted in a step's output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// The step as a whole is one test.
    One,
    /// `test result: ok. 3 passed; 0 failed; ...`, once per test binary.
    Cargo,
    /// TAP: `# pass 3`, `# fail 0`.
    Tap,
}

impl Counter {
    /// Counts; a step that ran no test, or that failed without a failed test, is itself a failure.
    pub fn count(self, output: &str, success: bool) -> Counts {
        let mut counts = match self {
            Counter::One => Counts { passed: u32::from(success), failed: 0 },
            Counter::Cargo => cargo(output),
            Counter::Tap => tap(output),
        };
        if counts.failed == 0 && (!success || counts.passed == 0) {
            counts.failed = 1;
        }
        counts
    }

    /// What took how long: each test, or of cargo's tests each file.
    pub fn times(self, output: &str) -> Vec<Part> {
        match self {
            Counter::One => Vec::new(),
            Counter::Cargo => cargo_times(output),
            Counter::Tap => tap_times(output),
        }
    }

    /// Names of the tests that failed, with the first line of what each said where that can be told.
    pub fn failures(self, output: &str) -> Vec<String> {
        match self {
            Counter::One => Vec::new(),
            Counter::Cargo => cargo_failures(output),
            Counter::Tap => tap_failures(output),
        }
    }
}

/// A test, or a file of tests, and how long it took.
pub struct Part {
    pub name: String,
    pub seconds: f64,
}

/// `Running tests/NAME.rs (...)`, and after its tests `finished in 1.23s`.
fn cargo_times(output: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut name = "documentation";
    for line in output.lines().map(str::trim_start) {
        if let Some(rest) = line.strip_prefix("Running ") {
            let file = rest.trim_start_matches("unittests ");
            name = file.split(" (").next().unwrap_or(file);
        } else if let Some((_, time)) = line.split_once("; finished in ") {
            let seconds = time.trim_end_matches('s').parse();
            parts.extend(seconds.ok().map(|seconds| Part { name: name.into(), seconds }));
        }
    }
    parts
}

/// `ok 2 - NAME` or `not ok 2 - NAME`, and `duration_ms:` in the lines that follow.
fn tap_times(output: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut name = None;
    for line in output.lines() {
        if line.starts_with("ok ") || line.starts_with("not ok ") {
            name = line.split_once(" - ").map(|(_, name)| name.to_string());
        } else if let Some(ms) = line.strip_prefix("  duration_ms: ").and_then(|ms| ms.parse::<f64>().ok()) {
            parts.extend(name.take().map(|name| Part { name, seconds: ms / 1000.0 }));
        }
    }
    parts
}

/// `test NAME ... FAILED`, and under `---- NAME stdout ----` the line after `panicked at`.
fn cargo_failures(output: &str) -> Vec<String> {
    let named = output.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    let said = |name: &str| {
        let mut lines = output.lines().skip_while(|line| *line != format!("---- {name} stdout ----"));
        lines.find(|line| line.contains("panicked at"))?;
        lines.next()
    };
    named.map(|name| said(name).map_or(name.into(), |text| format!("{name}: {text}"))).collect()
}

/// `not ok 2 - NAME`, and the `error:` of the lines that follow.
fn tap_failures(output: &str) -> Vec<String> {
    let mut failures = Vec::new();
    let mut lines = output.lines().map(str::trim_start).peekable();
    while let Some(line) = lines.next() {
        if let Some((_, name)) = line.strip_prefix("not ok ").and_then(|rest| rest.split_once(" - ")) {
            failures.push(name.to_string());
        } else if let (Some(text), Some(failure)) = (line.strip_prefix("error: "), failures.last_mut()) {
            let block = text.starts_with(['|', '>']);
            let text = if block { lines.peek().copied().unwrap_or_default() } else { text };
            *failure += &format!(": {}", text.trim_matches('\''));
        }
    }
    failures
}

fn cargo(output: &str) -> Counts {
    let mut counts = Counts::default();
    for line in output.lines().filter(|line| line.trim_start().starts_with("test result:")) {
        counts.passed += number_before(line, " passed");
        counts.failed += number_before(line, " failed");
    }
    counts
}

fn number_before(line: &str, word: &str) -> u32 {
    let before = line.split(word).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn tap(output: &str) -> Counts {
    let last = |prefix: &str| {
        let found = output.lines().rev().find_map(|line| line.strip_prefix(prefix));
        found.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Counts { passed: last("# pass "), failed: last("# fail ") + last("# cancelled ") }
}

/// One line of the table.
pub struct Row {
    pub name: String,
    pub counts: Counts,
    pub time: Duration,
    pub note: String,
    /// The tests that failed, and why.
    pub failures: Vec<String>,
    /// What its time went to.
    pub parts: Vec<Part>,
}

/// The table, and the totals on its last line; `whole` is the time of all, which is less than the sum where steps ran
/// beside each other.
pub fn table(rows: &[Row], whole: Duration) -> String {
    let mut text = String::new();
    let mut total = Counts::default();
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    let all: f64 = rows.iter().map(|row| row.time.as_secs_f64()).sum();
    for row in rows {
        total += row.counts;
        let sign = if row.counts.failed == 0 { "ok    " } else { "FAILED" };
        let Counts { passed, failed } = row.counts;
        let seconds = row.time.as_secs_f64();
        let share = 100.0 * seconds / all.max(f64::MIN_POSITIVE);
        let line = format!(
            "{sign} {:width$} {seconds:7.1} s {share:3.0} % {passed:5} passed {failed:3} failed  {}",
            row.name, row.note
        );
        text += line.trim_end();
        text.push('\n');
        for failure in &row.failures {
            text += &format!("         {failure}\n");
        }
    }
    text + &slowest(rows) + &format!("\nin {:.0} s\n{total}\n", whole.as_secs_f64())
}

/// How many of the slowest tests are named.
const SLOWEST: usize = 10;

fn slowest(rows: &[Row]) -> String {
    let mut parts: Vec<(&Row, &Part)> = rows.iter().flat_map(|row| row.parts.iter().map(move |p| (row, p))).collect();
    parts.sort_by(|a, b| b.1.seconds.total_cmp(&a.1.seconds));
    let line = |(row, part): &(&Row, &Part)| format!("{:7.1} s  {}: {}\n", part.seconds, row.name, part.name);
    let lines: String = parts.iter().take(SLOWEST).map(line).collect();
    if lines.is_empty() { lines } else { format!("\nslowest tests, and files of tests\n{lines}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_output_is_summed_over_binaries() {
        let output = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured\n\
                      test result: FAILED. 10 passed; 2 failed; 0 ignored\n";
        assert_eq!(Counter::Cargo.count(output, false), Counts { passed: 13, failed: 2 });
    }

    #[test]
    fn tap_output_is_read_from_its_end() {
        let output = "# pass 1\nok 1 - a\n# tests 5\n# pass 4\n# fail 1\n# cancelled 0\n";
        assert_eq!(Counter::Tap.count(output, false), Counts { passed: 4, failed: 1 });
    }

    #[test]
    fn what_failed_is_named_with_its_reason() {
        let output = "test good ... ok\ntest a::bad ... FAILED\ntest b ... FAILED\n---- a::bad stdout ----\n\n\
                      thread 'a::bad' panicked at tests/a.rs:3:5:\nseed 7: 3 trials\nnote: run with\n";
        assert_eq!(Counter::Cargo.failures(output), ["a::bad: seed 7: 3 trials", "b"]);
        let output = "ok 1 - a\nnot ok 2 - b\n  ---\n  error: '3 ms'\n  code: 'E'\n    not ok 1 - c\n      ---\n      \
                      error: |-\n        first\n        second\n";
        assert_eq!(Counter::Tap.failures(output), ["b: 3 ms", "c: first"]);
    }

    #[test]
    fn times_are_those_of_files_and_of_tests() {
        let named = |parts: Vec<Part>| parts.iter().map(|p| format!("{} {}", p.name, p.seconds)).collect::<Vec<_>>();
        let output = "     Running unittests src/lib.rs (target/debug/deps/a)\ntest result: ok. 1 passed; 0 failed; \
                      0 filtered out; finished in 4.19s\n     Running tests/a.rs (target/x)\n\ntest result: ok. \
                      3 passed; 0 failed; finished in 0.50s\n";
        assert_eq!(named(Counter::Cargo.times(output)), ["src/lib.rs 4.19", "tests/a.rs 0.5"]);
        let output = "ok 1 - a - b\n  ---\n  duration_ms: 1500\n  ...\nnot ok 2 - c\n  ---\n  duration_ms: 20.5\n";
        assert_eq!(named(Counter::Tap.times(output)), ["a - b 1.5", "c 0.0205"]);
    }

    #[test]
    fn no_test_at_all_is_a_failure() {
        let failed = Counts { passed: 0, failed: 1 };
        assert_eq!(Counter::Cargo.count("", true), failed);
        assert_eq!(Counter::Tap.count("# pass 0\n# fail 0\n", true), failed);
        assert_eq!(Counter::One.count("", false), failed);
        assert_eq!(Counter::Cargo.count("test result: ok. 3 passed; 0 failed", false).failed, 1);
    }

    #[test]
    fn the_last_line_is_the_total() {
        let row = |name: &str, passed, failed| Row {
            name: name.into(),
            counts: Counts { passed, failed },
            time: Duration::from_secs(2),
            note: String::new(),
            failures: Vec::new(),
            parts: vec![Part { name: format!("part of {name}"), seconds: f64::from(passed) }],
        };
        let text = table(&[row("format", 1, 0), row("tests", 36, 0)], Duration::from_secs(2));
        assert_eq!(text.lines().last(), Some("37 passed, 0 failed"));
        assert!(text.contains("2.0 s  50 %"), "{text}");
        let at = |part: &str| text.find(part).unwrap();
        assert!(at("36.0 s  tests: part of tests") < at("1.0 s  format: part of format"), "{text}");
        assert!(table(&[row("format", 0, 1)], Duration::ZERO).contains("FAILED format"));
    }
}
