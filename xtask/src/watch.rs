//! `serve --watch`: builds again when a source file changes.

use crate::env::Project;
use crate::files::list;
use crate::site;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// Between two looks at the files; changes that come closer together are one change.
const PAUSE: Duration = Duration::from_millis(250);

/// Watches until the program ends; a build that fails is reported and the site stays as it was.
pub fn run(project: &Project) -> Result<()> {
    let mut built = files(&project.root)?;
    loop {
        let now = quiet(&project.root)?;
        if now == built {
            continue;
        }
        built = now;
        let started = Instant::now();
        match site::build(project) {
            Ok(_) => println!("built again in {:.1} s", started.elapsed().as_secs_f64()),
            Err(error) => eprintln!("error: {error:#}"),
        }
    }
}

type Files = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// The files, once they have not changed from one look to the next.
fn quiet(root: &Path) -> Result<Files> {
    let mut last = files(root)?;
    loop {
        std::thread::sleep(PAUSE);
        let now = files(root)?;
        if now == last {
            return Ok(now);
        }
        last = now;
    }
}

/// What was written by hand: path, length and time of the last change.
fn files(root: &Path) -> Result<Files> {
    let mut paths = Vec::new();
    list(&root.join("src"), &mut paths)?;
    list(&root.join("www"), &mut paths)?;
    paths.retain(|path| !is_built(path));
    paths.sort();
    let known = |path: PathBuf| path.metadata().ok().map(|data| (path, data.len(), data.modified().ok()));
    Ok(paths.into_iter().filter_map(known).collect())
}

fn is_built(path: &Path) -> bool {
    let text = path.to_string_lossy().replace('\\', "/");
    text.contains("/www/pkg") || text.contains("/www/vendor")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_writes_does_not_start_a_build() {
        assert!(is_built(Path::new("/p/www/pkg/neurotide.js")));
        assert!(is_built(Path::new("/p/www/vendor/uplot.js")));
        assert!(!is_built(Path::new("/p/www/main.js")));
        assert!(!is_built(Path::new("/p/src/run/mod.rs")));
    }

    #[test]
    fn a_file_that_is_changed_added_or_removed_is_noticed() {
        let root = std::env::temp_dir().join(format!("neurotide-watch-{}", std::process::id()));
        for folder in ["src", "www/pkg"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        let mut states = vec![files(&root).unwrap()];
        for text in ["a", "bc"] {
            std::fs::write(root.join("src/lib.rs"), text).unwrap();
            states.push(files(&root).unwrap());
        }
        assert!(states.windows(2).all(|pair| pair[0] != pair[1]));
        std::fs::write(root.join("www/pkg/built.js"), "").unwrap();
        assert_eq!(files(&root).unwrap(), states[2]);
        std::fs::remove_file(root.join("src/lib.rs")).unwrap();
        assert_eq!(files(&root).unwrap(), states[0]);
        std::fs::remove_dir_all(root).unwrap();
    }
}
