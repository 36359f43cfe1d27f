"""Counts what converters to Markdown, which prepare PDFs for language models, keep whole.

    python3 tests/readers/markdown.py target/release/recto

In every theme, with its own position of dates and with dates after the place: how many bullets are a paragraph or list
item of their own, and how many dates are beside their entry. The counts in `tests/readers/markdown.json` may rise but
never fall; `UPDATE=1` writes them.
"""

import concurrent.futures
import contextlib
import io
import json
import logging
import os
import re
import sys
import tempfile
from importlib import metadata

import pymupdf4llm
from common import ROOT, Refused, built, dense, themes
from markitdown import MarkItDown

SOURCE = "us_engineer"
COUNTS = ROOT / "tests/readers/markdown.json"
CONVERTERS = {
    "pymupdf4llm": lambda path: pymupdf4llm.to_markdown(path),
    "markitdown": lambda path: MarkItDown().convert(path).text_content,
}


def bare(text):
    """A text without the signs of Markdown."""
    return re.sub(r"[|*_`#\\•·–—.,-]", "", dense(text))


def bullets_whole(markdown, bullets):
    """How many bullets begin and end with a line. A line break within one is that of the page."""
    lines = [line for line in map(bare, markdown.splitlines()) if line]
    return sum(begins(lines, bare(bullet["text"])) for bullet in bullets)


def begins(lines, text):
    """Whether one or more lines are the text."""
    for start in range(len(lines)):
        rest = text
        while rest and start < len(lines) and rest.startswith(lines[start]):
            rest, start = rest.removeprefix(lines[start]), start + 1
        if not rest:
            return True
    return False


def dates_beside(markdown, texts):
    """How many dates have nothing of another entry between them and the lead of their own."""
    said, start, leads, places = bare(markdown), 0, {}, []
    for text in texts:
        key = text["path"].split(".")[0]
        at = said.find(bare(text["text"]), start if text["role"] == "lead" else leads.get(key, 0))
        if at < 0:
            at = said.find(bare(text["text"]))
        if text["role"] == "lead":
            start = leads[key] = at
        if "[" in key and text["role"] != "dates":
            places.append((at, key))
    beside = 0
    for text in texts:
        key = text["path"].split(".")[0]
        if text["role"] != "dates" or leads.get(key, -1) < 0:
            continue
        lead = leads[key]
        found = [match.start() for match in re.finditer(re.escape(bare(text["text"])), said)]
        if found:
            place = min(found, key=lambda place: abs(place - lead))
            between = range(min(place, lead), max(place, lead) + 1)
            beside += all(other == key for at, other in places if at in between)
    return beside


def look(theme, dates):
    with tempfile.TemporaryDirectory() as folder:
        try:
            path, texts = built(SOURCE, theme, folder, *([] if dates == "default" else [f"dates={dates}"]))
        except Refused as refused:
            # Not every theme has every position.
            if dates == "default":
                raise
            return theme, dates, None, str(refused)
        bullets = [text for text in texts if ".highlights[" in text["path"]]
        dated = [text for text in texts if text["role"] == "dates"]
        counts = {}
        for name, convert in CONVERTERS.items():
            with contextlib.redirect_stdout(io.StringIO()):
                markdown = convert(path)
            counts[name] = {"bullets": bullets_whole(markdown, bullets), "dates": dates_beside(markdown, texts)}
        return theme, dates, counts, (len(bullets), len(dated))


def main():
    logging.disable(logging.CRITICAL)
    for package in CONVERTERS:
        print(package, metadata.version(package))
    known = json.loads(COUNTS.read_text()) if COUNTS.exists() else {}
    counted, worse = {}, []
    jobs = [(theme, dates) for theme in themes() for dates in ("default", "inline")]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for theme, dates, counts, of in pool.map(look, *zip(*jobs)):
            if counts is None:
                continue
            counted["of"] = dict(zip(("bullets", "dates"), of))
            counted.setdefault(theme, {})[dates] = counts
            print(theme, dates, *(f"{name} {count['bullets']}/{of[0]} {count['dates']}/{of[1]}" for name, count in counts.items()), flush=True)
            for name, count in counts.items():
                before = known.get(theme, {}).get(dates, {}).get(name, {})
                worse += [
                    f"{theme}, {dates}, {name}: {count[kind]} {kind}, not {before[kind]}"
                    for kind in count
                    if count[kind] < before.get(kind, 0)
                ]
    print(*worse, sep="\n")
    if os.environ.get("UPDATE"):
        COUNTS.write_text(json.dumps(counted, indent=1, sort_keys=True) + "\n")
    sys.exit(bool(worse))


if __name__ == "__main__":
    main()
