//! The brain: what fires and what connects (`net`), and its systems, one folder each.

pub mod choice;
pub mod fear;
pub mod memory;
pub mod movement;
pub mod net;
pub mod reward;
pub mod senses;
pub mod situation;
pub mod sleep;
pub mod waiting;
