//! Work and volunteering.

use super::super::draft::{Draft, list, text};
use super::body::{put_body, put_description, span_of};
use super::entries::{Block, RawEntry, entries};
use super::guesses::Findings;
use super::heads::{self, Head};
use super::lines::{Document, Piece};
use super::linkedin_page;
use super::put::{put_dates, put_link, put_note, put_piece, put_place};
use super::words::{is_place, is_position, may_be_town};
use super::work;
use crate::resume::{End, Moment, Section};
use crate::yaml::Node;

/// Reads the jobs of a section.
pub fn jobs(document: &Document, section: Section, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    if section == Section::Work
        && linkedin_page::is_profile(document)
        && let Some(made) = linkedin_page::jobs(document, indices, findings)
    {
        return made;
    }
    let raw = entries(document, indices);
    let mut heads: Vec<Head> = raw.iter().map(|entry| heads::read(document, entry)).collect();
    give_back_places(&mut heads);
    work::take_towns(&mut heads);
    let reader = Reader { document, section, role_at: work::vote(&heads), is_joint: work::are_joint(&heads) };
    let mut made = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        let count = match section {
            Section::Work => positions_after(document, &raw[at..], &heads[at..]),
            _ => 0,
        };
        let mut draft = match count {
            0 => reader.job(&raw[at], &heads[at], findings),
            _ => reader.employer(&raw[at], &heads[at], findings),
        };
        let positions = at + 1..at + 1 + count;
        let read = |at: usize| reader.position(&raw[at], &heads[at], findings);
        draft.put("positions", list(positions.filter_map(read).collect()));
        made.extend(draft.node(span_of(document, &raw[at])));
        at += 1 + count;
    }
    made
}

/// Where all others have a position and an organisation, "Ravensberger Möbel, Herford" beside one text is both an
/// organisation and its place.
fn give_back_places(heads: &mut [Head]) {
    let are_several = heads.iter().filter(|head| head.parts.len() >= 2).count() * 2 >= heads.len();
    for head in heads.iter_mut().filter(|head| are_several && head.parts.len() == 1) {
        let is_name = |place: &Piece| {
            let (_, last) = place.text.rsplit_once(", ").unwrap_or_default();
            !last.is_empty() && last.chars().any(char::is_lowercase)
        };
        let line = head.parts[0].line;
        if head.place.as_ref().is_some_and(|(place, _)| is_name(place) && !head.parts[0].piece.text.contains(", "))
            && let Some((piece, _)) = head.place.take()
        {
            let is_before = piece.span.start < head.parts[0].piece.span.start;
            head.parts.insert(usize::from(!is_before), heads::Part { piece, line, field: None });
        }
    }
}

/// How many of the entries after the first are positions at the employer that it names: their periods are parts of its
/// own, from its start to its end, or their headings are below its heading.
fn positions_after(document: &Document, raw: &[RawEntry], heads: &[Head]) -> usize {
    let level = |entry: &RawEntry| entry.head.first().and_then(|index| document.lines[*index].heading);
    let Some(whole) = heads.first().and_then(Head::period) else { return 0 };
    if heads[0].parts.iter().any(|part| is_position(&part.piece.text)) {
        return 0;
    }
    let is_below = |at: usize| {
        let is_deeper = level(&raw[0]).is_some() && level(&raw[at]) > level(&raw[0]);
        let is_within = heads[at].period().is_some_and(|own| whole.0 <= own.0 && own.1 <= whole.1);
        is_within && (is_deeper || level(&raw[0]) == level(&raw[at]) && heads[at].parts.len() <= 2)
    };
    let count = (1..heads.len()).take_while(|at| is_below(*at)).count();
    let own: Vec<_> = heads[1..=count].iter().filter_map(Head::period).collect();
    let (first, last) = (own.iter().map(|own| own.0).min(), own.iter().map(|own| own.1).max());
    let is_whole = first == Some(whole.0) && last == Some(whole.1);
    let is_deeper = count > 0 && level(&raw[1]) > level(&raw[0]);
    if is_deeper || is_whole && count >= 2 { count } else { 0 }
}

/// A year and a month.
type Month = (i32, u8);

impl Head {
    /// The first and the last month of the period, without an end if it is ongoing.
    fn period(&self) -> Option<(Month, Month)> {
        const OPEN: Month = (i32::MAX, 12);
        let (found, _) = self.dates.as_ref()?;
        let start = found.start.parse::<Moment>().ok()?.earliest()?;
        let end = match found.end.as_deref()?.parse::<End>().ok()? {
            End::Present => OPEN,
            End::On(end) => end.latest().map(|(year, month, _)| (i32::from(year), month))?,
        };
        Some(((i32::from(start.0), start.1), end))
    }
}

