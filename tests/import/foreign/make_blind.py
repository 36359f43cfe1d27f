"""Makes the résumés of three blind trials: people and layouts that were written down before anybody looked at how they are read.

Usage: python make_blind.py [FOLDER [LAYOUT…]]

Needs LibreOffice (soffice), Chromium, pdflatex, and the Python packages python-docx and typst. Each file is named
MAKER-LAYOUT-PERSON.EXTENSION; what it says is in people_more.json. A LAYOUT is the name of a function; without one, all are made.
"""

import html
import json
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

import docx
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

HERE = Path(__file__).resolve().parent
PEOPLE = {person["id"]: person for person in json.loads((HERE / "people_more.json").read_text())}
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
e = html.escape


def chromium(source, path):
    """Prints a page of HTML."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "cv.html"
        page.write_text(source)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True)


def page(person, css, body):
    return f'<!doctype html><html lang="{person["language"]}"><meta charset="utf-8"><title>{e(person["name"])}</title><style>{css}</style><body>{body}</body></html>'


def soffice(path, kind="pdf"):
    """Converts a file with LibreOffice."""
    subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", str(OUT), str(path)], check=True, capture_output=True)


def latex(source, path):
    """Typesets a document."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "cv.tex").write_text(source)
        for _ in range(2):
            subprocess.run(["pdflatex", "-interaction=batchmode", "cv.tex"], cwd=folder, capture_output=True)
        path.write_bytes((Path(folder) / "cv.pdf").read_bytes())


# ================================================================ The first trial: what people write who use no template


# ---------------------------------------------------------------- Word

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'


def package(body, path):
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



def first_trial():
    """Makes the files of the first trial."""
    for layout, make, who in [("nurse", nurse, "en13"), ("lebenslauf", lebenslauf, "de9")]:
        path = OUT / f"word-{layout}-{who}.docx"
        package(make(PEOPLE[who]), path)
        soffice(path)
    for layout, make, who in [("student", student, "fr9"), ("french", french, "fr8"), ("student", student, "es9")]:
        chromium(make(PEOPLE[who]), OUT / f"chromium-{layout}-{who}.pdf")
    for layout, make, who in [("email", email, "en10"), ("email", email, "nl9")]:
        (OUT / f"text-{layout}-{who}.txt").write_text(make(PEOPLE[who]))
    (OUT / "markdown-obsidian-en11.md").write_text(obsidian(PEOPLE["en11"]))
    latex(academic(PEOPLE["en12"]), OUT / "latex-academic-en12.pdf")


# ================================================================ The second trial: countries, trades and lives


def maurer():
    """A Word document as a bricklayer writes it: a table without borders for each section, schools first, place and date at the end."""
    p = PEOPLE['de30']
    t = p['titles']
    d = docx.Document()
    st = d.styles['Normal']
    st.font.name = 'Carlito'
    st.font.size = Pt(11)
    h = d.add_paragraph()
    r = h.add_run('LEBENSLAUF')
    r.bold = True
    r.font.size = Pt(20)

    def tab(title, rows):
        x = d.add_paragraph()
        r = x.add_run(title)
        r.bold = True
        r.underline = True
        g = d.add_table(rows=0, cols=2)
        for left, right in rows:
            c = g.add_row().cells
            c[0].width = Cm(4.5)
            c[1].width = Cm(12)
            c[0].text = left
            c[1].text = ''
            for i, (text, bold, style) in enumerate(right):
                q = c[1].paragraphs[0] if i == 0 else c[1].add_paragraph()
                if style:
                    q.style = d.styles[style]
                q.add_run(text).bold = bold
        d.add_paragraph()
    L = lambda s: [(s, False, None)]
    tab('Persönliche Daten', [('Name', L(p['name'])), ('Geburtsdatum / -ort', L('17.06.1987 in Vilsbiburg')), ('Staatsangehörigkeit', L('deutsch')), ('Familienstand', L('verheiratet, zwei Kinder')), ('Anschrift', L('Isargestade 7, 84028 Landshut')), ('Mobil', L(p['phone'])), ('E-Mail', L(p['email']))])
    tab(t['summary'], [('', L(p['summary']))])
    tab(t['education'], [(s['dates'], [(s['studyType'] + ' ' + s['area'], True, None), (s['institution'] + ', ' + s['location'], False, None)]) for s in p['education']] + [('09/1994 – 07/2003', L('Mittelschule Ergolding, Qualifizierender Abschluss'))])
    tab(t['work'], [(j['dates'], [(j['position'] or j['name'], True, None)] + ([(j['name'] + ', ' + j['location'], False, None)] if j['position'] else []) + [(b, False, 'List Bullet') for b in j['bullets']]) for j in p['work']])
    tab('Wehrdienst', [('10/2006 – 06/2007', L('Gebirgspionierbataillon 8, Ingolstadt'))])
    tab(t['certificates'], [(c['when'], L(c['name'] + ', ' + c['issuer'])) for c in p['certificates']])
    tab(t['skills'], [(n, L(', '.join(w))) for n, w in p['skills']])
    tab(t['languages'], [(n, L(l)) for n, l in p['languagesSpoken']])
    tab(t['interests'], [('', L(', '.join(p['interests'])))])
    d.add_paragraph('Landshut, den 14. Mai 2025')
    d.add_paragraph('Gunther Aschenbrenner')
    d.save(OUT / 'word-maurer-de30.docx')
    soffice(OUT / 'word-maurer-de30.docx')


def rightside():
    """A grid with a sidebar on the right."""
    p = PEOPLE['fr30']
    t = p['titles']
    css = "@page{size:A4;margin:12mm} body{margin:0;font:10pt Lato,'DejaVu Sans'} .g{display:grid;grid-template-columns:1fr 60mm;gap:8mm} h1{font-size:26pt;margin:0;color:#7a3b52} h2{font-size:12pt;color:#7a3b52;margin:5mm 0 2mm} .s{background:#f6eef1;padding:5mm} p{margin:.6mm 0} .d{font-style:italic;font-size:9pt} .j{margin-bottom:3mm} .j b{font-size:11pt} ul{margin:1mm 0;padding-left:4mm}"
    jobs = ''.join((f"<div class=j><b>{e(j['position'])}</b><p>{e(j['name'])}, {e(j['location'])}</p><p class=d>{e(j['dates'])}</p><ul>{''.join((f'<li>{e(b)}</li>' for b in j['bullets']))}</ul></div>" for j in p['work']))
    sch = ''.join((f"<p><b>{e(s['studyType'])} {e(s['area'])}</b> ({s['dates']})<br>{e(s['institution'])}</p>" for s in p['education']))
    side = f"<h2>Contact</h2><p>12 rue de Siam<br>{p['place']}</p><p>{p['phone']}</p><p>{p['email']}</p><p>kerbrat.exemple.fr</p><p>31 ans – Permis B, véhicule</p><h2>{t['skills']}</h2>" + ''.join((f"<p><b>{n}</b></p><ul>{''.join((f'<li>{w}</li>' for w in ws))}</ul>" for n, ws in p['skills'])) + f"<h2>{t['languages']}</h2>" + ''.join((f'<p>{n} : {l}</p>' for n, l in p['languagesSpoken'])) + f"<h2>{t['interests']}</h2>" + ''.join((f'<p>{i}</p>' for i in p['interests']))
    vol = '<h2>Bénévolat</h2><p><b>Restos du Cœur</b> – Responsable de la cuisine (2019 – 2022)</p><p>Préparation de 150 repas chaque samedi.</p>'
    chromium(f"<html lang=fr><meta charset=utf-8><title>CV</title><style>{css}</style><h1>{p['name']}</h1><p>{p['label']}</p><div class=g><div><h2>{t['summary']}</h2><p>{p['summary']}</p><h2>{t['work']}</h2>{jobs}<h2>{t['education']}</h2>{sch}{vol}</div><div class=s>{side}</div></div>", OUT / 'chromium-rightside-fr30.pdf')


