//! `serve --watch`: builds again when a source file changes.

use crate::env::Project;
use crate::site;
use anyhow::Result;
use notify::{EventKind, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Changes that come within this time are one change.
const QUIET: Duration = Duration::from_millis(150);

/// Watches until the program ends; a build that fails is reported and the site stays as it was.
pub fn run(root: &Path) -> Result<()> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| is_change(&event)) {
            let _ = sender.send(());
        }
    })?;
    watcher.watch(&root.join("src"), RecursiveMode::Recursive)?;
    watcher.watch(&root.join("www"), RecursiveMode::Recursive)?;
    while wait(&changes) {
        let started = std::time::Instant::now();
        match Project::find().and_then(|project| site::build(&project)) {
            Ok(_) => println!("built again in {:.1} s", started.elapsed().as_secs_f64()),
            Err(error) => eprintln!("error: {error:#}"),
        }
    }
    Ok(())
}

/// Waits for a change, and for quiet after it.
fn wait(changes: &Receiver<()>) -> bool {
    let first = changes.recv().is_ok();
    while changes.recv_timeout(QUIET).is_ok() {}
    first
}

/// A change of something that was written by hand.
fn is_change(event: &notify::Event) -> bool {
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| !is_built(path))
}

fn is_built(path: &Path) -> bool {
    let text = path.to_string_lossy().replace('\\', "/");
    text.contains("/www/pkg") || text.contains("/www/vendor")
}

#[cfg(test)]
mod tests {
    use super::is_built;
    use std::path::Path;

    #[test]
    fn what_the_build_writes_does_not_start_a_build() {
        assert!(is_built(Path::new("/p/www/pkg/neurotide.js")));
        assert!(is_built(Path::new("/p/www/vendor/uplot.js")));
        assert!(!is_built(Path::new("/p/www/main.js")));
        assert!(!is_built(Path::new("/p/src/run/mod.rs")));
    }
}
