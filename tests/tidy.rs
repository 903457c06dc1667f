//! Tidy: which way things point, what the engine never sees, and how long files, functions and lines of prose
//! may get. Every rule must catch a fault seeded for it.

use std::fs;
use std::path::{Path, PathBuf};

/// Longest file in `src`, in lines.
const FILE_LINES: usize = 400;
/// Files that are one table of data; they may be as long as the data.
const TABLES: &[&str] = &["atlas/regions.rs", "params/table.rs"];
/// Longest function in `src`, in lines.
const FUNCTION_LINES: usize = 60;
/// Longest line of prose, in characters: comments in `src`, and documents outside tables and code.
const PROSE_CHARS: usize = 110;
/// Documents at the root.
const DOCUMENTS: [&str; 2] = ["README.md", "ARCHITECTURE.md"];

/// The layers, lowest first. A module takes from lower layers and its own room, and never from a sibling on
/// its layer.
const LAYERS: &[&[&str]] = &[
    GROUND,
    &["atlas", "params"],
    &["experiment"],
    &["tasks", "modulators", "plasticity"],
    &["brain/signals"],
    &["brain/net"],
    SYSTEMS,
    &["brain"],
    &["run"],
    &["measures"],
    &["view"],
    &["truth", "web"],
    &["bin"],
];

/// Systems of the brain: what they tell each other is in `signals`, or is handed to them by the tick.
const SYSTEMS: &[&str] = &[
    "brain/choice",
    "brain/fear",
    "brain/memory",
    "brain/movement",
    "brain/reward",
    "brain/senses",
    "brain/situation",
    "brain/sleep",
    "brain/waiting",
];

/// Most files of `src` that a system may cost, its own room counted as one, the list of parameters and that
/// of built-in experiments among them.
const FILES_OF_A_SYSTEM: usize = 7;

/// What everything stands on: modules that take from each other, and the only files at the root beside
/// `lib.rs`.
const GROUND: &[&str] = &["num", "rng", "digest", "error", "kernels"];

/// Files that may hold `unsafe`: views into memory, made for the page and copied at once.
const UNSAFE: &[&str] = &["web/mod.rs"];

/// Words of the browser; only `src/web/` knows them.
const BROWSER: &[&str] = &["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen", "tsify", "getrandom"];

/// What the engine never sees: the order of hashes, a clock, chance not handed to it.
const NEVER: &[&str] = &["HashMap", "HashSet", "Instant", "SystemTime", "thread_rng", "OsRng", "SysRng", "ThreadRng"];

/// One file of `src`: its path there, its length, its lines of prose that are too long, and its code without
/// comments, strings and tests.
struct Source {
    path: String,
    lines: usize,
    long_prose: Vec<usize>,
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let code = if path.ends_with("tests.rs") { String::new() } else { blank(text) };
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        Source { path: path.to_owned(), lines: text.lines().count(), long_prose: long_comments(text), code }
    }

    /// The module path: `brain::atlas` for `brain/atlas.rs`, `brain` for `brain/mod.rs`.
    fn module(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.split('/').filter(|part| *part != "lib").collect()
    }

    fn in_engine(&self) -> bool {
        !self.path.starts_with("bin/")
    }
}