def webpage():
    """Text copied from a profile on a web page."""
    p = PEOPLE['es30']
    t = p['titles']
    L = [p['name'], p['label'], '', f"{p['place']}, España · {p['phone']} · {p['email']}", '', t['summary'], p['summary'], '', t['work'], '']
    for j in p['work']:
        L += [j['position'], j['name'] + ' · Jornada completa', j['dates'] + ' · 5 años', j['location'], ''] + ['– ' + b for b in j['bullets']] + ['']
    L += [t['education'], '']
    for s in p['education']:
        L += [s['institution'], f"{s['studyType']} en {s['area']}", s['dates'], '']
    L += [t['certificates'], ''] + [f"{c['name']} - {c['issuer']}, {c['when']}" for c in p['certificates']] + ['', t['skills'], ''] + [f"{n}: {', '.join(w)}" for n, w in p['skills']] + ['', t['languages'], ''] + [f'{n} – {l}' for n, l in p['languagesSpoken']] + ['', 'Voluntariado', '', 'Cruz Roja – Voluntaria de emergencias, 2014 - 2019', '', t['interests'], '', ', '.join(p['interests']), '', 'Carnet de conducir B y vehículo propio', 'Disponibilidad inmediata']
    (OUT / 'text-webpage-es30.txt').write_text('\n'.join(L) + '\n')


def europeo():
    """The European format of 2002: a form with labels that each entry repeats."""
    p = PEOPLE['it30']
    d = docx.Document()
    d.styles['Normal'].font.name = 'Liberation Sans Narrow'
    d.styles['Normal'].font.size = Pt(10)
    g = d.add_table(rows=0, cols=2)

    def row(l, r, head=False):
        c = g.add_row().cells
        c[0].width = Cm(5.5)
        c[1].width = Cm(11.5)
        c[0].text = ''
        q = c[0].paragraphs[0]
        q.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        x = q.add_run(l)
        x.bold = head
        rs = r if isinstance(r, list) else [r]
        c[1].text = rs[0]
        for z in rs[1:]:
            c[1].add_paragraph(z)
    row('FORMATO EUROPEO PER IL CURRICULUM VITAE', '', True)
    row('', '')
    row('INFORMAZIONI PERSONALI', '', True)
    for l, r in [('Nome', p['name']), ('Indirizzo', 'Via Leoncino 22, 37121 Verona, Italia'), ('Telefono', p['phone']), ('E-mail', p['email']), ('Nazionalità', 'Italiana'), ('Data di nascita', '14/08/1991')]:
        row(l, r)
    row('ESPERIENZA LAVORATIVA', '', True)
    for j in p['work']:
        row('• Date (da – a)', j['dates'])
        row('• Nome e indirizzo del datore di lavoro', j['name'] + ', ' + j['location'])
        row('• Tipo di azienda o settore', 'Settore legale')
        row('• Tipo di impiego', j['position'])
        row('• Principali mansioni e responsabilità', j['bullets'])
        row('', '')
    row('ISTRUZIONE E FORMAZIONE', '', True)
    for s in p['education']:
        row('• Date (da – a)', s['dates'])
        row('• Nome e tipo di istituto di istruzione o formazione', s['institution'] + ', ' + s['location'])
        row('• Principali materie / abilità professionali oggetto dello studio', 'Diritto amministrativo' if 'Laurea' in s['studyType'] else 'Greco e latino')
        row('• Qualifica conseguita', s['studyType'] + (' in ' if 'Laurea' in s['studyType'] else ' di ') + s['area'])
        row('', '')
    row('CAPACITÀ E COMPETENZE PERSONALI', '', True)
    row('MADRELINGUA', 'Italiano', True)
    row('ALTRE LINGUE', '', True)
    for n, l in p['languagesSpoken'][1:]:
        row(n.upper(), l)
    row('CAPACITÀ E COMPETENZE TECNICHE', ', '.join(p['skills'][0][1]), True)
    row('PATENTE O PATENTI', 'Patente B', True)
    row('ULTERIORI INFORMAZIONI', "Iscritta all'Ordine degli Avvocati di Verona dal 2018", True)
    d.add_paragraph('Autorizzo il trattamento dei dati personali ai sensi del D.Lgs. 196/2003 e del GDPR.')
    d.save(OUT / 'word-europeo-it30.docx')
    soffice(OUT / 'word-europeo-it30.docx')


def empresa():
    """A Brazilian page in which each job has labels: Empresa, Cargo, Período."""
    p = PEOPLE['pt30']
    t = p['titles']
    css = "@page{size:A4;margin:20mm} body{font:11pt Arimo,'Liberation Sans'} h1{text-align:center;font-size:18pt;margin:0} .c{text-align:center;margin:0} h3{font-size:12pt;background:#eee;margin:5mm 0 2mm} p{margin:1mm 0} ul{margin:0}"
    b = f"<h1>{p['name'].upper()}</h1><p class=c>Brasileiro, casado, 34 anos</p><p class=c>Rua das Acácias, 415 – Bairro Eldorado – {p['place'].replace(', ', ' / ')}</p><p class=c>Telefone: {p['phone']} – E-mail: {p['email']}</p><h3>{t['summary'].upper()}</h3><p>{p['summary']}</p><h3>{t['education'].upper()}</h3><ul>"
    b += ''.join((f"<li>{s['studyType']}{(' em ' + s['area'] if s['area'] else '')} – {s['institution']} ({s['dates']})</li>" for s in p['education'])) + f"</ul><h3>{t['work'].upper()}</h3>"
    for j in p['work']:
        b += f"<p><b>Empresa:</b> {j['name']} – {j['location'].replace(', ', '/')}</p><p><b>Cargo:</b> {j['position']}</p><p><b>Período:</b> {j['dates']}</p><p><b>Atividades:</b></p><ul>{''.join((f'<li>{x}</li>' for x in j['bullets']))}</ul><br>"
    b += f"<h3>{t['certificates'].upper()}</h3><ul>" + ''.join((f"<li>{c['name']} – {c['issuer']} ({c['when']})</li>" for c in p['certificates'])) + f"</ul><h3>{t['skills'].upper()}</h3><ul>" + ''.join((f'<li>{w}</li>' for w in p['skills'][0][1])) + f"</ul><h3>{t['languages'].upper()}</h3><p>" + '; '.join((f'{n}: {l}' for n, l in p['languagesSpoken'])) + '</p><h3>INFORMAÇÕES ADICIONAIS</h3><p>CNH categoria AB. Disponibilidade para turnos e viagens.</p>'
    chromium(f'<html lang=pt-BR><meta charset=utf-8><title>Currículo</title><style>{css}</style>{b}', OUT / 'chromium-empresa-pt30.pdf')


