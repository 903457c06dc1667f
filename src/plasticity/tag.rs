//! Tags (eligibility traces) of one projection, and the three-factor rule that cashes them in.
//!
//! Every [`WINDOW`] ticks the joint activity of a projection is captured as a *pair* of vectors, pre and
//! post. The tag of synapse `(i, j)` is the sum over pairs of `e_r pre_r[i] post_r[j]`. A pair's scalar is
//! silent for a while, then eligible, and fades: `e(t) = 0` before `silent`, then
//! `exp(-(t - silent) / decay) / decay`, of unit area. The silence is what keeps a cue's own burst away from
//! the tags that the cue has just set. The third factor `g` of the region where the projection ends turns
//! tags into change: `dw[i][j] = rate sum_r a_r pre_r[i] post_r[j]`, `da_r/dt = g e_r`.
//!
//! Weights stand still between flushes: at the end of a trial (or when the buffer is full) all changes are
//! added at once, and bounds apply there. This is the definition, not an approximation of it: it is more
//! exact than adding tiny steps in single precision, and costs a thousandth.
//!
//! `post` is the postsynaptic rate minus its region's mean in cortex (winners gain, losers lose). The
//! critic's synapses onto ventral striatum are in `conjunctions`.
//! Sources: Yagishita et al. 2014, doi:10.1126/science.1255514 (dopamine must follow, 0.3 to 2 s); He et al.
//! 2015, doi:10.1016/j.neuron.2015.09.037 (eligibility in cortex); Frémaux & Gerstner 2016,
//! doi:10.3389/fncir.2015.00085 (three factors).

use crate::kernels::{LANES, Lanes, TagStep, kernel_tags, padded};
use crate::num::{DT_S, decay, sum, ticks};
use serde::{Deserialize, Serialize};

/// Ticks between two captures: cortical answers last for hundreds of milliseconds.
pub const WINDOW: u32 = 5;

/// Pairs that fit between two flushes.
pub const CAPACITY: usize = 256;
/// Tags at or below this are exactly 0.
pub const FLOOR: f32 = 1e-5;
/// A synapse counts as tagged when the size of its tag exceeds this.
pub const TAGGED: f32 = 1e-3;
/// A synapse counts as changed when its change exceeds this fraction of its upper bound.
pub const CHANGED: f32 = 1e-4;

/// Time constants of a plasticity rule.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Silent time, ticks.
    pub silent_ticks: u32,
    /// Life of an eligible tag, s.
    pub decay_s: f32,
}

impl Timing {
    /// Silent for so long, then fading with this time constant, both ms.
    #[must_use]
    pub fn new(silent_ms: f32, decay_ms: f32) -> Self {
        Self { silent_ticks: ticks(silent_ms as u32), decay_s: decay_ms / 1000.0 }
    }

    /// Coefficients of one tick while the third factor is 0; see [`Tags::step`].
    #[must_use]
    pub fn step(self) -> TagStep {
        TagStep { keep: decay(self.decay_s), arrive: 1.0 / self.decay_s, third_factor_dt: 0.0, floor: FLOOR }
    }
}

/// The pairs captured since the last flush.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tags {
    pre_width: usize,
    post_width: usize,
    pairs: usize,
    pre: Lanes,
    post: Lanes,
    size: Lanes,
    wait: Lanes,
    silent: Lanes,
    eligible: Lanes,
    change: Lanes,
    open: bool,
}

impl Tags {
    /// No pairs yet.
    #[must_use]
    pub fn new(pre_units: usize, post_units: usize) -> Self {
        let (pre_width, post_width) = (padded(pre_units), padded(post_units));
        Self {
            pre_width,
            post_width,
            pairs: 0,
            pre: Lanes::with_room(CAPACITY * pre_width),
            post: Lanes::with_room(CAPACITY * post_width),
            size: Lanes::zeros(CAPACITY),
            wait: Lanes::zeros(CAPACITY),
            silent: Lanes::zeros(CAPACITY),
            eligible: Lanes::zeros(CAPACITY),
            change: Lanes::zeros(CAPACITY),
            open: false,
        }
    }

    /// Is there a tag that is not yet gone?
    #[must_use]
    pub const fn open(&self) -> bool {
        self.open
    }

    /// Number of pairs since the last flush.
    #[must_use]
    pub const fn pairs(&self) -> usize {
        self.pairs
    }

    /// Of these, how many are still silent.
    #[must_use]
    pub fn silent(&self) -> usize {
        self.silent[..self.pairs].iter().filter(|&&size| size > 0.0).count()
    }

    /// Is there no room for another pair?
    #[must_use]
    pub const fn full(&self) -> bool {
        self.pairs == CAPACITY
    }

    /// Captures the present rates of both sides as a pair of this `strength` that stays silent for `wait`
    /// ticks, `post` as far as it lies above its mean over `units`. Units that a lesion keeps silent get no
    /// tag.
    pub fn capture(&mut self, pre: &[f32], (post, units): (&[f32], usize), silent: &[u16], strength: f32, wait: u32) {
        if strength <= 0.0 || self.full() {
            return;
        }
        let r = self.pairs;
        self.pre.push_row(pre);
        self.post.push_row(post);
        let slot = &mut self.post[r * self.post_width..];
        let mean = sum(post) / units as f32;
        slot[..units].iter_mut().for_each(|x| *x -= mean);
        silent.iter().for_each(|&i| slot[usize::from(i)] = 0.0);
        self.size[r] = sum(pre) * slot.iter().map(|x| x.abs()).sum::<f32>();
        self.begin(strength, wait);
    }

