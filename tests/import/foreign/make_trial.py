"""Makes the résumés of a blind trial: what people write who do not use a template for résumés. The people are in people_more.json.

Usage: python make_trial.py [FOLDER]

Needs LibreOffice (soffice), Chromium, and pdflatex. Each file is named MAKER-LAYOUT-PERSON.EXTENSION.
"""

import html
import json
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEOPLE = {person["id"]: person for person in json.loads((HERE / "people_more.json").read_text())}
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
e = html.escape


def chromium(source, path):
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "cv.html"
        page.write_text(source)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True)


def page(person, css, body):
    return f'<!doctype html><html lang="{person["language"]}"><meta charset="utf-8"><title>{e(person["name"])}</title><style>{css}</style><body>{body}</body></html>'


# ---------------------------------------------------------------- Word

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'


def docx(body, path):
    document = f'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr></w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", document)]:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def run(text, bold=False, size=None, italic=False):
    style = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{e(text)}</w:t></w:r>'


def par(*runs, centre=False):
    align = '<w:jc w:val="center"/>' if centre else ""
    return f'<w:p><w:pPr>{align}</w:pPr>{"".join(runs)}</w:p>'


def table(rows, widths):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cell = lambda content, width: f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
    body = "".join("<w:tr>" + "".join(cell(content, width) for content, width in zip(row, widths)) + "</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>'


def nurse(p):
    """A table with borders for each section; titles are a row of their own, bullets are hyphens that somebody typed."""
    t = p["titles"]
    out = par(run("CURRICULUM VITAE", True, 32), centre=True)
    out += table([[par(run(k, True)), par(run(v))] for k, v in [("Name", p["name"]), ("Address", p["place"]), ("Telephone", p["phone"]), ("E-mail", p["email"])]], [2500, 7000])
    head = lambda title: [par(run(title.upper(), True)), par()]
    out += par(run(t["summary"].upper(), True)) + par(run(p["summary"]))
    rows = [head(t["work"])]
    for job in p["work"]:
        rows.append([par(run(job["dates"])), par(run(job["position"], True)) + par(run(f'{job["name"]}, {job["location"]}')) + "".join(par(run("- " + text)) for text in job["bullets"])])
    out += table(rows, [2500, 7000])
    rows = [head(t["education"])]
    for school in p["education"]:
        rows.append([par(run(school["dates"])), par(run(f'{school["studyType"]} {school["area"]}', True)) + par(run(school["institution"]))])
    out += table(rows, [2500, 7000])
    out += par(run(t["skills"].upper(), True)) + "".join(par(run(f"{name}: "), run(", ".join(words))) for name, words in p["skills"])
    out += par(run(t["languages"].upper(), True)) + par(run(", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"])))
    return out


def lebenslauf(p):
    """Tabs between a date and its line, as German schools teach it, with place, date and name at the end."""
    t = p["titles"]
    tab = '<w:r><w:tab/></w:r>'
    line = lambda left, *right: f'<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="3000"/></w:tabs><w:ind w:left="3000" w:hanging="3000"/></w:pPr>{run(left)}{tab}{"".join(right)}</w:p>'
    out = par(run("Lebenslauf", True, 36)) + par(run("Persönliche Daten", True, 26))
    for k, v in [("Name:", p["name"]), ("Anschrift:", p["place"]), ("Telefon:", p["phone"]), ("E-Mail:", p["email"]), ("Geburtsdatum:", "12.03.1991"), ("Familienstand:", "ledig")]:
        out += line(k, run(v))
    out += par(run(t["work"], True, 26))
    for job in p["work"]:
        out += line(job["dates"], run(job["position"], True), run(" bei "), run(f'{job["name"]}, {job["location"]}'))
        out += "".join(line("", run("• " + text)) for text in job["bullets"])
    out += par(run(t["education"], True, 26))
    for school in p["education"]:
        out += line(school["dates"], run(school["institution"] + ", " + school["location"], True))
        out += line("", run(f'{school["studyType"]} {school["area"]}'))
    out += par(run(t["skills"], True, 26)) + "".join(line(name, run(", ".join(words))) for name, words in p["skills"])
    out += par(run(t["languages"], True, 26)) + "".join(line(name, run(level)) for name, level in p["languagesSpoken"])
    out += par(run(t["interests"], True, 26)) + par(run(", ".join(p["interests"])))
    return out + par() + par(run(f'{p["place"].split()[-1]}, 03.06.2025')) + par(run(p["name"]))


