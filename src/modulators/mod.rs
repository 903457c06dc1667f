//! From a nucleus to a synapse: firing, conduction, release and uptake, receptors, gates.
//!
//! Left out of the biology: diffusion between regions (the length constant of dopamine is 4 to 7 um),
//! vesicle depletion, presynaptic receptors, co-release.

pub mod axon;
pub mod echo;
pub mod field;
pub mod gates;
pub mod history;
pub mod nucleus;
pub mod receptor;
pub mod tide;

use crate::atlas::REGIONS;

/// Number of modulators: dopamine, acetylcholine, noradrenaline, serotonin.
pub const MODULATORS: usize = 4;

/// Number of (modulator, region) pairs; the state of the fields is laid out modulator by modulator.
pub const TARGETS: usize = MODULATORS * REGIONS.len();

/// Place of a modulator in a region within the fields.
#[must_use]
pub const fn target(modulator: usize, region: usize) -> usize {
    modulator * REGIONS.len() + region
}
