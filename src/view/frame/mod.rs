//! What the page draws, as flat arrays with a table of their sections: the *frame* (every frame) and the
//! *record* (now and then, for charts); and as a third, small one what is known of alignment while it is watched
//! (*live*). The tables travel to the page, so that no offset stands twice.

mod outcome;

use crate::atlas::{NUCLEI, RECEPTORS, REGIONS, SYSTEMS};
use crate::measures::alignment::live::Reading;
use crate::measures::behaviour::accuracy::{RUNNING, accuracy};
use crate::measures::wave::Wave;
use crate::modulators::{MODULATORS, TARGETS, gates, target};
use crate::num::DT_S;
use crate::run::Simulation;
use crate::run::notes::SAMPLES;
use crate::run::recorder::EVENTS;
use crate::tasks::events::TrialKind;
use crate::view::map::field::Field;
use crate::view::map::travel::CELLS;

pub use outcome::OUTCOME_NAMES;

/// One section of a flat array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Name.
    pub name: &'static str,
    /// First element.
    pub offset: usize,
    /// Number of elements.
    pub len: usize,
}

/// Ticks of a trial that the record holds.
const LANE: usize = 1024;
/// Finished trials that the record holds.
const CURVE: usize = 512;
/// Ticks of the VTA means that the record holds.
const VTA: usize = 800;
const R: usize = REGIONS.len();

const FRAME: [(&str, usize); 10] = [
    ("clock", 12),
    ("firing", NUCLEI.len()),
    ("firing_tonic", NUCLEI.len()),
    ("concentration", TARGETS),
    ("baseline", TARGETS),
    ("occupancy", RECEPTORS.len() * R),
    ("rate", R),
    ("gates", 3 * R),
    ("counts", 3 * R),
    ("samples", 2 * SAMPLES * R),
];

const RECORD: [(&str, usize); 15] = [
    ("lanes_time", 1),
    ("lanes", 5 * LANE),
    ("events", 1 + 4 * EVENTS),
    ("curve_n", 1),
    ("curve", 4 * CURVE),
    ("accuracy", CURVE),
    ("vta_n", 3),
    ("vta", 3 * VTA),
    ("travel", NUCLEI.len() * R),
    ("reaction", CURVE),
    ("fear", CURVE),
    ("wave_of", 3),
    ("wave", 4 * R),
    ("outcome_from", 1),
    ("outcome", CURVE),
];

/// Numbers of a reading that are not by system.
const OVERALL: usize = 5;

/// Told or not, samples, their mean age in trials, trials in the window, predicted gain; then by system.
const LIVE: [(&str, usize); 4] =
    [("overall", OVERALL), ("cosine", SYSTEMS.len()), ("null", SYSTEMS.len()), ("share_of_gain", SYSTEMS.len())];

