"""Makes the résumés of more people in people_more.json, in further layouts: document classes of LaTeX, grids and tags of web
pages, Typst with a column of colour, Word with content controls, headers and forms, and several ways to write Markdown and text.

Usage: python make_varied.py [FOLDER]

Needs what make_more.py needs, and fonts for Chinese.
"""

import io
import textwrap
import zipfile

from make_more import CONTACT, FODT, LISTED, OUT, PEOPLE, RIGHT, TAB, WORD, XML, chromium, degree, docx, e, items, libreoffice, mail, par, pdflatex, preamble, q, run, shell, site, typst, ul, x

CONTACT |= {"zh": "联系方式"}


def dashed(text):
    return x(text).replace("–", "--")


# ---------------------------------------------------------------- LaTeX


def boxes(p):
    """Sections in coloured boxes, skills as filled tags, dots for levels of languages, a sidebar: what people make of "AltaCV"."""
    t = p["titles"]
    head = preamble(10, r"\usepackage{lato}\renewcommand{\familydefault}{\sfdefault}", "left=1.2cm,right=1.2cm,top=1.2cm,bottom=1.2cm", r"\usepackage[skins]{tcolorbox}\usepackage{fontawesome5,paracol}\columnratio{0.36}\setlength{\columnsep}{0.7cm}\definecolor{sea}{HTML}{1B5E73}\newcommand{\cvsection}[1]{\medskip\begin{tcolorbox}[colback=sea,colframe=sea,arc=2mm,boxsep=0mm,left=2mm,top=1mm,bottom=1mm]\color{white}\large\bfseries #1\end{tcolorbox}}\newcommand{\cvtag}[1]{\tcbox[on line,colback=sea!12,colframe=sea!12,arc=1mm,boxsep=0.4mm,left=1mm,right=1mm,top=0.4mm,bottom=0.4mm]{\small #1}}\newcommand{\cvevent}[4]{{\large\bfseries #1}\par{\color{sea}#2}\par{\small\faCalendar*[regular]~#3\hspace{1.2em}\faMapMarker*~#4}\par\smallskip}\setlist{nosep,leftmargin=*}\raggedright")
    name = rf'\begin{{document}}{{\Huge\bfseries\color{{sea}}{x(p["name"])}\par}}\smallskip{{\large {x(p["label"])}\par}}\medskip\begin{{paracol}}{{2}}'
    contact = r"\par\smallskip ".join([rf'\faEnvelope~{mail(p)}', rf'\faPhone*~{x(p["phone"])}', rf'\faMapMarker*~{x(p["place"])}', rf'\faGlobe~\href{{{p["url"]}}}{{{x(site(p))}}}'])
    skills = r"\par\medskip ".join(rf"\textbf{{{x(name)}}}\par\smallskip " + " ".join(rf"\cvtag{{{x(word)}}}" for word in words) for name, words in p["skills"])
    spoken = "".join(rf"{x(name)}\hfill {x(level)}\par\smallskip " for name, level in p["languagesSpoken"])
    interests = rf'\cvsection{{{x(t["interests"])}}}' + " ".join(rf"\cvtag{{{x(one)}}}" for one in p["interests"]) if p["interests"] else ""
    work = r"\medskip ".join(rf'\cvevent{{{x(j["position"])}}}{{{x(j["name"])}}}{{{dashed(j["dates"])}}}{{{x(j["location"])}}}{items(j)}' for j in p["work"])
    school = "".join(rf'\cvevent{{{x(degree(s))}}}{{{x(s["institution"])}}}{{{dashed(s["dates"])}}}{{{x(s["location"])}}}' for s in p["education"])
    left = rf'\cvsection{{{CONTACT[p["language"]]}}}{contact}\par\cvsection{{{x(t["skills"])}}}{skills}\par\cvsection{{{x(t["languages"])}}}{spoken}{interests}'
    right = rf'\cvsection{{{x(t["summary"])}}}{x(p["summary"])}\par\cvsection{{{x(t["work"])}}}{work}\cvsection{{{x(t["education"])}}}{school}'
    return f"{head}{name}{left}\\switchcolumn{right}\\end{{paracol}}\\end{{document}}"


