//! Alignment while the run goes on, and the wave of change: what they say is true, and watching changes nothing.

use neurotide::blocks::{GroupAlignment, Watch};
use neurotide::experiments;
use neurotide::live::Live;
use neurotide::sim::Simulation;
use neurotide::spec::Experiment;

fn choice(trials: u32) -> Experiment {
    let mut experiment = experiments::get("choice").expect("built in");
    experiment.phases[0].trials = trials;
    experiment
}

/// Runs trials; after each tick in `every` some units of work.
fn watched(sim: &mut Simulation, live: &mut Live, trials: usize, every: u64, units: u32) {
    let until = sim.curve().len() + trials;
    while sim.curve().len() < until && !sim.finished() {
        sim.tick();
        if sim.ticks().is_multiple_of(every) {
            live.work(sim, units);
        }
    }
}

#[test]
fn show() {
    for seed in [401, 402, 403, 404] {
        for trials in [50, 100, 200] {
            let experiment = choice(trials + 100);
            let mut sim = Simulation::new(&experiment, "intact", seed).expect("valid");
            let mut watch = Watch::new(&mut sim, trials, seed).expect("a choice");
            while sim.curve().len() < trials as usize {
                let n = sim.curve().len();
                sim.tick();
                if sim.curve().len() > n {
                    watch.trial(&mut sim);
                }
            }
            let block = watch.finish(&mut sim).remove(0);
            for window in [u32::MAX, 50] {
                for units in [2, 8] {
                    let mut sim = Simulation::new(&experiment, "intact", seed).expect("valid");
                    let mut live = Live::new(&mut sim, window, seed).expect("a choice");
                    watched(&mut sim, &mut live, trials as usize, 100, units);
                    let r = live.read(&sim).expect("samples");
                    let g = |g: &[GroupAlignment]| {
                        g.iter().map(|g| format!("{} {:.3?}/{:.3?}/{:.2?}", g.group, g.cosine, g.null, g.share_of_gain)).collect::<Vec<_>>().join("; ")
                    };
                    println!("{seed} {trials} w{window} u{units} n{} age{} gain {}\n  live {}\n  off  {} gain {} {}", r.samples, r.age, r.predicted_gain, g(&r.groups), g(&block.groups), block.predicted_gain, block.real_gain);
                }
            }
        }
    }
}

#[test]
fn cost() {
    let experiment = choice(300);
    let mut sim = Simulation::new(&experiment, "intact", 401).expect("valid");
    let mut live = Live::new(&mut sim, 50, 401).expect("a choice");
    watched(&mut sim, &mut live, 50, 100, 1);
    println!("way weights {}", sim.state().way.iter().map(|&p| sim.state().projections[p].weights().len()).sum::<usize>());
    let time = |f: &mut dyn FnMut()| { let t = std::time::Instant::now(); f(); t.elapsed().as_secs_f64() };
    for _ in 0..3 {
        let work = time(&mut || { live.work(&sim, 1000); }) / 1000.0;
        let read = time(&mut || for _ in 0..200 { assert!(live.read(&sim).is_some()); }) / 200.0;
        let tick = time(&mut || sim.step(5000)) / 5000.0;
        let mut free = sim.clone();
        free.unwatch_alignment();
        let plain = time(&mut || free.step(5000)) / 5000.0;
        free.watch_wave();
        let wave = time(&mut || free.step(5000)) / 5000.0;
        println!("unit {:.2e} read {:.2e} tick watched {:.2e} plain {:.2e} wave {:.2e}; unit/tick {:.2} read/tick {:.2}", work, read, tick, plain, wave, work / plain, read / plain);
    }
}

#[test]
fn show_wave() {
    for (id, arm) in [("choice", "intact"), ("conditioning", "intact"), ("conditioning", "no_dopamine")] {
        let mut experiment = experiments::get(id).expect("built in");
        experiment.phases[0].trials = 60;
        let mut sim = Simulation::new(&experiment, arm, 401).expect("valid");
        sim.watch_wave();
        sim.run_to_end();
        let waves = sim.unwatch_wave();
        println!("{id} {arm} {} waves", waves.len());
        for (n, r) in neurotide::measures::wave::usual(&waves) {
            println!("  {n} {:?}", r);
        }
        for w in waves.iter().take(3) {
            println!("  trial {} burst {} front {:?}", w.trial, w.burst_ms, w.front);
            for r in &w.regions { println!("     {} {:?} {:.1} {} {:.4} {:?}", r.region, r.path_mm, r.onset_ms, r.peak_ms, r.peak, r.speed); }
        }
    }
}
