"""Makes the résumés of two blind trials: people and layouts that were written down before anybody looked at how they are read.

Usage: python make_blind.py [FOLDER]

Needs LibreOffice (soffice), Chromium, pdflatex, and the Python packages python-docx and typst. Each file is named
MAKER-LAYOUT-PERSON.EXTENSION; what it says is in people_more.json.
"""

import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import docx as D
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

HERE = Path(__file__).resolve().parent
P = {person["id"]: person for person in json.loads((HERE / "people_more.json").read_text())}
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
e = html.escape


def chromium(source, path):
    """Prints a page of HTML."""
    with tempfile.TemporaryDirectory() as f:
        page = Path(f) / 'cv.html'
        page.write_text(source)
        subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', f'--user-data-dir={f}/p', f'--print-to-pdf={path}', page.as_uri()], check=True, capture_output=True)


def soffice(path, kind='pdf'):
    """Converts a file with LibreOffice."""
    subprocess.run(['soffice', '--headless', '--convert-to', kind, '--outdir', str(OUT), str(path)], check=True, capture_output=True)


def latex(source, path):
    """Typesets a document."""
    with tempfile.TemporaryDirectory() as f:
        (Path(f) / 'cv.tex').write_text(source)
        subprocess.run(['pdflatex', '-interaction=batchmode', 'cv.tex'], cwd=f, capture_output=True)
        path.write_bytes((Path(f) / 'cv.pdf').read_bytes())


def maurer():
    """A Word document as a bricklayer writes it: a table without borders for each section, schools first, place and date at the end."""
    p = P['de30']
    t = p['titles']
    d = D.Document()
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
    p = P['fr30']
    t = p['titles']
    css = "@page{size:A4;margin:12mm} body{margin:0;font:10pt Lato,'DejaVu Sans'} .g{display:grid;grid-template-columns:1fr 60mm;gap:8mm} h1{font-size:26pt;margin:0;color:#7a3b52} h2{font-size:12pt;color:#7a3b52;margin:5mm 0 2mm} .s{background:#f6eef1;padding:5mm} p{margin:.6mm 0} .d{font-style:italic;font-size:9pt} .j{margin-bottom:3mm} .j b{font-size:11pt} ul{margin:1mm 0;padding-left:4mm}"
    jobs = ''.join((f"<div class=j><b>{e(j['position'])}</b><p>{e(j['name'])}, {e(j['location'])}</p><p class=d>{e(j['dates'])}</p><ul>{''.join((f'<li>{e(b)}</li>' for b in j['bullets']))}</ul></div>" for j in p['work']))
    sch = ''.join((f"<p><b>{e(s['studyType'])} {e(s['area'])}</b> ({s['dates']})<br>{e(s['institution'])}</p>" for s in p['education']))
    side = f"<h2>Contact</h2><p>12 rue de Siam<br>{p['place']}</p><p>{p['phone']}</p><p>{p['email']}</p><p>kerbrat.exemple.fr</p><p>31 ans – Permis B, véhicule</p><h2>{t['skills']}</h2>" + ''.join((f"<p><b>{n}</b></p><ul>{''.join((f'<li>{w}</li>' for w in ws))}</ul>" for n, ws in p['skills'])) + f"<h2>{t['languages']}</h2>" + ''.join((f'<p>{n} : {l}</p>' for n, l in p['languagesSpoken'])) + f"<h2>{t['interests']}</h2>" + ''.join((f'<p>{i}</p>' for i in p['interests']))
    vol = '<h2>Bénévolat</h2><p><b>Restos du Cœur</b> – Responsable de la cuisine (2019 – 2022)</p><p>Préparation de 150 repas chaque samedi.</p>'
    chromium(f"<html lang=fr><meta charset=utf-8><title>CV</title><style>{css}</style><h1>{p['name']}</h1><p>{p['label']}</p><div class=g><div><h2>{t['summary']}</h2><p>{p['summary']}</p><h2>{t['work']}</h2>{jobs}<h2>{t['education']}</h2>{sch}{vol}</div><div class=s>{side}</div></div>", OUT / 'chromium-rightside-fr30.pdf')


def webpage():
    """Text copied from a profile on a web page."""
    p = P['es30']
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
    p = P['it30']
    d = D.Document()
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
    p = P['pt30']
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
    p = P['nl30']
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
    p = P['pl30']
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
    p = P['sv30']
    t = p['titles']
    d = D.Document()
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
    p = P['tr30']
    t = p['titles']
    m = f"# {p['name']}, {p['label']}\n\n- **Adres:** Alsancak, {p['place']}\n- **Telefon:** {p['phone']}\n- **E-posta:** {p['email']}\n- **Doğum tarihi:** 12.02.1991\n- **Sürücü belgesi:** B\n\n## {t['summary']}\n\n{p['summary']}\n\n## {t['education']}\n\n"
    for s in p['education']:
        m += f"**{s['institution']}**, {s['location']} ({s['dates']})  \n{s['area']}, {s['studyType']}\n\n"
    m += f"## {t['work']}\n\n"
    for j in p['work']:
        m += f"### {j['name']} – {j['position']}\n{j['location']}, {j['dates']}\n\n" + ''.join((f'* {b}\n' for b in j['bullets'])) + '\n'
    m += f"## {t['skills']}\n\n" + ''.join((f"- **{n}**: {', '.join(w)}\n" for n, w in p['skills'])) + f"\n## {t['languages']}\n\n" + ''.join((f'- {n}: {l}\n' for n, l in p['languagesSpoken'])) + f"\n## {t['certificates']}\n\n" + ''.join((f"1. {c['name']} ({c['issuer']}, {c['when']})\n" for c in p['certificates'])) + f"\n## Ödüller\n\n- Genç Mimar Ödülü, Mimarlar Odası, 2018\n\n## {t['interests']}\n\n{', '.join(p['interests'])}\n\n## Referanslar\n\n- Prof. Dr. Hale Ersoy, Ege Teknik Üniversitesi, hale.ersoy@ornek.edu.tr\n"
    (OUT / 'markdown-mimar-tr30.md').write_text(m)


