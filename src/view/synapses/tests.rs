//! What is shown of synapses is what the run holds, and what waits is what the weights take.

use super::*;
use crate::atlas::REGIONS;
use crate::atlas::region_index;
use crate::experiment::builtin;
use crate::plasticity::synapses::Synapses;
use crate::run::Simulation;

fn part<'a>(reading: &'a [f32], name: &str) -> &'a [f32] {
    let layout = synapses_layout();
    let section = layout.iter().find(|section| section.name == name).expect("a section");
    &reading[section.offset..section.offset + section.len]
}

fn number(reading: &[f32], name: &str) -> f32 {
    part(reading, name)[0]
}

fn region(id: &str) -> usize {
    region_index(id).expect("in the atlas")
}

/// Where nothing fades and nothing is reset, so that a trial's end does nothing to weights but let them take
/// their changes.
fn run(id: &str) -> Simulation {
    let experiment = builtin::get(id).expect("built in");
    let mut sim = Simulation::new(&experiment, "intact", 405).expect("valid");
    for key in ["fading", "reset_gain"] {
        sim.send(crate::experiment::Command::Set { key: key.into(), value: 0.0 }).expect("live");
    }
    sim
}

/// Half a second after the outcome of a trial later than `trials`: dopamine has come.
fn into_a_trial(sim: &mut Simulation, trials: usize) {
    let late = |sim: &Simulation| {
        let moment = sim.task().moment();
        sim.in_trial() && moment.since_cue_ms() >= moment.reward_ms as f32 + 500.0
    };
    while !(sim.curve().len() >= trials && late(sim)) {
        assert!(!sim.finished());
        sim.tick();
    }
}

fn every(sim: &Simulation) -> Vec<(usize, usize, Bundle<'_>)> {
    let of = |region: usize| bundles(sim, region).into_iter().enumerate().map(move |(n, b)| (region, n, b));
    (0..REGIONS.len()).flat_map(of).collect()
}

/// The weight of a synapse, read another way; of the numbers that a reading gives its two units.
fn weight(sim: &Simulation, kind: Kind, pre: usize, post: usize) -> f32 {
    let brain = sim.brain();
    match kind {
        Kind::Projection(p) => {
            let mut found = f32::NAN;
            brain.net.projections[p].inspect(pre, 0.0, |j, [w, ..]| found = if j == post { w } else { found });
            let row = brain.net.projections[p].row(pre);
            if !row.is_empty() && !found.is_nan() {
                assert_eq!(found, row[post]);
            }
            found
        }
        Kind::Value | Kind::Fear => {
            let fear = brain.fear.as_ref().map(|fear| &fear.synapses);
            let of = if kind == Kind::Value { &brain.reward.synapses } else { fear.expect("built") };
            of.weights()[post * crate::kernels::padded(of.features()) + pre]
        }
        Kind::Gating => brain.memory.as_ref().expect("built").gating.row(post)[pre],
        Kind::Skill => {
            let width = crate::kernels::padded(brain.net.units(brain.net.place("M1").expect("built")));
            brain.movement.as_ref().expect("built").skill.weights()[pre * width + post]
        }
        Kind::Cerebellum => unreachable!("it is never shown"),
    }
}

/// Of every bundle of a run: what is shown as weight is the weight, and at the end of the trial it takes what
/// is shown as change. Returns the kinds of bundles of which something changed.
fn what_waits_is_taken(id: &str, trials: usize) -> Vec<&'static str> {
    let mut sim = run(id);
    into_a_trial(&mut sim, trials);
    let before = &sim;
    let mut after = before.clone();
    after.end_trial(after.task().moment(), &mut ());
    let mut changed = Vec::new();
    for (region, n, bundle) in every(before) {
        let kind = bundle.kind;
        let request = Request { region, bundle: n, rows: ROWS, columns: COLUMNS };
        let reading = Lens::new(request).read(before);
        let (rows, columns) = (number(&reading, "rows") as usize, number(&reading, "columns") as usize);
        assert!(rows > 0 && columns > 0, "{id} {kind:?}");
        for cell in 0..rows * columns {
            let (row, column) = (cell / columns, cell % columns);
            let at = row * COLUMNS + column;
            let (pre, post) = (part(&reading, "pre")[2 * column] as usize, part(&reading, "post")[2 * row] as usize);
            let (shown, change) = (part(&reading, "weight")[at], part(&reading, "change")[at]);
            let (was, is) = (weight(before, kind, pre, post), weight(&after, kind, pre, post));
            assert_eq!(shown.to_bits(), was.to_bits(), "{id} {kind:?} {pre} {post}");
            assert!(shown.is_nan() || (was + change - is).abs() <= 1e-6 * (1.0 + was.abs()), "{was} {change} {is}");
            let name = KINDS[super::number(kind).expect("shown") as usize];
            if change != 0.0 && !change.is_nan() && !changed.contains(&name) {
                changed.push(name);
            }
        }
    }
    changed
}

#[test]
fn what_waits_is_what_weights_take() {
    assert_eq!(what_waits_is_taken("choice", 20), ["projection", "value"]);
    assert_eq!(what_waits_is_taken("conditioning", 3), ["projection", "value"]);
}

