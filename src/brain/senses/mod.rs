//! What the world does to the senses: cues and questions become patterns over the thalamus, with noise;
//! rewards reach hypothalamus and insula.

pub mod information;
pub mod stimuli;

use crate::brain::net::Net;
use crate::brain::net::population::{FLOOR, Population};
use crate::brain::net::wiring::RULE_UNITS;
use crate::experiment::Flood;
use crate::kernels::Lanes;
use crate::num::clamp;
use crate::params::Params;
use crate::rng::Stream;
use crate::tasks::events::{Item, Question, Scene, World};
use serde::{Deserialize, Serialize};
use stimuli::{Shown, mark, show};

/// Largest drive of a thalamic unit, in peaks of a stimulus.
const MOST: f32 = 3.0;
/// Ticks for which the taste of a reward lasts.
const TASTE_TICKS: u32 = 20;
/// Share of thalamic units that a cue excites; less where many cues must stay apart.
const CUE_SHARE: f32 = 0.25;

/// State of the senses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Senses {
    /// Thalamic patterns of the cues.
    pub cues: Vec<Lanes>,
    /// The cues as the noise at their latest onset lets them through.
    pub cues_now: Vec<Lanes>,
    /// Noise of a noisy flood in this trial; empty before the first.
    pub flooding: Lanes,
    /// Insular pattern of the reward's taste.
    pub taste: Lanes,
    /// Ticks for which the taste still lasts.
    pub tasting: u32,
    /// Noise of the senses.
    pub noise: Stream,
}

impl Senses {
    /// Patterns for so many cues, and for the taste of reward.
    #[must_use]
    pub fn new(net: &Net, cues: usize, seed: u64) -> Self {
        let mut patterns = Stream::new(seed, "patterns");
        let cues = patterns_apart(&net.populations[net.carriers.thalamus], cues, &mut patterns);
        let insula = net.carriers.insula.map(|place| &net.populations[place]);
        let taste = insula.map_or_else(Lanes::default, |insula| pattern(insula, CUE_SHARE, &mut patterns));
        Self {
            cues_now: cues.clone(),
            cues,
            flooding: Lanes::default(),
            taste,
            tasting: 0,
            noise: Stream::new(seed, "noise"),
        }
    }

    /// A cue appears, or the question that this trial asks: its pattern, with this moment's noise.
    pub fn draw_cue(&mut self, cue: usize, question: Option<Question>, scene: &Scene, net: &Net, params: &Params) {
        let rule_cued = scene.rule_cued && !scene.remembers;
        if let Some(question) = question {
            write(question, rule_cued, scene, net, &mut self.cues[cue]);
        }
        self.perceive(cue, question.map(|_| rule_cued), net, params);
    }

    /// Draws an item that comes ahead of the stimulus: the cue of a rule, and a mark that says whether to
    /// keep it.
    pub fn draw_item(&mut self, item: Item, net: &Net, params: &Params) {
        let units = self.cues[0].len();
        mark(item.marked, item.rule, usize::from(RULE_UNITS).min(units), &mut self.cues[0]);
        self.perceive(0, Some(true), net, params);
    }

    fn perceive(&mut self, cue: usize, rule_cued: Option<bool>, net: &Net, params: &Params) {
        blur(&self.cues[cue], rule_cued, net, params, &mut self.noise, &mut self.cues_now[cue]);
    }

    /// The thalamic answer to a question with fresh noise.
    #[must_use]
    pub fn input(&self, question: Question, scene: &Scene, net: &Net, params: &Params, noise: &mut Stream) -> Lanes {
        let mut pattern = self.cues[0].clone();
        let mut input = pattern.clone();
        write(question, scene.rule_cued, scene, net, &mut pattern);
        blur(&pattern, Some(scene.rule_cued), net, params, noise, &mut input);
        input.iter_mut().for_each(|x| *x = if *x > FLOOR { *x } else { 0.0 });
        input
    }

    /// A reward comes: it will be tasted, unless it is a punishment.
    pub const fn reward(&mut self, size: f32) {
        self.tasting = if size < 0.0 { 0 } else { TASTE_TICKS };
    }

