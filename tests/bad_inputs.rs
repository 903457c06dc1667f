//! Bad inputs: every case names the code and the place of its one verdict.
//!
//! The cases are data (`tests/data/bad_inputs.json`, `tests/data/bad_interventions.json`): raw text, or the
//! base experiment with values put in (`put`), raw JSON spliced in (`text`) or keys left out (`drop`), or
//! bytes built here by name (`make`). Verdicts: a code with a path; `accept`; `inert` (accepted, and the text
//! comes back as it was).

use neurotide::error::Errors;
use neurotide::experiment::limits::{seed_from_f64, seed_from_text};
use neurotide::experiment::{Experiment, LIMITS};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A verdict must come at once, whatever the input asks for.
const AT_ONCE: Duration = Duration::from_millis(500);

fn data() -> Value {
    let mut data: Value = serde_json::from_str(include_str!("data/bad_inputs.json")).expect("our own data");
    let more: Value = serde_json::from_str(include_str!("data/bad_interventions.json")).expect("our own data");
    let more = more["cases"].as_array().expect("a list of cases");
    data["cases"].as_array_mut().expect("a list of cases").extend(more.iter().cloned());
    data
}

fn base() -> Value {
    data()["base"].take()
}

/// Sets the value at a JSON pointer; the parent must be there.
fn put(tree: &mut Value, pointer: &str, value: Value) {
    if let Some(slot) = tree.pointer_mut(pointer) {
        *slot = value;
        return;
    }
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = tree.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.expect("a parent object").insert(key, value);
}

fn drop_key(tree: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = tree.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.and_then(|object| object.remove(key)).expect("a key to drop");
}

/// The bytes of a case.
fn bytes(case: &Value) -> Vec<u8> {
    if let Some(raw) = case["raw"].as_str() {
        return raw.into();
    }
    if let Some(name) = case["make"].as_str() {
        return make(name);
    }
    let mut tree = base();
    for (pointer, value) in case["put"].as_object().into_iter().flatten() {
        put(&mut tree, pointer, value.clone());
    }
    if let Some(pointer) = case["drop"].as_str() {
        drop_key(&mut tree, pointer);
    }
    for (pointer, _) in case["text"].as_object().into_iter().flatten() {
        put(&mut tree, pointer, format!("<{pointer}>").into());
    }
    let mut text = tree.to_string();
    for (pointer, raw) in case["text"].as_object().into_iter().flatten() {
        let hole = format!("\"<{pointer}>\"");
        assert!(text.contains(&hole), "nothing to replace at {pointer}");
        text = text.replace(&hole, raw.as_str().expect("raw JSON"));
    }
    text.into()
}

fn make(name: &str) -> Vec<u8> {
    let text = base().to_string();
    match name {
        "one_mark" => format!("\u{feff}{text}").into(),
        "two_marks" => format!("\u{feff}\u{feff}{text}").into(),
        "cut_short" => text.as_bytes()[..text.len() / 2].into(),
        "utf16_le" => utf16(&text, u16::to_le_bytes),
        "utf16_be" => utf16(&text, u16::to_be_bytes),
        "bad_utf8" => splice(&text, "A small one", &[0xc3, 0x28, 0xff]),
        "zero_byte" => splice(&text, "A small one", &[b'a', 0, b'b']),
        "twice" => text.repeat(2).into(),
        "double_key" => splice(&text, "\"title\":\"A small one\"", b"\"title\":\"a\",\"title\":\"b\""),
        "double_inner_key" => splice(&text, "\"cue_ms\":500", b"\"cue_ms\":500,\"cue_ms\":500"),
        "double_parameter" => splice(&text, "{\"tag_gain\":1}", b"{\"tag_gain\":1,\"tag_gain\":0}"),
        "deep_lists" => format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into(),
        "deep_objects" => format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000)).into(),
        "picture" => b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".repeat(4096),
        "many_keys" => keys(70_000),
        "too_big" => format!("{text}{}", " ".repeat(LIMITS.file_bytes + 1 - text.len())).into(),
        "many_values" => format!("[{}0]", "0,".repeat(LIMITS.file_values)).into(),
        "long_fraction" => splice(&text, "0.25", format!("0.25{}", "3".repeat(10_000)).as_bytes()),
        _ => many(name).to_string().into(),
    }
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(order).collect()
}

