//! Interventions of a run: what its arm does to the brain, phase by phase and event by event.
//!
//! | intervention | equation | where the engine reads it |
//! |---|---|---|
//! | lesion of a region | `r_i = 0`; `post_i = 0` in tags | `Population::silent`, in `list_active` and `Tags::capture` |
//! | lesion of a nucleus | `f = (1 - fraction) f` | `Simulation::fire`, and `Simulation::tonic_hz` for its tone |
//! | block of a receptor | `density = (1 - fraction) density` | `gates::density`, `gates::horizon_s` |
//! | release of a modulator | `R = factor R` | `Kinetics::scale_release`, in `Tide::retune` |
//! | stimulation of a nucleus | `f = tonic + rate_hz`, 0 to 100 Hz | `Nuclei::fire`, tick by tick |
//! | stimulation of a region | `drive_i += drive` for a quarter of its units | `Population::excite` |
//!
//! What stands (all but stimulation) changes between two ticks, as the phase of the experiment does. The
//! tone, against which receptors measure news, follows a lesion of a nucleus and altered release at once, as
//! it follows a live parameter. A run that begins so begins in equilibrium.
//!
//! Order: events of this tick; its drive and its firing are set before stimuli and nuclei act.
//! Left out: partial agonists, drugs that come and go slowly, light and current that spread. Time cells
//! answer drive only in the tick in which they are recruited, so stimulation of hippocampus does little else.

pub mod stimulus;

use super::Simulation;
use crate::atlas::{MODULATORS, NUCLEI, RECEPTORS, REGIONS, nucleus_index, region_index};
use crate::brain::Brain;
use crate::brain::net::population::Population;
use crate::error::{Code, Errors, Problem};
use crate::experiment::Phase;
use crate::experiment::intervention::{ALL, Intervention, Place};
use crate::modulators::nucleus::tonic;
use crate::modulators::{TARGETS, target};
use crate::rng::Stream;
use crate::tasks::events::{Moment, World};
use serde::{Deserialize, Serialize};
use stimulus::{Site, Stimulus};

/// Phases of the experiment, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phases(u32);

impl Phases {
    fn new(ids: &[String], phases: &[Phase]) -> Self {
        if ids.is_empty() {
            return Self(u32::MAX);
        }
        let named = phases.iter().enumerate().filter(|(_, phase)| ids.contains(&phase.id));
        Self(named.fold(0, |bits, (i, _)| bits | 1 << i))
    }

    /// Is this one of them?
    #[must_use]
    pub const fn hold(self, phase: u32) -> bool {
        self.0 >> phase & 1 == 1
    }
}

/// An effect that lasts as long as its phases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Effect {
    /// Units of a population are silent.
    Silence { population: usize, units: Vec<u16> },
    /// A nucleus keeps this share of its output.
    Spare { nucleus: usize, share: f32 },
    /// A receptor keeps this share of its effect in a region; `None`: in all.
    Block { receptor: usize, region: Option<usize>, share: f32 },
    /// Release is scaled in a region; `None`: in all.
    Release { modulator: usize, region: Option<usize>, factor: f32 },
}

/// The running state of an arm's interventions; empty where it has none, and then it costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interventions {
    standing: Vec<(Phases, Effect)>,
    stimuli: Vec<Stimulus>,
    /// Phase whose effects are in force.
    phase: u32,
    /// Share of its output that each nucleus keeps; empty where no lesion acts.
    spared: Vec<f32>,
    /// Factor on release, place by place; empty where release is as usual.
    release: Vec<f32>,
}

impl Interventions {
    /// The interventions of an arm, before the first tick.
    ///
    /// # Errors
    /// One of them names something that this brain or this program does not have.
    fn new(list: &[Intervention], phases: &[Phase], populations: &[Population], seed: u64) -> Result<Self, Errors> {
        let mut all = Self::default();
        let mut problems = Vec::new();
        for (i, one) in list.iter().enumerate() {
            let when = Phases::new(one.phases(), phases);
            let added = match one {
                Intervention::Stimulate(plan) => {
                    Stimulus::new(plan, when, populations, seed, i).map(|one| all.stimuli.push(one))
                }
                _ => effect(one, populations, seed).map(|one| all.standing.push((when, one))),
            };
            if let Err(id) = added {
                let path = format!("/interventions/{i}");
                problems.push(Problem::new(Code::Ref, path, &id, "", "is not in this brain"));
            }
        }
        if problems.is_empty() { Ok(all) } else { Err(Errors(problems)) }
    }

    fn is_empty(&self) -> bool {
        self.standing.is_empty() && self.stimuli.is_empty()
    }

    /// Share of its output that a nucleus keeps.
    #[must_use]
    pub fn spared(&self, nucleus: usize) -> f32 {
        self.spared.get(nucleus).copied().unwrap_or(1.0)
    }

    /// Factors on release that differ from 1 or may do so: place and factor.
    pub fn release(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.release.iter().copied().enumerate()
    }

