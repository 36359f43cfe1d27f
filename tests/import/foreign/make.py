"""Makes the foreign résumés of this folder: invented people, in the files of other programs.

Usage: python make.py [FOLDER]

Needs LibreOffice (soffice), Chromium, pdflatex with moderncv (Debian: texlive-latex-extra, texlive-fonts-recommended,
lmodern), and the Python packages typst and weasyprint. Each file is named MAKER-LAYOUT-LANGUAGE.EXTENSION; what it says
is in people.json.
"""

import html
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import typst
import weasyprint

HERE = Path(__file__).resolve().parent
PEOPLE = json.loads((HERE / "people.json").read_text())
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
e = html.escape

# ---------------------------------------------------------------- HTML, for browsers

CSS = {
    "plain": """body{font:10.5pt Georgia,serif;margin:0} h1{font-size:22pt;margin:0} h2{font-size:13pt;border-bottom:1px solid #555;margin:14pt 0 4pt}
      .row{display:flex;justify-content:space-between} .org{font-weight:bold} .role{font-style:italic} ul{margin:3pt 0 8pt;padding-left:16pt} p{margin:2pt 0}""",
    "sidebar": """body{font:10pt Arial,sans-serif;margin:0} h1{font-size:20pt;margin:0 0 2pt} h2{font-size:11pt;text-transform:uppercase;letter-spacing:.5pt;color:#245;margin:12pt 0 4pt}
      .two{display:flex;gap:24pt} .side{width:150pt;flex:none} .org{color:#245} .role{font-weight:bold} .when{color:#666} ul{margin:3pt 0 8pt;padding-left:14pt} p{margin:2pt 0}""",
    "web": """body{font:10.5pt 'Noto Sans',sans-serif;margin:0} header{text-align:center} h1{font-size:24pt;font-weight:300;margin:0} h2{font-size:12pt;color:#a33;margin:14pt 0 4pt}
      h3{font-size:10.5pt;margin:6pt 0 0} .when{float:right;color:#555;font-weight:normal} ul{margin:3pt 0 6pt;padding-left:16pt;list-style:square} p{margin:2pt 0}""",
}


def bullets(job):
    return "<ul>" + "".join(f"<li>{e(text)}</li>" for text in job["bullets"]) + "</ul>"


def page(person, layout):
    p, t = person, person["titles"]
    contact = [f'<a href="mailto:{p["email"]}">{p["email"]}</a>', e(p["phone"]), f'<a href="{p["url"]}">{p["url"][8:]}</a>', e(p["place"])]
    piped, dotted = " | ".join(contact), " · ".join(contact)
    skills = "".join(f"<p><b>{e(name)}:</b> {e(', '.join(words))}</p>" for name, words in p["skills"])
    spoken = "".join(f"<p>{e(name)} ({e(level)})</p>" for name, level in p["languagesSpoken"])
    if layout == "plain":
        work = "".join(f'<div class="row"><span class="org">{e(j["name"])}</span><span>{e(j["location"])}</span></div><div class="row"><span class="role">{e(j["position"])}</span><span>{e(j["dates"])}</span></div>{bullets(j)}' for j in p["work"])
        school = "".join(f'<div class="row"><span class="org">{e(s["institution"])}</span><span>{e(s["location"])}</span></div><div class="row"><span class="role">{e(s["studyType"])} {e(s["area"])}</span><span>{e(s["dates"])}</span></div>' for s in p["education"])
        body = f'<h1>{e(p["name"])}</h1><p>{e(p["label"])}</p><p>{piped}</p>'
    elif layout == "sidebar":
        work = "".join(f'<p class="role">{e(j["position"])}</p><p class="org">{e(j["name"])}, {e(j["location"])}</p><p class="when">{e(j["dates"])}</p>{bullets(j)}' for j in p["work"])
        school = "".join(f'<p class="role">{e(s["studyType"])} {e(s["area"])}</p><p class="org">{e(s["institution"])}</p><p class="when">{e(s["dates"])}</p>' for s in p["education"])
        contacts = "".join(f"<p>{c}</p>" for c in contact)
        listed = skills.replace("<b>", "").replace("</b>", "")
        side = f'<h2>{CONTACT[p["language"]]}</h2>{contacts}<h2>{e(t["skills"])}</h2>{listed}<h2>{e(t["languages"])}</h2>{spoken}'
        main = f'<h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["work"])}</h2>{work}<h2>{e(t["education"])}</h2>{school}'
        return f'<h1>{e(p["name"])}</h1><p>{e(p["label"])}</p><div class="two"><div class="side">{side}</div><div>{main}</div></div>'
    else:
        work = "".join(f'<h3>{e(j["position"])}, {e(j["name"])} <span class="when">{e(j["dates"])}</span></h3><p>{e(j["location"])}</p>{bullets(j)}' for j in p["work"])
        school = "".join(f'<h3>{e(s["institution"])} <span class="when">{e(s["dates"])}</span></h3><p>{e(s["studyType"])} {e(s["area"])}</p>' for s in p["education"])
        body = f'<header><h1>{e(p["name"])}</h1><p>{e(p["label"])}</p><p>{dotted}</p></header>'
    return f'{body}<h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["work"])}</h2>{work}<h2>{e(t["education"])}</h2>{school}<h2>{e(t["skills"])}</h2>{skills}<h2>{e(t["languages"])}</h2>{spoken}'