/// Takes the last part of a head, if it may be a town and no place was found.
fn town(head: &Head, rest: &mut Vec<Piece>) -> Option<Piece> {
    let is_town =
        head.place.is_none() && rest.last().is_some_and(|piece| is_place(&piece.text) || may_be_town(&piece.text));
    if is_town { rest.pop() } else { None }
}

struct Reader<'d> {
    document: &'d Document,
    section: Section,
    /// Which of the first two parts of a head is the position.
    role_at: Option<usize>,
    /// Whether the organisation follows the position in one part.
    is_joint: bool,
}

impl Reader<'_> {
    /// The key of the organisation.
    fn name(&self) -> &'static str {
        if self.section == Section::Work { "name" } else { "organization" }
    }

    /// An entry with an organisation and a position.
    fn job(&self, entry: &RawEntry, head: &Head, findings: &mut Findings) -> Draft {
        let mut draft = Draft::default();
        let mut parts = head.parts.clone();
        // What is said of an employer in a sentence is not its name.
        let described = parts.iter().position(|part| part.piece.text.chars().count() > 90);
        let description = described.filter(|_| parts.len() > 1).map(|at| parts.remove(at).piece);
        let job = work::read(&parts, self.role_at, self.is_joint, findings);
        put_piece(&mut draft, self.name(), job.organisation.as_ref());
        put_piece(&mut draft, "position", job.position.as_ref());
        if self.section == Section::Work {
            put_piece(&mut draft, "team", job.team.as_ref());
        }
        put_link(&mut draft, &parts);
        put_place(&mut draft, head, job.place.as_ref(), findings);
        put_dates(&mut draft, head, false, findings);
        let mut body = entry.body.clone();
        if let Some(description) = description {
            body.insert(0, Block { bullet: None, pieces: vec![description] });
        }
        put_body(&mut draft, &body, findings);
        let mut rest = job.rest;
        rest.extend(job.place.filter(|_| head.place.is_some()));
        if !draft.has("location") && draft.has(self.name()) && draft.has("position") {
            // A town on a line of its own.
            put_place(&mut draft, head, town(head, &mut rest).as_ref(), findings);
        }
        if self.section == Section::Volunteer {
            rest.extend(job.team);
        }
        rest.extend(head.employment.iter().cloned());
        rest.extend(head.facts.iter().map(|fact| fact.piece.clone()));
        put_note(&mut draft, &rest);
        let name = self.name();
        if !draft.has(name) && !draft.has("position") {
            // Text without a head is kept as it is.
            draft.put(name, text("?", span_of(self.document, entry)));
            findings.guess(span_of(self.document, entry), "a job, though its head was not found");
        }
        draft
    }

    /// An entry whose positions follow as entries of their own.
    fn employer(&self, entry: &RawEntry, head: &Head, findings: &mut Findings) -> Draft {
        let mut draft = Draft::default();
        let mut parts = head.parts.iter().map(|part| part.piece.clone());
        let job = parts.next().map(work::employer).unwrap_or_default();
        put_piece(&mut draft, self.name(), job.organisation.as_ref());
        put_link(&mut draft, &head.parts);
        let mut rest: Vec<Piece> = parts.collect();
        put_place(&mut draft, head, job.place.or_else(|| town(head, &mut rest)).as_ref(), findings);
        // The positions say when.
        findings.extend_converted(head.dates.as_ref().map(|(_, span)| *span));
        let mut body = entry.body.clone();
        if body.first().is_some_and(|block| block.bullet.is_none()) {
            let block = body.remove(0);
            put_description(&mut draft, &block);
        }
        put_body(&mut draft, &body, findings);
        rest.extend(head.employment.iter().cloned());
        rest.extend(head.facts.iter().map(|fact| fact.piece.clone()));
        put_note(&mut draft, &rest);
        draft
    }

    /// A position at an employer.
    fn position(&self, entry: &RawEntry, head: &Head, findings: &mut Findings) -> Option<Node> {
        let mut draft = Draft::default();
        let mut parts = head.parts.iter().map(|part| part.piece.clone());
        let (position, team) = work::with_team(&parts.next()?);
        put_piece(&mut draft, "position", Some(&position));
        let mut rest: Vec<Piece> = team.into_iter().chain(parts).collect();
        let place = if rest.len() > 1 { town(head, &mut rest) } else { None };
        put_place(&mut draft, head, place.as_ref(), findings);
        let mut parts = rest.into_iter();
        put_piece(&mut draft, "team", parts.next().as_ref());
        put_dates(&mut draft, head, false, findings);
        let mut body = entry.body.clone();
        body.extend(parts.map(|piece| Block { bullet: None, pieces: vec![piece] }));
        put_body(&mut draft, &body, findings);
        let facts = head.facts.iter().map(|fact| fact.piece.clone());
        put_note(&mut draft, &head.employment.iter().cloned().chain(facts).collect::<Vec<_>>());
        draft.node(span_of(self.document, entry))
    }
}
