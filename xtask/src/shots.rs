//! `cargo xtask shots`: pictures of the running page, into `shots/`.

use crate::env::{Project, make_dir};
use crate::node::node;
use crate::server::Server;
use crate::{browser, site};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Builds the site, then takes the pictures.
pub fn run(project: &Project) -> Result<bool> {
    let folder = site::build(project)?;
    Ok(command(project, &folder)?.status()?.success())
}

/// The script that takes the pictures, with the site in `folder` served to it. It fails on a console error.
pub fn command(project: &Project, folder: &Path) -> Result<Command> {
    let chrome = browser::set_up(project)?;
    make_dir(&project.path("shots"))?;
    let mut command = node(project, &["tests/browser/shots.mjs"]);
    show(&mut command, folder, &chrome)?;
    Ok(command)
}

/// Serves the folder from a thread, and tells a browser script where it is and what to open it with.
pub fn show(command: &mut Command, folder: &Path, chrome: &Path) -> Result<()> {
    let server = Server::bind(0, folder)?;
    command.env("NEUROTIDE_SITE", format!("http://{}/", server.address()?)).env("CHROME", chrome);
    std::thread::spawn(move || server.run());
    Ok(())
}
