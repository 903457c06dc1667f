//! Debian as the last resort: packages are installed only there, and only as root.

use crate::env::{Project, call, first_line};
use anyhow::Result;
use std::fs;
use std::process::Command;

/// Whether packages may be installed: Debian (or a child of it) and root.
pub fn can_install() -> bool {
    is_debian(&fs::read_to_string("/etc/os-release").unwrap_or_default()) && is_root()
}

fn is_debian(os_release: &str) -> bool {
    let ids = os_release.lines().filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")));
    ids.flat_map(|value| value.trim_matches('"').split(' ')).any(|id| id == "debian")
}

fn is_root() -> bool {
    first_line(Command::new("id").arg("-u")).is_some_and(|uid| uid == "0")
}

/// Installs packages, after reading the package lists anew.
pub fn install(project: &Project, packages: &[&str]) -> Result<()> {
    eprintln!("installing Debian packages: {}", packages.join(" "));
    let mut update = project.command("apt-get");
    call(update.args(["update", "-qq"]), "apt-get update")?;
    let mut install = project.command("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    install.env("DEBIAN_FRONTEND", "noninteractive").stdout(std::io::stderr());
    call(&mut install, "apt-get install")
}

#[cfg(test)]
mod tests {
    use super::is_debian;

    #[test]
    fn debian_and_its_children_are_known() {
        assert!(is_debian("NAME=x\nID=debian\n"));
        assert!(is_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(is_debian("ID=mint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\n"));
        assert!(!is_debian(""));
    }
}
