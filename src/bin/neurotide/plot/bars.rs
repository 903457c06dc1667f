//! Alignment as bars: a row per arm, a cluster per group of regions, a bar per block of trials; the null
//! behind them as a grey band.

use super::draw::{CHARS, GREY, HAIRLINE, INK, LEFT, Style, cut, number, styles, text, upright};
use crate::report::{Report, median};
use neurotide::experiment::Arm;
use neurotide::measures::alignment::blocks::{Block, GroupAlignment};
use std::fmt::Write;

/// How to read them.
pub const FORM: [&str; 2] = [
    "Bars: a block's changes against the exact gradient, median over seeds; lines: smallest to largest.",
    "Grey: the same for the null, tags under the dopamine of other trials. Left to right: blocks; upright: a new phase.",
];

/// Height of a row, and from one row to the next.
const ROW: f64 = 104.0;
const NEXT: f64 = 142.0;
/// Colour of the null.
const NULL: &str = "#C3C7CC";
/// Widest place of a bar.
const WIDEST: f64 = 30.0;

/// Median and range over the seeds.
#[derive(Clone, Copy)]
struct Spread {
    median: f64,
    range: [f64; 2],
}

/// A bar and its null.
struct Bar {
    own: Spread,
    null: Option<Spread>,
}

struct Row<'r> {
    arm: &'r Arm,
    style: Style,
    /// By cluster, then block.
    bars: Vec<Vec<Option<Bar>>>,
}

/// All rows.
pub struct Bars<'r> {
    rows: Vec<Row<'r>>,
    clusters: Vec<String>,
    /// First and last trial of the blocks, from 1.
    blocks: Vec<[u32; 2]>,
    /// Blocks with which a new phase begins.
    turns: Vec<usize>,
    top: f64,
    right: f64,
    lowest: f64,
}

impl<'r> Bars<'r> {
    /// What there is to draw; `None` where alignment was not measured, or nothing changed.
    pub fn of(report: &Report<'r>, right: f64, top: f64) -> Option<Self> {
        let plan: &Vec<Block> = report.runs.iter().map(|run| &run.blocks).max_by_key(|blocks| blocks.len())?;
        let all = plan.first()?.groups.iter();
        let changed = |id: &str| {
            let groups = report.runs.iter().flat_map(|run| &run.blocks).flat_map(|block| &block.groups);
            groups.into_iter().any(|group| group.group == id && group.cosine.is_some())
        };
        let groups: Vec<&GroupAlignment> = all.filter(|group| changed(group.group)).collect();
        let arms: Vec<&'r Arm> = report.arms().collect();
        let row = |(&arm, style): (&&'r Arm, Style)| {
            let cluster = |group: &&GroupAlignment| (0..plan.len()).map(|b| bar(report, arm, b, group.group)).collect();
            Row { arm, style, bars: groups.iter().map(cluster).collect() }
        };
        let rows: Vec<Row<'_>> = arms.iter().zip(styles(&arms)).map(row).collect();
        let drawn = rows.iter().flat_map(|row| row.bars.iter().flatten()).flatten();
        let lows = drawn.flat_map(|bar| [Some(bar.own), bar.null]).flatten().map(|spread| spread.range[0]);
        let least = lows.fold(0.0_f64, f64::min);
        let clusters = groups.iter().map(|g| format!("{} ({})", g.group.replace('_', " "), g.regions.join(", ")));
        let blocks = plan.iter().map(|block| [block.first + 1, block.first + block.trials]).collect();
        let clusters: Vec<String> = clusters.collect();
        let turns = (1..plan.len()).filter(|&b| plan[b].phase != plan[b - 1].phase).collect();
        let lowest = (least * 4.0).floor() / 4.0;
        (!clusters.is_empty()).then_some(Bars { rows, clusters, blocks, turns, top, right, lowest })
    }

    /// Where the numbers below the last row end.
    pub fn bottom(&self) -> f64 {
        self.top + NEXT * (self.rows.len() - 1) as f64 + ROW + 36.0
    }

    fn y(&self, row: usize, cosine: f64) -> f64 {
        self.top + NEXT * row as f64 + ROW * (1.0 - cosine) / (1.0 - self.lowest)
    }

    /// Centre of a bar, and the width of its place.
    fn x(&self, cluster: usize, block: usize) -> (f64, f64) {
        let wide = (self.right - LEFT) / self.clusters.len() as f64;
        let place = (0.84 * wide / self.blocks.len() as f64).min(WIDEST);
        let from = LEFT + wide * (cluster as f64 + 0.5) - 0.5 * place * self.blocks.len() as f64;
        (from + place * (block as f64 + 0.5), place)
    }

