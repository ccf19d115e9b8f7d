//! A figure as a drawing: the SVG itself for word processors that know it, and a PNG for those that do not.

use crate::document::Figure;
use crate::render::Set;
use crate::render::short::{HEADING, PROPERTY, short};

/// A drawing and the parts that it needs.
pub(super) struct Picture {
    pub drawing: String,
    pub parts: Vec<(String, Vec<u8>)>,
}

/// The relation of a part.
pub(super) fn relation(name: &str) -> String {
    format!("rId_{}", name.replace(['/', '.'], "_"))
}

/// How large a picture may be, in twentieths of a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub width: u32,
    pub height: u32,
}

/// A figure within so much room; none where no PNG can be made.
pub(super) fn make(set: &Set<'_>, figure: &Figure, number: usize, room: Room) -> Option<Picture> {
    // a pixel is 15 twentieths of a point; pictures are made smaller and never larger
    let (natural_width, natural_height) = (f64::from(figure.width.max(1)) * 15.0, f64::from(figure.height.max(1)) * 15.0);
    let scale = (f64::from(room.width) / natural_width).min(f64::from(room.height) / natural_height).min(1.0);
    let sides = (natural_width * scale, natural_height * scale);
    #[allow(clippy::cast_possible_truncation, reason = "a width on paper")]
    let raster = set.rasters.draw(&figure.svg, (sides.0 / 15.0) as f32)?;
    Some(drawing(&format!("figure{number}"), number, &figure.title, &figure.alt, sides, &raster.png, &figure.svg))
}

/// The logo of the company, as high as the room where it fits; none where there is none, or no PNG can be made.
pub(super) fn logo(set: &Set<'_>, organisation: &str, room: Room) -> Option<Picture> {
    let svg = set.theme.logo_svg()?;
    // a logo may be printed large
    let raster = set.rasters.draw(svg, f32::INFINITY)?;
    let (width, height) = (f64::from(raster.width.max(1.0)), f64::from(raster.height.max(1.0)));
    let scale = (f64::from(room.width) / width).min(f64::from(room.height) / height);
    // figures have numbers from 1 on
    Some(drawing("logo", 100_000, organisation, organisation, (width * scale, height * scale), &raster.png, svg))
}

/// A drawing with sides in twentieths of a point.
fn drawing(name: &str, number: usize, title: &str, alt: &str, (width, height): (f64, f64), png: &[u8], svg: &str) -> Picture {
    // a twentieth of a point is 635 units of a drawing
    let (x, y) = (size(width * 635.0), size(height * 635.0));
    let (png_name, svg_name) = (format!("media/{name}.png"), format!("media/{name}.svg"));
    let alt = super::xml::escape(&short(alt, PROPERTY));
    let title = super::xml::escape(&short(title, HEADING));
    let drawing = format!(
        "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{x}\" cy=\"{y}\"/><wp:docPr id=\"{number}\" name=\"{title}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{title}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip r:embed=\"{}\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{x}\" cy=\"{y}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>",
        relation(&png_name),
        relation(&svg_name)
    );
    Picture { drawing, parts: vec![(png_name, png.to_vec()), (svg_name, svg.as_bytes().to_vec())] }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size on paper is positive and far below the largest number")]
fn size(units: f64) -> u32 {
    units.round().clamp(1.0, 50_000_000.0) as u32
}
