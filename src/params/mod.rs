//! The one table of parameters: it drives validation, the controls of the page, links, files and docs.
//!
//! A *live* parameter may change between two ticks; the others shape the brain when it is built.

use crate::error::{Code, Problem};
use serde::Serialize;

/// One row of the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Parameter {
    /// Name used in files, links and commands.
    pub key: &'static str,
    /// Heading under which the page lists it.
    pub group: &'static str,
    /// Unit, empty for pure numbers.
    pub unit: &'static str,
    /// Value unless set.
    pub default: f32,
    /// Smallest allowed value.
    pub min: f32,
    /// Largest allowed value.
    pub max: f32,
    /// May it change while the simulation runs?
    pub live: bool,
    /// What it does.
    pub doc: &'static str,
    /// Where the default comes from.
    pub source: &'static str,
}

macro_rules! parameters {
    ($($group:literal { $($key:ident = $default:literal [$min:literal, $max:literal] $unit:literal $life:ident, $doc:literal, $source:literal;)* })*) => {
        /// The values of one run, by name.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Params { $($(#[doc = $doc] pub $key: f32,)*)* }

        impl Default for Params {
            fn default() -> Self { Self { $($($key: $default,)*)* } }
        }

        /// Every parameter, in the order in which the page shows them.
        pub static TABLE: &[Parameter] = &[$($(Parameter {
            key: stringify!($key), group: $group, unit: $unit, default: $default, min: $min, max: $max,
            live: parameters!(@$life), doc: $doc, source: $source,
        },)*)*];

        impl Params {
            /// Where the value of `key` is kept.
            pub(super) fn slot(&mut self, key: &str) -> Option<&mut f32> {
                match key { $($(stringify!($key) => Some(&mut self.$key),)*)* _ => None }
            }

            /// The value of `key`, if there is such a parameter.
            #[must_use]
            pub fn get(&self, key: &str) -> Option<f32> {
                match key { $($(stringify!($key) => Some(self.$key),)*)* _ => None }
            }
        }
    };
    (@live) => { true };
    (@rebuild) => { false };
}

mod table;

pub use table::{Params, TABLE};

/// Row of the table for `key`.
#[must_use]
pub fn find(key: &str) -> Option<&'static Parameter> {
    TABLE.iter().find(|p| p.key == key)
}

/// Is `value` allowed for `key`?
///
/// # Errors
/// Names the key, the value and what is allowed.
pub fn check(path: &str, key: &str, value: f32) -> Result<&'static Parameter, Problem> {
    let Some(row) = find(key) else {
        return Err(Problem::new(Code::Unknown, path, key, &known(key), "is not a parameter"));
    };
    if !(value >= row.min && value <= row.max) {
        let allowed = format!("{} to {} {}", row.min, row.max, row.unit);
        return Err(Problem::new(Code::Range, path, &value.to_string(), allowed.trim(), "is out of range"));
    }
    Ok(row)
}

/// What there is in place of `key`: how many parameters, and those that are spelled most like it.
#[must_use]
pub fn known(key: &str) -> String {
    // A key can be as long as a file allows; no parameter is.
    let start: String = key.chars().take(64).collect();
    let mut keys: Vec<&str> = TABLE.iter().map(|p| p.key).collect();
    keys.sort_by(|a, b| strsim::jaro_winkler(b, &start).total_cmp(&strsim::jaro_winkler(a, &start)));
    keys.truncate(3);
    format!("the {} of docs/parameters.md; nearest are {}", TABLE.len(), keys.join(", "))
}

impl Params {
    /// Sets `key`.
    ///
    /// # Errors
    /// The key is unknown or the value not allowed; nothing is changed then.
    pub fn set(&mut self, key: &str, value: f32) -> Result<(), Problem> {
        check(key, key, value)?;
        if let Some(slot) = self.slot(key) {
            *slot = value;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
