//! Truth from outside: published results as rows, each with a protocol run on the model, acceptance bands,
//! and a verdict. Bands come from the papers and are not widened to pass; a row that fails stays and says so.

mod ablations;
mod ageing;
mod agrel;
mod alignment;
mod assays;
mod blocked;
mod blocking;
mod change_point;
mod conditioning;
mod conduction;
mod context;
mod dense;
mod distal;
mod distractor;
mod feedback;
mod fingerprint;
mod flip;
mod four_tasks;
mod gain;
mod kinetics;
mod memory;
mod movement;
mod no_cue;
mod outcomes;
mod own;
mod pace;
mod priming;
mod probability;
mod protocol;
mod release;
mod reversal;
mod reward_net;
mod roles;
mod runaway;
mod second_order;
mod selection;
mod shift;
mod similarity;
mod states;
mod task1;
mod transfer;
mod two_traces;
mod uncertainty;
mod window;

use crate::error::{Code, Errors, Problem};
use crate::experiment::Experiment;
use crate::run::Simulation;
use serde::Serialize;

pub use fingerprint::fingerprint;

/// Share of seeds that must lie within a band, where the band says nothing of seeds.
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

impl Check {
    /// Does a value lie within the band?
    #[must_use]
    pub fn accepts(&self, value: f32) -> bool {
        value >= self.lo && value <= self.hi
    }
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
    /// How the protocol departs from the default brain: parameters that differ, mechanisms of its own.
    pub overrides: &'static [&'static str],
    /// Why the model is known not to give this result; such a row must go on failing, or lose this.
    pub known_failure: Option<&'static str>,
    /// Share of seeds that must lie within each band.
    pub enough: f32,
    /// Seeds for `tests/truth.rs`, fewer where a seed takes long; `cargo xtask truth` runs all.
    pub test_seeds: u64,
    /// Runs the protocol with a seed; one value per check.
    pub measure: fn(u64) -> Result<Vec<f32>, Errors>,
}

/// What most rows have in common, for `..USUAL`.
const USUAL: Row = Row {
    id: "",
    title: "",
    citation: "",
    checks: &[],
    overrides: &[],
    known_failure: None,
    enough: ENOUGH,
    test_seeds: 4,
    measure: |_| Ok(Vec::new()),
};

/// All rows.
pub static ROWS: &[Row] = &[
    conditioning::R1_1,
    shift::R1_2,
    blocking::R1_3,
    second_order::R1_4,
    probability::R1_5,
    selection::R1_7,
    distal::R2_1,
    window::R2_2,
    flip::R2_3,
    two_traces::R2_4,
    uncertainty::R4_1,
    change_point::R4_2,
    gain::R4_5,
    pace::R5_3,
    roles::R5_4,
    conduction::R6_2,
    kinetics::R6_3,
    states::R6_4,
    movement::R7_5,
    blocked::R9_1,
    similarity::R9_3,
    ageing::R10_2,
    feedback::R13_1,
    reward_net::R13_3,
    agrel::R13_4,
    task1::TASK1,
    alignment::ALIGNMENT,
    alignment::ALIGNMENT_LONG,
    context::CONTEXT,
    reversal::REVERSAL,
    memory::MEMORY,
    no_cue::NO_CUE,
    movement::MOVEMENT,
    assays::ROLES,
    runaway::RUNAWAY,
    ablations::ABLATIONS,
    distractor::DISTRACTOR,
    four_tasks::FOUR_TASKS,
    priming::PRIMING,
    transfer::TRANSFER,
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
    /// How the protocol departs from the default brain.
    pub overrides: &'static [&'static str],
    /// Check by check.
    pub answers: Vec<Answer>,
    /// Share of seeds that must lie within each band.
    pub enough: f32,
    /// Does every check hold in enough seeds?
    pub holds: bool,
    /// Why the row is known to fail, if it is.
    pub known_failure: Option<&'static str>,
}

impl Verdict {
    /// Does the row hold, or fail as it is known to? A known failure that holds is a surprise too.
    #[must_use]
    pub const fn expected(&self) -> bool {
        self.holds == self.known_failure.is_none()
    }
}

/// The rows that any of these prefixes names, in the order of [`ROWS`]; all of them where there is none.
///
/// # Errors
/// `E_REF` with a prefix that names no row.
pub fn chosen(prefixes: &[String]) -> Result<Vec<&'static Row>, Problem> {
    if let Some(prefix) = prefixes.iter().find(|prefix| ROWS.iter().all(|row| !named(row.id, prefix))) {
        let ids: Vec<&str> = ROWS.iter().map(|row| row.id).collect();
        let allowed = format!("{}, or how one of them begins", ids.join(", "));
        return Err(Problem::new(Code::Ref, "", prefix, &allowed, "begins the id of no row"));
    }
    let asked = |id| prefixes.is_empty() || prefixes.iter().any(|prefix| named(id, prefix));
    Ok(ROWS.iter().filter(|row| asked(row.id)).collect())
}

