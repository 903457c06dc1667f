//! When trials began: the page goes back to them by tick.

use super::Engine;
use crate::num::ticks;
use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// The trials that have begun since the last call: pairs of a trial, from 0, and the tick of its cue. The
    /// cue comes at a fixed time after the beginning.
    pub fn begun(&mut self) -> Float64Array {
        let pairs = std::mem::take(&mut self.begun);
        Float64Array::from(pairs.as_slice())
    }

    /// One tick; notes a trial whose first tick it was.
    pub(super) fn advance(&mut self) {
        let before = self.sim.ticks();
        self.sim.tick_with(&mut (&mut self.live, &mut self.wave));
        let moment = self.sim.task().moment();
        if moment.tick == 1 && self.sim.ticks() > before && self.was_still {
            let cue = before + u64::from(ticks(moment.lead_ms));
            self.begun.extend([f64::from(moment.trial), cue as f64]);
        }
        self.was_still = moment.tick == 0;
    }
}
