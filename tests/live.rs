//! Alignment while the run goes on, the wave of change and the reaction time: what they say is true, and
//! watching changes nothing.

use neurotide::experiment::builtin;
use neurotide::experiment::{Command, Experiment};
use neurotide::measures::alignment::blocks::{GroupAlignment, Watch, aligned, mean_gradient};
use neurotide::measures::alignment::live::{Live, WINDOW};
use neurotide::measures::alignment::meter::Meter;
use neurotide::measures::wave::{Wave, front, usual};
use neurotide::rng::Stream;
use neurotide::run::Simulation;

fn choice(trials: u32) -> Experiment {
    let mut experiment = builtin::get("choice").expect("built in");
    experiment.phases[0].trials = trials;
    experiment
}

/// Runs trials; after every hundredth tick some units of work.
fn watched(sim: &mut Simulation, live: &mut Live, trials: usize, units: u32) {
    let until = sim.curve().len() + trials;
    while sim.curve().len() < until && !sim.finished() {
        sim.tick_with(live);
        if sim.ticks().is_multiple_of(100) {
            live.work(sim, units);
        }
    }
}

/// A brain in the middle of learning that goes on with its tags but keeps its weights: the right action has
/// been expected with probability .5, and the critic has caught up.
fn half_learned(seed: u64) -> Simulation {
    let mut sim = Simulation::new(&choice(1000), "intact", seed).expect("valid");
    let half = |sim: &Simulation| {
        let recent: Vec<f32> = sim.curve().iter().rev().take(20).filter_map(|t| t.choice).map(|c| c.expected).collect();
        recent.len() == 20 && recent.iter().sum::<f32>() >= 10.0
    };
    while !half(&sim) {
        sim.tick();
    }
    for key in ["actor_rate", "fading", "reset_gain"] {
        sim.send(Command::Set { key: key.into(), value: 0.0 }).expect("live");
    }
    sim.run_trials(300);
    sim
}

/// The same 200 trials in the middle of learning: live cosine and null are those of the offline meter within
/// .05, and every region leads its null. One shuffle is a draw and scatters, so that sizes are judged in the
/// mean over seeds: the null is below .2, and each region leads by more than .4.
#[test]
#[ignore = "statistics of many trials: cargo xtask test --all"]
fn live_alignment_is_that_of_the_offline_meter() {
    let (mut nulls, mut leads) = (Vec::new(), [const { Vec::new() }; 3]);
    for seed in 401..407 {
        let mut sim = half_learned(seed);
        let mut live = Live::new(&sim, u32::MAX, seed).expect("a choice");
        let mut meter = Meter::of(&sim);
        let until = sim.curve().len() + 200;
        while sim.curve().len() < until && !sim.finished() {
            sim.tick_with(&mut (&mut live, &mut meter));
            if sim.ticks().is_multiple_of(100) {
                live.work(&sim, 2);
            }
        }
        let questions = sim.task().all_questions();
        let reference = mean_gradient(&sim, &questions, 100, &mut Stream::new(seed, "reference"));
        let offline = aligned(&sim, &meter, &reference);
        let reading = live.read(&sim).expect("samples");
        let changed = reading.groups.iter().zip(&offline).filter(|(live, _)| live.cosine.is_some());
        for ((live, offline), leads) in changed.zip(&mut leads) {
            let (cosine, null) = (live.cosine.expect("changed"), live.null.expect("changed"));
            assert!((cosine - offline.cosine).abs() < 0.05, "seed {seed}: {live:?} for {offline:?}");
            assert!((null - offline.null).abs() < 0.05, "seed {seed}: {live:?} for {offline:?}");
            assert!(cosine > 0.7 && cosine > null + 0.1, "seed {seed}: {live:?}");
            nulls.push(null);
            leads.push(cosine - null);
        }
    }
    assert_eq!(nulls.len(), 18);
    assert!((nulls.iter().sum::<f32>() / 18.0).abs() < 0.2, "{nulls:?}");
    assert!(leads.iter().all(|leads| leads.iter().sum::<f32>() / 6.0 > 0.4), "{leads:?}");
}

/// While the brain learns, from its first trial on: the same cosines and shares of the gain as block by
/// block.
#[test]
fn live_alignment_follows_learning() {
    for seed in [401, 402] {
        let experiment = choice(60);
        let mut sim = Simulation::new(&experiment, "intact", seed).expect("valid");
        let mut watch = Watch::new(&sim, 50, seed).expect("a choice");
        for trials in 1..=50 {
            sim.run_trials_with(1, &mut watch);
            assert_eq!(sim.curve().len(), trials);
            watch.trial(&sim);
        }
        let block = watch.finish().remove(0);
        let mut sim = Simulation::new(&experiment, "intact", seed).expect("valid");
        let mut live = Live::new(&sim, u32::MAX, seed).expect("a choice");
        watched(&mut sim, &mut live, 50, 2);
        let reading = live.read(&sim).expect("samples");
        println!("seed {seed}: {reading:?}\n{block:?}");
        let near = |a: Option<f32>, b: Option<f32>, by: f32| a.zip(b).is_none_or(|(a, b)| (a - b).abs() < by);
        for (live, block) in reading.groups.iter().zip(&block.groups) {
            assert_eq!((live.group, &live.regions), (block.group, &block.regions));
            assert!(near(live.cosine, block.cosine, 0.06), "seed {seed}: {live:?} for {block:?}");
            assert!(near(live.share_of_gain, block.share_of_gain, 0.1), "seed {seed}: {live:?} for {block:?}");
        }
        let ratio = reading.predicted_gain / block.predicted_gain;
        assert!((0.75..1.25).contains(&ratio), "seed {seed}: {} for {}", reading.predicted_gain, block.predicted_gain);
    }
}