def europecv(p):
    """The class "europecv": the person's details as a table, labels at the left of a line that runs down the page."""
    t = p["titles"]
    job = lambda j: rf'\ecvitem{{Dates}}{{\textbf{{{dashed(j["dates"])}}}}}\ecvitem{{Occupation or position held}}{{{x(j["position"])}}}\ecvitem{{Main activities and responsibilities}}{{{x(" ".join(j["bullets"]))}}}\ecvitem[10pt]{{Name and address of employer}}{{{x(j["name"])}, {x(j["location"])}}}'
    school = lambda s: rf'\ecvitem{{Dates}}{{\textbf{{{dashed(s["dates"])}}}}}\ecvitem{{Title of qualification awarded}}{{{x(degree(s, " in "))}}}\ecvitem[10pt]{{Name of organisation}}{{{x(s["institution"])}, {x(s["location"])}}}'
    skills = "".join(rf"\ecvitem{{{x(name)}}}{{{x(', '.join(words))}}}" for name, words in p["skills"])
    spoken = "".join(rf"\ecvitem{{{x(name)}}}{{{x(level)}}}" for name, level in p["languagesSpoken"])
    return rf"""\documentclass[a4paper,10pt,english,nologo]{{europecv}}
\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\usepackage{{lmodern,graphicx,hyperref}}\usepackage[a4paper,top=1.3cm,left=1cm,right=1.5cm,bottom=2cm]{{geometry}}
\ecvname{{{x(p["name"])}}}\ecvaddress{{{x(p["place"])}}}\ecvtelephone{{{x(p["phone"])}}}\ecvemail{{{x(p["email"])}}}
\ecvbeforepicture{{}}\ecvafterpicture{{}}
\begin{{document}}\begin{{europecv}}\ecvpersonalinfo[10pt]
\ecvitem{{Website}}{{{x(site(p))}}}
\ecvitem[10pt]{{\large\textbf{{Occupational field}}}}{{\large\textbf{{{x(p["label"])}}}}}
\ecvsection{{{x(t["summary"])}}}\ecvitem[10pt]{{}}{{{x(p["summary"])}}}
\ecvsection{{{x(t["work"])}}}{"".join(map(job, p["work"]))}
\ecvsection{{{x(t["education"])}}}{"".join(map(school, p["education"]))}
\ecvsection{{{x(t["skills"])}}}{skills}
\ecvsection{{{x(t["languages"])}}}{spoken}
\end{{europecv}}\end{{document}}"""


def curve(p):
    """The class "CurVe": titles in a frame in the middle, rubrics of dates at the left with a prefix before each entry."""
    t = p["titles"]
    rubric = lambda title, entries: (title, entries)
    job = lambda j: rf'\entry*[{dashed(j["dates"])}]\textbf{{{x(j["position"])}}}, {x(j["name"])}, {x(j["location"])}\par {x(" ".join(j["bullets"]))}' + "\n"
    school = lambda s: rf'\entry*[{dashed(s["dates"])}]\textbf{{{x(degree(s))}}}, {x(s["institution"])}, {x(s["location"])}' + "\n"
    sections = [
        rubric(t["summary"], rf'\entry*[] {x(p["summary"])}' + "\n"),
        rubric(t["work"], "".join(map(job, p["work"]))),
        rubric(t["education"], "".join(map(school, p["education"]))),
        rubric(t["skills"], "".join(rf"\entry*[{x(name)}] {x(', '.join(words))}" + "\n" for name, words in p["skills"])),
        rubric(t["languages"], "".join(rf"\entry*[{x(name)}] {x(level)}" + "\n" for name, level in p["languagesSpoken"])),
    ]
    files = "".join(rf"\begin{{filecontents*}}{{r{at}.tex}}" + "\n" + rf"\begin{{rubric}}{{{x(title)}}}" + "\n" + entries + r"\end{rubric}" + "\n" + r"\end{filecontents*}" + "\n" for at, (title, entries) in enumerate(sections))
    makes = "".join(rf"\makerubric{{r{at}}}" for at in range(len(sections)))
    return rf"""{files}\documentclass[a4paper,11pt]{{curve}}
\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\usepackage{{lmodern}}\usepackage[margin=2cm]{{geometry}}
\usepackage{{hyperref}}\prefix{{}}
\leftheader{{{x(p["name"])}\\{x(p["place"])}\\Tel. {x(p["phone"])}}}\rightheader{{\url{{{p["email"]}}}\\\url{{{p["url"]}}}}}
\title{{{x(p["label"])}}}
\begin{{document}}\makeheaders\maketitle {makes}\end{{document}}"""


# ---------------------------------------------------------------- Chromium


def pill(text):
    return f'<span class="pill">{e(text)}</span>'


PILL = ".pill{display:inline-block;padding:1.5pt 6pt;margin:0 4pt 4pt 0;border-radius:8pt;background:#e3ecf5;font-size:8.5pt} "


def grid(p):
    """A grid with the narrow column at the right, skills as pills without a gap of letters between them, entries with a side of dates."""
    t = p["titles"]
    css = "@page{size:A4;margin:0} body{margin:0;font:9.5pt/1.4 'DejaVu Sans',sans-serif;-webkit-print-color-adjust:exact} .page{display:grid;grid-template-columns:1fr 64mm;min-height:297mm} header{grid-column:1/-1;background:#17324d;color:#fff;padding:12mm} h1{margin:0;font-size:24pt;font-weight:600} header p{margin:3pt 0} main{padding:8mm 8mm 8mm 12mm} aside{background:#f1f4f7;padding:8mm} h2{font-size:11pt;text-transform:uppercase;letter-spacing:.5pt;color:#17324d;margin:10pt 0 5pt} article{margin-bottom:9pt} h3{margin:0;font-size:10pt} .meta{display:flex;justify-content:space-between;color:#555;font-size:8.5pt} ul{margin:3pt 0;padding-left:12pt} dl{margin:0} dt{font-weight:600;margin-top:4pt} dd{margin:0} .row{display:flex;justify-content:space-between}" + PILL
    job = lambda j: f'<article><h3>{e(j["position"])}</h3><div class="meta"><span>{e(j["name"])} · {e(j["location"])}</span><span>{e(j["dates"])}</span></div>{ul(j)}</article>'
    school = lambda s: f'<article><h3>{e(degree(s))}</h3><div class="meta"><span>{e(s["institution"])} · {e(s["location"])}</span><span>{e(s["dates"])}</span></div></article>'
    skills = "".join(f"<dt>{e(name)}</dt><dd>{''.join(map(pill, words))}</dd>" for name, words in p["skills"])
    spoken = "".join(f'<div class="row"><span>{e(name)}</span><span>{e(level)}</span></div>' for name, level in p["languagesSpoken"])
    interests = f'<h2>{e(t["interests"])}</h2>' + "".join(map(pill, p["interests"])) if p["interests"] else ""
    contact = "".join(f"<p>{text}</p>" for text in (e(p["place"]), e(p["phone"]), f'<a href="mailto:{p["email"]}">{e(p["email"])}</a>', f'<a href="{p["url"]}">{e(site(p))}</a>'))
    aside = f'<h2>{e(CONTACT[p["language"]])}</h2>{contact}<h2>{e(t["skills"])}</h2><dl>{skills}</dl><h2>{e(t["languages"])}</h2>{spoken}{interests}'
    main = f'<h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["work"])}</h2>{"".join(map(job, p["work"]))}<h2>{e(t["education"])}</h2>{"".join(map(school, p["education"]))}'
    return shell(p, css, f'<div class="page"><header><h1>{e(p["name"])}</h1><p>{e(p["label"])}</p></header><main>{main}</main><aside>{aside}</aside></div>')


