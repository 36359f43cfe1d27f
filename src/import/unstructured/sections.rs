//! Sections → the keys of the format.

use super::super::draft::{Draft, list, pair, text};
use super::entries::{Block, RawEntry, entries, joined};
use super::guesses::Findings;
use super::heads::{self, Head};
use super::lines::{Document, Piece, escaped};
use super::segment::{Segment, Segments};
use super::titles::{self, Topic};
use super::words::{degree_head, is_degree, is_place, is_school, score};
use super::work::{self, sub};
use super::{header, lists};
use crate::locale::usual_title;
use crate::resume::Section;
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

/// Converts a document to the tree of a résumé.
pub fn convert(document: &Document, segments: &Segments, findings: &mut Findings) -> Node {
    let mut header = header::read(document, segments, findings);
    let mut summary: Vec<Node> = paragraphs(&header.paragraphs, document);
    let mut contents: Vec<(String, Vec<Node>)> = Vec::new();
    let mut custom = Draft::default();
    let mut order: Vec<Node> = Vec::new();
    for segment in &segments.sections {
        let title = document.lines[segment.title].cells[0].whole();
        let shown = shown_title(document, segment);
        findings.convert(document.lines[segment.title].span());
        match segment.topic {
            Topic::Standard(Section::Summary) => {
                summary.extend(flowing(document, &segment.lines));
                if !order.iter().any(|node| key_of(node) == Some(Section::Summary.key())) {
                    order.push(choice(Section::Summary.key(), &shown, title.span));
                }
            }
            Topic::Standard(section) => {
                let made = content(document, section, segment, findings);
                match contents.iter_mut().find(|(key, _)| key == section.key()) {
                    Some((_, all)) => all.extend(made),
                    None if made.is_empty() => {}
                    None => {
                        contents.push((section.key().to_owned(), made));
                        order.push(choice(section.key(), &shown, title.span));
                    }
                }
            }
            Topic::Contact | Topic::Custom => {
                let made = custom_entries(document, segment, findings);
                if made.is_empty() {
                    continue;
                }
                let key = custom_key(&shown, &custom);
                let mut own = Draft::default();
                own.put("title", text(escaped(&shown), title.span));
                own.put("entries", list(made));
                custom.put(&key, own.node(title.span));
                order.push(text(key, title.span));
            }
        }
    }
    let whole = document.source.span(0..document.source.text().len());
    if !summary.is_empty() {
        let span = summary[0].span;
        let joined: Vec<&str> = summary.iter().filter_map(super::super::draft::scalar).collect();
        header.basics.put("summary", text(joined.join("\n\n"), span));
    }
    let mut root = Draft::default();
    root.put("basics", header.basics.node(whole).or_else(|| Some(pair("name", text("", whole)))));
    root.put_list("sections", order);
    for (key, made) in contents {
        root.put_list(&key, made);
    }
    root.put("custom", custom.node(whole));
    let mut root = root.node(whole).unwrap_or_else(|| Node::nothing(whole));
    in_usual_order(&mut root);
    root
}

/// The order of keys in an entry.
const ORDER: &[&str] = &[
    "name",
    "institution",
    "organization",
    "title",
    "language",
    "position",
    "subtitle",
    "studyType",
    "area",
    "team",
    "type",
    "awarder",
    "issuer",
    "authors",
    "url",
    "location",
    "startDate",
    "endDate",
    "date",
    "releaseDate",
    "publisher",
    "fluency",
    "score",
    "standing",
    "description",
    "summary",
    "highlights",
    "keywords",
    "note",
];

/// Puts the keys of entries in the usual order.
fn in_usual_order(root: &mut Node) {
    for section in root.entries_mut().into_iter().flatten() {
        let Value::Sequence(items) = &mut section.value.value else { continue };
        for entries in items.iter_mut().filter_map(|item| item.entries_mut()) {
            entries.sort_by_key(|entry| ORDER.iter().position(|key| *key == entry.key.name).unwrap_or(ORDER.len()));
        }
    }
}

/// The title of a section as it is written, in capitals only if it is short.
fn shown_title(document: &Document, segment: &Segment) -> String {
    let text = document.lines[segment.title].cells[0].text();
    let text = text.trim().trim_end_matches([':', '：']).trim();
    let text = titles::unspaced(text).unwrap_or_else(|| text.to_owned());
    let is_caps = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    if !is_caps || text.chars().count() <= 3 {
        return text;
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or(String::new(), |first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
    };
    text.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

fn key_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        Value::Mapping(entries) => entries.first().map(|entry| entry.key.name.as_str()),
        Value::Sequence(_) => None,
    }
}

