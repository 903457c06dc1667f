//! A tick: one list of phases in which every system of the brain is named.
//!
//! Each phase reads what earlier phases of the same tick have left, unless it says otherwise. Order among
//! systems is part of the model. To see what a system does in a tick, read on in its room.

use super::observer::Observer;
use super::recorder::{ChoiceRecord, EventKind, Sample};
use super::{Phase, Simulation};
use crate::atlas::nucleus_index;
use crate::brain::choice::{decision, inclination};
use crate::brain::fear::Fear;
use crate::brain::net::captures;
use crate::brain::net::equilibrium::Decision;
use crate::brain::reward::Reward;
use crate::brain::senses::information::information;
use crate::brain::signals::Signals;
use crate::brain::situation::Masked;
use crate::brain::sleep::{Episode, priming, replay};
use crate::brain::{Brain, waiting};
use crate::kernels::Lanes;
use crate::modulators::gates;
use crate::modulators::nucleus::Drive;
use crate::tasks::events::{Moment, TrialKind, World};

impl Simulation {
    /// One tick: 10 ms of brain time.
    pub fn tick(&mut self) {
        self.tick_with(&mut ());
    }

    /// One tick, with an observer.
    pub fn tick_with(&mut self, observer: &mut impl Observer) {
        if self.finished {
            return;
        }
        observer.phase(Phase::World);
        self.obey();
        let moment = self.task.moment();
        let world = self.task.step();
        self.enter(world, moment);
        self.intervene(world, moment);
        observer.phase(Phase::Propagate);
        self.sense(world);
        self.propagate();
        observer.phase(Phase::Units);
        self.units();
        self.act(world);
        self.wait(world, moment);
        self.reach(world);
        observer.phase(Phase::Nuclei);
        self.fire(world);
        observer.phase(Phase::Modulators);
        self.brain.tide.step();
        observer.phase(Phase::Tags);
        self.tag(world);
        observer.tagged(self, world);
        observer.phase(Phase::Record);
        self.record(moment);
        observer.phase(Phase::Flush);
        if world.ends {
            self.end_trial(moment, observer);
            self.sleep(world.replays);
        }
        self.tick += 1;
        self.finished = world.finished;
    }

    /// The world acts: a trial begins, stimuli come and go.
    fn enter(&mut self, world: World, moment: Moment) {
        if world.begins {
            self.begin_trial();
        }
        self.note_events(world, moment);
        let params = &self.params;
        let Brain { net, tide, senses, situation, .. } = &mut self.brain;
        if let Some(item) = world.item {
            senses.draw_item(item, net, params);
        }
        if world.cue_on {
            let (question, scene) = (self.task.question(), self.task.scene());
            net.time_cells.cue();
            let masked = Masked::new(net, &scene, params);
            for cue in (0..senses.cues.len()).filter(|cue| world.onsets >> cue & 1 == 1) {
                senses.draw_cue(cue, question, &scene, net, params);
                if let Some(masked) = masked {
                    situation.notice(&senses.cues_now[cue], scene.rule_cued, masked, net);
                }
            }
        }
        for (n, pulse) in world.pulses.iter().enumerate() {
            if let Some(pulse) = pulse {
                tide.nuclei.fire(n, pulse.rate_hz, pulse.ticks);
            }
        }
        if world.reward {
            net.time_cells.silence();
            senses.reward(world.size);
        }
        if world.cue_off && moment.trial == 0 {
            self.sample_synapses();
        }
        self.brain.update_trust_and_blame(&self.params);
    }

    fn begin_trial(&mut self) {
        self.in_trial = true;
        self.asked = self.task.question();
        self.recorder.begin();
        self.notes.front.began = None;
        let Brain { net, tide, reward, situation, signals, .. } = &mut self.brain;
        tide.echo.begin(self.params.dopamine_shuffle);
        situation.begin(net, &tide.receptors, &self.params);
        reward.begin(net, &tide.receptors, &self.params);
        (signals.chosen, signals.left) = (None, false);
    }

