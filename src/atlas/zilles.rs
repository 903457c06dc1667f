//! Receptor densities of ten classes of human cortical areas, by quantitative autoradiography.
//!
//! Means over the areas of each class, fmol per mg protein, from the table of Zilles & Palomero-Gallagher
//! 2017, doi:10.3389/fnana.2017.00078 (44 areas, mean over layers). Only the seven types that the model
//! uses are kept; their 5-HT2 stands for 5-HT2A, their alpha4 beta2 for nicotinic.

use super::{Density, Source};

/// One class of cortical areas.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    /// Key of the class.
    pub id: &'static str,
    /// Number of areas in the mean.
    pub areas: u8,
    /// fmol/mg: D1, 5-HT1A, 5-HT2, M1, alpha4 beta2, alpha1, alpha2.
    pub fmol_mg: [f32; 7],
}

/// Column of D1.
pub const D1: usize = 0;
/// Column of 5-HT1A.
pub const HT1A: usize = 1;
/// Column of 5-HT2.
pub const HT2: usize = 2;
/// Column of M1.
pub const M1: usize = 3;
/// Column of alpha4 beta2.
pub const NICOTINIC: usize = 4;
/// Column of alpha1.
pub const ALPHA1: usize = 5;
/// Column of alpha2.
pub const ALPHA2: usize = 6;

/// Class whose alpha1 is left out: area 6's 1880 fmol/mg is five times any other area's and looks like a
/// misprint. With it the class mean (1036) is spoilt.
pub const SPOILT_ALPHA1: usize = 4;

const fn class(id: &'static str, areas: u8, fmol_mg: [f32; 7]) -> Class {
    Class { id, areas, fmol_mg }
}

/// The ten classes.
pub static CLASSES: [Class; 10] = TABLE;

const TABLE: [Class; 10] = [
    class("primary_visual", 1, [118.0, 267.0, 506.0, 594.0, 39.0, 262.0, 353.0]),
    class("visual_assoc", 8, [92.0, 338.0, 347.0, 520.0, 43.0, 285.0, 204.0]),
    class("auditory", 3, [66.0, 531.0, 374.0, 751.0, 41.0, 373.0, 221.0]),
    class("somatosensory", 4, [78.0, 440.0, 364.0, 611.0, 42.0, 284.0, 260.0]),
    class("motor_premotor", 2, [40.0, 200.0, 218.0, 322.0, 52.0, 1036.0, 102.0]),
    class("parietal_assoc", 6, [75.0, 428.0, 366.0, 637.0, 39.0, 306.0, 155.0]),
    class("temporal_assoc", 7, [78.0, 582.0, 363.0, 772.0, 36.0, 463.0, 159.0]),
    class("lateral_PFC", 6, [71.0, 424.0, 310.0, 655.0, 79.0, 261.0, 194.0]),
    class("orbito_frontopolar", 3, [78.0, 469.0, 309.0, 556.0, 64.0, 318.0, 186.0]),
    class("cingulate", 4, [84.0, 439.0, 395.0, 692.0, 75.0, 394.0, 198.0]),
];

const fn is_spoilt(class: usize, column: usize) -> bool {
    class == SPOILT_ALPHA1 && column == ALPHA1
}

/// Mean of a column over the classes (alpha1: over the nine good ones), fmol/mg.
#[must_use]
pub const fn cortical_mean(column: usize) -> f32 {
    let (mut sum, mut n, mut c) = (0.0, 0.0, 0);
    while c < TABLE.len() {
        if !is_spoilt(c, column) {
            sum += TABLE[c].fmol_mg[column];
            n += 1.0;
        }
        c += 1;
    }
    sum / n
}

/// Density of a class relative to the cortical mean.
pub const fn density(class: usize, column: usize) -> Density {
    if is_spoilt(class, column) {
        let reason = "cortical mean: the table's 1880 fmol/mg in area 6 looks like a misprint and is left out";
        return Density { value: 1.0, source: Source::Ordinal(reason) };
    }
    let value = TABLE[class].fmol_mg[column] / cortical_mean(column);
    Density { value, source: Source::Zilles(TABLE[class].id) }
}