    /// Drives thalamic units at their maximum, as the phase may ask for, instead of what the stimulus does to
    /// them.
    fn flood(&mut self, kind: Flood, world: World, net: &mut Net, params: &Params) {
        if kind == Flood::None {
            return;
        }
        let thalamus = &mut net.populations[net.carriers.thalamus];
        let units = usize::from(thalamus.units);
        if kind == Flood::Noisy && (world.begins || self.flooding.is_empty()) {
            self.flooding = Lanes::zeros(units);
            let mut one = || clamp(MOST * (1.0 + params.sensory_noise * self.noise.normal()), 0.0, 2.0 * MOST);
            self.flooding[..units].iter_mut().for_each(|x| *x = one());
        }
        for i in (0..units).filter(|i| kind != Flood::Half || i.is_multiple_of(2)) {
            thalamus.drive[i] = if kind == Flood::Noisy { self.flooding[i] } else { MOST };
        }
        thalamus.driven = true;
    }

    /// Stimuli become drive: cue, reward, taste.
    pub fn step(&mut self, world: World, flood: Flood, net: &mut Net, params: &Params) {
        let carriers = net.carriers;
        for (cue, now) in self.cues_now.iter().enumerate() {
            if world.on >> cue & 1 == 1 {
                net.populations[carriers.thalamus].excite(now, 1.0);
            }
        }
        self.flood(flood, world, net, params);
        if world.reward && world.size > 0.0 {
            let hypothalamus = &mut net.populations[carriers.hypothalamus];
            hypothalamus.excite_all(world.size / hypothalamus.step_fraction());
        }
        if self.tasting > 0 {
            self.tasting -= 1;
            if let Some(insula) = carriers.insula {
                net.populations[insula].excite(&self.taste, 1.0);
            }
        }
    }
}

/// The thalamic pattern of a question, before noise, with the cue of its rule where rules are cued.
fn write(question: Question, rule_cued: bool, scene: &Scene, net: &Net, pattern: &mut Lanes) {
    let shown = Shown {
        moved: scene.moved,
        swapped: scene.swaps(question.rule),
        stimulus: (question.picture, scene.pictures),
        distractor: (question.distractor, scene.distractor),
        rule: rule_cued.then_some(question.rule),
    };
    let units = net.units(net.carriers.thalamus);
    show(shown, usize::from(RULE_UNITS).min(units), units, pattern);
}

/// Adds noise to a pattern: in conditioning (`rule_cued` is `None`) to the units of the cue. In choices all
/// units get noise; where no rule is cued, those of a rule's cue do not.
fn blur(pattern: &Lanes, rule_cued: Option<bool>, net: &Net, params: &Params, noise: &mut Stream, out: &mut Lanes) {
    let mut units = net.units(net.carriers.thalamus);
    if rule_cued == Some(false) {
        units = units.min(usize::from(RULE_UNITS));
    }
    out.fill(0.0);
    let spoken_to = |strength: f32| rule_cued.is_some() || strength > 0.0;
    for (now, &strength) in out.iter_mut().zip(pattern.iter()).take(units).filter(|(_, s)| spoken_to(**s)) {
        *now = clamp(strength + params.sensory_noise * noise.normal(), 0.0, MOST);
    }
}

/// Ones at a random share of the units.
fn pattern(population: &Population, share: f32, draw: &mut Stream) -> Lanes {
    let n = usize::from(population.units);
    let mut pattern = Lanes::zeros(n);
    let k = ((n as f32 * share) as usize).max(1);
    for i in draw.subset(n, k) {
        pattern[i] = 1.0;
    }
    pattern
}

/// Ones at a random share of the units for each of `n` cues, no unit shared: distinct cues, as experimenters
/// choose them. What cues have in common is the critic's constant feature.
fn patterns_apart(population: &Population, n: usize, draw: &mut Stream) -> Vec<Lanes> {
    let units = usize::from(population.units);
    let k = ((units as f32 * CUE_SHARE) as usize).min(units / n).max(1);
    let mut left: Vec<usize> = (0..units).collect();
    let mut one = || {
        let mut pattern = Lanes::zeros(units);
        for place in draw.subset(left.len(), k).into_iter().rev() {
            pattern[left.remove(place)] = 1.0;
        }
        if left.len() < k {
            left = (0..units).collect();
        }
        pattern
    };
    (0..n).map(|_| one()).collect()
}
