//! R6.2: conduction from the nuclei: near before far, and how long the front takes.

use super::{Check, Row, USUAL, quiet_brain};
use crate::atlas::{DA, NE, NUCLEI, REGIONS, SER, nucleus_index, path_mm, region_index};
use crate::error::Errors;
use crate::experiment::Command;
use crate::modulators::target;

/// Share of its later peak at which a concentration counts as risen.
const RISEN: f32 = 0.02;
/// Ticks watched after the burst begins.
const WATCHED: usize = 80;

pub(super) const R6_2: Row = Row {
    id: "R6.2",
    title: "Arrival order and spread of the modulator fronts",
    citation: "Aston-Jones, Foote & Segal 1985, doi:10.1016/0306-4522(85)90107-3; Foote, Aston-Jones & Bloom 1980, doi:10.1073/pnas.77.5.3033",
    checks: &[
        Check {
            quantity: "locus coeruleus to dlPFC",
            unit: "ms",
            published: "150 to 200 at 1 m/s",
            lo: 150.0,
            hi: 200.0,
        },
        Check {
            quantity: "noradrenaline: first to last cortical region",
            unit: "ms",
            published: "50 to 200",
            lo: 50.0,
            hi: 200.0,
        },
        Check {
            quantity: "dopamine: first to last cortical region",
            unit: "ms",
            published: "50 to 200",
            lo: 50.0,
            hi: 200.0,
        },
        Check {
            quantity: "serotonin: first to last cortical region",
            unit: "ms",
            published: "50 to 200",
            lo: 50.0,
            hi: 200.0,
        },
        Check {
            quantity: "pairs of regions in which the farther is reached first",
            unit: "%",
            published: "none",
            lo: 0.0,
            hi: 0.0,
        },
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let front = |id| onsets(seed, id);
    let (lc, vta, raphe) = (front("LC")?, front("VTA")?, front("DRN")?);
    let dlpfc = region_index("dlPFC").and_then(|k| lc[k]).unwrap_or(f32::NAN);
    let fronts = [("LC", &lc), ("VTA", &vta), ("DRN", &raphe)];
    let disorder = fronts.iter().map(|(id, onsets)| disorder(id, onsets)).fold(0.0, f32::max);
    Ok(vec![dlpfc, spread(&lc), spread(&vta), spread(&raphe), disorder])
}

/// When a burst of a nucleus is felt in each region, ms after it began; measured in a quiet brain.
fn onsets(seed: u64, nucleus: &str) -> Result<Vec<Option<f32>>, Errors> {
    let mut sim = quiet_brain(seed)?;
    sim.send(Command::Burst { nucleus: nucleus.into(), rate_hz: 20.0, duration_ms: 200 })?;
    let modulator = nucleus_index(nucleus).map_or(DA, |n| NUCLEI[n].modulator);
    debug_assert!([DA, NE, SER].contains(&modulator));
    let mut courses = vec![Vec::with_capacity(WATCHED); REGIONS.len()];
    for _ in 0..WATCHED {
        sim.tick();
        for (k, course) in courses.iter_mut().enumerate() {
            let place = target(modulator, k);
            course.push(sim.brain().tide.concentration[place] - sim.brain().tide.tone[place]);
        }
    }
    Ok(courses.iter().map(|course| onset(course)).collect())
}

fn onset(course: &[f32]) -> Option<f32> {
    let peak = course.iter().copied().fold(0.0, |a: f32, b| if b > a { b } else { a });
    if peak < 0.5 {
        return None;
    }
    course.iter().position(|&nm| nm > RISEN * peak).map(|tick| tick as f32 * 10.0)
}

fn spread(onsets: &[Option<f32>]) -> f32 {
    let cortical = REGIONS.iter().zip(onsets).filter(|(r, _)| r.cortex).filter_map(|(_, onset)| *onset);
    let (lo, hi) = cortical.fold((f32::MAX, f32::MIN), |(lo, hi), t| (lo.min(t), hi.max(t)));
    hi - lo
}

/// Share of pairs of regions whose order of arrival contradicts their distance by more than a tick, per cent.
fn disorder(nucleus: &str, onsets: &[Option<f32>]) -> f32 {
    let Some(n) = nucleus_index(nucleus) else { return f32::NAN };
    let reached: Vec<(f32, f32)> =
        onsets.iter().enumerate().filter_map(|(k, onset)| Some((path_mm(n, k), (*onset)?))).collect();
    let (mut pairs, mut wrong) = (0.0, 0.0);
    for (i, a) in reached.iter().enumerate() {
        for b in &reached[..i] {
            pairs += 1.0;
            if (a.0 - b.0) * (a.1 - b.1) < 0.0 && (a.1 - b.1).abs() > 10.0 {
                wrong += 1.0;
            }
        }
    }
    if pairs > 0.0 { 100.0 * wrong / pairs } else { f32::NAN }
}
