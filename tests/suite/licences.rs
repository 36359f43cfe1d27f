//! What Recto is made of: licences that are allowed, no crate twice without a reason, all
//! from crates.io, nothing unsafe of ours. `cargo deny` says the same, where it is at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use toml_edit::{DocumentMut, Item, Table};

fn toml(text: &str) -> DocumentMut {
    text.parse().expect("it is TOML")
}

fn rules() -> DocumentMut {
    toml(include_str!("../../deny.toml"))
}

/// A crate of the program, of its build or its tests.
struct Crate {
    name: String,
    version: String,
    licence: String,
}

/// All that is compiled on this machine, tests included. Nothing is fetched: whoever runs
/// the tests has all of it.
fn crates() -> Vec<Crate> {
    let args = ["tree", "--offline", "--locked", "--edges", "normal,build,dev", "--prefix", "none", "--no-dedupe"];
    let output = Command::new(env!("CARGO"))
        .args(args)
        .args(["--format", "{p}|{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: BTreeSet<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let read = |line: &str| {
        let (package, licence) = line.split_once('|').unwrap();
        let mut words = package.split(' ');
        let (name, version) = (words.next().unwrap(), words.next().unwrap().trim_start_matches('v'));
        Crate { name: name.into(), version: version.into(), licence: licence.trim().into() }
    };
    let found: Vec<Crate> = lines.into_iter().map(read).collect();
    assert!(found.len() > 200, "only {} crates were found", found.len());
    found
}

fn words(list: &Item) -> BTreeSet<&str> {
    list.as_array().into_iter().flatten().filter_map(|word| word.as_str()).collect()
}

fn tables<'a>(rules: &'a DocumentMut, part: &str, key: &str) -> Vec<&'a Table> {
    rules[part][key].as_array_of_tables().into_iter().flatten().collect()
}

/// Whether an SPDX expression can be met with the licences of a list. `/` is what crates
/// wrote before there was SPDX, and means `OR`.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let expression = expression.trim();
    for (operator, all) in [(" OR ", false), ("/", false), (" AND ", true)] {
        let parts = split(expression, operator);
        if parts.len() > 1 {
            let mut met = parts.iter().map(|part| is_met(part, allowed));
            return if all { met.all(|met| met) } else { met.any(|met| met) };
        }
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_met(inner, allowed),
        None => allowed.contains(expression),
    }
}

/// Splits where an operator stands outside of brackets.
fn split<'a>(expression: &'a str, operator: &str) -> Vec<&'a str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, found) in expression.match_indices(operator) {
        let before = &expression[..at];
        if before.matches('(').count() == before.matches(')').count() {
            parts.push(&expression[start..at]);
            start = at + found.len();
        }
    }
    parts.push(&expression[start..]);
    parts
}

#[test]
fn licences_are_told_apart() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Unicode-3.0"]);
    for met in ["MIT", "GPL-3.0 OR MIT", "Unlicense/MIT", "(GPL-3.0 OR MIT) AND Unicode-3.0", "Apache-2.0 / MIT"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for unmet in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND CC-BY-4.0", "Apache-2.0 WITH X"] {
        assert!(!is_met(unmet, &allowed), "{unmet}");
    }
}

#[test]
fn every_crate_has_a_licence_that_is_allowed() {
    let rules = rules();
    let allowed = words(&rules["licenses"]["allow"]);
    let exceptions: BTreeMap<&str, BTreeSet<&str>> = tables(&rules, "licenses", "exceptions")
        .into_iter()
        .map(|exception| (exception["crate"].as_str().unwrap(), words(&exception["allow"])))
        .collect();
    for Crate { name, licence, .. } in crates() {
        let mut allowed = allowed.clone();
        allowed.extend(exceptions.get(name.as_str()).into_iter().flatten());
        assert!(is_met(&licence, &allowed), "{name} is under `{licence}`, which deny.toml does not allow");
    }
}

#[test]
fn no_crate_is_there_twice_without_a_reason() {
    let rules = rules();
    let skipped: Vec<(&str, &str)> = tables(&rules, "bans", "skip")
        .into_iter()
        .map(|skip| {
            assert!(skip["reason"].as_str().is_some_and(|reason| !reason.is_empty()));
            skip["crate"].as_str().unwrap().split_once('@').unwrap()
        })
        .collect();
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Crate { name, version, .. } in crates() {
        versions.entry(name).or_default().insert(version);
    }
    for (name, versions) in versions {
        let skipped = |version: &String| {
            let mut known = skipped.iter().filter(|(skipped, _)| *skipped == name).map(|(_, known)| known);
            known.any(|known| version == known || version.starts_with(&format!("{known}.")))
        };
        let left: Vec<&String> = versions.iter().filter(|version| !skipped(version)).collect();
        assert!(left.len() <= 1, "{name} is there as {versions:?}; deny.toml says why two are needed, if they are");
    }
}

#[test]
fn all_crates_come_from_crates_io() {
    let lock = toml(include_str!("../../Cargo.lock"));
    for package in lock["package"].as_array_of_tables().unwrap() {
        let source = package.get("source").and_then(Item::as_str);
        let here = package["name"].as_str() == Some("recto") && source.is_none();
        let registry = source == Some("registry+https://github.com/rust-lang/crates.io-index");
        assert!(here || registry && package.contains_key("checksum"), "{} is from {source:?}", package["name"]);
    }
}

#[test]
fn nothing_unsafe_is_ours() {
    // Cargo hands this to the compiler for the library, the program, tests and examples, and
    // `forbid` cannot be lifted in the code.
    let manifest = toml(include_str!("../../Cargo.toml"));
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}
