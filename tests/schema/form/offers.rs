//! The forms of what is on offer in choices of uncertain reward.

use super::{list, number, object, object_of};
use neurotide::experiment::LIMITS;
use serde_json::Value;

/// Actions and their odds. The reader knows them in tasks of choice only, so their keys are written here.
pub(super) fn offer() -> Value {
    let values = vec![
        ("actions", list(LIMITS.offered, number("integer", LIMITS.action))),
        ("odds", list(LIMITS.offered, number("number", LIMITS.probability))),
    ];
    object_of(values, &["actions", "odds"])
}

/// How odds drift.
pub(super) fn drift() -> Value {
    let values = vec![
        ("sd", number("number", LIMITS.drift)),
        ("lo", number("number", LIMITS.probability)),
        ("hi", number("number", LIMITS.probability)),
    ];
    object("/phases/0/drift", values)
}
