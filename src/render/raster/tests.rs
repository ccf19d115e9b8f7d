//! Pictures as pixels: ours against those of the library for SVG, other pictures, edges, sizes, colours.

use super::*;
use crate::document::tests::model;
use crate::document::{Figure, documents};
use crate::source::{Memory, library_file};

fn figures() -> Vec<Figure> {
    let documents = documents(&model(library_file("complete.isms").unwrap_or_default()), &Memory::new(), &mut Vec::new());
    documents.into_iter().flat_map(|document| document.figures).collect()
}

/// Width, height, and red, green and blue of each pixel.
fn decoded(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (info.width, info.height, pixels)
}

#[test]
fn our_own_pictures_look_as_the_library_for_svg_draws_them() {
    let figures = figures();
    assert!(figures.len() > 3);
    for figure in figures {
        let picture = plain::read(&figure.svg).unwrap_or_else(|| panic!("{} has something in it that is not painted here", figure.id));
        let ours = paint::paint(&picture, scale(picture.width, picture.height, 600.0), &letters::Letters::default()).expect("all letters are there");
        let theirs = any(&figure.svg, 600.0).unwrap().png;
        let ((width, height, ours), (their_width, their_height, theirs)) = (decoded(&ours), decoded(&theirs));
        assert_eq!((width, height), (their_width, their_height), "{}", figure.id);
        let apart = |(a, b): (&u8, &u8)| u64::from(a.abs_diff(*b));
        let sum: u64 = ours.iter().zip(&theirs).map(apart).sum();
        let ink: u64 = theirs.iter().map(|one| u64::from(255 - one)).sum();
        // letters begin at a quarter of a pixel here, and anywhere there
        assert!(sum * 100 < ink * 25, "{}: {sum} of {ink}", figure.id);
        let blurred = |pixels: &[u8]| -> Vec<u64> {
            let row = width as usize * 3;
            pixels
                .chunks(row * 8)
                .flat_map(|rows| (0..row / 24).map(move |x| rows.chunks(row).flat_map(|line| &line[x * 24..x * 24 + 24]).map(|one| u64::from(*one)).sum()))
                .collect()
        };
        let far = blurred(&ours).iter().zip(blurred(&theirs)).filter(|(a, b)| a.abs_diff(*b) > 64 * 3 * 40).count();
        assert_eq!(far, 0, "{}: places of 8 by 8 pixels differ", figure.id);
    }
}

#[test]
fn what_is_not_one_of_ours_goes_through_the_library() {
    let head =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 40 20\" font-family=\"Arial, 'Liberation Sans'\" fill=\"#1c2733\">";
    let circle = format!("{head}<circle cx=\"20\" cy=\"10\" r=\"8\" fill=\"#a01218\"/></svg>");
    let hebrew = format!("{head}<text x=\"2\" y=\"15\" font-size=\"12\">\u{5D0}\u{5D1}</text></svg>");
    let turned = format!("{head}<rect width=\"9\" height=\"9\" transform=\"rotate(20)\"/></svg>");
    assert!(plain::read(&circle).is_none() && plain::read(&turned).is_none());
    let rasters = Rasters::default();
    for svg in [circle, hebrew, turned] {
        let made = rasters.draw(&svg, 40.0).unwrap();
        let (width, height, pixels) = decoded(&made.png);
        assert_eq!((width, height), (80, 40));
        assert!(pixels.iter().any(|one| *one != 255), "{svg}");
    }
    assert!(rasters.draw("no picture", 40.0).is_none());
}

#[test]
fn letters_reach_over_strips_and_are_cut_at_the_sides() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"120\" viewBox=\"0 0 60 120\" font-family=\"Arial, 'Liberation Sans'\" fill=\"#000000\"><text x=\"-10\" y=\"52\" font-size=\"20\">WWWWWW</text></svg>";
    let (width, height, pixels) = decoded(&Rasters::default().draw(svg, 60.0).unwrap().png);
    assert_eq!((width, height), (120, 240));
    // the first strip ends at line 96, in the middle of the letters
    let dark = |line: usize| pixels[line * 360..(line + 1) * 360].iter().filter(|one| **one < 64).count();
    assert!(dark(95) > 20 && dark(97) > 20 && dark(60) == 0 && dark(110) == 0);
    assert!(pixels.chunks(3).step_by(120).take(104).skip(76).any(|pixel| pixel[0] < 128), "the left side is covered");
}

#[test]
fn what_is_made_smaller_can_still_be_enlarged() {
    assert_eq!(scale(900.0, 300.0, 900.0), 2.0);
    assert_eq!(scale(900.0, 300.0, 600.0), 1200.0 / 900.0);
    assert_eq!(scale(1800.0, 1800.0, 600.0), 1.0);
    assert_eq!(scale(200.0, 50.0, f32::INFINITY), 2.0);
    assert_eq!(scale(4800.0, 300.0, 600.0), 0.5);
}

#[test]
fn colours_stay_what_they_are_and_what_lies_between_comes_near() {
    let inks = [[0xA0, 0x12, 0x18], [0x0B, 0x53, 0x94]];
    let mut file = file::Indexed::new(64, 8, inks.into_iter()).unwrap();
    // 512 colours, more than a list holds, and the inks behind all of them
    let mut pixels: Vec<u8> = (0..510u32).flat_map(|at| [(at % 32 * 8) as u8, (at / 32 * 16) as u8, 200, 255]).collect();
    inks.iter().for_each(|ink| pixels.extend([ink[0], ink[1], ink[2], 255]));
    file.strip(&pixels);
    let (width, height, made) = decoded(&file.finish().unwrap());
    assert_eq!((width, height), (64, 8));
    assert_eq!(made[510 * 3..], inks.concat());
    let asked: Vec<u8> = pixels.chunks(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    assert_eq!(made[..250 * 3], asked[..250 * 3]);
    assert!(made.iter().zip(&asked).all(|(a, b)| a.abs_diff(*b) <= 128));
}
