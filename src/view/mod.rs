//! Views: flat arrays for whoever draws. They read a run and change nothing.

pub mod frame;
pub mod map;
pub mod synapses;
