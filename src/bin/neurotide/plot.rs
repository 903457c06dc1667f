//! `run --plot FILE`: the learning curves as an SVG, the same bytes for the same
//! report. Hue means modulator, so arms are told by ink, width and a label.

use crate::output::{Report, median};
use anyhow::{Context, Result};
use neurotide::{measures::recorder::TrialRecord, spec::Arm, tasks::TrialKind};
use std::fmt::Write;

const INK: &str = "#16191D";
const GREY: &str = "#666D77";
const HAIRLINE: &str = "#DADBDD";
/// The margin, and where the panels begin on the left.
const EDGE: f64 = 24.0;
const LEFT: f64 = 76.0;
/// Tops of the two panels, and their height.
const TOPS: [f64; 2] = [76.0, 262.0];
const HEIGHT: f64 = 154.0;
/// From one label to the next, and from the end of a line to its label.
const LABEL_GAP: f64 = 16.0;
const LABEL_SPACE: f64 = 22.0;
/// Width of a character of 12 px, rounded up.
const CHARACTER: f64 = 7.0;
/// Most characters of the title, of the caption and of a label.
const CHARS: [usize; 3] = [76, 112, 30];

/// The values of one arm in one trial over the seeds.
struct Point {
    trial: f64,
    median: f64,
    range: [f64; 2],
}

struct Curve<'r> {
    arm: &'r Arm,
    points: Vec<Point>,
}

/// An arm that changes no parameter is the intact brain.
fn style(arm: &Arm) -> (&'static str, f64) {
    if arm.parameters.is_empty() { (INK, 2.75) } else { (GREY, 1.75) }
}

/// Writes the picture.
pub fn write(report: &Report<'_>, file: &str) -> Result<()> {
    std::fs::write(file, svg(report)).with_context(|| format!("cannot write {file}"))
}

fn svg(report: &Report<'_>) -> String {
    let cue = curves(report, |trial| Some(trial.cue_response_hz));
    let rewarded = |trial: &TrialRecord| trial.kind == TrialKind::Rewarded;
    let reward = curves(report, |trial| rewarded(trial).then_some(trial.reward_response_hz));
    let scale = Scale::of(report, &[&cue, &reward]);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 500\" role=\"img\" \
         font-family=\"Inter, system-ui, sans-serif\" font-size=\"12\" fill=\"{INK}\">\n"
    );
    words(&mut out, report);
    for (top, name, curves) in [(TOPS[0], "Cue response", &cue), (TOPS[1], "Reward response", &reward)] {
        axes(&mut out, &scale, top, name);
        panel(&mut out, &scale, top, curves);
    }
    // A title stands once: the lower labels are the ids, as in the table and the CSV.
    labels(&mut out, &scale, TOPS[0], &cue, |arm| &arm.title);
    labels(&mut out, &scale, TOPS[1], &reward, |arm| &arm.id);
    out + "</svg>\n"
}

