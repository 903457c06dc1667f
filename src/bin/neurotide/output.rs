//! What `run` prints: a table for people, CSV for spreadsheets, JSON for
//! programs. All three name the version, the experiment, the arms and the seeds.

mod forms;
mod json;
mod spreadsheet;
mod table;
mod transfer;
mod wave;

pub use json::json;
pub use spreadsheet::csv;
pub use table::table;
