//! Information: input that tells no unit from another is not learned.
//!
//! Input at its maximum drives every three-factor rule without end, and what has been learned from it stands
//! in the way of what comes later. So synapses on the way from sense to action learn only from input that
//! tells units apart: `g = clamp(2 S / open - 1, 0, 1)`, `open` the parameter `information_open`,
//! `S = var(x) / (mean(x)^2 + 0.002)` over the rates `x` of the thalamic units at the moment of decision.
//! What `g` multiplies: tags as they are written, the rates of value and of usual rates, fading, and the
//! disappointment that is taken for a change of the world. Where floods come and go, value learned in them
//! would make every trial between them a disappointment.
//!
//! Simplified: one factor for all synapses, computed once per trial; the cells that would compute it are left
//! out.
//! Not covered: a part of the input at its maximum, which tells units apart and is left to bounds, fading and
//! learned centring. A factor that also asked for news from trial to trial would be 0 there, and in every
//! task that shows one picture only.
//! Sources: a threshold that slides with activity, Bienenstock, Cooper & Munro 1982,
//! doi:10.1523/JNEUROSCI.02-01-00032.1982; homeostasis over all inputs, Turrigiano 2008,
//! doi:10.1016/j.cell.2008.10.008. The form of the factor is ours.

use crate::num::clamp;

/// Squared mean rate below which `S` is not amplified.
const FAINT: f32 = 0.002;

/// How much may be learned from input with these `rates` (without padding), 0 to 1; `open` is the squared
/// coefficient of variation from which on all of it is learned; 0 means always.
#[must_use]
pub fn information(rates: &[f32], open: f32) -> f32 {
    let n = rates.len() as f32;
    let mean = rates.iter().sum::<f32>() / n;
    let variance = rates.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / n;
    if open > 0.0 { clamp(2.0 * variance / ((mean * mean + FAINT) * open) - 1.0, 0.0, 1.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnable(open: f32, rate: impl Fn(usize) -> f32) -> f32 {
        information(&(0..64).map(rate).collect::<Vec<f32>>(), open)
    }

    #[test]
    fn a_stimulus_informs_and_a_flood_does_not() {
        assert_eq!(learnable(0.4, |unit| if unit / 8 == 3 { 1.0 } else { 0.03 }), 1.0);
        assert_eq!(learnable(0.4, |_| 3.0), 0.0, "steady");
        assert_eq!(learnable(0.4, |unit| 3.0 + 0.1 * (unit * 13 % 5) as f32), 0.0, "noisy");
        assert_eq!(learnable(0.0, |_| 3.0), 1.0, "always open at 0");
    }
}
