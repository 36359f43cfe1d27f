//! Education.

use super::super::draft::{Draft, text};
use super::body::{put_body, span_of};
use super::entries::{Block, entries};
use super::field::Field;
use super::guesses::Findings;
use super::heads::{self, Part};
use super::items::label;
use super::lines::{Document, Piece, escaped};
use super::put::{put_dates, put_link, put_note, put_piece, put_place};
use super::words::{degree_at_end, degree_head, is_degree, is_grade, is_place, is_school, may_be_town, score};
use super::work::sub;
use crate::locale::import_words;
use crate::yaml::Node;

/// Reads the schools of a section.
pub fn schools(document: &Document, indices: &[usize], findings: &mut Findings) -> Vec<Node> {
    let raw = entries(document, indices);
    let mut made = Vec::new();
    for entry in &raw {
        let mut head = heads::read(document, entry);
        let mut draft = Draft::default();
        let mut rest: Vec<Piece> = Vec::new();
        let mut school: Option<Piece> = None;
        let mut degree: Option<Piece> = None;
        let mut parts: Vec<Piece> = head.parts.iter().map(|part| part.piece.clone()).collect();
        // Below a degree alone, "CPIFP Valle del Jalón, Calatayud" is both a school and its town.
        if let [only] = &parts[..]
            && degree_head(&only.text).is_some()
            && !is_school(&only.text)
            && let Some((name, _)) = head.place.take_if(|(place, _)| is_name_in_town(&place.text))
        {
            parts.push(name);
        }
        parts.retain(|part| !take_score(&mut draft, part, findings));
        // "University of X, City" and "BSc Computer Science, University of X" in one part.
        if let [only] = &parts[..]
            && let Some(comma) = only.text.find(", ")
        {
            let (first, second) = (sub(only, 0, comma), sub(only, comma + 2, only.text.len()));
            let rest = enumerated(only);
            if rest.len() > 2 {
                parts = rest;
                parts.retain(|part| !take_score(&mut draft, part, findings));
            } else if is_school(&first.text) != is_school(&second.text)
                || is_place(&second.text)
                || degree_head(&first.text).is_some() && !is_degree(&second.text)
            {
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
        let labelled = |wanted: [Field; 2]| {
            let part = head.parts.iter().find(|part| part.field.is_some_and(|field| wanted.contains(&field)))?;
            parts.iter().position(|own| own.span.start == part.piece.span.start)
        };
        let named = labelled([Field::School, Field::Organisation]).or(named);
        let titled = labelled([Field::Degree, Field::Position]).or(titled.filter(|at| Some(*at) != named));
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
                    || guessed && may_be_town(&name.text[comma + 2..])
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
        // A subject is beside its degree, and a town behind its school.
        let is_after_school = |part: &Piece| {
            let at = |piece: &Option<Piece>| piece.as_ref().map(|piece| piece.span.start);
            matches!((at(&degree), at(&school)), (Some(degree), Some(school)) if degree < school && school < part.span.start)
                && may_be_town(&part.text)
        };
        // Beside a degree without a subject, what only the layout calls a place is the subject.
        if draft.has("studyType")
            && !draft.has("area")
            && rest.is_empty()
            && let Some((subject, true)) = head.place.take_if(|(place, is_guess)| *is_guess && !is_after_school(place))
        {
            rest.push(subject);
        }
        // A subject beside the degree, then a town: "MA", "Conference Interpreting", "Trieste".
        if draft.has("studyType")
            && !draft.has("area")
            && rest.first().is_some_and(|part| !is_place(&part.text) && !is_after_school(part))
        {
            let subject = rest.remove(0);
            findings.guess(subject.span, "the subject");
            put_piece(&mut draft, "area", Some(&subject));
        }
        let is_town = |part: &Piece| is_place(&part.text) || may_be_town(&part.text);
        if head.place.is_none() && place.is_none() && rest.last().is_some_and(is_town) {
            place = rest.pop();
        }
        let mut facts = std::mem::take(&mut head.facts);
        facts
            .retain(|fact| !take_score(&mut draft, &fact.piece, findings) && !take_subject(&mut draft, fact, findings));
        put_link(&mut draft, &head.parts);
        put_place(&mut draft, &head, place.as_ref(), findings);
        if let (Some(_), Some(place)) = (&head.place, place) {
            rest.push(place);
        }
        put_dates(&mut draft, &head, true, findings);
        let mut body = entry.body.clone();
        body.retain(|block| !(block.pieces.len() == 1 && take_score(&mut draft, &block.pieces[0], findings)));
        // A sentence below the degree is no part of it.
        let (said, rest): (Vec<Piece>, Vec<Piece>) = rest.into_iter().partition(|piece| is_sentence(&piece.text));
        body.splice(0..0, said.into_iter().map(|piece| Block { bullet: None, pieces: vec![piece] }));
        put_body(&mut draft, &body, findings);
        let rest: Vec<Piece> = rest.into_iter().chain(facts.into_iter().map(|fact| fact.piece)).collect();
        put_note(&mut draft, &rest);
        made.extend(draft.node(span_of(document, entry)));
    }
    made
}

/// The parts of "Baccalauréat, Lycée Ampère, Lyon": a degree, a school, a place or a grade each, or else none.
fn enumerated(piece: &Piece) -> Vec<Piece> {
    let cuts: Vec<usize> = piece.text.match_indices(", ").map(|(at, _)| at).collect();
    let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut + 2));
    let ends = cuts.iter().copied().chain([piece.text.len()]);
    let parts: Vec<Piece> = starts.zip(ends).map(|(start, end)| sub(piece, start, end)).collect();
    let kind = |part: &Piece| {
        (degree_head(&part.text).is_some(), is_school(&part.text), is_grade(&part.text) || score(&part.text).is_some())
    };
    let kinds: Vec<(bool, bool, bool)> = parts.iter().map(kind).collect();
    let count = |of: fn(&(bool, bool, bool)) -> bool| kinds.iter().filter(|kind| of(kind)).count();
    let is_told = count(|kind| kind.0) == 1 && count(|kind| kind.1 && !kind.0) == 1 && kinds[0].0;
    let are_known = parts.iter().zip(&kinds).all(|(part, kind)| kind.0 || kind.1 || kind.2 || may_be_town(&part.text));
    if is_told && are_known { parts } else { Vec::new() }
}

