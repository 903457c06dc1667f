//! Walks a JSON tree and collects every problem instead of stopping at the
//! first. A read that fails gives `None` and leaves a problem behind.

use super::limits::{LIMITS, Range};
use super::node::Node;
use super::pointer::join;
use crate::error::{Code, Errors, Problem};
use crate::params;
use std::collections::BTreeMap;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct At<'n> {
    /// The value.
    pub node: &'n Node,
    /// Its JSON pointer.
    pub path: String,
}

impl<'n> At<'n> {
    /// The whole input.
    pub fn root(node: &'n Node) -> Self {
        At { node, path: String::new() }
    }

    /// A problem with this value.
    pub fn problem(&self, code: Code, allowed: &str, what: &str) -> Problem {
        Problem::new(code, &*self.path, &self.node.to_string(), allowed, what)
    }
}

/// The known keys of one object.
#[derive(Clone, Debug)]
pub struct Fields<'n> {
    path: String,
    entries: &'n [(String, Node)],
}

impl<'n> Fields<'n> {
    /// The value under a key, if it is there.
    pub fn get(&self, key: &str) -> Option<At<'n>> {
        let (_, node) = self.entries.iter().find(|(name, _)| name == key)?;
        Some(At { node, path: join(&self.path, key) })
    }
}

/// Collects problems, up to a cap; one line stands for those beyond it.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Vec<Problem>,
    beyond: usize,
}

impl Reader {
    /// Adds a problem.
    pub fn report(&mut self, problem: Problem) {
        if self.problems.len() < LIMITS.problems {
            self.problems.push(problem);
        } else {
            self.beyond += 1;
        }
    }

