//! Reads an [`Experiment`] from a JSON tree, key by key.

use super::limits::{LIMITS, Range};
use super::node::Node;
use super::reader::{At, Fields, Reader};
use super::{
    Arm, Choice, Conditioning, Expectation, Experiment, FORMAT, Flood, Phase, Task, VERSION, Values, forms,
    intervention, movement, network, offers,
};
use crate::error::{Code, Problem};

const KEYS: &[&str] = &[
    "format",
    "version",
    "id",
    "title",
    "question",
    "story",
    "simplified",
    "brain",
    "task",
    "phases",
    "parameters",
    "arms",
    "expect",
];

const FLOODS: &[(&str, Flood)] = &[
    ("none", Flood::None),
    ("steady", Flood::Steady),
    ("noisy", Flood::Noisy),
    ("half", Flood::Half),
    ("alternating", Flood::Alternating),
];

/// The experiment, or `None` after at least one problem was reported.
pub(super) fn read(r: &mut Reader, at: &At<'_>) -> Option<Experiment> {
    let fields = r.object(at, KEYS)?;
    let header = header(r, &fields);
    let id = r.need(&fields, "id").and_then(|at| r.id(&at));
    let title = sentence(r, &fields, "title", LIMITS.title_chars);
    let question = sentence(r, &fields, "question", LIMITS.title_chars);
    let story = sentence(r, &fields, "story", LIMITS.story_chars);
    let simplified = optional(r, &fields, "simplified", simplified);
    let brain = fields.get("brain").map(|at| network::brain(r, &at));
    let task = r.need(&fields, "task").and_then(|at| task(r, &at));
    let phases = r.need(&fields, "phases").and_then(|at| phases(r, &at, task.as_ref()));
    let parameters = optional(r, &fields, "parameters", |r, at| r.parameters(at));
    let regions = brain.as_ref().and_then(|brain| Some(brain.as_ref()?.regions.as_slice()));
    let setting = intervention::Setting { regions, task: task.as_ref(), phases: phases.as_deref() };
    let arms = r.need(&fields, "arms").and_then(|at| arms(r, &at, setting));
    let expect = optional(r, &fields, "expect", expectations);
    forms::check_arms(r, phases.as_deref().unwrap_or_default(), arms.as_deref().unwrap_or_default());
    header?;
    Some(Experiment {
        format: FORMAT.to_owned(),
        version: VERSION,
        id: id?,
        title: title?,
        question: question?,
        story: story?,
        simplified: simplified?,
        brain: match brain {
            Some(brain) => Some(brain?),
            None => None,
        },
        task: task?,
        phases: phases?,
        parameters: parameters?,
        arms: arms?,
        expect: expect?,
    })
}

/// A value that may be left out and is empty then.
fn optional<'n, T: Default>(
    r: &mut Reader,
    fields: &Fields<'n>,
    key: &str,
    read: impl FnOnce(&mut Reader, &At<'n>) -> Option<T>,
) -> Option<T> {
    match fields.get(key) {
        Some(at) => read(r, &at),
        None => Some(T::default()),
    }
}

fn sentence(r: &mut Reader, fields: &Fields<'_>, key: &str, most: usize) -> Option<String> {
    let at = r.need(fields, key)?;
    r.sentence(&at, most)
}

fn header(r: &mut Reader, fields: &Fields<'_>) -> Option<()> {
    let format = r.need(fields, "format").and_then(|at| format(r, &at));
    let version = r.need(fields, "version").and_then(|at| version(r, &at));
    format.and(version)
}

fn format(r: &mut Reader, at: &At<'_>) -> Option<()> {
    let fits = matches!(at.node, Node::Text(text) if text == FORMAT);
    if !fits {
        r.report(at.problem(Code::Format, FORMAT, "is another format"));
    }
    fits.then_some(())
}

fn version(r: &mut Reader, at: &At<'_>) -> Option<()> {
    let what = match *at.node {
        Node::Unsigned(n) if n == u64::from(VERSION) => return Some(()),
        Node::Unsigned(n) if n > u64::from(VERSION) => "is newer than this program",
        _ => "is not a version of this format",
    };
    r.report(at.problem(Code::Version, &VERSION.to_string(), what));
    None
}

fn sentences_range() -> Range<u64> {
    Range { min: 0, max: LIMITS.sentences as u64 }
}

fn simplified(r: &mut Reader, at: &At<'_>) -> Option<Vec<String>> {
    r.each(at, sentences_range(), Code::Count, |r, at| r.sentence(at, LIMITS.sentence_chars))
}

fn expectations(r: &mut Reader, at: &At<'_>) -> Option<Vec<Expectation>> {
    r.each(at, sentences_range(), Code::Count, |r, at| {
        let fields = r.object(at, &["text", "source"])?;
        let text = sentence(r, &fields, "text", LIMITS.sentence_chars);
        let source = sentence(r, &fields, "source", LIMITS.sentence_chars);
        Some(Expectation { text: text?, source: source? })
    })
}

