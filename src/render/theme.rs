//! The look that a company chooses, ready for use: its colour, its logo, its paper, its font.

use crate::source::{Theme as Said, World};

/// The theme that every format reads.
#[derive(Debug, Clone)]
pub(super) struct Theme {
    accent: String,
    logo: Option<String>,
    letter: bool,
    font: Option<String>,
}

impl Default for Theme {
    fn default() -> Self {
        Theme { accent: "0B5394".into(), logo: None, letter: false, font: None }
    }
}

impl Theme {
    /// The theme with its files; says which of them cannot be used, and why.
    pub fn load(said: &Said, world: &dyn World) -> Result<Self, (String, String)> {
        let logo = match &said.logo {
            None => None,
            Some(path) => {
                let bytes = world.read(path).map_err(|error| (path.clone(), error.to_string()))?;
                let text = String::from_utf8(bytes).map_err(|_| (path.clone(), "it is no SVG file".to_string()))?;
                Some(harmless(&text).ok_or_else(|| (path.clone(), "it is no SVG file, or one that runs or loads something".to_string()))?)
            }
        };
        let standard = Theme::default();
        Ok(Theme { accent: said.accent.clone().unwrap_or(standard.accent), logo, letter: said.paper.as_deref() == Some("letter"), font: said.font.clone() })
    }

    /// Six hexadecimal digits.
    pub fn accent(&self) -> &str {
        &self.accent
    }

    /// The logo, an SVG document without XML declaration.
    pub fn logo_svg(&self) -> Option<&str> {
        self.logo.as_deref()
    }

    /// The name of the paper, as Typst has it.
    #[cfg(feature = "pdf")]
    pub fn paper(&self) -> &'static str {
        if self.letter { "us-letter" } else { "a4" }
    }

    /// The sides of the paper, in twentieths of a point: the short one and the long one.
    pub fn sides(&self) -> (u32, u32) {
        if self.letter { (12240, 15840) } else { (11906, 16838) }
    }

    /// The number of the paper in workbooks.
    pub fn paper_number(&self) -> u8 {
        if self.letter { 1 } else { 9 }
    }

    /// The font of the company.
    pub fn font(&self) -> Option<&str> {
        self.font.as_deref()
    }
}

/// An SVG that is a picture and nothing else, without what stands before its first tag.
fn harmless(text: &str) -> Option<String> {
    let start = text.find("<svg")?;
    let svg = text.get(start..)?.trim_end();
    let lower = svg.to_ascii_lowercase();
    let bad =
        ["<script", "<foreignobject", "<!entity", "<!doctype", "javascript:", "href=\"http", "href='http", "url(http", "@import", "<iframe", "<image", "<use "];
    // an attribute whose name begins with "on" would run something
    let runs = lower.split(|c: char| c.is_whitespace() || c == '/').any(|word| word.starts_with("on") && word.contains('='));
    (svg.ends_with("</svg>") && !runs && !bad.iter().any(|word| lower.contains(word))).then(|| svg.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn a_logo_is_a_picture_and_nothing_else() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" height=\"1\"/></svg>";
        assert_eq!(harmless(&format!("<?xml version=\"1.0\"?>\n{svg}\n")).as_deref(), Some(svg));
        for bad in ["<svg onload=\"x\"></svg>", "<svg><script>x</script></svg>", "<svg><a href=\"javascript:x\"/></svg>", "no picture", "<svg>"] {
            assert_eq!(harmless(bad), None, "{bad}");
        }
        let said = Said { logo: Some("logo.svg".into()), ..Said::default() };
        assert!(Theme::load(&said, &Memory::new()).is_err());
        assert!(Theme::load(&said, &Memory::new().with("logo.svg", svg)).unwrap().logo_svg().is_some());
    }
}
