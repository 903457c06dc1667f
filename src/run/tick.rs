//! What happens in a tick, phase by phase. Each phase reads what earlier phases of the same tick have left,
//! unless it says otherwise; [`crate::run::Simulation::tick`] calls them in order.

use crate::atlas::{DA, NUCLEI, REGIONS, nucleus_index, region_index};
use crate::brain::choice::action::{ACTIONS, policy, preferences};
use crate::brain::senses::information::information;
use crate::experiment::{Command, Rule};
use crate::modulators::nucleus::{self, Drive};
use crate::modulators::{gates, target};
use crate::num::{DT_MS, ticks};
use crate::plasticity::tag::{Timing, WINDOW};
use crate::run::recorder::{ChoiceRecord, EventKind, Sample};
use crate::run::state::{Carriers, State};
use crate::tasks::{Moment, World};

/// Ticks for which the taste of a reward lasts.
const TASTE_TICKS: u32 = 20;
/// A nucleus is in a burst above this multiple of its tonic rate, and in a pause below its inverse.
const BURST_RATIO: f32 = 2.0;
/// Rise of dopamine that counts as the arrival of a front, nM.
pub const ARRIVAL_NM: f32 = 5.0;

impl State {
    pub(crate) fn apply(&mut self, command: &Command) {
        match command {
            Command::Burst { nucleus, rate_hz, duration_ms } => {
                if let Some(n) = nucleus_index(nucleus) {
                    self.nuclei.fire(n, *rate_hz, ticks(*duration_ms));
                }
            }
            Command::Set { key, value } => {
                if self.params.set(key, *value).is_ok() {
                    self.retune();
                }
            }
            Command::Probe { region } => self.probe = region_index(region).unwrap_or(self.probe),
        }
    }

    /// The world acts: a trial begins, stimuli come and go.
    pub(crate) fn enter(&mut self, world: World, moment: Moment) {
        if world.begins {
            self.in_trial = true;
            self.asked = self.task.question();
            self.echo.begin(self.params.dopamine_shuffle);
            self.recorder.begin();
            self.front.began = None;
            let firing = nucleus::doubtful(self.contexts.uncertainty().doubt(), &self.params);
            self.contexts.told = gates::told(&self.receptors, self.places.acc, firing);
            let striatum = usize::from(self.populations[self.carriers.striatum].region);
            self.critic.pace = gates::learning_pace(&self.receptors, striatum, &self.params);
        }
        let mut note = |kind: EventKind, happens: bool| {
            if happens {
                self.recorder.event(kind, moment, -1, 0.0);
            }
        };
        note(EventKind::Cue, world.cue_on);
        note(EventKind::CueOff, world.cue_off);
        note(EventKind::Reward, world.reward);
        note(EventKind::Omission, world.omission);
        if let Some(item) = world.item {
            self.recorder.event(EventKind::Cue, moment, -1, f32::from(u8::from(item.marked)));
            self.draw_item(item);
        }
        if world.cue_on {
            self.time_cells.cue();
            (0..self.cues.len()).filter(|cue| world.onsets >> cue & 1 == 1).for_each(|cue| self.draw_cue(cue));
        }
        if world.cue_off && moment.trial == 0 {
            self.sample_synapses();
        }
        for (n, pulse) in world.pulses.iter().enumerate() {
            if let Some(pulse) = pulse {
                self.nuclei.fire(n, pulse.rate_hz, pulse.ticks);
            }
        }
        if world.reward {
            self.time_cells.silence();
            self.tasting = if world.size < 0.0 { 0 } else { TASTE_TICKS };
        }
    }

    /// Rates of the last tick, weighted, become drive; time cells go on, and with them value.
    pub(crate) fn propagate(&mut self) {
        let Carriers { thalamus, hippocampus, temporal, striatum, .. } = self.carriers;
        let (rate, fear_rate) = (self.critic_rate(), self.aversive_rate());
        if let Some(bank) = self.time_cells.step(&mut self.populations[hippocampus]) {
            let rates = |p: usize| &self.populations[p].rate[..usize::from(self.populations[p].units)];
            let temporal = temporal.map_or(&[][..], rates);
            self.conjunctions.recruit(bank, rates(thalamus), temporal, rate);
            if let Some(aversion) = &mut self.aversion {
                aversion.synapses.recruit(bank, rates(thalamus), temporal, fear_rate);
            }
        }
        for p in 0..self.projections.len() {
            let (pre, post) = (self.projections[p].pre, self.projections[p].post);
            if pre != post {
                self.pass(p, pre, post);
            }
        }
        let cells = &self.populations[hippocampus];
        let value = self.conjunctions.value(&cells.rate, &cells.active);
        self.populations[striatum].excite_all(value);
    }

