//! `cargo xtask bench`: ticks per second, native and in wasm.

use crate::bindings;
use crate::env::{Project, call};
use crate::node::{self, node};
use crate::wasm::{self, Flavour, Toolchain};
use anyhow::Result;

/// Options of `bench`.
#[derive(clap::Args)]
pub struct Args {
    /// Seconds per measurement
    #[arg(long, default_value_t = 1.0)]
    seconds: f64,
}

/// Runs the same benchmark natively, as scalar and as simd wasm under Node.js.
pub fn run(project: &Project, args: &Args) -> Result<bool> {
    let seconds = args.seconds.to_string();
    let toolchain = Toolchain::set_up(project)?;
    node::set_up(project)?;
    let mut native = project.cargo(&[
        "bench",
        "--quiet",
        "--bench",
        "ticks",
        "--",
        "--seconds",
        &seconds,
    ]);
    call(&mut native, "the native benchmark")?;
    for flavour in [Flavour::Scalar, Flavour::Simd] {
        wasm::build(project, toolchain, flavour)?;
        let bindings = bindings::for_node(project, flavour)?;
        let mut run = node(project, &["benches/ticks.mjs", flavour.name(), &seconds]);
        call(run.arg(bindings), "the wasm benchmark")?;
    }
    Ok(true)
}
