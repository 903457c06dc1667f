//! Movement in the running brain: what was chosen is a goal, motor cortex aims, the cerebellum corrects, the limb lands,
//! and what is seen of it decides over reward.
//!
//! `direction = population vector of M1 + correction by the cerebellum + noise`; what is seen of it is turned by the
//! phase's `rotation`. Motor cortex learns by reward (`skill`), the cerebellum by the error that is seen
//! (`cerebellum`): a lesion, a block or altered release in the one leaves the other as it was.
//!
//! Order: aimed in the tick of the choice, after it; tags are written while the choice feeds back; the cerebellum learns
//! in the tick of the landing; motor weights change as the trial ends.
//! Left out: a command without M1, which goes anywhere; what the arm does between its beginning and its end; online
//! correction.

pub mod cerebellum;
pub mod code;
pub mod skill;

use crate::atlas::REGIONS;
use crate::brain::choice::action::ACTIONS;
use crate::brain::movement::cerebellum::{Cerebellum, Pace};
use crate::brain::movement::code::{Motor, wrapped};
use crate::brain::movement::skill::Skill;
use crate::brain::net::population::Population;
use crate::kernels::Lanes;
use crate::modulators::gates;
use crate::plasticity::tag::{Timing, WINDOW};
use crate::rng::Stream;
use crate::run::state::State;
use crate::tasks::World;
use serde::{Deserialize, Serialize};

/// Drive of motor cortex and cerebellum per unit of activity in a movement, for what the rest of the brain sees of it.
const SHOWN: f32 = 1.0;

/// A movement under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aim {
    /// Direction of the goal, degrees.
    pub goal: f32,
    /// Direction that motor cortex commands, degrees.
    pub commanded: f32,
    /// Direction in which the limb goes, degrees.
    pub taken: f32,
    /// The goal's pattern in premotor cortex.
    pattern: Lanes,
}

/// The regions that move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Movement {
    /// Places among the populations: SMA and M1.
    places: [usize; 2],
    /// Place of the cerebellum, if the brain has one.
    place: Option<usize>,
    /// The code of motor cortex.
    pub motor: Motor,
    /// The synapses onto it.
    pub skill: Skill,
    /// What corrects it.
    pub cerebellum: Option<Cerebellum>,
    /// The movement of this trial.
    pub aim: Option<Aim>,
    /// How far it landed from its goal, as it was seen, degrees.
    pub error_deg: Option<f32>,
    /// Was it seen to miss?
    missed: bool,
    chance: Stream,
}

impl Aim {
    /// The goal's pattern in premotor cortex, padding included.
    #[must_use]
    pub fn pattern(&self) -> &[f32] {
        &self.pattern
    }
}

impl Movement {
    /// The regions that move, in a brain that was checked for them; they begin to learn with the first trial.
    #[must_use]
    pub fn new(populations: &[Population], seed: u64) -> Self {
        let place = |id: &str| populations.iter().position(|p| REGIONS[usize::from(p.region)].id == id);
        let units = |p: usize| usize::from(populations[p].units);
        let places = ["SMA", "M1"].map(|id| place(id).expect("wiring::check has found the region"));
        let [premotor, motor] = places.map(units);
        let mut draw = Stream::new(seed, "motor wiring");
        let code = Motor::new(motor, premotor, ACTIONS, &mut draw);
        let place = place("CB");
        Self {
            places,
            place,
            motor: code,
            skill: Skill::new(premotor, motor),
            cerebellum: place.map(|p| Cerebellum::new(units(p), premotor + motor, &mut draw)),
            aim: None,
            error_deg: None,
            missed: false,
            chance: Stream::new(seed, "motor"),
        }
    }
}

