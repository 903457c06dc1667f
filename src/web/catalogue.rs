//! The catalogue: everything that the page asks once, as typed cards made from the engine's tables.

use crate::atlas::section;
use crate::atlas::{MODULATORS, NUCLEI, RECEPTORS, REGIONS, SYSTEMS};
use crate::brain::net::wiring::default_brain;
use crate::experiment::builtin;
use crate::experiment::limits::ACTIONS;
use crate::experiment::{Experiment, Rule, Task};
use crate::measures::behaviour::accuracy::{CRITERION, chance, offered};
use crate::measures::sheet;
use crate::modulators::tide;
use crate::num::DT_MS;
use crate::params;
use crate::run::recorder::EVENT_NAMES;
use crate::tasks::events::MARK_NAMES;
use crate::view::frame::{CLOCK_NAMES, FATE_NAMES, OUTCOME_NAMES, Section, frame_layout, live_layout, record_layout};
use crate::view::synapses;
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

/// A region as the page needs it.
#[derive(Serialize, Tsify)]
pub struct RegionCard {
    id: &'static str,
    name: &'static str,
    system: &'static str,
    mni: [f32; 3],
    draw: [f32; 2],
    draw_note: &'static str,
    plastic: bool,
    units: u32,
}

/// A nucleus as the page needs it.
#[derive(Serialize, Tsify)]
pub struct NucleusCard {
    id: &'static str,
    name: &'static str,
    modulator: usize,
    mni: [f32; 3],
    draw: [f32; 2],
}

/// A modulator as the page needs it.
#[derive(Serialize, Tsify)]
pub struct ModulatorCard {
    id: &'static str,
    short: &'static str,
    name: &'static str,
    /// Mean tone over the regions it reaches, nM.
    baseline_nm: f32,
}

/// A receptor as the page needs it.
#[derive(Serialize, Tsify)]
pub struct ReceptorCard {
    id: &'static str,
    modulator: usize,
}

/// A row of the parameter table.
#[derive(Serialize, Tsify)]
pub struct ParameterCard {
    key: &'static str,
    group: &'static str,
    unit: &'static str,
    default: f32,
    min: f32,
    max: f32,
    live: bool,
    doc: &'static str,
    source: &'static str,
}

/// An arm of an experiment.
#[derive(Serialize, Tsify)]
pub struct ArmCard {
    id: String,
    title: String,
}

/// A result known from outside that an experiment should show.
#[derive(Serialize, Tsify)]
pub struct ExpectationCard {
    text: String,
    source: String,
}

/// A built-in experiment.
#[derive(Serialize, Tsify)]
pub struct ExperimentCard {
    id: String,
    title: String,
    question: String,
    story: String,
    simplified: Vec<String>,
    arms: Vec<ArmCard>,
    expect: Vec<ExpectationCard>,
    /// Trials of one run.
    trials: u32,
    /// Share of right choices by chance; 0 where nothing is chosen.
    chance: f32,
    /// Whether any trial can bring a punishment.
    punishes: bool,
    /// Whether the brain may leave before the outcome.
    waits: bool,
    /// Whether a cue must be held in mind until the stimulus comes.
    holds: bool,
    /// Whether a movement follows the choice.
    moves: bool,
}

/// The grid of the section.
#[derive(Serialize, Tsify)]
pub struct MapCard {
    width: usize,
    height: usize,
    y0_mm: f32,
    z0_mm: f32,
    cell_mm: f32,
}

/// A section of the frame or of the record.
#[derive(Serialize, Tsify)]
pub struct SectionCard {
    name: &'static str,
    offset: usize,
    len: usize,
}

/// Everything that the page asks once.
#[derive(Serialize, Tsify)]
pub struct Catalogue {
    version: &'static str,
    dt_ms: u32,
    regions: Vec<RegionCard>,
    nuclei: Vec<NucleusCard>,
    modulators: Vec<ModulatorCard>,
    receptors: Vec<ReceptorCard>,
    parameters: Vec<ParameterCard>,
    experiments: Vec<ExperimentCard>,
    map: MapCard,
    frame: Vec<SectionCard>,
    record: Vec<SectionCard>,
    live: Vec<SectionCard>,
    /// A look at single synapses; kinds of bundles in the order of their numbers; most columns, the distance
    /// of rows.
    synapses: Vec<SectionCard>,
    bundles: Vec<&'static str>,
    synapse_columns: usize,
    /// Names of the numbers of the learning curve.
    learning: Vec<&'static str>,
    /// Share right that counts as having learned.
    criterion: f32,
    systems: Vec<&'static str>,
    events: Vec<&'static str>,
    outcomes: Vec<&'static str>,
    /// Names of the numbers of the frame's clock, in order; what can become of a trial under way; what it can
    /// bring.
    clock: Vec<&'static str>,
    fates: Vec<&'static str>,
    marks: Vec<&'static str>,
}

