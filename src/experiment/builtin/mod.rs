//! The built-in experiments. Each is a file of the same format, read by the
//! same reader, as one from outside.

use crate::experiment::Experiment;

/// Ids and files, in the order in which they are offered.
const FILES: &[(&str, &str)] = &[
    ("conditioning", include_str!("conditioning.json")),
    ("choice", include_str!("choice.json")),
    ("context", include_str!("context.json")),
    ("reversal", include_str!("reversal.json")),
    ("distractor", include_str!("distractor.json")),
    ("priming", include_str!("priming.json")),
    ("four_tasks", include_str!("four_tasks.json")),
    ("memory", include_str!("memory.json")),
    ("no_cue", include_str!("no_cue.json")),
    ("selection", include_str!("selection.json")),
    ("bandit", include_str!("bandit.json")),
    ("waiting", include_str!("waiting.json")),
    ("movement", include_str!("movement.json")),
    ("fear", include_str!("fear.json")),
];

const IDS: [&str; FILES.len()] = {
    let mut ids = [""; FILES.len()];
    let mut n = 0;
    while n < ids.len() {
        ids[n] = FILES[n].0;
        n += 1;
    }
    ids
};

/// The ids of the built-in experiments.
pub fn list() -> &'static [&'static str] {
    &IDS
}

/// The file of a built-in experiment.
pub fn json(id: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == id).map(|(_, text)| *text)
}

/// A built-in experiment; `None` when there is none of that id.
pub fn get(id: &str) -> Option<Experiment> {
    let text = json(id)?;
    Some(Experiment::from_json(text.as_bytes()).expect("a test reads every built-in file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_has_about_sixty_words_and_says_what_is_simplified() {
        for id in list() {
            let experiment = get(id).expect("built in");
            let words = experiment.story.split_whitespace().count();
            assert!((50..=70).contains(&words), "{id}: {words} words");
            assert!(!experiment.simplified.is_empty(), "{id} says nothing of what is simplified");
        }
    }

    #[test]
    fn every_file_reads_under_its_own_id() {
        for id in list() {
            let experiment = get(id).expect("listed");
            assert_eq!(experiment.id, *id);
            let again = Experiment::from_json(experiment.to_json().as_bytes());
            assert_eq!(again, Ok(experiment));
        }
        assert!(get("toString").is_none());
    }
}
