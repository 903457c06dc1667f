//! The cerebellum corrects a movement, and learns the correction from the error that is seen.
//!
//! Mossy fibres bring the goal and a copy of the command of motor cortex. Each granule cell receives four of
//! them, drawn at random; Golgi cells let only those answer that are driven more than the rest and keep their
//! joint activity constant: `g_c = max(0, a_c - (m + d)) / norm`, `a_c` the drive of cell `c`, `m` and `d`
//! mean and mean deviation over cells. The correction is what Purkinje cells and nuclei make of it,
//! `y = sum_c (v_c + w_c) g_c`, degrees. The climbing fibre brings the sensory prediction error, `e`, the
//! direction seen minus the direction commanded: what the limb or the world has done to the command. Neither
//! where M1 aims nor reward reaches it. After each movement `v_c <- A_v v_c - B_v e g_c` and
//! `w_c <- A_w w_c - B_w e g_c`: the one fast and forgetful, the other slow.
//!
//! Sources: Marr 1969, doi:10.1113/jphysiol.1969.sp008820; Albus 1971, doi:10.1016/0025-5564(71)90051-4; Ito
//! 1982, doi:10.1146/annurev.ne.05.030182.001423; two rates, Smith, Ghazizadeh & Shadmehr 2006,
//! doi:10.1371/journal.pbio.0040179; prediction error against reward, Izawa & Shadmehr 2011,
//! doi:10.1371/journal.pcbi.1002012; cerebellum and prediction error, Tseng et al. 2007,
//! doi:10.1152/jn.00266.2007.
//! Left out: the course of a movement in time, plasticity of granule cells, what is forgotten while nothing
//! moves. That the fast memory is in cortex and the slow one in the nuclei is one view of several; here both
//! read the same cells.

use crate::kernels::{Lanes, kernel_axpy, kernel_dot, kernel_scale};
use crate::num::sqrt;
use crate::plasticity::synapses::{Counts, Synapses};
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Mossy fibres that a granule cell receives: Eccles, Ito & Szentágothai 1967, doi:10.1007/978-3-662-13147-3.
const CLAWS: usize = 4;
/// Granule cells per unit of the region: a unit is a patch of cortex with its Purkinje cell.
const PATCH: usize = 8;

/// How a memory takes up errors and how much of it outlasts a movement.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Share of an error that is corrected, if the next movement is alike.
    pub rate: f32,
    /// Share that is kept from movement to movement.
    pub keep: f32,
}

/// Granule cells and the two memories that read them; lists by granule cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cerebellum {
    claws: Vec<[u16; CLAWS]>,
    /// Activity in the latest movement, its squares add up to 1.
    granule: Lanes,
    /// `v`, degrees.
    fast: Lanes,
    /// `w`, degrees.
    slow: Lanes,
}

impl Cerebellum {
    /// A cerebellum of `units` that receives this many mossy fibres.
    #[must_use]
    pub fn new(units: usize, mossy: usize, draw: &mut Stream) -> Self {
        let cells = units * PATCH;
        let claw = |draw: &mut Stream| draw.integer(0, mossy as u32 - 1) as u16;
        let claws = (0..cells).map(|_| [0; CLAWS].map(|_| claw(draw))).collect();
        let [granule, fast, slow] = [0; 3].map(|_| Lanes::zeros(cells));
        Self { claws, granule, fast, slow }
    }

    /// Turns the activity of mossy fibres into sparse activity of granule cells. Patches that a lesion keeps
    /// silent do not answer.
    pub fn receive(&mut self, mossy: &[f32], silent: &[u16]) {
        let cells = self.claws.len();
        let mut mean = 0.0;
        for (drive, claws) in self.granule.iter_mut().zip(&self.claws) {
            *drive = claws.iter().map(|&i| mossy[usize::from(i)]).sum();
            mean += *drive / cells as f32;
        }
        let deviation = self.granule[..cells].iter().map(|a| (a - mean).abs()).sum::<f32>() / cells as f32;
        let threshold = mean + deviation;
        let mut square = 0.0;
        for g in &mut self.granule[..cells] {
            *g = if *g > threshold { *g - threshold } else { 0.0 };
            square += *g * *g;
        }
        if square > 0.0 {
            kernel_scale(&mut self.granule, 1.0 / sqrt(square));
        }
        for &patch in silent {
            self.granule[usize::from(patch) * PATCH..][..PATCH].fill(0.0);
        }
    }

