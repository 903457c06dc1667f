//! Truth from outside: published results as rows, each with a protocol run on the model, acceptance bands,
//! and a verdict. Bands come from the papers and are not widened to pass; a row that fails stays and says so.

mod blocking;
mod conditioning;
mod conduction;
mod kinetics;
mod probability;
mod protocol;
mod second_order;
mod shift;

use crate::error::Errors;
use crate::sim::Simulation;
use crate::spec::Experiment;
use serde::Serialize;

/// Share of seeds that must lie within a band.
const ENOUGH: f32 = 0.9;

/// One number that a row asks for.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Check {
    /// What is measured.
    pub quantity: &'static str,
    /// Its unit, empty for pure numbers.
    pub unit: &'static str,
    /// What was published.
    pub published: &'static str,
    /// Smallest value accepted.
    pub lo: f32,
    /// Largest value accepted.
    pub hi: f32,
}

/// One published result.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its id.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Where it was published.
    pub citation: &'static str,
    /// The numbers it asks for.
    pub checks: &'static [Check],
    /// Parameters that differ from their defaults.
    pub overrides: &'static [&'static str],
    /// Why the model does not meet it, where that is known.
    pub known_failure: Option<&'static str>,
    /// Runs the protocol with a seed; one value per check.
    pub measure: fn(u64) -> Result<Vec<f32>, Errors>,
}

/// All rows.
pub static ROWS: &[Row] = &[
    conditioning::R1_1,
    shift::R1_2,
    blocking::R1_3,
    second_order::R1_4,
    probability::R1_5,
    conduction::R6_2,
    kinetics::R6_3,
];

/// What the model says to one check.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// What was asked.
    pub check: Check,
    /// Median over seeds.
    pub median: f32,
    /// Smallest and largest over seeds.
    pub range: [f32; 2],
    /// Seeds within the band.
    pub within: u32,
}

/// What the model says to one row.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Id of the row.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Where it was published.
    pub citation: &'static str,
    /// Number of seeds.
    pub seeds: u32,
    /// Parameters that differ from their defaults.
    pub overrides: &'static [&'static str],
    /// Check by check.
    pub answers: Vec<Answer>,
    /// Does every check hold in at least nine of ten seeds?
    pub holds: bool,
    /// Why it does not, where that is known.
    pub known_failure: Option<&'static str>,
}

impl Row {
    /// Judges measurements, one list per seed.
    #[must_use]
    pub fn judge(&self, measured: &[Vec<f32>]) -> Verdict {
        let answers: Vec<Answer> = (0..self.checks.len())
            .map(|i| answer(self.checks[i], measured.iter().map(|values| values[i]).collect()))
            .collect();
        let seeds = measured.len() as u32;
        let holds = seeds > 0 && answers.iter().all(|a| a.within as f32 >= ENOUGH * seeds as f32);
        let Self { id, title, citation, overrides, known_failure, .. } = *self;
        Verdict { id, title, citation, seeds, overrides, answers, holds, known_failure }
    }
}

/// The default experiment, for protocols to change.
fn default_experiment() -> Experiment {
    crate::experiments::get("conditioning").expect("it is built in")
}

/// A brain at rest, before its first cue.
fn quiet_brain(seed: u64) -> Result<Simulation, Errors> {
    let mut sim = Simulation::new(&default_experiment(), "intact", seed)?;
    sim.step(5);
    Ok(sim)
}

fn answer(check: Check, mut values: Vec<f32>) -> Answer {
    values.sort_by(f32::total_cmp);
    let within = values.iter().filter(|&&v| v >= check.lo && v <= check.hi).count() as u32;
    let at = |i: usize| values.get(i).copied().unwrap_or(f32::NAN);
    let median = 0.5 * (at(values.len().saturating_sub(1) / 2) + at(values.len() / 2));
    Answer { check, median, range: [at(0), at(values.len().saturating_sub(1))], within }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        const CHECK: Check = Check { quantity: "x", unit: "", published: "1", lo: 0.5, hi: 1.5 };
        Row {
            id: "T",
            title: "t",
            citation: "c",
            checks: &[CHECK],
            overrides: &[],
            known_failure: None,
            measure: |_| Ok(vec![1.0]),
        }
    }

    #[test]
    fn nine_of_ten_seeds_are_enough_and_eight_are_not() {
        let measured = |misses: usize| (0..10).map(|i| vec![if i < misses { 9.0 } else { 1.0 }]).collect::<Vec<_>>();
        assert!(row().judge(&measured(1)).holds);
        assert!(!row().judge(&measured(2)).holds);
        assert!(!row().judge(&[]).holds, "no seed is no proof");
    }

    #[test]
    fn a_value_that_is_not_a_number_is_not_within() {
        assert_eq!(row().judge(&[vec![f32::NAN]]).answers[0].within, 0);
    }
}
