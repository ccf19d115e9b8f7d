//! The generated files of `editors/`: what editors know of the language, made from the vocabulary.
//!
//! A new word of the vocabulary is coloured and offered everywhere without anyone editing a list.

mod emacs;
mod kate;
mod queries;
mod snippets;
mod textmate;
mod unicode;
mod words;

/// All generated files: the path below `editors/`, and the text.
pub fn files() -> Vec<(String, String)> {
    let words = words::Words::of_the_language();
    vec![
        ("vscode/syntaxes/isms.tmLanguage.json".into(), textmate::grammar(&words)),
        ("vscode/snippets/isms.json".into(), snippets::file()),
        ("tree-sitter-isms/queries/highlights.scm".into(), queries::highlights(&words)),
        ("helix/queries/isms/highlights.scm".into(), queries::highlights_of_helix(&words)),
        ("tree-sitter-isms/src/unicode.h".into(), unicode::header()),
        ("emacs/isms-mode.el".into(), emacs::mode(&words)),
        ("kate/isms.xml".into(), kate::definition(&words)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_every_file_that_colours() {
        let colouring = [
            "vscode/syntaxes/isms.tmLanguage.json",
            "tree-sitter-isms/queries/highlights.scm",
            "helix/queries/isms/highlights.scm",
            "emacs/isms-mode.el",
            "kate/isms.xml",
        ];
        for (path, text) in files().into_iter().filter(|(path, _)| colouring.contains(&path.as_str())) {
            for spec in crate::vocabulary::TOP {
                for word in spec.word.split(' ').chain(spec.members.iter().flat_map(|member| member.word.split(' '))) {
                    assert!(text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|one| one == word), "{path} does not know `{word}`");
                }
            }
        }
    }

    #[test]
    fn what_is_json_can_be_read() {
        for (path, text) in files().into_iter().filter(|(path, _)| path.ends_with(".json")) {
            let read: serde_json::Value = serde_json::from_str(&text).expect(&path);
            assert!(read.is_object(), "{path}");
        }
    }
}