fn task(r: &mut Reader, at: &At<'_>) -> Option<Task> {
    const CONDITIONING: &[&str] = &["kind", "cues", "cue_ms", "delay_ms", "pause_ms"];
    const CHOICE: &[&str] = &[
        "kind",
        "cue_ms",
        "delay_ms",
        "pause_ms",
        "stimuli",
        "decide_ms",
        "cued",
        "symbols",
        "items",
        "item_ms",
        "gap_ms",
        "hold_ms",
        "reach_ms",
    ];
    let words = [("conditioning", false), ("choice", true)];
    // Which keys are known depends on the kind, so the kind is read first.
    let mut scout = Reader::default();
    let kind = scout.object(at, CHOICE).and_then(|fields| fields.get("kind"));
    let kind = kind.and_then(|at| scout.choice(&at, &words));
    let fields = r.object(at, if kind == Some(true) { CHOICE } else { CONDITIONING })?;
    let kind = r.need(&fields, "kind").and_then(|at| r.choice(&at, &words));
    if kind == Some(true) {
        return choice(r, &fields).map(Task::Choice);
    }
    let conditioning = conditioning(r, &fields);
    kind?;
    conditioning.map(Task::Conditioning)
}

fn choice(r: &mut Reader, fields: &Fields<'_>) -> Option<Choice> {
    let stimuli = r.need(fields, "stimuli").and_then(|at| r.whole(&at, LIMITS.stimuli, Code::Range));
    let cue = r.need(fields, "cue_ms").and_then(|at| r.time_ms(&at, LIMITS.cue_ms));
    let decide = r.need(fields, "decide_ms").and_then(|at| r.time_ms(&at, LIMITS.decide_ms));
    let delay = r.need(fields, "delay_ms").and_then(|at| r.time_ms(&at, LIMITS.delay_ms));
    let pause = r.need(fields, "pause_ms").and_then(|at| pause(r, &at));
    let cued = optional(r, fields, "cued", |r, at| r.flag(at));
    let symbols = optional(r, fields, "symbols", |r, at| r.flag(at));
    let items = count(r, fields, "items", LIMITS.items);
    if let (Some(at), Some(1..), Some(false)) = (fields.get("items"), items, cued) {
        r.report(at.problem(Code::Range, "0 where cued is false", "are cues of rules, which this task does not tell"));
        return None;
    }
    let reach = fields.get("reach_ms").map_or(Some(0), |at| movement::reach_ms(r, &at, delay));
    let mut time = |key: &str, usual: u32| match fields.get(key) {
        Some(at) => r.time_ms(&at, LIMITS.item_ms),
        None => Some(usual),
    };
    let (item_ms, gap_ms, hold_ms) = (time("item_ms", 400), time("gap_ms", 300), time("hold_ms", 1000));
    Some(Choice {
        stimuli: u32::try_from(stimuli?).ok()?,
        cue_ms: cue?,
        decide_ms: decide?,
        delay_ms: delay?,
        pause_ms: pause?,
        cued: cued?,
        symbols: symbols?,
        items: items?,
        item_ms: item_ms?,
        gap_ms: gap_ms?,
        hold_ms: hold_ms?,
        reach_ms: reach?,
    })
}

fn conditioning(r: &mut Reader, fields: &Fields<'_>) -> Option<Conditioning> {
    let cues = optional(r, fields, "cues", forms::cues);
    let cue = r.need(fields, "cue_ms").and_then(|at| r.time_ms(&at, LIMITS.cue_ms));
    let delay = r.need(fields, "delay_ms").and_then(|at| r.time_ms(&at, LIMITS.delay_ms));
    let pause = r.need(fields, "pause_ms").and_then(|at| pause(r, &at));
    let (cue_ms, delay_ms) = (cue?, delay?);
    if cue_ms > delay_ms {
        let allowed = format!("at most delay_ms, {delay_ms}");
        let at = r.need(fields, "cue_ms")?;
        r.report(at.problem(Code::Range, &allowed, "is longer than the delay"));
        return None;
    }
    Some(Conditioning { cues: cues?, cue_ms, delay_ms, pause_ms: pause? })
}

fn pause(r: &mut Reader, at: &At<'_>) -> Option<[u32; 2]> {
    let two = Range { min: 2, max: 2 };
    let times = r.each(at, two, Code::Count, |r, at| r.time_ms(at, LIMITS.pause_ms))?;
    let pause: [u32; 2] = times.try_into().ok()?;
    if pause[0] > pause[1] {
        let value = format!("{} to {}", pause[0], pause[1]);
        let allowed = "the shortest pause first";
        let problem = Problem::new(Code::Range, &*at.path, &value, allowed, "is the wrong way round");
        r.report(problem);
        return None;
    }
    Some(pause)
}