    /// The value if nothing was reported, else everything that was.
    ///
    /// # Errors
    /// The problems reported so far.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Errors> {
        if self.beyond > 0 {
            let what = format!("{} more problems are not listed", self.beyond);
            self.problems.push(Problem::new(Code::Count, "", "", "", &what));
        }
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Errors(self.problems)),
        }
    }

    fn refuse<T>(&mut self, at: &At<'_>, code: Code, allowed: &str, what: &str) -> Option<T> {
        self.report(at.problem(code, allowed, what));
        None
    }

    fn wrong_type<T>(&mut self, at: &At<'_>, wanted: &str) -> Option<T> {
        let what = if matches!(at.node, Node::Null | Node::List(_) | Node::Object(_)) {
            "is of the wrong type".to_owned()
        } else {
            format!("is {}", at.node.kind())
        };
        self.refuse(at, Code::Type, wanted, &what)
    }

    /// An object with no keys but the known ones, each at most once.
    pub fn object<'n>(&mut self, at: &At<'n>, known: &[&str]) -> Option<Fields<'n>> {
        let entries = self.entries(at)?;
        for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
            let path = join(&at.path, key);
            let problem = Problem::new(Code::Unknown, path, key, &known.join(", "), "is not a known key");
            self.report(problem);
        }
        Some(Fields { path: at.path.clone(), entries })
    }

    /// The entries of an object; a key that comes twice is reported.
    fn entries<'n>(&mut self, at: &At<'n>) -> Option<&'n [(String, Node)]> {
        let Node::Object(entries) = at.node else {
            return self.wrong_type(at, "an object");
        };
        for (i, (key, _)) in entries.iter().enumerate() {
            if entries[..i].iter().any(|(earlier, _)| earlier == key) {
                let path = join(&at.path, key);
                self.report(Problem::new(Code::Dup, path, key, "", "is there more than once"));
            }
        }
        Some(entries)
    }

    /// The value under a key that must be there.
    pub fn need<'n>(&mut self, fields: &Fields<'n>, key: &str) -> Option<At<'n>> {
        let found = fields.get(key);
        if found.is_none() {
            let path = join(&fields.path, key);
            self.report(Problem::new(Code::Missing, path, key, "", "is missing"));
        }
        found
    }

    /// The entries of a list whose length is in range.
    pub fn list<'n>(
        &mut self,
        at: &At<'n>,
        length: Range<u64>,
        code: Code,
    ) -> Option<impl Iterator<Item = At<'n>> + use<'n>> {
        let Node::List(items) = at.node else {
            return self.wrong_type(at, "a list");
        };
        if !length.holds(&(items.len() as u64)) {
            return self.refuse(at, code, &format!("{length} entries"), "is too short or too long");
        }
        let path = at.path.clone();
        let place = move |(i, node)| At { node, path: join(&path, &format!("{i}")) };
        Some(items.iter().enumerate().map(place))
    }

    /// Reads every entry of a list; `None` if one of them fails.
    pub fn each<'n, T>(
        &mut self,
        at: &At<'n>,
        length: Range<u64>,
        code: Code,
        mut read: impl FnMut(&mut Self, &At<'n>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.list(at, length, code)?;
        let read: Vec<Option<T>> = items.map(|item| read(self, &item)).collect();
        read.into_iter().collect()
    }

    /// Any text.
    pub fn text<'n>(&mut self, at: &At<'n>) -> Option<&'n str> {
        match at.node {
            Node::Text(text) => Some(text),
            _ => self.wrong_type(at, "a text"),
        }
    }

    /// A whole number in a range, written without point or exponent.
    pub fn whole(&mut self, at: &At<'_>, range: Range<u64>, code: Code) -> Option<u64> {
        match *at.node {
            Node::Unsigned(n) if range.holds(&n) => Some(n),
            Node::Unsigned(_) | Node::Signed(_) => self.refuse(at, code, &range.to_string(), "is out of range"),
            _ => self.wrong_type(at, &format!("a whole number, {range}")),
        }
    }

    /// A time in whole ticks.
    pub fn time_ms(&mut self, at: &At<'_>, range: Range<u64>) -> Option<u32> {
        let ms = self.whole(at, range, Code::Range)?;
        if ms % LIMITS.step_ms != 0 {
            let allowed = format!("{range} in steps of {}", LIMITS.step_ms);
            return self.refuse(at, Code::Range, &allowed, "is not a whole number of ticks");
        }
        u32::try_from(ms).ok()
    }

    /// A number in a range, as 32 bits. Minus zero becomes zero; a number too
    /// small for the normal 32-bit numbers is refused.
    pub fn real(&mut self, at: &At<'_>, range: Range<f32>, unit: &str) -> Option<f32> {
        let allowed = format!("{range} {unit}");
        let Some(wide) = at.node.number() else {
            return self.wrong_type(at, &format!("a number, {}", allowed.trim_end()));
        };
        let value = wide as f32;
        if !value.is_finite() || !range.holds(&value) {
            return self.refuse(at, Code::Range, allowed.trim_end(), "is out of range");
        }
        if wide != 0.0 && !value.is_normal() {
            return self.refuse(at, Code::Range, allowed.trim_end(), "is too close to 0");
        }
        Some(value + 0.0)
    }

    /// True or false.
    pub fn flag(&mut self, at: &At<'_>) -> Option<bool> {
        if let Node::Bool(value) = *at.node {
            return Some(value);
        }
        self.report(at.problem(Code::Type, "true or false", "is not true or false"));
        None
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, at: &At<'_>, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(at)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            return self.refuse(at, Code::Choice, &allowed.join(", "), "is not known");
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// Values of parameters by name, each within the range of the table.
    pub fn parameters(&mut self, at: &At<'_>) -> Option<BTreeMap<String, f32>> {
        let entries = self.entries(at)?;
        let mut values = BTreeMap::new();
        for (key, node) in entries {
            let at = At { node, path: join(&at.path, key) };
            if let Some(value) = self.parameter(&at, key) {
                values.insert(key.clone(), value);
            }
        }
        (values.len() == entries.len()).then_some(values)
    }

    /// The value of one parameter.
    pub fn parameter(&mut self, at: &At<'_>, key: &str) -> Option<f32> {
        let Some(row) = params::find(key) else {
            let problem = Problem::new(Code::Unknown, &*at.path, key, &params::known(key), "is not a parameter");
            self.report(problem);
            return None;
        };
        self.real(at, Range { min: row.min, max: row.max }, row.unit)
    }
}
