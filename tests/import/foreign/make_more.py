"""Makes the résumés of the people in people_more.json, each in a layout of its own, as popular templates have it.

Usage: python make_more.py [FOLDER]

Needs LibreOffice (soffice), Chromium, pdflatex (Debian: texlive-latex-extra, texlive-fonts-extra, lmodern) and the Python package
typst. Each file is named MAKER-LAYOUT-PERSON.EXTENSION; what it says is in people_more.json.
"""

import html
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
PEOPLE = {person["id"]: person for person in json.loads((HERE / "people_more.json").read_text())}
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
e = html.escape

CONTACT = {"en": "Contact", "de": "Kontakt", "fr": "Coordonnées", "es": "Contacto", "it": "Contatti", "nl": "Contact", "pt": "Contato", "pl": "Kontakt", "sv": "Kontakt", "da": "Kontakt", "cs": "Kontakt", "tr": "İletişim", "ru": "Контакты"}


def site(person):
    return person["url"].removeprefix("https://")


def degree(school, sign=" "):
    return f'{school["studyType"]}{sign}{school["area"]}'


# ---------------------------------------------------------------- Chromium


def chromium(source, path):
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "cv.html"
        page.write_text(source)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True)


def shell(person, css, body):
    return f'<!doctype html><html lang="{person["language"]}"><meta charset="utf-8"><title>{e(person["name"])}</title><style>{css}</style><body>{body}</body></html>'


def ul(job):
    return "<ul>" + "".join(f"<li>{e(text)}</li>" for text in job["bullets"]) + "</ul>"


def google_docs(p):
    """Google Docs' "Coral" and "Swiss": two columns in a table, the narrow one at the right; dates in small capitals below."""
    t = p["titles"]
    css = "@page{size:letter;margin:0.8in} body{font:9.5pt Arial;margin:0} h1{font:bold 32pt Georgia;margin:0} h2{font:bold 9pt Arial;color:#f2511b;text-transform:uppercase;margin:16pt 0 6pt} h3{font:bold 11pt Georgia;margin:8pt 0 0} h3 i,h3 span{font-weight:normal} .when{font-size:8pt;color:#666;margin:0 0 4pt} td{vertical-align:top} ul{margin:2pt 0;padding-left:14pt} p{margin:2pt 0}"
    work = "".join(f'<h3>{e(j["name"])}, <span>{e(j["location"])}</span> — <i>{e(j["position"])}</i></h3><p class="when">{e(j["dates"].upper())}</p>{ul(j)}' for j in p["work"])
    school = "".join(f'<h3>{e(s["institution"])}, <span>{e(s["location"])}</span> — <i>{e(degree(s))}</i></h3><p class="when">{e(s["dates"].upper())}</p>' for s in p["education"])
    projects = "".join(f'<h3>{e(j["name"])}</h3><p>{e(j["description"])}</p>' for j in p["projects"])
    projects = projects and f'<h2>{e(t["projects"])}</h2>{projects}'
    skills = "".join(f"<p><b>{e(name)}:</b> {e(', '.join(words))}</p>" for name, words in p["skills"])
    spoken = "".join(f"<p>{e(name)} ({e(level)})</p>" for name, level in p["languagesSpoken"])
    left = f'<h1>{e(p["name"])}</h1><p>{e(p["label"])}</p><h2>{e(t["work"])}</h2>{work}<h2>{e(t["education"])}</h2>{school}{projects}'
    right = f'<p>{e(p["place"])}</p><p><b>{e(p["phone"])}</b></p><p><b>{e(p["email"])}</b></p><p>{e(site(p))}</p><h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["skills"])}</h2>{skills}<h2>{e(t["languages"])}</h2>{spoken}'
    return shell(p, css, f'<table><tr><td style="width:66%;padding-right:20pt">{left}</td><td>{right}</td></tr></table>')


