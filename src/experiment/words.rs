//! Ids and texts from outside: what may stand in a name and in a sentence.

use super::reader::{At, Reader};
use crate::error::{Code, is_direction_control};

/// Longest id.
const ID_CHARS: usize = 32;

/// Most combining marks on one letter; more of them draw over other lines.
const MARKS: usize = 4;

/// Names that every JavaScript object already has.
const TAKEN: &[&str] = &[
    "__proto__",
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "prototype",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Whether a text may serve as an id: 1 to 32 of `A-Z a-z 0-9 _ -`, and not a
/// name that JavaScript's objects inherit.
pub fn is_id(text: &str) -> bool {
    let fits = !text.is_empty() && text.len() <= ID_CHARS;
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    fits && plain && !TAKEN.contains(&text)
}

impl Reader {
    /// An id.
    pub fn id(&mut self, at: &At<'_>) -> Option<String> {
        let text = self.text(at)?;
        if !is_id(text) {
            let allowed = "1 to 32 of A-Z a-z 0-9 _ -, and no name JavaScript reserves";
            self.report(at.problem(Code::Id, allowed, "is not an id"));
            return None;
        }
        Some(text.to_owned())
    }

    /// An id that one of the allowed ids equals.
    pub fn reference<'a>(&mut self, at: &At<'_>, known: impl Iterator<Item = &'a str>) -> Option<String> {
        let id = self.id(at)?;
        let known: Vec<&str> = known.collect();
        if !known.contains(&id.as_str()) {
            self.report(at.problem(Code::Ref, &known.join(", "), "is not there"));
            return None;
        }
        Some(id)
    }

    /// Reports every id that an earlier entry of the list already has.
    pub fn distinct<'a>(&mut self, path: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen: Vec<&str> = Vec::new();
        for (i, id) in ids.enumerate() {
            if seen.contains(&id) {
                let path = format!("{path}/{i}/id");
                let problem = crate::error::Problem::new(Code::DupId, path, id, "", "is there twice");
                self.report(problem);
            }
            seen.push(id);
        }
    }

    /// A sentence for people: not empty, at most so many code points, no
    /// control characters, nothing that reorders or overdraws its neighbours.
    /// Markup is left as it is, for it is only ever shown as text.
    pub fn sentence(&mut self, at: &At<'_>, most: usize) -> Option<String> {
        let text = self.text(at)?;
        let allowed = format!("1 to {most} characters on one line");
        if let Some(what) = fault(text, most) {
            self.report(at.problem(Code::Text, &allowed, what));
            return None;
        }
        Some(text.to_owned())
    }
}

fn fault(text: &str, most: usize) -> Option<&'static str> {
    if text.trim().is_empty() {
        Some("is empty")
    } else if text.chars().nth(most).is_some() {
        Some("is too long")
    } else if text.chars().any(char::is_control) {
        Some("holds a control character")
    } else if text.chars().any(is_direction_control) {
        Some("holds a character that changes the direction of text or breaks the line")
    } else if longest_marks(text) > MARKS {
        Some("stacks too many marks on one letter")
    } else {
        None
    }
}

fn longest_marks(text: &str) -> usize {
    let (mut run, mut longest) = (0, 0);
    for c in text.chars() {
        run = if is_mark(c) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// The Unicode blocks of combining diacritical marks.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_not_inherited() {
        for good in ["V1", "no_dopamine", "a-b", &"x".repeat(32)] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "a b", "é", "a'],*{}", "toString", "__proto__", &"x".repeat(33)] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn sentences_are_counted_by_code_points() {
        assert_eq!(fault(&"\u{1f469}".repeat(200), 200), None);
        assert!(fault(&"\u{1f469}".repeat(201), 200).is_some());
    }

    #[test]
    fn sentences_cannot_break_out_of_their_line() {
        for bad in ["a\nb", "a\u{0}b", "\u{202e}gnp", "a\u{2028}b", "a\u{301}\u{301}\u{301}\u{301}\u{301}"] {
            assert!(fault(bad, 200).is_some(), "{bad:?}");
        }
        assert_eq!(fault("<b>e\u{301}</b> {{x}} ${1} %s", 200), None);
    }
}
