//! The look that a company chooses, in `[theme]` of `isms.toml` or in a file of its own.

/// What may stand in a theme: the key, an example, and what it is.
pub const THEME_KEYS: &[(&str, &str, &str)] = &[
    ("accent", "#0B5394", "the colour of headings, links and lines"),
    ("logo", "templates/logo.svg", "an SVG file of the package, shown on first pages"),
    ("paper", "a4", "the paper of PDF, DOCX and workbooks: `a4` or `letter`"),
    ("font", "Arial", "the font of pages, DOCX and workbooks; PDF has its own inside"),
];

/// What a company says about how its documents look; what it does not say is as the library has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Six hexadecimal digits.
    pub accent: Option<String>,
    /// The path of a file of the package.
    pub logo: Option<String>,
    /// `a4` or `letter`.
    pub paper: Option<String>,
    /// The name of a font.
    pub font: Option<String>,
}

impl Theme {
    /// Takes one setting; says what is wrong with it, if something is. An unknown key is not taken.
    pub fn set(&mut self, key: &str, value: &str) -> Result<bool, String> {
        match key {
            "accent" => {
                let digits = value.strip_prefix('#').unwrap_or(value);
                if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                    return Err(format!("`accent` is a colour such as `#0B5394`, not `{value}`"));
                }
                self.accent = Some(digits.to_ascii_uppercase());
            }
            "logo" => {
                if !value.to_ascii_lowercase().ends_with(".svg") {
                    return Err(format!("`logo` is the path of an SVG file of the package, not `{value}`"));
                }
                self.logo = Some(value.to_string());
            }
            "paper" => {
                if !matches!(value, "a4" | "letter") {
                    return Err(format!("`paper` is `a4` or `letter`, not `{value}`"));
                }
                self.paper = Some(value.to_string());
            }
            "font" => {
                let plain = value.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
                if !plain || value.trim().is_empty() || value.len() > 60 {
                    return Err(format!("`font` is the name of one font, of letters, digits and blanks, not `{value}`"));
                }
                self.font = Some(value.to_string());
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Reads a file with the keys of a theme, below `[theme]` or alone.
    pub fn read(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_string())?;
        let table = table.get("theme").and_then(toml::Value::as_table).unwrap_or(&table);
        let mut theme = Theme::default();
        for (key, value) in table {
            let Some(value) = value.as_str() else { return Err(format!("`{key}` takes a text in quotes")) };
            if !theme.set(key, value)? {
                let known: Vec<&str> = THEME_KEYS.iter().map(|(key, ..)| *key).collect();
                return Err(format!("a theme has no `{key}`; it has `{}`", known.join("`, `")));
            }
        }
        Ok(theme)
    }

    /// This theme, and what it does not say from another one.
    #[must_use]
    pub fn or(self, other: &Theme) -> Self {
        Theme {
            accent: self.accent.or_else(|| other.accent.clone()),
            logo: self.logo.or_else(|| other.logo.clone()),
            paper: self.paper.or_else(|| other.paper.clone()),
            font: self.font.or_else(|| other.font.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_checked_word_by_word() {
        let theme = Theme::read("[theme]\naccent = \"#0b5394\"\npaper = \"letter\"\n").unwrap();
        assert_eq!(theme, Theme { accent: Some("0B5394".into()), paper: Some("letter".into()), ..Theme::default() });
        assert_eq!(theme, Theme::read("accent = \"0B5394\"\npaper = \"letter\"\n").unwrap());
        for wrong in [
            "accent = \"blue\"",
            "paper = \"a0\"",
            "logo = \"logo.png\"",
            "font = \"x; } body { display: none\"",
            "colour = \"#000000\"",
            "accent = 1",
            "accent",
        ] {
            assert!(Theme::read(wrong).is_err(), "{wrong}");
        }
        let more = Theme { font: Some("Corporate Sans".into()), ..Theme::default() }.or(&theme);
        assert_eq!((more.font.as_deref(), more.paper.as_deref()), (Some("Corporate Sans"), Some("letter")));
    }

    #[test]
    fn every_key_is_taken_with_its_example() {
        for (key, example, _) in THEME_KEYS {
            assert_eq!(Theme::default().set(key, example), Ok(true), "{key}");
        }
    }
}
