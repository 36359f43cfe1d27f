//! Groups characters by distance, as pdfminer does with its default settings
//! (<https://pdfminersix.readthedocs.io/en/latest/topic/converting_pdf_to_text.html>): characters
//! into lines, lines into boxes, boxes into an order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::views::{Line, View};
use crate::pdf::marks::Glyph;

/// Characters farther apart than this, in character widths, are on different lines.
const CHAR_MARGIN: f64 = 2.0;

/// Lines farther apart than this, in line heights, are in different boxes.
const LINE_MARGIN: f64 = 0.5;

/// The weight of the vertical position relative to the horizontal one: from -1 to 1.
const BOXES_FLOW: f64 = 0.5;

/// Two lines overlap if at least this fraction of the smaller one does.
const OVERLAP: f64 = 0.5;

/// Pages with more boxes keep content order.
const MOST_BOXES: usize = 1000;

/// Left, top, right, bottom.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Bounds {
    fn of(glyph: &Glyph) -> Bounds {
        // Typical ascent and descent.
        let (top, bottom) = (glyph.y - 0.75 * glyph.size, glyph.y + 0.25 * glyph.size);
        Bounds { left: glyph.x.0.min(glyph.x.1), top, right: glyph.x.0.max(glyph.x.1), bottom }
    }

    fn with(self, other: Bounds) -> Bounds {
        Bounds {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn height(self) -> f64 {
        self.bottom - self.top
    }

    fn width(self) -> f64 {
        self.right - self.left
    }

    fn meets(self, other: Bounds) -> bool {
        self.left < other.right && self.right > other.left && self.top < other.bottom && self.bottom > other.top
    }

    fn area(self) -> f64 {
        self.width() * self.height()
    }
}

/// The text of all pages in layout boxes.
pub fn layout_boxes(glyphs: &[Glyph]) -> View {
    let pages = glyphs.chunk_by(|first, second| first.page == second.page);
    View(pages.flat_map(page).collect())
}

fn page(glyphs: &[Glyph]) -> Vec<Line> {
    let lines: Vec<(Bounds, Line)> = glyphs
        .chunk_by(follows)
        .map(|letters| {
            let letters: Vec<&Glyph> = letters.iter().collect();
            let bounds = letters.iter().map(|glyph| Bounds::of(glyph)).reduce(Bounds::with).expect("a line has glyphs");
            (bounds, Line::of(&letters))
        })
        .filter(|(_, line)| !line.text.trim().is_empty())
        .collect();
    let mut boxes = boxes(&lines);
    order(&mut boxes);
    boxes.into_iter().flat_map(|(_, members)| members).map(|index| lines[index].1.clone()).collect()
}

/// Whether a glyph continues the line of the previous one.
fn follows(first: &Glyph, second: &Glyph) -> bool {
    let (one, two) = (Bounds::of(first), Bounds::of(second));
    let shared = one.bottom.min(two.bottom) - one.top.max(two.top);
    let apart = (two.left - one.right).max(one.left - two.right).max(0.0);
    shared > OVERLAP * one.height().min(two.height()) && apart < CHAR_MARGIN * one.width().max(two.width())
}

/// Puts lines that are close, similar in height and aligned into one box.
fn boxes(lines: &[(Bounds, Line)]) -> Vec<(Bounds, Vec<usize>)> {
    let mut group: Vec<usize> = (0..lines.len()).collect();
    for (index, (bounds, _)) in lines.iter().enumerate() {
        let reach = LINE_MARGIN * bounds.height();
        for (other, (near, _)) in lines.iter().enumerate().skip(index + 1) {
            let close = near.top - bounds.bottom < reach
                && bounds.top - near.bottom < reach
                && near.left < bounds.right
                && near.right > bounds.left;
            let alike = (near.height() - bounds.height()).abs() <= reach;
            let middle = |bounds: &Bounds| (bounds.left + bounds.right) / 2.0;
            let aligned = (near.left - bounds.left).abs() <= reach
                || (near.right - bounds.right).abs() <= reach
                || (middle(near) - middle(bounds)).abs() <= reach;
            if close && alike && aligned {
                let (from, to) = (group[other], group[index]);
                group.iter_mut().filter(|member| **member == from).for_each(|member| *member = to);
            }
        }
    }
    let mut boxes: Vec<(usize, Bounds, Vec<usize>)> = Vec::new();
    for (index, (bounds, _)) in lines.iter().enumerate() {
        match boxes.iter_mut().find(|(key, ..)| *key == group[index]) {
            Some((_, whole, members)) => {
                *whole = whole.with(*bounds);
                members.push(index);
            }
            None => boxes.push((group[index], *bounds, vec![index])),
        }
    }
    for (_, _, members) in &mut boxes {
        members.sort_by(|first, second| lines[*first].0.top.total_cmp(&lines[*second].0.top));
    }
    boxes.into_iter().map(|(_, bounds, members)| (bounds, members)).collect()
}

/// A box, or two neighbouring groups of boxes.
enum Group {
    One(usize),
    Two(Box<Group>, Box<Group>),
}

/// Two candidate groups: whether another lies between them, the area they waste together, and their
/// indices. The smallest is joined first.
type Pair = Reverse<(bool, i64, usize, usize)>;

/// Joins boxes pairwise, the nearest first, preferring pairs with no other box between them; in each
/// pair, the one farther up and left comes first.
fn order(boxes: &mut Vec<(Bounds, Vec<usize>)>) {
    if boxes.len() > MOST_BOXES || boxes.is_empty() {
        return;
    }
    let mut groups: Vec<Option<(Bounds, Group)>> =
        boxes.iter().enumerate().map(|(index, (bounds, _))| Some((*bounds, Group::One(index)))).collect();
    let waste = |one: Bounds, two: Bounds| ((one.with(two).area() - one.area() - two.area()) * 1000.0) as i64;
    let mut pairs: BinaryHeap<Pair> = BinaryHeap::new();
    for (second, (two, _)) in boxes.iter().enumerate() {
        pairs.extend(
            boxes[..second]
                .iter()
                .enumerate()
                .map(|(first, (one, _))| Reverse((false, waste(*one, *two), first, second))),
        );
    }
    while let Some(Reverse((seen, wasted, first, second))) = pairs.pop() {
        let (Some((one, _)), Some((two, _))) = (&groups[first], &groups[second]) else { continue };
        let (one, two) = (*one, *two);
        let whole = one.with(two);
        let others = groups.iter().enumerate().filter(|(index, _)| *index != first && *index != second);
        if !seen && others.filter_map(|(_, group)| group.as_ref()).any(|(other, _)| other.meets(whole)) {
            pairs.push(Reverse((true, wasted, first, second)));
            continue;
        }
        let mut take = |index: usize| groups[index].take().expect("both groups exist").1;
        let (earlier, later) = (take(first), take(second));
        let rank =
            |bounds: Bounds| (1.0 - BOXES_FLOW) * bounds.left + (1.0 + BOXES_FLOW) * (bounds.top + bounds.bottom);
        let pair = if rank(one) <= rank(two) { (earlier, later) } else { (later, earlier) };
        let new = groups.len();
        for (index, group) in groups.iter().enumerate() {
            if let Some((bounds, _)) = group {
                pairs.push(Reverse((false, waste(*bounds, whole), index, new)));
            }
        }
        groups.push(Some((whole, Group::Two(Box::new(pair.0), Box::new(pair.1)))));
    }
    let mut indices = Vec::new();
    groups.into_iter().flatten().for_each(|(_, group)| walk(group, &mut indices));
    *boxes = indices.into_iter().map(|index| boxes[index].clone()).collect();
}

fn walk(group: Group, found: &mut Vec<usize>) {
    match group {
        Group::One(index) => found.push(index),
        Group::Two(first, second) => {
            walk(*first, found);
            walk(*second, found);
        }
    }
}
