//! Motor cortex as a population code: a goal in premotor cortex becomes the direction of a movement.
//!
//! Unit `i` of M1 pulls the limb towards its preferred direction `a_i`; the directions are spread evenly
//! around the circle, in random order. At the moment of the command `r_i = phi(b + u_i + d_i)`,
//! `phi(u) = u / (1 + u)` for `u > 0`, else 0, `u_i` what premotor cortex sends (its synapses: `skill`),
//! `d_i` exploration, drawn for each movement: `d_i = s (x cos a_i + y sin a_i + o z_i)`, `x`, `y`, `z_i`
//! standard normal. Most of it is shared by units that pull alike, as noise in motor cortex is; noise of each
//! unit alone averages out over the population. The limb moves in the direction of
//! `sum_i r_i (cos a_i, sin a_i)`. The longer that vector, the less exploration turns it: a learned movement
//! is also a less variable one.
//!
//! A goal is a pattern of its own in premotor cortex (SMA). Goal `k` of `n` lies at `360 k / n` degrees.
//!
//! Sources: population vector, Georgopoulos, Schwartz & Kettner 1986, doi:10.1126/science.3749885; shared
//! noise, Lee et al. 1998, doi:10.1523/JNEUROSCI.18-03-01161.1998; noise as exploration, Tumer & Brainard
//! 2007, doi:10.1038/nature06390; variability falls with reward, Dhawale, Smith & Ölveczky 2017,
//! doi:10.1146/annurev-neuro-072116-031548.
//! Left out: the time course of a movement (its direction is settled as it begins), muscles, speed, spinal
//! cord.

use crate::kernels::{Lanes, kernel_dot};
use crate::num::{atan2, cos, sin};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};
use std::f32::consts::PI;

/// Drive of every unit beside its synapses, so that rates can fall as well as rise. Ours.
const BASE: f32 = 1.0;
/// Noise of a unit alone, in units of what it shares. Ours.
const OWN: f32 = 0.5;
/// A population vector shorter than this is no command.
const NO_COMMAND: f32 = 1e-3;

/// The code of motor cortex and of the goals in front of it; lists by unit of M1 unless they say otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Motor {
    /// Cosine and sine of the preferred directions.
    preferred: [Lanes; 2],
    /// Premotor patterns of the goals, one per goal; 0 or 1 by unit of SMA.
    goals: Vec<Lanes>,
    /// Rates of the latest command, 0 to 1.
    pub rate: Lanes,
    /// How far exploration moved each unit's drive.
    pub deviation: Lanes,
}

impl Motor {
    /// `units` of M1 behind `premotor` units of SMA, for so many goals.
    #[must_use]
    pub fn new(units: usize, premotor: usize, goals: usize, draw: &mut Stream) -> Self {
        let order = shuffled(units, draw);
        let mut preferred = [Lanes::zeros(units), Lanes::zeros(units)];
        for (i, place) in order.into_iter().enumerate() {
            let angle = 2.0 * PI * place as f32 / units as f32;
            (preferred[0][i], preferred[1][i]) = (cos(angle), sin(angle));
        }
        let order = shuffled(premotor, draw);
        let each = (premotor / goals).max(1);
        let goal = |k: usize| {
            let mut pattern = Lanes::zeros(premotor);
            order.iter().cycle().skip(k * each).take(each).for_each(|&i| pattern[i] = 1.0);
            pattern
        };
        let goals = (0..goals).map(goal).collect();
        Self { preferred, goals, rate: Lanes::zeros(units), deviation: Lanes::zeros(units) }
    }

    /// Direction of a goal, degrees.
    #[must_use]
    pub fn direction_of(&self, goal: usize) -> f32 {
        360.0 * goal as f32 / self.goals.len() as f32
    }

    /// The premotor pattern of a goal without the units that a lesion keeps silent.
    #[must_use]
    pub fn intend(&self, goal: usize, silent: &[u16]) -> Lanes {
        let mut pattern = self.goals[goal].clone();
        silent.iter().for_each(|&i| pattern[usize::from(i)] = 0.0);
        pattern
    }

