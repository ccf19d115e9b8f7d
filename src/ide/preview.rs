//! A document as it would be written now, for a window beside the sources.

use super::View;
use crate::{document, render};

/// What can be previewed: the name and the title of each document.
pub fn list(view: &View<'_>) -> Vec<(String, String)> {
    let mut findings = Vec::new();
    document::documents(view.model(), view.world, &mut findings).into_iter().map(|one| (one.stem, one.title)).collect()
}

/// A document as a page of HTML with its pictures in it, by its name or by where it lies in the set.
pub fn html(view: &View<'_>, name: &str) -> Option<String> {
    let mut findings = Vec::new();
    let mut documents = document::documents(view.model(), view.world, &mut findings);
    let one = documents.iter().find(|one| one.id == name || one.stem == name).map(|one| one.stem.clone())?;
    // one page is wanted, and not the whole site around it
    documents.iter_mut().for_each(|document| document.wanted = document.stem == one);
    let format = render::FORMATS.iter().find(|format| format.name == "html")?.id;
    let appearance = render::appearance(view.world, &view.compiled.package.theme).ok()?;
    let files = render::render_styled(view.model(), &documents, &[format], &appearance).ok()?;
    let bytes = files.into_iter().find(|file| file.path == format!("{one}.html"))?.bytes;
    String::from_utf8(bytes).ok()
}