/// The phases of a task; `None` where the task was refused, and forms are not looked at then.
fn phases(r: &mut Reader, at: &At<'_>, task: Option<&Task>) -> Option<Vec<Phase>> {
    let phases = r.each(at, LIMITS.phases, Code::Count, |r, at| phase(r, at, task))?;
    r.distinct(&at.path, phases.iter().map(|phase| phase.id.as_str()));
    let trials: u64 = phases.iter().map(|phase| u64::from(phase.trials)).sum();
    if trials > LIMITS.trials {
        let (value, allowed) = (format!("{trials} trials"), format!("at most {}", LIMITS.trials));
        r.report(Problem::new(Code::Range, &*at.path, &value, &allowed, "are too many in all"));
    }
    Some(phases)
}

fn phase(r: &mut Reader, at: &At<'_>, task: Option<&Task>) -> Option<Phase> {
    let keys = &[
        "id",
        "trials",
        "omission",
        "reward",
        "forms",
        "wait_ms",
        "rules",
        "distractor",
        "kept",
        "moved",
        "swapped",
        "replays",
        "flood",
        "offers",
        "drift",
        "tolerance",
        "rotation",
    ];
    let fields = r.object(at, keys)?;
    let id = r.need(&fields, "id").and_then(|at| r.id(&at));
    let trials = r.need(&fields, "trials").and_then(|at| r.whole(&at, LIMITS.trials_per_phase, Code::Range));
    let omission = probability(r, &fields, "omission", 0.0);
    let reward = probability(r, &fields, "reward", 1.0);
    let rules = optional(r, &fields, "rules", rule_list);
    let distractor = match fields.get("distractor") {
        Some(at) => r.real(&at, LIMITS.distractor, ""),
        None => Some(0.0),
    };
    let kept = count(r, &fields, "kept", LIMITS.kept);
    let moved = probability(r, &fields, "moved", 0.0);
    let swapped = optional(r, &fields, "swapped", rule_list);
    let replays = count(r, &fields, "replays", LIMITS.replays);
    let flood = optional(r, &fields, "flood", |r, at| r.choice(at, FLOODS));
    let mut phase = Phase {
        id: id?,
        trials: u32::try_from(trials?).ok()?,
        omission: omission?,
        reward: reward?,
        rules: rules?,
        distractor: distractor?,
        kept: kept?,
        moved: moved?,
        swapped: swapped?,
        replays: replays?,
        flood: flood?,
        drift: optional(r, &fields, "drift", offers::drift)?,
        ..Phase::new("", 0)
    };
    (phase.tolerance, phase.rotation) = movement::of_phase(r, &fields, task)?;
    if let Some(Task::Choice(task)) = task {
        phase.offers = offers::of_phase(r, at, fields.get("offers"), task, &phase)?;
    }
    phase.wait_ms = optional(r, &fields, "wait_ms", |r, at| wait_ms(r, at, task))?;
    if let (Some(at), Some(Task::Conditioning(task))) = (fields.get("forms"), task) {
        phase.forms = forms::forms(r, &at, task, &phase)?;
    }
    Some(phase)
}

/// How often the brain may leave.
fn wait_ms(r: &mut Reader, at: &At<'_>, task: Option<&Task>) -> Option<u32> {
    let wait = r.time_ms(at, LIMITS.wait_ms)?;
    if wait > 0 && matches!(task, Some(Task::Choice(_))) {
        r.report(at.problem(Code::Range, "0 in a choice", "is for conditioning, where waiting is all there is to do"));
        return None;
    }
    Some(wait)
}

fn rule_list(r: &mut Reader, at: &At<'_>) -> Option<Vec<u32>> {
    let each = |r: &mut Reader, at: &At<'_>| r.whole(at, LIMITS.rule, Code::Range).map(|k| k as u32);
    r.each(at, Range { min: 0, max: LIMITS.rule.max + 1 }, Code::Count, each)
}

/// A whole number that may be left out and is 0 then.
fn count(r: &mut Reader, fields: &Fields<'_>, key: &str, range: Range<u64>) -> Option<u32> {
    match fields.get(key) {
        Some(at) => u32::try_from(r.whole(&at, range, Code::Range)?).ok(),
        None => Some(0),
    }
}

fn probability(r: &mut Reader, fields: &Fields<'_>, key: &str, default: f32) -> Option<f32> {
    match fields.get(key) {
        Some(at) => r.real(&at, LIMITS.probability, ""),
        None => Some(default),
    }
}

fn arms(r: &mut Reader, at: &At<'_>, setting: intervention::Setting<'_>) -> Option<Vec<Arm>> {
    let arms = r.each(at, LIMITS.arms, Code::Count, |r, at| {
        let fields = r.object(at, &["id", "title", "parameters", "interventions"])?;
        let id = r.need(&fields, "id").and_then(|at| r.id(&at));
        let title = sentence(r, &fields, "title", LIMITS.title_chars);
        let parameters: Option<Values> = optional(r, &fields, "parameters", |r, at| r.parameters(at));
        let interventions = optional(r, &fields, "interventions", |r, at| intervention::list(r, at, setting));
        Some(Arm { id: id?, title: title?, parameters: parameters?, interventions: interventions? })
    })?;
    r.distinct(&at.path, arms.iter().map(|arm| arm.id.as_str()));
    Some(arms)
}