# ---------------------------------------------------------------- Chromium


def student(p):
    """A dark sidebar on the right with a round portrait, skills as pills, and a time line with dots."""
    t = p["titles"]
    css = "@page{size:A4;margin:0} body{margin:0;font:9.5pt 'DejaVu Sans';display:flex;min-height:297mm} main{flex:1;padding:12mm} aside{width:62mm;background:#26384a;color:#fff;padding:12mm 8mm} h1{margin:0;font-size:24pt;letter-spacing:1px} h1 span{color:#d95f3b} h2{font-size:11pt;text-transform:uppercase;letter-spacing:2px;border-bottom:1px solid} .pill{display:inline-block;border:1px solid;border-radius:9px;padding:1pt 6pt;margin:2pt} .entry{border-left:2px solid #d95f3b;padding-left:4mm;margin:0 0 4mm} .when{color:#d95f3b;font-size:8.5pt} p{margin:1mm 0} ul{margin:1mm 0;padding-left:4mm} .round{width:35mm;height:35mm;border-radius:50%;background:#8aa}"
    first, last = p["name"].split(" ", 1)
    job = lambda j: f'<div class="entry"><div class="when">{e(j["dates"])}</div><b>{e(j["position"])}</b><p>{e(j["name"])} | {e(j["location"])}</p><ul>' + "".join(f"<li>{e(b)}</li>" for b in j["bullets"]) + "</ul></div>"
    school = lambda s: f'<div class="entry"><div class="when">{e(s["dates"])}</div><b>{e(s["studyType"])} {e(s["area"])}</b><p>{e(s["institution"])} | {e(s["location"])}</p></div>'
    main = f'<main><h1>{e(first)} <span>{e(last)}</span></h1><p>{e(p["label"])}</p><h2>{e(t["education"])}</h2>{"".join(map(school, p["education"]))}<h2>{e(t["work"])}</h2>{"".join(map(job, p["work"]))}</main>'
    aside = f'<aside><div class="round"></div><h2>Contact</h2><p>{e(p["phone"])}</p><p>{e(p["email"])}</p><p>{e(p["place"])}</p><p>{e(p["url"].removeprefix("https://"))}</p><h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p>'
    for name, words in p["skills"]:
        aside += f'<h2>{e(name)}</h2>' + "".join(f'<span class="pill">{e(w)}</span> ' for w in words)
    aside += f'<h2>{e(t["languages"])}</h2>' + "".join(f"<p>{e(n)} — {e(l)}</p>" for n, l in p["languagesSpoken"]) + f'<h2>{e(t["interests"])}</h2><p>{e(" · ".join(p["interests"]))}</p></aside>'
    return page(p, css, main + aside)


