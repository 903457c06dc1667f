//! JSON pointers: where in a file something stands.

use crate::error::shorten;

/// Appends one key to a JSON pointer.
pub fn join(path: &str, key: &str) -> String {
    format!("{path}/{}", shorten(key).replace('~', "~0").replace('/', "~1"))
}
