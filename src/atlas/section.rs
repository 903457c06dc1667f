//! The sagittal section as the engine's map sees it: which cells are tissue, which stop a wave.
//!
//! Bit planes computed by `xtask/anatomy/section.py` from the ICBM 152 template (see `www/brain/NOTICE`).
//! Row 0 is the top (largest z), column 0 the back (smallest y). Tissue includes the cells where the
//! striatum lies behind the wall of the ventricle.

/// Number of columns.
pub const WIDTH: usize = 95;
/// Number of rows.
pub const HEIGHT: usize = 81;
/// Side of a cell, mm.
pub const CELL_MM: f32 = 2.0;
/// y of the centres of column 0, mm.
pub const Y0_MM: f32 = -110.0;
/// z of the centres of row 0, mm.
pub const Z0_MM: f32 = 86.0;

const CELLS: usize = WIDTH * HEIGHT;
const PLANE: usize = CELLS.div_ceil(8);
static MASK: &[u8; 3 * PLANE] = include_bytes!("section.mask");

/// Whether the cell lies in the brain.
#[must_use]
pub fn tissue(col: usize, row: usize) -> bool {
    bit(0, col, row)
}

/// Whether the cell is corpus callosum or ventricle, which waves in the cortex do not cross.
#[must_use]
pub fn barrier(col: usize, row: usize) -> bool {
    bit(1, col, row)
}

/// Whether the cell is striatum seen through the ventricle's wall.
#[must_use]
pub fn seen_through(col: usize, row: usize) -> bool {
    bit(2, col, row)
}

/// Whether the cell around this point, mm, lies in the brain.
#[must_use]
pub fn tissue_at(y_mm: f32, z_mm: f32) -> bool {
    cell_at(y_mm, z_mm).is_some_and(|(col, row)| tissue(col, row))
}

/// Column and row of the cell around this point, mm; `None` off the map.
#[must_use]
pub fn cell_at(y_mm: f32, z_mm: f32) -> Option<(usize, usize)> {
    let (col, row) = ((y_mm - Y0_MM) / CELL_MM + 0.5, (Z0_MM - z_mm) / CELL_MM + 0.5);
    let on = (0.0..WIDTH as f32).contains(&col) && (0.0..HEIGHT as f32).contains(&row);
    on.then_some((col as usize, row as usize))
}

fn bit(plane: usize, col: usize, row: usize) -> bool {
    if col >= WIDTH || row >= HEIGHT {
        return false;
    }
    let cell = row * WIDTH + col;
    MASK[plane * PLANE + cell / 8] >> (cell % 8) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{NUCLEI, REGIONS};

    #[test]
    fn everything_is_drawn_in_tissue() {
        let places = REGIONS.iter().map(|r| (r.id, r.draw)).chain(NUCLEI.iter().map(|n| (n.id, n.draw)));
        for (id, [y, z]) in places {
            assert!(tissue_at(y, z), "{id} at y {y} z {z} mm");
        }
    }

    fn count(plane: fn(usize, usize) -> bool) -> usize {
        (0..CELLS).filter(|&i| plane(i % WIDTH, i / WIDTH)).count()
    }

    #[test]
    fn the_brain_fills_about_half_the_map() {
        let area = count(tissue) as f32 * CELL_MM * CELL_MM / 100.0;
        assert!((130.0..190.0).contains(&area), "{area} cm2");
        assert!(count(barrier) > 100 && count(seen_through) > 20);
    }

    #[test]
    fn landmarks_lie_where_they_should() {
        assert!(tissue_at(60.0, 10.0) && tissue_at(-90.0, 5.0) && tissue_at(-25.0, -35.0) && tissue_at(-64.0, -30.0));
        assert!(!tissue_at(78.0, 60.0) && !tissue_at(30.0, -50.0));
        let (col, row) = cell_at(29.0, 5.0).unwrap(); // genu
        assert!(barrier(col, row) && tissue(col, row));
        assert!(!tissue(WIDTH, 0) && cell_at(-200.0, 0.0).is_none());
    }

    #[test]
    fn no_tissue_touches_the_edge_of_the_map() {
        assert!((0..WIDTH).all(|c| !tissue(c, 0) && !tissue(c, HEIGHT - 1)));
        assert!((0..HEIGHT).all(|r| !tissue(0, r) && !tissue(WIDTH - 1, r)));
    }

    #[test]
    fn the_striatum_is_tissue_and_no_barrier() {
        for i in 0..CELLS {
            let (col, row) = (i % WIDTH, i / WIDTH);
            assert!(!seen_through(col, row) || tissue(col, row));
        }
    }
}