fn words(groups: &[GroupAlignment]) -> String {
    serde_json::to_string(groups).expect("plain data")
}

/// Watched all along, with waves and all, or never: the same digest at every look; and the same calls give
/// the same reading.
#[test]
fn watching_live_changes_nothing() {
    let experiment = choice(20);
    let mut plain = Simulation::new(&experiment, "intact", 403).expect("valid");
    let run = || {
        let sim = Simulation::new(&experiment, "intact", 403).expect("valid");
        let (live, wave) = (Live::new(&sim, WINDOW, 9).expect("a choice"), Wave::of(&sim));
        (sim, live, wave)
    };
    let ((mut sim, mut live, mut wave), (mut again, mut other, _)) = (run(), run());
    while !sim.finished() {
        plain.step(700);
        sim.step_with(700, &mut (&mut live, &mut wave));
        again.step_with(700, &mut other);
        assert_eq!((live.work(&sim, 3), other.work(&again, 3)), if sim.finished() { (0, 0) } else { (3, 3) });
        assert_eq!(sim.digest(), plain.digest());
    }
    let (one, two) = (live.read(&sim).expect("samples"), other.read(&again).expect("samples"));
    assert_eq!((one.samples.to_bits(), words(&one.groups)), (two.samples.to_bits(), words(&two.groups)));
    let copy = Simulation::restore(&sim.snapshot()).expect("whole");
    assert_eq!(copy.digest(), plain.digest());
    assert!(!wave.trials.is_empty());
}

#[test]
fn nothing_is_told_before_there_are_samples_and_a_phase_begins_anew() {
    let mut experiment = builtin::get("reversal").expect("built in");
    experiment.phases[0].trials = 12;
    experiment.phases[1].trials = 12;
    let mut sim = Simulation::new(&experiment, "intact", 404).expect("valid");
    let mut live = Live::new(&sim, WINDOW, 404).expect("a choice");
    assert_eq!(live.work(&sim, 500), 500);
    assert_eq!(live.read(&sim), None, "no trial yet");
    watched(&mut sim, &mut live, 10, 1);
    let reading = live.read(&sim).expect("samples");
    assert!(reading.trials == 10 && reading.age > 2.0 && reading.samples > 400.0, "{reading:?}");
    watched(&mut sim, &mut live, 3, 1);
    assert_eq!(live.read(&sim), None, "too few samples of the new phase");
    live.work(&sim, 500);
    let reading = live.read(&sim).expect("samples");
    assert!(reading.trials == 1 && reading.age < 1.0 && reading.samples < 520.0, "{reading:?}");
    // A budget: a tenth of the time that ticks take.
    let mut done = live.keep_up(&sim, 0.0);
    for _ in 0..20 {
        sim.step_with(100, &mut live);
        done += live.keep_up(&sim, 0.1);
    }
    assert!((25..=35).contains(&done), "{done}");
    let conditioning = builtin::get("conditioning").expect("built in");
    let sim = Simulation::new(&conditioning, "intact", 1).expect("valid");
    assert!(Live::new(&sim, WINDOW, 1).is_none(), "nothing is chosen");
}

/// The wave of the first trials of a conditioning or a choice.
fn waves(id: &str, arm: &str) -> Vec<neurotide::measures::wave::TrialWave> {
    let mut experiment = builtin::get(id).expect("built in");
    experiment.phases[0].trials = 40;
    let mut sim = Simulation::new(&experiment, arm, 401).expect("valid");
    let mut wave = Wave::of(&sim);
    sim.run_to_end_with(&mut wave);
    wave.trials
}

