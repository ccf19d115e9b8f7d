//! A figure as a drawing: the SVG itself for word processors that know it, and a PNG for those that do not.

use crate::document::Figure;

/// A drawing and the parts that it needs.
pub(super) struct Picture {
    pub drawing: String,
    pub parts: Vec<(String, Vec<u8>)>,
}

/// The relation of a part.
pub(super) fn relation(name: &str) -> String {
    format!("rId_{}", name.replace(['/', '.'], "_"))
}

/// A figure within so much room, in twentieths of a point; none where no PNG can be made.
pub(super) fn make(figure: &Figure, number: usize, width: u32, height: u32) -> Option<Picture> {
    let png = super::super::raster::png(&figure.svg)?;
    // a pixel is 15 twentieths of a point; pictures are made smaller and never larger
    let (natural_width, natural_height) = (f64::from(figure.width.max(1)) * 15.0, f64::from(figure.height.max(1)) * 15.0);
    let scale = (f64::from(width) / natural_width).min(f64::from(height) / natural_height).min(1.0);
    // a twentieth of a point is 635 units of a drawing
    let (x, y) = (size(natural_width * scale * 635.0), size(natural_height * scale * 635.0));
    let (png_name, svg_name) = (format!("media/figure{number}.png"), format!("media/figure{number}.svg"));
    let alt = super::xml::escape(&figure.alt);
    let title = super::xml::escape(&figure.title);
    let drawing = format!(
        "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{x}\" cy=\"{y}\"/><wp:docPr id=\"{number}\" name=\"{title}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{title}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip r:embed=\"{}\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{x}\" cy=\"{y}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>",
        relation(&png_name),
        relation(&svg_name)
    );
    Some(Picture { drawing, parts: vec![(png_name, png), (svg_name, figure.svg.clone().into_bytes())] })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size on paper is positive and far below the largest number")]
fn size(units: f64) -> u32 {
    units.round().clamp(1.0, 50_000_000.0) as u32
}
