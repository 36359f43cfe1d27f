//! The header → name, label, contacts, location, personal details.

use super::super::draft::{Draft, list, text};
use super::address;
use super::contacts::{self, Contact};
use super::countries;
use super::dates;
use super::guesses::Findings;
use super::heads::is_duration;
use super::labels::{self, Label};
use super::lines::{Cell, Document, Line, Piece, escaped};
use super::names::{large_title, name};
use super::rows::{in_name_case, unwrapped};
use super::segment::Segments;
use super::titles;
use super::words::{comma, is_numbered_street, is_place, is_position, may_be_town};
use super::work::sub;
use crate::locale::import_words;
use crate::source::Span;
use crate::yaml::Node;

/// What the header says.
#[derive(Default)]
pub struct Header {
    /// `basics`.
    pub basics: Draft,
    /// Long texts, which belong to the summary.
    pub paragraphs: Vec<Piece>,
    emails: Vec<Node>,
    phones: Vec<Node>,
    urls: Vec<Node>,
    profiles: Vec<Node>,
    /// Where the place of residence is.
    place: Option<Span>,
    /// The professional title, if it is a guess.
    title: Option<Piece>,
    /// A street that has its own line.
    street: Option<Piece>,
    facts: Vec<Node>,
    /// Where the name is, in a text without sizes: a greeting above it is no part of the résumé.
    name: Option<Span>,
    /// Whether the line above or below has contacts.
    is_near_contacts: bool,
    /// Whether the line below has a postal code.
    is_above_code: bool,
    /// Lines that may be towns, for jobs or schools are there, where no line has the form of a place.
    towns: Vec<String>,
    /// The left and right edges of cells with contacts.
    contact_edges: Vec<(f64, f64)>,
}

/// Reads the header.
pub fn read(document: &Document, segments: &Segments, findings: &mut Findings) -> Header {
    let mut header = Header::default();
    let name = name(document, segments);
    if let Some((pieces, is_guess)) = &name {
        let span = pieces.iter().map(|piece| piece.span).reduce(|all, one| Span { end: one.end, ..all });
        let span = span.unwrap_or_default();
        let joined = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        let joined = titles::unspaced(&joined).unwrap_or(joined);
        // A name may have an icon beside it.
        let joined =
            joined.trim_matches(|letter: char| is_icon(letter) || letter == '\u{200d}' || letter == ' ').to_owned();
        header.name = Some(span).filter(|_| !document.is_laid_out);
        let cased = in_name_case(&joined);
        header.basics.put("name", text(escaped(&cased), span));
        if *is_guess || cased != joined {
            findings.guess(span, "the name");
        }
    }
    let mut taken: Vec<Span> = name.iter().flat_map(|(pieces, _)| pieces).map(|piece| piece.span).collect();
    if let Some(title) = large_title(document, segments).filter(|title| !taken.contains(&title.span)) {
        findings.guess(title.span, "the professional title");
        header.basics.put("label", text(title.rich.clone(), title.span));
        taken.push(title.span);
    }
    let mut lines = unwrapped(document, &segments.header);
    if document.is_laid_out {
        // The title is below the name, and not in a column beside it.
        let is_last = |line: &&Line| taken.first().is_some_and(|name| line.span().end >= name.end);
        if let Some(own) = document.lines.iter().find(is_last) {
            lines.sort_by_key(|line| (line.page, line.column) != (own.page, own.column));
        }
        let cells = lines.iter().flat_map(|line| &line.cells);
        let own = cells.filter(|cell| !contacts::find_all(&cell.text()).is_empty());
        header.contact_edges = own.map(|cell| (cell.x, cell.right)).collect();
    }
    header.towns = towns(document, &lines);
    for (at, line) in lines.iter().enumerate() {
        let around = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| lines.get(at));
        header.is_near_contacts = around.into_iter().any(|line| !line_contacts(line).is_empty());
        header.is_above_code = lines.get(at + 1).is_some_and(|line| address::has_code(line.text().trim()));
        let in_contacts = segments.is_below_contact_title(line.span(), document);
        for cell in &line.cells {
            header.cell(cell, line, &taken, in_contacts, findings);
        }
    }
    for index in &segments.contact_titles {
        findings.convert(document.lines[*index].span());
    }
    header.finish(findings);
    header
}

