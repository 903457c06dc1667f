//! What the world does to the senses: cues and questions become patterns over the thalamus, with noise; rewards
//! reach hypothalamus and insula.

pub mod information;
pub mod stimuli;

use crate::brain::net::wiring::RULE_UNITS;
use crate::brain::senses::stimuli::{Shown, mark, show};
use crate::experiment::Flood;
use crate::kernels::Lanes;
use crate::num::clamp;
use crate::rng::Stream;
use crate::run::state::State;
use crate::tasks::choice::Question;
use crate::tasks::{Item, World};

/// Largest drive of a thalamic unit, in peaks of a stimulus.
const MOST: f32 = 3.0;

impl State {
    /// Each thalamic unit answers a cue a little differently each time; the context that it is taken for gates
    /// association cortex.
    pub(crate) fn draw_cue(&mut self, cue: usize) {
        self.show(cue, self.task.question());
        self.notice_context(cue);
    }

    /// The pattern of a question, or of one cue, with this moment's noise.
    fn show(&mut self, cue: usize, question: Option<Question>) {
        let told = self.task.scene().2 && !self.task.remembers();
        if let Some(question) = question {
            let mut pattern = std::mem::take(&mut self.cues[cue]);
            self.pattern(question, told, &mut pattern);
            self.cues[cue] = pattern;
        }
        self.perceive(cue, question.map(|_| told));
    }

    /// Something to keep in mind, or not, ahead of the stimulus: the cue of a rule, and a mark in place of the stimulus.
    pub(crate) fn draw_item(&mut self, item: Item) {
        let units = self.cues[0].len();
        mark(item.marked, item.rule, usize::from(RULE_UNITS).min(units), &mut self.cues[0]);
        self.perceive(0, Some(true));
    }

    fn perceive(&mut self, cue: usize, told: Option<bool>) {
        let (mut now, mut noise) = (std::mem::take(&mut self.cues_now[cue]), self.noise.clone());
        self.blur(&self.cues[cue], told, &mut noise, &mut now);
        (self.cues_now[cue], self.noise) = (now, noise);
    }

    /// The thalamic pattern of a question, before noise, with the cue of its rule if that is `told`.
    pub(crate) fn pattern(&self, question: Question, told: bool, pattern: &mut Lanes) {
        let (kinds, distractor, _) = self.task.scene();
        let (moved, swapped) = self.task.moved(question.rule);
        let shown = Shown {
            moved,
            swapped,
            stimulus: (question.picture, kinds),
            distractor: (question.distractor, distractor),
            rule: told.then_some(question.rule),
        };
        let units = usize::from(self.populations[self.carriers.thalamus].units);
        show(shown, usize::from(RULE_UNITS).min(units), units, pattern);
    }

    /// Adds noise to a pattern: in conditioning (`told` none) to the units of the cue, else to all but those of the cue of
    /// a rule where none is told.
    pub(crate) fn blur(&self, pattern: &Lanes, told: Option<bool>, noise: &mut Stream, out: &mut Lanes) {
        let mut units = usize::from(self.populations[self.carriers.thalamus].units);
        if told == Some(false) {
            units = units.min(usize::from(RULE_UNITS));
        }
        out.fill(0.0);
        let spoken_to = |strength: f32| told.is_some() || strength > 0.0;
        for (now, &strength) in out.iter_mut().zip(pattern.iter()).take(units).filter(|(_, s)| spoken_to(**s)) {
            *now = clamp(strength + self.params.sensory_noise * noise.normal(), 0.0, MOST);
        }
    }

    /// Drives thalamic units at their maximum, as the phase may ask for, instead of what the stimulus does to them.
    fn flood(&mut self, world: World) {
        let kind = self.task.flood();
        if kind == Flood::None {
            return;
        }
        let thalamus = &mut self.populations[self.carriers.thalamus];
        let units = usize::from(thalamus.units);
        if kind == Flood::Noisy && (world.begins || self.flooding.is_empty()) {
            self.flooding = Lanes::zeros(units);
            let mut one = || clamp(MOST * (1.0 + self.params.sensory_noise * self.noise.normal()), 0.0, 2.0 * MOST);
            self.flooding[..units].iter_mut().for_each(|x| *x = one());
        }
        for i in (0..units).filter(|i| kind != Flood::Half || i.is_multiple_of(2)) {
            thalamus.drive[i] = if kind == Flood::Noisy { self.flooding[i] } else { MOST };
        }
        thalamus.driven = true;
    }

    /// Stimuli become drive: cue, reward, taste.
    pub(crate) fn sense(&mut self, world: World) {
        let carriers = self.carriers;
        for (cue, now) in self.cues_now.iter().enumerate() {
            if world.on >> cue & 1 == 1 {
                self.populations[carriers.thalamus].excite(now, 1.0);
            }
        }
        self.flood(world);
        if world.reward && world.size > 0.0 {
            let hypothalamus = &mut self.populations[carriers.hypothalamus];
            hypothalamus.excite_all(world.size / hypothalamus.step_fraction());
        }
        if self.tasting > 0 {
            self.tasting -= 1;
            if let Some(insula) = carriers.insula {
                self.populations[insula].excite(&self.taste, 1.0);
            }
        }
    }
}
