//! The regions: where they lie, their receptors and their uptake.
//!
//! Cortical densities of seven receptors come from `zilles`; D2, beta and 5-HT2C, and everything outside
//! the cortex, are ordinal constants.

use super::zilles::{self, density};
use super::{Density, Region, Source, System};

/// An ordinal value with its reason.
const fn o(value: f32, reason: &'static str) -> Density {
    Density { value, source: Source::Ordinal(reason) }
}

const MEAN: &str = "cortical mean; no measurement of this region at hand";
const LIKE_CORTEX: &str = "about as in cortex (ordinal)";
const LOW: &str = "below cortex (ordinal)";
const POOR: &str = "far below cortex (ordinal)";
const HIGH: &str = "above cortex (ordinal)";
const STRIATAL_DA: &str = "striatum much above cortex in D1 and D2: Hall et al. 1994, doi:10.1038/sj.npp.1380312, from memory, unverified; size ours";
const CORTICAL_D2: &str =
    "D2 falls from temporal, insular and cingulate to occipital cortex (ordinal, from memory, unverified)";
const BETA: &str = "beta receptors are spread evenly over the cortex (ordinal)";
const HT2C: &str = "5-HT2C is sparse and even in cortex, denser in limbic and basal ganglia (ordinal)";
const HT1A_LIMBIC: &str = "5-HT1A is densest in hippocampus: Beliveau et al. 2017, doi:10.1523/JNEUROSCI.2830-16.2016, from memory, unverified; size ours";
const HT1A_POOR: &str =
    "striatum and cerebellum almost without 5-HT1A: Beliveau et al. 2017 (see hippocampus); size ours";
const STRIATAL_ACH: &str = "striatum is rich in M1 and nicotinic receptors (ordinal)";
const THALAMIC: &str = "thalamus is rich in nicotinic and alpha receptors and poor in M1 (ordinal)";
const DAT: &str = "dopamine uptake falls from dorsal to ventral striatum to amygdala to prefrontal cortex: Garris & Wightman 1994, doi:10.1523/JNEUROSCI.14-01-00442.1994 (from memory, unverified), and Garris et al. 1994 (dorsal to ventral to amygdala); ventral 1.5 of 4.1 uM/s; sizes ours";
const ACHE: &str =
    "acetylcholinesterase is densest in striatum, then amygdala, hippocampus and thalamus, then cortex (ordinal)";
const NET: &str = "the noradrenaline transporter is dense in thalamus and hypothalamus and poor in striatum (ordinal)";
const SERT: &str = "the serotonin transporter is densest in hypothalamus, thalamus, amygdala and striatum, poor in cortex and cerebellum (ordinal)";

