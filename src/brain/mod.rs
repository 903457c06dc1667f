//! The brain: where things are (`atlas`, `section`), what fires (`population`), what connects
//! (`projection`), and which of it a run uses (`wiring`).

pub mod action;
pub mod atlas;
pub mod aversive;
pub mod context;
pub mod feedback;
pub mod inference;
pub mod motor;
pub mod population;
pub mod projection;
pub mod section;
pub mod stimuli;
pub mod time_cells;
pub mod uncertainty;
pub mod value;
mod weights;
pub mod wiring;