impl Header {
    fn cell(&mut self, cell: &Cell, line: &Line, taken: &[Span], in_contacts: bool, findings: &mut Findings) {
        self.targets(cell, findings);
        let content = cell.text();
        let found = contacts::find_all(&content);
        let mut at = 0;
        let mut rest = Vec::new();
        for contact in &found {
            rest.push(at..contact.range.start);
            at = contact.range.end;
            let piece = cell.piece(contact.range.clone());
            findings.convert(piece.span);
            if !is_part_of_target(&contact.contact, &piece) {
                self.contact(contact.contact.clone(), piece.span);
            }
        }
        rest.push(at..content.len());
        let count = rest.len();
        for (at, range) in rest.into_iter().enumerate() {
            // "Poznań tel. +48 …": the label is that of the contact.
            let range = match label_at_end(&content[range.clone()]).filter(|_| at + 1 < count) {
                Some(end) => {
                    findings.convert(cell.piece(range.start + end..range.end).span);
                    range.start..range.start + end
                }
                None => range,
            };
            let beside_contacts = in_contacts || !line_contacts(line).is_empty() || self.is_in_contact_column(cell);
            for piece in split(cell, range, found.is_empty()) {
                let is_name = taken.iter().any(|span| span.start <= piece.span.start && piece.span.end <= span.end);
                // "Selin Karaduman, Architect"
                let after_name = taken.iter().find(|span| span.start == piece.span.start && span.end < piece.span.end);
                // "Curriculum vitae Ada Quill"
                let before_name = taken.iter().find(|span| piece.span.start < span.start && span.end == piece.span.end);
                let word = before_name.map(|span| sub(&piece, 0, span.start - piece.span.start));
                if let Some(word) = word.filter(|word| titles::is_document_word(&word.text)) {
                    findings.convert(word.span);
                    continue;
                }
                match after_name.map(|span| rest_from(&piece, span.end - piece.span.start)) {
                    Some(rest) => self.text(rest, line, beside_contacts, findings),
                    None if is_name => {}
                    None => self.text(piece, line, beside_contacts, findings),
                }
            }
        }
    }

    /// Whether a cell is in a column of contacts that end at one edge.
    fn is_in_contact_column(&self, cell: &Cell) -> bool {
        let ends_with = |(x, right): &(f64, f64)| (right - cell.right).abs() < 1.0 && (x - cell.x).abs() > 3.0;
        self.contact_edges.iter().filter(|edges| ends_with(edges)).count() >= 2
    }

    /// The targets of links that do not show them.
    fn targets(&mut self, cell: &Cell, findings: &mut Findings) {
        let mut at = 0;
        for run in &cell.runs {
            let range = at..at + run.text.len();
            at = range.end;
            let Some(contact) = run.link.as_deref().and_then(contacts::target) else { continue };
            let piece = cell.piece(range);
            // An address that is shown is read as it is shown, but leads where the link leads.
            let shown = contacts::find_all(&piece.text);
            let is_shown =
                shown.iter().any(|found| std::mem::discriminant(&found.contact) == std::mem::discriminant(&contact));
            if is_shown && !matches!(contact, Contact::Website(_) | Contact::Profile { .. }) {
                continue;
            }
            if let (true, Contact::Website(url)) = (is_shown, &contact)
                && shown.iter().any(|found| matches!(&found.contact, Contact::Website(own) if same_page(own, url)))
            {
                continue;
            }
            if let (true, Contact::Profile { url, .. }) = (is_shown, &contact)
                && shown
                    .iter()
                    .any(|found| matches!(&found.contact, Contact::Profile { url: own, .. } if same_page(own, url)))
            {
                continue;
            }
            let known = labels::is_bare(&piece.text);
            if let Contact::Profile { username, .. } = &contact
                && (known || piece.text.contains(username.as_str()) || piece.text.split_whitespace().count() <= 2)
            {
                findings.convert(piece.span);
            }
            self.contact(contact, piece.span);
        }
    }

