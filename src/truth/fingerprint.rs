//! The name of what measures: the program's version, every parameter's default, the text of all rows, and the
//! state of every built-in experiment after a short run. A change of the engine that shows only later than
//! that is not seen.

use crate::digest;
use crate::experiment::builtin;
use crate::params::TABLE;
use crate::run::Simulation;

/// Ticks of the short run, some three trials.
const TICKS: u32 = 2_000;

macro_rules! sources {
    ($($name:ident)*) => { &[$((stringify!($name), include_str!(concat!(stringify!($name), ".rs")))),*] };
}

/// Every file of this folder and its text.
const SOURCES: &[(&str, &str)] = sources!(
    ablations ageing agrel alignment assays blocked blocking change_point conditioning conduction context dense distal
    distractor feedback fingerprint flip four_tasks gain kinetics memory mod movement no_cue outcomes own pace priming
    probability protocol release reversal reward_net roles runaway second_order selection shift similarity states task1
    transfer two_traces uncertainty window
);

/// Equal names mean that a row measured the same on the same seed.
#[must_use]
pub fn fingerprint() -> String {
    let mut said = env!("CARGO_PKG_VERSION").to_owned();
    TABLE.iter().for_each(|p| said += &format!("\n{} {}", p.key, p.default));
    SOURCES.iter().for_each(|(name, text)| said += &format!("\n{name} {:x}", digest::hash(text.as_bytes())));
    builtin::list().iter().for_each(|id| said += &format!("\n{id} {:x}", short_run(id)));
    digest::hex(digest::hash(said.as_bytes()))
}

/// Digest of the first arm of a built-in experiment after [`TICKS`].
fn short_run(id: &str) -> u64 {
    let experiment = builtin::get(id).expect("it is built in");
    let mut sim = Simulation::new(&experiment, &experiment.arms[0].id, 1).expect("it is checked");
    sim.step(TICKS);
    sim.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_of_the_rows_is_left_out() {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/truth");
        let mut files: Vec<String> = std::fs::read_dir(here)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(files, SOURCES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }

    #[test]
    fn a_name_is_the_same_twice_and_runs_differ_by_experiment() {
        assert_eq!(fingerprint(), fingerprint());
        assert_ne!(short_run("choice"), short_run("fear"));
    }
}
