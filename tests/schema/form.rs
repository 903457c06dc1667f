//! The JSON Schema of experiment files, for editors and other tools.
//!
//! Limits, parameters and regions come from the reader's tables. Its keys, its words and the length of an id
//! are asked of the reader itself, by handing it objects with a key that it cannot know. Rules between two
//! values (cue and delay, sums, equal ids, the order of pauses) have no schema: what the schema accepts,
//! `neurotide validate` may still refuse.

mod interventions;
mod offers;

use neurotide::atlas::{NUCLEI, REGIONS};
use neurotide::error::{Code, Problem};
use neurotide::experiment::builtin;
use neurotide::experiment::limits::Range;
use neurotide::experiment::{Experiment, FORMAT, LIMITS, VERSION};
use neurotide::params;
use serde_json::{Map, Value, json};

/// A key that no object of an experiment has.
const STRANGER: &str = "?";

/// The schema as it is published.
pub fn text() -> String {
    format!("{:#}\n", schema())
}

/// The schema as a tree.
pub fn schema() -> Value {
    let mut root = object("", root_values());
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    root["title"] = "Neurotide experiment".into();
    root["description"] = "What the schema accepts, `neurotide validate` may still refuse.".into();
    root["$defs"] = json!({ "id": id(), "parameters": parameters() });
    root
}

fn root_values() -> Vec<(&'static str, Value)> {
    let simplified = sentence(LIMITS.sentence_chars);
    vec![
        ("format", json!({ "const": FORMAT })),
        ("version", json!({ "const": VERSION })),
        ("id", reference("id")),
        ("title", sentence(LIMITS.title_chars)),
        ("question", sentence(LIMITS.title_chars)),
        ("story", sentence(LIMITS.story_chars)),
        ("simplified", list(up_to(LIMITS.sentences as u64), simplified)),
        ("brain", brain()),
        ("task", task()),
        ("phases", list(LIMITS.phases, phase())),
        ("parameters", reference("parameters")),
        ("arms", list(LIMITS.arms, arm())),
        ("expect", list(up_to(LIMITS.sentences as u64), expectation())),
    ]
}

fn brain() -> Value {
    let regions: Vec<&str> = REGIONS.iter().map(|region| region.id).collect();
    let units = number("integer", LIMITS.units_per_region);
    let region = object("/brain/regions/0", vec![("id", json!({ "enum": regions })), ("units", units)]);
    let projection = vec![
        ("from", json!({ "enum": regions })),
        ("to", json!({ "enum": regions })),
        ("density", number("number", LIMITS.density)),
        ("weight", number("number", LIMITS.weight)),
        ("rule", words("/brain/projections/0/rule")),
    ];
    let projection = object("/brain/projections/0", projection);
    let values =
        vec![("regions", list(LIMITS.regions, region)), ("projections", list(up_to(LIMITS.projections), projection))];
    object("/brain", values)
}

/// One form per kind of task, for their keys differ.
fn task() -> Value {
    let mut pause = list(Range { min: 2, max: 2 }, time(LIMITS.pause_ms));
    pause["description"] = "Shortest and longest pause between trials, ms".into();
    let times = || [("cue_ms", time(LIMITS.cue_ms)), ("delay_ms", time(LIMITS.delay_ms)), ("pause_ms", pause.clone())];
    let conditioning = [("kind", json!({ "const": "conditioning" })), ("cues", list(LIMITS.cues, reference("id")))];
    let choice = [
        ("stimuli", number("integer", LIMITS.stimuli)),
        ("decide_ms", time(LIMITS.decide_ms)),
        ("cued", json!({ "type": "boolean" })),
        ("symbols", json!({ "type": "boolean" })),
        ("items", number("integer", LIMITS.items)),
        ("item_ms", time(LIMITS.item_ms)),
        ("gap_ms", time(LIMITS.item_ms)),
        ("hold_ms", time(LIMITS.item_ms)),
        ("reach_ms", time(LIMITS.reach_ms)),
    ];
    let kind = [("kind", json!({ "const": "choice" }))];
    let forms = [
        ("conditioning", conditioning.into_iter().chain(times()).collect()),
        ("choice", kind.into_iter().chain(times()).chain(choice).collect()),
    ];
    let kinds: Vec<&str> = forms.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(json!(kinds), words("/task/kind")["enum"], "a kind of task has no form here");
    json!({ "oneOf": forms.map(|(kind, values)| object_like("/task", json!({ "kind": kind }), values)) })
}

