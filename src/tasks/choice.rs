//! Choice: a stimulus, one of several actions, reward for the right one after a delay.
//!
//! Rule 0 gives each stimulus an action, as evenly as possible and drawn from the seed; rule `k` asks for the
//! `k`-th action after that. A phase names the rules in force; with several, each trial draws one. Where the
//! task is `cued`, a second cue tells which. With `items`, that cue comes ahead of the stimulus, one of
//! several, and a mark tells which of them will count. The brain chooses at one moment of the trial; a wrong
//! choice goes unrewarded.
//!
//! Where a phase has `offers`, only some actions are on offer and each pays with odds of its own (see
//! `odds`); the best of them counts as right. An offer is shown as a stimulus; in tasks with `symbols` the
//! actions themselves stand for symbols, and every trial shows the same picture.
//!
//! Where a phase has a tolerance, a movement follows the choice. The action is its goal, and there is a
//! reward only if it is seen to land near enough, `rotation` degrees from where it went.
//!
//! What a phase leaves of the one before can differ. Some stimuli may keep the action of rule 0, the stimuli
//! may be moved around their ring, and under some rules stimulus and distractor take each other's place.

use super::events::{Item, LEAD_MS, Moment, Question, Scene, TAIL_MS, TrialKind, World};
use super::odds::Odds;
use crate::experiment::{Choice, Flood, Phase};
use crate::num::ticks;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// Trials for which an alternating flood lasts, and then pauses.
const FLOODED: u32 = 4;

/// State of the task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    task: Choice,
    actions: u32,
    /// Action of rule 0, by stimulus.
    first: Vec<u8>,
    phases: Vec<Phase>,
    moment: Moment,
    in_phase: u32,
    pause: u32,
    finished: bool,
    question: Question,
    /// What is shown ahead of the stimulus, the one that counts among it.
    items: Vec<Item>,
    /// Stimuli still to come before each has been seen once more.
    bag: Vec<u8>,
    chance: Stream,
    odds: Odds,
}

impl State {
    /// The task before its first tick, for a brain with so many `actions`.
    #[must_use]
    pub fn new(task: &Choice, phases: &[Phase], actions: usize, mut chance: Stream, drift: Stream) -> Self {
        let first = even(task.stimuli as usize, actions, &mut chance);
        let mut state = Self {
            task: task.clone(),
            actions: actions as u32,
            first,
            phases: phases.to_vec(),
            moment: Moment { lead_ms: lead_ms(task), reward_ms: task.decide_ms + task.delay_ms, ..Moment::default() },
            in_phase: 0,
            pause: 0,
            finished: false,
            question: Question::default(),
            items: Vec::new(),
            bag: Vec::new(),
            chance,
            odds: Odds::new(&phases[0], drift),
        };
        state.ask();
        state
    }

