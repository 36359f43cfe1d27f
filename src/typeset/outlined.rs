//! The dictionary that a theme is handed → the same as an outline, arranged as the
//! prelude's `parts.typ` and `sections.typ` arrange it on pages.

use typst::foundations::{Array, Content, Dict, SequenceElem, Smart, Value};
use typst::layout::BoxElem;
use typst::model::{Destination, EmphElem, LinkElem, LinkTarget, ListElem, ParbreakElem, StrongElem};
use typst::text::{
    Lang, LinebreakElem, RawContent, RawElem, Region, SmartQuoteElem, SmartQuoter, SmartQuotes, SpaceElem, StrikeElem,
    TextElem,
};

use crate::locale::{Direction, Locale, Paper};
use crate::outline::{About, Block, Body, Contact, Entry, Head, Heading, Item, Line, Mark, Outline, Section, plain};
use crate::theme::{AUTO, OptionValue, Options};

/// What one needs to know of a résumé beside its texts.
pub struct Reader<'a> {
    options: &'a Options,
    locale: &'a Locale,
    labels: Dict,
}

/// The outline of a résumé.
pub fn resume(data: &Dict, options: &Options, locale: &Locale) -> Outline {
    let reader = Reader { options, locale, labels: dict(data, "labels") };
    let sections = array(data, "sections").into_iter().filter_map(|section| section.cast::<Dict>().ok());
    let body = Body::Resume(sections.map(|section| reader.section(&section)).collect());
    Outline { about: reader.about(&dict(data, "document")), head: reader.head(&dict(data, "basics")), body }
}

/// The outline of the letter that goes with a résumé, if there is one.
pub fn letter(data: &Dict, options: &Options, locale: &Locale) -> Option<Outline> {
    let reader = Reader { options, locale, labels: dict(data, "labels") };
    let letter = match data.get("letter") {
        Ok(Value::Dict(letter)) => letter.clone(),
        _ => return None,
    };
    let about = reader.about(&dict(data, "document"));
    let head = reader.head(&dict(data, "basics"));
    let body = Body::Letter(reader.letter(&letter, &head.name));
    Some(Outline { about, head, body })
}

