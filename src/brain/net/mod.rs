//! The net: regions as populations of units, projections as synapses between them, and how both are wired.
//!
//! Here is what all systems share: where the task enters, learning rates of projections, what a tick does to
//! rates and tags, and what the end of a trial does to weights.

pub mod channels;
pub mod equilibrium;
pub mod feedback;
pub mod population;
pub mod projection;
pub mod time_cells;
mod weights;
pub mod wiring;

use crate::atlas::{REGIONS, Region, System, region_index};
use crate::brain::signals::Signals;
use crate::experiment::{Brain as Plan, Rule};
use crate::kernels::Lanes;
use crate::modulators::gates;
use crate::modulators::receptor::Receptors;
use crate::num::ticks;
use crate::params::Params;
use crate::plasticity::tag::{Timing, WINDOW};
use crate::rng::Stream;
use population::Population;
use projection::Projection;
use serde::{Deserialize, Serialize};
use time_cells::TimeCells;

/// Places of the regions that carry the task among the populations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carriers {
    /// Thalamus: the cue enters here.
    pub thalamus: usize,
    /// Hippocampus: the time cells.
    pub hippocampus: usize,
    /// Inferior temporal cortex: features of cues, if the brain has it.
    pub temporal: Option<usize>,
    /// Ventral striatum: value.
    pub striatum: usize,
    /// Hypothalamus: reward enters here.
    pub hypothalamus: usize,
    /// Insula: the taste of the reward, if the brain has one.
    pub insula: Option<usize>,
    /// Amygdala: aversive value, if the brain has one.
    pub amygdala: Option<usize>,
    /// Orbitofrontal cortex: the value that waiting is decided by, if the brain has one.
    pub orbitofrontal: Option<usize>,
    /// Caudate: actions, if the brain has one.
    pub caudate: Option<usize>,
}

/// Regions of the atlas in which noradrenaline and dopamine act on choice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Places {
    /// Dorsolateral prefrontal cortex: how random choices are.
    pub dlpfc: usize,
    /// Anterior cingulate cortex: giving up what was learned and starting anew.
    pub acc: usize,
    /// Caudate: Go against NoGo.
    pub caudate: usize,
}

/// What is sent to one population in place of its inputs' rates: its place, and the pattern.
pub type Held<'a> = Option<(usize, &'a Lanes)>;

/// Populations and projections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Net {
    /// Rate units, region by region.
    pub populations: Vec<Population>,
    /// Synapses, projection by projection.
    pub projections: Vec<Projection>,
    /// Projections on the way from sense to action, in the order in which activity takes it.
    pub way: Vec<usize>,
    /// Where the task enters and value is read.
    pub carriers: Carriers,
    /// Regions in which noradrenaline and dopamine act on choice.
    pub places: Places,
    /// The running sequences of time cells.
    pub time_cells: TimeCells,
}

impl Net {
    /// Builds the net of a brain whose description was checked.
    #[must_use]
    pub fn new(plan: &Plan, params: &Params, wiring: &mut Stream) -> Self {
        let (populations, projections) = wiring::build(plan, params, wiring);
        let carriers = carriers(&populations);
        let way = wiring::way(&projections);
        Self { populations, projections, way, carriers, places: places(), time_cells: TimeCells::default() }
    }

