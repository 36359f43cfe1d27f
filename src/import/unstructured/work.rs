//! Heads of jobs and projects: which part is the organisation, and which the role.

use super::field::Field;
use super::guesses::Findings;
use super::heads::{Head, Part};
use super::lines::Piece;
use super::words::{
    comma, is_numbered_street, is_organisation, is_place, is_position, joint, joint_at_start, may_be_town,
};
use crate::locale::{country_named, import_words};

/// An organisation and a role, and what else stands in the head.
#[derive(Debug, Default)]
pub struct Job {
    /// The organisation.
    pub organisation: Option<Piece>,
    /// The role.
    pub position: Option<Piece>,
    /// The department.
    pub team: Option<Piece>,
    /// A place that is part of the organisation's text.
    pub place: Option<Piece>,
    /// Other parts.
    pub rest: Vec<Piece>,
}

/// Which of the first two parts holds the role in most entries; `None` if nothing tells.
pub fn vote(heads: &[Head]) -> Option<usize> {
    let mut votes = [0usize; 2];
    for head in heads {
        if let [first, second, ..] = &head.parts[..] {
            match (is_position(&first.piece.text), is_position(&second.piece.text)) {
                (true, false) => votes[0] += 1,
                (false, true) => votes[1] += 1,
                _ => {}
            }
            // An organisation in one is a role in the other.
            match (is_organisation(&first.piece.text), is_organisation(&second.piece.text)) {
                (true, false) => votes[1] += 1,
                (false, true) => votes[0] += 1,
                _ => {}
            }
        }
    }
    (votes[0] != votes[1]).then(|| usize::from(votes[1] > votes[0]))
}

/// Takes the towns off the positions, where each of several jobs has one there and no other place: "Engineer, Leeds".
pub fn take_towns(heads: &mut [Head]) {
    let at = |head: &Head| {
        let mut found = head.parts.iter().enumerate().filter_map(|(at, part)| Some((at, with_place(&part.piece)?)));
        let first = found.next()?;
        (head.place.is_none() && head.parts.len() >= 2 && found.next().is_none()).then_some(first)
    };
    let found: Vec<_> = heads.iter().filter_map(at).collect();
    let words = |text: &str| text.split_whitespace().count();
    // "Chur" beside "Physiotherapist, Praxis am Obertor" is the town itself.
    let is_shorter = |(head, (at, (_, place))): (&Head, &(usize, (Piece, Piece)))| {
        let others = head.parts.iter().enumerate().filter(|(other, _)| other != at);
        others.map(|(_, part)| &part.piece.text).all(|text| words(&place.text) <= words(text) && !is_place(text))
    };
    if found.len() < 2 || found.len() < heads.len() || !heads.iter().zip(&found).all(is_shorter) {
        return;
    }
    for (head, (at, (position, place))) in heads.iter_mut().zip(found) {
        head.parts[at].piece = position;
        head.place = Some((place, true));
    }
}

/// Whether most heads begin with "Position, Organisation".
pub fn are_joint(heads: &[Head]) -> bool {
    let first = |head: &&Head| head.parts.first().is_some_and(|part| parted(&part.piece, false).1.is_some());
    heads.iter().filter(first).count() * 2 >= heads.len().max(1)
}