pub(crate) fn layout(sections: impl IntoIterator<Item = (&'static str, usize)>) -> Vec<Section> {
    let mut offset = 0;
    let place = |(name, len): (&'static str, usize)| {
        offset += len;
        Section { name, offset: offset - len, len }
    };
    sections.into_iter().map(place).collect()
}

/// Sections of the frame.
#[must_use]
pub fn frame_layout() -> Vec<Section> {
    layout(FRAME.into_iter().chain([("field", MODULATORS * CELLS)]))
}

/// Sections of the record.
#[must_use]
pub fn record_layout() -> Vec<Section> {
    layout(RECORD)
}

/// Sections of what is known of alignment.
#[must_use]
pub fn live_layout() -> Vec<Section> {
    layout(LIVE)
}

/// What is known of alignment as a flat array; not a number where nothing is.
#[must_use]
pub fn live_frame(reading: Option<&Reading>) -> Vec<f32> {
    let mut all = vec![f32::NAN; OVERALL + 3 * SYSTEMS.len()];
    all[0] = f32::from(u8::from(reading.is_some()));
    let Some(reading) = reading else { return all };
    let overall = [1.0, reading.samples, reading.age, reading.trials as f32, reading.predicted_gain];
    all[..OVERALL].copy_from_slice(&overall);
    for group in &reading.groups {
        let Some(n) = SYSTEMS.iter().position(|system| system.id() == group.group) else { continue };
        let values = [group.cosine, group.null, group.share_of_gain];
        for (measure, value) in values.into_iter().enumerate() {
            all[OVERALL + measure * SYSTEMS.len() + n] = value.unwrap_or(f32::NAN);
        }
    }
    all
}

/// The two arrays of one run; allocated once.
#[derive(Clone, Debug)]
pub struct Frames {
    field: Field,
    frame: Vec<f32>,
    record: Vec<f32>,
}

impl Frames {
    /// Arrays for a run.
    #[must_use]
    pub fn new(sim: &Simulation) -> Self {
        let size = |layout: Vec<Section>| layout.last().map_or(0, |s| s.offset + s.len);
        Self {
            field: Field::new(&sim.brain().tide.axons),
            frame: vec![0.0; size(frame_layout())],
            record: vec![0.0; size(record_layout())],
        }
    }

    /// Fills the frame for a moment between the last two ticks: 0 the earlier, 1 the latest.
    pub fn frame(&mut self, sim: &Simulation, fraction: f32) -> &[f32] {
        let (brain, tide) = (sim.brain(), &sim.brain().tide);
        let mut rest = self.frame.as_mut_slice();
        let mut next = |len: usize| take(&mut rest, len);
        let clock = next(12);
        next(NUCLEI.len()).copy_from_slice(&tide.nuclei.firing);
        next(NUCLEI.len()).iter_mut().enumerate().for_each(|(n, f)| *f = sim.tonic_hz(n));
        next(TARGETS).copy_from_slice(&tide.concentration[..TARGETS]);
        next(TARGETS).copy_from_slice(&tide.tone[..TARGETS]);
        next(RECEPTORS.len() * R).copy_from_slice(&tide.receptors.occupancy);
        let rate = next(R);
        rate.fill(0.0);
        for population in &brain.net.populations {
            rate[usize::from(population.region)] = population.mean();
        }
        gates_now(sim, next(3 * R));
        let total = counts(sim, next(3 * R));
        samples(sim, next(2 * SAMPLES * R));
        fill_clock(sim, fraction, total, clock);
        self.field.draw(tide, fraction, rest);
        &self.frame
    }

    /// Fills the record, with the latest wave of change where one is watched.
    pub fn record(&mut self, sim: &Simulation, watched: Option<&Wave>) -> &[f32] {
        let recorder = &sim.recorder();
        let mut rest = self.record.as_mut_slice();
        let mut next = |len: usize| take(&mut rest, len);
        next(1)[0] = recorder.traces.tags.len().min(LANE) as f32;
        let lanes = next(5 * LANE);
        let traces = std::iter::once(&recorder.traces.tags).chain(&recorder.traces.probe);
        for (lane, trace) in lanes.chunks_exact_mut(LANE).zip(traces) {
            copy(lane, trace, 0.0);
        }
        events(sim, next(1 + 4 * EVENTS));
        let n = recorder.curve.len().min(CURVE);
        next(1)[0] = n as f32;
        curve(sim, n, next(4 * CURVE));
        accuracies(sim, n, next(CURVE));
        let means = recorder.vta_means();
        next(3).iter_mut().zip(&means).for_each(|(to, (n, _))| *to = *n as f32);
        next(3 * VTA).chunks_exact_mut(VTA).zip(&means).for_each(|(to, (_, mean))| copy(to, mean, f32::NAN));
        travel(sim, next(NUCLEI.len() * R));
        reactions(sim, n, next(CURVE));
        fears(sim, n, next(CURVE));
        let of = next(3);
        wave(watched, of, next(4 * R));
        next(1)[0] = (recorder.curve.len() - n) as f32;
        outcome::outcomes(sim.experiment(), &sim.curve()[sim.curve().len() - n..], next(CURVE));
        &self.record
    }
}

fn take<'a>(rest: &mut &'a mut [f32], len: usize) -> &'a mut [f32] {
    let (head, tail) = std::mem::take(rest).split_at_mut(len);
    *rest = tail;
    head
}

/// Copies what fits; pads with `pad`.
fn copy(to: &mut [f32], from: &[f32], pad: f32) {
    let n = from.len().min(to.len());
    to[..n].copy_from_slice(&from[..n]);
    to[n..].fill(pad);
}

fn fill_clock(sim: &Simulation, fraction: f32, total: [f32; 3], clock: &mut [f32]) {
    let moment = sim.task().moment();
    let task = &sim.experiment().task;
    let kind = outcome::fate(sim.experiment(), moment, sim.recorder().left_ms);
    clock.copy_from_slice(&[
        moment.trial as f32,
        sim.experiment().trials() as f32,
        moment.phase as f32,
        moment.since_cue_ms() + 1000.0 * DT_S * (fraction - 1.0),
        f32::from(kind as u8),
        sim.brain().signals.value,
        sim.brain().signals.error,
        moment.reward_ms as f32,
        task.cue_ms() as f32,
        total[0],
        total[1],
        total[2],
    ]);
}

/// Region by region: third factor of change, gate of new tags, gain of units.
fn gates_now(sim: &Simulation, out: &mut [f32]) {
    let (receptors, params) = (&sim.brain().tide.receptors, sim.params());
    for (region, to) in out.chunks_exact_mut(3).enumerate() {
        to.copy_from_slice(&[
            gates::third_factor(receptors, region, params),
            gates::tag_gate(receptors, region, params),
            gates::neural_gain(receptors, region, params),
        ]);
    }
}

