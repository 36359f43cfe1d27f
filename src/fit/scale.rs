//! A scale from the layout as set to the tightest readable one.

use crate::resume::Resume;
use crate::theme::{OptionValue, Options, Theme};

/// The order in which options are changed, the least harmful to readability first: spacing and margins, then
/// font size. A theme's own options come before the size.
const ORDER: &[&str] = &["density", "", "margin", "size"];

/// How far the density moves before the margins do. From there on they take turns: pages with little space within
/// wide margins look as unbalanced as the reverse.
const DENSITY_ALONE: f64 = 0.1;

/// The widest margin and the largest text used to fill pages, in points.
const WIDEST_MARGIN: f64 = 85.0;
const LARGEST_TEXT: f64 = 11.5;

/// The highest density of a sparse page.
pub const ROOMY_DENSITY: f64 = 1.25;

/// The size of one step: of a scaling factor, of a length in points, of the font size in points.
const NUMBER: f64 = 0.02;
const POINTS: f64 = 2.0;
const LETTERS: f64 = 0.2;

/// Steps from loose to tight.
pub struct Scale {
    options: Options,
    knobs: Vec<Parameter>,
    /// For each step, the option that it changes, as an index.
    turns: Vec<usize>,
}

/// A step and by how many pages its layout is too long.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// The step.
    pub step: usize,
    /// Negative if there is space left.
    pub excess: f64,
}

/// An option that is moved from one value to another.
struct Parameter {
    name: String,
    from: f64,
    to: f64,
    steps: usize,
    is_length: bool,
    /// The fraction by which the pages shrink with each step, determined empirically.
    effect: f64,
}

impl Scale {
    /// The scale of a theme, starting at the options as set. Options set in the résumé do not move.
    pub fn new(theme: &Theme, resume: &Resume, options: &Options) -> Self {
        let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
        let is_set = |name: &str| settings.iter().any(|setting| setting.name.value == name);
        let rank = |name: &str| {
            let known = ORDER.iter().position(|known| *known == name);
            known.unwrap_or_else(|| {
                ORDER.iter().position(|known| known.is_empty()).expect("the order has an empty entry")
            })
        };
        let turned = theme.manifest.options.iter().filter(|(name, _)| !is_set(name));
        let mut knobs: Vec<Parameter> =
            turned.filter_map(|(name, spec)| Parameter::new(name, &options[name], spec.fit.as_ref()?)).collect();
        knobs.sort_by_key(|knob| rank(&knob.name));
        Scale { options: options.clone(), turns: turns(&knobs), knobs }
    }

    /// A loosening scale: only the density, from its setting up to a value.
    pub fn looser(&self, to: f64) -> Self {
        self.loosened(&[("density", to, NUMBER)])
    }

    /// A loosening scale: the density up to a value, then the margins, then the size of text.
    pub fn loosest(&self, to: f64) -> Self {
        self.loosened(&[("density", to, NUMBER), ("margin", WIDEST_MARGIN, POINTS), ("size", LARGEST_TEXT, LETTERS)])
    }

    /// A loosening scale for a sparse page that is meant to be the only one: the density, then the size of text.
    pub fn roomier(&self) -> Self {
        self.loosened(&[("density", ROOMY_DENSITY, NUMBER), ("size", LARGEST_TEXT, LETTERS)])
    }

    /// A tightening scale whose last step hardly anyone notices: lines a twelfth closer, margins a millimetre
    /// narrower, text 2 % smaller. It is empty if the density does not move.
    pub fn hardly_closer(&self) -> Self {
        const STEPS: &[(&str, usize)] = &[("density", 8), ("margin", 2), ("size", 1)];
        let knob = |(name, steps): &(&str, usize)| {
            let knob = self.knobs.iter().find(|knob| knob.name == *name)?;
            let steps = knob.steps.min(*steps);
            let to = knob.reached(steps);
            Some(Parameter { name: knob.name.clone(), to, steps, ..*knob })
        };
        let mut knobs: Vec<Parameter> = STEPS.iter().filter_map(knob).collect();
        if knobs.first().is_none_or(|knob| knob.name != "density") {
            knobs.clear();
        }
        Scale { options: self.options.clone(), turns: turns(&knobs), knobs }
    }

    fn loosened(&self, limits: &[(&str, f64, f64)]) -> Self {
        let knob = |(name, to, step): &(&str, f64, f64)| {
            let knob = self.knobs.iter().find(|knob| knob.name == *name)?;
            let steps = ((to - knob.from) / step).round().max(0.0) as usize;
            Some(Parameter { name: knob.name.clone(), from: knob.from, to: *to, steps, ..*knob })
        };
        let knobs: Vec<Parameter> = limits.iter().filter_map(knob).collect();
        let turns = knobs.iter().enumerate().flat_map(|(index, knob)| std::iter::repeat_n(index, knob.steps)).collect();
        Scale { options: self.options.clone(), knobs, turns }
    }

