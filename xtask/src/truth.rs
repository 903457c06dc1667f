//! `cargo xtask truth`: the native tool compares the model with published results.

use crate::env::Project;
use anyhow::Result;

/// Everything after `truth` goes to the native tool.
#[derive(clap::Args)]
pub struct Args {
    /// Arguments of `neurotide truth`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Whether the tool found every result within its tolerance.
pub fn run(project: &Project, args: &Args) -> Result<bool> {
    let mut command = project.cargo(&["run", "--quiet", "--release", "--bin", "neurotide", "--", "truth"]);
    Ok(command.args(&args.rest).status()?.success())
}