    fn contact(&mut self, contact: Contact, span: Span) {
        let is_new = |list: &[Node], value: &str| {
            let bare =
                |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
            list.iter().all(|node| super::super::draft::scalar(node).is_none_or(|known| bare(known) != bare(value)))
        };
        match contact {
            Contact::Email(address) if is_new(&self.emails, &address) => self.emails.push(text(address, span)),
            Contact::Phone(number) if is_new(&self.phones, &number) => self.phones.push(text(number, span)),
            Contact::Website(url) if is_new(&self.urls, &url) => self.urls.push(text(url, span)),
            Contact::Profile { network, username, url } => {
                let same = |node: &Node| {
                    node.find("url").and_then(|url| super::super::draft::scalar(url)) == Some(&url)
                        || node.find("network").and_then(super::super::draft::scalar) == Some(network)
                };
                if !self.profiles.iter().any(same) {
                    let mut profile = Draft::default();
                    profile.put("network", text(network, span));
                    profile.put("username", text(username, span));
                    profile.put("url", text(url, span));
                    self.profiles.extend(profile.node(span));
                }
            }
            Contact::Email(_) | Contact::Phone(_) | Contact::Website(_) => {}
        }
    }

    fn text(&mut self, piece: Piece, line: &Line, beside_contacts: bool, findings: &mut Findings) {
        let (label, value) = match piece.text.split_once([':', '：']) {
            Some((label, value)) if label.split_whitespace().count() <= 4 => (Some(label.trim()), value.trim()),
            Some(_) | None => (None, piece.text.as_str()),
        };
        // Lines of an address that were joined.
        let value = value.replace('\n', ", ").split_whitespace().collect::<Vec<_>>().join(" ");
        let value = value.as_str();
        let normal = label.map(titles::normalized).unwrap_or_default();
        if labels::is_bare(&piece.text) || titles::is_document_word(&piece.text) {
            return findings.convert(piece.span);
        }
        if let Some(network) = contacts::network(&normal).filter(|_| !value.is_empty() && !value.contains(' ')) {
            findings.convert(piece.span);
            let mut profile = Draft::default();
            profile.put("network", text(network, piece.span));
            profile.put("username", text(escaped(value), piece.span));
            return self.profiles.extend(profile.node(piece.span));
        }
        let known = label.and_then(labels::label);
        if let Some(Label::Name | Label::Given | Label::Family) = known {
            return findings.convert(piece.span);
        }
        if known == Some(Label::Profession) && !value.is_empty() && !self.basics.has("label") {
            findings.convert(piece.span);
            return self.basics.put("label", text(escaped(value), piece.span));
        }
        let is_address = known == Some(Label::Address);
        if let Some(label) = label.filter(|_| known.is_none_or(|known| known == Label::Profession) && !value.is_empty())
        {
            let mut fact = Draft::default();
            fact.put("name", text(escaped(label), piece.span));
            fact.put("value", text(escaped(value), piece.span));
            return self.facts.extend(fact.node(piece.span));
        }
        if known.is_some() && value.is_empty() {
            return findings.convert(piece.span);
        }
        let has_contacts = !self.emails.is_empty() || !self.phones.is_empty() || self.is_near_contacts;
        let is_said = self.towns.iter().any(|town| town == value);
        let is_beside_title = has_contacts && (self.basics.has("label") || is_said);
        let is_town = label.is_none() && may_be_town(value) && (beside_contacts || is_beside_title);
        // "1204 Raeford Road" begins with a number that is no code.
        let is_numbered = is_numbered_street(&piece.text);
        let looks_like_one = label.is_none()
            && !is_numbered
            && (address::has_code(value) || beside_contacts && address::is_address(value));
        if !self.basics.has("location") && (is_address || is_place(value) || looks_like_one || is_town) {
            if label.is_some() {
                findings.convert(piece.span);
            }
            let is_guess = !is_address && !address::has_code(value);
            // "Gdynia (Home)": which address it is.
            let value = match value.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
                Some((place, kind)) if labels::is_bare(kind) => place.trim(),
                _ => value,
            };
            self.basics.put("location", address::location(value, piece.span, findings));
            self.place = Some(piece.span);
            if is_guess {
                findings.guess(piece.span, "the place of residence");
            }
            return;
        }
        let is_at_contacts = beside_contacts || has_contacts || self.is_above_code;
        let is_street = is_at_contacts && is_street(&piece.text) || is_numbered || begins_with_street(&piece.text);
        if label.is_none() && self.street.is_none() && is_street {
            self.street = Some(piece);
            return;
        }
        // "Né le 2 mars 1995": a word and a day.
        if let Some(date) = dates::find(&piece.text).filter(|date| date.start.len() == 10 && date.end.is_none())
            && date.range.end == piece.text.len()
            && (1..=3).contains(&piece.text[..date.range.start].split_whitespace().count())
        {
            findings.convert(piece.span);
            let mut fact = Draft::default();
            fact.put("name", text(escaped(piece.text[..date.range.start].trim()), piece.span));
            fact.put("value", text(escaped(&piece.text[date.range.clone()]), piece.span));
            return self.facts.extend(fact.node(piece.span));
        }
        let words = piece.text.split_whitespace().count();
        if self.name.is_some_and(|name| piece.span.end < name.start)
            && line.text().trim_end().ends_with([',', '.', '!', ':'])
        {
            return;
        }
        // A long title directly below the name.
        let below_name =
            self.basics.has("name") && !self.basics.has("label") && label.is_none() && line.cells.len() == 1;
        let is_title =
            below_name && self.paragraphs.is_empty() && words <= 16 && !piece.text.ends_with(['.', '!', '。']);
        if is_title && words > 9 {
            findings.guess(piece.span, "the professional title");
            return self.basics.put("label", text(piece.rich.clone(), piece.span));
        }
        let is_long = words >= 5 && piece.text.ends_with(['.', '!'])
            || piece.text.chars().count() >= 10 && piece.text.ends_with(['。', '！']);
        let is_sentence = is_long && self.basics.has("label");
        if words > 9
            || is_sentence
            || piece.text.chars().count() > 70
            || !self.paragraphs.is_empty() && line.cells.len() == 1 && words > 1
        {
            return self.paragraphs.push(piece);
        }
        let is_other = has_age(&piece.text) || is_place(&piece.text);
        if !self.basics.has("label") && label.is_none() && words > 0 && self.basics.has("name") && !is_other {
            findings.guess(piece.span, "the professional title");
            self.title = Some(piece.clone());
            self.basics.put("label", text(piece.rich.clone(), piece.span));
        }
        // What is left is said where the import ends.
    }

    /// Divides "Marine Biologist, Aberdeen", if the place is said nowhere else.
    fn divide_title(&mut self, findings: &mut Findings) {
        let Some(title) = self.title.take().filter(|_| !self.basics.has("location")) else { return };
        let Some(comma) = comma(&title.text).filter(|comma| is_position(&title.text[..*comma])) else { return };
        let (title, place) = (sub(&title, 0, comma), sub(&title, comma + 2, title.text.len()));
        let is_town = may_be_town(&place.text) && !place.text.contains(' ') && place.text.contains(char::is_lowercase);
        if !is_town || is_position(&place.text) {
            return;
        }
        drop(self.basics.take("label"));
        self.basics.put("label", text(title.rich, title.span));
        findings.guess(place.span, "the place of residence");
        self.basics.put("location", address::location(&place.text, place.span, findings));
        self.place = Some(place.span);
    }

    fn finish(&mut self, findings: &mut Findings) {
        self.divide_title(findings);
        if let Some(street) = self.street.take()
            && self.basics.find("location").is_none_or(|location| location.find("address").is_none())
        {
            findings.guess(street.span, "the street");
            self.basics.put_into("location", "address", text(escaped(&street.text), street.span));
        }
        if let (Some(place), Some(location)) = (self.place, self.basics.find("location"))
            && location.find("countryCode").is_none()
            && let Some(country) = countries::of(location, &self.phones)
        {
            // It is read from the place and the numbers, so it has no text of its own.
            let span = Span { start: place.end, ..place };
            self.basics.put_into("location", "countryCode", text(country.to_string(), span));
            // Where the place is a guess, one comment is enough.
            match findings.guesses.iter_mut().find(|guess| guess.span == place) {
                Some(guess) => guess.read_as = "the place of residence, and its country",
                None => findings.guess(span, "the country"),
            }
        }
        let basics = &mut self.basics;
        basics.put_one_or_many("email", std::mem::take(&mut self.emails));
        basics.put_one_or_many("phone", std::mem::take(&mut self.phones));
        basics.put_one_or_many("url", std::mem::take(&mut self.urls));
        basics.put("profiles", list(std::mem::take(&mut self.profiles)));
        basics.put("facts", list(std::mem::take(&mut self.facts)));
    }
}

