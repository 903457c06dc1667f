//! The JavaScript side of the boundary, made by the same wasm-bindgen that the engine uses.

use crate::env::{Project, make_dir, read, write_if_changed};
use crate::wasm::{self, Flavour};
use anyhow::{Context, Result};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// Whether the functions keep their names (readable stack traces, a larger file).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Names {
    /// For development.
    Keep,
    /// For publication.
    Drop,
}

/// Writes `neurotide.js`, `neurotide.d.ts` and `neurotide_bg.wasm`, unless they are up to date.
pub fn generate(wasm: &Path, out: &Path, names: Names) -> Result<()> {
    let stamp = out.join(".stamp");
    let now = format!("{:016x}", fingerprint(&read(wasm)?, names));
    if read(&stamp).is_ok_and(|old| old == now.as_bytes()) && out.join("neurotide_bg.wasm").is_file() {
        return Ok(());
    }
    make_dir(out)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("neurotide").web(true)?;
    bindgen.typescript(true).omit_default_module_path(false);
    // After a trap the page throws the instance away; on its own thread it needs this to start anew.
    bindgen.reset_state_function(true);
    bindgen.remove_name_section(names == Names::Drop).remove_producers_section(true);
    bindgen.generate(out).with_context(|| format!("writing the bindings into {}", out.display()))?;
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
    generate(&wasm::raw(project, flavour), &out, Names::Drop)?;
    write_if_changed(&out.join("package.json"), br#"{"type":"module"}"#)?;
    Ok(out)
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