/// Fills tagged, strengthened and weakened synapses by region; returns their sums.
fn counts(sim: &Simulation, out: &mut [f32]) -> [f32; 3] {
    let mut total = [0.0; 3];
    for (to, counts) in out.chunks_exact_mut(3).zip(sim.brain().counts(sim.params())) {
        let here = [counts.tagged as f32, counts.strengthened as f32, counts.weakened as f32];
        to.copy_from_slice(&here);
        total.iter_mut().zip(here).for_each(|(sum, n)| *sum += n);
    }
    total
}

/// Tag that is drawn at full size.
const FULL_TAG: f32 = 0.01;
/// Change, as a fraction of the bound, that is drawn at full size.
const FULL_CHANGE: f32 = 0.001;

fn samples(sim: &Simulation, out: &mut [f32]) {
    out.fill(0.0);
    for (region, to) in sim.notes().samples.iter().zip(out.chunks_exact_mut(2 * SAMPLES)) {
        for (&sample, to) in region.iter().zip(to.chunks_exact_mut(2)) {
            let (tag, change) = sim.sampled(sample);
            to[0] = crate::num::clamp(tag / FULL_TAG, -1.0, 1.0);
            to[1] = crate::num::clamp(change / FULL_CHANGE, -1.0, 1.0);
        }
    }
}

fn events(sim: &Simulation, out: &mut [f32]) {
    let events = &sim.recorder().events;
    out.fill(0.0);
    out[0] = events.len() as f32;
    for (to, e) in out[1..].chunks_exact_mut(4).zip(events) {
        to.copy_from_slice(&[e.kind as u8 as f32, e.ms, f32::from(e.index), e.value]);
    }
}

fn curve(sim: &Simulation, n: usize, out: &mut [f32]) {
    let recent = &sim.curve()[sim.curve().len() - n..];
    for (to, trial) in out.chunks_exact_mut(4).zip(recent) {
        let kind = if trial.kind == TrialKind::Omitted { 1.0 } else { 0.0 };
        to.copy_from_slice(&[trial.cue_response_hz, trial.reward_response_hz, trial.value_at_cue, kind]);
    }
}

/// Up to each of the latest `n` trials, the share right of the last [`RUNNING`] choices; not a number without choices, or
/// before there are as many.
fn accuracies(sim: &Simulation, n: usize, out: &mut [f32]) {
    out.fill(f32::NAN);
    let known = sim.curve().len();
    for (to, i) in out.iter_mut().zip(known - n..known).filter(|(_, i)| i + 1 >= RUNNING) {
        let few = &sim.curve()[i + 1 - RUNNING..=i];
        *to = accuracy(few);
    }
}

/// Reaction times of the latest `n` trials, ms; not a number where there is none.
fn reactions(sim: &Simulation, n: usize, out: &mut [f32]) {
    out.fill(f32::NAN);
    let recent = &sim.curve()[sim.curve().len() - n..];
    out.iter_mut().zip(recent).for_each(|(to, trial)| *to = trial.reaction_ms.unwrap_or(f32::NAN));
}

/// Aversive value at the cue of the latest `n` trials, in punishments.
fn fears(sim: &Simulation, n: usize, out: &mut [f32]) {
    out.fill(f32::NAN);
    let recent = &sim.curve()[sim.curve().len() - n..];
    out.iter_mut().zip(recent).for_each(|(to, trial)| *to = trial.aversion_at_cue);
}

/// The latest wave of change, where it is watched: its trial, the ms from reward to burst, the speed of its front;
/// region by region onset and peak in ms, size of the peak, speed.
fn wave(found: Option<&Wave>, of: &mut [f32], out: &mut [f32]) {
    of.fill(f32::NAN);
    out.fill(f32::NAN);
    let Some(wave) = found.and_then(|wave| wave.trials.last()) else { return };
    of.copy_from_slice(&[wave.trial as f32, wave.burst_ms as f32, wave.front.unwrap_or(f32::NAN)]);
    for (to, region) in out.chunks_exact_mut(4).zip(&REGIONS) {
        if let Some(found) = wave.regions.iter().find(|found| found.region == region.id) {
            let speed = found.speed.unwrap_or(f32::NAN);
            to.copy_from_slice(&[found.onset_ms, found.peak_ms, found.peak, speed]);
        }
    }
}

fn travel(sim: &Simulation, out: &mut [f32]) {
    out.fill(0.0);
    for edge in sim.brain().tide.axons.edges() {
        let n = usize::from(edge.nucleus);
        let k = usize::from(edge.target) - target(NUCLEI[n].modulator, 0);
        out[n * R + k] = f32::from(edge.delay) * DT_S * 1000.0;
    }
}