/// Is a row meant by a prefix of its id? A whole id means its row alone, and no number is cut: `R1` is not
/// `R10.2`.
fn named(id: &str, prefix: &str) -> bool {
    let whole = ROWS.iter().any(|row| row.id == prefix);
    let cut =
        |rest: &str| prefix.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit());
    match id.strip_prefix(prefix) {
        Some(rest) => rest.is_empty() || !(whole || prefix.is_empty() || cut(rest)),
        None => false,
    }
}

impl Row {
    /// Does every value of one seed lie within its band?
    #[must_use]
    pub fn accepts(&self, values: &[f32]) -> bool {
        self.checks.iter().zip(values).all(|(check, &value)| check.accepts(value))
    }

    /// Judges measurements, one list per seed.
    #[must_use]
    pub fn judge(&self, measured: &[Vec<f32>]) -> Verdict {
        let answers: Vec<Answer> = (0..self.checks.len())
            .map(|i| answer(self.checks[i], measured.iter().map(|values| values[i]).collect()))
            .collect();
        let seeds = measured.len() as u32;
        let holds = seeds > 0 && answers.iter().all(|a| a.within as f32 >= self.enough * seeds as f32);
        let Self { id, title, citation, overrides, known_failure, enough, .. } = *self;
        Verdict { id, title, citation, seeds, overrides, answers, enough, holds, known_failure }
    }
}

/// The default experiment, for protocols to change.
fn default_experiment() -> Experiment {
    crate::experiment::builtin::get("conditioning").expect("it is built in")
}

/// A brain at rest, before its first cue.
fn quiet_brain(seed: u64) -> Result<Simulation, Errors> {
    let mut sim = Simulation::new(&default_experiment(), "intact", seed)?;
    sim.step(5);
    Ok(sim)
}

fn answer(check: Check, mut values: Vec<f32>) -> Answer {
    values.sort_by(f32::total_cmp);
    let within = values.iter().filter(|&&v| check.accepts(v)).count() as u32;
    let at = |i: usize| values.get(i).copied().unwrap_or(f32::NAN);
    let median = 0.5 * (at(values.len().saturating_sub(1) / 2) + at(values.len() / 2));
    Answer { check, median, range: [at(0), at(values.len().saturating_sub(1))], within }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        const CHECK: Check = Check { quantity: "x", unit: "", published: "1", lo: 0.5, hi: 1.5 };
        Row { checks: &[CHECK], ..USUAL }
    }

    #[test]
    fn nine_of_ten_seeds_are_enough_and_eight_are_not() {
        let measured = |misses: usize| (0..10).map(|i| vec![if i < misses { 9.0 } else { 1.0 }]).collect::<Vec<_>>();
        assert!(row().judge(&measured(1)).holds);
        assert!(!row().judge(&measured(2)).holds);
        assert!(!row().judge(&[]).holds, "no seed is no proof");
    }

    #[test]
    fn a_known_failure_is_expected_to_fail_and_a_surprise_when_it_holds() {
        let judge = |known_failure, x| Row { known_failure, ..row() }.judge(&[vec![x]]).expected();
        assert!(judge(None, 1.0) && !judge(None, 9.0));
        assert!(judge(Some("why"), 9.0) && !judge(Some("why"), 1.0));
    }

    #[test]
    fn a_prefix_means_all_rows_that_begin_so_and_a_whole_id_its_row_alone() {
        let ids = |prefixes: &[&str]| -> Vec<&str> {
            let prefixes: Vec<String> = prefixes.iter().map(|&prefix| prefix.into()).collect();
            chosen(&prefixes).unwrap().iter().map(|row| row.id).collect()
        };
        assert_eq!(ids(&["R4"]), ["R4.1", "R4.2", "R4.5"]);
        assert_eq!(ids(&["R10.2", "R1.1"]), ["R1.1", "R10.2"]);
        assert!(ids(&["R1"]).iter().all(|id| id.starts_with("R1.")) && ids(&["R1"]).len() > 1);
        assert_eq!(ids(&["own/alignment"]), ["own/alignment"]);
        assert!(ids(&["own"]).len() > 9 && ids(&["own"]).iter().all(|id| id.starts_with("own/")));
        assert_eq!(ids(&[]).len(), ROWS.len());
    }

    #[test]
    fn a_prefix_that_no_row_has_is_named_with_what_there_is() {
        for wrong in ["R99", "", "R4.12"] {
            let told = chosen(&["R1.1".into(), wrong.into()]).err().expect("it is refused").to_string();
            assert!(told.contains(wrong) && told.contains("R1.1, R1.2") && told.contains("own/transfer"), "{told}");
        }
    }

    #[test]
    fn a_value_that_is_not_a_number_is_not_within() {
        assert_eq!(row().judge(&[vec![f32::NAN]]).answers[0].within, 0);
    }
}
