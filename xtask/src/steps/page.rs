//! Steps for the page: site, types, lint, tests with and without a browser.

use super::{Step, check, run};
use crate::browser;
use crate::env::Project;
use crate::node::{self, node, tool};
use crate::shots;
use crate::site;
use crate::summary::Counter;
use anyhow::ensure;

const TAP: [&str; 2] = ["--test", "--test-reporter=tap"];

pub fn page(project: &Project) -> Vec<Step<'_>> {
    let types = |name, config: &'static str| {
        run(name, Counter::One, move || {
            let mut command = tool(project, "tsc");
            command.args(["--noEmit", "--project", config]);
            Ok(command)
        })
    };
    vec![
        check("site", || site::assemble(project).map(|_| String::new())),
        types("types of the page", "tsconfig.json"),
        types("types of its tests", "tests/tsconfig.json"),
        run("biome", Counter::One, || {
            let mut command = tool(project, "biome");
            command.args(["ci", "--error-on-warnings", "--colors=off", "."]);
            Ok(command)
        }),
        tests(project),
    ]
}

fn tests(project: &Project) -> Step<'_> {
    run("page tests", Counter::Tap, || {
        let files = node::test_files(project, "tests/js");
        ensure!(!files.is_empty(), "tests/js holds no *.test.mjs");
        let mut command = node(project, &TAP);
        command.args(files);
        Ok(command)
    })
}

/// One at a time, in one browser: each has the machine, and its timings, to itself.
pub fn browser_tests(project: &Project) -> Step<'_> {
    run("browser tests", Counter::Tap, || {
        let mut command = node(project, &TAP);
        command.arg("tests/browser/all.mjs");
        shots::show(&mut command, &project.target.join("site"), &browser::set_up(project)?)?;
        Ok(command)
    })
}
