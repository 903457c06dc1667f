//! Plasticity: a synapse changes only where its tag, its timing and a modulator meet.

pub mod conjunctions;
pub mod synapses;
pub mod tag;
