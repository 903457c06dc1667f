//! Classical conditioning: cues, a reward after a fixed time, a pause of random length. The trials of a phase
//! take one or several forms in shuffled blocks. A form names which cues come when (several at once: a
//! compound; one after the other: higher order). It also sets the probability, time and size of reward (below
//! 0: punishment), and what is done to nuclei meanwhile. Phases without reward are extinction. In phases with
//! `wait_ms` the brain may leave at any of these moments, until the reward has come or the trial ends, and
//! gets nothing then.
//!
//! Protocol: Schultz, Dayan & Montague 1997, doi:10.1126/science.275.5306.1593.

use super::events::{LEAD_MS, Moment, Pulse, TAIL_MS, TrialKind, World};
use crate::atlas::{NUCLEI, nucleus_index};
use crate::experiment::{Conditioning, Form, Phase};
use crate::num::ticks;
use crate::rng::Stream;
use serde::{Deserialize, Serialize};

/// A cue from its first tick to the one after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Shown {
    cue: u8,
    from: u32,
    to: u32,
}

/// A form of trial in ticks of its window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Course {
    share: u32,
    cues: Vec<Shown>,
    reward_ms: u32,
    reward: f32,
    omission: f32,
    size: f32,
    /// Tick, nucleus, what is done.
    pulses: Vec<(u32, u8, Pulse)>,
}

impl Course {
    fn new(form: &Form, names: &[&str]) -> Self {
        let at = |ms: u32| ticks(LEAD_MS) + ticks(ms);
        let place = |id: &str| names.iter().position(|name| *name == id).unwrap_or(0) as u8;
        let shown = form.cues.iter().map(|event| Shown {
            cue: place(&event.cue),
            from: at(event.at_ms),
            to: at(event.at_ms + event.for_ms),
        });
        let pulses = form.stimulate.iter().filter_map(|s| {
            let pulse = Pulse { rate_hz: s.rate_hz, ticks: ticks(s.for_ms) };
            Some((at(s.at_ms), nucleus_index(&s.nucleus)? as u8, pulse))
        });
        Self {
            share: form.share,
            cues: shown.collect(),
            reward_ms: form.reward_ms,
            reward: form.reward,
            omission: form.omission,
            size: form.size,
            pulses: pulses.collect(),
        }
    }
}

/// A phase: its trials, the courses they take, ticks from one decision to wait on to the next (0: none).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Stage {
    trials: u32,
    courses: Vec<Course>,
    wait: u32,
}

/// State of the task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    pause_ms: [u32; 2],
    phases: Vec<Stage>,
    /// Tick of the trial in which the brain has left.
    left: Option<u32>,
    moment: Moment,
    in_phase: u32,
    /// Ticks of the pause before the trial's window begins.
    pause: u32,
    /// Courses still to come in this block.
    block: Vec<u8>,
    finished: bool,
    chance: Stream,
}

impl State {
    /// The task before its first tick.
    #[must_use]
    pub fn new(task: &Conditioning, phases: &[Phase], chance: Stream) -> Self {
        let names = task.cue_names();
        let courses = |phase: &Phase| task.forms(phase).iter().map(|form| Course::new(form, &names)).collect();
        let stage = |phase: &Phase| Stage { trials: phase.trials, courses: courses(phase), wait: ticks(phase.wait_ms) };
        let mut state = Self {
            pause_ms: task.pause_ms,
            phases: phases.iter().map(stage).collect(),
            left: None,
            moment: Moment::default(),
            in_phase: 0,
            pause: 0,
            block: Vec::new(),
            finished: false,
            chance,
        };
        state.draw();
        state
    }

    /// Where the task stands.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.moment
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

    fn stage(&self) -> &Stage {
        &self.phases[self.moment.phase as usize]
    }

    /// The brain leaves: nothing more comes, and the trial ends soon.
    pub fn leave(&mut self) {
        self.left = Some(self.moment.tick);
        self.moment.kind = TrialKind::Omitted;
    }

    fn course(&self) -> &Course {
        &self.stage().courses[usize::from(self.moment.form)]
    }