fn splice(text: &str, old: &str, new: &[u8]) -> Vec<u8> {
    let (before, after) = text.split_once(old).expect("a text to replace");
    [before.as_bytes(), new, after.as_bytes()].concat()
}

fn keys(n: usize) -> Vec<u8> {
    let keys: Vec<String> = (0..n).map(|i| format!("\"k{i}\":0")).collect();
    format!("{{{}}}", keys.join(",")).into()
}

/// The base with one list or text made too long.
fn many(name: &str) -> Value {
    let mut tree = base();
    match name {
        "long_title" => tree["title"] = "A".repeat(1_000_000).into(),
        "many_regions" => tree["brain"]["regions"] = copies(&tree["brain"]["regions"][0], 10_001),
        "many_phases" => tree["phases"] = copies(&tree["phases"][0], 17),
        "many_arms" => tree["arms"] = copies(&tree["arms"][0], 9),
        "many_sentences" => tree["simplified"] = copies(&tree["simplified"][0], 10_000),
        "many_projections" => {
            tree["brain"]["projections"] = copies(&tree["brain"]["projections"][0], 257);
        }
        "double_projection" => {
            tree["brain"]["projections"] = copies(&tree["brain"]["projections"][0], 2);
        }
        "many_trials" => {
            let phase = |i| json!({"id": format!("p{i}"), "trials": 2000});
            tree["phases"] = (0..3).map(phase).collect();
        }
        "many_units" => tree["brain"]["regions"] = full_regions(17),
        "many_synapses" => {
            tree["brain"]["regions"] = full_regions(4);
            tree["brain"]["projections"] = full_projections(4);
        }
        _ => panic!("no maker named {name}"),
    }
    tree
}

fn copies(value: &Value, n: usize) -> Value {
    vec![value.clone(); n].into()
}

fn full_regions(n: usize) -> Value {
    let regions = neurotide::atlas::REGIONS.iter().take(n);
    regions.map(|region| json!({"id": region.id, "units": 512})).collect()
}

fn full_projections(n: usize) -> Value {
    let regions = &neurotide::atlas::REGIONS[..n];
    let pairs = regions.iter().flat_map(|a| regions.iter().map(move |b| (a.id, b.id)));
    pairs.map(|(a, b)| json!({"from": a, "to": b, "density": 1, "weight": 1, "rule": "fixed"})).collect()
}

/// `Err` says how the verdict differs from the one that the case names.
fn judge(case: &Value) -> Result<(), String> {
    let input = bytes(case);
    let start = Instant::now();
    let verdict = Experiment::from_json(&input);
    let took = start.elapsed();
    if took > AT_ONCE {
        return Err(format!("took {took:?}"));
    }
    match (case["expect"].as_str().expect("a verdict"), verdict) {
        ("accept", Ok(_)) => Ok(()),
        ("inert", Ok(experiment)) => same_text(case, &experiment),
        ("accept" | "inert", Err(errors)) => Err(format!("refused: {errors}")),
        (code, Ok(_)) => Err(format!("accepted, not {code}")),
        (code, Err(errors)) => same_problem(code, case["path"].as_str().expect("a path"), &errors),
    }
}

fn same_text(case: &Value, experiment: &Experiment) -> Result<(), String> {
    let pointer = case["path"].as_str().expect("a path");
    let back: Value = serde_json::from_str(&experiment.to_json()).expect("JSON");
    let same = back.pointer(pointer) == Some(&case["put"][pointer]);
    if same { Ok(()) } else { Err("the text was changed".into()) }
}

fn same_problem(code: &str, path: &str, errors: &Errors) -> Result<(), String> {
    let problem = errors.first().ok_or("an empty list of problems")?;
    let readable = !problem.message.is_empty() && problem.message.chars().count() < 1500;
    let same = problem.code.name() == code && problem.path == path && readable;
    if same { Ok(()) } else { Err(format!("{} at '{}': {problem}", problem.code, problem.path)) }
}

