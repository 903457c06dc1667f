//! Commands to a running simulation, and the log from which a run can be repeated.

use super::limits::{LIMITS, Range};
use super::node::{self, Caps};
use super::reader::{At, Fields, Reader};
use crate::atlas::{NUCLEI, REGIONS};
use crate::error::{Code, Errors, Problem};
use crate::params;
use serde::Serialize;

/// Something done to a running simulation from outside.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Command {
    /// Makes a nucleus fire.
    Burst {
        /// Id of the nucleus.
        nucleus: String,
        /// Firing added to its own; 0 holds it at its tone, below 0 holds it down.
        rate_hz: f32,
        /// For how long.
        duration_ms: u32,
    },
    /// Changes a live parameter.
    Set {
        /// Key in the table.
        key: String,
        /// The new value.
        value: f32,
    },
    /// Chooses the region whose concentrations are recorded.
    Probe {
        /// Id of the region.
        region: String,
    },
}

#[derive(Clone, Copy)]
enum Kind {
    Burst,
    Set,
    Probe,
}

impl Command {
    /// Reads and checks one command.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Errors> {
        let tree = node::parse(bytes, Caps::FILE)?;
        let mut reader = Reader::default();
        let command = command(&mut reader, &At::root(&tree));
        reader.finish(command)
    }

    /// The command as JSON that reads back to the same.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers always have a JSON form")
    }
}

/// A command and the tick at whose beginning it is applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stamped {
    /// The tick.
    pub tick: u64,
    /// What is done.
    pub command: Command,
}

/// All commands of one run, in the order of their ticks.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct CommandLog(Vec<Stamped>);

impl CommandLog {
    /// Appends a command.
    ///
    /// # Errors
    /// `E_SIZE` when the log is full, `E_RANGE` when the tick lies before the
    /// last one; the log stays as it was.
    pub fn push(&mut self, tick: u64, command: Command) -> Result<(), Problem> {
        if self.0.len() >= LIMITS.commands {
            let allowed = format!("{} commands", LIMITS.commands);
            return Err(Problem::new(Code::Size, "", "", &allowed, "the log of commands is full"));
        }
        if let Some(last) = self.0.last().filter(|last| last.tick > tick) {
            let allowed = format!("{} or later", last.tick);
            return Err(Problem::new(Code::Range, "/tick", &tick.to_string(), &allowed, "is in the past"));
        }
        self.0.push(Stamped { tick, command });
        Ok(())
    }

    /// The commands in order.
    pub fn entries(&self) -> &[Stamped] {
        &self.0
    }

    /// Reads and checks a log.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Errors> {
        let tree = node::parse(bytes, Caps::LOG)?;
        let mut reader = Reader::default();
        let log = log(&mut reader, &At::root(&tree));
        reader.finish(log)
    }

    /// The log as JSON that reads back to the same.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers always have a JSON form")
    }
}

fn log(r: &mut Reader, at: &At<'_>) -> Option<CommandLog> {
    let length = Range { min: 0, max: LIMITS.commands as u64 };
    let entries = r.each(at, length, Code::Size, stamped)?;
    let mut earliest = 0;
    for (i, entry) in entries.iter().enumerate() {
        if entry.tick < earliest {
            let (path, value) = (format!("/{i}/tick"), entry.tick.to_string());
            let allowed = format!("{earliest} or later");
            r.report(Problem::new(Code::Range, path, &value, &allowed, "comes before an earlier entry"));
        }
        earliest = earliest.max(entry.tick);
    }
    Some(CommandLog(entries))
}

fn stamped(r: &mut Reader, at: &At<'_>) -> Option<Stamped> {
    let fields = r.object(at, &["tick", "command"])?;
    let ticks = Range { min: 0, max: LIMITS.seed };
    let tick = r.need(&fields, "tick").and_then(|at| r.whole(&at, ticks, Code::Range));
    let command = r.need(&fields, "command").and_then(|at| command(r, &at));
    Some(Stamped { tick: tick?, command: command? })
}

