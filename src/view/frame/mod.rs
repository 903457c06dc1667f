//! What the page draws, as flat arrays with a table of their sections: the *frame* (every frame) and the
//! *record* (now and then, for charts). A third, small one holds what is known of alignment while it is
//! watched (*live*). The tables travel to the page, so that no offset stands twice.

mod outcome;

use crate::atlas::{NUCLEI, RECEPTORS, REGIONS, SYSTEMS};
use crate::measures::alignment::live::Reading;
use crate::measures::behaviour::accuracy::{RUNNING, accuracy};
use crate::measures::wave::Wave;
use crate::modulators::{MODULATORS, TARGETS, gates, target};
use crate::num::{DT_MS, DT_S, clamp, ticks};
use crate::plasticity::synapses::Counts;
use crate::run::Simulation;
use crate::run::notes::SAMPLES;
use crate::run::recorder::{EVENTS, TrialRecord};
use crate::tasks::events::TrialKind;
use crate::view::map::field::Field;
use crate::view::map::travel::CELLS;

pub use outcome::{FATE_NAMES, OUTCOME_NAMES};

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

/// Marks of a trial that the frame holds.
const MARKS: usize = 24;

/// A section: its name, its length, and how it is filled.
struct Part {
    name: &'static str,
    len: usize,
    fill: fn(&Now<'_>, &mut [f32]),
}

const fn part(name: &'static str, len: usize, fill: fn(&Now<'_>, &mut [f32])) -> Part {
    Part { name, len, fill }
}

/// What sections are filled from.
struct Now<'a> {
    sim: &'a Simulation,
    /// Between the last two ticks: 0 the earlier, 1 the latest.
    fraction: f32,
    /// Where it is watched.
    wave: Option<&'a Wave>,
    counts: Vec<Counts>,
}

impl Now<'_> {
    /// The latest finished trials that the record has room for.
    fn recent(&self) -> &[TrialRecord] {
        let curve = self.sim.curve();
        &curve[curve.len() - curve.len().min(CURVE)..]
    }

    fn counted(&self, of: fn(&Counts) -> u32) -> f32 {
        self.counts.iter().map(|counts| of(counts) as f32).sum()
    }
}

/// The frame but for the field, which is drawn.
const FRAME: &[Part] = &[
    part("clock", CLOCK.len(), clock),
    part("marks", 1 + 2 * MARKS, marks),
    part("firing", NUCLEI.len(), |now, out| out.copy_from_slice(&now.sim.brain().tide.nuclei.firing)),
    part("firing_tonic", NUCLEI.len(), |now, out| each(out, |n| now.sim.tonic_hz(n))),
    part("concentration", TARGETS, |now, out| out.copy_from_slice(&now.sim.brain().tide.concentration[..TARGETS])),
    part("baseline", TARGETS, |now, out| out.copy_from_slice(&now.sim.brain().tide.tone[..TARGETS])),
    part("occupancy", RECEPTORS.len() * R, |now, out| {
        out.copy_from_slice(&now.sim.brain().tide.receptors.occupancy);
    }),
    part("rate", R, rates),
    part("gates", 3 * R, gates_now),
    part("counts", 3 * R, counts),
    part("samples", 2 * SAMPLES * R, samples),
];

const RECORD: &[Part] = &[
    part("lanes_time", 1, |now, out| out[0] = now.sim.recorder().traces.tags.len().min(LANE) as f32),
    part("lanes", 5 * LANE, lanes),
    part("events", 1 + 4 * EVENTS, events),
    part("curve_n", 1, |now, out| out[0] = now.recent().len() as f32),
    part("curve", 4 * CURVE, curve),
    part("accuracy", CURVE, accuracies),
    part("vta_n", 3, |now, out| each(out, |n| now.sim.recorder().vta_means()[n].0 as f32)),
    part("vta", 3 * VTA, vta),
    part("travel", NUCLEI.len() * R, travel),
    part("reaction", CURVE, |now, out| by_trial(now, out, |trial| trial.reaction_ms.unwrap_or(f32::NAN))),
    part("fear", CURVE, |now, out| by_trial(now, out, |trial| trial.aversion_at_cue)),
    part("wave_of", 3, wave_of),
    part("wave", 4 * R, wave),
    part("outcome_from", 1, |now, out| out[0] = (now.sim.curve().len() - now.recent().len()) as f32),
    part("outcome", CURVE, |now, out| outcome::outcomes(now.sim.experiment(), now.recent(), out)),
];

