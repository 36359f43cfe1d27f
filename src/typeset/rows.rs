//! Rows whose date stands at the end of the same line.
//!
//! The themes' prelude draws such a row as one line of text, which is far cheaper than a grid of two columns. Only in
//! a grid does the date stay at the end of the first line if the row is longer than that. So pages are laid out with
//! lines first; if one of them was too short for its row, all rows become grids.

use std::sync::LazyLock;

use typst::foundations::Label;
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::clusters::TOLERANCE;
use super::finish::FILLER;

/// The label of the start of a row that is drawn as a line of text.
static ROW_START: LazyLock<Option<Label>> = LazyLock::new(|| Label::new(PicoStr::intern("row-start")));

/// What is known of the row that was met last.
enum Row {
    /// It is over.
    Over,
    /// It begins with the next text.
    Begins,
    /// It began on the line with this baseline.
    On(Abs),
    /// It goes on, after the filler, on the line with this baseline.
    Filled(Abs),
}

/// Whether a row with a date takes more than one line.
pub fn are_long(document: &PagedDocument) -> bool {
    document.pages().iter().any(|page| is_long_in(&page.frame, Abs::zero(), &mut Row::Over))
}

/// Whether the filler of a row, or the text after it, is on another line than the first text.
fn is_long_in(frame: &Frame, top: Abs, row: &mut Row) -> bool {
    let differ = |one: Abs, other: Abs| (one - other).to_pt().abs() > TOLERANCE;
    frame.items().any(|(at, item)| match item {
        FrameItem::Tag(Tag::Start(element, _)) if element.label().is_some() && element.label() == *ROW_START => {
            *row = Row::Begins;
            false
        }
        FrameItem::Text(_) => {
            let line = top + at.y;
            let before = std::mem::replace(row, Row::Over);
            match before {
                Row::Begins => *row = Row::On(line),
                Row::On(start) => *row = Row::On(start),
                Row::Filled(_) | Row::Over => {}
            }
            matches!(before, Row::Filled(start) if differ(start, line))
        }
        FrameItem::Group(group) if group.label.is_some() && group.label == *FILLER => {
            let line = top + at.y + group.frame.height();
            let before = std::mem::replace(row, Row::Over);
            if let Row::On(start) = before {
                *row = Row::Filled(start);
            }
            matches!(before, Row::On(start) if differ(start, line))
        }
        FrameItem::Group(group) => is_long_in(&group.frame, top + at.y, row),
        _ => false,
    })
}
