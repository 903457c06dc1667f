//! Documents that are made from tables: they must say what the tables say.
//! `NEUROTIDE_BLESS=1 cargo test --test docs` writes them anew.

use neurotide::params::TABLE;
use std::fmt::Write;

const PARAMETERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/parameters.md");

fn parameters() -> String {
    let mut text = String::from(
        "# Parameters\n\nMade from the table in `src/params/table.rs`. *Live* ones may change while a run goes on; the \
         others when the brain is built.\n",
    );
    let mut group = "";
    for p in TABLE {
        if p.group != group {
            group = p.group;
            let head = "| key | default | range | unit | live | what it does | source |\n|---|---|---|---|---|---|---|";
            writeln!(text, "\n## {group}\n\n{head}").unwrap();
        }
        let live = if p.live { "live" } else { "" };
        let unit = p.unit;
        writeln!(
            text,
            "| `{}` | {} | {} to {} | {unit} | {live} | {} | {} |",
            p.key, p.default, p.min, p.max, p.doc, p.source
        )
        .unwrap();
    }
    text
}

#[test]
fn the_parameters_are_documented_as_they_are() {
    if std::env::var_os("NEUROTIDE_BLESS").is_some() {
        std::fs::write(PARAMETERS, parameters()).unwrap();
    }
    let written = std::fs::read_to_string(PARAMETERS).unwrap();
    assert_eq!(written, parameters(), "docs/parameters.md is stale; see the head of this test");
}
