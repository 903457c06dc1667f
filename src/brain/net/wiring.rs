//! Which regions a run uses, how many units they have and what connects them: the default brain as a table,
//! and its construction.
//!
//! Left out: recurrent connections, inhibition by the striatum's output. Not in the table are the synapses of
//! the critic, which end in ventral striatum (`plasticity::conjunctions`), and those of aversive value, which
//! end in the amygdala (`brain::fear`).

use crate::atlas::{REGIONS, region_index};
use crate::brain::net::population::{Population, Response};
use crate::brain::net::projection::{Plan, Projection};
use crate::brain::net::time_cells::{BANKS, STEPS};
use crate::error::{Code, Errors, Problem};
use crate::experiment::limits::ACTIONS;
use crate::experiment::{Brain, ProjectionSpec, RegionSpec, Rule};
use crate::params::Params;
use crate::rng::Stream;

/// Units per region of the default brain.
const UNITS: &[(&str, u32)] = &[
    ("THA", 80),
    ("V1", 128),
    ("VAC", 96),
    ("A1", 64),
    ("S1", 64),
    ("M1", 64),
    ("SMA", 64),
    ("PPC", 96),
    ("IT", 200),
    ("dlPFC", 64),
    ("OFC", 96),
    ("vmPFC", 64),
    ("ACC", 64),
    ("PCC", 64),
    ("INS", 48),
    ("HIP", 160),
    ("AMY", 64),
    ("HYP", 16),
    ("CAU", 80),
    ("PUT", 64),
    ("NAc", 16),
    ("PAL", 32),
    ("STN", 16),
    ("CB", 96),
];

/// Projections of the default brain: from, to, density, weight, rule. About 10^5 synapses.
/// Order of the visual and limbic streams: Felleman & Van Essen 1991, doi:10.1093/cercor/1.1.1; the
/// densities and sizes are ours.
const PROJECTIONS: &[(&str, &str, f32, f32, Rule)] = &[
    ("THA", "V1", 1.0, 0.3, Rule::Actor),
    ("V1", "IT", 1.0, 0.375, Rule::Actor),
    ("THA", "dlPFC", 1.0, 0.35, Rule::Actor),
    ("dlPFC", "IT", 1.0, 0.55, Rule::Actor),
    ("IT", "CAU", 1.0, 0.015, Rule::Striatal),
    ("THA", "A1", 0.5, 1.0, Rule::Cortical),
    ("THA", "S1", 0.15, 1.0, Rule::Fixed),
    ("V1", "VAC", 0.15, 1.0, Rule::Cortical),
    ("VAC", "PPC", 1.0, 1.0, Rule::Cortical),
    ("S1", "PPC", 0.15, 1.0, Rule::Fixed),
    ("S1", "M1", 0.15, 1.0, Rule::Cortical),
    ("PPC", "PCC", 0.5, 1.0, Rule::Cortical),
    ("IT", "OFC", 1.0, 1.0, Rule::Cortical),
    ("IT", "AMY", 1.0, 1.0, Rule::Cortical),
    ("AMY", "OFC", 0.15, 1.0, Rule::Cortical),
    ("INS", "OFC", 0.15, 1.0, Rule::Cortical),
    ("INS", "AMY", 0.15, 1.0, Rule::Cortical),
    ("OFC", "vmPFC", 1.0, 1.0, Rule::Cortical),
    ("vmPFC", "ACC", 0.5, 1.0, Rule::Cortical),
    ("dlPFC", "ACC", 1.0, 1.0, Rule::Cortical),
    ("PPC", "PUT", 0.5, 1.0, Rule::Cortical),
    ("dlPFC", "SMA", 0.5, 1.0, Rule::Cortical),
    ("SMA", "M1", 0.5, 1.0, Rule::Cortical),
    ("M1", "PUT", 0.5, 1.0, Rule::Cortical),
    ("M1", "CB", 0.15, 1.0, Rule::Cortical),
    ("M1", "STN", 0.15, 1.0, Rule::Fixed),
    ("CAU", "PAL", 0.15, 1.0, Rule::Fixed),
    ("PUT", "PAL", 0.15, 1.0, Rule::Fixed),
];

/// The default brain as it would stand in an experiment file.
#[must_use]
pub fn default_brain() -> Brain {
    let regions = UNITS.iter().map(|&(id, units)| RegionSpec { id: id.into(), units }).collect();
    let projections = PROJECTIONS
        .iter()
        .map(|&(from, to, density, weight, rule)| ProjectionSpec {
            from: from.into(),
            to: to.into(),
            density,
            weight,
            rule,
        })
        .collect();
    Brain { regions, projections }
}

/// How the units of a region answer.
fn response(id: &str) -> Response {
    match id {
        "HIP" => Response::Clocked,
        "V1" | "IT" | "dlPFC" | "CAU" => Response::Centred,
        "THA" | "HYP" | "NAc" => Response::Linear,
        _ => Response::Sparse,
    }
}

/// Drive of centred units beside their synapses. A strong negative one makes IT sparse: one unit in nine
/// answers.
fn bias(id: &str, params: &Params) -> f32 {
    match id {
        "V1" => 0.2,
        "IT" => -1.2,
        "CAU" => params.striatal_drive,
        _ => 0.0,
    }
}

/// First unit of the thalamus that carries the cue of a rule; those before it carry the stimulus.
pub const RULE_UNITS: u16 = 64;

