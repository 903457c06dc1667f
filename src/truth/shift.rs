//! R1.2: dopamine's response moves gradually from the time of reward to that of the cue; it does not jump.

use super::protocol::{conditioning, form, phase, rank_correlation, run};
use super::{Check, Row, USUAL};
use crate::error::Errors;

/// From cue to reward: that of the default experiment. (At 3 s small waves of value between time cells kept
/// the centre above a tenth of the interval in the seeds tried.)
const DELAY_MS: u32 = 2000;
/// Trials whose running median is taken.
const MEDIAN: usize = 5;
/// Spikes above tone between cue and reward without which a trial has no centre: a hundredth of a naive
/// response.
const SILENT: f32 = 0.01;

pub(super) const R1_2: Row = Row {
    id: "R1.2",
    title: "Gradual backward shift of the dopamine response",
    citation: "Amo et al. 2022, doi:10.1038/s41593-022-01109-2",
    checks: &[
        Check {
            quantity: "rank correlation of centre of mass and trial, before the criterion",
            unit: "",
            published: "gradual shift",
            lo: -1.0,
            hi: -0.5,
        },
        Check {
            quantity: "trials before the criterion with their centre between 25 and 75 % of the interval",
            unit: "%",
            published: "gradual shift",
            lo: 20.0,
            hi: 100.0,
        },
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let experiment = conditioning(&["cue"], vec![phase("acquisition", 200, vec![form(&[("cue", 0)], 1.0)])]);
    let mut centres = Vec::new();
    run(&experiment, seed, |trial| centres.extend(centre(trial.window(0, DELAY_MS))))?;
    Ok(judge(&centres))
}

/// Centre of mass of the positive response, as a fraction of the interval; `None` where there is no response.
fn centre(news_hz: &[f32]) -> Option<f32> {
    let positive = |hz: f32| if hz > 0.0 { hz } else { 0.0 };
    let total: f32 = news_hz.iter().map(|&hz| positive(hz)).sum();
    let moment: f32 = news_hz.iter().enumerate().map(|(t, &hz)| t as f32 * positive(hz)).sum();
    (total * crate::num::DT_S > SILENT).then(|| moment / total / news_hz.len() as f32)
}

/// The two numbers of the row, from the trials before the first whose running median has come within a tenth
/// of the interval of the cue; not numbers where it never does.
fn judge(centres: &[f32]) -> Vec<f32> {
    let median = |w: &[f32]| {
        let mut w = w.to_vec();
        w.sort_by(f32::total_cmp);
        w[w.len() / 2]
    };
    let Some(criterion) = centres.windows(MEDIAN).position(|w| median(w) < 0.1) else {
        return vec![f32::NAN, f32::NAN];
    };
    let before = &centres[..criterion + MEDIAN - 1];
    let trials: Vec<f32> = (0..before.len()).map(|trial| trial as f32).collect();
    let between = before.iter().filter(|&&c| (0.25..=0.75).contains(&c)).count();
    vec![rank_correlation(before, &trials), 100.0 * between as f32 / before.len() as f32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_told_from_a_shift() {
        let shift: Vec<f32> = (0..100).map(|t| if t < 40 { 1.0 - t as f32 / 40.0 } else { 0.0 }).collect();
        let jump: Vec<f32> = (0..100).map(|t| if t < 40 { 0.9 } else { 0.0 }).collect();
        let (shift, jump) = (judge(&shift), judge(&jump));
        assert!(shift[0] < -0.9 && shift[1] > 40.0, "{shift:?}");
        assert_eq!(jump[1], 0.0);
        assert!(judge(&[0.9; 50])[0].is_nan());
    }
}
