//! The hot loops, all in one place: fixed order of arithmetic, lengths in multiples of [`LANES`], no branches
//! inside. Plain loops over indices: nested ones over lines make the compiler vectorise across the lines,
//! with gathers, four times slower (measured natively on `kernel_axpy4`). The build checks that they are
//! vectorised, by counting SIMD instructions in every function called `kernel_*` here.
//!
//! Multiplication and addition only ever act lane by lane, so scalar and SIMD builds give the same bits.

use crate::num::DT_S;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Floats in a padded unit of memory: 64 bytes, one cache line.
pub const LANES: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C, align(64))]
struct Line([f32; LANES]);

/// A vector of `f32` padded with zeros to whole lines of 64 bytes, and aligned to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes(Vec<Line>);

impl Lanes {
    /// `n` zeros, padded.
    #[must_use]
    pub fn zeros(n: usize) -> Self {
        Self(vec![Line([0.0; LANES]); padded(n) / LANES])
    }

    /// Nothing yet, with room for `n`.
    #[must_use]
    pub fn with_room(n: usize) -> Self {
        Self(Vec::with_capacity(padded(n) / LANES))
    }

    /// Appends `row`, whose length is a whole number of lines.
    pub fn push_row(&mut self, row: &[f32]) {
        let end = self.len();
        self.0.resize(self.0.len() + row.len() / LANES, Line([0.0; LANES]));
        self[end..].copy_from_slice(row);
    }

    /// Drops the first `n`, a whole number of lines.
    pub fn drop_front(&mut self, n: usize) {
        self.0.drain(..n / LANES);
    }

    /// Forgets everything, keeps the room.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl std::ops::Deref for Lanes {
    type Target = [f32];
    fn deref(&self) -> &[f32] {
        bytemuck::cast_slice(&self.0)
    }
}

impl std::ops::DerefMut for Lanes {
    fn deref_mut(&mut self) -> &mut [f32] {
        bytemuck::cast_slice_mut(&mut self.0)
    }
}

impl Serialize for Lanes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytemuck::cast_slice(&self.0))
    }
}

impl<'de> Deserialize<'de> for Lanes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        let mut lanes = Self::zeros(bytes.len() / 4);
        if std::mem::size_of_val::<[f32]>(&lanes) != bytes.len() {
            return Err(serde::de::Error::custom("not a whole number of lines"));
        }
        bytemuck::cast_slice_mut(&mut lanes).copy_from_slice(bytes);
        Ok(lanes)
    }
}

/// `n` rounded up to whole lines.
#[must_use]
pub const fn padded(n: usize) -> usize {
    n.div_ceil(LANES) * LANES
}

/// Two slices of one length, which the compiler then knows.
fn equal<'a>(out: &'a mut [f32], row: &'a [f32]) -> (&'a mut [f32], &'a [f32], usize) {
    let n = out.len();
    (out, &row[..n], n)
}

/// A slice as whole lines, for sums in lanes.
fn lines(x: &[f32]) -> &[[f32; LANES]] {
    x.as_chunks().0
}

fn lines_mut(x: &mut [f32]) -> &mut [[f32; LANES]] {
    x.as_chunks_mut().0
}

/// `out += x * row`.
#[inline(never)]
pub fn kernel_axpy(out: &mut [f32], row: &[f32], x: f32) {
    let (out, row, n) = equal(out, row);
    for i in 0..n {
        out[i] += x * row[i];
    }
}

/// `out += x[0] rows[0] + x[1] rows[1] + x[2] rows[2] + x[3] rows[3]`, added from left to right.
#[inline(never)]
pub fn kernel_axpy4(out: &mut [f32], rows: [&[f32]; 4], x: [f32; 4]) {
    let n = out.len();
    let [a, b, c, d] = rows.map(|row| &row[..n]);
    for i in 0..n {
        out[i] = out[i] + x[0] * a[i] + x[1] * b[i] + x[2] * c[i] + x[3] * d[i];
    }
}