    pub fn draw(&self, out: &mut String) {
        let name = if self.rows.len() > 1 { "Cosine with the exact gradient" } else { "Cosine with gradient" };
        upright(out, 0.5 * (self.y(0, 1.0) + self.y(self.rows.len() - 1, self.lowest)), name);
        for (n, row) in self.rows.iter().enumerate() {
            self.axes(out, n);
            let title = [LEFT, self.y(n, 1.0) - 12.0];
            text(out, title, "class=\"row\" font-weight=\"600\"", &cut(&row.arm.title, CHARS[0]));
            if row.bars.iter().flatten().all(Option::is_none) {
                let middle = [0.5 * (LEFT + self.right), self.y(n, 0.5 * (1.0 + self.lowest)) + 4.0];
                text(out, middle, &format!("text-anchor=\"middle\" fill=\"{GREY}\""), "no changes");
            }
            for (c, cluster) in row.bars.iter().enumerate() {
                for (b, bar) in cluster.iter().enumerate() {
                    if let Some(bar) = bar {
                        self.bar(out, (n, c, b), bar, row.style);
                    }
                }
            }
            for (c, &b) in (0..self.clusters.len()).flat_map(|c| self.turns.iter().map(move |b| (c, b))) {
                let ((x, place), [top, end]) = (self.x(c, b), [1.0, self.lowest].map(|cosine| self.y(n, cosine)));
                let x = x - 0.5 * place;
                let _ = writeln!(out, "<path class=\"turn\" d=\"M{x:.2} {top:.2}V{end:.2}\" stroke=\"{GREY}\"/>");
            }
            let zero = self.y(n, 0.0);
            let _ = writeln!(out, "<path d=\"M{LEFT} {zero:.2}H{:.2}\" stroke=\"{INK}\"/>", self.right);
        }
        self.names(out);
    }

    fn axes(&self, out: &mut String, row: usize) {
        for i in 0..=((1.0 - self.lowest) * 2.0) as u32 {
            let cosine = 1.0 - 0.5 * f64::from(i);
            let y = self.y(row, cosine);
            let _ = writeln!(out, "<path d=\"M{LEFT} {y:.2}H{:.2}\" stroke=\"{HAIRLINE}\"/>", self.right);
            text(out, [LEFT - 8.0, y + 4.0], "class=\"cosine\" text-anchor=\"end\"", &number(cosine));
        }
    }

    /// Below the last row: the first and the last trial, and names of the groups.
    fn names(&self, out: &mut String) {
        let below = self.y(self.rows.len() - 1, self.lowest);
        let (middle, last) = ("text-anchor=\"middle\"", self.blocks.len() - 1);
        let (grey, half) = (format!("class=\"trial\" fill=\"{GREY}\" font-size=\"11\""), 0.5 * self.x(0, 0).1);
        for (c, name) in self.clusters.iter().enumerate() {
            let [from, to] = [0, last].map(|b| self.x(c, b).0);
            let centre = 0.5 * (from + to);
            text(out, [centre, below + 34.0], &format!("class=\"cluster\" {middle}"), name);
            let ([one, _], [_, end]) = (self.blocks[0], self.blocks[last]);
            if to - from < 90.0 {
                text(out, [centre, below + 16.0], &format!("{grey} {middle}"), &format!("trials {one}–{end}"));
                continue;
            }
            text(out, [from - half, below + 16.0], &grey, &one.to_string());
            text(out, [centre, below + 16.0], &format!("{grey} {middle}"), "trials");
            text(out, [to + half, below + 16.0], &format!("{grey} text-anchor=\"end\""), &end.to_string());
        }
    }

    fn bar(&self, out: &mut String, (row, cluster, block): (usize, usize, usize), bar: &Bar, style: Style) {
        let (x, place) = self.x(cluster, block);
        let rect = |out: &mut String, class: &str, width: f64, [a, b]: [f64; 2], form: &str| {
            let [top, end] = [self.y(row, a.max(b)), self.y(row, a.min(b))];
            let (left, height) = (x - 0.5 * width, end - top);
            let _ = writeln!(
                out,
                "<rect class=\"{class}\" x=\"{left:.2}\" y=\"{top:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" {form}/>"
            );
        };
        if let Some(null) = bar.null {
            rect(out, "null", 0.94 * place, null.range, &format!("fill=\"{NULL}\""));
        }
        let colour = style.colour;
        let form = format!("fill=\"{colour}\" fill-opacity=\"0.5\" stroke=\"{colour}\"");
        rect(out, "bar", 0.5 * place, [0.0, bar.own.median], &form);
        let [lo, hi] = bar.own.range.map(|cosine| self.y(row, cosine));
        let _ = writeln!(out, "<path d=\"M{x:.2} {lo:.2}V{hi:.2}\" stroke=\"{colour}\" stroke-width=\"1.75\"/>");
        if let Some(null) = bar.null {
            let (y, half) = (self.y(row, null.median), 0.47 * place);
            let _ = writeln!(
                out,
                "<path d=\"M{:.2} {y:.2}H{:.2}\" stroke=\"#FFFFFF\" stroke-width=\"3\"/>\n\
                 <path d=\"M{:.2} {y:.2}H{:.2}\" stroke=\"{GREY}\" stroke-width=\"1.25\"/>",
                x - half,
                x + half,
                x - half,
                x + half
            );
        }
    }
}

/// The bar of one group in one block of an arm; `None` where nothing changed.
fn bar(report: &Report<'_>, arm: &Arm, block: usize, id: &str) -> Option<Bar> {
    let spread = |value: fn(&GroupAlignment) -> Option<f32>| {
        let found = report.runs(&arm.id).filter_map(|run| run.blocks.get(block));
        let groups = found.filter_map(|block| block.groups.iter().find(|group| group.group == id));
        let mut values: Vec<f64> = groups.filter_map(value).map(f64::from).collect();
        values.sort_by(f64::total_cmp);
        let range = [*values.first()?, *values.last()?];
        Some(Spread { median: median(&values), range })
    };
    Some(Bar { own: spread(|g| g.cosine)?, null: spread(|g| g.null) })
}
