//! Fields: the concentration of each modulator in each region.
//!
//! `dC/dt = R(t) - Vmax C / (Km + C)`, release `R` in nM/s from what the axons bring, Michaelis-Menten uptake
//! with the region's transporter density, less what age has taken. Integrated with the uptake rate taken at
//! the old concentration and its effect at the new one, so that `C` stays positive at any step:
//! `C' = (C + dt R) / (1 + dt Vmax / (Km + C))`.
//!
//! Source: Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010 (volume-averaged).

use super::{MODULATORS, TARGETS, target};
use crate::atlas::{REGIONS, ageing};
use crate::kernels::{Lanes, kernel_uptake, padded};
use crate::params::Params;
use serde::{Deserialize, Serialize};

/// No concentration exceeds this, nM: a bound against runaway by extreme parameters.
pub const MAX_NM: f32 = 10_000.0;
/// Concentrations below this are exactly 0, nM.
pub const FLOOR_NM: f32 = 1e-3;

/// Release and uptake of one run, place by place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kinetics {
    release: Lanes,
    vmax: Lanes,
    km: Lanes,
}

impl Kinetics {
    /// Constants of every place of the fields.
    #[must_use]
    pub fn new(params: &Params) -> Self {
        let p = params;
        let release = [p.dopamine_release, p.acetylcholine_release, p.noradrenaline_release, p.serotonin_release];
        let vmax = [p.dopamine_vmax, p.acetylcholine_vmax, p.noradrenaline_vmax, p.serotonin_vmax];
        let km = [p.dopamine_km, p.acetylcholine_km, p.noradrenaline_km, p.serotonin_km];
        let n = padded(TARGETS);
        let mut all = Self { release: Lanes::zeros(n), vmax: Lanes::zeros(n), km: Lanes::zeros(n) };
        all.km.fill(1.0);
        for m in 0..MODULATORS {
            let spared = ageing::transporter_share(m, p.age_years);
            for (k, region) in REGIONS.iter().enumerate() {
                let place = target(m, k);
                all.release[place] = release[m];
                all.vmax[place] = spared * vmax[m] * region.transporter[m].value;
                all.km[place] = km[m];
            }
        }
        all
    }

    /// Scales what a spike releases at one place.
    pub fn scale_release(&mut self, place: usize, factor: f32) {
        self.release[place] *= factor;
    }

    /// What a steady `input` (strength times Hz) releases at a place, nM/s.
    #[must_use]
    pub fn released(&self, place: usize, input: f32) -> f32 {
        input * self.release[place]
    }

    /// Concentration at which uptake balances a steady `input` (strength times Hz), nM.
    #[must_use]
    pub fn steady(&self, place: usize, input: f32) -> f32 {
        let release = self.released(place, input);
        let spare = self.vmax[place] - release;
        if release <= 0.0 {
            0.0
        } else if spare <= 0.0 {
            MAX_NM
        } else {
            let nm = release * self.km[place] / spare;
            if nm < MAX_NM { nm } else { MAX_NM }
        }
    }

    /// One tick of every place: `arrived` in strength times Hz.
    pub fn step(&self, concentration: &mut [f32], arrived: &[f32]) {
        kernel_uptake(concentration, arrived, [&self.release, &self.vmax, &self.km], FLOOR_NM, MAX_NM);
    }

    /// The same tick for a single place, for looking ahead.
    #[must_use]
    pub fn step_one(&self, place: usize, concentration: f32, arrived: f32) -> f32 {
        let mut c = [0.0; 16];
        let mut a = [0.0; 16];
        (c[0], a[0]) = (concentration, arrived);
        let line = |x: &[f32]| [x[place]; 16];
        let (r, v, k) = (line(&self.release), line(&self.vmax), line(&self.km));
        kernel_uptake(&mut c, &a, [&r, &v, &k], FLOOR_NM, MAX_NM);
        c[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{DA, region_index};

    #[test]
    fn the_steady_state_is_steady() {
        let kinetics = Kinetics::new(&Params::default());
        let place = target(DA, region_index("PUT").unwrap());
        let nm = kinetics.steady(place, 4.0);
        assert!((nm - kinetics.step_one(place, nm, 4.0)).abs() < 1e-3, "{nm}");
    }

    #[test]
    fn concentrations_stay_in_bounds_whatever_arrives() {
        let kinetics = Kinetics::new(&Params { dopamine_release: 600.0, ..Params::default() });
        let mut c = Lanes::zeros(TARGETS);
        let mut flood = Lanes::zeros(TARGETS);
        flood.fill(100.0);
        for _ in 0..10_000 {
            kinetics.step(&mut c, &flood);
        }
        assert!(c.iter().all(|&c| (0.0..=MAX_NM).contains(&c)));
    }
}
