//! Nucleus: drive to firing.
//!
//! `f = state tonic + drive`, never below 0, `state` from `atlas::states`: a pause is as deep as the tonic
//! rate and no deeper. What a dopamine neuron cannot signal by a deeper pause it signals by a longer one.
//! Errors are spikes owed, `dq = burst_spikes delta`, paid at `q / burst_tau` spikes per second as far as
//! firing allows (pause duration codes negative errors: Bayer, Lau & Glimcher 2007,
//! doi:10.1152/jn.01140.2006).
//!
//! | nucleus | drive | source |
//! |---|---|---|
//! | VTA, SNc | spikes per unit of prediction error, spread over `burst_tau_ms` | Schultz, Dayan & Montague 1997, doi:10.1126/science.275.5306.1593 |
//! | NBM, MS | salience of a stimulus, adapting within 0.2 s; expected uncertainty, lasting | Hangya et al. 2015, doi:10.1016/j.cell.2015.07.057; Yu & Dayan 2005, doi:10.1016/j.neuron.2005.04.026 |
//! | CIN | none: the striatum's own cells keep their tone; their pauses at rewards and their cues are left out | Apicella, Scarnati & Schultz 1991, doi:10.1007/BF00230981 |
//! | LC | size of the prediction error, whatever its sign; unexpected uncertainty, lasting | Aston-Jones & Cohen 2005, doi:10.1146/annurev.neuro.28.061604.135709; Yu & Dayan 2005, doi:10.1016/j.neuron.2005.04.026 |
//! | DRN | value of what is awaited; size of the prediction error, whatever its sign; expected uncertainty, lasting | Miyazaki et al. 2011, doi:10.1523/JNEUROSCI.3714-10.2011; Matias et al. 2017, doi:10.7554/eLife.20552; Grossman, Bari & Cohen 2022, doi:10.1016/j.cub.2021.12.006 |

use crate::atlas::{ACH, DA, NE, NUCLEI, SER, nucleus_index, states};
use crate::num::{DT_S, clamp, decay};
use crate::params::Params;
use serde::{Deserialize, Serialize};

/// Highest firing rate of any nucleus, Hz.
pub const MAX_HZ: f32 = 100.0;
/// Time in which a nucleus of the basal forebrain adapts to a lasting stimulus, s. Ours.
const SALIENCE_TAU_S: f32 = 0.2;
/// Time over which locus coeruleus and raphe sum up surprise, s. Ours: phasic responses of 0.1 to 0.2 s.
const SURPRISE_TAU_S: f32 = 0.1;

/// Input of the nuclei in one tick.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drive {
    /// Temporal-difference error of this tick, in rewards.
    pub error: f32,
    /// The same as dopamine neurons receive it: late, or another trial's, in ablations.
    pub heard: f32,
    /// Value awaited, in rewards.
    pub value: f32,
    /// Expected uncertainty, -1 in a routine, 0 at known even odds, at most 2.
    pub doubt: f32,
    /// Unexpected uncertainty, 0 to 3.
    pub unexpected: f32,
    /// Did a stimulus begin in this tick?
    pub onset: bool,
}

/// A commanded burst.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Burst {
    /// Rate above tonic, Hz.
    pub rate_hz: f32,
    /// Ticks still to come.
    pub left: u32,
}

/// State of all nuclei.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nuclei {
    /// Firing in this tick, Hz.
    pub firing: [f32; NUCLEI.len()],
    bursts: [Option<Burst>; NUCLEI.len()],
    /// Spikes owed to prediction errors.
    owed: f32,
    owed_hz: f32,
    surprise: f32,
    salience: f32,
}

impl Nuclei {
    /// All nuclei at their tonic rates.
    #[must_use]
    pub fn new(params: &Params) -> Self {
        let mut firing = [0.0; NUCLEI.len()];
        for (n, f) in firing.iter_mut().enumerate() {
            *f = tonic(params, n);
        }
        Self { firing, bursts: [None; NUCLEI.len()], owed: 0.0, owed_hz: 0.0, surprise: 0.0, salience: 0.0 }
    }

