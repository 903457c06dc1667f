//! What is watched on request: the changes on the way from sense to action (`measures::alignment`) and the wave of
//! change after a rewarded burst (`measures::wave`). Both listen. They write nothing that the run reads, cost nothing
//! where they were not asked for, and are left out of snapshots and digests.

use crate::atlas::{DA, REGIONS, nucleus_index, path_mm};
use crate::brain::net::projection::Projection;
use crate::experiment::Rule;
use crate::measures::alignment::meter::Meter;
use crate::measures::wave::Wave;
use crate::modulators::{gates, target};
use crate::run::state::State;
use crate::tasks::{Moment, World};

impl State {
    /// Begins to add up the changes on the way from sense to action.
    pub fn watch_alignment(&mut self, seed: u64) {
        let layout = |&p: &usize| {
            let projection = &self.projections[p];
            (projection.weights().len(), projection.row(0).len())
        };
        let layouts: Vec<_> = self.way.iter().map(layout).collect();
        self.meter = Some(Meter::new(&layouts, seed));
    }

    /// The same within a moving window that keeps the share `keep` from trial to trial.
    pub(crate) fn watch_alignment_within(&mut self, seed: u64, keep: f32) {
        self.watch_alignment(seed);
        self.meter = self.meter.take().map(|meter| meter.windowed(keep));
        self.meter_movement();
    }

    /// At the end of a trial, before weights take their changes.
    pub(crate) fn meter_changes(&mut self) {
        let Some(meter) = &mut self.meter else { return };
        meter.fade();
        for (n, &p) in self.way.iter().enumerate() {
            meter.take(n, &self.projections[p].tags);
        }
        meter.trials += 1;
    }

    /// At the end of a trial, after they have. In a window the next phase begins new sums.
    pub(crate) fn meter_weights(&mut self, moment: Moment) {
        self.meter_movement();
        let Some(meter) = self.meter.as_mut().filter(|meter| meter.has_window()) else { return };
        if self.task.moment().phase != moment.phase {
            meter.restart();
        }
    }

    fn meter_movement(&mut self) {
        let Some(meter) = &mut self.meter else { return };
        for (n, &p) in self.way.iter().enumerate() {
            meter.follow(n, self.projections[p].weights());
        }
    }

    /// Begins to follow the rate of change of weights, region by region.
    pub(crate) fn watch_wave(&mut self) {
        let path = |k: usize| {
            let edges = self.axons.edges().iter().filter(|edge| usize::from(edge.target) == target(DA, k));
            let lengths = edges.map(|edge| path_mm(usize::from(edge.nucleus), k));
            lengths.reduce(|a, b| if b < a { b } else { a })
        };
        let share = |projection: &Projection| {
            let units = usize::from(self.populations[projection.post].units);
            let (from, to) = projection.span;
            projection.synapses() as f32 / (usize::from(to - from) * units) as f32
        };
        let shares = self.projections.iter().map(share).collect();
        self.wave = Some(Wave::new((0..REGIONS.len()).map(path).collect(), shares));
    }

    /// One tick of the wave: the rates of change of all regions, at this tick's third factor.
    pub(crate) fn watch_change(&mut self, world: World) {
        let Some(mut wave) = self.wave.take() else { return };
        if world.begins || world.reward {
            wave.begin(world.reward);
        }
        if wave.open() {
            let burst = nucleus_index("VTA").is_some_and(|n| self.in_burst(n));
            wave.step(burst, &self.rates_of_change(&wave.shares));
        }
        if world.ends {
            wave.end(self.recorder.curve.len() as u32);
        }
        self.wave = Some(wave);
    }

    /// Size of the change that each region's weights are promised per second: third factor times eligible tags times
    /// learning rate, sizes summed over pairs and synapses; of each projection the share `shares` of all possible synapses
    /// exists. Shape: regions.
    fn rates_of_change(&self, shares: &[f32]) -> Vec<f32> {
        let mut all = vec![0.0; REGIONS.len()];
        let gate = |region: usize| gates::third_factor(&self.receptors, region, &self.params).abs();
        for (p, projection) in self.projections.iter().enumerate() {
            let region = usize::from(self.populations[projection.post].region);
            if projection.rule != Rule::Fixed && projection.tags.open() {
                all[region] += shares[p] * self.rate(p) * gate(region) * projection.tags.total();
            }
        }
        let striatum = usize::from(self.populations[self.carriers.striatum].region);
        all[striatum] += self.critic_rate() * self.critic_gate().abs() * self.conjunctions.normalised();
        all
    }
}