    /// Place among the populations of the region with this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        place(&self.populations, id)
    }

    /// Index in the atlas of the region of a population.
    #[must_use]
    pub fn region(&self, place: usize) -> usize {
        usize::from(self.populations[place].region)
    }

    /// Number of units of a population.
    #[must_use]
    pub fn units(&self, place: usize) -> usize {
        usize::from(self.populations[place].units)
    }

    /// Rates of the units of a population, without padding.
    #[must_use]
    pub fn rates(&self, place: usize) -> &[f32] {
        &self.populations[place].rate[..self.units(place)]
    }

    /// The region in which projection `p` ends.
    #[must_use]
    pub fn end_of(&self, p: usize) -> &'static Region {
        &REGIONS[self.region(self.projections[p].post)]
    }

    /// Learning rate of projection `p`.
    #[must_use]
    pub fn rate(&self, p: usize, signals: &Signals, params: &Params) -> f32 {
        let projection = &self.projections[p];
        let rate = rate_of(projection.rule, params);
        if projection.feedback.is_none() {
            return rate;
        }
        let rate = rate * signals.trust * signals.blame;
        rate * match self.end_of(p).system {
            System::Sensory => params.sensory_rate,
            System::Associative => params.association_rate,
            System::Prefrontal => params.prefrontal_rate,
            _ => params.striatal_rate,
        }
    }

    /// Number of cortical features that value and fear learn from.
    #[must_use]
    pub fn features(&self) -> usize {
        self.units(self.carriers.thalamus) + self.carriers.temporal.map_or(0, |place| self.units(place))
    }

    /// The cortical features now: thalamus, then temporal cortex.
    #[must_use]
    pub fn features_now(&self) -> (&[f32], &[f32]) {
        (self.rates(self.carriers.thalamus), self.carriers.temporal.map_or(&[][..], |place| self.rates(place)))
    }

    /// The time cells: their rates, and which of them are active.
    #[must_use]
    pub fn clock(&self) -> (&[f32], &[u16]) {
        let cells = &self.populations[self.carriers.hippocampus];
        (&cells.rate, &cells.active)
    }

    /// Advances the time cells by a tick. Returns the bank whose cue event the cortex has just answered.
    pub fn tell_time(&mut self) -> Option<usize> {
        self.time_cells.step(&mut self.populations[self.carriers.hippocampus])
    }

    /// Rates of the last tick, weighted, become drive.
    pub fn propagate(&mut self) {
        for projection in &self.projections {
            if let Ok([pre, post]) = self.populations.get_disjoint_mut([projection.pre, projection.post]) {
                projection.propagate(pre, post);
            }
        }
    }

    /// Rates follow their drive, under the gain that noradrenaline gives them.
    pub fn step(&mut self, receptors: &Receptors, params: &Params) {
        for population in &mut self.populations {
            let gain = gates::neural_gain(receptors, usize::from(population.region), params);
            population.step(gain, params);
        }
    }

    /// Feedback `onto` the caudate's apical dendrites comes down the levels: `apical = B (apical' phi')`.
    pub fn feed_back(&mut self, caudate: usize, onto: impl FnOnce(&mut [f32])) {
        for population in &mut self.populations {
            population.apical.fill(0.0);
        }
        onto(&mut self.populations[caudate].apical);
        for &p in self.way.iter().rev() {
            let projection = &self.projections[p];
            if let Ok([pre, post]) = self.populations.get_disjoint_mut([projection.pre, projection.post]) {
                projection.feed_back(&post.credit(1.0), &mut pre.apical);
            }
        }
    }

    /// Tags of projections age under this tick's third factor; every [`WINDOW`] ticks (`capture`) new ones
    /// are written.
    pub fn tag(&mut self, capture: bool, held: Held<'_>, receptors: &Receptors, signals: &Signals, params: &Params) {
        let [cortical, striatal] = [Rule::Cortical, Rule::Striatal].map(|rule| timing(rule, params).step());
        for p in 0..self.projections.len() {
            let region = self.region(self.projections[p].post);
            let projection = &mut self.projections[p];
            let step = match projection.rule {
                Rule::Fixed => continue,
                Rule::Cortical | Rule::Actor => cortical,
                Rule::Striatal => striatal,
            };
            if projection.tags.open() {
                projection.tags.step(step, gates::third_factor(receptors, region, params));
            }
            if capture {
                self.capture(p, held, receptors, signals, params);
            }
        }
    }

    fn capture(&mut self, p: usize, held: Held<'_>, receptors: &Receptors, signals: &Signals, params: &Params) {
        let rule = self.projections[p].rule;
        if matches!(rule, Rule::Actor | Rule::Striatal) && signals.feedback == 0 {
            return;
        }
        let region = self.region(self.projections[p].post);
        let open = match rule {
            Rule::Striatal => gates::tag_tone(receptors, region, params),
            _ => gates::tag_gate(receptors, region, params),
        };
        let rate = self.rate(p, signals, params);
        let wait = timing(rule, params).silent_ticks;
        let projection = &mut self.projections[p];
        if projection.tags.full() {
            projection.flush(rate, params.reciprocity);
            projection.tags.settle();
        }
        let (pre, post) = (&self.populations[projection.pre], &self.populations[projection.post]);
        let strength = params.tag_gain * open;
        match rule {
            Rule::Actor | Rule::Striatal => {
                let strength = strength * signals.information;
                let credit = post.credit(params.attention);
                let held = held.filter(|(place, _)| *place == projection.post);
                let sent = held.map_or_else(|| pre.centred(projection.span), |(_, pattern)| pattern.clone());
                projection.tags.capture_credit(&sent, &credit, strength, wait);
            }
            _ => projection.capture(pre, post, strength, wait),
        }
    }

    /// At the end of a trial, after the way has taken its changes, other projections take theirs. The way
    /// fades and, as far as `reset` goes, starts anew where a choice was made. Tags close.
    pub fn end_trial(&mut self, reset: f32, signals: &Signals, params: &Params) {
        for p in 0..self.projections.len() {
            if self.projections[p].feedback.is_none() {
                let rate = self.rate(p, signals, params);
                self.projections[p].flush(rate, 0.0);
            } else if signals.chosen.is_some() {
                self.projections[p].fade(1.0 - params.fading * signals.information);
                let mask = &self.populations[self.projections[p].pre].mask;
                self.projections[p].reset(reset, mask);
            }
            self.projections[p].tags.clear();
        }
    }

    /// Usual rates follow the present ones.
    pub fn accustom(&mut self, rate: f32) {
        self.populations.iter_mut().for_each(|population| population.accustom(rate));
    }

    /// Recomputes, from weights and usual rates, what centring takes away.
    pub fn centre(&mut self) {
        for projection in &mut self.projections {
            projection.centre(&self.populations[projection.pre]);
        }
    }

    /// All regions fall silent.
    pub fn quieten(&mut self) {
        for population in &mut self.populations {
            population.rate.fill(0.0);
            population.active.clear();
        }
    }
}

