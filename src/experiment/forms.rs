//! Conditioning in general: phases whose trials take several forms, each with its own cues, reward and
//! interference with a nucleus. Types, and how they are read.
//!
//! A phase without forms has one: the first cue for `cue_ms`, reward after `delay_ms`.

use super::limits::{LIMITS, Range};
use super::reader::{At, Fields, Reader};
use super::{Arm, Conditioning, Phase, Task};
use crate::atlas::NUCLEI;
use crate::error::{Code, Problem};
use serde::{Deserialize, Serialize};

/// Name of the one cue of a task that names none.
pub const CUE: &str = "cue";

/// One form of trial within a phase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Name within the phase.
    pub id: String,
    /// How many trials of this form stand in each shuffled block of the phase.
    pub share: u32,
    /// The cues, in any order; several at once are a compound.
    pub cues: Vec<CueEvent>,
    /// Time of the reward, whether it comes or not.
    pub reward_ms: u32,
    /// Probability that it is due.
    pub reward: f32,
    /// Probability that one that is due is left out.
    pub omission: f32,
    /// Its size, in usual rewards; below 0 it is a punishment of that size.
    pub size: f32,
    /// What is done to nuclei.
    pub stimulate: Vec<Stimulation>,
}

/// A cue comes on and goes off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueEvent {
    /// Its name in the task.
    pub cue: String,
    /// When it comes on.
    pub at_ms: u32,
    /// For how long.
    pub for_ms: u32,
}

/// A nucleus is made to fire, beside what it fires by itself, or kept from it whatever its input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stimulation {
    /// Id of the nucleus.
    pub nucleus: String,
    /// From when on.
    pub at_ms: u32,
    /// For how long.
    pub for_ms: u32,
    /// Firing added to its own; 0 holds the nucleus at its tone, below 0 silences it.
    pub rate_hz: f32,
    /// The arms in which this is done; all where empty.
    pub arms: Vec<String>,
}

impl Conditioning {
    /// Names of the cues, at least one.
    #[must_use]
    pub fn cue_names(&self) -> Vec<&str> {
        if self.cues.is_empty() { vec![CUE] } else { self.cues.iter().map(String::as_str).collect() }
    }

    /// The forms of a phase, at least one.
    #[must_use]
    pub fn forms(&self, phase: &Phase) -> Vec<Form> {
        if !phase.forms.is_empty() {
            return phase.forms.clone();
        }
        let cue = CueEvent { cue: self.cue_names()[0].to_owned(), at_ms: 0, for_ms: self.cue_ms };
        vec![Form {
            id: phase.id.clone(),
            share: 1,
            cues: vec![cue],
            reward_ms: self.delay_ms,
            reward: phase.reward,
            omission: phase.omission,
            size: 1.0,
            stimulate: Vec::new(),
        }]
    }
}

/// Names of the cues of a task.
pub(super) fn cues(r: &mut Reader, at: &At<'_>) -> Option<Vec<String>> {
    let cues = r.each(at, LIMITS.cues, Code::Count, |r, at| r.id(at))?;
    for (i, cue) in cues.iter().enumerate().filter(|(i, cue)| cues[..*i].contains(cue)) {
        r.report(Problem::new(Code::DupId, format!("{}/{i}", at.path), cue, "", "is there twice"));
    }
    Some(cues)
}

/// The forms of a phase; `phase` holds what they take over where they say nothing.
pub(super) fn forms(r: &mut Reader, at: &At<'_>, task: &Conditioning, phase: &Phase) -> Option<Vec<Form>> {
    let forms = r.each(at, LIMITS.forms, Code::Count, |r, at| form(r, at, task, phase))?;
    r.distinct(&at.path, forms.iter().map(|form| form.id.as_str()));
    Some(forms)
}

fn form(r: &mut Reader, at: &At<'_>, task: &Conditioning, phase: &Phase) -> Option<Form> {
    let keys = ["id", "share", "cues", "reward_ms", "reward", "omission", "size", "stimulate"];
    let fields = r.object(at, &keys)?;
    let id = r.need(&fields, "id").and_then(|at| r.id(&at));
    let share = or(r, &fields, "share", 1, |r, at| r.whole(at, LIMITS.share, Code::Range).map(|n| n as u32));
    let reward_ms = or(r, &fields, "reward_ms", task.delay_ms, |r, at| r.time_ms(at, LIMITS.delay_ms));
    let reward = or(r, &fields, "reward", phase.reward, |r, at| r.real(at, LIMITS.probability, ""));
    let omission = or(r, &fields, "omission", phase.omission, |r, at| r.real(at, LIMITS.probability, ""));
    let size = or(r, &fields, "size", 1.0, |r, at| r.real(at, LIMITS.reward_size, "rewards"));
    let end = reward_ms.unwrap_or(task.delay_ms);
    let cues = r.need(&fields, "cues");
    let cues = cues.and_then(|at| r.each(&at, LIMITS.cue_events, Code::Count, |r, at| cue_event(r, at, task, end)));
    let stimulate = or(r, &fields, "stimulate", Vec::new(), |r, at| {
        r.each(at, LIMITS.stimulations, Code::Count, |r, at| stimulation(r, at, end))
    });
    Some(Form {
        id: id?,
        share: share?,
        cues: cues?,
        reward_ms: reward_ms?,
        reward: reward?,
        omission: omission?,
        size: size?,
        stimulate: stimulate?,
    })
}

