//! R1.7: carrot or stick, Frank, Seeberger & O'Reilly 2004. Who chooses the best symbol has learned from
//! reward, who avoids the worst from its absence; tonic dopamine decides which of the two is better.
//!
//! A group of virtual subjects per dose, with the same seeds at every dose. The caudate has four channels and
//! so a subject learns two pairs: AB (80/20) and CD (70/30) or EF (60/40). Each of two brains is four
//! subjects: with either second pair, and with the pairs on either half of the channels, so that what a
//! channel is by birth cancels. In the test A and B meet the symbols of the other pair while learning stands
//! still; what counts is the probability of each choice at its moment. Doses are tonic firing of VTA and SNc:
//! 1.5, 4 and 6.95 Hz make 0.34, 1 and 2 times the usual dopamine in the caudate. Dopamine acts on choice;
//! pauses under the high dose are as deep as the tone allows, they are not filled in.

use super::own::{experiment, stop_learning};
use super::{Check, Row, USUAL};
use crate::error::Errors;
use crate::experiment::{Command, Offer};
use crate::measures::behaviour::accuracy::accuracy;
use crate::run::Simulation;
use crate::run::recorder::TrialRecord;

/// Virtual subjects per dose, four of each brain.
const GROUP: u64 = 8;
/// Tonic firing of dopamine neurons, Hz.
const DOSES_HZ: [f32; 3] = [1.5, 4.0, 6.95];

pub(super) const R1_7: Row = Row {
    id: "R1.7",
    title: "Probabilistic selection: choose the best or avoid the worst, over tonic dopamine",
    citation: "Frank, Seeberger & O'Reilly 2004, doi:10.1126/science.1102941",
    checks: &[
        Check {
            quantity: "choose-A minus avoid-B, 0.34 times the tone",
            unit: "points",
            published: "avoidance is better",
            lo: -100.0,
            hi: -8.0,
        },
        Check { quantity: "choose-A minus avoid-B, usual tone", unit: "points", published: "even", lo: -8.0, hi: 8.0 },
        Check {
            quantity: "choose-A minus avoid-B, twice the tone",
            unit: "points",
            published: "choice is better",
            lo: 8.0,
            hi: 100.0,
        },
        Check { quantity: "A chosen over B, worst dose", unit: "", published: "0.65", lo: 0.65, hi: 1.0 },
    ],
    overrides: &[
        "of the experiment: usual_rate 0 (every trial shows the same picture), striatal_drive 0.01, choice_contrast 0.9, inverse_temperature 0.2, actor_rate 0.8",
        "8 subjects per dose in place of 24, of two brains; four symbols per subject in place of six",
        "pauses of dopamine are not filled in at the high dose",
    ],
    test_seeds: 1,
    known_failure: Some(
        "the sign holds, the size does not in every group: medians -2.8, 0.1 and 10.3 points, within the bands in 6, 20 and 12 of seeds 201 to 220; A is chosen over B in 0.69 at the worst dose, 15 of 20 (groups of 8 from two brains: units silent before learning leave some brains with a poor choice of them)",
    ),
    measure,
    ..USUAL
};

fn measure(seed: u64) -> Result<Vec<f32>, Errors> {
    let (mut bias, mut worst) = (Vec::new(), 1.0f32);
    for hz in DOSES_HZ {
        let (mut points, mut trained) = (0.0, 0.0);
        for subject in 0..GROUP {
            let (one, right) = subject_of(seed * 100 + subject / 4, hz, subject)?;
            points += one / GROUP as f32;
            trained += right / GROUP as f32;
        }
        bias.push(points);
        worst = if trained < worst { trained } else { worst };
    }
    bias.push(worst);
    Ok(bias)
}

/// One subject of a brain: choose-A minus avoid-B in points, and how often A was chosen over B late in
/// training.
fn subject_of(seed: u64, hz: f32, subject: u64) -> Result<(f32, f32), Errors> {
    let mut experiment = experiment("selection", &[("dopamine_tonic_hz", hz)]);
    for offer in experiment.phases.iter_mut().flat_map(|phase| &mut phase.offers) {
        if subject % 2 == 1 {
            bring_closer(offer);
        }
        if subject / 2 % 2 == 1 {
            offer.actions.iter_mut().for_each(|k| *k = (*k + 2) % 4);
        }
    }
    experiment.phases[1].trials = 16;
    let trained = experiment.phases[0].trials as usize;
    let mut sim = Simulation::new(&experiment, "intact", seed)?;
    sim.run_trials((trained as u32) as usize);
    stop_learning(&mut sim)?;
    sim.send(Command::Set { key: "critic_rate".into(), value: 0.0 })?;
    sim.run_to_end();
    let (training, test) = sim.curve().split_at(trained);
    let late: Vec<TrialRecord> = training[trained / 2..].iter().filter(|t| asked(t, &[0])).copied().collect();
    Ok((100.0 * (taken(test, &[0, 1]) - taken(test, &[2, 3])), accuracy(&late)))
}

/// E and F, 60 and 40 %, in place of C and D.
fn bring_closer(offer: &mut Offer) {
    for (k, odds) in offer.actions.iter().zip(&mut offer.odds) {
        match k {
            2 => *odds = 0.6,
            3 => *odds = 0.4,
            _ => {}
        }
    }
}

fn asked(trial: &TrialRecord, offers: &[u8]) -> bool {
    trial.choice.is_some_and(|c| offers.contains(&c.stimulus))
}

/// Mean probability of the better symbol in these pairs.
fn taken(test: &[TrialRecord], offers: &[u8]) -> f32 {
    let all: Vec<f32> = test.iter().filter(|t| asked(t, offers)).filter_map(|t| Some(t.choice?.expected)).collect();
    all.iter().sum::<f32>() / all.len() as f32
}
