//! Laws: what must hold whatever the parameters. Each fails when its mechanism is taken away.

use neurotide::atlas::{ACH, DA, NE, REGIONS, SER, nucleus_index, region_index};
use neurotide::brain::net::projection::Projection;
use neurotide::brain::net::rate_of;
use neurotide::experiment::builtin;
use neurotide::experiment::{Command, Experiment, Rule};
use neurotide::modulators::receptor::{D1, D2, M1};
use neurotide::modulators::target;
use neurotide::params::TABLE;
use neurotide::plasticity::synapses::Synapses;
use neurotide::run::Simulation;
use neurotide::run::recorder::{EventKind, TrialRecord};
use proptest::prelude::*;

fn experiment() -> Experiment {
    builtin::get("conditioning").unwrap()
}

fn sim(arm: &str, seed: u64) -> Simulation {
    Simulation::new(&experiment(), arm, seed).unwrap()
}

fn with(settings: &[(&str, &str)]) -> Simulation {
    let mut experiment = experiment();
    for (key, value) in settings {
        experiment.set(key, value).unwrap();
    }
    Simulation::new(&experiment, "intact", 1).unwrap()
}

fn burst(nucleus: &str) -> Command {
    Command::Burst { nucleus: nucleus.into(), rate_hz: 30.0, duration_ms: 300 }
}

fn weights(sim: &Simulation) -> Vec<f32> {
    let projections = sim.brain().net.projections.iter().flat_map(|p| p.weights().to_vec());
    projections.chain(sim.brain().reward.synapses.weights().to_vec()).collect()
}

fn plastic<'a>(sim: &'a Simulation, to: &str) -> Vec<&'a Projection> {
    let ends = |p: &&Projection| REGIONS[usize::from(sim.brain().net.populations[p.post].region)].id == to;
    sim.brain().net.projections.iter().filter(|p| p.rule == Rule::Cortical).filter(ends).collect()
}

/// Tick of the first cue.
fn first_cue() -> u32 {
    let mut sim = sim("intact", 1);
    while !sim.recorder().events.iter().any(|e| e.ms == 0.0) {
        sim.tick();
    }
    sim.ticks() as u32
}

/// Runs until the first trial's weights have taken their changes.
fn finish_trial(sim: &mut Simulation) {
    while sim.curve().is_empty() {
        sim.tick();
    }
}

#[test]
fn a_pulse_without_a_tag_changes_no_weight() {
    let mut sim = sim("no_tag", 1);
    let before = weights(&sim);
    sim.step(first_cue() + 60);
    sim.send(burst("VTA")).unwrap();
    finish_trial(&mut sim);
    assert_eq!(weights(&sim), before);
}

#[test]
fn a_tag_without_a_pulse_changes_no_weight() {
    let mut sim = sim("no_dopamine", 1);
    let before = weights(&sim);
    finish_trial(&mut sim);
    assert_eq!(weights(&sim), before);
}

/// Share of tagged synapses whose change has the sign of their tag, and how many there are. (A tag is a sum
/// over moments; where they disagree, its sign may have turned since: one or two in a hundred.)
fn agreement(command: Command) -> (f64, u32) {
    let mut sim = with(&[("burst_spikes", "0")]);
    sim.step(first_cue() + 60);
    let before = weights(&sim);
    sim.send(command).unwrap();
    sim.step(60);
    assert_eq!(weights(&sim), before, "weights stand still until the flush");
    let rate = rate_of(Rule::Cortical, sim.params());
    let synapses = (0..40).flat_map(|i| (0..40).map(move |j| (i, j)));
    let (mut agree, mut all) = (0, 0);
    for (projection, (i, j)) in plastic(&sim, "PPC").iter().flat_map(|p| synapses.clone().map(move |s| (p, s))) {
        let (tag, change) = projection.synapse(i, j, rate);
        if tag.abs() > 1e-3 && change != 0.0 {
            all += 1;
            agree += u32::from(tag * change > 0.0);
        }
    }
    (f64::from(agree) / f64::from(all), all)
}

#[test]
fn with_a_tag_weights_move_in_the_sign_of_the_third_factor() {
    let (share, all) = agreement(burst("VTA"));
    assert!(all > 20 && share > 0.98, "burst: {share} of {all}");
    let pause = Command::Burst { nucleus: "VTA".into(), rate_hz: -4.0, duration_ms: 600 };
    let (share, all) = agreement(pause);
    assert!(all > 20 && share < 0.02, "pause: {share} of {all}");
}

