//! Reads the interventions of an arm. Which keys are known depends on the kind and on what is hit, so these
//! two are read first.

use super::check::{can_happen, twice};
use super::{ALL, EVENT_WORDS, Event, Intervention, Place, Site, Stimulate};
use crate::atlas::{MODULATORS, NUCLEI, RECEPTORS, REGIONS};
use crate::error::{Code, Problem};
use crate::experiment::limits::{LIMITS, Range};
use crate::experiment::pointer::join;
use crate::experiment::reader::{At, Fields, Reader};
use crate::experiment::{Phase, RegionSpec, Task};

/// The rest of the experiment; `None` where it is left out or could not be read.
#[derive(Clone, Copy)]
pub(in crate::experiment) struct Setting<'s> {
    /// Regions with units; all of the atlas where `None`.
    pub regions: Option<&'s [RegionSpec]>,
    pub task: Option<&'s Task>,
    pub phases: Option<&'s [Phase]>,
}

impl<'s> Setting<'s> {
    /// Ids of the regions that have units.
    fn regions(self) -> Vec<&'s str> {
        match self.regions {
            Some(regions) => regions.iter().map(|region| region.id.as_str()).collect(),
            None => REGIONS.iter().map(|region| region.id).collect(),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Lesion,
    Block,
    Release,
    Stimulate,
}

const KINDS: [(&str, Kind); 4] =
    [("lesion", Kind::Lesion), ("block", Kind::Block), ("release", Kind::Release), ("stimulate", Kind::Stimulate)];

/// What the object names as its target.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    Region,
    Nucleus,
    Neither,
}

/// Keys of a train, whatever is stimulated.
const TRAIN: [&str; 8] = ["event", "after_ms", "pulse_ms", "pulses", "period_ms", "probability", "every", "phases"];

fn keys(kind: Option<Kind>, target: Target) -> Vec<&'static str> {
    let own: &[&str] = match (kind, target) {
        (Some(Kind::Lesion), Target::Region) => &["region", "fraction", "phases"],
        (Some(Kind::Lesion), Target::Nucleus) => &["nucleus", "fraction", "phases"],
        (Some(Kind::Lesion), Target::Neither) => &["region", "nucleus", "fraction", "phases"],
        (Some(Kind::Block), _) => &["receptor", "region", "fraction", "phases"],
        (Some(Kind::Release), _) => &["modulator", "region", "factor", "phases"],
        (Some(Kind::Stimulate), Target::Region) => &["region", "drive"],
        (Some(Kind::Stimulate), Target::Nucleus) => &["nucleus", "rate_hz"],
        (Some(Kind::Stimulate), Target::Neither) => &["region", "drive", "nucleus", "rate_hz"],
        (None, _) => &["region", "nucleus", "receptor", "modulator", "fraction", "factor", "drive", "rate_hz"],
    };
    let train = matches!(kind, Some(Kind::Stimulate) | None).then_some(TRAIN);
    std::iter::once("kind").chain(own.iter().copied()).chain(train.into_iter().flatten()).collect()
}

/// The interventions of an arm, or `None` after at least one problem was reported.
pub(in crate::experiment) fn list(r: &mut Reader, at: &At<'_>, setting: Setting<'_>) -> Option<Vec<Intervention>> {
    let length = Range { min: 0, max: LIMITS.interventions };
    let list = r.each(at, length, Code::Count, |r, at| intervention(r, at, setting))?;
    twice(r, &at.path, &list);
    Some(list)
}

fn intervention(r: &mut Reader, at: &At<'_>, setting: Setting<'_>) -> Option<Intervention> {
    let mut scout = Reader::default();
    let seen = scout.object(at, &[]);
    let has = |key| seen.as_ref().is_some_and(|fields| fields.get(key).is_some());
    let target = match (has("region"), has("nucleus")) {
        (true, _) => Target::Region,
        (_, true) => Target::Nucleus,
        _ => Target::Neither,
    };
    let kind = seen.as_ref().and_then(|fields| fields.get("kind"));
    let kind = kind.and_then(|at| scout.choice(&at, &KINDS));
    let fields = r.object(at, &keys(kind, target))?;
    if target == Target::Neither && matches!(kind, Some(Kind::Lesion | Kind::Stimulate)) {
        let path = join(&at.path, "region");
        r.report(Problem::new(Code::Missing, path, "region", "a region or a nucleus", "is missing"));
    }
    match r.need(&fields, "kind").and_then(|at| r.choice(&at, &KINDS))? {
        Kind::Lesion => lesion(r, &fields, target, setting),
        Kind::Block => block(r, &fields, setting),
        Kind::Release => release(r, &fields, setting),
        Kind::Stimulate => stimulate(r, &fields, target, setting),
    }
}