def veteran():
    """One line for position, employer, place and dates."""
    p = P['en30']
    t = p['titles']
    css = '@page{size:letter;margin:.6in} body{font:10.5pt Carlito,Calibri;margin:0} h1{margin:0;font-size:22pt;letter-spacing:.5px} h2{font-size:11.5pt;text-transform:uppercase;border-top:2px solid #333;padding-top:2mm;margin:4mm 0 1mm} p{margin:.5mm 0} .r{float:right} ul{margin:0 0 2mm;padding-left:5mm} .c{columns:3;margin:0}'
    b = f"<h1>{p['name']}</h1><p>{p['label']}</p><p>{p['place']} 28305 • {p['phone']} • {p['email']} • linkedin.com/in/dwhitcombe</p><p>Security Clearance: Secret (active through 2027)</p><h2>{t['summary']}</h2><p>{p['summary']}</p><h2>{t['skills']}</h2>" + ''.join((f"<p><b>{n}:</b> {' | '.join(w)}</p>" for n, w in p['skills'])) + f"<h2>{t['work']}</h2>"
    b += ''.join((f"<p><b>{e(j['position'])}</b>, {e(j['name'])}, {e(j['location'])} <span class=r>{j['dates']}</span></p><ul>{''.join((f'<li>{e(x)}</li>' for x in j['bullets']))}</ul>" for j in p['work']))
    b += f"<h2>{e(t['education'])}</h2>" + ''.join((f"<p><b>{s['studyType']}{(', ' + s['area'] if s['area'] else '')}</b>, {s['institution']}, {s['location']}, {s['dates']}</p>" for s in p['education'])) + f"<h2>{e(t['certificates'])}</h2><ul>" + ''.join((f"<li>{c['name']}, {c['issuer']}, {c['when']}</li>" for c in p['certificates'])) + f"</ul><h2>Awards</h2><p>Meritorious Service Medal (2020); Army Commendation Medal (2016)</p><h2>{t['languages']}</h2><p>" + ', '.join((f'{n} ({l})' for n, l in p['languagesSpoken'])) + '</p><h2>Volunteer Work</h2><p>Coach, Cumberland Youth Football, 2021 to Present</p>'
    chromium(f'<html lang=en><meta charset=utf-8><title>Resume</title><style>{css}</style>{b}', OUT / 'chromium-veteran-en30.pdf')
    (OUT / 'html-veteran-en30.html').write_text(f'<!doctype html><html lang=en><meta charset=utf-8><title>Resume</title><style>{css}</style>{b}')


def dark():
    """A dark sidebar on the left, schools first, arrows as bullets."""
    p = P['fr40']
    t = p['titles']
    css = "@page{size:A4;margin:0} body{margin:0;font:9.5pt 'Open Sans','DejaVu Sans';display:flex} aside{width:65mm;background:#12343b;color:#fff;padding:10mm 6mm;min-height:277mm} main{flex:1;padding:10mm} h1{font-size:20pt;margin:0} h2{font-size:11pt;letter-spacing:1px;margin:5mm 0 2mm;border-bottom:1px solid currentColor} p{margin:1mm 0} .x{display:flex;justify-content:space-between} small{color:#666}"
    side = f"<h2>CONTACT</h2><p>{p['email']}</p><p>{p['phone']}</p><p>{p['place']}</p><p>Né le 2 mars 1995</p><p>Permis A et B</p><h2>{t['skills'].upper()}</h2>" + ''.join((f"<p>{n} : {', '.join(w)}</p>" for n, w in p['skills'])) + f"<h2>{t['languages'].upper()}</h2>" + ''.join((f"<p>{n}<br><small style='color:#cde'>{l}</small></p>" for n, l in p['languagesSpoken'])) + f"<h2>{t['interests'].upper()}</h2><p>{' • '.join(p['interests'])}</p>"
    main = f"<h1>{p['name']}</h1><p>{p['label']}</p><h2>{t['summary'].upper()}</h2><p>{e(p['summary'])}</p><h2>{t['education'].upper()}</h2>" + ''.join((f"<div class=x><b>{s['studyType']} {s['area']}</b><span>{s['dates']}</span></div><p>{s['institution']}, {s['location']}</p>" for s in p['education'])) + f"<h2>{t['certificates'].upper()}</h2>" + ''.join((f"<p>{c['name']} – {c['issuer']} – {c['when']}</p>" for c in p['certificates'])) + f"<h2>{t['work'].upper()}</h2>" + ''.join((f"<div class=x><b>{j['name']}</b><span>{e(j['dates'])}</span></div><p>{j['position']} – {j['location']}</p>" + ''.join((f'<p>→ {b}</p>' for b in j['bullets'])) for j in p['work']))
    chromium(f'<html lang=fr><meta charset=utf-8><title>x</title><style>{css}</style><aside>{side}</aside><main>{main}</main>', OUT / 'chromium-dark-fr40.pdf')


