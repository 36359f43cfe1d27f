//! Lists that a theme draws in several parts, so that a page never breaks after their first item or before their
//! last, become one list again in the structure of the document.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use typst::foundations::Label;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, GroupItem};
use typst::model::{Document as _, ListElem};
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

/// The label of a list that goes on in the next one.
static GOES_ON: LazyLock<Option<Label>> = LazyLock::new(|| Label::new(PicoStr::intern("list-goes-on")));

/// What happens to the tags of lists.
#[derive(Default)]
struct Parts {
    /// The lists that go on in the next one, between their start and their end.
    open: HashSet<Location>,
    /// The end of a list that goes on: the first part of it, and the part that ends.
    ended: Option<(Location, Location)>,
    /// The list that each of its later parts belongs to.
    whole: HashMap<Location, Location>,
    /// The parts whose end is not that of the whole list.
    unfinished: HashSet<Location>,
    /// The ends of the first parts, which become those of the whole lists.
    ends: HashMap<Location, Tag>,
}

/// Joins the parts of lists; `None` if there are none.
pub fn joined(document: &PagedDocument) -> Option<PagedDocument> {
    let mut parts = Parts::default();
    document.pages().iter().for_each(|page| parts.find(&page.frame));
    if parts.whole.is_empty() {
        return None;
    }
    let pages = document.pages().iter().map(|page| Page { frame: parts.rewritten(&page.frame), ..page.clone() });
    Some(PagedDocument::new(pages.collect(), document.info().clone()))
}

impl Parts {
    fn find(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.find(&group.frame),
                FrameItem::Tag(Tag::Start(element, _)) if element.is::<ListElem>() => {
                    let Some(location) = element.location() else { continue };
                    if let Some((first, last)) = self.ended.take() {
                        self.whole.insert(location, first);
                        self.unfinished.insert(last);
                    }
                    if element.label().is_some() && element.label() == *GOES_ON {
                        self.open.insert(location);
                    }
                }
                FrameItem::Tag(tag @ Tag::End(location, ..)) if self.open.remove(location) => {
                    let first = self.whole.get(location).copied().unwrap_or(*location);
                    self.ends.entry(first).or_insert_with(|| tag.clone());
                    self.ended = Some((first, *location));
                }
                _ => {}
            }
        }
    }

    /// The frame without the tags between the parts of a list.
    fn rewritten(&self, frame: &Frame) -> Frame {
        let mut rewritten = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            rewritten.set_baseline(frame.baseline());
        }
        rewritten.push_multiple(frame.items().filter_map(|(at, item)| Some((*at, self.item(item)?))));
        rewritten
    }

    fn item(&self, item: &FrameItem) -> Option<FrameItem> {
        Some(match item {
            FrameItem::Group(group) => {
                FrameItem::Group(GroupItem { frame: self.rewritten(&group.frame), ..group.clone() })
            }
            FrameItem::Tag(Tag::Start(element, _)) if self.whole.contains_key(&element.location()?) => return None,
            FrameItem::Tag(Tag::End(location, ..)) if self.unfinished.contains(location) => return None,
            FrameItem::Tag(Tag::End(location, ..)) => match self.whole.get(location) {
                Some(first) => FrameItem::Tag(self.ends.get(first)?.clone()),
                None => item.clone(),
            },
            _ => item.clone(),
        })
    }
}