    /// Stimulates a nucleus for `ticks`: `rate_hz` adds to what it fires by itself, pauses included, so that
    /// the errors which value causes still count. 0 and less hold it at, or below, its tonic rate whatever
    /// its input.
    pub fn fire(&mut self, nucleus: usize, rate_hz: f32, ticks: u32) {
        self.bursts[nucleus] = Some(Burst { rate_hz, left: ticks });
    }

    /// Advances one tick.
    pub fn step(&mut self, drive: Drive, params: &Params) {
        self.listen(drive, params);
        for n in 0..NUCLEI.len() {
            let phasic = self.phasic(n, drive, params);
            self.firing[n] = match &mut self.bursts[n] {
                Some(burst) if burst.left > 0 => {
                    burst.left -= 1;
                    let own = if burst.rate_hz > 0.0 { phasic } else { 0.0 };
                    clamp(tonic(params, n) + own + burst.rate_hz, 0.0, MAX_HZ)
                }
                _ => clamp(tonic(params, n) + phasic, 0.0, MAX_HZ),
            };
        }
    }

    fn listen(&mut self, drive: Drive, params: &Params) {
        self.owed += params.burst_spikes * drive.heard;
        let paid = self.owed * (1.0 - decay(params.burst_tau_ms / 1000.0));
        self.owed_hz = clamp(paid / DT_S, -params.dopamine_tonic_hz, MAX_HZ);
        self.owed = settled(self.owed - self.owed_hz * DT_S);
        self.surprise = settled(decay(SURPRISE_TAU_S) * self.surprise + drive.error.abs());
        self.salience = if drive.onset { 1.0 } else { settled(decay(SALIENCE_TAU_S) * self.salience) };
    }

    fn phasic(&self, nucleus: usize, drive: Drive, params: &Params) -> f32 {
        match NUCLEI[nucleus].modulator {
            DA => self.owed_hz,
            ACH if NUCLEI[nucleus].id == "CIN" => 0.0,
            ACH => params.cue_salience_hz * self.salience + state(params, nucleus) * params.doubt_hz * drive.doubt,
            NE => params.surprise_hz * clamp(self.surprise, 0.0, 2.0) + params.alarm_hz * drive.unexpected,
            SER => {
                params.patience_hz * clamp(drive.value, 0.0, 2.0)
                    + params.raphe_surprise_hz * clamp(self.surprise, 0.0, 2.0)
                    + params.raphe_doubt_hz * drive.doubt
            }
            _ => 0.0,
        }
    }
}

/// Tonic firing of the basal forebrain under so much expected uncertainty over that with default settings.
/// The state of arousal counts: what it adds or takes is no news of the world.
#[must_use]
pub fn doubtful(doubt: f32, params: &Params) -> f32 {
    let usual = Params::default().acetylcholine_tonic_hz;
    let state = nucleus_index("NBM").map_or(1.0, |n| state(params, n));
    clamp(state * (1.0 + params.doubt_hz * doubt / usual), 0.1, 4.0)
}

/// Amounts below this are exactly 0.
const FLOOR: f32 = 1e-4;

fn settled(x: f32) -> f32 {
    if x.abs() > FLOOR { x } else { 0.0 }
}

/// Firing of a nucleus without news, Hz.
#[must_use]
pub fn tonic(params: &Params, nucleus: usize) -> f32 {
    let quiet = match NUCLEI[nucleus].modulator {
        DA => params.dopamine_tonic_hz,
        ACH => params.acetylcholine_tonic_hz,
        NE => params.noradrenaline_tonic_hz,
        _ => params.serotonin_tonic_hz,
    };
    state(params, nucleus) * quiet
}

