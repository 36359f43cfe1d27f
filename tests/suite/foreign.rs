//! Documents of other programs become résumés: fields right of N per maker, no word lost, nothing guessed silently.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use recto::diagnostic::Diagnostics;
use recto::import::import_file;
use recto::resume::Resume;
use recto::source::Source;
use serde_json::Value;

use crate::project::{Project, assert_part_of_page};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/foreign");

/// The least fields that are right, by maker and kind of file. Raise a number when it is exceeded.
const RATCHET: &[(&str, usize)] = &[
    ("chromium-beige.pdf", 45),
    ("chromium-canva.pdf", 57),
    ("chromium-cards.pdf", 60),
    ("chromium-dark.pdf", 36),
    ("chromium-empresa.pdf", 38),
    ("chromium-europass.pdf", 64),
    ("chromium-flow.pdf", 67),
    ("chromium-french.pdf", 32),
    ("chromium-googledocs.pdf", 61),
    ("chromium-grid.pdf", 63),
    ("chromium-harvard.pdf", 59),
    ("chromium-pills.pdf", 32),
    ("chromium-plain.pdf", 190),
    ("chromium-poster.pdf", 39),
    ("chromium-rightside.pdf", 44),
    ("chromium-sidebar.pdf", 190),
    ("chromium-student.pdf", 70),
    ("chromium-tabel.pdf", 45),
    ("chromium-timeline.pdf", 60),
    ("chromium-veteran.pdf", 47),
    ("chromium-werdegang.pdf", 51),
    ("html-gdocs.html", 39),
    ("html-tabel.html", 45),
    ("html-theme.html", 31),
    ("html-veteran.html", 47),
    ("html-web.html", 190),
    ("latex-academic.pdf", 36),
    ("latex-altacv.pdf", 63),
    ("latex-article.pdf", 190),
    ("latex-awesome.pdf", 71),
    ("latex-boxes.pdf", 32),
    ("latex-curve.pdf", 28),
    ("latex-cvitems.pdf", 42),
    ("latex-europecv.pdf", 28),
    ("latex-jake.pdf", 63),
    ("latex-minipage.pdf", 46),
    ("latex-moderncv.pdf", 190),
    ("latex-table.pdf", 190),
    ("libreoffice-columna.docx", 47),
    ("libreoffice-columna.odt", 47),
    ("libreoffice-columna.pdf", 47),
    ("libreoffice-estilos.docx", 40),
    ("libreoffice-estilos.odt", 40),
    ("libreoffice-estilos.pdf", 40),
    ("libreoffice-functional.docx", 42),
    ("libreoffice-functional.odt", 42),
    ("libreoffice-functional.pdf", 42),
    ("libreoffice-halves.docx", 32),
    ("libreoffice-halves.odt", 32),
    ("libreoffice-halves.pdf", 32),
    ("libreoffice-lines.docx", 65),
    ("libreoffice-lines.odt", 65),
    ("libreoffice-lines.pdf", 65),
    ("libreoffice-roller.docx", 47),
    ("libreoffice-roller.odt", 47),
    ("libreoffice-roller.pdf", 47),
    ("libreoffice-table.docx", 60),
    ("libreoffice-table.odt", 60),
    ("libreoffice-table.pdf", 60),
    ("libreoffice-tabs.docx", 65),
    ("libreoffice-tabs.odt", 65),
    ("libreoffice-tabs.pdf", 65),
    ("libreoffice-tabular.docx", 62),
    ("libreoffice-tabular.odt", 62),
    ("libreoffice-tabular.pdf", 62),
    ("linkedin-profile.pdf", 190),
    ("markdown-bold.md", 46),
    ("markdown-definitions.md", 32),
    ("markdown-mimar.md", 46),
    ("markdown-obsidian.md", 32),
    ("markdown-setext.md", 31),
    ("markdown-tables.md", 30),
    ("text-bold.txt", 46),
    ("text-columns.txt", 30),
    ("text-email.txt", 64),
    ("text-federal.txt", 32),
    ("text-gdocs.txt", 39),
    ("text-mail.txt", 40),
    ("text-message.txt", 30),
    ("text-webpage.txt", 47),
    ("typst-ateneo.pdf", 53),
    ("typst-classic.pdf", 190),
    ("typst-column.pdf", 30),
    ("typst-columns.pdf", 190),
    ("typst-grid.pdf", 46),
    ("typst-modern.pdf", 67),
    ("typst-overleaf.pdf", 51),
    ("typst-scholar.pdf", 30),
    ("weasyprint-web.pdf", 190),
    ("word-boxes.docx", 190),
    ("word-columns.docx", 66),
    ("word-columns.pdf", 66),
    ("word-controls.docx", 33),
    ("word-controls.pdf", 33),
    ("word-europeo.docx", 33),
    ("word-europeo.pdf", 33),
    ("word-federal.docx", 32),
    ("word-federal.pdf", 32),
    ("word-form.docx", 28),
    ("word-form.pdf", 28),
    ("word-gdocs.docx", 39),
    ("word-hanging.docx", 60),
    ("word-hanging.pdf", 60),
    ("word-labelled.docx", 48),
    ("word-labelled.pdf", 47),
    ("word-lebenslauf.docx", 32),
    ("word-lebenslauf.pdf", 32),
    ("word-maurer.docx", 52),
    ("word-maurer.pdf", 52),
    ("word-nurse.docx", 30),
    ("word-nurse.pdf", 30),
    ("word-plantilla.docx", 50),
    ("word-plantilla.pdf", 50),
    ("word-schweiz.docx", 46),
    ("word-schweiz.pdf", 45),
    ("word-sidebar.docx", 77),
    ("word-sidebar.pdf", 77),
    ("word-sidetable.docx", 44),
    ("word-sidetable.pdf", 44),
    ("word-spearmint.docx", 45),
    ("word-spearmint.odt", 45),
    ("word-spearmint.pdf", 45),
    ("word-usajobs.docx", 46),
    ("word-usajobs.pdf", 46),
    ("word-werdegang.docx", 50),
    ("word-werdegang.pdf", 50),
];