#[test]
fn acetylcholine_opens_the_tag_gate() {
    let mut tags = [0, 0];
    for (n, release) in tags.iter_mut().zip(["100", "0"]) {
        let mut sim = with(&[("acetylcholine_release", release)]);
        sim.step(first_cue() + 70);
        *n = plastic(&sim, "PPC").iter().map(|p| p.tags.pairs()).sum();
    }
    assert!(tags[0] > 0 && tags[1] == 0, "{tags:?}");
}

#[test]
fn noradrenaline_raises_the_gain_of_cortical_units() {
    let rates = |gain: &str| {
        let mut sim = with(&[("neural_gain", gain)]);
        sim.step(first_cue() - 20);
        sim.send(Command::Burst { nucleus: "LC".into(), rate_hz: 20.0, duration_ms: 600 }).unwrap();
        sim.step(60);
        sim.brain().net.populations.iter().map(|p| p.mean()).sum::<f32>()
    };
    assert!(rates("4") > 1.02 * rates("0"), "{} {}", rates("4"), rates("0"));
}

/// At the end of acquisition: value at the cue, in rewards, and what is left of the response to reward, Hz.
fn learned(settings: &[(&str, &str)]) -> (f32, f32) {
    let mut sim = with(settings);
    sim.run_to_end();
    let trained = &sim.curve()[100..160];
    let mean = |of: fn(&TrialRecord) -> f32| trained.iter().map(of).sum::<f32>() / trained.len() as f32;
    (mean(|t| t.value_at_cue), mean(|t| t.reward_response_hz))
}

/// Two seconds before a reward its value is `exp(-2 s / horizon)`. Without the lead of D1 the credit of an
/// error spreads and value overshoots. Without the silence of tags a cue's own burst raises the value of that
/// cue. Value then runs away until the reward, however certain, is a disappointment.
#[test]
fn value_is_discounted_reward_and_needs_the_lead_and_the_silence_of_tags() {
    let discounted = neurotide::num::exp(-2.0 / 5.0);
    let (value, surprise) = learned(&[]);
    assert!((value / discounted - 1.0).abs() < 0.15 && surprise < 1.5, "{value} for {discounted}, {surprise} Hz");
    let (value, _) = learned(&[("dopamine_lead_ms", "0")]);
    assert!(value > 2.0 * discounted, "{value} for {discounted}");
    let (value, surprise) = learned(&[("critic_tag_silent_ms", "0")]);
    assert!(value > 2.0 * discounted && surprise < -3.5, "{value} for {discounted}, {surprise} Hz");
}

#[test]
fn serotonin_lengthens_the_horizon() {
    let value_at_cue = |tonic: &str| learned(&[("serotonin_tonic_hz", tonic), ("patience_hz", "0")]).0;
    let (low, high) = (value_at_cue("0.5"), value_at_cue("8"));
    assert!(high > 1.1 * low, "value at the cue {low} at low, {high} at high serotonin");
}

