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

use crate::run::Run;
use neurotide::experiment::{Arm, Experiment, Task};

/// Everything there is to print.
pub struct Report<'r> {
    pub experiment: &'r Experiment,
    pub arms: &'r [String],
    pub seeds: &'r [u64],
    pub runs: &'r [Run],
}

impl<'r> Report<'r> {
    /// The seeds in words.
    pub fn seed_range(&self) -> String {
        match (self.seeds.first(), self.seeds.last()) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(only), _) => only.to_string(),
            _ => "none".to_owned(),
        }
    }

    /// The arms that were run, in the order of the experiment.
    pub fn arms(&self) -> impl Iterator<Item = &'r Arm> + use<'r> {
        let asked = self.arms;
        self.experiment.arms.iter().filter(move |arm| asked.contains(&arm.id))
    }

    /// The runs of an arm.
    pub fn runs(&self, arm: &str) -> impl Iterator<Item = &'r Run> {
        self.runs.iter().filter(move |run| run.arm == arm)
    }

    /// Does the task ask for actions?
    pub fn asks(&self) -> bool {
        !matches!(self.experiment.task, Task::Conditioning(_))
    }
}

/// The median of sorted values.
pub fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { 0.5 * (sorted[middle - 1] + sorted[middle]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[1.0, 2.0, 9.0]), 2.0);
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), 3.0);
    }
}
