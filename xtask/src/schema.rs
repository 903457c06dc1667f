//! `cargo xtask schema`: writes the JSON Schema of experiment files, `docs/experiment.schema.json`.

use crate::env::{Project, call};
use anyhow::Result;
use std::path::PathBuf;

/// Writes the schema; says where. The test that compares it with the tables does it.
pub fn write(project: &Project) -> Result<PathBuf> {
    let mut test = project.cargo(&["test", "--quiet", "--test", "schema"]);
    call(test.env("NEUROTIDE_BLESS", "1"), "writing the schema")?;
    Ok(project.path("docs/experiment.schema.json"))
}