def pills(p):
    """One column, a name beside the contacts, and rows of pills with a thin border, the groups' names before them."""
    t = p["titles"]
    css = "@page{size:letter;margin:15mm} body{margin:0;font:10pt/1.35 'Liberation Sans'} header{display:flex;justify-content:space-between;align-items:end;border-bottom:1.5pt solid #222;padding-bottom:6pt} h1{margin:0;font-size:22pt} .contact{text-align:right;font-size:8.5pt} h2{font-size:12pt;margin:12pt 0 4pt} h3{font-size:10.5pt;margin:6pt 0 0} .when{float:right;font-weight:normal} p{margin:2pt 0} ul{margin:2pt 0;padding-left:14pt} .group{margin:3pt 0} .group b{display:inline-block;width:24mm}" + PILL.replace("background:#e3ecf5", "border:.6pt solid #667")
    job = lambda j: f'<h3><span class="when">{e(j["dates"])}</span>{e(j["position"])}, {e(j["name"])}</h3><p><i>{e(j["location"])}</i></p>{ul(j)}'
    school = lambda s: f'<h3><span class="when">{e(s["dates"])}</span>{e(degree(s))}, {e(s["institution"])}</h3><p><i>{e(s["location"])}</i></p>'
    skills = "".join(f'<div class="group"><b>{e(name)}</b>{"".join(map(pill, words))}</div>' for name, words in p["skills"])
    spoken = "".join(pill(f"{name} ({level})") for name, level in p["languagesSpoken"])
    interests = f'<h2>{e(t["interests"])}</h2>' + "".join(map(pill, p["interests"])) if p["interests"] else ""
    contact = f'<div class="contact">{e(p["email"])}<br>{e(p["phone"])}<br>{e(site(p))}<br>{e(p["place"])}</div>'
    return shell(p, css, f'<header><div><h1>{e(p["name"])}</h1><p>{e(p["label"])}</p></div>{contact}</header><h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["skills"])}</h2>{skills}<h2>{e(t["work"])}</h2>{"".join(map(job, p["work"]))}<h2>{e(t["education"])}</h2>{"".join(map(school, p["education"]))}<h2>{e(t["languages"])}</h2>{spoken}{interests}')


def timeline(p):
    """A line with dots at the left of dated entries, skills separated by dots, bars for languages."""
    t = p["titles"]
    css = "@page{size:A4;margin:14mm} body{margin:0;font:10pt/1.4 'DejaVu Sans'} h1{font-size:26pt;margin:0;text-align:center;letter-spacing:3pt;text-transform:uppercase} .label,.contact{text-align:center;margin:3pt 0} .contact span+span:before{content:' | ';white-space:pre} h2{font-size:13pt;background:#eee;padding:3pt 6pt;margin:12pt 0 6pt} .line{border-left:1.5pt solid #888;margin-left:6pt;padding-left:14pt} .entry{position:relative;margin-bottom:8pt} .entry:before{content:'';position:absolute;left:-18pt;top:3pt;width:6pt;height:6pt;border-radius:3pt;background:#336} .when{font-size:8.5pt;color:#666} h3{margin:0;font-size:10.5pt} .org{font-style:italic} ul{margin:2pt 0;padding-left:14pt} .bar{display:flex;gap:8pt;align-items:center;margin:2pt 0} .bar b{width:45mm;font-weight:normal} .bar i{height:5pt;background:#336;display:block}"
    entry = lambda when, head, org, rest="": f'<div class="entry"><div class="when">{e(when)}</div><h3>{e(head)}</h3><div class="org">{e(org)}</div>{rest}</div>'
    work = "".join(entry(j["dates"], j["position"], f'{j["name"]}, {j["location"]}', ul(j)) for j in p["work"])
    school = "".join(entry(s["dates"], degree(s), f'{s["institution"]}, {s["location"]}') for s in p["education"])
    skills = "".join(f'<p><strong>{e(name)}</strong>: {e(" · ".join(words))}</p>' for name, words in p["skills"])
    spoken = "".join(f'<div class="bar"><b>{e(name)} ({e(level)})</b><i style="width:{40 - 10 * at}mm"></i></div>' for at, (name, level) in enumerate(p["languagesSpoken"]))
    contact = "".join(f"<span>{e(text)}</span>" for text in (p["place"], p["phone"], p["email"], site(p)))
    return shell(p, css, f'<h1>{e(p["name"])}</h1><p class="label">{e(p["label"])}</p><p class="contact">{contact}</p><h2>{e(t["summary"])}</h2><p>{e(p["summary"])}</p><h2>{e(t["work"])}</h2><div class="line">{work}</div><h2>{e(t["education"])}</h2><div class="line">{school}</div><h2>{e(t["skills"])}</h2>{skills}<h2>{e(t["languages"])}</h2>{spoken}')


