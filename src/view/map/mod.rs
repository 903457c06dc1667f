//! The map: concentrations between and around the regions' centres, for drawing. It reads the engine and
//! changes nothing.
//!
//! The value at a point is that of the regions around it, each looked up at the moment at which the front
//! passes the point: `C(p, t) = sum_k w_k(p) C_k(t + d_k - T(p))`. At a region's centre `w_k = 1` and
//! `T = d_k`, so what is drawn there is the engine's own concentration, bit for bit.

pub mod field;
pub mod travel;