def minipage():
    """Plain LaTeX with columns made of boxes, schools first, the address at the right."""
    p = PEOPLE['nl30']
    t = p['titles']
    x = lambda s: s.replace('&', '\\&').replace('%', '\\%').replace('–', '--')
    row = lambda d, b: f'\\noindent\\begin{{minipage}}[t]{{0.25\\textwidth}}{x(d)}\\end{{minipage}}\\begin{{minipage}}[t]{{0.74\\textwidth}}{b}\\end{{minipage}}\\par\\smallskip '
    b = f"\\section*{{{t['education']}}}" + ''.join((row(s['dates'], f"{x(s['studyType'])} {x(s['area'])}, \\textit{{{x(s['institution'])}}}, {s['location']}") for s in p['education']))
    b += f"\\section*{{{t['work']}}}" + ''.join((row(j['dates'], f"\\textbf{{{x(j['position'])}}}\\\\{x(j['name'])} te {j['location']}\\begin{{itemize}}" + ''.join((f'\\item {x(q)}' for q in j['bullets'])) + '\\end{itemize}') for j in p['work']))
    b += f'\\section*{{Nevenactiviteiten}}' + row('2018 -- heden', 'Bestuurslid, IVN Deventer') + row('2009', 'Vrijwilliger, Natuurkamp Terschelling')
    b += f"\\section*{{{t['certificates']}}}" + ''.join((row(c['when'], x(c['name']) + ', ' + x(c['issuer'])) for c in p['certificates']))
    b += f"\\section*{{{t['skills']}}}" + ''.join((row(n, x(', '.join(w))) for n, w in p['skills'])) + f"\\section*{{{t['languages']}}}" + ''.join((row(n, l) for n, l in p['languagesSpoken'])) + f"\\section*{{{t['interests']}}}" + x(', '.join(p['interests'])) + '\\section*{Referenties}Op aanvraag beschikbaar.'
    latex(f"\\documentclass[10pt,a4paper]{{article}}\\usepackage[T1]{{fontenc}}\\usepackage[utf8]{{inputenc}}\\usepackage{{lmodern,geometry,enumitem,hyperref}}\\geometry{{margin=22mm}}\\pagestyle{{empty}}\\setlist{{nosep}}\n\\begin{{document}}{{\\Huge {p['name']}}}\\hfill\\begin{{tabular}}[b]{{r}}Brink 14\\\\7411 BR {p['place']}\\\\{p['phone']}\\\\{p['email']}\\\\Geboren 3 mei 1988\\end{{tabular}}\n\\bigskip\n\n\\textit{{{p['label']}}}\n\\section*{{{t['summary']}}}{x(p['summary'])}\n{b}\\end{{document}}", OUT / 'latex-minipage-nl30.pdf')


def grid():
    """Typst with dates in a column of their own, and a consent clause."""
    p = PEOPLE['pl30']
    t = p['titles']
    q = lambda s: s.replace('@', '\\@').replace('#', '\\#').replace('$', '\\$')
    entry = lambda d, a, b, bs=(): f"#grid(columns:(32mm,1fr),gutter:4mm,text(fill:gray.darken(30%))[{q(d)}],[*{q(a)}* #linebreak() {q(b)} #list({','.join((f'[{q(z)}]' for z in bs))})])\n" if bs else f'#grid(columns:(32mm,1fr),gutter:4mm,text(fill:gray.darken(30%))[{q(d)}],[*{q(a)}* #linebreak() {q(b)}])\n'
    b = f"""#set page(paper:"a4",margin:20mm)\n#set text(font:"Libertinus Serif",size:10.5pt,lang:"pl")\n#show heading: it=>block(width:100%,stroke:(bottom:1pt),inset:(bottom:3pt),smallcaps(it.body))\n#text(22pt)[*{p['name']}*]\n\n{p['label']}\n\n{p['place']} #h(1em) tel. {p['phone']} #h(1em) {q(p['email'])}\n= {t['summary']}\n{p['summary']}\n= {t['work']}\n"""
    b += ''.join((entry(j['dates'], j['name'] + ', ' + j['location'], 'stanowisko: ' + j['position'].lower() if False else j['position'], j['bullets']) for j in p['work']))
    b += f"= {t['education']}\n" + ''.join((entry(s['dates'], s['institution'], s['area'] + ' (' + s['studyType'].lower() + ')') for s in p['education']))
    b += f"= {t['certificates']}\n" + ''.join((f"- {c['name']}, {c['issuer']}, {c['when']} r.\n" for c in p['certificates'])) + f"= {t['languages']}\n" + ''.join((f'- {n} – {l}\n' for n, l in p['languagesSpoken'])) + f"= {t['skills']}\n" + ''.join((f"- {n}: {', '.join(w)}\n" for n, w in p['skills'])) + f"= {t['interests']}\n{', '.join(p['interests'])}\n\n#v(1fr)\n#text(7pt)[Wyrażam zgodę na przetwarzanie moich danych osobowych dla potrzeb niezbędnych do realizacji procesu rekrutacji zgodnie z RODO.]\n"
    (OUT / 'typst-grid-pl30.pdf').write_bytes(typst.compile(b.encode()))


def roller():
    """Word with several positions at one employer, and tabs before the dates."""
    p = PEOPLE['sv30']
    t = p['titles']
    d = docx.Document()
    st = d.styles['Normal']
    st.font.name = 'Liberation Serif'
    st.font.size = Pt(11)

    def para(*runs, style=None, tab=False):
        q = d.add_paragraph(style=style)
        if tab:
            q.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
        q.paragraph_format.space_after = Pt(1)
        for text, b, i in runs:
            r = q.add_run(text)
            r.bold = b
            r.italic = i
        return q
    d.add_heading(p['name'], 0)
    para((p['label'], False, True))
    para((f"Adress: Storgatan 41, 903 26 {p['place']}", False, False))
    para((f"Mobil: {p['phone']}   E-post: {p['email']}", False, False))
    d.add_heading(t['summary'], 1)
    para((p['summary'], False, False))
    d.add_heading(t['work'], 1)
    para(('Umeå kommun, Umeå', True, False), ('\tjanuari 2014 – nuvarande', False, False), tab=True)
    for j in p['work'][:2]:
        para((j['position'], False, True), ('\t' + j['dates'], False, False), tab=True)
        for b in j['bullets']:
            para((b, False, False), style='List Bullet')
    j = p['work'][2]
    para((j['name'] + ', ' + j['location'], True, False), ('\t' + j['dates'], False, False), tab=True)
    para((j['position'], False, True))
    for b in j['bullets']:
        para((b, False, False), style='List Bullet')
    d.add_heading('Värnplikt', 1)
    para(('K4 Arvidsjaur, jägarsoldat', False, False), ('\t2008 – 2009', False, False), tab=True)
    d.add_heading(t['education'], 1)
    for s in p['education']:
        para((s['studyType'], True, False), (', ' + s['area'] if s['area'] else '', False, False), ('\t' + s['dates'], False, False), tab=True)
        para((s['institution'] + ', ' + s['location'], False, False))
    d.add_heading(t['certificates'], 1)
    for c in p['certificates']:
        para((c['name'] + ', ' + c['issuer'] + ', ' + c['when'], False, False))
    d.add_heading(t['skills'], 1)
    for n, w in p['skills']:
        para((n + ': ', True, False), (', '.join(w), False, False))
    d.add_heading(t['languages'], 1)
    for n, l in p['languagesSpoken']:
        para((n + ', ' + l, False, False), style='List Bullet')
    d.add_heading(t['interests'], 1)
    para((', '.join(p['interests']), False, False))
    d.add_heading('Referenser', 1)
    para(('Gunilla Nordmark, enhetschef, Umeå kommun, 070-555 01 22', False, False))
    d.save(OUT / 'libreoffice-roller-sv30.docx')
    soffice(OUT / 'libreoffice-roller-sv30.docx', 'odt')
    soffice(OUT / 'libreoffice-roller-sv30.docx', 'pdf')