def canva(p):
    """A dark column with icons, letter-spaced titles and a name in capitals on two lines, as Canva's templates have it."""
    t = p["titles"]
    first, last = p["name"].split(" ", 1)
    css = "@page{size:A4;margin:0} body{font:9.5pt 'Open Sans',Arial;margin:0;-webkit-print-color-adjust:exact} .side{position:absolute;left:0;top:0;width:66mm;height:297mm;box-sizing:border-box;background:#323b4c;color:#fff;padding:70mm 8mm 8mm} .main{position:absolute;left:74mm;top:16mm;width:124mm} h1{font-size:30pt;letter-spacing:4pt;text-transform:uppercase;margin:0;line-height:1.15;font-weight:700} .label{letter-spacing:2.5pt;text-transform:uppercase;font-size:11pt;margin:4pt 0 18pt} h2{letter-spacing:2pt;font-size:12pt;text-transform:uppercase;border-bottom:1pt solid currentColor;padding-bottom:3pt;margin:16pt 0 7pt} .row{display:flex;justify-content:space-between} .row b{font-size:10.5pt} p{margin:2pt 0} ul{margin:3pt 0 9pt;padding-left:13pt} .icon{display:inline-block;width:9pt;height:9pt;border-radius:5pt;background:#fff;margin-right:6pt}"
    icon = lambda text: f'<p><span class="icon"></span>{e(text)}</p>'
    contact = "".join(icon(text) for text in (p["phone"], p["email"], p["place"], site(p)))
    skills = "".join(f"<li>{e(word)}</li>" for _, words in p["skills"] for word in words)
    spoken = "".join(f"<li>{e(name)} ({e(level)})</li>" for name, level in p["languagesSpoken"])
    work = "".join(f'<div class="row"><b>{e(j["name"])}</b><span>{e(j["dates"])}</span></div><p>{e(j["position"])}</p>{ul(j)}' for j in p["work"])
    school = "".join(f'<div class="row"><b>{e(degree(s))}</b><span>{e(s["dates"])}</span></div><p>{e(s["institution"])}</p>' for s in p["education"])
    side = f'<h2>{CONTACT[p["language"]]}</h2>{contact}<h2>{e(t["skills"])}</h2><ul>{skills}</ul><h2>{e(t["languages"])}</h2><ul>{spoken}</ul>'
    main = f'<h1>{e(first)}<br>{e(last)}</h1><p class="label">{e(p["label"])}</p><h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["work"])}</h2>{work}<h2>{e(t["education"])}</h2>{school}'
    return shell(p, css, f'<div class="side">{side}</div><div class="main">{main}</div>')


EUROPASS = {
    "en": ("Phone number", "Email address", "Website", "Address", "(Mobile)", "Home", "Nationality", "Romanian", "Mother tongue(s)", "Other language(s)"),
    "pl": ("Numer telefonu", "Adres e-mail", "Strona internetowa", "Adres", "(Telefon komórkowy)", "Domowy", "Obywatelstwo", "polskie", "Język ojczysty", "Inne języki"),
}


def europass(p):
    """The Europass of since 2020: the details in one row, titles in capitals with a dot, a date line above each entry."""
    t = p["titles"]
    phone, mail, web, address, mobile, home, nationality, own, mother, others = EUROPASS[p["language"]]
    css = "@page{size:A4;margin:14mm 16mm} body{font:9.5pt 'Open Sans',Arial;margin:0} h1{font-size:17pt;color:#004494;margin:0 0 6pt} h2{font-size:10pt;text-transform:uppercase;border-bottom:1pt solid #999;margin:16pt 0 8pt;padding-bottom:3pt} h2::before{content:'●';color:#999;margin-right:8pt;font-size:8pt} .when{color:#555;margin:8pt 0 2pt} .what{margin:0 0 4pt} .what b{text-transform:uppercase} ul{margin:2pt 0 6pt;padding-left:16pt} p{margin:2pt 0}"
    fact = lambda label, value: f"<b>{e(label)}:</b> {e(value)}"
    head = f'<h1>{e(p["name"])}</h1><p>' + " &nbsp;|&nbsp; ".join([fact(nationality, own), fact(phone, f'{p["phone"]} {mobile}'), fact(mail, p["email"]), fact(web, site(p)), fact(address, f'{p["place"]} ({home})')]) + "</p>"
    about = f'<h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p>'
    work = "".join(f'<p class="when">{e(j["dates"])} &nbsp; {e(j["location"])}</p><p class="what"><b>{e(j["position"])}</b> &nbsp; {e(j["name"].upper())}</p>{ul(j)}' for j in p["work"])
    school = "".join(f'<p class="when">{e(s["dates"])} &nbsp; {e(s["location"])}</p><p class="what"><b>{e(degree(s, ", "))}</b> &nbsp; {e(s["institution"])}</p>' for s in p["education"])
    skills = "".join(f"<p><b>{e(name)}</b></p><p>{e(' | '.join(words))}</p>" for name, words in p["skills"])
    native = [name for name, level in p["languagesSpoken"] if level in ("mother tongue", "język ojczysty")]
    spoken = f"<p><b>{mother}:</b> {e(', '.join(native).upper())}</p><p><b>{others}:</b></p>" + "".join(f"<p><b>{e(name.upper())}</b> {e(level)}</p>" for name, level in p["languagesSpoken"] if name not in native)
    return shell(p, css, f'{head}{about}<h2>{e(t["work"])}</h2>{work}<h2>{e(t["education"])}</h2>{school}<h2>{e(t["languages"])}</h2>{spoken}<h2>{e(t["skills"])}</h2>{skills}')


