//! Neurotide: one brain, four modulators, and plasticity that happens where tag, timing and modulator meet.
//!
//! A synapse changes only when three things meet: *who* was responsible (a tag), *when* (the tag's trace),
//! and *was it worth it* (a modulator). Nuclei fire, volleys travel along axons with real delays, modulators
//! are released and taken up, receptors bind them, and their occupancy opens, scales or closes plasticity.
//!
//! | module | what it holds |
//! |---|---|
//! | [`num`], [`rng`], [`digest`], [`kernels`] | arithmetic with the same bits everywhere |
//! | [`error`], [`params`], [`spec`], [`experiments`] | what can be run, checked |
//! | [`brain`], [`modulators`], [`plasticity`] | the mechanisms, one per file |
//! | [`tasks`] | the world outside the brain |
//! | [`measures`], [`blocks`], [`sheet`], [`map`], [`frame`], [`synapses`] | what is read off a run |
//! | [`state`], [`phases`], [`interventions`], [`sim`], [`snapshot`] | the run itself |
//! | [`truth`] | published results, and what the model says to them |
//! | `web` | the browser's side (feature `web`) |
//!
//! A run is an experiment, an arm, a seed and a log of commands:
//!
//! ```
//! use neurotide::{experiments, sim::Simulation};
//! let experiment = experiments::get("conditioning").unwrap();
//! let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
//! sim.step(1000); // ten seconds of brain time
//! assert_eq!(sim.ticks(), 1000);
//! ```

pub mod aversion;
pub mod blocks;
pub mod brain;
mod build;
pub mod digest;
pub mod error;
pub mod experiments;
pub mod frame;
pub mod gradient;
pub mod interventions;
pub mod kernels;
pub mod live;
pub mod map;
pub mod measures;
mod memory;
pub mod modulators;
pub mod movement;
pub mod night;
pub mod num;
pub mod params;
pub mod phases;
pub mod plasticity;
pub mod priming;
pub mod rng;
mod senses;
pub mod sheet;
pub mod sim;
mod situation;
pub mod snapshot;
pub mod spec;
pub mod state;
pub mod synapses;
pub mod tasks;
pub mod truth;
pub mod waiting;
mod watching;
#[cfg(feature = "web")]
pub mod web;
