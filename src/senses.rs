//! What the world does to the senses: cues and questions become patterns over the thalamus, with noise; rewards
//! reach hypothalamus and insula.

use crate::brain::stimuli::{Shown, show};
use crate::brain::wiring::RULE_UNITS;
use crate::kernels::Lanes;
use crate::num::clamp;
use crate::rng::Stream;
use crate::state::State;
use crate::tasks::World;
use crate::tasks::choice::Question;

impl State {
    /// Each thalamic unit answers a cue a little differently each time; the hippocampus takes the cue of a rule for
    /// that of a context.
    pub(crate) fn draw_cue(&mut self, cue: usize) {
        self.show(cue, self.task.question());
        let Some(association) = self.carriers.temporal.filter(|_| self.task.scene().2) else { return };
        let population = &mut self.populations[association];
        let (units, size) = (usize::from(population.units), self.params.engram_size as usize);
        if size < units {
            let to = usize::from(self.populations[self.carriers.thalamus].units);
            self.contexts.cue(&self.cues_now[cue][usize::from(RULE_UNITS).min(to)..to], units, size);
            let gate = self.contexts.gate(self.contexts.active);
            self.populations[association].gate = gate.cloned().unwrap_or_default();
            self.centre();
        }
    }

    /// The pattern of a question, or of one cue, with this moment's noise.
    fn show(&mut self, cue: usize, question: Option<Question>) {
        if let Some(question) = question {
            let mut pattern = std::mem::take(&mut self.cues[cue]);
            self.pattern(question, &mut pattern);
            self.cues[cue] = pattern;
        }
        let (mut now, mut noise) = (std::mem::take(&mut self.cues_now[cue]), self.noise.clone());
        self.blur(&self.cues[cue], question, &mut noise, &mut now);
        (self.cues_now[cue], self.noise) = (now, noise);
    }

    /// The thalamic pattern of a question, before noise.
    pub(crate) fn pattern(&self, question: Question, pattern: &mut Lanes) {
        let (kinds, distractor, told) = self.task.scene();
        let (moved, swapped) = self.task.moved(question.rule);
        let shown = Shown {
            moved,
            swapped,
            stimulus: (question.stimulus, kinds),
            distractor: (question.distractor, distractor),
            rule: told.then_some(question.rule),
        };
        let units = usize::from(self.populations[self.carriers.thalamus].units);
        show(shown, usize::from(RULE_UNITS).min(units), units, pattern);
    }

    /// Adds noise to a pattern. Units that nothing speaks to in this task stay silent.
    pub(crate) fn blur(&self, pattern: &Lanes, question: Option<Question>, noise: &mut Stream, out: &mut Lanes) {
        let mut units = usize::from(self.populations[self.carriers.thalamus].units);
        if question.is_some() && !self.task.scene().2 {
            units = units.min(usize::from(RULE_UNITS));
        }
        out.fill(0.0);
        let spoken_to = |strength: f32| question.is_some() || strength > 0.0;
        for (now, &strength) in out.iter_mut().zip(pattern.iter()).take(units).filter(|(_, s)| spoken_to(**s)) {
            *now = clamp(strength + self.params.sensory_noise * noise.normal(), 0.0, 3.0);
        }
    }

    /// Stimuli become drive: cue, reward, taste.
    pub(crate) fn sense(&mut self, world: World) {
        let carriers = self.carriers;
        for (cue, now) in self.cues_now.iter().enumerate() {
            if world.on >> cue & 1 == 1 {
                self.populations[carriers.thalamus].excite(now, 1.0);
            }
        }
        if world.reward {
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
