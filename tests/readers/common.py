"""What the tests with other readers share: the program, its themes, and a résumé as PDF with the texts that it says."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/corpus"
RECTO = pathlib.Path(sys.argv[1]).resolve()


def themes():
    listed = subprocess.run([RECTO, "themes"], capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in listed.splitlines() if line and not line[0].isspace()]


class Refused(Exception):
    """A résumé that was not built, with what Recto said."""


def built(name, theme, folder, *options):
    """The PDF of a résumé of the corpus, or of the root's, and the texts that `inspect --against` expects in it."""
    for file in [*CORPUS.iterdir(), ROOT / "resume.yaml"]:
        shutil.copy(file, folder)
    source, choice = f"{name}.yaml", ["--theme", theme]
    for option in options:
        choice += ["--set", f"theme.{option}"]
    run = lambda *args: subprocess.run([RECTO, *args], cwd=folder, capture_output=True, text=True)
    build = run("build", source, *choice, "-o", "out.pdf", "--letter", "none")
    if build.returncode:
        raise Refused(build.stderr)
    texts = json.loads(run("inspect", "out.pdf", "--against", source, *choice, "--format", "json").stdout)["texts"]
    return pathlib.Path(folder, "out.pdf"), texts


def plain(text):
    """A text as it is compared: small letters, one kind of quotes, no bullets, ordinary spaces."""
    text = unicodedata.normalize("NFC", text).lower().replace("…", "...").replace("ß", "ss").replace("ς", "σ")
    return re.sub(r"[\"'‘’‚“”„«»‹›•\u0307\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).replace("\u00a0", " ")


def dense(text):
    return "".join(plain(text).split())
