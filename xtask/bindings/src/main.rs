//! What is done with the engine's WebAssembly. A program of its own, so that it compiles beside the engine.

mod vectors;

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<()> {
    match *args {
        ["keep-names", wasm, out] => write(Path::new(wasm), Path::new(out), true),
        ["drop-names", wasm, out] => write(Path::new(wasm), Path::new(out), false),
        ["vectors", simd, scalar] => {
            println!("{}", vectors::check(Path::new(simd), Path::new(scalar))?);
            Ok(())
        }
        _ => bail!("bindings keep-names|drop-names WASM FOLDER, or bindings vectors SIMD SCALAR"),
    }
}

/// Writes `neurotide.js`, `neurotide.d.ts` and `neurotide_bg.wasm`.
fn write(wasm: &Path, out: &Path, names: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("neurotide").web(true)?;
    bindgen.typescript(true).omit_default_module_path(false);
    // After a trap the page throws the instance away; on its own thread it needs this to start anew.
    bindgen.reset_state_function(true);
    bindgen.remove_name_section(!names).remove_producers_section(true);
    bindgen.generate(out).with_context(|| format!("writing the bindings into {}", out.display()))
}
