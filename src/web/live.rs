//! What the page may ask to be watched: alignment while the run goes on, the wave of change; and behaviour
//! phase by phase. Watching changes nothing in the run and ends when an engine is restored from a snapshot.

use super::Engine;
use crate::measures::alignment::live::Live;
use crate::measures::sheet;
use crate::measures::wave::Wave;
use crate::view::frame::live_frame;
use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// Begins to watch alignment over a window of so many trials; false where the task asks for no actions.
    pub fn watch_live(&mut self, window: u32) -> bool {
        self.live = Live::new(&self.sim, window, self.sim.seed());
        self.live.is_some()
    }

    /// Stops watching it.
    pub fn unwatch_live(&mut self) {
        self.live = None;
    }

    /// Does units of work on alignment; how many were done. 0 where it is not watched.
    pub fn live_work(&mut self, units: u32) -> u32 {
        self.live.as_mut().map_or(0, |live| live.work(&self.sim, units))
    }

    /// The same, as many units as cost the share `share` of what the ticks since the last call have cost.
    pub fn live_keep_up(&mut self, share: f32) -> u32 {
        self.live.as_mut().map_or(0, |live| live.keep_up(&self.sim, share))
    }

    /// What is known of alignment: a copy, in the sections that the catalogue calls `live`. Not a number is
    /// not known.
    #[must_use]
    pub fn live(&mut self) -> Float32Array {
        let reading = self.live.as_mut().and_then(|live| live.read(&self.sim));
        Float32Array::from(live_frame(reading.as_ref()).as_slice())
    }

    /// Begins or stops to follow the wave of change; the record then holds that of the latest trial that had
    /// one.
    pub fn watch_wave(&mut self, on: bool) {
        self.wave = on.then(|| Wave::of(&self.sim));
    }

    /// Behaviour so far, phase by phase, with transfer, interference, retention and savings where they are
    /// defined; undefined where nothing was chosen.
    ///
    /// # Errors
    /// Throws when the browser cannot make objects.
    #[wasm_bindgen(unchecked_return_type = "object | undefined")]
    pub fn behaviour(&self) -> Result<JsValue, JsValue> {
        let found = sheet::behaviour_in(self.sim.experiment(), self.sim.curve());
        serde_wasm_bindgen::to_value(&found).map_err(JsValue::from)
    }
}
