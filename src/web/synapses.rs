//! Single synapses, for as long as the page looks at some.

use super::Engine;
use crate::view::synapses::{Lens, Request};
use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// Looks at synapses that end in the region with this index: those of its bundle with this index, at most
    /// so many rows (postsynaptic units) and columns (presynaptic units). A copy, in the sections that the
    /// catalogue calls `synapses`; not a number is not known. The same units are shown from call to call;
    /// changes nothing in the run.
    pub fn synapses(&mut self, region: usize, bundle: usize, rows: usize, columns: usize) -> Float32Array {
        let request = Request { region, bundle, rows, columns };
        let lens = self.lens.take().filter(|lens| lens.shows(request));
        let lens = self.lens.insert(lens.unwrap_or_else(|| Lens::new(request)));
        Float32Array::from(lens.read(&self.sim).as_slice())
    }
}