/// The fields of `people_more.json` that were right when the files were read for the first time, before anything was
/// changed for them: what to expect of a layout that nobody has looked at.
const FIRST: &[(&str, usize)] = &[
    ("chromium-beige.pdf", 45),
    ("chromium-canva.pdf", 55),
    ("chromium-cards.pdf", 41),
    ("chromium-dark.pdf", 33),
    ("chromium-empresa.pdf", 20),
    ("chromium-europass.pdf", 29),
    ("chromium-flow.pdf", 38),
    ("chromium-french.pdf", 26),
    ("chromium-googledocs.pdf", 58),
    ("chromium-grid.pdf", 43),
    ("chromium-harvard.pdf", 54),
    ("chromium-pills.pdf", 28),
    ("chromium-poster.pdf", 33),
    ("chromium-rightside.pdf", 40),
    ("chromium-student.pdf", 47),
    ("chromium-tabel.pdf", 38),
    ("chromium-timeline.pdf", 30),
    ("chromium-veteran.pdf", 41),
    ("chromium-werdegang.pdf", 49),
    ("html-gdocs.html", 36),
    ("html-tabel.html", 38),
    ("html-theme.html", 24),
    ("html-veteran.html", 45),
    ("latex-academic.pdf", 21),
    ("latex-altacv.pdf", 0),
    ("latex-awesome.pdf", 66),
    ("latex-boxes.pdf", 10),
    ("latex-curve.pdf", 23),
    ("latex-cvitems.pdf", 22),
    ("latex-europecv.pdf", 16),
    ("latex-jake.pdf", 2),
    ("latex-minipage.pdf", 37),
    ("libreoffice-columna.docx", 47),
    ("libreoffice-columna.odt", 47),
    ("libreoffice-columna.pdf", 47),
    ("libreoffice-estilos.docx", 40),
    ("libreoffice-estilos.odt", 40),
    ("libreoffice-estilos.pdf", 40),
    ("libreoffice-functional.docx", 36),
    ("libreoffice-functional.odt", 36),
    ("libreoffice-functional.pdf", 32),
    ("libreoffice-halves.docx", 29),
    ("libreoffice-halves.odt", 29),
    ("libreoffice-halves.pdf", 25),
    ("libreoffice-roller.docx", 37),
    ("libreoffice-roller.odt", 37),
    ("libreoffice-roller.pdf", 31),
    ("libreoffice-tabular.docx", 43),
    ("libreoffice-tabular.odt", 43),
    ("libreoffice-tabular.pdf", 43),
    ("markdown-bold.md", 46),
    ("markdown-definitions.md", 18),
    ("markdown-mimar.md", 32),
    ("markdown-obsidian.md", 24),
    ("markdown-setext.md", 26),
    ("markdown-tables.md", 17),
    ("text-bold.txt", 46),
    ("text-columns.txt", 30),
    ("text-email.txt", 55),
    ("text-federal.txt", 19),
    ("text-gdocs.txt", 36),
    ("text-mail.txt", 31),
    ("text-message.txt", 28),
    ("text-webpage.txt", 36),
    ("typst-ateneo.pdf", 30),
    ("typst-column.pdf", 27),
    ("typst-grid.pdf", 38),
    ("typst-modern.pdf", 64),
    ("typst-overleaf.pdf", 51),
    ("typst-scholar.pdf", 28),
    ("word-columns.docx", 61),
    ("word-columns.pdf", 57),
    ("word-controls.docx", 33),
    ("word-controls.pdf", 28),
    ("word-europeo.docx", 6),
    ("word-europeo.pdf", 6),
    ("word-federal.docx", 21),
    ("word-federal.pdf", 21),
    ("word-form.docx", 23),
    ("word-form.pdf", 23),
    ("word-gdocs.docx", 36),
    ("word-hanging.docx", 58),
    ("word-hanging.pdf", 54),
    ("word-labelled.docx", 44),
    ("word-labelled.pdf", 43),
    ("word-lebenslauf.docx", 28),
    ("word-lebenslauf.pdf", 28),
    ("word-maurer.docx", 47),
    ("word-maurer.pdf", 44),
    ("word-nurse.docx", 30),
    ("word-nurse.pdf", 30),
    ("word-plantilla.docx", 0),
    ("word-plantilla.pdf", 48),
    ("word-schweiz.docx", 46),
    ("word-schweiz.pdf", 41),
    ("word-sidebar.docx", 73),
    ("word-sidebar.pdf", 42),
    ("word-sidetable.docx", 38),
    ("word-sidetable.pdf", 38),
    ("word-spearmint.docx", 45),
    ("word-spearmint.odt", 45),
    ("word-spearmint.pdf", 45),
    ("word-usajobs.docx", 20),
    ("word-usajobs.pdf", 20),
    ("word-werdegang.docx", 50),
    ("word-werdegang.pdf", 50),
];

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| RATCHET.iter().any(|(maker, _)| maker_of(path) == *maker));
    files.sort();
    assert!(files.len() >= 50, "{}", files.len());
    files
}

