//! `cargo xtask bench`: ticks per second, native and in wasm; what each built-in experiment costs.

use crate::bindings;
use crate::env::{Project, call};
use crate::node::{self, node};
use crate::wasm::{self, Flavour, Toolchain};
use anyhow::{Context, Result, ensure};
use std::process::Stdio;

/// Options of `bench`.
#[derive(clap::Args)]
pub struct Args {
    /// Seconds per measurement
    #[arg(long, default_value_t = 1.0)]
    seconds: f64,
    /// Seeds per arm from which the cost of an experiment is scaled up
    #[arg(long, default_value_t = 1)]
    seeds: u32,
}

/// Runs the same benchmark natively, as scalar and as simd wasm under Node.js.
pub fn run(project: &Project, args: &Args) -> Result<bool> {
    let seconds = args.seconds.to_string();
    let toolchain = Toolchain::set_up(project)?;
    node::set_up(project)?;
    let synapses = native(project, &seconds)?;
    let mut catalogue = project.cargo(&["bench", "--quiet", "--bench", "catalogue", "--", "--seeds"]);
    call(catalogue.arg(args.seeds.to_string()), "the benchmark of the catalogue")?;
    for flavour in [Flavour::Scalar, Flavour::Simd] {
        wasm::build(project, toolchain, flavour)?;
        let bindings = bindings::for_node(project, flavour)?;
        let mut run = node(project, &["--no-liftoff", "benches/ticks.mjs", flavour.name(), &seconds, &synapses]);
        call(run.arg(bindings), "the wasm benchmark")?;
    }
    Ok(true)
}

/// Runs the native benchmark; returns the number of synapses, for the others to compare with.
fn native(project: &Project, seconds: &str) -> Result<String> {
    let mut command = project.cargo(&["bench", "--quiet", "--bench", "ticks", "--", "--seconds", seconds]);
    let output = command.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "the native benchmark failed ({})", output.status);
    let text = String::from_utf8_lossy(&output.stdout);
    print!("{text}");
    let synapses = text.split(" synapses").next().and_then(|before| before.rsplit(' ').next());
    Ok(synapses.context("the native benchmark did not name its synapses")?.to_string())
}
