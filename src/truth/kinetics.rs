//! R6.3: dopamine kinetics in striatum: tone, uptake, burst, pause and what the receptors make of them.

use super::{Check, Row, USUAL, quiet_brain};
use crate::atlas::{DA, REGIONS, region_index};
use crate::error::Errors;
use crate::experiment::Command;
use crate::modulators::field::Kinetics;
use crate::modulators::receptor::{D1, D2};
use crate::modulators::target;
use crate::num::{DT_S, ln, sqrt};
use crate::params::Params;
use crate::run::Simulation;

/// Apparent diffusion coefficient of dopamine, um2/s: 763 / 1.54^2 (Nicholson 1995; Dreyer et al. 2010).
const DIFFUSION: f32 = 322.0;
/// A small amount above zero from which uptake is read, nM.
const PULSE_NM: f32 = 5.0;

pub(super) const R6_3: Row = Row {
    id: "R6.3",
    title: "Dopamine: tone, uptake, burst, pause, receptor occupancy",
    citation: "Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010; Wiencke et al. 2020; Ejdrup et al. 2024 (model code)",
    checks: &[
        Check { quantity: "tone at 4 Hz, dorsal striatum", unit: "nM", published: "35", lo: 25.0, hi: 60.0 },
        Check { quantity: "uptake time constant, dorsal striatum", unit: "ms", published: "51", lo: 40.0, hi: 70.0 },
        Check {
            quantity: "uptake time constant, ventral striatum",
            unit: "ms",
            published: "140",
            lo: 100.0,
            hi: 160.0,
        },
        Check {
            quantity: "length constant of diffusion, dorsal striatum",
            unit: "um",
            published: "4.1",
            lo: 3.0,
            hi: 8.0,
        },
        Check {
            quantity: "peak of a burst, 20 Hz for 250 ms, dorsal striatum",
            unit: "nM",
            published: "298",
            lo: 200.0,
            hi: 500.0,
        },
        Check { quantity: "D1 occupancy at the peak / at tone", unit: "", published: "6.4", lo: 4.0, hi: 8.0 },
        Check { quantity: "D2 occupancy, burst minus tone", unit: "", published: "rises", lo: 0.05, hi: 0.2 },
        Check {
            quantity: "D2 occupancy, pause of 0.4 s minus tone",
            unit: "",
            published: "falls",
            lo: -0.15,
            hi: -0.03,
        },
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (dorsal, ventral) = (place("PUT"), place("NAc"));
    let tau = uptake_tau_s(dorsal);
    let quiet = quiet_brain(seed)?;
    let tone = quiet.brain().tide.concentration[dorsal];
    let burst = Extremes::after(&quiet, Command::Burst { nucleus: "SNc".into(), rate_hz: 16.0, duration_ms: 250 }, 60)?;
    // A pause: firing stops for 0.4 s and is not resumed while we look.
    let pause = Extremes::after(&quiet, Command::Set { key: "dopamine_tonic_hz".into(), value: 0.0 }, 46)?;
    Ok(vec![
        tone,
        1000.0 * tau,
        1000.0 * uptake_tau_s(ventral),
        sqrt(DIFFUSION * tau),
        burst.peak_nm,
        burst.d1_high / occupancy(&quiet, D1),
        burst.d2_high - occupancy(&quiet, D2),
        pause.d2_low - occupancy(&quiet, D2),
    ])
}

fn place(region: &str) -> usize {
    target(DA, region_index(region).unwrap_or(0))
}

/// Decay of a small amount without release, read from one tick of the field's own equation.
fn uptake_tau_s(place: usize) -> f32 {
    let kinetics = Kinetics::new(&Params::default());
    DT_S / ln(PULSE_NM / kinetics.step_one(place, PULSE_NM, 0.0))
}

fn occupancy(sim: &Simulation, receptor: usize) -> f32 {
    sim.brain().tide.receptors.occupancy[receptor * REGIONS.len() + region_index("PUT").unwrap_or(0)]
}

/// Extremes in dorsal striatum after a command.
struct Extremes {
    peak_nm: f32,
    d1_high: f32,
    d2_high: f32,
    d2_low: f32,
}

impl Extremes {
    fn after(quiet: &Simulation, command: Command, ticks: u32) -> Result<Self, Errors> {
        let mut sim = quiet.clone();
        sim.send(command)?;
        let mut all = Self { peak_nm: 0.0, d1_high: 0.0, d2_high: 0.0, d2_low: 1.0 };
        for _ in 0..ticks {
            sim.tick();
            all.peak_nm = all.peak_nm.max(sim.brain().tide.concentration[place("PUT")]);
            all.d1_high = all.d1_high.max(occupancy(&sim, D1));
            all.d2_high = all.d2_high.max(occupancy(&sim, D2));
            all.d2_low = all.d2_low.min(occupancy(&sim, D2));
        }
        Ok(all)
    }
}