/// A section of the list of sections, with its title.
fn choice(key: &str, title: &str, span: Span) -> Node {
    Node {
        span,
        value: Value::Mapping(vec![Entry {
            key: Key { span, name: key.to_owned() },
            value: text(escaped(title), span),
        }]),
    }
}

/// Leaves out the titles that the language has anyway.
pub fn without_usual_titles(root: &mut Node, language: Option<&str>) {
    let Some(entries) = root.entries_mut() else { return };
    let usual = |key: &str, title: &str| {
        Section::find(key).is_some_and(|section| usual_title(language, section).is_some_and(|usual| usual == title))
    };
    for entry in entries.iter_mut().filter(|entry| entry.key.name == "sections") {
        let Value::Sequence(items) = &mut entry.value.value else { continue };
        for item in items.iter_mut() {
            let Value::Mapping(choices) = &item.value else { continue };
            let [Entry { key, value: Node { value: Value::Scalar { text: title, .. }, .. } }] = &choices[..] else {
                continue;
            };
            if usual(&key.name, title) {
                *item = text(key.name.clone(), item.span);
            }
        }
    }
}

fn custom_key(title: &str, custom: &Draft) -> String {
    let word = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let words: String = title.to_lowercase().chars().map(word).collect();
    let key = words.split_whitespace().collect::<Vec<_>>().join("-");
    let key = if key.is_empty() || Section::find(&key).is_some() { format!("{key}-section") } else { key };
    let numbered = (2..).map(|number| format!("{key}-{number}"));
    std::iter::once(key.clone()).chain(numbered).find(|key| !custom.has(key)).unwrap_or(key)
}

fn content(document: &Document, section: Section, segment: &Segment, findings: &mut Findings) -> Vec<Node> {
    let lines = &segment.lines;
    match section {
        Section::Work | Section::Volunteer => jobs(document, section, lines, findings),
        Section::Projects => projects(document, lines, findings),
        Section::Education => schools(document, lines, findings),
        Section::Skills => lists::skills(document, lines, true, findings),
        Section::Interests => lists::skills(document, lines, true, findings),
        Section::Languages => lists::languages(document, lines),
        Section::Awards => lists::honours(document, lines, ("title", "awarder"), findings),
        Section::Certificates => lists::honours(document, lines, ("name", "issuer"), findings),
        Section::Publications => lists::publications(document, lines, findings),
        Section::References => references(document, lines),
        Section::Summary => Vec::new(),
    }
}

/// The lines of a section as paragraphs.
fn flowing(document: &Document, indices: &[usize]) -> Vec<Node> {
    let mut blocks: Vec<(Vec<Piece>, bool)> = Vec::new();
    let mut last: Option<usize> = None;
    for index in indices {
        let line = &document.lines[*index];
        let apart = last.map(|last| &document.lines[last]).is_none_or(|last| {
            let step = line.y - last.y;
            let height = if document.is_laid_out { 1.9 * line.size().max(8.0) } else { 1.5 };
            !line.continues && line.page == last.page && (step > height || step < 0.0)
        });
        last = Some(*index);
        let is_bullet = line.bullet.is_some();
        match blocks.last_mut().filter(|_| !apart && !is_bullet) {
            Some((block, _)) => block.extend(line.pieces()),
            None => blocks.push((line.pieces(), is_bullet)),
        }
    }
    let mut nodes: Vec<Node> = Vec::new();
    let mut in_list = false;
    for (block, is_bullet) in blocks {
        let span = Span { end: block[block.len() - 1].span.end, ..block[0].span };
        let own = joined(&block, |piece| &piece.rich);
        let own = if is_bullet { format!("- {own}") } else { own };
        match nodes.last_mut().filter(|_| is_bullet && in_list) {
            Some(Node { value: Value::Scalar { text, .. }, .. }) => *text = format!("{text}\n{own}"),
            _ => nodes.push(text(own, span)),
        }
        in_list = is_bullet;
    }
    nodes
}

