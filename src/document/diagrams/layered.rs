//! Where things stand in a drawing of layers: an order in each layer with few crossings, and a place for everything
//! that keeps lines short and straight. After Sugiyama, Tagawa and Toda (1981): layers are given here, and places are
//! found by least squares under the order (isotonic regression), so that nothing in a layer can overlap.
#![allow(clippy::indexing_slicing, reason = "every index is made in this file from the vectors that it points into")]

/// Where in its layer something has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// At the left rim.
    Left,
    /// Anywhere.
    Anywhere,
    /// At the right rim.
    Right,
}

/// Something in a layer.
#[derive(Debug, Clone)]
pub struct Item {
    /// The layer, from 0 at the top.
    pub layer: usize,
    /// Its width, with the room around it.
    pub width: f64,
    /// How much it pulls its neighbours into line.
    pub pull: f64,
    /// Where it has to stand.
    pub side: Side,
    /// The middle: the result.
    pub x: f64,
}

/// Layers, and links between neighbouring ones.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// Everything.
    pub items: Vec<Item>,
    /// Links, from an item to one in the next layer.
    pub links: Vec<(usize, usize)>,
}

/// How often orders and places are improved; more changes nothing that one sees.
const ROUNDS: usize = 28;

/// How much those at the rim stay there; more than any line pulls.
const RIM: f64 = 500.0;