/// Blanks comments, strings and characters; keeps lines and braces of code.
fn blank(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(c) = rest.chars().next() {
        let skip = skipped(rest);
        let (head, tail) = rest.split_at(if skip > 0 { skip } else { c.len_utf8() });
        if skip > 0 {
            out.extend(head.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            out.push(c);
        }
        rest = tail;
        // The letters of a word before a quote belong to it: r"", b"".
        if skip == 0 && is_word(c) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of the comment, string or character that begins here; 0 if none does.
fn skipped(text: &str) -> usize {
    let upto = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |i| from + i + end.len());
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return upto("*/", 2);
    }
    let raw = text.trim_start_matches('b').trim_start_matches('r');
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let prefix = text.len() - raw.len();
    if prefix > 0 && text[..prefix].contains('r') && raw[hashes..].starts_with('"') {
        return upto(&format!("\"{}", "#".repeat(hashes)), prefix + hashes + 1);
    }
    if prefix <= 1 && raw.starts_with('"') {
        return prefix + quoted(raw);
    }
    if raw.starts_with('\'') { character(raw).map_or(0, |n| n + prefix) } else { 0 }
}

/// Length of the string that begins here.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return i + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Length of the character that begins here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    let (_, first) = chars.next()?;
    let (at, second) = chars.next()?;
    match (first, second) {
        ('\\', _) => text[at + second.len_utf8()..].find('\'').map(|i| at + second.len_utf8() + i + 1),
        (_, '\'') => Some(at + 1),
        _ => None,
    }
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

// ---- imports

/// The paths of other modules that a file names, from the root of the crate.
fn imports(source: &Source) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let own: Vec<String> = source.module().iter().map(|part| (*part).to_owned()).collect();
    let code = &source.code;
    let starts = code.match_indices("crate::").chain(code.match_indices("super::"));
    for (at, start) in starts.chain(code.match_indices("neurotide::")) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| is_word(c) || c == ':') {
            continue;
        }
        let (mut base, mut rest) = (Vec::new(), &code[at + start.len()..]);
        if start == "super::" {
            base = own[..own.len().saturating_sub(1)].to_vec();
            while let Some(further) = rest.strip_prefix("super::") {
                base.pop();
                rest = further;
            }
        }
        expand(&base, rest, &mut found);
    }
    found
}

/// Reads `a::{b, c::d}` after a base into full paths.
fn expand(base: &[String], text: &str, found: &mut Vec<Vec<String>>) {
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut path = base.to_vec();
    if !name.is_empty() {
        path.push(name.to_owned());
    }
    if let Some(rest) = rest.strip_prefix("::") {
        expand(&path, rest, found);
    } else if let Some(group) = rest.strip_prefix('{').filter(|_| name.is_empty()) {
        parts(group).iter().for_each(|part| expand(&path, part.trim_start(), found));
    } else {
        found.push(path);
    }
}

/// The parts between the commas of a group, up to its closing brace.
fn parts(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                parts.push(&group[from..i]);
                from = i + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    parts
}

/// The layer and the module of the table that a path belongs to.
fn layer<S: AsRef<str>>(path: &[S]) -> Option<(usize, &'static str)> {
    let parts: Vec<&str> = path.iter().take(2).map(AsRef::as_ref).collect();
    let find = |name: &str| {
        let rank = LAYERS.iter().position(|layer| layer.contains(&name))?;
        LAYERS[rank].iter().find(|module| **module == name).map(|module| (rank, *module))
    };
    find(&parts.join("/")).or_else(|| find(parts.first()?))
}

fn points_down(source: &Source) -> Vec<String> {
    if source.path == "lib.rs" {
        return Vec::new();
    }
    let Some((rank, module)) = layer(&source.module()) else {
        return vec![format!("{}: belongs to no layer; name its module in LAYERS", source.path)];
    };
    let wrong = imports(source).into_iter().filter_map(|path| {
        let (other_rank, other) = layer(&path)?;
        let sibling = other_rank == rank && rank > 0 && other != module;
        let bad = other_rank > rank || sibling;
        bad.then(|| format!("{}: {module} takes from {other} ({})", source.path, path.join("::")))
    });
    wrong.collect()
}

/// At the root stands the ground, and nothing else.
fn only_the_ground_is_loose(source: &Source) -> Vec<String> {
    let name = source.path.trim_end_matches(".rs");
    let loose = !name.contains('/') && name != "lib" && !GROUND.contains(&name);
    loose.then(|| format!("{}: lies loose in src; it belongs in a room", source.path)).into_iter().collect()
}

// ---- circles

/// The files that each file takes from, by index. A path leads to the file of its longest known module.
fn arrows(sources: &[Source]) -> Vec<Vec<usize>> {
    let place = |path: &[String]| {
        (1..=path.len()).rev().find_map(|n| {
            let known = |source: &Source| source.module().iter().copied().eq(path[..n].iter().map(String::as_str));
            sources.iter().position(|source| source.path != "lib.rs" && known(source))
        })
    };
    let of = |source: &Source| {
        let mut to: Vec<usize> = imports(source).iter().filter_map(|path| place(path)).collect();
        to.retain(|&n| sources[n].path != source.path);
        to
    };
    sources.iter().map(of).collect()
}

