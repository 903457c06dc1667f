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
    Run(Box<dyn FnOnce() -> Result<Command> + Send + 'a>),
    /// Work of our own; returns a note for the table.
    Check(Box<dyn FnOnce() -> Result<String> + Send + 'a>),
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

/// Steps that are carried out beside each other.
pub type Stage<'a> = Vec<Step<'a>>;

/// The steps of an extent, stage by stage.
pub fn all(project: &Project, toolchain: Toolchain, extent: Extent) -> Vec<Stage<'_>> {
    let quick = extent == Extent::Quick;
    let mut stages = alone(rust::lints(project, toolchain));
    stages.extend(alone(rust::native(project, extent)));
    stages.push(rust::optimised(project, toolchain, extent));
    if !quick {
        stages.extend(alone(rust::same_bits(project)));
    }
    stages.extend(alone(page::page(project)));
    if !quick {
        stages.extend(alone(vec![page::browser_tests(project)]));
    }
    if extent == Extent::All {
        let pictures = || shots::command(project, &project.target.join("site"));
        stages.extend(alone(vec![run("pictures of the page", Counter::One, pictures)]));
    }
    stages
}

/// One after the other.
fn alone(steps: Vec<Step<'_>>) -> Vec<Stage<'_>> {
    steps.into_iter().map(|step| vec![step]).collect()
}

fn run<'a>(name: &'static str, counter: Counter, command: impl FnOnce() -> Result<Command> + Send + 'a) -> Step<'a> {
    Step { name, counter, work: Work::Run(Box::new(command)) }
}

fn check<'a>(name: &'static str, work: impl FnOnce() -> Result<String> + Send + 'a) -> Step<'a> {
    Step { name, counter: Counter::One, work: Work::Check(Box::new(work)) }
}

fn cargo<'a>(project: &'a Project, name: &'static str, counter: Counter, args: &'static [&'static str]) -> Step<'a> {
    run(name, counter, move || Ok(project.cargo(args)))
}