def cards(p):
    """Each section in a box, some as wide as the page and some side by side; pills with a border after a label."""
    t = p["titles"]
    css = "@page{size:A4;margin:10mm} body{margin:0;font:9.5pt/1.4 'Liberation Sans'} .top{display:flex;gap:10mm;align-items:center} .photo{width:26mm;height:26mm;border-radius:13mm;background:#ccd} h1{font-size:22pt;margin:0} .grid{display:grid;grid-template-columns:1fr 1fr;gap:6mm} .card{border:.8pt solid #bbb;border-radius:6pt;padding:8pt} h2{font-size:11pt;color:#0a6;margin:0 0 5pt} h3{font-size:10pt;margin:6pt 0 0} .small{color:#666;font-size:8.5pt} ul{margin:2pt 0;padding-left:12pt} .wide{grid-column:1/-1} " + PILL.replace("background:#e3ecf5", "border:.6pt solid #0a6")
    work = "".join(f'<h3>{e(j["name"])}</h3><div class="small">{e(j["position"])} · {e(j["location"])} · {e(j["dates"])}</div>{ul(j)}' for j in p["work"])
    school = "".join(f'<h3>{e(s["institution"])}</h3><div class="small">{e(degree(s))} · {e(s["location"])} · {e(s["dates"])}</div>' for s in p["education"])
    skills = "".join(f'<div><b>{e(name)}:</b> {"".join(map(pill, words))}</div>' for name, words in p["skills"])
    spoken = "".join(f'<div>{e(name)} <span class="small">{e(level)}</span></div>' for name, level in p["languagesSpoken"])
    contact = "".join(f"<div>{e(text)}</div>" for text in (p["email"], p["phone"], site(p), p["place"]))
    card = lambda title, content, kind="": f'<div class="card {kind}"><h2>{e(title)}</h2>{content}</div>'
    return shell(p, css, f'<div class="top"><div class="photo"></div><div><h1>{e(p["name"])}</h1><div>{e(p["label"])}</div></div></div><div class="grid">{card(t["summary"], e(p["summary"]), "wide")}{card(CONTACT[p["language"]], contact)}{card(t["languages"], spoken)}{card(t["work"], work, "wide")}{card(t["education"], school)}{card(t["skills"], skills)}</div>')


def theme(p):
    """The page that a theme of JSON Resume makes: articles with times, icons as pictures, keywords in lists, a level beside a skill."""
    t = p["titles"]
    when = lambda one: '<div class="date">' + " – ".join(f'<time datetime="{value}">{e(text)}</time>' if value != "present" else e(text) for value, text in zip((one["start"], one["end"]), one["dates"].split(" – "))) + "</div>"
    icon = '<svg viewBox="0 0 24 24" aria-hidden="true"><title>icon</title><path d="M2 4h20v16H2z"/></svg>'
    contact = "".join(f"<li>{icon}{text}</li>" for text in (e(p["place"]), f'<a href="mailto:{p["email"]}">{e(p["email"])}</a>', f'<a href="tel:{p["phone"].replace(" ", "")}">{e(p["phone"])}</a>', f'<a href="{p["url"]}">{e(site(p))}</a>'))
    work = "".join(f'<article><header><h4>{e(j["position"])}</h4><div class="meta"><strong>{e(j["name"])}</strong>{when(j)}<div>{e(j["location"])}</div></div></header>{ul(j)}</article>' for j in p["work"])
    school = "".join(f'<article><header><h4>{e(s["institution"])}</h4><div class="meta"><strong>{e(s["area"])}</strong>{when(s)}<div>{e(s["location"])}</div></div></header><div class="type">{e(s["studyType"])}</div></article>' for s in p["education"])
    skills = "".join(f'<div class="item"><h5>{e(name)}</h5><ul class="tags">{"".join(f"<li>{e(word)}</li>" for word in words)}</ul></div>' for name, words in p["skills"])
    spoken = "".join(f'<div class="item"><h5>{e(name)}</h5>{e(level)}</div>' for name, level in p["languagesSpoken"])
    section = lambda title, content: f"<section><h3>{e(title)}</h3>{content}</section>"
    return f'<!doctype html>\n<html lang="{p["language"]}"><head><meta charset="utf-8"><title>{e(p["name"])}</title><style>.tags li{{display:inline-block}}</style><script>console.log("not a word of this")</script></head>\n<body><header class="masthead"><h1>{e(p["name"])}</h1><h2>{e(p["label"])}</h2><article><p>{e(p["summary"])}</p></article><ul class="icons">{contact}</ul></header>\n{section(t["work"], work)}\n{section(t["education"], school)}\n{section(t["skills"], skills)}\n{section(t["languages"], spoken)}</body></html>\n'


