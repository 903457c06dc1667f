//! What phases gave to each other: the part of the table on transfer, retention, interference and savings.

use crate::report::Report;
use crate::report::Run;
use crate::report::spread;
use neurotide::measures::behaviour::summary::PhaseBehaviour;
use neurotide::measures::behaviour::transfer::{Again, EARLY};
use std::io::{self, Write};

/// Writes the table; nothing where there is only one phase.
pub fn transfer(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let phase = |run: &Run, n: usize| -> Option<PhaseBehaviour> {
        run.behaviour.as_ref()?.phases.iter().find(|p| usize::from(p.phase) == n).cloned()
    };
    let phases = &report.experiment.phases;
    let given = |run: &Run| (1..phases.len()).any(|n| phase(run, n).is_some_and(|p| p.transfer.is_some()));
    if !report.runs.iter().any(given) {
        return Ok(());
    }
    writeln!(
        out,
        "\nWhat came into a phase: right action expected in its first {EARLY} trials, % above chance; of a rule"
    )?;
    writeln!(out, "asked before: what is still there of it, what was lost since (% expected), trials to 85 % saved")?;
    let [arm, to, above, rule, kept, lost] = ["arm", "phase", "above chance", "rule, since", "retained, %", "lost, %"];
    writeln!(out, "{arm:<18}{to:<14}{above:<22}{rule:<20}{kept:<22}{lost:<22}saved, %")?;
    for arm in report.arms() {
        for (n, to) in phases.iter().enumerate().skip(1) {
            let percent = |value: &dyn Fn(&PhaseBehaviour) -> Option<f32>| {
                spread(report, &arm.id, |run| Some(100.0 * f64::from(value(&phase(run, n)?)?)), 0)
            };
            let above = percent(&|p| p.transfer);
            let id = if n == 1 { arm.id.as_str() } else { "" };
            let mut asked: Vec<(u8, u8)> = Vec::new();
            let all = report.runs(&arm.id).filter_map(|run| phase(run, n)).flat_map(|p| p.again);
            all.map(|again| (again.rule, again.phase)).for_each(|pair| {
                if !asked.contains(&pair) {
                    asked.push(pair);
                }
            });
            if asked.is_empty() {
                writeln!(out, "{id:<18}{:<14}{above:<22}-", to.id)?;
            }
            for (row, &(rule, since)) in asked.iter().enumerate() {
                let of = |value: fn(&Again) -> Option<f32>| {
                    percent(&|p| value(p.again.iter().find(|again| again.rule == rule)?))
                };
                let (kept, lost, saved) = (of(|a| a.retention), of(|a| Some(a.interference)), of(|a| a.savings));
                let [id, name, above] = if row == 0 { [id, &to.id, &above] } else { [""; 3] };
                let rule = format!("{rule}, {}", phases.get(usize::from(since)).map_or("", |phase| &phase.id));
                writeln!(out, "{id:<18}{name:<14}{above:<22}{rule:<20}{kept:<22}{lost:<22}{saved}")?;
            }
        }
    }
    Ok(())
}