fn lesion(r: &mut Reader, fields: &Fields<'_>, target: Target, setting: Setting<'_>) -> Option<Intervention> {
    let place = match target {
        Target::Region => region(r, fields, &setting.regions()).map(Place::Region),
        Target::Nucleus => nucleus(r, fields).map(Place::Nucleus),
        Target::Neither => None,
    };
    let fraction = real(r, fields, "fraction", LIMITS.fraction, "");
    let phases = phases(r, fields, setting);
    Some(Intervention::Lesion { place: place?, fraction: fraction?, phases: phases? })
}

/// Receptors do nothing where there are no units.
fn block(r: &mut Reader, fields: &Fields<'_>, setting: Setting<'_>) -> Option<Intervention> {
    let receptor = r.need(fields, "receptor");
    let receptor = receptor.and_then(|at| r.reference(&at, RECEPTORS.iter().map(|one| one.id)));
    let region = region(r, fields, &[&[ALL], setting.regions().as_slice()].concat());
    let fraction = real(r, fields, "fraction", LIMITS.fraction, "");
    let phases = phases(r, fields, setting);
    Some(Intervention::Block { receptor: receptor?, region: region?, fraction: fraction?, phases: phases? })
}

/// Modulators are released in every region of the atlas, with or without units.
fn release(r: &mut Reader, fields: &Fields<'_>, setting: Setting<'_>) -> Option<Intervention> {
    let modulator = r.need(fields, "modulator");
    let modulator = modulator.and_then(|at| r.reference(&at, MODULATORS.iter().map(|one| one.id)));
    let everywhere: Vec<&str> = std::iter::once(ALL).chain(REGIONS.iter().map(|one| one.id)).collect();
    let region = region(r, fields, &everywhere);
    let factor = real(r, fields, "factor", LIMITS.release_factor, "");
    let phases = phases(r, fields, setting);
    Some(Intervention::Release { modulator: modulator?, region: region?, factor: factor?, phases: phases? })
}

fn stimulate(r: &mut Reader, fields: &Fields<'_>, target: Target, setting: Setting<'_>) -> Option<Intervention> {
    let site = site(r, fields, target, setting);
    let event = r.need(fields, "event").and_then(|at| r.choice(&at, &EVENT_WORDS));
    let after = r.need(fields, "after_ms").and_then(|at| r.time_ms(&at, LIMITS.after_ms));
    let pulse = r.need(fields, "pulse_ms").and_then(|at| r.time_ms(&at, LIMITS.pulse_ms));
    let pulses = count(r, fields, "pulses", LIMITS.pulses);
    let period = period(r, fields, pulse, pulses);
    let probability = match fields.get("probability") {
        Some(at) => r.real(&at, LIMITS.probability, ""),
        None => Some(1.0),
    };
    let every = count(r, fields, "every", LIMITS.every);
    let phases = phases(r, fields, setting);
    let stimulate = Stimulate {
        site: site?,
        event: event?,
        after_ms: after?,
        pulse_ms: pulse?,
        pulses: pulses?,
        period_ms: period?,
        probability: probability?,
        every: every?,
        phases: phases?,
    };
    fits(r, fields, &stimulate)?;
    happens(r, fields, &stimulate, setting)?;
    Some(Intervention::Stimulate(stimulate))
}

fn site(r: &mut Reader, fields: &Fields<'_>, target: Target, setting: Setting<'_>) -> Option<Site> {
    match target {
        Target::Region => {
            let region = region(r, fields, &setting.regions());
            let drive = real(r, fields, "drive", LIMITS.drive, "");
            Some(Site::Region { region: region?, drive: drive? })
        }
        Target::Nucleus => {
            let nucleus = nucleus(r, fields);
            let rate_hz = real(r, fields, "rate_hz", LIMITS.stimulus_hz, "Hz");
            Some(Site::Nucleus { nucleus: nucleus?, rate_hz: rate_hz? })
        }
        Target::Neither => None,
    }
}

