//! The tide: all that the modulators are at a moment, from the firing of the nuclei to occupied receptors.
//!
//! Order in a tick: errors pass the [`Echo`], nuclei fire, volleys travel and arrive, release and uptake move
//! concentrations, receptors bind, and the ring of latest concentrations records them.

use super::axon::Axons;
use super::echo::Echo;
use super::field::Kinetics;
use super::history::History;
use super::nucleus::{Nuclei, tonic};
use super::receptor::Receptors;
use super::{TARGETS, target};
use crate::atlas::{NUCLEI, nucleus_index};
use crate::kernels::Lanes;
use crate::params::Params;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// State of the modulators.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tide {
    /// Errors on their way to the dopamine neurons.
    pub echo: Echo,
    /// Firing of the nuclei.
    pub nuclei: Nuclei,
    /// Volleys under way.
    pub axons: Axons,
    /// Release and uptake.
    pub kinetics: Kinetics,
    /// What arrives in this tick, strength times Hz.
    pub arrived: Lanes,
    /// Concentrations, nM.
    pub concentration: Lanes,
    /// Concentrations without news, nM.
    pub tone: Lanes,
    /// Occupancies.
    pub receptors: Receptors,
    /// Concentrations of the latest ticks.
    pub history: History,
}

impl Tide {
    /// Nuclei, axons, release and uptake in equilibrium; `chance` is that of the shuffled errors.
    #[must_use]
    pub fn new(params: &Params, chance: Stream) -> Self {
        let nuclei = Nuclei::new(params);
        let axons = Axons::new(params, &nuclei.firing);
        let kinetics = Kinetics::new(params);
        let tone = balance(&axons, &kinetics, |n| tonic(params, n));
        Self {
            echo: Echo::new(chance),
            nuclei,
            axons,
            kinetics,
            arrived: Lanes::zeros(TARGETS),
            concentration: tone.clone(),
            receptors: Receptors::new(&tone).with_usual(&usual()).at_age(params.age_years),
            history: History::new(&tone),
            tone,
        }
    }

    /// After a live parameter or an intervention has changed: release, uptake and tone follow. `tonic_hz` is
    /// the firing of each nucleus without news, `release` the places at which release is scaled, with the
    /// factors.
    pub fn retune(
        &mut self,
        params: &Params,
        tonic_hz: impl Fn(usize) -> f32,
        release: impl Iterator<Item = (usize, f32)>,
    ) {
        self.kinetics = Kinetics::new(params);
        release.for_each(|(place, factor)| self.kinetics.scale_release(place, factor));
        self.tone = balance(&self.axons, &self.kinetics, tonic_hz);
        self.receptors.adapt(&self.tone);
        self.receptors.age(params.age_years);
    }

    /// Settles all as if the present tone had always been there: volleys, concentrations, receptors and the
    /// latest ticks.
    pub fn settle(&mut self, params: &Params, tonic_hz: impl Fn(usize) -> f32) {
        for (n, hz) in self.nuclei.firing.iter_mut().enumerate() {
            *hz = tonic_hz(n);
        }
        self.axons = Axons::new(params, &self.nuclei.firing);
        self.concentration = self.tone.clone();
        self.receptors.settle(&self.tone);
        self.history = History::new(&self.tone);
    }

    /// Volleys travel and arrive; release, uptake, receptors.
    pub fn step(&mut self) {
        self.axons.step(&self.nuclei.firing, &mut self.arrived);
        self.kinetics.step(&mut self.concentration, &self.arrived);
        self.receptors.step(&self.concentration);
        self.history.push(&self.concentration);
    }

    /// Concentration of a modulator in a region above its tone, nM.
    #[must_use]
    pub fn news(&self, modulator: usize, region: usize) -> f32 {
        let place = target(modulator, region);
        self.concentration[place] - self.tone[place]
    }

    /// Firing of VTA, Hz.
    #[must_use]
    pub fn vta_hz(&self) -> f32 {
        nucleus_index("VTA").map_or(0.0, |n| self.nuclei.firing[n])
    }
}

/// Concentrations at which uptake balances release by nuclei that fire steadily, nM.
#[must_use]
pub fn balance(axons: &Axons, kinetics: &Kinetics, firing: impl Fn(usize) -> f32) -> Lanes {
    let steady = axons.steady(firing);
    let mut tone = Lanes::zeros(TARGETS);
    for (place, nm) in tone.iter_mut().enumerate().take(TARGETS) {
        *nm = kinetics.steady(place, steady[place]);
    }
    tone
}

/// Concentrations at tone with default settings, nM.
#[must_use]
pub fn usual() -> Lanes {
    let params = Params::default();
    let axons = Axons::new(&params, &[0.0; NUCLEI.len()]);
    balance(&axons, &Kinetics::new(&params), |n| tonic(&params, n))
}