/// `x *= factor`.
#[inline(never)]
pub fn kernel_scale(x: &mut [f32], factor: f32) {
    for x in x {
        *x *= factor;
    }
}

/// Dot product in a fixed tree of lanes.
#[inline(never)]
#[must_use]
pub fn kernel_dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for (a, b) in lines(a).iter().zip(lines(b)) {
        for i in 0..LANES {
            lanes[i] += a[i] * b[i];
        }
    }
    crate::num::tree(lanes)
}

/// Lane sums of `|x - centre|` over the whole slice (padding included; the caller corrects for it).
#[inline(never)]
#[must_use]
pub fn kernel_deviation(x: &[f32], centre: f32) -> [f32; LANES] {
    let mut lanes = [0.0f32; LANES];
    for chunk in lines(x) {
        for i in 0..LANES {
            lanes[i] += (chunk[i] - centre).abs();
        }
    }
    lanes
}

/// One step of the rate units: `u = scale (drive - centre) - threshold`, `rate += k (phi(u) - rate)` with
/// `phi(u) = u / (1 + u)` for `u > 0`, else 0; rates below `floor` become exactly 0; `drive` is cleared.
#[inline(never)]
pub fn kernel_rates(rate: &mut [f32], drive: &mut [f32], step: RateStep) {
    let n = rate.len();
    let (r, d) = (&mut rate[..n], &mut drive[..n]);
    for i in 0..n {
        let u = step.scale * (d[i] - step.centre) - step.threshold;
        let u = if u > 0.0 { u } else { 0.0 };
        let next = r[i] + step.k * (u / (1.0 + u) - r[i]);
        r[i] = if next > step.floor { next } else { 0.0 };
        d[i] = 0.0;
    }
}

/// One step of linear units: `rate += k (max(drive, 0) - rate)`, 0 below `floor`; `drive` is cleared.
#[inline(never)]
pub fn kernel_leak(rate: &mut [f32], drive: &mut [f32], k: f32, floor: f32) {
    let n = rate.len();
    let (r, d) = (&mut rate[..n], &mut drive[..n]);
    for i in 0..n {
        let target = if d[i] > 0.0 { d[i] } else { 0.0 };
        let next = r[i] + k * (target - r[i]);
        r[i] = if next > floor { next } else { 0.0 };
        d[i] = 0.0;
    }
}

/// Coefficients of [`kernel_rates`], the same for all units of a region in one tick.
#[derive(Clone, Copy, Debug)]
pub struct RateStep {
    /// Gain over the spread of the drive.
    pub scale: f32,
    /// Drive subtracted by feed-forward inhibition.
    pub centre: f32,
    /// Threshold after inhibition.
    pub threshold: f32,
    /// Fraction of the way to the target covered in one tick.
    pub k: f32,
    /// Rates at or below this are exactly 0.
    pub floor: f32,
}

/// One step of the two-stage tags: what is silent waits, then becomes eligible at once and fades, and
/// `change` integrates `third_factor * eligible`. All are scalars per captured pair, in slices of one length.
#[inline(never)]
pub fn kernel_tags(wait: &mut [f32], silent: &mut [f32], eligible: &mut [f32], change: &mut [f32], step: TagStep) {
    let n = wait.len();
    let (w, c, e, a) = (&mut wait[..n], &mut silent[..n], &mut eligible[..n], &mut change[..n]);
    for i in 0..n {
        w[i] -= 1.0;
        let due = if w[i] > 0.0 { 0.0 } else { c[i] };
        c[i] -= due;
        let next = step.keep * e[i] + step.arrive * due;
        e[i] = if next > step.floor { next } else { 0.0 };
        a[i] += step.third_factor_dt * e[i];
    }
}

/// Coefficients of [`kernel_tags`].
#[derive(Clone, Copy, Debug)]
pub struct TagStep {
    /// Fraction of the eligible tag that is kept for one tick.
    pub keep: f32,
    /// Eligibility that one unit of silent tag brings when its wait is over.
    pub arrive: f32,
    /// Third factor times the length of a tick.
    pub third_factor_dt: f32,
    /// Tags at or below this are exactly 0.
    pub floor: f32,
}

