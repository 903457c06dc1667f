//! A JSON tree that hides nothing: keys in their order, duplicate keys kept,
//! whole numbers exact. One parse of the bytes, with caps on bytes, depth,
//! keys and values, so that a hostile file is refused early.

use super::limits::LIMITS;
use super::pointer::join;
use crate::error::{Code, Problem, shorten};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// One JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number, 0 or above, written without point or exponent.
    Unsigned(u64),
    /// A whole number below 0.
    Signed(i64),
    /// Any other number, rounded correctly to 64 bits; always finite.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, in the order of the file; a key may occur more than once.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The type in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Bool(_) => "true or false",
            Node::Unsigned(_) | Node::Signed(_) => "a whole number",
            Node::Float(_) => "a number with a fraction or exponent",
            Node::Text(_) => "a text",
            Node::List(_) => "a list",
            Node::Object(_) => "an object",
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match *self {
            Node::Unsigned(n) => Some(n as f64),
            Node::Signed(n) => Some(n as f64),
            Node::Float(x) => Some(x),
            _ => None,
        }
    }
}

/// The value in short, for a message.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Bool(value) => write!(f, "{value}"),
            Node::Unsigned(n) => write!(f, "{n}"),
            Node::Signed(n) => write!(f, "{n}"),
            Node::Float(x) => write!(f, "{x:?}"),
            Node::Text(text) => write!(f, "\"{}\"", shorten(text)),
            Node::List(items) => write!(f, "a list of {}", items.len()),
            Node::Null | Node::Object(_) => f.write_str(self.kind()),
        }
    }
}

/// Caps for one parse.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Most bytes.
    pub bytes: usize,
    /// Most values.
    pub values: usize,
}

impl Caps {
    /// For an experiment file or one command.
    pub const FILE: Caps = Caps { bytes: LIMITS.file_bytes, values: LIMITS.file_values };
    /// For a command log.
    pub const LOG: Caps = Caps { bytes: LIMITS.log_bytes, values: LIMITS.log_values };
}

/// Reads one JSON document.
///
/// # Errors
/// `E_SIZE`, `E_ENCODING`, `E_JSON`, `E_DEPTH`, `E_RANGE` (a number beyond
/// 64 bits), `E_UNKNOWN` (an object with more keys than any of ours has).
pub fn parse(bytes: &[u8], caps: Caps) -> Result<Node, Problem> {
    if bytes.len() > caps.bytes {
        let (size, most) = (format!("{} bytes", bytes.len()), format!("at most {}", caps.bytes));
        return Err(Problem::new(Code::Size, "", &size, &most, "are too many"));
    }
    let text = decode(bytes)?;
    if text.trim_start().starts_with('<') {
        return Err(plain(Code::Json, "this is a web page, not an experiment"));
    }
    let mut state = State { path: Vec::new(), left: caps.values, most: caps.values, problem: None };
    let mut reader = serde_json::Deserializer::from_str(text);
    let tree = Seed { state: &mut state }.deserialize(&mut reader);
    let tree = tree.and_then(|node| reader.end().map(|()| node));
    tree.map_err(|error| state.problem.take().unwrap_or_else(|| from_serde(&error)))
}

/// UTF-8 without its byte order mark; exactly one is dropped.
fn decode(bytes: &[u8]) -> Result<&str, Problem> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let message = "the file is saved as UTF-16; save it as UTF-8";
        return Err(plain(Code::Encoding, message));
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(body)
        .map_err(|error| plain(Code::Encoding, &format!("byte {} is not UTF-8", error.valid_up_to())))
}

fn from_serde(error: &serde_json::Error) -> Problem {
    let text = error.to_string();
    if text.starts_with("number out of range") {
        return plain(Code::Range, &format!("a number is too large ({})", place(error)));
    }
    let what = text.split(" at line ").next().unwrap_or_default();
    plain(Code::Json, &format!("this is not JSON: {} ({})", shorten(what), place(error)))
}

/// A problem of the whole input.
fn plain(code: Code, message: &str) -> Problem {
    Problem::new(code, "", "", "", message)
}

