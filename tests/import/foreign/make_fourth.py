"""Makes the résumés of a fourth blind trial. Half of them are held back: nothing is changed for the sake of their files.

Usage: python make_fourth.py [FOLDER]

Needs LibreOffice (soffice), Chromium, and the Python packages python-docx and typst. Each file is named
MAKER-LAYOUT-PERSON.EXTENSION; what it says is in people_more.json. Held back are `labelled`, `spearmint`, `werdegang` and
`columna`.
"""

import subprocess

import docx
import typst
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor

from make_more import OUT, PEOPLE, chromium, e, shell, site


def document(font, size):
    d = docx.Document()
    d.styles["Normal"].font.name = font
    d.styles["Normal"].font.size = Pt(size)
    d.styles["Normal"].paragraph_format.space_after = Pt(2)
    return d


def say(place, *texts, style=None, first=False, size=None):
    """A paragraph of texts; one that begins with `*` is bold, with `/` italic. The first replaces the empty one of a new cell."""
    paragraph = place.paragraphs[0] if first else place.add_paragraph()
    if style:
        paragraph.style = style
    for text in texts:
        run = paragraph.add_run(text.lstrip("*/"))
        run.bold = True if text.startswith("*") else None
        run.italic = True if text.startswith("/") else None
        if size:
            run.font.size = Pt(size)
    return paragraph


def save(d, name, *kinds):
    path = OUT / f"{name}.docx"
    d.save(path)
    for kind in kinds:
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", str(OUT), str(path)], check=True, capture_output=True)


# ---------------------------------------------------------------- Read while the importer was improved


def usajobs():
    """What the résumé builder of a federal job site exports: the employer's address on lines, facts of the job in pairs."""
    p = PEOPLE["en60"]
    t = p["titles"]
    d = document("Liberation Sans", 10)
    say(d, "*" + p["name"], size=14)
    for text in ("418 Huffman Avenue", p["place"] + " US", f'Mobile: {p["phone"]}', f'Email: {p["email"]}'):
        say(d, text)
    say(d, "*Availability: ", "Job Type: Permanent, Work Schedule: Full-time")
    say(d, "*Desired locations: ", "Dayton, OH; Columbus, OH")
    title = lambda text: say(d, "*" + text + ":", size=11)
    title(t["summary"])
    say(d, p["summary"])
    title(t["work"])
    streets = ("200 Patterson Road", "1970 West Broad Street", "541 Ledbetter Road")
    facts = (("$84,310 USD Per Year", "40", "0089", "GS", "12", "Rosalind Achterberg (937-555-0110)"), ("$56,900 USD Per Year", "40", "", "", "", "Thomas Quill (614-555-0155)"), ("$17.40 USD Per Hour", "36", "", "", "", "Darlene Foss (937-555-0167)"))
    for j, street, (salary, hours, series, plan, grade, boss) in zip(p["work"], streets, facts):
        say(d, "*" + j["name"])
        say(d, street)
        say(d, j["location"])
        say(d, "")
        say(d, j["dates"])
        say(d, "*Salary: ", salary)
        say(d, "*Hours per week: ", hours)
        if series:
            say(d, "*Series: ", series + " ", "*Pay Plan: ", plan + " ", "*Grade: ", grade)
        say(d, "*" + j["position"], " (This is a federal job)" if series else "")
        say(d, "*Duties, Accomplishments and Related Skills:")
        for text in j["bullets"]:
            say(d, "• " + text)
        say(d, "*Supervisor: ", boss)
        say(d, "*Okay to contact this Supervisor: ", "Yes")
        say(d, "")
    title(t["education"])
    for s, gpa in zip(p["education"], ("3.8", "3.4")):
        say(d, "*" + s["institution"], f' {s["location"]} United States')
        say(d, f'{s["studyType"]} {s["dates"]}')
        say(d, "*GPA: ", f"{gpa} of a maximum 4.0")
        say(d, "*Credits Earned: ", "42 Semester hours")
        say(d, "*Major: ", s["area"])
        say(d, "")
    title(t["certificates"])
    for c in p["certificates"]:
        say(d, f'{c["name"]}, {c["issuer"]}, {c["when"]}')
    title(t["languages"])
    for name, level in p["languagesSpoken"]:
        say(d, f"{name}: {level}")
    title(t["skills"])
    for name, words in p["skills"]:
        say(d, f'{name}: {", ".join(words)}')
    title("References")
    say(d, "Rosalind Achterberg, Branch Chief, 937-555-0110, Professional")
    save(d, "word-usajobs-en60", "pdf")