def flow(p):
    """Dates and places in a column at the left, as FlowCV and many web makers have it."""
    t = p["titles"]
    css = "@page{size:A4;margin:15mm} body{font:10pt 'Source Sans 3','Open Sans',Arial;margin:0} h1{font-size:24pt;margin:0;display:inline} h1+span{font-size:14pt;color:#666;margin-left:8pt} .contact{display:flex;flex-wrap:wrap;gap:2pt 18pt;margin:6pt 0} h2{font-size:12pt;letter-spacing:.4pt;text-transform:uppercase;border-top:1pt solid #000;border-bottom:1pt solid #000;padding:2pt 0;margin:14pt 0 6pt} .entry{display:grid;grid-template-columns:38mm 1fr;margin-bottom:7pt} .entry i{font-style:italic} p{margin:0} ul{margin:3pt 0;padding-left:13pt}"
    contact = "".join(f"<span>{e(text)}</span>" for text in (p["email"], p["phone"], p["place"], site(p)))
    entry = lambda when, where, main: f'<div class="entry"><div><p>{e(when)}</p><p>{e(where)}</p></div><div>{main}</div></div>'
    work = "".join(entry(j["dates"], j["location"], f'<p><b>{e(j["position"])}</b></p><p><i>{e(j["name"])}</i></p>{ul(j)}') for j in p["work"])
    school = "".join(entry(s["dates"], s["location"], f'<p><b>{e(degree(s))}</b></p><p><i>{e(s["institution"])}</i></p>') for s in p["education"])
    skills = "".join(f"<p><b>{e(name)}</b> — {e(', '.join(words))}</p>" for name, words in p["skills"])
    spoken = "".join(f'<span style="display:inline-block;width:48%"><b>{e(name)}</b> {e(level)}</span>' for name, level in p["languagesSpoken"])
    interests = p["interests"] and f'<h2>{e(t["interests"])}</h2><p>{e(", ".join(p["interests"]))}</p>'
    return shell(p, css, f'<h1>{e(p["name"])}</h1><span>{e(p["label"])}</span><div class="contact">{contact}</div><h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["work"])}</h2>{work}<h2>{e(t["education"])}</h2>{school}<h2>{e(t["skills"])}</h2>{skills}<h2>{e(t["languages"])}</h2>{spoken}{interests or ""}')


def harvard(p):
    """Centred titles, the organisation and its place on one line, the role and the dates on the next, in a serif."""
    t = p["titles"]
    css = "@page{size:letter;margin:0.8in} body{font:11pt 'Times New Roman','Liberation Serif',serif;margin:0} h1{font-size:17pt;text-align:center;margin:0} .c{text-align:center;margin:0} h2{font-size:11pt;text-align:center;margin:10pt 0 4pt} .row{display:flex;justify-content:space-between} ul{margin:1pt 0 7pt;padding-left:20pt} p{margin:0}"
    row = lambda left, right: f'<div class="row"><span>{left}</span><span>{right}</span></div>'
    summary = p["summary"] and f'<h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p>'
    school = "".join(row(f'<b>{e(s["institution"])}</b>', e(s["location"])) + row(e(degree(s, ", ")), e(s["dates"])) for s in p["education"])
    work = "".join(row(f'<b>{e(j["name"].upper())}</b>', e(j["location"])) + row(f'<b>{e(j["position"])}</b>', e(j["dates"])) + ul(j) for j in p["work"])
    skills = "".join(f"<p><b>{e(name)}:</b> {e(', '.join(words))}</p>" for name, words in p["skills"])
    spoken = f'<p>{e(", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"]))}</p>'
    return shell(p, css, f'<h1>{e(p["name"])}</h1><p class="c">{e(p["label"])}</p><p class="c">{e(p["place"])} • {e(p["email"])} • {e(p["phone"])} • {e(site(p))}</p>{summary}<h2>{e(t["education"])}</h2>{school}<h2>{e(t["work"])}</h2>{work}<h2>{e(t["skills"])}</h2>{skills}<h2>{e(t["languages"])}</h2>{spoken}')


# ---------------------------------------------------------------- LaTeX