/// From pulse to pulse. A single pulse needs none; several need one that is at least as long as they are.
fn period(r: &mut Reader, fields: &Fields<'_>, pulse: Option<u32>, pulses: Option<u32>) -> Option<u32> {
    let Some(at) = fields.get("period_ms") else {
        if pulses? > 1 {
            r.need(fields, "period_ms")?;
        }
        return pulse;
    };
    let period = r.time_ms(&at, LIMITS.period_ms)?;
    if pulses? > 1 && pulse? > period {
        let allowed = format!("at least pulse_ms, {}", pulse?);
        r.report(at.problem(Code::Range, &allowed, "makes the pulses overlap"));
        return None;
    }
    Some(period)
}

/// A train must end within the longest time allowed.
fn fits(r: &mut Reader, fields: &Fields<'_>, stimulate: &Stimulate) -> Option<()> {
    let ms = stimulate.train_ms();
    if ms <= LIMITS.train_ms {
        return Some(());
    }
    let at = fields.get("pulses").or_else(|| fields.get("pulse_ms"))?;
    let (value, allowed) = (format!("a train of {ms} ms"), format!("at most {} ms", LIMITS.train_ms));
    r.report(Problem::new(Code::Range, at.path, &value, &allowed, "is too long"));
    None
}

/// The event must be possible in a phase in which the stimulation acts.
fn happens(r: &mut Reader, fields: &Fields<'_>, stimulate: &Stimulate, setting: Setting<'_>) -> Option<()> {
    let (Some(task), Some(phases)) = (setting.task, setting.phases) else {
        return Some(());
    };
    let acts = |phase: &&Phase| stimulate.phases.is_empty() || stimulate.phases.contains(&phase.id);
    let can = |event: Event| phases.iter().filter(acts).any(|phase| can_happen(task, phase, event));
    if can(stimulate.event) {
        return Some(());
    }
    let possible: Vec<&str> = EVENT_WORDS.iter().filter(|(_, event)| can(*event)).map(|(word, _)| *word).collect();
    let at = fields.get("event")?;
    r.report(at.problem(Code::Ref, &possible.join(", "), "never happens in these phases of this task"));
    None
}

fn region(r: &mut Reader, fields: &Fields<'_>, known: &[&str]) -> Option<String> {
    let at = r.need(fields, "region")?;
    r.reference(&at, known.iter().copied())
}

fn nucleus(r: &mut Reader, fields: &Fields<'_>) -> Option<String> {
    let at = r.need(fields, "nucleus")?;
    r.reference(&at, NUCLEI.iter().map(|one| one.id))
}

fn real(r: &mut Reader, fields: &Fields<'_>, key: &str, range: Range<f32>, unit: &str) -> Option<f32> {
    let at = r.need(fields, key)?;
    r.real(&at, range, unit)
}

/// A whole number that is 1 where it is left out.
fn count(r: &mut Reader, fields: &Fields<'_>, key: &str, range: Range<u64>) -> Option<u32> {
    match fields.get(key) {
        Some(at) => u32::try_from(r.whole(&at, range, Code::Range)?).ok(),
        None => Some(1),
    }
}

/// Ids of phases, each once; an empty list stands for all where the key is left out.
fn phases(r: &mut Reader, fields: &Fields<'_>, setting: Setting<'_>) -> Option<Vec<String>> {
    let Some(at) = fields.get("phases") else {
        return Some(Vec::new());
    };
    let length = Range { min: 1, max: LIMITS.phases.max };
    let ids = r.each(&at, length, Code::Count, |r, at| match setting.phases {
        Some(phases) => r.reference(at, phases.iter().map(|phase| phase.id.as_str())),
        None => r.id(at),
    })?;
    for (i, id) in ids.iter().enumerate().filter(|(i, id)| ids[..*i].contains(id)) {
        r.report(Problem::new(Code::DupId, format!("{}/{i}", at.path), id, "", "is there twice"));
    }
    Some(ids)
}