#[test]
fn every_case_gets_its_verdict() {
    let data = data();
    let cases = data["cases"].as_array().expect("a list of cases");
    let wrong: Vec<String> =
        cases.iter().filter_map(|case| judge(case).err().map(|why| format!("{}: {why}", case["id"]))).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn one_fault_makes_one_problem() {
    let data = data();
    let single = data["cases"].as_array().expect("cases").iter().filter(|case| {
        let one = case["put"].as_object().is_some_and(|put| put.len() == 1);
        one && case["expect"].as_str().is_some_and(|code| code.starts_with("E_"))
    });
    for case in single {
        let errors = Experiment::from_json(&bytes(case)).expect_err("a bad input");
        // A duplicate or broken id may also leave a reference without a target.
        let most = if case["put"].to_string().contains("/brain/") { 2 } else { 1 };
        assert!(errors.0.len() <= most, "{}:\n{errors}", case["id"]);
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let mut tree = base();
    put(&mut tree, "/title", "".into());
    put(&mut tree, "/task/delay_ms", (-5).into());
    put(&mut tree, "/arms/1/parameters/tag_gain", "0".into());
    put(&mut tree, "/extra", true.into());
    let errors = Experiment::from_json(tree.to_string().as_bytes()).expect_err("four faults");
    let mut paths: Vec<&str> = errors.0.iter().map(|problem| problem.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["/arms/1/parameters/tag_gain", "/extra", "/task/delay_ms", "/title"]);
}

#[test]
fn a_flood_of_faults_is_cut() {
    let mut tree = base();
    for i in 0..200 {
        put(&mut tree, &format!("/k{i}"), 0.into());
    }
    let errors = Experiment::from_json(tree.to_string().as_bytes()).expect_err("200 faults");
    assert_eq!(errors.0.len(), LIMITS.problems + 1);
}

#[test]
fn seeds_obey_one_rule_on_every_surface() {
    for text in ["9007199254740993", "18446744073709551616", "-1", "1.5", "NaN", "1e3", ""] {
        assert_eq!(seed_from_text(text).unwrap_err().code.name(), "E_SEED", "{text}");
    }
    for value in [9_007_199_254_740_993.0, -1.0, 1.5, f64::NAN, f64::INFINITY] {
        assert_eq!(seed_from_f64(value).unwrap_err().code.name(), "E_SEED", "{value}");
    }
}

#[test]
fn the_command_line_obeys_the_same_ranges() {
    let mut experiment = Experiment::from_json(base().to_string().as_bytes()).expect("the base");
    for (key, text, code) in [
        ("tag_gain", "NaN", "E_TYPE"),
        ("tag_gain", "", "E_TYPE"),
        ("tag_gain", "1e39", "E_RANGE"),
        ("tag_gain", "-1", "E_RANGE"),
        ("tag_gain", "\"1\"", "E_TYPE"),
        ("__proto__", "1", "E_UNKNOWN"),
    ] {
        let errors = experiment.set(key, text).expect_err(text);
        assert_eq!(errors.0[0].code.name(), code, "{key}={text}");
    }
    let before = experiment.clone();
    assert!(experiment.set("tag_gain", "9999").is_err());
    assert_eq!(experiment, before);
    experiment.set("tag_gain", "0.5").expect("a legal value");
    assert_eq!(experiment.parameters["tag_gain"], 0.5);
}

/// The native tool on a file with these bytes: exit code and standard error.
#[cfg(feature = "cli")]
fn validate(name: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, bytes).expect("a writable folder");
    let mut tool = std::process::Command::new(env!("CARGO_BIN_EXE_neurotide"));
    let done = tool.arg("validate").arg(&file).output().expect("the tool starts");
    (done.status.code(), String::from_utf8(done.stderr).expect("UTF-8"))
}

#[cfg(feature = "cli")]
#[test]
fn the_tool_refuses_with_exit_code_2_and_the_list() {
    let good = neurotide::experiment::builtin::json("conditioning").expect("it is built in");
    assert_eq!(validate("good.json", good.as_bytes()), (Some(0), String::new()));
    let (code, stderr) = validate("idle.json", base().to_string().as_bytes());
    assert_eq!(code, Some(2), "a brain that cannot carry its task");
    assert!(stderr.contains("E_MISSING /brain/regions: THA is missing"), "{stderr}");
    let mut tree = base();
    put(&mut tree, "/task/delay_ms", (-5).into());
    put(&mut tree, "/brain/regions/0/units", 1_000_000_000.into());
    let (code, stderr) = validate("bad.json", tree.to_string().as_bytes());
    assert_eq!(code, Some(2), "{stderr}");
    for part in ["E_RANGE /task/delay_ms: -5 ", "E_UNITS /brain/regions/0/units: 1000000000 "] {
        assert!(stderr.contains(part), "{stderr}");
    }
}

// The tests of the test: a judge that never objects would prove nothing.

#[test]
fn the_base_itself_is_good() {
    let experiment = Experiment::from_json(base().to_string().as_bytes()).expect("the base");
    assert_eq!(Experiment::from_json(experiment.to_json().as_bytes()), Ok(experiment));
}

#[test]
fn the_judge_catches_a_wrong_verdict() {
    let seeded = [
        json!({"put": {}, "expect": "E_RANGE", "path": "/title"}),
        json!({"put": {"/title": ""}, "expect": "accept"}),
        json!({"put": {"/title": ""}, "expect": "inert", "path": "/title"}),
        json!({"put": {"/title": ""}, "expect": "E_TEXT", "path": "/story"}),
        json!({"put": {"/title": ""}, "expect": "E_RANGE", "path": "/title"}),
        json!({"put": {"/title": "a", "/story": "b"}, "expect": "inert", "path": "/question"}),
    ];
    for case in seeded {
        assert!(judge(&case).is_err(), "missed: {case}");
    }
}

#[test]
fn the_list_of_cases_is_whole() {
    let data = data();
    let cases = data["cases"].as_array().expect("cases");
    let mut ids: Vec<&str> = cases.iter().filter_map(|case| case["id"].as_str()).collect();
    for kind in ["S", "N", "G", "T", "P", "I"] {
        assert!(ids.iter().filter(|id| id.starts_with(kind)).count() >= 8, "few cases of {kind}");
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), cases.len(), "an id twice or missing");
}

