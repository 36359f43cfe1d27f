//! Fits a résumé to its page limit.
//!
//! Typst cannot predict the length of a layout, so the search lays out the pages repeatedly with
//! different spacing until it finds the loosest layout that fits.

mod measure;
mod scale;

use std::collections::BTreeMap;

use self::scale::{Point, ROOMY_DENSITY, Scale};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::resume::{Pages, Resume};
use crate::source::Spanned;
use crate::theme::{OptionValue, Options};
use crate::typeset::{Compiler, Document, Layout, Typesetter, Work};

/// The maximum number of layouts tried to make a résumé fit.
const ATTEMPTS: usize = 8;

/// A last page with at most this many lines, about a tenth of it, looks like a mistake.
const STUB_LINES: usize = 5;

/// A last page with less text than this is saved if the others need hardly be closer for that.
const ENOUGH: f64 = 0.55;

/// The number of lines that justify a last page.
const WORTH_A_PAGE: usize = 8;

/// How far density may rise from its setting only to put more on the last page.
const FOR_BALANCE: f64 = 0.1;

/// The highest density used to reach a minimum number of pages.
const AIRIEST: f64 = 1.4;

/// The only page looks empty if its text takes less of it than this.
const SPARSE: f64 = 0.7;

/// How much of a sparse page is filled, if that takes no more than taste allows.
const FILLED: f64 = 0.85;

/// A résumé within its page limit.
#[derive(Debug)]
#[non_exhaustive]
pub struct Fitted {
    /// The laid-out pages.
    pub document: Document,
    /// The options that were changed to fit, in the order they were changed.
    pub changed: Vec<(String, OptionValue)>,
    /// How many layouts were tried.
    pub attempts: usize,
    /// How many of the pages belong to the letter.
    pub letter_pages: usize,
}

/// Lays out a résumé within its page limit, as loosely as possible. A résumé that already fits is left unchanged, unless
/// its last page is less than about half full and can be saved, or its only page looks empty. Options set in the résumé
/// are never changed.
///
/// # Errors
/// Same as [`crate::typeset::typeset`]; and if the tightest layout is too long or the loosest too short.
pub fn fit(resume: &Resume, compiler: &Compiler, diagnostics: &mut Diagnostics) -> Result<Fitted> {
    fit_pages(false, resume, compiler, diagnostics)
}

/// Like [`fit`], with the letter before the résumé, if there is one. The page limit applies to the
/// résumé alone, and its pages are numbered from 1.
///
/// # Errors
/// Same as [`fit`].
pub fn fit_after_letter(resume: &Resume, compiler: &Compiler, diagnostics: &mut Diagnostics) -> Result<Fitted> {
    fit_pages(resume.letter.is_some(), resume, compiler, diagnostics)
}

fn fit_pages(
    letter_first: bool,
    resume: &Resume,
    compiler: &Compiler,
    diagnostics: &mut Diagnostics,
) -> Result<Fitted> {
    let typesetter = Typesetter::new(Work::Resume, resume, compiler, diagnostics)?;
    let scale = Scale::new(compiler.theme, resume, typesetter.options());
    let mut search = Search { typesetter, attempts: 0, diagnostics };
    let plain = search.lay_out(&search.typesetter.options().clone())?;
    let promise = resume.pages.as_ref();
    let (min, max) = bounds(promise.map(|pages| pages.value));
    let count = plain.page_count();
    let (layout, changed) = if count > max {
        match search.tighten(&scale, scale.len(), max, &plain)? {
            Ok((step, layout)) => (layout, scale.changes(step)),
            Err(tightest) => {
                let promise = promise.expect("only a page limit has a bound");
                let leads = search.typesetter.leads(compiler.theme);
                let note = too_long(&tightest, &leads, max, &scale.changes(scale.len()), promise);
                return Err(search.diagnostics.error(note));
            }
        }
    } else if count < min {
        let loosest = scale.loosest(AIRIEST);
        match search.loosen(&loosest, |layout| layout.page_count() >= min)? {
            Some((step, layout)) => (layout, loosest.changes(step)),
            None => {
                let promise = promise.expect("only a page limit has a bound");
                return Err(search.diagnostics.error(too_short(&plain, min, promise)));
            }
        }
    } else if count == 1 {
        let looser = if max == 1 { scale.roomier() } else { scale.looser(ROOMY_DENSITY) };
        search.fill(&looser, plain)?
    } else {
        search.balance(&scale, min, plain)?
    };
    let (layout, letter_pages) = if letter_first {
        let both = search.with_letter(&changed)?;
        let letter_pages = both.page_count() - layout.page_count();
        (both, letter_pages)
    } else {
        (layout, 0)
    };
    let Search { typesetter, attempts, diagnostics } = search;
    Ok(Fitted { document: typesetter.finish(layout, diagnostics)?, changed, attempts, letter_pages })
}