/// One curve per arm; a trial that has a value on no seed has no point.
fn curves<'r>(report: &Report<'r>, value: impl Fn(&TrialRecord) -> Option<f32>) -> Vec<Curve<'r>> {
    let curve = |arm: &'r Arm| {
        let runs: Vec<_> = report.runs.iter().filter(|run| run.arm == arm.id).collect();
        let point = |i: usize| {
            let values = runs.iter().filter_map(|run| run.trials.get(i).and_then(&value));
            let mut values: Vec<f64> = values.map(f64::from).collect();
            values.sort_by(f64::total_cmp);
            let range = [*values.first()?, *values.last()?];
            Some(Point { trial: i as f64, median: median(&values), range })
        };
        Curve { arm, points: (0..report.experiment.trials() as usize).filter_map(point).collect() }
    };
    report.arms().map(curve).collect()
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
        let ranges = panels.iter().flat_map(|curves| curves.iter()).flat_map(|curve| &curve.points);
        let extent = ranges.fold([0.0_f64; 2], |[lo, hi], point| [lo.min(point.range[0]), hi.max(point.range[1])]);
        let hz_step = step_of(extent[1] - extent[0], 4.0);
        let names = report.arms().flat_map(|arm| [&arm.title, &arm.id]);
        let longest = names.map(|name| columns(&cut(name, CHARS[2]))).max().unwrap_or(0);
        let last_trial = f64::from(report.experiment.trials().max(2) - 1);
        Scale {
            right: 800.0 - EDGE - LABEL_SPACE - CHARACTER * longest as f64,
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

/// The smallest of 1, 2, 5, 10, ... thousandths that takes at most so many steps.
fn step_of(span: f64, most: f64) -> f64 {
    let (mut step, mut factors) = (0.001, [2.0, 2.5, 2.0].into_iter().cycle());
    while span > step * most {
        step *= factors.next().unwrap_or(10.0);
    }
    step
}

/// Title, names of the axes and the caption.
fn words(out: &mut String, report: &Report<'_>) {
    let arms = report.arms().map(|arm| arm.id.as_str()).collect::<Vec<_>>().join(", ");
    let set: String = report.experiment.parameters.iter().map(|(key, value)| format!("; {key} = {value}")).collect();
    let (version, seeds) = (env!("CARGO_PKG_VERSION"), report.seed_range());
    let made = format!("neurotide {version}; experiment {}; seeds {seeds}{set}; arms {arms}", report.experiment.id);
    let form = "Line: median over seeds; band: smallest to largest. Reward response: rewarded trials only.";
    let _ = write!(
        out,
        "<desc>{}. {form}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n\
         <text transform=\"translate({EDGE} {}) rotate(-90)\" dominant-baseline=\"hanging\" \
         text-anchor=\"middle\">VTA response (Hz above tone)</text>\n",
        escape(&made),
        (TOPS[0] + TOPS[1] + HEIGHT) / 2.0
    );
    let grey = format!("fill=\"{GREY}\"");
    text(out, [EDGE, 34.0], "font-size=\"18\" font-weight=\"600\"", &cut(&report.experiment.title, CHARS[0]));
    text(out, [EDGE, 470.0], &grey, form);
    text(out, [EDGE, 487.0], &grey, &cut(&made, CHARS[1]));
}

/// A line of text in a panel.
fn text(out: &mut String, [x, y]: [f64; 2], attributes: &str, text: &str) {
    let _ = writeln!(out, "<text x=\"{x:.2}\" y=\"{y:.2}\" {attributes}>{}</text>", escape(text));
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

/// At most three decimals, and no minus before 0.
fn number(value: f64) -> String {
    ((value * 1000.0).round() / 1000.0 + 0.0).to_string()
}

/// Bands below lines, ablations below the intact brain.
fn panel(out: &mut String, scale: &Scale, top: f64, curves: &[Curve<'_>]) {
    let (intact, ablated): (Vec<_>, Vec<_>) = curves.iter().partition(|curve| style(curve.arm).0 == INK);
    let place = |point: &Point, hz: f64| format!("{:.2},{:.2} ", scale.x(point.trial), scale.y(top, hz));
    for Curve { points, arm } in ablated.iter().chain(&intact) {
        let upper = points.iter().map(|point| place(point, point.range[1]));
        let band: String = upper.chain(points.iter().rev().map(|point| place(point, point.range[0]))).collect();
        let (band, colour) = (band.trim_end(), style(arm).0);
        let _ = writeln!(out, "<polygon points=\"{band}\" fill=\"{colour}\" fill-opacity=\"0.14\"/>");
    }
    for Curve { points, arm } in ablated.iter().chain(&intact) {
        let line: String = points.iter().map(|point| place(point, point.median)).collect();
        let (line, id, (colour, width)) = (line.trim_end(), escape(&arm.id), style(arm));
        let stroke = format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"");
        let _ = writeln!(out, "<polyline data-arm=\"{id}\" points=\"{line}\" {stroke}/>");
    }
}

/// A dot at the end of each line, and its name beside it, moved until none overlap.
fn labels<'r>(out: &mut String, scale: &Scale, top: f64, curves: &[Curve<'r>], name: fn(&'r Arm) -> &'r str) {
    let ends = curves.iter().filter_map(|curve| curve.points.last().map(|point| (curve, point)));
    let mut ends: Vec<_> = ends.map(|(curve, end)| (scale.y(top, end.median), scale.x(end.trial), curve)).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let places = apart(ends.iter().map(|end| end.0).collect(), top + HEIGHT);
    for ((y, x, curve), place) in ends.into_iter().zip(places) {
        let colour = style(curve.arm).0;
        let (fill, weight) = if colour == INK { (INK, 600) } else { ("#FFFFFF", 400) };
        let label = [scale.right + LABEL_SPACE, place + 4.0];
        let line = format!("stroke=\"{colour}\" stroke-width");
        let _ = writeln!(out, "<path d=\"M{x:.2} {y:.2}L{:.2} {place:.2}\" {line}=\"0.75\"/>", label[0] - 4.0);
        let centre = format!("cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"4\"");
        let _ = writeln!(out, "<circle {centre} fill=\"{fill}\" {line}=\"1.75\"/>");
        let form = format!("class=\"arm\" fill=\"{colour}\" font-weight=\"{weight}\"");
        text(out, label, &form, &cut(name(curve.arm), CHARS[2]));
    }
}

/// Sorted places moved down until no two are too close, then up from the bottom.
fn apart(mut places: Vec<f64>, bottom: f64) -> Vec<f64> {
    for i in 1..places.len() {
        places[i] = places[i].max(places[i - 1] + LABEL_GAP);
    }
    let mut most = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - LABEL_GAP;
    }
    places
}

/// Width of a text in characters; those of East Asia and pictures take two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// A text of at most so many characters' width.
fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(end, _)| &text[..end]);
    let longest = ends.take_while(|head| columns(head) < most).last().unwrap_or_default();
    format!("{longest}…")
}

/// Foreign text as XML; the two characters that XML lacks are replaced.
fn escape(text: &str) -> String {
    let text = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
