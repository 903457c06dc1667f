//! How far an axon runs from a nucleus to a region.
//!
//! Deep targets: a straight line. Cortical targets: the nucleus joins a bundle at its nearest point,
//! follows it, leaves it at the point nearest to the region and goes straight on. Everything is longer by
//! a tortuosity. Left out: branching, collaterals, the fornix's own arc, the dorsal bundle's bend.

use super::{NUCLEI, REGIONS};
use crate::num::sqrt;

/// How much longer an axon is than the line it follows; ours, so that noradrenaline needs 150 to 200 ms
/// to the prefrontal cortex at 1 m/s.
pub const TORTUOSITY: f32 = 1.2;

/// A bundle of axons as a polyline.
#[derive(Clone, Copy, Debug)]
pub struct Bundle {
    /// Name in words.
    pub name: &'static str,
    /// Points in MNI space, mm, from the midbrain outwards.
    pub points: &'static [[f32; 3]],
    /// Cortical regions that it serves; empty: all that no other bundle names.
    pub serves: &'static [&'static str],
    /// Where its course comes from.
    pub source: &'static str,
}

/// The two bundles.
pub static BUNDLES: [Bundle; 2] = [
    Bundle {
        name: "medial: forebrain bundle, septum, genu, cingulum to its posterior end",
        points: &[
            [-5.0, -12.0, -10.0], // ventral tegmentum
            [-5.0, -4.0, -9.0],   // lateral hypothalamus
            [-5.0, 6.0, -6.0],    // septum and basal forebrain
            [-5.0, 20.0, -8.0],   // under the rostrum
            [-5.0, 31.0, -4.0],
            [-6.0, 36.0, 6.0], // genu
            [-6.0, 31.0, 17.0],
            [-6.0, 20.0, 25.0],
            [-7.0, 5.0, 30.0],
            [-7.0, -10.0, 31.0],
            [-7.0, -25.0, 29.0],
            [-7.0, -38.0, 23.0],
            [-7.0, -45.0, 14.0], // behind the splenium
        ],
        serves: &[],
        source: "course: Selden et al. 1998, doi:10.1093/brain/121.12.2249 (medial cholinergic pathway of man: \
                 around the rostrum into the cingulum, to retrosplenial cortex); noradrenaline too enters at the \
                 frontal pole and runs back: Morrison, Molliver & Grzanna 1979, doi:10.1126/science.451605 (rat, \
                 in deep dorsolateral cortex; that it takes this bundle is ours). Points: outer edge of the \
                 corpus callosum in the ICBM 152 template",
    },
    Bundle {
        name: "lateral: basal forebrain, external capsule",
        points: &[
            [-5.0, -12.0, -10.0],
            [-5.0, -4.0, -9.0],
            [-5.0, 6.0, -6.0],
            [-24.0, 4.0, -10.0], // under the putamen
            [-32.0, -6.0, -4.0], // external capsule
            [-34.0, -25.0, 2.0],
        ],
        serves: &["INS", "A1", "IT"],
        source: "course: Selden et al. 1998, doi:10.1093/brain/121.12.2249 (lateral cholinergic pathway: \
                 external capsule; insula and superior temporal gyrus); that inferior temporal cortex and the \
                 other modulators are served by it is ours",
    },
];

/// Length of the axons from a nucleus to a region, mm.
#[must_use]
pub fn path_mm(nucleus: usize, region: usize) -> f32 {
    let (from, to) = (NUCLEI[nucleus].mni, &REGIONS[region]);
    let length = if to.cortex { along(bundle_of(to.id), from, to.mni) } else { distance(from, to.mni) };
    length * TORTUOSITY
}

/// Whether a cortical region is served by the medial bundle, along which the section is cut.
#[must_use]
pub fn medial(region: usize) -> bool {
    let region = &REGIONS[region];
    region.cortex && bundle_of(region.id).serves.is_empty()
}

fn bundle_of(region: &str) -> &'static Bundle {
    BUNDLES.iter().find(|b| b.serves.contains(&region)).unwrap_or(&BUNDLES[0])
}

/// From one point to another by way of a bundle.
fn along(bundle: &Bundle, from: [f32; 3], to: [f32; 3]) -> f32 {
    let (enter, leave) = (nearest(bundle.points, from), nearest(bundle.points, to));
    enter.gap + (leave.reached - enter.reached).abs() + leave.gap
}

/// The nearest point of a polyline.
struct Nearest {
    /// Distance to it, mm.
    gap: f32,
    /// How far along the line it lies, mm.
    reached: f32,
}

fn nearest(line: &[[f32; 3]], point: [f32; 3]) -> Nearest {
    let mut best = Nearest { gap: f32::INFINITY, reached: 0.0 };
    let mut reached = 0.0;
    for ends in line.windows(2) {
        let (length, share) = (distance(ends[0], ends[1]), foot(ends[0], ends[1], point));
        let gap = distance(between(ends[0], ends[1], share), point);
        if gap < best.gap {
            best = Nearest { gap, reached: reached + share * length };
        }
        reached += length;
    }
    best
}

/// Share of the way from `a` to `b` that comes nearest to `point`.
fn foot(a: [f32; 3], b: [f32; 3], point: [f32; 3]) -> f32 {
    let (ab, ap) = (minus(b, a), minus(point, a));
    (dot(ab, ap) / dot(ab, ab)).clamp(0.0, 1.0)
}

fn between(a: [f32; 3], b: [f32; 3], share: f32) -> [f32; 3] {
    core::array::from_fn(|i| a[i] + share * (b[i] - a[i]))
}

fn minus(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    core::array::from_fn(|i| a[i] - b[i])
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    let d = minus(a, b);
    sqrt(dot(d, d))
}