/// The lines of a header without a place that are said to be one elsewhere: "Leeds", as in "Northbank, Leeds".
fn towns(document: &Document, lines: &[Line]) -> Vec<String> {
    let is_whole = |part: &str| address::has_code(part.trim()) || is_place(part.trim());
    if lines.iter().any(|line| line.text().split(['|', '•', '·', '\t']).any(is_whole)) {
        return Vec::new();
    }
    let all = document.source.text();
    let is_said =
        |town: &String| !town.is_empty() && (all.contains(&format!(", {town}")) || all.contains(&format!("({town})")));
    lines.iter().map(|line| line.text().trim().to_owned()).filter(is_said).collect()
}

/// Whether one of several details of a person is the age: "brasileiro, casado, 34 anos".
fn has_age(text: &str) -> bool {
    text.split([',', '–', '|', '·']).any(|part| is_duration(part.trim()))
}

/// Where a label begins that ends a text, after other words: "Poznań tel.".
fn label_at_end(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let at = text.rfind(' ')? + 1;
    (labels::is_contact_word(&text[at..]) && text[..at].chars().any(char::is_alphanumeric)).then_some(at)
}

/// A piece without its beginning and the signs after it.
fn rest_from(piece: &Piece, start: usize) -> Piece {
    let is_sign = |letter: char| letter.is_whitespace() || ",;|–—-".contains(letter);
    let start = start + piece.text[start..].len() - piece.text[start..].trim_start_matches(is_sign).len();
    sub(piece, start, piece.text.len())
}