/// Whether a text that has the form of a place may be a school and its town, rather than a town and its state.
fn is_name_in_town(text: &str) -> bool {
    let (name, town) = text.split_once(", ").unwrap_or_default();
    name.contains(' ') && town.chars().any(char::is_lowercase)
}

/// Takes the value of a labelled subject: "Major: Physics".
fn take_subject(draft: &mut Draft, fact: &Part, findings: &mut Findings) -> bool {
    if fact.field != Some(Field::Subject) || draft.has("area") {
        return false;
    }
    let text = &fact.piece.text;
    let start = label(text).map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8));
    findings.convert(sub(&fact.piece, 0, start).span);
    put_piece(draft, "area", Some(&sub(&fact.piece, start, text.len())));
    true
}

fn is_sentence(text: &str) -> bool {
    text.ends_with('.') && text.split_whitespace().count() >= 3
}

/// Takes a grade or a rank out of the parts of a head.
fn take_score(draft: &mut Draft, piece: &Piece, findings: &mut Findings) -> bool {
    let of = |value: &str, draft: &mut Draft, key: &str, findings: &mut Findings| {
        let value = value.trim().trim_end_matches('.');
        draft.put(key, text(escaped(value), piece.span));
        findings.convert(piece.span);
    };
    let grade = score(&piece.text).or_else(|| is_grade(&piece.text).then_some(&*piece.text));
    if let Some(value) = grade.filter(|_| !draft.has("score")) {
        of(value, draft, "score", findings);
        return true;
    }
    let lower = piece.text.to_lowercase();
    // "Rank: first", "standing 3 of 120"
    let rank = import_words().ranks.iter().find_map(|label| {
        let rest = lower.strip_prefix(label)?;
        let is_rank = rest.starts_with(": ") || rest.starts_with(' ') && rest.contains(|it: char| it.is_ascii_digit());
        piece.text.get(label.len()..).filter(|_| is_rank)
    });
    if let Some(rank) = rank.filter(|_| !draft.has("standing")) {
        of(rank.trim_start_matches(':'), draft, "standing", findings);
        return true;
    }
    false
}

/// Whether the name of a degree goes on: "d'infirmière" behind "Diplôme d'État".
fn goes_on(area: &str) -> bool {
    let area = area.replace('’', "'");
    let rest = |word: &&str| area.strip_prefix(*word).is_some_and(|rest| word.ends_with('\'') || rest.starts_with(' '));
    import_words().degree_particles.iter().any(rest)
}

/// Divides a degree: "BEng Computer Science", "Master of Science in Physics".
fn put_degree(draft: &mut Draft, degree: &Piece, findings: &mut Findings) {
    if let Some((area, kind)) = degree_at_end(&degree.text) {
        draft.put("studyType", text(escaped(kind), degree.span));
        return draft.put("area", text(escaped(area), degree.span));
    }
    match degree_head(&degree.text) {
        Some((kind, start)) if start < degree.text.len() => {
            let mut area = degree.text[start..].trim();
            findings.convert(sub(degree, kind.len(), start).span);
            // "Marketing, GPA 3.6"
            if let Some((before, tail)) = area.rsplit_once(", ")
                && !draft.has("score")
                && let Some(grade) = score(tail)
            {
                draft.put("score", text(escaped(grade), degree.span));
                findings.convert(sub(degree, degree.text.len() - tail.len(), degree.text.len()).span);
                area = before;
            }
            // "Diplôme d'État d'infirmière" is all one.
            if goes_on(area) {
                return draft.put("studyType", text(degree.rich.clone(), degree.span));
            }
            draft.put("studyType", text(escaped(kind), degree.span));
            draft.put("area", text(escaped(area), degree.span));
        }
        Some(_) => draft.put("studyType", text(degree.rich.clone(), degree.span)),
        None if is_degree(&degree.text) => {
            let joints = import_words().subject_joints.iter().map(|word| format!(" {word} "));
            let mut signs = joints.chain([", ".to_owned()]);
            let cut = signs.find_map(|sign| degree.text.find(&sign).map(|at| (at, at + sign.len())));
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
