//! The recorder: traces of the present trial, its events, and one line per finished trial.

use super::reaction::Deliberation;
use crate::num::ticks;
use crate::tasks::events::{Moment, RESPONSE_MS, TrialKind};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Window around the expected moment in which a pause is looked for, ms before and after.
const DIP_MS: [u32; 2] = [200, 600];
/// Events kept per trial.
pub const EVENTS: usize = 64;
/// Trials averaged for the naive response.
const NAIVE: usize = 5;
/// Trials averaged for the trained response and for omissions.
const RECENT: usize = 10;

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventKind {
    /// The cue came on.
    Cue,
    /// The cue went off.
    CueOff,
    /// Reward came, or the punishment in its place.
    Reward,
    /// Reward was due and did not come.
    Omission,
    /// A nucleus began to fire well above tone; index: nucleus, value: Hz.
    Burst,
    /// A nucleus fell below half of its tonic rate; index: nucleus, value: Hz.
    Dip,
    /// The dopamine of a burst reaches a region; index: region, value: ms since the burst began.
    Arrival,
    /// Weights took their changes.
    Flush,
}

/// Names of the events, by kind.
pub const EVENT_NAMES: [&str; 8] = ["cue", "cue_off", "reward", "omission", "burst", "dip", "arrival", "flush"];

/// Something that happened in the present trial.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When, ms since cue onset (negative before).
    pub ms: f32,
    /// Nucleus or region, -1 where there is none.
    pub index: i16,
    /// See [`EventKind`].
    pub value: f32,
}

/// What was chosen in a trial.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChoiceRecord {
    /// The stimulus.
    pub stimulus: u8,
    /// The rule in force.
    pub rule: u8,
    /// The action that it asks for.
    pub right: u8,
    /// The action that was chosen.
    pub action: u8,
    /// Probability with which the right one would have been chosen.
    pub expected: f32,
}

/// One finished trial.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrialRecord {
    /// Number of the trial, from 0.
    pub trial: u32,
    /// Number of the phase, from 0.
    pub phase: u8,
    /// What became of its reward.
    pub kind: TrialKind,
    /// Which of its phase's forms it took.
    pub form: u8,
    /// Peak of VTA above tone within 0.4 s of the cue, Hz.
    pub cue_response_hz: f32,
    /// Peak of VTA above tone within 0.4 s of the moment of reward, Hz.
    pub reward_response_hz: f32,
    /// Largest value within 0.4 s of the cue, in rewards.
    pub value_at_cue: f32,
    /// Lowest VTA firing around the moment of reward, Hz.
    pub dip_hz: f32,
    /// Expected uncertainty after the trial: usual disappointment, in rewards per trial.
    pub expected_uncertainty: f32,
    /// Unexpected uncertainty after the trial, 0 to 3.
    pub unexpected_uncertainty: f32,
    /// From stimulus onset until the choice was settled, ms; see `reaction`.
    pub reaction_ms: Option<f32>,
    /// From cue onset until the brain left, ms; `None` where it waited to the end, or could not leave.
    pub left_ms: Option<f32>,
    /// What was chosen, where there was a choice.
    pub choice: Option<ChoiceRecord>,
    /// How far from its goal the movement was seen to land, -180 to 180 degrees, where there was one.
    pub movement_error_deg: Option<f32>,
    /// Lowest VTA firing within 0.4 s of the cue, Hz.
    pub cue_dip_hz: f32,
    /// Largest aversive value within 0.4 s of the cue, in punishments.
    pub aversion_at_cue: f32,
}

#[cfg(test)]
impl TrialRecord {
    /// Trial `n` of phase 0 with this choice; nothing else of it was measured.
    pub(crate) const fn of_choice(n: u32, rewarded: bool, choice: ChoiceRecord) -> Self {
        Self {
            trial: n,
            phase: 0,
            kind: if rewarded { TrialKind::Rewarded } else { TrialKind::Omitted },
            form: 0,
            cue_response_hz: 0.0,
            reward_response_hz: 0.0,
            value_at_cue: 0.0,
            dip_hz: 0.0,
            expected_uncertainty: 0.0,
            unexpected_uncertainty: 0.0,
            reaction_ms: None,
            left_ms: None,
            choice: Some(choice),
            movement_error_deg: None,
            cue_dip_hz: 0.0,
            aversion_at_cue: 0.0,
        }
    }
}

/// Traces of one trial, one number per tick since its window began.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Traces {
    /// Firing of VTA, Hz.
    pub vta: Vec<f32>,
    /// Value, in rewards.
    pub value: Vec<f32>,
    /// Total eligibility of all synapses.
    pub tags: Vec<f32>,
    /// Concentrations above tone at the probe region, nM, modulator by modulator.
    pub probe: [Vec<f32>; 4],
}

/// What one tick brings to the recorder.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Firing of VTA, Hz.
    pub vta: f32,
    /// Value, in rewards.
    pub value: f32,
    /// Total eligibility of all synapses.
    pub tags: f32,
    /// Concentrations above tone at the probe region, nM.
    pub probe: [f32; 4],
}

/// The recorder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recorder {
    /// Traces of the present trial.
    pub traces: Traces,
    /// Events of the present trial, at most [`EVENTS`].
    pub events: Vec<Event>,
    /// The present trial's way from stimulus to choice.
    pub deliberation: Deliberation,
    /// When the brain left in the present trial, ms since cue onset.
    pub left_ms: Option<f32>,
    /// Finished trials.
    pub curve: Vec<TrialRecord>,
    /// Firing of VTA in the first rewarded trials.
    naive: Vec<Vec<f32>>,
    /// The same in the latest rewarded trials.
    trained: VecDeque<Vec<f32>>,
    /// The same in the latest omissions.
    omitted: VecDeque<Vec<f32>>,
}