fn phase() -> Value {
    let rules = || list(up_to(LIMITS.rule.max + 1), number("integer", LIMITS.rule));
    let values = vec![
        ("id", reference("id")),
        ("trials", number("integer", LIMITS.trials_per_phase)),
        ("omission", number("number", LIMITS.probability)),
        ("reward", number("number", LIMITS.probability)),
        ("forms", list(LIMITS.forms, form())),
        ("wait_ms", time(LIMITS.wait_ms)),
        ("rules", rules()),
        ("distractor", number("number", LIMITS.distractor)),
        ("kept", number("integer", LIMITS.kept)),
        ("moved", number("number", LIMITS.probability)),
        ("swapped", rules()),
        ("replays", number("integer", LIMITS.replays)),
        ("flood", words("/phases/0/flood")),
        ("offers", list(LIMITS.offers, offers::offer())),
        ("drift", offers::drift()),
        ("tolerance", number("number", LIMITS.tolerance)),
        ("rotation", number("number", LIMITS.rotation)),
    ];
    object("/phases/0", values)
}

fn form() -> Value {
    let cue = vec![("cue", reference("id")), ("at_ms", time(LIMITS.event_ms)), ("for_ms", time(LIMITS.cue_ms))];
    let nuclei: Vec<&str> = NUCLEI.iter().map(|nucleus| nucleus.id).collect();
    let stimulation = vec![
        ("nucleus", json!({ "enum": nuclei })),
        ("at_ms", time(LIMITS.event_ms)),
        ("for_ms", time(LIMITS.burst_ms)),
        ("rate_hz", number("number", LIMITS.stimulation_hz)),
        ("arms", list(up_to(LIMITS.arms.max), reference("id"))),
    ];
    let values = vec![
        ("id", reference("id")),
        ("share", number("integer", LIMITS.share)),
        ("cues", list(LIMITS.cue_events, object("/phases/0/forms/0/cues/0", cue))),
        ("reward_ms", time(LIMITS.delay_ms)),
        ("reward", number("number", LIMITS.probability)),
        ("omission", number("number", LIMITS.probability)),
        ("size", number("number", LIMITS.reward_size)),
        ("stimulate", list(LIMITS.stimulations, object("/phases/0/forms/0/stimulate/0", stimulation))),
    ];
    object("/phases/0/forms/0", values)
}

fn arm() -> Value {
    let title = sentence(LIMITS.title_chars);
    let values = vec![
        ("id", reference("id")),
        ("title", title),
        ("parameters", reference("parameters")),
        ("interventions", interventions::interventions()),
    ];
    object("/arms/0", values)
}

fn expectation() -> Value {
    let one = || sentence(LIMITS.sentence_chars);
    object("/expect/0", vec![("text", one()), ("source", one())])
}

fn parameters() -> Value {
    let rows = params::TABLE.iter().map(|row| {
        let mut value = number("number", Range { min: row.min, max: row.max });
        value["default"] = short(row.default);
        let unit = if row.unit.is_empty() { String::new() } else { format!(" ({})", row.unit) };
        value["description"] = format!("{}{unit}", row.doc).into();
        (row.key.to_owned(), value)
    });
    let rows: Map<String, Value> = rows.collect();
    json!({ "type": "object", "properties": rows, "additionalProperties": false })
}

// ---- forms

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Names that JavaScript's objects inherit are refused by the reader only.
fn id() -> Value {
    let pattern = format!("^[A-Za-z0-9_-]{{1,{}}}$", longest_id());
    json!({ "type": "string", "pattern": pattern })
}