/// Receptors of a cortical region: the class's measured values, ordinal where the table has none.
const fn cortical(class: usize, d2: f32) -> [Density; 10] {
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
const fn cortical_uptake(da: f32) -> [Density; 4] {
    [o(da, DAT), o(1.0, ACHE), o(1.0, NET), o(1.0, SERT)]
}

/// Uptake elsewhere.
const fn uptake(da: f32, ach: f32, ne: f32, ser: f32) -> [Density; 4] {
    [o(da, DAT), o(ach, ACHE), o(ne, NET), o(ser, SERT)]
}

/// Receptors of a striatal region; `da` scales D1 and D2.
const fn striatal(da: f32) -> [Density; 10] {
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

const THALAMUS: [Density; 10] = [
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

const HIPPOCAMPUS: [Density; 10] = [
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

const AMYGDALA: [Density; 10] = [
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

const HYPOTHALAMUS: [Density; 10] = [
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

const PALLIDUM: [Density; 10] = [
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

const SUBTHALAMIC: [Density; 10] = [
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

const CEREBELLUM: [Density; 10] = [
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

/// The insula is not in the table.
const INSULA: [Density; 10] = [
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

const PRIMARY_VISUAL: usize = 0;
const VISUAL_ASSOC: usize = 1;
const AUDITORY: usize = 2;
const SOMATOSENSORY: usize = 3;
const MOTOR_PREMOTOR: usize = 4;
const PARIETAL_ASSOC: usize = 5;
const TEMPORAL_ASSOC: usize = 6;
const LATERAL_PFC: usize = 7;
const ORBITO_FRONTOPOLAR: usize = 8;
const CINGULATE: usize = 9;

/// The regions; their order is the order of every array by region.
pub static REGIONS: [Region; 24] = [
    Region {
        id: "THA",
        name: "thalamus",
        system: System::Thalamic,
        cortex: false,
        mni: [-12.0, -12.0, 6.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 57 (\"thalamus\")",
        draw: [-12.0, 6.0],
        draw_note: "",
        receptors: THALAMUS,
        transporter: uptake(0.2, 1.5, 1.5, 2.5),
    },
    Region {
        id: "V1",
        name: "primary visual cortex",
        system: System::Sensory,
        cortex: true,
        mni: [-5.0, -80.0, 9.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 152 (\"post occipital\")",
        draw: [-80.0, 9.0],
        draw_note: "",
        receptors: cortical(PRIMARY_VISUAL, 0.6),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "VAC",
        name: "visual association cortex",
        system: System::Sensory,
        cortex: true,
        mni: [-16.0, -76.0, 33.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 145 (\"occipital\")",
        draw: [-76.0, 33.0],
        draw_note: "",
        receptors: cortical(VISUAL_ASSOC, 0.7),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "A1",
        name: "auditory cortex",
        system: System::Sensory,
        cortex: true,
        mni: [-54.0, -22.0, 9.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 68 (\"temporal\")",
        draw: [-23.0, 37.0],
        draw_note: "28 mm up: the temporal bank lies before the thalamus in this view",
        receptors: cortical(AUDITORY, 1.2),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "S1",
        name: "somatosensory cortex",
        system: System::Sensory,
        cortex: true,
        mni: [-24.0, -30.0, 64.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 77 (\"parietal, sensorimotor\")",
        draw: [-30.0, 64.0],
        draw_note: "",
        receptors: cortical(SOMATOSENSORY, 0.9),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "M1",
        name: "motor and premotor cortex",
        system: System::Motor,
        cortex: true,
        mni: [-38.0, -15.0, 59.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 62 (\"parietal, sensorimotor\")",
        draw: [-15.0, 59.0],
        draw_note: "",
        receptors: cortical(MOTOR_PREMOTOR, 0.9),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "SMA",
        name: "supplementary motor area",
        system: System::Motor,
        cortex: true,
        mni: [0.0, -1.0, 52.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 43 (\"SMA\")",
        draw: [-1.0, 52.0],
        draw_note: "",
        receptors: cortical(MOTOR_PREMOTOR, 0.9),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "PPC",
        name: "posterior parietal cortex",
        system: System::Associative,
        cortex: true,
        mni: [-32.0, -58.0, 46.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 114 (\"IPS\")",
        draw: [-58.0, 46.0],
        draw_note: "",
        receptors: cortical(PARIETAL_ASSOC, 0.9),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "IT",
        name: "inferior temporal cortex",
        system: System::Associative,
        cortex: true,
        mni: [-42.0, -60.0, -9.0],
        mni_source: "Power et al. 2011, doi:10.1016/j.neuron.2011.09.006, ROI 262",
        draw: [-68.0, -1.0],
        draw_note: "11 mm back and up: the lateral temporal lobe lies before the cerebellum in this view",
        receptors: cortical(TEMPORAL_ASSOC, 1.6),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "dlPFC",
        name: "lateral prefrontal cortex",
        system: System::Prefrontal,
        cortex: true,
        mni: [-44.0, 27.0, 33.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 24 (\"dlPFC\")",
        draw: [41.0, 43.0],
        draw_note: "17 mm forward and up, off the cingulate disc",
        receptors: cortical(LATERAL_PFC, 0.9),
        transporter: cortical_uptake(0.15),
    },
    Region {
        id: "OFC",
        name: "orbitofrontal cortex",
        system: System::Prefrontal,
        cortex: true,
        mni: [-21.1, 40.9, -20.5],
        mni_source: "Seitzman et al. 2020, doi:10.1016/j.neuroimage.2019.116290, ROI 242 (cortex, reward)",
        draw: [40.9, -20.5],
        draw_note: "",
        receptors: cortical(ORBITO_FRONTOPOLAR, 1.0),
        transporter: cortical_uptake(0.15),
    },
    Region {
        id: "vmPFC",
        name: "ventromedial prefrontal cortex",
        system: System::Prefrontal,
        cortex: true,
        mni: [-6.0, 50.0, -1.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 7 (\"vmPFC\")",
        draw: [50.0, -1.0],
        draw_note: "",
        receptors: cortical(ORBITO_FRONTOPOLAR, 1.0),
        transporter: cortical_uptake(0.15),
    },
    Region {
        id: "ACC",
        name: "anterior cingulate cortex",
        system: System::Prefrontal,
        cortex: true,
        mni: [-2.0, 30.0, 27.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 19 (\"ACC\")",
        draw: [30.0, 27.0],
        draw_note: "",
        receptors: cortical(CINGULATE, 1.3),
        transporter: cortical_uptake(0.15),
    },
    Region {
        id: "PCC",
        name: "posterior cingulate cortex",
        system: System::Associative,
        cortex: true,
        mni: [-5.0, -52.0, 17.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 108 (\"post cingulate\")",
        draw: [-52.0, 17.0],
        draw_note: "",
        receptors: cortical(CINGULATE, 0.9),
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "INS",
        name: "anterior insula",
        system: System::Limbic,
        cortex: true,
        mni: [-36.0, 18.0, 2.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 28 (\"ant insula\")",
        draw: [28.0, -13.0],
        draw_note: "18 mm forward and down: the insula lies before the striatum in this view",
        receptors: INSULA,
        transporter: cortical_uptake(0.2),
    },
    Region {
        id: "HIP",
        name: "hippocampus",
        system: System::Limbic,
        cortex: false,
        mni: [-25.2, -38.8, -2.0],
        mni_source: "Seitzman et al. 2020, doi:10.1016/j.neuroimage.2019.116290, ROI 239 (hippocampus)",
        draw: [-54.5, 7.5],
        draw_note: "18 mm back and up: the hippocampus lies before the midbrain in this view",
        receptors: HIPPOCAMPUS,
        transporter: uptake(0.2, 1.5, 1.0, 1.3),
    },
    Region {
        id: "AMY",
        name: "amygdala",
        system: System::Limbic,
        cortex: false,
        mni: [-20.3, -2.3, -22.2],
        mni_source: "Seitzman et al. 2020, doi:10.1016/j.neuroimage.2019.116290, ROI 245 (amygdala)",
        draw: [14.0, -16.5],
        draw_note: "17 mm forward and up: the amygdala lies before the empty cistern in this view",
        receptors: AMYGDALA,
        transporter: uptake(0.3, 2.0, 1.0, 2.5),
    },
    Region {
        id: "HYP",
        name: "hypothalamus",
        system: System::Limbic,
        cortex: false,
        mni: [-4.0, -4.0, -10.0],
        mni_source: "Pauli et al. 2018 (CIT168), doi:10.1038/sdata.2018.63; value from memory, unverified",
        draw: [-4.0, -10.0],
        draw_note: "",
        receptors: HYPOTHALAMUS,
        transporter: uptake(0.2, 1.2, 1.8, 3.0),
    },
    Region {
        id: "CAU",
        name: "caudate nucleus",
        system: System::BasalGanglia,
        cortex: false,
        mni: [-13.3, 17.2, 7.1],
        mni_source: "Seitzman et al. 2020, doi:10.1016/j.neuroimage.2019.116290, ROI 250 (basal ganglia)",
        draw: [19.0, 10.0],
        draw_note: "3 mm forward and up, off its neighbours",
        receptors: striatal(1.0),
        transporter: uptake(1.0, 4.0, 0.2, 2.0),
    },
    Region {
        id: "PUT",
        name: "putamen",
        system: System::BasalGanglia,
        cortex: false,
        mni: [-24.8, 7.7, 8.0],
        mni_source: "Seitzman et al. 2020, doi:10.1016/j.neuroimage.2019.116290, ROI 260 (basal ganglia)",
        draw: [6.0, 8.0],
        draw_note: "2 mm back, off its neighbours",
        receptors: striatal(1.0),
        transporter: uptake(1.0, 4.0, 0.2, 2.0),
    },
    Region {
        id: "NAc",
        name: "nucleus accumbens",
        system: System::BasalGanglia,
        cortex: false,
        mni: [-12.5, 17.1, -4.5],
        mni_source: "Seitzman et al. 2020, doi:10.1016/j.neuroimage.2019.116290, ROI 248 (basal ganglia)",
        draw: [17.1, -4.5],
        draw_note: "",
        receptors: striatal(0.8),
        transporter: uptake(1.5 / 4.1, 3.5, 0.3, 2.2),
    },
    Region {
        id: "PAL",
        name: "pallidum",
        system: System::BasalGanglia,
        cortex: false,
        mni: [-18.8, -5.1, -3.1],
        mni_source: "Seitzman et al. 2020, doi:10.1016/j.neuroimage.2019.116290, ROI 262 (basal ganglia)",
        draw: [-4.0, -1.0],
        draw_note: "2 mm up, off its neighbours",
        receptors: PALLIDUM,
        transporter: uptake(0.5, 1.5, 0.2, 2.0),
    },
    Region {
        id: "STN",
        name: "subthalamic nucleus",
        system: System::BasalGanglia,
        cortex: false,
        mni: [-11.0, -14.0, -7.0],
        mni_source: "Keuken et al. 2014, doi:10.1016/j.neuroimage.2014.03.010; value from memory, unverified",
        draw: [-13.0, -4.5],
        draw_note: "3 mm up, off the nuclei",
        receptors: SUBTHALAMIC,
        transporter: uptake(0.3, 1.2, 0.4, 1.8),
    },
    Region {
        id: "CB",
        name: "cerebellum",
        system: System::Cerebellar,
        cortex: false,
        mni: [-16.0, -64.0, -21.0],
        mni_source: "Dosenbach et al. 2010, doi:10.1126/science.1194144, ROI 127 (\"med cerebellum\")",
        draw: [-64.0, -21.0],
        draw_note: "",
        receptors: CEREBELLUM,
        transporter: uptake(0.2, 1.0, 0.6, 0.3),
    },
];
