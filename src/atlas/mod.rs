//! The atlas: which regions and nuclei there are, where they lie, what receptors and transporters they
//! have and which axons join them. Static data; every number names its source.
//!
//! Left out: the right hemisphere, layers, differences between people, receptor subtypes beyond the ten.
//! Densities are relative to the cortical mean. Where no free measurement exists the value is ordinal:
//! its order against the others is meant, its size is not.

pub mod ageing;
mod densities;
mod nuclei;
mod path;
mod regions;
pub mod section;
pub mod states;
mod zilles;

pub use nuclei::NUCLEI;
pub use path::{BUNDLES, Bundle, TORTUOSITY, medial, path_mm};
pub use regions::REGIONS;
pub use zilles::{CLASSES, Class, cortical_mean};

/// Index of dopamine.
pub const DA: usize = 0;
/// Index of acetylcholine.
pub const ACH: usize = 1;
/// Index of noradrenaline.
pub const NE: usize = 2;
/// Index of serotonin.
pub const SER: usize = 3;

/// A neuromodulator.
#[derive(Clone, Copy, Debug)]
pub struct Modulator {
    /// Key in files and links.
    pub id: &'static str,
    /// Abbreviation on badges.
    pub short: &'static str,
    /// Name in words.
    pub name: &'static str,
}

/// The modulators, in the order of [`DA`], [`ACH`], [`NE`], [`SER`].
pub static MODULATORS: [Modulator; 4] = [
    Modulator { id: "da", short: "DA", name: "dopamine" },
    Modulator { id: "ach", short: "ACh", name: "acetylcholine" },
    Modulator { id: "ne", short: "NE", name: "noradrenaline" },
    Modulator { id: "ser", short: "5-HT", name: "serotonin" },
];

/// A receptor type.
#[derive(Clone, Copy, Debug)]
pub struct Receptor {
    /// Name as in the literature.
    pub id: &'static str,
    /// Index of the modulator that binds to it.
    pub modulator: usize,
}

/// The receptors, in the order of [`Region::receptors`].
pub static RECEPTORS: [Receptor; 10] = [
    Receptor { id: "D1", modulator: DA },
    Receptor { id: "D2", modulator: DA },
    Receptor { id: "M1", modulator: ACH },
    Receptor { id: "nicotinic", modulator: ACH },
    Receptor { id: "alpha1", modulator: NE },
    Receptor { id: "alpha2", modulator: NE },
    Receptor { id: "beta", modulator: NE },
    Receptor { id: "5-HT1A", modulator: SER },
    Receptor { id: "5-HT2A", modulator: SER },
    Receptor { id: "5-HT2C", modulator: SER },
];

/// The functional system that a region belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Primary and early sensory cortex.
    Sensory,
    /// Association cortex behind the central sulcus.
    Associative,
    /// Prefrontal cortex, anterior cingulate included.
    Prefrontal,
    /// Hippocampus, amygdala, insula, hypothalamus.
    Limbic,
    /// Motor cortex.
    Motor,
    /// Striatum, pallidum, subthalamic nucleus.
    BasalGanglia,
    /// Cerebellum.
    Cerebellar,
    /// Thalamus.
    Thalamic,
}

/// All systems, in the order in which arrays hold them.
pub const SYSTEMS: [System; 8] = [
    System::Sensory,
    System::Associative,
    System::Prefrontal,
    System::Limbic,
    System::Motor,
    System::BasalGanglia,
    System::Cerebellar,
    System::Thalamic,
];

impl System {
    /// Key in the catalogue.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sensory => "sensory",
            Self::Associative => "associative",
            Self::Prefrontal => "prefrontal",
            Self::Limbic => "limbic",
            Self::Motor => "motor",
            Self::BasalGanglia => "basal_ganglia",
            Self::Cerebellar => "cerebellar",
            Self::Thalamic => "thalamic",
        }
    }
}

/// Where a density comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Receptor autoradiography; the class of areas in [`CLASSES`].
    Zilles(&'static str),
    /// No free measurement; only the order is meant, for this reason.
    Ordinal(&'static str),
}

/// A density with its source.
#[derive(Clone, Copy, Debug)]
pub struct Density {
    /// Relative to the cortical mean (dopamine transporter: to dorsal striatum).
    pub value: f32,
    /// Where it comes from.
    pub source: Source,
}

/// A brain region.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// Abbreviation and key: one to eight letters and digits.
    pub id: &'static str,
    /// Name in words.
    pub name: &'static str,
    /// Functional system.
    pub system: System,
    /// Neocortex or cingulate cortex; its axons come along a bundle, see [`path_mm`].
    pub cortex: bool,
    /// Position in MNI space, mm (left is negative x).
    pub mni: [f32; 3],
    /// Where the position was published.
    pub mni_source: &'static str,
    /// Where it is drawn in the sagittal section, mm: (y, z).
    pub draw: [f32; 2],
    /// Why it is not drawn at its own (y, z); empty where it is.
    pub draw_note: &'static str,
    /// Densities of the ten [`RECEPTORS`].
    pub receptors: [Density; 10],
    /// Uptake (acetylcholine: breakdown) capacity for the four [`MODULATORS`].
    pub transporter: [Density; 4],
}

/// A nucleus whose axons carry a modulator.
#[derive(Clone, Copy, Debug)]
pub struct Nucleus {
    /// Abbreviation and key.
    pub id: &'static str,
    /// Name in words.
    pub name: &'static str,
    /// Index of its modulator.
    pub modulator: usize,
    /// Position in MNI space, mm.
    pub mni: [f32; 3],
    /// Where the position comes from.
    pub mni_source: &'static str,
    /// Where it is drawn in the sagittal section, mm: (y, z); up to 8 mm (nucleus basalis) from its place, so
    /// that no two marks touch.
    pub draw: [f32; 2],
    /// Release per spike in each region that it reaches, relative.
    pub projects: &'static [(&'static str, f32)],
    /// Where the strengths come from.
    pub strengths_source: &'static str,
}

/// Index of the region with this key.
#[must_use]
pub fn region_index(id: &str) -> Option<usize> {
    REGIONS.iter().position(|r| r.id == id)
}

/// Index of the nucleus with this key.
#[must_use]
pub fn nucleus_index(id: &str) -> Option<usize> {
    NUCLEI.iter().position(|n| n.id == id)
}

#[cfg(test)]
mod tests;
