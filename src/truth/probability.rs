//! R1.5: dopamine's responses to cue and to reward tell how probable the reward was.

use super::protocol::{conditioning, form, mean, phase, rank_correlation, run};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::tasks::events::TrialKind;

/// Cues and the probabilities of reward that they announce.
const CUES: [(&str, f32); 5] = [("p0", 0.0), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p100", 1.0)];
/// Trials of training for each cue.
const TRAINED: u32 = 120;
/// The latest of them, over which responses are averaged.
const LATE: usize = 80;
/// Rewards at the end without any cue: the response at probability 0.
const FREE: u32 = 10;
/// Time of reward.
const REWARD_MS: u32 = 2000;

pub(super) const R1_5: Row = Row {
    id: "R1.5",
    title: "Responses to cue and reward code probability",
    citation: "Fiorillo, Tobler & Schultz 2003, doi:10.1126/science.1077349",
    checks: &[
        Check {
            quantity: "rank correlation of cue response and probability",
            unit: "",
            published: "monotonic",
            lo: 0.999,
            hi: 1.001,
        },
        Check {
            quantity: "rank correlation of reward response and probability",
            unit: "",
            published: "monotonic",
            lo: -1.001,
            hi: -0.999,
        },
    ],
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let forms = CUES.iter().map(|&(cue, p)| form(&[(cue, 0)], p)).collect();
    let trials = TRAINED * CUES.len() as u32;
    let phases = vec![phase("training", trials, forms), phase("free", FREE, vec![form(&[], 1.0)])];
    let (mut cue, mut reward) = (vec![Vec::new(); CUES.len()], vec![Vec::new(); CUES.len()]);
    run(&conditioning(&CUES.map(|(cue, _)| cue), phases), seed, |trial| {
        let form = usize::from(trial.record.form);
        if trial.record.phase == 0 {
            cue[form].push(trial.response(0));
        }
        if trial.record.kind == TrialKind::Rewarded {
            let late = cue[form].len() > TRAINED as usize - LATE;
            if late {
                reward[form].push(trial.response(REWARD_MS));
            }
        }
    })?;
    let probabilities = CUES.map(|(_, p)| p);
    let cue: Vec<f32> = cue.iter().map(|all| mean(&all[all.len() - LATE..])).collect();
    let reward: Vec<f32> = reward.iter().map(|all| mean(all)).collect();
    Ok(vec![rank_correlation(&cue, &probabilities), rank_correlation(&reward, &probabilities)])
}