# ---------------------------------------------------------------- Typst


def column(p):
    """A coloured column with contacts and bars, entries with dates below the place: as Typst's templates with a sidebar have it."""
    t = p["titles"]
    entry = lambda a, b, c, d: f'#block(below: 4pt)[*{q(a)}* #h(1fr) #text(8.5pt, fill: gray)[{q(d)}]\\ #text(fill: rgb("1a6"))[{q(b)}] #h(1fr) #text(8.5pt, fill: gray)[{q(c)}]]\n'
    listed = lambda job: "\n".join(f"- {q(text)}" for text in job["bullets"])
    work = "\n".join(entry(j["position"], j["name"], j["location"], j["dates"]) + listed(j) + "\n" for j in p["work"])
    school = "\n".join(entry(degree(s), s["institution"], s["location"], s["dates"]) for s in p["education"])
    skills = "\n".join(f"*{q(name)}*\n\n" + "#h(3pt)".join(f'#box(fill: white.transparentize(80%), inset: 3pt, radius: 3pt)[{q(word)}]' for word in words) + "\n" for name, words in p["skills"])
    spoken = "\n\n".join(f"{q(name)} #h(1fr) {q(level)}" for name, level in p["languagesSpoken"])
    side = "\n\n".join(f"== {q(title)}\n{body}" for title, body in ((CONTACT[p["language"]], f'{q(p["place"])}\n\n{q(p["phone"])}\n\n#link("mailto:{p["email"]}")[{q(p["email"])}]\n\n#link("{p["url"]}")[{q(site(p))}]'), (t["skills"], skills), (t["languages"], spoken)))
    return f'''#set page(paper: "a4", margin: 0pt)
#set text(font: "Liberation Sans", size: 9.5pt)
#show heading: it => block(above: 14pt, below: 7pt, text(12pt, it.body))
#grid(columns: (62mm, 1fr), rows: 100%,
block(width: 100%, height: 100%, fill: rgb("1a4a5a"), inset: 8mm, text(fill: white)[{side}]),
block(inset: 10mm)[#text(24pt, weight: "bold")[{q(p["name"])}]\\ #text(12pt)[{q(p["label"])}]
== {q(t["summary"])}
{q(p["summary"])}
== {q(t["work"])}
{work}
== {q(t["education"])}
{school}])
'''


def scholar(p):
    """A scholar's page with titles that no list has: what is done, and what is taught, in the same style as the others."""
    t = p["titles"]
    row = lambda left, right: f"#grid(columns: (1fr, auto), [{left}], [{right}])\n"
    job = lambda j: row(f'*{q(j["position"])}*, {q(j["name"])}, {q(j["location"])}', q(j["dates"])) + "\n".join(f"- {q(text)}" for text in j["bullets"]) + "\n"
    school = lambda s: row(f'*{q(degree(s, " in "))}*, {q(s["institution"])}, {q(s["location"])}', q(s["dates"]))
    skills = "\\\n".join(f"*{q(name)}:* {q(', '.join(words))}" for name, words in p["skills"])
    spoken = q("; ".join(f"{name}: {level}" for name, level in p["languagesSpoken"]))
    return f'''#set page(paper: "a4", margin: 22mm)
#set text(font: "Libertinus Serif", size: 10.5pt)
#show heading: it => block(above: 13pt, below: 6pt, smallcaps(text(12pt, weight: "regular", it.body)))
#align(center)[#text(20pt)[{q(p["name"])}]\\ {q(p["label"])}, {q(p["place"])}\\ {q(p["phone"])} #sym.dot.c #link("mailto:{p["email"]}")[{q(p["email"])}] #sym.dot.c #link("{p["url"]}")[{q(site(p))}]]
= {q(t["summary"])}
{q(p["summary"])}
= Research Interests
Deep water sponges; artificial reefs; what remains of a platform after its removal
= {q(t["work"])}
{"".join(map(job, p["work"]))}
= {q(t["education"])}
{"".join(map(school, p["education"]))}
= Field Seasons
{row("North Sea, RV *Petrel*", "June 2022")}{row("Faroe Bank, RV *Skua*", "May 2020")}
= {q(t["skills"])}
{skills}
= {q(t["languages"])}
{spoken}
'''


# ---------------------------------------------------------------- LibreOffice


