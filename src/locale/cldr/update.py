#!/usr/bin/env python3
"""Writes the files of this directory from CLDR.

    npm install cldr-core cldr-localenames-full cldr-dates-full cldr-misc-full
    python3 src/locale/cldr/update.py node_modules

`countries.tsv` has the names of the countries in each language: a row of codes, then a row for each
language; a variant has only the names that differ. `short_countries.tsv` has short names besides these, and
`languages.tsv` the names of languages in the same form, with all codes of a language in its column. The `.yaml` files are those of languages whose words
nobody has translated yet: months, dates and quotation marks, over the file of English.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = Path(sys.argv[1])
MONTHS = [str(month) for month in range(1, 13)]

# Languages that are not written in résumés, and those that are another file's.
LEFT_OUT = {"und", "no", "yue", "blo", "pcm", "chr", "cv", "ba", "shn", "ia"}

# What CLDR does not say: how people are named.
NAMES = {
    "be": "patronymics: [віч, вна, vich, vna]",
    "eu": "surnames: 2, particles: [de, del, la], conjunctions: [eta, y]",
    "gl": "surnames: 2, particles: [da, das, de, do, dos], conjunctions: [e, y]",
}

# Short names where the long ones are official rather than usual.
SHORT_NAMES = {"HK", "MO", "PS"}

# The languages that résumés name most often: those of Europe, and the large ones elsewhere.
LANGUAGES = (
    "am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk ko ku "
    "la lb lt lv mk mr ms mt nl no pa pl ps pt ro ru sk sl so sq sr sv sw ta te th ti tr uk ur uz vi zh"
).split()


def load(path):
    return json.loads((PACKAGES / path).read_text())


def main_data(package, tag, name):
    """The data of a language, or of the nearest one above it that has any."""
    while tag:
        path = PACKAGES / package / "main" / tag / f"{name}.json"
        if path.is_file():
            return json.loads(path.read_text())["main"][tag]
        tag = tag.rpartition("-")[0]
    raise LookupError(name)


def territories(tag, codes):
    names = main_data("cldr-localenames-full", tag, "territories")["localeDisplayNames"]["territories"]
    short = lambda code: names.get(f"{code}-alt-short") if code in SHORT_NAMES else None
    return [short(code) or names.get(code, "") for code in codes]


def language_codes():
    """The codes of each language: of two letters, and those of three that stand for it."""
    aliases = load("cldr-core/supplemental/aliases.json")["supplemental"]["metadata"]["alias"]["languageAlias"]
    longer = lambda code: [old for old, alias in aliases.items() if alias["_replacement"] == code and len(old) == 3]
    return ["/".join([code, *sorted(longer(code))]) for code in LANGUAGES]


def languages(tag):
    names = main_data("cldr-localenames-full", tag, "languages")["localeDisplayNames"]["languages"]
    return [names.get(code, "") for code in LANGUAGES]


def short_territories(tag, codes):
    """The short names of countries that have one besides the usual name, such as "USA"."""
    names = main_data("cldr-localenames-full", tag, "territories")["localeDisplayNames"]["territories"]
    short = {code: names.get(f"{code}-alt-short") for code in codes}
    return [f"{code}={name}" for code, name in short.items() if name and code not in SHORT_NAMES]


def cldr_tag(tag):
    """The tag under which CLDR has a language of ours."""
    return {"sr": "sr-Cyrl", "nb": "nb"}.get(tag, tag)


def parent(tag):
    return {"zh-Hant": "", "sr-Latn": ""}.get(
        tag, tag.rpartition("-")[0]
    )


def pattern(cldr):
    """A date pattern of CLDR in our form."""
    pieces = {"y": "{year}", "yyyy": "{year}", "d": "{day}", "dd": "{dd}", "M": "{m}", "MM": "{mm}", "L": "{m}"}
    pieces |= {"LL": "{mm}"} | {letters: "{month}" for letters in ("MMM", "MMMM", "LLL", "LLLL")}
    text = ""
    for quoted, field, other in re.findall(r"'([^']*)'|([a-zA-Z]+)|([^a-zA-Z']+)", cldr):
        if field and field not in pieces:
            raise LookupError(cldr)
        text += quoted or pieces.get(field, "") or other
    text = re.sub(r"[\u200e\u200f]", "", re.sub(r"[\xa0\u202f]", " ", text)).strip()
    # With the year first and dashes, everybody reads the month second (ISO 8601).
    return text.replace("{year}-{dd}-{mm}", "{year}-{mm}-{dd}")


def listed(words):
    return json.dumps(words, ensure_ascii=False)


def language_file(tag):
    """The file of a language, or `None` if CLDR has no months for it."""
    dates = main_data("cldr-dates-full", tag, "ca-gregorian")["dates"]["calendars"]["gregorian"]
    names = lambda context, width: [dates["months"][context][width][month] for month in MONTHS]
    long, dated = names("stand-alone", "wide"), names("format", "wide")
    abbreviated = names("format", "abbreviated")
    if any(re.search(r"\d", name) for name in long):
        return None
    available = dates["dateTimeFormats"]["availableFormats"]
    day, month, numeric = available["yMMMd"], available["yMMM"], available["yMd"]
    full = dates["dateFormats"]["long"]
    full = full if isinstance(full, str) else full["_value"]
    if "LL" not in available["yMMMM"] and "LL" not in month:
        long = dated if dated == long else long
    delimiters = main_data("cldr-misc-full", tag, "delimiters")["delimiters"]
    layout = main_data("cldr-misc-full", tag, "layout")["layout"]["orientation"]["characterOrder"]
    subtags = load("cldr-core/supplemental/likelySubtags.json")["supplemental"]["likelySubtags"]
    region = subtags[tag].rpartition("-")[2]
    name = main_data("cldr-localenames-full", tag, "languages")["localeDisplayNames"]["languages"].get(tag, tag)
    quotes = lambda kind: listed([delimiters[f"{kind}Start"], delimiters[f"{kind}End"]])
    row = lambda month, day: f"{{month: {listed(pattern(month))}, day: {listed(pattern(day))}}}"
    undotted = [word.rstrip(".") for word in abbreviated]
    return f"""\