fn paragraphs(pieces: &[Piece], document: &Document) -> Vec<Node> {
    let indices: Vec<usize> = pieces
        .iter()
        .filter_map(|piece| {
            document
                .lines
                .iter()
                .position(|line| line.span().start <= piece.span.start && piece.span.end <= line.span().end)
        })
        .collect();
    let mut unique = indices.clone();
    unique.dedup();
    match unique.len() == pieces.len()
        && pieces.iter().zip(&unique).all(|(piece, index)| {
            document.lines[*index].cells.len() == 1 && piece.span == document.lines[*index].span()
        }) {
        true => flowing(document, &unique),
        false => pieces.iter().map(|piece| text(piece.rich.clone(), piece.span)).collect(),
    }
}

fn put_dates(draft: &mut Draft, head: &Head, is_school: bool, findings: &mut Findings) {
    let Some((found, span)) = &head.dates else { return };
    findings.convert(*span);
    match &found.end {
        Some(end) => {
            draft.put("startDate", text(found.start.as_str(), *span));
            draft.put("endDate", text(end.as_str(), *span));
        }
        // A single date of a school is that of the degree.
        None if is_school => draft.put("endDate", text(found.start.as_str(), *span)),
        None => {
            draft.put("startDate", text(found.start.as_str(), *span));
            draft.put("endDate", text(found.start.as_str(), *span));
        }
    }
}

/// The body of an entry: a summary of paragraphs, and highlights.
fn put_body(draft: &mut Draft, body: &[Block]) {
    let mut texts: Vec<(String, Span)> = Vec::new();
    let mut bullets: Vec<(usize, Node)> = Vec::new();
    for block in body {
        let Some(last) = block.pieces.last() else { continue };
        let span = Span { end: last.span.end, ..block.pieces[0].span };
        let rich = joined(&block.pieces, |piece| &piece.rich);
        match block.bullet {
            Some(level) => bullets.push((level, text(rich, span))),
            None => texts.push((rich, span)),
        }
    }
    if let Some((_, span)) = texts.first().cloned() {
        let all: Vec<String> = texts.into_iter().map(|(text, _)| text).collect();
        draft.put("summary", text(all.join("\n\n"), span));
    }
    draft.put_list("highlights", nested(bullets));
}

/// Bullet points with those of deeper levels below them.
fn nested(bullets: Vec<(usize, Node)>) -> Vec<Node> {
    let least = bullets.iter().map(|(level, _)| *level).min().unwrap_or(0);
    let mut found: Vec<(Node, Vec<(usize, Node)>)> = Vec::new();
    for (level, node) in bullets {
        match found.last_mut().filter(|_| level > least) {
            Some((_, below)) => below.push((level, node)),
            None => found.push((node, Vec::new())),
        }
    }
    let with_below = |(node, below): (Node, Vec<(usize, Node)>)| {
        if below.is_empty() {
            return Some(node);
        }
        let span = node.span;
        let mut highlight = Draft::default();
        highlight.put("text", node);
        highlight.put_list("highlights", nested(below));
        highlight.node(span)
    };
    found.into_iter().filter_map(with_below).collect()
}

fn span_of(document: &Document, entry: &RawEntry) -> Span {
    let head = entry.head.iter().map(|index| document.lines[*index].span());
    let body = entry.body.iter().flat_map(|block| block.pieces.iter().map(|piece| piece.span));
    head.chain(body)
        .reduce(|all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end), ..all })
        .unwrap_or_default()
}

fn put_piece(draft: &mut Draft, key: &str, piece: Option<&Piece>) {
    draft.put(key, piece.map(|piece| text(piece.rich.clone(), piece.span)));
}

/// Keeps what has no place in the note of its entry.
fn put_note(draft: &mut Draft, rest: &[Piece]) {
    if let Some(first) = rest.first() {
        let all: Vec<&str> = rest.iter().map(|piece| piece.text.as_str()).collect();
        draft.put("note", text(all.join("; "), first.span));
    }
}

fn put_link(draft: &mut Draft, parts: &[heads::Part]) {
    let link = parts.iter().find_map(|part| part.piece.link.clone().map(|link| (link, part.piece.span)));
    if let Some((link, span)) = link.filter(|(link, _)| link.starts_with("http")) {
        draft.put("url", text(link, span));
    }
}