    /// What happens at a tick of the trial, as far as it is decided.
    pub(super) fn events_at(&self, now: u32) -> World {
        let course = self.course();
        let reward = ticks(LEAD_MS) + ticks(course.reward_ms);
        let (due, stays) = (now == reward, self.left.is_none_or(|left| now < left));
        // Once a reward has come there is nothing to wait for; where it is left out, only leaving ends the
        // wait.
        let came = now >= reward && self.moment.kind == TrialKind::Rewarded;
        let wait = if came { 0 } else { self.stage().wait };
        let since = now.saturating_sub(ticks(LEAD_MS));
        let cues = |when: fn(&Shown, u32) -> bool| {
            course.cues.iter().filter(|shown| when(shown, now)).fold(0u8, |mask, shown| mask | 1 << shown.cue)
        };
        let (onsets, on) = (cues(|s, now| now == s.from), cues(|s, now| now >= s.from && now < s.to));
        let mut pulses = [None; NUCLEI.len()];
        for &(_, nucleus, pulse) in course.pulses.iter().filter(|(at, ..)| *at == now) {
            pulses[usize::from(nucleus)] = Some(pulse);
        }
        World {
            begins: now == 0,
            cue_on: onsets != 0,
            cue: on != 0,
            cue_off: cues(|s, now| now == s.to) != 0,
            onsets,
            on,
            decide: false,
            reach: false,
            lands: false,
            item: None,
            reward: due && self.moment.kind == TrialKind::Rewarded,
            size: course.size,
            omission: due && stays && self.moment.kind == TrialKind::Omitted,
            leaves: self.left == Some(now + 1),
            wait: stays && wait > 0 && since > 0 && since.is_multiple_of(wait),
            ends: now + 1 == self.left.unwrap_or(reward) + ticks(TAIL_MS),
            replays: 0,
            pulses,
            finished: false,
        }
    }

    fn next_trial(&mut self) {
        self.in_phase += 1;
        while self.moment.phase < self.phases.len() as u32 && self.in_phase >= self.stage().trials {
            self.moment.phase += 1;
            self.in_phase = 0;
            self.block.clear();
        }
        if self.moment.phase as usize >= self.phases.len() {
            self.moment.phase -= 1;
            self.finished = true;
            return;
        }
        self.moment.trial += 1;
        self.moment.tick = 0;
        self.left = None;
        self.draw();
    }

    /// Draws the form of this trial, the pause before it and the fate of its reward.
    fn draw(&mut self) {
        let ms = self.chance.integer(self.pause_ms[0], self.pause_ms[1]);
        self.pause = ticks(ms.saturating_sub(LEAD_MS + TAIL_MS));
        self.moment.form = self.draw_form();
        let (reward, omission, reward_ms) = {
            let course = self.course();
            (course.reward, course.omission, course.reward_ms)
        };
        let (due, left_out) = (self.chance.uniform() < reward, self.chance.uniform() < omission);
        self.moment.reward_ms = reward_ms;
        self.moment.kind = if due && !left_out { TrialKind::Rewarded } else { TrialKind::Omitted };
    }

