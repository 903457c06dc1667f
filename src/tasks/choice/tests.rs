//! Tests of the choice.

use super::*;

fn state(rules: Vec<u32>) -> State {
    let task = Choice {
        stimuli: 8,
        cue_ms: 800,
        decide_ms: 400,
        delay_ms: 1500,
        pause_ms: [5000, 6000],
        cued: true,
        ..Choice::default()
    };
    let phase = Phase { rules, ..Phase::new("a", 80) };
    State::new(&task, &[phase], 4, Stream::new(1, "task"), Stream::new(1, "drift"))
}

/// Plays 80 trials with a strategy; the share of trials that were rewarded.
fn play(mut state: State, act: impl Fn(Question) -> u8) -> f32 {
    let (mut rewards, mut trials) = (0.0, 0.0);
    loop {
        let world = state.step();
        if world.finished {
            return rewards / trials;
        }
        if world.decide {
            trials += 1.0;
            state.choose(act(state.question()));
        }
        rewards += f32::from(u8::from(world.reward));
    }
}

#[test]
fn only_the_right_action_is_rewarded() {
    assert_eq!(play(state(vec![0]), |q| q.right), 1.0);
    assert_eq!(play(state(vec![0]), |q| (q.right + 1) % 4), 0.0);
    assert_eq!(play(state(vec![0]), |_| 2), 0.25);
}

#[test]
fn who_chooses_otherwise_meets_the_same_trials() {
    let met = |act: fn(Question) -> u8| {
        let mut state = state(vec![0, 1]);
        (state.phases[0].omission, state.phases[0].reward) = (0.2, 0.8);
        let (mut met, mut tick) = (Vec::new(), 0);
        loop {
            let world = state.step();
            if world.finished {
                return met;
            }
            if world.decide {
                met.push((tick, state.question()));
                state.choose(act(state.question()));
            }
            tick += 1;
        }
    };
    let right = met(|q| q.right);
    assert_eq!(right.len(), 80);
    assert_eq!(right, met(|q| (q.right + 1) % 4));
    assert_eq!(right, met(|_| 2));
}

#[test]
fn stimuli_that_are_kept_ask_for_the_action_of_the_first_rule() {
    let mut state = state(vec![1]);
    state.phases[0].kept = 3;
    assert!((0..8).all(|s| (state.right(s, 1) == state.right(s, 0)) == (s < 3)));
    state.phases[0].moved = 0.5;
    state.phases[0].swapped = vec![1];
    let scene = state.scene();
    assert_eq!((scene.moved, scene.swaps(0), scene.swaps(1)), (0.5, false, true));
}

#[test]
fn rules_conflict_on_every_stimulus() {
    let state = state(vec![0, 1]);
    assert!((0..8).all(|s| state.right(s, 0) != state.right(s, 1)));
}