def beige():
    """Boxes placed freely, in the order in which somebody drew them: a column of colour on the right, dates left of each job."""
    p = PEOPLE["fr60"]
    t = p["titles"]
    css = "@page{size:A4;margin:0} body{margin:0;font:9.5pt 'Open Sans','DejaVu Sans'} .b{position:absolute} .side{background:#efe6da} h1{font-size:27pt;letter-spacing:2px;margin:0;text-transform:uppercase;font-weight:400} h2{font-size:11pt;letter-spacing:2px;text-transform:uppercase;margin:0 0 3mm;color:#8a5a3c} p{margin:0 0 1mm} ul{margin:1mm 0 4mm;padding-left:4mm} .bar{height:2mm;background:#d8c3ab;width:40mm;margin-bottom:2mm} .bar i{display:block;height:2mm;background:#8a5a3c}"
    box = lambda x, y, width, body, more="": f'<div class="b" style="left:{x}mm;top:{y}mm;width:{width}mm;{more}">{body}</div>'
    out = '<div class="b side" style="left:145mm;top:0;width:65mm;height:297mm"></div>'
    out += box(14, 14, 125, f'<h1>{e(p["name"])}</h1><p style="letter-spacing:1px">{e(p["label"])}</p>')
    out += box(152, 70, 50, "<h2>Contact</h2>" + "".join(f"<p>{e(text)}</p>" for text in (p["phone"], p["email"], p["place"])))
    out += box(14, 42, 125, f'<h2>{t["summary"]}</h2><p>{e(p["summary"])}</p>')
    out += box(14, 66, 125, f'<h2>{t["work"]}</h2>')
    y = 76
    for j in p["work"]:
        out += box(14, y, 32, f'<p><b>{e(j["dates"])}</b></p>')
        out += box(50, y, 90, f'<p><b>{e(j["position"].upper())}</b></p><p><i>{e(j["name"])} | {e(j["location"])}</i></p><ul>' + "".join(f"<li>{e(text)}</li>" for text in j["bullets"]) + "</ul>")
        y += 30
    out += box(14, 178, 125, f'<h2>{t["education"]}</h2>')
    y = 188
    for s in p["education"]:
        out += box(50, y, 90, f'<p><b>{e(s["studyType"])} {e(s["area"])}</b></p><p>{e(s["institution"])} | {e(s["location"])}</p>')
        out += box(14, y, 32, f'<p><b>{e(s["dates"])}</b></p>')
        y += 16
    bar = lambda share: f'<div class="bar"><i style="width:{share}%"></i></div>'
    out += box(152, 166, 50, f'<h2>{t["languages"]}</h2>' + "".join(f"<p>{e(name)} ({e(level)})</p>{bar(95 - 25 * i)}" for i, (name, level) in enumerate(p["languagesSpoken"])))
    out += box(152, 102, 50, f'<h2>{t["skills"]}</h2>' + "".join(f'<p><b>{e(name)}</b></p><ul>{"".join(f"<li>{e(word)}</li>" for word in words)}</ul>' for name, words in p["skills"]))
    out += box(152, 214, 50, f'<h2>{t["interests"]}</h2>' + "".join(f"<p>{e(one)}</p>" for one in p["interests"]))
    chromium(shell(p, css, out), OUT / "chromium-beige-fr60.pdf")