#[test]
fn so_it_is_for_fear_memory_and_movement() {
    assert_eq!(what_waits_is_taken("fear", 10), ["projection", "fear", "value"]);
    assert_eq!(what_waits_is_taken("memory", 30), ["projection", "gates", "value"]);
    // There are reaches after 80 trials, and a skill takes only what was better than expected.
    let skill = |trials: usize| what_waits_is_taken("movement", trials).contains(&"skill");
    assert!((81..100).any(skill));
}

/// The tag shown is the sum over pairs of eligibility, pre and post; counts and the third factor are those of
/// the state.
#[test]
fn tags_are_products_and_counts_are_whole() {
    let mut sim = run("choice");
    into_a_trial(&mut sim, 20);
    let (net, receptors) = (&sim.brain().net, &sim.brain().tide.receptors);
    let mut tagged = 0;
    for (region, n, bundle) in every(&sim) {
        let Kind::Projection(p) = bundle.kind else { continue };
        let projection = &net.projections[p];
        let reading = Lens::new(Request { region, bundle: n, rows: 10, columns: 30 }).read(&sim);
        let counts = projection.counts(sim.brain().rate(bundle.kind, sim.params()));
        assert_eq!(part(&reading, "counts")[0] as usize, projection.synapses());
        assert_eq!(part(&reading, "counts")[1] as u32, counts.tagged, "{p}");
        assert_eq!(part(&reading, "least"), [TAGGED, crate::plasticity::tag::CHANGED * projection.bound()]);
        assert_eq!(number(&reading, "third_factor"), {
            crate::modulators::gates::third_factor(receptors, region, sim.params())
        });
        for cell in 0..300 {
            let (row, column) = (cell / 30, cell % 30);
            let at = row * COLUMNS + column;
            if row >= number(&reading, "rows") as usize || part(&reading, "weight")[at].is_nan() {
                continue;
            }
            let (pre, post) = (part(&reading, "pre")[2 * column] as usize, part(&reading, "post")[2 * row] as usize);
            let mut eligible = Vec::new();
            let open = projection.tags.tag_row(pre, &mut eligible);
            let sum: f32 = eligible.iter().enumerate().map(|(r, e)| e * projection.tags.post(r)[post]).sum();
            let tag = if open { sum } else { 0.0 };
            assert!((part(&reading, "tag")[at] - tag).abs() <= 1e-6, "{p}");
            tagged += u32::from(tag.abs() > TAGGED);
            let rates = [&net.populations[projection.pre].rate[pre], &net.populations[projection.post].rate[post]];
            assert_eq!([&part(&reading, "pre")[2 * column + 1], &part(&reading, "post")[2 * row + 1]], rates);
        }
    }
    assert!(tagged > 100, "{tagged}");
}

/// Looking changes nothing; the sample stays for a trial and holds more than an evenly spaced one.
#[test]
fn a_lens_only_reads_and_keeps_its_sample() {
    let (mut sim, mut plain) = (run("choice"), run("choice"));
    let request = Request { region: region("IT"), bundle: 0, rows: 12, columns: 24 };
    let mut lens = Lens::new(request);
    assert!(lens.shows(request) && !lens.shows(Request { bundle: 1, ..request }));
    let first = lens.read(&sim);
    assert_eq!((number(&first, "taken"), number(&first, "pre_units")), (0.0, 128.0));
    let mut samples = Vec::new();
    while sim.curve().len() < 4 {
        sim.step(8);
        plain.step(8);
        let reading = lens.read(&sim);
        let units: Vec<u32> = part(&reading, "pre").iter().step_by(2).map(|x| x.to_bits()).collect();
        if samples.last() != Some(&units) {
            samples.push(units);
        }
        assert_eq!(sim.digest(), plain.digest());
    }
    assert!((2..=9).contains(&samples.len()), "{} samples in four trials", samples.len());
    assert_eq!(sim.snapshot(), plain.snapshot());
}

/// A sample that says it holds all that is tagged does; one that holds the most leaves some out.
#[test]
fn a_sample_says_how_it_was_taken() {
    let mut sim = run("choice");
    let sides = [(12, 24), (4, 4)].map(|(rows, columns)| Request { region: region("CAU"), bundle: 0, rows, columns });
    let mut lenses = sides.map(Lens::new);
    let mut taken = [0; 3];
    while sim.curve().len() < 3 {
        sim.step(8);
        for lens in &mut lenses {
            let reading = lens.read(&sim);
            let [columns, rows] = part(&reading, "taken") else { unreachable!() };
            taken[*columns as usize] += 1;
            let tags = part(&reading, "tag").iter().filter(|tag| tag.abs() > TAGGED).count();
            let all = part(&reading, "counts")[1] as usize;
            if [*columns, *rows] == [ALL_TAGGED; 2] {
                assert_eq!(tags, all);
            } else if *columns == MOST_TAGGED && all > 0 {
                assert!(tags < all, "{tags} of {all}");
            }
        }
    }
    assert!(taken.iter().all(|n| *n > 0), "{taken:?}");
}

#[test]
fn regions_without_plastic_synapses_say_so() {
    let sim = run("choice");
    let reading = Lens::new(Request { region: region("PAL"), bundle: 0, rows: 8, columns: 8 }).read(&sim);
    assert_eq!((number(&reading, "bundles"), number(&reading, "fixed")), (0.0, 2.0));
    assert!(number(&reading, "rows").is_nan() && part(&reading, "change").iter().all(|x| x.is_nan()));
    let most = (0..REGIONS.len()).map(|region| bundles(&sim, region).len()).max();
    assert!(most < Some(BUNDLES), "{most:?}");
}