/// What the state of arousal makes of tonic firing; exactly 1 in quiet wake.
fn state(params: &Params, nucleus: usize) -> f32 {
    states::factor(nucleus, params.arousal, params.rem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::nucleus_index;

    fn run(drive: impl Fn(u32) -> Drive) -> Vec<[f32; NUCLEI.len()]> {
        let params = Params::default();
        let mut nuclei = Nuclei::new(&params);
        (0..60)
            .map(|t| {
                nuclei.step(drive(t), &params);
                nuclei.firing
            })
            .collect()
    }

    fn error_at_10(error: f32) -> impl Fn(u32) -> Drive {
        move |t| {
            let error = if t == 10 { error } else { 0.0 };
            Drive { error, heard: error, ..Drive::default() }
        }
    }

    #[test]
    fn a_good_surprise_is_a_burst_of_the_stated_number_of_spikes() {
        let vta = nucleus_index("VTA").unwrap();
        let spikes: f32 = run(error_at_10(1.0)).iter().map(|f| (f[vta] - 4.0) * DT_S).sum();
        assert!((spikes - Params::default().burst_spikes).abs() < 0.02, "{spikes}");
    }

    #[test]
    fn a_bad_surprise_is_a_pause_and_never_negative() {
        let vta = nucleus_index("VTA").unwrap();
        let run = run(error_at_10(-1.0));
        assert_eq!(run[10][vta], 0.0);
        assert!(run.iter().all(|f| f.iter().all(|&f| f >= 0.0)));
    }

    #[test]
    fn a_pause_leaves_out_as_many_spikes_as_a_burst_adds() {
        let vta = nucleus_index("VTA").unwrap();
        let spikes: f32 = run(error_at_10(-1.0)).iter().map(|f| (f[vta] - 4.0) * DT_S).sum();
        assert!((spikes + Params::default().burst_spikes).abs() < 0.02, "{spikes}");
    }

    /// A pulse of 20 spikes per second, and in the middle of it a disappointment.
    #[test]
    fn stimulation_adds_to_what_a_nucleus_hears_and_a_hold_does_not() {
        let vta = nucleus_index("VTA").unwrap();
        let fired = |rate_hz: f32| {
            let params = Params::default();
            let mut nuclei = Nuclei::new(&params);
            nuclei.fire(vta, rate_hz, 10);
            let error = |t: u32| if t == 3 { -0.1 } else { 0.0 };
            let mut tick = |t| {
                nuclei.step(Drive { error: error(t), heard: error(t), ..Drive::default() }, &params);
                nuclei.firing[vta]
            };
            (0..10).map(&mut tick).collect::<Vec<f32>>()
        };
        let pulsed = fired(20.0);
        assert!(pulsed[2] == 24.0 && pulsed[3] < 23.0, "{pulsed:?}");
        assert!(fired(0.0).iter().all(|&hz| hz == 4.0));
    }

    #[test]
    fn surprise_of_either_sign_drives_the_locus_coeruleus() {
        let lc = nucleus_index("LC").unwrap();
        assert!(run(error_at_10(-0.5))[10][lc] > 3.0);
        assert_eq!(run(error_at_10(-0.5))[10][lc], run(error_at_10(0.5))[10][lc]);
    }

    #[test]
    fn surprise_of_either_sign_drives_the_raphe_and_so_does_expected_uncertainty() {
        let raphe = nucleus_index("DRN").unwrap();
        let usual = Params::default().serotonin_tonic_hz;
        assert!(run(error_at_10(-0.5))[10][raphe] > usual + 1.0);
        assert_eq!(run(error_at_10(-0.5))[10][raphe], run(error_at_10(0.5))[10][raphe]);
        let doubted = |doubt: f32| run(move |_| Drive { doubt, ..Drive::default() })[59][raphe];
        assert!(doubted(1.0) > usual + 0.2 && doubted(-1.0) < usual - 0.2);
    }

    #[test]
    fn unexpected_uncertainty_keeps_the_locus_coeruleus_firing() {
        let lc = nucleus_index("LC").unwrap();
        let run = run(|_| Drive { unexpected: 1.0, ..Drive::default() });
        assert!(run[5][lc] > 2.0 && run[59][lc] == run[5][lc]);
    }

    #[test]
    fn waiting_drives_the_raphe_and_a_stimulus_the_basal_forebrain() {
        let (dr, bf) = (nucleus_index("DRN").unwrap(), nucleus_index("NBM").unwrap());
        let run = run(|t| Drive { value: 1.0, onset: t == 10, ..Drive::default() });
        assert!(run[5][dr] > 3.0);
        assert!(run[10][bf] > run[9][bf] + 10.0 && run[59][bf] < run[9][bf] + 2.0);
    }
}
