//! R6.4: modulators in sleep and waking. A brain to which nothing happens is put into a state while it runs;
//! what counts are its concentrations once they have settled.

use super::protocol::{conditioning, form, phase};
use super::{Check, Row, USUAL};
use crate::atlas::{ACH, DA, NE, SER, region_index};
use crate::error::Errors;
use crate::experiment::Command;
use crate::modulators::target;
use crate::run::Simulation;

/// Ticks for which a state lasts before it is read: 10 s; noradrenaline, the slowest, has a time constant of
/// 1 s.
const SETTLED: u32 = 1_000;

pub(super) const R6_4: Row = Row {
    id: "R6.4",
    title: "Acetylcholine, noradrenaline, serotonin and dopamine in sleep and waking",
    citation: "Marrosu et al. 1995, doi:10.1016/0006-8993(94)01399-3; Miller et al. 1983, doi:10.1016/0006-8993(83)91128-5; \
               Aston-Jones & Bloom 1981, doi:10.1523/JNEUROSCI.01-08-00876.1981; Lydic et al. 1984, American Journal of \
               Physiology 247:R135",
    checks: &[
        ratio("acetylcholine in cortex, quiet wake / slow-wave sleep", "2", [1.7, 3.0]),
        ratio("acetylcholine in cortex, active wake / slow-wave sleep", "2.75", [2.3, 4.0]),
        ratio("acetylcholine in hippocampus, quiet wake / slow-wave sleep", "2", [1.7, 3.0]),
        ratio("acetylcholine in cortex, REM / slow-wave sleep", "as quiet wake", [1.5, 2.3]),
        ratio("acetylcholine in hippocampus, REM / slow-wave sleep", "4", [3.0, 4.5]),
        ratio("serotonin in cortex, REM sleep / quiet wake", "near silence of the raphe", [0.0, 0.15]),
        ratio("noradrenaline in cortex, REM sleep / quiet wake", "near silence of the locus coeruleus", [0.0, 0.15]),
        ratio("dopamine in putamen, slow-wave sleep / quiet wake", "no change of firing", [0.9, 1.1]),
    ],
    measure,
    ..USUAL
};

const fn ratio(quantity: &'static str, published: &'static str, [lo, hi]: [f32; 2]) -> Check {
    Check { quantity, unit: "", published, lo, hi }
}

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let [slow, quiet, active, rem] = [
        settled(seed, &[("arousal", 0.0)])?,
        settled(seed, &[])?,
        settled(seed, &[("arousal", 2.0)])?,
        settled(seed, &[("rem", 1.0)])?,
    ];
    let over = |one: &Simulation, other: &Simulation, modulator: usize, region: &str| {
        let place = target(modulator, region_index(region).unwrap_or(0));
        one.brain().tide.concentration[place] / other.brain().tide.concentration[place]
    };
    Ok(vec![
        over(&quiet, &slow, ACH, "dlPFC"),
        over(&active, &slow, ACH, "dlPFC"),
        over(&quiet, &slow, ACH, "HIP"),
        over(&rem, &slow, ACH, "dlPFC"),
        over(&rem, &slow, ACH, "HIP"),
        over(&rem, &quiet, SER, "dlPFC"),
        over(&rem, &quiet, NE, "dlPFC"),
        over(&slow, &quiet, DA, "PUT"),
    ])
}

/// A brain to which nothing happens, some seconds after these parameters were set.
fn settled(seed: u64, state: &[(&str, f32)]) -> Result<Simulation, Errors> {
    let nothing = conditioning(&["cue"], vec![phase("rest", 10, vec![form(&[], 0.0)])]);
    let mut sim = Simulation::new(&nothing, "intact", seed)?;
    sim.step(5);
    for &(key, value) in state {
        sim.send(Command::Set { key: key.into(), value })?;
    }
    sim.step(SETTLED);
    Ok(sim)
}
