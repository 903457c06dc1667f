//! The net: regions as populations of units, projections as synapses between them, and how both are wired.

pub mod feedback;
pub mod population;
pub mod projection;
pub mod time_cells;
mod weights;
pub mod wiring;
