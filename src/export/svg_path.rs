//! The outlines of letters in fewer characters, so that a browser reads them sooner.

use std::fmt::Write as _;

/// Parts of a point: finer than anything that a screen shows, even a page eight times as large.
const PARTS: f64 = 100.0;

/// The same outline with coordinates rounded to hundredths of a point; `None` if it has commands that Typst does not use for
/// letters. All commands must be relative. What is rounded away is made up for by the next command, so that it does
/// not add up.
pub fn shortened(outline: &str) -> Option<String> {
    let mut short = String::with_capacity(outline.len() / 2);
    // Where a command starts: exactly, and as drawn; and the same for the contour.
    let mut at = (Point::default(), Point::default());
    let mut contour = at;
    let mut rest = outline.trim();
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|letter: char| letter.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
        let numbers: Vec<f64> = rest[1..end].split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        rest = rest[end..].trim_start();
        let points = match (command, &numbers[..]) {
            ('Z', []) => Vec::new(),
            ('h', &[x]) => vec![Point { x, y: 0.0 }],
            ('v', &[y]) => vec![Point { x: 0.0, y }],
            ('m' | 'l', [_, _]) | ('q', [_, _, _, _]) | ('c', [_, _, _, _, _, _]) => {
                numbers.chunks(2).map(|pair| Point { x: pair[0], y: pair[1] }).collect()
            }
            _ => return None,
        };
        short.push(command);
        let (exact, drawn) = at;
        let mut is_first = true;
        for point in points {
            let target = Point { x: exact.x + point.x, y: exact.y + point.y };
            let mut to = drawn;
            if command != 'v' {
                to.x = number(&mut short, target.x, drawn.x, is_first);
                is_first = false;
            }
            if command != 'h' {
                to.y = number(&mut short, target.y, drawn.y, is_first);
                is_first = false;
            }
            at = (target, to);
        }
        match command {
            'Z' => at = contour,
            'm' => contour = at,
            _ => {}
        }
    }
    Some(short)
}

#[derive(Debug, Clone, Copy, Default)]
struct Point {
    x: f64,
    y: f64,
}

/// Writes how far a coordinate is from another, and returns where that leads. A number that is not the first of its command
/// needs a sign or a space before it.
fn number(out: &mut String, to: f64, from: f64, is_first: bool) -> f64 {
    let value = ((to - from) * PARTS).round() as i64;
    if value < 0 {
        out.push('-');
    } else if !is_first {
        out.push(' ');
    }
    let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    if whole > 0 || part == 0 {
        write!(out, "{whole}").expect("writing to a String cannot fail");
    }
    if part > 0 {
        write!(out, ".{part:02}").expect("writing to a String cannot fail");
        if part % 10 == 0 {
            out.pop();
        }
    }
    from + value as f64 / PARTS
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn an_outline_keeps_its_shape_in_fewer_characters() {
        let outline = "m 0.8125 0h 1.8125v 1.55l 0.7625 -0.8625q 0.004 0.004 0.004 0.004c 1 2 3 4 5 6Z m 10 -0.5h 3Z ";
        assert_eq!(shortened(outline).unwrap(), "m.81 0h1.82v1.55l.76-.86q0 0 0 0c1 2 3 4 5 6Zm10-.5h3Z");
        assert_eq!(shortened("m 1 2A 3 4 0 1 0 5 6"), None);
        assert_eq!(shortened("m 1"), None);
    }

    #[test]
    fn rounding_does_not_add_up() {
        let steps = shortened(&format!("m 0 0{}", "h 0.0049".repeat(1000))).unwrap();
        let sum: f64 = steps.split('h').skip(1).map(|step| step.parse::<f64>().unwrap()).sum();
        assert!((sum - 4.9).abs() < 0.006, "{sum}");
    }
}