PREAMBLE = r"""\documentclass[a4paper,PTpt]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}FONT\usepackage[MARGIN]{geometry}
\usepackage[hidelinks]{hyperref}\usepackage{enumitem}\usepackage{titlesec}\usepackage{xcolor}\usepackage{tabularx}MORE
\pagestyle{empty}\setlength{\parindent}{0pt}
"""


def preamble(size, font, margin, more=""):
    return PREAMBLE.replace("PT", str(size)).replace("FONT", font).replace("MARGIN", margin).replace("MORE", more)


def x(text):
    for letter, written in (("\\", r"\textbackslash{}"), ("&", r"\&"), ("%", r"\%"), ("#", r"\#"), ("_", r"\_"), ("€", r"\texteuro{}"), ("$", r"\$")):
        text = text.replace(letter, written)
    return text


def mail(p):
    return rf'\href{{mailto:{p["email"]}}}{{{x(p["email"])}}}'


def items(job, command="item"):
    return r"\begin{itemize}" + "".join(rf"\{command} {x(text)}" + "\n" for text in job["bullets"]) + r"\end{itemize}"


def jake(p):
    """Two rows an entry in a tabular, small bullets, a heading in small capitals over a rule: the layout of "Jake's Resume"."""
    t = p["titles"]
    head = preamble(11, "", "letterpaper,margin=0.55in", r"\titleformat{\section}{\scshape\raggedright\large}{}{0em}{}[\color{black}\titlerule]\titlespacing*{\section}{0pt}{8pt}{5pt}\setlist{nosep,leftmargin=0.15in,label={\small\textbullet}}\newcommand{\sub}[4]{\begin{tabular*}{0.97\textwidth}[t]{l@{\extracolsep{\fill}}r}\textbf{#1}&#2\\\textit{\small#3}&\textit{\small#4}\\\end{tabular*}\par}")
    name = rf'\begin{{document}}\begin{{center}}\textbf{{\Huge\scshape {x(p["name"])}}}\\\vspace{{1pt}}\small {x(p["phone"])} $|$ {mail(p)} $|$ \href{{{p["url"]}}}{{\underline{{{x(site(p))}}}}} $|$ {x(p["place"])}\end{{center}}'
    summary = p["summary"] and rf'\section{{{x(t["summary"])}}}{x(p["summary"])}'
    school = "".join(rf'\sub{{{x(s["institution"])}}}{{{x(s["location"])}}}{{{x(degree(s, " in " if p["language"] == "en" else " "))}}}{{{x(s["dates"]).replace("–", "--")}}}' for s in p["education"])
    work = "".join(rf'\sub{{{x(j["position"])}}}{{{x(j["dates"]).replace("–", "--")}}}{{{x(j["name"])}}}{{{x(j["location"])}}}{items(j)}\vspace{{4pt}}' + "\n" for j in p["work"])
    projects = "".join(rf'\textbf{{{x(one["name"])}}}\begin{{itemize}}\item {x(one["description"])}\end{{itemize}}' for one in p["projects"])
    projects = projects and rf'\section{{{x(t["projects"])}}}{projects}'
    skills = r"\\ ".join(rf'\textbf{{{x(name)}}}{{: {x(", ".join(words))}}}' for name, words in p["skills"])
    spoken = ", ".join(f"{x(name)} ({x(level)})" for name, level in p["languagesSpoken"])
    spoken = spoken and rf'\section{{{x(t["languages"])}}}\small{{{spoken}}}'
    return f'{head}{name}{summary}\\section{{{x(t["education"])}}}{school}\\section{{{x(t["work"])}}}{work}{projects}\\section{{{x(t["skills"])}}}\\small{{{skills}}}{spoken}\\end{{document}}'


