//! A document as it would be written now, for a window beside the sources.

use super::View;
use crate::{document, render};

/// The name of the map of the processes, which is a page of its own.
const PROCESS_MAP: &str = "process_map";

/// What can be previewed: the map of the processes, and the name and the title of each document.
pub fn list(view: &View<'_>) -> Vec<(String, String)> {
    let mut findings = Vec::new();
    let documents = document::documents(view.model(), view.world, &mut findings);
    let map = documents.iter().find(|one| one.site.is_some()).map(|one| (PROCESS_MAP.to_string(), one.meta.say.t("Process map").to_string()));
    map.into_iter().chain(documents.iter().map(|one| (one.stem.clone(), one.title.clone()))).collect()
}

/// A document as a page of HTML with its pictures in it, by its name or by where it lies in the set, or the map of the processes.
pub fn html(view: &View<'_>, name: &str) -> Option<String> {
    let mut findings = Vec::new();
    let mut documents = document::documents(view.model(), view.world, &mut findings);
    let appearance = render::appearance(view.world, &view.compiled.package.theme).ok()?;
    if name == PROCESS_MAP {
        let page = render::process_map(view.model(), &documents, &appearance)?;
        return String::from_utf8(page.bytes).ok();
    }
    let one = documents.iter().find(|one| one.id == name || one.stem == name).map(|one| one.stem.clone())?;
    // one page is wanted, and not the whole site around it
    documents.iter_mut().for_each(|document| document.wanted = document.stem == one);
    let format = render::FORMATS.iter().find(|format| format.name == "html")?.id;
    let files = render::render_styled(view.model(), &documents, &[format], &appearance).ok()?;
    let bytes = files.into_iter().find(|file| file.path == format!("{one}.html"))?.bytes;
    String::from_utf8(bytes).ok()
}
