"""Builds the starter in every theme as a Word document and as a web page, and two full pages as Word documents, lets
LibreOffice and Chromium make PDFs of them, and checks that each takes one page, as the PDF does. The pages are left beside those
of the PDF, to be looked at. LibreOffice needs the fonts that come with it on Debian: Carlito, Caladea and Liberation.

Usage: documents.py RECTO FOLDER"""

import pathlib
import subprocess
import sys

recto, folder = sys.argv[1], pathlib.Path(sys.argv[2])
root = pathlib.Path(__file__).parent.parent
starter = root / "src/cli/commands/starter.yaml"
full = (root / "resume.yaml", root / "tests/corpus/us_engineer.yaml")
themes = [path.parent.name for path in sorted((root / "themes").glob("*/theme.toml"))]


def run(*command):
    subprocess.run(list(map(str, command)), capture_output=True, check=True, timeout=300)


def page_count(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return next(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pages:"))


folder.mkdir(parents=True, exist_ok=True)
for theme in themes:
    for name in (f"{theme}.pdf", f"{theme}-word.docx", f"{theme}-web.html"):
        run(recto, "build", starter, "--theme", theme, "-o", folder / name)
    for resume in full:
        run(recto, "build", resume, "--theme", theme, "-o", folder / f"{theme}-{resume.stem}-word.docx")
run(
    "soffice", f"-env:UserInstallation=file://{folder.resolve()}/office", "--headless", "--convert-to", "pdf",
    "--outdir", folder, *sorted(folder.glob("*-word.docx")),
)
for page in sorted(folder.glob("*-web.html")):
    run(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder.resolve()}/chromium",
        "--no-pdf-header-footer", f"--print-to-pdf={page.with_suffix('.pdf')}", page.resolve().as_uri(),
    )
faults = 0
for path in sorted(folder.glob("*.pdf")):
    count = page_count(path)
    if count != 1:
        faults += 1
        print(f"{path.name}: {count} pages")
print(f"three résumés in {len(themes)} themes as PDF, Word document and web page, {faults} faults")
sys.exit(1 if faults else 0)