def awesome(p):
    """A name in two weights, titles whose first three letters have a colour, roles in small capitals: like "Awesome CV"."""
    t = p["titles"]
    first, last = p["name"].rsplit(" ", 1)
    head = preamble(10, r"\usepackage[default]{sourcesanspro}", "left=1.4cm,right=1.4cm,top=.8cm,bottom=1.8cm", r"\definecolor{red}{HTML}{DC3522}\newcommand{\cvsection}[2]{\vspace{9pt}{\Large\bfseries\color{red}#1\color{black}#2}\hspace{4pt}\hrulefill\par\vspace{3pt}}\newcommand{\entry}[4]{\begin{tabular*}{\textwidth}{@{}l@{\extracolsep{\fill}}r@{}}\textbf{#2}&\textit{\color{red}#3}\\{\scshape\small #1}&\textit{\footnotesize #4}\\\end{tabular*}\par}\setlist{nosep,leftmargin=2ex,label=\textbullet}")
    section = lambda text: rf"\cvsection{{{x(text[:3])}}}{{{x(text[3:])}}}"
    name = rf'\begin{{document}}\begin{{center}}{{\fontsize{{28pt}}{{30pt}}\selectfont {x(first)} \textbf{{{x(last)}}}}}\par\vspace{{3pt}}{{\footnotesize\scshape\color{{red}} {x(p["label"])}}}\par {{\footnotesize\itshape {x(p["place"])}}}\par {{\footnotesize {x(p["phone"])} ~|~ {mail(p)} ~|~ \href{{{p["url"]}}}{{{x(site(p))}}}}}\end{{center}}'
    work = "".join(rf'\entry{{{x(j["position"])}}}{{{x(j["name"])}}}{{{x(j["location"])}}}{{{x(j["dates"])}}}{{\small {items(j)}}}' + "\n" for j in p["work"])
    school = "".join(rf'\entry{{{x(degree(s, " in " if p["language"] == "en" else " "))}}}{{{x(s["institution"])}}}{{{x(s["location"])}}}{{{x(s["dates"])}}}' for s in p["education"])
    skills = "".join(rf'\textbf{{{x(name)}}} & {x(", ".join(words))}\\' for name, words in p["skills"])
    skills = rf"\begin{{tabular*}}{{\textwidth}}{{r@{{\hspace{{12pt}}}}l@{{\extracolsep{{\fill}}}}}}{skills}\end{{tabular*}}\par"
    spoken = r"\par ".join(f"{x(name)} ({x(level)})" for name, level in p["languagesSpoken"])
    one = lambda c: rf'\begin{{tabular*}}{{\textwidth}}{{@{{}}l@{{\extracolsep{{\fill}}}}r@{{}}}}\textbf{{{x(c["name"])}}}, {x(c["issuer"])} & {x(c["date"])}\\\end{{tabular*}}\par'
    certificates = section(t["certificates"]) + "".join(map(one, p["certificates"])) if p["certificates"] else ""
    return f'{head}{name}{section(t["summary"])}{x(p["summary"])}\\par{section(t["work"])}{work}{section(t["education"])}{school}{certificates}{section(t["skills"])}{skills}{section(t["languages"])}{spoken}\\end{{document}}'


def altacv(p):
    """Two columns with rules, dates and places with icons below the employer, skills as boxes: like "AltaCV"."""
    t = p["titles"]
    head = preamble(10, r"\usepackage{lato}\renewcommand{\familydefault}{\sfdefault}", "left=1.25cm,right=1.25cm,top=1.5cm,bottom=1.5cm", r"\usepackage{paracol}\usepackage{fontawesome5}\usepackage{tikz}\columnratio{0.62}\setlength{\columnsep}{0.8cm}\newcommand{\cvsection}[1]{\medskip{\color{blue!60!black}\LARGE\bfseries\MakeUppercase{#1}}\\[-1ex]{\color{blue!60!black}\rule{\linewidth}{2pt}}\par\smallskip}\newcommand{\cvevent}[4]{{\large #1}\par\smallskip\textbf{\color{blue!60!black}#2}\par\smallskip{\small\makebox[0.5\linewidth][l]{\faCalendar~#3}\makebox[0.5\linewidth][l]{\faMapMarker~#4}}\par\medskip}\newcommand{\cvtag}[1]{\tikz[baseline]\node[anchor=base,draw=black!30,rounded corners,inner xsep=1ex,inner ysep=0.75ex]{#1};}\setlist{nosep,leftmargin=*}\raggedright")
    name = rf'\begin{{document}}{{\Huge\bfseries\color{{blue!60!black}}\MakeUppercase{{{x(p["name"])}}}\par}}\medskip{{\large\bfseries {x(p["label"])}\par}}\medskip{{\footnotesize\bfseries \faEnvelope~{mail(p)}\hspace{{2em}}\faPhone~{x(p["phone"])}\hspace{{2em}}\faMapMarker~{x(p["place"])}\hspace{{2em}}\faLink~\href{{{p["url"]}}}{{{x(site(p))}}}\par}}'
    work = r"\divider ".join(rf'\cvevent{{{x(j["position"])}}}{{{x(j["name"])}}}{{{x(j["dates"])}}}{{{x(j["location"])}}}{items(j)}\medskip' + "\n" for j in p["work"]).replace(r"\divider", r"\smallskip")
    school = "".join(rf'\cvevent{{{x(degree(s))}}}{{{x(s["institution"])}}}{{{x(s["dates"])}}}{{{x(s["location"])}}}' for s in p["education"])
    skills = r"\par\medskip ".join(rf"\textbf{{{x(name)}}}\par\smallskip " + " ".join(rf"\cvtag{{{x(word)}}}" for word in words) for name, words in p["skills"])
    spoken = "".join(rf"\textbf{{{x(name)}}}\hfill {x(level)}\par\smallskip " for name, level in p["languagesSpoken"])
    interests = rf'\cvsection{{{x(t["interests"])}}}{x(", ".join(p["interests"]))}' if p["interests"] else ""
    return f'{head}{name}\\begin{{paracol}}{{2}}\\cvsection{{{x(t["work"])}}}{work}\\cvsection{{{x(t["education"])}}}{school}\\switchcolumn\\cvsection{{{x(t["summary"])}}}{x(p["summary"])}\\par\\cvsection{{{x(t["skills"])}}}{skills}\\par\\cvsection{{{x(t["languages"])}}}{spoken}{interests}\\end{{paracol}}\\end{{document}}'