def mimar():
    """Markdown with the title behind the name and the degree behind the subject."""
    p = PEOPLE['tr30']
    t = p['titles']
    m = f"# {p['name']}, {p['label']}\n\n- **Adres:** {p['place']}\n- **Telefon:** {p['phone']}\n- **E-posta:** {p['email']}\n- **Doğum tarihi:** 12.02.1991\n- **Sürücü belgesi:** B\n\n## {t['summary']}\n\n{p['summary']}\n\n## {t['education']}\n\n"
    for s in p['education']:
        m += f"**{s['institution']}**, {s['location']} ({s['dates']})  \n{s['area']}, {s['studyType']}\n\n"
    m += f"## {t['work']}\n\n"
    for j in p['work']:
        m += f"### {j['name']} – {j['position']}\n{j['location']}, {j['dates']}\n\n" + ''.join((f'* {b}\n' for b in j['bullets'])) + '\n'
    m += f"## {t['skills']}\n\n" + ''.join((f"- **{n}**: {', '.join(w)}\n" for n, w in p['skills'])) + f"\n## {t['languages']}\n\n" + ''.join((f'- {n}: {l}\n' for n, l in p['languagesSpoken'])) + f"\n## {t['certificates']}\n\n" + ''.join((f"1. {c['name']} ({c['issuer']}, {c['when']})\n" for c in p['certificates'])) + f"\n## Ödüller\n\n- Genç Mimar Ödülü, Mimarlar Odası, 2018\n\n## {t['interests']}\n\n{', '.join(p['interests'])}\n\n## Referanslar\n\n- Prof. Dr. Hale Ersoy, Ege Teknik Üniversitesi, hale.ersoy@ornek.edu.tr\n"
    (OUT / 'markdown-mimar-tr30.md').write_text(m)


def veteran():
    """One line for position, employer, place and dates."""
    p = PEOPLE['en30']
    t = p['titles']
    css = '@page{size:letter;margin:.6in} body{font:10.5pt Carlito,Calibri;margin:0} h1{margin:0;font-size:22pt;letter-spacing:.5px} h2{font-size:11.5pt;text-transform:uppercase;border-top:2px solid #333;padding-top:2mm;margin:4mm 0 1mm} p{margin:.5mm 0} .r{float:right} ul{margin:0 0 2mm;padding-left:5mm} .c{columns:3;margin:0}'
    b = f"<h1>{p['name']}</h1><p>{p['label']}</p><p>{p['place']} 28305 • {p['phone']} • {p['email']} • linkedin.com/in/dwhitcombe</p><p>Security Clearance: Secret (active through 2027)</p><h2>{t['summary']}</h2><p>{p['summary']}</p><h2>{t['skills']}</h2>" + ''.join((f"<p><b>{n}:</b> {' | '.join(w)}</p>" for n, w in p['skills'])) + f"<h2>{t['work']}</h2>"
    b += ''.join((f"<p><b>{e(j['position'])}</b>, {e(j['name'])}, {e(j['location'])} <span class=r>{j['dates']}</span></p><ul>{''.join((f'<li>{e(x)}</li>' for x in j['bullets']))}</ul>" for j in p['work']))
    b += f"<h2>{e(t['education'])}</h2>" + ''.join((f"<p><b>{s['studyType']}{(', ' + s['area'] if s['area'] else '')}</b>, {s['institution']}, {s['location']}, {s['dates']}</p>" for s in p['education'])) + f"<h2>{e(t['certificates'])}</h2><ul>" + ''.join((f"<li>{c['name']}, {c['issuer']}, {c['when']}</li>" for c in p['certificates'])) + f"</ul><h2>Awards</h2><p>Meritorious Service Medal (2020); Army Commendation Medal (2016)</p><h2>{t['languages']}</h2><p>" + ', '.join((f'{n} ({l})' for n, l in p['languagesSpoken'])) + '</p><h2>Volunteer Work</h2><p>Coach, Cumberland Youth Football, 2021 to Present</p>'
    chromium(f'<html lang=en><meta charset=utf-8><title>Resume</title><style>{css}</style>{b}', OUT / 'chromium-veteran-en30.pdf')
    (OUT / 'html-veteran-en30.html').write_text(f'<!doctype html><html lang=en><meta charset=utf-8><title>Resume</title><style>{css}</style>{b}')


def dark():
    """A dark sidebar on the left, schools first, arrows as bullets."""
    p = PEOPLE['fr40']
    t = p['titles']
    css = "@page{size:A4;margin:0} body{margin:0;font:9.5pt 'Open Sans','DejaVu Sans';display:flex} aside{width:65mm;background:#12343b;color:#fff;padding:10mm 6mm;min-height:277mm} main{flex:1;padding:10mm} h1{font-size:20pt;margin:0} h2{font-size:11pt;letter-spacing:1px;margin:5mm 0 2mm;border-bottom:1px solid currentColor} p{margin:1mm 0} .x{display:flex;justify-content:space-between} small{color:#666}"
    side = f"<h2>CONTACT</h2><p>{p['email']}</p><p>{p['phone']}</p><p>{p['place']}</p><p>Né le 2 mars 1995</p><p>Permis A et B</p><h2>{t['skills'].upper()}</h2>" + ''.join((f"<p>{n} : {', '.join(w)}</p>" for n, w in p['skills'])) + f"<h2>{t['languages'].upper()}</h2>" + ''.join((f"<p>{n}<br><small style='color:#cde'>{l}</small></p>" for n, l in p['languagesSpoken'])) + f"<h2>{t['interests'].upper()}</h2><p>{' • '.join(p['interests'])}</p>"
    main = f"<h1>{p['name']}</h1><p>{p['label']}</p><h2>{t['summary'].upper()}</h2><p>{e(p['summary'])}</p><h2>{t['education'].upper()}</h2>" + ''.join((f"<div class=x><b>{s['studyType']} {s['area']}</b><span>{s['dates']}</span></div><p>{s['institution']}, {s['location']}</p>" for s in p['education'])) + f"<h2>{t['certificates'].upper()}</h2>" + ''.join((f"<p>{c['name']} – {c['issuer']} – {c['when']}</p>" for c in p['certificates'])) + f"<h2>{t['work'].upper()}</h2>" + ''.join((f"<div class=x><b>{j['name']}</b><span>{e(j['dates'])}</span></div><p>{j['position']} – {j['location']}</p>" + ''.join((f'<p>→ {b}</p>' for b in j['bullets'])) for j in p['work']))
    chromium(f'<html lang=fr><meta charset=utf-8><title>x</title><style>{css}</style><aside>{side}</aside><main>{main}</main>', OUT / 'chromium-dark-fr40.pdf')


