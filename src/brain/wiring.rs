//! Which regions a run uses, how many units they have and what connects them: the default brain as a table,
//! and its construction.
//!
//! Left out: feedback projections (they come with learning of many regions), recurrent connections,
//! inhibition by the striatum's output. Not in the table are the synapses of the critic, which end in ventral striatum
//! (`plasticity::critic`).

use crate::brain::atlas::{REGIONS, region_index};
use crate::brain::population::{Population, Response};
use crate::brain::projection::{Plan, Projection};
use crate::brain::time_cells::{BANKS, STEPS};
use crate::error::{Code, Errors, Problem};
use crate::params::Params;
use crate::rng::Stream;
use crate::spec::{Brain, ProjectionSpec, RegionSpec, Rule};

/// Units per region of the default brain.
const UNITS: &[(&str, u32)] = &[
    ("THA", 64),
    ("V1", 96),
    ("VAC", 96),
    ("A1", 64),
    ("S1", 64),
    ("M1", 64),
    ("SMA", 64),
    ("PPC", 96),
    ("IT", 128),
    ("dlPFC", 128),
    ("OFC", 96),
    ("vmPFC", 64),
    ("ACC", 64),
    ("PCC", 64),
    ("INS", 48),
    ("HIP", 160),
    ("AMY", 64),
    ("HYP", 16),
    ("CAU", 64),
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
    ("THA", "V1", 0.5, 1.0, Rule::Cortical),
    ("THA", "A1", 0.5, 1.0, Rule::Cortical),
    ("THA", "S1", 0.15, 1.0, Rule::Fixed),
    ("V1", "VAC", 1.0, 1.0, Rule::Cortical),
    ("VAC", "IT", 1.0, 1.0, Rule::Cortical),
    ("VAC", "PPC", 1.0, 1.0, Rule::Cortical),
    ("A1", "IT", 0.5, 1.0, Rule::Cortical),
    ("S1", "PPC", 0.15, 1.0, Rule::Fixed),
    ("S1", "M1", 0.15, 1.0, Rule::Cortical),
    ("IT", "dlPFC", 1.0, 1.0, Rule::Cortical),
    ("PPC", "dlPFC", 0.5, 1.0, Rule::Cortical),
    ("PPC", "PCC", 0.5, 1.0, Rule::Cortical),
    ("IT", "OFC", 1.0, 1.0, Rule::Cortical),
    ("IT", "AMY", 1.0, 1.0, Rule::Cortical),
    ("AMY", "OFC", 0.15, 1.0, Rule::Cortical),
    ("INS", "OFC", 0.15, 1.0, Rule::Cortical),
    ("INS", "AMY", 0.15, 1.0, Rule::Cortical),
    ("OFC", "vmPFC", 1.0, 1.0, Rule::Cortical),
    ("vmPFC", "ACC", 0.5, 1.0, Rule::Cortical),
    ("dlPFC", "ACC", 1.0, 1.0, Rule::Cortical),
    ("dlPFC", "CAU", 1.0, 1.0, Rule::Cortical),
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
        "THA" | "HYP" | "NAc" => Response::Linear,
        _ => Response::Sparse,
    }
}

/// Builds populations and projections.
///
/// # Errors
/// A region that every task needs is missing, or too small.
pub fn build(
    brain: &Brain,
    params: &Params,
    wiring: &mut Stream,
) -> Result<(Vec<Population>, Vec<Projection>), Errors> {
    check(brain)?;
    let populations: Vec<Population> = brain
        .regions
        .iter()
        .filter_map(|r| Some(Population::new(region_index(&r.id)?, r.units as u16, response(&r.id), params)))
        .collect();
    let place = |id: &str| populations.iter().position(|p| REGIONS[usize::from(p.region)].id == id);
    let projections = brain
        .projections
        .iter()
        .filter_map(|p| {
            let (pre, post) = (place(&p.from)?, place(&p.to)?);
            let units = (usize::from(populations[pre].units), usize::from(populations[post].units));
            let plan = Plan { pre, post, density: p.density, weight: p.weight, rule: p.rule };
            Some(Projection::new(plan, units, wiring))
        })
        .collect();
    Ok((populations, projections))
}

/// Regions that carry the task, with the fewest units each must have.
const NEEDED: &[(&str, u32)] = &[("THA", 1), ("HIP", (BANKS * STEPS) as u32), ("NAc", 1), ("HYP", 1)];

/// Can this brain carry a task?
///
/// # Errors
/// A region that every task needs is missing, or too small.
pub fn check(brain: &Brain) -> Result<(), Errors> {
    let problems: Vec<Problem> = NEEDED
        .iter()
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
    if problems.is_empty() { Ok(()) } else { Err(Errors(problems)) }
}
