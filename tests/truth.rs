//! Truth from outside: the published rows on a few seeds. All 20 are run by `cargo xtask truth`.

use neurotide::truth::ROWS;

#[test]
fn published_results_hold() {
    for row in ROWS {
        let measured: Vec<Vec<f32>> = (1..=4).map(|seed| (row.measure)(seed).unwrap()).collect();
        let verdict = row.judge(&measured);
        assert!(verdict.holds, "{verdict:#?}");
    }
}
