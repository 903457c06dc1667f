//! A run as numbers and as lines of a table, for many seeds side by side: what the native tool writes, in
//! parts.

use super::{Engine, thrown};
use crate::measures::sheet;
use crate::run::read_experiment;
use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// The learning curve so far: a copy, for each finished trial the numbers that the catalogue calls
    /// `learning`.
    #[must_use]
    pub fn learning(&self) -> Float32Array {
        Float32Array::from(sheet::learning(self.sim.experiment(), self.sim.curve()).as_slice())
    }

    /// Trials until the criterion of the catalogue was met; undefined where it was not.
    #[must_use]
    pub fn learned_after(&self) -> Option<u32> {
        sheet::learned_after(self.sim.curve()).map(|n| n as u32)
    }

    /// Comment lines about this run: measures of behaviour, where actions were chosen.
    #[must_use]
    pub fn sheet_notes(&self) -> String {
        let experiment = self.sim.experiment();
        let found = sheet::behaviour_in(experiment, self.sim.curve());
        found.map_or_else(String::new, |found| sheet::notes(experiment, &self.sim.arm, self.sim.seed, &found))
    }

    /// One line per finished trial.
    #[must_use]
    pub fn sheet_rows(&self) -> String {
        let experiment = self.sim.experiment();
        let forms = sheet::form_names(experiment);
        let run = (self.sim.arm.as_str(), self.sim.seed);
        // Ids hold no commas and no quotes.
        let line = |trial| sheet::row(experiment, &forms, run, trial).join(",") + "\n";
        self.sim.curve().iter().map(line).collect()
    }
}

/// The comment lines that say all that made a table of runs of these arms.
///
/// # Errors
/// Throws with one line per problem.
#[wasm_bindgen]
pub fn sheet_head(experiment: &[u8], arms: Vec<String>, seeds: &str) -> Result<String, JsValue> {
    let experiment = read_experiment(experiment).map_err(|e| thrown(&e))?;
    Ok(sheet::made_by(&experiment, &arms, seeds))
}

/// The line of titles.
#[wasm_bindgen]
#[must_use]
pub fn sheet_titles() -> String {
    sheet::COLUMNS.map(|(title, _)| title).join(",") + "\n"
}
