//! `recto show` and `recto schema`

use recto::diagnostic::Diagnostics;
use recto::resume::{Keyed, Resume};
use recto::tailor::{Difference, differences};

use crate::cli::args::{SchemaArgs, SchemaFormat, ShowArgs, ShowFormat, TailoringArgs};
use crate::cli::project::assets::Root;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::{self, input};
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;
use recto::render::sanitize;

/// Prints a résumé as Recto understands it, or what tailoring changed.
pub fn run(args: &ShowArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let overrides = Overrides::from(&args.content);
    let master = Resume::read_files(&input::read_files(&args.resume, &overrides, diagnostics)?, diagnostics)?;
    let whole = args.content.tailoring == TailoringArgs::default() && args.content.set.is_empty();
    let mut resume = if whole { master.clone() } else { overrides.apply_all(master.clone(), diagnostics)? };
    if args.diff {
        print(&listed(&differences(&master, &resume)), diagnostics)?;
        return Ok(String::new());
    }
    let text = match args.format {
        ShowFormat::Yaml => resume.to_yaml(),
        ShowFormat::Json => {
            // Other programs support publications, but not bibliography files.
            overrides.require_root(diagnostics)?;
            project::cite(
                &mut resume,
                &Root::new(&project::folder_of(&args.resume), args.content.root.as_deref()),
                diagnostics,
            )?;
            resume.bibliography = None;
            // The other applications are private.
            resume.applications = Keyed::default();
            sanitize::json(&resume.to_json())
        }
    };
    print(&text, diagnostics)?;
    Ok(match resume.hidden_count() {
        0 => String::new(),
        1 => "1 hidden item is left out".into(),
        count => format!("{count} hidden items are left out"),
    })
}

/// Differences as lines: a symbol, the path, and the content.
pub fn listed(differences: &[Difference]) -> String {
    if differences.is_empty() {
        return "no differences\n".into();
    }
    let line = |difference: &Difference| match difference {
        Difference::LeftOut { path, what } => format!("- {path}: {what}\n"),
        Difference::Added { path, what } => format!("+ {path}: {what}\n"),
        Difference::Changed { path, from, to } => format!("~ {path}: {from} → {to}\n"),
        Difference::Moved { path, order } => format!("↕ {path}: {}\n", order.join(", ")),
    };
    differences.iter().map(line).collect()
}

/// Prints the schema or the reference of the format.
pub fn schema(args: &SchemaArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let text = match args.format {
        SchemaFormat::Json => recto::schema::schema(),
        SchemaFormat::Markdown => recto::schema::reference(),
    };
    print(&text, diagnostics).map(|()| String::new())
}