def ateneo():
    """A scholar's CV of three pages as LaTeX's article class prints it: dates at the left, sections that only universities have."""
    p = PEOPLE["it60"]
    t = p["titles"]
    q = lambda text: text.replace("@", "\\@").replace("#", "\\#").replace("$", "\\$")
    row = lambda left, right: f"#grid(columns: (34mm, 1fr), gutter: 4mm, [{q(left)}], [{right}])\n"
    out = f"""#set page(paper: "a4", margin: 34mm, footer: context align(center)[#counter(page).display()])
#set text(font: "New Computer Modern", size: 12pt, lang: "it")
#set par(justify: true)
#show heading: it => block(above: 7mm, below: 4mm, text(15pt, it.body))
#align(center)[#text(20pt)[{p["name"]}] \\ {p["label"]} \\ Via delle Moline 12, 40126 {p["place"]} \\ {p["phone"]} — {q(p["email"])} — #link("{p["url"]}")]
= {t["summary"]}
{p["summary"]}
= {t["work"]}
"""
    for j in p["work"]:
        bullets = "".join(f"\n- {q(text)}" for text in j["bullets"])
        out += row(j["dates"], f'*{j["position"]}* \\ {j["name"]}, {j["location"]}{bullets}\n')
    out += f'= {t["education"]}\n' + "".join(row(s["dates"], f'*{s["studyType"]} in {s["area"]}*, {s["institution"]}, {s["location"]}') for s in p["education"])
    out += "= Interessi di ricerca\n" + "".join(f"- {one}\n" for one in p["research"])
    out += "= Pubblicazioni\n" + "".join(f"+ {q(text)}\n" for text in p["papers"])
    out += "= Relazioni a convegni\n" + "".join(row(when, q(text)) for when, text in p["talks"])
    out += "= Attività didattica\n" + "".join(row(when, q(text)) for when, text in p["courses"])
    out += "= Finanziamenti e premi\n" + "".join(row(when, q(text)) for when, text in p["grants"])
    out += f'= {t["languages"]}\n{", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"])}\n'
    out += f'= {t["skills"]}\n' + "".join(f'*{name}*: {", ".join(words)}\n\n' for name, words in p["skills"])
    (OUT / "typst-ateneo-it60.pdf").write_bytes(typst.compile(out.encode()))


def overleaf():
    """A column for the person beside one for the career, as popular templates of LaTeX have it, with tags and a time line."""
    p = PEOPLE["pl60"]
    t = p["titles"]
    q = lambda text: text.replace("@", "\\@").replace("#", "\\#").replace("$", "\\$")
    head = lambda title: f"#sec[{title}]\n"
    left = f'*{p["place"]}* \\ {p["phone"]} \\ {q(p["email"])} \\ #link("{p["url"]}")[{site(p)}]\n' + head(t["summary"]) + p["summary"] + "\n" + head(t["skills"])
    left += "".join(f'*{name}* \\ {"#h(4pt)".join(f"#tag[{word}]" for word in words)}\n\n' for name, words in p["skills"])
    left += head(t["languages"]) + "".join(f"{name} #h(1fr) {level}\n\n" for name, level in p["languagesSpoken"])
    left += head(t["interests"]) + "".join(f"- {one}\n" for one in p["interests"])
    right = head(t["work"])
    for j in p["work"]:
        right += f'*{j["position"]}* #h(1fr) #text(8.5pt)[{j["dates"]}] \\ #emph[{j["name"]}] #h(1fr) #text(8.5pt)[{j["location"]}]\n' + "".join(f"- {q(text)}\n" for text in j["bullets"]) + "\n"
    right += head(t["education"]) + "".join(f'*{s["studyType"]}, {s["area"]}* #h(1fr) #text(8.5pt)[{s["dates"]}] \\ #emph[{s["institution"]}] #h(1fr) #text(8.5pt)[{s["location"]}]\n\n' for s in p["education"])
    right += head(t["projects"]) + "".join(f'*{one["name"]}* — {one["description"]}\n\n' for one in p["projects"])
    right += head(t["certificates"]) + "".join(f'{c["name"]} ({c["issuer"]}) #h(1fr) {c["when"]}\n\n' for c in p["certificates"])
    out = f"""#set page(paper: "a4", margin: 14mm)
#set text(font: "Noto Sans", size: 9.5pt, lang: "pl")
#let sec(body) = block(above: 5mm, below: 2.5mm, text(12pt, rgb("#1f5f8b"), weight: "bold", upper(body)) + v(-2mm) + line(length: 100%, stroke: .6pt))
#let tag(body) = box(fill: luma(230), inset: 2.5pt, radius: 2pt, body)
#text(24pt, weight: "bold")[{p["name"]}] \\ #text(12pt)[{p["label"]}]
#v(3mm)
#grid(columns: (58mm, 1fr), gutter: 8mm, [{left}], [{right}])
"""
    (OUT / "typst-overleaf-pl60.pdf").write_bytes(typst.compile(out.encode()))


