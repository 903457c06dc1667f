//! The field as it is drawn: nM above tone in every cell of the section, at any moment between two ticks.

use super::travel::{CELLS, beside as beside_section, cell_of, centre, distance, travel_times};
use crate::atlas::REGIONS;
use crate::atlas::section::{WIDTH, tissue};
use crate::modulators::axon::Axons;
use crate::modulators::history::PAST;
use crate::modulators::tide::Tide;
use crate::modulators::{MODULATORS, target};
use crate::num::clamp;

/// Regions of the section whose concentrations a cell mixes.
const NEAR: usize = 5;
/// Distances from the mark of a region beside the section, mm: within the first it counts alone, beyond the
/// second not at all. Ours: the size of the mark.
const BESIDE_MM: [f32; 2] = [3.0, 6.0];
/// News below this everywhere means that a field need not be computed, nM.
const QUIET_NM: f32 = 0.02;

/// What drawing needs and the run does not.
#[derive(Clone, Debug)]
pub struct Field {
    cells: Vec<Cell>,
    times: [Vec<f32>; MODULATORS],
    delays: Vec<f32>,
    courses: Courses,
}

#[derive(Clone, Debug)]
struct Cell {
    place: usize,
    regions: [u16; NEAR],
    weights: [f32; NEAR],
    /// A region beside the section that is drawn here, and its weight.
    beside: Option<(u16, f32)>,
}

/// News of one modulator in every region over time, as far as it is known.
#[derive(Clone, Debug)]
struct Courses {
    news: Vec<Vec<f32>>,
    quiet: bool,
}

impl Field {
    /// The section under the delays of `axons`.
    #[must_use]
    pub fn new(axons: &Axons) -> Self {
        let cells = (0..CELLS).filter(|&c| tissue(c % WIDTH, c / WIDTH)).map(cell).collect();
        let times = [0, 1, 2, 3].map(|m| travel_times(m, axons));
        let places = (0..MODULATORS).flat_map(|m| (0..REGIONS.len()).map(move |k| target(m, k)));
        let delays = places.map(|place| axons.delay(place).map_or(0.0, f32::from)).collect();
        let courses = Courses { news: vec![Vec::with_capacity(2 * PAST); REGIONS.len()], quiet: true };
        Self { cells, times, delays, courses }
    }

    /// Draws all modulators into `out`, shape: modulators x rows x columns; NaN outside the brain.
    /// `fraction` runs from the tick before the latest (0) to the latest (1).
    pub fn draw(&mut self, tide: &Tide, fraction: f32, out: &mut [f32]) {
        for (m, plane) in out.chunks_exact_mut(CELLS).enumerate() {
            plane.fill(f32::NAN);
            self.courses.read(tide, m);
            for cell in &self.cells {
                plane[cell.place] =
                    if self.courses.quiet { 0.0 } else { self.mix(m, cell, self.times[m][cell.place], fraction) };
            }
        }
    }

    fn mix(&self, m: usize, cell: &Cell, time: f32, fraction: f32) -> f32 {
        let news = |k: u16, at: f32| interpolate(&self.courses.news[usize::from(k)], at);
        let mut total = 0.0;
        for (&k, &w) in cell.regions.iter().zip(&cell.weights) {
            let ahead = self.delays[target(m, usize::from(k))] - time;
            total += w * news(k, latest(fraction) + ahead);
        }
        match cell.beside {
            Some((k, w)) => (1.0 - w) * total + w * news(k, latest(fraction)),
            None => total,
        }
    }
}

/// Place of the drawn moment in a course.
fn latest(fraction: f32) -> f32 {
    (PAST - 2) as f32 + fraction
}

/// Linear between ticks, constant beyond the ends.
fn interpolate(course: &[f32], at: f32) -> f32 {
    if at <= 0.0 {
        return course[0];
    }
    let i = at as usize;
    match course.get(i + 1) {
        Some(next) => course[i] + (at - i as f32) * (next - course[i]),
        None => course[course.len() - 1],
    }
}

