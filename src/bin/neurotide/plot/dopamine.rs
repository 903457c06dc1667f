//! What dopamine neurons answer to cue and reward, over the trials of a conditioning: a line for each form of
//! trial in each phase. Where forms are shuffled, a point is the median over the seeds whose trial took that
//! form.

use super::accuracy::phases;
use super::curves::{Curve, Place, curves, labels, panel};
use super::draw::{GREY, HAIRLINE, LEFT, apart, begin, number, right, step_of, text, upright};
use super::words;
use crate::report::Report;
use crate::report::Run;
use neurotide::experiment::{Phase, Task};
use neurotide::run::recorder::TrialRecord;
use neurotide::tasks::events::TrialKind;
use std::fmt::Write;
use std::ops::Range;

/// Tops of the two panels, and their height.
const TOPS: [f64; 2] = [76.0, 262.0];
const HEIGHT: f64 = 154.0;

/// One form of trial in one phase: a line of its own.
struct Form {
    phase: u8,
    form: u8,
    id: String,
    trials: Range<usize>,
    /// Is it the only one of its phase?
    alone: bool,
}

/// All forms of all phases, in order.
fn forms(report: &Report<'_>) -> Vec<Form> {
    let Task::Conditioning(task) = &report.experiment.task else { return Vec::new() };
    let of = |(n, (phase, (_, trials))): (usize, (&Phase, (&str, Range<usize>)))| {
        let forms = task.forms(phase);
        let alone = forms.len() == 1;
        let one = move |(f, form): (usize, neurotide::experiment::Form)| Form {
            phase: n as u8,
            form: f as u8,
            id: form.id,
            trials: trials.clone(),
            alone,
        };
        forms.into_iter().enumerate().map(one).collect::<Vec<_>>()
    };
    report.experiment.phases.iter().zip(phases(report)).enumerate().flat_map(of).collect()
}

pub fn svg(report: &Report<'_>) -> String {
    let forms = forms(report);
    let ranges: Vec<Range<usize>> = forms.iter().map(|form| form.trials.clone()).collect();
    let of = |value: fn(&TrialRecord) -> Option<f32>| {
        let values = |run: &Run, n: usize| {
            let here = |t: &TrialRecord| t.phase == forms[n].phase && t.form == forms[n].form;
            let value = |t: &TrialRecord| value(t).filter(|_| here(t)).map(f64::from);
            run.trials.iter().map(value).collect()
        };
        curves(report, &ranges, values)
    };
    let cue = of(|trial| Some(trial.cue_response_hz));
    let reward = of(|trial| (trial.kind == TrialKind::Rewarded).then_some(trial.reward_response_hz));
    let scale = Scale::of(report, &[&cue, &reward]);
    let mut out = begin(500.0);
    let form = "Line: median over seeds; band: smallest to largest. Reward response: rewarded trials only.";
    words(&mut out, report, 470.0, &[form]);
    upright(&mut out, (TOPS[0] + TOPS[1] + HEIGHT) / 2.0, "VTA response (Hz above tone)");
    turns(&mut out, &scale, &phases(report));
    for (top, name, curves) in [(TOPS[0], "Cue response", &cue), (TOPS[1], "Reward response", &reward)] {
        axes(&mut out, &scale, top, name);
        panel(&mut out, &(&scale, top), curves);
    }
    names(&mut out, &scale, &forms, &cue);
    // A title stands once: the lower labels are the ids, as in the table and the CSV.
    let [upper, lower] = TOPS.map(|top| (top, scale.right, top + HEIGHT));
    labels(&mut out, (&(&scale, upper.0), upper.1, upper.2), &cue, None, |arm| &arm.title);
    labels(&mut out, (&(&scale, lower.0), lower.1, lower.2), &reward, None, |arm| &arm.id);
    out + "</svg>\n"
}

/// Where a phase begins, and its name; nothing where there is only one.
fn turns(out: &mut String, scale: &Scale, phases: &[(&str, Range<usize>)]) {
    for (n, (id, of)) in phases.iter().enumerate().filter(|_| phases.len() > 1) {
        let [from, to] = [of.start, of.end].map(|trial| scale.x(trial as f64 - 0.5).clamp(LEFT, scale.right));
        if n > 0 {
            let ends = format!("V{:.2}", TOPS[1] + HEIGHT);
            let _ =
                writeln!(out, "<path class=\"turn\" d=\"M{from:.2} {:.2}{ends}\" stroke=\"{GREY}\"/>", TOPS[0] - 20.0);
        }
        // A name that would not fit between its neighbours is left to the table.
        if 7.0 * id.chars().count() as f64 <= to - from {
            text(out, [0.5 * (from + to), TOPS[0] - 24.0], "class=\"phase\" text-anchor=\"middle\"", id);
        }
    }
}

