//! What healthy ageing takes from the dopamine system, receptor by receptor and region by region.
//!
//! `share = (1 - loss / 100)^((age - 25) / 10)`: an exponential with the published loss per decade, 1 at the
//! age of 25, at which the brain is the one that all other figures describe. Below 25 the same curve goes on
//! upwards.
//!
//! | what | loss per decade | source |
//! |---|---|---|
//! | D1 | 14 % everywhere | Karrer et al. 2017, doi:10.1016/j.neurobiolaging.2017.05.006: 3.7 to 14 % over the dopamine system and D1 before D2; the upper end is taken for D1 |
//! | D2 | region by region, see [`D2`] | Seaman et al. 2019, doi:10.1002/hbm.24574; Kaasinen et al. 2000, doi:10.1016/S0197-4580(00)00149-4 |
//! | dopamine transporter | 6.6 % | Volkow et al. 1996, Journal of Nuclear Medicine 37:554 (striatum); cortex as striatum is ours |
//! | synthesis, and with it release per spike | none | Karrer et al. 2017 |
//!
//! Studies disagree. D1 in caudate and putamen fell by 7 % in Wang et al. 1998 (Synapse 30:56) and by 3 %
//! post mortem in Seeman et al. 1987, doi:10.1002/syn.890010503. Where the two studies of D2 disagree the
//! larger one is taken (Seaman, 132 people, against 24). The hippocampus loses 0 to 2 % there and 10 % in
//! Kaasinen et al.; the pregenual cortex 3 to 5 % there, all of frontal cortex 11 % in Kaasinen et al. Many
//! losses are not exponential: they are faster before 40 than after 60 (Seaman et al. 2019).
//!
//! Left out: the locus coeruleus, whose integrity differs between old people (Dahl et al. 2019,
//! doi:10.1038/s41562-019-0715-2, which gives no figure per decade); acetylcholine and serotonin; loss of
//! neurons and of synapses; compensation. D2 acts in the caudate only, here as in the rest of this brain, so
//! its loss elsewhere can be read and does nothing.

use super::{DA, RECEPTORS, REGIONS};
use crate::num::{exp, ln};

/// Age of the brain that all other figures describe, years.
pub const USUAL_YEARS: f32 = 25.0;

/// Loss of D1 receptors per decade, per cent.
pub const D1_LOSS: f32 = 14.0;
/// Loss of dopamine transporters per decade, per cent.
pub const TRANSPORTER_LOSS: f32 = 6.6;

const SEAMAN: &str = "Seaman et al. 2019, doi:10.1002/hbm.24574";
const KAASINEN: &str = "Kaasinen et al. 2000, doi:10.1016/S0197-4580(00)00149-4";
const LIKE_TEMPORAL: &str = "ours: as lateral temporal cortex; 14 % in occipital and parietal cortex with raclopride, \
                             doi:10.1007/s11064-022-03825-4";
const LIKE_THALAMUS: &str = "ours: as thalamus; no measurement at hand";

/// What a region loses of a receptor.
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    /// Key of the region.
    pub region: &'static str,
    /// Loss per decade, per cent.
    pub percent: f32,
    /// Where it comes from.
    pub source: &'static str,
}

const fn loss(region: &'static str, percent: f32, source: &'static str) -> Loss {
    Loss { region, percent, source }
}

/// Loss of D2 receptors, region by region in the order of [`REGIONS`].
pub static D2: [Loss; REGIONS.len()] = [
    loss("THA", 4.0, SEAMAN),
    loss("V1", 10.0, LIKE_TEMPORAL),
    loss("VAC", 10.0, LIKE_TEMPORAL),
    loss("A1", 10.0, KAASINEN),
    loss("S1", 10.0, LIKE_TEMPORAL),
    loss("M1", 11.0, KAASINEN),
    loss("SMA", 11.0, KAASINEN),
    loss("PPC", 10.0, LIKE_TEMPORAL),
    loss("IT", 10.0, KAASINEN),
    loss("dlPFC", 11.0, KAASINEN),
    loss("OFC", 11.0, KAASINEN),
    loss("vmPFC", 4.0, SEAMAN),
    loss("ACC", 13.0, KAASINEN),
    loss("PCC", 10.0, LIKE_TEMPORAL),
    loss("INS", 10.0, LIKE_TEMPORAL),
    loss("HIP", 1.0, SEAMAN),
    loss("AMY", 4.0, SEAMAN),
    loss("HYP", 4.0, LIKE_THALAMUS),
    loss("CAU", 4.0, SEAMAN),
    loss("PUT", 4.0, SEAMAN),
    loss("NAc", 1.0, SEAMAN),
    loss("PAL", 1.0, SEAMAN),
    loss("STN", 4.0, LIKE_THALAMUS),
    loss("CB", 4.0, LIKE_THALAMUS),
];

/// Share of a receptor that a region still has at an age, relative to age 25.
#[must_use]
pub fn receptor_share(receptor: usize, region: usize, years: f32) -> f32 {
    match RECEPTORS[receptor].id {
        "D1" => share(D1_LOSS, years),
        "D2" => share(D2[region].percent, years),
        _ => 1.0,
    }
}

/// Share of a modulator's transporters that is left at an age, relative to age 25.
#[must_use]
pub fn transporter_share(modulator: usize, years: f32) -> f32 {
    if modulator == DA { share(TRANSPORTER_LOSS, years) } else { 1.0 }
}

fn share(percent: f32, years: f32) -> f32 {
    exp((years - USUAL_YEARS) / 10.0 * ln(1.0 - percent / 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    #[test]
    fn every_region_has_its_loss() {
        assert!(REGIONS.iter().zip(&D2).all(|(region, loss)| region.id == loss.region));
        assert!(D2.iter().all(|loss| (0.0..=16.0).contains(&loss.percent) && !loss.source.is_empty()));
    }

    #[test]
    fn the_default_brain_has_lost_nothing_and_ten_years_take_what_is_published() {
        let years = Params::default().age_years;
        for receptor in 0..RECEPTORS.len() {
            assert!((0..REGIONS.len()).all(|k| receptor_share(receptor, k, years) == 1.0));
        }
        assert_eq!(transporter_share(DA, years), 1.0);
        assert!((receptor_share(0, 0, years + 10.0) - 0.86).abs() < 1e-6);
        assert!((receptor_share(1, 18, years + 10.0) - 0.96).abs() < 1e-6);
        assert!(receptor_share(0, 0, years - 5.0) > 1.05);
        assert_eq!(receptor_share(2, 0, 90.0), 1.0);
    }
}