def schweiz():
    """Word with borders, and position, employer and place on one line."""
    p = PEOPLE['de40']
    t = p['titles']
    d = docx.Document()
    d.styles['Normal'].font.name = 'Liberation Sans'
    d.styles['Normal'].font.size = Pt(10)
    q = d.add_paragraph()
    r = q.add_run(p['name'])
    r.bold = True
    r.font.size = Pt(18)
    d.add_paragraph(p['label'])
    d.add_paragraph(f"Gäuggelistrasse 20 | {p['place']} | {p['phone']} | {p['email']}")
    d.add_paragraph('geboren am 8. Januar 1989, Schweizerin, ledig')

    def table(rows):
        g = d.add_table(rows=0, cols=2)
        g.style = 'Table Grid'
        for a, b in rows:
            c = g.add_row().cells
            c[0].width = Cm(4.5)
            c[1].width = Cm(12)
            c[0].text = a
            c[1].text = b[0]
            if len(b) > 1:
                c[1].paragraphs[0].runs[0].bold = True
            for z in b[1:]:
                c[1].add_paragraph(z)
    d.add_heading(t['summary'], 2)
    d.add_paragraph(p['summary'])
    d.add_heading(t['work'], 2)
    table([(j['dates'], [f"{j['position']}, {j['name']}, {j['location']}"] + ['- ' + b for b in j['bullets']]) for j in p['work']])
    d.add_heading(t['education'], 2)
    table([(s['dates'], [f"{s['studyType']} {s['area']}", s['institution']]) for s in p['education'][:2]] + [('2005 – 2009', ['Matura, Bündner Kantonsschule, Chur'])])
    d.add_heading(t['certificates'], 2)
    table([(c['when'], [c['name'] + ', ' + c['issuer']]) for c in p['certificates']])
    d.add_heading(t['skills'], 2)
    table([(n, [', '.join(w)]) for n, w in p['skills']])
    d.add_heading(t['languages'], 2)
    table([(n, [l]) for n, l in p['languagesSpoken']])
    d.add_heading(t['interests'], 2)
    d.add_paragraph(', '.join(p['interests']))
    d.add_heading('Referenzen', 2)
    d.add_paragraph('Dr. med. Luzi Cadonau, Chefarzt, Klinik Gut, +41 81 555 01 10')
    d.save(OUT / 'word-schweiz-de40.docx')
    soffice(OUT / 'word-schweiz-de40.docx')


def bold():
    """Markdown without headings: titles in bold, degrees in brackets, publications and referees."""
    p = PEOPLE['en40']
    t = p['titles']
    m = f"{p['name']}\n{'=' * len(p['name'])}\n\n{p['label']}  \n{p['place']}, Scotland · {p['email']} · {p['phone']} · {p['url']}\n\n**{t['summary']}**\n\n{p['summary']}\n\n**{t['education']}**\n\n"
    m += ''.join((f"* {s['studyType']} {s['area']}, {s['institution']} ({s['dates']})\n" for s in p['education'])) + f"\n**{t['work']}**\n\n"
    m += ''.join((f"{j['position']}, {j['name']}, {j['location']} ({j['dates']})\n\n" + ''.join((f'- {b}\n' for b in j['bullets'])) + '\n' for j in p['work']))
    m += f"**Publications**\n\n1. Macaulay E, Orr T (2023). Kelp canopies in tidal narrows. *Journal of Coastal Algae* 14: 201–219.\n2. Macaulay E (2021). Counting holdfasts. *Scottish Naturalist* 88: 4–11.\n\n**Grants**\n\n- Sea Fund small grant, £4,800, 2023\n\n**{t['certificates']}**\n\n" + ''.join((f"- {c['name']}, {c['issuer']}, {c['when']}\n" for c in p['certificates'])) + f"\n**{t['skills']}**\n\n" + ''.join((f"{n}: {', '.join(w)}  \n" for n, w in p['skills'])) + f"\n**{t['languages']}**\n\n" + ', '.join((f'{n} ({l})' for n, l in p['languagesSpoken'])) + f"\n\n**{t['interests']}**\n\n{', '.join(p['interests'])}\n\n**Referees**\n\nProfessor Una Geddes, Firth of Lorn Institute, una.geddes@example.ac.uk\n"
    (OUT / 'markdown-bold-en40.md').write_text(m)
    (OUT / 'text-bold-en40.txt').write_text(m.replace('**', '').replace('  \n', '\n'))


def estilos():
    """Word with its own styles, dates above each entry."""
    p = PEOPLE['pt40']
    t = p['titles']
    d = docx.Document()
    d.add_heading('Curriculum Vitae', 0)
    for k, v in [('Nome', p['name']), ('Morada', 'Rua Direita, 88, 3500-115 ' + p['place']), ('Telemóvel', p['phone']), ('Correio eletrónico', p['email']), ('Nacionalidade', 'Portuguesa')]:
        q = d.add_paragraph()
        q.add_run(k + ': ').bold = True
        q.add_run(v)
    d.add_heading(t['summary'], 1)
    d.add_paragraph(p['summary'])
    d.add_heading(t['work'], 1)
    for j in p['work']:
        q = d.add_paragraph()
        q.add_run(j['dates']).italic = True
        q = d.add_paragraph()
        q.add_run(j['position']).bold = True
        d.add_paragraph(j['name'] + ', ' + j['location'])
        for b in j['bullets']:
            d.add_paragraph(b, style='List Bullet')
    d.add_heading(t['education'], 1)
    for s in p['education']:
        q = d.add_paragraph()
        q.add_run(s['dates']).italic = True
        d.add_paragraph(s['studyType'] + ' de ' + s['area'])
        d.add_paragraph(s['institution'] + ', ' + s['location'])
    d.add_heading(t['certificates'], 1)
    for c in p['certificates']:
        d.add_paragraph(f"{c['name']} ({c['issuer']}, {c['when']})", style='List Bullet')
    d.add_heading(t['skills'], 1)
    for n, w in p['skills']:
        d.add_paragraph(n + ': ' + ', '.join(w), style='List Bullet')
    d.add_heading(t['languages'], 1)
    for n, l in p['languagesSpoken']:
        d.add_paragraph(n + ': ' + l, style='List Bullet')
    d.add_heading('Voluntariado', 1)
    d.add_paragraph('Bombeiros Voluntários de Viseu, 2010 – 2016')
    d.add_heading(t['interests'], 1)
    d.add_paragraph('; '.join(p['interests']))
    d.save(OUT / 'libreoffice-estilos-pt40.docx')
    soffice(OUT / 'libreoffice-estilos-pt40.docx', 'odt')
    soffice(OUT / 'libreoffice-estilos-pt40.docx')


