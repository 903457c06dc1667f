//! The site: `www/` with the engine, the vendored packages and the worker as one script.

use crate::bindings::{self, Names};
use crate::env::{Project, call, read, write_if_changed};
use crate::files::{is_served, list, mirror, prune};
use crate::node::{self, tool};
use crate::problems;
use crate::wasm::{self, Flavour, Toolchain};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::ScopedJoinHandle;

/// Names in the npm packages, and in `www/vendor`.
const COPIED: &[(&str, &str)] = &[
    ("uplot/dist/uPlot.esm.js", "uplot.js"),
    ("uplot/dist/uPlot.min.css", "uplot.css"),
    ("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", "inter.woff2"),
];

/// Licences that travel with the vendored files: package, text, from the root. Fluent's package
/// names Apache-2.0 and brings no text.
const LICENCES: &[(&str, &str)] = &[
    ("uplot", "node_modules/uplot/LICENSE"),
    ("@fluent/bundle", "LICENSE-APACHE"),
    ("@fontsource-variable/inter", "node_modules/@fontsource-variable/inter/LICENSE"),
];

/// Builds what changed into `target/site`.
pub fn build(project: &Project) -> Result<PathBuf> {
    std::thread::scope(|scope| {
        let engine = scope.spawn(|| wasm::build(project, Toolchain::set_up(project)?, Flavour::Simd));
        let program = scope.spawn(|| bindings::set_up(project));
        let packages = node::set_up(project);
        join(engine).and(join(program)).and(packages)
    })?;
    assemble(project)
}

fn join<T>(work: ScopedJoinHandle<Result<T>>) -> Result<()> {
    work.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map(|_| ())
}

/// Puts `target/site` together from an engine that is already built.
pub fn assemble(project: &Project) -> Result<PathBuf> {
    let site = project.target.join("site");
    bindings::generate(project, &wasm::raw(project, Flavour::Simd), &project.path("www/pkg"), Names::Keep)?;
    vendor(project)?;
    mirror(&project.path("www"), &site)?;
    worker(project, &site, &[])?;
    Ok(site)
}

/// Options of `dist`.
#[derive(clap::Args)]
pub struct DistArgs {
    /// Pass the engine through wasm-opt as well
    #[arg(long)]
    wasm_opt: bool,
}

/// Builds the optimised site into `dist/`: relative addresses only, so any folder of any host does.
pub fn dist(project: &Project, args: &DistArgs) -> Result<PathBuf> {
    let site = build(project)?;
    let dist = project.path("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(|error| problems::cannot_write(&dist, &error))?;
    }
    mirror(&site, &dist)?;
    bindings::generate(project, &wasm::raw(project, Flavour::Simd), &dist.join("pkg"), Names::Drop)?;
    if args.wasm_opt {
        wasm_opt(project, &dist.join("pkg/neurotide_bg.wasm"))?;
    }
    minify(project, &dist)?;
    worker(project, &dist, &["--minify"])?;
    prune(&dist.join("pkg"), &|name| !is_served(name))?;
    Ok(dist)
}

/// Copies and bundles what the page uses of npm packages into `www/vendor`.
fn vendor(project: &Project) -> Result<()> {
    let (from, to) = (project.path("node_modules"), project.path("www/vendor"));
    for (package, name) in COPIED {
        write_if_changed(&to.join(name), &read(&from.join(package))?)?;
    }
    let mut texts = Vec::new();
    for (package, text) in LICENCES {
        texts.extend(format!("# {package}\n\n").into_bytes());
        texts.extend(read(&project.path(text))?);
        texts.push(b'\n');
    }
    write_if_changed(&to.join("licences.txt"), &texts)?;
    let mut bundle = esbuild(project);
    bundle.args(["@fluent/bundle", "--bundle", "--format=esm", "--outfile=www/vendor/fluent.js"]);
    call(&mut bundle, "bundling @fluent/bundle")
}

/// The worker as one classic script: it also runs from a Blob, where modules cannot be loaded.
fn worker(project: &Project, site: &Path, more: &[&str]) -> Result<()> {
    let source = project.path("www/engine/worker.js");
    if !source.exists() {
        return Ok(());
    }
    let mut bundle = esbuild(project);
    bundle.arg(source).args(["--bundle", "--format=iife"]).args(more);
    // The page hands the worker a compiled module, so that it never resolves an address.
    bundle.arg("--log-override:empty-import-meta=silent");
    bundle.arg(format!("--outfile={}", site.join("engine/worker.js").display()));
    call(&mut bundle, "bundling the worker")
}

/// Off unless asked for: `-O3` takes 5 % off the file, and ticks per second with it and without it
/// lie within the noise of each other (medians of four runs in turn: 326 and 322 thousand).
fn wasm_opt(project: &Project, wasm: &Path) -> Result<()> {
    let mut optimise = tool(project, "wasm-opt");
    // Named one by one: `-all` writes imports that Node.js 20 and Chromium refuse.
    let features = "bulk-memory nontrapping-float-to-int sign-ext mutable-globals reference-types multivalue simd";
    optimise.args(features.split(' ').map(|feature| format!("--enable-{feature}")));
    call(optimise.arg("-O3").arg(wasm).arg("-o").arg(wasm), "wasm-opt")
}

/// Minifies scripts and styles in place, each by itself: modules keep their addresses.
fn minify(project: &Project, dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    list(dist, &mut files)?;
    files.retain(|file| file.extension().is_some_and(|ext| ext == "js" || ext == "css"));
    let mut minify = esbuild(project);
    minify.args(files).args(["--minify", "--allow-overwrite"]);
    minify.arg(format!("--outdir={0}", dist.display())).arg(format!("--outbase={}", dist.display()));
    call(&mut minify, "minifying")
}

fn esbuild(project: &Project) -> std::process::Command {
    let mut command = tool(project, "esbuild");
    command.args(["--target=es2022", "--charset=utf8", "--log-level=warning"]);
    command
}