impl Recorder {
    /// A new trial begins: traces and events start anew.
    pub fn begin(&mut self) {
        let Traces { vta, value, tags, probe } = &mut self.traces;
        [vta, value, tags].into_iter().chain(probe).for_each(Vec::clear);
        self.events.clear();
        self.deliberation = Deliberation::default();
        self.left_ms = None;
    }

    /// Records one tick.
    pub fn sample(&mut self, sample: Sample) {
        self.traces.vta.push(sample.vta);
        self.traces.value.push(sample.value);
        self.traces.tags.push(sample.tags);
        for (trace, nm) in self.traces.probe.iter_mut().zip(sample.probe) {
            trace.push(nm);
        }
    }

    /// Notes the uncertainties of the trial that has just ended.
    pub fn note_uncertainty(&mut self, expected: f32, unexpected: f32) {
        if let Some(trial) = self.curve.last_mut() {
            (trial.expected_uncertainty, trial.unexpected_uncertainty) = (expected, unexpected);
        }
    }

    /// Notes the movement of the trial that has just ended.
    pub fn note_movement(&mut self, error_deg: Option<f32>) {
        if let Some(trial) = self.curve.last_mut() {
            trial.movement_error_deg = error_deg;
        }
    }

    /// Notes the largest aversive value at the cue of the trial that has just ended.
    pub fn note_fear(&mut self, at_cue: f32) {
        if let Some(trial) = self.curve.last_mut() {
            trial.aversion_at_cue = at_cue;
        }
    }

    /// Records an event.
    pub fn event(&mut self, kind: EventKind, moment: Moment, index: i16, value: f32) {
        if self.events.len() < EVENTS {
            self.events.push(Event { kind, ms: moment.since_cue_ms(), index, value });
        }
    }

    /// The trial has ended: adds its line and its trace.
    pub fn end(&mut self, moment: Moment, tonic_hz: f32, choice: Option<ChoiceRecord>) {
        let vta = &self.traces.vta;
        let cue = ticks(moment.lead_ms) as usize;
        let reward = cue + ticks(moment.reward_ms) as usize;
        let response = |from: usize| peak(vta, from, from + ticks(RESPONSE_MS) as usize) - tonic_hz;
        self.curve.push(TrialRecord {
            trial: moment.trial,
            phase: moment.phase as u8,
            kind: moment.kind,
            form: moment.form,
            cue_response_hz: response(cue),
            reward_response_hz: response(reward),
            value_at_cue: peak(&self.traces.value, cue, cue + ticks(RESPONSE_MS) as usize),
            dip_hz: trough(vta, reward - ticks(DIP_MS[0]) as usize, reward + ticks(DIP_MS[1]) as usize),
            expected_uncertainty: 0.0,
            unexpected_uncertainty: 0.0,
            reaction_ms: self.deliberation.reaction_ms(),
            left_ms: self.left_ms,
            choice,
            movement_error_deg: None,
            cue_dip_hz: trough(vta, cue, cue + ticks(RESPONSE_MS) as usize),
            aversion_at_cue: 0.0,
        });
        let trace = vta.clone();
        match moment.kind {
            TrialKind::Omitted => keep_recent(&mut self.omitted, trace),
            TrialKind::Rewarded => {
                if self.naive.len() < NAIVE {
                    self.naive.push(trace.clone());
                }
                keep_recent(&mut self.trained, trace);
            }
        }
    }

    /// Mean VTA firing per tick of the trial, Hz, and how many trials it is the mean of: naive, trained,
    /// omission. Trained is empty until there are more rewarded trials than the naive mean holds.
    #[must_use]
    pub fn vta_means(&self) -> [(usize, Vec<f32>); 3] {
        let trained = if self.trained.len() > NAIVE { self.trained.len() } else { 0 };
        [
            (self.naive.len(), mean(self.naive.iter())),
            (trained, mean(self.trained.iter().take(trained))),
            (self.omitted.len(), mean(self.omitted.iter())),
        ]
    }
}

fn keep_recent(list: &mut VecDeque<Vec<f32>>, trace: Vec<f32>) {
    if list.len() == RECENT {
        list.pop_front();
    }
    list.push_back(trace);
}

fn mean<'a>(traces: impl ExactSizeIterator<Item = &'a Vec<f32>>) -> Vec<f32> {
    let n = traces.len() as f32;
    let mut total: Vec<f32> = Vec::new();
    for trace in traces {
        total.resize(trace.len().max(total.len()), 0.0);
        for (sum, x) in total.iter_mut().zip(trace) {
            *sum += x / n;
        }
    }
    total
}

fn window(x: &[f32], from: usize, to: usize) -> &[f32] {
    &x[from.min(x.len())..to.min(x.len())]
}

fn peak(x: &[f32], from: usize, to: usize) -> f32 {
    window(x, from, to).iter().copied().reduce(|a, b| if b > a { b } else { a }).unwrap_or(0.0)
}

fn trough(x: &[f32], from: usize, to: usize) -> f32 {
    window(x, from, to).iter().copied().reduce(|a, b| if b < a { b } else { a }).unwrap_or(0.0)
}
