//! `run --plot`: what the picture says is what the run says, and no title gets out of its text.
#![cfg(feature = "cli")]

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

const TITLE: &str = "</text><script>alert('1 & 2')</script> \"x\"";
const ESCAPED: &str = "&lt;/text&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt; &quot;x&quot;";
const SEEDS: usize = 4;

/// The built-in experiment with few trials, and with markup in its titles.
fn experiment() -> Value {
    let text = neurotide::experiment::builtin::json("conditioning").expect("built in");
    let mut experiment: Value = serde_json::from_str(text).expect("JSON");
    experiment["title"] = TITLE.into();
    experiment["phases"] = json!([{ "id": "all", "trials": 6, "omission": 0 }]);
    experiment["arms"][2]["title"] = "<b>No</b> & \"tag\" '\u{ffff}".into();
    experiment
}

/// The picture of a run, and what the run printed; each test has its own name.
fn run(name: &str, arguments: &[&str]) -> (String, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let [file, picture] = ["json", "svg"].map(|end| folder.join(format!("plot-{name}.{end}")));
    std::fs::write(&file, experiment().to_string()).expect("a writable folder");
    let mut tool = Command::new(env!("CARGO_BIN_EXE_neurotide"));
    tool.arg("run").arg(&file).args(["--seeds", &SEEDS.to_string(), "--plot"]).arg(&picture).args(arguments);
    let done = tool.output().expect("the tool starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    (std::fs::read_to_string(&picture).expect("a picture"), String::from_utf8(done.stdout).expect("UTF-8"))
}

/// Checks that elements nest and that no `<` or `&` stands bare; gives what is wrong.
fn fault(xml: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for part in xml.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else {
            return Some(format!("not closed: {part}"));
        };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.matches('"').count() % 2 == 1 || text.contains('>') || name.is_empty() {
            return Some(format!("a bare mark: {part}"));
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return Some(format!("closes what is not open: {tag}"));
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    let bare = xml.split('&').skip(1).find(|part| !entities.iter().any(|entity| part.starts_with(entity)));
    bare.map(|part| format!("a bare &: {part}")).or(open.pop().map(|name| format!("stays open: {name}")))
}

fn attribute<'x>(tag: &'x str, name: &str) -> &'x str {
    let start = format!(" {name}=\"");
    let at = tag.find(&start).expect(name) + start.len();
    tag[at..].split('"').next().expect("a value")
}

