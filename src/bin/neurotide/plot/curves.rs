//! Curves of arms over trials: median and range over the seeds, and a label at the end of each.

use super::draw::{CHARS, LABEL_SPACE, Style, apart, cut, escape, styles, text};
use crate::report::Run;
use crate::report::{Report, median};
use neurotide::experiment::Arm;
use std::fmt::Write;
use std::ops::Range;

/// The values of one arm in one trial over the seeds.
pub struct Point {
    pub trial: f64,
    pub median: f64,
    pub range: [f64; 2],
}

/// One arm.
pub struct Curve<'r> {
    pub arm: &'r Arm,
    pub style: Style,
    /// Stretches without a gap: a line each.
    pub stretches: Vec<Vec<Point>>,
}

impl Curve<'_> {
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.stretches.iter().flatten()
    }
}

/// From a trial and a value to a place in the picture.
pub trait Place {
    fn place(&self, trial: f64, value: f64) -> [f64; 2];
}

/// One curve per arm, with a stretch for each range of trials. `values` gives those of a run for a stretch,
/// trial by trial; a trial that has a value on no seed has no point.
pub fn curves<'r>(
    report: &Report<'r>,
    stretches: &[Range<usize>],
    values: impl Fn(&Run, usize) -> Vec<Option<f64>>,
) -> Vec<Curve<'r>> {
    let arms: Vec<&Arm> = report.arms().collect();
    let curve = |(&arm, style): (&&'r Arm, Style)| {
        let stretch = |(n, range): (usize, &Range<usize>)| {
            let runs: Vec<Vec<Option<f64>>> = report.runs(&arm.id).map(|run| values(run, n)).collect();
            let point = |i: usize| {
                let mut values: Vec<f64> = runs.iter().filter_map(|run| run.get(i).copied().flatten()).collect();
                values.sort_by(f64::total_cmp);
                let range = [*values.first()?, *values.last()?];
                Some(Point { trial: i as f64, median: median(&values), range })
            };
            range.clone().filter_map(point).collect()
        };
        let stretches = stretches.iter().enumerate().map(stretch).collect();
        Curve { arm, style, stretches }
    };
    arms.iter().zip(styles(&arms)).map(curve).collect()
}

/// Bands below lines, other arms below the intact brain.
pub fn panel(out: &mut String, place: &impl Place, curves: &[Curve<'_>]) {
    let (intact, others): (Vec<_>, Vec<_>) = curves.iter().partition(|curve| curve.style.intact());
    let at = |point: &Point, value: f64| {
        let [x, y] = place.place(point.trial, value);
        format!("{x:.2},{y:.2} ")
    };
    for curve in others.iter().chain(&intact) {
        for points in curve.stretches.iter().filter(|points| !points.is_empty()) {
            let upper = points.iter().map(|point| at(point, point.range[1]));
            let band: String = upper.chain(points.iter().rev().map(|point| at(point, point.range[0]))).collect();
            let (band, colour) = (band.trim_end(), curve.style.colour);
            let _ = writeln!(out, "<polygon points=\"{band}\" fill=\"{colour}\" fill-opacity=\"0.14\"/>");
        }
    }
    for curve in others.iter().chain(&intact) {
        for points in curve.stretches.iter().filter(|points| !points.is_empty()) {
            let line: String = points.iter().map(|point| at(point, point.median)).collect();
            let (line, id, stroke) = (line.trim_end(), escape(&curve.arm.id), curve.style.stroke());
            let _ = writeln!(out, "<polyline data-arm=\"{id}\" points=\"{line}\" {stroke}/>");
        }
    }
}

/// A label without a curve: a level, with the name of it.
pub struct Level<'n> {
    pub y: f64,
    pub name: &'n str,
}

/// A dot at the end of each line, and its name beside it, moved until none overlap; `bottom` is the lowest
/// place.
pub fn labels<'r>(
    out: &mut String,
    (place, right, bottom): (&impl Place, f64, f64),
    curves: &[Curve<'r>],
    level: Option<&Level<'_>>,
    name: fn(&'r Arm) -> &'r str,
) {
    let end = |curve: &Curve<'r>| curve.points().last().map(|point| place.place(point.trial, point.median));
    let mut ends: Vec<(f64, Option<(f64, &Curve<'r>)>)> =
        curves.iter().filter_map(|curve| end(curve).map(|[x, y]| (y, Some((x, curve))))).collect();
    ends.extend(level.map(|level| (level.y, None)));
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let places = apart(ends.iter().map(|end| end.0).collect(), bottom);
    for ((y, of), to) in ends.into_iter().zip(places) {
        let label = [right + LABEL_SPACE, to + 4.0];
        let Some((x, curve)) = of else {
            let _ = writeln!(out, "<path d=\"M{right:.2} {y:.2}L{:.2} {to:.2}\" {LEVEL}/>", label[0] - 4.0);
            let attributes = "class=\"level\" fill=\"#666D77\"";
            text(out, label, attributes, level.map_or("", |level| level.name));
            continue;
        };
        let Style { colour, .. } = curve.style;
        let (fill, weight) = if curve.style.intact() { (colour, 600) } else { ("#FFFFFF", 400) };
        let leader = Style { width: 1.25, ..curve.style }.stroke();
        let _ = writeln!(out, "<path d=\"M{x:.2} {y:.2}L{:.2} {to:.2}\" {leader}/>", label[0] - 4.0);
        let centre = format!("cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"4\"");
        let _ = writeln!(out, "<circle {centre} fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.75\"/>");
        text(out, label, &format!("class=\"arm\" font-weight=\"{weight}\""), &cut(name(curve.arm), CHARS[2]));
    }
}

/// How a level is drawn.
pub const LEVEL: &str = "fill=\"none\" stroke=\"#666D77\" stroke-width=\"1\" stroke-dasharray=\"1 3\"";
