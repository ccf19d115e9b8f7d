//! "Did you mean": the nearest of some known words.

/// The number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let width = b.len() + 1;
    let mut rows = vec![vec![0usize; width]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        if let Some(first) = row.first_mut() {
            *first = i;
        }
    }
    if let Some(first) = rows.first_mut() {
        for (j, cell) in first.iter_mut().enumerate() {
            *cell = j;
        }
    }
    let at = |rows: &Vec<Vec<usize>>, i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or(usize::MAX / 2);
    for (i, ca) in a.iter().enumerate() {
        for (j, cb) in b.iter().enumerate() {
            let mut best = (at(&rows, i, j + 1) + 1).min(at(&rows, i + 1, j) + 1).min(at(&rows, i, j) + usize::from(ca != cb));
            if i > 0 && j > 0 && a.get(i - 1) == Some(cb) && b.get(j - 1) == Some(ca) {
                best = best.min(at(&rows, i - 1, j - 1) + 1);
            }
            if let Some(cell) = rows.get_mut(i + 1).and_then(|row| row.get_mut(j + 1)) {
                *cell = best;
            }
        }
    }
    at(&rows, a.len(), b.len())
}

/// The known word that a reader most likely meant, if one is near enough: at most a third of its length away.
///
/// Case does not count. Among equally near words the first in `known` wins, so the answer is stable.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = written.to_lowercase();
    let limit = (wanted.chars().count() / 3).clamp(1, 4);
    let letters_wanted = letters(&wanted);
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let lower = word.to_lowercase();
        let away = if lower == wanted {
            0
        } else if wanted.len() >= 3 && (lower.starts_with(&wanted) || lower.ends_with(&wanted)) {
            1
        } else {
            // each step changes the length by one and the set of letters by two at most: this keeps long lists cheap
            let too_long = lower.len().abs_diff(wanted.len()) > limit;
            if too_long || (letters(&lower) ^ letters_wanted).count_ones() as usize > 2 * limit {
                continue;
            }
            distance(&wanted, &lower)
        };
        if away <= limit && best.is_none_or(|(least, _)| away < least) {
            best = Some((away, word));
        }
    }
    best.map(|(_, word)| word)
}

/// The set of letters of a word, as bits.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_pair_is_one_step() {
        assert_eq!(distance("onwer", "owner"), 1);
    }

    #[test]
    fn nothing_near_is_no_suggestion() {
        assert_eq!(did_you_mean("budget", ["owner", "status"]), None);
        assert_eq!(did_you_mean("statsu", ["owner", "status"]), Some("status"));
    }
}