/// Names of forms at the beginning of the first arm's lines, where a phase has several and there is room.
fn names(out: &mut String, scale: &Scale, forms: &[Form], cue: &[Curve<'_>]) {
    let Some(curve) = cue.first() else { return };
    for of in forms.chunk_by(|a, b| a.phase == b.phase).filter(|of| !of[0].alone) {
        let start = |form: &Form| {
            let n = forms.iter().position(|f| f.phase == form.phase && f.form == form.form)?;
            curve.stretches[n].first().map(|point| scale.y(TOPS[0], point.median) - 6.0)
        };
        let mut starts: Vec<(f64, &Form)> = of.iter().filter_map(|form| Some((start(form)?, form))).collect();
        starts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let places = apart(starts.iter().map(|start| start.0).collect(), TOPS[0] + HEIGHT - 4.0);
        for ((_, form), y) in starts.into_iter().zip(places) {
            let [from, to] = [form.trials.start, form.trials.end].map(|trial| scale.x(trial as f64));
            if 7.0 * form.id.chars().count() as f64 + 8.0 <= to - from {
                let halo = "paint-order=\"stroke\" stroke=\"#FFFFFF\" stroke-width=\"3\"";
                text(out, [from + 6.0, y], &format!("class=\"form\" {halo}"), &form.id);
            }
        }
    }
}

/// From trials and Hz to places in the picture.
struct Scale {
    right: f64,
    last_trial: f64,
    trial_step: f64,
    hz: [f64; 2],
    hz_step: f64,
}

impl Scale {
    fn of(report: &Report<'_>, panels: &[&Vec<Curve<'_>>]) -> Self {
        let points = panels.iter().flat_map(|curves| curves.iter()).flat_map(Curve::points);
        let extent = points.fold([0.0_f64; 2], |[lo, hi], point| [lo.min(point.range[0]), hi.max(point.range[1])]);
        let hz_step = step_of(extent[1] - extent[0], 4.0);
        let last_trial = f64::from(report.experiment.trials().max(2) - 1);
        Scale {
            right: right(report.arms().flat_map(|arm| [arm.title.as_str(), arm.id.as_str()])),
            last_trial,
            trial_step: step_of(last_trial, 6.0).max(1.0),
            hz: [(extent[0] / hz_step).floor() * hz_step, (extent[1] / hz_step).ceil().max(1.0) * hz_step],
            hz_step,
        }
    }

    fn x(&self, trial: f64) -> f64 {
        LEFT + (self.right - LEFT) * trial / self.last_trial
    }

    fn y(&self, top: f64, hz: f64) -> f64 {
        top + HEIGHT * (self.hz[1] - hz) / (self.hz[1] - self.hz[0])
    }
}

/// The panel with this top.
impl Place for (&Scale, f64) {
    fn place(&self, trial: f64, hz: f64) -> [f64; 2] {
        [self.0.x(trial), self.0.y(self.1, hz)]
    }
}

/// Name, grid and numbers of one panel; the numbers of trials stand below the last.
fn axes(out: &mut String, scale: &Scale, top: f64, name: &str) {
    text(out, [LEFT, top - 10.0], "font-weight=\"600\"", name);
    for i in 0..=((scale.hz[1] - scale.hz[0]) / scale.hz_step).round() as u32 {
        let hz = scale.hz[0] + f64::from(i) * scale.hz_step;
        let y = scale.y(top, hz);
        let colour = if hz.abs() < scale.hz_step / 2.0 { GREY } else { HAIRLINE };
        let _ = writeln!(out, "<path d=\"M{LEFT} {y:.2}H{:.2}\" stroke=\"{colour}\"/>", scale.right);
        text(out, [LEFT - 8.0, y + 4.0], "class=\"hz\" text-anchor=\"end\"", &number(hz));
    }
    if top < TOPS[1] {
        return;
    }
    let middle = "text-anchor=\"middle\"";
    for i in 0..=(scale.last_trial / scale.trial_step) as u32 {
        let trial = f64::from(i) * scale.trial_step;
        text(out, [scale.x(trial), top + HEIGHT + 16.0], middle, &number(trial));
    }
    text(out, [0.5 * (LEFT + scale.right), top + HEIGHT + 32.0], middle, "Trial");
}
