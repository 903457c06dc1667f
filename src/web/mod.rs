//! The browser's side: one opaque handle, views into memory for what is drawn, typed objects for what is
//! asked once. The only folder that knows wasm-bindgen. Parsing and checking happen in [`crate::experiment`];
//! errors become exceptions with the same text.

// What wasm-bindgen generates for exported items.
#![allow(unsafe_code)]

mod catalogue;
mod live;
mod sheet;
mod synapses;
mod trials;

use crate::digest;
use crate::error::{Code, Errors, Problem};
use crate::experiment::builtin;
use crate::experiment::{Command, CommandLog};
use crate::measures::alignment::live::Live;
use crate::measures::wave::Wave;
use crate::run::{Simulation, read_experiment};
use crate::view::frame::Frames;
use crate::view::synapses::Lens;
use catalogue::experiment_card;
use js_sys::{Error, Float32Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// A run and its drawing.
#[wasm_bindgen]
pub struct Engine {
    sim: Simulation,
    frames: Frames,
    live: Option<Live>,
    wave: Option<Wave>,
    /// See [`Engine::begun`].
    begun: Vec<f64>,
    /// Did the task stand before a trial's first tick?
    was_still: bool,
    lens: Option<Lens>,
}

fn thrown(errors: &Errors) -> JsValue {
    Error::new(&errors.to_string()).into()
}

fn engine(sim: Simulation) -> Engine {
    let frames = Frames::new(&sim);
    drawn(sim, frames)
}

/// A run with frames that were made for it, or for another moment of it.
fn drawn(sim: Simulation, frames: Frames) -> Engine {
    let was_still = sim.task().moment().tick == 0;
    Engine { sim, frames, live: None, wave: None, lens: None, begun: Vec::new(), was_still }
}

#[wasm_bindgen]
impl Engine {
    /// Builds one arm of an experiment, given as the bytes of its file.
    ///
    /// # Errors
    /// Throws with one line per problem.
    #[wasm_bindgen(constructor)]
    pub fn new(experiment: &[u8], arm: &str, seed: f64) -> Result<Engine, JsValue> {
        let build = || -> Result<Simulation, Errors> {
            let seed = crate::experiment::limits::seed_from_f64(seed)?;
            Simulation::new(&read_experiment(experiment)?, arm, seed)
        };
        build().map(engine).map_err(|e| thrown(&e))
    }

    /// Runs whole ticks; stops by itself at the end of the experiment.
    pub fn step(&mut self, ticks: u32) {
        for _ in 0..ticks {
            self.advance();
        }
    }

    /// Ticks done.
    #[must_use]
    pub fn tick(&self) -> f64 {
        self.sim.ticks() as f64
    }

    /// The running trial, from 0.
    #[must_use]
    pub fn trial(&self) -> u32 {
        self.sim.task().moment().trial
    }

    /// Is the experiment over?
    #[must_use]
    pub fn finished(&self) -> bool {
        self.sim.finished()
    }

    /// Takes a command as JSON; it is applied as the next tick begins.
    ///
    /// # Errors
    /// Throws with one line per problem; the run goes on as it was.
    pub fn send(&mut self, command: &[u8]) -> Result<(), JsValue> {
        let command = Command::from_json(command).map_err(|e| thrown(&e))?;
        self.sim.send(command).map_err(|e| thrown(&e))
    }

    /// The commands so far, as JSON.
    #[must_use]
    pub fn log(&self) -> Uint8Array {
        Uint8Array::from(self.sim.log().to_json().as_bytes())
    }

    /// Before the first tick: loads a log of commands, to be applied at their ticks. The page calls it
    /// `replay`; it is `Simulation::load_log`, and has nothing to do with replay in sleep.
    ///
    /// # Errors
    /// Throws with one line per problem.
    pub fn replay(&mut self, log: &[u8]) -> Result<(), JsValue> {
        let log = CommandLog::from_json(log).map_err(|e| thrown(&e))?;
        self.sim.load_log(log).map_err(|e| thrown(&e))
    }

    /// The whole run as bytes.
    #[must_use]
    pub fn snapshot(&self) -> Uint8Array {
        Uint8Array::from(self.sim.snapshot().as_slice())
    }

    /// The run that was frozen.
    ///
    /// # Errors
    /// Throws when the bytes are damaged.
    pub fn restore(snapshot: &[u8]) -> Result<Engine, JsValue> {
        Simulation::restore(snapshot).map(engine).map_err(|e| thrown(&e))
    }

    /// This run as it was frozen at another tick; its drawing needs no new maps of travel times.
    ///
    /// # Errors
    /// Throws when the bytes are damaged.
    pub fn thaw(&self, snapshot: &[u8]) -> Result<Engine, JsValue> {
        let sim = Simulation::restore(snapshot).map_err(|e| thrown(&e))?;
        Ok(drawn(sim, self.frames.clone()))
    }

    /// A name for the state: 16 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        digest::hex(self.sim.digest())
    }

    /// Fills the frame and gives a view of it, valid until the next call.
    pub fn frame(&mut self, fraction: f32) -> Float32Array {
        let view = self.frames.frame(&self.sim, crate::num::clamp(fraction, 0.0, 1.0));
        // SAFETY: the page copies the view before it calls again, as the documentation demands.
        unsafe { Float32Array::view(view) }
    }

    /// Fills the record and gives a view of it, valid until the next call.
    pub fn record(&mut self) -> Float32Array {
        let view = self.frames.record(&self.sim, self.wave.as_ref());
        // SAFETY: see `frame`.
        unsafe { Float32Array::view(view) }
    }
}