    fn pass(&mut self, projection: usize, pre: usize, post: usize) {
        if let Ok([pre, post]) = self.populations.get_disjoint_mut([pre, post]) {
            self.projections[projection].propagate(pre, post);
        }
    }

    pub(crate) fn units(&mut self) {
        self.open_memory();
        for population in &mut self.populations {
            let gain = gates::neural_gain(&self.receptors, usize::from(population.region), &self.params);
            population.step(gain, &self.params);
        }
        self.follow_memory();
    }

    /// At the moment of decision an action is drawn; for a while it feeds back.
    pub(crate) fn act(&mut self, world: World) {
        self.actor.feedback = self.actor.feedback.saturating_sub(1);
        if world.begins {
            self.actor.chosen = None;
        }
        let asked = world.decide || self.deliberates(world);
        let Some(caudate) = self.actor.caudate.filter(|_| asked) else { return };
        let policy = self.inclination(caudate);
        self.recorder.deliberation.consider(&policy);
        if !world.decide {
            return;
        }
        self.actor.policy = policy;
        let action = self.actor.draw();
        self.recorder.deliberation.end(action);
        self.actor.chosen = Some(action);
        self.actor.feedback = ticks(self.params.feedback_ms as u32);
        self.inform();
        let usual_rate = self.params.usual_rate * self.information;
        self.populations.iter_mut().for_each(|p| p.accustom(usual_rate));
        self.task.choose(action);
    }

    /// Is there a question without an answer? From the onset of the stimulus to the choice.
    fn deliberates(&mut self, world: World) -> bool {
        if world.cue_on && self.asked.is_some() {
            self.recorder.deliberation.begin();
        }
        self.recorder.deliberation.open()
    }

    /// Probabilities of the actions if one were chosen now.
    fn inclination(&self, caudate: usize) -> [f32; ACTIONS] {
        let population = &self.populations[caudate];
        let q = preferences(&population.rate, usize::from(population.units), self.go_nogo());
        let steepness = gates::steepness(&self.receptors, self.places.dlpfc, &self.params);
        let offer = self.asked.map_or(0, |question| question.offer);
        policy(q, self.params.inverse_temperature * steepness, offer)
    }

    /// How much this trial's input has to tell.
    fn inform(&mut self) {
        let thalamus = &self.populations[self.carriers.thalamus];
        self.information = information(&thalamus.rate[..usize::from(thalamus.units)], self.params.information_open);
    }

    /// Feedback from the chosen action, down the levels: `apical = B (apical' phi')`.
    fn feed_back(&mut self) {
        let Some(caudate) = self.actor.caudate else { return };
        for population in &mut self.populations {
            population.apical.fill(0.0);
        }
        let population = &mut self.populations[caudate];
        let units = usize::from(population.units);
        self.actor.feed_back(&mut population.apical, units, self.params.choice_contrast);
        for &p in self.way.iter().rev() {
            let projection = &self.projections[p];
            if let Ok([pre, post]) = self.populations.get_disjoint_mut([projection.pre, projection.post]) {
                projection.feed_back(&post.credit(1.0), &mut pre.apical);
            }
        }
    }

    /// Value, error, firing. The horizon follows the serotonin of the last tick.
    pub(crate) fn fire(&mut self, world: World) {
        let striatum = &self.populations[self.carriers.striatum];
        let hypothalamus = &self.populations[self.carriers.hypothalamus];
        let region = usize::from(striatum.region);
        let horizon = gates::horizon_s(&self.receptors, region, &self.params);
        self.critic.step(striatum.mean(), hypothalamus.mean(), striatum.step_fraction(), horizon);
        self.fear(world, horizon);
        let onset = world.cue_on || world.item.is_some() || world.reward || world.decide;
        if self.actor.left {
            // What is given up is no disappointment.
            self.critic.error = 0.0;
        }
        self.contexts.uncertainty_mut().hear(self.critic.error * self.information);
        let (doubt, unexpected) = (self.contexts.uncertainty().doubt(), self.contexts.uncertainty().unexpected);
        let p = &self.params;
        let heard = self.echo.pass(self.critic.error, p.dopamine_lag_ms, p.dopamine_shuffle);
        let drive = Drive { error: self.critic.error, heard, value: self.critic.value, doubt, unexpected, onset };
        self.nuclei.step(drive, &self.params);
        self.nuclei.firing.iter_mut().enumerate().for_each(|(n, hz)| *hz *= self.interventions.spared(n));
    }