def plantilla():
    """A table of two columns over the whole page, as Spanish templates of Word have it: titles at the left, entries at the right."""
    p = PEOPLE["es60"]
    t = p["titles"]
    d = document("Liberation Sans", 10)
    say(d, "*" + p["name"].upper(), size=18)
    say(d, p["label"], size=12)
    say(d, f'C/ Predicadores 44, 2.º B · 50003 {p["place"]}')
    say(d, f'Tel. {p["phone"]} · {p["email"]}')
    grid = d.add_table(rows=0, cols=2)
    grid.autofit = False
    grid.columns[0].width, grid.columns[1].width = Cm(4), Cm(13)

    def row(title, *lines):
        left, right = grid.add_row().cells
        left.width, right.width = Cm(4), Cm(13)
        say(left, "*" + title.upper() if title else "", first=True)
        for index, line in enumerate(lines):
            texts, style = line if isinstance(line, tuple) else ([line], None)
            say(right, *texts, style=style, first=index == 0)

    row(t["summary"], p["summary"])
    for index, j in enumerate(p["work"]):
        row(t["work"] if index == 0 else "", (["*" + j["position"]], None), f'{j["name"]} ({j["location"]})', ["/" + j["dates"]][0], *[([text], "List Bullet") for text in j["bullets"]])
    for index, s in enumerate(p["education"]):
        row(t["education"] if index == 0 else "", f'{s["dates"]}: {s["studyType"]} en {s["area"]}' if s["studyType"] != "Bachillerato" else f'{s["dates"]}: {s["studyType"]}, {s["area"]}', f'{s["institution"]}, {s["location"]}')
    row(t["certificates"], *[f'{c["name"]} ({c["issuer"]}, {c["when"]})' for c in p["certificates"]])
    row(t["skills"], *[f'{name}: {", ".join(words)}' for name, words in p["skills"]])
    row(t["languages"], *[f"{name}: {level}" for name, level in p["languagesSpoken"]])
    row(t["interests"], ", ".join(p["interests"]))
    row("Otros datos", "Carné de conducir B y C", "Disponibilidad para viajar")
    save(d, "word-plantilla-es60", "pdf")


# ---------------------------------------------------------------- Held back


def labelled():
    """An application form's habits: a label before each fact of a job, in Word."""
    p = PEOPLE["en61"]
    t = p["titles"]
    d = document("Carlito", 11)
    d.add_heading("Curriculum Vitae – " + p["name"], 0)
    for label, value in (("Address", "22 Culduthel Brae, " + p["place"] + " IV2 4BX"), ("Mobile", p["phone"]), ("Email", p["email"]), ("NMC PIN", "17D5550E"), ("Driving licence", "Full, clean")):
        say(d, f"*{label}: ", value)
    d.add_heading(t["summary"], 1)
    say(d, p["summary"])
    d.add_heading(t["work"], 1)
    for j in p["work"]:
        say(d, "*Job title: ", j["position"])
        say(d, "*Employer: ", f'{j["name"]}, {j["location"]}')
        say(d, "*Dates: ", j["dates"])
        say(d, "*Main duties:")
        for text in j["bullets"]:
            say(d, text, style="List Bullet")
    d.add_heading(t["education"], 1)
    for s in p["education"]:
        say(d, f'*{s["institution"]}, {s["location"]}', f' ({s["dates"]})')
        say(d, f'{s["studyType"]} {s["area"]}')
    d.add_heading(t["certificates"], 1)
    for c in p["certificates"]:
        say(d, f'{c["when"]}: {c["name"]}, {c["issuer"]}', style="List Bullet")
    d.add_heading(t["skills"], 1)
    for name, words in p["skills"]:
        say(d, f'*{name}: ', ", ".join(words))
    d.add_heading(t["languages"], 1)
    say(d, "; ".join(f"{name} – {level}" for name, level in p["languagesSpoken"]))
    d.add_heading(t["interests"], 1)
    say(d, " and ".join(p["interests"]))
    d.add_heading("Referees", 1)
    say(d, "Senior Charge Nurse Morag Tulloch, Caledon Infirmary, 01463 555 010")
    save(d, "word-labelled-en61", "pdf")


