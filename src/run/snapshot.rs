//! Snapshots: a run frozen between two ticks, and thawed to the same bits.
//!
//! Layout: 8 bytes of checksum (little-endian), then the rest in postcard's format: version, experiment as
//! JSON, arm, seed, log as JSON, next command, state.

use super::Simulation;
use super::interventions::Interventions;
use super::notes::Notes;
use super::recorder::Recorder;
use crate::atlas::{NUCLEI, REGIONS};
use crate::brain::{Brain, PARTS};
use crate::digest;
use crate::error::{Code, Errors, Problem};
use crate::experiment::{CommandLog, Experiment};
use crate::params::Params;
use crate::tasks::Running;
use crate::tasks::events::Question;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Version of the layout; older ones are refused.
const VERSION: u16 = 6;

/// What is frozen: borrowed from a run, or read back.
#[derive(Serialize, Deserialize)]
struct Frozen<'a> {
    version: u16,
    experiment: String,
    arm: Cow<'a, str>,
    seed: u64,
    log: String,
    next_command: usize,
    tick: u64,
    params: Cow<'a, Params>,
    task: Cow<'a, Running>,
    asked: Option<Question>,
    in_trial: bool,
    finished: bool,
    brain: Cow<'a, Brain>,
    interventions: Cow<'a, Interventions>,
    recorder: Cow<'a, Recorder>,
    notes: Cow<'a, Notes>,
}

/// Plain data in its binary form.
fn bytes(data: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(data).expect("plain data always has a binary form")
}

impl Simulation {
    /// The whole run as bytes.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        let frozen = Frozen {
            version: VERSION,
            experiment: self.experiment.to_json(),
            arm: Cow::Borrowed(&self.arm),
            seed: self.seed,
            log: self.log.to_json(),
            next_command: self.next_command,
            tick: self.tick,
            params: Cow::Borrowed(&self.params),
            task: Cow::Borrowed(&self.task),
            asked: self.asked,
            in_trial: self.in_trial,
            finished: self.finished,
            brain: Cow::Borrowed(&self.brain),
            interventions: Cow::Borrowed(&self.interventions),
            recorder: Cow::Borrowed(&self.recorder),
            notes: Cow::Borrowed(&self.notes),
        };
        let body = bytes(&frozen);
        let mut whole = digest::hash(&body).to_le_bytes().to_vec();
        whole.extend(body);
        whole
    }

    /// The run that was frozen.
    ///
    /// # Errors
    /// The bytes are damaged, of another version, or hold numbers that are not finite.
    pub fn restore(bytes: &[u8]) -> Result<Self, Errors> {
        let damaged = || Problem::new(Code::Checksum, "", "", "", "the snapshot is damaged");
        let (sum, body) = bytes.split_at_checked(8).ok_or_else(damaged)?;
        if sum != digest::hash(body).to_le_bytes() {
            return Err(damaged().into());
        }
        let (version, _) = postcard::take_from_bytes::<u16>(body).map_err(|_| damaged())?;
        if version != VERSION {
            let (is, wanted) = (version.to_string(), VERSION.to_string());
            return Err(Problem::new(Code::Version, "", &is, &wanted, "is another version of the snapshot").into());
        }
        let thawed: Frozen<'_> = postcard::from_bytes(body).map_err(|_| damaged())?;
        let sim = Self {
            experiment: Experiment::from_json(thawed.experiment.as_bytes())?,
            arm: thawed.arm.into_owned(),
            seed: thawed.seed,
            log: CommandLog::from_json(thawed.log.as_bytes())?,
            next_command: thawed.next_command,
            tick: thawed.tick,
            params: thawed.params.into_owned(),
            task: thawed.task.into_owned(),
            asked: thawed.asked,
            in_trial: thawed.in_trial,
            finished: thawed.finished,
            brain: thawed.brain.into_owned(),
            interventions: thawed.interventions.into_owned(),
            recorder: thawed.recorder.into_owned(),
            notes: thawed.notes.into_owned(),
        };
        sim.check_finite()?;
        Ok(sim)
    }

    /// A name for the state: equal states have equal digests, on every machine. It is made of those of its
    /// parts, so that it does not depend on how they are nested.
    #[must_use]
    pub fn digest(&self) -> u64 {
        digest::of(&self.parts().map(|(_, part)| part))
    }

    /// A name for each part of the state, in a fixed order: where two runs differ, this says in which system.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, u64); PARTS + 5] {
        let clock = digest::of(&(self.tick, &self.params, &self.asked, self.in_trial, self.finished));
        let mut all = [("", 0); PARTS + 5];
        all[..2].copy_from_slice(&[("clock", clock), ("task", digest::of(&self.task))]);
        all[2..2 + PARTS].copy_from_slice(&self.brain.parts());
        all[2 + PARTS..].copy_from_slice(&[
            ("interventions", digest::of(&self.interventions)),
            ("recorder", digest::of(&self.recorder)),
            ("notes", digest::of(&self.notes)),
        ]);
        all
    }

    /// Are all weights, rates, firing and concentrations finite? This reads all of them; once per trial is
    /// enough.
    ///
    /// # Errors
    /// Names the region (or nucleus) and the number of ticks done.
    pub fn check_finite(&self) -> Result<(), Errors> {
        let Brain { net, tide, signals, .. } = &self.brain;
        let sick = |x: &[f32]| x.iter().position(|x| !x.is_finite());
        let home = |place: usize| REGIONS[net.region(place)].id;
        let rates = || net.populations.iter().position(|p| sick(&p.rate).is_some()).map(home);
        let synapses = || self.brain.bundles().find(|b| !b.synapses.finite()).map(|b| home(b.ends[1]));
        let value = || sick(&[signals.value, signals.error]).map(|_| home(net.carriers.striatum));
        let aversive = || sick(&[signals.aversive_value]).map(|_| "AMY");
        let firing = || sick(&tide.nuclei.firing).map(|n| NUCLEI[n].id);
        let fields = || sick(&tide.concentration).map(|place| REGIONS[place % REGIONS.len()].id);
        let found = rates().or_else(synapses).or_else(value).or_else(aversive).or_else(firing).or_else(fields);
        let Some(name) = found else { return Ok(()) };
        let what = format!("left the finite numbers at tick {}", self.tick);
        Err(Problem::new(Code::Finite, "", name, "", &what).into())
    }
}