fn put_place(draft: &mut Draft, head: &Head, other: Option<&Piece>, findings: &mut Findings) {
    if let Some((place, is_guess)) = &head.place {
        put_piece(draft, "location", Some(place));
        if *is_guess {
            findings.guess(place.span, "the place");
        }
    } else {
        if let Some(place) = other.filter(|place| !is_place(&place.text)) {
            findings.guess(place.span, "the place");
        }
        put_piece(draft, "location", other);
    }
}

fn jobs(document: &Document, section: Section, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let raw = entries(document, indices);
    let heads: Vec<Head> = raw.iter().map(|entry| heads::read(document, entry)).collect();
    let role_at = work::vote(&heads);
    let name = if section == Section::Work { "name" } else { "organization" };
    let mut made = Vec::new();
    for (entry, head) in raw.iter().zip(&heads) {
        let mut draft = Draft::default();
        let mut parts = head.parts.clone();
        // What is said of an employer in a sentence is not its name.
        let described = parts.iter().position(|part| part.piece.text.chars().count() > 90);
        let description = described.filter(|_| parts.len() > 1).map(|at| parts.remove(at).piece);
        let job = work::read(&parts, role_at, findings);
        put_piece(&mut draft, name, job.organisation.as_ref());
        put_piece(&mut draft, "position", job.position.as_ref());
        if section == Section::Work {
            put_piece(&mut draft, "team", job.team.as_ref());
        }
        put_link(&mut draft, &parts);
        put_place(&mut draft, head, job.place.as_ref(), findings);
        put_dates(&mut draft, head, false, findings);
        let mut body = entry.body.clone();
        if let Some(description) = description {
            body.insert(0, Block { bullet: None, pieces: vec![description] });
        }
        put_body(&mut draft, &body);
        let mut rest = job.rest;
        if section == Section::Volunteer {
            rest.extend(job.team);
        }
        put_note(&mut draft, &rest);
        if !draft.has(name) && !draft.has("position") {
            // Text without a head is kept as it is, below the entry before it if there is one.
            draft.put(name, text("?", span_of(document, entry)));
            findings.guess(span_of(document, entry), "a job, though its head was not found");
        }
        made.extend(draft.node(span_of(document, entry)));
    }
    made
}

fn projects(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let raw = entries(document, indices);
    let undated = raw.iter().all(|entry| !entry.is_dated && entry.head.is_empty());
    if undated {
        // A list of projects without heads: each bullet is one.
        let blocks = raw.iter().flat_map(|entry| &entry.body);
        return blocks.filter_map(bullet_project).collect();
    }
    let mut made = Vec::new();
    for entry in &raw {
        let head = heads::read(document, entry);
        let mut draft = Draft::default();
        let mut parts = head.parts.iter().map(|part| part.piece.clone());
        put_piece(&mut draft, "name", parts.next().as_ref());
        let rest: Vec<Piece> = parts.collect();
        let (long, short): (Vec<Piece>, Vec<Piece>) =
            rest.into_iter().partition(|piece| piece.text.split_whitespace().count() > 5);
        put_piece(&mut draft, "description", long.first());
        let mut short = short.into_iter();
        let kind = short.next();
        if let Some(kind) = &kind {
            let is_list = kind.text.contains(", ");
            match is_list {
                true => draft.put_list(
                    "keywords",
                    lists::keywords(&kind.text).iter().map(|word| text(escaped(word), kind.span)).collect(),
                ),
                false => put_piece(&mut draft, "type", Some(kind)),
            }
            let is_told = kind.text.to_lowercase().contains("proje");
            if !is_told {
                findings.guess(kind.span, if is_list { "the tools of the project" } else { "the type of the project" });
            }
        }
        put_link(&mut draft, &head.parts);
        put_place(&mut draft, &head, None, findings);
        put_dates(&mut draft, &head, false, findings);
        put_body(&mut draft, &entry.body);
        let rest: Vec<Piece> = long.into_iter().skip(1).chain(short).collect();
        put_note(&mut draft, &rest);
        if !draft.has("name") {
            draft.put("name", text("?", span_of(document, entry)));
        }
        made.extend(draft.node(span_of(document, entry)));
    }
    made
}