    /// The next of a shuffled block, in which each form stands as often as its share says.
    fn draw_form(&mut self) -> u8 {
        let courses = &self.stage().courses;
        if courses.len() == 1 {
            return 0;
        }
        if self.block.is_empty() {
            let shares = courses.iter().enumerate();
            self.block = shares.flat_map(|(form, course)| vec![form as u8; course.share as usize]).collect();
        }
        let place = self.chance.integer(0, self.block.len() as u32 - 1);
        self.block.swap_remove(place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{CueEvent, Stimulation};

    fn run(omission: f32, forms: Vec<Form>) -> Vec<(Moment, World)> {
        let cues = vec!["a".into(), "x".into()];
        let task = Conditioning { cues, cue_ms: 500, delay_ms: 2000, pause_ms: [3000, 5000] };
        let phase = Phase { omission, forms, ..Phase::new("a", 20) };
        let mut state = State::new(&task, &[phase], Stream::new(1, "task"));
        let mut worlds: Vec<(Moment, World)> = Vec::new();
        while worlds.last().is_none_or(|(_, w)| !w.finished) {
            worlds.push((state.moment(), state.step()));
        }
        worlds
    }

    fn times(worlds: &[(Moment, World)], what: impl Fn(&World) -> bool) -> Vec<usize> {
        worlds.iter().enumerate().filter(|(_, (_, w))| what(w)).map(|(t, _)| t).collect()
    }

    fn form(id: &str, share: u32) -> Form {
        let cue = |cue: &str, at_ms| CueEvent { cue: cue.into(), at_ms, for_ms: 500 };
        Form {
            id: id.into(),
            share,
            cues: vec![cue("x", 0), cue("a", 1000)],
            reward_ms: 3000,
            reward: 1.0,
            omission: 0.0,
            size: 2.0,
            stimulate: vec![Stimulation {
                nucleus: "VTA".into(),
                at_ms: 1000,
                for_ms: 500,
                rate_hz: 0.0,
                arms: Vec::new(),
            }],
        }
    }

    #[test]
    fn reward_follows_the_cue_by_the_delay() {
        let worlds = run(0.0, Vec::new());
        let (cues, rewards) = (times(&worlds, |w| w.cue_on), times(&worlds, |w| w.reward));
        assert_eq!((cues.len(), rewards.len()), (20, 20));
        assert!(cues.iter().zip(&rewards).all(|(c, r)| r - c == 200));
        assert_eq!(times(&worlds, |w| w.ends).len(), 20);
    }

    #[test]
    fn omissions_are_as_frequent_as_asked() {
        assert_eq!(times(&run(1.0, Vec::new()), |w| w.omission).len(), 20);
        let some = times(&run(0.5, Vec::new()), |w| w.omission).len();
        assert!((4..=16).contains(&some), "{some}");
    }

    #[test]
    fn who_leaves_is_marked_and_an_omission_before_it_stays() {
        let task = Conditioning { cues: vec!["a".into()], cue_ms: 500, delay_ms: 2000, pause_ms: [3000, 3000] };
        let phase = Phase { omission: 1.0, wait_ms: 500, ..Phase::new("a", 1) };
        let marks_left_at = |tick: usize| -> Vec<(u32, bool, bool)> {
            let mut state = State::new(&task, std::slice::from_ref(&phase), Stream::new(1, "task"));
            for _ in 0..tick {
                state.step();
            }
            state.leave();
            let all = (0..700).map(|tick| (tick, state.events_at(tick)));
            all.filter(|(_, w)| w.leaves || w.omission).map(|(tick, w)| (tick, w.leaves, w.omission)).collect()
        };
        assert_eq!(marks_left_at(151), [(150, true, false)], "nothing comes after it");
        assert_eq!(marks_left_at(351), [(300, false, true), (350, true, false)], "it was due before");
    }

    #[test]
    fn a_form_says_which_cue_comes_when_and_what_is_done_to_nuclei() {
        let worlds = run(0.0, vec![form("f", 1)]);
        let (x, a) = (times(&worlds, |w| w.onsets == 2), times(&worlds, |w| w.onsets == 1));
        let (reward, pulse) =
            (times(&worlds, |w| w.reward && w.size == 2.0), times(&worlds, |w| w.pulses[0].is_some()));
        assert_eq!(x.len(), 20);
        assert_eq!(pulse, a);
        assert!(x.iter().zip(&a).all(|(x, a)| a - x == 100) && x.iter().zip(&reward).all(|(x, r)| r - x == 300));
    }

    #[test]
    fn each_block_holds_every_form_by_its_share() {
        let worlds = run(0.0, vec![form("rare", 1), form("frequent", 4)]);
        let forms: Vec<u8> = worlds.iter().filter(|(_, w)| w.begins).map(|(m, _)| m.form).collect();
        assert!(forms.chunks(5).all(|block| block.iter().filter(|&&f| f == 0).count() == 1), "{forms:?}");
        assert_ne!(forms[..5], forms[5..10], "blocks are shuffled");
    }
}