    /// Captures what goes up and what comes down: `pre` centred, `post` the feedback in the postsynaptic
    /// apical dendrites times the slope of their response.
    pub fn capture_credit(&mut self, pre: &[f32], post: &[f32], strength: f32, wait: u32) {
        if strength <= 0.0 || self.full() {
            return;
        }
        let r = self.pairs;
        self.pre.push_row(pre);
        self.post.push_row(post);
        self.size[r] = size(pre) * size(post);
        self.begin(strength, wait);
    }

    /// The pair whose vectors were just taken begins its silence.
    fn begin(&mut self, strength: f32, wait: u32) {
        let r = self.pairs;
        self.wait[r] = wait as f32;
        self.silent[r] = strength * WINDOW as f32 * DT_S;
        self.eligible[r] = 0.0;
        self.change[r] = 0.0;
        self.pairs += 1;
        self.open = true;
    }

    /// A replayed event: one pair that already has its change.
    pub fn replay(&mut self, pre: &[f32], post: &[f32], change: f32) {
        self.capture_credit(pre, post, 1.0, 0);
        if self.pairs > 0 {
            self.change[self.pairs - 1] = change;
        }
    }

    /// All pairs keep what dopamine has made of them and hold this activity instead of the one they captured.
    pub fn rewrite(&mut self, pre: &[f32], post: &[f32]) {
        for r in 0..self.pairs {
            self.pre[r * self.pre_width..(r + 1) * self.pre_width].copy_from_slice(pre);
            self.post[r * self.post_width..(r + 1) * self.post_width].copy_from_slice(post);
        }
    }

    /// One tick of all pairs under this third factor.
    pub fn step(&mut self, step: TagStep, third_factor: f32) {
        if !self.open {
            return;
        }
        let n = padded(self.pairs);
        let step = TagStep { third_factor_dt: third_factor * DT_S, ..step };
        let (wait, silent) = (&mut self.wait[..n], &mut self.silent[..n]);
        kernel_tags(wait, silent, &mut self.eligible[..n], &mut self.change[..n], step);
        self.open = sum(&self.silent[..n]) + sum(&self.eligible[..n]) > 0.0;
    }

    /// Eligibility summed over all synapses.
    #[must_use]
    pub fn total(&self) -> f32 {
        if !self.open {
            return 0.0;
        }
        let n = padded(self.pairs);
        self.eligible[..n].iter().zip(&self.size[..n]).map(|(e, s)| e * s).sum()
    }

    /// Coefficients of presynaptic unit `i`, pair by pair, for its tag or for its change. False if all are 0.
    fn row(&self, scalars: &Lanes, i: usize, factor: f32, out: &mut Vec<f32>) -> bool {
        out.clear();
        out.extend((0..self.pairs).map(|r| factor * scalars[r] * self.pre[r * self.pre_width + i]));
        out.iter().any(|&x| x != 0.0)
    }

    /// Coefficients with which presynaptic unit `i` passes on changes: `rate a_r pre_r[i]`. False if all are
    /// 0.
    pub fn change_row(&self, i: usize, rate: f32, out: &mut Vec<f32>) -> bool {
        self.row(&self.change, i, rate, out)
    }

    /// Coefficients of the present tags of presynaptic unit `i`: `e_r pre_r[i]`. False if all are 0.
    pub fn tag_row(&self, i: usize, out: &mut Vec<f32>) -> bool {
        self.open && self.row(&self.eligible, i, 1.0, out)
    }

    /// What the third factor has made of each pair so far: `a_r`.
    #[must_use]
    pub fn changes(&self) -> &[f32] {
        &self.change[..self.pairs]
    }

    /// Presynaptic unit `i` of pair `r`.
    #[must_use]
    pub fn pre(&self, r: usize, i: usize) -> f32 {
        self.pre[r * self.pre_width + i]
    }

    /// Postsynaptic vector of pair `r`.
    #[must_use]
    pub fn post(&self, r: usize) -> &[f32] {
        &self.post[r * self.post_width..(r + 1) * self.post_width]
    }

    /// Postsynaptic vectors, one padded row per pair.
    #[must_use]
    pub fn posts(&self) -> &[f32] {
        &self.post
    }

    /// `sum_r x[r] post_r[j]`.
    #[must_use]
    pub fn mix(&self, x: &[f32], j: usize) -> f32 {
        x.iter().enumerate().map(|(r, x)| x * self.post[r * self.post_width + j]).sum()
    }

    /// Forgets everything: tags that are still open close here.
    pub fn clear(&mut self) {
        let n = padded(self.pairs).max(LANES);
        for scalars in [&mut self.size, &mut self.wait, &mut self.silent, &mut self.eligible, &mut self.change] {
            scalars[..n].fill(0.0);
        }
        self.pre.clear();
        self.post.clear();
        self.pairs = 0;
        self.open = false;
    }

    /// A flush in mid-trial: takes away the change so far, and drops the oldest half of the pairs.
    pub fn settle(&mut self) {
        let gone = self.pairs - self.pairs.min(CAPACITY / 2);
        self.pre.drop_front(gone * self.pre_width);
        self.post.drop_front(gone * self.post_width);
        for scalars in [&mut self.size, &mut self.wait, &mut self.silent, &mut self.eligible] {
            scalars.copy_within(gone.., 0);
            scalars[CAPACITY - gone..].fill(0.0);
        }
        self.change.fill(0.0);
        self.pairs -= gone;
    }
}

fn size(x: &[f32]) -> f32 {
    x.iter().map(|x| x.abs()).sum()
}
