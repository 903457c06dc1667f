//! The wave of change after a rewarded burst of dopamine neurons: when the weights of each region begin to
//! change, when they change fastest, and how fast the front runs.
//!
//! What is followed is the *rate of change* of the weights to come, `|dW/dt|`, per second and region:
//! learning rate times third factor times eligible tag. Sizes are summed over captured pairs and over all
//! synapses that end in the region, those of value, fear, input gates and skill among them. Where pairs work
//! against each other that is more than the size of their sum, but pairs of one trial are alike. In `choice`,
//! 0.2 s after reward, the size of the sum is 97 to 100 % of it in every region (`tests/live.rs`). Of a
//! projection without all synapses the share that exists is counted.
//! Left out: the bounds of weights.
//!
//! Time runs from the burst: the first tick at or after a reward in which VTA fires well above tone. A
//! region's *peak* is the largest rate within [`WINDOW_MS`]. Its *onset* is the moment from which on the rate
//! lies above [`ONSET`] of the way from its lowest since the burst up to the peak (between two ticks by
//! straight line). What an earlier cue has left behind does not count. A region's *speed* is its axon's
//! length (the shortest from a dopamine nucleus, `atlas`) over its onset: conduction and all that comes
//! after, release and receptors, count into it. The speed of the *front* is the slope of length over onset
//! from region to region: what is the same everywhere drops out of it. A trial without a burst has no wave.

use crate::atlas::{DA, REGIONS, nucleus_index, path_mm};
use crate::modulators::target;
use crate::num::{DT_MS, ticks};
use crate::run::Simulation;
use crate::run::observer::Observer;
use crate::tasks::events::World;
use serde::Serialize;

/// Share of the rise to the peak that counts as its onset.
pub const ONSET: f32 = 0.1;
/// Time after the burst in which the peak is looked for, ms.
pub const WINDOW_MS: u32 = 800;
/// Rise of the rate of change below which there is no wave in a region, weights per second.
pub const LEAST: f32 = 1e-5;

const R: usize = REGIONS.len();

/// A region's part in the wave of one trial, or the median over trials.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RegionWave {
    /// Id of the region.
    pub region: &'static str,
    /// Length of its axon from the dopamine neurons, mm; none where the atlas has no axon.
    pub path_mm: Option<f32>,
    /// From the burst to the onset, ms.
    pub onset_ms: f32,
    /// From the burst to the peak, ms.
    pub peak_ms: f32,
    /// Rate of change at the peak, weights per second, summed over the region's synapses.
    pub peak: f32,
    /// Length over onset, m/s; none without an axon or where the onset is in the tick of the burst.
    pub speed: Option<f32>,
}

/// The wave of one trial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrialWave {
    /// Number of the trial, from 0.
    pub trial: u32,
    /// From the reward to the burst, ms.
    pub burst_ms: u32,
    /// The regions that changed, in the order of the atlas.
    pub regions: Vec<RegionWave>,
    /// Speed of the front, m/s; none with fewer than three regions or where later ones do not lie farther.
    pub front: Option<f32>,
}

/// Follows the waves of a run. Memory: a number per region and tick after a reward, and some 40 bytes per
/// trial and region.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wave {
    /// Lengths of axons by region, mm.
    paths: Vec<Option<f32>>,
    /// By bundle: which share of its possible synapses exists.
    shares: Vec<f32>,
    /// Has the present trial had its reward?
    open: bool,
    /// Ticks from the reward to the burst.
    burst: Option<usize>,
    /// Rates of change since the reward, tick by tick, a number per region each.
    trace: Vec<f32>,
    /// What was found, in the order of the trials; only those that had a wave.
    pub trials: Vec<TrialWave>,
}

impl Wave {
    /// Nothing followed yet in this run.
    #[must_use]
    pub fn of(sim: &Simulation) -> Self {
        let brain = sim.brain();
        let path = |k: usize| {
            let edges = brain.tide.axons.edges().iter().filter(|edge| usize::from(edge.target) == target(DA, k));
            let lengths = edges.map(|edge| path_mm(usize::from(edge.nucleus), k));
            lengths.reduce(|a, b| if b < a { b } else { a })
        };
        let shares = brain.bundles().map(|bundle| brain.share(bundle.kind)).collect();
        Self::new((0..REGIONS.len()).map(path).collect(), shares)
    }