    /// Correction of the movement that was received last, degrees.
    #[must_use]
    pub fn correction(&self) -> f32 {
        kernel_dot(&self.fast, &self.granule) + kernel_dot(&self.slow, &self.granule)
    }

    /// Learns from the climbing fibre: the error, in degrees, of the movement that was received last.
    pub fn learn(&mut self, error: f32, [fast, slow]: [Pace; 2]) {
        for (weights, pace) in [(&mut self.fast, fast), (&mut self.slow, slow)] {
            kernel_scale(weights, pace.keep);
            kernel_axpy(weights, &self.granule, -pace.rate * error);
        }
    }

    /// How much of each patch answers: shape, units.
    #[must_use]
    pub fn patches(&self) -> Lanes {
        let cells = self.claws.len();
        let mut patches = Lanes::zeros(cells / PATCH);
        for (patch, cells) in patches.iter_mut().zip(self.granule[..cells].chunks_exact(PATCH)) {
            *patch = cells.iter().sum();
        }
        patches
    }
}

/// The memories of the cerebellum learn at once from each error: they are never tagged, and never wait to
/// change.
impl Synapses for Cerebellum {
    fn weights(&self) -> &[f32] {
        &self.slow
    }

    fn total(&self) -> f32 {
        0.0
    }

    fn counts(&self, _rate: f32) -> Counts {
        Counts::default()
    }

    fn synapse(&self, _pre: usize, _post: usize, _rate: f32) -> (f32, f32) {
        (0.0, 0.0)
    }

    fn sample(&self, _draw: &mut Stream, _active: bool, _units: [&[u16]; 2]) -> Option<(u16, u16)> {
        None
    }

    fn finite(&self) -> bool {
        self.fast.iter().chain(self.slow.iter()).all(|x| x.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAST: Pace = Pace { rate: 0.2, keep: 0.6 };
    const SLOW: Pace = Pace { rate: 0.1, keep: 0.998 };

    /// Adapts to errors of 30 degrees for `n` movements to the first goal. Returns the error that is left and
    /// the cerebellum.
    fn adapted(n: usize, silent: &[u16]) -> (f32, Cerebellum) {
        let mut cerebellum = Cerebellum::new(96, 128, &mut Stream::new(1, "test"));
        let mut left = 30.0;
        for _ in 0..n {
            cerebellum.receive(&mossy(0), silent);
            left = 30.0 + cerebellum.correction();
            cerebellum.learn(left, [FAST, SLOW]);
        }
        (left, cerebellum)
    }

    fn mossy(goal: usize) -> Vec<f32> {
        (0..128).map(|i| if i < 64 { f32::from(u8::from(i / 16 == goal)) } else { 0.5 }).collect()
    }

    #[test]
    fn an_error_that_stays_is_corrected_and_a_lesion_leaves_it() {
        let left = adapted(60, &[]).0;
        assert!(left > 0.0 && left < 3.0, "{left}");
        let all: Vec<u16> = (0..96).collect();
        assert_eq!(adapted(60, &all).0, 30.0);
    }

    #[test]
    fn the_fast_memory_is_gone_first() {
        let mut cerebellum = adapted(2, &[]).1;
        let [fast, slow] = [&cerebellum.fast, &cerebellum.slow].map(|w| kernel_dot(w, &cerebellum.granule));
        assert!(fast < slow, "{fast} {slow}: early on the fast one has corrected more");
        cerebellum.granule.fill(0.0);
        (0..20).for_each(|_| cerebellum.learn(0.0, [FAST, SLOW]));
        cerebellum.receive(&mossy(0), &[]);
        let [later_fast, later_slow] = [&cerebellum.fast, &cerebellum.slow].map(|w| kernel_dot(w, &cerebellum.granule));
        assert!(later_fast.abs() < 0.01 * fast.abs() && later_slow.abs() > 0.9 * slow.abs());
    }

    #[test]
    fn granule_cells_tell_goals_apart() {
        let mut cerebellum = adapted(60, &[]).1;
        let same = cerebellum.correction();
        cerebellum.receive(&mossy(2), &[]);
        let other = cerebellum.correction();
        assert!(other.abs() < 0.4 * same.abs(), "{other} {same}");
        let answering = cerebellum.granule.iter().filter(|&&g| g > 0.0).count();
        assert!(answering > 20 && answering < cerebellum.claws.len() / 2, "{answering}");
    }
}
