//! What can be read off any bundle of synapses, whatever it is made of. This is for reading only; how a
//! bundle learns is its own affair.

use crate::rng::Stream;

/// Numbers of tagged and changed synapses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Eligible now.
    pub tagged: u32,
    /// Changed upwards since the last flush.
    pub strengthened: u32,
    /// Changed downwards since the last flush.
    pub weakened: u32,
}

impl Counts {
    /// Counts one synapse with this tag and change, against these sizes.
    pub fn add(&mut self, tag: f32, change: f32, least: [f32; 2]) {
        self.tagged += u32::from(tag > least[0]);
        self.strengthened += u32::from(change > least[1]);
        self.weakened += u32::from(change < -least[1]);
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.tagged += other.tagged;
        self.strengthened += other.strengthened;
        self.weakened += other.weakened;
    }
}

/// Synapses between two sides.
pub trait Synapses {
    /// All weights, padding included.
    fn weights(&self) -> &[f32];

    /// Eligibility summed over all synapses.
    fn total(&self) -> f32;

    /// The same as it counts for change, as if all possible synapses were there: what third factor and
    /// learning rate multiply.
    fn promised(&self) -> f32 {
        self.total()
    }

    /// Tagged and changed synapses, exactly, at this learning rate.
    fn counts(&self, rate: f32) -> Counts;

    /// Tag and change so far of a synapse, the change as a fraction of the bound.
    fn synapse(&self, pre: usize, post: usize, rate: f32) -> (f32, f32);

    /// A synapse to be drawn, as `(pre, post)`: where `active`, on `units` of the two sides that are active
    /// now (of synapses of time cells the first side is hippocampus). `None` if there is none.
    fn sample(&self, draw: &mut Stream, active: bool, units: [&[u16]; 2]) -> Option<(u16, u16)>;

    /// Are all weights finite?
    fn finite(&self) -> bool {
        self.weights().iter().all(|w| w.is_finite())
    }
}

/// One of `among`, or of `all` numbers where that is empty.
pub fn one_of(draw: &mut Stream, among: &[u16], all: usize) -> u16 {
    match among {
        [] => draw.integer(0, all as u32 - 1) as u16,
        some => some[draw.integer(0, some.len() as u32 - 1) as usize],
    }
}
