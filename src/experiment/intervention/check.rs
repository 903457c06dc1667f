//! What interventions of one arm must not say: the same thing twice, or something that can never be.

use super::{ALL, Event, Intervention, Place};
use crate::error::{Code, Problem};
use crate::experiment::reader::Reader;
use crate::experiment::{Phase, Task};

/// Can this event happen in this phase of this task?
pub(super) fn can_happen(task: &Task, phase: &Phase, event: Event) -> bool {
    match task {
        Task::Conditioning(_) => match event {
            Event::Trial | Event::Cue | Event::CueOff => true,
            Event::Reward => phase.reward > 0.0 && phase.omission < 1.0,
            Event::Omission => phase.reward < 1.0 || phase.omission > 0.0,
        },
        // A wrong choice is always possible, and a right one where rewards are.
        Task::Choice(_) => event != Event::Reward || (phase.reward > 0.0 && phase.omission < 1.0),
    }
}

/// Reports every intervention that does what an earlier one of the list does already, at the same time.
pub(super) fn twice(r: &mut Reader, path: &str, list: &[Intervention]) {
    for (i, one) in list.iter().enumerate() {
        if let Some(earlier) = list[..i].iter().position(|other| together(other, one) && same(other, one)) {
            let what = format!("does what {path}/{earlier} does already");
            r.report(Problem::new(Code::DupId, format!("{path}/{i}"), &target(one), "", &what));
        }
    }
}

/// Is there a phase in which both act?
fn together(a: &Intervention, b: &Intervention) -> bool {
    let (a, b) = (a.phases(), b.phases());
    a.is_empty() || b.is_empty() || a.iter().any(|id| b.contains(id))
}

/// Two stimulations may share their site, as long as they are not equal.
fn same(a: &Intervention, b: &Intervention) -> bool {
    use Intervention::{Block, Lesion, Release, Stimulate};
    let meet = |a: &str, b: &str| a == b || a == ALL || b == ALL;
    match (a, b) {
        (Lesion { place: a, .. }, Lesion { place: b, .. }) => a == b,
        (Block { receptor: a, region: at, .. }, Block { receptor: b, region, .. }) => a == b && meet(at, region),
        (Release { modulator: a, region: at, .. }, Release { modulator: b, region, .. }) => a == b && meet(at, region),
        (Stimulate(a), Stimulate(b)) => a == b,
        _ => false,
    }
}

/// What an intervention is about, in short.
fn target(one: &Intervention) -> String {
    match one {
        Intervention::Lesion { place: Place::Region(id) | Place::Nucleus(id), .. } => format!("the lesion of {id}"),
        Intervention::Block { receptor, region, .. } => format!("the block of {receptor} in {region}"),
        Intervention::Release { modulator, region, .. } => format!("the release of {modulator} in {region}"),
        Intervention::Stimulate(_) => "the stimulation".to_owned(),
    }
}
