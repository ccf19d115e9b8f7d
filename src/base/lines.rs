//! Lines and columns from byte offsets, in O(log n).

/// A position as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// The offsets at which the lines of a text start.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    // shared: the lines of a file that did not change are not counted again
    starts: std::sync::Arc<[u32]>,
}

impl LineIndex {
    /// Reads the text once. `\n`, `\r\n` and a lone `\r` end a line.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self { starts: starts.into() }
    }

    /// The number of lines; a text that ends with a newline has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line, from 0, in which a byte stands.
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The offset at which a line, from 0, starts.
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line).map(|start| *start as usize)
    }

    /// The position of a byte as people count it.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.start_of(line).unwrap_or(0);
        let end = (offset as usize).min(text.len());
        let column = text.get(start..end).map_or(1, |part| part.chars().count() + 1);
        Position { line: line + 1, column }
    }
}
