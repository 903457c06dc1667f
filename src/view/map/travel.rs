//! Travel times: when the front of a modulator passes each cell of the section.
//!
//! The eikonal equation `|grad G| = 1 / speed` is solved outwards from the nuclei (fast sweeping, Zhao 2005,
//! doi:10.1090/S0025-5718-04-01678-3), around the corpus callosum and the ventricles. `G` is then scaled and
//! bent so that it equals the engine's delay at the centre of every region of the section.
//!
//! Regions that lie far beside the section and are drawn on it all the same ([`beside`]) do not bend it:
//! their axons take other ways.

use crate::atlas::section::{CELL_MM, HEIGHT, WIDTH, Y0_MM, Z0_MM, barrier, cell_at, tissue};
use crate::atlas::{NUCLEI, REGIONS, Region, medial};
use crate::modulators::axon::Axons;
use crate::modulators::target;
use crate::num::sqrt;

/// Number of cells.
pub const CELLS: usize = WIDTH * HEIGHT;
/// Where a front does not come.
const NEVER: f32 = 1e9;
/// How much slower a front is across corpus callosum and ventricles than in tissue. Ours.
const BARRIER_SLOWNESS: f32 = 8.0;
/// How much slower it is outside the brain: it only closes the gaps between gyri.
const OUTSIDE_SLOWNESS: f32 = 4.0;
/// Rounds of sweeps; the section's paths bend a few times only.
const ROUNDS: usize = 6;

/// Centre of a cell, mm: y and z.
#[must_use]
pub fn centre(cell: usize) -> [f32; 2] {
    [Y0_MM + (cell % WIDTH) as f32 * CELL_MM, Z0_MM - (cell / WIDTH) as f32 * CELL_MM]
}

/// Distance between two points of the section, mm.
#[must_use]
pub fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]))
}

/// Travel time of a modulator to every cell, in ticks; row by row.
#[must_use]
pub fn travel_times(modulator: usize, axons: &Axons) -> Vec<f32> {
    let path = path_lengths(modulator);
    let anchors: Vec<Anchor> =
        (0..REGIONS.len()).filter(|&k| !beside(k)).filter_map(|k| anchor(modulator, k, axons, &path)).collect();
    let slope = slope(&anchors);
    (0..CELLS).map(|cell| bend(centre(cell), slope * path[cell], slope, &anchors)).collect()
}

/// A cell where the travel time is known: a region's own.
struct Anchor {
    at: [f32; 2],
    path: f32,
    delay: f32,
}

fn anchor(modulator: usize, region: usize, axons: &Axons, path: &[f32]) -> Option<Anchor> {
    let delay = f32::from(axons.delay(target(modulator, region))?);
    let cell = cell_of(region)?;
    Some(Anchor { at: centre(cell), path: path[cell], delay })
}

/// Farthest from its own projection that a region may be drawn and still belong to the section, mm. Ours.
const BESIDE_MM: f32 = 8.0;

/// Whether a region lies beside the section: drawn far from its own place, and not reached along the medial
/// bundle.
#[must_use]
pub fn beside(region: usize) -> bool {
    let Region { mni: [_, y, z], draw, .. } = REGIONS[region];
    !medial(region) && distance([y, z], draw) > BESIDE_MM
}

/// The cell in which a region is drawn.
#[must_use]
pub fn cell_of(region: usize) -> Option<usize> {
    let [y, z] = REGIONS[region].draw;
    cell_at(y, z).map(|(col, row)| row * WIDTH + col)
}

/// Ticks per mm of path, by least squares through the origin.
fn slope(anchors: &[Anchor]) -> f32 {
    let cross: f32 = anchors.iter().map(|a| a.path * a.delay).sum();
    let square: f32 = anchors.iter().map(|a| a.path * a.path).sum();
    if square > 0.0 { cross / square } else { 0.0 }
}

/// Adds the anchors' residuals, weighted by inverse cubed distance; never below 0; exact at an anchor.
fn bend(at: [f32; 2], straight: f32, slope: f32, anchors: &[Anchor]) -> f32 {
    let (mut weights, mut total) = (0.0, 0.0);
    for a in anchors {
        let d = distance(at, a.at);
        if d <= 0.0 {
            return a.delay;
        }
        let w = 1.0 / (d * d * d);
        weights += w;
        total += w * (a.delay - slope * a.path);
    }
    let time = if weights > 0.0 { straight + total / weights } else { straight };
    if time > 0.0 { time } else { 0.0 }
}

/// Shortest way from the nuclei of a modulator to every cell, mm.
fn path_lengths(modulator: usize) -> Vec<f32> {
    let mut path = vec![NEVER; CELLS];
    for nucleus in NUCLEI.iter().filter(|n| n.modulator == modulator) {
        if let Some((col, row)) = cell_at(nucleus.draw[0], nucleus.draw[1]) {
            path[row * WIDTH + col] = 0.0;
        }
    }
    for _ in 0..ROUNDS {
        for (down, right) in [(true, true), (true, false), (false, false), (false, true)] {
            sweep(&mut path, down, right);
        }
    }
    path
}

fn sweep(path: &mut [f32], down: bool, right: bool) {
    for r in 0..HEIGHT {
        let row = if down { r } else { HEIGHT - 1 - r };
        for c in 0..WIDTH {
            let col = if right { c } else { WIDTH - 1 - c };
            relax(path, col, row);
        }
    }
}

/// Godunov's upwind solution at one cell.
fn relax(path: &mut [f32], col: usize, row: usize) {
    let at = |c: usize, r: usize| path[r * WIDTH + c];
    let least = |a: f32, b: f32| if a < b { a } else { b };
    let side =
        least(if col > 0 { at(col - 1, row) } else { NEVER }, if col + 1 < WIDTH { at(col + 1, row) } else { NEVER });
    let up =
        least(if row > 0 { at(col, row - 1) } else { NEVER }, if row + 1 < HEIGHT { at(col, row + 1) } else { NEVER });
    let step = CELL_MM * slowness(col, row);
    let apart = side - up;
    let time = if apart.abs() >= step {
        least(side, up) + step
    } else {
        0.5 * (side + up + sqrt(2.0 * step * step - apart * apart))
    };
    let here = &mut path[row * WIDTH + col];
    *here = least(*here, time);
}

fn slowness(col: usize, row: usize) -> f32 {
    if barrier(col, row) {
        BARRIER_SLOWNESS
    } else if tissue(col, row) {
        1.0
    } else {
        OUTSIDE_SLOWNESS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::DA;
    use crate::params::Params;

    #[test]
    fn times_grow_from_the_nuclei_and_meet_the_delays() {
        let axons = Axons::new(&Params::default(), &[0.0; NUCLEI.len()]);
        let times = travel_times(DA, &axons);
        for (k, region) in REGIONS.iter().enumerate() {
            let Some(delay) = axons.delay(target(DA, k)).filter(|_| !beside(k)) else { continue };
            assert_eq!(times[cell_of(k).unwrap()], f32::from(delay), "{}", region.id);
        }
    }
}