def pdflatex(source, path):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "cv.tex").write_text(source)
        for _ in range(2):
            run = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "cv.tex"], cwd=folder, capture_output=True, text=True, errors="replace", env={"PATH": "/usr/bin:/bin", "HOME": folder, "SOURCE_DATE_EPOCH": "1704067200"})
            if run.returncode:
                sys.exit(run.stdout[-2000:])
        path.write_bytes((Path(folder) / "cv.pdf").read_bytes())


# ---------------------------------------------------------------- Typst


def q(text):
    return "".join("\\" + letter if letter in "\\#$*_`<>@~[]-'\"=/+" else letter for letter in text)


def modern(p):
    """Thin and bold halves of the name, titles beside a bar of colour, the place in italics: as Typst's popular templates have it."""
    t = p["titles"]
    first, last = p["name"].rsplit(" ", 1)
    entry = lambda a, b, c, d: f'#grid(columns: (1fr, auto), row-gutter: 5pt, [*{q(a)}*], text(fill: rgb("c33"), style: "italic")[{q(b)}], text(9pt, fill: gray)[#smallcaps[{q(c)}]], text(9pt, style: "italic")[{q(d)}])\n'
    listed = lambda job: "\n".join(f"- {q(text)}" for text in job["bullets"])
    work = "\n".join(entry(j["name"], j["location"], j["position"], j["dates"]) + listed(j) for j in p["work"])
    school = "\n".join(entry(s["institution"], s["location"], degree(s), s["dates"]) for s in p["education"])
    skills = "#grid(columns: (3cm, 1fr), row-gutter: 6pt, " + ", ".join(f"align(right)[*{q(name)}*#h(8pt)], [{q(', '.join(words))}]" for name, words in p["skills"]) + ")"
    spoken = " #h(6pt) | #h(6pt) ".join(f"{q(name)} ({q(level)})" for name, level in p["languagesSpoken"])
    interests = f'= {q(t["interests"])}\n{q(", ".join(p["interests"]))}' if p["interests"] else ""
    return f'''#set page(paper: "a4", margin: (x: 1.5cm, y: 1.4cm))
#set text(font: "DejaVu Sans", size: 9.5pt)
#show heading: it => block(above: 15pt, below: 8pt, grid(columns: (auto, 1fr), column-gutter: 6pt, align: horizon, text(14pt, fill: rgb("c33"), it.body), line(length: 100%, stroke: 0.8pt + gray)))
#align(center)[#text(30pt)[#text(weight: "regular", fill: gray)[{q(first)}] *{q(last)}*]\\ #text(10pt, fill: rgb("c33"))[{q(p["label"])}]\\ #text(8.5pt)[{q(p["phone"])} #h(5pt)|#h(5pt) #link("mailto:{p["email"]}")[{q(p["email"])}] #h(5pt)|#h(5pt) #link("{p["url"]}")[{q(site(p))}] #h(5pt)|#h(5pt) {q(p["place"])}]]
= {q(t["summary"])}
{q(p["summary"])}
= {q(t["work"])}
{work}
= {q(t["education"])}
{school}
= {q(t["skills"])}
{skills}
= {q(t["languages"])}
{spoken}
{interests}
'''


