//! Measures: what is read off a run. They listen; they change nothing.

pub mod alignment;
pub mod behaviour;
pub mod sheet;
pub mod wave;