CONTACT = {"en": "Contact", "de": "Kontakt", "fr": "Contact", "es": "Contacto", "it": "Contatti", "nl": "Contact"}


def document(person, layout):
    return f'<!doctype html><html lang="{person["language"]}"><meta charset="utf-8"><title>{e(person["name"])}</title><style>@page{{size:A4;margin:18mm}}{CSS[layout]}</style><body>{page(person, layout)}</body></html>'


def chromium(person, layout, path):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "cv.html"
        source.write_text(document(person, layout))
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", source.as_uri()], check=True, capture_output=True)


# ---------------------------------------------------------------- OpenDocument, for LibreOffice

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Serif" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:font-family="'Noto Serif'"/></office:font-face-decls>
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:text-properties style:font-name="Serif" fo:font-size="10.5pt"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="22pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.1cm"/><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="Tab" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.15cm"><style:tab-stops><style:tab-stop style:position="17cm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="Fake" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.4cm"/><style:text-properties fo:font-size="13pt" fo:font-weight="bold" fo:text-transform="uppercase"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Narrow" style:family="table-column"><style:table-column-properties style:column-width="4.2cm"/></style:style>
<style:style style:name="Wide" style:family="table-column"><style:table-column-properties style:column-width="12.8cm"/></style:style>
<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="0.9cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>
<office:body><office:text>BODY</office:text></office:body></office:document>"""


def para(content, style="Standard"):
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def bold(text):
    return f'<text:span text:style-name="B">{e(text)}</text:span>'


def italic(text):
    return f'<text:span text:style-name="I">{e(text)}</text:span>'


def points(job):
    return '<text:list text:style-name="L">' + "".join(f"<text:list-item>{para(e(text))}</text:list-item>" for text in job["bullets"]) + "</text:list>"


def table(rows):
    cells = lambda row: "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row)
    return '<table:table><table:table-column table:style-name="Narrow"/><table:table-column table:style-name="Wide"/>' + "".join(f"<table:table-row>{cells(row)}</table:table-row>" for row in rows) + "</table:table>"


def fodt(person, layout):
    p, t = person, person["titles"]
    link = f'<text:a xlink:type="simple" xlink:href="mailto:{p["email"]}">{p["email"]}</text:a>'
    head = lambda text: f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{e(text)}</text:h>' if layout != "table" else para(e(text), "Fake")
    contact = para(f'{link} | {e(p["phone"])} | {p["url"][8:]} | {e(p["place"])}')
    if layout == "tabs":
        work = "".join(para(f'{bold(j["name"])}, {e(j["location"])}<text:tab/>{e(j["dates"])}', "Tab") + para(italic(j["position"])) + points(j) for j in p["work"])
        school = "".join(para(f'{bold(s["institution"])}, {e(s["location"])}<text:tab/>{e(s["dates"])}', "Tab") + para(e(f'{s["studyType"]} {s["area"]}')) for s in p["education"])
    elif layout == "lines":
        work = "".join(para(bold(j["position"]), "Tab") + para(e(f'{j["name"]} – {j["location"]}')) + para(e(j["dates"])) + points(j) for j in p["work"])
        school = "".join(para(bold(f'{s["studyType"]} {s["area"]}'), "Tab") + para(e(f'{s["institution"]} – {s["location"]}')) + para(e(s["dates"])) for s in p["education"])
    else:
        work = table([(para(e(j["dates"])), para(f'{bold(j["position"])}') + para(e(f'{j["name"]}, {j["location"]}')) + points(j)) for j in p["work"]])
        school = table([(para(e(s["dates"])), para(bold(f'{s["studyType"]} {s["area"]}')) + para(e(f'{s["institution"]}, {s["location"]}'))) for s in p["education"]])
    skills = "".join(para(f'{bold(name + ":")} {e(", ".join(words))}') for name, words in p["skills"])
    spoken = para(e(", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"])))
    body = para(e(p["name"]), "Title") + para(e(p["label"])) + contact + head(t["summary"]) + para(e(p["summary"])) + head(t["work"]) + work + head(t["education"]) + school + head(t["skills"]) + skills + head(t["languages"]) + spoken
    return FODT.replace("BODY", body)


def libreoffice(sources):
    """Converts all files at once: a start of LibreOffice takes seconds."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sources.items():
            (Path(folder) / f"{name}.fodt").write_text(text)
        files = [f"{folder}/{name}.fodt" for name in sources]
        for kind in ("pdf", "docx", "odt"):
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", str(OUT), *files], check=True, capture_output=True)


