//! Notes of a run beside the recorder's: which region is probed, which nuclei are in a burst, how far the
//! front of the latest burst has come, and which synapses are drawn. Nothing that a brain computes reads
//! them.

use super::Simulation;
use super::recorder::EventKind;
use crate::atlas::{DA, NUCLEI, REGIONS, region_index};
use crate::brain::bundle::Bundle;
use crate::modulators::axon::Axons;
use crate::modulators::target;
use crate::num::DT_MS;
use crate::rng::Stream;
use crate::tasks::events::Moment;
use serde::{Deserialize, Serialize};

/// Synapses sampled per region for the drawing.
pub const SAMPLES: usize = 7;
/// How many sampled synapses come from units that answer the first cue; the others are drawn from all.
const ANSWERING: usize = 5;
/// A nucleus is in a burst above this multiple of its tonic rate, and in a pause below its inverse.
const BURST_RATIO: f32 = 2.0;
/// Rise of dopamine that counts as the arrival of a front, nM.
pub const ARRIVAL_NM: f32 = 5.0;

/// How far the dopamine of a burst has come; shape of the lists: regions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// Tick in which the burst began.
    pub began: Option<u64>,
    /// Ticks from nucleus to region, where there is an axon.
    pub delays: Vec<Option<u16>>,
    /// Concentration as the front came in, nM.
    pub before: Vec<f32>,
    /// Has the front arrived?
    pub reached: Vec<bool>,
}

impl Front {
    pub(crate) fn new(axons: &Axons) -> Self {
        let n = REGIONS.len();
        let delays = (0..n).map(|k| axons.delay(target(DA, k))).collect();
        Self { began: None, delays, before: vec![0.0; n], reached: vec![false; n] }
    }

    /// A burst begins.
    pub fn begin(&mut self, tick: u64) {
        self.began = Some(tick);
        self.reached.fill(false);
    }
}

/// A synapse that the page draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledSynapse {
    /// Index of its bundle in the list of them (`brain::bundle`).
    pub bundle: u16,
    /// Presynaptic unit, or the feature.
    pub pre: u16,
    /// Postsynaptic unit, or the step of time.
    pub post: u16,
}

/// The notes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notes {
    /// Region whose concentrations are recorded.
    pub probe: usize,
    /// Which nuclei were in a burst (1) or a pause (-1) in the last tick.
    pub mood: [i8; NUCLEI.len()],
    /// The front of this trial's latest burst of VTA.
    pub front: Front,
    /// Synapses drawn, at most [`SAMPLES`] per region, by region.
    pub samples: Vec<Vec<SampledSynapse>>,
    /// Chance in the choice of what is drawn.
    pub sampling: Stream,
}

impl Notes {
    /// Notes before the first tick.
    #[must_use]
    pub fn new(axons: &Axons, sampling: Stream) -> Self {
        Self {
            probe: region_index("dlPFC").unwrap_or(0),
            mood: [0; NUCLEI.len()],
            front: Front::new(axons),
            samples: vec![Vec::new(); REGIONS.len()],
            sampling,
        }
    }
}

impl Simulation {
    /// Does a nucleus fire well above its tonic rate?
    #[must_use]
    pub fn in_burst(&self, nucleus: usize) -> bool {
        self.brain.tide.nuclei.firing[nucleus] > BURST_RATIO * self.tonic_hz(nucleus) + 1.0
    }

    pub(super) fn note_bursts(&mut self, moment: Moment) {
        for (n, nucleus) in NUCLEI.iter().enumerate() {
            let (hz, tone) = (self.brain.tide.nuclei.firing[n], self.tonic_hz(n));
            let mood = if self.in_burst(n) {
                1
            } else if hz < tone / BURST_RATIO {
                -1
            } else {
                0
            };
            if mood != self.notes.mood[n] {
                match mood {
                    1 => self.recorder.event(EventKind::Burst, moment, n as i16, hz),
                    -1 => self.recorder.event(EventKind::Dip, moment, n as i16, hz),
                    _ => {}
                }
                if mood == 1 && nucleus.id == "VTA" {
                    self.notes.front.begin(self.tick);
                }
                self.notes.mood[n] = mood;
            }
        }
    }

    /// A front has arrived when dopamine has risen above what it was as the front came in.
    pub(super) fn note_arrivals(&mut self, moment: Moment) {
        let front = &mut self.notes.front;
        let Some(began) = front.began else { return };
        let since = self.tick - began;
        for k in 0..REGIONS.len() {
            let Some(delay) = front.delays[k] else { continue };
            let nm = self.brain.tide.concentration[target(DA, k)];
            if since <= u64::from(delay) {
                front.before[k] = nm;
            } else if !front.reached[k] && nm - front.before[k] > ARRIVAL_NM {
                front.reached[k] = true;
                self.recorder.event(EventKind::Arrival, moment, k as i16, since as f32 * DT_MS as f32);
            }
        }
    }

    /// Tag and change so far of the drawn synapses, the change as a fraction of the bound; by region.
    #[must_use]
    pub fn sampled(&self) -> Vec<Vec<(f32, f32)>> {
        let (brain, params) = (&self.brain, &self.params);
        let bundles: Vec<_> = brain.bundles().map(|one| (one.synapses, brain.rate(one.kind, params))).collect();
        let one = |sample: &SampledSynapse| {
            let (synapses, rate) = bundles[usize::from(sample.bundle)];
            synapses.synapse(usize::from(sample.pre), usize::from(sample.post), rate)
        };
        self.notes.samples.iter().map(|region| region.iter().map(one).collect()).collect()
    }

    /// Chooses the synapses that the page draws, from all bundles that end in a region in turn: most of them
    /// on units that are active now.
    pub(super) fn sample_synapses(&mut self) {
        let (brain, notes) = (&self.brain, &mut self.notes);
        let net = &brain.net;
        for k in 0..REGIONS.len() {
            let into: Vec<(usize, Bundle<'_>)> = brain.bundles_into(k).collect();
            notes.samples[k].clear();
            for s in 0..if into.is_empty() { 0 } else { SAMPLES } {
                let (n, bundle) = &into[s % into.len()];
                let active = bundle.ends.map(|place| &net.populations[place].active[..]);
                if let Some((pre, post)) = bundle.synapses.sample(&mut notes.sampling, s < ANSWERING, active) {
                    notes.samples[k].push(SampledSynapse { bundle: *n as u16, pre, post });
                }
            }
        }
    }
}