/// Everything that the page asks once.
///
/// # Errors
/// Throws when the browser cannot make objects.
#[wasm_bindgen(unchecked_return_type = "Catalogue")]
pub fn catalogue() -> Result<JsValue, JsValue> {
    serde_wasm_bindgen::to_value(&whole_catalogue()).map_err(JsValue::from)
}

fn whole_catalogue() -> Catalogue {
    Catalogue {
        version: env!("CARGO_PKG_VERSION"),
        dt_ms: DT_MS,
        regions: region_cards(),
        nuclei: NUCLEI
            .iter()
            .map(|n| NucleusCard { id: n.id, name: n.name, modulator: n.modulator, mni: n.mni, draw: n.draw })
            .collect(),
        modulators: modulator_cards(),
        receptors: RECEPTORS.iter().map(|r| ReceptorCard { id: r.id, modulator: r.modulator }).collect(),
        parameters: params::TABLE.iter().map(parameter_card).collect(),
        experiments: builtin::list().iter().filter_map(|id| builtin::get(id)).map(experiment_card).collect(),
        map: MapCard {
            width: section::WIDTH,
            height: section::HEIGHT,
            y0_mm: section::Y0_MM,
            z0_mm: section::Z0_MM,
            cell_mm: section::CELL_MM,
        },
        frame: section_cards(frame_layout()),
        record: section_cards(record_layout()),
        live: section_cards(live_layout()),
        synapses: section_cards(synapses::synapses_layout()),
        bundles: synapses::KINDS.to_vec(),
        synapse_columns: synapses::COLUMNS,
        learning: sheet::learning_names(),
        criterion: CRITERION,
        systems: SYSTEMS.iter().map(|system| system.id()).collect(),
        events: EVENT_NAMES.to_vec(),
        outcomes: OUTCOME_NAMES.to_vec(),
        clock: CLOCK_NAMES.to_vec(),
        fates: FATE_NAMES.to_vec(),
        marks: MARK_NAMES.to_vec(),
    }
}

/// Regions of the atlas; plastic where a plastic projection of the default brain ends, or the critic's
/// synapses.
fn region_cards() -> Vec<RegionCard> {
    let brain = default_brain();
    let plastic = |id: &str| id == "NAc" || brain.projections.iter().any(|p| p.to == id && p.rule != Rule::Fixed);
    let units = |id: &str| brain.regions.iter().find(|r| r.id == id).map_or(0, |r| r.units);
    REGIONS
        .iter()
        .map(|r| RegionCard {
            id: r.id,
            name: r.name,
            system: r.system.id(),
            mni: r.mni,
            draw: r.draw,
            draw_note: r.draw_note,
            plastic: plastic(r.id),
            units: units(r.id),
        })
        .collect()
}

fn section_cards(layout: Vec<Section>) -> Vec<SectionCard> {
    layout.into_iter().map(|Section { name, offset, len }| SectionCard { name, offset, len }).collect()
}

fn modulator_cards() -> Vec<ModulatorCard> {
    MODULATORS
        .iter()
        .zip(tide::usual().chunks(REGIONS.len()))
        .map(|(m, tone)| {
            let reached: Vec<f32> = tone.iter().copied().filter(|&nm| nm > 0.0).collect();
            let baseline_nm = reached.iter().sum::<f32>() / reached.len().max(1) as f32;
            ModulatorCard { id: m.id, short: m.short, name: m.name, baseline_nm }
        })
        .collect()
}

fn parameter_card(p: &params::Parameter) -> ParameterCard {
    let params::Parameter { key, group, unit, default, min, max, live, doc, source } = *p;
    ParameterCard { key, group, unit, default, min, max, live, doc, source }
}

pub(super) fn experiment_card(e: Experiment) -> ExperimentCard {
    ExperimentCard {
        trials: e.trials(),
        chance: match &e.task {
            Task::Choice(_) => chance(offered(&e.phases, ACTIONS)),
            Task::Conditioning(_) => 0.0,
        },
        punishes: e.punishes(),
        waits: e.waits(),
        holds: e.task.holds(),
        moves: e.task.moves(),
        expect: e.expect.into_iter().map(|e| ExpectationCard { text: e.text, source: e.source }).collect(),
        id: e.id,
        title: e.title,
        question: e.question,
        story: e.story,
        simplified: e.simplified,
        arms: e.arms.into_iter().map(|a| ArmCard { id: a.id, title: a.title }).collect(),
    }
}