# ---------------------------------------------------------------- Typst

TYPST = {
    "classic": """#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10.5pt)
#show heading: it => block(above: 14pt, below: 7pt, width: 100%, stroke: (bottom: 0.5pt), inset: (bottom: 3pt), text(13pt, smallcaps(it.body)))
#align(center)[#text(22pt, weight: "bold")[NAME] \\ LABEL \\ #link("mailto:EMAIL")[EMAIL] | PHONE | #link("URL")[SITE] | PLACE]
""",
    "columns": """#set page(paper: "a4", margin: 1.6cm)
#set text(font: "DejaVu Sans Mono", size: 8.5pt)
#show heading: it => block(above: 14pt, below: 6pt, text(11pt, weight: "bold", fill: rgb("246"), it.body))
""",
}


def q(text):
    return "".join("\\" + letter if letter in "\\#$*_`<>@~[]-'\"=/+" else letter for letter in text)


def typ(person, layout):
    p, t = person, person["titles"]
    items = lambda job: "\n".join(f"- {q(text)}" for text in job["bullets"])
    skills = "\n\n".join(f"*{q(name)}:* {q(', '.join(words))}" for name, words in p["skills"])
    spoken = "\n\n".join(f"{q(name)} ({q(level)})" for name, level in p["languagesSpoken"])
    if layout == "classic":
        head = TYPST["classic"].replace("NAME", q(p["name"])).replace("LABEL", q(p["label"])).replace("PHONE", q(p["phone"])).replace("PLACE", q(p["place"])).replace("SITE", q(p["url"][8:])).replace('"mailto:EMAIL"', f'"mailto:{p["email"]}"').replace('"URL"', f'"{p["url"]}"').replace("EMAIL", q(p["email"]))
        work = "\n\n".join(f'*{q(j["position"])}* #h(1fr) {q(j["dates"])} \\ _{q(j["name"])}_ #h(1fr) {q(j["location"])}\n{items(j)}' for j in p["work"])
        school = "\n\n".join(f'*{q(s["institution"])}* #h(1fr) {q(s["dates"])} \\ {q(s["studyType"])} {q(s["area"])} #h(1fr) {q(s["location"])}' for s in p["education"])
        return f'{head}\n= {q(t["summary"])}\n{q(p["summary"])}\n= {q(t["work"])}\n{work}\n= {q(t["education"])}\n{school}\n= {q(t["skills"])}\n{skills}\n= {q(t["languages"])}\n{spoken}'
    work = "\n\n".join(f'*{q(j["name"])}*, {q(j["location"])} \\ {q(j["position"])} \\ #text(fill: gray)[{q(j["dates"])}]\n{items(j)}' for j in p["work"])
    school = "\n\n".join(f'*{q(s["institution"])}* \\ {q(s["studyType"])} {q(s["area"])} \\ #text(fill: gray)[{q(s["dates"])}]' for s in p["education"])
    main = f'= {q(t["work"])}\n{work}\n= {q(t["education"])}\n{school}'
    side = f'#text(18pt, weight: "bold")[{q(p["name"])}]\n\n{q(p["label"])}\n\n{q(p["phone"])} \\ #link("mailto:{p["email"]}")[{q(p["email"])}] \\ #link("{p["url"]}")[{q(p["url"][8:])}] \\ {q(p["place"])}\n= {q(t["summary"])}\n{q(p["summary"])}\n= {q(t["skills"])}\n{skills}\n= {q(t["languages"])}\n{spoken}'
    return f'{TYPST["columns"]}#grid(columns: (5.6cm, 1fr), gutter: 0.9cm)[\n{side}\n][\n{main}\n]'