impl State {
    /// A movement begins, goes on, lands.
    pub(crate) fn reach(&mut self, world: World) {
        let Some(mut movement) = self.movement.take() else { return };
        if world.begins {
            (movement.aim, movement.error_deg, movement.missed) = (None, None, false);
        }
        if world.reach && world.decide {
            movement.aim = self.actor.chosen.map(|goal| self.aim(&mut movement, usize::from(goal)));
        }
        if let Some(aim) = &movement.aim {
            if world.lands {
                let error = self.land(aim, movement.cerebellum.as_mut());
                (movement.error_deg, movement.missed) = (Some(error), self.task.land(error));
            } else if world.reach {
                self.show_movement(&movement);
            }
        }
        self.movement = Some(movement);
    }

    /// Motor cortex commands, the cerebellum corrects, noise does the rest.
    fn aim(&self, movement: &mut Movement, goal: usize) -> Aim {
        let Movement { places, place, motor, skill, cerebellum, chance, .. } = movement;
        let [premotor, cortex] = places.map(|p| &self.populations[p].silent);
        let pattern = motor.intend(goal, premotor);
        let strength = self.params.motor_exploration;
        let command = motor.command(&skill.drive(&pattern), strength, cortex, chance);
        let (anywhere, noise) = (360.0 * chance.uniform(), self.params.motor_noise_deg * chance.normal());
        let commanded = command.unwrap_or(anywhere);
        let mut correction = 0.0;
        if let Some((cerebellum, place)) = cerebellum.as_mut().zip(*place) {
            let [goal, copy] = places.map(|p| usize::from(self.populations[p].units));
            let mossy: Vec<f32> = pattern[..goal].iter().chain(&motor.rate[..copy]).copied().collect();
            cerebellum.hear(&mossy, &self.populations[place].silent);
            correction = cerebellum.correction();
        }
        Aim { goal: motor.direction_of(goal), commanded, taken: wrapped(commanded + correction + noise), pattern }
    }

    /// What is seen of the landing: the cerebellum learns. The error, degrees.
    fn land(&self, aim: &Aim, cerebellum: Option<&mut Cerebellum>) -> f32 {
        let seen = aim.taken + self.task.rotation();
        let error = wrapped(seen - aim.goal);
        let p = &self.params;
        let fast = Pace { rate: p.cerebellar_fast_rate, keep: p.cerebellar_fast_keep };
        let slow = Pace { rate: p.cerebellar_slow_rate, keep: p.cerebellar_slow_keep };
        if let Some(cerebellum) = cerebellum {
            cerebellum.learn(wrapped(seen - aim.commanded), [fast, slow]);
        }
        error
    }

    /// Share of what this trial teaches that reaches the choice: where the limb was seen to miss, what was chosen is
    /// hardly to blame.
    pub(crate) fn blame(&self) -> f32 {
        let missed = self.movement.as_ref().is_some_and(|movement| movement.missed);
        if missed { self.params.choice_blame } else { 1.0 }
    }

    /// The rest of the brain sees motor cortex and cerebellum at work.
    fn show_movement(&mut self, movement: &Movement) {
        self.populations[movement.places[1]].excite(&movement.motor.rate, SHOWN);
        if let Some((cerebellum, place)) = movement.cerebellum.as_ref().zip(movement.place) {
            self.populations[place].excite(&cerebellum.patches(), SHOWN);
        }
    }

    /// Tags of motor cortex: written while the choice feeds back, turned into change by dopamine in M1.
    pub(crate) fn tag_movement(&mut self, world: World, timing: Timing) {
        let Some(movement) = &mut self.movement else { return };
        let region = usize::from(self.populations[movement.places[1]].region);
        movement.skill.step(timing, || gates::third_factor(&self.receptors, region, &self.params));
        if let Some(aim) = movement.aim.as_ref().filter(|_| world.reach && self.tick.is_multiple_of(u64::from(WINDOW)))
        {
            let gate = self.params.tag_gain * gates::tag_gate(&self.receptors, region, &self.params);
            movement.skill.capture(&aim.pattern, &movement.motor.deviation, gate, timing.silent_ticks);
        }
    }

    /// Motor weights take their changes.
    pub(crate) fn flush_movement(&mut self) {
        let rate = self.params.motor_rate * self.information;
        if let Some(movement) = &mut self.movement {
            movement.skill.end_trial(rate);
        }
    }
}