def spearmint():
    """A template of Google Docs, as it exports it: name and label above, each job's employer and place before a dash, then the position."""
    p = PEOPLE["en62"]
    t = p["titles"]
    d = document("Liberation Sans", 10)
    say(d, "*" + p["name"], size=28)
    say(d, p["label"], size=13)
    line = say(d, f'{p["place"]} / {p["phone"]} / {p["email"]} / {p["url"].removeprefix("https://www.")}')
    line.runs[0].font.color.rgb = RGBColor(0x66, 0x66, 0x66)
    title = lambda text: say(d, "*" + text, size=16)
    title(t["summary"])
    say(d, p["summary"])
    title(t["skills"])
    for name, words in p["skills"]:
        say(d, f'*{name} — ', ", ".join(words))
    title(t["work"])
    for j in p["work"]:
        say(d, f'*{j["name"]}', f', {j["location"]} — ', "/" + j["position"])
        say(d, j["dates"].upper(), size=8)
        for text in j["bullets"]:
            say(d, text, style="List Bullet")
    title(t["education"])
    for s in p["education"]:
        say(d, f'*{s["institution"]}', f', {s["location"]} — ', f'/{s["studyType"]} in {s["area"]}')
        say(d, s["dates"], size=8)
    title(t["projects"])
    for one in p["projects"]:
        say(d, "*" + one["name"])
        say(d, one["description"])
    title(t["certificates"])
    for c in p["certificates"]:
        say(d, f'{c["name"]} — {c["issuer"]}, {c["when"]}')
    title(t["languages"])
    for name, level in p["languagesSpoken"]:
        say(d, f"{name} ({level})")
    title(t["interests"])
    say(d, " / ".join(p["interests"]))
    save(d, "word-spearmint-en62", "pdf", "odt")