# ---------------------------------------------------------------- OpenDocument, for LibreOffice

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Sans" svg:font-family="'Liberation Sans'"/></office:font-face-decls>
<office:styles><style:style style:name="Standard" style:family="paragraph"><style:text-properties style:font-name="Sans" fo:font-size="10.5pt"/></style:style></office:styles>
<office:automatic-styles>
<style:style style:name="Doc" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="20pt"/></style:style>
<style:style style:name="Head" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.15cm" fo:border-bottom="0.5pt solid #000000"/><style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Left" style:family="table-column"><style:table-column-properties style:column-width="4.6cm"/></style:style>
<style:style style:name="Right" style:family="table-column"><style:table-column-properties style:column-width="12.4cm"/></style:style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>
<office:body><office:text>BODY</office:text></office:body></office:document>"""

PERSONAL = {"de": ("Lebenslauf", "Persönliche Daten", "Name", "Beruf", "Anschrift", "Telefon", "E-Mail", "Internet"), "tr": ("Özgeçmiş", "Kişisel Bilgiler", "Ad Soyad", "Unvan", "Adres", "Telefon", "E-posta", "Web")}


def tabular(p):
    """A "tabellarischer Lebenslauf": everything in tables of two columns, the person as well; points with dashes."""
    t = p["titles"]
    para = lambda content, style="Standard": f'<text:p text:style-name="{style}">{content}</text:p>'
    bold = lambda text: f'<text:span text:style-name="B">{e(text)}</text:span>'
    table = lambda rows: '<table:table><table:table-column table:style-name="Left"/><table:table-column table:style-name="Right"/>' + "".join(f'<table:table-row><table:table-cell>{para(e(left))}</table:table-cell><table:table-cell>{right}</table:table-cell></table:table-row>' for left, right in rows) + "</table:table>"
    word, personal, *labels = PERSONAL[p["language"]]
    values = [p["name"], p["label"], p["place"], p["phone"], p["email"], site(p)]
    work = table([(j["dates"], para(bold(j["position"])) + para(e(f'{j["name"]}, {j["location"]}')) + "".join(para("– " + e(text)) for text in j["bullets"])) for j in p["work"]])
    school = table([(s["dates"], para(bold(s["institution"]) + e(", " + s["location"])) + para(e(degree(s)))) for s in p["education"]])
    skills = table([(name, para(e(", ".join(words)))) for name, words in p["skills"]])
    spoken = table([(name, para(e(level))) for name, level in p["languagesSpoken"]])
    summary = para(e(t["summary"]), "Head") + para(e(p["summary"])) if p["summary"] else ""
    interests = para(e(t["interests"]), "Head") + para(e(", ".join(p["interests"]))) if p["interests"] else ""
    body = para(word, "Doc") + para(personal, "Head") + table([(label, para(e(value))) for label, value in zip(labels, values)]) + summary + para(e(t["work"]), "Head") + work + para(e(t["education"]), "Head") + school + para(e(t["skills"]), "Head") + skills + para(e(t["languages"]), "Head") + spoken + interests
    return FODT.replace("BODY", body)


def libreoffice(sources, extension, kinds):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sources.items():
            path = Path(folder) / f"{name}.{extension}"
            path.write_text(text) if isinstance(text, str) else path.write_bytes(text)
        files = [f"{folder}/{name}.{extension}" for name in sources]
        for kind in kinds:
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", str(OUT), *files], check=True, capture_output=True)


# ---------------------------------------------------------------- Word

WORD = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def docx(body):
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    numbering = f'{XML}<w:numbering{WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="180"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    members = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{types}document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="{types}numbering+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": f"{XML}<w:document{WORD}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": numbering,
    }
    import io

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def run(text, style=""):
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{e(text)}</w:t></w:r>'


def par(runs, style=""):
    return f"<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>"


LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
TAB = "<w:r><w:tab/></w:r>"
RIGHT = '<w:tabs><w:tab w:val="right" w:pos="9600"/></w:tabs>'


def cells(*columns):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in columns)
    row = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>' for width, content in columns)
    return f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>{par("")}'


def word_sidebar(p):
    """One table for the whole page, contacts and skills at the left, no styles: as many of Word's templates are."""
    t = p["titles"]
    head = lambda text: par(run(text.upper(), '<w:b/><w:color w:val="2E74B5"/><w:sz w:val="26"/>'))
    skills = "".join(par(run(name, "<w:b/>")) + "".join(par(run(word), LISTED) for word in words) for name, words in p["skills"])
    spoken = "".join(par(run(f"{name} – {level}")) for name, level in p["languagesSpoken"])
    interests = head(t["interests"]) + "".join(par(run(one)) for one in p["interests"]) if p["interests"] else ""
    side = head(CONTACT[p["language"]]) + "".join(par(run(text)) for text in (p["phone"], p["email"], site(p), p["place"])) + head(t["skills"]) + skills + head(t["languages"]) + spoken + interests
    work = "".join(par(run(j["position"], "<w:b/>")) + par(run(j["name"]) + run(" | ") + run(j["location"]) + run(" | ") + run(j["dates"], "<w:i/>")) + "".join(par(run(text), LISTED) for text in j["bullets"]) for j in p["work"])
    school = "".join(par(run(degree(s), "<w:b/>")) + par(run(s["institution"]) + run(" | ") + run(s["location"]) + run(" | ") + run(s["dates"], "<w:i/>")) for s in p["education"])
    certificates = head(t["certificates"]) + "".join(par(run(f'{c["name"]}, {c["issuer"]}, {c["date"]}')) for c in p["certificates"]) if p["certificates"] else ""
    main = head(t["summary"]) + par(run(p["summary"])) + head(t["work"]) + work + head(t["education"]) + school + certificates
    top = par(run(p["name"].upper(), '<w:b/><w:sz w:val="48"/>')) + par(run(p["label"], '<w:sz w:val="28"/>'))
    return docx(top + cells((3000, side), (6600, main)))


