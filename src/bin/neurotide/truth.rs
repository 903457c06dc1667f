//! `neurotide truth`: compares the model with results known from outside.

use anyhow::{Result, bail};
use clap::Args;
use indicatif::ProgressBar;
use neurotide::truth::{Answer, ROWS, Row, Verdict};
use rayon::prelude::*;
use std::io::IsTerminal;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// Only these rows, such as `R1.1,R6.2`.
    #[arg(long, value_delimiter = ',', value_name = "ROWS")]
    rows: Vec<String>,
    /// Number of seeds.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    seeds: u32,
    /// The first seed.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Print the rows as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the comparison; exit code 1 when a row does not hold and is not known to.
pub fn truth(options: &Options) -> Result<ExitCode> {
    let rows = chosen(&options.rows)?;
    let verdicts = rows.iter().map(|row| run(row, options)).collect::<Result<Vec<_>>>()?;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&verdicts)?);
    } else {
        verdicts.iter().for_each(print);
    }
    let all = verdicts.iter().all(|v| v.holds || v.known_failure.is_some());
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(ids: &[String]) -> Result<Vec<&'static Row>> {
    let known = || ROWS.iter().map(|row| row.id).collect::<Vec<_>>().join(", ");
    if let Some(id) = ids.iter().find(|id| ROWS.iter().all(|row| row.id != **id)) {
        bail!("{id} is not a row; there are: {}", known());
    }
    Ok(ROWS.iter().filter(|row| ids.is_empty() || ids.iter().any(|id| id == row.id)).collect())
}

fn run(row: &Row, options: &Options) -> Result<Verdict> {
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::new(u64::from(options.seeds)).with_message(row.id)
    } else {
        ProgressBar::hidden()
    };
    let seeds = options.seed..options.seed + u64::from(options.seeds);
    let measured: Vec<Vec<f32>> =
        seeds.into_par_iter().map(|seed| (row.measure)(seed)).inspect(|_| bar.inc(1)).collect::<Result<_, _>>()?;
    Ok(row.judge(&measured))
}

fn print(verdict: &Verdict) {
    let word = if verdict.holds { "holds" } else { "FAILS" };
    println!("{} {}: {word} ({} seeds)", verdict.id, verdict.title, verdict.seeds);
    println!("  {}", verdict.citation);
    if let Some(why) = verdict.known_failure {
        println!("  known: {why}");
    }
    for Answer { check, median, range: [lo, hi], within } in &verdict.answers {
        println!(
            "  {within:>3}/{} {}: {median:.3} [{lo:.3}, {hi:.3}] {}; accepted {} to {}, published {}",
            verdict.seeds, check.quantity, check.unit, check.lo, check.hi, check.published
        );
    }
    match verdict.overrides {
        [] => println!("  no parameter differs from its default"),
        overrides => println!("  {} parameters differ from their defaults: {}", overrides.len(), overrides.join(", ")),
    }
}
