//! Plasticity: a synapse changes only where its tag, its timing and a modulator meet.

pub mod cerebellum;
pub mod critic;
pub mod gating;
pub mod information;
pub mod skill;
pub mod tag;
