"""Reads the forms without pages back with programs that share nothing with Recto: LibreOffice
the document for Word, html-validate the page of HTML. Usage: forms.py RECTO HTML_VALIDATE FILE…"""

import pathlib
import subprocess
import sys
import tempfile

recto, validator, *resumes = sys.argv[1:]


def letters(text):
    return "".join(letter for letter in text.lower() if letter.isalnum())


faults = 0
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    built = []
    for resume in map(pathlib.Path, resumes):
        for ending in ("txt", "docx", "html"):
            target = folder / f"{resume.stem}.{ending}"
            run = subprocess.run([recto, "build", resume, "-o", target], capture_output=True, text=True)
            if run.returncode != 0:
                print(f"{resume} is not built as {ending}:\n{run.stderr}")
                faults += 1
        built.append(resume.stem)
    run = subprocess.run([validator, "--preset", "standard", *sorted(folder.glob("*.html"))], capture_output=True, text=True)
    if run.returncode != 0:
        print(run.stdout + run.stderr)
        faults += 1
    read = folder / "read"
    documents = sorted(folder.glob("*.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", read]
    subprocess.run([*command, *documents], capture_output=True, check=True)
    for name in built:
        expected = letters((folder / f"{name}.txt").read_text(encoding="utf-8"))
        found = letters((read / f"{name}.txt").read_text(encoding="utf-8-sig"))
        if found != expected:
            at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
            print(f"{name}: LibreOffice reads …{found[at - 20:at + 40]}…, and the text is …{expected[at - 20:at + 40]}…")
            faults += 1
print(f"{len(built)} résumés as HTML and for Word, {faults} faults")
sys.exit(1 if faults else 0)
