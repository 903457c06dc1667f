//! Neurotide: one brain, four modulators, and plasticity that happens where tag, timing and modulator meet.
//!
//! A synapse changes only when three things meet: *who* was responsible (a tag), *when* (the tag's trace),
//! and *was it worth it* (a modulator). Nuclei fire, volleys travel along axons with real delays, modulators
//! are released and taken up, receptors bind them, and their occupancy opens, scales or closes plasticity.
//!
//! | module | what it holds |
//! |---|---|
//! | [`num`], [`rng`], [`digest`], [`error`], [`kernels`] | the ground: the same bits everywhere |
//! | [`params`], [`atlas`] | the table of parameters; regions, nuclei, receptors, with sources |
//! | [`experiment`] | what is run, as checked data; the built-in files |
//! | [`tasks`] | the world outside the brain |
//! | [`modulators`], [`plasticity`] | from a nucleus to the effects of receptors; what can happen to any synapse |
//! | [`brain`] | the net, and one room per system |
//! | [`run`] | the simulation and its tick |
//! | [`measures`], [`view`] | what is read off a run; flat arrays for whoever draws |
//! | [`truth`] | published results, and how the model meets them |
//! | `web` | the browser's side (feature `web`) |
//!
//! A run is an experiment, an arm, a seed and a log of commands:
//!
//! ```
//! use neurotide::{experiment::builtin, run::Simulation};
//! let experiment = builtin::get("conditioning").unwrap();
//! let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
//! sim.step(1000); // ten seconds of brain time
//! assert_eq!(sim.ticks(), 1000);
//! ```

pub mod atlas;
pub mod brain;
pub mod digest;
pub mod error;
pub mod experiment;
pub mod kernels;
pub mod measures;
pub mod modulators;
pub mod num;
pub mod params;
pub mod plasticity;
pub mod rng;
pub mod run;
pub mod tasks;
pub mod truth;
pub mod view;
#[cfg(feature = "web")]
pub mod web;