/// Reads the parts of a head. `role_at` is the outcome of the vote; `is_joint` says that the organisation follows the
/// position in one part in most heads.
pub fn read(parts: &[Part], role_at: Option<usize>, is_joint: bool, findings: &mut Findings) -> Job {
    if parts.iter().any(|part| part.field.is_some()) {
        return labelled(parts);
    }
    let mut job = Job::default();
    let pieces = parts.iter().map(|part| part.piece.clone());
    // The address of an employer is neither of both.
    let (streets, mut pieces): (Vec<Piece>, Vec<Piece>) = pieces.partition(|piece| is_numbered_street(&piece.text));
    job.rest.extend(streets);
    let team_after = |job: &mut Job, pieces: &mut Vec<Piece>| {
        // "Research Intern, Applied Research Center": the department follows the position.
        if let Some(position) = job.position.take() {
            let (position, team) = with_team(&position);
            job.position = Some(position);
            job.team = team;
        }
        job.rest.append(pieces);
    };
    if pieces.len() == 1 {
        single(pieces.remove(0), &mut job, is_joint, findings);
        return job;
    }
    if pieces.is_empty() {
        return job;
    }
    let roles: Vec<usize> = (0..pieces.len()).filter(|at| is_position(&pieces[*at].text)).collect();
    let (position, is_guess) = match (&roles[..], role_at) {
        ([only], Some(voted)) if *only > 1 && voted < 2 => (*only, true),
        ([only], _) => (*only, false),
        ([first, ..], Some(voted)) if roles.contains(&voted) => (voted, *first != voted && role_at.is_none()),
        ([first, ..], _) => (*first, true),
        ([], Some(voted)) => (voted, true),
        ([], None) => (1, true),
    };
    let organisation = if position == 0 { 1 } else { 0 };
    job.position = Some(pieces[position].clone());
    job.organisation = Some(without_joint(&pieces[organisation], findings));
    let (high, low) = (position.max(organisation), position.min(organisation));
    pieces.remove(high);
    pieces.remove(low);
    let words = |piece: &Piece| piece.text.split_whitespace().count();
    // "Engineer, Northbank" above "Seattle": the employer is beside the position, and its place below.
    if let (Some(first), Some(second)) = (job.position.clone(), job.organisation.clone())
        && let Some((position, rest)) = divided(&first, is_joint)
        && (is_place(&second.text) || may_be_town(&second.text) && !second.bold)
        && !is_place(&rest.text)
        && words(&second) <= words(&rest)
        && !is_department(&rest.text)
    {
        findings.guess(rest.span, "the organization");
        findings.guess(second.span, "the place");
        (job.position, job.organisation, job.place) = (Some(position), Some(rest), Some(second));
        job.rest.append(&mut pieces);
        return job;
    }
    if is_guess {
        findings.guess(job.organisation.as_ref().map(|piece| piece.span).expect("just set"), "the organization");
        findings.guess(job.position.as_ref().map(|piece| piece.span).expect("just set"), "the position");
    }
    // "Northbank" beside "Engineer, Seattle, WA".
    if let Some((position, place)) =
        job.position.as_ref().and_then(with_place).filter(|(_, place)| has_state(&place.text))
    {
        findings.guess(place.span, "the place");
        (job.position, job.place) = (Some(position), Some(place));
    }
    team_after(&mut job, &mut pieces);
    place_after(&mut job);
    job
}

/// The parts of a head whose labels say what they are.
fn labelled(parts: &[Part]) -> Job {
    let mut job = Job::default();
    for Part { piece, field, .. } in parts {
        match field {
            Some(Field::Organisation | Field::School) if job.organisation.is_none() => {
                job.organisation = Some(piece.clone());
            }
            Some(Field::Position | Field::Degree) if job.position.is_none() => job.position = Some(piece.clone()),
            // The organisation is divided at signs: "Serra Azul – Contagem/MG".
            None if job.place.is_none() && (is_place(&piece.text) || may_be_town(&piece.text)) => {
                job.place = Some(piece.clone());
            }
            _ => job.rest.push(piece.clone()),
        }
    }
    place_after(&mut job);
    job
}