def tabel():
    """A web page of tables."""
    p = PEOPLE['nl40']
    t = p['titles']
    row = lambda l, r: f'<tr><td>{l}</td><td>{r}</td></tr>'
    b = f"<h1>Curriculum Vitae {p['name']}</h1><table>" + ''.join((row(k, v) for k, v in [('Woonplaats', p['place']), ('Telefoon', p['phone']), ('E-mail', p['email']), ('LinkedIn', p['url']), ('Geboortedatum', '11-09-1995'), ('Rijbewijs', 'B')])) + f"</table><h2>{t['summary']}</h2><p>{p['summary']}</p><h2>{t['work']}</h2><table>"
    b += ''.join((row(j['dates'], f"<b>{j['position']} bij {j['name']}, {j['location']}</b><ul>{''.join((f'<li>{x}</li>' for x in j['bullets']))}</ul>") for j in p['work'])) + f"</table><h2>{t['education']}</h2><table>" + ''.join((row(s['dates'], f"<b>{s['studyType']} {s['area']}</b>, {s['institution']}") for s in p['education'])) + f"</table><h2>{t['certificates']}</h2><table>" + ''.join((row(c['when'], f"{c['name']} ({c['issuer']})") for c in p['certificates'])) + f"</table><h2>{t['skills']}</h2><ul>" + ''.join((f"<li>{n}: {', '.join(w)}</li>" for n, w in p['skills'])) + f"</ul><h2>{t['languages']}</h2><table>" + ''.join((row(n, l) for n, l in p['languagesSpoken'])) + f"</table><h2>{t['interests']}</h2><p>{' en '.join(p['interests'])}</p>"
    h = f'<!doctype html><html lang=nl><meta charset=utf-8><title>CV</title><style>@page{{margin:18mm}}body{{font:10.5pt "Noto Sans"}}td{{vertical-align:top;padding-right:6mm}}h2{{color:#b40}}</style>{b}'
    (OUT / 'html-tabel-nl40.html').write_text(h)
    chromium(h, OUT / 'chromium-tabel-nl40.pdf')


# ================================================================ The third trial: templates, forms and exports


def word(document, folder_name, *kinds):
    path = OUT / folder_name
    document.save(path)
    for kind in kinds:
        soffice(path, kind)


def say(cell, text, bold=False, size=None, style=None, first=False):
    """A paragraph at the end of a cell or document; the first replaces the empty one of a new cell."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    if style:
        paragraph.style = style
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    return paragraph


def sidetable():
    """A template of Word with a portrait: one table with a narrow cell for the person and a wide one for the rest."""
    p = PEOPLE["en50"]
    t = p["titles"]
    d = docx.Document()
    d.styles["Normal"].font.name = "Carlito"
    d.styles["Normal"].font.size = Pt(10)
    table = d.add_table(rows=1, cols=3)
    table.autofit = False
    left, gap, right = table.rows[0].cells
    for cell, column, width in zip((left, gap, right), table.columns, (6, 1, 10)):
        cell.width = column.width = Cm(width)
    say(left, p["name"].upper(), True, 22, "Title", True)
    say(left, p["label"], size=13, style="Subtitle")
    say(left, t["summary"], style="Heading 3")
    say(left, p["summary"])
    say(left, "Contact", style="Heading 3")
    for label, value in (("PHONE:", p["phone"]), ("WEBSITE:", p["url"].removeprefix("https://")), ("EMAIL:", p["email"]), ("ADDRESS:", p["place"])):
        say(left, label)
        say(left, value)
        say(left, "")
    say(left, t["interests"], style="Heading 3")
    for one in p["interests"]:
        say(left, one)
    say(right, t["education"].upper(), style="Heading 2", first=True)
    for s in p["education"]:
        say(right, s["institution"], True, style="Heading 4")
        say(right, s["dates"])
        say(right, f'{s["studyType"]} in {s["area"]}')
    say(right, t["work"].upper(), style="Heading 2")
    for j in p["work"]:
        say(right, f'{j["name"]}, {j["location"]} – {j["position"]}', True, style="Heading 4")
        say(right, j["dates"])
        for text in j["bullets"]:
            say(right, text, style="List Bullet")
        say(right, "")
    say(right, t["skills"].upper(), style="Heading 2")
    for name, words in p["skills"]:
        say(right, f'{name}: {", ".join(words)}')
    say(right, t["languages"].upper(), style="Heading 2")
    for name, level in p["languagesSpoken"]:
        say(right, f"{name} – {level}")
    word(d, "word-sidetable-en50.docx", "pdf")


def poster():
    """An online editor's page: every box at a place of its own, titles in bands, stars for levels, dates under an employer and a bar."""
    p = PEOPLE["es50"]
    t = p["titles"]
    css = "@page{size:A4;margin:0} body{margin:0;font:9.5pt Lato,'DejaVu Sans';position:relative;height:296mm} .b{position:absolute} h1{font:bold 25pt Montserrat,'DejaVu Sans';letter-spacing:3pt;margin:0;text-transform:uppercase} h2{font-size:12pt;letter-spacing:2pt;background:#e9c46a;padding:1.5mm 3mm;margin:0 0 3mm;text-transform:uppercase} p{margin:0 0 1.5mm} ul{margin:1mm 0 4mm;padding-left:4mm} .dot{display:inline-block;width:2.5mm;height:2.5mm;border-radius:50%;background:#264653;margin-left:1mm}"
    box = lambda x, y, w, content: f'<div class="b" style="left:{x}mm;top:{y}mm;width:{w}mm">{content}</div>'
    first, last = p["name"].split(" ", 1)
    out = box(75, 14, 125, f"<h1>{first}<br>{last}</h1><p style='font-size:13pt;letter-spacing:1pt'>{p['label']}</p>")
    out += box(12, 12, 48, "<div style='width:45mm;height:45mm;border-radius:50%;background:#9bb'></div>")
    out += box(12, 68, 52, f"<h2>Contacto</h2><p>{p['phone']}</p><p>{p['email']}</p><p>behance.net/ximenaarrieta</p><p>{p['place']}</p>")
    out += box(12, 112, 52, f"<h2>{t['skills']}</h2>" + "".join(f"<p><b>{n}</b></p><p>{', '.join(w)}</p>" for n, w in p["skills"]))
    dots = lambda n: "".join('<span class="dot"></span>' for _ in range(n))
    out += box(12, 160, 52, f"<h2>{t['languages']}</h2>" + "".join(f"<p>{n} ({l}) {dots(5 - i)}</p>" for i, (n, l) in enumerate(p["languagesSpoken"])))
    out += box(12, 200, 52, f"<h2>{t['interests']}</h2><ul>" + "".join(f"<li>{i}</li>" for i in p["interests"]) + "</ul>")
    out += box(75, 68, 122, f"<h2>{t['summary']}</h2><p>{p['summary']}</p>")
    out += box(75, 95, 122, f"<h2>{t['work']}</h2>" + "".join(f"<p><b>{e(j['position'].upper())}</b></p><p>{e(j['name'])}, {j['location']} | {j['dates']}</p><ul>{''.join(f'<li>{b}</li>' for b in j['bullets'])}</ul>" for j in p["work"]))
    out += box(75, 185, 122, f"<h2>{t['education']}</h2>" + "".join(f"<p><b>{s['studyType'].upper()} EN {s['area'].upper()}</b></p><p>{s['institution']} | {s['dates']}</p>" for s in p["education"]))
    out += box(75, 215, 122, f"<h2>{t['certificates']}</h2>" + "".join(f"<p><b>{c['name']}</b></p><p>{c['issuer']} | {c['when']}</p>" for c in p["certificates"]))
    chromium(f'<!doctype html><html lang="es"><meta charset="utf-8"><title>CV</title><style>{css}</style>{out}', OUT / "chromium-poster-es50.pdf")


