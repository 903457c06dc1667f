//! Gates: what occupied receptors open or scale, region by region, in one line of arithmetic each. The *third
//! factor*, the *tag gate* and the gain are the three that a frame shows.
//!
//! | effect | equation | source |
//! |---|---|---|
//! | third factor | `g = density ((occ - base) + lead d occ/dt) / 0.05` on D1; where negative times `((1 - base) / (1 - usual))^(2 dip_sensitivity)` of D2 | Reynolds, Hyland & Wickens 2001, doi:10.1038/35092560; Yagishita et al. 2014, doi:10.1126/science.1255514 |
//! | tag gate | `a = tag_gate_gain density (occ - lasting)` on M1, 0 to 1, times `(lasting / usual)^tag_tone` | Froemke et al. 2007, doi:10.1038/nature06289; Doya 2002, doi:10.1016/S0893-6080(02)00044-8 |
//! | report of expected uncertainty | `occ / occ(firing)` on M1 in anterior cingulate as a trial begins, see `brain::situation::uncertainty` | Yu & Dayan 2005, doi:10.1016/j.neuron.2005.04.026 |
//! | neural gain | `1 + neural_gain density (occ - base)` on beta, 0.5 to 2 | Aston-Jones & Cohen 2005, doi:10.1146/annurev.neuro.28.061604.135709 |
//! | reset | `reset_gain (density (occ - base) - 0.05)` on beta in anterior cingulate, lasting, 0 to 0.5 | Bouret & Sara 2005, doi:10.1016/j.tins.2005.09.002 |
//! | learning rate of value | `critic_rate (1 + alertness (density (occ - base) - 0.05) / 0.05)`, lasting, as the reset; at most 3 times | Nassar et al. 2012, doi:10.1038/nn.3130 |
//! | learning of value from disappointments | third factor, where negative, times `(occ / base)^learning_pace` on 5-HT2A in ventral striatum as a trial begins | Iigaya et al. 2018, doi:10.1038/s41467-018-04840-2; Grossman, Bari & Cohen 2022, doi:10.1016/j.cub.2021.12.006 |
//! | randomness | `beta' = beta (usual / occ)^exploration` on beta in dorsolateral prefrontal cortex, lasting | Doya 2002, doi:10.1016/S0893-6080(02)00044-8 |
//! | Go and NoGo | `T1 = (occ / usual)^opponency` on D1, `T2 = ((1 - occ) / (1 - usual))^opponency` on D2 in caudate, both at tone, ratios 0.25 to 4 | Gerfen & Surmeier 2011, doi:10.1146/annurev-neuro-061010-113641; Collins & Frank 2014, doi:10.1037/a0037015 |
//! | fear | `(occ / usual)^fear_gate` on beta in amygdala, ratio 0.001 to 4 | Bush, Caparosa, Gekker & LeDoux 2010, doi:10.3389/fnbeh.2010.00154; McGaugh 2004, doi:10.1146/annurev.neuro.27.070203.144157 |
//! | horizon | `horizon_s 2^(horizon_gain (occ - usual))` on 5-HT1A in ventral striatum | Doya 2002, doi:10.1016/S0893-6080(02)00044-8 |
//!
//! An antagonist scales the density by the share that it leaves; the horizon, fear, Go and NoGo, which have
//! no density, the occupancy.
//!
//! The lead is ours: signalling downstream of D1 that desensitises answers a change more than a level. It
//! makes up for the slow uptake in ventral striatum (0.14 s). Without it the credit of an error spreads over
//! neighbouring moments and value overshoots at the cue.

use super::receptor::{BETA, D1, D2, HT1A, HT2A, M1, Receptors};
use crate::atlas::{REGIONS, Region};
use crate::num::{clamp, exp, ln};
use crate::params::Params;

/// D1 occupancy above tone that counts as a third factor of 1. Ours: a burst in cortex.
const D1_UNIT: f32 = 0.05;

/// Lasting beta occupancy above tone from which the brain takes the world to have changed. Ours: above what
/// the phasic responses of an ordinary trial leave behind.
const ALARM_FROM: f32 = 0.05;

/// Third factor of plasticity in `region`: positive after a burst, negative in a pause.
#[must_use]
pub fn third_factor(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    let lead_s = params.dopamine_lead_ms / 1000.0;
    let signal = receptors.news(D1, region) + lead_s * receptors.d1_trend(region);
    let weight = if signal < 0.0 { dips(receptors, region, params) } else { 1.0 };
    density(receptors, region, D1) * weight * signal / D1_UNIT
}

/// How much of a pause takes effect: the slope of D2 occupancy over concentration, `(1 - occ)^2 / EC50`, at
/// tone over the usual. D2 receptors have a high affinity; where there is more dopamine at tone they are
/// nearly full, and a pause that leaves some changes little. Exactly 1 at the usual tone.
fn dips(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    let free = (1.0 - receptors.at_tone(D2, region)) / (1.0 - receptors.usual(D2, region));
    power(free, 2.0 * params.dip_sensitivity, [0.1, 10.0])
}