    /// Nothing followed yet; shape of `paths`: regions, of `shares`: bundles.
    #[must_use]
    pub fn new(paths: Vec<Option<f32>>, shares: Vec<f32>) -> Self {
        Self { paths, shares, ..Self::default() }
    }

    /// A trial begins, or its reward comes.
    pub fn begin(&mut self, rewarded: bool) {
        self.trace.clear();
        (self.open, self.burst) = (rewarded, None);
    }

    /// Is there something to follow?
    #[must_use]
    pub const fn open(&self) -> bool {
        self.open
    }

    /// One tick: whether VTA is in a burst, and the rate of change of each region.
    pub fn step(&mut self, burst: bool, rates: &[f32]) {
        if burst && self.burst.is_none() {
            self.burst = Some(self.trace.len() / R);
        }
        self.trace.extend_from_slice(rates);
    }

    /// The trial is over.
    pub fn end(&mut self, trial: u32) {
        if let Some(burst) = self.burst.filter(|_| self.open) {
            let of = |k: usize| region(&self.trace[burst * R..], k, self.paths[k]);
            let regions: Vec<RegionWave> = (0..R).filter_map(of).collect();
            if !regions.is_empty() {
                let (front, burst_ms) = (front(&regions), burst as u32 * DT_MS);
                self.trials.push(TrialWave { trial, burst_ms, regions, front });
            }
        }
        self.begin(false);
    }
}

impl Observer for Wave {
    fn tagged(&mut self, sim: &Simulation, world: World) {
        if world.begins || world.reward {
            self.begin(world.reward);
        }
        if self.open() {
            let burst = nucleus_index("VTA").is_some_and(|n| sim.in_burst(n));
            self.step(burst, &rates_of_change(sim, &self.shares));
        }
        if world.ends {
            self.end(sim.curve().len() as u32);
        }
    }
}

/// Size of the change that each region's weights are promised per second: third factor times eligible tags
/// times learning rate. Sizes are summed over pairs and synapses; of each bundle the share `shares` of all
/// possible synapses exists. Shape: regions.
fn rates_of_change(sim: &Simulation, shares: &[f32]) -> Vec<f32> {
    let (brain, params) = (sim.brain(), sim.params());
    let mut all = vec![0.0; REGIONS.len()];
    for (bundle, share) in brain.bundles().zip(shares) {
        let promised = bundle.synapses.promised();
        if promised != 0.0 {
            let (third_factor, _) = brain.third_factor(&bundle, params);
            all[brain.net.region(bundle.ends[1])] +=
                share * brain.rate(bundle.kind, params) * third_factor.abs() * promised;
        }
    }
    all
}

/// Region `k` in a trace that begins with the burst; none where nothing changed.
fn region(trace: &[f32], k: usize, path_mm: Option<f32>) -> Option<RegionWave> {
    let rate = |tick: usize| trace[tick * R + k];
    let ticks = (ticks(WINDOW_MS) as usize).min(trace.len() / R);
    let top = (0..ticks).reduce(|a, b| if rate(b) > rate(a) { b } else { a })?;
    let base = (0..top).map(rate).reduce(|a, b| if b < a { b } else { a })?;
    let peak = rate(top);
    if peak - base < LEAST {
        return None;
    }
    let level = base + ONSET * (peak - base);
    let after = (1..=top).rev().find(|&tick| rate(tick - 1) < level)?;
    let (lo, hi) = (rate(after - 1), rate(after));
    let onset_ms = ((after - 1) as f32 + (level - lo) / (hi - lo)) * DT_MS as f32;
    let speed = path_mm.filter(|_| onset_ms > 0.0).map(|mm| mm / onset_ms);
    Some(RegionWave { region: REGIONS[k].id, path_mm, onset_ms, peak_ms: (top as u32 * DT_MS) as f32, peak, speed })
}

