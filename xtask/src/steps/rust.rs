//! Steps for the Rust side: lints, native tests, the engine in wasm.

use super::{Step, cargo, check, run};
use crate::bindings;
use crate::env::Project;
use crate::node::node;
use crate::summary::Counter;
use crate::wasm::{self, Flavour, Toolchain};
use anyhow::ensure;

/// Warnings are errors, for every clippy step.
const DENY: [&str; 3] = ["--", "-D", "warnings"];

/// Integration tests that run once more as optimised code: the same bits in every build.
const RELEASE_TESTS: [&str; 2] = ["golden", "truth"];

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

pub fn native(project: &Project, quick: bool) -> Vec<Step<'_>> {
    // The profile is the one that built them, so that their dependencies compile once.
    let xtask = &["test", "--package", "xtask", "--package", "bindings", "--profile", "dev", "--no-fail-fast"];
    let mut steps = vec![
        cargo(project, "tests of xtask", Counter::Cargo, xtask),
        cargo(project, "tests", Counter::Cargo, &["test", "--no-fail-fast"]),
    ];
    if !quick {
        steps.push(run("tests, optimised", Counter::Cargo, || {
            let mut command = project.cargo(&["test", "--release", "--no-fail-fast"]);
            let here = |test: &&str| project.path(&format!("tests/{test}.rs")).exists();
            let tests: Vec<&str> = RELEASE_TESTS.into_iter().filter(here).collect();
            ensure!(!tests.is_empty(), "none of these is in tests/: {RELEASE_TESTS:?}");
            command.args(tests.iter().flat_map(|test| ["--test", test]));
            Ok(command)
        }));
    }
    steps
}

pub fn engine(project: &Project, toolchain: Toolchain, quick: bool) -> Vec<Step<'_>> {
    let build =
        move |name, flavour| run(name, Counter::One, move || Ok(wasm::build_command(project, toolchain, flavour)));
    let mut steps = vec![build("wasm simd128", Flavour::Simd)];
    if quick {
        return steps;
    }
    steps.push(build("wasm scalar", Flavour::Scalar));
    steps.push(check("kernels are vectorised", || bindings::vectors(project)));
    steps.push(run("native = wasm", Counter::Tap, || {
        let mut command = node(project, &["--test", "--test-reporter=tap", "tests/parity.mjs"]);
        command.env("WASM_SIMD", bindings::for_node(project, Flavour::Simd)?);
        command.env("WASM_SCALAR", bindings::for_node(project, Flavour::Scalar)?);
        Ok(command)
    }));
    steps
}
