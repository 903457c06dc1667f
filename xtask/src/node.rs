//! Node.js and the npm packages.

use crate::env::{Project, first_line, read, write_if_changed};
use crate::problems;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

const OLDEST: u32 = 20;

/// Checks Node.js and installs the packages if the lockfile changed since the last time.
pub fn set_up(project: &Project) -> Result<()> {
    check(first_line(Command::new("node").arg("--version")).as_deref())?;
    let lock = read(&project.path("package-lock.json"))?;
    let stamp = project.path("node_modules/.installed-lock");
    if read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    eprintln!("installing the npm packages (some seconds, once)");
    let mut npm = project.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).stdout(std::io::stderr());
    match npm.status() {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(problems::no_packages(&status.to_string())),
        Err(_) => return Err(problems::no_node()),
    }
    write_if_changed(&stamp, &lock).map(|_| ())
}

fn check(version: Option<&str>) -> Result<()> {
    let version = version.ok_or_else(problems::no_node)?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(problems::old_node(version)),
    }
}

/// Node.js, started in the root.
pub fn node(project: &Project, args: &[&str]) -> Command {
    let mut command = project.command("node");
    command.args(args);
    command
}

/// A program of an npm package.
pub fn tool(project: &Project, name: &str) -> Command {
    let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_string() };
    project.command(project.path("node_modules/.bin").join(file))
}

/// Test files (`*.test.mjs`, `*.test.js`) of a folder, sorted: `node --test <folder>` means
/// different things in different versions of Node.js, a list of files does not.
pub fn test_files(project: &Project, folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(project.path(folder)).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_test(path)).collect();
    files.sort();
    files
}

fn is_test(path: &std::path::Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".test.mjs") || name.ends_with(".test.js")
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn node_is_checked_by_its_version() {
        assert!(check(Some("v20.20.2")).is_ok());
        assert!(check(Some("v26.0.0")).is_ok());
        assert!(check(Some("v18.19.1")).unwrap_err().to_string().contains("too old"));
        assert!(check(Some("strange")).is_err());
        assert!(check(None).unwrap_err().to_string().contains("missing"));
    }
}