def functional():
    """Skills first, as people write who have been out of work: bullets under each, and jobs as a bare list at the end."""
    p = PEOPLE["en51"]
    t = p["titles"]
    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Serif"
    d.styles["Normal"].font.size = Pt(11)
    say(d, p["name"], True, 20).alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(d, f'{p["place"]} | {p["phone"]} | {p["email"]}').alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(d, p["label"], True, 13).alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = lambda text: say(d, text.upper(), True, 12)
    title(t["summary"])
    say(d, p["summary"])
    title("Professional Skills")
    for name, texts in (("Team Leadership", ["Scheduled and led shifts of up to thirty people.", "Kept turnover under ten percent for five years."]), ("Training", ["Taught two hundred operators to drive a forklift.", "Wrote lesson plans for adults who learn in the evening."])):
        say(d, name, True)
        for text in texts:
            say(d, text, style="List Bullet")
    title(t["work"])
    for j in p["work"]:
        line = say(d, f'{j["position"]}, {j["name"]}, {j["location"]}')
        line.paragraph_format.tab_stops.add_tab_stop(Cm(15.2), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t" + j["dates"])
    title(t["education"])
    for s in p["education"]:
        say(d, f'{s["studyType"]}, {s["area"]}, {s["institution"]}, {s["location"]}, {s["dates"]}')
    title(t["certificates"])
    for c in p["certificates"]:
        say(d, f'{c["name"]} ({c["issuer"]}), {c["when"]}', style="List Bullet")
    title(t["skills"])
    for name, words in p["skills"]:
        say(d, f'{name}: {", ".join(words)}')
    title(t["languages"])
    say(d, ", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"]))
    word(d, "libreoffice-functional-en51.docx", "odt", "pdf")


def federal():
    """What a federal agency of the United States asks for: hours, grade, salary and supervisor of each job, in labelled rows."""
    p = PEOPLE["en52"]
    t = p["titles"]
    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Serif"
    d.styles["Normal"].font.size = Pt(11)
    lines = [p["name"], "1204 Raeford Road", p["place"], f'Phone: {p["phone"]}', f'Email: {p["email"]}', "Citizenship: United States", "Veterans' Preference: 5 points", ""]
    say(d, p["name"], True, 16)
    for text in lines[1:-1]:
        say(d, text)
    title = lambda text: (say(d, text.upper(), True, 12), lines.extend([text.upper(), ""]))

    def row(label, value):
        line = d.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(label + ": ").bold = True
        line.add_run(value)
        lines.append(f"{label}: {value}")
    title(t["summary"])
    say(d, p["summary"])
    lines += [p["summary"], ""]
    title(t["work"])
    grades = (("GS-0343-12", "$92,150 per year", "Delphine Marsh, 555-010-4411, may contact"), ("GS-0305-07", "$48,200 per year", "Orville Tate, 555-010-4412, may contact"))
    for j, (grade, salary, boss) in zip(p["work"], grades):
        row("Employer", j["name"])
        row("Location", j["location"])
        row("Job Title", j["position"])
        row("Series and Grade", grade)
        row("Dates Employed", j["dates"])
        row("Hours per Week", "40")
        row("Salary", salary)
        row("Supervisor", boss)
        row("Duties and Accomplishments", "")
        for text in j["bullets"]:
            say(d, text, style="List Bullet")
            lines.append("- " + text)
        say(d, "")
        lines.append("")
    title(t["education"])
    for s in p["education"]:
        row("School", f'{s["institution"]}, {s["location"]}')
        row("Degree", s["studyType"])
        row("Major", s["area"])
        row("Date Completed", s["dates"])
        row("GPA", "3.6")
        lines.append("")
    title(t["certificates"])
    for c in p["certificates"]:
        text = f'{c["name"]}, {c["issuer"]}, {c["when"]}'
        say(d, text, style="List Bullet")
        lines += ["- " + text, ""]
    title(t["skills"])
    for name, words in p["skills"]:
        row(name, ", ".join(words))
    lines.append("")
    title(t["languages"])
    for name, level in p["languagesSpoken"]:
        row(name, level)
    word(d, "word-federal-en52.docx", "pdf")
    (OUT / "text-federal-en52.txt").write_text("\n".join(lines) + "\n")


def cvitems():
    """A scholar's CV with the commands of a class of LaTeX: the employer and its place on one line, the position and its dates below."""
    p = PEOPLE["it50"]
    t = p["titles"]
    x = lambda text: text.replace("&", r"\&").replace("%", r"\%").replace("–", "--")
    items = lambda texts: r"\begin{cvitems}" + "".join(rf"\item {{{x(text)}}} " for text in texts) + r"\end{cvitems}" if texts else ""
    entry = lambda a, b, c, d, texts=(): rf"\cventry{{{x(a)}}}{{{x(b)}}}{{{x(c)}}}{{{x(d)}}}{{{items(texts)}}}" + "\n"
    jobs = "".join(entry(j["position"], j["name"], j["location"], j["dates"], j["bullets"]) for j in p["work"])
    schools = "".join(entry(f'{s["studyType"]} in {s["area"]}', s["institution"], s["location"], s["dates"]) for s in p["education"])
    papers = "".join(rf"\item {x(text)}" for text in p["papers"])
    skills = "".join(rf"\cvskill{{{name}}}{{{', '.join(words)}}}" + "\n" for name, words in p["skills"])
    spoken = "".join(rf"\cvskill{{{name}}}{{{level}}}" + "\n" for name, level in p["languagesSpoken"])
    first, last = p["name"].split(" ", 1)
    latex(rf"""\documentclass[11pt,a4paper]{{article}}
\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\usepackage[italian]{{babel}}\usepackage[default]{{sourcesanspro}}\usepackage{{geometry,enumitem,xcolor,array,tabularx,fancyhdr,hyperref}}
\geometry{{margin=20mm}}\setlength{{\parindent}}{{0pt}}\definecolor{{accent}}{{HTML}}{{00695c}}
\pagestyle{{fancy}}\fancyhf{{}}\renewcommand{{\headrulewidth}}{{0pt}}\lfoot{{\footnotesize\textsc{{aggiornato il 3 maggio 2025}}}}\cfoot{{\footnotesize\textsc{{{p["name"]}~~~·~~~Curriculum Vitae}}}}\rfoot{{\footnotesize\thepage}}
\newcommand{{\cvsection}}[1]{{\par\bigskip{{\Large\bfseries\textcolor{{accent}}{{#1}}}}\hspace{{2mm}}\leaders\hrule height 1pt\hfill\kern0pt\par\smallskip}}
\newcommand{{\cventry}}[5]{{\begin{{tabular*}}{{\textwidth}}{{@{{}}l@{{\extracolsep{{\fill}}}}r@{{}}}}\textbf{{#2}} & \textit{{\textcolor{{accent}}{{#3}}}}\\{{\small\textsc{{#1}}}} & {{\small\textit{{#4}}}}\end{{tabular*}}\par#5\smallskip}}
\newenvironment{{cvitems}}{{\begin{{itemize}}[leftmargin=4ex,nosep,label=\textbullet]\small}}{{\end{{itemize}}}}
\newcommand{{\cvskill}}[2]{{\begin{{tabularx}}{{\textwidth}}{{@{{}}>{{\raggedleft\arraybackslash\bfseries}}p{{32mm}}@{{\hspace{{4mm}}}}X@{{}}}}#1 & #2\end{{tabularx}}\par}}
\begin{{document}}
\begin{{center}}{{\fontsize{{30}}{{34}}\selectfont\textcolor{{gray}}{{{first}}}\ \textbf{{{last}}}}}\\[1mm]{{\small\textcolor{{accent}}{{\textsc{{{p["label"]}}}}}}}\\[1mm]{{\footnotesize {p["place"]}, Italia \quad|\quad {p["phone"]} \quad|\quad \href{{mailto:{p["email"]}}}{{{p["email"]}}} \quad|\quad \href{{{p["url"]}}}{{tassan.example.org}}}}\end{{center}}
\cvsection{{{t["summary"]}}}{x(p["summary"])}
\cvsection{{{t["work"]}}}
{jobs}\cvsection{{{t["education"]}}}
{schools}\cvsection{{Pubblicazioni scelte}}\begin{{enumerate}}[nosep,leftmargin=*]\small {papers}\end{{enumerate}}
\cvsection{{Didattica}}\cventry{{Titolare}}{{Oceanografia fisica, corso di laurea magistrale}}{{Università di Trieste}}{{2022 -- presente}}{{}}
\cvsection{{{t["skills"]}}}
{skills}\cvsection{{{t["languages"]}}}
{spoken}\end{{document}}""", OUT / "latex-cvitems-it50.pdf")


