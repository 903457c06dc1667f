//! Receptor and transporter densities: measured ones for seven receptors in cortex, ordinal ones for D2,
//! beta and 5-HT2C and for everything outside the cortex. Order D1 D2 M1 nicotinic alpha1 alpha2 beta
//! 5-HT1A 5-HT2A 5-HT2C.

use super::zilles::{self, density};
use super::{Density, Source};

/// An ordinal value with its reason.
const fn o(value: f32, reason: &'static str) -> Density {
    Density { value, source: Source::Ordinal(reason) }
}

const MEAN: &str = "cortical mean; no measurement of this region at hand";
const LIKE_CORTEX: &str = "about as in cortex (ordinal)";
const LOW: &str = "below cortex (ordinal)";
const POOR: &str = "far below cortex (ordinal)";
const HIGH: &str = "above cortex (ordinal)";
const STRIATAL_DA: &str = "striatum much above cortex in D1 and D2: Hall et al. 1994, Neuropsychopharmacology 11:245, from memory, unverified; size ours";
const CORTICAL_D2: &str =
    "D2 falls from temporal, insular and cingulate to occipital cortex (ordinal, from memory, unverified)";
const BETA: &str = "beta receptors are spread evenly over the cortex (ordinal)";
const HT2C: &str = "5-HT2C is sparse and even in cortex, denser in limbic and basal ganglia (ordinal)";
const HT1A_LIMBIC: &str = "5-HT1A is densest in hippocampus: Beliveau et al. 2017, doi:10.1523/JNEUROSCI.2830-16.2016, from memory, unverified; size ours";
const HT1A_POOR: &str =
    "striatum and cerebellum almost without 5-HT1A: Beliveau et al. 2017 (see hippocampus); size ours";
const STRIATAL_ACH: &str = "striatum is rich in M1 and nicotinic receptors (ordinal)";
const THALAMIC: &str = "thalamus is rich in nicotinic and alpha receptors and poor in M1 (ordinal)";
const DAT: &str = "dopamine uptake falls from dorsal to ventral striatum to amygdala to prefrontal cortex: Garris & Wightman 1994, doi:10.1523/JNEUROSCI.14-01-00442.1994 (from memory, unverified), and Garris, Ciolkowski & Wightman 1994, Neuroscience 59:417 (falls with depth in the striatum; differs in amygdala); ventral 1.5 of 4.1 uM/s; sizes ours";
const ACHE: &str =
    "acetylcholinesterase is densest in striatum, then amygdala, hippocampus and thalamus, then cortex (ordinal)";
const NET: &str = "the noradrenaline transporter is dense in thalamus and hypothalamus and poor in striatum (ordinal)";
const SERT: &str = "the serotonin transporter is densest in hypothalamus, thalamus, amygdala and striatum, poor in cortex and cerebellum (ordinal)";

/// Receptors of a cortical region: the class's measured values, ordinal where the table has none.
pub const fn cortical(class: usize, d2: f32) -> [Density; 10] {
    [
        density(class, zilles::D1),
        o(d2, CORTICAL_D2),
        density(class, zilles::M1),
        density(class, zilles::NICOTINIC),
        density(class, zilles::ALPHA1),
        density(class, zilles::ALPHA2),
        o(1.0, BETA),
        density(class, zilles::HT1A),
        density(class, zilles::HT2),
        o(1.0, HT2C),
    ]
}

/// Uptake in cortex; `da` is .15 in prefrontal and .2 in other cortex.
pub const fn cortical_uptake(da: f32) -> [Density; 4] {
    [o(da, DAT), o(1.0, ACHE), o(1.0, NET), o(1.0, SERT)]
}

/// Uptake elsewhere.
pub const fn uptake(da: f32, ach: f32, ne: f32, ser: f32) -> [Density; 4] {
    [o(da, DAT), o(ach, ACHE), o(ne, NET), o(ser, SERT)]
}

/// Receptors of a striatal region; `da` scales D1 and D2.
pub const fn striatal(da: f32) -> [Density; 10] {
    [
        o(5.0 * da, STRIATAL_DA),
        o(20.0 * da, STRIATAL_DA),
        o(1.6, STRIATAL_ACH),
        o(1.5, STRIATAL_ACH),
        o(0.4, LOW),
        o(0.6, LOW),
        o(1.5, HIGH),
        o(0.1, HT1A_POOR),
        o(0.5, LOW),
        o(1.8, HT2C),
    ]
}