/// A number of the clock.
type Hand = fn(&Now<'_>) -> f32;

/// The clock, number by number.
const CLOCK: [(&str, Hand); 14] = [
    ("trial", |now| now.sim.task().moment().trial as f32),
    ("trials", |now| now.sim.experiment().trials() as f32),
    ("phase", |now| now.sim.task().moment().phase as f32),
    ("time_ms", |now| now.sim.task().moment().since_cue_ms() + 1000.0 * DT_S * (now.fraction - 1.0)),
    ("kind", |now| {
        let (moment, left_ms) = (now.sim.task().moment(), now.sim.recorder().left_ms);
        f32::from(outcome::fate(now.sim.experiment(), moment, left_ms) as u8)
    }),
    ("value", |now| now.sim.brain().signals.value),
    ("error", |now| now.sim.brain().signals.error),
    ("expected_ms", |now| now.sim.task().moment().reward_ms as f32),
    ("cue_ms", |now| now.sim.experiment().task.cue_ms() as f32),
    ("tagged", |now| now.counted(|counts| counts.tagged)),
    ("strengthened", |now| now.counted(|counts| counts.strengthened)),
    ("weakened", |now| now.counted(|counts| counts.weakened)),
    ("lead_ms", |now| now.sim.task().moment().lead_ms as f32),
    ("length_ms", |now| (now.sim.task().course().count() as u32 * DT_MS) as f32),
];

/// Names of the numbers of the clock, in order.
pub const CLOCK_NAMES: [&str; CLOCK.len()] = {
    let mut names = [""; CLOCK.len()];
    let mut n = 0;
    while n < names.len() {
        names[n] = CLOCK[n].0;
        n += 1;
    }
    names
};

/// Numbers of a reading that are not by system.
const OVERALL: usize = 5;

/// Whether there is a reading, samples, their mean age in trials, trials in the window, predicted gain; then
/// by system.
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

fn named(parts: &'static [Part]) -> impl Iterator<Item = (&'static str, usize)> {
    parts.iter().map(|part| (part.name, part.len))
}

/// Sections of the frame.
#[must_use]
pub fn frame_layout() -> Vec<Section> {
    layout(named(FRAME).chain([("field", MODULATORS * CELLS)]))
}

/// Sections of the record.
#[must_use]
pub fn record_layout() -> Vec<Section> {
    layout(named(RECORD))
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
        let now = Now { sim, fraction, wave: None, counts: sim.brain().counts(sim.params()) };
        let rest = fill(FRAME, &now, &mut self.frame);
        self.field.draw(&sim.brain().tide, fraction, rest);
        &self.frame
    }

    /// Fills the record, with the latest wave of change where one is watched.
    pub fn record(&mut self, sim: &Simulation, wave: Option<&Wave>) -> &[f32] {
        fill(RECORD, &Now { sim, fraction: 1.0, wave, counts: Vec::new() }, &mut self.record);
        &self.record
    }
}

/// Fills sections one after the other; returns what lies behind them.
fn fill<'a>(parts: &[Part], now: &Now<'_>, mut out: &'a mut [f32]) -> &'a mut [f32] {
    for part in parts {
        let (here, rest) = out.split_at_mut(part.len);
        (part.fill)(now, here);
        out = rest;
    }
    out
}

fn each(out: &mut [f32], of: impl Fn(usize) -> f32) {
    out.iter_mut().enumerate().for_each(|(n, to)| *to = of(n));
}

/// One number for each of the latest trials; the rest is not a number.
fn by_trial(now: &Now<'_>, out: &mut [f32], of: impl Fn(&TrialRecord) -> f32) {
    out.fill(f32::NAN);
    out.iter_mut().zip(now.recent()).for_each(|(to, trial)| *to = of(trial));
}

/// Copies what fits; pads with `pad`.
fn copy(to: &mut [f32], from: &[f32], pad: f32) {
    let n = from.len().min(to.len());
    to[..n].copy_from_slice(&from[..n]);
    to[n..].fill(pad);
}

fn clock(now: &Now<'_>, out: &mut [f32]) {
    out.iter_mut().zip(CLOCK).for_each(|(to, (_, of))| *to = of(now));
}

/// What the trial is known to bring: how many marks, then number and time from the cue of each, ms.
fn marks(now: &Now<'_>, out: &mut [f32]) {
    out.fill(0.0);
    let task = now.sim.task();
    let cue_ms = f32_ms(ticks(task.moment().lead_ms));
    let timed = task.course().enumerate().flat_map(|(tick, world)| {
        world.marks().map(move |mark| [f32::from(mark as u8), f32_ms(tick as u32) - cue_ms]).collect::<Vec<_>>()
    });
    let mut n = 0;
    for (to, mark) in out[1..].chunks_exact_mut(2).zip(timed) {
        to.copy_from_slice(&mark);
        n += 1;
    }
    out[0] = n as f32;
}

fn f32_ms(ticks: u32) -> f32 {
    (ticks * DT_MS) as f32
}

fn rates(now: &Now<'_>, out: &mut [f32]) {
    out.fill(0.0);
    for population in &now.sim.brain().net.populations {
        out[usize::from(population.region)] = population.mean();
    }
}

