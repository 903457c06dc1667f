//! `cargo xtask serve`: the site on 127.0.0.1.

use crate::env::Project;
use crate::server::Server;
use crate::{problems, site, watch};
use anyhow::Result;
use std::io::ErrorKind;
use std::path::Path;

const FIRST_PORT: u16 = 8080;
const LAST_PORT: u16 = 8099;

/// Options of `serve`.
#[derive(clap::Args)]
pub struct Args {
    /// The port; without it 8080, or the next free one
    #[arg(long)]
    port: Option<u16>,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
    /// Build again when a source file changes
    #[arg(long)]
    watch: bool,
}

/// Builds what changed, then serves until it is stopped.
pub fn run(project: &Project, args: &Args) -> Result<bool> {
    let folder = site::build(project)?;
    let server = bind(args.port, &folder)?;
    let address = format!("http://{}/", server.address()?);
    println!("Neurotide is at {address}   (stop with Ctrl+C)");
    if args.open && open(project, &address).is_err() {
        eprintln!("no browser could be opened; open {address} yourself");
    }
    if args.watch {
        let project = project.clone();
        std::thread::spawn(move || {
            if let Err(error) = watch::run(&project) {
                eprintln!("watching stopped: {error:#}");
            }
        });
    }
    server.run().map(|()| true)
}

fn bind(port: Option<u16>, folder: &Path) -> Result<Server> {
    if let Some(port) = port {
        return Server::bind(port, folder).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => problems::port_busy(port),
            _ => anyhow::anyhow!("port {port} cannot be used: {error}; choose one above 1023"),
        });
    }
    (FIRST_PORT..=LAST_PORT)
        .find_map(|port| Server::bind(port, folder).ok())
        .ok_or_else(|| problems::all_ports_busy(FIRST_PORT, LAST_PORT))
}

fn open(project: &Project, address: &str) -> Result<()> {
    let (program, first) = match std::env::consts::OS {
        "macos" => ("open", None),
        "windows" => ("explorer", None),
        _ => ("xdg-open", None::<&str>),
    };
    project.command(program).args(first).arg(address).spawn()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::bind;
    use std::path::Path;

    #[test]
    fn a_busy_port_is_refused_when_asked_for_and_passed_over_when_not() {
        let taken = bind(Some(0), Path::new(".")).unwrap();
        let port = taken.address().unwrap().port();
        let refused = bind(Some(port), Path::new(".")).err().unwrap().to_string();
        assert!(refused.contains("is in use"), "{refused}");
        let first = bind(None, Path::new(".")).unwrap().address().unwrap().port();
        let guard = bind(None, Path::new("."));
        assert_ne!(guard.unwrap().address().unwrap().port(), 0);
        assert!(first >= 8080);
    }
}