def halves(p):
    """A borderless table of two columns for the whole page, and a table with a row for each skill and language."""
    t = p["titles"]
    para = lambda content, style="Standard": f'<text:p text:style-name="{style}">{content}</text:p>'
    bold = lambda text: f'<text:span text:style-name="B">{e(text)}</text:span>'
    cell = lambda content: f"<table:table-cell>{content}</table:table-cell>"
    table = lambda rows: '<table:table><table:table-column table:style-name="Left"/><table:table-column table:style-name="Right"/>' + "".join(f"<table:table-row>{cell(left)}{cell(right)}</table:table-row>" for left, right in rows) + "</table:table>"
    listed = lambda j: "".join(para(e(f"• {text}")) for text in j["bullets"])
    work = "".join(para(bold(j["name"]) + e(f' ({j["location"]})')) + para(e(f'{j["position"]}, {j["dates"]}')) + listed(j) for j in p["work"])
    school = "".join(para(bold(s["institution"]) + e(f' ({s["location"]})')) + para(e(f'{degree(s)}, {s["dates"]}')) for s in p["education"])
    skills = "".join(para(bold(name)) + "".join(para(e(word)) for word in words) for name, words in p["skills"])
    spoken = "".join(para(e(f"{name} – {level}")) for name, level in p["languagesSpoken"])
    interests = para(e(t["interests"]), "Head") + para(e(", ".join(p["interests"]))) if p["interests"] else ""
    side = para(e(CONTACT[p["language"]]), "Head") + "".join(para(e(text)) for text in (p["place"], p["phone"], p["email"], site(p))) + para(e(t["skills"]), "Head") + skills + para(e(t["languages"]), "Head") + spoken + interests
    main = para(e(t["summary"]), "Head") + para(e(p["summary"])) + para(e(t["work"]), "Head") + work + para(e(t["education"]), "Head") + school
    return FODT.replace("BODY", para(e(p["name"]), "Doc") + para(e(p["label"])) + table([(side, main)]))


# ---------------------------------------------------------------- Word


def controls(p):
    """Content controls around everything, as in Word's new templates, and the name and contacts in the header of the page."""
    t = p["titles"]
    control = lambda content: f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    head = lambda text: control(f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run(text)}</w:p>')
    work = "".join(control(control(par(run(j["position"], "<w:b/>") + run(" • ") + run(j["name"]) + run(" • ") + run(j["dates"]))) + par(control(run(j["location"], "<w:i/>"))) + "".join(control(par(run(text), LISTED)) for text in j["bullets"])) for j in p["work"])
    school = "".join(control(par(run(degree(s, " in "), "<w:b/>") + run(" • ") + run(s["institution"]) + run(" • ") + run(s["dates"])) + par(run(s["location"], "<w:i/>"))) for s in p["education"])
    skills = "".join(par(run(f"{name}: ", "<w:b/>") + run(", ".join(words))) for name, words in p["skills"])
    spoken = "".join(par(run(f"{name}: {level}")) for name, level in p["languagesSpoken"])
    certificates = head(t["certificates"]) + "".join(par(run(f'{c["name"]}, {c["issuer"]}') + TAB + run(c["when"]), RIGHT) for c in p["certificates"]) if p["certificates"] else ""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>'
    body = head(t["summary"]) + par(run(p["summary"])) + head(t["work"]) + work + head(t["education"]) + school + head(t["skills"]) + skills + head(t["languages"]) + spoken + certificates + section
    header = f'{XML}<w:hdr{WORD}>{par(run(p["name"], "<w:b/><w:sz w:val=%s40%s/>" % (chr(34), chr(34))))}{par(run(p["label"]))}{par(run(p["place"]) + run(" • ") + run(p["phone"]) + run(" • ") + run(p["email"]) + run(" • ") + run(site(p)))}</w:hdr>'
    styles = f'{XML}<w:styles{WORD}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>'
    return with_parts(docx(body), {"word/header1.xml": ("header", header), "word/styles.xml": ("styles", styles)})


def with_parts(file, parts):
    """A Word document with a header and styles beside its text."""
    types, written = "application/vnd.openxmlformats-officedocument.wordprocessingml.", io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(file))
    members = {name: old.read(name).decode() for name in old.namelist()}
    for at, (name, (kind, content)) in enumerate(parts.items()):
        members[name] = content
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace("</Types>", f'<Override PartName="/{name}" ContentType="{types}{kind}+xml"/></Types>')
        members["word/_rels/document.xml.rels"] = members["word/_rels/document.xml.rels"].replace("</Relationships>", f'<Relationship Id="rId{9 + at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{name.removeprefix("word/")}"/></Relationships>')
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def hanging(p):
    """Word's own styles, dates before a tab with what follows hanging below it: what people write by hand."""
    t = p["titles"]
    styled = lambda name, text: f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run(text)}</w:p>'
    indent = '<w:tabs><w:tab w:val="left" w:pos="2800"/></w:tabs><w:ind w:left="2800" w:hanging="2800"/>'
    row = lambda left, right: par(run(left) + TAB + right, indent)
    work = "".join(row(j["dates"], run(j["position"], "<w:b/>") + run(f', {j["name"]}, {j["location"]}')) + "".join(par(run(text), LISTED) for text in j["bullets"]) for j in p["work"])
    school = "".join(row(s["dates"], run(degree(s), "<w:b/>") + run(f', {s["institution"]}, {s["location"]}')) for s in p["education"])
    skills = "".join(row(name, run(", ".join(words))) for name, words in p["skills"])
    spoken = "".join(row(name, run(level)) for name, level in p["languagesSpoken"])
    contact = "".join(par(run(text)) for text in (p["place"], f'Tel. {p["phone"]}', f'E-Mail: {p["email"]}', site(p)))
    body = styled("Title", p["name"]) + par(run(p["label"])) + contact + styled("Heading1", t["summary"]) + par(run(p["summary"])) + styled("Heading1", t["work"]) + work + styled("Heading1", t["education"]) + school + styled("Heading1", t["skills"]) + skills + styled("Heading1", t["languages"]) + spoken
    styles = f'{XML}<w:styles{WORD}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style></w:styles>'
    return with_parts(docx(body), {"word/styles.xml": ("styles", styles)})