def werdegang():
    """A German CV with the employer first and dates behind a tab, its titles over a rule; and the same from a web editor, printed."""
    p = PEOPLE["de60"]
    t = p["titles"]
    d = document("Liberation Serif", 11)

    def tabbed(left, *right):
        line = say(d, left + "\t", *right)
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(4.5), Cm(-4.5)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(4.5), WD_TAB_ALIGNMENT.LEFT)

    say(d, "*" + p["name"], size=20)
    say(d, p["label"], size=13)
    say(d, f'Wilhelmshöher Allee 210, {p["place"]}')
    say(d, f'Mobil {p["phone"]} | {p["email"]} | geb. 09.11.1994 in Melsungen')
    title = lambda text: d.add_heading(text, 2)
    title(t["summary"])
    say(d, p["summary"])
    title(t["work"])
    for j in p["work"]:
        tabbed(j["dates"], "*" + j["name"], ", " + j["location"])
        tabbed("", "/" + j["position"])
        for text in j["bullets"]:
            tabbed("", "– " + text)
    title(t["education"])
    for s in p["education"]:
        tabbed(s["dates"], "*" + s["institution"], ", " + s["location"])
        tabbed("", {"Fortbildung": f'Fortbildung zur {s["area"]}', "Ausbildung": f'Ausbildung als {s["area"]}'}.get(s["studyType"], s["studyType"]))
    title(t["certificates"])
    for c in p["certificates"]:
        tabbed(c["when"], f'{c["name"]}, {c["issuer"]}')
    title(t["skills"])
    for name, words in p["skills"]:
        tabbed(name, ", ".join(words))
    title(t["languages"])
    for name, level in p["languagesSpoken"]:
        tabbed(name, level)
    title(t["interests"])
    say(d, ", ".join(p["interests"]))
    say(d, "")
    say(d, "Kassel, im November 2025")
    save(d, "word-werdegang-de60", "pdf")
    css = "@page{size:A4;margin:16mm} body{font:10pt 'Noto Sans';margin:0} h1{margin:0;font-size:21pt;font-weight:300} h2{font-size:12pt;color:#36648b;border-bottom:1px solid #36648b;margin:5mm 0 2mm} .row{display:flex;justify-content:space-between} p{margin:.5mm 0} ul{margin:1mm 0 3mm;padding-left:5mm}"
    work = "".join(f'<div class="row"><b>{e(j["name"])}, {e(j["location"])}</b><span>{e(j["dates"])}</span></div><p>{e(j["position"])}</p><ul>' + "".join(f"<li>{e(text)}</li>" for text in j["bullets"]) + "</ul>" for j in p["work"])
    schools = "".join(f'<div class="row"><b>{e(s["institution"])}, {e(s["location"])}</b><span>{e(s["dates"])}</span></div><p>{e(s["studyType"])}{": " + e(s["area"]) if s["area"] else ""}</p>' for s in p["education"])
    body = f'<h1>{e(p["name"])}</h1><p>{e(p["label"])}</p><p>Wilhelmshöher Allee 210, {e(p["place"])} · {p["phone"]} · {p["email"]}</p><h2>{t["summary"]}</h2><p>{e(p["summary"])}</p><h2>{t["work"]}</h2>{work}<h2>{t["education"]}</h2>{schools}<h2>{t["certificates"]}</h2>'
    body += "".join(f'<div class="row"><span>{e(c["name"])}, {e(c["issuer"])}</span><span>{c["when"]}</span></div>' for c in p["certificates"])
    body += f'<h2>{t["skills"]}</h2>' + "".join(f'<p><b>{name}:</b> {", ".join(words)}</p>' for name, words in p["skills"])
    body += f'<h2>{t["languages"]}</h2><p>{", ".join(f"{name} ({level})" for name, level in p["languagesSpoken"])}</p><h2>{t["interests"]}</h2><p>{", ".join(p["interests"])}</p>'
    chromium(shell(p, css, body), OUT / "chromium-werdegang-de60.pdf")


def columna():
    """An OpenDocument file without bullets: dates above each entry, position and employer around a hyphen, tasks after one."""
    p = PEOPLE["es61"]
    t = p["titles"]
    d = document("Caladea", 11)
    say(d, p["name"], style="Title")
    say(d, "/" + p["label"], size=13)
    for label, value in (("Teléfono", p["phone"]), ("Correo", p["email"]), ("Residencia", p["place"])):
        say(d, f"*{label}: ", value)
    title = lambda text: say(d, "*" + text.upper(), size=12)
    title(t["summary"])
    say(d, p["summary"])
    title(t["work"])
    for j in p["work"]:
        say(d, "/" + j["dates"])
        say(d, "*" + j["position"], f' - {j["name"]} ({j["location"]})')
        for text in j["bullets"]:
            say(d, "- " + text)
    title(t["education"])
    for s in p["education"]:
        say(d, "/" + s["dates"])
        say(d, f'*{s["studyType"]} en {s["area"]}', f' - {s["institution"]} ({s["location"]})')
    title(t["certificates"])
    for c in p["certificates"]:
        say(d, f'{c["when"]} - {c["name"]} - {c["issuer"]}')
    title(t["skills"])
    for name, words in p["skills"]:
        say(d, f'*{name}: ', ", ".join(words))
    title(t["languages"])
    say(d, " · ".join(f"{name} ({level})" for name, level in p["languagesSpoken"]))
    title(t["interests"])
    say(d, ", ".join(p["interests"]))
    title("Otros datos de interés")
    say(d, "Carné de conducir B y coche propio.")
    save(d, "libreoffice-columna-es61", "odt", "pdf")


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    for make in (usajobs, beige, ateneo, overleaf, plantilla, labelled, spearmint, werdegang, columna):
        make()
