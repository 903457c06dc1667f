//! The map: concentrations between and around the regions' centres, for drawing. It reads the engine and
//! changes nothing.

pub mod history;
