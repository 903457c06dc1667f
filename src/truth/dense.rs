//! Dense matrices for rows that train a network of their own: presynaptic row by row, padded, on the engine's
//! kernels.

use crate::kernels::{LANES, Lanes, kernel_axpy, padded};
use crate::num::{clamp, sqrt, sum};

/// A matrix of `f32`; row `i` holds what unit `i` sends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matrix {
    width: usize,
    rows: Lanes,
}

impl Matrix {
    /// All zeros.
    pub(super) fn zeros(rows: usize, cols: usize) -> Self {
        Self { width: padded(cols), rows: Lanes::zeros(rows * padded(cols)) }
    }

    /// Every entry drawn, row by row.
    pub(super) fn drawn(rows: usize, cols: usize, mut draw: impl FnMut() -> f32) -> Self {
        let mut matrix = Self::zeros(rows, cols);
        for row in matrix.rows.chunks_exact_mut(matrix.width) {
            row[..cols].fill_with(&mut draw);
        }
        matrix
    }

    /// What unit `i` sends, padding included.
    pub(super) fn row(&self, i: usize) -> &[f32] {
        &self.rows[i * self.width..(i + 1) * self.width]
    }

    /// The same, to be written.
    pub(super) fn row_mut(&mut self, i: usize) -> &mut [f32] {
        &mut self.rows[i * self.width..(i + 1) * self.width]
    }

    /// Number of rows.
    pub(super) fn height(&self) -> usize {
        self.rows.len() / self.width
    }

    /// All entries, padding included.
    pub(super) fn all(&self) -> &[f32] {
        &self.rows
    }

    /// All entries, padding included, to be written.
    pub(super) fn all_mut(&mut self) -> &mut [f32] {
        &mut self.rows
    }

    /// `out = sum_i x[i] row_i`, in a fixed order.
    pub(super) fn send(&self, x: &[f32], out: &mut [f32]) {
        for start in (0..self.width).step_by(LANES) {
            mix(&mut out[start..start + LANES], &x[..self.height()], &self.rows[start..], self.width);
        }
    }

    /// `out[i] = row_i . y`: the way back through the same weights.
    pub(super) fn send_back(&self, y: &[f32], out: &mut [f32]) {
        for (out, row) in out.iter_mut().zip(self.rows.chunks_exact(self.width)) {
            *out = dot(row, y);
        }
    }

    /// `row_i += rate x[i] y` for every row.
    pub(super) fn add_outer(&mut self, rate: f32, x: &[f32], y: &[f32]) {
        for (row, x) in self.rows.chunks_exact_mut(self.width).zip(x) {
            kernel_axpy(row, y, rate * x);
        }
    }

    /// `row_i += sum_t x_t[i] y_t`, where row `t` of `x` and of `y` are a pair; in order of `t`, two rows at
    /// once (their number is even).
    pub(super) fn add_outers(&mut self, x: &Self, y: &Self) {
        debug_assert!(x.height() == y.height() && self.width == y.width && self.height().is_multiple_of(2));
        let mut column = vec![[0.0; 2]; x.height()];
        for i in (0..self.height()).step_by(2) {
            for (t, pair) in column.iter_mut().enumerate() {
                *pair = [x.row(t)[i], x.row(t)[i + 1]];
            }
            let (a, b) = self.rows[i * self.width..(i + 2) * self.width].split_at_mut(self.width);
            for start in (0..self.width).step_by(LANES) {
                let end = start + LANES;
                add_products([&mut a[start..end], &mut b[start..end]], &column, &y.rows[start..], y.width);
            }
        }
    }
}

/// `out = sum_i x[i] y_i` for one block of [`LANES`], even and odd `i` apart; `y_i` begins at `i * stride`.
/// Plain loops over indices, two chains of sums: they become SIMD instructions in every profile, and wait for
/// nothing.
#[inline(never)]
fn mix(out: &mut [f32], x: &[f32], y: &[f32], stride: usize) {
    let (mut even, mut odd) = ([0.0f32; LANES], [0.0f32; LANES]);
    let mut k = 0;
    while k + 1 < x.len() {
        let (p, q) = (&y[k * stride..k * stride + LANES], &y[(k + 1) * stride..(k + 1) * stride + LANES]);
        for i in 0..LANES {
            even[i] += x[k] * p[i];
            odd[i] += x[k + 1] * q[i];
        }
        k += 2;
    }
    if k < x.len() {
        let p = &y[k * stride..k * stride + LANES];
        for i in 0..LANES {
            even[i] += x[k] * p[i];
        }
    }
    for i in 0..LANES {
        out[i] = even[i] + odd[i];
    }
}

