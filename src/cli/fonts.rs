//! The fonts of the machine, and `recto fonts`.

use std::path::PathBuf;

use recto::diagnostic::Diagnostics;
use recto::typeset::{Family, Fonts, MachineFace, font_families};
use typst_kit::fonts::{FontPath, scan, system};

use super::Stop;
use super::args::FontsArgs;
use super::stdout::print;

/// Looks for fonts in folders that were named, and then where the system keeps its
/// own.
pub fn search(folders: &[PathBuf]) -> Vec<MachineFace> {
    let face = |preferred| move |(FontPath { path, index }, info)| MachineFace { path, index, info, preferred };
    let named = folders.iter().flat_map(|folder| scan(folder)).map(face(true));
    let mut found: Vec<_> = named.chain(system().map(face(false))).collect();
    // Neither folders nor the system's list are in an order that can be relied on.
    found.sort_by(|one, other| {
        (&one.info.family, &one.path, one.index).cmp(&(&other.info.family, &other.path, other.index))
    });
    found
}

/// Prints the families that a résumé can be set in.
pub fn run(args: &FontsArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let search = || search(&args.font_path);
    let families = font_families(&Fonts::search(&search));
    let width = families.iter().map(|family| family.name.chars().count()).max().unwrap_or_default();
    let line = |family: &Family| {
        let Family { name, shipped: _, styles, scripts } = family;
        format!("  {name:width$}  {}; {}\n", scripts.join(", "), styles.join(", "))
    };
    let lines =
        |shipped: bool| families.iter().filter(|family| family.shipped == shipped).map(line).collect::<String>();
    let machine = match lines(false) {
        none if none.is_empty() => "  none\n".to_owned(),
        lines => lines,
    };
    print(&format!("With Recto:\n{}\nOn this machine:\n{machine}", lines(true)), notes).map(|()| String::new())
}
