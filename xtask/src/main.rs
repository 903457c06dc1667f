//! The project's commands: `cargo xtask <command>`. Each does its own set-up.

mod bench;
mod bindings;
mod browser;
mod debian;
mod env;
mod files;
mod node;
mod problems;
mod schema;
mod serve;
mod server;
mod shots;
mod site;
mod steps;
mod summary;
mod test;
mod truth;
mod wasm;
mod watch;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's commands")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site if anything changed and serve it on 127.0.0.1
    Serve(serve::Args),
    /// Run every check and test, and end with one line of totals
    Test(test::Args),
    /// Build the site for development into target/site
    Build,
    /// Build the optimised site into dist/, ready for any static host
    Dist(site::DistArgs),
    /// Take the screenshots of the running page into shots/
    Shots,
    /// Measure ticks per second: native, wasm scalar, wasm simd
    Bench(bench::Args),
    /// Compare the model with published results (arguments go to `neurotide truth`)
    Truth(truth::Args),
    /// Write the JSON Schema of experiment files to docs/experiment.schema.json
    Schema,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the command succeeded; an error when it could not be carried out.
fn run(command: Command) -> anyhow::Result<bool> {
    let project = env::Project::find()?;
    match command {
        Command::Serve(args) => serve::run(&project, &args),
        Command::Test(args) => test::run(&project, &args),
        Command::Build => site::build(&project).map(|site| say("built", &site)),
        Command::Dist(args) => site::dist(&project, &args).map(|site| say("built", &site)),
        Command::Shots => shots::run(&project),
        Command::Bench(args) => bench::run(&project, &args),
        Command::Truth(args) => truth::run(&project, &args),
        Command::Schema => schema::write(&project).map(|path| say("wrote", &path)),
    }
}

fn say(what: &str, path: &std::path::Path) -> bool {
    println!("{what} {}", path.display());
    true
}
