//! What dopamine neurons answer in each phase and form of a conditioning: the part of the table that blocking,
//! extinction and their like are read from.

use super::Report;
use super::table::spread;
use crate::run::Run;
use neurotide::measures::recorder::TrialRecord;
use neurotide::spec::Task;
use neurotide::tasks::TrialKind;
use std::io::{self, Write};

/// Trials of a form at its beginning and at its end.
const FEW: usize = 5;

/// Writes the table; nothing where there is only one phase of one form, or a choice.
pub fn forms(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let Task::Conditioning(task) = &report.experiment.task else { return Ok(()) };
    let names = |phase: &neurotide::spec::Phase| task.forms(phase).into_iter().map(|form| form.id).collect::<Vec<_>>();
    let phases: Vec<(&str, Vec<String>)> =
        report.experiment.phases.iter().map(|phase| (phase.id.as_str(), names(phase))).collect();
    if phases.iter().map(|(_, forms)| forms.len()).sum::<usize>() < 2 {
        return Ok(());
    }
    writeln!(
        out,
        "\nBy phase and form, VTA, Hz: answers above tonic, in the first and the last {FEW} trials of the form;"
    )?;
    writeln!(out, "lowest firing when a reward is left out (all trials)")?;
    let titles = ["arm", "phase", "form", "cue, first", "cue, last", "reward, first", "reward, last"];
    let [arm, phase, form, a, b, c, d] = titles;
    writeln!(out, "{arm:<14}{phase:<14}{form:<14}{a:<20}{b:<20}{c:<20}{d:<20}left out, lowest")?;
    for arm in report.arms() {
        for (p, (phase, forms)) in phases.iter().enumerate() {
            for (f, form) in forms.iter().enumerate() {
                let of = |kind: Option<TrialKind>, part: Part, value: fn(&TrialRecord) -> f32| {
                    let here = |t: &&TrialRecord| {
                        usize::from(t.phase) == p && usize::from(t.form) == f && kind.is_none_or(|kind| t.kind == kind)
                    };
                    let mean = |run: &Run| {
                        let all: Vec<f64> = run.trials.iter().filter(here).map(|t| f64::from(value(t))).collect();
                        let few = part(&all);
                        (!few.is_empty()).then(|| few.iter().sum::<f64>() / few.len() as f64)
                    };
                    spread(report, &arm.id, mean, 1)
                };
                let cue = |part| of(None, part, |t| t.cue_response_hz);
                let reward = |part| of(Some(TrialKind::Rewarded), part, |t| t.reward_response_hz);
                let dip = of(Some(TrialKind::Omitted), all, |t| t.dip_hz);
                let id = if p + f == 0 { arm.id.as_str() } else { "" };
                let (a, b, c, d) = (cue(first), cue(last), reward(first), reward(last));
                writeln!(out, "{id:<14}{phase:<14}{form:<14}{a:<20}{b:<20}{c:<20}{d:<20}{dip}")?;
            }
        }
    }
    Ok(())
}

type Part = fn(&[f64]) -> &[f64];

fn first(x: &[f64]) -> &[f64] {
    &x[..x.len().min(FEW)]
}

fn last(x: &[f64]) -> &[f64] {
    &x[x.len().saturating_sub(FEW)..]
}

fn all(x: &[f64]) -> &[f64] {
    x
}
