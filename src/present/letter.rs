//! The cover letter, and the closing of a résumé.

use super::document::{Closing, Letter, Photo};
use super::field::{Field, TextRole};
use super::writer::{Writer, join};
use crate::locale::{PlaceAndDate, RecipientPart};
use crate::resume::{self, Date, PlainText, Recipient, Resume, RichText, Text};
use crate::source::{Origin, Spanned};

/// The letter, in the order of its parts.
pub fn letter(letter: &resume::Letter, resume: &Resume, writer: &Writer) -> Letter {
    let resume::Letter { recipient, date, subject, opening, body, closing, signature, enclosures } = letter;
    let layout = writer.locale.letter_layout();
    let line =
        |text: &Option<RichText>, key: &str| text.as_ref().map(|text| writer.rich(text, format!("letter.{key}")));
    let city = resume.basics.location.as_ref().and_then(|location| location.city.as_ref());
    let city = city.filter(|_| writer.locale.has_place_in_letters());
    let city = city.map(|city| writer.text(city, "basics.location.city", TextRole::Text));
    let enclosures = writer.texts(enclosures, "letter.enclosures");
    let label = writer.locale.enclosures(enclosures.len()).to_owned();
    let subject_label = Some(writer.locale.subject_label()).filter(|label| !label.is_empty());
    Letter {
        layout,
        recipient: recipient.iter().flat_map(|recipient| self::recipient(recipient, writer)).collect(),
        date: place_and_date(city, date.as_ref(), "letter.date", writer),
        subject: line(subject, "subject"),
        subject_label: subject_label.map(|label| writer.label(label, "", "letter.subject")),
        opening: line(opening, "opening"),
        body: writer.blocks(body, "letter.body"),
        closing: line(closing, "closing"),
        signature: signature.as_ref().map(|signature| self::signature(signature, resume)),
        enclosures_line: writer
            .listed_as("enclosures", &label, "letter.enclosures", enclosures)
            .map(|group| group.text),
    }
}

/// The closing of a résumé.
pub fn closing(closing: &resume::Closing, resume: &Resume, writer: &Writer) -> Closing {
    let resume::Closing { text, place, date, signature } = closing;
    let place = place.as_ref().map(|place| writer.text(place, "closing.place", TextRole::Text));
    Closing {
        blocks: writer.blocks(text, "closing.text"),
        place_date: place_and_date(place, date.as_ref(), "closing.date", writer),
        signature: signature.as_ref().map(|signature| self::signature(signature, resume)),
    }
}

/// The place and the date in full, as the language writes them in letters.
fn place_and_date(place: Option<Field>, date: Option<&Spanned<Date>>, path: &str, writer: &Writer) -> Option<Field> {
    let Some(Spanned { value, span }) = date else { return place };
    let PlaceAndDate { between, date, date_first } = writer.locale.place_and_date(*value, place.is_some());
    let date = writer.verbatim(&date, Origin::new(*span), path, TextRole::Text);
    let Some(place) = place else { return Some(date) };
    let (first, last) = if date_first { (date, place) } else { (place, date) };
    join(vec![first, last], &between)
}

fn signature(file: &Spanned<PlainText>, resume: &Resume) -> Photo {
    Photo { name: file.value.to_string(), alternative: resume.basics.name.to_string(), crop: None }
}

/// The lines of an address. The last one may be a country, which is named in the language, and left out if it is that
/// of the document.
fn address_lines(address: &[Text], writer: &Writer) -> Vec<Field> {
    let mut lines = writer.texts(address, "letter.recipient.address");
    let (Some(last), Some(index)) = (address.last(), lines.len().checked_sub(1)) else { return lines };
    match index > 0 && writer.locale.is_own_country(last) {
        true if !last.has_markup() && !last.contains(',') => drop(lines.pop()),
        _ => lines[index] = writer.place(last, format!("letter.recipient.address[{index}]"), TextRole::Text),
    }
    lines
}

/// The lines of the recipient, in the order of the language.
fn recipient(recipient: &Recipient, writer: &Writer) -> Vec<Field> {
    let Recipient { name, position, organization, address } = recipient;
    let line = |text: &Option<Text>, key: &str| -> Vec<Field> {
        let field = |text| writer.text(text, format!("letter.recipient.{key}"), TextRole::Text);
        text.iter().map(field).collect()
    };
    let lines = writer.locale.recipient().iter().flat_map(|part| match part {
        RecipientPart::Name => line(name, "name"),
        RecipientPart::Position => line(position, "position"),
        RecipientPart::Organization => line(organization, "organization"),
        RecipientPart::Address => address_lines(address, writer),
    });
    lines.collect()
}
