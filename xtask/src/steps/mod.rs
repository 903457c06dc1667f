//! The steps of `cargo xtask test`, in order.

mod page;
mod rust;

use crate::env::Project;
use crate::shots;
use crate::summary::Counter;
use crate::wasm::Toolchain;
use anyhow::Result;
use std::process::Command;

/// What a step does.
pub enum Work<'a> {
    /// A program; its output is counted and kept in a log.
    Run(Box<dyn FnOnce() -> Result<Command> + 'a>),
    /// Work of our own; returns a note for the table.
    Check(Box<dyn FnOnce() -> Result<String> + 'a>),
}

/// One line of the summary.
pub struct Step<'a> {
    pub name: &'static str,
    pub counter: Counter,
    pub work: Work<'a>,
}

/// How much is run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Without the optimised tests, the parity and the browser.
    Quick,
    /// What guards the code.
    Usual,
    /// And what takes long: tests read the variable `NEUROTIDE_ALL`.
    All,
}

impl Extent {
    /// A program that is told the extent.
    pub fn told(self, mut command: Command) -> Command {
        match self {
            Extent::All => command.env("NEUROTIDE_ALL", "1"),
            _ => command.env_remove("NEUROTIDE_ALL"),
        };
        command
    }
}

/// The steps of an extent.
pub fn all(project: &Project, toolchain: Toolchain, extent: Extent) -> Vec<Step<'_>> {
    let quick = extent == Extent::Quick;
    let mut steps = rust::lints(project, toolchain);
    steps.extend(rust::native(project, quick));
    steps.extend(rust::engine(project, toolchain, quick));
    steps.extend(page::page(project));
    if !quick {
        steps.push(page::browser_tests(project));
    }
    if extent == Extent::All {
        let pictures = || shots::command(project, &project.target.join("site"));
        steps.push(run("pictures of the page", Counter::One, pictures));
    }
    steps
}

fn run<'a>(name: &'static str, counter: Counter, command: impl FnOnce() -> Result<Command> + 'a) -> Step<'a> {
    Step { name, counter, work: Work::Run(Box::new(command)) }
}

fn check<'a>(name: &'static str, work: impl FnOnce() -> Result<String> + 'a) -> Step<'a> {
    Step { name, counter: Counter::One, work: Work::Check(Box::new(work)) }
}

fn cargo<'a>(project: &'a Project, name: &'static str, counter: Counter, args: &'static [&'static str]) -> Step<'a> {
    run(name, counter, move || Ok(project.cargo(args)))
}
