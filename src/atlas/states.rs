//! Tonic firing of the nuclei in sleep and waking, over that in quiet wake.
//!
//! Two numbers say which state it is. `arousal` goes from 0, slow-wave sleep, over 1, quiet wake, to 2,
//! active wake, linearly between these; `rem` is the share of REM sleep in place of it. Only tones differ:
//! the senses stay open, events drive the nuclei as ever, and there are no slow waves, spindles or dreams.

use super::NUCLEI;

/// Tonic firing of a nucleus, quiet wake = 1.
#[derive(Clone, Copy, Debug)]
pub struct Tone {
    /// Key of the nucleus.
    pub nucleus: &'static str,
    /// In slow-wave sleep.
    pub slow: f32,
    /// In active wake.
    pub active: f32,
    /// In REM sleep.
    pub rem: f32,
    /// Where the three come from.
    pub source: &'static str,
}

const DOPAMINE: &str = "no change of mean firing from slow-wave and REM sleep to quiet and active wake, rat: Miller et al. 1983, \
                        doi:10.1016/0006-8993(83)91128-5";
const CORTEX: &str = "cortex, cat: acetylcholine in quiet wake twice, in active wake 2.75 times that in slow-wave sleep, in REM sleep \
                      as in quiet wake: Marrosu et al. 1995, doi:10.1016/0006-8993(94)01399-3";
const HIPPOCAMPUS: &str = "hippocampus, cat: as cortex, but in REM sleep four times that in slow-wave sleep: Marrosu et al. 1995, \
                           doi:10.1016/0006-8993(94)01399-3";
const STRIATUM: &str = "ours: no figure at hand, so the striatum's own cells keep their tone";
const COERULEUS: &str = "highest in active wake, lower in slow-wave sleep, next to nothing in REM sleep, rat: Aston-Jones & Bloom 1981, \
                         doi:10.1523/JNEUROSCI.01-08-00876.1981 (order from memory; sizes ours)";
const RAPHE: &str = "2 to 3 spikes/s in wake, 1 in slow-wave sleep, 0.05 in REM sleep, cat: Lydic, McCarley & Hobson 1984, American \
                     Journal of Physiology 247:R135; as Trulson & Jacobs 1979 (from memory); active over quiet wake ours";

const fn tone(nucleus: &'static str, [slow, active, rem]: [f32; 3], source: &'static str) -> Tone {
    Tone { nucleus, slow, active, rem, source }
}

/// The nuclei in the order of [`NUCLEI`]: slow-wave sleep, active wake, REM sleep.
pub static TONES: [Tone; NUCLEI.len()] = [
    tone("VTA", [1.0, 1.0, 1.0], DOPAMINE),
    tone("SNc", [1.0, 1.0, 1.0], DOPAMINE),
    tone("LC", [0.5, 1.5, 0.02], COERULEUS),
    tone("NBM", [0.5, 1.375, 1.0], CORTEX),
    tone("MS", [0.5, 1.375, 2.0], HIPPOCAMPUS),
    tone("CIN", [1.0, 1.0, 1.0], STRIATUM),
    tone("DRN", [0.4, 1.2, 0.02], RAPHE),
];

/// Tonic firing of a nucleus in a state, over that in quiet wake.
#[must_use]
pub fn factor(nucleus: usize, arousal: f32, rem: f32) -> f32 {
    let tone = &TONES[nucleus];
    let not_rem = if arousal < 1.0 {
        tone.slow + arousal * (1.0 - tone.slow)
    } else {
        1.0 + (arousal - 1.0) * (tone.active - 1.0)
    };
    not_rem + rem * (tone.rem - not_rem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    #[test]
    fn every_nucleus_has_its_tones() {
        assert!(NUCLEI.iter().zip(&TONES).all(|(nucleus, tone)| nucleus.id == tone.nucleus && !tone.source.is_empty()));
    }

    #[test]
    fn states_are_met_and_what_lies_between_is_between() {
        let usual = Params::default();
        for (n, tone) in TONES.iter().enumerate() {
            assert_eq!(factor(n, usual.arousal, usual.rem), 1.0);
            assert_eq!(factor(n, 0.0, 0.0), tone.slow);
            assert!((factor(n, 2.0, 0.0) - tone.active).abs() < 1e-6 && (factor(n, 0.3, 1.0) - tone.rem).abs() < 1e-6);
            assert!((factor(n, 0.5, 0.0) - 0.5 * (tone.slow + 1.0)).abs() < 1e-6);
            assert!((factor(n, 1.0, 0.5) - 0.5 * (tone.rem + 1.0)).abs() < 1e-6);
        }
    }
}
