//! Snapshots: a run frozen between two ticks, and thawed to the same bits.
//!
//! Layout: 8 bytes of checksum (little-endian), then the rest in postcard's format: version, experiment as
//! JSON, arm, seed, log as JSON, next command, state.

use crate::digest;
use crate::error::{Code, Errors, Problem};
use crate::sim::Simulation;
use crate::spec::{CommandLog, Experiment};
use crate::state::State;
use serde::{Deserialize, Serialize};

/// Version of the layout; older ones are refused.
const VERSION: u16 = 1;

#[derive(Serialize)]
struct Frozen<'a> {
    version: u16,
    experiment: String,
    arm: &'a str,
    seed: u64,
    log: String,
    next_command: usize,
    state: &'a State,
}

#[derive(Deserialize)]
struct Thawed {
    version: u16,
    experiment: String,
    arm: String,
    seed: u64,
    log: String,
    next_command: usize,
    state: State,
}

impl Simulation {
    /// The whole run as bytes.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        let frozen = Frozen {
            version: VERSION,
            experiment: self.experiment.to_json(),
            arm: &self.arm,
            seed: self.seed,
            log: self.log.to_json(),
            next_command: self.next_command,
            state: &self.state,
        };
        let body = postcard::to_stdvec(&frozen).expect("plain data always has a binary form");
        let mut bytes = digest::hash(&body).to_le_bytes().to_vec();
        bytes.extend(body);
        bytes
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
        let thawed: Thawed = postcard::from_bytes(body).map_err(|_| damaged())?;
        if thawed.version != VERSION {
            let (is, wanted) = (thawed.version.to_string(), VERSION.to_string());
            return Err(Problem::new(Code::Version, "", &is, &wanted, "is another version of the snapshot").into());
        }
        let sim = Self {
            experiment: Experiment::from_json(thawed.experiment.as_bytes())?,
            arm: thawed.arm,
            seed: thawed.seed,
            log: CommandLog::from_json(thawed.log.as_bytes())?,
            next_command: thawed.next_command,
            state: thawed.state,
        };
        sim.check_finite()?;
        Ok(sim)
    }

    /// A name for the state: equal states have equal digests, on every machine.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let body = postcard::to_stdvec(&self.state).expect("plain data always has a binary form");
        digest::hash(&body)
    }

    /// Are all weights, rates and concentrations finite?
    ///
    /// # Errors
    /// Names the region.
    pub fn check_finite(&self) -> Result<(), Errors> {
        let regions = &crate::brain::atlas::REGIONS;
        let state = &self.state;
        let fine = |x: &[f32]| x.iter().all(|x| x.is_finite());
        let sick = state.populations.iter().find(|p| !fine(&p.rate)).map(|p| p.region);
        let sick = sick.or_else(|| {
            let projection = state.projections.iter().find(|p| !fine(p.weights()))?;
            Some(state.populations[projection.post].region)
        });
        let sick = sick.or_else(|| {
            let striatum = state.populations[state.carriers.striatum].region;
            (!fine(state.conjunctions.weights())).then_some(striatum)
        });
        let whole = fine(&state.concentration) && state.critic.value.is_finite();
        match (sick, whole) {
            (None, true) => Ok(()),
            (region, _) => {
                let name = region.map_or("the modulators", |k| regions[usize::from(k)].id);
                let what = format!("left the finite numbers at tick {}", state.tick);
                Err(Problem::new(Code::Finite, "", name, "", &what).into())
            }
        }
    }
}