/// Whether a text is a street with its number: "Brink 14", "12 rue de Siam".
fn is_street(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &&str| word.len() <= 5 && word.starts_with(|first: char| first.is_ascii_digit());
    let is_named = |word: &&str| import_words().streets.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let is_first = words.first().is_some_and(is_number) && words.iter().any(is_named);
    let is_last = words.last().is_some_and(is_number) && words[0].starts_with(char::is_uppercase);
    (2..=6).contains(&words.len())
        && (is_first || is_last)
        && words.iter().copied().filter(|word| is_number(word)).count() == 1
        && !text.contains([',', '–', '—', '-', ':'])
        && dates::find(text).is_none()
}

/// Whether a text is a postal address that begins with the word for a street: "Rua das Acácias, 415 – Contagem / MG".
fn begins_with_street(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let words = text.split_whitespace().count();
    import_words().streets_first.contains(&first.as_str())
        && (2..=14).contains(&words)
        && text.contains(|letter: char| letter.is_ascii_digit())
        && !text.ends_with('.')
}

fn line_contacts(line: &Line) -> Vec<contacts::Found> {
    contacts::find_all(&line.text())
}

/// An address of a page without what does not tell it apart.
fn bare(url: &str) -> &str {
    url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").trim_end_matches('/')
}

fn same_page(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// Whether a website is only a part of the address to which its link leads: one that was wrapped.
fn is_part_of_target(contact: &Contact, piece: &Piece) -> bool {
    let (Contact::Website(own), Some(target)) = (contact, &piece.link) else { return false };
    bare(target).contains(bare(own)) && !same_page(target, own)
}

/// Divides a part of a header at the signs that separate contacts. A comma does not, for it is part of a place.
fn split(cell: &Cell, range: std::ops::Range<usize>, is_alone: bool) -> Vec<Piece> {
    let text = cell.text();
    let part = &text[range.clone()];
    let mut cuts = vec![range.start];
    // Without contacts, a slash may be part of a title.
    let slash = (!is_alone).then_some(" / ");
    for sign in ["|", " • ", " · ", " ∙ ", "\t", " ⋄ ", " ◦ ", " ~ ", "; "].into_iter().chain(slash) {
        cuts.extend(part.match_indices(sign).map(|(at, _)| range.start + at));
    }
    cuts.push(range.end);
    cuts.sort_unstable();
    let edges = |letter: char| letter.is_whitespace() || "|•·∙⋄◦~;,–—-/()[]<>".contains(letter) || is_icon(letter);
    let pieces = cuts.windows(2).filter_map(|pair| {
        let own = &text[pair[0]..pair[1]];
        let whole = is_alone && own.len() > 60;
        let start = if whole { pair[0] } else { pair[0] + own.len() - own.trim_start_matches(edges).len() };
        // A bracket that closes one within stays.
        let is_whole = own.matches('(').count() == own.matches(')').count() && !own.trim_start().starts_with('(');
        let at_end = |letter: char| edges(letter) && !(is_whole && letter == ')');
        let end = if whole { pair[1] } else { pair[1] - (own.len() - own.trim_end_matches(at_end).len()) };
        (start < end).then(|| cell.piece(start..end)).filter(|piece| piece.text.chars().any(char::is_alphanumeric))
    });
    pieces.collect()
}

/// Whether a character is an icon of a symbol font.
pub fn is_icon(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{fffd}')
}
