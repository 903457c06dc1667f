//! `neurotide truth`: compares the model with results known from outside.

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use neurotide::truth::{Answer, ROWS, Row, Verdict};
use rayon::prelude::*;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// Only these rows, such as `R1.1,R6.2`.
    #[arg(long, value_delimiter = ',', value_name = "ROWS")]
    rows: Vec<String>,
    /// Number of seeds.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    seeds: u32,
    /// The first seed; with fresh ones a result shows that it was not fitted to its seeds.
    #[arg(long, alias = "seed", value_name = "SEED", default_value_t = 1)]
    first_seed: u64,
    /// Write the rows as JSON, to the output instead of the table or to a file beside it.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    json: Option<PathBuf>,
}

impl Options {
    fn seeds(&self) -> Vec<u64> {
        (0..u64::from(self.seeds)).map(|k| self.first_seed.wrapping_add(k)).collect()
    }
}

/// Runs the comparison; exit code 1 when a row does not hold, or holds although it is known to fail.
pub fn truth(options: &Options) -> Result<ExitCode> {
    let verdicts = measure(&chosen(&options.rows)?, &options.seeds())?;
    let json = serde_json::to_string_pretty(&verdicts)? + "\n";
    let text = match &options.json {
        Some(file) if file == Path::new("-") => json,
        Some(file) => {
            fs::write(file, json).with_context(|| format!("cannot write {}", file.display()))?;
            table(&verdicts, &options.seeds())
        }
        None => table(&verdicts, &options.seeds()),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    let all = verdicts.iter().all(Verdict::expected);
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(ids: &[String]) -> Result<Vec<&'static Row>> {
    let known = || ROWS.iter().map(|row| row.id).collect::<Vec<_>>().join(", ");
    if let Some(id) = ids.iter().find(|id| ROWS.iter().all(|row| row.id != **id)) {
        bail!("{id} is not a row; there are: {}", known());
    }
    Ok(ROWS.iter().filter(|row| ids.is_empty() || ids.iter().any(|id| id == row.id)).collect())
}

/// All rows on all seeds, side by side.
fn measure(rows: &[&Row], seeds: &[u64]) -> Result<Vec<Verdict>> {
    let bar = progress((rows.len() * seeds.len()) as u64);
    let runs: Vec<(&Row, u64)> = rows.iter().flat_map(|row| seeds.iter().map(|&seed| (*row, seed))).collect();
    let run = |&(row, seed): &(&Row, u64)| {
        let values = (row.measure)(seed).with_context(|| format!("{} with seed {seed}", row.id));
        bar.set_message(row.id);
        bar.inc(1);
        values
    };
    // One run at a time to each thread: their lengths differ a hundredfold.
    let measured = runs.par_iter().with_max_len(1).map(run).collect::<Result<Vec<_>>>()?;
    bar.finish_and_clear();
    Ok(rows.iter().zip(measured.chunks(seeds.len())).map(|(row, measured)| row.judge(measured)).collect())
}

fn progress(runs: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg} {elapsed}, {eta} to go");
    ProgressBar::new(runs).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn table(verdicts: &[Verdict], seeds: &[u64]) -> String {
    let count = |holds: bool| verdicts.iter().filter(|v| v.holds == holds && v.expected()).count();
    let surprises: Vec<&str> = verdicts.iter().filter(|v| !v.expected()).map(|v| v.id).collect();
    let rows: String = verdicts.iter().map(describe).collect();
    let (first, last) = (seeds[0], seeds[seeds.len() - 1]);
    let (hold, fail) = (count(true), count(false));
    let other = if surprises.is_empty() { "none".to_owned() } else { surprises.join(", ") };
    let number = verdicts.len();
    format!("{rows}{number} rows on seeds {first} to {last}: {hold} hold, {fail} fail as known; unexpected: {other}\n")
}

/// The verdict in a few words.
fn word(verdict: &Verdict) -> &'static str {
    match (verdict.holds, verdict.known_failure.is_some()) {
        (true, false) => "holds",
        (true, true) => "HOLDS, though known to fail",
        (false, false) => "FAILS",
        (false, true) => "FAILS, as known",
    }
}

fn describe(verdict: &Verdict) -> String {
    let Verdict { id, title, citation, seeds, enough, .. } = verdict;
    let share = 100.0 * enough;
    let mut lines = vec![
        format!("{id} {title}: {} ({seeds} seeds, {share} % must lie within)", word(verdict)),
        format!("  {citation}"),
    ];
    lines.extend(verdict.answers.iter().map(|Answer { check, median, range: [lo, hi], within }| {
        format!(
            "  {within:>3}/{seeds} {}: {median:.3} [{lo:.3}, {hi:.3}] {}; accepted {} to {}, published {}",
            check.quantity, check.unit, check.lo, check.hi, check.published
        )
    }));
    lines.extend(verdict.known_failure.map(|reason| format!("  known to fail: {reason}")));
    lines.push(match verdict.overrides {
        [] => "  no parameter differs from its default".to_owned(),
        overrides => format!("  differs from the default brain: {}", overrides.join("; ")),
    });
    lines.join("\n") + "\n"
}
