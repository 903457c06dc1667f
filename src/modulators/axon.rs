//! Axons: firing travels from each nucleus to each region in a whole number of ticks.
//!
//! `delay = path length / velocity`. What a nucleus fires is scattered into future slots of a ring; a
//! region reads its slot when the time has come. Broadcast and targeted release differ only in the
//! strengths of the edges.

use super::{MODULATORS, TARGETS, target};
use crate::atlas::{NUCLEI, path_mm, region_index};
use crate::kernels::{Lanes, padded};
use crate::num::DT_S;
use crate::params::Params;
use serde::{Deserialize, Serialize};

/// Longest delay that the ring can hold, ticks.
pub const DEPTH: usize = 128;
const WIDTH: usize = padded(TARGETS);

/// One projection from a nucleus to a region.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// Index of the nucleus.
    pub nucleus: u8,
    /// Place in the fields, see [`target`].
    pub target: u16,
    /// Ticks from soma to terminal.
    pub delay: u16,
    /// Release per spike, relative.
    pub strength: f32,
}

/// All axons and the volleys under way in them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axons {
    edges: Vec<Edge>,
    ring: Lanes,
    slot: u32,
}

impl Axons {
    /// Axons of the atlas at the velocities of `params`, holding what was fired at the rates `firing` before
    /// the first tick.
    #[must_use]
    pub fn new(params: &Params, firing: &[f32]) -> Self {
        let edges = edges(params);
        let mut ring = Lanes::zeros(DEPTH * WIDTH);
        for e in &edges {
            for ahead in 0..e.delay as usize {
                ring[ahead * WIDTH + e.target as usize] += e.strength * firing[e.nucleus as usize];
            }
        }
        Self { edges, ring, slot: 0 }
    }

    /// Sends this tick's `firing` on its way, and hands over what arrives in this tick: strength times Hz
    /// at every place of the fields.
    pub fn step(&mut self, firing: &[f32], arrived: &mut [f32]) {
        let now = self.slot as usize;
        for e in &self.edges {
            let slot = (now + e.delay as usize) % DEPTH;
            self.ring[slot * WIDTH + e.target as usize] += e.strength * firing[e.nucleus as usize];
        }
        let slot = &mut self.ring[now * WIDTH..(now + 1) * WIDTH];
        arrived.copy_from_slice(slot);
        slot.fill(0.0);
        self.slot = ((now + 1) % DEPTH) as u32;
    }

    /// What is already under way and arrives `ahead` ticks from now (0 is the next tick), provided that
    /// `ahead` is below the shortest delay to that place.
    #[must_use]
    pub fn under_way(&self, place: usize, ahead: usize) -> f32 {
        self.ring[((self.slot as usize + ahead) % DEPTH) * WIDTH + place]
    }

    /// The edges, for drawing and for tests.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Shortest delay to a place of the fields, ticks; `None` where nothing projects.
    #[must_use]
    pub fn delay(&self, place: usize) -> Option<u16> {
        self.edges.iter().filter(|e| e.target as usize == place).map(|e| e.delay).min()
    }

    /// Input at every place in steady state, strength times Hz.
    #[must_use]
    pub fn steady(&self, firing: impl Fn(usize) -> f32) -> Vec<f32> {
        let mut input = vec![0.0; WIDTH];
        for e in &self.edges {
            input[e.target as usize] += e.strength * firing(e.nucleus as usize);
        }
        input
    }
}

/// Conduction velocities, m/s, by modulator.
fn velocities(params: &Params) -> [f32; MODULATORS] {
    [params.dopamine_velocity, params.acetylcholine_velocity, params.noradrenaline_velocity, params.serotonin_velocity]
}

fn edges(params: &Params) -> Vec<Edge> {
    let velocity = velocities(params);
    let mut edges = Vec::new();
    for (n, nucleus) in NUCLEI.iter().enumerate() {
        for &(region, strength) in nucleus.projects {
            let Some(k) = region_index(region) else { continue };
            let seconds = path_mm(n, k) / 1000.0 / velocity[nucleus.modulator];
            let delay = ((seconds / DT_S + 0.5) as u16).clamp(1, DEPTH as u16 - 1);
            edges.push(Edge { nucleus: n as u8, target: target(nucleus.modulator, k) as u16, delay, strength });
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{REGIONS, nucleus_index};

    #[test]
    fn a_volley_arrives_after_its_delay_and_only_then() {
        let params = Params::default();
        let silent = [0.0; NUCLEI.len()];
        let mut axons = Axons::new(&params, &silent);
        let lc = nucleus_index("LC").unwrap();
        let mut volley = silent;
        volley[lc] = 10.0;
        let edge = *axons.edges().iter().find(|e| usize::from(e.nucleus) == lc).unwrap();
        let mut arrived = vec![0.0; WIDTH];
        for t in 0..DEPTH {
            axons.step(if t == 0 { &volley } else { &silent }, &mut arrived);
            let here = arrived[edge.target as usize];
            assert_eq!(here > 0.0, t == usize::from(edge.delay), "tick {t}");
        }
    }

    #[test]
    fn tonic_firing_is_steady_from_the_first_tick() {
        let params = Params::default();
        let firing = [3.0; NUCLEI.len()];
        let mut axons = Axons::new(&params, &firing);
        let steady = axons.steady(|_| 3.0);
        let mut arrived = vec![0.0; WIDTH];
        for _ in 0..2 * DEPTH {
            axons.step(&firing, &mut arrived);
            assert!(arrived.iter().zip(&steady).all(|(a, s)| (a - s).abs() < 1e-4));
        }
    }

    #[test]
    fn farther_is_later() {
        let params = Params::default();
        let axons = Axons::new(&params, &[0.0; NUCLEI.len()]);
        let delay_of = |nucleus: &str, region: &str| {
            let (n, k) = (nucleus_index(nucleus).unwrap(), region_index(region).unwrap());
            let place = target(NUCLEI[n].modulator, k) as u16;
            axons.edges().iter().find(|e| usize::from(e.nucleus) == n && e.target == place).unwrap().delay
        };
        assert!(delay_of("VTA", "NAc") < delay_of("VTA", "OFC"));
        assert!(delay_of("VTA", "OFC") < delay_of("VTA", "V1"));
        assert!(REGIONS.len() >= 20);
    }
}
