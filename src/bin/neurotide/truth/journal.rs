//! A file of JSON lines, one for each row and seed, written as soon as it is measured. A line is written as a
//! whole, so that a stopped run leaves at most its last line torn; that one is taken off when the file is
//! opened again.

use anyhow::{Context, Result, bail};
use neurotide::error::{Code, Errors, Problem};
use neurotide::truth::Row;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Mutex;

/// What a row measured on a seed.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Record {
    /// Id of the row.
    pub row: String,
    pub seed: u64,
    /// One value per check of the row.
    #[serde(with = "values")]
    pub values: Vec<f32>,
    /// Does every value lie within its band?
    pub holds: bool,
    /// How long it took.
    pub seconds: f32,
    /// Version of the program.
    pub version: String,
    /// Name of the model and of the rows that measured.
    pub fingerprint: String,
}

/// An open file, and what stood in it.
pub struct Journal {
    file: Mutex<File>,
    fingerprint: String,
    known: Vec<Record>,
    torn: bool,
}

impl Journal {
    /// Opens a file to go on with it, or a new one.
    pub fn open(path: &Path, resume: bool, fingerprint: String) -> Result<Self> {
        let name = path.display().to_string();
        let open = || -> std::io::Result<(File, Vec<u8>)> {
            let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok((file, bytes))
        };
        let (file, bytes) = open().with_context(|| format!("cannot open {name}"))?;
        if !resume && !bytes.is_empty() {
            bail!("{name} holds results already; go on with it by --resume, or write to another file with --out");
        }
        let (known, sound) = parse(&bytes, &name, &fingerprint)?;
        file.set_len(sound as u64).with_context(|| format!("cannot mend {name}"))?;
        Ok(Self { file: Mutex::new(file), fingerprint, known, torn: sound < bytes.len() })
    }

    /// Was the last line torn?
    pub const fn torn(&self) -> bool {
        self.torn
    }

    /// Everything that stood in the file.
    pub fn known(&self) -> &[Record] {
        &self.known
    }

    /// The values that stood in the file for these rows.
    pub fn values(&self, rows: &[&Row]) -> BTreeMap<(&'static str, u64), Vec<f32>> {
        let of = |record: &Record| {
            let row = rows.iter().find(|row| row.id == record.row && row.checks.len() == record.values.len())?;
            Some(((row.id, record.seed), record.values.clone()))
        };
        self.known.iter().filter_map(of).collect()
    }

    /// Adds a line.
    pub fn add(&self, row: &Row, seed: u64, values: &[f32], seconds: f32) -> Result<()> {
        let record = Record {
            row: row.id.to_owned(),
            seed,
            values: values.to_vec(),
            holds: row.accepts(values),
            seconds,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            fingerprint: self.fingerprint.clone(),
        };
        let line = serde_json::to_string(&record)? + "\n";
        let mut file = self.file.lock().expect("nobody panics while writing");
        file.write_all(line.as_bytes()).context("cannot write the results")
    }
}

/// The records in a file, and how many of its bytes are whole lines; what follows the last line's end is
/// torn.
fn parse(bytes: &[u8], name: &str, fingerprint: &str) -> Result<(Vec<Record>, usize), Errors> {
    let sound = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let lines = bytes[..sound].split_inclusive(|&byte| byte == b'\n');
    let records: Result<Vec<Record>, Errors> =
        lines.enumerate().map(|(n, line)| record(line, &format!("line {} of {name}", n + 1), fingerprint)).collect();
    Ok((records?, sound))
}

/// The record of a line, if it was measured by what runs now.
fn record(line: &[u8], place: &str, fingerprint: &str) -> Result<Record, Errors> {
    let other = "write to another file with --out";
    let record: Record = serde_json::from_slice(line).map_err(|error| {
        let what = format!("{place} is not a result of a row ({error}); {other}");
        Problem::new(Code::Json, "", "", "", &what)
    })?;
    if record.fingerprint != fingerprint {
        let (was, version) = (&record.fingerprint, &record.version);
        let what = format!(
            "{place} was measured by another model or other rows (version {version}, {was}; this is {fingerprint}); {other}"
        );
        return Err(Problem::new(Code::Version, "", "", "", &what).into());
    }
    Ok(record)
}

/// Numbers exactly as they are; those that are not finite, which JSON does not know, in words.
mod values {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize, Serialize)]
    #[serde(untagged)]
    enum Value {
        Number(f64),
        Word(String),
    }

    pub fn serialize<S: Serializer>(values: &[f32], to: S) -> Result<S::Ok, S::Error> {
        let value = |x: &f32| if x.is_finite() { Value::Number(f64::from(*x)) } else { Value::Word(x.to_string()) };
        values.iter().map(value).collect::<Vec<_>>().serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<f32>, D::Error> {
        let value = |value| match value {
            Value::Number(x) => Ok(x as f32),
            Value::Word(word) => word.parse().map_err(D::Error::custom),
        };
        Vec::<Value>::deserialize(from)?.into_iter().map(value).collect()
    }
}
