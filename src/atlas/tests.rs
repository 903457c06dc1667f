//! Checks of the atlas: form, sources, and what its numbers imply for levels and delays.

use super::*;

const TONIC_HZ: f32 = 4.0;
const RELEASE: f32 = 148.0; // nM/s per Hz at strength 1
const VMAX: f32 = 4100.0; // nM/s at transporter 1
const KM: f32 = 210.0; // nM

fn well_formed(id: &str) -> bool {
    (1..=8).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[test]
fn keys_are_unique_and_well_formed() {
    let ids: Vec<&str> = REGIONS.iter().map(|r| r.id).chain(NUCLEI.iter().map(|n| n.id)).collect();
    for (i, id) in ids.iter().enumerate() {
        assert!(well_formed(id), "{id}");
        assert!(!ids[..i].contains(id), "{id} twice");
    }
    for (k, region) in REGIONS.iter().enumerate() {
        assert_eq!(region_index(region.id), Some(k));
    }
    assert_eq!(nucleus_index("nowhere"), None);
}

#[test]
fn every_projection_ends_in_a_region_once() {
    for nucleus in &NUCLEI {
        for (i, (id, strength)) in nucleus.projects.iter().enumerate() {
            assert!(region_index(id).is_some(), "{} to {id}", nucleus.id);
            assert!(*strength > 0.0 && *strength <= 2.0);
            assert!(nucleus.projects[..i].iter().all(|(other, _)| other != id), "{} to {id} twice", nucleus.id);
        }
    }
}

#[test]
fn each_region_gets_dopamine_from_one_nucleus() {
    for region in &REGIONS {
        let sources = NUCLEI.iter().filter(|n| n.modulator == DA && n.projects.iter().any(|p| p.0 == region.id));
        assert!(sources.count() <= 1, "{}", region.id);
    }
}

#[test]
fn densities_are_positive_and_have_sources() {
    for region in &REGIONS {
        for d in region.receptors.iter().chain(&region.transporter) {
            assert!(d.value.is_finite() && d.value > 0.0, "{}", region.id);
            let (Source::Zilles(text) | Source::Ordinal(text)) = d.source;
            assert!(!text.is_empty());
        }
        assert!(!region.mni_source.is_empty());
    }
}

#[test]
fn positions_lie_in_the_brain_and_left_or_midline() {
    let inside = |p: [f32; 3]| {
        (-72.0..=0.0).contains(&p[0]) && (-108.0..=78.0).contains(&p[1]) && (-72.0..=84.0).contains(&p[2])
    };
    assert!(REGIONS.iter().all(|r| inside(r.mni)) && NUCLEI.iter().all(|n| inside(n.mni)));
}

#[test]
fn a_region_drawn_elsewhere_says_so() {
    for region in &REGIONS {
        let moved = region.draw != [region.mni[1], region.mni[2]];
        assert_eq!(moved, !region.draw_note.is_empty(), "{}", region.id);
    }
}

#[test]
fn discs_do_not_overlap() {
    // Discs of radius 4.8 mm; the pallidum, the subthalamic nucleus and the hypothalamus are drawn small.
    let radius = |id: &str| if matches!(id, "PAL" | "STN" | "HYP") { 2.4 } else { 4.8 };
    for (i, a) in REGIONS.iter().enumerate() {
        for b in &REGIONS[..i] {
            let (dy, dz) = (a.draw[0] - b.draw[0], a.draw[1] - b.draw[1]);
            let gap = crate::num::sqrt(dy * dy + dz * dz) - radius(a.id) - radius(b.id);
            assert!(gap >= 0.0, "{} and {} overlap by {gap} mm", a.id, b.id);
        }
    }
}

#[test]
fn marks_of_nuclei_do_not_touch() {
    for (i, a) in NUCLEI.iter().enumerate() {
        let (dy, dz) = (a.draw[0] - a.mni[1], a.draw[1] - a.mni[2]);
        assert!(crate::num::sqrt(dy * dy + dz * dz) <= 8.0, "{}", a.id);
        for b in &NUCLEI[..i] {
            let gap = (a.draw[0] - b.draw[0]).abs().max((a.draw[1] - b.draw[1]).abs());
            assert!(gap >= 4.9, "{} and {}", a.id, b.id);
        }
    }
}

#[test]
fn cortical_densities_are_the_table_over_its_mean() {
    let value = |id: &str, receptor: usize| REGIONS[region_index(id).unwrap()].receptors[receptor].value;
    let near = |a: f32, b: f32| (a - b).abs() < 1e-3;
    // Means over the classes by hand: D1 78.0, M1 611.0, 5-HT1A 411.8; alpha1 over nine 327.3.
    assert!(near(cortical_mean(0), 78.0) && near(cortical_mean(3), 611.0) && near(cortical_mean(1), 411.8));
    assert!((cortical_mean(5) - 2946.0 / 9.0).abs() < 1e-2);
    assert!(near(value("V1", 0), 118.0 / 78.0) && near(value("IT", 2), 772.0 / 611.0));
    assert!(near(value("ACC", 7), 439.0 / 411.8));
    assert!(matches!(REGIONS[region_index("M1").unwrap()].receptors[4].source, Source::Ordinal(_)));
}

/// Tonic dopamine and its rise after 200 ms at 20 Hz, nM, by steps of 1 ms.
fn dopamine(strength: f32, transporter: f32) -> (f32, f32) {
    let (release, vmax) = (strength * RELEASE, transporter * VMAX);
    let tonic = release * TONIC_HZ * KM / (vmax - release * TONIC_HZ);
    let mut nm = tonic;
    for _ in 0..200 {
        nm += 0.001 * (release * 20.0 - vmax * nm / (KM + nm));
    }
    (tonic, nm - tonic)
}

#[test]
fn dopamine_levels_are_in_the_measured_range() {
    for nucleus in NUCLEI.iter().filter(|n| n.modulator == DA) {
        for &(id, strength) in nucleus.projects {
            let region = &REGIONS[region_index(id).unwrap()];
            let (tonic, rise) = dopamine(strength, region.transporter[DA].value);
            println!(
                "{:4} {id:6} strength {strength:.3} tonic {tonic:5.1} nM, 20 Hz x 200 ms + {rise:5.1} nM",
                nucleus.id
            );
            assert!(tonic < 60.0, "{id} {tonic}");
            assert!(!region.cortex || (15.0..=40.0).contains(&tonic), "{id} {tonic}");
            assert!(id != "dlPFC" || (50.0..=100.0).contains(&rise), "{rise}");
        }
    }
}

#[test]
fn dopamine_uptake_falls_from_dorsal_striatum_to_prefrontal_cortex() {
    let uptake = |id: &str| REGIONS[region_index(id).unwrap()].transporter[DA].value;
    let order = ["PUT", "NAc", "AMY", "dlPFC"].map(uptake);
    assert!(order.windows(2).all(|w| w[0] > w[1]) && order[0] >= 5.0 * order[3]);
}

const VELOCITY: [f32; 4] = [0.8, 2.5, 1.0, 0.8]; // m/s

fn delay_ms(nucleus: &str, region: &str) -> f32 {
    let n = nucleus_index(nucleus).unwrap();
    path_mm(n, region_index(region).unwrap()) / VELOCITY[NUCLEI[n].modulator]
}

#[test]
fn noradrenaline_needs_150_to_200_ms_to_prefrontal_cortex() {
    assert!((150.0..=200.0).contains(&delay_ms("LC", "dlPFC")), "{}", delay_ms("LC", "dlPFC"));
}

#[test]
fn cortex_is_reached_within_50_to_200_ms_from_first_to_last() {
    for nucleus in NUCLEI.iter().filter(|n| !["MS", "SNc", "CIN"].contains(&n.id)) {
        let cortical = nucleus.projects.iter().filter(|p| REGIONS[region_index(p.0).unwrap()].cortex);
        let delays: Vec<f32> = cortical.map(|p| delay_ms(nucleus.id, p.0)).collect();
        let (first, last) = delays.iter().fold((f32::MAX, 0.0_f32), |(a, b), &d| (a.min(d), b.max(d)));
        println!("{}: {first:.0} to {last:.0} ms", nucleus.id);
        assert!((50.0..=200.0).contains(&(last - first)), "{} {first} {last}", nucleus.id);
    }
}

#[test]
fn near_is_reached_before_far() {
    for nucleus in ["VTA", "LC", "DRN"] {
        let delays = ["NAc", "OFC", "ACC", "PCC", "V1"].map(|region| delay_ms(nucleus, region));
        assert!(delays.windows(2).all(|w| w[0] < w[1]), "{nucleus} {delays:?}");
    }
}

#[test]
fn the_table_of_delays_prints() {
    for nucleus in &NUCLEI {
        for (id, _) in nucleus.projects {
            let path = path_mm(nucleus_index(nucleus.id).unwrap(), region_index(id).unwrap());
            println!("{:4} {id:6} {path:6.1} mm {:6.1} ms", nucleus.id, delay_ms(nucleus.id, id));
            assert!(path > 5.0 && path < 400.0);
        }
    }
}