/// Files that can be reached from themselves.
fn circles(sources: &[Source]) -> Vec<String> {
    let arrows = arrows(sources);
    let reaches_itself = |start: usize| {
        let (mut seen, mut open) = (vec![false; sources.len()], arrows[start].clone());
        while let Some(n) = open.pop() {
            if !std::mem::replace(&mut seen[n], true) {
                open.extend(&arrows[n]);
            }
        }
        seen[start]
    };
    let of = |n: usize| format!("{} stands in a circle of imports", sources[n].path);
    (0..sources.len()).filter(|&n| reaches_itself(n)).map(of).collect()
}

// ---- what a system costs

/// The files outside the room of a system that would change with it: those that take from it, the tick, and
/// the lists of parameters and of experiments. Left out is what only looks at it: truth, views, measures.
fn files_that_know<'s>(system: &str, sources: &'s [Source]) -> Vec<&'s str> {
    let room: Vec<&str> = system.split('/').collect();
    let lists = ["params/table.rs", "experiment/builtin/mod.rs", "run/tick.rs", "brain/mod.rs"];
    let below_views = |source: &&Source| layer(&source.module()).is_some_and(|(rank, _)| rank <= RUN);
    let knows = |source: &&Source| {
        let own = source.module().starts_with(&room);
        let takes = imports(source).iter().any(|path| path.iter().map(String::as_str).take(2).eq(room.iter().copied()));
        !own && (takes || lists.contains(&source.path.as_str()))
    };
    sources.iter().filter(below_views).filter(knows).map(|source| source.path.as_str()).collect()
}

/// Place of `run` among the layers.
const RUN: usize = 8;

// ---- words

fn only_web_knows_the_browser(source: &Source) -> Vec<String> {
    if source.path.starts_with("web/") { Vec::new() } else { forbid(source, BROWSER) }
}

fn engine_sees_no_chance_and_no_clock(source: &Source) -> Vec<String> {
    let mut wrong = if source.in_engine() { forbid(source, NEVER) } else { Vec::new() };
    if source.in_engine() && source.code.contains("std::time") {
        wrong.push(format!("{}: std::time", source.path));
    }
    wrong
}

fn nothing_unsafe(source: &Source) -> Vec<String> {
    if UNSAFE.contains(&source.path.as_str()) { Vec::new() } else { forbid(source, &["unsafe"]) }
}

fn forbid(source: &Source, list: &[&str]) -> Vec<String> {
    let bad = words(&source.code).filter(|word| list.contains(word));
    bad.map(|word| format!("{}: {word}", source.path)).collect()
}

// ---- lengths

fn files_are_short(source: &Source) -> Vec<String> {
    let long = source.lines > FILE_LINES && !TABLES.contains(&source.path.as_str());
    long.then(|| format!("{}: {} lines", source.path, source.lines)).into_iter().collect()
}

fn functions_are_short(source: &Source) -> Vec<String> {
    let long = functions(&source.code).into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES);
    long.map(|(name, lines)| format!("{}: fn {name} has {lines} lines", source.path)).collect()
}

/// Name and length of every function with a body.
fn functions(code: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let inside = code[..at].chars().next_back().is_some_and(is_word);
        let name: String = code[at + 3..].chars().take_while(|c| is_word(*c)).collect();
        if inside || name.is_empty() {
            continue;
        }
        if let Some(length) = body_end(&code[at..]) {
            found.push((name, code[at..at + length].lines().count()));
        }
    }
    found
}

