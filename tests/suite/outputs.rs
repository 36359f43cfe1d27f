//! Every format, read back by parsers that are not Recto's, whatever signs a résumé has.

use std::io::Read;

use serde_json::Value;

use crate::corpus::{corpus, needs_fonts, with_companions};
use crate::project::Project;

/// Every key of the format, each text with signs that mean something to some format.
pub const EVERY_FIELD: &str = include_str!("../hostile/every_field.yaml");

/// The parts of a zip file, by their names.
pub fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let short = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").expect("a zip file has an end");
    let (count, mut at) = (short(end + 10), long(end + 16));
    let mut parts = Vec::new();
    for _ in 0..count {
        let (method, packed, header) = (short(at + 10), long(at + 20), long(at + 42));
        let name = String::from_utf8(bytes[at + 46..at + 46 + short(at + 28)].to_vec()).unwrap();
        let start = header + 30 + short(header + 26) + short(header + 28);
        let data = &bytes[start..start + packed];
        let mut content = Vec::new();
        match method {
            0 => content.extend_from_slice(data),
            8 => drop(flate2::read::DeflateDecoder::new(data).read_to_end(&mut content).unwrap()),
            other => panic!("{name}: method {other}"),
        }
        parts.push((name, content));
        at += 46 + short(at + 28) + short(at + 30) + short(at + 32);
    }
    parts
}

fn parse_xml(name: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// The addresses that a file of XML names in some attribute.
fn addresses(bytes: &[u8], attribute: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
    let named = document.descendants().flat_map(|node| node.attributes().collect::<Vec<_>>());
    named.filter(|it| it.name() == attribute).map(|it| it.value().to_owned()).collect()
}

#[test]
fn an_address_with_signs_of_xml_is_an_address_in_word_and_in_svg() {
    let url = "https://scholar.example.org/citations?user=abc&hl=en";
    let yaml = format!(
        "basics: {{name: Ada, profiles: [{{network: Google Scholar, username: Ada, url: \"{url}\"}}], \
         summary: '[x](https://example.org/?q=\"><b>)'}}\n"
    );
    let project = Project::new().file("resume.yaml", yaml);
    for format in ["svg", "docx"] {
        assert_eq!(project.run(&["build", "--format", format]).code, Some(0));
    }
    let svg = project.read("resume.svg");
    parse_xml("svg", &svg);
    assert!(addresses(&svg, "href").contains(&url.to_owned()));
    let parts = unzipped(&project.read("resume.docx"));
    let (_, relations) = parts.iter().find(|(name, _)| name == "word/_rels/document.xml.rels").unwrap();
    assert!(addresses(relations, "Target").contains(&url.to_owned()));
}

#[test]
fn every_format_is_well_formed_for_every_resume() {
    let mut files = corpus();
    files.push(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/every_field.yaml").into());
    let mut read = 0;
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let project = with_companions().file(name, std::fs::read(&path).unwrap());
        for format in ["svg", "docx", "html", "json", "yaml", "pdf"] {
            let output = format!("out.{format}");
            let run = project.run(&["build", name, "-o", &output]);
            if needs_fonts(&run) {
                continue;
            }
            assert_eq!(run.code, Some(0), "{name} as {format}: {}", run.stderr);
            let written = project.files().into_iter().filter(|file| file.starts_with("out"));
            for file in written.collect::<Vec<_>>() {
                let bytes = project.read(&file);
                let label = format!("{name} as {file}");
                match format {
                    "svg" => parse_xml(&label, &bytes),
                    "docx" => {
                        let parts = unzipped(&bytes);
                        let xml = parts.iter().filter(|(part, _)| part.ends_with(".xml") || part.ends_with(".rels"));
                        xml.for_each(|(part, content)| parse_xml(&format!("{label}: {part}"), content));
                    }
                    "json" => drop(serde_json::from_slice::<Value>(&bytes).expect(&label)),
                    "yaml" => drop(serde_yaml::from_slice::<serde_yaml::Value>(&bytes).expect(&label)),
                    _ => assert!(!bytes.is_empty(), "{label}"),
                }
                std::fs::remove_file(project.path(&file)).unwrap();
                read += 1;
            }
        }
    }
    assert!(read >= 150, "{read} files were read");
}

/// The file above is worth nothing where a key of the format is missing in it.
#[test]
fn the_file_of_odd_signs_has_every_key() {
    fn keys(value: &serde_yaml::Value, path: &str, found: &mut std::collections::BTreeSet<String>) {
        match value {
            serde_yaml::Value::Mapping(entries) => entries.iter().for_each(|(key, value)| {
                let path = format!("{path}.{}", key.as_str().unwrap());
                found.insert(path.clone());
                keys(value, &path, found);
            }),
            serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| keys(item, path, found)),
            _ => {}
        }
    }
    let all = |text: &str| {
        let mut found = std::collections::BTreeSet::new();
        keys(&serde_yaml::from_str(text).unwrap(), "", &mut found);
        found
    };
    let here = all(EVERY_FIELD);
    let there = all(include_str!("../corpus/every_key.yaml"));
    let missing: Vec<&String> = there
        .iter()
        .filter(|key| !here.contains(*key) && !key.starts_with(".meta") && !key.starts_with(".x-own"))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