/// `MAKER-LAYOUT.EXTENSION` of `MAKER-LAYOUT-LANGUAGE.EXTENSION`.
fn maker_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let extension = path.extension().unwrap_or_default().to_str().unwrap();
    stem.rsplit_once('-').map_or_else(String::new, |(maker, _)| format!("{maker}.{extension}"))
}

/// The person of `MAKER-LAYOUT-PERSON`: one of `people_more.json` by its id, or of `people.json` by its language.
fn person(path: &Path) -> Value {
    let id = path.file_stem().unwrap().to_str().unwrap().rsplit_once('-').unwrap().1.to_owned();
    let (file, key) = if id.len() > 2 { ("people_more.json", "id") } else { ("people.json", "language") };
    let people: Vec<Value> = serde_json::from_str(&fs::read_to_string(format!("{FOLDER}/{file}")).unwrap()).unwrap();
    people.into_iter().find(|person| person[key] == id.as_str()).unwrap()
}

/// What a layout does not show.
fn is_left_out(maker: &str, field: &str) -> bool {
    [
        ("chromium-canva", "work.location"),
        ("chromium-europass", "label"),
        ("latex-jake", "label"),
        ("latex-curve", "work.highlights"),
        ("latex-europecv", "work.highlights"),
        ("word-form", "work.location"),
    ]
    .iter()
    .any(|(layout, left_out)| maker.starts_with(layout) && field == *left_out)
}

/// Whether a layout has the names of skills without their groups.
fn is_ungrouped(path: &Path) -> bool {
    let maker = maker_of(path);
    ["linkedin", "chromium-canva", "word-columns"].iter().any(|layout| maker.starts_with(layout))
}

/// The jobs, each position of several at one employer as one.
fn jobs(read: &Value) -> Vec<Value> {
    let one = |job: &Value| match job["positions"].as_array() {
        None => vec![job.clone()],
        Some(positions) => {
            let with_employer = |position: &Value| {
                let mut position = position.clone();
                for key in ["name", "location"] {
                    if position[key].is_null() {
                        position[key] = job[key].clone();
                    }
                }
                position
            };
            positions.iter().map(with_employer).collect()
        }
    };
    read["work"].as_array().into_iter().flatten().flat_map(one).collect()
}

/// The place of residence as the file has it: with a code, or a country.
fn place(read: &Value, right: &str) -> String {
    let location = &read["basics"]["location"];
    let town = ["city", "region"].map(|key| bare(&location[key]));
    let town = town.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let code = bare(&location["postalCode"]);
    let country = match bare(&location["countryCode"]).as_str() {
        "gb" => "uk",
        "fr" => "france",
        "ro" => "romania",
        "in" => "india",
        _ => "",
    };
    let shown = [town.clone(), format!("{code} {town}"), format!("{town} {code}"), format!("{town}, {country}")];
    shown.into_iter().find(|shown| shown == right).unwrap_or(town)
}

fn imported(path: &Path) -> (recto::import::Imported, Value) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let imported = import_file(name, &fs::read(path).unwrap(), &|_| false, &mut Diagnostics::new());
    let imported = imported.unwrap_or_else(|_| panic!("{name} is not imported"));
    let tree = serde_yaml::from_str(&imported.text).unwrap_or_else(|error| panic!("{name}: {error}"));
    (imported, tree)
}

