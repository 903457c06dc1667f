//! Classical conditioning: a cue, a fixed delay, a reward, a pause of random length; in probe phases the
//! reward is now and then left out.
//!
//! Protocol: Schultz, Dayan & Montague 1997, doi:10.1126/science.275.5306.1593.

use super::{LEAD_MS, Moment, TAIL_MS, TrialKind, World};
use crate::num::ticks;
use crate::rng::Stream;
use crate::spec::{Conditioning, Phase};
use serde::{Deserialize, Serialize};

/// State of the task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    cue_ticks: u32,
    delay_ticks: u32,
    pause_ms: [u32; 2],
    phases: Vec<Phase>,
    moment: Moment,
    in_phase: u32,
    /// Ticks of the pause before the trial's window begins.
    pause: u32,
    finished: bool,
    chance: Stream,
}

impl State {
    /// The task before its first tick.
    #[must_use]
    pub fn new(task: &Conditioning, phases: &[Phase], chance: Stream) -> Self {
        let mut state = Self {
            cue_ticks: ticks(task.cue_ms),
            delay_ticks: ticks(task.delay_ms),
            pause_ms: task.pause_ms,
            phases: phases.to_vec(),
            moment: Moment::default(),
            in_phase: 0,
            pause: 0,
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
        let world = self.look();
        self.moment.tick += 1;
        if world.ends {
            self.next_trial();
        }
        world
    }

    /// What happens at this tick of the trial.
    fn look(&self) -> World {
        let now = self.moment.tick;
        let cue = ticks(LEAD_MS);
        let reward = cue + self.delay_ticks;
        let due = now == reward;
        World {
            begins: now == 0,
            cue_on: now == cue,
            cue: now >= cue && now < cue + self.cue_ticks,
            cue_off: now == cue + self.cue_ticks,
            decide: false,
            reward: due && self.moment.kind == TrialKind::Rewarded,
            omission: due && self.moment.kind == TrialKind::Omitted,
            ends: now + 1 == reward + ticks(TAIL_MS),
            replays: 0,
            finished: false,
        }
    }

    fn next_trial(&mut self) {
        self.in_phase += 1;
        while self.moment.phase < self.phases.len() as u32
            && self.in_phase >= self.phases[self.moment.phase as usize].trials
        {
            self.moment.phase += 1;
            self.in_phase = 0;
        }
        if self.moment.phase as usize >= self.phases.len() {
            self.moment.phase -= 1;
            self.finished = true;
            return;
        }
        self.moment.trial += 1;
        self.moment.tick = 0;
        self.draw();
    }

    /// Draws the pause before this trial and the fate of its reward.
    fn draw(&mut self) {
        let ms = self.chance.integer(self.pause_ms[0], self.pause_ms[1]);
        self.pause = ticks(ms.saturating_sub(LEAD_MS + TAIL_MS));
        let phase = &self.phases[self.moment.phase as usize];
        let (due, left_out) = (self.chance.uniform() < phase.reward, self.chance.uniform() < phase.omission);
        self.moment.kind = if due && !left_out { TrialKind::Rewarded } else { TrialKind::Omitted };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(omission: f32) -> Vec<World> {
        let task = Conditioning { cue_ms: 500, delay_ms: 2000, pause_ms: [3000, 5000] };
        let phase =
            Phase { id: "a".into(), trials: 20, omission, reward: 1.0, rules: Vec::new(), distractor: 0.0, replays: 0 };
        let mut state = State::new(&task, &[phase], Stream::new(1, "task"));
        let mut worlds = Vec::new();
        while worlds.last().is_none_or(|w: &World| !w.finished) {
            worlds.push(state.step());
        }
        worlds
    }

    #[test]
    fn reward_follows_the_cue_by_the_delay() {
        let worlds = run(0.0);
        let at =
            |f: fn(&World) -> bool| worlds.iter().enumerate().filter(|(_, w)| f(w)).map(|(t, _)| t).collect::<Vec<_>>();
        let (cues, rewards) = (at(|w| w.cue_on), at(|w| w.reward));
        assert_eq!((cues.len(), rewards.len()), (20, 20));
        assert!(cues.iter().zip(&rewards).all(|(c, r)| r - c == 200));
        assert_eq!(at(|w| w.ends).len(), 20);
    }

    #[test]
    fn omissions_are_as_frequent_as_asked() {
        assert_eq!(run(1.0).iter().filter(|w| w.omission).count(), 20);
        let some = run(0.5).iter().filter(|w| w.omission).count();
        assert!((4..=16).contains(&some), "{some}");
    }
}
