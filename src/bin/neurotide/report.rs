//! What there is to print or to draw: the runs of an experiment, and the middle and range over their seeds.

use neurotide::error::Problem;
use neurotide::experiment::{Arm, Experiment, Task};
use neurotide::measures::alignment::blocks::Block;
use neurotide::measures::behaviour::summary::Behaviour;
use neurotide::measures::wave::TrialWave;
use neurotide::run::recorder::TrialRecord;

/// One arm on one seed.
#[derive(Default)]
pub struct Run {
    pub arm: String,
    pub seed: u64,
    pub digest: u64,
    pub trials: Vec<TrialRecord>,
    /// Measures of behaviour, where actions were chosen.
    pub behaviour: Option<Behaviour>,
    /// Alignment block by block; empty where it was not asked for.
    pub blocks: Vec<Block>,
    /// Waves of change, trial by trial; empty where they were not asked for.
    pub waves: Vec<TrialWave>,
    /// Why it was stopped before its end; what was recorded until then is kept.
    pub stopped: Option<Problem>,
}

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

/// "median [min, max]" over the seeds of one arm; a dash where there is none.
pub fn spread(report: &Report<'_>, arm: &str, value: impl Fn(&Run) -> Option<f64>, digits: usize) -> String {
    let mut values: Vec<f64> = report.runs(arm).filter_map(value).filter(|x| !x.is_nan()).collect();
    values.sort_by(f64::total_cmp);
    match (values.first(), values.last()) {
        (Some(min), Some(max)) => format!("{:.digits$} [{min:.digits$}, {max:.digits$}]", median(&values)),
        _ => "-".to_owned(),
    }
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
