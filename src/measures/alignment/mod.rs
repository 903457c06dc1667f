//! Alignment: does plasticity point where behaviour improves? The exact gradient, the changes it is held
//! against, and what is made of both.

pub mod blocks;
pub mod gain;
pub mod gradient;
pub mod live;
pub mod meter;
