"""Writes résumés in every format and reads each file with programs that share nothing with Recto:
expat, python-docx, LibreOffice, html-validate, qpdf, Pillow, PyYAML and jsonschema.

Usage: outputs.py RECTO HTML_VALIDATE JSON_RESUME_SCHEMA RESUME…"""

import unicodedata
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.parsers.expat
import zipfile

import docx
import jsonschema
import PIL.Image
import yaml

recto, validator, schema, *resumes = sys.argv[1:]
schema = json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))
FORMATS = ("pdf", "svg", "png", "docx", "html", "txt", "md", "json", "yaml")


def letters(text):
    # Plain text has superscripts as letters of their own.
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).lower() if letter.isalnum())


def well_formed(data):
    xml.parsers.expat.ParserCreate().Parse(data, True)


def read_docx(path):
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                well_formed(parts.read(name))
    document = docx.Document(path)
    links = [relation for relation in document.part.rels.values() if relation.is_external]
    assert document.paragraphs and all(link.target_ref for link in links)


def read_pdf(path):
    # 3 is "succeeded with warnings".
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


READERS = {
    "pdf": read_pdf,
    "svg": lambda path: well_formed(path.read_bytes()),
    "png": lambda path: PIL.Image.open(path).verify(),
    "docx": read_docx,
    "html": lambda path: path.read_text(encoding="utf-8"),
    "txt": lambda path: path.read_text(encoding="utf-8"),
    "md": lambda path: path.read_text(encoding="utf-8"),
    "json": lambda path: jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema),
    "yaml": lambda path: yaml.safe_load(path.read_text(encoding="utf-8")),
}

faults = 0


def fault(message):
    global faults
    faults += 1
    print(message)


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    built = []
    for resume in map(pathlib.Path, resumes):
        for ending in FORMATS:
            target = folder / f"{resume.stem}.{ending}"
            run = subprocess.run([recto, "build", resume, "-o", target], capture_output=True, text=True)
            if run.returncode != 0:
                fault(f"{resume} is not built as {ending}:\n{run.stderr}")
        built.append(resume.stem)
    files = sorted(folder.iterdir())
    for path in files:
        try:
            READERS[path.suffix[1:]](path)
        except Exception as error:  # whatever a reader stumbles on is a fault of the file
            fault(f"{path.name}: {type(error).__name__}: {error}")
    run = subprocess.run([validator, "--preset", "standard", *sorted(folder.glob("*.html"))], capture_output=True, text=True)
    if run.returncode != 0:
        fault(run.stdout + run.stderr)
    read = folder / "read"
    documents = sorted(folder.glob("*.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", read]
    subprocess.run([*command, *documents], capture_output=True, check=True)
    for name in sorted({path.stem for path in documents}):
        expected = letters((folder / f"{name}.txt").read_text(encoding="utf-8"))
        text = read / f"{name}.txt"
        found = letters(text.read_text(encoding="utf-8-sig")) if text.exists() else ""
        if found != expected:
            at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
            fault(f"{name}: LibreOffice reads …{found[at - 20:at + 40]}…, and the text is …{expected[at - 20:at + 40]}…")
print(f"{len(built)} résumés in {len(FORMATS)} formats, {len(files)} files read back, {faults} faults")
sys.exit(1 if faults else 0)
