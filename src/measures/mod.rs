//! Measures: what is read off a run. They listen; they change nothing.

pub mod alignment;
pub mod behaviour;
pub mod dprime;
pub mod fit;
pub mod gain;
pub mod patience;
pub mod reaction;
pub mod recorder;
pub mod summary;
pub mod transfer;
pub mod wave;