/// Receptors of the thalamus.
pub const THALAMUS: [Density; 10] = [
    o(0.3, LOW),
    o(2.0, HIGH),
    o(0.4, THALAMIC),
    o(3.0, THALAMIC),
    o(1.5, THALAMIC),
    o(1.2, THALAMIC),
    o(0.7, LOW),
    o(0.3, LOW),
    o(0.3, LOW),
    o(0.8, HT2C),
];

/// Receptors of the hippocampus.
pub const HIPPOCAMPUS: [Density; 10] = [
    o(0.7, LOW),
    o(1.0, LIKE_CORTEX),
    o(1.3, HIGH),
    o(0.9, LIKE_CORTEX),
    o(0.7, LOW),
    o(1.0, LIKE_CORTEX),
    o(1.0, LIKE_CORTEX),
    o(2.2, HT1A_LIMBIC),
    o(0.6, LOW),
    o(1.2, HT2C),
];

/// Receptors of the amygdala.
pub const AMYGDALA: [Density; 10] = [
    o(0.9, LIKE_CORTEX),
    o(2.0, HIGH),
    o(1.2, HIGH),
    o(1.0, LIKE_CORTEX),
    o(0.9, LIKE_CORTEX),
    o(1.2, HIGH),
    o(1.0, LIKE_CORTEX),
    o(1.4, HT1A_LIMBIC),
    o(0.7, LOW),
    o(1.4, HT2C),
];

/// Receptors of the hypothalamus.
pub const HYPOTHALAMUS: [Density; 10] = [
    o(0.3, LOW),
    o(1.5, HIGH),
    o(0.4, LOW),
    o(1.0, LIKE_CORTEX),
    o(1.0, LIKE_CORTEX),
    o(1.8, HIGH),
    o(0.6, LOW),
    o(0.7, LOW),
    o(0.4, LOW),
    o(1.6, HT2C),
];

/// Receptors of the pallidum.
pub const PALLIDUM: [Density; 10] = [
    o(1.5, STRIATAL_DA),
    o(4.0, STRIATAL_DA),
    o(0.3, LOW),
    o(0.8, LIKE_CORTEX),
    o(0.3, LOW),
    o(0.4, LOW),
    o(0.8, LIKE_CORTEX),
    o(0.1, HT1A_POOR),
    o(0.2, POOR),
    o(1.8, HT2C),
];

/// Receptors of the subthalamic nucleus.
pub const SUBTHALAMIC: [Density; 10] = [
    o(0.4, LOW),
    o(1.2, HIGH),
    o(0.4, LOW),
    o(1.0, LIKE_CORTEX),
    o(0.5, LOW),
    o(0.5, LOW),
    o(0.5, LOW),
    o(0.2, HT1A_POOR),
    o(0.3, LOW),
    o(1.6, HT2C),
];

/// Receptors of the cerebellum.
pub const CEREBELLUM: [Density; 10] = [
    o(0.1, POOR),
    o(0.2, POOR),
    o(0.1, POOR),
    o(0.8, LIKE_CORTEX),
    o(0.7, LOW),
    o(0.3, LOW),
    o(1.0, LIKE_CORTEX),
    o(0.05, HT1A_POOR),
    o(0.1, POOR),
    o(0.2, HT2C),
];

/// Receptors of the insula, which is not in the table.
pub const INSULA: [Density; 10] = [
    o(1.0, MEAN),
    o(1.4, CORTICAL_D2),
    o(1.0, MEAN),
    o(1.0, MEAN),
    o(1.0, MEAN),
    o(1.0, MEAN),
    o(1.0, BETA),
    o(1.2, HT1A_LIMBIC),
    o(1.0, MEAN),
    o(1.0, HT2C),
];

// Rows of the table of classes.
/// Row of `primary_visual`.
pub const PRIMARY_VISUAL: usize = 0;
/// Row of `visual_assoc`.
pub const VISUAL_ASSOC: usize = 1;
/// Row of `auditory`.
pub const AUDITORY: usize = 2;
/// Row of `somatosensory`.
pub const SOMATOSENSORY: usize = 3;
/// Row of `motor_premotor`.
pub const MOTOR_PREMOTOR: usize = 4;
/// Row of `parietal_assoc`.
pub const PARIETAL_ASSOC: usize = 5;
/// Row of `temporal_assoc`.
pub const TEMPORAL_ASSOC: usize = 6;
/// Row of `lateral_pfc`.
pub const LATERAL_PFC: usize = 7;
/// Row of `orbito_frontopolar`.
pub const ORBITO_FRONTOPOLAR: usize = 8;
/// Row of `cingulate`.
pub const CINGULATE: usize = 9;
