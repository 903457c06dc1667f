//! Finds an experiment: a built-in one by its id, any other as a file. Counts seeds.

use anyhow::Result;
use neurotide::error::{Code, Errors, Problem, shorten};
use neurotide::experiment::builtin;
use neurotide::experiment::limits::seed_from_text;
use neurotide::experiment::{Experiment, LIMITS};
use neurotide::run::read_experiment;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The built-in experiment of this id, or the one in the file of this name.
pub fn experiment(name: &str) -> Result<Experiment> {
    if let Some(experiment) = builtin::get(name) {
        return Ok(experiment);
    }
    if !Path::new(name).exists() {
        let allowed = format!("{} or a file", builtin::list().join(", "));
        let what = "is neither a built-in experiment nor a file";
        let problem = Problem::new(Code::Ref, "", name, &allowed, what);
        return Err(Errors::from(problem).into());
    }
    file(Path::new(name))
}

/// The experiment in a file.
pub fn file(path: &Path) -> Result<Experiment> {
    let bytes = read(path).map_err(|error| {
        let name = shorten(&path.to_string_lossy());
        let what = format!("cannot be read: {error}");
        Errors::from(Problem::new(Code::Read, "", &name, "", &what))
    })?;
    Ok(read_experiment(&bytes)?)
}

/// So many seeds from the first.
pub fn seeds(first: &str, count: u32) -> Result<Vec<u64>, Errors> {
    let first = seed_from_text(first)?;
    let last = first + u64::from(count) - 1;
    if last > LIMITS.seed {
        seed_from_text(&last.to_string())?;
    }
    Ok((first..=last).collect())
}

/// Reads no more than one byte beyond the limit, however long the file is.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = LIMITS.file_bytes as u64 + 1;
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
