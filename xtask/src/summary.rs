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

    /// Names of the tests that failed, with the first line of what each said where that can be told.
    pub fn failures(self, output: &str) -> Vec<String> {
        match self {
            Counter::One => Vec::new(),
            Counter::Cargo => cargo_failures(output),
            Counter::Tap => tap_failures(output),
        }
    }
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
}

/// The table, and the totals on its last line.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    let mut total = Counts::default();
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    for row in rows {
        total += row.counts;
        let sign = if row.counts.failed == 0 { "ok    " } else { "FAILED" };
        let Counts { passed, failed } = row.counts;
        let seconds = row.time.as_secs_f64();
        let line =
            format!("{sign} {:width$} {seconds:7.1} s {passed:5} passed {failed:3} failed  {}", row.name, row.note);
        text += line.trim_end();
        text.push('\n');
        for failure in &row.failures {
            text += &format!("         {failure}\n");
        }
    }
    let seconds: f64 = rows.iter().map(|row| row.time.as_secs_f64()).sum();
    text + &format!("\nin {seconds:.0} s\n{total}\n")
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
        };
        let text = table(&[row("format", 1, 0), row("tests", 36, 0)]);
        assert_eq!(text.lines().last(), Some("37 passed, 0 failed"));
        assert!(table(&[row("format", 0, 1)]).contains("FAILED format"));
    }
}
