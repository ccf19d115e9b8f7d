//! The standard library, inside the binary.

mod list {
    include!(concat!(env!("OUT_DIR"), "/stdlib.rs"));
}

/// A file of the library by its path below `stdlib/`.
pub fn library_file(path: &str) -> Option<&'static str> {
    list::FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok().and_then(|at| list::FILES.get(at)).map(|(_, text)| *text)
}

/// The files below a folder of the library, with their paths below `stdlib/`.
pub fn library_files(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let folder = format!("{folder}/");
    list::FILES.iter().filter(move |(name, _)| name.starts_with(&folder)).map(|(name, text)| (*name, *text))
}

/// A template of the library by its name below `stdlib/templates/`.
pub fn library_template(name: &str) -> Option<&'static str> {
    library_file(&format!("templates/{name}"))
}

/// The names of all templates.
pub fn template_names() -> impl Iterator<Item = &'static str> {
    library_files("templates").filter_map(|(name, _)| name.strip_prefix("templates/"))
}

/// The controls of the 2022 edition that a control of the 2013 edition became (ISO/IEC 27002:2022, Annex B).
///
/// Read from the lines of the mapping and not through the compiler: it is asked only when a name is unknown.
pub fn successors_of(id: &str) -> Vec<String> {
    let Some(text) = library_file("iso27001/mapping_2013_2022.isms") else { return Vec::new() };
    let mut found = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        if words.next() == Some("map") && words.next() == Some(id) && words.next() == Some("to") {
            found.extend(words.map(|word| word.trim_end_matches(',').to_string()));
        }
    }
    found
}