/// How far the cholinergic gate for cortical tags is open in `region`, 0 to 1.
#[must_use]
pub fn tag_gate(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    let phasic = receptors.occupancy[M1 * REGIONS.len() + region] - receptors.lasting_m1(region);
    let open = clamp(params.tag_gate_gain * density(receptors, region, M1) * phasic, 0.0, 1.0);
    open * tag_tone(receptors, region, params)
}

/// Factor of tonic acetylcholine on new tags: much is learned where much is uncertain, little in a routine.
#[must_use]
pub fn tag_tone(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    let usual = receptors.usual(M1, region);
    if usual == 0.0 {
        return 1.0; // No acetylcholine comes here.
    }
    let lasting = receptors.unblocked(M1, region) * receptors.lasting_m1(region);
    power(lasting / usual, params.tag_tone, [0.1, 4.0])
}

/// How much of the basal forebrain's report of expected uncertainty arrives in `region`: M1 signalling over
/// that which belongs to cells that fire `firing` times their usual tone; 1 in a quiet moment where nothing
/// is amiss.
#[must_use]
pub fn acetylcholine_report(receptors: &Receptors, region: usize, firing: f32) -> f32 {
    let usual = receptors.usual(M1, region);
    let bound = firing * usual / (1.0 - usual);
    clamp(signal(receptors, M1, region) * (1.0 + bound) / bound, 0.1, 4.0)
}

/// Factor on the gain of the units of `region`.
#[must_use]
pub fn neural_gain(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    clamp(1.0 + params.neural_gain * density(receptors, region, BETA) * receptors.news(BETA, region), 0.5, 2.0)
}

/// Share of what the striatum has learned that is given up in one trial: the rules have changed, start anew.
#[must_use]
pub fn reset(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    clamp(params.reset_gain * alarm(receptors, region), 0.0, 0.5)
}

/// Factor on the learning rate of value: after a change of the world the latest outcomes count for more.
#[must_use]
pub fn alertness(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    1.0 + clamp(params.alertness * alarm(receptors, region) / ALARM_FROM, 0.0, 2.0)
}

/// Factor on what pauses teach value, in the quiet moment before a trial: much is learned from
/// disappointments where serotonin above its own tone signals uncertain outcomes. The tone itself sets the
/// horizon instead.
#[must_use]
pub fn learning_pace(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    let tone = receptors.at_tone(HT2A, region);
    if tone == 0.0 {
        return 1.0; // No serotonin comes here.
    }
    power(signal(receptors, HT2A, region) / tone, params.learning_pace, [0.1, 4.0])
}

/// Lasting signalling by beta receptors above what ordinary trials leave behind; 0 below it.
fn alarm(receptors: &Receptors, region: usize) -> f32 {
    let news = receptors.lasting_beta(region) - receptors.at_tone(BETA, region);
    let signal = density(receptors, region, BETA) * news;
    clamp(signal - ALARM_FROM, 0.0, 1.0)
}

/// Factor on the steepness of choice.
#[must_use]
pub fn steepness(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    let usual = receptors.usual(BETA, region);
    let lasting = receptors.unblocked(BETA, region) * receptors.lasting_beta(region);
    power(lasting / usual, -params.exploration, [0.1, 4.0])
}

/// Factors on Go and on NoGo at the moment of choice: D1 excites the one, D2 inhibits the other. They follow
/// the tone (not bursts and pauses) and are exactly 1 where it is what default settings make of it.
#[must_use]
pub fn go_nogo(receptors: &Receptors, region: usize, params: &Params) -> [f32; 2] {
    let usual = |receptor: usize| receptors.usual(receptor, region);
    let now = |receptor: usize| receptors.unblocked(receptor, region) * receptors.at_tone(receptor, region);
    let ratios = [now(D1) / usual(D1), (1.0 - now(D2)) / (1.0 - usual(D2))];
    ratios.map(|ratio| power(ratio, params.opponency, [0.25, 4.0]))
}

/// Factor on what an error of aversive value teaches: beta receptors must be occupied for an aversive event
/// to be learned.
#[must_use]
pub fn fear(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    power(signal(receptors, BETA, region) / receptors.usual(BETA, region), params.fear_gate, [0.001, 4.0])
}

/// Time over which value is discounted, s.
#[must_use]
pub fn horizon_s(receptors: &Receptors, region: usize, params: &Params) -> f32 {
    let usual = receptors.usual(HT1A, region);
    let octaves = clamp(params.horizon_gain * (signal(receptors, HT1A, region) - usual), -2.0, 2.0);
    params.horizon_s * exp(std::f32::consts::LN_2 * octaves)
}

/// `ratio^exponent`, the ratio kept within bounds: how a tone over its usual one scales something.
fn power(ratio: f32, exponent: f32, [lo, hi]: [f32; 2]) -> f32 {
    exp(exponent * ln(clamp(ratio, lo, hi)))
}

