//! Movement in the running brain: what was chosen is a goal, motor cortex aims, the cerebellum corrects, the
//! limb lands, and what is seen of it decides over reward.
//!
//! `direction = population vector of M1 + correction by the cerebellum + noise`; what is seen of it is turned
//! by the phase's `rotation`. Motor cortex learns by reward (`skill`), the cerebellum by the error that is
//! seen (`cerebellum`). A lesion, a block or altered release in the one leaves the other as it was.
//!
//! Order: aimed in the tick of the choice, after it; tags are written while the choice feeds back; the
//! cerebellum learns in the tick of the landing; motor weights change as the trial ends.
//! Left out: a command without M1, which goes anywhere; what the arm does between its beginning and its end;
//! online correction.

pub mod cerebellum;
pub mod code;
pub mod skill;

use crate::brain::net::{Net, captures, timing};
use crate::brain::signals::Signals;
use crate::experiment::Rule;
use crate::experiment::limits::ACTIONS;
use crate::kernels::Lanes;
use crate::modulators::gates;
use crate::modulators::receptor::Receptors;
use crate::params::Params;
use crate::rng::Stream;
use crate::tasks::events::World;
use cerebellum::{Cerebellum, Pace};
use code::{Motor, wrapped};
use serde::{Deserialize, Serialize};
use skill::Skill;

/// Drive of motor cortex and cerebellum per unit of activity in a movement, for what the rest of the brain
/// sees of it.
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
    /// The cerebellum, which corrects the movement.
    pub cerebellum: Option<Cerebellum>,
    /// The movement of this trial.
    pub aim: Option<Aim>,
    /// How far it landed from its goal, as it was seen, degrees.
    pub error_deg: Option<f32>,
    /// Was the movement seen to miss its goal?
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
    pub fn new(net: &Net, seed: u64) -> Self {
        let places = ["SMA", "M1"].map(|id| net.place(id).expect("wiring::check has found the region"));
        let [premotor, motor] = places.map(|place| net.units(place));
        let mut draw = Stream::new(seed, "motor wiring");
        let code = Motor::new(motor, premotor, ACTIONS, &mut draw);
        let place = net.place("CB");
        Self {
            places,
            place,
            motor: code,
            skill: Skill::new(premotor, motor),
            cerebellum: place.map(|p| Cerebellum::new(net.units(p), premotor + motor, &mut draw)),
            aim: None,
            error_deg: None,
            missed: false,
            chance: Stream::new(seed, "motor"),
        }
    }
}

impl Movement {
    /// Place of motor cortex among the populations.
    #[must_use]
    pub const fn motor_place(&self) -> usize {
        self.places[1]
    }

    /// Place of premotor cortex.
    #[must_use]
    pub const fn premotor_place(&self) -> usize {
        self.places[0]
    }

    /// Place of the cerebellum, if the brain has one.
    #[must_use]
    pub const fn cerebellar_place(&self) -> Option<usize> {
        self.place
    }

    /// Learning rate of the skill.
    #[must_use]
    pub const fn rate(signals: &Signals, params: &Params) -> f32 {
        params.motor_rate * signals.information
    }

    /// Share of what this trial teaches that reaches the choice: where the limb was seen to miss, what was
    /// chosen is hardly to blame.
    #[must_use]
    pub const fn blame(&self, params: &Params) -> f32 {
        if self.missed { params.choice_blame } else { 1.0 }
    }

    /// A movement begins or goes on. Returns the error as it is seen, in degrees, if it lands in this tick;
    /// it is seen `rotation` degrees beside where it went.
    pub fn reach(&mut self, world: World, rotation: f32, net: &mut Net, chosen: Option<u8>, p: &Params) -> Option<f32> {
        if world.begins {
            (self.aim, self.error_deg, self.missed) = (None, None, false);
        }
        if world.reach && world.decide {
            self.aim = chosen.map(|goal| self.take_aim(usize::from(goal), net, p));
        }
        let aim = self.aim.as_ref()?;
        if world.lands {
            let seen = aim.taken + rotation;
            let error = wrapped(seen - aim.goal);
            let correction = wrapped(seen - aim.commanded);
            self.correct(correction, p);
            return Some(error);
        }
        if world.reach {
            self.show(net);
        }
        None
    }

    /// Records the error with which the movement landed, and whether the world counts it as a miss.
    pub const fn land(&mut self, error_deg: f32, missed: bool) {
        (self.error_deg, self.missed) = (Some(error_deg), missed);
    }

    /// Motor cortex commands, the cerebellum corrects, noise does the rest.
    fn take_aim(&mut self, goal: usize, net: &Net, params: &Params) -> Aim {
        let Self { places, place, motor, skill, cerebellum, chance, .. } = self;
        let [premotor, cortex] = places.map(|p| &net.populations[p].silent);
        let pattern = motor.intend(goal, premotor);
        let command = motor.command(&skill.drive(&pattern), params.motor_exploration, cortex, chance);
        let (anywhere, noise) = (360.0 * chance.uniform(), params.motor_noise_deg * chance.normal());
        let commanded = command.unwrap_or(anywhere);
        let mut correction = 0.0;
        if let Some((cerebellum, place)) = cerebellum.as_mut().zip(*place) {
            let [goal, copy] = places.map(|p| net.units(p));
            let mossy: Vec<f32> = pattern[..goal].iter().chain(&motor.rate[..copy]).copied().collect();
            cerebellum.receive(&mossy, &net.populations[place].silent);
            correction = cerebellum.correction();
        }
        Aim { goal: motor.direction_of(goal), commanded, taken: wrapped(commanded + correction + noise), pattern }
    }

    /// The cerebellum learns from what is seen less what was commanded, degrees.
    fn correct(&mut self, error_deg: f32, p: &Params) {
        let fast = Pace { rate: p.cerebellar_fast_rate, keep: p.cerebellar_fast_keep };
        let slow = Pace { rate: p.cerebellar_slow_rate, keep: p.cerebellar_slow_keep };
        if let Some(cerebellum) = &mut self.cerebellum {
            cerebellum.learn(error_deg, [fast, slow]);
        }
    }

    /// The rest of the brain sees motor cortex and cerebellum at work.
    fn show(&self, net: &mut Net) {
        net.populations[self.places[1]].excite(&self.motor.rate, SHOWN);
        if let Some((cerebellum, place)) = self.cerebellum.as_ref().zip(self.place) {
            net.populations[place].excite(&cerebellum.patches(), SHOWN);
        }
    }

    /// Tags of motor cortex: written while the movement lasts, turned into change by dopamine in M1.
    pub fn tag(&mut self, world: World, tick: u64, net: &Net, receptors: &Receptors, params: &Params) {
        let (region, timing) = (net.region(self.places[1]), timing(Rule::Cortical, params));
        self.skill.step(timing, || gates::third_factor(receptors, region, params));
        if let Some(aim) = self.aim.as_ref().filter(|_| world.reach && captures(tick)) {
            let strength = params.tag_gain * gates::tag_gate(receptors, region, params);
            self.skill.capture(&aim.pattern, &self.motor.deviation, strength, timing.silent_ticks);
        }
    }

    /// Motor weights take their changes.
    pub fn end_trial(&mut self, signals: &Signals, params: &Params) {
        self.skill.end_trial(Self::rate(signals, params));
    }
}
