//! The form of an arm's interventions: one per kind and target, for their keys differ.

use super::{list, number, object_like, reference, time, up_to, words};
use neurotide::atlas::{MODULATORS, NUCLEI, RECEPTORS, REGIONS};
use neurotide::experiment::LIMITS;
use neurotide::experiment::intervention::ALL;
use neurotide::experiment::limits::Range;
use serde_json::{Value, json};

/// Where the reader is asked.
const PLACE: &str = "/arms/0/interventions/0";

/// A stimulation that has all its parts, but says an unknown word in one of them.
pub(super) fn sample(stranger: &str) -> Value {
    json!([{ "kind": "stimulate", "nucleus": NUCLEI[0].id, "rate_hz": 0, "event": stranger, "after_ms": 0,
        "pulse_ms": LIMITS.pulse_ms.min }])
}

/// The list of interventions.
pub(super) fn interventions() -> Value {
    let fraction = || number("number", LIMITS.fraction);
    let regions: Vec<&str> = REGIONS.iter().map(|one| one.id).collect();
    let anywhere: Vec<&str> = std::iter::once(ALL).chain(regions.iter().copied()).collect();
    let anywhere = json!({ "enum": anywhere });
    let nuclei = json!({ "enum": NUCLEI.iter().map(|one| one.id).collect::<Vec<_>>() });
    let receptors = json!({ "enum": RECEPTORS.iter().map(|one| one.id).collect::<Vec<_>>() });
    let modulators = json!({ "enum": MODULATORS.iter().map(|one| one.id).collect::<Vec<_>>() });
    let regions = json!({ "enum": regions });
    let forms = [
        form("lesion", vec![("region", regions.clone()), ("fraction", fraction()), ("phases", phases())]),
        form("lesion", vec![("nucleus", nuclei.clone()), ("fraction", fraction()), ("phases", phases())]),
        form(
            "block",
            vec![("receptor", receptors), ("region", anywhere.clone()), ("fraction", fraction()), ("phases", phases())],
        ),
        form(
            "release",
            vec![
                ("modulator", modulators),
                ("region", anywhere),
                ("factor", number("number", LIMITS.release_factor)),
                ("phases", phases()),
            ],
        ),
        train(vec![("region", regions), ("drive", number("number", LIMITS.drive))]),
        train(vec![("nucleus", nuclei), ("rate_hz", number("number", LIMITS.stimulus_hz))]),
    ];
    assert_eq!(kinds(&forms), words(&format!("{PLACE}/kind"))["enum"], "a kind has no form here");
    list(up_to(LIMITS.interventions), json!({ "oneOf": forms }))
}

fn train(site: Vec<(&'static str, Value)>) -> Value {
    let rest = [
        ("event", words(&format!("{PLACE}/event"))),
        ("after_ms", time(LIMITS.after_ms)),
        ("pulse_ms", time(LIMITS.pulse_ms)),
        ("pulses", number("integer", LIMITS.pulses)),
        ("period_ms", time(LIMITS.period_ms)),
        ("probability", number("number", LIMITS.probability)),
        ("every", number("integer", LIMITS.every)),
        ("phases", phases()),
    ];
    form("stimulate", site.into_iter().chain(rest).collect())
}

fn phases() -> Value {
    list(Range { min: 1, max: LIMITS.phases.max }, reference("id"))
}

/// One kind. The reader tells the keys apart by the kind and by what is hit, so it is shown both.
fn form(kind: &str, values: Vec<(&'static str, Value)>) -> Value {
    let mut known = json!({ "kind": kind });
    let target = ["region", "nucleus"].into_iter().find(|key| values.iter().any(|(name, _)| name == key));
    if let Some(key) = target {
        known[key] = values.iter().find(|(name, _)| *name == key).expect("found above").1["enum"][0].clone();
    }
    let values = std::iter::once(("kind", json!({ "const": kind }))).chain(values).collect();
    object_like(PLACE, known, values)
}

/// The kinds that have a form, each once.
fn kinds(forms: &[Value]) -> Value {
    let mut kinds: Vec<Value> = forms.iter().map(|form| form["properties"]["kind"]["const"].clone()).collect();
    kinds.dedup();
    kinds.into()
}
