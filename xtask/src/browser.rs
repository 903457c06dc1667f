//! Finds a Chrome or Chromium for the browser tests.

use crate::env::Project;
use crate::{debian, problems};
use anyhow::Result;
use std::path::{Path, PathBuf};

const NAMES: &[&str] = &["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"];

const PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

/// The browser: the one that `CHROME` names, an installed one, or Debian's package.
pub fn set_up(project: &Project) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME").map(PathBuf::from) {
        return if named.is_file() { Ok(named) } else { Err(problems::no_browser()) };
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if debian::can_install() {
        debian::install(project, &["chromium"])?;
    }
    installed().ok_or_else(problems::no_browser)
}

fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let on_path = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let usual = PLACES.iter().map(|place| Path::new(place).to_path_buf());
    on_path.chain(usual).find(|file| file.is_file())
}