def gdocs():
    """What Google Docs exports: a page without headings whose classes hold the style, a text with a mark at its begin, and a document without styles."""
    p = PEOPLE["fr50"]
    t = p["titles"]
    css = "ul.lst-kix_a-0{list-style-type:none}ul.lst-kix_a-0>li:before{content:\"\\0025cf  \"}ol{margin:0;padding:0}.c0{padding-top:12pt;padding-bottom:4pt;line-height:1.15;text-align:left}.c1{color:#000;font-weight:400;text-decoration:none;font-size:11pt;font-family:\"Arial\"}.c2{font-weight:700}.c3{color:#1155cc;font-size:14pt;font-weight:700}.c4{font-size:26pt;font-weight:700}.c5{font-style:italic;color:#666}.c6{max-width:451pt;padding:72pt}"
    para = lambda *spans: '<p class="c0">' + "".join(f'<span class="{names}">{e(text)}</span>' for names, text in spans) + "</p>"
    blank = '<p class="c0"><span class="c1"></span></p>'
    head = lambda text: blank + para(("c3", text))
    linked = f'<p class="c0"><span class="c1">{e(p["place"])} &nbsp;|&nbsp; {p["phone"]} &nbsp;|&nbsp; </span><span class="c1"><a class="c7" href="mailto:{p["email"]}">{p["email"]}</a></span><span class="c1">&nbsp; | &nbsp;</span><span class="c1"><a class="c7" href="https://www.google.com/url?q={p["url"]}&amp;sa=D&amp;source=editors&amp;ust=1714&amp;usg=AOvVaw">linkedin.com/in/clemenceroussillat</a></span></p>'
    out = para(("c4", p["name"])) + para(("c5", p["label"])) + linked + head(t["summary"]) + para(("c1", p["summary"])) + head(t["work"])
    text = ["\ufeff" + p["name"], p["label"], f'{p["place"]}  |  {p["phone"]}  |  {p["email"]}  |  linkedin.com/in/clemenceroussillat', "", "", t["summary"], p["summary"], "", "", t["work"]]
    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Sans"
    title = lambda text: (say(d, ""), say(d, text, True, 14))
    say(d, p["name"], True, 26)
    say(d, p["label"]).runs[0].italic = True
    say(d, text[2])
    title(t["summary"])
    say(d, p["summary"])
    title(t["work"])
    for j in p["work"]:
        out += para(("c1 c2", j["position"]), ("c1", f', {j["name"]}, {j["location"]}')) + para(("c1 c5", j["dates"]))
        out += '<ul class="c8 lst-kix_a-0 start">' + "".join(f'<li class="c9 li-bullet-0"><span class="c1">{e(b)}</span></li>' for b in j["bullets"]) + "</ul>"
        text += [f'{j["position"]}, {j["name"]}, {j["location"]}', j["dates"]] + ["* " + b for b in j["bullets"]] + [""]
        say(d, j["position"], True).add_run(f', {j["name"]}, {j["location"]}').bold = False
        say(d, j["dates"]).runs[0].italic = True
        for b in j["bullets"]:
            say(d, b, style="List Bullet")
    out += head(t["education"])
    text += ["", t["education"]]
    title(t["education"])
    for s in p["education"]:
        line = f'{s["dates"]} : {s["studyType"]} {s["area"]}, {s["institution"]}'
        out += para(("c1", f'{s["dates"]} : '), ("c1 c2", f'{s["studyType"]} {s["area"]}'), ("c1", f', {s["institution"]}'))
        text.append(line)
        say(d, line)
    out += head(t["skills"])
    text += ["", "", t["skills"]]
    title(t["skills"])
    for name, words in p["skills"]:
        line = f'{name} : {", ".join(words)}'
        out += f'<ul class="c8 lst-kix_a-0"><li class="c9 li-bullet-0"><span class="c1">{e(line)}</span></li></ul>'
        text.append("* " + line)
        say(d, line, style="List Bullet")
    for key, content in (("languages", " - ".join(f"{n} ({l})" for n, l in p["languagesSpoken"])), ("interests", ", ".join(p["interests"]))):
        out += head(t[key]) + para(("c1", content))
        text += ["", "", t[key], content]
        title(t[key])
        say(d, content)
    (OUT / "html-gdocs-fr50.html").write_text(f'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">{css}</style></head><body class="c6 doc-content">{out}</body></html>')
    (OUT / "text-gdocs-fr50.txt").write_bytes("\r\n".join(text).encode())
    word(d, "word-gdocs-fr50.docx")


def mail():
    """The body of an e-mail, with a greeting above and a signature below, titles with a colon and dates in the words."""
    p = PEOPLE["nl50"]
    t = p["titles"]
    title = lambda text: ["", text + ":", ""]
    lines = ["Beste mevrouw Dijkstra,", "", "Hierbij mijn cv, zoals beloofd aan de telefoon.", "", p["name"], "Wybrand de Geeststraat 4", p["place"], f'tel. {p["phone"]}', p["email"], "geboren op 4 juli 1995"]
    lines += title(t["summary"]) + textwrap.wrap(p["summary"], 68) + title(t["work"])
    for j in p["work"]:
        lines += [f'{j["dates"]}: {j["position"]} bij {j["name"]} in {j["location"]}'] + ["- " + b for b in j["bullets"]] + [""]
    lines = lines[:-1] + title(t["education"]) + [f'{s["dates"]}: {s["studyType"]}{" " + s["area"] if s["area"] else ""}, {s["institution"]}, {s["location"]} (diploma behaald)' for s in p["education"]]
    lines += title(t["certificates"]) + [f'- {c["name"]}, {c["issuer"]}, {c["when"]}' for c in p["certificates"]]
    lines += title(t["skills"]) + [f'{name}: {", ".join(words)}' for name, words in p["skills"]]
    lines += title(t["languages"]) + [", ".join(f"{n} ({l})" for n, l in p["languagesSpoken"])]
    lines += title(t["interests"]) + [" en ".join(p["interests"]), "", "Met vriendelijke groet,", p["name"], "", "Verzonden vanaf mijn telefoon"]
    (OUT / "text-mail-nl50.txt").write_text("\n".join(lines) + "\n")


MAKE = [first_trial, maurer, rightside, webpage, europeo, empresa, minipage, grid, roller, mimar, veteran, dark, schweiz, bold, estilos, tabel]
MAKE += [sidetable, poster, functional, federal, cvitems, gdocs, mail]
OUT.mkdir(exist_ok=True)
for make in MAKE:
    if make.__name__ in sys.argv[2:] or not sys.argv[2:]:
        make()
