//! A look at single synapses: a sample of those that end in a region, with both sides' rates, weights, tags,
//! and the change that waits for the end of the trial. A third small array for the page, with its table of
//! sections.
//!
//! Synapses that change come in *bundles*: a projection of the wiring; those of value onto ventral striatum
//! and of fear onto the amygdala (cortical feature x time cell); the input gates of working memory; the skill
//! of motor cortex. All have two sides and a matrix of weights between them. Their weights stand still until
//! the end of a trial, so what is drawn as change is exactly what the weights will take then if nothing more
//! happens. Bounds are counted in; what fades or is reset after it is not.
//!
//! A [`Lens`] reads and writes nothing of the run. It costs nothing while there is none; a reading costs
//! about as much as counting the tagged synapses of its bundle, as every frame does for all.

mod matrix;
#[cfg(test)]
mod tests;

use crate::atlas::ACH;
use crate::brain::bundle::{Bundle, Kind};
use crate::brain::net::projection::Projection;
use crate::experiment::Rule;
use crate::plasticity::tag::TAGGED;
use crate::run::Simulation;
use crate::view::frame::{Section, layout};
use matrix::Matrix;

/// Most rows (postsynaptic units) of a sample.
pub const ROWS: usize = 24;
/// Most columns (presynaptic units) of a sample.
pub const COLUMNS: usize = 48;
/// Most bundles that one region can show.
pub const BUNDLES: usize = 8;
/// How units were taken: evenly spaced, those that hold most of what is tagged, or all that hold any and
/// others.
const EVENLY: f32 = 0.0;
const MOST_TAGGED: f32 = 1.0;
const ALL_TAGGED: f32 = 2.0;
/// Another sample is taken when it holds so much more of what is tagged or has changed.
const BETTER: f32 = 1.25;

const CELLS: usize = ROWS * COLUMNS;

/// Names and lengths of the sections. Matrices are postsynaptic row by row, [`COLUMNS`] apart; what is not
/// there is not a number.
const SECTIONS: [(&str, usize); 23] = [
    // Bundles that end in the region; of each its kind and the region that it comes from. Projections that
    // never change.
    ("bundles", 1),
    ("kind", BUNDLES),
    ("from", BUNDLES),
    ("fixed", 1),
    // The sample: rows and columns, of so many units; how columns and rows were taken, as the numbers below.
    ("rows", 1),
    ("columns", 1),
    ("post_units", 1),
    ("pre_units", 1),
    ("taken", 2),
    // The whole bundle: synapses, tagged, stronger, weaker; largest sizes of weight, tag and change; the tag
    // and the change from which on a synapse is counted.
    ("counts", 4),
    ("largest", 3),
    ("least", 2),
    // Third factor and the modulator that carries it; the tag gate; moments captured, and of these still
    // silent.
    ("third_factor", 1),
    ("third_of", 1),
    ("tag_gate", 1),
    ("tag_gate_of", 1),
    ("moments", 2),
    // Numbers and rates of the units shown.
    ("pre", 2 * COLUMNS),
    ("post", 2 * ROWS),
    ("weight", CELLS),
    ("tag", CELLS),
    ("change", CELLS),
    ("tick", 1),
];

/// Sections of a reading.
#[must_use]
pub fn synapses_layout() -> Vec<Section> {
    layout(SECTIONS)
}

/// Names of the kinds of bundles, in the order of the numbers that a reading gives them.
pub const KINDS: [&str; 5] = ["projection", "value", "fear", "gates", "skill"];

/// Number of a kind of bundle; `None` for one that has no synapses to show.
const fn number(kind: Kind) -> Option<f32> {
    match kind {
        Kind::Projection(_) => Some(0.0),
        Kind::Value => Some(1.0),
        Kind::Fear => Some(2.0),
        Kind::Gating => Some(3.0),
        Kind::Skill => Some(4.0),
        Kind::Cerebellum => None,
    }
}

/// Bundles that end in a region of the atlas and can be shown: projections that can change in the order of
/// the wiring, then the others.
#[must_use]
pub fn bundles(sim: &Simulation, region: usize) -> Vec<Bundle<'_>> {
    let shown = |bundle: &Bundle<'_>| number(bundle.kind).is_some();
    sim.brain().bundles_into(region).map(|(_, bundle)| bundle).filter(shown).take(BUNDLES).collect()
}

/// What is to be shown: a region of the atlas, which of its bundles, and at most so many rows and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Index of the region.
    pub region: usize,
    /// Index among its bundles.
    pub bundle: usize,
    /// Postsynaptic units, at most [`ROWS`].
    pub rows: usize,
    /// Presynaptic units, at most [`COLUMNS`].
    pub columns: usize,
}

/// A sample of units that stays while it is looked at.
#[derive(Clone, Debug)]
pub struct Lens {
    request: Request,
    pre: Vec<usize>,
    post: Vec<usize>,
    /// By what is tagged, columns and rows; else evenly spaced.
    chosen: [bool; 2],
    /// How columns and rows were taken, as the numbers above say.
    taken: [f32; 2],
}

impl Lens {
    /// Nothing is sampled yet.
    #[must_use]
    pub fn new(request: Request) -> Self {
        let Request { rows, columns, .. } = request;
        let request = Request { rows: rows.clamp(1, ROWS), columns: columns.clamp(1, COLUMNS), ..request };
        Self { request, pre: Vec::new(), post: Vec::new(), chosen: [false; 2], taken: [EVENLY; 2] }
    }

    /// Does the lens show what is requested?
    #[must_use]
    pub fn shows(&self, request: Request) -> bool {
        self.request == Self::new(request).request
    }