/// A text without case, escapes and emphasis.
fn bare(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let text = text.replace(['\\', '*'], "").replace('’', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn all(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(bare).collect()
}

/// What was read and what is right, field by field. Without groups, the file has only the names of skills.
fn fields(read: &Value, person: &Value, is_grouped: bool) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut add = |name: &str, read: String, right: String| found.push((name.to_owned(), read, right));
    let basics = &read["basics"];
    for key in ["name", "label", "email", "summary"] {
        add(key, bare(&basics[key]), bare(&person[key]));
    }
    let profiles = basics["profiles"].as_array().into_iter().flatten().map(|profile| bare(&profile["url"]));
    let right = bare(&person["url"]);
    let own = profiles.into_iter().find(|url| *url == right);
    add("url", own.unwrap_or_else(|| bare(&basics["url"])), right);
    let digits = |value: &Value| bare(value).chars().filter(char::is_ascii_digit).collect::<String>();
    add("phone", digits(&basics["phone"]), digits(&person["phone"]));
    let right = bare(&person["place"]);
    add("place", place(read, &right), right);
    let jobs = Value::from(jobs(read));
    let of_section = |section: &str| if section == "work" { &jobs } else { &read[section] };
    for (section, of, keys) in [
        (
            "work",
            "work",
            &[
                ("name", "name"),
                ("position", "position"),
                ("location", "location"),
                ("startDate", "start"),
                ("endDate", "end"),
            ][..],
        ),
        (
            "education",
            "education",
            &[
                ("institution", "institution"),
                ("studyType", "studyType"),
                ("area", "area"),
                ("startDate", "start"),
                ("endDate", "end"),
            ][..],
        ),
    ] {
        for (index, entry) in person[of].as_array().unwrap().iter().enumerate() {
            for (key, right) in keys {
                add(&format!("{section}.{key}"), bare(&of_section(section)[index][key]), bare(&entry[right]));
            }
            if section == "work" {
                add("work.highlights", all(&jobs[index]["highlights"]).join("|"), all(&entry["bullets"]).join("|"));
            }
        }
    }
    add("work", jobs.as_array().map_or(0, Vec::len).to_string(), person["work"].as_array().unwrap().len().to_string());
    for (index, group) in person["skills"].as_array().unwrap().iter().enumerate() {
        if !is_grouped {
            let known = all(&read["skills"][0]["keywords"]);
            let words = all(&group[1]);
            let found: Vec<String> = words.iter().filter(|word| known.contains(word)).cloned().collect();
            add("skills", found.join(", "), words.join(", "));
            continue;
        }
        let own = &read["skills"][index];
        add(
            "skills",
            format!("{}: {}", bare(&own["name"]), all(&own["keywords"]).join(", ")),
            format!("{}: {}", bare(&group[0]), all(&group[1]).join(", ")),
        );
    }
    for (index, spoken) in person["languagesSpoken"].as_array().unwrap().iter().enumerate() {
        let own = &read["languages"][index];
        add(
            "languages",
            format!("{} {}", bare(&own["language"]), bare(&own["fluency"])),
            format!("{} {}", bare(&spoken[0]), bare(&spoken[1])),
        );
    }
    for (index, certificate) in person["certificates"].as_array().into_iter().flatten().enumerate() {
        for key in ["name", "issuer", "date"] {
            let own = &read["certificates"][index];
            add(&format!("certificates.{key}"), bare(&own[key]), bare(&certificate[key]));
        }
    }
    for (index, project) in person["projects"].as_array().into_iter().flatten().enumerate() {
        add("projects.name", bare(&read["projects"][index]["name"]), bare(&project["name"]));
    }
    let interests: Vec<String> = read["interests"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|own| std::iter::once(bare(&own["name"])).chain(all(&own["keywords"])).collect::<Vec<_>>())
        .collect();
    for interest in all(&person["interests"]) {
        let own = interests.iter().find(|own| **own == interest).cloned();
        add("interests", own.unwrap_or_default(), interest);
    }
    let language = read["language"].as_str().unwrap_or("en");
    let language = language.split('-').next().unwrap_or_default();
    add("language", language.to_owned(), bare(&person["language"]));
    found
}

#[test]
fn the_fields_of_every_maker_are_right() {
    let mut right: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in files() {
        let (_, read) = imported(&path);
        let (hits, count) = right.entry(maker_of(&path)).or_default();
        let is_grouped = !is_ungrouped(&path);
        for (field, read, meant) in fields(&read, &person(&path), is_grouped) {
            if is_left_out(&maker_of(&path), &field) {
                continue;
            }
            *count += 1;
            match read == meant {
                true => *hits += 1,
                false => wrong.push(format!("{}: {field}: `{read}` is not `{meant}`", path.display())),
            }
        }
    }
    let begin = "<!-- makers: written by INSTA_UPDATE=always cargo test --test suite foreign -->\n";
    assert_part_of_page("docs/moving.md", begin, "<!-- end of makers -->\n", &table(&right));
    let begin = "<!-- first: written by INSTA_UPDATE=always cargo test --test suite foreign -->\n";
    assert_part_of_page("docs/moving.md", begin, "<!-- end of first -->\n", &first_table(&right));
    for (maker, least) in RATCHET {
        let (hits, count) = right[*maker];
        assert!(hits >= *least, "{maker}: {hits} of {count} are right, before it was {least}:\n{}", wrong.join("\n"));
    }
}

/// The fields that are right, for the documentation.
fn table(right: &BTreeMap<String, (usize, usize)>) -> String {
    let mut rows: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for (maker, (hits, count)) in right {
        let (name, kind) = maker.rsplit_once('.').unwrap();
        let (program, _) = name.split_once('-').unwrap();
        let program = match program {
            "chromium" => "Chromium (Print to PDF)",
            "html" => "Web page",
            "latex" => "LaTeX",
            "libreoffice" => "LibreOffice",
            "linkedin" => "LinkedIn's layout",
            "markdown" => "Markdown",
            "text" => "Plain text",
            "typst" => "Typst",
            "weasyprint" => "WeasyPrint",
            "word" => "Word's layouts: text boxes, tables",
            other => other,
        };
        let row = rows.entry((program.to_owned(), kind.to_uppercase())).or_default();
        *row = (row.0 + hits, row.1 + count);
    }
    let row = |((program, kind), (hits, count)): (&(String, String), &(usize, usize))| {
        format!("| {program} | {kind} | {hits} of {count} | {} % |\n", 100 * hits / count)
    };
    format!("| Made by | File | Fields right | |\n|---|---|---|---|\n{}", rows.iter().map(row).collect::<String>())
}

/// The fields that were right at first, and now, by layout.
fn first_table(right: &BTreeMap<String, (usize, usize)>) -> String {
    let row = |layout: &str, first: usize, hits: usize, count: usize| {
        let share = |hits: usize| 100 * hits / count;
        format!("| {layout} | {first} of {count} | {} % | {hits} of {count} | {} % |\n", share(first), share(hits))
    };
    let rows = FIRST.iter().map(|(maker, first)| {
        let (hits, count) = right[*maker];
        let (name, kind) = maker.rsplit_once('.').unwrap();
        row(&format!("{name} ({})", kind.to_uppercase()), *first, hits, count)
    });
    let sum = |of: &dyn Fn(&str, usize) -> usize| FIRST.iter().map(|(maker, first)| of(maker, *first)).sum::<usize>();
    let all = row("**all**", sum(&|_, first| first), sum(&|maker, _| right[maker].0), sum(&|maker, _| right[maker].1));
    format!("| Layout | At first | | Now | |\n|---|---|---|---|---|\n{}{all}", rows.collect::<String>())
}

#[test]
fn no_word_is_lost() {
    for path in files() {
        let (imported, read) = imported(&path);
        let mut said = String::new();
        leaves(&read, &mut said);
        said.push_str(&imported.unplaced.iter().map(|it| it.text.to_lowercase()).collect::<Vec<_>>().join(" "));
        let person = person(&path);
        let mut meant = String::new();
        for key in ["name", "label", "summary", "work", "skills", "languagesSpoken"] {
            if is_left_out(&maker_of(&path), key) {
                continue;
            }
            match key == "skills" && is_ungrouped(&path) {
                true => person[key].as_array().unwrap().iter().for_each(|group| leaves(&group[1], &mut meant)),
                false => leaves(&person[key], &mut meant),
            }
        }
        // Some layouts leave out where a school or a job is.
        if is_left_out(&maker_of(&path), "work.location") {
            let places = person["work"].as_array().unwrap().iter().map(|job| bare(&job["location"]));
            places.for_each(|place| said.push_str(&format!("{place}\n")));
        }
        for school in person["education"].as_array().unwrap() {
            leaves(&school["institution"], &mut meant);
            leaves(&school["area"], &mut meant);
        }
        let entries = ["work", "education"].map(|section| person[section].as_array().unwrap().iter());
        let dates: String = entries.into_iter().flatten().map(|entry| bare(&entry["dates"])).collect();
        for word in meant.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().count() > 4) {
            // Dates are said in another form.
            let known = said.contains(word) || dates.contains(word);
            assert!(known, "{}: `{word}` is lost:\n{}", path.display(), imported.text);
        }
    }
}