fn bounds(pages: Option<Pages>) -> (usize, usize) {
    let Pages { min, max } = pages.unwrap_or_default();
    (min.map_or(1, |count| count.0), max.map_or(usize::MAX, |count| count.0))
}

/// Changed options with their new values.
type Changes = Vec<(String, OptionValue)>;

struct Search<'a, 'n> {
    typesetter: Typesetter<'a>,
    attempts: usize,
    diagnostics: &'n mut Diagnostics,
}

impl Search<'_, '_> {
    fn lay_out(&mut self, options: &Options) -> Result<Layout> {
        self.attempts += 1;
        self.typesetter.lay_out(options, self.diagnostics)
    }

    /// Lays out the letter and the résumé with the options found for the résumé.
    fn with_letter(&mut self, changed: &Changes) -> Result<Layout> {
        let mut options = self.typesetter.options().clone();
        options.extend(changed.iter().cloned());
        self.typesetter.put_letter_first();
        self.lay_out(&options)
    }

    /// Finds the first of `steps` steps with at most `max` pages, or else returns the tightest layout.
    /// `plain` is the layout of step 0, which has more pages.
    ///
    /// Length is nearly linear in the effect of a step, so the next step tried is where the line
    /// through the last two points reaches the end of the page, as long as bisecting the remaining
    /// range would still finish within [`ATTEMPTS`].
    fn tighten(
        &mut self,
        scale: &Scale,
        steps: usize,
        max: usize,
        plain: &Layout,
    ) -> Result<Result<(usize, Layout), Layout>> {
        let margin = |step: usize| scale.margin(step).unwrap_or_else(|| measure::margin_below(plain));
        let excess = |layout: &Layout, step: usize| measure::excess(layout, max, margin(step));
        // The measurement is not exact: a title that moves to the next page together with what
        // follows it leaves space unused.
        let mut enough = -0.004;
        let mut low = Point { step: 0, excess: excess(plain, 0) };
        let mut before = None;
        let mut high: Option<(Point, Layout)> = None;
        let mut tightest = None;
        loop {
            let end = high.as_ref().map_or(steps + 1, |(point, _)| point.step);
            if end - low.step <= 1 {
                break;
            }
            let halvings = usize::BITS - (end - low.step - 1).leading_zeros();
            let guess = match (&high, before) {
                _ if self.attempts + halvings as usize >= ATTEMPTS => (low.step + end) / 2,
                (Some((point, _)), _) => scale.interpolate(low, *point, enough),
                (None, Some(before)) => scale.interpolate(before, low, enough),
                (None, None) => scale.beyond(low, max),
            };
            let step = guess.clamp(low.step + 1, end - 1);
            let layout = self.lay_out(&scale.at(step))?;
            let point = Point { step, excess: excess(&layout, step) };
            if layout.page_count() <= max {
                high = Some((point, layout));
            } else {
                enough = enough.min(point.excess - 0.004);
                before = Some(low);
                low = point;
                tightest = Some(layout);
            }
        }
        Ok(match (high, tightest) {
            (Some((point, layout)), _) => Ok((point.step, layout)),
            (None, Some(layout)) => Err(layout),
            (None, None) => Err(self.lay_out(&scale.at(0))?),
        })
    }

    /// Finds the first step of a loosening scale whose layout is good enough.
    fn loosen(&mut self, scale: &Scale, good: impl Fn(&Layout) -> bool) -> Result<Option<(usize, Layout)>> {
        let (mut low, mut high, mut best) = (0, scale.len() + 1, None);
        while high - low > 1 {
            let step = (low + high) / 2;
            let layout = self.lay_out(&scale.at(step))?;
            if good(&layout) {
                (high, best) = (step, Some((step, layout)));
            } else {
                low = step;
            }
        }
        Ok(best)
    }

