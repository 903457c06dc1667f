//! Reward: predicted value and its error.

pub mod value;
