//! What all pictures share: ink, styles of arms, text that stays text, labels that do not overlap.

use neurotide::experiment::Arm;
use std::fmt::Write;

pub const INK: &str = "#16191D";
pub const GREY: &str = "#666D77";
pub const HAIRLINE: &str = "#DADBDD";
/// The margin, and where the panels begin on the left.
pub const EDGE: f64 = 24.0;
pub const LEFT: f64 = 76.0;
/// From the end of a line to its label.
pub const LABEL_SPACE: f64 = 34.0;
/// From one label to the next.
const LABEL_GAP: f64 = 16.0;
/// Width of a character of 12 px, rounded up.
const CHARACTER: f64 = 7.0;
/// Most characters of the title, of the caption and of a label.
pub const CHARS: [usize; 3] = [76, 112, 30];

/// How an arm is drawn.
#[derive(Clone, Copy)]
pub struct Style {
    pub colour: &'static str,
    pub width: f64,
    /// Dashes and gaps; empty for a solid line.
    pub dash: &'static str,
}

/// The intact brain: ink.
const INTACT: Style = Style { colour: INK, width: 2.5, dash: "" };
/// The other arms, each with a colour and dashes of its own. None is the hue of a modulator; each differs
/// from the others in lightness too, and has a contrast of at least 3 with white.
const OTHERS: [Style; 6] = [
    Style { colour: "#A8741A", width: 2.0, dash: "9 4" },
    Style { colour: "#5B4FB0", width: 2.0, dash: "2 3" },
    Style { colour: "#666D77", width: 2.0, dash: "10 3 2 3" },
    Style { colour: "#4F7316", width: 2.0, dash: "5 3" },
    Style { colour: "#8C8F94", width: 2.0, dash: "14 4" },
    Style { colour: "#3B2F80", width: 2.0, dash: "9 3 2 3 2 3" },
];

/// Styles of arms in their order: the first without parameters or interventions of its own is the intact
/// brain.
pub fn styles(arms: &[&Arm]) -> Vec<Style> {
    let plain = |arm: &&Arm| arm.parameters.is_empty() && arm.interventions.is_empty();
    let intact = arms.iter().position(plain);
    let mut others = OTHERS.iter().cycle();
    let style = |n: usize| if Some(n) == intact { INTACT } else { *others.next().unwrap_or(&INTACT) };
    (0..arms.len()).map(style).collect()
}

impl Style {
    /// Attributes of a line.
    pub fn stroke(self) -> String {
        let Style { colour, width, dash } = self;
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{dash}")
    }

    /// Is it the intact brain's?
    pub fn intact(self) -> bool {
        self.colour == INK
    }
}

/// Right end of panels that leave room for these labels.
pub fn right<'l>(labels: impl Iterator<Item = &'l str>) -> f64 {
    let longest = labels.map(|name| columns(&cut(name, CHARS[2]))).max().unwrap_or(0);
    800.0 - EDGE - LABEL_SPACE - CHARACTER * longest as f64
}

/// The beginning of a picture of this height.
pub fn begin(height: f64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 {height:.0}\" role=\"img\" \
         font-family=\"Inter, system-ui, sans-serif\" font-size=\"12\" fill=\"{INK}\">\n"
    )
}

/// Name of a vertical axis whose middle is at `y`.
pub fn upright(out: &mut String, y: f64, name: &str) {
    let _ = writeln!(
        out,
        "<text transform=\"translate({EDGE} {y:.2}) rotate(-90)\" dominant-baseline=\"hanging\" \
         text-anchor=\"middle\">{}</text>",
        escape(name)
    );
}

/// The smallest of 1, 2, 5, 10, ... thousandths that takes at most so many steps.
pub fn step_of(span: f64, most: f64) -> f64 {
    let (mut step, mut factors) = (0.001, [2.0, 2.5, 2.0].into_iter().cycle());
    while span > step * most {
        step *= factors.next().unwrap_or(10.0);
    }
    step
}

/// A line of text in a panel.
pub fn text(out: &mut String, [x, y]: [f64; 2], attributes: &str, text: &str) {
    let _ = writeln!(out, "<text x=\"{x:.2}\" y=\"{y:.2}\" {attributes}>{}</text>", escape(text));
}

/// At most three decimals, and no minus before 0.
pub fn number(value: f64) -> String {
    ((value * 1000.0).round() / 1000.0 + 0.0).to_string()
}

/// Sorted places moved down until no two are too close, then up from the bottom.
pub fn apart(mut places: Vec<f64>, bottom: f64) -> Vec<f64> {
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
pub fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(end, _)| &text[..end]);
    let longest = ends.take_while(|head| columns(head) < most).last().unwrap_or_default();
    format!("{longest}…")
}

/// Foreign text as XML; the two characters that XML lacks are replaced.
pub fn escape(text: &str) -> String {
    let text = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