    pub(crate) fn modulate(&mut self) {
        self.axons.step(&self.nuclei.firing, &mut self.arrived);
        self.kinetics.step(&mut self.concentration, &self.arrived);
        self.receptors.step(&self.concentration);
        self.history.push(&self.concentration);
    }

    /// Tags age under this tick's third factor; every [`WINDOW`] ticks new ones are written.
    pub(crate) fn tag(&mut self, world: World) {
        let [cortical, striatal] = [Rule::Cortical, Rule::Striatal].map(|rule| self.timing(rule).step());
        if self.actor.feedback > 0 && self.tick.is_multiple_of(u64::from(WINDOW)) {
            self.feed_back();
        }
        for p in 0..self.projections.len() {
            let projection = &mut self.projections[p];
            let region = usize::from(self.populations[projection.post].region);
            let step = match projection.rule {
                Rule::Fixed => continue,
                Rule::Cortical | Rule::Actor => cortical,
                Rule::Striatal => striatal,
            };
            if projection.tags.open() {
                let gate = gates::third_factor(&self.receptors, region, &self.params);
                projection.tags.step(step, gate);
            }
            if self.tick.is_multiple_of(u64::from(WINDOW)) {
                self.capture(p, region);
            }
        }
        let capture = self.actor.feedback > 0 && self.tick.is_multiple_of(u64::from(WINDOW));
        self.tag_memory(world, self.timing(Rule::Actor), capture);
        self.tag_movement(world, self.timing(Rule::Cortical));
        let gate = self.critic_gate();
        let cells = &self.populations[self.carriers.hippocampus];
        let timing = timing(self.params.critic_tag_silent_ms, self.params.critic_tag_decay_ms);
        let spared = self.populations[self.carriers.striatum].spared();
        self.conjunctions.step(self.tick, (&cells.rate, &cells.active), timing, gate, spared * self.params.tag_gain);
        self.tag_fear();
        self.watch_change(world);
    }

    fn capture(&mut self, p: usize, region: usize) {
        let rule = self.projections[p].rule;
        if matches!(rule, Rule::Actor | Rule::Striatal) && self.actor.feedback == 0 {
            return;
        }
        let open = match rule {
            Rule::Striatal => gates::tag_tone(&self.receptors, region, &self.params),
            _ => gates::tag_gate(&self.receptors, region, &self.params),
        };
        let rate = self.rate(p);
        let wait = self.timing(rule).silent_ticks;
        let projection = &mut self.projections[p];
        if projection.tags.full() {
            projection.flush(rate, self.params.reciprocity);
            projection.tags.settle();
        }
        let (pre, post) = (&self.populations[projection.pre], &self.populations[projection.post]);
        let gate = self.params.tag_gain * open;
        match rule {
            Rule::Actor | Rule::Striatal => {
                let gate = gate * self.information;
                let credit = post.credit(self.params.attention);
                let held = self.memory.as_ref().filter(|m| m.place == projection.post);
                let sent = held.map_or_else(|| pre.centred(projection.span), |m| m.gating.let_in().clone());
                projection.tags.capture_credit(&sent, &credit, gate, wait);
            }
            _ => projection.tags.capture(rule, pre, post, gate, wait),
        }
    }

    pub(crate) fn record(&mut self, moment: Moment) {
        if !self.in_trial {
            return;
        }
        let news = |m: usize| {
            let place = target(m, self.probe);
            self.concentration[place] - self.tone[place]
        };
        let sample = Sample {
            vta: self.vta_hz(),
            value: self.critic.value,
            tags: self.eligibility(),
            probe: [news(0), news(1), news(2), news(3)],
        };
        self.recorder.sample(sample);
        self.note_fear(moment);
        self.note_bursts(moment);
        self.note_arrivals(moment);
    }