/// A head of one part: "Engineer, Northbank" or "Engineer at Northbank", or only one of both.
fn single(piece: Piece, job: &mut Job, is_joint: bool, findings: &mut Findings) {
    if let Some((end, start)) = joint(&piece.text) {
        findings.convert(sub(&piece, end, start).span);
        job.position = Some(sub(&piece, 0, end));
        job.organisation = Some(sub(&piece, start, piece.text.len()));
        place_after(job);
        place_in_sentence(job, findings);
        return;
    }
    // "Triagist bij Dokterswacht Friesland": the word tells, though the position is not known.
    if let Some((end, start)) = sure_joint(&piece.text) {
        findings.convert(sub(&piece, end, start).span);
        findings.guess(piece.span, "the position and the organization");
        job.position = Some(sub(&piece, 0, end));
        job.organisation = Some(sub(&piece, start, piece.text.len()));
        place_after(job);
        place_in_sentence(job, findings);
        return;
    }
    if let Some(comma) = comma(&piece.text) {
        let (first, rest) = (sub(&piece, 0, comma), sub(&piece, comma + 2, piece.text.len()));
        // "Northbank, Engineer, Leeds"
        if let (false, Some((position, place))) = (is_position(&first.text), with_place(&rest)) {
            findings.guess(first.span, "the organization");
            (job.organisation, job.position, job.place) = (Some(first), Some(position), Some(place));
            return;
        }
        match (is_position(&first.text), is_position(&rest.text)) {
            (true, false) => (job.position, job.organisation) = (Some(first), Some(rest)),
            (true, true) if is_joint => (job.position, job.organisation) = (Some(first), Some(rest)),
            (false, true) if !rest.text.contains(", ") => (job.organisation, job.position) = (Some(first), Some(rest)),
            _ if is_place(&rest.text) || is_place(&piece.text) => {
                (job.organisation, job.place) = (Some(first), Some(rest));
            }
            _ => job.organisation = Some(piece.clone()),
        }
        findings.guess(job.organisation.as_ref().map_or(piece.span, |piece| piece.span), "the organization");
        place_after(job);
        return;
    }
    findings.guess(piece.span, "the organization");
    job.organisation = Some(piece);
}

/// A word that stands only between a position and its employer, in a short text without commas: its start and its end.
fn sure_joint(text: &str) -> Option<(usize, usize)> {
    const MOST_WORDS: usize = 5;
    let words = import_words().employer_joints.iter().map(|word| format!(" {word} "));
    let (at, word) = words.filter_map(|word| Some((text.find(&word)?, word))).min()?;
    let (position, organisation) = (&text[..at], &text[at + word.len()..]);
    let is_short = position.split_whitespace().count() <= MOST_WORDS && !text.contains(", ");
    let is_name = organisation.starts_with(char::is_uppercase) && !is_organisation(position);
    (is_short && is_name).then_some((at, at + word.len()))
}

/// An organisation without the word before it: "bei Leinetal Logistik" beside a position.
fn without_joint(piece: &Piece, findings: &mut Findings) -> Piece {
    let Some(start) = joint_at_start(&piece.text) else { return piece.clone() };
    findings.convert(sub(piece, 0, start).span);
    sub(piece, start, piece.text.len())
}

/// An employer whose positions are told apart from it: "Northbank, Seattle".
pub fn employer(piece: Piece) -> Job {
    let mut job = Job { organisation: Some(piece), ..Job::default() };
    place_after(&mut job);
    job
}

/// Whether a text names a part of an organisation.
fn is_department(text: &str) -> bool {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| import_words().departments.contains(&word))
}

/// Divides "Position, Department" if the second part names a department. Otherwise it may belong to the title, as in
/// "Staff Nurse, Band 5", and stays.
pub fn with_team(piece: &Piece) -> (Piece, Option<Piece>) {
    match parted(piece, false) {
        (position, Some(team)) if is_department(&team.text) || is_organisation(&team.text) => (position, Some(team)),
        _ => (piece.clone(), None),
    }
}

/// Divides "Position, Rest" if only the first part is a position, or if the rest is known to be an organisation.
fn parted(piece: &Piece, is_joint: bool) -> (Piece, Option<Piece>) {
    let Some(comma) = comma(&piece.text) else { return (piece.clone(), None) };
    let (first, rest) = (&piece.text[..comma], &piece.text[comma + 2..]);
    match is_position(first) && (is_joint || !is_position(rest) || !rest.contains(", ") && is_organisation(rest)) {
        true => (sub(piece, 0, comma), Some(sub(piece, comma + 2, piece.text.len()))),
        false => (piece.clone(), None),
    }
}

/// The position and the place of "Engineer, Leeds" or "Engineer (Seattle, WA)".
fn with_place(piece: &Piece) -> Option<(Piece, Piece)> {
    let text = &piece.text;
    let bracket = text.strip_suffix(')').and_then(|text| text.rfind(" (")).map(|open| (open, open + 2, text.len() - 1));
    let comma = || comma(text).map(|comma| (comma, comma + 2, text.len()));
    let (end, start, last) = bracket.or_else(comma)?;
    let (position, place) = (sub(piece, 0, end), sub(piece, start, last));
    let is_town = may_be_town(&place.text) && !is_department(&place.text);
    (is_position(&position.text) && (is_place(&place.text) || is_town)).then_some((position, place))
}

