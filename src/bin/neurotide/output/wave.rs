//! The wave of change after a rewarded burst, region by region: its part of the table and its columns of the
//! CSV. Only where it was asked for.

use crate::report::Report;
use crate::report::Run;
use crate::report::spread;
use neurotide::atlas::REGIONS;
use neurotide::measures::wave::{RegionWave, front, usual};
use neurotide::run::recorder::TrialRecord;
use std::io::{self, Write};

type Measure = fn(&RegionWave) -> Option<f32>;

/// Measures of a region that have a column each.
const MEASURES: [(&str, Measure); 4] = [
    ("wave_onset_ms", |r| Some(r.onset_ms)),
    ("wave_peak_ms", |r| Some(r.peak_ms)),
    ("wave_peak", |r| Some(r.peak)),
    ("wave_m_per_s", |r| r.speed),
];

/// Regions that a wave has reached in any run, nearest first.
pub fn reached(report: &Report<'_>) -> Vec<&'static str> {
    let all = || report.runs.iter().flat_map(|run| &run.waves).flat_map(|wave| &wave.regions);
    let mut found: Vec<&RegionWave> =
        REGIONS.iter().filter_map(|region| all().find(|r| r.region == region.id)).collect();
    let length = |r: &RegionWave| r.path_mm.unwrap_or(f32::INFINITY);
    found.sort_by(|a, b| length(a).total_cmp(&length(b)));
    found.iter().map(|r| r.region).collect()
}

/// Writes the table; nothing where no wave was followed.
pub fn wave(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let regions = reached(report);
    if regions.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nWave of change after a rewarded burst, from the burst on: onset and peak of |dW/dt| by region, size of"
    )?;
    writeln!(
        out,
        "the peak (weights per second, summed), length of the axon over the onset; medians over trials first"
    )?;
    writeln!(out, "{:<18}{:<10}{:<10}{:<22}{:<22}{:<26}m/s", "arm", "region", "mm", "onset, ms", "peak, ms", "size")?;
    for arm in report.arms() {
        let waves = |run: &Run| Some(run.waves.len() as f64);
        let speed = |run: &Run| {
            let regions: Vec<RegionWave> = usual(&run.waves).into_iter().map(|(_, region)| region).collect();
            Some(f64::from(front(&regions)?))
        };
        let (waves, speed) = (spread(report, &arm.id, waves, 0), spread(report, &arm.id, speed, 2));
        writeln!(out, "{:<18}waves: {waves}; front: {speed} m/s", arm.id)?;
        for id in &regions {
            let find = |run: &Run| usual(&run.waves).into_iter().map(|(_, r)| r).find(|r| r.region == *id);
            let of = |n: usize, digits: usize| {
                spread(report, &arm.id, |run| Some(f64::from(MEASURES[n].1(&find(run)?)?)), digits)
            };
            let Some(path) = report.runs(&arm.id).find_map(find).map(|r| r.path_mm) else { continue };
            let path = path.map_or_else(|| "-".to_owned(), |mm| format!("{mm:.0}"));
            let (onset, peak, size, speed) = (of(0, 0), of(1, 0), of(2, 2), of(3, 2));
            writeln!(out, "{:<18}{id:<10}{path:<10}{onset:<22}{peak:<22}{size:<26}{speed}", "")?;
        }
    }
    Ok(())
}

/// Titles of the columns for these regions.
pub fn titles(regions: &[&str]) -> Vec<String> {
    if regions.is_empty() {
        return Vec::new();
    }
    let own = regions.iter().flat_map(|id| MEASURES.iter().map(move |(measure, _)| format!("{measure}_{id}")));
    ["wave_burst_ms", "wave_front_m_per_s"].into_iter().map(str::to_owned).chain(own).collect()
}

/// Cells of one trial; empty where it had no wave.
pub fn cells(regions: &[&str], run: &Run, trial: &TrialRecord) -> Vec<String> {
    if regions.is_empty() {
        return Vec::new();
    }
    let Some(wave) = run.waves.iter().find(|wave| wave.trial == trial.trial) else {
        return vec![String::new(); 2 + MEASURES.len() * regions.len()];
    };
    let cell = |x: Option<f32>| x.map_or_else(String::new, |x| x.to_string());
    let own = regions.iter().flat_map(|id| {
        let found = wave.regions.iter().find(|r| r.region == *id);
        MEASURES.iter().map(move |(_, value)| cell(found.and_then(value)))
    });
    [wave.burst_ms.to_string(), cell(wave.front)].into_iter().chain(own).collect()
}
