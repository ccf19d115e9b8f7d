//! How wide a text becomes, before anybody draws it: a conservative table of widths, and lines that fit.

/// Widths of the printable ASCII characters in thousandths of the size of the font, from the metrics that Arial,
/// Helvetica and Liberation Sans share.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];

/// What is added: the next font of the list may be wider, and bold text is.
const MARGIN: f64 = 1.1;
const BOLD: f64 = 1.07;

/// The width of a text at a size, in the unit of the size.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = text.chars().map(of_char).sum();
    thousandths / 1000.0 * size * MARGIN * if bold { BOLD } else { 1.0 }
}

fn of_char(c: char) -> f64 {
    let code = u32::from(c);
    let known = code.checked_sub(32).and_then(|at| usize::try_from(at).ok()).and_then(|at| ASCII.get(at));
    match known {
        Some(width) => f64::from(*width),
        // Latin, Greek and Cyrillic with marks are as wide as capitals at most; beyond them a character may fill a square
        None if code < 0x0530 => 800.0,
        None if (0x2010..=0x2027).contains(&code) => 1000.0,
        None => 1150.0,
    }
}

/// Where a long word may be parted, as bytes: before a consonant with a vowel behind it, and never so that fewer than three
/// letters stand alone. That is right for most German compounds, and never far off in English.
fn syllables(word: &str) -> impl DoubleEndedIterator<Item = usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let vowel = |c: char| "aeiouyäöüAEIOUYÄÖÜ".contains(c);
    let end = letters.len();
    let apart = letters.iter().all(|(_, c)| c.is_alphabetic());
    let may = |at: usize| {
        let sound = |at: usize| letters.get(at).map(|(_, c)| *c);
        let before = letters.iter().take(at).any(|(_, c)| vowel(*c));
        match (at.checked_sub(1).and_then(sound), sound(at), sound(at + 1)) {
            // ch, ck, ph, th and sch are one sound
            (Some(_), Some('c' | 'p' | 't'), Some('h')) => sound(at + 2).is_some_and(vowel) && before && sound(at - 1) != Some('s'),
            (Some('c'), Some('h' | 'k'), _) | (Some('p' | 't'), Some('h'), _) | (Some('q'), _, _) => false,
            (Some(_), Some(c), Some(next)) => !vowel(c) && vowel(next) && before,
            _ => false,
        }
    };
    let points: Vec<usize> = (3..end.saturating_sub(2)).filter(|at| apart && may(*at)).filter_map(|at| letters.get(at).map(|(byte, _)| *byte)).collect();
    points.into_iter()
}

/// The text in lines of at most `room`, broken between words, and between syllables of a word that is longer than a line.
/// What goes beyond `most` lines is cut and ends with an ellipsis.
pub fn wrap(text: &str, room: f64, size: f64, bold: bool, most: usize) -> Vec<String> {
    let fits = |line: &str| width(line, size, bold) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    // a line may also end after the stroke of "governance/management"
    let pieces = text.split_whitespace().flat_map(|word| word.split_inclusive('/').enumerate().map(|(at, piece)| (at == 0, piece)));
    for (apart, word) in pieces {
        let longer = if line.is_empty() || !apart { format!("{line}{word}") } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while !fits(rest) {
            let heads = || syllables(rest).rev().filter_map(|at| rest.split_at_checked(at)).filter(|(head, _)| fits(&format!("{head}-")));
            // better where two nouns meet: "Informations-sicherheit"
            let joint = || heads().find(|(head, _)| ["ns", "gs", "ts", "en"].iter().any(|end| head.ends_with(end)));
            let Some((head, tail)) = joint().filter(|(head, _)| width(head, size, bold) * 3.0 > room).or_else(|| heads().next()) else { break };
            lines.push(format!("{head}-"));
            rest = tail;
        }
        for c in rest.chars() {
            let longer = format!("{line}{c}");
            if !line.is_empty() && !fits(&longer) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most.max(1) {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&format!("{last}…")) {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// The width of the widest line.
pub fn widest(lines: &[String], size: f64, bold: bool) -> f64 {
    lines.iter().map(|line| width(line, size, bold)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_parted_between_syllables() {
        let lines = |text: &str, room: f64| wrap(text, room, 12.0, true, 99).join("|");
        assert_eq!(lines("Informationssicherheit", 120.0), "Informations-|sicherheit");
        assert_eq!(lines("Ressourcenmanagement", 130.0), "Ressourcen-|management");
        assert_eq!(lines("Informationssicherheitsrisikobeurteilung", 140.0), "Informations-|sicherheits-|risikobeurteilung");
        // a name that is no word is cut where the room ends
        assert!(!lines("A.5.10_with_a_very_long_name", 60.0).contains('-'));
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for text in ["Information security change management", "Donaudampfschifffahrtsgesellschaft", "信息安全管理体系过程", "WWWW MMMM @@@@", "a"] {
            for room in [20.0, 60.0, 130.0] {
                let lines = wrap(text, room, 12.0, true, 99);
                assert!(lines.iter().all(|line| width(line, 12.0, true) <= room || line.chars().count() == 1), "{lines:?} in {room}");
                let all: String = lines.concat().replace([' ', '-'], "");
                assert_eq!(all, text.replace(' ', ""), "nothing is lost");
            }
        }
    }

    #[test]
    fn what_is_too_much_ends_with_an_ellipsis() {
        let lines = wrap(&"word ".repeat(50), 60.0, 12.0, false, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines.last().unwrap().ends_with('…') && width(lines.last().unwrap(), 12.0, false) <= 60.0);
    }
}
