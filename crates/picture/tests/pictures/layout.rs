//! Positions of texts, as the renderer measures them: inside the picture and beside each other.

use std::fs;
use std::sync::Arc;

use picture::{Picture, SCALE, Theme, WIDTH};
use resvg::usvg::{Group, Node, Options, Rect, TextChunk, Tree, fontdb};

use crate::{comparison, endless_comparison, endless_roadmap, roadmap};

/// The boxes of all texts of a picture.
fn text_boxes(picture: &Picture) -> Vec<(String, Rect)> {
    fn collect(group: &Group, boxes: &mut Vec<(String, Rect)>) {
        for node in group.children() {
            match node {
                Node::Group(group) => collect(group, boxes),
                Node::Text(text) => {
                    let words = text.chunks().iter().map(TextChunk::text);
                    boxes.push((words.collect(), text.abs_bounding_box()));
                }
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }
    let mut fonts = fontdb::Database::new();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "ttf") {
            fonts.load_font_data(fs::read(path).unwrap());
        }
    }
    let options = Options {
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(picture.svg(), &options).unwrap();
    let mut boxes = Vec::new();
    collect(tree.root(), &mut boxes);
    boxes
}

fn pictures() -> Vec<Picture> {
    let theme = Theme::Light;
    let mut public = roadmap();
    public.personal = false;
    vec![
        roadmap().draw(theme).unwrap(),
        public.draw(theme).unwrap(),
        endless_roadmap().draw(theme).unwrap(),
        comparison().draw(theme).unwrap(),
        endless_comparison().draw(theme).unwrap(),
    ]
}

#[test]
fn texts_stay_inside_the_picture_and_beside_each_other() {
    for picture in pictures() {
        let boxes = text_boxes(&picture);
        assert!(boxes.len() > 10);
        let (width, height) = picture.size();
        for (text, one) in &boxes {
            let inside = one.left() >= 14.0
                && one.right() <= f32::from(u16::try_from(width).unwrap()) - 14.0
                && one.top() >= 0.0
                && one.bottom() <= f32::from(u16::try_from(height).unwrap());
            assert!(inside, "{text:?} is at {one:?}");
        }
        for (at, (text, one)) in boxes.iter().enumerate() {
            for (other_text, other) in boxes.iter().skip(at + 1) {
                // Boxes have the font's full height; lines may touch by a fifth of it.
                let across = one.left().max(other.left()) < one.right().min(other.right()) - 0.5;
                let down = one.bottom().min(other.bottom()) - one.top().max(other.top());
                let overlap = across && down > 0.25 * one.height().min(other.height());
                assert!(!overlap, "{text:?} {one:?} and {other_text:?} {other:?}");
            }
        }
    }
}

#[test]
fn a_png_has_twice_the_pixels() {
    let picture = roadmap().draw(Theme::Dark).unwrap();
    let png = picture.png().unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    let (width, height) = picture.size();
    let scale = u32::from(SCALE);
    assert_eq!(width, u32::from(WIDTH));
    assert_eq!((number(16), number(20)), (width * scale, height * scale));
}