    /// The command under a `drive` with exploration of this strength: its direction, degrees; `None` where
    /// the population vector is too short to be a command. Units that a lesion keeps silent take no part, and
    /// are not held responsible.
    pub fn command(&mut self, drive: &[f32], strength: f32, silent: &[u16], chance: &mut Stream) -> Option<f32> {
        let units = self.rate.len().min(drive.len());
        let shared = [chance.normal(), chance.normal()];
        for (i, &sent) in drive.iter().enumerate().take(units) {
            let common = shared[0] * self.preferred[0][i] + shared[1] * self.preferred[1][i];
            self.deviation[i] = strength * (common + OWN * chance.normal());
            let u = BASE + sent + self.deviation[i];
            self.rate[i] = if u > 0.0 { u / (1.0 + u) } else { 0.0 };
        }
        for &i in silent {
            (self.deviation[usize::from(i)], self.rate[usize::from(i)]) = (0.0, 0.0);
        }
        let [x, y] = [0, 1].map(|axis| kernel_dot(&self.preferred[axis], &self.rate));
        let commanded = x * x + y * y > NO_COMMAND * NO_COMMAND;
        commanded.then(|| atan2(y, x) * 180.0 / PI)
    }
}

/// The numbers below `n` in random order.
fn shuffled(n: usize, draw: &mut Stream) -> Vec<usize> {
    let mut all: Vec<usize> = (0..n).collect();
    draw.shuffle(&mut all, n);
    all
}

/// An angle in degrees as one from -180 to 180.
#[must_use]
pub fn wrapped(degrees: f32) -> f32 {
    let turns = libm::floorf((degrees + 180.0) / 360.0);
    degrees - 360.0 * turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn motor() -> Motor {
        Motor::new(64, 64, 4, &mut Stream::new(1, "test"))
    }

    /// Drive that asks for a direction.
    fn towards(motor: &Motor, degrees: f32, strength: f32) -> Lanes {
        let (c, s) = (cos(degrees * PI / 180.0), sin(degrees * PI / 180.0));
        let mut drive = Lanes::zeros(64);
        for i in 0..64 {
            drive[i] = strength * (c * motor.preferred[0][i] + s * motor.preferred[1][i]);
        }
        drive
    }

    #[test]
    fn the_population_vector_points_where_the_drive_does() {
        let (mut motor, mut chance) = (motor(), Stream::new(2, "test"));
        for degrees in [-135.0, -20.0, 0.0, 77.0] {
            let drive = towards(&motor, degrees, 1.0);
            let direction = motor.command(&drive, 0.0, &[], &mut chance).unwrap();
            assert!(wrapped(direction - degrees).abs() < 2.0, "{direction} {degrees}");
        }
    }

    #[test]
    fn exploration_turns_a_weak_command_more_than_a_strong_one() {
        let (mut motor, mut chance) = (motor(), Stream::new(3, "test"));
        let mut spread = |strength: f32| {
            let drive = towards(&motor, 90.0, strength);
            let errors = (0..200).map(|_| wrapped(motor.command(&drive, 0.5, &[], &mut chance).unwrap() - 90.0).abs());
            errors.sum::<f32>() / 200.0
        };
        let (weak, strong) = (spread(0.1), spread(2.0));
        assert!(weak > 3.0 * strong && strong > 1.0, "{weak} {strong}");
    }

    #[test]
    fn a_silent_cortex_commands_nothing() {
        let (mut motor, all) = (motor(), (0..64).collect::<Vec<u16>>());
        let drive = towards(&motor, 90.0, 1.0);
        assert_eq!(motor.command(&drive, 0.5, &all, &mut Stream::new(4, "test")), None);
        assert!(motor.deviation.iter().all(|&d| d == 0.0));
        assert_eq!(motor.intend(0, &all).iter().sum::<f32>(), 0.0);
    }

    #[test]
    fn goals_share_no_unit_and_lie_around_the_circle() {
        let motor = motor();
        let both = |a: usize, b: usize| kernel_dot(&motor.goals[a], &motor.goals[b]);
        assert_eq!((both(0, 0), both(0, 1), both(2, 3)), (16.0, 0.0, 0.0));
        assert_eq!(motor.direction_of(3), 270.0);
        assert_eq!([190.0, -190.0, 180.0, 0.0].map(wrapped), [-170.0, 170.0, -180.0, 0.0]);
    }
}