impl Layers {
    /// Gives every item its `x`; the leftmost border is 0. The result is the width of all.
    pub fn arrange(&mut self) -> f64 {
        let count = self.items.iter().map(|item| item.layer + 1).max().unwrap_or(0);
        let mut layers: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (at, item) in self.items.iter().enumerate() {
            layers[item.layer].push(at);
        }
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); self.items.len()];
        for (above, below) in &self.links {
            near[*above].push(*below);
            near[*below].push(*above);
        }
        let mut layers = self.ordered(layers, &near);
        self.transpose(&mut layers, &near);
        self.place(&layers, &near)
    }

    /// The order in each layer.
    fn ordered(&self, mut layers: Vec<Vec<usize>>, near: &[Vec<usize>]) -> Vec<Vec<usize>> {
        self.sort_sides(&mut layers);
        let mut best = layers.clone();
        let mut least = self.all_crossings(&layers);
        // a drawing that nobody can read anyway need not cost minutes
        let rounds = if self.links.len() > 4000 { 2 } else { ROUNDS };
        for round in 0..rounds {
            let down = round % 2 == 0;
            let turns: Vec<usize> = if down { (1..layers.len()).collect() } else { (0..layers.len().saturating_sub(1)).rev().collect() };
            for at in turns {
                let beside = if down { at - 1 } else { at + 1 };
                let place = places(&layers[beside], self.items.len());
                let scale = layers[at].len().max(1) as f64 / layers[beside].len().max(1) as f64;
                let mut keyed: Vec<(Side, f64, usize)> = layers[at]
                    .iter()
                    .enumerate()
                    .map(|(now, item)| {
                        let there: Vec<f64> = near[*item].iter().filter_map(|other| place[*other]).map(|at| at as f64).collect();
                        let mean = if there.is_empty() { now as f64 } else { there.iter().sum::<f64>() / there.len() as f64 * scale };
                        (self.items[*item].side, mean, *item)
                    })
                    .collect();
                // stable: equal ones keep their order, so the same input gives the same picture
                keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
                layers[at] = keyed.into_iter().map(|(_, _, item)| item).collect();
            }
            let crossings = self.all_crossings(&layers);
            if crossings < least {
                least = crossings;
                best = layers.clone();
            }
        }
        best
    }

    fn sort_sides(&self, layers: &mut [Vec<usize>]) {
        for layer in layers {
            layer.sort_by_key(|item| self.items[*item].side);
        }
    }

    /// Swaps neighbours as long as that takes crossings away.
    fn transpose(&self, layers: &mut [Vec<usize>], near: &[Vec<usize>]) {
        for _ in 0..8 {
            let mut better = false;
            for at in 0..layers.len() {
                let above = if at > 0 { places(&layers[at - 1], self.items.len()) } else { Vec::new() };
                let below = if at + 1 < layers.len() { places(&layers[at + 1], self.items.len()) } else { Vec::new() };
                for first in 0..layers[at].len().saturating_sub(1) {
                    let (a, b) = (layers[at][first], layers[at][first + 1]);
                    if self.items[a].side != self.items[b].side {
                        continue;
                    }
                    let count = |left: usize, right: usize| pairs(&above, &near[left], &near[right]) + pairs(&below, &near[left], &near[right]);
                    if count(b, a) < count(a, b) {
                        layers[at].swap(first, first + 1);
                        better = true;
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    fn all_crossings(&self, layers: &[Vec<usize>]) -> usize {
        let mut place = vec![0; self.items.len()];
        for layer in layers {
            for (at, item) in layer.iter().enumerate() {
                place[*item] = at;
            }
        }
        let mut by_layer: Vec<Vec<(usize, usize)>> = vec![Vec::new(); layers.len()];
        for (above, below) in &self.links {
            by_layer[self.items[*above].layer].push((place[*above], place[*below]));
        }
        let crossed = |links: &Vec<(usize, usize)>| {
            let mut sum = 0;
            for (at, a) in links.iter().enumerate() {
                sum += links[at + 1..].iter().filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).count();
            }
            sum
        };
        by_layer.iter().map(crossed).sum()
    }

    /// Places under the order: everything wants to stand where its neighbours are.
    fn place(&mut self, layers: &[Vec<usize>], near: &[Vec<usize>]) -> f64 {
        for layer in layers {
            let mut x = 0.0;
            for item in layer {
                x += self.items[*item].width / 2.0;
                self.items[*item].x = x;
                x += self.items[*item].width / 2.0;
            }
        }
        let mut rims = None;
        for round in 0..ROUNDS * 2 {
            let down = round % 2 == 0;
            // first everything finds its place, then the rims are known
            if round == ROUNDS {
                rims = Some((self.left(), self.right()));
            }
            for turn in 0..layers.len() {
                let at = if down { turn } else { layers.len() - 1 - turn };
                let wish: Vec<(f64, f64)> = layers[at].iter().map(|item| self.wish(*item, &near[*item], rims)).collect();
                self.project(&layers[at], &wish);
            }
        }
        let left = self.left();
        for item in &mut self.items {
            item.x -= if left.is_finite() { left } else { 0.0 };
        }
        self.right().max(0.0)
    }

    fn left(&self) -> f64 {
        self.items.iter().map(|item| item.x - item.width / 2.0).fold(f64::INFINITY, f64::min)
    }

    fn right(&self) -> f64 {
        self.items.iter().map(|item| item.x + item.width / 2.0).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Where an item wants to stand, and how much.
    fn wish(&self, item: usize, near: &[usize], rims: Option<(f64, f64)>) -> (f64, f64) {
        let half = self.items[item].width / 2.0;
        match (self.items[item].side, rims) {
            (Side::Left, Some((left, _))) => return (left + half, RIM),
            (Side::Right, Some((_, right))) => return (right - half, RIM),
            _ => {}
        }
        let pull = |other: &usize| self.items[*other].pull * self.items[item].pull;
        let weight: f64 = near.iter().map(pull).sum();
        if weight <= 0.0 {
            return (self.items[item].x, 0.05);
        }
        (near.iter().map(|other| self.items[*other].x * pull(other)).sum::<f64>() / weight, weight)
    }

    /// The places nearest to the wishes that keep order and room: blocks of items that push each other move as one.
    fn project(&mut self, layer: &[usize], wish: &[(f64, f64)]) {
        // each block: sum of weights, sum of weighted wishes less offsets, its first item
        let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
        let mut offsets = Vec::with_capacity(layer.len());
        let mut offset = 0.0;
        for (at, item) in layer.iter().enumerate() {
            if at > 0 {
                offset += (self.items[layer[at - 1]].width + self.items[*item].width) / 2.0;
            }
            offsets.push(offset);
            let (x, weight) = wish[at];
            blocks.push((weight, weight * (x - offset), at));
            while let [.., before, last] = blocks.as_slice() {
                if before.1 / before.0 <= last.1 / last.0 {
                    break;
                }
                let joined = (before.0 + last.0, before.1 + last.1, before.2);
                blocks.truncate(blocks.len() - 2);
                blocks.push(joined);
            }
        }
        for (number, block) in blocks.iter().enumerate() {
            let end = blocks.get(number + 1).map_or(layer.len(), |next| next.2);
            for at in block.2..end {
                self.items[layer[at]].x = block.1 / block.0 + offsets[at];
            }
        }
    }
}

/// Where each item stands in a layer, by item.
fn places(layer: &[usize], count: usize) -> Vec<Option<usize>> {
    let mut place = vec![None; count];
    for (at, item) in layer.iter().enumerate() {
        place[*item] = Some(at);
    }
    place
}

/// The crossings between the links of two items to one neighbouring layer, if `left` stands left of `right`.
fn pairs(place: &[Option<usize>], left: &[usize], right: &[usize]) -> usize {
    let at = |items: &[usize]| items.iter().filter_map(|item| place.get(*item).copied().flatten()).collect::<Vec<usize>>();
    let (left, right) = (at(left), at(right));
    left.iter().map(|a| right.iter().filter(|b| a > b).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(layer: usize, width: f64) -> Item {
        Item { layer, width, pull: 1.0, side: Side::Anywhere, x: 0.0 }
    }

    #[test]
    fn crossings_are_taken_away_and_nothing_overlaps() {
        let mut layers = Layers { items: (0..6).map(|at| item(at / 3, 40.0)).collect(), links: vec![(0, 5), (1, 4), (2, 3)] };
        layers.arrange();
        for (above, below) in &layers.links {
            assert!((layers.items[*above].x - layers.items[*below].x).abs() < 0.5, "{layers:?}");
        }
        for layer in layers.items.chunks(3) {
            let mut xs: Vec<f64> = layer.iter().map(|item| item.x).collect();
            xs.sort_by(f64::total_cmp);
            assert!(xs.windows(2).all(|pair| pair[1] - pair[0] >= 39.99));
        }
    }

    #[test]
    fn who_belongs_to_the_rim_stands_there() {
        let mut layers = Layers { items: (0..3).map(|_| item(0, 10.0)).collect(), links: Vec::new() };
        layers.items[0].side = Side::Right;
        layers.items[2].side = Side::Left;
        layers.arrange();
        assert!(layers.items[2].x < layers.items[1].x && layers.items[1].x < layers.items[0].x);
    }
}
