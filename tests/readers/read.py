"""Has independent readers read every theme, and looks for every text in what they say.

    python3 tests/readers/read.py target/release/recto

Of each page, as each reader gives it back: every text is there, every word of it whole, and the entries come in the order
of the résumé. What a reader is known to do otherwise stands in KNOWN, with the reason; an entry there that is no longer
needed is an error, too.
"""

import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile
from importlib import metadata

import pymupdf
import pypdf
import pypdfium2
from common import Refused, built, dense, plain, themes
from pdfminer.high_level import extract_text

SAMPLE = ["two_jobs", "promotions", "academic", "every_key", "nurse", "german_compounds", "greek_and_russian", "chinese"]
PDFJS = pathlib.Path(__file__).with_name("pdfjs.mjs")


def pdftotext(*flags):
    return lambda path: subprocess.run(["pdftotext", *flags, path, "-"], capture_output=True, check=True).stdout.decode()


READERS = {
    "pdftotext": pdftotext(),
    "pdftotext -layout": pdftotext("-layout"),
    "pdftotext -raw": pdftotext("-raw"),
    "pdfminer.six": lambda path: extract_text(path),
    "pypdf": lambda path: "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
    "pdfium": lambda path: "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)),
    "pdf.js": lambda path: subprocess.run(["node", PDFJS, path], capture_output=True, check=True).stdout.decode(),
    "PyMuPDF": lambda path: "\n".join(page.get_text() for page in pymupdf.open(path)),
}

SIDEBAR = "a reader that goes by place takes the lines of the sidebar and of the main column in turns (THEMES 1.1)"
MARGIN = "titles stand in the margin, on a line with the entry beside them; their second lines come between its own"
LONG = "words of fifty letters and more are parted at the end of a line, and what stands beside the line comes between"


# (reader, theme, résumé, what) -> why. `*` stands for all.
KNOWN = {
    ("pdftotext -layout", "harbor", "*", "*"): SIDEBAR,
    ("pdftotext", "harbor", "*", "*"): SIDEBAR,
    ("pdfminer.six", "harbor", "*", "missing"): SIDEBAR,
    ("pdfminer.six", "meridian", "*", "*"): MARGIN,
    ("pdftotext", "meridian", "promotions", "order"): MARGIN,
    ("pdftotext -layout", "meridian", "german_compounds", "missing"): MARGIN,
    ("pdftotext", "*", "german_compounds", "*"): LONG,
    ("pdfium", "*", "german_compounds", "missing"): LONG,
}


def words(text):
    """The words of a text that are longer than a letter; Chinese and the like have none."""
    found = re.findall(r"[^\W\d_]{2,}|\d{2,}", plain(text))
    return [word for word in found if max(map(ord, word)) < 0x2E80]


def faults(said, told):
    """What is wrong with what a reader says, as (kind, text)."""
    all_of_it, single = dense(said), set(words(said))
    # A word longer than a line is parted by any theme.
    for text in told:
        if dense(text["text"]) not in all_of_it:
            lines = [part for part in text["text"].splitlines() if dense(part) not in all_of_it]
            if lines or text["role"] in ("name", "email", "phone", "dates"):
                yield "missing", text["text"]
        for word in words(text["text"]):
            if word not in single and len(word) < 30:
                yield "broken", word
    # Within a section: a theme may set some of them apart.
    place = 0
    for text in told:
        if text["role"] == "title":
            place = max(all_of_it.find(dense(text["text"])), 0)
        elif text["role"] == "lead":
            found = all_of_it.find(dense(text["text"]), place)
            if found < 0 and dense(text["text"]) in all_of_it:
                yield "order", text["text"]
            place = max(found, place)


def look(theme, name):
    """Builds one résumé in one theme, and has everyone read it."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            path, told = built(name, theme, folder)
        except Refused as refused:
            return [(theme, name, "recto", "build", str(refused))]
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        if checked.returncode or "WARNING" in checked.stderr:
            found.append((theme, name, "qpdf", "check", checked.stderr))
        for reader, read in READERS.items():
            found += [(theme, name, reader, kind, text) for kind, text in faults(read(path), told)]
    return found


def reason(fault):
    theme, name, reader, kind, _ = fault
    for known in KNOWN:
        if all(one in ("*", other) for one, other in zip(known, (reader, theme, name, kind))):
            return known
    return None


def main():
    for package in ("pdfminer.six", "pypdf", "pymupdf", "pypdfium2"):
        print(package, metadata.version(package))
    for program in ("pdftotext -v", "qpdf --version", f"node {PDFJS} --version"):
        said = subprocess.run(program.split(), capture_output=True, text=True)
        print((said.stdout + said.stderr).splitlines()[0])
    jobs = [(theme, name) for theme in themes() for name in ["resume", *SAMPLE]]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        found = [fault for faults in pool.map(look, *zip(*jobs)) for fault in faults]
    needed = {reason(fault) for fault in found}
    unknown = [fault for fault in found if reason(fault) is None]
    for theme, name, reader, kind, text in unknown:
        print(f"{name} in {theme}, {reader}: {kind}: {text}")
    idle = [known for known in KNOWN if known not in needed]
    for known in idle:
        print("no longer so:", known, KNOWN[known])
    print(f"{len(jobs)} files, {len(READERS)} readers and qpdf: {len(unknown)} faults, {len(found) - len(unknown)} known")
    sys.exit(bool(unknown or idle))


if __name__ == "__main__":
    main()