/// Presynaptic units of a projection: the thalamus sends stimuli to sensory cortex, the cue of a rule to
/// prefrontal cortex.
fn span_of(p: &ProjectionSpec, units: usize) -> (u16, u16) {
    let n = units as u16;
    match (p.from.as_str(), p.to.as_str()) {
        ("THA", "dlPFC") if n > RULE_UNITS => (RULE_UNITS, n),
        ("THA", "V1") if n > RULE_UNITS => (0, RULE_UNITS),
        _ => (0, n),
    }
}

/// Builds populations and projections of a brain that was checked.
#[must_use]
pub fn build(brain: &Brain, params: &Params, wiring: &mut Stream) -> (Vec<Population>, Vec<Projection>) {
    let population = |r: &RegionSpec| {
        let mut population = Population::new(region_index(&r.id)?, r.units as u16, response(&r.id), params);
        population.bias = bias(&r.id, params);
        Some(population)
    };
    let populations: Vec<Population> = brain.regions.iter().filter_map(population).collect();
    let place = |id: &str| populations.iter().position(|p| REGIONS[usize::from(p.region)].id == id);
    let projections = brain
        .projections
        .iter()
        .filter_map(|p| {
            let (pre, post) = (place(&p.from)?, place(&p.to)?);
            let units = (usize::from(populations[pre].units), usize::from(populations[post].units));
            let plan =
                Plan { pre, post, density: p.density, weight: p.weight, rule: p.rule, span: span_of(p, units.0) };
            Some(Projection::new(plan, units, wiring))
        })
        .collect();
    (populations, projections)
}

/// Edges `(from, to)` in an order in which every region is complete before it sends; `None` if they run in a
/// circle.
fn ordered<T: PartialEq>(edges: &[(T, T)]) -> Option<Vec<usize>> {
    let mut left: Vec<usize> = (0..edges.len()).collect();
    let mut order = Vec::with_capacity(edges.len());
    while !left.is_empty() {
        let ready = |&e: &usize| left.iter().all(|&other| edges[other].1 != edges[e].0);
        let next: Vec<usize> = left.iter().copied().filter(ready).collect();
        if next.is_empty() {
            return None;
        }
        left.retain(|e| !next.contains(e));
        order.extend(next);
    }
    Some(order)
}

/// The projections on the way from sense to action, in the order in which activity takes it.
#[must_use]
pub fn way(projections: &[Projection]) -> Vec<usize> {
    let on: Vec<usize> = (0..projections.len()).filter(|&p| projections[p].feedback.is_some()).collect();
    let edges: Vec<(usize, usize)> = on.iter().map(|&p| (projections[p].pre, projections[p].post)).collect();
    ordered(&edges).unwrap_or_default().into_iter().map(|e| on[e]).collect()
}

/// Does the way from sense to action run in a circle?
fn circle(brain: &Brain) -> Option<Problem> {
    let on = |p: &&ProjectionSpec| matches!(p.rule, Rule::Actor | Rule::Striatal);
    let edges: Vec<(&str, &str)> =
        brain.projections.iter().filter(on).map(|p| (p.from.as_str(), p.to.as_str())).collect();
    let what = "run in a circle; the way from sense to action must not";
    ordered(&edges).is_none().then(|| Problem::new(Code::Ref, "/brain/projections", "actor, striatal", "", what))
}

/// Regions that carry the task, with the fewest units each must have.
const NEEDED: &[(&str, u32)] = &[("THA", 1), ("HIP", (BANKS * STEPS) as u32), ("NAc", 1), ("HYP", 1)];

/// Regions that movements need, likewise: every action is a goal with a pattern of its own.
const MOVING: &[(&str, u32)] = &[("SMA", ACTIONS as u32), ("M1", ACTIONS as u32)];

/// Can this brain carry a task?
///
/// # Errors
/// A region that every task needs is missing, or too small; or one that this task needs, if it asks for
/// movements.
pub fn check(brain: &Brain, moves: bool) -> Result<(), Errors> {
    let needed = NEEDED.iter().chain(if moves { MOVING } else { &[] });
    let mut problems: Vec<Problem> = needed
        .filter_map(|&(id, fewest)| match brain.regions.iter().position(|r| r.id == id) {
            None => {
                Some(Problem::new(Code::Missing, "/brain/regions", id, "", "is missing; the task needs this region"))
            }
            Some(i) if brain.regions[i].units < fewest => {
                let units = brain.regions[i].units.to_string();
                let allowed = format!("at least {fewest}");
                Some(Problem::new(Code::Units, format!("/brain/regions/{i}/units"), &units, &allowed, "are too few"))
            }
            Some(_) => None,
        })
        .collect();
    problems.extend(circle(brain));
    if problems.is_empty() { Ok(()) } else { Err(Errors(problems)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_complete_before_it_sends() {
        let order = ordered(&[("IT", "CAU"), ("V1", "IT"), ("THA", "V1"), ("dlPFC", "IT"), ("THA", "dlPFC")]);
        assert_eq!(order, Some(vec![2, 4, 1, 3, 0]));
        assert_eq!(ordered(&[("a", "b"), ("b", "c"), ("c", "a")]), None);
    }

    #[test]
    fn a_circle_is_refused() {
        let mut brain = default_brain();
        assert_eq!(check(&brain, true), Ok(()));
        let back = ProjectionSpec { from: "IT".into(), to: "V1".into(), density: 1.0, weight: 0.1, rule: Rule::Actor };
        brain.projections.push(back);
        assert_eq!(check(&brain, false).unwrap_err().0[0].path, "/brain/projections");
    }
}
