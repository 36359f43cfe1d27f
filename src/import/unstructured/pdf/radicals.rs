//! Radicals → ideographs: a font may draw both with one glyph, and its table then has the radical (Chromium's does).

use unicode_normalization::UnicodeNormalization;

/// Each of the block "CJK Radicals Supplement" with the ideograph that it equals (Unicode, EquivalentUnifiedIdeograph).
const PAIRS: &str = "\
    ⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍尐⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母\
    ⺠民⺡氵⺢氺⺣灬⺤爫⺥爬⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑\
    ⺾艹⺿艺⻀艻⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辷⻎辸⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风\
    ⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The ideograph for a radical; any other character as it is.
pub fn ideograph(letter: char) -> char {
    match letter {
        // Kangxi radicals.
        '\u{2f00}'..='\u{2fdf}' => std::iter::once(letter).nfkc().next().unwrap_or(letter),
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = PAIRS.chars();
            while let (Some(radical), Some(equal)) = (pairs.next(), pairs.next()) {
                if radical == letter {
                    return equal;
                }
            }
            letter
        }
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::ideograph;

    #[test]
    fn radicals_are_read_as_the_ideographs_that_they_equal() {
        let read = |text: &str| text.chars().map(ideograph).collect::<String>();
        assert_eq!(read("⾼级后端⼯程师，⻘⽵⽀付，⺟语，2021年3⽉"), "高级后端工程师，青竹支付，母语，2021年3月");
        assert_eq!(read("Ada – é"), "Ada – é");
    }
}
