//! What dopamine neurons answer in each phase and form of a conditioning: the part of the table that
//! blocking, extinction and their like are read from.

use crate::report::Report;
use crate::report::Run;
use crate::report::spread;
use neurotide::experiment::Task;
use neurotide::run::recorder::TrialRecord;
use neurotide::tasks::events::TrialKind;
use std::io::{self, Write};

/// Trials of a form at its beginning and at its end.
const FEW: usize = 5;

/// Writes the table; nothing where there is only one phase of one form, or a choice.
pub fn forms(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let Task::Conditioning(task) = &report.experiment.task else { return Ok(()) };
    let names =
        |phase: &neurotide::experiment::Phase| task.forms(phase).into_iter().map(|form| form.id).collect::<Vec<_>>();
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
    let responses = |row: &Row<'_>| {
        let [a, b] = [first, last].map(|part: Part| row.of(None, part, 1, |t| t.cue_response_hz));
        let [c, d] =
            [first, last].map(|part: Part| row.of(Some(TrialKind::Rewarded), part, 1, |t| t.reward_response_hz));
        let dip = row.of(Some(TrialKind::Omitted), all, 1, |t| t.dip_hz);
        format!("{a:<20}{b:<20}{c:<20}{d:<20}{dip}")
    };
    rows(report, &phases, responses, out)?;
    if report.experiment.punishes() { fears(report, &phases, out) } else { Ok(()) }
}

/// Names of the phases and of their forms.
type Phases<'a> = [(&'a str, Vec<String>)];

/// What is feared at the cue, and how far dopamine neurons pause at cue and outcome.
fn fears(report: &Report<'_>, phases: &Phases<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "\nAversive value at the cue, in punishments; lowest firing of VTA after cue and around the outcome, Hz;"
    )?;
    writeln!(out, "in the first and the last {FEW} trials of the form")?;
    let titles = ["arm", "phase", "form", "fear, first", "fear, last", "cue, first", "cue, last", "outcome, first"];
    let [arm, phase, form, a, b, c, d, e] = titles;
    writeln!(out, "{arm:<14}{phase:<14}{form:<14}{a:<20}{b:<20}{c:<20}{d:<20}{e:<20}outcome, last")?;
    let pauses = |row: &Row<'_>| {
        let [a, b] = [first, last].map(|part: Part| row.of(None, part, 2, |t| t.aversion_at_cue));
        let [c, d] = [first, last].map(|part: Part| row.of(None, part, 1, |t| t.cue_dip_hz));
        let [e, f] = [first, last].map(|part: Part| row.of(None, part, 1, |t| t.dip_hz));
        format!("{a:<20}{b:<20}{c:<20}{d:<20}{e:<20}{f}")
    };
    rows(report, phases, pauses, out)
}

/// One line per arm, phase and form.
fn rows(
    report: &Report<'_>,
    phases: &Phases<'_>,
    cells: impl Fn(&Row<'_>) -> String,
    out: &mut impl Write,
) -> io::Result<()> {
    for arm in report.arms() {
        for (p, (phase, forms)) in phases.iter().enumerate() {
            for (f, form) in forms.iter().enumerate() {
                let id = if p + f == 0 { arm.id.as_str() } else { "" };
                let cells = cells(&Row { report, arm: &arm.id, phase: p, form: f });
                writeln!(out, "{id:<14}{phase:<14}{form:<14}{cells}")?;
            }
        }
    }
    Ok(())
}

/// A form of a phase in one arm.
struct Row<'a> {
    report: &'a Report<'a>,
    arm: &'a str,
    phase: usize,
    form: usize,
}

impl Row<'_> {
    /// Mean of a value over a part of the trials of a kind, over the seeds.
    fn of(&self, kind: Option<TrialKind>, part: Part, digits: usize, value: fn(&TrialRecord) -> f32) -> String {
        let here = |t: &&TrialRecord| {
            let form = (usize::from(t.phase), usize::from(t.form)) == (self.phase, self.form);
            form && kind.is_none_or(|kind| t.kind == kind)
        };
        let mean = |run: &Run| {
            let all: Vec<f64> = run.trials.iter().filter(here).map(|t| f64::from(value(t))).collect();
            let few = part(&all);
            (!few.is_empty()).then(|| few.iter().sum::<f64>() / few.len() as f64)
        };
        spread(self.report, self.arm, mean, digits)
    }
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
