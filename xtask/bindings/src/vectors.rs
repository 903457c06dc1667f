//! Are the hot kernels vectorised? Weighs `f32x4` against `f32` arithmetic in functions named `kernel_*`: a vectorised
//! loop may keep a scalar one for its remainder, with each instruction once more, but nothing that is scalar alone.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::path::Path;
use wasmparser::{FunctionBody, Name, NameSectionReader, Parser, Payload, TypeRef};

/// Arithmetic instructions of one kernel: on four lanes, and on one.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    four: usize,
    one: usize,
}

/// By kernel.
type Counts = BTreeMap<String, Count>;

/// Checks the two flavours against each other; lists the kernels.
pub fn check(simd: &Path, scalar: &Path) -> Result<String> {
    let vector = count(&std::fs::read(simd).context("the simd build is missing")?)?;
    let plain = count(&std::fs::read(scalar).context("the scalar build is missing")?)?;
    judge(&vector, &plain)
}

fn judge(vector: &Counts, plain: &Counts) -> Result<String> {
    ensure!(!vector.is_empty(), "no function named kernel_* is in the simd build (inlined?)");
    let list = vector.iter().map(|(name, n)| format!("{name} {}:{}", n.four, n.one)).collect::<Vec<_>>().join(", ");
    let slow = vector.iter().filter(|(_, n)| n.four == 0 || n.four < n.one);
    let slow: Vec<&str> = slow.map(|(name, _)| name.as_str()).collect();
    if !slow.is_empty() {
        bail!("not vectorised: {}; f32x4:f32 arithmetic of all: {list}", slow.join(", "));
    }
    if let Some((name, n)) = plain.iter().find(|(_, n)| n.four > 0) {
        bail!("{name} has {} f32x4 instructions in the scalar build", n.four);
    }
    Ok(format!("f32x4:f32 arithmetic: {list}"))
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
        arithmetic(body, counts.entry(name).or_default())?;
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

fn arithmetic(body: &FunctionBody, count: &mut Count) -> Result<()> {
    const KINDS: [&str; 5] = ["Add", "Sub", "Mul", "Div", "Abs"];
    for operator in body.get_operators_reader()? {
        let name = format!("{:?}", operator?);
        count.four += usize::from(name.strip_prefix("F32x4").is_some_and(|kind| KINDS.contains(&kind)));
        count.one += usize::from(name.strip_prefix("F32").is_some_and(|kind| KINDS.contains(&kind)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(list: &[(&str, usize, usize)]) -> Counts {
        list.iter().map(|&(name, four, one)| (name.to_string(), Count { four, one })).collect()
    }

    #[test]
    fn a_kernel_without_vectors_is_caught() {
        let good = counts(&[("kernel_a", 8, 0), ("kernel_b", 2, 2)]);
        let plain = counts(&[("kernel_a", 0, 2)]);
        assert!(judge(&good, &plain).unwrap().contains("kernel_a 8:0"));
        for bad in [(0, 0), (0, 3), (1, 2)] {
            let slow = judge(&counts(&[("kernel_a", 8, 0), ("kernel_b", bad.0, bad.1)]), &plain);
            assert!(slow.unwrap_err().to_string().contains("kernel_b"));
        }
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
