//! `neurotide validate FILE`: exit code 0 when the file is good, 2 when not.

use crate::input;
use anyhow::Result;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// The experiment file.
    file: PathBuf,
}

/// Says what the file holds, or fails with everything that is wrong with it.
pub fn validate(options: &Options) -> Result<()> {
    let experiment = input::file(&options.file)?;
    let arms: Vec<&str> = experiment.arms.iter().map(|arm| arm.id.as_str()).collect();
    let (id, trials) = (&experiment.id, experiment.trials());
    writeln!(io::stdout(), "valid: {id}, {trials} trials, arms {}", arms.join(", "))?;
    Ok(())
}