# Made by update.py: only what CLDR has. A file of its own in `src/locale` replaces it.
extends: en
name: {listed(name[0].upper() + name[1:])}
regions: [{region}]
direction: {"rtl" if layout.startswith("right") else "ltr"}
{f"names: {{{NAMES[tag]}}}" + chr(10) if tag in NAMES else ""}quotes: {{double: {quotes("quotation")}, single: {quotes("alternateQuotation")}}}
months:
  dotted: {listed(abbreviated)}
  short: {listed(undotted)}
  long: {listed(long)}
  dated: {listed(dated) if dated != long else "[]"}
dates:
  usual: dotted
  dotted: {row(month, day)}
  short: {row(month, day)}
  long: {row(available["yMMMM"], full)}
  numeric: {row(available["yM"], numeric)}
"""


def write_names(file, tags, codes, names_of):
    """A table of names: a row of codes, and a row for each language."""
    rows = ["\t".join(["code", *codes])]
    for tag in tags:
        names = names_of(cldr_tag(tag))
        above = parent(tag)
        if above:
            names = ["" if name == known else name for name, known in zip(names, names_of(cldr_tag(above)))]
        if any(names):
            rows.append("\t".join([tag, *names]).rstrip("\t"))
    (HERE / file).write_text("\n".join(rows) + "\n")


def main():
    own = sorted(path.stem for path in HERE.parent.glob("*.yaml"))
    coverage = load("cldr-core/coverageLevels.json")["effectiveCoverageLevels"]
    bases = {tag.partition("-")[0] for tag in own}
    others = sorted(
        tag
        for tag, level in coverage.items()
        if level in ("modern", "moderate") and "-" not in tag and tag not in bases | LEFT_OUT
    )
    for old in HERE.glob("*.yaml"):
        old.unlink()
    for tag in others:
        try:
            text = language_file(tag)
        except LookupError as missing:
            print(f"{tag}: left out, {missing}", file=sys.stderr)
            continue
        if text:
            (HERE / f"{tag}.yaml").write_text(text)
    source = (HERE.parents[1] / "resume/country.rs").read_text()
    codes = re.findall(r'\("([A-Z]{2})", "', source.partition("const ALSO")[0])
    write_names("countries.tsv", own, codes, lambda tag: territories(tag, codes))
    write_names("languages.tsv", own, language_codes(), languages)
    short = [(tag, short_territories(cldr_tag(tag), codes)) for tag in own]
    rows = ["\t".join([tag, *names]) for tag, names in short if names]
    (HERE / "short_countries.tsv").write_text("\n".join(rows) + "\n")


main()