/// A project in one bullet point: "Name: what it is".
fn bullet_project(block: &Block) -> Option<Node> {
    let first = block.pieces.first()?;
    let span = Span { end: block.pieces.last()?.span.end, ..first.span };
    let plain = joined(&block.pieces, |piece| &piece.text);
    let mut draft = Draft::default();
    let cut =
        [": ", " – ", " — ", " - "].iter().filter_map(|sign| plain.find(sign).map(|at| (at, at + sign.len()))).min();
    match cut.filter(|(at, _)| *at < 60) {
        Some((end, start)) => {
            draft.put("name", text(escaped(&plain[..end]), span));
            draft.put("description", text(escaped(&plain[start..]), span));
        }
        None => draft.put("name", text(joined(&block.pieces, |piece| &piece.rich), span)),
    }
    let link = block.pieces.iter().find_map(|piece| piece.link.clone()).filter(|link| link.starts_with("http"));
    draft.put("url", link.map(|link| text(link, span)));
    draft.node(span)
}

fn schools(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let raw = entries(document, indices);
    let mut made = Vec::new();
    for entry in &raw {
        let head = heads::read(document, entry);
        let mut draft = Draft::default();
        let mut rest: Vec<Piece> = Vec::new();
        let mut school: Option<Piece> = None;
        let mut degree: Option<Piece> = None;
        let mut parts: Vec<Piece> = head.parts.iter().map(|part| part.piece.clone()).collect();
        parts.retain(|part| !take_score(&mut draft, part, findings));
        // "University of X, City" and "BSc Computer Science, University of X" in one part.
        if let [only] = &parts[..]
            && let Some(comma) = only.text.find(", ")
        {
            let (first, second) = (sub(only, 0, comma), sub(only, comma + 2, only.text.len()));
            if is_school(&first.text) != is_school(&second.text) || is_place(&second.text) {
                parts = vec![first, second];
            }
        }
        let named = parts.iter().position(|part| is_school(&part.text) && degree_head(&part.text).is_none());
        let named = named.or_else(|| parts.iter().position(|part| is_school(&part.text)));
        let titled = parts
            .iter()
            .enumerate()
            .find(|(at, part)| Some(*at) != named && (degree_head(&part.text).is_some() || is_degree(&part.text)));
        let titled = titled.map(|(at, _)| at);
        let (named, guessed) = match (named, titled) {
            (None, Some(titled)) => ((0..parts.len()).find(|at| *at != titled), true),
            (None, None) => ((!parts.is_empty()).then_some(0), true),
            (named, _) => (named, false),
        };
        let titled = titled.or_else(|| (0..parts.len()).find(|at| Some(*at) != named));
        for (at, part) in parts.into_iter().enumerate() {
            if Some(at) == named {
                if guessed {
                    findings.guess(part.span, "the school");
                }
                school = Some(part);
            } else if Some(at) == titled {
                degree = Some(part);
            } else {
                rest.push(part);
            }
        }
        let mut place = None;
        if let Some(name) = &school
            && let Some(comma) = name.text.find(", ").filter(|comma| {
                is_place(&name.text[comma + 2..])
                    || is_school(&name.text[..*comma])
                        && !is_school(&name.text[comma + 2..])
                        && name.text[comma + 2..].split_whitespace().count() <= 3
            })
        {
            place = Some(sub(name, comma + 2, name.text.len()));
            school = Some(sub(name, 0, comma));
        }
        put_piece(&mut draft, "institution", school.as_ref());
        if let Some(degree) = &degree {
            put_degree(&mut draft, degree, findings);
        } else if school.is_none() && !entry.body.is_empty() {
            draft.put("institution", text("?", span_of(document, entry)));
        }
        put_link(&mut draft, &head.parts);
        if place.is_some() && head.place.is_none() {
            findings.guess(place.as_ref().map(|place| place.span).unwrap_or_default(), "the place");
        }
        put_place(&mut draft, &head, place.as_ref(), findings);
        if let (Some(_), Some(place)) = (&head.place, place) {
            rest.push(place);
        }
        put_dates(&mut draft, &head, true, findings);
        let mut body = entry.body.clone();
        body.retain(|block| !(block.pieces.len() == 1 && take_score(&mut draft, &block.pieces[0], findings)));
        put_body(&mut draft, &body);
        put_note(&mut draft, &rest);
        made.extend(draft.node(span_of(document, entry)));
    }
    made
}

