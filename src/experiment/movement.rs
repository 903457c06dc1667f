//! Movements after a choice: how their keys are read. A phase asks for them where it has a tolerance, and
//! then its task must say how long they take.

use super::Task;
use super::limits::{LIMITS, Range};
use super::reader::{At, Fields, Reader};
use crate::error::Code;

/// Length of the movement, which ends before the reward.
pub(super) fn reach_ms(r: &mut Reader, at: &At<'_>, delay_ms: Option<u32>) -> Option<u32> {
    let reach = r.time_ms(at, LIMITS.reach_ms)?;
    if delay_ms.is_some_and(|delay| reach >= delay) {
        r.report(at.problem(Code::Range, "less than delay_ms", "ends when the reward is there"));
        return None;
    }
    Some(reach)
}

/// Tolerance and rotation of a phase, degrees.
pub(super) fn of_phase(r: &mut Reader, fields: &Fields<'_>, task: Option<&Task>) -> Option<(f32, f32)> {
    let mut degrees = |key: &str, range: Range<f32>| match fields.get(key) {
        Some(at) => r.real(&at, range, "degrees"),
        None => Some(0.0),
    };
    let (tolerance, rotation) = (degrees("tolerance", LIMITS.tolerance), degrees("rotation", LIMITS.rotation));
    let (tolerance, rotation) = (tolerance?, rotation?);
    let moves = task.is_none_or(Task::moves);
    if let Some(at) = fields.get("tolerance").filter(|_| tolerance > 0.0 && !moves) {
        r.report(at.problem(Code::Range, "0 where reach_ms is 0", "is for movements, which this task does not have"));
        return None;
    }
    if let Some(at) = fields.get("rotation").filter(|_| rotation != 0.0 && tolerance == 0.0) {
        r.report(at.problem(Code::Range, "0 where tolerance is 0", "turns movements that are not made"));
        return None;
    }
    Some((tolerance, rotation))
}