/// The file of a built-in experiment.
///
/// # Errors
/// Throws when there is none of this name.
#[wasm_bindgen]
pub fn experiment(id: &str) -> Result<Uint8Array, JsValue> {
    builtin::json(id).map(|json| Uint8Array::from(json.as_bytes())).ok_or_else(|| {
        let known = builtin::list().join(", ");
        let problem = Problem::new(Code::Ref, "/experiment", id, &known, "is not a built-in experiment");
        thrown(&problem.into())
    })
}

/// The card of any experiment file, as it would stand in the catalogue.
///
/// # Errors
/// Throws with one line per problem.
#[wasm_bindgen(unchecked_return_type = "ExperimentCard")]
pub fn describe(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let experiment = read_experiment(bytes).map_err(|e| thrown(&e))?;
    serde_wasm_bindgen::to_value(&experiment_card(experiment)).map_err(JsValue::from)
}

/// An experiment file with other parameters, given as a JSON object of numbers by key.
///
/// # Errors
/// Throws with one line per problem.
#[wasm_bindgen]
pub fn with_parameters(bytes: &[u8], settings: &[u8]) -> Result<Uint8Array, JsValue> {
    let merge = || -> Result<String, Errors> {
        let mut experiment = read_experiment(bytes)?;
        experiment.set_all(settings)?;
        Ok(experiment.to_json())
    };
    merge().map(|json| Uint8Array::from(json.as_bytes())).map_err(|e| thrown(&e))
}

/// Everything that is wrong with an experiment file; empty when it is good.
#[wasm_bindgen(unchecked_return_type = "Problem[]")]
pub fn validate(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let problems = read_experiment(bytes).err().map_or_else(Vec::new, |errors| errors.0);
    serde_wasm_bindgen::to_value(&problems).map_err(JsValue::from)
}

#[wasm_bindgen(typescript_custom_section)]
const PROBLEM: &str = "
/** What was wrong, the value, what is allowed, where. */
export interface Problem { code: string; path: string; value: string; allowed: string; message: string; }
";

/// A fresh seed from the browser's source of chance; a run itself never draws from it.
///
/// # Errors
/// Throws when the browser has no such source.
#[wasm_bindgen]
pub fn propose_seed() -> Result<u32, JsValue> {
    getrandom::u32().map_err(|e| Error::new(&e.to_string()).into())
}

/// Sends the text of a panic to the console before the instance is thrown away.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
}