impl Reader<'_> {
    fn about(&self, document: &Dict) -> About {
        let paper = match self.options.get("paper") {
            Some(OptionValue::Text(name)) if name != AUTO => name.clone(),
            _ => self.locale.paper().name().to_owned(),
        };
        About {
            title: string(document, "title").unwrap_or_default(),
            subject: string(document, "subject"),
            keywords: array(document, "keywords")
                .iter()
                .filter_map(|word| word.clone().cast::<String>().ok())
                .collect(),
            language: format!("{}-{}", self.locale.language(), self.locale.region()),
            right_to_left: self.locale.direction() == Direction::Rtl,
            paper: if paper == Paper::UsLetter.name() { (612, 792) } else { (595, 842) },
        }
    }

    fn head(&self, basics: &Dict) -> Head {
        let label = ["label", "pronouns"].iter().filter_map(|key| self.line(basics, key)).collect();
        let contacts = array(basics, "contacts").into_iter().filter_map(|contact| {
            let contact = contact.cast::<Dict>().ok()?;
            let kind = string(&contact, "kind")?;
            Some(Contact { kind, text: string(&contact, "text")?, url: string(&contact, "url") })
        });
        let facts = array(basics, "facts").into_iter().filter_map(|fact| {
            let fact = fact.cast::<Dict>().ok()?;
            Some((self.line(&fact, "name")?, self.line(&fact, "value")?))
        });
        let name = self.line(basics, "name").unwrap_or_default();
        Head { name, label, contacts: contacts.collect(), facts: facts.collect() }
    }

    fn section(&self, section: &Dict) -> Section {
        let kind = string(section, "kind").unwrap_or_default();
        let title = self.line(section, "title").map(|line| plain(&line)).unwrap_or_default();
        let items = array(section, "entries");
        let lines = |one: &dyn Fn(&Dict) -> Line| -> Vec<Line> {
            items.iter().filter_map(|item| Some(one(&item.clone().cast::<Dict>().ok()?))).collect()
        };
        let listed = |lines: Vec<Line>| list(lines.into_iter().map(|line| Item::new(line, Vec::new())).collect());
        let under_one_another = |lines: Vec<Line>| lines.into_iter().map(Block::Paragraph).collect();
        let bare = |value: &Value| matches!(value, Value::Content(_) | Value::Str(_));
        let blocks: Vec<Block> = match kind.as_str() {
            "basics.summary" => items.iter().flat_map(|text| self.blocks(text)).collect(),
            "awards" => listed(lines(&|item| self.line_entry(item, "title", "awarder", true))),
            "certificates" => listed(lines(&|item| self.line_entry(item, "name", "issuer", false))),
            "publications" => listed(lines(&|item| self.publication(item))),
            "skills" => under_one_another(lines(&|item| {
                let level = self.line(item, "level").map(|level| around(" (", level, ")")).unwrap_or_default();
                let name = self.line(item, "name").unwrap_or_default();
                group([name, level].concat(), self.lines(item, "keywords"))
            })),
            "languages" => under_one_another(lines(&|item| {
                group(self.line(item, "language").unwrap_or_default(), self.line(item, "fluency").into_iter().collect())
            })),
            "interests" => under_one_another(lines(&|item| {
                group(self.line(item, "name").unwrap_or_default(), self.lines(item, "keywords"))
            })),
            "references" => items
                .iter()
                .filter_map(|item| item.clone().cast::<Dict>().ok())
                .flat_map(|item| self.reference(&item))
                .collect(),
            "custom" if items.iter().all(bare) => list(items.iter().map(|item| self.item(item)).collect()),
            kind => {
                let entry = |item: &Value| match item {
                    Value::Dict(parts) => self.entry(kind, parts),
                    other => Entry { blocks: self.blocks(other), ..Entry::default() },
                };
                let entries = items.iter().map(entry).collect();
                return Section { kind: kind.to_owned(), title, entries };
            }
        };
        Section { kind, title, entries: vec![Entry { blocks, ..Entry::default() }] }
    }

    /// One line: what it is, from whom, and when. A bare year may belong to the name of a contest.
    fn line_entry(&self, item: &Dict, name: &str, from: &str, contest: bool) -> Line {
        let mut line = vec![Mark::Strong(linked(self.line(item, name).unwrap_or_default(), address(item)))];
        let from = self.line(item, from);
        if let Some(from) = &from {
            line.extend(text(", "));
            line.extend(from.clone());
        }
        if let Some(dates) = dates(item) {
            let joined = contest && from.is_some() && dates.chars().count() == 4;
            line.extend(text(if joined { " " } else { ", " }));
            line.extend(text(&dates));
        }
        if let Some(summary) = self.line(item, "summary") {
            line.extend(text(". "));
            line.extend(summary);
        }
        line
    }

    /// Authors, date, title, where it appeared, where it can be read.
    fn publication(&self, item: &Dict) -> Line {
        let authors = self.lines(item, "authors");
        let stops = dict(item, "stops");
        let stop = |key: &str| text(&string(&stops, key).unwrap_or_default());
        let date = dates(item).map(|date| text(&format!(" ({date})"))).unwrap_or_default();
        let publisher = self.line(item, "publisher");
        let mut line = Line::new();
        let authored = !authors.is_empty();
        if authored {
            line.extend(joined(authors, ", "));
            line.extend(date.clone());
            line.extend(text(". "));
        }
        line.push(Mark::Emphasis(self.line(item, "name").unwrap_or_default()));
        if publisher.is_none() && !authored {
            line.extend(date.clone());
        }
        line.extend(stop("name"));
        if let Some(publisher) = publisher {
            line.extend(text(" "));
            line.extend(publisher);
            if !authored {
                line.extend(date);
            }
            line.extend(stop("publisher"));
        }
        if let Some(summary) = self.line(item, "summary") {
            line.extend(text(" "));
            line.extend(summary);
            line.extend(stop("summary"));
        }
        let doi = dict(item, "doi");
        if let (Some(url), Some(shown)) = (string(&doi, "url"), string(&doi, "text")) {
            line.extend(text(" "));
            line.push(Mark::Link { body: text(&format!("doi:{shown}")), url });
            line.extend(text("."));
        }
        if let Some((url, shown)) = address_shown(item) {
            line.extend(text(" "));
            line.push(Mark::Link { body: text(&shown), url });
        }
        line
    }

    fn reference(&self, item: &Dict) -> Vec<Block> {
        let mut line = vec![Mark::Strong(self.line(item, "name").unwrap_or_default())];
        let contacts = array(item, "contacts").into_iter().filter_map(|contact| {
            let contact = contact.cast::<Dict>().ok()?;
            Some(linked(text(&string(&contact, "text")?), string(&contact, "url")))
        });
        let rest = ["position", "organization"].iter().filter_map(|key| self.line(item, key)).chain(contacts);
        for part in rest {
            line.extend(text(", "));
            line.extend(part);
        }
        let said = item.get("reference").ok().map(|said| self.blocks(said)).unwrap_or_default();
        std::iter::once(Block::Paragraph(line)).chain(said).collect()
    }

    /// An entry with a line that leads it, arranged as `entry-parts` of the prelude does.
    fn entry(&self, kind: &str, item: &Dict) -> Entry {
        let line = |key: &str| self.line(item, key);
        let placed = !matches!(self.options.get("locations"), Some(OptionValue::Boolean(false)));
        let location = if placed { line("location") } else { None };
        let labelled = |key: &str, value: Option<Line>| value.map(|value| [self.label(key), value].concat());
        let words = |key: &str| labelled(key, given(self.lines(item, key), ", "));
        let role = |parts: Vec<Option<Line>>, separator| given(parts.into_iter().flatten().collect(), separator);
        let shown = || address_shown(item).map(|(url, shown)| vec![Mark::Link { body: text(&shown), url }]);
        let (name, beside, role, added, texts, after): (_, _, _, _, Vec<&str>, _) = match kind {
            "work" => {
                ("name", location, line("position"), line("team"), vec!["description", "summary"], words("keywords"))
            }
            "volunteer" => ("organization", location, line("position"), None, vec!["summary"], None),
            "education" => (
                "institution",
                location,
                role(vec![line("studyType"), line("area")], " "),
                role(vec![self.score(item), labelled("standing", line("standing"))], "; "),
                vec!["thesis", "summary"],
                words("courses"),
            ),
            "projects" => (
                "name",
                role(vec![line("type"), line("entity"), location, shown()], ", "),
                given(self.lines(item, "roles"), ", "),
                None,
                vec!["description", "summary"],
                words("keywords"),
            ),
            _ => ("title", location, line("subtitle"), None, vec!["summary"], words("keywords")),
        };
        let separator = if kind == "education" { "; " } else { ", " };
        let mut lead = linked(line(name).unwrap_or_default(), address(item));
        let roles = array(item, "positions");
        let led = matches!(self.options.get("entryOrder"), Some(OptionValue::Text(order)) if order == "role-first")
            && ["work", "volunteer", "education"].contains(&kind)
            && roles.is_empty();
        let (beside, under) = match (role, led) {
            (Some(role), true) => {
                let under = given(std::iter::once(lead).chain(beside).collect(), ", ");
                lead = role;
                match kind {
                    "work" => (added, under),
                    _ => (None, given(under.into_iter().chain(added).collect(), separator)),
                }
            }
            (role, _) => {
                let role = role.map(|role| vec![Mark::Emphasis(role)]);
                (beside, given(role.into_iter().chain(added).collect(), separator))
            }
        };
        let mut heading = vec![Mark::Strong(lead)];
        if let Some(beside) = beside {
            heading.extend(text(", "));
            heading.extend(beside);
        }
        let mut blocks: Vec<Block> = under.map(Block::Role).into_iter().collect();
        for key in texts {
            match key {
                "thesis" => blocks.extend(labelled("thesis", line("thesis")).map(Block::Paragraph)),
                key => blocks.extend(item.get(key).ok().map(|said| self.blocks(said)).unwrap_or_default()),
            }
        }
        blocks.extend(self.bullets(item));
        blocks.extend(after.map(Block::Paragraph));
        let roles = roles.into_iter().filter_map(|role| Some(self.position(&role.cast::<Dict>().ok()?)));
        Entry { heading: Some(Heading { line: heading, dates: dates(item) }), blocks, roles: roles.collect() }
    }

    /// One of several roles at an employer.
    fn position(&self, item: &Dict) -> Entry {
        let placed = !matches!(self.options.get("locations"), Some(OptionValue::Boolean(false)));
        let beside = ["team", "location"].into_iter().filter(|key| placed || *key == "team");
        let name = vec![Mark::Emphasis(self.line(item, "position").unwrap_or_default())];
        let line = std::iter::once(name).chain(beside.filter_map(|key| self.line(item, key))).collect();
        let line = given(line, ", ").unwrap_or_default();
        let mut blocks = item.get("summary").ok().map(|said| self.blocks(said)).unwrap_or_default();
        blocks.extend(self.bullets(item));
        Entry { heading: Some(Heading { line, dates: dates(item) }), blocks, roles: Vec::new() }
    }

    fn bullets(&self, item: &Dict) -> Vec<Block> {
        list(array(item, "highlights").iter().map(|highlight| self.item(highlight)).collect())
    }

    /// A grade in figures needs a word before it; "First-class honours" does not.
    fn score(&self, item: &Dict) -> Option<Line> {
        let score = string(item, "score")?;
        let figures = |text: &str| !text.is_empty() && text.chars().all(|letter| "0123456789., ".contains(letter));
        let (value, out_of) = score.split_once('/').map_or((score.as_str(), None), |(value, of)| (value, Some(of)));
        let starts = value.starts_with(|letter: char| letter.is_ascii_digit());
        if !(starts && figures(value) && out_of.is_none_or(figures)) {
            return Some(text(&score));
        }
        let out_of = out_of.map(str::trim).unwrap_or_default();
        let average = value.starts_with(['0', '1', '2', '3', '4', '5'])
            && value.trim()[1..].starts_with(['.', ','])
            && out_of.starts_with(['4', '5'])
            && out_of[1..].chars().next().is_none_or(|next| next == '.' || next == ',');
        let label = if average && self.labels.contains("gpa") { "gpa" } else { "score" };
        Some([self.label(label), text(&score)].concat())
    }

    fn label(&self, key: &str) -> Line {
        text(&format!("{}: ", string(&self.labels, key).unwrap_or_default()))
    }

    fn letter(&self, letter: &Dict, name: &Line) -> Vec<Block> {
        let layout = string(letter, "layout").unwrap_or_default();
        let placed = layout == "din-5008" || layout == "fr";
        let city = string(letter, "city").filter(|_| placed).map(|city| text(&city));
        let date = string(letter, "date").map(|date| text(&date));
        let date = given(city.into_iter().chain(date).collect(), ", ").map(Block::Paragraph);
        let recipient = self.lines(letter, "recipient");
        let recipient = (!recipient.is_empty()).then(|| {
            let lines: Vec<Line> = recipient;
            let broken = lines.into_iter().enumerate().flat_map(|(index, line)| {
                let before = (index > 0).then_some(Mark::Break);
                before.into_iter().chain(line).collect::<Line>()
            });
            Block::Paragraph(broken.collect())
        });
        let mut blocks: Vec<Block> = if layout == "us-block" {
            date.into_iter().chain(recipient).collect()
        } else {
            recipient.into_iter().chain(date).collect()
        };
        if let Some(subject) = self.line(letter, "subject") {
            let lead = if layout == "fr" {
                text(&format!("{} : ", plain(&self.label("subject")).trim_end_matches(": ")))
            } else {
                Line::new()
            };
            blocks.push(Block::Paragraph(vec![Mark::Strong([lead, subject].concat())]));
        }
        blocks.extend(self.line(letter, "opening").map(Block::Paragraph));
        blocks.extend(letter.get("body").ok().map(|body| self.blocks(body)).unwrap_or_default());
        blocks.extend(self.line(letter, "closing").map(Block::Paragraph));
        blocks.push(Block::Paragraph(name.clone()));
        if let Some(enclosed) = given(self.lines(letter, "enclosures"), ", ") {
            blocks.push(Block::Paragraph([self.label("enclosures"), enclosed].concat()));
        }
        blocks
    }

    fn line(&self, item: &Dict, key: &str) -> Option<Line> {
        self.value(item.get(key).ok()?)
    }

    fn lines(&self, item: &Dict, key: &str) -> Vec<Line> {
        array(item, key).iter().filter_map(|value| self.value(value)).collect()
    }

    fn value(&self, value: &Value) -> Option<Line> {
        match value {
            Value::Str(letters) => Some(text(letters)),
            Value::Content(content) => {
                let line = Marks::of(self.locale, [content]);
                (!line.is_empty()).then_some(line)
            }
            _ => None,
        }
    }

    /// Paragraphs and lists.
    fn blocks(&self, value: &Value) -> Vec<Block> {
        let Value::Content(content) = value else {
            return self.value(value).map(Block::Paragraph).into_iter().collect();
        };
        let mut blocks = Vec::new();
        let mut line: Vec<&Content> = Vec::new();
        let flush = |line: &mut Vec<&Content>, blocks: &mut Vec<Block>| {
            let marks = Marks::of(self.locale, line.drain(..));
            if !marks.is_empty() {
                blocks.push(Block::Paragraph(marks));
            }
        };
        for child in children(content) {
            if let Some(items) = child.to_packed::<ListElem>() {
                flush(&mut line, &mut blocks);
                let items = items.children.iter().map(|item| self.item(&Value::Content(item.body.clone())));
                blocks.push(Block::List(items.collect()));
            } else if child.is::<ParbreakElem>() {
                flush(&mut line, &mut blocks);
            } else {
                line.push(child);
            }
        }
        flush(&mut line, &mut blocks);
        blocks
    }

    /// A bullet: its line, and the list at its end.
    fn item(&self, value: &Value) -> Item {
        let (mut line, mut below) = (Line::new(), Vec::new());
        for block in self.blocks(value) {
            match block {
                Block::Paragraph(text) | Block::Role(text) => line.extend(text),
                Block::List(items) => below.extend(items),
            }
        }
        Item::new(line, below)
    }
}

