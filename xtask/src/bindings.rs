//! The JavaScript side of the boundary, made by the same wasm-bindgen that the engine uses.
//!
//! The program that makes it is a package of its own, `xtask/bindings`: large, and needed only once the engine is
//! compiled, so that both compile beside each other.

use crate::env::{Project, call, make_dir, patiently, read, write_if_changed};
use crate::wasm::{self, Flavour};
use anyhow::{Result, ensure};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether the functions keep their names (readable stack traces, a larger file).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Names {
    /// For development.
    Keep,
    /// For publication.
    Drop,
}

/// Compiles the program, quietly and with half of the machine: the engine compiles meanwhile.
pub fn set_up(project: &Project) -> Result<()> {
    let half = std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2));
    let mut build = project.cargo(&["build", "--quiet", "--package", "bindings"]);
    build.arg("--jobs").arg(half.to_string());
    patiently(&mut build, "building the program that writes the engine's JavaScript side", "about a minute, once")
}

fn program(project: &Project, task: &str) -> Command {
    project.cargo(&["run", "--quiet", "--package", "bindings", "--", task])
}

/// Writes `neurotide.js`, `neurotide.d.ts` and `neurotide_bg.wasm`, unless they are up to date.
pub fn generate(project: &Project, wasm: &Path, out: &Path, names: Names) -> Result<()> {
    let stamp = out.join(".stamp");
    let now = format!("{:016x}", fingerprint(&read(wasm)?, names));
    if read(&stamp).is_ok_and(|old| old == now.as_bytes()) && out.join("neurotide_bg.wasm").is_file() {
        return Ok(());
    }
    make_dir(out)?;
    let task = if names == Names::Keep { "keep-names" } else { "drop-names" };
    call(program(project, task).args([wasm, out]), "writing the engine's JavaScript side")?;
    write_if_changed(&stamp, now.as_bytes()).map(|_| ())
}

fn fingerprint(wasm: &[u8], names: Names) -> u64 {
    let mut hasher = DefaultHasher::new();
    (wasm, names, env!("CARGO_PKG_VERSION")).hash(&mut hasher);
    hasher.finish()
}

/// The bindings of one flavour for Node.js, in `target/wasm/<flavour>`.
pub fn for_node(project: &Project, flavour: Flavour) -> Result<PathBuf> {
    let out = project.target.join("wasm").join(flavour.name());
    generate(project, &wasm::raw(project, flavour), &out, Names::Drop)?;
    write_if_changed(&out.join("package.json"), br#"{"type":"module"}"#)?;
    Ok(out)
}

/// Whether the hot kernels are vectorised in one flavour and not in the other; the count of instructions.
pub fn vectors(project: &Project) -> Result<String> {
    let files = [Flavour::Simd, Flavour::Scalar].map(|flavour| wasm::raw(project, flavour));
    let output = program(project, "vectors").args(files).stderr(Stdio::piped()).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

#[cfg(test)]
mod tests {
    /// The version of a package in the lockfile.
    fn locked(lock: &str, name: &str) -> Option<String> {
        let after = lock.split(&format!("name = \"{name}\"\nversion = \"")).nth(1)?;
        after.split('"').next().map(str::to_string)
    }

    #[test]
    fn the_engine_and_the_tool_use_the_same_wasm_bindgen() {
        let project = crate::env::Project::find().unwrap();
        let lock = std::fs::read_to_string(project.path("Cargo.lock")).unwrap();
        let engine = locked(&lock, "wasm-bindgen").expect("wasm-bindgen is in Cargo.lock");
        assert_eq!(Some(engine), locked(&lock, "wasm-bindgen-cli-support"));
    }
}