/// One tick of tags whose silence is over: `eligible` fades by `keep`, 0 at or below `floor`, and `change`
/// integrates `third_factor_dt * eligible`.
#[inline(never)]
pub fn kernel_eligible(eligible: &mut [f32], change: &mut [f32], keep: f32, third_factor_dt: f32, floor: f32) {
    for (e, a) in eligible.chunks_exact_mut(LANES).zip(change.chunks_exact_mut(LANES)) {
        for i in 0..LANES {
            let next = keep * e[i];
            e[i] = if next > floor { next } else { 0.0 };
            a[i] += third_factor_dt * e[i];
        }
    }
}

/// One weight row takes its accumulated changes: `row = clamp(row + sum_r x[r] posts[r], lo, hi)`, pairs
/// added in the order of capture; `posts` holds one padded vector per pair. A weight of 0 is a synapse that
/// does not exist, and stays 0.
#[inline(never)]
pub fn kernel_flush(row: &mut [f32], posts: &[f32], x: &[f32], lo: f32, hi: f32) {
    let row = lines_mut(row);
    let (width, posts) = (row.len(), lines(posts));
    for (block, r) in row.iter_mut().enumerate() {
        let mut acc = [0.0f32; LANES];
        for (pair, &x) in x.iter().enumerate() {
            let post = &posts[pair * width + block];
            for i in 0..LANES {
                acc[i] += x * post[i];
            }
        }
        for i in 0..LANES {
            let w = r[i] + acc[i];
            let w = if w < lo { lo } else { w };
            let w = if w > hi { hi } else { w };
            r[i] = if r[i] == 0.0 { 0.0 } else { w };
        }
    }
}

/// One tick of release and uptake, `constants` being release per input, Vmax and Km of each place:
/// `c = (c + dt release arrived) / (1 + dt vmax / (km + c))`, kept at or below `max`, 0 below `floor`.
#[inline(never)]
pub fn kernel_uptake(c: &mut [f32], arrived: &[f32], constants: [&[f32]; 3], floor: f32, max: f32) {
    let n = c.len();
    let (a, [release, vmax, km]) = (&arrived[..n], constants.map(|x| &x[..n]));
    for i in 0..n {
        let next = (c[i] + DT_S * (release[i] * a[i])) / (1.0 + DT_S * vmax[i] / (km[i] + c[i]));
        let next = if next > floor { next } else { 0.0 };
        c[i] = if next > max { max } else { next };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_rows_at_once_equal_four_rows_in_turn() {
        let rows: Vec<Lanes> = (0..4).map(|k| filled(|i| ((i * 7 + k * 3) % 11) as f32 * 0.37)).collect();
        let x = [0.3, -0.2, 0.9, 0.1];
        let (mut once, mut turn) = (filled(|i| i as f32), filled(|i| i as f32));
        kernel_axpy4(&mut once, [&rows[0], &rows[1], &rows[2], &rows[3]], x);
        for k in 0..4 {
            kernel_axpy(&mut turn, &rows[k], x[k]);
        }
        assert_eq!(once, turn);
    }

    #[test]
    fn a_flush_stays_in_bounds() {
        let mut row = filled(|i| i as f32 / 32.0);
        kernel_flush(&mut row, &filled(|_| 1.0), &[0.5], 0.0, 0.75);
        assert!(row.iter().all(|&w| (0.0..=0.75).contains(&w)));
        assert_eq!((row[0], row[1]), (0.0, 0.5 + 1.0 / 32.0));
    }

    #[test]
    fn lines_are_aligned() {
        let lanes = Lanes::zeros(100);
        assert_eq!(lanes.len(), 112);
        assert_eq!(lanes.as_ptr() as usize % 64, 0);
    }

    fn filled(f: impl Fn(usize) -> f32) -> Lanes {
        let mut lanes = Lanes::zeros(32);
        for (i, x) in lanes.iter_mut().enumerate() {
            *x = f(i);
        }
        lanes
    }
}
