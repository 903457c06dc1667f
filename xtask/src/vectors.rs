//! Are the hot kernels vectorised? Counts `f32x4` instructions in functions named `kernel_*`.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::path::Path;
use wasmparser::{FunctionBody, Name, NameSectionReader, Parser, Payload, TypeRef};

/// Fewer than this in one kernel means that it is not vectorised.
const FEWEST: usize = 4;

/// `f32x4` instructions per kernel.
type Counts = BTreeMap<String, usize>;

/// Checks the two flavours against each other; lists the kernels.
pub fn check(simd: &Path, scalar: &Path) -> Result<String> {
    let vector = count(&std::fs::read(simd).context("the simd build is missing")?)?;
    let plain = count(&std::fs::read(scalar).context("the scalar build is missing")?)?;
    judge(&vector, &plain)
}

fn judge(vector: &Counts, plain: &Counts) -> Result<String> {
    ensure!(!vector.is_empty(), "no function named kernel_* is in the simd build (inlined?)");
    let list = vector.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ");
    let slow: Vec<&str> = vector.iter().filter(|(_, n)| **n < FEWEST).map(|(name, _)| name.as_str()).collect();
    if !slow.is_empty() {
        bail!("not vectorised (fewer than {FEWEST} f32x4 instructions): {}; all: {list}", slow.join(", "));
    }
    if let Some((name, n)) = plain.iter().find(|(_, n)| **n > 0) {
        bail!("{name} has {n} f32x4 instructions in the scalar build");
    }
    Ok(format!("f32x4 instructions: {list}"))
}

fn count(wasm: &[u8]) -> Result<Counts> {
    let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            Payload::CustomSection(section) if section.name() == "name" => {
                let reader = wasmparser::BinaryReader::new(section.data(), section.data_offset());
                names = kernel_names(NameSectionReader::new(reader))?;
            }
            _ => {}
        }
    }
    let mut counts = Counts::new();
    for (index, name) in names {
        let body = bodies.get((index.checked_sub(imported).context("an imported kernel")?) as usize);
        let body = body.context("a name without a function")?;
        *counts.entry(name).or_default() += vector_instructions(body)?;
    }
    Ok(counts)
}

fn kernel_names(section: NameSectionReader) -> Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for subsection in section {
        let Name::Function(functions) = subsection? else {
            continue;
        };
        for naming in functions {
            let naming = naming?;
            if let Some(kernel) = kernel_name(naming.name) {
                names.insert(naming.index, kernel);
            }
        }
    }
    Ok(names)
}

/// `kernel_axpy` from a plain or mangled path that ends in it.
fn kernel_name(symbol: &str) -> Option<String> {
    let path = format!("{:#}", rustc_demangle::demangle(symbol));
    let last = path.rsplit("::").next()?.trim();
    last.starts_with("kernel_").then(|| last.to_string())
}

fn vector_instructions(body: &FunctionBody) -> Result<usize> {
    let mut n = 0;
    for operator in body.get_operators_reader()? {
        n += usize::from(format!("{:?}", operator?).starts_with("F32x4"));
    }
    Ok(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(list: &[(&str, usize)]) -> Counts {
        list.iter().map(|(name, n)| (name.to_string(), *n)).collect()
    }

    #[test]
    fn a_kernel_without_vectors_is_caught() {
        let good = counts(&[("kernel_a", 8), ("kernel_b", 4)]);
        let plain = counts(&[("kernel_a", 0)]);
        assert!(judge(&good, &plain).unwrap().contains("kernel_a 8"));
        let slow = judge(&counts(&[("kernel_a", 8), ("kernel_b", 3)]), &plain);
        assert!(slow.unwrap_err().to_string().contains("kernel_b"));
        assert!(judge(&Counts::new(), &plain).is_err());
        assert!(judge(&good, &good).is_err());
    }

    #[test]
    fn kernels_are_known_by_the_end_of_their_path() {
        assert_eq!(kernel_name("neurotide::kernels::kernel_dot").as_deref(), Some("kernel_dot"));
        let mangled = "_ZN9neurotide7kernels10kernel_dot17h0123456789abcdefE";
        assert_eq!(kernel_name(mangled).as_deref(), Some("kernel_dot"));
        assert_eq!(kernel_name("neurotide::kernels::dot"), None);
    }
}
