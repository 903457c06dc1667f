use super::*;
use neurotide::truth::Check;
use std::cell::Cell;

thread_local! {
    /// Seeds measured on this thread.
    static RUNS: Cell<u32> = const { Cell::new(0) };
}

const CHECKS: &[Check] = &[
    Check { quantity: "x", unit: "", published: "1", lo: 0.0, hi: 0.5 },
    Check { quantity: "y", unit: "", published: "none", lo: 0.0, hi: f32::INFINITY },
];

/// A row that is quick: a number that JSON cannot write shortly, and one that it does not know.
const QUICK: Row = Row {
    id: "quick",
    title: "a row",
    citation: "none",
    checks: CHECKS,
    overrides: &[],
    known_failure: None,
    enough: 0.9,
    test_seeds: 1,
    measure: |seed| {
        RUNS.set(RUNS.get() + 1);
        Ok(vec![1.0 / seed as f32, if seed == 3 { f32::NAN } else { f32::INFINITY }])
    },
};

/// Seeds measured by `work`; on one thread, so that they can be counted.
fn counted<T: Send>(work: impl FnOnce() -> T + Send) -> (T, u32) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        RUNS.set(0);
        (work(), RUNS.get())
    })
}

/// An empty place for a file of results.
fn place(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("neurotide-{}-{name}.jsonl", std::process::id()));
    let _ = fs::remove_file(&path);
    path
}

fn open(path: &Path) -> Journal {
    Journal::open(path, true, "model".into()).unwrap()
}

fn refusal(path: &Path, resume: bool, fingerprint: &str) -> String {
    Journal::open(path, resume, fingerprint.into()).err().expect("it is refused").to_string()
}

fn told(seeds: &[u64], journal: Option<&Journal>) -> String {
    table(&measure(&[&QUICK], seeds, journal).unwrap(), seeds)
}

#[test]
fn a_run_that_goes_on_gives_the_same_table_and_measures_only_what_is_missing() {
    let (path, seeds) = (place("resumed"), [1, 2, 3, 4, 5, 6]);
    let whole = told(&seeds, None);
    told(&seeds[..4], Some(&open(&path)));
    let (resumed, runs) = counted(|| told(&seeds, Some(&open(&path))));
    assert_eq!(resumed, whole);
    assert_eq!(runs, 2);
    let (again, runs) = counted(|| told(&seeds, Some(&open(&path))));
    assert_eq!((again, runs), (whole, 0));
    fs::remove_file(path).unwrap();
}

#[test]
fn a_line_says_row_seed_values_and_whether_they_hold() {
    let (path, seeds) = (place("lines"), input::seeds("701", 3).unwrap());
    told(&seeds, Some(&open(&path)));
    let mut known = open(&path).known().to_vec();
    known.sort_by_key(|record| record.seed);
    assert_eq!(known.iter().map(|record| record.seed).collect::<Vec<_>>(), [701, 702, 703]);
    let first = &known[0];
    assert_eq!((first.row.as_str(), &first.values), ("quick", &vec![1.0 / 701.0, f32::INFINITY]));
    assert!(first.holds && first.seconds >= 0.0 && first.fingerprint == "model" && !first.version.is_empty());
    fs::remove_file(&path).unwrap();
    told(&[1, 3], Some(&open(&path)));
    assert!(open(&path).known().iter().all(|record| !record.holds), "1 is outside its band, and NaN is in none");
    fs::remove_file(path).unwrap();
}

#[test]
fn a_torn_line_is_measured_again() {
    let (path, seeds) = (place("torn"), [1, 2, 3, 4]);
    let whole = told(&seeds, Some(&open(&path)));
    let text = fs::read(&path).unwrap();
    for cut in [1, 40] {
        fs::write(&path, &text[..text.len() - cut]).unwrap();
        let journal = open(&path);
        assert!(journal.torn() && journal.known().len() == 3);
        let (resumed, runs) = counted(|| told(&seeds, Some(&journal)));
        assert_eq!((resumed, runs), (whole.clone(), 1));
        let mended = open(&path);
        assert!(!mended.torn() && mended.known().len() == 4);
    }
    fs::remove_file(path).unwrap();
}

#[test]
fn a_file_of_another_model_is_refused_and_kept() {
    let path = place("stale");
    told(&[1, 2], Some(&open(&path)));
    let text = fs::read(&path).unwrap();
    let told = refusal(&path, true, "newer");
    for part in ["line 1 of ", "another model", "model; this is newer", "--out"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(fs::read(&path).unwrap(), text);
    fs::remove_file(path).unwrap();
}

#[test]
fn a_file_is_not_written_to_unasked_nor_is_one_that_holds_something_else() {
    let path = place("other");
    told(&[1], Some(&open(&path)));
    assert!(refusal(&path, false, "model").contains("--resume"));
    fs::write(&path, "a letter\nof two lines\n").unwrap();
    assert!(refusal(&path, true, "model").contains("line 1 of "));
    fs::remove_file(path).unwrap();
}
