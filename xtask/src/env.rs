//! Where things are, and how other programs are called.

use crate::problems;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// The folders of the project.
#[derive(Clone)]
pub struct Project {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder; everything built lands in it, `www/pkg` and `www/vendor` excepted.
    pub target: PathBuf,
}

impl Project {
    /// Finds the project from the place of this crate.
    pub fn find() -> Result<Project> {
        // Cargo tells where the crate is now; a target folder may be shared by several copies.
        let told = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let here = told.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = here.parent().context("xtask has no parent folder")?;
        if !root.join("Cargo.toml").is_file() {
            bail!("{} was moved; run `cargo xtask` again inside the project", root.display());
        }
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        Ok(Project { root: root.to_path_buf(), target })
    }

    /// A path below the root.
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Cargo, as a caller outside this program would start it.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = self.command(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        command.args(args);
        command
    }

    /// Any program, started in the root, without the variables that cargo set for xtask itself
    /// (they would make other crates' build scripts run again).
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (key, _) in std::env::vars_os() {
            let name = key.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&key);
            }
        }
        command
    }
}

/// Runs a program to its end, its output on ours; `what` names it if it fails.
pub fn call(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("{what}: cannot start {:?}", command.get_program()))?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}

/// How long something may take before it is told what it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs a program like `call`; where that takes a while, says what is done and how long it takes.
pub fn patiently(command: &mut Command, what: &str, how_long: &str) -> Result<()> {
    let (running, ended) = channel::<()>();
    let words = format!("{what} ({how_long})");
    let tell = std::thread::spawn(move || {
        if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            eprintln!("{words}");
        }
    });
    let result = call(command, what);
    drop(running);
    let _ = tell.join();
    result
}

/// The first line a program prints, or nothing when it is not there or fails.
pub fn first_line(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().map(|line| line.trim().to_string())
}

/// Makes a folder and those above it.
pub fn make_dir(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| problems::cannot_write(path, &error))
}

/// Writes a file if its content differs; says whether it did.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    if let Some(parent) = path.parent() {
        make_dir(parent)?;
    }
    fs::write(path, bytes).map_err(|error| problems::cannot_write(path, &error))?;
    Ok(true)
}

/// Reads a file, naming it if that fails.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