/// The pieces of content, one within another no longer.
fn children(content: &Content) -> Vec<&Content> {
    match content.to_packed::<SequenceElem>() {
        Some(sequence) => sequence.children.iter().flat_map(children).collect(),
        None => vec![content],
    }
}

/// Reads content as marks, with straight quotes in the form of the language.
struct Marks {
    quoter: SmartQuoter,
    lang: Lang,
    region: Option<Region>,
    /// The letter before.
    before: Option<char>,
}

impl Marks {
    fn of<'c>(locale: &Locale, pieces: impl IntoIterator<Item = &'c Content>) -> Line {
        let lang = locale.language().parse().unwrap_or(Lang::ENGLISH);
        let region = locale.region().parse().ok();
        let mut marks = Marks { quoter: SmartQuoter::new(), lang, region, before: None };
        let mut line = Line::new();
        pieces.into_iter().for_each(|piece| marks.read(piece, &mut line));
        line
    }

    fn read(&mut self, content: &Content, line: &mut Line) {
        let within = |marks: &mut Marks, body: &Content| {
            let mut inner = Line::new();
            marks.read(body, &mut inner);
            inner
        };
        if let Some(sequence) = content.to_packed::<SequenceElem>() {
            sequence.children.iter().for_each(|child| self.read(child, line));
        } else if let Some(letters) = content.to_packed::<TextElem>() {
            self.push(&letters.text, line);
        } else if content.is::<SpaceElem>() {
            self.push(" ", line);
        } else if let Some(quote) = content.to_packed::<SmartQuoteElem>() {
            let double = quote.double.as_option().unwrap_or(true);
            let quotes = SmartQuotes::get(const { &Smart::Auto }, self.lang, self.region, false);
            let quote = self.quoter.quote(self.before, &quotes, double).to_owned();
            self.push(&quote, line);
        } else if let Some(emphasis) = content.to_packed::<EmphElem>() {
            line.push(Mark::Emphasis(within(self, &emphasis.body)));
        } else if let Some(strong) = content.to_packed::<StrongElem>() {
            line.push(Mark::Strong(within(self, &strong.body)));
        } else if let Some(struck) = content.to_packed::<StrikeElem>() {
            line.push(Mark::Struck(within(self, &struck.body)));
        } else if let Some(code) = content.to_packed::<RawElem>() {
            if let RawContent::Text(code) = &code.text {
                self.before = code.chars().last().or(self.before);
                line.push(Mark::Code(code.to_string()));
            }
        } else if let Some(link) = content.to_packed::<LinkElem>() {
            let body = within(self, &link.body);
            match &link.dest {
                LinkTarget::Dest(Destination::Url(url)) => line.push(Mark::Link { body, url: url.to_string() }),
                _ => line.extend(body),
            }
        } else if let Some(boxed) = content.to_packed::<BoxElem>() {
            if let Some(body) = boxed.body.as_option().as_ref().and_then(Option::as_ref) {
                self.read(body, line);
            }
        } else if content.is::<LinebreakElem>() {
            self.before = Some('\n');
            line.push(Mark::Break);
        } else {
            self.push(&content.plain_text(), line);
        }
    }

    fn push(&mut self, letters: &str, line: &mut Line) {
        self.before = letters.chars().last().or(self.before);
        match line.last_mut() {
            Some(Mark::Text(before)) => before.push_str(letters),
            _ => line.extend(text(letters)),
        }
    }
}