/// Region by region: third factor, tag gate, gain of units.
fn gates_now(now: &Now<'_>, out: &mut [f32]) {
    let (receptors, params) = (&now.sim.brain().tide.receptors, now.sim.params());
    for (region, to) in out.chunks_exact_mut(3).enumerate() {
        to.copy_from_slice(&[
            gates::third_factor(receptors, region, params),
            gates::tag_gate(receptors, region, params),
            gates::neural_gain(receptors, region, params),
        ]);
    }
}

/// Tagged, strengthened and weakened synapses by region.
fn counts(now: &Now<'_>, out: &mut [f32]) {
    for (to, counts) in out.chunks_exact_mut(3).zip(&now.counts) {
        to.copy_from_slice(&[counts.tagged as f32, counts.strengthened as f32, counts.weakened as f32]);
    }
}

/// Tag that is drawn at full size.
const FULL_TAG: f32 = 0.01;
/// Change, as a fraction of the bound, that is drawn at full size.
const FULL_CHANGE: f32 = 0.001;

fn samples(now: &Now<'_>, out: &mut [f32]) {
    out.fill(0.0);
    for (region, to) in now.sim.sampled().iter().zip(out.chunks_exact_mut(2 * SAMPLES)) {
        for (&(tag, change), to) in region.iter().zip(to.chunks_exact_mut(2)) {
            to[0] = clamp(tag / FULL_TAG, -1.0, 1.0);
            to[1] = clamp(change / FULL_CHANGE, -1.0, 1.0);
        }
    }
}

fn lanes(now: &Now<'_>, out: &mut [f32]) {
    let traces = &now.sim.recorder().traces;
    let all = std::iter::once(&traces.tags).chain(&traces.probe);
    out.chunks_exact_mut(LANE).zip(all).for_each(|(lane, trace)| copy(lane, trace, 0.0));
}

fn events(now: &Now<'_>, out: &mut [f32]) {
    let events = &now.sim.recorder().events;
    out.fill(0.0);
    out[0] = events.len() as f32;
    for (to, e) in out[1..].chunks_exact_mut(4).zip(events) {
        to.copy_from_slice(&[e.kind as u8 as f32, e.ms, f32::from(e.index), e.value]);
    }
}

fn curve(now: &Now<'_>, out: &mut [f32]) {
    for (to, trial) in out.chunks_exact_mut(4).zip(now.recent()) {
        let kind = if trial.kind == TrialKind::Omitted { 1.0 } else { 0.0 };
        to.copy_from_slice(&[trial.cue_response_hz, trial.reward_response_hz, trial.value_at_cue, kind]);
    }
}

/// Up to each of the latest trials, the share right of the last [`RUNNING`] choices; not a number without
/// choices, or before there are as many.
fn accuracies(now: &Now<'_>, out: &mut [f32]) {
    out.fill(f32::NAN);
    let known = now.sim.curve().len();
    for (to, i) in out.iter_mut().zip(known - now.recent().len()..known).filter(|(_, i)| i + 1 >= RUNNING) {
        *to = accuracy(&now.sim.curve()[i + 1 - RUNNING..=i]);
    }
}

fn vta(now: &Now<'_>, out: &mut [f32]) {
    let means = now.sim.recorder().vta_means();
    out.chunks_exact_mut(VTA).zip(&means).for_each(|(to, (_, mean))| copy(to, mean, f32::NAN));
}

/// The latest wave of change: its trial, the ms from reward to burst, the speed of its front.
fn wave_of(now: &Now<'_>, out: &mut [f32]) {
    out.fill(f32::NAN);
    if let Some(wave) = now.wave.and_then(|wave| wave.trials.last()) {
        out.copy_from_slice(&[wave.trial as f32, wave.burst_ms as f32, wave.front.unwrap_or(f32::NAN)]);
    }
}

/// Of the same, region by region: onset and peak in ms, size of the peak, speed.
fn wave(now: &Now<'_>, out: &mut [f32]) {
    out.fill(f32::NAN);
    let Some(wave) = now.wave.and_then(|wave| wave.trials.last()) else { return };
    for (to, region) in out.chunks_exact_mut(4).zip(&REGIONS) {
        if let Some(found) = wave.regions.iter().find(|found| found.region == region.id) {
            to.copy_from_slice(&[found.onset_ms, found.peak_ms, found.peak, found.speed.unwrap_or(f32::NAN)]);
        }
    }
}

fn travel(now: &Now<'_>, out: &mut [f32]) {
    out.fill(0.0);
    for edge in now.sim.brain().tide.axons.edges() {
        let n = usize::from(edge.nucleus);
        let k = usize::from(edge.target) - target(NUCLEI[n].modulator, 0);
        out[n * R + k] = f32::from(edge.delay) * DT_S * 1000.0;
    }
}
