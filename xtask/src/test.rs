//! `cargo xtask test`: every check, all failures, one line of totals.

use crate::env::{Project, make_dir};
use crate::node;
use crate::problems;
use crate::steps::{self, Extent, Stage, Step, Work};
use crate::summary::{Row, table};
use crate::wasm::Toolchain;
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Lines of a failed step's output that are shown; all of it is in its log.
const SHOWN: usize = 150;

/// Options of `test`.
#[derive(clap::Args)]
pub struct Args {
    /// Leave out the optimised tests, the scalar build, the parity and the browser
    #[arg(long, conflicts_with = "all")]
    quick: bool,
    /// Run what takes long as well: every published result, statistics over many seeds, pictures of the page
    #[arg(long)]
    all: bool,
    /// Only the steps whose name contains this
    #[arg(long)]
    only: Option<String>,
}

/// Whether everything passed.
pub fn run(project: &Project, args: &Args) -> Result<bool> {
    let started = Instant::now();
    let toolchain = Toolchain::set_up(project)?;
    node::set_up(project)?;
    println!("set-up in {:.1} s", started.elapsed().as_secs_f64());
    let logs = project.target.join("logs");
    make_dir(&logs)?;
    let only = args.only.as_deref().unwrap_or_default();
    let extent = match (args.quick, args.all) {
        (true, _) => Extent::Quick,
        (_, true) => Extent::All,
        _ => Extent::Usual,
    };
    let mut rows: Vec<Row> = Vec::new();
    for mut stage in steps::all(project, toolchain, extent) {
        stage.retain(|step| step.name.contains(only));
        rows.extend(beside(stage, extent, &logs));
    }
    let text = table(&rows, started.elapsed());
    print!("\n{text}");
    Ok(!rows.is_empty() && rows.iter().all(|row| row.counts.failed == 0))
}

/// Carries out steps beside each other; each is told as it ends.
fn beside(stage: Stage<'_>, extent: Extent, logs: &Path) -> Vec<Row> {
    let names: Vec<&str> = stage.iter().map(|step| step.name).collect();
    if !names.is_empty() {
        println!("{} ...", names.join(", "));
    }
    std::thread::scope(|scope| {
        let running: Vec<_> =
            stage.into_iter().map(|step| scope.spawn(move || carry_out(step, extent, logs))).collect();
        running.into_iter().map(|row| row.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Runs one step; whatever goes wrong is a failed row, and the next step follows.
fn carry_out(step: Step, extent: Extent, logs: &Path) -> Row {
    let started = Instant::now();
    let log = logs.join(format!("{}.log", step.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")));
    let result = match step.work {
        Work::Run(command) => command().and_then(|command| capture(extent.told(command), &log)),
        Work::Check(check) => check().map(|note| Outcome { success: true, output: String::new(), note }),
    };
    let outcome =
        result.unwrap_or_else(|error| Outcome { success: false, output: format!("{error:#}\n"), note: String::new() });
    let counts = step.counter.count(&outcome.output, outcome.success);
    let time = started.elapsed();
    println!("    {}: {counts} ({:.1} s)", step.name, time.as_secs_f64());
    if counts.failed > 0 {
        show_end(&outcome.output, &log);
    }
    let failures = step.counter.failures(&outcome.output);
    let parts = step.counter.times(&outcome.output);
    Row { name: step.name.to_string(), counts, time, note: outcome.note, failures, parts }
}

struct Outcome {
    success: bool,
    output: String,
    note: String,
}

/// Runs a program with both outputs in one log.
fn capture(mut command: Command, log: &PathBuf) -> Result<Outcome> {
    let file = File::create(log).map_err(|error| problems::cannot_write(log, &error))?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1");
    let program = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("cannot start {}", program.display()))?;
    let lines = BufReader::new(File::open(log)?).split(b'\n');
    let mut output = String::new();
    for line in lines {
        output += &String::from_utf8_lossy(&line?);
        output.push('\n');
    }
    Ok(Outcome { success: status.success(), output, note: String::new() })
}

fn show_end(output: &str, log: &Path) {
    let lines: Vec<&str> = output.lines().collect();
    let from = lines.len().saturating_sub(SHOWN);
    if from > 0 {
        println!("    ... {from} lines before this are in {}", log.display());
    }
    let (red, plain) = if std::io::stdout().is_terminal() { ("\x1b[31m", "\x1b[0m") } else { ("", "") };
    for line in &lines[from..] {
        println!("    {red}|{plain} {line}");
    }
}