def schweiz():
    """Word with borders, and position, employer and place on one line."""
    p = P['de40']
    t = p['titles']
    d = D.Document()
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
    p = P['en40']
    t = p['titles']
    m = f"{p['name']}\n{'=' * len(p['name'])}\n\n{p['label']}  \n{p['place']}, Scotland · {p['email']} · {p['phone']} · {p['url']}\n\n**{t['summary']}**\n\n{p['summary']}\n\n**{t['education']}**\n\n"
    m += ''.join((f"* {s['studyType']} {s['area']}, {s['institution']} ({s['dates']})\n" for s in p['education'])) + f"\n**{t['work']}**\n\n"
    m += ''.join((f"{j['position']}, {j['name']}, {j['location']} ({j['dates']})\n\n" + ''.join((f'- {b}\n' for b in j['bullets'])) + '\n' for j in p['work']))
    m += f"**Publications**\n\n1. Macaulay E, Orr T (2023). Kelp canopies in tidal narrows. *Journal of Coastal Algae* 14: 201–219.\n2. Macaulay E (2021). Counting holdfasts. *Scottish Naturalist* 88: 4–11.\n\n**Grants**\n\n- Sea Fund small grant, £4,800, 2023\n\n**{t['certificates']}**\n\n" + ''.join((f"- {c['name']}, {c['issuer']}, {c['when']}\n" for c in p['certificates'])) + f"\n**{t['skills']}**\n\n" + ''.join((f"{n}: {', '.join(w)}  \n" for n, w in p['skills'])) + f"\n**{t['languages']}**\n\n" + ', '.join((f'{n} ({l})' for n, l in p['languagesSpoken'])) + f"\n\n**{t['interests']}**\n\n{', '.join(p['interests'])}\n\n**Referees**\n\nProfessor Una Geddes, Firth of Lorn Institute, una.geddes@example.ac.uk\n"
    (OUT / 'markdown-bold-en40.md').write_text(m)
    (OUT / 'text-bold-en40.txt').write_text(m.replace('**', '').replace('  \n', '\n'))


def estilos():
    """Word with its own styles, dates above each entry."""
    p = P['pt40']
    t = p['titles']
    d = D.Document()
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
    p = P['nl40']
    t = p['titles']
    row = lambda l, r: f'<tr><td>{l}</td><td>{r}</td></tr>'
    b = f"<h1>Curriculum Vitae {p['name']}</h1><table>" + ''.join((row(k, v) for k, v in [('Woonplaats', p['place']), ('Telefoon', p['phone']), ('E-mail', p['email']), ('LinkedIn', p['url']), ('Geboortedatum', '11-09-1995'), ('Rijbewijs', 'B')])) + f"</table><h2>{t['summary']}</h2><p>{p['summary']}</p><h2>{t['work']}</h2><table>"
    b += ''.join((row(j['dates'], f"<b>{j['position']} bij {j['name']}, {j['location']}</b><ul>{''.join((f'<li>{x}</li>' for x in j['bullets']))}</ul>") for j in p['work'])) + f"</table><h2>{t['education']}</h2><table>" + ''.join((row(s['dates'], f"<b>{s['studyType']} {s['area']}</b>, {s['institution']}") for s in p['education'])) + f"</table><h2>{t['certificates']}</h2><table>" + ''.join((row(c['when'], f"{c['name']} ({c['issuer']})") for c in p['certificates'])) + f"</table><h2>{t['skills']}</h2><ul>" + ''.join((f"<li>{n}: {', '.join(w)}</li>" for n, w in p['skills'])) + f"</ul><h2>{t['languages']}</h2><table>" + ''.join((row(n, l) for n, l in p['languagesSpoken'])) + f"</table><h2>{t['interests']}</h2><p>{' en '.join(p['interests'])}</p>"
    h = f'<!doctype html><html lang=nl><meta charset=utf-8><title>CV</title><style>@page{{margin:18mm}}body{{font:10.5pt "Noto Sans"}}td{{vertical-align:top;padding-right:6mm}}h2{{color:#b40}}</style>{b}'
    (OUT / 'html-tabel-nl40.html').write_text(h)
    chromium(h, OUT / 'chromium-tabel-nl40.pdf')


for make in [maurer, rightside, webpage, europeo, empresa, minipage, grid, roller, mimar, veteran, dark, schweiz, bold, estilos, tabel]:
    make()
