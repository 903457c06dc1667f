//! The engine as WebAssembly, scalar or with 128-bit vectors.

use crate::env::{Project, call, first_line, patiently};
use crate::{debian, problems};
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const SIMD: &str = r#"target.wasm32-unknown-unknown.rustflags=["-C","target-feature=+simd128"]"#;

/// Which instructions the engine may use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavour {
    /// What the site uses: every browser since 2023 has it.
    Simd,
    /// Only in tests and the benchmark: the same bits without vectors.
    Scalar,
}

impl Flavour {
    /// `simd` or `scalar`, also the name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Flavour::Simd => "simd",
            Flavour::Scalar => "scalar",
        }
    }
}

/// Where the standard library for the browser comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// A target of the installed toolchain.
    Rustup,
    /// Debian's cargo-web, rustc-web and rust-web-src; builds the standard library itself.
    Debian,
}

impl Toolchain {
    /// Finds the target, or gets it.
    pub fn set_up(project: &Project) -> Result<Toolchain> {
        if has_target() {
            return Ok(Toolchain::Rustup);
        }
        if has_debian_packages() {
            return Ok(Toolchain::Debian);
        }
        eprintln!("fetching the Rust target {TARGET}");
        match call(project.command("rustup").args(["target", "add", TARGET]), "rustup target add") {
            Ok(()) => Ok(Toolchain::Rustup),
            Err(_) if debian::can_install() => {
                debian::install(project, &["rustc-web", "cargo-web", "rust-web-src"])?;
                Ok(Toolchain::Debian)
            }
            Err(error) => Err(problems::no_wasm_target(&format!("{error:#}"))),
        }
    }

    /// `cargo <verb>` for the browser, with the project's linker flags (`.cargo/config.toml`).
    pub fn cargo(self, project: &Project, verb: &str) -> Command {
        let mut command = match self {
            Toolchain::Rustup => project.cargo(&[verb]),
            Toolchain::Debian => debian_cargo(project, verb),
        };
        command.args(["--target", TARGET]);
        // These would replace the linker flags, and the memory would have no maximum.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }
}

fn sysroot() -> PathBuf {
    PathBuf::from(first_line(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default())
}

fn has_target() -> bool {
    sysroot().join("lib/rustlib").join(TARGET).join("lib").is_dir()
}

fn has_debian_packages() -> bool {
    let compilers = ["/usr/bin/cargo", "/usr/bin/rustc"].iter().all(|file| Path::new(file).exists());
    compilers && Path::new("/usr/lib/rustlib/src/rust/library/std").is_dir()
}

/// Debian's cargo with rustup's linker: the standard library takes about a minute, once.
fn debian_cargo(project: &Project, verb: &str) -> Command {
    let mut command = project.command("/usr/bin/cargo");
    command.args([verb, "-Zbuild-std=std,panic_abort"]);
    command.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    let host = first_line(Command::new("rustc").args(["--print", "host-tuple"])).unwrap_or_default();
    let linker = sysroot().join("lib/rustlib").join(host).join("bin/rust-lld");
    if linker.exists() {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    command
}

/// The command that builds one flavour.
///
/// The scalar one has a target folder of its own: cargo gives both the same file name, and would
/// take the one for the other.
pub fn build_command(project: &Project, toolchain: Toolchain, flavour: Flavour) -> Command {
    let mut command = toolchain.cargo(project, "build");
    command.args(["--lib", "--release", "--no-default-features", "--features", "web"]);
    command.arg("--target-dir").arg(target_dir(project, flavour));
    if flavour == Flavour::Simd {
        command.args(["--config", SIMD]);
    }
    command
}

/// Builds one flavour and says where it is.
pub fn build(project: &Project, toolchain: Toolchain, flavour: Flavour) -> Result<PathBuf> {
    let mut command = build_command(project, toolchain, flavour);
    let how_long = "about a minute and a half the first time, half a minute after a change";
    patiently(&mut command, "building the engine for the browser", how_long)?;
    let wasm = raw(project, flavour);
    ensure!(wasm.is_file(), "cargo did not write {}", wasm.display());
    Ok(wasm)
}

/// What cargo builds, before the bindings; its name section is kept.
pub fn raw(project: &Project, flavour: Flavour) -> PathBuf {
    target_dir(project, flavour).join(TARGET).join("release/neurotide.wasm")
}

fn target_dir(project: &Project, flavour: Flavour) -> PathBuf {
    match flavour {
        Flavour::Simd => project.target.clone(),
        Flavour::Scalar => project.target.join("scalar"),
    }
}
