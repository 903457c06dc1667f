//! Snapshots: a run frozen between two ticks, and thawed to the same bits.
//!
//! Layout: 8 bytes of checksum (little-endian), then the rest in postcard's format: version, experiment as
//! JSON, arm, seed, log as JSON, next command, state.

use crate::atlas::{NUCLEI, REGIONS};
use crate::digest;
use crate::error::{Code, Errors, Problem};
use crate::experiment::{CommandLog, Experiment};
use crate::run::Simulation;
use crate::run::state::State;
use serde::{Deserialize, Serialize};

/// Version of the layout; older ones are refused.
const VERSION: u16 = 5;

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
            arm: &self.arm,
            seed: self.seed,
            log: self.log.to_json(),
            next_command: self.next_command,
            state: &self.state,
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

    /// A name for the state: equal states have equal digests, on every machine. It is made of those of its parts, so
    /// that it does not depend on how they are nested.
    #[must_use]
    pub fn digest(&self) -> u64 {
        digest::hash(&bytes(&self.parts().map(|(_, part)| part)))
    }

    /// A name for each part of the state, in a fixed order: where two runs differ, this says in which system.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, u64); 16] {
        let s = &self.state;
        let of = |part: &[u8]| digest::hash(part);
        [
            ("clock", of(&bytes(&(s.tick, &s.params, &s.asked, s.in_trial, s.finished)))),
            ("task", of(&bytes(&s.task))),
            ("net", of(&bytes(&(&s.populations, &s.projections, &s.way, s.carriers)))),
            ("tide", of(&bytes(&(&s.nuclei, &s.axons, &s.kinetics, &s.arrived, &s.concentration, &s.tone)))),
            ("receptors", of(&bytes(&(&s.receptors, &s.history, &s.echo)))),
            ("senses", of(&bytes(&(&s.cues, &s.cues_now, &s.flooding, &s.taste, s.tasting, &s.noise, s.information)))),
            ("choice", of(&bytes(&(&s.actor, s.places)))),
            ("reward", of(&bytes(&(&s.time_cells, &s.critic, &s.conjunctions)))),
            ("fear", of(&bytes(&s.aversion))),
            ("memory", of(&bytes(&s.memory))),
            ("movement", of(&bytes(&s.movement))),
            ("situation", of(&bytes(&(&s.contexts, &s.inference)))),
            ("sleep", of(&bytes(&s.memories))),
            ("interventions", of(&bytes(&s.interventions))),
            ("recorder", of(&bytes(&s.recorder))),
            ("notes", of(&bytes(&(s.probe, s.mood, &s.front, &s.samples, &s.sampling)))),
        ]
    }

    /// Are all weights, rates, firing and concentrations finite? A look at all of them: for once per trial.
    ///
    /// # Errors
    /// Names the region (or nucleus) and the number of ticks done.
    pub fn check_finite(&self) -> Result<(), Errors> {
        let state = &self.state;
        let sick = |x: &[f32]| x.iter().position(|x| !x.is_finite());
        let home = |population: usize| REGIONS[usize::from(state.populations[population].region)].id;
        let rates = || state.populations.iter().position(|p| sick(&p.rate).is_some()).map(home);
        let weights = || state.projections.iter().find(|p| sick(p.weights()).is_some()).map(|p| home(p.post));
        let conjunctions = || sick(state.conjunctions.weights()).map(|_| home(state.carriers.striatum));
        let fears = || {
            let aversion = state.aversion.as_ref()?;
            let whole = sick(aversion.synapses.weights()).is_none() && sick(&[aversion.aversive.value]).is_none();
            (!whole).then_some("AMY")
        };
        let value = || sick(&[state.critic.value, state.critic.error]).map(|_| home(state.carriers.striatum));
        let firing = || sick(&state.nuclei.firing).map(|n| NUCLEI[n].id);
        let moves = || {
            let movement = state.movement.as_ref()?;
            let whole =
                sick(movement.skill.weights()).is_none() && movement.cerebellum.as_ref().is_none_or(|c| c.finite());
            (!whole).then_some("movement")
        };
        let fields = || sick(&state.concentration).map(|place| REGIONS[place % REGIONS.len()].id);
        match rates()
            .or_else(moves)
            .or_else(fears)
            .or_else(weights)
            .or_else(conjunctions)
            .or_else(value)
            .or_else(firing)
            .or_else(fields)
        {
            None => Ok(()),
            Some(name) => {
                let what = format!("left the finite numbers at tick {}", state.tick);
                Err(Problem::new(Code::Finite, "", name, "", &what).into())
            }
        }
    }
}
