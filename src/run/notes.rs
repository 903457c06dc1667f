//! Notes of a run beside the recorder's: which region is probed, which nuclei are in a burst, how far the front of the
//! latest burst has come, and which synapses are drawn. Nothing that a brain computes reads them.

use super::Simulation;
use super::recorder::EventKind;
use crate::atlas::{DA, NUCLEI, REGIONS, region_index};
use crate::experiment::Rule;
use crate::modulators::axon::Axons;
use crate::modulators::target;
use crate::num::DT_MS;
use crate::plasticity::synapses::Synapses;
use crate::rng::Stream;
use crate::tasks::events::Moment;
use serde::{Deserialize, Serialize};

/// Synapses sampled per region for the drawing.
pub const SAMPLES: usize = 7;
/// How many sampled synapses come from units that answer the first cue; the others are drawn from all.
const ANSWERING: usize = 5;
/// In place of a projection's index: a synapse of the critic.
pub const CONJUNCTION: u16 = u16::MAX;
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
    /// Has it been felt?
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
    /// Index of its projection; [`CONJUNCTION`] for one of the critic's.
    pub projection: u16,
    /// Presynaptic unit; the feature in the critic.
    pub pre: u16,
    /// Postsynaptic unit; the step of time in the critic.
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
    /// Nothing noted yet.
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

    /// Tag and change so far of a drawn synapse, the change as a fraction of the bound.
    #[must_use]
    pub fn sampled(&self, sample: SampledSynapse) -> (f32, f32) {
        let (pre, post) = (usize::from(sample.pre), usize::from(sample.post));
        let brain = &self.brain;
        match brain.net.projections.get(usize::from(sample.projection)) {
            Some(projection) => {
                projection.synapse(pre, post, crate::brain::net::rate_of(projection.rule, &self.params))
            }
            None => {
                brain.reward.synapses.synapse(pre, post, brain.rate(crate::brain::bundle::Kind::Value, &self.params))
            }
        }
    }

    /// Chooses the synapses that the page draws: most of them on units that are active now.
    pub(super) fn sample_synapses(&mut self) {
        let (brain, notes) = (&self.brain, &mut self.notes);
        for k in 0..REGIONS.len() {
            let into: Vec<usize> = (0..brain.net.projections.len())
                .filter(|&p| {
                    let p = &brain.net.projections[p];
                    p.rule != Rule::Fixed && brain.net.region(p.post) == k
                })
                .collect();
            notes.samples[k].clear();
            for s in 0..if into.is_empty() { 0 } else { SAMPLES } {
                let p = into[s % into.len()];
                let projection = &brain.net.projections[p];
                let active = [&brain.net.populations[projection.pre].active[..], &[]];
                if let Some((pre, post)) = projection.sample(&mut notes.sampling, s < ANSWERING, active) {
                    notes.samples[k].push(SampledSynapse { projection: p as u16, pre, post });
                }
            }
        }
        let k = brain.net.region(brain.net.carriers.striatum);
        let active = [&[][..], brain.net.clock().1];
        for s in notes.samples[k].len()..SAMPLES {
            if let Some((pre, post)) = brain.reward.synapses.sample(&mut notes.sampling, s < ANSWERING, active) {
                notes.samples[k].push(SampledSynapse { projection: CONJUNCTION, pre, post });
            }
        }
    }
}
