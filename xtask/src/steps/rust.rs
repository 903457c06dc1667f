//! Steps for the Rust side: lints, native tests, the engine in wasm.

use super::{Extent, Stage, Step, cargo, check, run};
use crate::bindings;
use crate::env::Project;
use crate::node::node;
use crate::summary::Counter;
use crate::wasm::{self, Flavour, Toolchain};

/// Warnings are errors, for every clippy step.
const DENY: [&str; 3] = ["--", "-D", "warnings"];

pub fn lints(project: &Project, toolchain: Toolchain) -> Vec<Step<'_>> {
    let clippy = |name, args| {
        run(name, Counter::One, move || {
            let mut command = project.cargo(&["clippy"]);
            command.args::<&[&str], _>(args).args(DENY);
            Ok(command)
        })
    };
    let clippy_wasm = |name, features: &'static [&'static str]| {
        run(name, Counter::One, move || {
            // Debian's packages bring no clippy for this target.
            let verb = if toolchain == Toolchain::Rustup { "clippy" } else { "check" };
            let mut command = toolchain.cargo(project, verb);
            command.args(["--lib", "--no-default-features"]).args(features);
            command.args(if verb == "clippy" { &DENY[..] } else { &[] });
            Ok(command)
        })
    };
    vec![
        cargo(project, "format", Counter::One, &["fmt", "--all", "--check"]),
        clippy("clippy native", &["--workspace", "--all-targets"]),
        clippy_wasm("clippy wasm32, no features", &[]),
        clippy_wasm("clippy wasm32, web", &["--features", "web"]),
    ]
}

pub fn native(project: &Project, extent: Extent) -> Vec<Step<'_>> {
    // The profile is the one that built them, so that their dependencies compile once.
    let xtask = &["test", "--package", "xtask", "--package", "bindings", "--profile", "dev", "--no-fail-fast"];
    // What is ignored are statistics of many trials.
    let tests: &[&str] = match extent {
        Extent::All => &["test", "--no-fail-fast", "--", "--include-ignored"],
        _ => &["test", "--no-fail-fast"],
    };
    vec![cargo(project, "tests of xtask", Counter::Cargo, xtask), cargo(project, "tests", Counter::Cargo, tests)]
}

/// What is optimised as a whole, on one core each: beside each other.
pub fn optimised(project: &Project, toolchain: Toolchain, extent: Extent) -> Stage<'_> {
    let build =
        move |name, flavour| run(name, Counter::One, move || Ok(wasm::build_command(project, toolchain, flavour)));
    let simd = build("wasm simd128", Flavour::Simd);
    if extent == Extent::Quick {
        return vec![simd];
    }
    let tests = run("tests, optimised", Counter::Cargo, move || {
        let mut command = project.cargo(&["test", "--release", "--no-fail-fast", "--no-default-features"]);
        // A folder of its own: the builds for the browser hold the lock of the usual one.
        command.arg("--target-dir").arg(project.target.join("optimised"));
        let truth = (extent == Extent::All).then_some("truth");
        command.args(std::iter::once("golden").chain(truth).flat_map(|test| ["--test", test]));
        Ok(command)
    });
    vec![simd, build("wasm scalar", Flavour::Scalar), tests]
}

/// The same bits in every build for the browser, once with vectors and once without.
pub fn same_bits(project: &Project) -> Vec<Step<'_>> {
    let parity = run("native = wasm", Counter::Tap, || {
        let mut command = node(project, &["--test", "--test-reporter=tap", "tests/parity.mjs"]);
        command.env("WASM_SIMD", bindings::for_node(project, Flavour::Simd)?);
        command.env("WASM_SCALAR", bindings::for_node(project, Flavour::Scalar)?);
        Ok(command)
    });
    vec![check("kernels are vectorised", || bindings::vectors(project)), parity]
}
