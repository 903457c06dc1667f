//! From a nucleus to a receptor without the rest of the brain, for rows about single synapses: the engine's
//! own nuclei, axons, release, uptake and receptors, in the order of a tick of the running brain.

use crate::atlas::{NUCLEI, nucleus_index};
use crate::kernels::Lanes;
use crate::modulators::axon::Axons;
use crate::modulators::field::Kinetics;
use crate::modulators::gates;
use crate::modulators::nucleus::{Drive, Nuclei, tonic};
use crate::modulators::receptor::Receptors;
use crate::modulators::tide::balance;
use crate::num::ticks;
use crate::params::Params;

/// All modulators, everywhere.
pub(super) struct Release {
    pub(super) params: Params,
    pub(super) receptors: Receptors,
    nuclei: Nuclei,
    axons: Axons,
    kinetics: Kinetics,
    concentration: Lanes,
    arrived: Lanes,
}

impl Release {
    /// At tone, with default parameters.
    pub(super) fn new() -> Self {
        let params = Params::default();
        let (nuclei, kinetics) = (Nuclei::new(&params), Kinetics::new(&params));
        let axons = Axons::new(&params, &[0.0; NUCLEI.len()]);
        let concentration = balance(&axons, &kinetics, |n| tonic(&params, n));
        let axons = Axons::new(&params, &nuclei.firing);
        let receptors = Receptors::new(&concentration);
        let arrived = Lanes::zeros(concentration.len());
        Self { params, receptors, nuclei, axons, kinetics, concentration, arrived }
    }

    /// Stimulates a nucleus, on top of its tone.
    pub(super) fn fire(&mut self, nucleus: &str, rate_hz: f32, for_ms: u32) {
        if let Some(nucleus) = nucleus_index(nucleus) {
            self.nuclei.fire(nucleus, rate_hz, ticks(for_ms));
        }
    }

    /// One tick.
    pub(super) fn step(&mut self, drive: Drive) {
        self.nuclei.step(drive, &self.params);
        self.axons.step(&self.nuclei.firing, &mut self.arrived);
        self.kinetics.step(&mut self.concentration, &self.arrived);
        self.receptors.step(&self.concentration);
    }

    /// What dopamine makes of tags in a region.
    pub(super) fn third_factor(&self, region: usize) -> f32 {
        gates::third_factor(&self.receptors, region, &self.params)
    }
}

/// The activity of one unit that fires: a vector whose first entry is 1.
pub(super) fn one_unit() -> Lanes {
    let mut one = Lanes::zeros(1);
    one[0] = 1.0;
    one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::region_index;

    #[test]
    fn without_stimulation_there_is_no_third_factor_and_a_burst_makes_one() {
        let striatum = region_index("NAc").unwrap();
        let mut release = Release::new();
        let highest = |release: &mut Release| {
            let mut highest = 0.0;
            for _ in 0..60 {
                release.step(Drive::default());
                let factor = release.third_factor(striatum);
                highest = if factor > highest { factor } else { highest };
            }
            highest
        };
        assert!(highest(&mut release) < 0.01);
        release.fire("VTA", 30.0, 330);
        assert!(highest(&mut release) > 1.0);
    }
}
