//! Tests of the table.

use super::*;

#[test]
fn defaults_are_allowed_and_named_once() {
    for (i, row) in TABLE.iter().enumerate() {
        assert!(check("", row.key, row.default).is_ok(), "{}", row.key);
        assert_eq!(Params::default().get(row.key), Some(row.default));
        assert!(TABLE[..i].iter().all(|other| other.key != row.key), "{} twice", row.key);
        assert!(!row.doc.is_empty() && !row.source.is_empty());
    }
}

#[test]
fn a_bad_value_changes_nothing() {
    let mut params = Params::default();
    assert!(params.set("horizon_s", f32::NAN).is_err());
    assert!(params.set("toString", 1.0).is_err());
    assert_eq!(params, Params::default());
}

#[test]
fn a_slip_of_the_pen_is_told_what_was_meant() {
    let problem = check("/parameters/tag_gian", "tag_gian", 1.0).unwrap_err();
    assert!(problem.message.contains("nearest are tag_gain"), "{}", problem.message);
}