    /// If the only page is sparse, lays it out as loosely as it takes to look filled, or as the scale allows.
    fn fill(&mut self, looser: &Scale, plain: Layout) -> Result<(Layout, Changes)> {
        let margin = looser.margin(0).unwrap_or_else(|| measure::margin_below(&plain));
        let filled = 1.0 + measure::excess(&plain, 1, margin);
        if looser.len() == 0 || filled >= SPARSE || filled <= 0.0 {
            return Ok((plain, Changes::new()));
        }
        let step = looser.step_of(FILLED / filled - 1.0);
        let layout = self.lay_out(&looser.at(step))?;
        if layout.page_count() > 1 {
            return Ok((plain, Changes::new()));
        }
        Ok((layout, looser.changes(step)))
    }

    /// If little runs onto the last page, pulls it back; if that is impossible and the page looks like a mistake, moves
    /// more onto it. A résumé with its own density keeps its breaks.
    fn balance(&mut self, scale: &Scale, min: usize, plain: Layout) -> Result<(Layout, Changes)> {
        let (count, closer) = (plain.page_count(), scale.hardly_closer());
        let margin = closer.margin(0).unwrap_or_else(|| measure::margin_below(&plain));
        if count == 1 || closer.len() == 0 || measure::filled(&plain, margin) >= ENOUGH {
            return Ok((plain, Changes::new()));
        }
        if count > min
            && closer.can_shorten(measure::excess(&plain, count - 1, margin), count - 1)
            && let Ok((step, layout)) = self.tighten(&closer, closer.len(), count - 1, &plain)?
        {
            return Ok((layout, closer.changes(step)));
        }
        let looser = scale.looser(1.0 + FOR_BALANCE);
        if measure::lines_on(&plain, count) > STUB_LINES || looser.len() == 0 {
            return Ok((plain, Changes::new()));
        }
        let layout = self.lay_out(&looser.at(looser.len()))?;
        if layout.page_count() == count && measure::lines_on(&layout, count) >= WORTH_A_PAGE {
            return Ok((layout, looser.changes(looser.len())));
        }
        Ok((plain, Changes::new()))
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn too_long(
    tightest: &Layout,
    leads: &BTreeMap<usize, String>,
    max: usize,
    changes: &Changes,
    promise: &Spanned<Pages>,
) -> Diagnostic {
    let lines: usize = (max + 1..=tightest.page_count()).map(|page| measure::lines_on(tightest, page)).sum();
    let message =
        format!("the résumé does not fit on {}: it is {} too long", plural(max, "page"), plural(lines, "line"));
    let note = Diagnostic::error(Code::PageCount, message).at(promise.span);
    let note =
        if changes.is_empty() { note } else { note.help(format!("the tightest layout tried has {}", listed(changes))) };
    let longest: Vec<String> = measure::longest_entries(tightest, leads)
        .into_iter()
        .map(|(name, lines)| format!("`{name}` ({})", plural(lines, "line")))
        .collect();
    let note =
        if longest.is_empty() { note } else { note.help(format!("the longest entries are {}", longest.join(", "))) };
    note.help("remove or shorten something, or allow more pages")
}

fn too_short(plain: &Layout, min: usize, promise: &Spanned<Pages>) -> Diagnostic {
    let count = plain.page_count();
    let message = format!("the résumé has {}, but at least {min} are required", plural(count, "page"));
    Diagnostic::error(Code::PageCount, message).at(promise.span).help("add content, or lower the minimum")
}

/// Options and their values in words.
fn listed(changes: &Changes) -> String {
    let described = |(name, value): &(String, OptionValue)| match (name.as_str(), value) {
        ("density", OptionValue::Number(density)) => format!("{:.0}% spacing (density {density})", density * 100.0),
        ("margin", OptionValue::Length(points)) => format!("{} mm margins", (points * 254.0 / 72.0).round() / 10.0),
        ("size", OptionValue::Number(size)) => format!("{size} pt text"),
        (name, value) => format!("{name} {value}"),
    };
    let described: Vec<String> = changes.iter().map(described).collect();
    match &described[..] {
        [others @ .., before, last] => [others, &[format!("{before} and {last}")]].concat().join(", "),
        _ => described.concat(),
    }
}
