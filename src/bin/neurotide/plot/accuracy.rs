//! Right choices over the trials of a task that asks for actions, with chance and phases; below them
//! alignment, if it was measured.

use super::bars;
use super::curves::{LEVEL, Level, Place, curves, labels, panel};
use super::draw::{CHARS, HAIRLINE, INK, LEFT, begin, cut, number, right, step_of, text, upright};
use super::words;
use crate::report::Report;
use crate::report::Run;
use neurotide::experiment::limits::ACTIONS;
use neurotide::measures::behaviour::accuracy::{RUNNING, chance, offered, running_accuracy};
use std::fmt::Write;
use std::ops::Range;

/// Top of the panel, and its height.
const TOP: f64 = 80.0;
const HEIGHT: f64 = 200.0;
/// Trials of a phase that must be over before its mean is drawn.
const FEWEST: usize = RUNNING / 2;

pub fn svg(report: &Report<'_>) -> String {
    let phases = phases(report);
    let stretches: Vec<Range<usize>> =
        phases.iter().map(|(_, of)| (of.start + FEWEST.min(of.len()) - 1).max(of.start)..of.end).collect();
    let curves = curves(report, &stretches, |run, _| accuracy(run, &phases));
    let chance = 100.0 * f64::from(chance(offered(&report.experiment.phases, ACTIONS)));
    let named = format!("chance, {chance:.0} %");
    let labelled = report.arms().map(|arm| arm.title.as_str()).chain([named.as_str()]);
    let last_trial = f64::from(report.experiment.trials().max(2) - 1);
    let scale = Scale { right: right(labelled), last_trial, trial_step: step_of(last_trial, 6.0).max(1.0) };
    let below = TOP + HEIGHT + 46.0;
    let bars = bars::Bars::of(report, scale.right, below + 34.0);
    let bottom = bars.as_ref().map_or(below + 14.0, |bars| bars.bottom() + 22.0);
    let form = "Lines: median over seeds of the mean of the latest 20 trials of the phase; bands: smallest to largest.";
    let mut form = vec![form];
    if bars.is_some() {
        form.extend(bars::FORM);
    }
    let mut out = begin(bottom + 17.0 * form.len() as f64 + 13.0);
    words(&mut out, report, bottom, &form);
    axes(&mut out, &scale);
    boundaries(&mut out, &scale, &phases);
    let level = scale.place(0.0, chance)[1];
    let _ = writeln!(out, "<path class=\"chance\" d=\"M{LEFT} {level:.2}H{:.2}\" {LEVEL}/>", scale.right);
    panel(&mut out, &scale, &curves);
    let level = Level { y: level, name: &named };
    labels(&mut out, (&scale, scale.right, TOP + HEIGHT), &curves, Some(&level), |arm| &arm.title);
    if let Some(bars) = &bars {
        bars.draw(&mut out);
    }
    out + "</svg>\n"
}

/// Ids of the phases with their trials.
pub fn phases<'r>(report: &Report<'r>) -> Vec<(&'r str, Range<usize>)> {
    let mut first = 0;
    let phase = |phase: &'r neurotide::experiment::Phase| {
        let of = first..first + phase.trials as usize;
        first = of.end;
        (phase.id.as_str(), of)
    };
    report.experiment.phases.iter().map(phase).collect()
}

/// Running accuracy of a run, in per cent; the mean begins anew with each phase.
fn accuracy(run: &Run, phases: &[(&str, Range<usize>)]) -> Vec<Option<f64>> {
    let n = run.trials.len();
    let part = |of: &Range<usize>| running_accuracy(&run.trials[of.start.min(n)..of.end.min(n)]);
    let all = phases.iter().flat_map(|(_, of)| part(of));
    all.map(|mean| mean.map(|share| 100.0 * f64::from(share))).collect()
}

struct Scale {
    right: f64,
    last_trial: f64,
    trial_step: f64,
}

impl Place for Scale {
    fn place(&self, trial: f64, percent: f64) -> [f64; 2] {
        [LEFT + (self.right - LEFT) * trial / self.last_trial, TOP + HEIGHT * (1.0 - percent / 100.0)]
    }
}

/// Grid, numbers and names of the axes.
fn axes(out: &mut String, scale: &Scale) {
    upright(out, TOP + HEIGHT / 2.0, "Right choices (%)");
    for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let [_, y] = scale.place(0.0, percent);
        let colour = if percent == 0.0 { INK } else { HAIRLINE };
        let _ = writeln!(out, "<path d=\"M{LEFT} {y:.2}H{:.2}\" stroke=\"{colour}\"/>", scale.right);
        text(out, [LEFT - 8.0, y + 4.0], "class=\"percent\" text-anchor=\"end\"", &number(percent));
    }
    let middle = "text-anchor=\"middle\"";
    for i in 0..=((scale.last_trial + 1.0) / scale.trial_step) as u32 {
        let trial = f64::from(i) * scale.trial_step;
        text(out, [scale.place(trial, 0.0)[0], TOP + HEIGHT + 16.0], middle, &number(trial));
    }
    text(out, [0.5 * (LEFT + scale.right), TOP + HEIGHT + 32.0], middle, "Trial");
}

/// Where a phase ends, and the names of the phases above their trials; nothing where there is only one.
fn boundaries(out: &mut String, scale: &Scale, phases: &[(&str, Range<usize>)]) {
    if phases.len() < 2 {
        return;
    }
    for (id, of) in phases {
        let [from, to] = [of.start, of.end].map(|trial| scale.place(trial as f64, 0.0)[0].min(scale.right));
        if of.start > 0 {
            let _ = writeln!(out, "<path d=\"M{from:.2} {:.2}V{:.2}\" stroke=\"{INK}\"/>", TOP - 18.0, TOP + HEIGHT);
        }
        let fits = ((to - from) / 7.0) as usize;
        let middle = "class=\"phase\" text-anchor=\"middle\"";
        text(out, [0.5 * (from + to), TOP - 10.0], middle, &cut(id, fits.clamp(1, CHARS[2])));
    }
}
