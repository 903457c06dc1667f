//! Reads the brain of an experiment: regions of the atlas and projections.
//! All counts are checked in 64 bits before anything is built from them.

use super::limits::{LIMITS, Range};
use super::reader::{At, Reader};
use super::{Brain, ProjectionSpec, RegionSpec, Rule};
use crate::atlas::REGIONS;
use crate::error::{Code, Problem};

/// The brain, or `None` after at least one problem was reported.
pub(super) fn brain(r: &mut Reader, at: &At<'_>) -> Option<Brain> {
    let fields = r.object(at, &["regions", "projections"])?;
    let regions = r.need(&fields, "regions").and_then(|at| regions(r, &at));
    let projections = r.need(&fields, "projections");
    // Without regions every projection would be reported as well.
    let regions = regions?;
    let projections = projections.and_then(|at| projections_of(r, &at, &regions))?;
    Some(Brain { regions, projections })
}

fn regions(r: &mut Reader, at: &At<'_>) -> Option<Vec<RegionSpec>> {
    let regions = r.each(at, LIMITS.regions, Code::Count, |r, at| {
        let fields = r.object(at, &["id", "units"])?;
        let id = r.need(&fields, "id");
        let id = id.and_then(|at| r.reference(&at, REGIONS.iter().map(|region| region.id)));
        let units = r.need(&fields, "units");
        let units = units.and_then(|at| r.whole(&at, LIMITS.units_per_region, Code::Units));
        Some(RegionSpec { id: id?, units: u32::try_from(units?).ok()? })
    })?;
    r.distinct(&at.path, regions.iter().map(|region| region.id.as_str()));
    let units: u64 = regions.iter().map(|region| u64::from(region.units)).sum();
    if units > LIMITS.units {
        let (value, allowed) = (format!("{units} units"), format!("at most {}", LIMITS.units));
        r.report(Problem::new(Code::Units, &*at.path, &value, &allowed, "are too many in all"));
    }
    Some(regions)
}

fn projections_of(r: &mut Reader, at: &At<'_>, regions: &[RegionSpec]) -> Option<Vec<ProjectionSpec>> {
    let count = Range { min: 0, max: LIMITS.projections };
    let projections = r.each(at, count, Code::Edges, |r, at| projection(r, at, regions))?;
    for (i, one) in projections.iter().enumerate() {
        if projections[..i].iter().any(|other| other.from == one.from && other.to == one.to) {
            let pair = format!("{} to {}", one.from, one.to);
            let path = format!("{}/{i}", at.path);
            r.report(Problem::new(Code::DupId, path, &pair, "", "is there twice"));
        }
    }
    let synapses: u64 = projections.iter().map(|p| bound(p, regions)).fold(0, u64::saturating_add);
    if synapses > LIMITS.synapses {
        let (value, allowed) = (format!("{synapses} synapses"), format!("at most {}", LIMITS.synapses));
        r.report(Problem::new(Code::Edges, &*at.path, &value, &allowed, "are too many in all"));
    }
    Some(projections)
}

fn bound(projection: &ProjectionSpec, regions: &[RegionSpec]) -> u64 {
    let units = |id: &str| regions.iter().find(|r| r.id == id).map_or(0, |r| u64::from(r.units));
    projection.synapses(units(&projection.from), units(&projection.to))
}

fn projection(r: &mut Reader, at: &At<'_>, regions: &[RegionSpec]) -> Option<ProjectionSpec> {
    let fields = r.object(at, &["from", "to", "density", "weight", "rule"])?;
    let ids = || regions.iter().map(|region| region.id.as_str());
    let from = r.need(&fields, "from").and_then(|at| r.reference(&at, ids()));
    let to = r.need(&fields, "to").and_then(|at| r.reference(&at, ids()));
    let density = r.need(&fields, "density").and_then(|at| r.real(&at, LIMITS.density, ""));
    let weight = r.need(&fields, "weight").and_then(|at| r.real(&at, LIMITS.weight, ""));
    let words =
        [("fixed", Rule::Fixed), ("cortical", Rule::Cortical), ("actor", Rule::Actor), ("striatal", Rule::Striatal)];
    let rule = r.need(&fields, "rule").and_then(|at| r.choice(&at, &words));
    Some(ProjectionSpec { from: from?, to: to?, density: density?, weight: weight?, rule: rule? })
}