/// Takes a grade or a rank out of the parts of a head.
fn take_score(draft: &mut Draft, piece: &Piece, findings: &mut Findings) -> bool {
    let of = |value: &str, draft: &mut Draft, key: &str, findings: &mut Findings| {
        let value = value.trim().trim_end_matches('.');
        draft.put(key, text(escaped(value), piece.span));
        findings.convert(piece.span);
    };
    if let Some(value) = score(&piece.text).filter(|_| !draft.has("score")) {
        of(value, draft, "score", findings);
        return true;
    }
    let lower = piece.text.to_lowercase();
    let rank = ["standing: ", "rank: ", "class rank: ", "standing "].iter().find(|label| lower.starts_with(**label));
    if let Some(label) = rank.filter(|_| !draft.has("standing")) {
        of(&piece.text[label.len()..], draft, "standing", findings);
        return true;
    }
    false
}

/// Divides a degree: "BEng Computer Science", "Master of Science in Physics".
fn put_degree(draft: &mut Draft, degree: &Piece, findings: &mut Findings) {
    match degree_head(&degree.text) {
        Some((kind, start)) if start < degree.text.len() => {
            let area = degree.text[start..].trim();
            findings.convert(sub(degree, kind.len(), start).span);
            draft.put("studyType", text(escaped(kind), degree.span));
            draft.put("area", text(escaped(area), degree.span));
        }
        Some(_) => draft.put("studyType", text(degree.rich.clone(), degree.span)),
        None if is_degree(&degree.text) => {
            let cut = [" in ", " en ", " di ", ", "]
                .iter()
                .find_map(|word| degree.text.find(word).map(|at| (at, at + word.len())));
            match cut {
                Some((end, start)) => {
                    findings.convert(sub(degree, end, start).span);
                    draft.put("studyType", text(escaped(&degree.text[..end]), degree.span));
                    draft.put("area", text(escaped(&degree.text[start..]), degree.span));
                }
                None => draft.put("studyType", text(degree.rich.clone(), degree.span)),
            }
        }
        None => {
            findings.guess(degree.span, "the subject");
            draft.put("area", text(degree.rich.clone(), degree.span));
        }
    }
}

fn references(document: &Document, indices: &[usize]) -> Vec<Node> {
    let made = flowing(document, indices).into_iter().filter_map(|node| {
        let span = node.span;
        let written = super::super::draft::scalar(&node)?.trim_start_matches("- ").to_owned();
        let mut draft = Draft::default();
        let short = written.chars().count() <= 60;
        match written.split_once(", ").filter(|_| !short) {
            Some((name, rest)) if name.chars().count() <= 40 => {
                draft.put("name", text(name, span));
                draft.put("reference", text(rest, span));
            }
            _ if short => draft.put("name", text(written, span)),
            _ => {
                let (name, rest) = written.split_at(written.find(' ').unwrap_or(0));
                draft.put("name", text(name, span));
                draft.put("reference", text(rest.trim(), span));
            }
        }
        draft.node(span)
    });
    made.collect()
}

fn custom_entries(document: &Document, segment: &Segment, findings: &mut Findings) -> Vec<Node> {
    let raw = entries(document, &segment.lines);
    let is_structured = raw
        .iter()
        .any(|entry| entry.is_dated && !entry.head.is_empty() && (!entry.body.is_empty() || entry.head.len() > 1));
    if !is_structured {
        let items = lists::items(document, &segment.lines);
        return items.iter().map(|item| text(item.rich(), item.span())).collect();
    }
    let mut made = Vec::new();
    for entry in &raw {
        let head = heads::read(document, entry);
        let mut draft = Draft::default();
        let mut parts = head.parts.iter().map(|part| part.piece.clone());
        put_piece(&mut draft, "title", parts.next().as_ref());
        put_piece(&mut draft, "subtitle", parts.next().as_ref());
        put_link(&mut draft, &head.parts);
        put_place(&mut draft, &head, None, findings);
        put_dates(&mut draft, &head, false, findings);
        let mut body = entry.body.clone();
        let rest: Vec<Piece> = parts.collect();
        if !draft.has("title") {
            let first = (!body.is_empty()).then(|| body.remove(0));
            draft.put(
                "title",
                first.map(|block| text(joined(&block.pieces, |piece| &piece.rich), block.pieces[0].span)),
            );
        }
        put_body(&mut draft, &body);
        put_note(&mut draft, &rest);
        made.extend(draft.node(span_of(document, entry)));
    }
    made
}
