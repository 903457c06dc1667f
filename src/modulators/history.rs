//! Concentrations of the latest ticks, and those of the next ones as far as they are already decided.
//!
//! A volley in an axon will arrive whatever happens, so the concentration in a region is known ahead by the
//! length of its shortest delay. The field's own equation is run on with what is under way.

use crate::kernels::{Lanes, padded};
use crate::modulators::TARGETS;
use crate::modulators::axon::Axons;
use crate::modulators::field::Kinetics;
use serde::{Deserialize, Serialize};

/// Ticks kept.
pub const PAST: usize = 64;
const WIDTH: usize = padded(TARGETS);

/// A ring of concentrations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    ring: Lanes,
    newest: u32,
}

impl History {
    /// A past in which the tone never changed.
    #[must_use]
    pub fn new(tone: &[f32]) -> Self {
        let mut ring = Lanes::zeros(PAST * WIDTH);
        for slot in ring.chunks_exact_mut(WIDTH) {
            slot.copy_from_slice(tone);
        }
        Self { ring, newest: 0 }
    }

    /// Records the concentrations of this tick.
    pub fn push(&mut self, concentration: &[f32]) {
        self.newest = (self.newest + 1) % PAST as u32;
        let start = self.newest as usize * WIDTH;
        self.ring[start..start + WIDTH].copy_from_slice(concentration);
    }

    /// Concentration `ago` ticks before the latest, nM; the oldest one kept where `ago` is longer.
    #[must_use]
    pub fn past(&self, place: usize, ago: usize) -> f32 {
        let slot = (self.newest as usize + PAST - ago.min(PAST - 1)) % PAST;
        self.ring[slot * WIDTH + place]
    }

    /// Concentrations of one place from [`PAST`] - 1 ticks ago up to the last tick that is already decided.
    /// Returns how many of them lie in the past, the latest included.
    pub fn course(&self, place: usize, axons: &Axons, kinetics: &Kinetics, out: &mut Vec<f32>) -> usize {
        out.clear();
        out.extend((0..PAST).rev().map(|ago| self.past(place, ago)));
        let mut nm = self.past(place, 0);
        for ahead in 0..usize::from(axons.delay(place).unwrap_or(0)) {
            nm = kinetics.step_one(place, nm, axons.under_way(place, ahead));
            out.push(nm);
        }
        PAST
    }
}