/// Control and direction characters are refused by the reader only.
fn sentence(most: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": most, "pattern": "\\S" })
}

fn list(length: Range<u64>, items: Value) -> Value {
    json!({ "type": "array", "minItems": length.min, "maxItems": length.max, "items": items })
}

fn up_to(max: u64) -> Range<u64> {
    Range { min: 0, max }
}

fn number<T: ToString>(kind: &str, range: Range<T>) -> Value {
    json!({ "type": kind, "minimum": short(range.min), "maximum": short(range.max) })
}

fn time(range: Range<u64>) -> Value {
    let mut value = number("integer", range);
    value["multipleOf"] = LIMITS.step_ms.into();
    value
}

/// A number as it is written in the table: a 32-bit 0.1 is 0.1 and not 0.10000000149.
fn short(value: impl ToString) -> Value {
    serde_json::from_str(&value.to_string()).expect("finite numbers are JSON")
}

// ---- what the reader says

/// An object with the reader's keys at a place, each with its form.
fn object(place: &str, values: Vec<(&str, Value)>) -> Value {
    object_like(place, json!({}), values)
}

/// The same where the keys depend on some that are known; these must be there.
fn object_like(place: &str, known: Value, values: Vec<(&str, Value)>) -> Value {
    let mut asked = known.clone();
    asked[STRANGER] = 0.into();
    let problems = refusals(place, asked);
    let unknown = problems.iter().find(|problem| problem.code == Code::Unknown);
    let keys: Vec<&str> = unknown.map(|problem| problem.allowed.split(", ").collect()).unwrap_or_default();
    let named: Vec<&str> = values.iter().map(|(key, _)| *key).collect();
    assert_eq!(named, keys, "the reader's keys at {place:?} have other forms than those written here");
    let missing = |key: &&&str| problems.iter().any(|p| p.code == Code::Missing && p.path == format!("{place}/{key}"));
    let required: Vec<&&str> = keys.iter().filter(|key| known.get(**key).is_some() || missing(key)).collect();
    let properties: Map<String, Value> = values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// An object whose keys are not asked of the reader.
fn object_of(values: Vec<(&str, Value)>, required: &[&str]) -> Value {
    let properties: Map<String, Value> = values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// The words that the reader takes at a place.
fn words(place: &str) -> Value {
    let problems = refusals(place, STRANGER.into());
    let choice = problems.iter().find(|problem| problem.code == Code::Choice && problem.path == place);
    let choice = choice.unwrap_or_else(|| panic!("the reader takes any word at {place}"));
    json!({ "enum": choice.allowed.split(", ").collect::<Vec<_>>() })
}

/// The longest id that the reader takes.
fn longest_id() -> usize {
    let fits = |n: &usize| refusals("/id", "x".repeat(*n).into()).iter().all(|problem| problem.path != "/id");
    (1..=LIMITS.file_bytes).take_while(fits).count()
}

/// What the reader says to a value at a place of an experiment that has all its parts.
fn refusals(place: &str, value: Value) -> Vec<Problem> {
    let text = builtin::list().first().and_then(|id| builtin::json(id)).expect("one is built in");
    let mut tree: Value = serde_json::from_str(text).expect("a test reads it");
    let region = REGIONS[0].id;
    tree["brain"] = json!({
        "regions": [{ "id": region, "units": LIMITS.units_per_region.min }],
        "projections": [{ "from": region, "to": region, "density": 1, "weight": 0, "rule": STRANGER }],
    });
    tree["expect"] = json!([{}]);
    tree["arms"][0]["interventions"] = interventions::sample(STRANGER);
    tree["phases"][0]["flood"] = "none".into();
    tree["phases"][0]["drift"] = json!({});
    tree["phases"][0]["forms"] = json!([{ "cues": [{}], "stimulate": [{}] }]);
    *tree.pointer_mut(place).unwrap_or_else(|| panic!("nothing at {place}")) = value;
    Experiment::from_json(tree.to_string().as_bytes()).err().map(|errors| errors.0).unwrap_or_default()
}