def word_tabs(p):
    """Titles in bold capitals over a line, tabs before the dates, skills in a table of three columns; nothing has a style."""
    t = p["titles"]
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1"/></w:pBdr>'
    head = lambda text: par(run(text.upper(), "<w:b/>"), border)
    words = [word for _, group in p["skills"] for word in group]
    columns = [words[at::3] for at in range(3)]
    skills = cells(*[(3200, "".join(par(run(word), LISTED) for word in column) or par("")) for column in columns])
    work = "".join(par(run(j["name"], "<w:b/>") + run(f', {j["location"]}') + TAB + run(j["dates"]), RIGHT) + par(run(j["position"], "<w:i/>")) + "".join(par(run(text), LISTED) for text in j["bullets"]) + par("") for j in p["work"])
    school = "".join(par(run(degree(s, " in " if p["language"] == "en" else " "), "<w:b/>") + TAB + run(s["dates"]), RIGHT) + par(run(f'{s["institution"]}, {s["location"]}')) for s in p["education"])
    spoken = par(run("; ".join(f"{name}: {level}" for name, level in p["languagesSpoken"])))
    certificates = head(t["certificates"]) + "".join(par(run(f'{c["name"]} – {c["issuer"]} ({c["date"]})'), LISTED) for c in p["certificates"])
    center = '<w:jc w:val="center"/>'
    top = par(run(p["name"], '<w:b/><w:sz w:val="36"/>'), center) + par(run(p["label"]), center) + par(run(f'{p["phone"]} | {p["email"]} | {site(p)} | {p["place"]}'), center)
    return docx(top + head(t["summary"]) + par(run(p["summary"])) + head(t["work"]) + work + head(t["education"]) + school + head(t["skills"]) + skills + head(t["languages"]) + spoken + certificates)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    of = lambda *ids: [(one, PEOPLE[one]) for one in ids]
    for layout, make, people in (("googledocs", google_docs, of("en3", "pt2")), ("canva", canva, of("en4", "es2")), ("europass", europass, of("en5", "pl2")), ("flow", flow, of("nl2", "da2")), ("harvard", harvard, of("en8", "ru2"))):
        for name, person in people:
            chromium(make(person), OUT / f"chromium-{layout}-{name}.pdf")
    for layout, make, people in (("jake", jake, of("en6", "cs2")), ("awesome", awesome, of("en7", "de2")), ("altacv", altacv, of("fr3", "sv2"))):
        for name, person in people:
            pdflatex(make(person), OUT / f"latex-{layout}-{name}.pdf")
    for name, person in of("de3", "it2"):
        (OUT / f"typst-modern-{name}.pdf").write_bytes(typst.compile(modern(person).encode()))
    libreoffice({f"libreoffice-tabular-{name}": tabular(person) for name, person in of("de4", "tr2")}, "fodt", ("pdf", "docx", "odt"))
    words = {f"word-sidebar-{name}": word_sidebar(person) for name, person in of("en2", "fr2")} | {f"word-columns-{name}": word_tabs(person) for name, person in of("en9", "es3")}
    for name, content in words.items():
        (OUT / f"{name}.docx").write_bytes(content)
    # The same documents, saved as PDF.
    libreoffice(words, "docx", ("pdf",))


if __name__ == "__main__":
    main()
