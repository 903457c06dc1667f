//! Receptors: concentration to occupancy.
//!
//! `d occ/dt = kon C (1 - occ) - koff occ`, `kon = koff / EC50`, integrated implicitly so that `occ` stays
//! between 0 and 1. The region's density scales the effect (see `gates`), not the occupancy; so do age and
//! antagonists, which leave a share of the receptors each.

use super::{TARGETS, target};
use crate::atlas::{ACH, DA, NE, REGIONS, SER, ageing};
use crate::num::{DT_S, decay};
use serde::{Deserialize, Serialize};

/// Number of receptors.
pub const RECEPTORS: usize = 10;

/// Affinity and speed of a receptor.
#[derive(Clone, Copy, Debug)]
pub struct Kinetics {
    /// Modulator that binds to it.
    pub modulator: usize,
    /// Half-occupancy, nM.
    pub ec50_nm: f32,
    /// Unbinding, 1/s.
    pub koff: f32,
    /// Where the two numbers come from.
    pub source: &'static str,
}

const fn receptor(modulator: usize, ec50_nm: f32, koff: f32, source: &'static str) -> Kinetics {
    Kinetics { modulator, ec50_nm, koff, source }
}

/// Occupancies at or below this are exactly 0.
const FLOOR: f32 = 1e-6;
/// Time over which the trend of D1 occupancy is smoothed, s. Ours.
const FOLLOW_S: f32 = 0.03;

/// Time over which beta and M1 occupancy count as lasting, s. Ours: longer than a phasic response, shorter
/// than a trial.
const LASTING_S: f32 = 3.0;

/// Index of the D1 receptor.
pub const D1: usize = 0;
/// Index of the D2 receptor.
pub const D2: usize = 1;
/// Index of the M1 receptor.
pub const M1: usize = 2;
/// Index of the beta receptor.
pub const BETA: usize = 6;
/// Index of the 5-HT1A receptor.
pub const HT1A: usize = 7;
/// Index of the 5-HT2A receptor.
pub const HT2A: usize = 8;
/// Index of the 5-HT2C receptor.
pub const HT2C: usize = 9;

const ORDER_NE: &str =
    "order alpha2 > alpha1 > beta: Ramos & Arnsten 2007, doi:10.1016/j.pharmthera.2006.11.006; values ours";

/// D1, D2, M1, nicotinic, alpha1, alpha2, beta, 5-HT1A, 5-HT2A, 5-HT2C.
pub const KINETICS: [Kinetics; RECEPTORS] = [
    receptor(
        DA,
        1000.0,
        50.0,
        "EC50 1 uM: Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010; fast unbinding ours",
    ),
    receptor(DA, 7.0, 0.2, "EC50 7 nM, koff 0.2/s: Ejdrup et al. 2024 (model code)"),
    receptor(ACH, 100.0, 10.0, "ours; no volume-level value verified"),
    receptor(ACH, 500.0, 50.0, "ours; faster and of lower affinity than M1"),
    receptor(NE, 100.0, 5.0, ORDER_NE),
    receptor(NE, 30.0, 1.0, ORDER_NE),
    receptor(NE, 300.0, 5.0, ORDER_NE),
    receptor(
        SER,
        20.0,
        0.5,
        "5-HT1A binds serotonin more tightly than 5-HT2A, Carhart-Harris & Nutt 2017, doi:10.1177/0269881117725915; values ours",
    ),
    receptor(SER, 200.0, 2.0, "see 5-HT1A"),
    receptor(SER, 100.0, 2.0, "ours"),
];

/// Occupancy of every receptor in every region, receptor by receptor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receptors {
    /// Occupancies, 0 to 1; shape: receptors x regions.
    pub occupancy: Vec<f32>,
    /// Occupancies at tone, the same shape.
    pub baseline: Vec<f32>,
    /// D1 occupancy a moment ago, region by region: what its trend is measured against.
    follower: Vec<f32>,
    /// Beta occupancy over the last seconds, region by region: tonic rather than phasic noradrenaline.
    lasting: Vec<f32>,
    /// M1 occupancy over the last seconds, region by region: tonic rather than phasic acetylcholine.
    lasting_m1: Vec<f32>,
    /// Occupancies at tone with default settings, shape as `occupancy`.
    usual: Vec<f32>,
    /// Share of the receptors that no antagonist blocks, the same shape; empty where none does.
    unblocked: Vec<f32>,
    /// Share of the receptors that there is at this age, over that at 25, the same shape; empty at 25.
    aged: Vec<f32>,
}

impl Receptors {
    /// Receptors in equilibrium with `tone`, the concentrations without news.
    #[must_use]
    pub fn new(tone: &[f32]) -> Self {
        let [occupancy, baseline, follower, lasting, lasting_m1, usual, unblocked, aged] = [const { Vec::new() }; 8];
        let mut all = Self { occupancy, baseline, follower, lasting, lasting_m1, usual, unblocked, aged };
        all.settle(tone);
        all.usual.clone_from(&all.baseline);
        all
    }

    /// The same, where `tone` at default settings would be `usual`.
    #[must_use]
    pub fn with_usual(mut self, usual: &[f32]) -> Self {
        self.usual = equilibrium(usual);
        self
    }

    /// The same at an age.
    #[must_use]
    pub fn at_age(mut self, years: f32) -> Self {
        self.age(years);
        self
    }

