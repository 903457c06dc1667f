//! R2.4: two traces at each synapse, one turned into potentiation by noradrenaline and one into depression by
//! serotonin.
//!
//! `dT+/dt = -T+ / 7 s + H+`, `dT-/dt = -T- / 4 s + H-`, `dw/dt = T+ [beta] - T- [5-HT2C]`: spikes pre before
//! post write `H+`, post before pre `H-`, each `exp(-|lag| / 20 ms)` over all pairs; brackets are occupancy
//! above tone times density in visual cortex. Traces are the engine's tags (`plasticity::tag`); noradrenaline
//! and serotonin come from LC and DRN by its axons, release, uptake and receptors. What crosses over is only
//! what a pairing writes into the other trace, and what one modulator does to the other's receptor, which is
//! nothing here. The row passes almost by construction: it is a law that the mechanism obeys more than a
//! prediction. What could fail is the table in ongoing irregular activity, where spikes meet in either order
//! by chance, and that receptors and uptake leave the order of lifetimes as it is.
//!
//! *Single pairings*: 20 at 10 Hz, lag 10 ms with jitter, then one second of 20 Hz in LC or DRN at once; for
//! lifetimes after 0 to 20 s. *Irregular activity*: 180 s of both cells firing by chance at 1 Hz, and once
//! per second in the order of the pairing, with bursts of LC or DRN at times that do not depend on it.
//!
//! Sources: He et al. 2015, doi:10.1016/j.neuron.2015.09.037; Hong et al. 2022, s41467-022-30827-1; Seol et
//! al. 2007, Neuron 55:919. Lifetimes, STDP window and rates are ours, in the published order.
//! Left out: saturation of traces, alpha receptors, the balance of adenylate cyclase and phospholipase C
//! while spikes meet.

use super::release::{Release, one_unit};
use super::{Check, Row, USUAL};
use crate::atlas::{REGIONS, region_index};
use crate::error::Errors;
use crate::kernels::Lanes;
use crate::modulators::nucleus::Drive;
use crate::modulators::receptor::{BETA, HT2C};
use crate::num::{exp, ln};
use crate::plasticity::tag::{Tags, Timing};
use crate::rng::Stream;

/// Lifetimes of the traces for potentiation and for depression, s.
const TAU_S: [f32; 2] = [7.0, 4.0];
/// Time constant of both sides of the STDP window, ms.
const STDP_MS: f32 = 20.0;
/// Pairings of a train, ms between them, lag and jitter of a pairing, ms.
const PAIRINGS: u32 = 20;
const PAIRING_MS: u32 = 100;
const LAG_MS: f32 = 10.0;
const JITTER_MS: f32 = 3.0;
/// Time before a train, stimulation of a nucleus after it, and how long the outcome is waited for.
const START_MS: u32 = 500;
const PULSE_HZ: f32 = 20.0;
const PULSE_MS: u32 = 1000;
const WAIT_MS: u32 = 6000;
/// Delays of the modulator for lifetimes, ms.
const DELAYS_MS: [u32; 7] = [0, 2000, 4000, 6000, 9000, 13_000, 20_000];
/// Irregular activity: how long, firing by chance and in pairs, bursts of the nucleus and their length.
const LASTS_MS: u32 = 180_000;
const CHANCE_HZ: f32 = 1.0;
const PAIR_HZ: f32 = 1.0;
const BURST_EVERY_S: f32 = 5.0;
const BURST_MS: u32 = 500;

pub(super) const R2_4: Row = Row {
    id: "R2.4",
    title: "Two traces: noradrenaline potentiates pre-post, serotonin depresses post-pre",
    citation: "He et al. 2015, doi:10.1016/j.neuron.2015.09.037; Hong et al. 2022, s41467-022-30827-1; Seol et al. 2007, Neuron 55:919",
    checks: &[
        Check { quantity: "NE x pre-post / larger change", unit: "", published: "LTP", lo: 0.001, hi: 1.0 },
        Check { quantity: "5-HT x post-pre / larger change", unit: "", published: "LTD", lo: -1.0, hi: -0.001 },
        Check { quantity: "larger of the other two / smaller change", unit: "", published: "none", lo: 0.0, hi: 0.2 },
        Check { quantity: "irregular: NE x pre-post / larger change", unit: "", published: "LTP", lo: 0.001, hi: 1.0 },
        Check {
            quantity: "irregular: 5-HT x post-pre / larger change",
            unit: "",
            published: "LTD",
            lo: -1.0,
            hi: -0.001,
        },
        Check {
            quantity: "irregular: larger of the other two / smaller change",
            unit: "",
            published: "none",
            lo: 0.0,
            hi: 0.2,
        },
        Check {
            quantity: "lifetime of the LTP trace / of the LTD trace",
            unit: "",
            published: "5 to 10 s against 3 to 5 s",
            lo: 1.001,
            hi: 100.0,
        },
    ],
    overrides: &[
        "one synapse between two cells with given spikes, none of the default brain",
        "a second trace per synapse, and receptors that turn traces into change: of this row alone",
        "axons, release, uptake, beta and 5-HT2C receptors are the engine's (visual cortex)",
    ],
    measure,
    ..USUAL
};