    /// Scales output and release as they are in the present phase.
    fn scale(&mut self) {
        self.spared.clear();
        self.release.clear();
        for (_, effect) in self.standing.iter().filter(|(when, _)| when.hold(self.phase)) {
            match *effect {
                Effect::Spare { nucleus, share } => {
                    self.spared.resize(NUCLEI.len(), 1.0);
                    self.spared[nucleus] *= share;
                }
                Effect::Release { modulator, region, factor } => {
                    self.release.resize(TARGETS, 1.0);
                    places(region).for_each(|k| self.release[target(modulator, k)] *= factor);
                }
                Effect::Silence { .. } | Effect::Block { .. } => {}
            }
        }
    }
}

/// The effect of anything but a stimulation.
///
/// # Errors
/// The id that refers to nothing.
fn effect(one: &Intervention, populations: &[Population], seed: u64) -> Result<Effect, String> {
    let find = |found: Option<usize>, id: &String| found.ok_or_else(|| id.clone());
    let somewhere = |id: &String| if id == ALL { Ok(None) } else { find(region_index(id), id).map(Some) };
    match one {
        Intervention::Lesion { place: Place::Region(id), fraction, .. } => {
            let population = population(populations, id)?;
            let units = usize::from(populations[population].units);
            // The same units in every arm of a seed; a larger lesion holds every smaller one.
            let mut draw = Stream::new(seed, &format!("lesion {id}"));
            let lost = draw.subset(units, (units as f32 * fraction + 0.5) as usize);
            Ok(Effect::Silence { population, units: lost.into_iter().map(|i| i as u16).collect() })
        }
        Intervention::Lesion { place: Place::Nucleus(id), fraction, .. } => {
            Ok(Effect::Spare { nucleus: find(nucleus_index(id), id)?, share: 1.0 - fraction })
        }
        Intervention::Block { receptor, region, fraction, .. } => {
            let found = find(RECEPTORS.iter().position(|one| one.id == receptor), receptor)?;
            Ok(Effect::Block { receptor: found, region: somewhere(region)?, share: 1.0 - fraction })
        }
        Intervention::Release { modulator, region, factor, .. } => {
            let found = find(MODULATORS.iter().position(|one| one.id == modulator), modulator)?;
            Ok(Effect::Release { modulator: found, region: somewhere(region)?, factor: *factor })
        }
        Intervention::Stimulate(_) => unreachable!("a stimulation does not stand"),
    }
}

/// Place among the populations of the region with this id.
fn population(populations: &[Population], id: &str) -> Result<usize, String> {
    let found = populations.iter().position(|p| REGIONS[usize::from(p.region)].id == id);
    found.ok_or_else(|| id.to_owned())
}

/// One region, or all.
fn places(region: Option<usize>) -> std::ops::Range<usize> {
    region.map_or(0..REGIONS.len(), |k| k..k + 1)
}

impl Simulation {
    /// Takes the interventions of an arm; the brain is in equilibrium with those of the first phase.
    ///
    /// # Errors
    /// One of them names something that this brain does not have.
    pub(super) fn prepare(&mut self, list: &[Intervention]) -> Result<(), Errors> {
        let populations = &self.brain.net.populations;
        self.interventions = Interventions::new(list, &self.experiment.phases, populations, self.seed)?;
        if self.interventions.is_empty() {
            return Ok(());
        }
        self.enter_phase(0);
        let (params, interventions) = (&self.params, &self.interventions);
        self.brain.tide.settle(params, |n| interventions.spared(n) * tonic(params, n));
        Ok(())
    }

    /// Lets the interventions of this tick act. Reads the events of this tick.
    pub(super) fn intervene(&mut self, world: World, moment: Moment) {
        if self.interventions.is_empty() {
            return;
        }
        if self.interventions.phase != moment.phase {
            self.enter_phase(moment.phase);
        }
        let Brain { net, tide, .. } = &mut self.brain;
        let mut extra_hz: [Option<f32>; NUCLEI.len()] = [None; NUCLEI.len()];
        for stimulus in &mut self.interventions.stimuli {
            if stimulus.step(self.tick, moment.phase, world) {
                match &stimulus.site {
                    Site::Nucleus(n) => extra_hz[*n] = Some(extra_hz[*n].unwrap_or(0.0) + stimulus.strength),
                    Site::Region { population, units } => {
                        net.populations[*population].excite(units, stimulus.strength);
                    }
                }
            }
        }
        for (n, hz) in extra_hz.into_iter().enumerate() {
            if let Some(hz) = hz {
                tide.nuclei.fire(n, hz, 1);
            }
        }
    }

    /// Puts the effects of a phase into force.
    fn enter_phase(&mut self, phase: u32) {
        self.interventions.phase = phase;
        self.interventions.scale();
        let Brain { net, tide, .. } = &mut self.brain;
        tide.receptors.unblock();
        net.populations.iter_mut().for_each(|population| population.silent.clear());
        for (_, effect) in self.interventions.standing.iter().filter(|(when, _)| when.hold(phase)) {
            match effect {
                Effect::Silence { population, units } => net.populations[*population].silent.extend(units),
                Effect::Block { receptor, region, share } => {
                    places(*region).for_each(|k| tide.receptors.block(*receptor, k, *share));
                }
                Effect::Spare { .. } | Effect::Release { .. } => {}
            }
        }
        self.retune();
    }
}