/// Where the body of the function ends; `None` for a signature without body.
fn body_end(code: &str) -> Option<usize> {
    let (mut braces, mut others) = (0_i32, 0_i32);
    for (i, c) in code.char_indices() {
        match c {
            '(' | '[' => others += 1,
            ')' | ']' => others -= 1,
            '{' => braces += 1,
            '}' if braces == 1 => return Some(i + 1),
            '}' => braces -= 1,
            ';' if braces == 0 && others == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Numbers of the comment lines that are too long; rows of tables may be as long as their data.
fn long_comments(text: &str) -> Vec<usize> {
    let prose = |line: &str| {
        let comment = line.trim_start().strip_prefix("//");
        comment.is_some_and(|rest| !rest.trim_start_matches(['/', '!', ' ']).starts_with('|'))
    };
    let long = text.lines().enumerate().filter(|(_, line)| prose(line) && line.chars().count() > PROSE_CHARS);
    long.map(|(n, _)| n + 1).collect()
}

/// Numbers of the lines of a document that are too long, tables and code blocks left out.
fn long_prose(text: &str) -> Vec<usize> {
    let mut in_code = false;
    let long = text.lines().enumerate().filter(|(_, line)| {
        in_code ^= line.starts_with("```");
        !in_code && !line.trim_start().starts_with('|') && line.chars().count() > PROSE_CHARS
    });
    long.map(|(n, _)| n + 1).collect()
}

fn prose_lines_are_short(source: &Source) -> Vec<String> {
    source.long_prose.iter().map(|line| format!("{}:{line}: a line of prose over {PROSE_CHARS}", source.path)).collect()
}

// ---- the rules on the real files

type Rule = fn(&Source) -> Vec<String>;

/// Every rule with a file that breaks it.
const RULES: &[(Rule, &str, &str)] = &[
    (points_down, "params/mod.rs", "use crate::run::Simulation;"),
    (only_the_ground_is_loose, "fear.rs", ""),
    (only_web_knows_the_browser, "run/mod.rs", "use wasm_bindgen::prelude::*;"),
    (engine_sees_no_chance_and_no_clock, "run/mod.rs", "use std::collections::HashMap;"),
    (nothing_unsafe, "kernels.rs", "fn f() { unsafe {} }"),
    (files_are_short, "num.rs", LONG),
    (functions_are_short, "num.rs", LONG),
    (prose_lines_are_short, "num.rs", LONG_COMMENT),
];

/// One function of more than 400 lines.
const LONG: &str = concat!("fn f() {", include_str!("tidy.rs"), "}");

/// One comment of more than 110 characters.
const LONG_COMMENT: &str = concat!(
    "    /// A sentence that goes on and on until it is wider than a reader's eye can follow from its beginning ",
    "to its end.\nfn f() {}"
);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a readable folder");
    for path in entries.map(|entry| entry.expect("a readable entry").path()) {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    found.sort();
    let read = |path: &PathBuf| {
        let inner = path.strip_prefix(&src).expect("inside src").to_string_lossy().replace('\\', "/");
        Source::new(&inner, &fs::read_to_string(path).expect("a readable file"))
    };
    found.iter().map(read).collect()
}

#[test]
fn the_source_is_tidy() {
    let sources = sources();
    assert!(sources.len() > 20, "only {} files found", sources.len());
    let all = RULES.iter().flat_map(|(rule, ..)| sources.iter().flat_map(rule));
    let wrong: Vec<String> = all.collect();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_catches_its_fault() {
    for (i, (rule, path, text)) in RULES.iter().enumerate() {
        assert!(!rule(&Source::new(path, text)).is_empty(), "rule {i} missed its fault");
        let clean = Source::new(path, "// unsafe HashMap\nfn f<'a>() -> char { '{' }\n");
        let clean = if *path == "fear.rs" { Source::new("num.rs", "") } else { clean };
        assert!(rule(&clean).is_empty(), "rule {i} complains about nothing");
    }
}

#[test]
fn directions_are_read_from_every_way_of_naming() {
    for (path, text) in [
        ("atlas/mod.rs", "use crate::{num, modulators::field::Field};"),
        ("brain/fear/mod.rs", "use super::reward::Reward;"),
        ("brain/fear/value.rs", "use super::super::reward::Reward;"),
        ("brain/net/mod.rs", "use crate::run::recorder::Recorder;"),
        ("experiment/mod.rs", "fn f() { crate::tasks::g(); }"),
        ("modulators/mod.rs", "use crate::{atlas::REGIONS, plasticity::tag};"),
        ("unheard_of.rs", ""),
    ] {
        assert!(!points_down(&Source::new(path, text)).is_empty(), "missed: {path}: {text}");
    }
    for (path, text) in [
        ("brain/fear/mod.rs", "use crate::{num, error::Code}; use super::net::Net; use crate::brain::fear::value;"),
        ("experiment/command.rs", "use crate::atlas::{NUCLEI, REGIONS};"),
        ("num.rs", "#[cfg(test)]\nmod tests { use crate::run; }"),
    ] {
        assert_eq!(points_down(&Source::new(path, text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn no_file_stands_in_a_circle() {
    assert_eq!(circles(&sources()), Vec::<String>::new());
    let seeded = [("a/mod.rs", "use crate::a::b::B;"), ("a/b.rs", "use super::c::C;"), ("a/c.rs", "use crate::a::A;")];
    let seeded: Vec<Source> = seeded.iter().map(|(path, text)| Source::new(path, text)).collect();
    assert_eq!(circles(&seeded).len(), 3);
    assert_eq!(circles(&seeded[1..]), Vec::<String>::new());
}

#[test]
fn a_system_costs_few_files() {
    let sources = sources();
    assert!(LAYERS[RUN].contains(&"run"));
    for system in SYSTEMS {
        let files = files_that_know(system, &sources);
        println!("{system}: {}", files.join(" "));
        assert!(files.len() < FILES_OF_A_SYSTEM, "{system} is known by {} files: {}", files.len(), files.join(" "));
    }
}

#[test]
fn code_is_told_from_text() {
    let text = "let a = \"unsafe \\\" {\"; let b = r#\"unsafe\"#; let c = '{'; /* unsafe */ 'x: loop {}";
    let code = blank(text);
    assert_eq!(code.len(), text.len());
    assert!(!code.contains("unsafe") && code.contains("'x: loop {}"));
    assert_eq!(functions("fn a(x: [u8; 2]) {\n\n}\nfn b();"), [("a".to_owned(), 3)]);
}

// ---- documents

#[test]
fn lines_of_documents_are_short() {
    for document in DOCUMENTS {
        let text = fs::read_to_string(root().join(document)).expect("a document");
        assert_eq!(long_prose(&text), Vec::<usize>::new(), "{document}: lines of prose over {PROSE_CHARS}");
    }
    let long = "word ".repeat(30);
    let text = format!("{long}\n| {long} |\n```sh\n{long}\n```\n- {long}");
    assert_eq!(long_prose(&text), [1, 6]);
    assert_eq!(long_comments(&format!("//! | {long} |\n    // {long}\nlet x = \"{long}\";")), [2]);
}

/// Folders that are built and need not be there.
const BUILT: &[&str] = &["target", "dist", "node_modules", "shots", "www/pkg"];

const ENDINGS: &[&str] = &[".rs", ".js", ".mjs", ".json", ".toml", ".md", ".html", ".css", ".wasm", ".txt", ".csv"];

/// The words in backticks that look like paths.
fn paths_in(text: &str) -> Vec<&str> {
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    let quoted = prose.iter().flat_map(|part| part.split('`').skip(1).step_by(2));
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./-".contains(c);
    let path = quoted.filter(move |word| {
        let top = word.split('/').next().unwrap_or_default();
        let known = word.contains('/') && !top.is_empty() && root().join(top).is_dir();
        word.chars().all(plain) && (known || ENDINGS.iter().any(|end| word.ends_with(end)))
    });
    path.collect()
}

/// Whether a path is there, from the root or from `src` or `www`; a bare name
/// may be anywhere in them.
fn is_there(word: &str, all: &[PathBuf]) -> bool {
    let built = BUILT.iter().any(|top| word == *top || word.starts_with(&format!("{top}/")));
    let bases = ["", "src", "www"];
    let direct = bases.iter().any(|base| root().join(base).join(word).exists());
    let bare = !word.contains('/') && all.iter().any(|path| path.ends_with(word));
    built || direct || bare
}

fn missing_paths(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for top in ["src", "www", "tests", "xtask"].map(|top| root().join(top)) {
        if top.is_dir() {
            files(&top, &mut all);
        }
    }
    paths_in(text).into_iter().filter(|word| !is_there(word, &all)).map(str::to_owned).collect()
}

#[test]
fn the_map_names_only_what_is_there() {
    let Ok(text) = fs::read_to_string(root().join("ARCHITECTURE.md")) else {
        return;
    };
    assert!(!paths_in(&text).is_empty(), "no paths found in ARCHITECTURE.md");
    assert_eq!(missing_paths(&text), Vec::<String>::new());
}

#[test]
fn a_stale_map_is_noticed() {
    let text = "`src/lib.rs` `src/gone.rs` `gone.js` `tag x gate` `www/pkg/x.js`\n```\n`src/also_gone.rs`\n```";
    assert_eq!(missing_paths(text), ["src/gone.rs", "gone.js"]);
}
