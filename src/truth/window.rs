//! R2.2: when dopamine must come for a spine to grow, and what that means for conditioning.
//!
//! *Slice.* As published: 15 trains at 0.1 Hz, each 10 pairings of glutamate and spikes at 10 Hz, and 10
//! pulses of light at 30 Hz on dopamine axons, `dt` after the onset of the train. Here each pairing writes a
//! tag (`plasticity::tag`, timing of the default brain for dorsal striatum: silent 0.3 s, decay 1 s), the
//! light makes VTA fire, and the engine's axons, release, uptake, D1 receptors and third factor in NAc do the
//! rest. By chance a pairing fails, and light releases more or less. The two times of a tag were taken from
//! this paper, so place and width of the window test mainly what uptake, receptors and the lead of the third
//! factor add to them.
//!
//! *Behaviour.* A cue of 0.5 s, then a reward 0.5 or 5 s after its onset. Nothing bridges: the critic
//! (`plasticity::conjunctions`) has one cell in place of the hippocampal sequence, which fires while the cue
//! is there, and tags as in the slice. Value is there during the cue only, so its end disappoints
//! (`delta = -V`); what is learned is where reward and disappointment, each weighed by the tag that is left,
//! balance. Read is value at the cue after 200 trials.
//!
//! Sources: Yagishita et al. 2014, doi:10.1126/science.1255514; Yamaguchi et al. 2022, Sci Rep 12:1921.
//! Left out: what a spine does without dopamine, PKA and CaMKII.

use super::release::{Release, one_unit};
use super::{Check, Row, USUAL};
use crate::atlas::region_index;
use crate::brain::reward::value::error;
use crate::error::Errors;
use crate::kernels::Lanes;
use crate::modulators::nucleus::Drive;
use crate::num::ticks;
use crate::params::Params;
use crate::plasticity::conjunctions::Conjunctions;
use crate::plasticity::tag::{Tags, Timing};
use crate::rng::Stream;

/// Dopamine after the onset of the pairings, ms.
const SHIFTS_MS: [i32; 18] =
    [-1000, -600, -300, 0, 150, 300, 450, 600, 800, 1000, 1250, 1500, 1750, 2000, 2500, 3000, 4000, 5000];
/// Places of -1, 0, 0.3, 2 and 5 s among them.
const BEFORE: usize = 0;
const AT_ONCE: usize = 3;
const FIRST: usize = 5;
const LAST: usize = 13;
const LATE: usize = 17;
/// Trains, and their distance.
const TRAINS: usize = 15;
const TRAIN_MS: i32 = 10_000;
/// When the pairings of a train begin within its ten seconds, their number, and their distance.
const ONSET_MS: i32 = 1500;
const PAIRINGS: i32 = 10;
const PAIRING_MS: i32 = 100;
/// Chance that a pairing works. Ours.
const WORKS: f32 = 0.8;
/// Light: 10 pulses at 30 Hz; one spike per pulse, give or take a share. The share is ours.
const LIGHT_MS: u32 = 330;
const LIGHT_HZ: f32 = 30.0;
const LIGHT_SPREAD: f32 = 0.2;
/// Conditioning: delays from cue to reward, time the cue is there, trials, trials that are read, time after a
/// reward.
const DELAYS_MS: [u32; 2] = [500, 5000];
const CUE_MS: u32 = 500;
const TRIALS: usize = 200;
const READ: usize = 50;
const AFTER_MS: u32 = 2500;
/// Sensory features, the share of them that the cue has, their noise from trial to trial. Ours.
const FEATURES: usize = 64;
const CUE_FEATURES: usize = 13;
const NOISE: f32 = 0.2;
/// Learning rate. Ours: the critic's own is made for tags of 30 ms.
const RATE: f32 = 0.5;
/// Nothing is conditioned below this value.
const LEAST: f32 = 0.1;