/// Learning rate of a rule.
#[must_use]
pub const fn rate_of(rule: Rule, params: &Params) -> f32 {
    match rule {
        Rule::Fixed => 0.0,
        Rule::Cortical => params.cortical_rate,
        Rule::Actor | Rule::Striatal => params.actor_rate,
    }
}

/// Time constants of the tags of a rule.
#[must_use]
pub fn timing(rule: Rule, params: &Params) -> Timing {
    let decay_ms = if rule == Rule::Striatal { params.striatal_tag_decay_ms } else { params.cortical_tag_decay_ms };
    Timing::new(params.cortical_tag_silent_ms, decay_ms)
}

/// Is this a tick in which tags are written?
#[must_use]
pub const fn captures(tick: u64) -> bool {
    tick.is_multiple_of(WINDOW as u64)
}

/// Ticks for which an action feeds back.
#[must_use]
pub fn feedback_ticks(params: &Params) -> u32 {
    ticks(params.feedback_ms as u32)
}

fn place(populations: &[Population], id: &str) -> Option<usize> {
    populations.iter().position(|p| REGIONS[usize::from(p.region)].id == id)
}

fn carriers(populations: &[Population]) -> Carriers {
    let place = |id: &str| place(populations, id);
    let needed = |id: &str| place(id).expect("wiring::check has found the region");
    Carriers {
        thalamus: needed("THA"),
        hippocampus: needed("HIP"),
        temporal: place("IT"),
        striatum: needed("NAc"),
        hypothalamus: needed("HYP"),
        insula: place("INS"),
        amygdala: place("AMY"),
        orbitofrontal: place("OFC"),
        caudate: place("CAU"),
    }
}

fn places() -> Places {
    let place = |id| region_index(id).expect("a region of the atlas");
    Places { dlpfc: place("dlPFC"), acc: place("ACC"), caudate: place("CAU") }
}
