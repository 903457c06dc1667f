//! What was wrong, with which value, what is allowed, and where.
//!
//! Every surface (file, link, command line, message) reports through these
//! types, so that the same fault reads the same everywhere. Texts from outside
//! are shortened and freed of control characters before they are repeated.

use serde::Serialize;
use std::fmt;

/// The kind of a problem. Written as `E_...` in text and JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Code {
    /// The bytes are not JSON.
    #[serde(rename = "E_JSON")]
    Json,
    /// The bytes are not UTF-8.
    #[serde(rename = "E_ENCODING")]
    Encoding,
    /// Too many bytes or too many values.
    #[serde(rename = "E_SIZE")]
    Size,
    /// Lists and objects nested too deeply.
    #[serde(rename = "E_DEPTH")]
    Depth,
    /// The same key twice in one object.
    #[serde(rename = "E_DUP")]
    Dup,
    /// A key that nothing reads.
    #[serde(rename = "E_UNKNOWN")]
    Unknown,
    /// A key that must be there and is not.
    #[serde(rename = "E_MISSING")]
    Missing,
    /// A value of the wrong type.
    #[serde(rename = "E_TYPE")]
    Type,
    /// A number outside its range.
    #[serde(rename = "E_RANGE")]
    Range,
    /// A word that is not one of the words allowed here.
    #[serde(rename = "E_CHOICE")]
    Choice,
    /// A list with too few or too many entries.
    #[serde(rename = "E_COUNT")]
    Count,
    /// Too few or too many units.
    #[serde(rename = "E_UNITS")]
    Units,
    /// Too many projections or synapses.
    #[serde(rename = "E_EDGES")]
    Edges,
    /// A name that refers to nothing.
    #[serde(rename = "E_REF")]
    Ref,
    /// A name that is not a legal id.
    #[serde(rename = "E_ID")]
    Id,
    /// The same id twice in one list.
    #[serde(rename = "E_DUP_ID")]
    DupId,
    /// A text that is too long or holds characters that are not allowed.
    #[serde(rename = "E_TEXT")]
    Text,
    /// A seed that is not a whole number that every machine can hold.
    #[serde(rename = "E_SEED")]
    Seed,
    /// A version of the file format that this program cannot read.
    #[serde(rename = "E_VERSION")]
    Version,
    /// A file of another format.
    #[serde(rename = "E_FORMAT")]
    Format,
    /// A parameter that cannot be changed while the simulation runs.
    #[serde(rename = "E_LIVE")]
    Live,
    /// A checksum that does not fit the data.
    #[serde(rename = "E_CHECKSUM")]
    Checksum,
    /// A file that could not be read.
    #[serde(rename = "E_READ")]
    Read,
    /// The state of the simulation left the finite numbers.
    #[serde(rename = "E_FINITE")]
    Finite,
}

impl Code {
    /// The code as written in text and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Code::Json => "E_JSON",
            Code::Encoding => "E_ENCODING",
            Code::Size => "E_SIZE",
            Code::Depth => "E_DEPTH",
            Code::Dup => "E_DUP",
            Code::Unknown => "E_UNKNOWN",
            Code::Missing => "E_MISSING",
            Code::Type => "E_TYPE",
            Code::Range => "E_RANGE",
            Code::Choice => "E_CHOICE",
            Code::Count => "E_COUNT",
            Code::Units => "E_UNITS",
            Code::Edges => "E_EDGES",
            Code::Ref => "E_REF",
            Code::Id => "E_ID",
            Code::DupId => "E_DUP_ID",
            Code::Text => "E_TEXT",
            Code::Seed => "E_SEED",
            Code::Version => "E_VERSION",
            Code::Format => "E_FORMAT",
            Code::Live => "E_LIVE",
            Code::Checksum => "E_CHECKSUM",
            Code::Read => "E_READ",
            Code::Finite => "E_FINITE",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One fault. Shown as `path: message`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{}{message}", place(.path))]
pub struct Problem {
    /// The kind of fault.
    pub code: Code,
    /// JSON pointer to the value; empty for the whole input.
    pub path: String,
    /// The value as it was given, shortened; empty where there is none.
    pub value: String,
    /// What is allowed there; empty where the message says it all.
    pub allowed: String,
    /// One plain sentence.
    pub message: String,
}

impl Problem {
    /// A problem whose message reads "`value` `what`; allowed: `allowed`".
    /// An empty value or an empty allowance is left out of the sentence.
    pub fn new(code: Code, path: impl Into<String>, value: &str, allowed: &str, what: &str) -> Self {
        let value = shorten(value);
        let mut message = what.to_owned();
        if !value.is_empty() {
            message = format!("{value} {what}");
        }
        if !allowed.is_empty() {
            message = format!("{message}; allowed: {allowed}");
        }
        Problem { code, path: path.into(), value, allowed: allowed.to_owned(), message }
    }
}

fn place(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{path}: ") }
}

/// Everything that was wrong with one input; never empty where it is an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{}", lines(.0))]
#[serde(transparent)]
pub struct Errors(pub Vec<Problem>);

impl Errors {
    /// The first problem, if there is one.
    pub fn first(&self) -> Option<&Problem> {
        self.0.first()
    }
}

impl From<Problem> for Errors {
    fn from(problem: Problem) -> Self {
        Errors(vec![problem])
    }
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}

/// The longest repetition of a foreign text in a message, in code points.
const SHOWN_CHARS: usize = 60;

/// A text from outside, fit to be repeated in a message: at most
/// 60 code points, control and direction characters replaced by U+FFFD.
pub fn shorten(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS).map(visible).collect();
    if text.chars().nth(SHOWN_CHARS).is_some() {
        shown.push_str("...");
    }
    shown
}

fn visible(c: char) -> char {
    if c.is_control() || is_direction_control(c) { char::REPLACEMENT_CHARACTER } else { c }
}

/// Characters that reorder or break the text around them: bidirectional
/// embeddings, overrides and isolates, and the two Unicode line separators.
pub fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_says_where_what_and_what_is_allowed() {
        let problem = Problem::new(Code::Range, "/task/delay_ms", "-5", "100 to 6000", "is out of range");
        let line = "/task/delay_ms: -5 is out of range; allowed: 100 to 6000";
        assert_eq!(problem.to_string(), line);
    }

    #[test]
    fn names_in_text_and_json_agree() {
        for code in [Code::Json, Code::DupId, Code::Finite] {
            let json = serde_json::to_string(&code).expect("a code is a string");
            assert_eq!(json, format!("\"{code}\""));
        }
    }

    #[test]
    fn foreign_text_is_short_and_harmless() {
        assert_eq!(shorten("a\u{1b}[31m\u{202e}b"), "a\u{fffd}[31m\u{fffd}b");
        assert_eq!(shorten(&"x".repeat(1000)).chars().count(), SHOWN_CHARS + 3);
    }
}
