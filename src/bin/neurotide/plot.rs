//! `run --plot FILE`: curves and, where it was measured, alignment as an SVG, the same bytes for the same
//! report. Hue means modulator, so that no arm has the hue of one: arms are told by ink, dashes and a label.

mod accuracy;
mod bars;
mod curves;
mod dopamine;
mod draw;

use crate::report::Report;
use anyhow::{Context, Result};
use draw::{CHARS, EDGE, GREY, cut, escape, text};
use std::fmt::Write;

/// Writes the picture: right choices where the task asks for actions, else what dopamine neurons answer.
pub fn write(report: &Report<'_>, file: &str) -> Result<()> {
    let svg = if report.asks() { accuracy::svg(report) } else { dopamine::svg(report) };
    std::fs::write(file, svg).with_context(|| format!("cannot write {file}"))
}

/// What made the picture.
fn made(report: &Report<'_>) -> String {
    let arms = report.arms().map(|arm| arm.id.as_str()).collect::<Vec<_>>().join(", ");
    let set: String = report.experiment.parameters.iter().map(|(key, value)| format!("; {key} = {value}")).collect();
    let (version, seeds) = (env!("CARGO_PKG_VERSION"), report.seed_range());
    format!("neurotide {version}; experiment {}; seeds {seeds}{set}; arms {arms}", report.experiment.id)
}

/// Background, title, and below `bottom` the caption: how to read it, then what made it.
fn words(out: &mut String, report: &Report<'_>, bottom: f64, form: &[&str]) {
    let made = made(report);
    let _ = writeln!(
        out,
        "<desc>{}. {}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>",
        escape(&made),
        escape(&form.join(" "))
    );
    let grey = format!("fill=\"{GREY}\"");
    text(out, [EDGE, 34.0], "font-size=\"18\" font-weight=\"600\"", &cut(&report.experiment.title, CHARS[0]));
    let made = cut(&made, CHARS[1]);
    let lines = form.iter().copied().chain([made.as_str()]);
    for (n, line) in lines.enumerate() {
        text(out, [EDGE, bottom + 17.0 * n as f64], &grey, line);
    }
}
