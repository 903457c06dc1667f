//! Behaviour: what choices, waiting and learning look like from outside.

pub mod accuracy;
pub mod dprime;
pub mod fit;
pub mod patience;
pub mod summary;
pub mod transfer;