def french(p):
    """A person's own page of a word processor: dates in a left column, the employer in capitals after a dash, skills as prose lines."""
    t = p["titles"]
    css = "@page{size:A4;margin:18mm} body{font:10.5pt 'Liberation Serif'} table{width:100%;border-collapse:collapse} td{vertical-align:top;padding:1mm 2mm 2mm 0} td:first-child{width:42mm} h2{background:#ddd;font-size:12pt;padding:1mm;margin:4mm 0 2mm} .head{float:left} .title{text-align:center;clear:both;font-size:16pt;border:1px solid;padding:2mm;margin:6mm 0} p{margin:0} ul{margin:0;padding-left:5mm}"
    head = f'<div class="head"><p><b>{e(p["name"])}</b></p><p>{e(p["place"])}</p><p>Tél. : {e(p["phone"])}</p><p>Courriel : {e(p["email"])}</p></div><div class="title">{e(p["label"])}</div>'
    job = lambda j: f'<tr><td>{e(j["dates"])}</td><td><b>{e(j["position"])}</b> – {e(j["name"])} ({e(j["location"])})<ul>' + "".join(f"<li>{e(b)}</li>" for b in j["bullets"]) + "</ul></td></tr>"
    school = lambda s: f'<tr><td>{e(s["dates"])}</td><td><b>{e(s["studyType"])} {e(s["area"])}</b>, {e(s["institution"])}, {e(s["location"])}</td></tr>'
    body = head + f'<h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["work"])}</h2><table>{"".join(map(job, p["work"]))}</table><h2>{e(t["education"])}</h2><table>{"".join(map(school, p["education"]))}</table><h2>{e(t["skills"])}</h2>'
    body += "".join(f"<p><u>{e(n)}</u> : {e(', '.join(w))}</p>" for n, w in p["skills"])
    body += f'<h2>{e(t["languages"])}</h2>' + "".join(f"<p>{e(n)} : {e(l)}</p>" for n, l in p["languagesSpoken"]) + f'<h2>{e(t["interests"])}</h2><p>{e(", ".join(p["interests"]))}</p>'
    return page(p, css, body)


# ---------------------------------------------------------------- text


def email(p):
    """What people paste into an e-mail: lines of 72 letters, titles underlined with hyphens, asterisks as bullets."""
    t = p["titles"]
    lines = [p["name"].upper(), f'{p["place"]} / {p["phone"]}', p["email"], p["url"], ""]
    title = lambda text: [text, "-" * len(text)]
    wrapped = lambda text, first="", later="": textwrap.wrap(text, 72, initial_indent=first, subsequent_indent=later)
    lines += title(t["summary"]) + wrapped(p["summary"]) + [""] + title(t["work"])
    for job in p["work"]:
        lines += [f'{job["position"]}, {job["name"]}, {job["location"]}', job["dates"]]
        for text in job["bullets"]:
            lines += wrapped(text, "  * ", "    ")
        lines += [""]
    lines += title(t["education"])
    for school in p["education"]:
        lines += [f'{school["studyType"]} {school["area"]}, {school["institution"]}', school["dates"], ""]
    lines += title(t["skills"])
    for name, words in p["skills"]:
        lines += wrapped(f'{name}: {", ".join(words)}', "", "    ")
    lines += [""] + title(t["languages"]) + [", ".join(f"{n} ({l})" for n, l in p["languagesSpoken"])]
    lines += [""] + title(t["interests"]) + [", ".join(p["interests"])]
    return "\n".join(lines) + "\n"


def obsidian(p):
    """A note: properties at the top, links in double brackets, dates in italics after a bar."""
    t = p["titles"]
    out = f'---\ntags: [cv, jobs]\naliases: [resume]\ncreated: 2025-05-01\n---\n# {p["name"]}\n> {p["label"]}\n\n📍 {p["place"]} | ✉️ [{p["email"]}](mailto:{p["email"]}) | 📞 {p["phone"]} | 🌐 <{p["url"]}>\n\n## {t["summary"]}\n{p["summary"]}\n\n## {t["work"]}\n'
    for job in p["work"]:
        out += f'### {job["position"]} @ [[{job["name"]}]]\n*{job["dates"]}* | {job["location"]}\n' + "".join(f"- {text}\n" for text in job["bullets"]) + "\n"
    out += f'## {t["education"]}\n'
    for school in p["education"]:
        out += f'### {school["studyType"]} {school["area"]}\n**{school["institution"]}**, {school["location"]} | *{school["dates"]}*\n\n'
    out += f'## {t["skills"]}\n| Area | Skills |\n| --- | --- |\n' + "".join(f'| {name} | {", ".join(words)} |\n' for name, words in p["skills"])
    out += f'\n## {t["projects"]}\n' + "".join(f'- **{project["name"]}**: {project["description"]}\n' for project in p["projects"])
    out += f'\n## {t["languages"]}\n' + "".join(f"- {name}: {level}\n" for name, level in p["languagesSpoken"])
    return out + f'\n#cv #2025\n'


# ---------------------------------------------------------------- LaTeX


