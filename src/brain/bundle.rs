//! The one list of bundles of synapses that can change: all code that counts, sums, watches, checks, draws or
//! shows synapses goes through it. It only reads.

use super::Brain;
use super::fear::Fear;
use super::memory::WorkingMemory;
use super::movement::Movement;
use super::net::Net;
use super::reward::Reward;
use crate::atlas::{DA, NE, REGIONS};
use crate::experiment::Rule;
use crate::modulators::gates;
use crate::params::Params;
use crate::plasticity::synapses::{Counts, Synapses};

/// What a bundle is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A projection of the wiring, by its index.
    Projection(usize),
    /// Value onto ventral striatum.
    Value,
    /// Input gates of working memory; rows are stripes.
    Gating,
    /// Premotor onto motor cortex.
    Skill,
    /// Aversive value onto the amygdala.
    Fear,
    /// The fast and the slow memory of the cerebellum.
    Cerebellum,
}

/// One bundle.
#[derive(Clone, Copy)]
pub struct Bundle<'b> {
    /// What it is made of.
    pub kind: Kind,
    /// Places among the populations at which it begins and ends; for synapses of time cells they begin in
    /// hippocampus.
    pub ends: [usize; 2],
    /// Its synapses.
    pub synapses: &'b dyn Synapses,
}

impl Brain {
    /// All bundles: projections in the order of the wiring, then value, input gates, skill, fear, cerebellum.
    pub fn bundles(&self) -> impl Iterator<Item = Bundle<'_>> {
        let carriers = &self.net.carriers;
        let projections = self.net.projections.iter().enumerate().map(|(p, projection)| Bundle {
            kind: Kind::Projection(p),
            ends: [projection.pre, projection.post],
            synapses: projection,
        });
        let value = Bundle {
            kind: Kind::Value,
            ends: [carriers.hippocampus, carriers.striatum],
            synapses: &self.reward.synapses,
        };
        let gating = self.memory.iter().map(|memory| Bundle {
            kind: Kind::Gating,
            ends: [carriers.thalamus, memory.place],
            synapses: &memory.gating,
        });
        let skill = self.movement.iter().map(|movement| Bundle {
            kind: Kind::Skill,
            ends: [movement.premotor_place(), movement.motor_place()],
            synapses: &movement.skill,
        });
        let fear = self.fear.iter().zip(carriers.amygdala).map(|(fear, amygdala)| Bundle {
            kind: Kind::Fear,
            ends: [carriers.hippocampus, amygdala],
            synapses: &fear.synapses,
        });
        let cerebellum = self.movement.iter().filter_map(|movement| {
            let (cerebellum, place) = movement.cerebellum.as_ref().zip(movement.cerebellar_place())?;
            Some(Bundle { kind: Kind::Cerebellum, ends: [movement.motor_place(), place], synapses: cerebellum })
        });
        projections.chain([value]).chain(gating).chain(skill).chain(fear).chain(cerebellum)
    }

    /// Bundles that can change and end in a region of the atlas, with their places in the list of all.
    pub fn bundles_into(&self, region: usize) -> impl Iterator<Item = (usize, Bundle<'_>)> {
        let changes = |bundle: &Bundle<'_>| match bundle.kind {
            Kind::Projection(p) => self.net.projections[p].rule != Rule::Fixed,
            _ => true,
        };
        self.bundles()
            .enumerate()
            .filter(move |(_, bundle)| self.net.region(bundle.ends[1]) == region && changes(bundle))
    }

    /// Learning rate of a bundle; that of the cerebellum is its own.
    #[must_use]
    pub fn rate(&self, kind: Kind, params: &Params) -> f32 {
        let (net, signals) = (&self.net, &self.signals);
        match kind {
            Kind::Projection(p) => net.rate(p, signals, params),
            Kind::Value => Reward::rate(net, &self.tide.receptors, signals, params),
            Kind::Gating => WorkingMemory::rate(params),
            Kind::Skill => Movement::rate(signals, params),
            Kind::Fear => Fear::rate(signals, params),
            Kind::Cerebellum => 0.0,
        }
    }

    /// Third factor of a bundle, and the modulator that carries it.
    #[must_use]
    pub fn third_factor(&self, bundle: &Bundle<'_>, params: &Params) -> (f32, usize) {
        let (region, receptors) = (self.net.region(bundle.ends[1]), &self.tide.receptors);
        match (bundle.kind, &self.fear) {
            (Kind::Value, _) => (self.reward.third_factor(&self.net, receptors, params), DA),
            (Kind::Fear, Some(fear)) => (fear.third_factor(region, receptors, params), NE),
            _ => (gates::third_factor(receptors, region, params), DA),
        }
    }

    /// Share of the possible synapses of a bundle that exists. Reads all weights.
    #[must_use]
    pub fn share(&self, kind: Kind) -> f32 {
        match kind {
            Kind::Projection(p) => share(&self.net, p),
            _ => 1.0,
        }
    }

    /// Tagged and changed synapses by region in which they end, exactly; shape: regions.
    #[must_use]
    pub fn counts(&self, params: &Params) -> Vec<Counts> {
        let mut all = vec![Counts::default(); REGIONS.len()];
        for bundle in self.bundles() {
            all[self.net.region(bundle.ends[1])] += bundle.synapses.counts(self.rate(bundle.kind, params));
        }
        all
    }

    /// Eligibility summed over all synapses.
    #[must_use]
    pub fn eligibility(&self) -> f32 {
        self.bundles().map(|bundle| bundle.synapses.total()).sum()
    }
}

fn share(net: &Net, p: usize) -> f32 {
    let projection = &net.projections[p];
    let (from, to) = projection.span;
    projection.synapses() as f32 / (usize::from(to - from) * net.units(projection.post)) as f32
}