/// A word with what belongs to it.
fn group(name: Line, words: Vec<Line>) -> Line {
    if words.is_empty() {
        return vec![Mark::Strong(name)];
    }
    let mut line = vec![Mark::Strong([name, text(":")].concat())];
    line.extend(text(" "));
    line.extend(joined(words, ", "));
    line
}

fn around(before: &str, line: Line, after: &str) -> Line {
    [text(before), line, text(after)].concat()
}

fn linked(body: Line, url: Option<String>) -> Line {
    match url {
        Some(url) => vec![Mark::Link { body, url }],
        None => body,
    }
}

fn list(items: Vec<Item>) -> Vec<Block> {
    if items.is_empty() { Vec::new() } else { vec![Block::List(items)] }
}

fn text(letters: &str) -> Line {
    if letters.is_empty() { Line::new() } else { vec![Mark::Text(letters.to_owned())] }
}

fn joined(lines: Vec<Line>, separator: &str) -> Line {
    let mut all = Line::new();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            all.extend(text(separator));
        }
        all.extend(line);
    }
    all
}

fn given(lines: Vec<Line>, separator: &str) -> Option<Line> {
    (!lines.is_empty()).then(|| joined(lines, separator))
}

fn dates(item: &Dict) -> Option<String> {
    string(&dict(item, "dates"), "text")
}

fn address(item: &Dict) -> Option<String> {
    string(&dict(item, "url"), "url")
}

fn address_shown(item: &Dict) -> Option<(String, String)> {
    let url = dict(item, "url");
    Some((string(&url, "url")?, string(&url, "text")?))
}

fn dict(data: &Dict, key: &str) -> Dict {
    data.get(key).ok().and_then(|value| value.clone().cast::<Dict>().ok()).unwrap_or_default()
}

fn array(data: &Dict, key: &str) -> Array {
    data.get(key).ok().and_then(|value| value.clone().cast::<Array>().ok()).unwrap_or_default()
}

fn string(data: &Dict, key: &str) -> Option<String> {
    match data.get(key) {
        Ok(Value::Str(text)) => Some(text.to_string()),
        _ => None,
    }
}