/// Which spike of a pair comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    PrePost,
    PostPre,
}

const ORDERS: [Order; 2] = [Order::PrePost, Order::PostPre];
const NUCLEI: [&str; 2] = ["LC", "DRN"];

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let mut values = table(|nucleus, order| paired(seed, nucleus, order, 0)).to_vec();
    values.extend(table(|nucleus, order| irregular(seed, nucleus, order)));
    let lifetimes = [0, 1].map(|i| lifetime_s(DELAYS_MS.map(|delay| paired(seed, NUCLEI[i], ORDERS[i], delay).abs())));
    values.push(lifetimes[0] / lifetimes[1]);
    Ok(values)
}

/// The two changes that should be, over the larger of them, and the larger of the two that should not, over
/// the smaller.
fn table(change: impl Fn(&str, Order) -> f32) -> [f32; 3] {
    let ltp = change("LC", Order::PrePost);
    let ltd = change("DRN", Order::PostPre);
    let off = larger(change("LC", Order::PostPre).abs(), change("DRN", Order::PrePost).abs());
    let most = larger(ltp.abs(), ltd.abs());
    [ltp / most, ltd / most, off * most / (ltp.abs() * ltd.abs())]
}

fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Delay at which a trace is worth 1/e of what it is at once, straight lines between logarithms; the last if
/// never.
fn lifetime_s(worth: [f32; DELAYS_MS.len()]) -> f32 {
    let level = worth[0] * exp(-1.0);
    let Some(k) = (1..worth.len()).find(|&k| worth[k] < level) else {
        return DELAYS_MS[DELAYS_MS.len() - 1] as f32 / 1000.0;
    };
    let share = ln(worth[k - 1] / level) / ln(worth[k - 1] / worth[k]);
    (DELAYS_MS[k - 1] as f32 + share * (DELAYS_MS[k] - DELAYS_MS[k - 1]) as f32) / 1000.0
}

/// Change by a train of pairings, a nucleus firing `delay_ms` after its end.
fn paired(seed: u64, nucleus: &str, order: Order, delay_ms: u32) -> f32 {
    let mut spikes = Spikes::default();
    let mut chance = Stream::new(seed, "noise");
    for k in 0..PAIRINGS {
        spikes.pair(START_MS + k * PAIRING_MS, order, &mut chance);
    }
    let pulse = START_MS + PAIRINGS * PAIRING_MS + delay_ms;
    synapse(&mut spikes, pulse + WAIT_MS, nucleus, &[(pulse / 10, PULSE_MS)])
}

/// Change by three minutes of irregular activity.
fn irregular(seed: u64, nucleus: &str, order: Order) -> f32 {
    let mut spikes = Spikes::default();
    let mut chance = Stream::new(seed, "noise");
    for ms in 0..LASTS_MS {
        for side in 0..2 {
            if chance.uniform() < CHANCE_HZ / 1000.0 {
                spikes.times[side].push(ms);
            }
        }
        if chance.uniform() < PAIR_HZ / 1000.0 {
            spikes.pair(ms, order, &mut chance);
        }
    }
    let mut bursts = Vec::new();
    let mut draw = Stream::new(seed, "task");
    let mut at_s = 0.0;
    while at_s * 1000.0 < LASTS_MS as f32 {
        at_s += BURST_MS as f32 / 1000.0 - BURST_EVERY_S * ln(1.0 - draw.uniform());
        bursts.push(((at_s * 100.0) as u32, BURST_MS));
    }
    synapse(&mut spikes, LASTS_MS + WAIT_MS, nucleus, &bursts)
}