fn place(error: &serde_json::Error) -> String {
    format!("line {}, column {}", error.line(), error.column())
}

struct State {
    path: Vec<String>,
    left: usize,
    most: usize,
    problem: Option<Problem>,
}

impl State {
    fn refuse<E: serde::de::Error>(&mut self, code: Code, message: String) -> E {
        let path = self.path.iter().fold(String::new(), |path, key| join(&path, key));
        self.problem.get_or_insert(Problem::new(code, path, "", "", &message));
        E::custom("refused")
    }

    fn count<E: serde::de::Error>(&mut self) -> Result<(), E> {
        if self.left == 0 {
            self.path.clear();
            let message = format!("the file holds more than {} values", self.most);
            return Err(self.refuse(Code::Size, message));
        }
        self.left -= 1;
        Ok(())
    }

    fn enter<E: serde::de::Error>(&mut self, key: String) -> Result<(), E> {
        if self.path.len() >= LIMITS.depth {
            let message = format!("nested more than {} levels deep", LIMITS.depth);
            return Err(self.refuse(Code::Depth, message));
        }
        self.path.push(key);
        Ok(())
    }
}

struct Seed<'s> {
    state: &'s mut State,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.state.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Unsigned(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Signed(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Node, E> {
        if value.is_finite() { Ok(Node::Float(value)) } else { Err(E::custom("number out of range")) }
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let state = self.state;
        let mut items = Vec::new();
        loop {
            state.enter(items.len().to_string())?;
            match list.next_element_seed(Seed { state: &mut *state })? {
                Some(item) => items.push(item),
                None => break,
            }
            state.path.pop();
        }
        state.path.pop();
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Node, A::Error> {
        let state = self.state;
        let mut entries = Vec::new();
        while let Some(key) = object.next_key::<String>()? {
            if entries.len() == LIMITS.keys {
                let first = entries.first().map(|(key, _): &(String, Node)| shorten(key));
                let message = format!(
                    "more than {} keys, beginning with \"{}\"; no object here has so many",
                    LIMITS.keys,
                    first.unwrap_or_default()
                );
                return Err(state.refuse(Code::Unknown, message));
            }
            state.enter(shorten(&key))?;
            let value = object.next_value_seed(Seed { state: &mut *state })?;
            entries.push((key, value));
            state.path.pop();
        }
        Ok(Node::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        parse(text.as_bytes(), Caps::FILE).expect_err(text).code
    }

    #[test]
    fn keeps_order_duplicates_and_exact_numbers() {
        let tree = parse(br#"{"b":9007199254740993,"a":1.0,"b":-1}"#, Caps::FILE).expect("JSON");
        let expected = vec![
            ("b".to_owned(), Node::Unsigned(9_007_199_254_740_993)),
            ("a".to_owned(), Node::Float(1.0)),
            ("b".to_owned(), Node::Signed(-1)),
        ];
        assert_eq!(tree, Node::Object(expected));
    }

    #[test]
    fn depth_is_counted_alike_for_lists_and_objects() {
        let nest = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
        assert!(parse(nest(LIMITS.depth).as_bytes(), Caps::FILE).is_ok());
        assert_eq!(code(&nest(LIMITS.depth + 1)), Code::Depth);
        let nest = |n: usize| format!("{}1{}", "{\"a\":".repeat(n), "}".repeat(n));
        assert!(parse(nest(LIMITS.depth).as_bytes(), Caps::FILE).is_ok());
        assert_eq!(code(&nest(LIMITS.depth + 1)), Code::Depth);
    }

    #[test]
    fn only_one_mark_is_dropped() {
        assert_eq!(parse(b"\xef\xbb\xbf1", Caps::FILE), Ok(Node::Unsigned(1)));
        assert_eq!(code("\u{feff}\u{feff}1"), Code::Json);
    }

    #[test]
    fn numbers_beyond_64_bits_are_out_of_range() {
        assert_eq!(code("1e999"), Code::Range);
        assert_eq!(parse(b"1e-999", Caps::FILE), Ok(Node::Float(0.0)));
    }
}