fn command(r: &mut Reader, at: &At<'_>) -> Option<Command> {
    let words = [("burst", Kind::Burst), ("set", Kind::Set), ("probe", Kind::Probe)];
    let all = ["kind", "nucleus", "rate_hz", "duration_ms", "key", "value", "region"];
    // Which keys are known depends on the kind, so the kind is read first.
    let mut scout = Reader::default();
    let kind = scout.object(at, &all).and_then(|fields| fields.get("kind"));
    let kind = kind.and_then(|at| scout.choice(&at, &words));
    let keys: &[&str] = match kind {
        Some(Kind::Burst) => &["kind", "nucleus", "rate_hz", "duration_ms"],
        Some(Kind::Set) => &["kind", "key", "value"],
        Some(Kind::Probe) => &["kind", "region"],
        None => &all,
    };
    let fields = r.object(at, keys)?;
    match r.need(&fields, "kind").and_then(|at| r.choice(&at, &words))? {
        Kind::Burst => burst(r, &fields),
        Kind::Set => set(r, &fields),
        Kind::Probe => {
            let region = r.need(&fields, "region");
            let region = region.and_then(|at| r.reference(&at, REGIONS.iter().map(|one| one.id)));
            Some(Command::Probe { region: region? })
        }
    }
}

fn burst(r: &mut Reader, fields: &Fields<'_>) -> Option<Command> {
    let nucleus = r.need(fields, "nucleus");
    let nucleus = nucleus.and_then(|at| r.reference(&at, NUCLEI.iter().map(|one| one.id)));
    let rate = r.need(fields, "rate_hz").and_then(|at| r.real(&at, LIMITS.burst_rate_hz, "Hz"));
    let duration = r.need(fields, "duration_ms").and_then(|at| r.time_ms(&at, LIMITS.burst_ms));
    Some(Command::Burst { nucleus: nucleus?, rate_hz: rate?, duration_ms: duration? })
}

fn set(r: &mut Reader, fields: &Fields<'_>) -> Option<Command> {
    let key = r.need(fields, "key");
    let key = key.and_then(|at| live_key(r, &at).map(str::to_owned));
    let value = r.need(fields, "value");
    let (key, value) = (key?, value?);
    let value = r.parameter(&value, &key)?;
    Some(Command::Set { key, value })
}

fn live_key<'n>(r: &mut Reader, at: &At<'n>) -> Option<&'n str> {
    let key = r.text(at)?;
    let row = params::find(key);
    if row.is_some_and(|row| row.live) {
        return Some(key);
    }
    r.report(match row {
        Some(_) => {
            at.problem(Code::Live, "those marked live in docs/parameters.md", "cannot change while the simulation runs")
        }
        None => at.problem(Code::Unknown, &params::known(key), "is not a parameter"),
    });
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> (Code, String) {
        let errors = Command::from_json(text.as_bytes()).expect_err(text);
        let problem = errors.first().expect("at least one problem");
        (problem.code, problem.path.clone())
    }

    #[test]
    fn commands_survive_the_way_through_json() {
        let command = Command::Burst { nucleus: "VTA".into(), rate_hz: 20.1, duration_ms: 200 };
        assert_eq!(Command::from_json(command.to_json().as_bytes()), Ok(command.clone()));
        let mut log = CommandLog::default();
        log.push(3, command.clone()).expect("room");
        log.push(3, command.clone()).expect("room");
        assert_eq!(log.push(2, command).unwrap_err().code, Code::Range);
        assert_eq!(CommandLog::from_json(log.to_json().as_bytes()), Ok(log));
    }

    #[test]
    fn bad_commands_are_named() {
        for (text, code, path) in [
            ("[]", Code::Type, ""),
            ("{}", Code::Missing, "/kind"),
            (r#"{"kind":"toString"}"#, Code::Choice, "/kind"),
            (r#"{"kind":"probe","region":"Atlantis"}"#, Code::Ref, "/region"),
            (r#"{"kind":"probe","region":"V1","x":1}"#, Code::Unknown, "/x"),
            (r#"{"kind":"set","key":"__proto__","value":1}"#, Code::Unknown, "/key"),
            (r#"{"kind":"set","key":"tag_gain","value":null}"#, Code::Type, "/value"),
            (r#"{"kind":"set","key":"tag_gain","value":1e300}"#, Code::Range, "/value"),
            (r#"{"kind":"burst","nucleus":"VTA","rate_hz":-1,"duration_ms":200}"#, Code::Range, "/rate_hz"),
            (r#"{"kind":"burst","nucleus":"VTA","rate_hz":1,"duration_ms":205}"#, Code::Range, "/duration_ms"),
        ] {
            assert_eq!(first(text), (code, path.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_log_must_run_forward() {
        let text = r#"[{"tick":5,"command":{"kind":"probe","region":"V1"}},
            {"tick":4,"command":{"kind":"probe","region":"V1"}}]"#;
        let errors = CommandLog::from_json(text.as_bytes()).expect_err("goes back in time");
        assert_eq!(errors.0[0].path, "/1/tick");
    }
}