    /// Takes away what age takes; what is left binds as before.
    pub fn age(&mut self, years: f32) {
        self.aged.clear();
        if years != ageing::USUAL_YEARS {
            let here = |receptor: usize| (0..REGIONS.len()).map(move |k| ageing::receptor_share(receptor, k, years));
            self.aged.extend((0..RECEPTORS).flat_map(here));
        }
    }

    /// Comes to equilibrium with `tone`.
    pub fn settle(&mut self, tone: &[f32]) {
        self.adapt(tone);
        self.occupancy.clone_from(&self.baseline);
        let of = |receptor: usize| self.baseline[receptor * REGIONS.len()..][..REGIONS.len()].to_vec();
        (self.follower, self.lasting, self.lasting_m1) = (of(D1), of(BETA), of(M1));
    }

    /// No receptor is blocked any more.
    pub fn unblock(&mut self) {
        self.unblocked.clear();
    }

    /// An antagonist leaves only a share of a receptor in a region; it binds as before and does less.
    pub fn block(&mut self, receptor: usize, region: usize, share: f32) {
        self.unblocked.resize(RECEPTORS * REGIONS.len(), 1.0);
        self.unblocked[receptor * REGIONS.len() + region] *= share;
    }

    /// Share of a receptor in a region that age has left and no antagonist blocks.
    #[must_use]
    pub fn unblocked(&self, receptor: usize, region: usize) -> f32 {
        let share = |of: &[f32]| of.get(receptor * REGIONS.len() + region).copied().unwrap_or(1.0);
        share(&self.unblocked) * share(&self.aged)
    }

    /// Takes a new tone: what counts as news is measured from it.
    pub fn adapt(&mut self, tone: &[f32]) {
        self.baseline = equilibrium(tone);
    }

    /// Advances one tick. Reads the concentrations of this tick.
    pub fn step(&mut self, concentration: &[f32]) {
        debug_assert!(concentration.len() >= TARGETS);
        for (kinetics, occupancy) in KINETICS.iter().zip(self.occupancy.chunks_exact_mut(REGIONS.len())) {
            let first = target(kinetics.modulator, 0);
            let (unbind, bind) = (DT_S * kinetics.koff, DT_S * kinetics.koff / kinetics.ec50_nm);
            for (occ, &nm) in occupancy.iter_mut().zip(&concentration[first..]) {
                let bound = bind * nm;
                let next = (*occ + bound) / (1.0 + bound + unbind);
                *occ = if next > FLOOR { next } else { 0.0 };
            }
        }
        let follow = |slow: &mut [f32], receptor: usize, tau_s: f32| {
            let share = 1.0 - decay(tau_s);
            let now = &self.occupancy[receptor * REGIONS.len()..];
            slow.iter_mut().zip(now).for_each(|(slow, occ)| *slow += share * (occ - *slow));
        };
        follow(&mut self.follower, D1, FOLLOW_S);
        follow(&mut self.lasting, BETA, LASTING_S);
        follow(&mut self.lasting_m1, M1, LASTING_S);
    }

    /// Beta occupancy in `region` over the last seconds.
    #[must_use]
    pub fn lasting_beta(&self, region: usize) -> f32 {
        self.lasting[region]
    }

    /// M1 occupancy in `region` over the last seconds.
    #[must_use]
    pub fn lasting_m1(&self, region: usize) -> f32 {
        self.lasting_m1[region]
    }

    /// Occupancy of `receptor` in `region` at tone.
    #[must_use]
    pub fn at_tone(&self, receptor: usize, region: usize) -> f32 {
        self.baseline[receptor * REGIONS.len() + region]
    }

    /// Occupancy of `receptor` in `region` at tone with default settings.
    #[must_use]
    pub fn usual(&self, receptor: usize, region: usize) -> f32 {
        self.usual[receptor * REGIONS.len() + region]
    }

    /// Rate of change of D1 occupancy in `region`, 1/s, smoothed over 30 ms.
    #[must_use]
    pub fn d1_trend(&self, region: usize) -> f32 {
        (self.occupancy[D1 * REGIONS.len() + region] - self.follower[region]) / FOLLOW_S
    }

    /// Occupancy of `receptor` in `region`, above or below its baseline.
    #[must_use]
    pub fn news(&self, receptor: usize, region: usize) -> f32 {
        let place = receptor * REGIONS.len() + region;
        self.occupancy[place] - self.baseline[place]
    }
}

/// Occupancies in equilibrium with concentrations; shape: receptors x regions.
fn equilibrium(tone: &[f32]) -> Vec<f32> {
    let occupancy = |kinetics: &Kinetics, k: usize| {
        let nm = tone[target(kinetics.modulator, k)];
        nm / (nm + kinetics.ec50_nm)
    };
    KINETICS.iter().flat_map(|kinetics| (0..REGIONS.len()).map(move |k| occupancy(kinetics, k))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_tone_there_is_no_news() {
        let tone = vec![30.0; TARGETS];
        let mut receptors = Receptors::new(&tone);
        for _ in 0..1000 {
            receptors.step(&tone);
        }
        for receptor in 0..RECEPTORS {
            assert!(receptors.news(receptor, 0).abs() < 1e-5);
        }
    }

    #[test]
    fn occupancy_stays_between_0_and_1() {
        let mut receptors = Receptors::new(&vec![0.0; TARGETS]);
        for _ in 0..1000 {
            receptors.step(&vec![1e4; TARGETS]);
        }
        assert!(receptors.occupancy.iter().all(|o| (0.0..=1.0).contains(o)));
    }
}