FORM = {"zh": ("个人简历", "姓名", "求职意向", "电话", "邮箱", "所在地", "主页")}


def form(p):
    """A form as Chinese job sites have it: a table with four cells a row for the person, sections as rows of one shaded cell."""
    t = p["titles"]
    word, name, label, phone, email, place, url = FORM[p["language"]]
    tc = lambda content, span=1: f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{content}</w:tc>'
    row = lambda *content: "<w:tr>" + "".join(content) + "</w:tr>"
    pairs = lambda a, b, c, d: row(tc(par(run(a))), tc(par(run(b))), tc(par(run(c))), tc(par(run(d))))
    head = lambda text: row(tc(par(run(text, "<w:b/>")), 4))
    wide = lambda content: row(tc(content, 4))
    work = "".join(wide(par(run(j["dates"]) + TAB + run(j["name"], "<w:b/>") + TAB + run(j["position"])) + "".join(par(run(text), LISTED) for text in j["bullets"])) for j in p["work"])
    school = "".join(wide(par(run(s["dates"]) + TAB + run(s["institution"], "<w:b/>") + TAB + run(degree(s, " · ")))) for s in p["education"])
    skills = wide("".join(par(run(f"{name}：{'、'.join(words)}")) for name, words in p["skills"]))
    spoken = wide(par(run("，".join(f"{name}（{level}）" for name, level in p["languagesSpoken"]))))
    rows = pairs(name, p["name"], label, p["label"]) + pairs(phone, p["phone"], email, p["email"]) + pairs(place, p["place"], url, site(p)) + head(t["summary"]) + wide(par(run(p["summary"]))) + head(t["work"]) + work + head(t["education"]) + school + head(t["skills"]) + skills + head(t["languages"]) + spoken
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (1400, 3400, 1400, 3400))
    return docx(par(run(word, '<w:b/><w:sz w:val="36"/>'), '<w:jc w:val="center"/>') + f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>' + par(""))


# ---------------------------------------------------------------- Markdown and text


def setext(p):
    """Underlined headings, an entry on one line of bold and italics with years in parentheses, skills in code marks."""
    t = p["titles"]
    title = lambda text, sign: f"{text}\n{sign * max(len(text), 3)}\n\n"
    out = title(p["name"], "=") + f'*{p["label"]}* · {p["place"]}\n\n<{p["email"]}> · {p["phone"]} · [{site(p)}]({p["url"]})\n\n{p["summary"]}\n\n' + title(t["work"], "-")
    for job in p["work"]:
        out += f'**{job["name"]}**, {job["location"]} — *{job["position"]}* ({job["dates"]})\n\n' + "".join(f"* {text}\n" for text in job["bullets"]) + "\n"
    out += title(t["education"], "-")
    for school in p["education"]:
        out += f'**{school["institution"]}**, {school["location"]} — *{degree(school, " in ")}* ({school["dates"]})\n\n'
    out += title(t["projects"], "-") + "".join(f'* **{one["name"]}** — {one["description"]}\n' for one in p["projects"])
    out += "\n" + title(t["skills"], "-") + "".join(f"{name}: {' '.join(f'`{word}`' for word in words)}\n\n" for name, words in p["skills"])
    return out + title(t["languages"], "-") + " / ".join(f"{name} ({level})" for name, level in p["languagesSpoken"]) + "\n"


def tables(p):
    """Everything in tables: the person, each job with its period, skills, languages."""
    t = p["titles"]
    table = lambda heads, rows: "| " + " | ".join(heads) + " |\n|" + "---|" * len(heads) + "\n" + "".join("| " + " | ".join(row) + " |\n" for row in rows) + "\n"
    labels = {"de": ("Name", "Beruf", "Wohnort", "Telefon", "E-Mail", "Website", "Zeitraum", "Arbeitgeber", "Position", "Ort", "Aufgaben", "Hochschule", "Abschluss", "Fach", "Bereich", "Kenntnisse", "Sprache", "Niveau")}[p["language"]]
    person = table(("", ""), zip([f"**{label}**" for label in labels[1:6]], (p["label"], p["place"], p["phone"], p["email"], p["url"])))
    work = table((labels[6], labels[7], labels[8], labels[9], labels[10]), [(j["dates"], j["name"], j["position"], j["location"], "<br>".join(j["bullets"])) for j in p["work"]])
    school = table((labels[6], labels[11], labels[12], labels[13], labels[9]), [(s["dates"], s["institution"], s["studyType"], s["area"], s["location"]) for s in p["education"]])
    skills = table((labels[14], labels[15]), [(name, ", ".join(words)) for name, words in p["skills"]])
    spoken = table((labels[16], labels[17]), p["languagesSpoken"])
    return f'# {p["name"]}\n\n{person}## {t["summary"]}\n\n{p["summary"]}\n\n## {t["work"]}\n\n{work}## {t["education"]}\n\n{school}## {t["skills"]}\n\n{skills}## {t["languages"]}\n\n{spoken}'


def definitions(p):
    """Front matter with the person, and lists of definitions for entries and skills, as Pandoc and Hugo read them."""
    t = p["titles"]
    out = f'---\ntitle: "{p["name"]}"\nsubtitle: {p["label"]}\nemail: {p["email"]}\nphone: {p["phone"]}\nwebsite: {p["url"]}\nlocation: {p["place"]}\nlayout: cv\n---\n\n# {t["summary"]}\n\n{p["summary"]}\n\n# {t["work"]}\n\n'
    for job in p["work"]:
        out += f'{job["dates"]}\n:   **{job["position"]}**, {job["name"]}, {job["location"]}\n\n' + "".join(f"    - {text}\n" for text in job["bullets"]) + "\n"
    out += f'# {t["education"]}\n\n'
    for school in p["education"]:
        out += f'{school["dates"]}\n:   **{degree(school)}**, {school["institution"]}, {school["location"]}\n\n'
    out += f'# {t["skills"]}\n\n' + "".join(f'{name}\n:   {", ".join(words)}\n\n' for name, words in p["skills"])
    out += f'# {t["languages"]}\n\n' + "".join(f"{name}\n:   {level}\n\n" for name, level in p["languagesSpoken"])
    return out + f'# {t["interests"]}\n\n{", ".join(p["interests"])}\n'


def columns(p):
    """Text in columns of spaces: dates at the left, everything else indented; titles between signs."""
    t = p["titles"]
    title = lambda text: f'\n=== {text.upper()} ===\n'
    wrapped = lambda text, first, later: "\n".join(textwrap.wrap(text, 76, initial_indent=first, subsequent_indent=later)) + "\n"
    gap = " " * 26
    out = f'{p["name"]}\n{p["label"]}\nTel.: {p["phone"]}\nE-mail: {p["email"]}\nWeb: {p["url"]}\nDomicilio: {p["place"]}\n{title(t["summary"])}{p["summary"]}\n{title(t["work"])}'
    for job in p["work"]:
        out += f'{job["dates"]:<26}{job["position"]}\n{gap}{job["name"]}, {job["location"]}\n' + "".join(wrapped("- " + text, gap, gap + "  ") for text in job["bullets"]) + "\n"
    out += title(t["education"])
    for school in p["education"]:
        out += f'{school["dates"]:<26}{degree(school, " en ")}\n{gap}{school["institution"]}, {school["location"]}\n'
    out += title(t["skills"]) + "".join(f'{name:<26}{", ".join(words)}\n' for name, words in p["skills"])
    return out + title(t["languages"]) + "".join(f"{name:<26}{level}\n" for name, level in p["languagesSpoken"])


def letters(p):
    """What is written in a message: titles with a colon, a job on one line with the dates first, no empty lines within a section."""
    t = p["titles"]
    out = f'{p["name"]}\n{p["label"]}\n{p["place"]} | Tel. {p["phone"]} | {p["email"]} | {site(p)}\n\n{t["summary"]}:\n{p["summary"]}\n\n{t["work"]}:\n'
    for job in p["work"]:
        out += f'{job["dates"]}: {job["position"]} bei {job["name"]}, {job["location"]}\n' + "".join(f"  • {text}\n" for text in job["bullets"])
    out += f'\n{t["education"]}:\n' + "".join(f'{s["dates"]}: {degree(s)}, {s["institution"]}, {s["location"]}\n' for s in p["education"])
    out += f'\n{t["skills"]}:\n' + "".join(f'{name}: {", ".join(words)}\n' for name, words in p["skills"])
    return out + f'\n{t["languages"]}: ' + ", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"]) + "\n"


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for layout, make, name in (("boxes", boxes, "fr20"), ("europecv", europecv, "en20"), ("curve", curve, "de20")):
        pdflatex(make(PEOPLE[name]), OUT / f"latex-{layout}-{name}.pdf")
    for layout, make, name in (("grid", grid, "es20"), ("grid", grid, "zh20"), ("pills", pills, "en24"), ("timeline", timeline, "de20"), ("timeline", timeline, "zh20"), ("cards", cards, "de21"), ("cards", cards, "en20")):
        chromium(make(PEOPLE[name]), OUT / f"chromium-{layout}-{name}.pdf")
    for layout, make, name in (("column", column, "pl21"), ("scholar", scholar, "en23")):
        (OUT / f"typst-{layout}-{name}.pdf").write_bytes(typst.compile(make(PEOPLE[name]).encode()))
    libreoffice({"libreoffice-halves-pl20": halves(PEOPLE["pl20"])}, "fodt", ("pdf", "docx", "odt"))
    words = {"word-controls-en21": controls(PEOPLE["en21"]), "word-form-zh21": form(PEOPLE["zh21"]), "word-hanging-pl21": hanging(PEOPLE["pl21"]), "word-hanging-de22": hanging(PEOPLE["de22"])}
    for name, content in words.items():
        (OUT / f"{name}.docx").write_bytes(content)
    libreoffice(words, "docx", ("pdf",))
    for path, make, name in (("markdown-setext-en22.md", setext, "en22"), ("markdown-tables-de21.md", tables, "de21"), ("markdown-definitions-fr21.md", definitions, "fr21"), ("text-columns-es21.txt", columns, "es21"), ("text-message-de22.txt", letters, "de22"), ("html-theme-en25.html", theme, "en25")):
        (OUT / path).write_text(make(PEOPLE[name]))


if __name__ == "__main__":
    main()
