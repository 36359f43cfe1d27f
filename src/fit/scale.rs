//! A scale from the layout as set to the tightest readable one.

use crate::resume::Resume;
use crate::theme::{OptionValue, Options, Theme};

/// The order in which options are changed, the least harmful to readability first: spacing, then
/// margins, then font size. A theme's own options come after the density.
const ORDER: &[&str] = &["density", "", "margin", "size"];

/// The size of one step: of a scaling factor, of a length in points, of the font size in points.
const NUMBER: f64 = 0.02;
const POINTS: f64 = 2.0;
const LETTERS: f64 = 0.2;

/// Steps from loose to tight.
pub struct Scale {
    options: Options,
    knobs: Vec<Parameter>,
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
        Scale { options: options.clone(), knobs }
    }

    /// A loosening scale: only the density, from its setting up to a value.
    pub fn looser(&self, to: f64) -> Self {
        let density = self.knobs.iter().find(|knob| knob.name == "density");
        let knob = density.map(|knob| Parameter {
            name: knob.name.clone(),
            from: knob.from,
            to,
            steps: ((to - knob.from) / NUMBER).round().max(0.0) as usize,
            is_length: false,
            effect: knob.effect,
        });
        Scale { options: self.options.clone(), knobs: knob.into_iter().collect() }
    }

    /// The number of steps after the layout as set.
    pub fn len(&self) -> usize {
        self.knobs.iter().map(|knob| knob.steps).sum()
    }

    /// The number of steps that change the density by at most `change`; 0 if it is not the first option.
    pub fn near(&self, change: f64) -> usize {
        match self.knobs.first() {
            Some(knob) if knob.name == "density" => ((change / NUMBER).round() as usize).min(knob.steps),
            _ => 0,
        }
    }

    /// The options at a step.
    pub fn at(&self, step: usize) -> Options {
        let mut options = self.options.clone();
        options.extend(self.changes(step));
        options
    }

    /// The options changed at a step.
    pub fn changes(&self, step: usize) -> Vec<(String, OptionValue)> {
        let mut left = step;
        let mut changes = Vec::new();
        for knob in &self.knobs {
            let turned = left.min(knob.steps);
            left -= turned;
            if turned > 0 {
                changes.push((knob.name.clone(), knob.value(turned)));
            }
        }
        changes
    }

    /// The estimated fraction by which the pages have shrunk at a step.
    fn effect(&self, step: usize) -> f64 {
        let mut left = step;
        let each = self.knobs.iter().map(|knob| {
            let turned = left.min(knob.steps);
            left -= turned;
            turned as f64 * knob.effect
        });
        each.sum()
    }

    /// The first step with at least this effect.
    fn step_of(&self, effect: f64) -> usize {
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
        let exact = self.from + (self.to - self.from) * turned as f64 / self.steps as f64;
        let value = (exact * 1000.0).round() / 1000.0;
        if self.is_length { OptionValue::Length(value) } else { OptionValue::Number(value) }
    }
}
