//! The sentences said when something is missing: what, and the command that gets it.

use anyhow::{Error, anyhow};
use std::io;
use std::path::Path;

/// The Rust target for the browser is missing and could not be fetched.
pub fn no_wasm_target(why: &str) -> Error {
    anyhow!(
        "the Rust target wasm32-unknown-unknown is missing and could not be fetched ({why}); \
         connect to the network and run `rustup target add wasm32-unknown-unknown`"
    )
}

/// Node.js is not installed.
pub fn no_node() -> Error {
    anyhow!(
        "Node.js 20 or newer is missing; install it from https://nodejs.org \
         (Debian: `apt-get install nodejs npm`)"
    )
}

/// Node.js is older than 20.
pub fn old_node(found: &str) -> Error {
    anyhow!(
        "Node.js {found} is too old, 20 or newer is needed; install it from https://nodejs.org \
         (with nvm: `nvm install 20`)"
    )
}

/// The npm packages could not be fetched.
pub fn no_packages(status: &str) -> Error {
    anyhow!(
        "the npm packages in package-lock.json could not be installed ({status}); \
         connect to the network and run `npm ci`"
    )
}

/// No Chromium-like browser for the browser tests.
pub fn no_browser() -> Error {
    anyhow!(
        "no Chrome or Chromium was found for the browser tests; install one \
         (Debian: `apt-get install chromium`) or name it: `CHROME=/path/to/chrome cargo xtask test`"
    )
}

/// The port that was asked for is taken.
pub fn port_busy(port: u16) -> Error {
    let other = port.checked_add(1).unwrap_or(8080);
    anyhow!("port {port} is in use; choose another: `cargo xtask serve --port {other}`")
}

/// Every port that was tried is taken.
pub fn all_ports_busy(first: u16, last: u16) -> Error {
    anyhow!("ports {first} to {last} are all in use; choose one: `cargo xtask serve --port 9000`")
}

/// A file or folder cannot be written.
pub fn cannot_write(path: &Path, error: &io::Error) -> Error {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => anyhow!(
            "{path} cannot be written, the folder is read-only; make it writable \
             (`chmod -R u+w .`) or copy the project to a folder of your own"
        ),
        io::ErrorKind::StorageFull => {
            anyhow!("{path} cannot be written, the disk is full; `cargo clean` frees space")
        }
        _ => anyhow!("{path} cannot be written: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_sentence_with(error: Error, parts: &[&str]) {
        let text = error.to_string();
        assert!(!text.contains('\n'), "more than one line: {text}");
        for part in parts {
            assert!(text.contains(part), "{part:?} is not in: {text}");
        }
    }

    #[test]
    fn missing_tools_are_named_with_the_command_that_gets_them() {
        let rustup = "rustup target add wasm32-unknown-unknown";
        one_sentence_with(no_wasm_target("no network"), &["no network", rustup]);
        one_sentence_with(no_node(), &["Node.js 20", "apt-get install nodejs npm"]);
        one_sentence_with(old_node("v18.1.0"), &["v18.1.0", "20 or newer", "nvm install 20"]);
        one_sentence_with(no_packages("exit status: 1"), &["package-lock.json", "npm ci"]);
        one_sentence_with(no_browser(), &["Chromium", "apt-get install chromium", "CHROME="]);
    }

    #[test]
    fn a_busy_port_is_named_with_another_one() {
        one_sentence_with(port_busy(8080), &["8080", "--port 8081"]);
        one_sentence_with(port_busy(u16::MAX), &["65535", "--port 8080"]);
        one_sentence_with(all_ports_busy(8080, 8099), &["8080 to 8099", "--port"]);
    }

    #[test]
    fn a_read_only_folder_is_named() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        one_sentence_with(cannot_write(Path::new("www/pkg"), &denied), &["www/pkg", "read-only", "chmod"]);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        one_sentence_with(cannot_write(Path::new("dist"), &full), &["disk is full", "cargo clean"]);
    }
}