/// Spikes of the presynaptic and of the postsynaptic cell, ms, and what is left of them.
#[derive(Default)]
struct Spikes {
    times: [Vec<u32>; 2],
    recent: [f32; 2],
}

impl Spikes {
    fn pair(&mut self, ms: u32, order: Order, chance: &mut Stream) {
        let lag = LAG_MS + JITTER_MS * chance.normal();
        let second = ms + if lag > 1.0 { (lag + 0.5) as u32 } else { 1 };
        let (pre, post) = if order == Order::PrePost { (ms, second) } else { (second, ms) };
        self.times[0].push(pre);
        self.times[1].push(post);
    }

    /// What one millisecond writes into the two traces.
    fn meet(&mut self, next: &mut [usize; 2], ms: u32) -> [f32; 2] {
        let keep = exp(-1.0 / STDP_MS);
        self.recent.iter_mut().for_each(|x| *x *= keep);
        let mut now = [0.0; 2];
        for side in 0..2 {
            while self.times[side].get(next[side]).is_some_and(|&t| t <= ms) {
                next[side] += 1;
                now[side] += 1.0;
            }
        }
        let written = [self.recent[0] * now[1], self.recent[1] * now[0]];
        self.recent[0] += now[0];
        self.recent[1] += now[1];
        written
    }
}

/// Change of a synapse by spikes, and by bursts of a nucleus: when (ticks), and for how long (ms).
fn synapse(spikes: &mut Spikes, lasts_ms: u32, nucleus: &str, bursts: &[(u32, u32)]) -> f32 {
    spikes.times.iter_mut().for_each(|times| times.sort_unstable());
    let mut release = Release::new();
    let mut traces = TAU_S.map(Trace::new);
    let (mut next, mut burst) = ([0; 2], 0);
    for tick in 0..lasts_ms / 10 {
        while bursts.get(burst).is_some_and(|&(at, _)| at <= tick) {
            release.fire(nucleus, PULSE_HZ, bursts[burst].1);
            burst += 1;
        }
        release.step(Drive::default());
        let mut written = [0.0; 2];
        for ms in 10 * tick..10 * tick + 10 {
            let now = spikes.meet(&mut next, ms);
            written[0] += now[0];
            written[1] += now[1];
        }
        for (trace, (written, receptor)) in traces.iter_mut().zip(written.into_iter().zip([BETA, HT2C])) {
            trace.step(written, signal(&release, receptor));
        }
    }
    traces[0].change() - traces[1].change()
}

/// Signalling by a receptor in visual cortex above tone; what is below it turns no trace round.
fn signal(release: &Release, receptor: usize) -> f32 {
    let region = region_index("V1").unwrap_or(0);
    let signal = REGIONS[region].receptors[receptor].value * release.receptors.news(receptor, region);
    if signal > 0.0 { signal } else { 0.0 }
}

/// One of the two traces of a synapse.
struct Trace {
    tags: Tags,
    timing: Timing,
    one: Lanes,
    change: f32,
}

impl Trace {
    fn new(decay_s: f32) -> Self {
        Self { tags: Tags::new(1, 1), timing: Timing { silent_ticks: 0, decay_s }, one: one_unit(), change: 0.0 }
    }

    fn step(&mut self, written: f32, signal: f32) {
        self.tags.step(self.timing.step(), signal);
        if self.tags.full() {
            self.change += self.tags.changes().iter().sum::<f32>();
            self.tags.settle();
        }
        // Tags of the engine have unit area, those of the equation unit height.
        self.tags.capture_credit(&self.one, &self.one, written * self.timing.decay_s, self.timing.silent_ticks);
    }

    fn change(&self) -> f32 {
        self.change + self.tags.changes().iter().sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_tone_no_trace_is_turned_into_change() {
        let mut spikes = Spikes::default();
        spikes.pair(START_MS, Order::PrePost, &mut Stream::new(1, "noise"));
        assert!(synapse(&mut spikes, 5000, "LC", &[]).abs() < 1e-5);
    }

    #[test]
    fn a_lifetime_is_read_off_an_exponential() {
        let worth = DELAYS_MS.map(|ms| exp(-(ms as f32) / 5000.0));
        assert!((lifetime_s(worth) - 5.0).abs() < 1e-3);
    }
}