    /// Where the task stands.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.moment
    }

    /// What this trial asks.
    #[must_use]
    pub fn question(&self) -> Question {
        self.question
    }

    /// The phase in force.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phases[self.moment.phase as usize]
    }

    /// How the trials of the present phase look.
    #[must_use]
    pub fn scene(&self) -> Scene {
        let phase = self.phase();
        Scene {
            asks: true,
            pictures: self.task.stimuli,
            distractor: phase.distractor,
            rule_cued: self.task.cued,
            remembers: self.task.items > 0,
            moved: phase.moved,
            swapped: phase.swapped.iter().fold(0, |bits, rule| bits | 1 << rule),
            sleeps: self.phases.iter().any(|phase| phase.replays > 0),
        }
    }

    /// How the senses are flooded in this trial.
    #[must_use]
    pub fn flood(&self) -> Flood {
        match self.phase().flood {
            Flood::Alternating if (self.in_phase / FLOODED).is_multiple_of(2) => Flood::Steady,
            Flood::Alternating => Flood::None,
            other => other,
        }
    }

    /// Every question that the present phase can ask, distractors apart.
    #[must_use]
    pub fn all_questions(&self) -> Vec<Question> {
        let rules = if self.phase().rules.is_empty() { &[0][..] } else { &self.phase().rules };
        let stimuli = 0..self.kinds() as u8;
        let ask = |stimulus: u8, rule: u32| Question { stimulus, distractor: stimulus, ..self.posed(stimulus, rule) };
        rules.iter().flat_map(|&rule| stimuli.clone().map(move |s| ask(s, rule))).collect()
    }

    /// A question as any phase might ask it.
    #[must_use]
    pub fn invent(&self, draw: &mut Stream) -> Question {
        let rules: Vec<u32> = self.phases.iter().flat_map(|phase| phase.rules.iter().copied()).collect();
        let rule = one_of(&rules, draw);
        let stimulus = draw.integer(0, self.kinds() as u32 - 1) as u8;
        let mut question = self.posed(stimulus, rule);
        question.distractor = draw.integer(0, self.task.stimuli - 1) as u8;
        if self.task.symbols {
            // Pictures of every kind have been seen before the task.
            question.picture = question.distractor;
        }
        question
    }

    /// The action that a rule asks for in the present phase.
    #[must_use]
    pub fn right(&self, stimulus: usize, rule: u32) -> u8 {
        let rule = if stimulus < self.phase().kept as usize { 0 } else { rule };
        ((u32::from(self.first[stimulus]) + rule) % self.actions) as u8
    }

    /// The brain has chosen: decides over reward. Chance is drawn alike whatever was chosen, so that brains
    /// with the same seed meet the same trials.
    pub fn choose(&mut self, action: u8) {
        let (left_out, luck) = (self.chance.uniform() < self.phase().omission, self.chance.uniform());
        let pays = match self.odds.is_empty() {
            true => f32::from(u8::from(action == self.question.right)),
            false => self.odds.of(usize::from(self.question.stimulus), action),
        };
        let earned = pays > 0.0 && !left_out && luck < pays * self.phase().reward;
        self.moment.kind = if earned { TrialKind::Rewarded } else { TrialKind::Omitted };
    }

    /// Is a movement asked for?
    fn reaches(&self) -> bool {
        self.task.reach_ms > 0 && self.phase().tolerance > 0.0
    }

    /// By how much the movement that is seen is turned, degrees.
    #[must_use]
    pub fn rotation(&self) -> f32 {
        self.phase().rotation
    }

    /// The movement has landed so many degrees from its goal, as it was seen: one that misses goes
    /// unrewarded.
    pub fn land(&mut self, error_deg: f32) -> bool {
        let misses = error_deg.abs() > self.phase().tolerance;
        if misses {
            self.moment.kind = TrialKind::Omitted;
        }
        misses
    }

    /// Advances one tick.
    pub fn step(&mut self) -> World {
        if self.finished {
            return World { finished: true, ..World::default() };
        }
        if self.pause > 0 {
            self.pause -= 1;
            return World::default();
        }
        let world = self.events_at(self.moment.tick);
        self.moment.tick += 1;
        if world.ends {
            self.next_trial();
        }
        world
    }

    /// What happens at a tick of the trial, as far as it is decided.
    pub(super) fn events_at(&self, now: u32) -> World {
        let cue = ticks(self.moment.lead_ms);
        let (item, shown) = self.item(now);
        let decide = cue + ticks(self.task.decide_ms);
        let reward = decide + ticks(self.task.delay_ms);
        let off = cue + ticks(self.task.cue_ms);
        let landing = decide + ticks(self.task.reach_ms);
        World {
            begins: now == 0,
            cue_on: now == cue,
            onsets: u8::from(now == cue),
            on: u8::from(shown || now >= cue && now < off),
            item,
            cue: now >= cue && now < off,
            cue_off: now == off,
            decide: now == decide,
            reach: self.reaches() && now >= decide && now < landing,
            lands: self.reaches() && now == landing,
            reward: now == reward && self.moment.kind == TrialKind::Rewarded,
            omission: now == reward && self.moment.kind == TrialKind::Omitted,
            ends: now + 1 == reward + ticks(TAIL_MS),
            replays: if now + 1 == reward + ticks(TAIL_MS) && self.in_phase + 1 == self.phase().trials {
                self.phase().replays
            } else {
                0
            },
            size: 1.0,
            ..World::default()
        }
    }

    /// What comes on in this tick ahead of the stimulus, and whether something is to be seen.
    fn item(&self, now: u32) -> (Option<Item>, bool) {
        let (shown, each) = (ticks(self.task.item_ms), ticks(self.task.item_ms + self.task.gap_ms));
        let Some(since) = now.checked_sub(ticks(LEAD_MS)).filter(|_| each > 0) else {
            return (None, false);
        };
        let item = self.items.get((since / each) as usize).copied();
        (item.filter(|_| since % each == 0), item.is_some() && since % each < shown)
    }

    fn next_trial(&mut self) {
        self.in_phase += 1;
        while self.moment.phase < self.phases.len() as u32
            && self.in_phase >= self.phases[self.moment.phase as usize].trials
        {
            self.moment.phase += 1;
            self.in_phase = 0;
            self.enter_phase();
        }
        if self.moment.phase as usize >= self.phases.len() {
            self.moment.phase -= 1;
            self.finished = true;
            return;
        }
        self.moment.trial += 1;
        self.moment.tick = 0;
        self.odds.step();
        self.ask();
    }

    /// A phase begins; what is on offer in it is seen evenly from its first trial on.
    fn enter_phase(&mut self) {
        let had = !self.odds.is_empty();
        if let Some(phase) = self.phases.get(self.moment.phase as usize) {
            self.odds.enter(phase);
        }
        if had || !self.odds.is_empty() {
            self.bag.clear();
        }
    }

    /// How many stimuli, or offers, there are.
    fn kinds(&self) -> usize {
        if self.odds.is_empty() { self.task.stimuli as usize } else { self.odds.len() }
    }

    /// A question, its distractor apart.
    fn posed(&self, stimulus: u8, rule: u32) -> Question {
        let row = usize::from(stimulus);
        let (right, offer) = match self.odds.is_empty() {
            true => (self.right(row, rule), 0),
            false => (self.odds.best(row), self.odds.offer(row)),
        };
        let picture = if self.task.symbols { 0 } else { stimulus };
        Question { stimulus, picture, distractor: 0, rule: rule as u8, right, offer }
    }

    /// Draws the pause before this trial, its stimulus and its rule.
    fn ask(&mut self) {
        let ms = self.chance.integer(self.task.pause_ms[0], self.task.pause_ms[1]);
        let window = self.moment.lead_ms + self.task.decide_ms + self.task.delay_ms + TAIL_MS;
        self.pause = ticks(ms.saturating_sub(window));
        self.moment.kind = TrialKind::Omitted;
        if self.bag.is_empty() {
            self.bag = even(self.kinds(), self.kinds(), &mut self.chance);
        }
        let stimulus = self.bag.pop().unwrap_or(0);
        let rules = &self.phases[self.moment.phase as usize].rules;
        let rule = one_of(rules, &mut self.chance);
        let distractor = self.chance.integer(0, self.task.stimuli - 1) as u8;
        self.question = Question { distractor, ..self.posed(stimulus, rule) };
        self.deal();
    }

    /// Draws the items of this trial and the place of the one that counts.
    fn deal(&mut self) {
        self.items.clear();
        if self.task.items == 0 {
            return;
        }
        let marked = self.chance.integer(0, self.task.items - 1);
        for n in 0..self.task.items {
            let other = one_of(&self.phases[self.moment.phase as usize].rules, &mut self.chance);
            let rule = if n == marked { self.question.rule } else { other as u8 };
            self.items.push(Item { rule, marked: n == marked });
        }
    }
}

/// From the window's beginning to the stimulus, ms.
const fn lead_ms(task: &Choice) -> u32 {
    let items = task.items * (task.item_ms + task.gap_ms);
    LEAD_MS + if task.items > 0 { items + task.hold_ms } else { 0 }
}

/// One of the rules, drawn; rule 0 where none is named.
fn one_of(rules: &[u32], chance: &mut Stream) -> u32 {
    match rules.len() {
        0 => 0,
        n => rules[chance.integer(0, n as u32 - 1) as usize],
    }
}

/// `n` values below `kinds`, each as often as any other, in random order.
fn even(n: usize, kinds: usize, chance: &mut Stream) -> Vec<u8> {
    let mut all: Vec<u8> = (0..n).map(|i| (i % kinds) as u8).collect();
    chance.shuffle(&mut all, n);
    all
}

#[cfg(test)]
mod tests;