impl Courses {
    fn read(&mut self, tide: &Tide, modulator: usize) {
        self.quiet = true;
        for (k, course) in self.news.iter_mut().enumerate() {
            let place = target(modulator, k);
            tide.history.course(place, &tide.axons, &tide.kinetics, course);
            for nm in course {
                *nm -= tide.tone[place];
                self.quiet &= nm.abs() < QUIET_NM;
            }
        }
    }
}

/// The regions nearest to a cell, weighted so that a region's own centre shows only that region
/// (modified inverse distance, Franke & Nielson 1980, doi:10.1002/nme.1620151110).
fn cell(place: usize) -> Cell {
    let at = centre(place);
    let from = |k: usize| cell_of(k).map_or(f32::MAX, |cell| distance(at, centre(cell)));
    let regions = || (0..REGIONS.len()).map(|k| (from(k), k as u16));
    let [alone, far] = BESIDE_MM;
    let lateral = regions().filter(|&(d, k)| beside_section(usize::from(k)) && d < far);
    let beside = lateral.map(|(d, k)| (k, clamp((far - d) / (far - alone), 0.0, 1.0))).next();
    let mut near: Vec<(f32, u16)> = regions().filter(|&(_, k)| !beside_section(usize::from(k))).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let reach = near[NEAR].0;
    let (mut regions, mut weights) = ([near[0].1; NEAR], [0.0; NEAR]);
    if near[0].0 <= 0.0 {
        weights[0] = 1.0;
        return Cell { place, regions, weights, beside };
    }
    let mut total = 0.0;
    for (i, &(d, k)) in near[..NEAR].iter().enumerate() {
        let w = (reach - d) / (reach * d);
        regions[i] = k;
        weights[i] = w * w;
        total += weights[i];
    }
    weights.iter_mut().for_each(|w| *w /= total);
    Cell { place, regions, weights, beside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{DA, nucleus_index, region_index};
    use crate::experiment::Command;
    use crate::run::Simulation;

    fn burst() -> Simulation {
        let experiment = crate::experiment::builtin::get("conditioning").unwrap();
        let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
        sim.step(20);
        let burst = Command::Burst { nucleus: "VTA".into(), rate_hz: 20.0, duration_ms: 200 };
        sim.send(burst).unwrap();
        sim
    }

    #[test]
    fn at_every_centre_the_drawn_value_is_the_engines() {
        let mut sim = burst();
        let mut field = Field::new(&sim.brain().tide.axons);
        let mut out = vec![0.0; MODULATORS * CELLS];
        let mut largest = 0.0;
        for _ in 0..60 {
            sim.tick();
            field.draw(&sim.brain().tide, 1.0, &mut out);
            for m in 0..MODULATORS {
                for k in 0..REGIONS.len() {
                    let news = sim.brain().tide.news(m, k);
                    let drawn = out[m * CELLS + cell_of(k).unwrap()];
                    assert!(drawn == news || news.abs() < QUIET_NM, "{}: {drawn} for {news}", REGIONS[k].id);
                    largest = if news > largest { news } else { largest };
                }
            }
        }
        assert!(largest > 50.0, "the burst is seen: {largest} nM");
    }

    /// The front passes a cell between two regions between the moments at which it passes them.
    #[test]
    fn the_front_moves_outwards() {
        let sim = burst();
        let field = Field::new(&sim.brain().tide.axons);
        let time = |id: &str| field.times[DA][cell_of(region_index(id).unwrap()).unwrap()];
        assert!(nucleus_index("VTA").is_some());
        assert!(time("NAc") < time("OFC") && time("OFC") < time("PCC") && time("PCC") < time("V1"));
    }

    /// What the axons hold decides the near future: the look-ahead equals what then happens.
    #[test]
    fn what_is_still_to_come_comes_true() {
        let mut sim = burst();
        sim.step(10);
        let place = target(DA, region_index("dlPFC").unwrap());
        let mut course = Vec::new();
        let tide = &sim.brain().tide;
        let now = tide.history.course(place, &tide.axons, &tide.kinetics, &mut course);
        for foreseen in course.split_off(now) {
            sim.tick();
            assert_eq!(sim.brain().tide.concentration[place], foreseen);
        }
    }
}