# ---------------------------------------------------------------- LaTeX

LATEX = {
    # Rules below titles, two corners an entry, as most of LaTeX's templates have it.
    "article": r"""\documentclass[a4paper,10pt]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}\usepackage[margin=2cm]{geometry}
\usepackage[hidelinks]{hyperref}\usepackage{enumitem}\usepackage{titlesec}
\titleformat{\section}{\large\scshape}{}{0pt}{}[\titlerule]
\pagestyle{empty}\setlength{\parindent}{0pt}\setlist{nosep,leftmargin=1.2em}
\newcommand{\entry}[4]{\textbf{#1}\hfill #2\par\textit{#3}\hfill\textit{#4}\par}
\begin{document}
""",
    # A table of dates and texts, in sans serif.
    "table": r"""\documentclass[a4paper,11pt]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage[scaled]{helvet}\renewcommand{\familydefault}{\sfdefault}
\usepackage[margin=2cm]{geometry}\usepackage[hidelinks]{hyperref}\usepackage{enumitem}\usepackage{titlesec}
\titleformat{\section}{\large\bfseries}{}{0pt}{}
\pagestyle{empty}\setlength{\parindent}{0pt}\setlist{nosep,leftmargin=1.2em}
\newcommand{\entry}[2]{\begin{tabular}{@{}p{3.6cm}p{12.8cm}@{}}#1&#2\end{tabular}\par\smallskip}
\begin{document}
""",
    "moderncv": r"""\documentclass[11pt,a4paper,sans]{moderncv}
\moderncvstyle{classic}\moderncvcolor{blue}
\usepackage[utf8]{inputenc}\usepackage[scale=0.77]{geometry}
""",
}


def tex(text):
    for letter, written in (("\\", r"\textbackslash{}"), ("&", r"\&"), ("%", r"\%"), ("#", r"\#"), ("_", r"\_"), ("€", r"\texteuro{}")):
        text = text.replace(letter, written)
    return text


def latex(person, layout):
    p, t, x = person, person["titles"], tex
    items = lambda job: r"\begin{itemize}" + "".join(rf"\item {x(text)}" + "\n" for text in job["bullets"]) + r"\end{itemize}"
    section = lambda text: rf"\section{{{x(text)}}}" if layout == "moderncv" else rf"\section*{{{x(text)}}}"
    mail = rf'\href{{mailto:{p["email"]}}}{{{x(p["email"])}}}'
    site = rf'\href{{{p["url"]}}}{{{x(p["url"][8:])}}}'
    if layout == "moderncv":
        first, last = p["name"].split(" ", 1)
        head = rf'\name{{{x(first)}}}{{{x(last)}}}\title{{{x(p["label"])}}}\address{{{x(p["place"])}}}{{}}{{}}\phone[mobile]{{{x(p["phone"])}}}\email{{{p["email"]}}}\homepage{{{p["url"][8:]}}}\begin{{document}}\makecvtitle'
        work = "".join(rf'\cventry{{{x(j["dates"])}}}{{{x(j["position"])}}}{{{x(j["name"])}}}{{{x(j["location"])}}}{{}}{{{items(j)}}}' + "\n" for j in p["work"])
        school = "".join(rf'\cventry{{{x(s["dates"])}}}{{{x(s["studyType"])} {x(s["area"])}}}{{{x(s["institution"])}}}{{{x(s["location"])}}}{{}}{{}}' + "\n" for s in p["education"])
        skills = "".join(rf'\cvitem{{{x(name)}}}{{{x(", ".join(words))}}}' for name, words in p["skills"])
        spoken = "".join(rf"\cvitem{{{x(name)}}}{{{x(level)}}}" for name, level in p["languagesSpoken"])
    elif layout == "article":
        head = rf'\begin{{center}}{{\Huge\bfseries {x(p["name"])}}}\\[4pt] {x(p["label"])}\\ {mail} $|$ {x(p["phone"])} $|$ {site} $|$ {x(p["place"])}\end{{center}}'
        work = "".join(rf'\entry{{{x(j["name"])}}}{{{x(j["location"])}}}{{{x(j["position"])}}}{{{x(j["dates"])}}}{items(j)}\smallskip' + "\n" for j in p["work"])
        school = "".join(rf'\entry{{{x(s["institution"])}}}{{{x(s["location"])}}}{{{x(s["studyType"])} {x(s["area"])}}}{{{x(s["dates"])}}}' + "\n" for s in p["education"])
        skills = "".join(rf'\textbf{{{x(name)}:}} {x(", ".join(words))}\par ' for name, words in p["skills"])
        spoken = "".join(rf"{x(name)} ({x(level)})\par " for name, level in p["languagesSpoken"])
    else:
        head = rf'{{\LARGE\bfseries {x(p["name"])}}}\par {x(p["label"])}\par {mail} \textbullet{{}} {x(p["phone"])} \textbullet{{}} {site} \textbullet{{}} {x(p["place"])}\par'
        work = "".join(rf'\entry{{{x(j["dates"])}}}{{\textbf{{{x(j["position"])}}}\newline {x(j["name"])}, {x(j["location"])} {items(j)}}}' + "\n" for j in p["work"])
        school = "".join(rf'\entry{{{x(s["dates"])}}}{{\textbf{{{x(s["studyType"])} {x(s["area"])}}}\newline {x(s["institution"])}, {x(s["location"])}}}' + "\n" for s in p["education"])
        skills = "".join(rf'\entry{{{x(name)}}}{{{x(", ".join(words))}}}' for name, words in p["skills"])
        spoken = "".join(rf"\entry{{{x(name)}}}{{{x(level)}}}" for name, level in p["languagesSpoken"])
    summary = p["summary"] if layout != "moderncv" else rf"\cvitem{{}}{{{x(p['summary'])}}}"
    parts = [head, section(t["summary"]), x(summary) if layout != "moderncv" else summary, section(t["work"]), work, section(t["education"]), school, section(t["skills"]), skills, section(t["languages"]), spoken]
    return LATEX[layout] + "\n".join(parts) + r"\end{document}"