/// Whether a place ends with a state or a country, unlike "Personal AI, Google Research".
fn has_state(place: &str) -> bool {
    let Some((_, last)) = place.rsplit_once(", ") else { return false };
    let is_short = (2..=3).contains(&last.len()) && last.chars().all(|letter| letter.is_ascii_uppercase());
    is_place(place) && (is_short || country_named(last).is_some())
}

/// The position and the organisation of "Position, Organisation" or "Organisation, Position".
fn divided(piece: &Piece, is_joint: bool) -> Option<(Piece, Piece)> {
    if let (position, Some(organisation)) = parted(piece, is_joint) {
        return Some((position, organisation));
    }
    let comma = comma(&piece.text)?;
    let (first, rest) = (sub(piece, 0, comma), sub(piece, comma + 2, piece.text.len()));
    (!is_position(&first.text) && is_position(&rest.text) && !rest.text.contains(", ")).then_some((rest, first))
}

/// Divides "Northbank, Seattle, WA", whose end is a place.
fn place_after(job: &mut Job) {
    let Some(organisation) = &job.organisation else { return };
    // "Conserverie Penhoat (Quimper)"
    if let Some(open) =
        organisation.text.strip_suffix(')').and_then(|text| text.rfind(" (")).filter(|_| job.place.is_none())
        && let inner = &organisation.text[open + 2..organisation.text.len() - 1]
        && (is_place(inner) || may_be_town(inner) && inner.chars().any(char::is_lowercase))
    {
        job.place = Some(sub(organisation, open + 2, organisation.text.len() - 1));
        job.organisation = Some(sub(organisation, 0, open));
        return;
    }
    // "Naturalis te Leiden"
    if let Some((end, start)) = place_joint(&organisation.text).filter(|_| job.place.is_none()) {
        job.place = Some(sub(organisation, start, organisation.text.len()));
        job.organisation = Some(sub(organisation, 0, end));
        return;
    }
    let Some(comma) = comma(&organisation.text).filter(|_| job.place.is_none()) else { return };
    let rest = &organisation.text[comma + 2..];
    let is_town = !rest.contains(", ") && may_be_town(rest);
    if is_place(rest) || is_town {
        job.place = Some(sub(organisation, comma + 2, organisation.text.len()));
        job.organisation = Some(sub(organisation, 0, comma));
    }
}

/// Divides "Huisartsenpraktijk De Terp in Leeuwarden" behind "Doktersassistente bij".
fn place_in_sentence(job: &mut Job, findings: &mut Findings) {
    let Some(organisation) = job.organisation.clone().filter(|_| job.place.is_none()) else { return };
    let words = import_words().place_joints.iter().map(|word| format!(" {word} "));
    let Some((at, word)) = words.filter_map(|word| Some((organisation.text.rfind(&word)?, word))).max() else { return };
    let place = sub(&organisation, at + word.len(), organisation.text.len());
    if may_be_town(&place.text) && place.text.contains(char::is_lowercase) {
        findings.guess(place.span, "the place");
        findings.convert(sub(&organisation, at, at + word.len()).span);
        job.organisation = Some(sub(&organisation, 0, at));
        job.place = Some(place);
    }
}

/// The end of an organisation and the start of its town, with a word between them that stands nowhere else.
fn place_joint(text: &str) -> Option<(usize, usize)> {
    let mut words = import_words().town_joints.iter().map(|word| format!(" {word} "));
    let (at, word) = words.find_map(|word| Some((text.rfind(&word)?, word)))?;
    let place = &text[at + word.len()..];
    (may_be_town(place) && place.chars().any(char::is_lowercase)).then_some((at, at + word.len()))
}

/// A part of a piece, trimmed. Its markup is not kept: names have none.
pub fn sub(piece: &Piece, start: usize, end: usize) -> Piece {
    let part = &piece.text[start..end];
    let start = start + part.len() - part.trim_start().len();
    let text = part.trim().to_owned();
    let mut span = piece.span;
    (span.start, span.end) = (piece.span.start + start, piece.span.start + start + text.len());
    Piece { rich: super::lines::escaped(&text), text, span, ..piece.clone() }
}