/// Value at the cue after a routine of rewards and then a few omissions.
fn left_of_value(settings: &[(&str, &str)]) -> f32 {
    let text = builtin::json("conditioning").unwrap();
    let phases =
        r#"{ "id": "acquisition", "trials": 120, "omission": 0 }, { "id": "probe", "trials": 12, "omission": 1 }"#;
    let old = &text[text.find(r#"{ "id": "acquisition""#).unwrap()
        ..text
            .find(
                r#"],
  "parameters""#,
            )
            .unwrap()];
    let mut experiment = Experiment::from_json(text.replace(old, phases).as_bytes()).unwrap();
    experiment.parameters.extend(settings.iter().map(|(key, value)| ((*key).to_owned(), value.parse().unwrap())));
    let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
    sim.run_to_end();
    sim.curve().last().unwrap().value_at_cue
}

#[test]
fn a_raphe_that_doubts_hastens_unlearning() {
    let left = |doubt_hz: &str, pace: &str| {
        left_of_value(&[("raphe_doubt_hz", doubt_hz), ("horizon_gain", "0"), ("learning_pace", pace)])
    };
    let [usual, deaf, quiet] = [left("2", "1"), left("2", "0"), left("0", "1")];
    assert!(usual < 0.9 * deaf && usual < 0.9 * quiet, "{usual} {deaf} {quiet}");
}

/// Highest firing of VTA in the first trial, Hz, of a form with these further keys.
fn first_reward(keys: &str) -> f32 {
    let text = builtin::json("conditioning").unwrap();
    let form = format!(r#""forms": [{{ "id": "f", "cues": [{{ "cue": "cue" }}], {keys} }}], "trials": 160"#);
    let experiment = Experiment::from_json(text.replace(r#""trials": 160"#, &form).as_bytes()).unwrap();
    let mut sim = Simulation::new(&experiment, "intact", 1).unwrap();
    finish_trial(&mut sim);
    sim.recorder().traces.vta.iter().copied().fold(0.0, f32::max)
}

#[test]
fn a_larger_reward_surprises_more_and_a_held_nucleus_not_at_all() {
    let (small, large) = (first_reward(r#""size": 1"#), first_reward(r#""size": 2"#));
    assert!((large - 4.0) > 1.8 * (small - 4.0), "{small} and {large} Hz");
    let held = |arm: &str| {
        let act = r#"{ "nucleus": "VTA", "at_ms": 2000, "for_ms": 500, "rate_hz": 0, "arms": ["ARM"] }"#;
        first_reward(&format!(r#""stimulate": [{}]"#, act.replace("ARM", arm)))
    };
    assert!((held("intact") - 4.0).abs() < 0.1, "{} Hz", held("intact"));
    assert_eq!(held("no_tag"), small, "in other arms nothing is done");
}

/// How much the cue of shocks is feared over the first fifteen trials, in punishments, in an arm of `fear`.
fn fear(arm: &str, settings: &[(&str, &str)]) -> f32 {
    let mut experiment = builtin::get("fear").unwrap();
    settings.iter().for_each(|(key, value)| experiment.set(key, value).unwrap());
    experiment.phases[0].trials = 15;
    experiment.phases.truncate(1);
    let mut sim = Simulation::new(&experiment, arm, 1).unwrap();
    sim.run_to_end();
    sim.curve().iter().map(|trial| trial.aversion_at_cue).sum::<f32>() / sim.curve().len() as f32
}

#[test]
fn aversive_value_is_learned_at_its_rate() {
    let [none, slow, usual] = ["0", "1", "4"].map(|rate| fear("intact", &[("aversive_rate", rate)]));
    assert!(none == 0.0 && slow > 0.05 && usual > 1.5 * slow, "{none} {slow} {usual}");
}

#[test]
fn noradrenaline_in_the_amygdala_scales_what_fear_learns() {
    let blocked =
        |exponent: &str| fear("beta_block", &[("fear_gate", exponent)]) / fear("intact", &[("fear_gate", exponent)]);
    assert!(blocked("1") < 0.5 && (blocked("0") - 1.0).abs() < 0.01, "{} {}", blocked("1"), blocked("0"));
    let tonic = |hz: &str| fear("intact", &[("noradrenaline_tonic_hz", hz), ("aversive_rate", "1")]);
    assert!(tonic("3") > 1.2 * tonic("1"), "{} {}", tonic("3"), tonic("1"));
}

#[test]
fn the_front_reaches_near_regions_first() {
    let mut sim = sim("intact", 1);
    sim.step(5);
    sim.send(burst("VTA")).unwrap();
    let onset = |sim: &mut Simulation, id: &str| {
        let place = target(DA, region_index(id).unwrap());
        let mut sim = sim.clone();
        (0..60).find(|_| {
            sim.tick();
            sim.brain().tide.concentration[place] > 1.02 * sim.brain().tide.tone[place]
        })
    };
    let order: Vec<_> = ["NAc", "OFC", "PCC", "V1"].iter().map(|id| onset(&mut sim, id).unwrap()).collect();
    assert!(order.windows(2).all(|w| w[0] < w[1]), "{order:?}");
}

/// Also late in learning, when value has raised dopamine before the burst: no front outruns its axons.
#[test]
fn an_arrival_takes_at_least_the_delay() {
    let mut sim = sim("intact", 1);
    let mut seen = 0;
    for _ in 0..40_000 {
        sim.tick();
        let front = &sim.notes().front;
        for event in sim.recorder().events.iter().filter(|e| e.kind == EventKind::Arrival) {
            let delay_ms = 10.0 * f32::from(front.delays[event.index as usize].unwrap());
            assert!(event.value >= delay_ms && event.value < delay_ms + 300.0, "{event:?} after {delay_ms} ms");
            seen += 1;
        }
    }
    assert!(seen > 1000);
}

#[test]
fn ten_steps_are_one_step_ten_times() {
    let (mut whole, mut parts) = (sim("intact", 3), sim("intact", 3));
    whole.step(3_000);
    for n in [1, 7, 500, 92, 1400, 1000] {
        parts.step(n);
    }
    assert_eq!(whole.ticks(), parts.ticks());
    assert_eq!(whole.digest(), parts.digest());
}

#[test]
fn a_snapshot_restores_to_the_same_bits() {
    let mut original = sim("intact", 5);
    original.step(777);
    original.send(burst("DRN")).unwrap();
    let mut restored = Simulation::restore(&original.snapshot()).unwrap();
    assert_eq!(restored.digest(), original.digest());
    original.step(2_000);
    restored.step(2_000);
    assert_eq!(restored.digest(), original.digest());
}

#[test]
fn a_damaged_snapshot_is_refused() {
    let snapshot = sim("intact", 1).snapshot();
    for at in (0..snapshot.len()).step_by(4999) {
        let mut damaged = snapshot.clone();
        damaged[at] ^= 0x10;
        assert!(Simulation::restore(&damaged).is_err(), "byte {at}");
    }
    assert!(Simulation::restore(&snapshot[..100]).is_err());
    assert!(Simulation::restore(&[]).is_err());
}

#[test]
fn a_log_replays_to_the_same_bits() {
    let mut first = sim("intact", 2);
    first.step(400);
    first.send(burst("VTA")).unwrap();
    first.step(33);
    first.send(Command::Set { key: "horizon_s".into(), value: 2.0 }).unwrap();
    first.step(1_000);
    let mut second = sim("intact", 2);
    second.load_log(first.log().clone()).unwrap();
    second.step(1_433);
    assert_eq!(first.digest(), second.digest());
}

#[test]
fn a_refused_command_leaves_the_run_alone() {
    let mut sim = sim("intact", 1);
    sim.step(10);
    let before = sim.digest();
    assert!(sim.send(Command::Set { key: "rate_tau_ms".into(), value: 50.0 }).is_err(), "not live");
    assert!(sim.send(Command::Set { key: "horizon_s".into(), value: 1e9 }).is_err());
    assert_eq!(sim.digest(), before);
}

/// The locus coeruleus broadcasts; the substantia nigra reaches its targets alone.
#[test]
fn release_is_broadcast_or_targeted() {
    let reached = |nucleus: &str| {
        let mut sim = sim("intact", 1);
        sim.send(burst(nucleus)).unwrap();
        let quiet = sim.brain().tide.tone.to_vec();
        sim.step(60);
        let heard = sim.brain().tide.concentration.iter().zip(&quiet).filter(|(nm, tone)| *nm - *tone > 1.0);
        heard.count()
    };
    assert!(reached("LC") >= 20, "{}", reached("LC"));
    assert!((2..=4).contains(&reached("SNc")), "{}", reached("SNc"));
}

#[test]
fn a_brain_that_cannot_carry_its_task_is_refused() {
    let mut experiment = experiment();
    let mut brain = neurotide::brain::net::wiring::default_brain();
    brain.regions.retain(|r| r.id != "NAc");
    brain.projections.retain(|p| p.to != "NAc");
    experiment.brain = Some(brain);
    let errors = neurotide::run::read_experiment(experiment.to_json().as_bytes()).unwrap_err();
    assert_eq!((errors.0[0].path.as_str(), errors.0[0].value.as_str()), ("/brain/regions", "NAc"));
}

#[test]
fn the_nuclei_are_all_heard() {
    for nucleus in ["VTA", "SNc", "LC", "NBM", "MS", "DRN"] {
        let mut with = sim("intact", 1);
        let mut without = with.clone();
        with.send(burst(nucleus)).unwrap();
        with.step(60);
        without.step(60);
        let risen = |sim: &Simulation| sim.brain().tide.concentration.iter().sum::<f32>();
        assert!(nucleus_index(nucleus).is_some());
        assert!(risen(&with) > risen(&without) + 1.0, "{nucleus}");
    }
}

/// Concentration that a modulator has in a region at tone, nM.
fn tone(sim: &Simulation, modulator: usize, id: &str) -> f32 {
    sim.brain().tide.tone[target(modulator, region_index(id).unwrap())]
}

#[test]
fn age_takes_receptors_and_transporters_and_slows_the_learning_of_value() {
    let at = |age: &str| {
        let mut sim = with(&[("age_years", age)]);
        let left =
            |receptor: usize, id: &str| sim.brain().tide.receptors.unblocked(receptor, region_index(id).unwrap());
        let found = [left(D1, "NAc"), left(D2, "CAU"), left(D2, "ACC"), left(M1, "IT"), tone(&sim, DA, "PUT")];
        while sim.curve().len() <= 30 {
            sim.tick();
        }
        (found, sim.curve()[30].value_at_cue)
    };
    let ([d1, striatal, cingulate, m1, nm], value) = at("75");
    assert!((0.45..0.50).contains(&d1) && (0.80..0.84).contains(&striatal) && (0.48..0.52).contains(&cingulate));
    let (usual, usual_value) = at("25");
    assert_eq!((usual[..4].to_vec(), m1), (vec![1.0; 4], 1.0), "at 25 nothing is lost, and no other receptor later");
    assert!(nm > 1.3 * usual[4], "slower uptake leaves more at tone: {nm} for {} nM", usual[4]);
    assert!(value < 0.5 * usual_value, "value of the cue {value}, at 25 {usual_value}");
    assert!(at("20").0[0] > 1.05, "before 25 there is more");
}

/// The age that a run begins with, and the same set while it goes on, are one.
#[test]
fn a_brain_may_age_while_it_runs() {
    let mut sim = sim("intact", 1);
    sim.send(Command::Set { key: "age_years".into(), value: 75.0 }).unwrap();
    sim.step(2);
    let old = with(&[("age_years", "75")]);
    let (putamen, caudate) = (target(DA, region_index("PUT").unwrap()), region_index("CAU").unwrap());
    assert_eq!(sim.brain().tide.tone[putamen], old.brain().tide.tone[putamen]);
    assert_eq!(sim.brain().tide.receptors.unblocked(D1, caudate), old.brain().tide.receptors.unblocked(D1, caudate));
    assert!(old.brain().tide.receptors.unblocked(D1, caudate) < 0.5);
}

#[test]
fn arousal_and_rem_sleep_set_tones_but_not_that_of_dopamine() {
    let at = |arousal: &str, rem: &str| {
        let mut sim = with(&[("arousal", arousal), ("rem", rem)]);
        sim.step(first_cue() - 20);
        let nm =
            |modulator: usize, id: &str| sim.brain().tide.concentration[target(modulator, region_index(id).unwrap())];
        [nm(ACH, "IT"), nm(ACH, "HIP"), nm(NE, "IT"), nm(SER, "IT"), nm(DA, "PUT")]
    };
    let [slow, quiet, active, rem] = [at("0", "0"), at("1", "0"), at("2", "0"), at("1", "1")];
    for (modulator, name) in [(0, "cortical acetylcholine"), (1, "hippocampal"), (2, "noradrenaline"), (3, "serotonin")]
    {
        let [slow, quiet, active] = [slow, quiet, active].map(|state| state[modulator]);
        assert!(slow < 0.7 * quiet && active > 1.1 * quiet, "{name}: {slow}, {quiet}, {active} nM");
    }
    assert!(rem[1] > 1.7 * quiet[1] && rem[0] < 1.1 * quiet[0], "acetylcholine in REM sleep: {rem:?}, awake {quiet:?}");
    assert!(rem[2] < 0.1 * quiet[2] && rem[3] < 0.1 * quiet[3], "silent in REM sleep: {rem:?}, awake {quiet:?}");
    assert_eq!([slow[4], active[4], rem[4]], [quiet[4]; 3]);
}

/// A drowsy forebrain is no news of the world: anterior cingulate cortex reckons with the state.
#[test]
fn no_state_is_taken_for_uncertainty() {
    for (arousal, rem) in [("0", "0"), ("1", "0"), ("2", "0"), ("1", "1")] {
        let mut sim = with(&[("arousal", arousal), ("rem", rem)]);
        sim.step(first_cue());
        let report = sim.brain().situation.contexts.acetylcholine_report;
        assert!((report - 1.0).abs() < 0.15, "arousal {arousal}, REM {rem}: {report} of what there is is reported");
    }
}

/// The built-in task `id` in a brain of 75 with a lesion, a block and a stimulation, in this state.
fn old_and_aroused(id: &str, arousal: &str, rem: &str) -> Simulation {
    let mut tree: serde_json::Value = serde_json::from_str(builtin::json(id).unwrap()).unwrap();
    let number = |text: &str| text.parse::<f64>().unwrap();
    tree["parameters"]["age_years"] = 75.into();
    tree["arms"][0]["parameters"]["arousal"] = number(arousal).into();
    tree["arms"][0]["parameters"]["rem"] = number(rem).into();
    tree["arms"][0]["interventions"] = serde_json::json!([
        {"kind": "lesion", "nucleus": "LC", "fraction": 0.5},
        {"kind": "block", "receptor": "D1", "region": "CAU", "fraction": 0.5},
        {"kind": "stimulate", "nucleus": "NBM", "rate_hz": 20, "event": "trial", "after_ms": 0, "pulse_ms": 100},
    ]);
    let experiment =
        Experiment::from_json(tree.to_string().as_bytes()).unwrap_or_else(|errors| panic!("{id}: {errors}"));
    Simulation::new(&experiment, &experiment.arms[0].id.clone(), 1).unwrap()
}

/// Any task with any age, state, lesion, block and stimulation: each does what it does alone.
#[test]
fn age_state_and_interventions_go_together_in_every_task() {
    let caudate = region_index("CAU").unwrap();
    let aged = with(&[("age_years", "75")]).brain().tide.receptors.unblocked(D1, caudate);
    assert!(aged < 0.5);
    for id in builtin::list() {
        let [mut active, asleep] = [("2", "0"), ("0.5", "1")].map(|(arousal, rem)| old_and_aroused(id, arousal, rem));
        let hz = |sim: &Simulation, nucleus: &str| sim.tonic_hz(nucleus_index(nucleus).unwrap());
        assert_eq!((hz(&active, "LC"), hz(&active, "VTA")), (0.5 * 1.5, 4.0), "{id}");
        assert!(hz(&asleep, "LC") < 0.02 && hz(&asleep, "MS") == 6.0, "{id}");
        assert_eq!(active.brain().tide.receptors.unblocked(D1, caudate), 0.5 * aged, "{id}");
        active.step(1_000);
        assert!(active.check_finite().is_ok(), "{id}");
        active.send(Command::Set { key: "age_years".into(), value: 25.0 }).unwrap();
        active.step(1);
        assert_eq!(active.brain().tide.receptors.unblocked(D1, caudate), 0.5, "{id}: the block outlives the age");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any legal parameters: everything stays finite and in bounds.
    #[test]
    fn legal_parameters_keep_the_state_in_bounds(seed in 0u64..1000, picks in prop::collection::vec((0..TABLE.len(), 0.0f32..=1.0), 1..8)) {
        let mut experiment = if seed % 2 == 0 { experiment() } else { builtin::get("fear").unwrap() };
        for (row, x) in picks {
            let p = &TABLE[row];
            experiment.parameters.insert(p.key.into(), p.min + x * (p.max - p.min));
        }
        let mut sim = Simulation::new(&experiment, "intact", seed).unwrap();
        sim.step(2_000);
        prop_assert!(sim.check_finite().is_ok());
        prop_assert!(sim.brain().tide.concentration.iter().all(|c| (0.0..=10_000.0).contains(c)));
        for projection in &sim.brain().net.projections {
            let hi = projection.bound().max(1e-6);
            let lo = if projection.rule == Rule::Actor { -hi } else { 0.0 };
            prop_assert!(projection.weights().iter().all(|w| (lo..=hi).contains(w)));
        }
        prop_assert!(sim.brain().reward.synapses.weights().iter().all(|w| w.abs() <= 1.0));
        let fears = sim.brain().fear.as_ref();
        prop_assert!(fears.is_none_or(|all| all.synapses.weights().iter().all(|w| w.abs() <= 1.0)));
        prop_assert!(sim.brain().signals.aversive_value >= 0.0);
    }
}