    fn note_events(&mut self, world: World, moment: Moment) {
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
        }
    }

    /// Stimuli become drive.
    fn sense(&mut self, world: World) {
        self.brain.senses.step(world, self.task.flood(), &mut self.brain.net, &self.params);
    }

    /// Time cells go on, and with them value; rates of the last tick, weighted, become drive.
    fn propagate(&mut self) {
        let Brain { net, tide, reward, fear, signals, .. } = &mut self.brain;
        if let Some(bank) = net.tell_time() {
            let (thalamus, temporal) = net.features_now();
            let rate = Reward::rate(net, &tide.receptors, signals, &self.params);
            reward.synapses.recruit(bank, thalamus, temporal, rate);
            if let Some(fear) = fear {
                let rate = Fear::rate(signals, &self.params);
                fear.synapses.recruit(bank, thalamus, temporal, rate);
            }
        }
        net.propagate();
        reward.predict(net);
    }

    /// Rates follow their drive.
    fn units(&mut self) {
        let Brain { net, tide, memory, .. } = &mut self.brain;
        if let Some(memory) = memory {
            memory.open(net, &self.params);
        }
        net.step(&tide.receptors, &self.params);
        if let Some(memory) = memory {
            memory.update_trace(net, &self.params);
        }
    }

    /// At the moment of decision an action is drawn; for a while it feeds back.
    fn act(&mut self, world: World) {
        let Brain { net, tide, choice, signals, .. } = &mut self.brain;
        let params = &self.params;
        signals.feedback = signals.feedback.saturating_sub(1);
        let deliberation = &mut self.recorder.deliberation;
        // From the onset of the stimulus to the choice there is a question without an answer.
        if !world.decide && world.cue_on && self.asked.is_some() {
            deliberation.begin();
        }
        if !world.decide && !deliberation.open() {
            return;
        }
        let offer = self.asked.map_or(0, |question| question.offer);
        let Some(policy) = inclination(net, &tide.receptors, params, offer) else { return };
        deliberation.consider(&policy);
        if !world.decide {
            return;
        }
        let action = choice.act(policy, signals, params);
        deliberation.end(action);
        signals.information = information(net.rates(net.carriers.thalamus), params.information_open);
        net.accustom(params.usual_rate * signals.information);
        self.task.choose(action);
    }

    /// Where the world lets the brain leave, it stays or leaves.
    fn wait(&mut self, world: World, moment: Moment) {
        let Brain { net, tide, choice, signals, .. } = &mut self.brain;
        if !world.wait || choice.chance.uniform() < waiting::inclination(net, &tide.receptors, signals, &self.params) {
            return;
        }
        signals.left = true;
        net.time_cells.silence();
        self.task.leave();
        self.recorder.left_ms = Some(moment.since_cue_ms());
    }

    /// A movement begins, goes on, lands.
    fn reach(&mut self, world: World) {
        let Brain { net, movement, signals, .. } = &mut self.brain;
        let Some(movement) = movement else { return };
        if let Some(error_deg) = movement.reach(world, self.task.rotation(), net, signals.chosen, &self.params) {
            movement.land(error_deg, self.task.land(error_deg));
        }
        self.brain.update_trust_and_blame(&self.params);
    }

    /// Value, error, firing. The horizon follows the serotonin of the last tick.
    fn fire(&mut self, world: World) {
        let params = &self.params;
        let Brain { net, tide, reward, fear, situation, signals, .. } = &mut self.brain;
        let horizon_s = gates::horizon_s(&tide.receptors, net.region(net.carriers.striatum), params);
        reward.step(net, horizon_s, signals);
        if let Some(fear) = fear {
            fear.step(world, net, horizon_s, signals);
        }
        if signals.left {
            // What is given up is no disappointment.
            signals.error = 0.0;
        }
        situation.observe_error(signals);
        let uncertainty = situation.contexts.uncertainty();
        let Signals { value, error, .. } = *signals;
        let heard = tide.echo.pass(error, params.dopamine_lag_ms, params.dopamine_shuffle);
        let (doubt, unexpected) = (uncertainty.doubt(), uncertainty.unexpected);
        let drive = Drive { error, heard, value, doubt, unexpected, onset: world.onset() };
        tide.nuclei.step(drive, params);
        tide.nuclei.firing.iter_mut().enumerate().for_each(|(n, hz)| *hz *= self.interventions.spared(n));
    }

    /// Tags age under this tick's third factor; now and then new ones are written.
    fn tag(&mut self, world: World) {
        let (tick, params) = (self.tick, &self.params);
        let Brain { net, tide, choice, reward, fear, memory, movement, signals, .. } = &mut self.brain;
        let receptors = &tide.receptors;
        let chosen = signals.feedback > 0 && captures(tick);
        if chosen {
            choice.feed_back(net, signals, params);
        }
        let held = memory.as_ref().and_then(|memory| memory.held());
        net.tag(captures(tick), held, receptors, signals, params);
        if let Some(memory) = memory {
            memory.tag(world, chosen, net, receptors, params);
        }
        if let Some(movement) = movement {
            movement.tag(world, tick, net, receptors, params);
        }
        reward.tag(tick, net, receptors, params);
        if let Some(fear) = fear {
            fear.tag(tick, net, receptors, params);
        }
    }

    /// The recorder takes its sample.
    fn record(&mut self, moment: Moment) {
        if !self.in_trial {
            return;
        }
        let Brain { tide, signals, fear, .. } = &mut self.brain;
        if let Some(fear) = fear {
            fear.record_cue(moment);
        }
        let (vta, value) = (tide.vta_hz(), signals.value);
        let probe = [0, 1, 2, 3].map(|modulator| tide.news(modulator, self.notes.probe));
        self.recorder.sample(Sample { vta, value, tags: self.brain.eligibility(), probe });
        self.note_bursts(moment);
        self.note_arrivals(moment);
    }

    /// The trial's line is written, weights take their changes, tags close.
    pub(crate) fn end_trial(&mut self, moment: Moment, observer: &mut impl Observer) {
        self.brain.situation.conclude();
        self.note_trial(moment);
        self.in_trial = false;
        observer.trial_ends(self);
        self.flush(moment);
        observer.trial_ended(self, moment);
    }

    fn note_trial(&mut self, moment: Moment) {
        let Brain { choice, situation, movement, signals, fear, .. } = &self.brain;
        self.recorder.event(EventKind::Flush, moment, -1, 0.0);
        let chosen = self.asked.zip(signals.chosen).map(|(q, action)| ChoiceRecord {
            stimulus: q.stimulus,
            rule: q.rule,
            right: q.right,
            action,
            expected: choice.policy[usize::from(q.right)],
        });
        let tonic_hz = nucleus_index("VTA").map_or(0.0, |n| self.tonic_hz(n));
        let uncertainty = situation.contexts.uncertainty();
        self.recorder.end(moment, tonic_hz, chosen);
        self.recorder.note_uncertainty(uncertainty.expected(), uncertainty.unexpected);
        self.recorder.note_movement(movement.as_ref().and_then(|movement| movement.error_deg));
        self.recorder.note_fear(fear.as_ref().map_or(0.0, |fear| fear.at_cue));
    }

    /// Weights take their changes: the way, level by level if it is primed; input gates; skill; the other
    /// projections; value; fear. Between them the situation is judged by the outcome.
    fn flush(&mut self, moment: Moment) {
        let has_context = self.brain.situation.contexts.active.is_some();
        let rewarded = moment.kind == TrialKind::Rewarded;
        let scene = self.task.scene();
        let Brain { net, tide, senses, situation, signals, .. } = &mut self.brain;
        let reset = if has_context { 0.0 } else { gates::reset(&tide.receptors, net.places.acc, &self.params) };
        let turn = situation.judge(&senses.cues_now[0], rewarded, signals.chosen, &self.params);
        self.brain.update_trust_and_blame(&self.params);
        self.flush_way();
        let params = &self.params;
        let Brain { net, tide, senses, reward, fear, memory, movement, situation, sleep, signals, .. } =
            &mut self.brain;
        if let Some(memory) = memory {
            memory.end_trial(params);
        }
        if let Some(movement) = movement {
            movement.end_trial(signals, params);
        }
        if let Some(action) = signals.chosen.filter(|_| rewarded && scene.sleeps) {
            let context = situation.contexts.active.unwrap_or(0);
            sleep.remember(Episode { context, input: senses.cues_now[0].clone(), action });
        }
        net.end_trial(reset * signals.blame, signals, params);
        situation.switch(turn, Masked::new(net, &scene, params));
        net.centre();
        reward.synapses.end_trial(Reward::rate(net, &tide.receptors, signals, params));
        if let Some(fear) = fear {
            fear.synapses.end_trial(Fear::rate(signals, params));
        }
        self.brain.update_trust_and_blame(&self.params);
    }

    /// Weights on the way from sense to action take their changes.
    fn flush_way(&mut self) {
        let (params, rule_cued) = (&self.params, self.task.scene().rule_cued);
        let offer = self.asked.map_or(0, |question| question.offer);
        let Brain { net, tide, senses, situation, signals, .. } = &mut self.brain;
        let active = situation.contexts.active;
        let mask = |input: &Lanes, net: &_| situation.mask_for(active, input, rule_cued, net).cloned();
        let decision = decision(net, &tide.receptors, params, offer, signals.chosen);
        let event = priming::Event { cue: &senses.cues_now[0], mask: &mask, decision };
        priming::flush_way(net, event, &mut senses.noise, signals, params);
    }

    /// A night after a block: so many events come back.
    fn sleep(&mut self, events: u32) {
        let (params, rule_cued) = (&self.params, self.task.scene().rule_cued);
        let Brain { net, tide, situation, sleep, signals, .. } = &mut self.brain;
        if sleep.is_empty() {
            return;
        }
        for _ in 0..events {
            let Episode { context, input, action } = sleep.recall();
            let active = situation.contexts.active.map(|_| *context);
            let mask = situation.mask_for(active, input, rule_cued, net).cloned();
            let usual = decision(net, &tide.receptors, params, 0, Some(*action));
            let signals = Signals { chosen: Some(*action), trust: situation.trust(active), ..*signals };
            replay(net, input, mask.as_ref(), Decision { contrast: 1.0, ..usual }, &signals, params);
        }
        net.centre();
    }
}