/// Regions that lie farther along the axon begin later, the front runs at the velocity of conduction, and the
/// peaks come in the order of the prototype: ventral striatum, prefrontal, associative, sensory cortex.
#[test]
fn the_wave_follows_the_axons() {
    for id in ["choice", "conditioning"] {
        let waves = waves(id, "intact");
        let regions: Vec<_> = usual(&waves).into_iter().map(|(_, region)| region).collect();
        println!("{id}: {regions:?}");
        let mut by_path = regions.clone();
        by_path.sort_by(|a, b| a.path_mm.partial_cmp(&b.path_mm).expect("lengths"));
        for two in by_path.windows(2) {
            // Delays are whole ticks.
            assert!(two[1].onset_ms > two[0].onset_ms - 10.0, "{id}: {two:?}");
        }
        let speed = front(&regions).expect("a front");
        assert!((speed - 0.8).abs() < 0.05, "{id}: {speed} m/s");
        let peak = |id: &str| regions.iter().find(|r| r.region == id).map(|r| r.peak_ms);
        let (near, middle, far) = (peak("NAc"), peak("OFC"), peak("VAC"));
        assert!(near < middle && middle < far && near.is_some(), "{id}: {near:?} {middle:?} {far:?}");
    }
    assert_eq!(waves("conditioning", "no_dopamine"), [], "without dopamine there is no wave");
}

/// With training the choice is settled earlier, and more often.
#[test]
fn reaction_times_shorten() {
    for seed in [401, 402] {
        let mut sim = Simulation::new(&choice(200), "intact", seed).expect("valid");
        sim.run_to_end();
        let part = |of: &[neurotide::run::recorder::TrialRecord]| {
            let all: Vec<f32> = of.iter().filter_map(|trial| trial.reaction_ms).collect();
            (all.len(), all.iter().sum::<f32>() / all.len() as f32)
        };
        let ((few, slow), (many, fast)) = (part(&sim.curve()[..40]), part(&sim.curve()[160..]));
        println!("seed {seed}: {few} {slow} ms, {many} {fast} ms");
        assert!(many > few && fast < slow - 20.0, "seed {seed}: {few} {slow} ms, {many} {fast} ms");
        assert!(sim.curve().iter().filter_map(|t| t.reaction_ms).all(|ms| (0.0..=400.0).contains(&ms)));
    }
}

/// The tool prints the wave where it is asked to, and follows none otherwise: the run is the same.
#[cfg(feature = "cli")]
#[test]
fn the_tool_tells_the_wave() {
    let run = |more: &[&str]| {
        let start = ["run", "choice", "--seeds", "1", "--arm", "intact"];
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_neurotide")).args(start).args(more).output();
        String::from_utf8(done.expect("the tool starts").stdout).expect("UTF-8")
    };
    let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let (plain, followed) = (parsed(&run(&["--json"])), parsed(&run(&["--json", "--wave"])));
    let [plain, followed] = [plain, followed].map(|all| all["arms"][0]["runs"][0].clone());
    assert_eq!(plain["digest"], followed["digest"]);
    assert!(plain["waves"].is_null());
    assert!(followed["waves"].as_array().is_some_and(|waves| waves.len() > 5));
    let last = followed["trials"].as_array().and_then(|trials| trials.last()).expect("trials");
    assert!(last["reaction_ms"].as_f64().is_some_and(|ms| ms <= 400.0));
    let (table, csv) = (run(&["--wave"]), run(&["--wave", "--csv", "-"]));
    assert!(table.contains("Wave of change") && table.contains("NAc"), "{table}");
    let header = csv.lines().find(|line| !line.starts_with('#')).expect("a header");
    assert!(header.contains("aversion_at_cue,wave_burst_ms,wave_front_m_per_s,wave_onset_ms_"), "{header}");
    let width = header.split(',').count();
    assert!(csv.lines().filter(|line| !line.starts_with('#')).all(|line| line.split(',').count() == width));
}

/// The size that is followed, summed over pairs, is near the size of the summed change: pairs of one moment
/// are alike.
#[test]
fn sizes_of_pairs_add_up() {
    let mut sim = Simulation::new(&choice(60), "intact", 401).expect("valid");
    let mut found = std::collections::BTreeMap::<&str, (f32, f32)>::new();
    let mut since = u32::MAX;
    while !sim.finished() {
        sim.tick();
        let rewarded = sim.brain().senses.tasting == 19;
        since = if rewarded { 0 } else { since.saturating_add(1) };
        if since != 20 {
            continue;
        }
        let net = &sim.brain().net;
        for (p, projection) in net.projections.iter().enumerate().filter(|(_, p)| p.tags.open()) {
            let (pre, post) = (&net.populations[projection.pre], &net.populations[projection.post]);
            let mut row = Vec::new();
            let mut exact = 0.0;
            for i in 0..usize::from(pre.units) {
                if projection.tags.tag_row(i, &mut row) {
                    exact += (0..usize::from(post.units)).map(|j| projection.tags.mix(&row, j).abs()).sum::<f32>();
                }
            }
            let sums = found.entry(net.end_of(p).id).or_default();
            *sums = (sums.0 + exact, sums.1 + projection.tags.total());
        }
    }
    found.retain(|_, sums| sums.1 > 0.0);
    assert!(found.len() > 8 && found.contains_key("CAU"), "{found:?}");
    for (id, (exact, total)) in found {
        assert!((0.95..1.001).contains(&(exact / total)), "{id}: {exact} of {total}");
    }
}