/// Slope of length over onset, by least squares of onset on length, m/s.
#[must_use]
pub fn front(regions: &[RegionWave]) -> Option<f32> {
    let points: Vec<(f32, f32)> = regions.iter().filter_map(|r| Some((r.path_mm?, r.onset_ms))).collect();
    let n = points.len() as f32;
    let mean = |of: fn(&(f32, f32)) -> f32| points.iter().map(of).sum::<f32>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let (xx, xy) =
        points.iter().fold((0.0, 0.0), |(xx, xy), p| (xx + (p.0 - x) * (p.0 - x), xy + (p.0 - x) * (p.1 - y)));
    (points.len() >= 3 && xy > 0.0).then(|| xx / xy)
}

/// The usual wave of a run: each region's medians over the trials in which it changed, in the order of the
/// atlas, with the number of these trials.
#[must_use]
pub fn usual(trials: &[TrialWave]) -> Vec<(usize, RegionWave)> {
    let one = |id: &'static str| {
        let of: Vec<&RegionWave> = trials.iter().flat_map(|t| &t.regions).filter(|r| r.region == id).collect();
        let median = |value: fn(&RegionWave) -> Option<f32>| {
            crate::run::reaction::median(of.iter().filter_map(|region| value(region)))
        };
        Some((
            of.len(),
            RegionWave {
                region: id,
                path_mm: of.first()?.path_mm,
                onset_ms: median(|r| Some(r.onset_ms))?,
                peak_ms: median(|r| Some(r.peak_ms))?,
                peak: median(|r| Some(r.peak))?,
                speed: median(|r| r.speed),
            },
        ))
    };
    REGIONS.iter().filter_map(|region| one(region.id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Regions 0 to 2 rise by a straight line from tick 2, 4 and 6 on for ten ticks and fall again; burst at
    /// tick 3.
    fn followed() -> Wave {
        let mut wave = Wave::new((0..R).map(|k| (k < 3).then_some(20.0 * (k + 1) as f32)).collect(), Vec::new());
        wave.begin(true);
        for tick in 0..60 {
            let mut rates = [0.0; R];
            for (k, rate) in rates.iter_mut().enumerate().take(3) {
                let since = f32::from(tick as u16) - (3 + 2 * (k + 1)) as f32;
                let up = if since < 10.0 { since / 10.0 } else { 2.0 - since / 10.0 };
                *rate = if up > 0.0 { up } else { 0.0 };
            }
            wave.step(tick >= 3, &rates);
        }
        wave.end(7);
        wave
    }

    #[test]
    fn onset_peak_and_speed_are_those_of_the_trace() {
        let [found] = &followed().trials[..] else { panic!("one wave") };
        assert_eq!((found.trial, found.burst_ms, found.regions.len()), (7, 30, 3));
        for (k, region) in found.regions.iter().enumerate() {
            let lag = 20.0 * (k + 1) as f32;
            assert!((region.onset_ms - lag - 10.0).abs() < 1e-3, "{region:?}");
            assert_eq!((region.peak_ms, region.peak), (lag + 100.0, 1.0));
            assert!((region.speed.expect("an axon") - lag / (lag + 10.0)).abs() < 1e-4);
        }
        assert!((found.front.expect("three regions") - 1.0).abs() < 1e-4, "what is the same everywhere drops out");
        let usual = usual(&[found.clone(), found.clone()]);
        assert_eq!(usual.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [2, 2, 2]);
        assert_eq!(usual[1].1, found.regions[1]);
    }

    #[test]
    fn without_burst_or_reward_there_is_no_wave() {
        let mut wave = Wave::new(vec![Some(10.0); R], Vec::new());
        wave.begin(true);
        (0..50).for_each(|tick| wave.step(false, &[tick as f32; R]));
        wave.end(0);
        wave.begin(false);
        wave.end(1);
        wave.begin(true);
        (0..50).for_each(|_| wave.step(true, &[0.5; R]));
        wave.end(2);
        assert_eq!(wave.trials, [], "no burst; no reward; nothing rises");
    }
}
