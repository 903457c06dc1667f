//! Folders of files: the same here as there, and nothing more.

use crate::env::{make_dir, read, write_if_changed};
use crate::problems;
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes `to` the same as `from`, without what is not served; touches only what differs.
pub fn mirror(from: &Path, to: &Path) -> Result<()> {
    make_dir(to)?;
    let mut kept = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_served(&name) {
            continue;
        }
        if entry.path().is_dir() {
            mirror(&entry.path(), &to.join(&name))?;
        } else {
            write_if_changed(&to.join(&name), &read(&entry.path())?)?;
        }
        kept.insert(name);
    }
    prune(to, &|name| !kept.contains(name))
}

/// Removes the entries of a folder that are not wanted any more.
pub fn prune(folder: &Path, unwanted: &dyn Fn(&str) -> bool) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !unwanted(&path.file_name().unwrap_or_default().to_string_lossy()) {
            continue;
        }
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|error| problems::cannot_write(&path, &error))?;
    }
    Ok(())
}

/// Types, notes and hidden files stay at home.
pub fn is_served(name: &str) -> bool {
    !(name.starts_with('.') || name.ends_with(".d.ts") || name.ends_with(".md"))
}

/// All files of a folder and those below it.
pub fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { list(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_copies_what_is_served_and_drops_what_is_gone() {
        let base = std::env::temp_dir().join(format!("neurotide-files-{}", std::process::id()));
        let (from, to) = (base.join("from"), base.join("to"));
        fs::create_dir_all(from.join("brain")).unwrap();
        for name in ["a.js", "a.d.ts", ".stamp", "notes.md", "brain/b.js"] {
            fs::write(from.join(name), name).unwrap();
        }
        fs::create_dir_all(to.join("old")).unwrap();
        mirror(&from, &to).unwrap();
        let mut files = Vec::new();
        list(&to, &mut files).unwrap();
        files.sort();
        assert_eq!(files, [to.join("a.js"), to.join("brain/b.js")]);
        assert!(!to.join("old").exists());
        fs::remove_dir_all(base).unwrap();
    }
}