    /// Numbers of this moment, in the sections of [`synapses_layout`].
    #[must_use]
    pub fn read(&mut self, sim: &Simulation) -> Vec<f32> {
        let mut out = Out::new();
        out.set("tick", &[sim.ticks() as f32]);
        let all = bundles(sim, self.request.region);
        let net = &sim.brain().net;
        let fixed = |p: &&Projection| p.rule == Rule::Fixed && net.region(p.post) == self.request.region;
        out.set("bundles", &[all.len() as f32]);
        out.set("fixed", &[net.projections.iter().filter(fixed).count() as f32]);
        out.set("kind", &all.iter().filter_map(|bundle| number(bundle.kind)).collect::<Vec<_>>());
        out.set("from", &all.iter().map(|bundle| net.region(bundle.ends[0]) as f32).collect::<Vec<_>>());
        if let Some(bundle) = all.get(self.request.bundle) {
            let matrix = Matrix::new(sim, bundle);
            self.choose(&matrix, matches!(bundle.kind, Kind::Value | Kind::Fear));
            self.fill(&matrix, &mut out);
        }
        out.numbers
    }

    /// Which units are shown. What is tagged decides, and the sample stays until another would hold more;
    /// before anything is tagged, and along time, units are evenly spaced.
    fn choose(&mut self, matrix: &Matrix, in_time: bool) {
        let Request { rows, columns, .. } = self.request;
        let fits = self.pre.last().is_some_and(|&i| i < matrix.pre.len())
            && self.post.last().is_some_and(|&j| j < matrix.post.len());
        if !fits {
            (self.pre, self.post) = (spaced(columns, matrix.pre.len()), spaced(rows, matrix.post.len()));
            self.chosen = [false; 2];
        }
        let (pre, post) = matrix.held();
        let best = (largest(columns, &pre), if in_time { self.post.clone() } else { largest(rows, &post) });
        let holds = |units: &[usize], held: &[f32]| units.iter().map(|&i| held[i]).sum::<f32>();
        let better = |best: &[usize], now: &[usize], held: &[f32]| holds(best, held) > BETTER * holds(now, held);
        if better(&best.0, &self.pre, &pre) || better(&best.1, &self.post, &post) {
            (self.pre, self.post) = best;
            self.chosen = [true, !in_time];
        }
        let taken = |chosen: bool, units: &[usize], held: &[f32]| match chosen {
            false => EVENLY,
            true if holds(units, held) >= held.iter().sum() && units.iter().any(|&i| held[i] <= 0.0) => ALL_TAGGED,
            true => MOST_TAGGED,
        };
        self.taken = [taken(self.chosen[0], &self.pre, &pre), taken(self.chosen[1], &self.post, &post)];
    }

    fn fill(&self, matrix: &Matrix, out: &mut Out) {
        out.set("rows", &[self.post.len() as f32]);
        out.set("columns", &[self.pre.len() as f32]);
        out.set("post_units", &[matrix.post.len() as f32]);
        out.set("pre_units", &[matrix.pre.len() as f32]);
        out.set("taken", &self.taken);
        out.set("counts", &matrix.counts());
        out.set("largest", &matrix.largest());
        out.set("least", &[TAGGED, matrix.least()]);
        out.set("third_factor", &[matrix.third_factor.0]);
        out.set("third_of", &[matrix.third_factor.1 as f32]);
        out.set("tag_gate", &[matrix.tag_gate.unwrap_or(f32::NAN)]);
        out.set("tag_gate_of", &[ACH as f32]);
        out.set("moments", &matrix.moments.map(|n| n as f32));
        let side = |units: &[usize], first: usize, rate: &[f32]| -> Vec<f32> {
            units.iter().flat_map(|&i| [(first + i) as f32, rate[i]]).collect()
        };
        out.set("pre", &side(&self.pre, matrix.first, &matrix.pre));
        out.set("post", &side(&self.post, 0, &matrix.post));
        for (k, name) in ["weight", "tag", "change"].into_iter().enumerate() {
            let to = out.section(name);
            for (row, &j) in self.post.iter().enumerate() {
                for (column, &i) in self.pre.iter().enumerate() {
                    let cell = matrix.cells[i * matrix.post.len() + j];
                    to[row * COLUMNS + column] = if cell[0].is_nan() { f32::NAN } else { cell[k] };
                }
            }
        }
    }
}

/// At most `n` of `all` units, evenly spaced.
fn spaced(n: usize, all: usize) -> Vec<usize> {
    let n = n.min(all);
    (0..n).map(|k| k * all / n).collect()
}

/// The `n` units that hold most, in the order of their numbers; of equals the first.
fn largest(n: usize, held: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..held.len()).collect();
    order.sort_by(|&a, &b| held[b].total_cmp(&held[a]).then(a.cmp(&b)));
    order.truncate(n);
    order.sort_unstable();
    order
}

/// The array as it is filled, section by section.
struct Out {
    sections: Vec<Section>,
    numbers: Vec<f32>,
}

impl Out {
    fn new() -> Self {
        let sections = synapses_layout();
        let len = sections.last().map_or(0, |s| s.offset + s.len);
        Self { sections, numbers: vec![f32::NAN; len] }
    }

    fn section(&mut self, name: &str) -> &mut [f32] {
        let found = self.sections.iter().find(|section| section.name == name).expect("a section of the table");
        &mut self.numbers[found.offset..found.offset + found.len]
    }

    fn set(&mut self, name: &str, values: &[f32]) {
        self.section(name)[..values.len()].copy_from_slice(values);
    }
}
