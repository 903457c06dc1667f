//! Stimulation: trains of pulses that events of the world set off.
//!
//! The `n`-th event of its kind in the phases of a stimulus has its turn if `every` divides `n`, and then
//! sets off a train with `probability`. Pulse `p` of a train lasts from `event + after + p period` for
//! `pulse`. Trains of one stimulus that overlap do not add up; different stimuli do.

use super::{Phases, population};
use crate::atlas::nucleus_index;
use crate::brain::net::population::Population;
use crate::experiment::intervention::{Event, Site as Target, Stimulate};
use crate::kernels::Lanes;
use crate::num::ticks;
use crate::rng::Stream;
use crate::tasks::events::World;
use serde::{Deserialize, Serialize};

/// Share of a region's units that is stimulated. Ours: as many as a cue or a taste excites; a region under
/// divisive inhibition would not answer if all of its units were driven alike.
const SHARE: f32 = 0.25;

/// What is stimulated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Site {
    /// A nucleus, by index.
    Nucleus(usize),
    /// Units of a region.
    Region {
        /// Place among the populations.
        population: usize,
        /// Ones at the units that are stimulated.
        units: Lanes,
    },
}

/// One stimulation as it runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stimulus {
    /// What is stimulated.
    pub site: Site,
    /// Hz above tonic for a nucleus, drive for a region.
    pub strength: f32,
    when: Phases,
    event: Event,
    after: u32,
    pulse: u32,
    period: u32,
    /// Length of a train.
    train: u64,
    probability: f32,
    every: u32,
    /// Events so far.
    seen: u32,
    /// Ticks at which trains begin that are not yet over.
    trains: Vec<u64>,
    chance: Stream,
}

impl Stimulus {
    /// A stimulus before its first event; `index` names its chance.
    ///
    /// # Errors
    /// The id that refers to nothing.
    pub(super) fn new(
        plan: &Stimulate,
        when: Phases,
        populations: &[Population],
        seed: u64,
        index: usize,
    ) -> Result<Self, String> {
        let (site, strength) = match &plan.site {
            Target::Nucleus { nucleus, rate_hz } => {
                (Site::Nucleus(nucleus_index(nucleus).ok_or_else(|| nucleus.clone())?), *rate_hz)
            }
            Target::Region { region, drive } => (electrode(region, populations, seed)?, *drive),
        };
        Ok(Self {
            site,
            strength,
            when,
            event: plan.event,
            after: ticks(plan.after_ms),
            pulse: ticks(plan.pulse_ms),
            period: ticks(plan.period_ms),
            train: plan.train_ms().div_ceil(u64::from(crate::num::DT_MS)),
            probability: plan.probability,
            every: plan.every,
            seen: 0,
            trains: Vec::new(),
            chance: Stream::new(seed, &format!("stimulus {index}")),
        })
    }

    /// Is a pulse on in this tick?
    pub(super) fn step(&mut self, tick: u64, phase: u32, world: World) -> bool {
        if !self.when.hold(phase) {
            self.trains.clear();
            return false;
        }
        if happens(self.event, world) {
            self.seen += 1;
            if self.seen.is_multiple_of(self.every) && self.chance.uniform() < self.probability {
                self.trains.push(tick + u64::from(self.after));
            }
        }
        let (train, period, pulse) = (self.train, u64::from(self.period), u64::from(self.pulse));
        self.trains.retain(|&begin| tick < begin + train);
        self.trains.iter().any(|&begin| tick >= begin && (tick - begin) % period < pulse)
    }
}

/// The stimulated units of a region; an electrode stays where it is in every arm of a seed.
fn electrode(region: &str, populations: &[Population], seed: u64) -> Result<Site, String> {
    let population = population(populations, region)?;
    let n = usize::from(populations[population].units);
    let mut units = Lanes::zeros(n);
    let reached = ((n as f32 * SHARE) as usize).max(1);
    for i in Stream::new(seed, &format!("electrode {region}")).subset(n, reached) {
        units[i] = 1.0;
    }
    Ok(Site::Region { population, units })
}

/// Does this event happen in this tick?
const fn happens(event: Event, world: World) -> bool {
    match event {
        Event::Trial => world.begins,
        Event::Cue => world.cue_on,
        Event::CueOff => world.cue_off,
        Event::Reward => world.reward,
        Event::Omission => world.omission,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::intervention::Site as Target;

    fn ticks_on(change: impl Fn(&mut Stimulate), phase: u32) -> Vec<u64> {
        let site = Target::Nucleus { nucleus: "VTA".into(), rate_hz: 20.0 };
        let mut plan = Stimulate {
            site,
            event: Event::Reward,
            after_ms: 30,
            pulse_ms: 20,
            pulses: 2,
            period_ms: 50,
            probability: 1.0,
            every: 1,
            phases: Vec::new(),
        };
        change(&mut plan);
        let mut stimulus = Stimulus::new(&plan, Phases(0b10), &[], 1, 0).unwrap();
        let world = |t: u64| World { reward: t % 100 == 10, ..World::default() };
        (0..400).filter(|&t| stimulus.step(t, phase, world(t))).collect()
    }

    #[test]
    fn pulses_come_when_they_should() {
        let once = [13, 14, 18, 19];
        let all: Vec<u64> = (0..4).flat_map(|i| once.map(|t| t + 100 * i)).collect();
        assert_eq!(ticks_on(|_| (), 1), all);
        assert_eq!(ticks_on(|plan| plan.every = 2, 1), [113, 114, 118, 119, 313, 314, 318, 319]);
        assert!(ticks_on(|plan| plan.probability = 0.0, 1).is_empty());
        assert!(ticks_on(|_| (), 0).is_empty(), "not its phase");
        assert!(ticks_on(|plan| plan.event = Event::Omission, 1).is_empty());
    }

    #[test]
    fn chance_is_as_asked() {
        let half: usize = ticks_on(|plan| (plan.probability, plan.pulses) = (0.5, 1), 1).len();
        assert!(half <= 8);
        let period = ticks_on(|plan| (plan.pulses, plan.period_ms, plan.pulse_ms) = (3, 20, 20), 1);
        assert_eq!(period[..6], [13, 14, 15, 16, 17, 18]);
    }
}
