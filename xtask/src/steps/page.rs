//! Steps for the page: site, types, lint, tests with and without a browser.

use super::{Step, check, run};
use crate::browser;
use crate::env::Project;
use crate::node::{self, node, tool};
use crate::shots;
use crate::site;
use crate::summary::Counter;
use anyhow::ensure;

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
        tests(project, "page tests", "tests/js", false),
    ]
}

pub fn tests<'a>(project: &'a Project, name: &'static str, folder: &'static str, in_browser: bool) -> Step<'a> {
    run(name, Counter::Tap, move || {
        let files = node::test_files(project, folder);
        ensure!(!files.is_empty(), "{folder} holds no *.test.mjs");
        let mut command = node(project, &["--test", "--test-reporter=tap"]);
        if in_browser {
            // One at a time: each test has the machine, and its timings, to itself.
            command.arg("--test-concurrency=1");
            shots::show(&mut command, &project.target.join("site"), &browser::set_up(project)?)?;
        }
        command.args(files);
        Ok(command)
    })
}
