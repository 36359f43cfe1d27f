//! `recto fonts`

use recto::diagnostic::Diagnostics;
use recto::typeset::{Family, Fonts, font_families};

use crate::cli::args::FontsArgs;
use crate::cli::project::fonts::FontFolders;
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// Prints the available font families.
pub fn run(args: &FontsArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let search = || FontFolders::given(&args.font_path).search();
    let families = font_families(&Fonts::search(&search));
    let width = families.iter().map(|family| family.name.chars().count()).max().unwrap_or_default();
    let line = |family: &Family| {
        let Family { name, shipped: _, styles, scripts } = family;
        let scripts = if scripts.is_empty() { "other scripts".to_owned() } else { scripts.join(", ") };
        format!("  {name:width$}  {scripts}; {}\n", styles.join(", "))
    };
    let lines =
        |shipped: bool| families.iter().filter(|family| family.shipped == shipped).map(line).collect::<String>();
    let machine = match lines(false) {
        none if none.is_empty() => "  none\n".to_owned(),
        lines => lines,
    };
    print(&format!("Bundled with Recto:\n{}\nOn this system:\n{machine}", lines(true)), diagnostics)
        .map(|()| String::new())
}
