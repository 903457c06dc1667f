//! The published schema of experiment files: what the tables say, and what the reader takes and refuses.
//! `cargo xtask schema` writes it anew.

mod form;

use form::{schema, text};
use neurotide::experiment::builtin;
use serde_json::Value;

/// Whether a schema accepts a value; stops at a keyword that it cannot judge. Patterns are left out.
fn accepts(root: &Value, schema: &Value, value: &Value) -> bool {
    let keywords = schema.as_object().expect("a schema is an object");
    keywords.iter().all(|(word, wanted)| judge(root, schema, (word, wanted), value))
}

fn judge(root: &Value, schema: &Value, (word, wanted): (&str, &Value), value: &Value) -> bool {
    let number = || value.as_f64().zip(wanted.as_f64());
    let length = |length: Option<usize>| length.map(|n| n as f64).zip(wanted.as_f64());
    let entries = || value.as_object().into_iter().flatten();
    let below = |key: &str| schema["properties"].get(key);
    match word {
        "$ref" => {
            let pointer = wanted.as_str().expect("a text").trim_start_matches('#');
            accepts(root, root.pointer(pointer).expect(pointer), value)
        }
        "type" => is_of_type(value, wanted.as_str().expect("a text")),
        "const" => value == wanted,
        "enum" => wanted.as_array().expect("a list").contains(value),
        "minimum" => number().is_none_or(|(n, least)| n >= least),
        "maximum" => number().is_none_or(|(n, most)| n <= most),
        "multipleOf" => number().is_none_or(|(n, step)| n % step == 0.0),
        "minItems" => length(value.as_array().map(Vec::len)).is_none_or(|(n, least)| n >= least),
        "maxItems" => length(value.as_array().map(Vec::len)).is_none_or(|(n, most)| n <= most),
        "minLength" => length(value.as_str().map(|s| s.chars().count())).is_none_or(|(n, least)| n >= least),
        "maxLength" => length(value.as_str().map(|s| s.chars().count())).is_none_or(|(n, most)| n <= most),
        "oneOf" => {
            let forms = wanted.as_array().expect("a list");
            forms.iter().filter(|form| accepts(root, form, value)).count() == 1
        }
        "items" => value.as_array().into_iter().flatten().all(|item| accepts(root, wanted, item)),
        "required" => wanted.as_array().into_iter().flatten().all(|key| {
            let key = key.as_str().expect("a text");
            !value.is_object() || value.get(key).is_some()
        }),
        "properties" => entries().all(|(key, item)| below(key).is_none_or(|schema| accepts(root, schema, item))),
        "additionalProperties" => entries().all(|(key, _)| below(key).is_some()),
        "$schema" | "$defs" | "title" | "description" | "default" | "pattern" => true,
        _ => panic!("the checker does not know {word}"),
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|n| n.fract() == 0.0),
        _ => panic!("the checker does not know the type {name}"),
    }
}

/// The tree of a case that changes values of the base or leaves a key out; `None` for the others.
fn tree(base: &Value, case: &Value) -> Option<Value> {
    let mut tree = base.clone();
    for (pointer, value) in case["put"].as_object().into_iter().flatten() {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        match tree.pointer_mut(parent).expect("a parent") {
            Value::Array(list) => list[key.parse::<usize>().expect("a number")] = value.clone(),
            parent => parent[key.replace("~1", "/").replace("~0", "~")] = value.clone(),
        }
    }
    if let Some(pointer) = case["drop"].as_str() {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        tree.pointer_mut(parent).and_then(Value::as_object_mut).expect("a parent").remove(key);
    }
    (case["put"].is_object() || case["drop"].is_string()).then_some(tree)
}

fn cases() -> (Value, Vec<Value>) {
    let data: Value = serde_json::from_str(include_str!("../data/bad_inputs.json")).expect("JSON");
    let more: Value = serde_json::from_str(include_str!("../data/bad_interventions.json")).expect("JSON");
    let lists = [&data["cases"], &more["cases"]].into_iter().map(|list| list.as_array().expect("cases"));
    (data["base"].clone(), lists.flatten().cloned().collect())
}

#[test]
fn the_published_schema_is_what_the_command_writes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/experiment.schema.json");
    if std::env::var_os("NEUROTIDE_BLESS").is_some() {
        std::fs::write(path, text()).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(published == text(), "docs/experiment.schema.json is stale: run `cargo xtask schema`");
}

#[test]
fn what_the_reader_takes_is_accepted() {
    let schema = schema();
    for id in builtin::list() {
        let text = builtin::json(id).expect("listed");
        assert!(accepts(&schema, &schema, &serde_json::from_str(text).expect("JSON")), "{id}");
    }
    let (base, cases) = cases();
    let good = cases.iter().filter(|case| case["expect"] == "accept" || case["expect"] == "inert");
    let good: Vec<_> = good.filter_map(|case| Some((&case["id"], tree(&base, case)?))).collect();
    assert!(good.len() > 20, "only {} cases", good.len());
    for (id, tree) in good {
        assert!(accepts(&schema, &schema, &tree), "{id}");
    }
}

#[test]
fn what_a_schema_can_tell_is_refused() {
    let schema = schema();
    let (base, cases) = cases();
    let codes = ["E_UNKNOWN", "E_MISSING", "E_TYPE", "E_RANGE", "E_CHOICE", "E_COUNT", "E_FORMAT", "E_VERSION"];
    // A rule between two values, which a schema does not tell: cue, intervention and delay, shortest and
    // longest pause, the pulses of a train, offers and stimuli, actions and odds, the bounds of a drift,
    // movement and delay, tolerance and movement, rotation and tolerance.
    let between = [
        "N11", "N32", "I40", "I41", "I42", "F05", "F11", "O04", "O05", "O06", "O07", "O08", "O09", "V02", "V03", "V04",
    ];
    let refused = cases.iter().filter(|case| codes.iter().any(|code| case["expect"] == *code));
    let refused = refused.filter(|case| between.iter().all(|id| case["id"] != *id));
    let bad: Vec<_> = refused.filter_map(|case| Some((&case["id"], tree(&base, case)?))).collect();
    assert!(bad.len() > 40, "only {} cases", bad.len());
    let missed: Vec<_> = bad.iter().filter(|(_, tree)| accepts(&schema, &schema, tree)).map(|(id, _)| id).collect();
    assert!(missed.is_empty(), "accepted: {missed:?}");
}