    /// The number of steps after the layout as set.
    pub fn len(&self) -> usize {
        self.turns.len()
    }

    /// Whether the last step may make pages short enough that are too long by `excess` of `max`. Estimates are not exact.
    pub fn can_shorten(&self, excess: f64, max: usize) -> bool {
        const DOUBT: f64 = 1.5;
        self.len() > 0 && self.effect(self.len()) * DOUBT >= excess / (max as f64 + excess)
    }

    /// The options at a step.
    pub fn at(&self, step: usize) -> Options {
        let mut options = self.options.clone();
        options.extend(self.changes(step));
        options
    }

    /// The options changed at a step.
    pub fn changes(&self, step: usize) -> Vec<(String, OptionValue)> {
        let turned = |index: usize| self.turns[..step].iter().filter(|turn| **turn == index).count();
        let knobs = self.knobs.iter().enumerate().map(|(index, knob)| (knob, turned(index)));
        knobs.filter(|(_, turned)| *turned > 0).map(|(knob, turned)| (knob.name.clone(), knob.value(turned))).collect()
    }

    /// The estimated fraction by which the pages have shrunk at a step.
    fn effect(&self, step: usize) -> f64 {
        self.turns[..step].iter().map(|index| self.knobs[*index].effect).sum()
    }

    /// The first step with at least this effect.
    pub fn step_of(&self, effect: f64) -> usize {
        (0..=self.len()).find(|step| self.effect(*step) >= effect - 1e-9).unwrap_or(self.len())
    }

    /// The step at which the line through two points reaches the excess `enough`.
    pub fn interpolate(&self, first: Point, second: Point, enough: f64) -> usize {
        let (from, to) = (self.effect(first.step), self.effect(second.step));
        let slope = (first.excess - second.excess) / (to - from);
        if slope <= 0.0 {
            return self.len();
        }
        self.step_of(from + (first.excess - enough) / slope)
    }

    /// The step at which `max` pages are probably just full, estimated from one that is too long.
    pub fn beyond(&self, long: Point, max: usize) -> usize {
        self.step_of(self.effect(long.step) + long.excess / (max as f64 + long.excess))
    }

    /// The margin at a step, in points, if it is a length.
    pub fn margin(&self, step: usize) -> Option<f64> {
        match self.at(step).get("margin") {
            Some(OptionValue::Length(points)) => Some(*points),
            _ => None,
        }
    }
}

/// The options in the order of the steps: the density a little, then the density and the margins in turn, then the
/// others.
fn turns(knobs: &[Parameter]) -> Vec<usize> {
    let place = |name: &str| knobs.iter().position(|knob| knob.name == name);
    let steps = |index: Option<usize>| index.map_or(0, |index| knobs[index].steps);
    let (density, margin) = (place("density"), place("margin"));
    let alone = steps(density).min((DENSITY_ALONE / NUMBER).round() as usize);
    let (first, second) = (steps(density) - alone, steps(margin));
    let mut turns: Vec<usize> = density.into_iter().flat_map(|index| std::iter::repeat_n(index, alone)).collect();
    let mut done = (0, 0);
    while done.0 < first || done.1 < second {
        // Whichever is further behind on its way.
        let density_next = done.0 < first && (done.1 >= second || done.0 * second <= done.1 * first);
        if density_next {
            done.0 += 1;
            turns.extend(density);
        } else {
            done.1 += 1;
            turns.extend(margin);
        }
    }
    let others = (0..knobs.len()).filter(|index| Some(*index) != density && Some(*index) != margin);
    turns.extend(others.flat_map(|index| std::iter::repeat_n(index, knobs[index].steps)));
    turns
}

impl Parameter {
    fn new(name: &str, from: &OptionValue, to: &OptionValue) -> Option<Self> {
        let (from, to, step, is_length, effect) = match (from, to) {
            (OptionValue::Number(from), OptionValue::Number(to)) if name == "size" => {
                (*from, *to, LETTERS, false, 0.03)
            }
            (OptionValue::Number(from), OptionValue::Number(to)) => (*from, *to, NUMBER, false, 0.012),
            (OptionValue::Length(from), OptionValue::Length(to)) => (*from, *to, POINTS, true, 0.012),
            _ => return None,
        };
        let steps = ((from - to) / step).ceil();
        (steps >= 1.0).then(|| Parameter { name: name.into(), from, to, steps: steps as usize, is_length, effect })
    }

    fn value(&self, turned: usize) -> OptionValue {
        let value = self.reached(turned);
        if self.is_length { OptionValue::Length(value) } else { OptionValue::Number(value) }
    }

    fn reached(&self, turned: usize) -> f64 {
        let exact = self.from + (self.to - self.from) * turned as f64 / self.steps as f64;
        // The last step is the limit itself, which may have more digits.
        if turned == self.steps { self.to } else { (exact * 1000.0).round() / 1000.0 }
    }
}
