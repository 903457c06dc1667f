//! Sleep: what lies before the first trial and between blocks, and activity brought back at a trial's end.

pub mod night;
pub mod priming;