/// `out_k += sum_t x[t][k] y_t` for two rows of one block of [`LANES`]; `y_t` begins at `t * stride`.
#[inline(never)]
fn add_products(out: [&mut [f32]; 2], x: &[[f32; 2]], y: &[f32], stride: usize) {
    let (mut a, mut b) = ([0.0f32; LANES], [0.0f32; LANES]);
    let mut at = 0;
    for &[p, q] in x {
        let y = &y[at..at + LANES];
        for i in 0..LANES {
            a[i] += p * y[i];
            b[i] += q * y[i];
        }
        at += stride;
    }
    for i in 0..LANES {
        out[0][i] += a[i];
        out[1][i] += b[i];
    }
}

/// Scalar product, in the fixed tree of [`sum`].
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for i in 0..LANES {
            lanes[i] += a[i] * b[i];
        }
    }
    sum(&lanes)
}

/// Cosine of the angle between two vectors; not a number if one is 0.
pub(super) fn cosine(a: &[f32], b: &[f32]) -> f32 {
    dot(a, b) / sqrt(dot(a, a) * dot(b, b))
}

/// `out = tanh x` from the first ten terms of Lambert's continued fraction, within 1e-5; four at a time, a
/// tenth of the cost of [`crate::num::tanh`].
#[inline(never)]
pub(super) fn tanh_all(x: &[f32], out: &mut [f32]) {
    for (out, &x) in out.iter_mut().zip(x) {
        let x = clamp(x, -6.0, 6.0);
        let y = x * x;
        let over = 34_459_425.0 + y * (4_729_725.0 + y * (135_135.0 + y * (990.0 + y)));
        let under = 34_459_425.0 + y * (16_216_200.0 + y * (945_945.0 + y * (13_860.0 + 45.0 * y)));
        *out = x * over / under;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    fn drawn(rows: usize, cols: usize, seed: u64) -> Matrix {
        let mut draw = Stream::new(seed, "noise");
        Matrix::drawn(rows, cols, || draw.normal())
    }

    #[test]
    fn ways_forth_and_back_are_the_sums_they_say() {
        let (m, x, y) = (drawn(5, 18, 1), drawn(1, 5, 2), drawn(1, 18, 3));
        let (mut forth, mut back) = (Lanes::zeros(18), Lanes::zeros(5));
        m.send(x.row(0), &mut forth);
        m.send_back(y.row(0), &mut back);
        let sum = |n: usize, of: &dyn Fn(usize) -> f32| (0..n).map(of).sum::<f32>();
        assert!((0..18).all(|j| (forth[j] - sum(5, &|i| x.row(0)[i] * m.row(i)[j])).abs() < 1e-5));
        assert!((0..5).all(|i| (back[i] - sum(18, &|j| y.row(0)[j] * m.row(i)[j])).abs() < 1e-5));
    }

    #[test]
    fn many_outer_products_at_once_equal_them_in_turn() {
        let (x, y) = (drawn(7, 4, 1), drawn(7, 20, 2));
        let (mut once, mut turn) = (Matrix::zeros(4, 20), Matrix::zeros(4, 20));
        once.add_outers(&x, &y);
        (0..7).for_each(|t| turn.add_outer(1.0, x.row(t), y.row(t)));
        assert!(once.all().iter().zip(turn.all()).all(|(a, b)| (a - b).abs() < 1e-5));
    }

    #[test]
    fn the_fast_hyperbolic_tangent_is_near_the_exact_one() {
        let x: Vec<f32> = (-2000..=2000).map(|i| i as f32 * 0.005).collect();
        let mut fast = vec![0.0; x.len()];
        tanh_all(&x, &mut fast);
        assert!(x.iter().zip(&fast).all(|(&x, y)| (y - crate::num::tanh(x)).abs() < 1e-5));
    }

    #[test]
    fn the_angle_between_a_vector_and_itself_is_none() {
        let m = drawn(1, 20, 1);
        assert!((cosine(m.row(0), m.row(0)) - 1.0).abs() < 1e-6);
    }
}