/// The numbers of the axis of one panel with their heights, lowest first: two of them give the scale.
fn scale(panel: &str) -> impl Fn(f64) -> f64 {
    let ticks = panel.lines().filter(|line| line.contains("class=\"hz\""));
    let tick = |line: &str| {
        let text = line.split(['<', '>']).nth(2).expect("a text");
        let y: f64 = attribute(line, "y").parse().expect("a number");
        (y - 4.0, text.parse::<f64>().expect("a number"))
    };
    let ticks: Vec<(f64, f64)> = ticks.map(tick).collect();
    let [(y0, hz0), (y1, hz1)] = [ticks[0], ticks[ticks.len() - 1]];
    move |y| hz0 + (hz1 - hz0) * (y - y0) / (y1 - y0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { 0.5 * (values[half - 1] + values[half]) }
}

#[test]
fn the_lines_are_the_medians_of_the_run() {
    let (svg, printed) = run("medians", &["--json"]);
    let report: Value = serde_json::from_str(&printed).expect("JSON");
    let panels: Vec<&str> = svg.split("font-weight=\"600\">Reward response").collect();
    for (panel, key) in panels.iter().zip(["cue_response_hz", "reward_response_hz"]) {
        let hz = scale(panel);
        for arm in report["arms"].as_array().expect("arms") {
            let id = arm["id"].as_str().expect("an id");
            let line = panel.lines().find(|line| line.contains(&format!("data-arm=\"{id}\""))).expect(id);
            let points: Vec<&str> = attribute(line, "points").split(' ').collect();
            assert_eq!(points.len(), 6);
            for trial in [0, 5] {
                let y = points[trial].split_once(',').expect("two numbers").1.parse().expect("a number");
                let runs = arm["runs"].as_array().expect("runs").iter();
                let values = runs.map(|run| run["trials"][trial][key].as_f64().expect("a number")).collect();
                let (drawn, meant) = (hz(y), median(values));
                assert!((drawn - meant).abs() < 0.01, "{id}, {key}, trial {trial}: {drawn} and not {meant}");
            }
        }
    }
}

#[test]
fn every_title_is_one_label_and_stays_text() {
    let (svg, printed) = run("titles", &["--csv", "-"]);
    assert!(printed.starts_with("# neurotide"), "the CSV is printed as well");
    assert_eq!(fault(&svg), None);
    for title in
        [ESCAPED, "Intact brain", "Without dopamine", "&lt;b&gt;No&lt;/b&gt; &amp; &quot;tag&quot; &#39;\u{fffd}"]
    {
        assert_eq!(svg.matches(&format!(">{title}</text>")).count(), 1, "{title}");
        assert_eq!(svg.matches(title).count(), 1, "{title}");
    }
    assert!(!svg.contains("<script") && !svg.contains("<b>"));
    for words in
        [">Trial<", ">VTA response (Hz above tone)<", "seeds 1 to 4", "experiment conditioning", "neurotide 0."]
    {
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn no_label_lies_on_another() {
    // Both ablations end on the same value, so that their labels have to part.
    let (svg, _) = run("labels", &[]);
    let labels = svg.lines().filter(|line| line.contains("class=\"arm\""));
    let places: Vec<f64> = labels.map(|line| attribute(line, "y").parse().expect("a number")).collect();
    assert_eq!(places.len(), 6, "three arms in two panels");
    for panel in places.chunks(3) {
        assert!(panel.windows(2).all(|two| two[1] - two[0] >= 15.9), "{panel:?}");
    }
}

#[test]
fn the_same_run_gives_the_same_bytes_and_one_arm_one_line() {
    let (one, _) = run("one", &["--arm", "no_tag"]);
    let (again, _) = run("again", &["--arm", "no_tag"]);
    assert_eq!(one, again);
    assert_eq!(one.matches("<polyline").count(), 2, "one line in each panel");
    assert!(!one.contains("Intact brain"));
}

/// A choice of 30 trials before and 14 after a change of rule, with alignment in blocks of 10.
fn choice() -> (String, Value) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let [file, picture] = ["json", "svg"].map(|end| folder.join(format!("plot-choice.{end}")));
    let text = neurotide::experiment::builtin::json("reversal").expect("built in");
    let mut experiment: Value = serde_json::from_str(text).expect("JSON");
    (experiment["phases"][0]["trials"], experiment["phases"][1]["trials"]) = (30.into(), 14.into());
    std::fs::write(&file, experiment.to_string()).expect("a writable folder");
    let mut tool = Command::new(env!("CARGO_BIN_EXE_neurotide"));
    tool.arg("run").arg(&file).args(["--seeds", "3", "--json", "--alignment", "--block", "10", "--plot"]).arg(&picture);
    let done = tool.output().expect("the tool starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let svg = std::fs::read_to_string(&picture).expect("a picture");
    (svg, serde_json::from_slice(&done.stdout).expect("JSON"))
}

#[test]
fn a_choice_shows_accuracy_chance_phases_and_alignment() {
    let (svg, report) = choice();
    assert_eq!(fault(&svg), None);
    for words in [
        ">Right choices (%)<",
        ">Trial<",
        ">chance, 25 %<",
        ">first<",
        ">reversed<",
        ">Cosine with the exact gradient<",
        ">sensory (V1)<",
        ">basal ganglia (CAU)<",
        "seeds 1 to 3",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    // Two arms of two phases each; what has no input (dlPFC without a cue) has no bars.
    assert_eq!(svg.matches("<polyline").count(), 4);
    assert!(!svg.contains("dlPFC"));
    let arms = report["arms"].as_array().expect("arms");
    // 10, 10, 10 trials, then 10 and 4: the last point of the first phase is the share right in trials 11 to
    // 30.
    let blocks = &arms[0]["runs"][0]["alignment"];
    let trials: Vec<u64> =
        blocks.as_array().expect("blocks").iter().map(|b| b["trials"].as_u64().expect("a number")).collect();
    assert_eq!(trials, [10, 10, 10, 10, 4]);
    let runs = arms[0]["runs"].as_array().expect("runs");
    let right = |trial: &Value| f64::from(u8::from(trial["choice"]["right"] == trial["choice"]["action"]));
    let share = |run: &Value| (10..30).map(|n| right(&run["trials"][n])).sum::<f64>() * 5.0;
    let meant = median(runs.iter().map(share).collect());
    let line = svg.lines().find(|line| line.contains("data-arm=\"intact\"")).expect("a line");
    let last = attribute(line, "points").rsplit(' ').next().expect("points");
    let y: f64 = last.split_once(',').expect("two numbers").1.parse().expect("a number");
    let tick = |text: &str| {
        let line = svg.lines().find(|l| l.contains("class=\"percent\"") && l.contains(&format!(">{text}<")));
        attribute(line.expect("a tick"), "y").parse::<f64>().expect("a number") - 4.0
    };
    let drawn = 100.0 * (tick("0") - y) / (tick("0") - tick("100"));
    assert!((drawn - meant).abs() < 0.1, "{drawn} and not {meant}");
    let cosine = blocks[0]["groups"][0]["cosine"].as_f64().expect("a number");
    assert!((-1.0..=1.0).contains(&cosine));
}

#[test]
fn the_checker_sees_what_is_not_well_formed() {
    for bad in ["<a>", "<a></b>", "</a>", "<a>&</a>", "<a>1 > 2</a>", "<a b=\"></a>", "<a", "< >"] {
        assert!(fault(bad).is_some(), "{bad}");
    }
    assert_eq!(fault("<a b=\"c\">&amp;<d/></a>\n"), None);
}
