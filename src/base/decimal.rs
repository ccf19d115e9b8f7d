//! Decimal numbers without rounding surprises: six places, checked arithmetic.

use std::fmt;

use serde::{Serialize, Serializer};

const UNIT: i64 = 1_000_000;

/// A number with up to six decimal places, from about -9.2 to 9.2 million million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal(0);

    /// A whole number, if it is in range.
    pub fn whole(value: i64) -> Option<Self> {
        value.checked_mul(UNIT).map(Decimal)
    }

    /// Reads `12`, `-3`, `0.25`, `1_000`. At most six places; nothing else is accepted.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole: String = whole.chars().filter(|c| *c != '_').collect();
        if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if fraction.len() > 6 || (digits.contains('.') && fraction.is_empty()) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
        whole.checked_mul(UNIT)?.checked_add(fraction)?.checked_mul(sign).map(Decimal)
    }

    /// The sum, or the largest number where it does not fit.
    #[must_use]
    pub fn plus(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_add(other.0))
    }

    /// The product, rounded toward zero at the sixth place; the largest number where it does not fit.
    #[must_use]
    pub fn times(self, other: Decimal) -> Decimal {
        let product = i128::from(self.0) * i128::from(other.0) / i128::from(UNIT);
        Decimal(i64::try_from(product).unwrap_or(if product < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The whole number, if it is one.
    pub fn as_whole(self) -> Option<i64> {
        (self.0 % UNIT == 0).then_some(self.0 / UNIT)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        let (whole, fraction) = (value / UNIT.unsigned_abs(), value % UNIT.unsigned_abs());
        if fraction == 0 {
            write!(f, "{sign}{whole}")
        } else {
            let digits = format!("{fraction:06}");
            write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.to_string().parse().unwrap_or(0.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_and_print_the_same() {
        for text in ["0", "12", "-3", "0.25", "9007199254740"] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        for text in ["", ".5", "5.", "1e400", "0.1234567", "99999999999999999999", "R4"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