def academic(p):
    """A long CV of a scholar in plain LaTeX: sections in small capitals, hanging dates, numbered publications, running heads."""
    t = p["titles"]
    x = lambda text: text.replace("&", r"\&").replace("%", r"\%").replace("–", "--")
    job = lambda j: rf'\entry{{{x(j["dates"])}}}{{\textbf{{{x(j["position"])}}}, {x(j["name"])}, {x(j["location"])}\begin{{itemize}}' + "".join(rf"\item {x(b)} " for b in j["bullets"]) + r"\end{itemize}}"
    school = lambda s: rf'\entry{{{x(s["dates"])}}}{{\textbf{{{x(s["studyType"])} {x(s["area"])}}}, {x(s["institution"])}, {x(s["location"])}}}'
    papers = "".join(rf"\item {x(text)}" for text in p["papers"])
    talks = "".join(rf"\entry{{{x(when)}}}{{{x(text)}}}" for when, text in p["talks"])
    skills = "".join(rf"\textbf{{{x(name)}}}: {x(', '.join(words))}\par " for name, words in p["skills"])
    languages = x(", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"]))
    jobs, schools = "".join(map(job, p["work"])), "".join(map(school, p["education"]))
    return rf"""\documentclass[11pt,a4paper]{{article}}
\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\usepackage{{lmodern,geometry,enumitem,titlesec,fancyhdr,hyperref}}
\geometry{{margin=28mm}}\setlength{{\parindent}}{{0pt}}
\titleformat{{\section}}{{\large\scshape}}{{}}{{0pt}}{{}}[\titlerule]
\pagestyle{{fancy}}\fancyhf{{}}\lhead{{{x(p["name"])} -- Curriculum Vitae}}\rhead{{\thepage}}
\newcommand{{\entry}}[2]{{\par\noindent\begin{{tabular}}[t]{{@{{}}p{{32mm}}p{{118mm}}@{{}}}}#1 & #2\end{{tabular}}\par\medskip}}
\setlist{{nosep}}
\begin{{document}}\thispagestyle{{empty}}
\begin{{center}}{{\LARGE {x(p["name"])}}}\\[2mm] {x(p["label"])}\\ {x(p["place"])} $\cdot$ {x(p["phone"])} $\cdot$ \href{{mailto:{p["email"]}}}{{{p["email"]}}} $\cdot$ \url{{{p["url"]}}}\end{{center}}
\section{{{t["summary"]}}}{x(p["summary"])}
\section{{{t["work"]}}}{jobs}
\section{{{t["education"]}}}{schools}
\section{{Publications}}\begin{{enumerate}}[label={{[\arabic*]}}]{papers}\end{{enumerate}}
\section{{Invited Talks}}{talks}
\section{{{t["skills"]}}}{skills}
\section{{{t["languages"]}}}{languages}
\end{{document}}"""


def latex(source, path):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "cv.tex").write_text(source)
        for _ in range(2):
            subprocess.run(["pdflatex", "-interaction=batchmode", "cv.tex"], cwd=folder, capture_output=True)
        path.write_bytes((Path(folder) / "cv.pdf").read_bytes())


def main():
    OUT.mkdir(exist_ok=True)
    for layout, make, who in [("nurse", nurse, "en13"), ("lebenslauf", lebenslauf, "de9")]:
        path = OUT / f"word-{layout}-{who}.docx"
        docx(make(PEOPLE[who]), path)
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", OUT, path], check=True, capture_output=True)
    for layout, make, who in [("student", student, "fr9"), ("french", french, "fr8"), ("student", student, "es9")]:
        chromium(make(PEOPLE[who]), OUT / f"chromium-{layout}-{who}.pdf")
    for layout, make, who in [("email", email, "en10"), ("email", email, "nl9")]:
        (OUT / f"text-{layout}-{who}.txt").write_text(make(PEOPLE[who]))
    (OUT / "markdown-obsidian-en11.md").write_text(obsidian(PEOPLE["en11"]))
    latex(academic(PEOPLE["en12"]), OUT / "latex-academic-en12.pdf")


main()
