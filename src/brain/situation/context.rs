//! Context cells of the hippocampus: each stands for a situation and lets a part of association cortex take
//! part.
//!
//! A context cue `c` is compared with the prototypes of all cells: `cos(c, P_k)`. The nearest cell is active
//! if it is nearer than [`NEAR`], and its prototype follows, `P += 0.05 (c - P)`. Otherwise a new cell is
//! recruited; its mask is the `size` least used units of association cortex (allocation of engrams). Units
//! outside the mask are silent: no rate, no tag, no change.
//!
//! Sources: allocation to the units free at the time, Josselyn & Tonegawa 2020, doi:10.1126/science.aaw4325;
//! gating of representations by context against interference, Flesch et al. 2023,
//! doi:10.1371/journal.pcbi.1010808. That a mask is all or nothing is a simplification.

use crate::brain::situation::uncertainty::Uncertainty;
use crate::kernels::{Lanes, kernel_dot};
use crate::num::sqrt;
use serde::{Deserialize, Serialize};

/// Similarity from which a cue is taken for a known one.
pub const NEAR: f32 = 0.5;
/// How fast a prototype follows the cues taken for it.
const FOLLOW: f32 = 0.05;
/// Largest number of cells.
const MOST: usize = 32;

/// One context cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Cell {
    prototype: Lanes,
    /// 1 for the units that may take part, else 0.
    mask: Lanes,
}

/// All context cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contexts {
    cells: Vec<Cell>,
    /// Uncertainty without context, then cell by cell.
    uncertainties: Vec<Uncertainty>,
    /// In how many masks each unit is.
    used: Vec<u32>,
    /// The cell that is active now.
    pub active: Option<u16>,
    /// Share of expected uncertainty that acetylcholine reported as this trial began.
    pub acetylcholine_report: f32,
}

impl Default for Contexts {
    fn default() -> Self {
        Self {
            cells: Vec::new(),
            uncertainties: vec![Uncertainty::default()],
            used: Vec::new(),
            active: None,
            acetylcholine_report: 1.0,
        }
    }
}

impl Contexts {
    /// Uncertainty in the present context.
    #[must_use]
    pub fn uncertainty(&self) -> &Uncertainty {
        &self.uncertainties[self.active.map_or(0, |k| usize::from(k) + 1)]
    }

    /// The same, mutable.
    pub fn uncertainty_mut(&mut self) -> &mut Uncertainty {
        &mut self.uncertainties[self.active.map_or(0, |k| usize::from(k) + 1)]
    }

    /// The cell that a cue is taken for, if there is one.
    #[must_use]
    pub fn recognise(&self, cue: &[f32]) -> Option<u16> {
        let of = |cell: &Cell| similarity(&cell.prototype, cue);
        let best = self.cells.iter().map(of).enumerate().fold((0, 0.0), |a, b| if b.1 > a.1 { b } else { a });
        (best.1 >= NEAR).then_some(best.0 as u16)
    }

    /// A cue appears to an association cortex of `units`, of which a new context may have `size`.
    pub fn cue(&mut self, cue: &[f32], units: usize, size: usize) {
        self.active = self.recognise(cue);
        match self.active {
            Some(k) => {
                let prototype = &mut self.cells[usize::from(k)].prototype;
                prototype.iter_mut().zip(cue).for_each(|(p, c)| *p += FOLLOW * (c - *p));
            }
            None if self.cells.len() < MOST => {
                self.recruit(cue, units, size);
                self.active = Some(self.cells.len() as u16 - 1);
            }
            None => {}
        }
    }

    /// Recruits a cell for a situation without a cue, if there is room; it is active from now on.
    pub fn begin(&mut self, units: usize, size: usize) {
        if self.cells.len() < MOST {
            self.recruit(&[], units, size);
            self.active = Some(self.cells.len() as u16 - 1);
        }
    }

    fn recruit(&mut self, cue: &[f32], units: usize, size: usize) {
        self.used.resize(units, 0);
        let mut order: Vec<usize> = (0..units).collect();
        order.sort_by_key(|&i| (self.used[i], i));
        let mut mask = Lanes::zeros(units);
        for &i in order.iter().take(size) {
            mask[i] = 1.0;
            self.used[i] += 1;
        }
        let mut prototype = Lanes::zeros(cue.len());
        prototype[..cue.len()].copy_from_slice(cue);
        self.cells.push(Cell { prototype, mask });
        self.uncertainties.push(Uncertainty::default());
    }

    /// Mask of a cell: the units that it lets take part.
    #[must_use]
    pub fn mask(&self, cell: Option<u16>) -> Option<&Lanes> {
        self.cells.get(usize::from(cell?)).map(|cell| &cell.mask)
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Is there no cell?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

fn similarity(a: &Lanes, cue: &[f32]) -> f32 {
    let mut b = Lanes::zeros(cue.len());
    b[..cue.len()].copy_from_slice(cue);
    let norm = sqrt(kernel_dot(a, a) * kernel_dot(&b, &b));
    if norm > 0.0 { kernel_dot(a, &b) / norm } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(k: usize) -> Vec<f32> {
        (0..16).map(|i| if i / 4 == k { 1.0 } else { 0.05 }).collect()
    }

    #[test]
    fn each_situation_has_a_cell_and_units_of_its_own() {
        let mut contexts = Contexts::default();
        for k in [0, 1, 0, 2, 3, 1] {
            contexts.cue(&cue(k), 200, 50);
        }
        assert_eq!(contexts.len(), 4);
        let masks: Vec<&Lanes> = (0..4).filter_map(|k| contexts.mask(Some(k))).collect();
        for (i, a) in masks.iter().enumerate() {
            assert_eq!(a.iter().sum::<f32>(), 50.0);
            assert!(masks[..i].iter().all(|b| kernel_dot(a, b) == 0.0));
        }
    }

    #[test]
    fn a_blurred_cue_is_recognised() {
        let mut contexts = Contexts::default();
        contexts.cue(&cue(0), 200, 50);
        let blurred: Vec<f32> = cue(0).iter().enumerate().map(|(i, c)| c + 0.2 * (i % 3) as f32).collect();
        contexts.cue(&blurred, 200, 50);
        assert_eq!((contexts.len(), contexts.active), (1, Some(0)));
    }
}
