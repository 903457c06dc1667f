//! Where the gain in reward comes from: the share of each group of regions in it, and how well the changes of
//! each point towards it.
//!
//! To first order a change of weights `dW` raises expected reward by `g . dW`, `g` the exact gradient. The
//! part of a group is the sum over its projections, its share that sum over the sum of all groups. Cosine is
//! not speed: a group whose changes point the right way may be small, and one that is large may point
//! elsewhere. A group that works against reward has a negative share; the shares add up to 1.
//!
//! Beside the cosine stands that of the null: the same tags under the dopamine of another trial (see
//! `alignment`).

/// One projection: its changes, those of the null, and the gradient, all laid out as its weights.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Accumulated change at rate 1.
    pub change: &'a [f32],
    /// The same with shuffled dopamine.
    pub null: &'a [f32],
    /// Exact gradient of expected reward, rewards per unit of weight.
    pub gradient: &'a [f32],
    /// Learning rate of the projection.
    pub rate: f32,
}

/// What is found for one group of projections.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aligned {
    /// Cosine of changes and gradient, -1 to 1; 0 where nothing has changed.
    pub cosine: f32,
    /// The same for the null.
    pub null: f32,
    /// Expected reward gained by its changes, to first order.
    pub gain: f64,
    /// That over the gain of all groups; not a number where there is none.
    pub share: f64,
}

/// Compares the changes of groups of projections with the gradient. Shape: as the groups.
#[must_use]
pub fn compare(groups: &[Vec<Part<'_>>]) -> Vec<Aligned> {
    let one = |group: &Vec<Part<'_>>| {
        let own = cosine(group.iter().map(|part| (part.change, part.gradient)));
        let null = cosine(group.iter().map(|part| (part.null, part.gradient)));
        let gain = group.iter().map(|part| f64::from(part.rate) * add([0.0; 3], part.change, part.gradient)[0]).sum();
        Aligned { cosine: own, null, gain, share: f64::NAN }
    };
    let mut all: Vec<Aligned> = groups.iter().map(one).collect();
    share(&mut all);
    all
}

/// Cosine of two vectors given in parts; 0 where one of them is.
#[must_use]
pub fn cosine<'a>(parts: impl Iterator<Item = (&'a [f32], &'a [f32])>) -> f32 {
    let sums = parts.fold([0.0; 3], |sums, (a, b)| add(sums, a, b));
    let size = libm::sqrt(sums[1] * sums[2]);
    if size > 0.0 { (sums[0] / size) as f32 } else { 0.0 }
}

/// Gives each group its share of the gain of all.
pub fn share(all: &mut [Aligned]) {
    let total: f64 = all.iter().map(|a| a.gain).sum();
    all.iter_mut().for_each(|a| a.share = if total == 0.0 { f64::NAN } else { a.gain / total });
}

/// Adds `a . b`, `a . a` and `b . b` to sums.
fn add(mut sums: [f64; 3], a: &[f32], b: &[f32]) -> [f64; 3] {
    for (&a, &b) in a.iter().zip(b) {
        let (a, b) = (f64::from(a), f64::from(b));
        sums = [sums[0] + a * b, sums[1] + a * a, sums[2] + b * b];
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_follow_rate_and_size() {
        let (along, across) = ([1.0, 2.0, 0.0], [0.0, 0.0, 3.0]);
        let part = |change, rate| Part { change, null: &across, gradient: &along, rate };
        let half: [f32; 3] = [0.5, 1.0, 1.0];
        let groups = [vec![part(&along[..], 1.0)], vec![part(&half[..], 2.0), part(&across[..], 1.0)]];
        let found = compare(&groups);
        assert!((found[0].cosine - 1.0).abs() < 1e-6 && found[0].null == 0.0);
        assert_eq!((found[0].gain, found[1].gain), (5.0, 5.0));
        assert!((found.iter().map(|a| a.share).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(found[1].cosine > 0.0 && found[1].cosine < 1.0);
    }

    #[test]
    fn what_has_not_changed_has_no_share() {
        let still = [0.0f32; 2];
        let found = compare(&[vec![Part { change: &still, null: &still, gradient: &[1.0, 1.0], rate: 1.0 }]]);
        assert_eq!((found[0].cosine, found[0].gain), (0.0, 0.0));
        assert!(found[0].share.is_nan());
    }
}