/// Occupancy of a receptor now, less what age has taken and an antagonist blocks.
fn signal(receptors: &Receptors, receptor: usize, region: usize) -> f32 {
    receptors.unblocked(receptor, region) * receptors.occupancy[receptor * REGIONS.len() + region]
}

/// Density of a receptor, less what age has taken and an antagonist blocks.
fn density(receptors: &Receptors, region: usize, receptor: usize) -> f32 {
    let here: &Region = &REGIONS[region];
    here.receptors[receptor].value * receptors.unblocked(receptor, region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{ACH, DA, SER, region_index};
    use crate::modulators::{TARGETS, target};

    fn weighed(nm: f32, usual_nm: f32, opponency: f32) -> [f32; 2] {
        let caudate = region_index("CAU").unwrap();
        let of = |nm: f32| {
            let mut tone = vec![20.0; TARGETS];
            tone[target(DA, caudate)] = nm;
            tone
        };
        let receptors = Receptors::new(&of(nm)).with_usual(&of(usual_nm));
        go_nogo(&receptors, caudate, &Params { opponency, ..Params::default() })
    }

    #[test]
    fn tonic_dopamine_weighs_go_against_nogo() {
        assert_eq!(weighed(35.4, 35.4, 1.0), [1.0, 1.0]);
        let [go, nogo] = weighed(70.0, 35.4, 1.0);
        assert!(go > 1.8 && nogo < 0.7, "{go} {nogo}");
        let [go, nogo] = weighed(14.0, 35.4, 1.0);
        assert!(go < 0.5 && nogo > 1.5, "{go} {nogo}");
        assert_eq!(weighed(70.0, 35.4, 0.0), [1.0, 1.0]);
    }

    /// Receptors of the caudate at `nm` of a modulator, where 30 nM are usual.
    fn in_caudate(modulator: usize, nm: f32) -> (Receptors, usize) {
        let caudate = region_index("CAU").unwrap();
        let mut tone = vec![30.0; TARGETS];
        tone[target(modulator, caudate)] = nm;
        (Receptors::new(&tone).with_usual(&vec![30.0; TARGETS]), caudate)
    }

    #[test]
    fn pauses_say_more_where_there_is_little_dopamine_at_tone() {
        let effect = |nm: f32, dip_sensitivity: f32| {
            let (receptors, caudate) = in_caudate(DA, nm);
            dips(&receptors, caudate, &Params { dip_sensitivity, ..Params::default() })
        };
        assert_eq!(effect(30.0, 0.5), 1.0);
        assert!(effect(15.0, 0.5) > 1.5 && effect(60.0, 0.5) < 0.7);
        assert_eq!(effect(60.0, 0.0), 1.0);
    }

    #[test]
    fn tonic_acetylcholine_sets_the_pace_of_tags() {
        let pace = |nm: f32, tag_tone: f32| {
            let (receptors, caudate) = in_caudate(ACH, nm);
            super::tag_tone(&receptors, caudate, &Params { tag_tone, ..Params::default() })
        };
        assert_eq!(pace(30.0, 1.0), 1.0);
        assert!(pace(60.0, 1.0) > 1.4 && pace(15.0, 1.0) < 0.7);
        assert_eq!(pace(60.0, 0.0), 1.0);
    }

    #[test]
    fn serotonin_sets_the_pace_at_which_value_is_unlearned() {
        let pace = |nm: f32, learning_pace: f32| {
            let (mut receptors, caudate) = in_caudate(SER, nm);
            receptors.adapt(&vec![30.0; TARGETS]);
            super::learning_pace(&receptors, caudate, &Params { learning_pace, ..Params::default() })
        };
        assert_eq!(pace(30.0, 1.0), 1.0);
        assert!(pace(60.0, 1.0) > 1.4 && pace(15.0, 1.0) < 0.7);
        assert_eq!(pace(60.0, 0.0), 1.0);
    }

    #[test]
    fn a_depleted_cingulate_hears_less_of_uncertainty() {
        let report = |nm: f32, firing: f32| {
            let acc = region_index("ACC").unwrap();
            let mut tone = vec![30.0; TARGETS];
            tone[target(ACH, acc)] = nm;
            acetylcholine_report(&Receptors::new(&tone).with_usual(&vec![30.0; TARGETS]), acc, firing)
        };
        assert!((report(30.0, 1.0) - 1.0).abs() < 1e-6 && (report(60.0, 2.0) - 1.0).abs() < 1e-6);
        assert!(report(10.0, 1.0) < 0.5);
    }

    #[test]
    fn an_antagonist_of_d2_frees_nogo() {
        let caudate = region_index("CAU").unwrap();
        let mut receptors = Receptors::new(&vec![35.4; TARGETS]);
        receptors.block(D2, caudate, 0.2);
        let [go, nogo] = go_nogo(&receptors, caudate, &Params::default());
        assert!(go == 1.0 && nogo > 3.0, "{go} {nogo}");
    }
}
