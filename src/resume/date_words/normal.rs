/// The zeros of the decimal figures of scripts other than Latin (Unicode, general category Nd).
const ZEROS: &[char] =
    &['٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '០', '᠐', '᧐', '０'];

/// The ASCII figure that means the same as a figure of any script; `None` if it is none.
pub fn ascii_figure(letter: char) -> Option<char> {
    let values = ['0'].iter().chain(ZEROS).map(|zero| u32::from(letter).wrapping_sub(u32::from(*zero)));
    values.into_iter().find(|value| *value < 10).and_then(|value| char::from_digit(value, 10))
}

/// The letters of a text with the places where they begin: in lower case, with ASCII figures, one space for any
/// number of signs, and one dash for the signs of a period.
pub fn normal(text: &str) -> Vec<(char, usize)> {
    let mut letters: Vec<(char, usize)> = Vec::new();
    let all: Vec<(usize, char)> = text.char_indices().collect();
    let is_space =
        |index: Option<usize>| index.and_then(|index| all.get(index)).is_some_and(|(_, letter)| letter.is_whitespace());
    for (index, (at, letter)) in all.iter().copied().enumerate() {
        match letter {
            // Joiners, marks of direction, and the dot of a Turkish capital.
            '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{307}' => {}
            '–' | '—' | '−' | '‒' | '~' | '〜' | '～' => letters.push(('–', at)),
            '-' | '‐' | '‑' if is_space(index.checked_sub(1)) && is_space(Some(index + 1)) => {
                letters.push(('–', at))
            }
            _ if letter.is_whitespace() || "-‐‑.,/():;'’ʼ\"·、，：（）՝،".contains(letter) => {
                if letters.last().is_some_and(|(last, _)| *last != ' ') {
                    letters.push((' ', at));
                }
            }
            _ => match ascii_figure(letter) {
                Some(figure) => letters.push((figure, at)),
                None => letters.extend(letter.to_lowercase().filter(|it| *it != '\u{307}').map(|it| (it, at))),
            },
        }
    }
    if letters.last().is_some_and(|(last, _)| *last == ' ') {
        letters.pop();
    }
    letters
}
