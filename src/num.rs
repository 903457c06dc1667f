//! The only transcendental mathematics of the engine, and its one ordered sum.
//!
//! `std`'s `exp`, `ln` and friends are whatever the platform links: natively and in WebAssembly their
//! last bits differ, and a network diverges on the first of them. `libm` is the same code everywhere.

/// Length of a tick in seconds.
pub const DT_S: f32 = 0.01;
/// Length of a tick in milliseconds.
pub const DT_MS: u32 = 10;

/// `e^x`.
#[must_use]
pub fn exp(x: f32) -> f32 {
    libm::expf(x)
}

/// Natural logarithm.
#[must_use]
pub fn ln(x: f32) -> f32 {
    libm::logf(x)
}

/// Hyperbolic tangent.
#[must_use]
pub fn tanh(x: f32) -> f32 {
    libm::tanhf(x)
}

/// Sine of `x` rad.
#[must_use]
pub fn sin(x: f32) -> f32 {
    libm::sinf(x)
}

/// Cosine of `x` rad.
#[must_use]
pub fn cos(x: f32) -> f32 {
    libm::cosf(x)
}

/// Angle of the point `(x, y)` from the x axis, rad.
#[must_use]
pub fn atan2(y: f32, x: f32) -> f32 {
    libm::atan2f(y, x)
}

/// Angle whose cosine is `x`, rad.
#[must_use]
pub fn acos(x: f32) -> f32 {
    libm::acosf(x)
}

/// Square root (correctly rounded by IEEE 754, so safe from any source).
#[must_use]
pub fn sqrt(x: f32) -> f32 {
    libm::sqrtf(x)
}

/// The factor by which a quantity with time constant `tau_s` decays in one tick.
#[must_use]
pub fn decay(tau_s: f32) -> f32 {
    exp(-DT_S / tau_s)
}

/// Whole ticks nearest to `ms`.
#[must_use]
pub const fn ticks(ms: u32) -> u32 {
    (ms + DT_MS / 2) / DT_MS
}

/// `x` kept between `lo` and `hi`; written out because `f32::clamp` becomes a call in WebAssembly.
#[must_use]
pub fn clamp(x: f32, lo: f32, hi: f32) -> f32 {
    if x < lo {
        lo
    } else if x > hi {
        hi
    } else {
        x
    }
}

/// Sum of a slice whose length is a multiple of 16, in a fixed tree of 16 lanes: the same bits whether
/// the compiler vectorises it or not.
#[must_use]
pub fn sum(x: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    for chunk in x.as_chunks::<16>().0 {
        for (lane, &v) in lanes.iter_mut().zip(chunk) {
            *lane += v;
        }
    }
    tree(lanes)
}

/// Adds up 16 lanes pairwise: 8 apart, then 4, 2, 1.
#[must_use]
pub fn tree(mut lanes: [f32; 16]) -> f32 {
    let mut width = 8;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_sum() {
        let x: Vec<f32> = (0..64).map(|i| i as f32).collect();
        assert_eq!(sum(&x), 2016.0);
    }

    #[test]
    fn decay_reaches_one_over_e_after_tau() {
        let left = (0..100).fold(1.0, |x, _| x * decay(1.0));
        assert!((left - exp(-1.0)).abs() < 1e-5);
    }
}
