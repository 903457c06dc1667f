//! `neurotide list`: the built-in experiments.

use anyhow::Result;
use neurotide::experiment::builtin;
use std::io::{self, Write};

/// Prints id, title, question and arms of every built-in experiment.
pub fn list() -> Result<()> {
    let mut out = io::stdout().lock();
    for id in builtin::list() {
        let Some(experiment) = builtin::get(id) else {
            continue;
        };
        writeln!(out, "{id}: {}", experiment.title)?;
        writeln!(out, "  {}", experiment.question)?;
        for arm in &experiment.arms {
            writeln!(out, "  --arm {:<16} {}", arm.id, arm.title)?;
        }
    }
    Ok(())
}
