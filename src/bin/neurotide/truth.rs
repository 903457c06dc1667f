//! `neurotide truth`: compares the model with results known from outside.

mod journal;
mod progress;

use crate::input;
use anyhow::{Context, Result};
use clap::Args;
use journal::Journal;
use neurotide::error::Errors;
use neurotide::truth::{Answer, Row, Verdict, chosen, fingerprint};
use progress::{Pace, Progress};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Where results are kept if no other file is named.
const RESULTS: &str = "truth.jsonl";

#[derive(Args)]
pub struct Options {
    /// Only these rows, by id or by how it begins, such as `R1.1,R4,own`.
    #[arg(long, value_delimiter = ',', value_name = "ROWS")]
    rows: Vec<String>,
    /// Number of seeds.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    seeds: u32,
    /// The first seed; with fresh ones a result shows that it was not fitted to its seeds.
    #[arg(long, alias = "seed", value_name = "SEED", default_value = "1")]
    first_seed: String,
    /// Go on with a file of results, or begin one: what stands in it is not measured again.
    #[arg(long)]
    resume: bool,
    /// Write one line of JSON per row and seed as soon as it is measured [default with --resume: truth.jsonl]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the rows as JSON, to the output instead of the table or to a file beside it.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    json: Option<PathBuf>,
}

impl Options {
    /// The file of results, where one is asked for.
    fn journal(&self) -> Result<Option<Journal>> {
        let usual = self.resume.then_some(Path::new(RESULTS));
        let Some(path) = self.out.as_deref().or(usual) else { return Ok(None) };
        let journal = Journal::open(path, self.resume, fingerprint())?;
        if journal.torn() {
            eprintln!("the last line of {} was torn; it is measured again", path.display());
        }
        Ok(Some(journal))
    }
}

/// Runs the comparison; exit code 1 when a row does not hold, or holds although it is known to fail.
pub fn truth(options: &Options) -> Result<ExitCode> {
    let rows = chosen(&options.rows).map_err(Errors::from)?;
    let seeds = input::seeds(&options.first_seed, options.seeds)?;
    let verdicts = measure(&rows, &seeds, options.journal()?.as_ref())?;
    let json = serde_json::to_string_pretty(&verdicts)? + "\n";
    let text = match &options.json {
        Some(file) if file == Path::new("-") => json,
        Some(file) => {
            fs::write(file, json).with_context(|| format!("cannot write {}", file.display()))?;
            table(&verdicts, &seeds)
        }
        None => table(&verdicts, &seeds),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    let all = verdicts.iter().all(Verdict::expected);
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Values by row and seed.
type Measured = BTreeMap<(&'static str, u64), Vec<f32>>;

/// All rows on all seeds: first what is not in the file of results is measured, then every row is judged.
fn measure(rows: &[&Row], seeds: &[u64], journal: Option<&Journal>) -> Result<Vec<Verdict>> {
    let mut measured = journal.map_or_else(Measured::new, |journal| journal.values(rows));
    measured.extend(missing(rows, seeds, &measured, journal)?);
    let of = |row: &Row| seeds.iter().map(|&seed| measured[&(row.id, seed)].clone()).collect::<Vec<_>>();
    Ok(rows.iter().map(|row| row.judge(&of(row))).collect())
}

/// Measures what is not known yet, side by side, each result written down as it comes.
fn missing(rows: &[&Row], seeds: &[u64], known: &Measured, journal: Option<&Journal>) -> Result<Measured> {
    let all = rows.iter().flat_map(|row| seeds.iter().map(move |&seed| (*row, seed)));
    let runs: Vec<(&Row, u64)> = all.filter(|(row, seed)| !known.contains_key(&(row.id, *seed))).collect();
    let progress = Progress::new(pace(&runs, journal), rayon::current_num_threads());
    let run = |&(row, seed): &(&Row, u64)| {
        let started = Instant::now();
        let values = (row.measure)(seed).with_context(|| format!("{} with seed {seed}", row.id))?;
        let seconds = started.elapsed().as_secs_f32();
        journal.map_or(Ok(()), |journal| journal.add(row, seed, &values, seconds))?;
        progress.done(row.id, seed, seconds);
        Ok(((row.id, seed), values))
    };
    // One run at a time to each thread: their lengths differ a hundredfold.
    let measured = runs.par_iter().with_max_len(1).map(run).collect();
    progress.finish();
    measured
}

/// What is to be measured, and how long the file of results says that it takes.
fn pace(runs: &[(&Row, u64)], journal: Option<&Journal>) -> Pace {
    let mut pace = Pace::default();
    runs.iter().for_each(|(row, _)| pace.expect(row.id));
    journal.iter().flat_map(|journal| journal.known()).for_each(|record| pace.learn(&record.row, record.seconds));
    pace
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

#[cfg(test)]
mod tests;