/// All texts of a value, in lower case.
fn leaves(value: &Value, found: &mut String) {
    match value {
        Value::String(text) => {
            found.push_str(&text.replace('\\', "").to_lowercase());
            found.push('\n');
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Object(entries) => entries.values().for_each(|value| leaves(value, found)),
        _ => {}
    }
}

#[test]
fn the_seed_is_the_resume_of_this_repository_but_for_two_choices() {
    let (imported, _) = imported(Path::new(&format!("{FOLDER}/seed.md")));
    let read = |name: &str, text: &str| Resume::read(&Source::new(name, text), &mut Diagnostics::new()).unwrap();
    // Markdown holds neither the number of pages nor the pattern of a degree.
    let choices = "\npages: 1\nlabels: {degree: \"{type} {area}\"}\n";
    let made = read("seed.yaml", &format!("{}{choices}", imported.text));
    let kept = read("resume.yaml", include_str!("../../resume.yaml"));
    let texts = |resume: &Resume| {
        let document = document_of(resume);
        document.iter().map(|text| format!("{}: {}", text.path, text.text)).collect::<Vec<_>>()
    };
    assert_eq!(texts(&made), texts(&kept));
}

fn document_of(resume: &Resume) -> Vec<recto::present::ExpectedText> {
    let theme = recto::theme::Themes::builtin().find("plumb", None, &mut Diagnostics::new()).unwrap();
    recto::typeset::document(resume, &theme, &mut Diagnostics::new()).unwrap().expected_texts()
}

#[test]
fn guesses_are_marked_at_their_line_and_named_in_the_summary() {
    let project = Project::new().file("cv.md", fs::read(format!("{FOLDER}/seed.md")).unwrap());
    let run = project.run(&["import", "cv.md", "-o", "resume.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = String::from_utf8(project.read("resume.yaml")).unwrap();
    let marked: Vec<usize> =
        text.lines().zip(1..).filter(|(line, _)| line.contains("# check: ")).map(|(_, at)| at).collect();
    assert!(!marked.is_empty());
    for line in marked {
        assert!(run.stderr.contains(&line.to_string()), "line {line} is not named: {}", run.stderr);
    }
    assert_eq!(project.run(&["build"]).code, Some(0));
    let run = project.run(&["import", "cv.md", "--format", "json"]);
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(report["format"], "Markdown");
    assert_eq!(report["guesses"][0]["readAs"], "the place");
}

#[test]
fn control_characters_are_left_out() {
    let page = "<h1>Ada\u{1c} Lovelace</h1><p>ada@example.org</p><h2>Experience</h2><h3>Engineer, Northbank, 2019 – 2021</h3>\
        <ul><li>Built\u{1} bridges.</li></ul>";
    let mut notes = Diagnostics::new();
    let imported = import_file("cv.html", page.as_bytes(), &|_| false, &mut notes).unwrap();
    let read = Resume::read(&Source::new("resume.yaml", imported.text.as_str()), &mut Diagnostics::new());
    assert!(read.is_ok() && imported.text.contains("name: Ada Lovelace"), "{}", imported.text);
}

#[test]
fn what_is_no_resume_is_refused_with_a_reason() {
    for (name, content, why) in [
        ("notes.txt", &b"Buy milk.\nCall the plumber.\n"[..], "no section titles were found"),
        ("broken.pdf", b"%PDF-1.4 nothing", "not a PDF, or damaged"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\0", "not in a format that can be imported"),
        ("empty.txt", b"\n\n", "has no text"),
    ] {
        let project = Project::new().file(name, content);
        let run = project.run(&["import", name]);
        assert!(run.code != Some(0) && run.stderr.contains(why), "{name}: {}", run.stderr);
    }
    let scan = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/pdf/scan.pdf")).unwrap();
    let run = Project::new().file("scan.pdf", scan).run(&["import", "scan.pdf"]);
    assert!(run.stderr.contains("its pages are pictures") && run.stderr.contains("OCR"), "{}", run.stderr);
}

#[test]
fn damaged_files_are_reported_and_nothing_falls_over() {
    for path in files().iter().step_by(7) {
        let whole = fs::read(path).unwrap();
        for at in 1..12 {
            let mut bytes = whole.clone();
            bytes.truncate(whole.len() * at / 12);
            crate::targets::document(&bytes);
            let mut bytes = whole.clone();
            for step in 0..40 {
                let index = (at * 7919 + step * 104_729) % bytes.len();
                bytes[index] = bytes[index].wrapping_add(31);
            }
            crate::targets::document(&bytes);
        }
    }
}

#[test]
fn a_linkedin_archive_is_read_by_its_columns() {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [
        (
            "Basic/Profile.csv",
            "\u{feff}First Name,Last Name,Headline,Summary,Websites\nMara,Ellison,Engineer,\"Builds bridges.\nOf timber.\",[PORTFOLIO:https://mara.example.org]\n",
        ),
        (
            "Basic/Positions.csv",
            "Title,Company Name,Description,Location,Started On,Finished On\nSenior Engineer,Northbank,\"Led people.\n• Opened a bridge\n• Closed another\",Seattle,Oct 2019,\nEngineer,Hale,,Portland,Jun 2015,Sep 2019\n",
        ),
        ("Basic/Skills.csv", "Name\nRevit\nRhino\n"),
        (
            "Basic/Email Addresses.csv",
            "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,x\nmara@example.org,Yes,Yes,x\n",
        ),
        ("Basic/messages.csv", "FROM,CONTENT\nSomeone,Never read\n"),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let imported = import_file("linkedin.zip", &bytes, &|_| false, &mut Diagnostics::new()).unwrap();
    let read: Value = serde_yaml::from_str(&imported.text).unwrap();
    assert_eq!(read["basics"]["name"], "Mara Ellison");
    assert_eq!(all(&read["basics"]["email"]), ["mara@example.org", "old@example.org"]);
    assert_eq!(read["basics"]["summary"], "Builds bridges.\n\nOf timber.");
    assert_eq!(read["work"][0]["name"], "Northbank");
    assert_eq!(
        (bare(&read["work"][0]["startDate"]), bare(&read["work"][0]["endDate"])),
        ("2019-10".into(), "present".into())
    );
    assert_eq!(all(&read["work"][0]["highlights"]), ["opened a bridge", "closed another"]);
    assert_eq!(bare(&read["work"][1]["endDate"]), "2019-09");
    assert_eq!(all(&read["skills"][0]["keywords"]), ["revit", "rhino"]);
    assert!(!imported.text.contains("Never read"));
}

#[test]
fn reactive_resume_is_read_with_its_html_and_hidden_sections() {
    let file = r#"{"basics": {"name": "Mara Ellison", "headline": "Engineer", "email": "mara@example.org", "url": {"label": "", "href": "https://mara.example.org"}, "location": "Seattle"},
        "sections": {"summary": {"name": "Summary", "visible": true, "content": "<p>Builds <strong>bridges</strong>.</p>"},
        "experience": {"name": "Experience", "columns": 1, "visible": true, "id": "experience", "items": [{"id": "a", "visible": true, "company": "Northbank", "position": "Senior Engineer", "location": "Seattle", "date": "Oct 2019 - Present", "summary": "<p>Led people.</p><ul><li><p>Opened a bridge</p></li></ul>", "url": {"label": "", "href": ""}}]},
        "education": {"name": "Education", "items": [{"id": "b", "visible": false, "institution": "Cascadia University", "studyType": "MSc", "area": "Civil Engineering", "date": "2013 - 2015"}]},
        "skills": {"name": "Skills", "items": [{"id": "c", "visible": true, "name": "Software", "description": "", "level": 3, "keywords": ["Revit"]}]},
        "custom": {}}, "metadata": {"template": "onyx"}}"#;
    let imported = import_file("rr.json", file.as_bytes(), &|_| false, &mut Diagnostics::new()).unwrap();
    let read: Value = serde_yaml::from_str(&imported.text).unwrap();
    assert_eq!(imported.format.to_string(), "Reactive Resume");
    assert_eq!(read["basics"]["label"], "Engineer");
    assert_eq!(read["basics"]["summary"], "Builds **bridges**.");
    assert_eq!(read["work"][0]["name"], "Northbank");
    assert_eq!(
        (bare(&read["work"][0]["startDate"]), bare(&read["work"][0]["endDate"])),
        ("2019-10".into(), "present".into())
    );
    assert_eq!(all(&read["work"][0]["highlights"]), ["opened a bridge"]);
    assert_eq!(read["education"][0]["hidden"], true);
    assert_eq!(read["skills"][0]["name"], "Software");
}

/// A text as imported.
fn imported_text(name: &str, text: &str) -> Value {
    let imported = import_file(name, text.as_bytes(), &|_| false, &mut Diagnostics::new()).unwrap();
    serde_yaml::from_str(&imported.text).unwrap()
}

#[test]
fn labels_say_what_the_fields_of_a_job_are() {
    let text = "# Jeferson Prado\n\njeferson@exemplo.com.br\n\n## Experiência profissional\n\n**Empresa:** Serra Azul Ltda. – Contagem\n\n\
        **Cargo:** Eletricista\n\n**Período:** Maio de 2017 - Atual\n\n**Atividades:**\n\n- Painéis de comando\n- Subestações\n\n\
        **Empresa:** Vale Verde\n\n**Cargo:** Auxiliar\n\n**Período:** 2014 - 2017\n\n## Idiomas\n\n- Português: nativo\n- Espanhol: básico\n";
    let read = imported_text("cv.md", text);
    let job = &read["work"][0];
    assert_eq!((bare(&job["name"]), bare(&job["position"])), ("serra azul ltda.".into(), "eletricista".into()));
    assert_eq!((bare(&job["location"]), bare(&job["startDate"])), ("contagem".into(), "2017-05".into()));
    assert_eq!(all(&job["highlights"]), ["painéis de comando", "subestações"]);
    assert_eq!(
        (bare(&read["work"][1]["name"]), bare(&read["work"][1]["endDate"])),
        ("vale verde".into(), "2017".into())
    );
}

#[test]
fn an_organization_without_a_label_above_labelled_fields_is_part_of_them() {
    let text = "# Mara Ellison\n\nmara@example.org\n\n## Experience\n\n### Northbank Structures\n\nPosition: Senior Engineer\n\n\
        Period: Oct 2019 - Present\n\n- Opened a bridge\n\n### Hale\n\nPosition: Engineer\n\nPeriod: 2015 - 2019\n\n## Skills\n\n- Revit\n";
    let read = imported_text("cv.md", text);
    let jobs: Vec<(String, String)> =
        read["work"].as_array().unwrap().iter().map(|job| (bare(&job["name"]), bare(&job["position"]))).collect();
    let right = [("northbank structures", "senior engineer"), ("hale", "engineer")];
    assert_eq!(jobs, right.map(|(name, position)| (name.to_owned(), position.to_owned())));
    assert_eq!(all(&read["work"][0]["highlights"]), ["opened a bridge"]);
}

#[test]
fn how_somebody_is_employed_and_for_how_long_is_neither_a_place_nor_a_date() {
    let text = "Nuria Valdivieso\nnuria@ejemplo.es\n\nExperiencia laboral\n\nEnfermera\nServicio de Emergencias · Jornada completa\n\
        Oct. 2016 - May. 2019 · 5 años\nHuesca\n\nFormación académica\n\nUniversidad de Teruel\nGrado en Enfermería\n2011 - 2015\n\nIdiomas\n\nEspañol – nativo\n";
    let job = &imported_text("cv.txt", text)["work"][0];
    assert_eq!((bare(&job["endDate"]), bare(&job["location"])), ("2019-05".into(), "huesca".into()));
    assert!(bare(&job["note"]).contains("jornada completa"), "{job}");
}

#[test]
fn a_consent_below_the_last_section_is_the_closing() {
    let clause = "Wyrażam zgodę na przetwarzanie moich danych osobowych dla potrzeb rekrutacji.";
    let text = format!(
        "# Agnieszka Nowak\n\na@przyklad.pl\n\n## Doświadczenie zawodowe\n\n### Księgowa, Bilans\n\n2018 – obecnie\n\n\
         ## Kursy i szkolenia\n\n- Certyfikat księgowy, Stowarzyszenie, 2016 r.\n\n## Zainteresowania\n\nszachy, ogrodnictwo\n\n{clause}\n"
    );
    let read = imported_text("cv.md", &text);
    assert_eq!(read["closing"], clause);
    assert_eq!(all(&read["interests"][0]["keywords"]), ["szachy", "ogrodnictwo"]);
    let certificate = &read["certificates"][0];
    assert_eq!((bare(&certificate["name"]), bare(&certificate["date"])), ("certyfikat księgowy".into(), "2016".into()));
}

#[test]
fn rows_with_unknown_labels_are_part_of_the_entry_that_goes_on_below_them() {
    let text = "Yolanda Beaumont\n1204 Raeford Road\nFayetteville, NC 28303\nEmail: yolanda@example.net\n\nWORK EXPERIENCE\n\n\
        Employer: Defense Supply Office\nJob Title: Program Analyst\nSeries and Grade: GS-0343-12\nEmployed: 03/2019 – Present\n\
        Hours per Week: 40\nDuties:\n- Brief the director\n\nEmployer: Veterans Affairs\nJob Title: Technician\n\
        Series and Grade: GS-0305-07\nEmployed: 08/2014 – 02/2019\nHours per Week: 40\nDuties:\n- Indexed files\n\n\
        EDUCATION\n\nSchool: Cape Fear University\nDegree: Bachelor of Science\nMajor: Business\nDate Completed: 05/2014\n";
    let read = imported_text("cv.txt", text);
    let place = &read["basics"]["location"];
    assert_eq!((bare(&place["address"]), bare(&place["city"])), ("1204 raeford road".into(), "fayetteville".into()));
    assert!(read["basics"]["label"].is_null(), "{read}");
    let job = &read["work"][0];
    assert_eq!(
        (bare(&job["name"]), bare(&job["position"])),
        ("defense supply office".into(), "program analyst".into())
    );
    assert_eq!((bare(&job["startDate"]), bare(&job["endDate"])), ("2019-03".into(), "present".into()));
    assert!(bare(&job["note"]).contains("series and grade: gs-0343-12"), "{job}");
    assert_eq!(all(&job["highlights"]), ["brief the director"]);
    let school = &read["education"][0];
    assert_eq!((bare(&school["studyType"]), bare(&school["area"])), ("bachelor of science".into(), "business".into()));
}

#[test]
fn facts_between_the_dates_and_the_position_do_not_divide_a_job() {
    let text = "Marguerite Hollis\n418 Huffman Avenue\nDayton, OH 45410 US\nMobile: (937) 555-0172\nEmail: m.hollis@example.org\n\n\
        Work Experience:\n\nEmergency Readiness Office\n200 Patterson Road\nDayton, OH United States\n\n06/2019 - Present\n\
        Salary: $84,310 Per Year\nHours per week: 40\nEmergency Management Specialist\nDuties:\n- Wrote continuity plans.\n\
        Supervisor: Rosalind Achterberg (937-555-0110)\n\nDepartment of Public Safety\n1970 West Broad Street\n\
        Columbus, OH United States\n\n08/2015 - 05/2019\nSalary: $56,900 Per Year\nPlanner\nDuties:\n- Trained officials.\n\n\
        Education:\n\nWright Valley University\nMaster's Degree 05/2018\nGPA: 3.8 of a maximum 4.0\nMajor: Public Administration\n";
    let read = imported_text("cv.txt", text);
    let place = &read["basics"]["location"];
    assert_eq!((bare(&place["city"]), bare(&place["postalCode"])), ("dayton".into(), "45410".into()));
    let jobs: Vec<[String; 4]> = read["work"]
        .as_array()
        .unwrap()
        .iter()
        .map(|job| ["name", "position", "location", "startDate"].map(|key| bare(&job[key])))
        .collect();
    let right = [
        ["emergency readiness office", "emergency management specialist", "dayton, oh united states", "2019-06"],
        ["department of public safety", "planner", "columbus, oh united states", "2015-08"],
    ];
    assert_eq!(jobs, right.map(|job| job.map(str::to_owned)));
    let note = bare(&read["work"][0]["note"]);
    assert!(note.contains("salary: $84,310 per year") && note.contains("supervisor: rosalind achterberg"), "{note}");
    assert_eq!(all(&read["work"][0]["highlights"]), ["wrote continuity plans."]);
    assert_eq!(bare(&read["education"][0]["area"]), "public administration");
}

#[test]
fn names_before_dashes_or_above_lists_are_groups_of_skills() {
    for list in [
        "Software – SolidWorks, Ansys\nWorkshop – milling, turning\n",
        "Software\nSolidWorks, Ansys\nWorkshop\nmilling, turning\n",
    ] {
        let text = format!(
            "Ada Quill\nada@example.org\n\nExperience\n\nEngineer, Northbank, Leeds\n2015 – 2019\n\nSkills\n\n{list}"
        );
        let read = imported_text("cv.txt", &text);
        let groups: Vec<(String, Vec<String>)> =
            read["skills"].as_array().unwrap().iter().map(|it| (bare(&it["name"]), all(&it["keywords"]))).collect();
        let right = [("software", ["solidworks", "ansys"]), ("workshop", ["milling", "turning"])];
        assert_eq!(groups, right.map(|(name, words)| (name.to_owned(), words.map(str::to_owned).to_vec())), "{text}");
    }
}

#[test]
fn a_mail_has_a_greeting_above_and_a_signature_below() {
    let text = "Beste mevrouw Dijkstra,\n\nHierbij mijn cv, zoals beloofd.\n\nFemke Stellingwerf\n8911 DM Leeuwarden\n\
        femke.stellingwerf@voorbeeld.nl\n\nWerkervaring:\n\n2018 tot heden: Doktersassistente bij Praktijk De Terp in Leeuwarden\n\
        - Triage aan de telefoon\n\n2015 tot 2018: Triagist bij Dokterswacht Noord in Dokkum\n- Avonddiensten\n\nOpleidingen:\n\n\
        2012 tot 2015: MBO 4 Doktersassistent, ROC Friese Wouden\n\nInteresses:\n\nschaatsen, naaien\n\n\
        Met vriendelijke groet,\nFemke Stellingwerf\n\nVerzonden vanaf mijn telefoon\n";
    let read = imported_text("cv.txt", text);
    assert_eq!(bare(&read["basics"]["name"]), "femke stellingwerf");
    assert!(read["basics"]["label"].is_null(), "{read}");
    assert_eq!(read["language"], "nl");
    let job = &read["work"][1];
    assert_eq!((bare(&job["position"]), bare(&job["name"])), ("triagist".into(), "dokterswacht noord".into()));
    assert_eq!(bare(&job["location"]), "dokkum");
    assert_eq!(all(&read["interests"][0]["keywords"]), ["schaatsen", "naaien"]);
}

#[test]
fn skills_with_sentences_are_not_lists_of_words() {
    let text = "# Curtis Abernethy\n\ncurtis@example.com\n\n## Professional Skills\n\n**Team Leadership**\n\n\
        - Scheduled and led shifts of up to thirty people.\n- Kept turnover under ten percent for five years.\n\n\
        ## Experience\n\n- Shift Manager, Miami Valley Foods, 2012 – 2017\n\n## Certifications\n\n\
        - Forklift Operator (OSHA), April 2023\n- Yellow Belt (ASQ), 2016\n\n## Technical Skills\n\nSystems: SAP, Kronos\n\n\
        ## Languages\n\nEnglish (native) - Spanish (conversational)\n";
    let read = imported_text("cv.md", text);
    assert_eq!(bare(&read["skills"][0]["name"]), "systems");
    assert!(read["custom"].to_string().contains("Kept turnover under ten percent for five years."), "{read}");
    let certificate = &read["certificates"][0];
    assert_eq!((bare(&certificate["name"]), bare(&certificate["issuer"])), ("forklift operator".into(), "osha".into()));
    let spoken = &read["languages"][1];
    assert_eq!((bare(&spoken["language"]), bare(&spoken["fluency"])), ("spanish".into(), "conversational".into()));
}
