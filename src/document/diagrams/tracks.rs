//! The room between two layers: every bundle of lines that changes its column there gets a height of its own, so that
//! no two run on top of each other.

use std::collections::BTreeMap;

/// A bundle of lines in a channel: what leaves one item together, or comes together at one.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// Its columns above the channel.
    pub above: Vec<f64>,
    /// Its columns below.
    pub below: Vec<f64>,
}

impl Bundle {
    fn ends(&self) -> (f64, f64) {
        let all = || self.above.iter().chain(&self.below).copied();
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    }

    /// Whether it goes straight through.
    fn is_straight(&self) -> bool {
        let (left, right) = self.ends();
        right - left < 1.0
    }

    fn mean(list: &[f64]) -> f64 {
        list.iter().sum::<f64>() / f64::from(u32::try_from(list.len().max(1)).unwrap_or(1))
    }
}

/// The track of each bundle, from 0 at the top, and how many there are. Those that go straight have none.
///
/// Of lines to the right, the one that begins farther right turns first; of lines to the left, the other way round:
/// then neighbours that keep their order do not cross.
pub fn assign<K: Ord + Copy>(bundles: &BTreeMap<K, Bundle>) -> (BTreeMap<K, usize>, usize) {
    let mut bent: Vec<(bool, f64, K, (f64, f64))> = bundles
        .iter()
        .filter(|(_, bundle)| !bundle.is_straight())
        .map(|(key, bundle)| {
            let (from, to) = (Bundle::mean(&bundle.above), Bundle::mean(&bundle.below));
            let left = to < from;
            (left, if left { from } else { -from }, *key, bundle.ends())
        })
        .collect();
    bent.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut placed: Vec<(bool, (f64, f64), usize)> = Vec::new();
    let mut tracks = BTreeMap::new();
    let mut most = 0;
    for (left, _, key, ends) in bent {
        // some air between two that follow each other in one track
        let meets = |other: &(f64, f64)| ends.0 < other.1 + 14.0 && other.0 < ends.1 + 14.0;
        let mut track = placed.iter().filter(|one| one.0 == left && meets(&one.1)).map(|one| one.2 + 1).max().unwrap_or(0);
        while placed.iter().any(|one| one.2 == track && meets(&one.1)) {
            track += 1;
        }
        placed.push((left, ends, track));
        tracks.insert(key, track);
        most = most.max(track + 1);
    }
    (tracks, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_would_lie_on_each_other_have_tracks_of_their_own() {
        let bundle = |from: f64, to: f64| Bundle { above: vec![from], below: vec![to] };
        let bundles = BTreeMap::from([(0, bundle(0.0, 100.0)), (1, bundle(50.0, 150.0)), (2, bundle(300.0, 400.0)), (3, bundle(500.0, 500.0))]);
        let (tracks, most) = assign(&bundles);
        assert!(tracks[&1] < tracks[&0], "the one farther right turns first");
        assert_eq!(tracks[&2], 0, "who meets nobody needs no room");
        assert!(!tracks.contains_key(&3) && most == 2);
    }
}