fn pointers(tree: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match tree {
        Value::Object(map) => map.iter().for_each(|(k, v)| pointers(v, &format!("{at}/{k}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, v)| pointers(v, &format!("{at}/{i}"), found));
        }
        _ => {}
    }
}

/// A list of interventions that is good.
fn one_of_each_kind() -> Value {
    let data = data();
    let case = data["cases"].as_array().expect("cases").iter().find(|case| case["id"] == "I02");
    case.expect("it is there")["put"]["/arms/0/interventions"].clone()
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-z_]{0,8}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Ok that reads back to itself, or at least one problem with a sentence.
fn lawful(input: &[u8]) -> Result<(), TestCaseError> {
    match Experiment::from_json(input) {
        Ok(experiment) => {
            let again = Experiment::from_json(experiment.to_json().as_bytes());
            prop_assert_eq!(again, Ok(experiment));
        }
        Err(errors) => {
            prop_assert!(!errors.0.is_empty());
            prop_assert!(errors.0.iter().all(|problem| !problem.message.is_empty()));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn broken_bytes_never_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..8)
    ) {
        let mut input = base().to_string().into_bytes();
        for (place, byte, edit) in edits {
            let i = place.index(input.len());
            match edit {
                0 => input[i] = byte,
                1 => input.insert(i, byte),
                _ => { input.remove(i); }
            }
        }
        lawful(&input)?;
    }

    #[test]
    fn misplaced_values_never_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4)
    ) {
        let mut tree = base();
        put(&mut tree, "/arms/0/interventions", one_of_each_kind());
        for (place, value) in edits {
            let mut found = Vec::new();
            pointers(&tree, "", &mut found);
            put(&mut tree, &found[place.index(found.len())], value);
        }
        lawful(tree.to_string().as_bytes())?;
    }

    #[test]
    fn noise_never_panics(input in proptest::collection::vec(any::<u8>(), 0..256)) {
        lawful(&input)?;
    }

    #[test]
    fn any_title_is_kept_or_refused(title in any::<String>()) {
        let mut tree = base();
        put(&mut tree, "/title", title.clone().into());
        if let Ok(experiment) = Experiment::from_json(tree.to_string().as_bytes()) {
            prop_assert_eq!(experiment.title, title);
        }
    }
}

/// Parameters from a dialog or a link: all or nothing, with the path of what was wrong.
#[test]
fn parameters_are_set_all_or_none() {
    let mut experiment = neurotide::experiment::builtin::get("conditioning").expect("it is built in");
    let before = experiment.clone();
    let bad = br#"{"horizon_s": 2, "tag_gain": -1, "constructor": 1}"#;
    let errors = experiment.set_all(bad).expect_err("two of three are wrong");
    let paths: Vec<&str> = errors.0.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["/tag_gain", "/constructor"]);
    assert_eq!(experiment, before);
    experiment.set_all(br#"{"horizon_s": 2}"#).expect("it is in range");
    assert_eq!(experiment.parameters.get("horizon_s"), Some(&2.0));
}
