//! Damaged files of other programs: every reader of `recto import` reads what is left, or says why it does not.
//!
//! `RECTO_MUTATIONS=1000000 cargo test --release damaged` damages more of them.

use std::fs;
use std::io::{Cursor, Read, Write};

use crate::mutation::Numbers;
use crate::project::{Project, pdf};
use crate::targets;

/// How often each file is damaged.
const TIMES: usize = 120;

/// A file in `tests/import/foreign`.
fn foreign(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/import/foreign/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Damages a file: it ends early, bits are turned, parts are missing or there twice, characters of markup appear.
fn damage(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    const MARKUP: &[u8] = b"<>/\"'&;#={}[]()|:,.*_-+ \t\n\r\0\x7f\xff\xc3\xe2\xf0";
    for _ in 0..1 + numbers.below(6) {
        if bytes.is_empty() {
            return;
        }
        let at = numbers.below(bytes.len());
        let to = (at + 1 + numbers.below(200)).min(bytes.len());
        match numbers.below(9) {
            0 => bytes.truncate(at),
            1 | 2 => bytes[at] ^= 1 << numbers.below(8),
            3 | 4 => {
                let part = bytes[at..to].to_vec();
                bytes.splice(at..at, part);
            }
            5 => drop(bytes.drain(at..to)),
            6 => {
                let part = bytes[at..to].to_vec();
                let other = numbers.below(bytes.len());
                bytes.splice(other..other, part);
            }
            _ => bytes[at] = MARKUP[numbers.below(MARKUP.len())],
        }
    }
}

/// An archive of LinkedIn.
fn linkedin() -> Vec<u8> {
    let members = [
        (
            "Profile.csv",
            "First Name,Last Name,Headline,Summary,Websites,Address\nMara,Ellison,Engineer,\"Builds \"\"bridges\"\".\nOf timber.\",[PORTFOLIO:https://mara.example.org],Seattle\n",
        ),
        (
            "Positions.csv",
            "Company Name,Title,Description,Location,Started On,Finished On\nNorthbank,Senior Engineer,\"Led people.\n• Opened a bridge\",Seattle,Oct 2019,\nHale,Engineer,,Portland,Jun 2015,Sep 2019\n",
        ),
        (
            "Education.csv",
            "School Name,Start Date,End Date,Notes,Degree Name,Activities\nCascadia University,2011,2015,,BSc,Rowing\n",
        ),
        ("Skills.csv", "Name\nRevit\n"),
        ("Email Addresses.csv", "Email Address,Confirmed,Primary,Updated On\nmara@example.org,Yes,Yes,x\n"),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of archives that are damaged before they are packed, so that they are unpacked.
fn members(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names = archive.file_names().filter(|name| [".xml", ".rels", ".csv"].iter().any(|end| name.ends_with(end)));
    names.filter(|name| !name.contains("settings") && !name.contains("Types")).map(str::to_owned).collect()
}

/// Damages a file many times; returns how often it was read all the same.
fn read(bytes: &[u8], seed: usize, damaged: impl Fn(&mut Numbers) -> Vec<u8>) -> usize {
    assert!(targets::document(bytes), "a whole file is not read");
    let times =
        std::env::var("RECTO_MUTATIONS").ok().and_then(|times| times.parse().ok()).map_or(TIMES, |all: usize| all / 20);
    (0..times).filter(|time| targets::document(&damaged(&mut Numbers::of(seed * 1_000_000 + time)))).count()
}

#[test]
fn every_reader_of_documents_reads_damaged_files_or_says_why_not() {
    let small = pdf(
        "basics: {name: Ada Lovelace, email: ada@example.org}\nwork: [{name: Northbank, position: Engineer, startDate: 2019-10, highlights: [Opened a bridge]}]\nskills: [{name: Software, keywords: [Revit, Rhino]}]\n",
    );
    let files = [
        small,
        foreign("html-web-es.html"),
        foreign("html-theme-en25.html"),
        foreign("markdown-obsidian-en11.md"),
        foreign("markdown-tables-de21.md"),
        foreign("markdown-definitions-fr21.md"),
        foreign("text-email-nl9.txt"),
        foreign("text-columns-es21.txt"),
    ];
    for (seed, bytes) in files.iter().enumerate() {
        let whole = read(bytes, seed, |numbers| {
            let mut bytes = bytes.clone();
            damage(&mut bytes, numbers);
            bytes
        });
        assert!(whole > 0, "none of file {seed} was read");
    }
}

#[test]
fn every_reader_of_structured_files_reads_damaged_ones_or_says_why_not() {
    let root = env!("CARGO_MANIFEST_DIR");
    let names = [
        "structured/europass.xml",
        "structured/europass_candidate.xml",
        "structured/fresh.json",
        "structured/reactive_v3.json",
        "structured/reactive_v5.json",
        "fresh.json",
        "rendercv_full.yaml",
        "yamlresume.yaml",
        "jsonresume_0.json",
        "jsonresume_1.json",
    ];
    for (seed, name) in names.iter().enumerate() {
        let bytes = fs::read(format!("{root}/tests/import/{name}")).unwrap();
        let whole = read(&bytes, 100 + seed, |numbers| {
            let mut bytes = bytes.clone();
            damage(&mut bytes, numbers);
            bytes
        });
        assert!(whole > 0, "{name}: none was read");
    }
}

#[test]
fn a_part_of_an_archive_may_hold_anything() {
    let contents: [&[u8]; 4] = [
        b"\0<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Ada Lovelace</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>",
        b"\x01<office:document-content xmlns:text='t'><text:h text:outline-level='1'>Ada</text:h><text:list><text:list-item><text:p>x</text:p></text:list-item></text:list></office:document-content>",
        b"\x02First Name,Last Name,Company Name,Title,Started On\nAda,Lovelace,Northbank,\"Engineer\",Oct 2019\n",
        b"\x03School Name,Degree Name,First Name,Last Name\nCascadia,\"B\"\"Sc\",Ada,Lovelace\n",
    ];
    for (seed, content) in contents.iter().enumerate() {
        for time in 0..TIMES {
            let mut numbers = Numbers::of(300_000_000 + seed * 1_000_000 + time);
            let mut bytes = content[1..].to_vec();
            damage(&mut bytes, &mut numbers);
            bytes.insert(0, content[0]);
            targets::member(&bytes);
        }
    }
}

#[test]
fn every_reader_of_archives_reads_damaged_ones_or_says_why_not() {
    let files = [
        linkedin(),
        foreign("word-controls-en21.docx"),
        foreign("word-sidebar-en2.docx"),
        foreign("libreoffice-halves-pl20.odt"),
    ];
    for (seed, bytes) in files.iter().enumerate() {
        let members = members(bytes);
        let whole = read(bytes, 200 + seed, |numbers| match numbers.below(4) {
            0 => {
                let mut bytes = bytes.clone();
                damage(&mut bytes, numbers);
                bytes
            }
            _ => {
                let member = &members[numbers.below(members.len())];
                let own = std::cell::RefCell::new(numbers);
                with_member(bytes, member, |mut content| {
                    damage(&mut content, &mut own.borrow_mut());
                    content
                })
            }
        });
        assert!(whole > 0, "none of archive {seed} was read");
    }
}

/// A document with one member of its archive changed.
fn with_member(bytes: &[u8], member: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().to_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        writer.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&if name == member { change(content) } else { content }).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn damaged_text_within_documents_is_reported_and_nothing_falls_over() {
    for (file, member, open) in [
        ("word-boxes-de.docx", "word/document.xml", "<w:tbl><w:tr><w:tc><w:p>"),
        ("word-sidebar-en2.docx", "word/document.xml", "<w:p><w:r><w:t>"),
        ("libreoffice-tabs-es.odt", "content.xml", "<text:list><text:list-item><text:p>"),
        ("libreoffice-tabular-de4.odt", "content.xml", "<table:table><table:table-row><table:table-cell>"),
    ] {
        let whole = foreign(file);
        for seed in 1..20usize {
            // Bytes that are wrong, a piece that is missing, a piece that is there twice.
            targets::document(&with_member(&whole, member, |mut xml| {
                for step in 0..seed {
                    let index = (seed * 7919 + step * 104_729) % xml.len();
                    xml[index] = b"<>/\"& \xff0a"[(seed + step) % 9];
                }
                xml
            }));
            targets::document(&with_member(&whole, member, |mut xml| {
                let from = (seed * 7919) % xml.len();
                let to = (from + seed * 97).min(xml.len());
                xml.drain(from..to);
                xml
            }));
            targets::document(&with_member(&whole, member, |mut xml| {
                let from = (seed * 104_729) % xml.len();
                let piece = xml[from..(from + 400).min(xml.len())].to_vec();
                xml.splice(from..from, piece);
                xml
            }));
        }
        // What never ends.
        targets::document(&with_member(&whole, member, |xml| {
            let text = String::from_utf8(xml).unwrap();
            let at = text.find("<w:p>").or(text.find("<text:p")).unwrap();
            format!("{}{}{}", &text[..at], open.repeat(20_000), &text[at..]).into_bytes()
        }));
    }
    let html = String::from_utf8(foreign("html-web-es.html")).unwrap();
    for seed in 1..40usize {
        let mut bytes = html.clone().into_bytes();
        for step in 0..seed {
            let index = (seed * 7919 + step * 104_729) % bytes.len();
            bytes[index] = b"<>/\"& -=0a"[(seed + step) % 10];
        }
        targets::document(&bytes);
    }
    targets::document(format!("{}{html}", "<div><ul><li>".repeat(20_000)).as_bytes());
    // A format that is not read says so.
    let run = Project::new().file("cv.rtf", "{\\rtf1 Mara\\par}").run(&["import", "cv.rtf"]);
    assert!(run.code != Some(0) && !run.stderr.is_empty(), "{}", run.stderr);
}
