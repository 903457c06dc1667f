//! The native tool: list, run and validate experiments, and compare with
//! results known from outside.
//!
//! Exit codes: 0 done; 1 something failed; 2 the input was refused.

mod input;
mod list;
mod output;
mod plot;
mod report;
mod run;
mod truth;
mod validate;

use clap::{Parser, Subcommand};
use neurotide::error::Errors;
use std::io::{self, Write};
use std::process::ExitCode;

/// How four neuromodulators align plasticity across the brain.
#[derive(Parser)]
#[command(name = "neurotide", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the built-in experiments with their arms.
    List,
    /// Run an experiment on several seeds.
    Run(run::Options),
    /// Check an experiment file.
    Validate(validate::Options),
    /// Compare the model with results known from outside.
    Truth(truth::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::List => list::list(),
        Command::Run(options) => run::run(options),
        Command::Validate(options) => validate::validate(options),
        Command::Truth(options) => {
            return truth::truth(options).unwrap_or_else(|error| report(&error));
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report(&error),
    }
}

/// Tells what went wrong; a reader that has left the pipe is not a fault.
fn report(error: &anyhow::Error) -> ExitCode {
    let broken_pipe = error.chain().any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    });
    if broken_pipe {
        return ExitCode::SUCCESS;
    }
    let refused = error.downcast_ref::<Errors>();
    let text = match refused {
        Some(errors) => problems(errors),
        None => format!("neurotide: {error:#}\n"),
    };
    // Nowhere is left to tell that standard error is closed.
    let _ = io::stderr().write_all(text.as_bytes());
    ExitCode::from(if refused.is_some() { 2 } else { 1 })
}

/// One line per problem, its code first.
fn problems(errors: &Errors) -> String {
    errors.0.iter().map(|problem| format!("{} {problem}\n", problem.code)).collect()
}