/// A value that may be left out.
fn or<'n, T>(
    r: &mut Reader,
    fields: &Fields<'n>,
    key: &str,
    default: T,
    read: impl FnOnce(&mut Reader, &At<'n>) -> Option<T>,
) -> Option<T> {
    match fields.get(key) {
        Some(at) => read(r, &at),
        None => Some(default),
    }
}

fn cue_event(r: &mut Reader, at: &At<'_>, task: &Conditioning, end: u32) -> Option<CueEvent> {
    let fields = r.object(at, &["cue", "at_ms", "for_ms"])?;
    let names = task.cue_names();
    let cue = r.need(&fields, "cue").and_then(|at| r.reference(&at, names.iter().copied()));
    let at_ms = or(r, &fields, "at_ms", 0, |r, at| r.time_ms(at, LIMITS.event_ms));
    let for_ms = or(r, &fields, "for_ms", task.cue_ms, |r, at| r.time_ms(at, LIMITS.cue_ms));
    let (at_ms, for_ms) = (at_ms?, for_ms?);
    late(r, at, at_ms + for_ms, end)?;
    Some(CueEvent { cue: cue?, at_ms, for_ms })
}

fn stimulation(r: &mut Reader, at: &At<'_>, end: u32) -> Option<Stimulation> {
    let fields = r.object(at, &["nucleus", "at_ms", "for_ms", "rate_hz", "arms"])?;
    let nucleus = r.need(&fields, "nucleus");
    let nucleus = nucleus.and_then(|at| r.reference(&at, NUCLEI.iter().map(|one| one.id)));
    let at_ms = or(r, &fields, "at_ms", 0, |r, at| r.time_ms(at, LIMITS.event_ms));
    let for_ms = r.need(&fields, "for_ms").and_then(|at| r.time_ms(&at, LIMITS.burst_ms));
    let rate_hz = r.need(&fields, "rate_hz").and_then(|at| r.real(&at, LIMITS.stimulation_hz, "Hz"));
    let some = Range { min: 0, max: LIMITS.arms.max };
    let arms = or(r, &fields, "arms", Vec::new(), |r, at| r.each(at, some, Code::Count, |r, at| r.id(at)));
    late(r, at, at_ms?, end)?;
    Some(Stimulation { nucleus: nucleus?, at_ms: at_ms?, for_ms: for_ms?, rate_hz: rate_hz?, arms: arms? })
}

/// Reports what happens after the moment of reward.
fn late(r: &mut Reader, at: &At<'_>, ms: u32, end: u32) -> Option<()> {
    if ms > end {
        let allowed = format!("at most reward_ms, {end}");
        r.report(Problem::new(Code::Range, &*at.path, &format!("{ms} ms"), &allowed, "is later than the reward"));
        return None;
    }
    Some(())
}

/// Reports arms that are named in a form and not there.
pub(super) fn check_arms(r: &mut Reader, phases: &[Phase], arms: &[Arm]) {
    let known: Vec<&str> = arms.iter().map(|arm| arm.id.as_str()).collect();
    for (p, phase) in phases.iter().enumerate() {
        for (f, form) in phase.forms.iter().enumerate() {
            for (s, stimulation) in form.stimulate.iter().enumerate() {
                for (a, id) in stimulation.arms.iter().enumerate().filter(|(_, id)| !known.contains(&id.as_str())) {
                    let path = format!("/phases/{p}/forms/{f}/stimulate/{s}/arms/{a}");
                    r.report(Problem::new(Code::Ref, path, id, &known.join(", "), "is not there"));
                }
            }
        }
    }
}

impl super::Experiment {
    /// Can any of its trials punish?
    #[must_use]
    pub fn punishes(&self) -> bool {
        self.phases.iter().flat_map(|phase| &phase.forms).any(|form| form.size < 0.0)
    }

    /// May the brain leave in any of its trials, before the outcome?
    #[must_use]
    pub fn waits(&self) -> bool {
        self.phases.iter().any(|phase| phase.wait_ms > 0)
    }

    /// The experiment as one arm sees it: without what is done to nuclei in other arms only.
    #[must_use]
    pub fn in_arm(&self, arm: &str) -> Self {
        let mut own = self.clone();
        for form in own.phases.iter_mut().flat_map(|phase| &mut phase.forms) {
            form.stimulate.retain(|s| s.arms.is_empty() || s.arms.iter().any(|id| id == arm));
        }
        own
    }
}

impl Task {
    /// Number of cues that it shows.
    #[must_use]
    pub fn cues(&self) -> usize {
        match self {
            Self::Conditioning(task) => task.cue_names().len(),
            Self::Choice(_) => 1,
        }
    }
}
