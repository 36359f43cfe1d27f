"""Compiles folders of `recto build --format typ` with a Typst that is not Recto's own, and
compares the letters on the pages, their places, sizes and fonts, with Recto's PDF.

    python typst_folder.py RECTO RESUME...
"""

import pathlib
import subprocess
import sys
import tempfile
import unicodedata

import pymupdf
import typst


# How far from the lower edge of the sheet only footers stand, in points: margins are wider.
FOOTER = 40


def letters(pdf):
    """Every letter with its font, size and place, page by page, those of footers last. Signs between items, spaces and
    letters with marks are Recto's to finish."""
    pages = pymupdf.open(stream=pdf, filetype="pdf")
    found = [(page.number, round(page.rect.width, 1), round(page.rect.height, 1)) for page in pages]
    for page in pages:
        start, marks = len(found), set()
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    for letter in span["chars"]:
                        if letter["c"].isspace() or letter["c"] in "|·•\u2060\u2066\u2067\u2068\u2069":
                            continue
                        place = tuple(round(number, 1) for number in letter["origin"])
                        if unicodedata.combining(letter["c"]):
                            marks.add(place)
                            if len(found) > start:
                                found.pop()
                            continue
                        found.append((page.number, letter["c"], span["font"], round(span["size"], 2), place))
        found[start:] = [letter for letter in found[start:] if letter[4] not in marks]
        found[start:] = sorted(found[start:], key=lambda letter: letter[4][1] > page.rect.height - FOOTER)
    return found


def alike(theirs, own):
    """Whether two letters are the same at the same place: runs that Recto joins are rounded as one."""
    if len(theirs) != 5 or len(own) != 5:
        return theirs == own
    return theirs[:4] == own[:4] and all(abs(one - other) <= 0.5 for one, other in zip(theirs[4], own[4], strict=True))


def in_order(theirs, own):
    """The first letters that differ, in words."""
    pairs = zip(theirs, own, strict=False)
    different = [f"{one} and not {other}" for one, other in pairs if not alike(one, other)][:3]
    return different if len(theirs) == len(own) else [*different, f"{len(theirs)} pieces of text and not {len(own)}"]


def in_any_order(theirs, own):
    """The first letters that have no counterpart at their place, in words. Only Recto draws words from right to left in the
    order in which they are read, with signs in the words' font; and where in such a word a sign is, MuPDF says differently if
    there are marks of direction: only the lines of signs are compared."""

    def comparable(letter):
        if len(letter) != 5 or letter[1][0].isalnum():
            return letter
        return (*letter[:2], "", letter[3], (0, letter[4][1]))

    rest, missing = [comparable(letter) for letter in own], []
    for letter in map(comparable, theirs):
        found = next((index for index, other in enumerate(rest) if alike(letter, other)), None)
        if found is None:
            missing.append(f"{letter} is not there")
        else:
            del rest[found]
    # MuPDF gives a ligature with a mark as some of its letters, and not always the same.
    few = len(own) // 100
    return missing[:3] if len(rest) <= few else [*missing[:3], f"{len(rest)} pieces of text are only in Recto's"]


def compare(recto, resume, theme, room):
    """What differs, in words, or nothing."""
    folder, pdf = room / "folder", room / "out.pdf"
    flags = [str(resume), "--theme", theme]
    for more in (["--format", "typ", "-o", str(folder)], ["-o", str(pdf)]):
        run = subprocess.run([recto, "build", *flags, *more], capture_output=True, text=True)
        if run.returncode:
            return f"recto does not build it: {run.stderr}"
    different = []
    for main, ours in (("main.typ", pdf), ("letter.typ", room / "out-letter.pdf")):
        if not (folder / main).exists():
            continue
        # Fonts of the machine's are asked for only where the folder says that it lacks some.
        lacks = "Fonts not included" in (folder / "README.md").read_text(encoding="utf-8")
        compiled, warnings = typst.compile_with_warnings(
            folder / main, font_paths=[folder / "fonts"], ignore_system_fonts=not lacks, pdf_standards=["ua-1"]
        )
        different += [f"{main}: {warning.message}" for warning in warnings]
        theirs, own = letters(compiled), letters(ours.read_bytes())
        right_to_left = any(len(letter) == 5 and unicodedata.bidirectional(letter[1][0]) in ("R", "AL") for letter in own)
        different += [f"{main}: {what}" for what in (in_any_order if right_to_left else in_order)(theirs, own)]
        if not own:
            different.append(f"{main}: no text")
    return "; ".join(different)


def main():
    recto, *resumes = sys.argv[1:]
    listed = subprocess.run([recto, "themes"], capture_output=True, text=True, check=True).stdout
    themes = [line.split()[0] for line in listed.splitlines() if line and not line.startswith(" ")]
    failed, compared = 0, 0
    for index, resume in enumerate(map(pathlib.Path, resumes)):
        # The first in every theme, the others in one each.
        for theme in themes if index == 0 else [themes[index % len(themes)]]:
            with tempfile.TemporaryDirectory() as room:
                what = compare(recto, resume.resolve(), theme, pathlib.Path(room))
            compared += 1
            if what:
                failed += 1
                print(f"{resume.name} in {theme}: {what}")
    print(f"{compared} folders compiled by Typst (typst-py {typst.__version__}), {failed} not as Recto's pages")
    return 1 if failed else 0


sys.exit(main())