    /// Does a nucleus fire well above its tonic rate?
    pub(crate) fn in_burst(&self, nucleus: usize) -> bool {
        self.nuclei.firing[nucleus] > BURST_RATIO * self.tonic_hz(nucleus) + 1.0
    }

    fn note_bursts(&mut self, moment: Moment) {
        for (n, nucleus) in NUCLEI.iter().enumerate() {
            let (hz, tone) = (self.nuclei.firing[n], self.tonic_hz(n));
            let mood = if self.in_burst(n) {
                1
            } else if hz < tone / BURST_RATIO {
                -1
            } else {
                0
            };
            if mood != self.mood[n] {
                match mood {
                    1 => self.recorder.event(EventKind::Burst, moment, n as i16, hz),
                    -1 => self.recorder.event(EventKind::Dip, moment, n as i16, hz),
                    _ => {}
                }
                if mood == 1 && nucleus.id == "VTA" {
                    self.front.begin(self.tick);
                }
                self.mood[n] = mood;
            }
        }
    }

    /// A front has arrived when dopamine has risen above what it was as the front came in.
    fn note_arrivals(&mut self, moment: Moment) {
        let Some(began) = self.front.began else { return };
        let since = self.tick - began;
        for k in 0..REGIONS.len() {
            let Some(delay) = self.front.delays[k] else { continue };
            let nm = self.concentration[target(DA, k)];
            if since <= u64::from(delay) {
                self.front.before[k] = nm;
            } else if !self.front.reached[k] && nm - self.front.before[k] > ARRIVAL_NM {
                self.front.reached[k] = true;
                self.recorder.event(EventKind::Arrival, moment, k as i16, since as f32 * DT_MS as f32);
            }
        }
    }

    /// Weights take their changes, tags close, the trial's line is written.
    pub(crate) fn end_trial(&mut self, moment: Moment, delay_ms: u32) {
        self.recorder.event(EventKind::Flush, moment, -1, 0.0);
        let told = self.contexts.told;
        self.contexts.uncertainty_mut().conclude(told);
        let told_apart = self.contexts.active.is_some();
        let reset = if told_apart { 0.0 } else { gates::reset(&self.receptors, self.places.acc, &self.params) };
        let blame = self.blame();
        let choice = self.asked.zip(self.actor.chosen).map(|(q, action)| ChoiceRecord {
            stimulus: q.stimulus,
            rule: q.rule,
            right: q.right,
            action,
            expected: self.actor.policy[usize::from(q.right)],
        });
        self.recorder.end(moment, delay_ms, nucleus_index("VTA").map_or(0.0, |n| self.tonic_hz(n)), choice);
        let uncertainty = self.contexts.uncertainty();
        self.recorder.note_uncertainty(uncertainty.expected(), uncertainty.unexpected);
        self.recorder.note_movement(self.movement.as_ref().and_then(|movement| movement.error_deg));
        self.in_trial = false;
        self.meter_changes();
        let turn = self.judge(moment);
        self.flush_way();
        self.flush_memory();
        self.flush_movement();
        self.remember(moment);
        for p in 0..self.projections.len() {
            if self.projections[p].feedback.is_none() {
                let rate = self.rate(p);
                self.projections[p].flush(rate, 0.0);
            } else if self.actor.chosen.is_some() {
                self.projections[p].fade(1.0 - self.params.fading * self.information);
                let gate = &self.populations[self.projections[p].pre].gate;
                self.projections[p].reset(reset * blame, gate);
            }
            self.projections[p].tags.clear();
        }
        self.change_context(turn);
        self.centre();
        self.conjunctions.end_trial(self.critic_rate());
        self.end_fear();
        self.meter_weights(moment);
    }

    /// Of the tags of a rule.
    fn timing(&self, rule: Rule) -> Timing {
        let p = &self.params;
        let decay_ms = if rule == Rule::Striatal { p.striatal_tag_decay_ms } else { p.cortical_tag_decay_ms };
        timing(p.cortical_tag_silent_ms, decay_ms)
    }
}

fn timing(silent_ms: f32, decay_ms: f32) -> Timing {
    Timing { silent_ticks: ticks(silent_ms as u32), decay_s: decay_ms / 1000.0 }
}