def pdflatex(person, layout, path):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "cv.tex").write_text(latex(person, layout))
        for _ in range(2):
            subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "cv.tex"], cwd=folder, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin", "HOME": folder, "SOURCE_DATE_EPOCH": "1704067200"})
        path.write_bytes((Path(folder) / "cv.pdf").read_bytes())


# ---------------------------------------------------------------- Word's layout, with text boxes

WORD = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STYLES = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'


def word(person, path):
    """A document as Word's templates have it: contacts and skills in a text box with its fallback, jobs in a table."""
    p, t = person, person["titles"]
    run = lambda text, style="": f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{e(text)}</w:t></w:r>'
    para = lambda runs, style="": f"<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>"
    named = lambda name: f'<w:pStyle w:val="{name}"/>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    head = lambda text: para(run(text), named("Heading1"))
    skills = "".join(para(run(f"{name}: ", "<w:b/>") + run(", ".join(words))) for name, words in p["skills"])
    spoken = "".join(para(run(f"{name} ({level})")) for name, level in p["languagesSpoken"])
    box = "".join(para(run(text)) for text in (p["email"], p["phone"], p["url"][8:], p["place"])) + head(t["skills"]) + skills + head(t["languages"]) + spoken
    shape = f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    cell = lambda content: f"<w:tc><w:tcPr/>{content}</w:tc>"
    row = lambda left, right: f"<w:tr>{cell(left)}{cell(right)}</w:tr>"
    table = lambda rows: f'<w:tbl><w:tblPr/>{"".join(rows)}</w:tbl>{para("")}'
    work = table(row(para(run(j["dates"])), para(run(j["position"], "<w:b/>")) + para(run(f'{j["name"]}, {j["location"]}')) + "".join(para(run(text), listed) for text in j["bullets"])) for j in p["work"])
    school = table(row(para(run(s["dates"])), para(run(f'{s["studyType"]} {s["area"]}', "<w:b/>")) + para(run(f'{s["institution"]}, {s["location"]}'))) for s in p["education"])
    body = para(run(p["name"]), named("Title")) + para(run(p["label"])) + shape + head(t["summary"]) + para(run(p["summary"])) + head(t["work"]) + work + head(t["education"]) + school
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    members = {
        "[Content_Types].xml": f'{xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'{xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{xml}<w:document{WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{xml}<w:styles{WORD}>{STYLES}</w:styles>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


# ---------------------------------------------------------------- LinkedIn's "Save to PDF", in its layout

LINKEDIN = {
    "en": ("Contact", "Top Skills", "Languages", "Summary", "Experience", "Education", "years", "Page", "of"),
    "de": ("Kontakt", "Top-Kenntnisse", "Languages", "Zusammenfassung", "Berufserfahrung", "Ausbildung", "Jahre", "Page", "of"),
    "fr": ("Coordonnées", "Principales compétences", "Languages", "Résumé", "Expérience", "Formation", "ans", "Page", "of"),
    "es": ("Contactar", "Aptitudes principales", "Languages", "Extracto", "Experiencia", "Educación", "años", "Page", "of"),
    "it": ("Contatti", "Competenze principali", "Languages", "Riepilogo", "Esperienza", "Formazione", "anni", "Page", "of"),
    "nl": ("Contact", "Belangrijkste vaardigheden", "Languages", "Samenvatting", "Ervaring", "Opleiding", "jaar", "Page", "of"),
}


def linkedin(person):
    """Sidebar on a dark ground; employers at 12 pt, positions at 11.5 pt, all else at 10.5 pt; nothing bold, no tags."""
    p = person
    contact, top, languages, summary, work, school, years, page, of = LINKEDIN[p["language"]]
    user = p["name"].lower().replace(" ", "-").encode("ascii", "ignore").decode()
    title = lambda text: f"#block(above: 14pt, below: 6pt, text(13pt, fill: luma(200))[{q(text)}])"
    head = lambda text: f"#block(above: 20pt, below: 8pt, text(15.75pt)[{q(text)}])"
    skills = "\n\n".join(q(word) for _, words in p["skills"] for word in words)
    spoken = "\n\n".join(f"{q(name)} ({q(level)})" for name, level in p["languagesSpoken"])
    jobs = ""
    for j in p["work"]:
        lines = "\n\n".join(q("- " + text) for text in j["bullets"])
        jobs += f'#text(12pt)[{q(j["name"])}]\n\n#text(11.5pt)[{q(j["position"])}]\n\n{q(j["dates"])} (4 {years})\n\n#text(fill: gray)[{q(j["location"])}]\n\n{lines}\n\n#v(8pt)\n'
    schools = "".join(f'#text(12pt)[{q(s["institution"])}]\n\n{q(s["studyType"])}, {q(s["area"])} {q("·")} ({q(s["dates"])})\n\n#v(6pt)\n' for s in p["education"])
    side = f'{title(contact)}\n{q(p["phone"])} (Mobile)\n\n#link("mailto:{p["email"]}")[{q(p["email"])}]\n\n#link("https://www.linkedin.com/in/{user}")[www.linkedin.com\\/in\\/{q(user)}\\ (LinkedIn)]\n\n#link("{p["url"]}")[{q(p["url"][8:])}] (Personal)\n{title(top)}\n{skills}\n{title(languages)}\n{spoken}'
    main = f'#text(26pt)[{q(p["name"])}]\n\n#text(12pt)[{q(p["label"])}]\n\n#text(12pt, fill: gray)[{q(p["place"])}]\n{head(summary)}\n{q(p["summary"])}\n{head(work)}\n{jobs}\n{head(school)}\n{schools}'
    return f'''#set page(paper: "us-letter", margin: (left: 0pt, right: 30pt, top: 30pt, bottom: 40pt), background: place(left + top, rect(width: 3.05in, height: 100%, fill: rgb("#293e49"))), footer: align(right, text(9pt, fill: gray)[{page} #context counter(page).display() {of} #context counter(page).final().first()]))
#set text(font: "Liberation Sans", size: 10.5pt)
#set par(spacing: 5pt)
#grid(columns: (3.05in, 1fr), column-gutter: 0.25in)[
#pad(x: 0.3in)[#set text(fill: white)
{side}]
][
{main}
]'''


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    sources = {}
    for at, person in enumerate(PEOPLE):
        language = person["language"]
        layouts = ["tabs", "lines", "table"]
        sources[f"libreoffice-{layouts[at % 3]}-{language}"] = fodt(person, layouts[at % 3])
        for layout in ("plain", "sidebar"):
            chromium(person, layout, OUT / f"chromium-{layout}-{language}.pdf")
        weasyprint.HTML(string=document(person, "web")).write_pdf(OUT / f"weasyprint-web-{language}.pdf")
        word(person, OUT / f"word-boxes-{language}.docx")
        (OUT / f"linkedin-profile-{language}.pdf").write_bytes(typst.compile(linkedin(person).encode()))
        for layout in TYPST:
            (OUT / f"typst-{layout}-{language}.pdf").write_bytes(typst.compile(typ(person, layout).encode()))
        for layout in LATEX:
            pdflatex(person, layout, OUT / f"latex-{layout}-{language}.pdf")
        (OUT / f"html-web-{language}.html").write_text(document(person, "web"))
    libreoffice(sources)


if __name__ == "__main__":
    main()