pub(super) const R2_2: Row = Row {
    id: "R2.2",
    title: "Dopamine makes a spine grow only 0.3 to 2 s after its input",
    citation: "Yagishita et al. 2014, doi:10.1126/science.1255514; behaviour: Yamaguchi et al. 2022, Sci Rep 12:1921",
    checks: &[
        Check {
            quantity: "largest change at 0.3 to 2 s / largest of all",
            unit: "",
            published: "the maximum",
            lo: 1.0,
            hi: 1.0,
        },
        Check { quantity: "change at -1 s / largest", unit: "", published: "none", lo: 0.0, hi: 0.2 },
        Check { quantity: "change at 0 s / largest", unit: "", published: "little", lo: 0.0, hi: 0.4 },
        Check { quantity: "change at 5 s / largest", unit: "", published: "none", lo: 0.0, hi: 0.2 },
        Check { quantity: "full width at half of the largest", unit: "s", published: "0.3 to 2 s", lo: 1.0, hi: 2.0 },
        Check {
            quantity: "conditioning at 5 s / at 0.5 s (NaN: none at 0.5 s)",
            unit: "",
            published: "within 1 s",
            lo: 0.0,
            hi: 0.25,
        },
    ],
    overrides: &[
        "one spine, paired by protocol, and VTA fired by light: tags, axons, release, uptake, receptors and third factor are the engine's, the rest of the default brain is left out",
        "conditioning: the critic without time cells, one cell that fires while the cue is there",
        "conditioning: tags of the critic as in dorsal striatum (silent 300 ms instead of 200, decay 1000 ms instead of 30), learning rate 0.5 instead of 0.3",
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let changes: Vec<f32> = SHIFTS_MS.iter().map(|&shift| spine(seed, shift).abs()).collect();
    let largest = largest(&changes);
    let short = conditioned(seed, DELAYS_MS[0]);
    let long = conditioned(seed, DELAYS_MS[1]);
    Ok(vec![
        self::largest(&changes[FIRST..=LAST]) / largest,
        changes[BEFORE] / largest,
        changes[AT_ONCE] / largest,
        changes[LATE] / largest,
        width_s(&changes, 0.5 * largest),
        if short > LEAST { long / short } else { f32::NAN },
    ])
}

fn largest(x: &[f32]) -> f32 {
    x.iter().fold(0.0, |a, &b| if b > a { b } else { a })
}

/// Time between the first rise through `level` before the peak and the next fall through it, straight lines
/// between points.
fn width_s(y: &[f32], level: f32) -> f32 {
    let peak = (0..y.len()).max_by(|&a, &b| y[a].total_cmp(&y[b])).unwrap_or(0);
    let cross = |a: usize, b: usize| {
        let share = (level - y[a]) / (y[b] - y[a]);
        SHIFTS_MS[a] as f32 + share * (SHIFTS_MS[b] - SHIFTS_MS[a]) as f32
    };
    let rise = (1..=peak).rev().find(|&k| y[k - 1] < level).map_or(f32::NAN, |k| cross(k - 1, k));
    let fall = (peak..y.len() - 1).find(|&k| y[k + 1] < level).map_or(f32::NAN, |k| cross(k, k + 1));
    (fall - rise) / 1000.0
}

/// Tags onto dorsal striatum in the default brain.
fn timing(params: &Params) -> Timing {
    Timing { silent_ticks: ticks(params.cortical_tag_silent_ms as u32), decay_s: params.striatal_tag_decay_ms / 1000.0 }
}

fn striatum() -> usize {
    region_index("NAc").unwrap_or(0)
}

/// No news but an error of prediction.
fn drive(error: f32) -> Drive {
    Drive { error, heard: error, ..Drive::default() }
}

/// Change of a spine by all trains, light coming `shift_ms` after the onset of each.
fn spine(seed: u64, shift_ms: i32) -> f32 {
    let (mut chance, mut release) = (Stream::new(seed, "noise"), Release::new());
    let (timing, nac, one) = (timing(&release.params), striatum(), one_unit());
    let mut tags = Tags::new(1, 1);
    let mut change = 0.0;
    for _ in 0..TRAINS {
        let works: Vec<bool> = (0..PAIRINGS).map(|_| chance.uniform() < WORKS).collect();
        let light_hz = LIGHT_HZ * (1.0 + LIGHT_SPREAD * chance.normal());
        tags.clear();
        for ms in (0..TRAIN_MS).step_by(10) {
            if ms == ONSET_MS + shift_ms {
                release.fire("VTA", light_hz, LIGHT_MS);
            }
            release.step(drive(0.0));
            tags.step(timing.step(), release.third_factor(nac));
            let since = ms - ONSET_MS;
            let pairing = since / PAIRING_MS;
            if since >= 0 && since % PAIRING_MS == 0 && pairing < PAIRINGS && works[pairing as usize] {
                tags.capture_credit(&one, &one, 1.0, timing.silent_ticks);
            }
        }
        change += tags.changes().iter().sum::<f32>();
    }
    change
}

/// Value at the cue once it has been paired with reward, mean of the last trials.
fn conditioned(seed: u64, delay_ms: u32) -> f32 {
    let mut chance = Stream::new(seed, "task");
    let mut release = Release::new();
    let timing = timing(&release.params);
    let mut synapses = Conjunctions::new(1, 1, FEATURES);
    let pattern = chance.subset(FEATURES, CUE_FEATURES);
    let (mut now, mut read) = (0, 0.0);
    for trial in 0..TRIALS {
        let value = trial_value(&mut synapses, &mut release, &mut chance, (&pattern, delay_ms, timing), &mut now);
        if trial >= TRIALS - READ {
            read += value / READ as f32;
        }
    }
    read
}

/// One trial: value while the cue is there.
fn trial_value(
    synapses: &mut Conjunctions,
    release: &mut Release,
    chance: &mut Stream,
    (pattern, delay_ms, timing): (&[usize], u32, Timing),
    now: &mut u64,
) -> f32 {
    let mut features = Lanes::zeros(FEATURES);
    for &f in pattern {
        features[f] = 1.0 + NOISE * chance.normal();
    }
    synapses.recruit(0, &features[..FEATURES], &[], RATE);
    let (mut before, horizon_s) = (0.0, release.params.horizon_s);
    let mut cell = Lanes::zeros(1);
    let mut at_cue = 0.0;
    for tick in 0..ticks(delay_ms + AFTER_MS) {
        let there = tick < ticks(CUE_MS);
        cell[0] = if there { 1.0 } else { 0.0 };
        let active: &[u16] = if there { &[0] } else { &[] };
        let value = synapses.value(&cell, active);
        let value = if value > 0.0 { value } else { 0.0 };
        at_cue = if there { value } else { at_cue };
        let reward = if tick == ticks(delay_ms) { 1.0 } else { 0.0 };
        release.step(drive(error(before, value, reward, horizon_s)));
        before = value;
        synapses.step(*now, (&cell, active), timing, release.third_factor(striatum()), 1.0);
        *now += 1;
    }
    synapses.end_trial(RATE);
    at_cue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_read_between_the_crossings_of_the_level() {
        let y: Vec<f32> = SHIFTS_MS.iter().map(|&ms| if (300..=2000).contains(&ms) { 1.0 } else { 0.0 }).collect();
        assert!((width_s(&y, 0.5) - 2.025).abs() < 1e-4);
    }
}
