"""Tries the form and the design of `recto preview` in a browser, as a person who has never seen YAML.

Usage: python studio.py RECTO AXE

As preview.py. Pictures go into target/preview/.
"""

import re
import struct
import sys
import zlib
from pathlib import Path

from playwright.sync_api import Page, expect

from browser import ROOT, Preview, accessible, changes, digests, picture, run, session, shown, until


def card(page: Page, section: str):
    return page.locator(f"[aria-labelledby=section-{section}]")


def saved(page: Page, preview: Preview):
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_be_hidden()


def the_form_shows_the_file(page: Page, preview: Preview):
    page.goto(preview.printed_address())
    shown(page)
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Shen Zhuoran")
    expect(page.get_by_role("textbox", name="Email")).to_have_value("cmsflash99@gmail.com")
    card(page, "work").locator(".unfold").first.click()
    expect(page.get_by_role("textbox", name="Job title")).to_have_value("AI Resident")
    expect(page.locator(".bullet textarea").first).to_have_value(
        " ".join(preview.text().split("- Proposed", 1)[1].split("\n      - ")[0].split()).join(["Proposed ", ""])
    )
    expect(page.locator("#saved")).to_be_hidden()
    picture(page, "form")
    accessible(page, "the form")


def typing_changes_only_that_value(page: Page, preview: Preview):
    before = preview.text()
    title = page.get_by_role("textbox", name="Job title")
    title.click()
    page.keyboard.press("End")
    # As fast as the browser can: no key is lost.
    changes(page, lambda: page.keyboard.type(" and Team Lead: Vision"))
    expect(title).to_have_value("AI Resident and Team Lead: Vision")
    assert preview.text() == before
    saved(page, preview)
    expected = before.replace("position: AI Resident", "position: 'AI Resident and Team Lead: Vision'")
    until("the file is saved", lambda: preview.text() == expected)
    # The words that are edited are marked on the page.
    expect(page.locator(".box").first).to_be_visible()


def undo_is_one_history(page: Page, preview: Preview):
    # Changes within half a second are undone together, as in typing: the page is made to believe that it has passed.
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 1000; }")
    title = page.get_by_role("textbox", name="Job title")
    title.fill("Typist")
    expect(page.locator("#saved")).to_be_visible()
    page.locator("#mode-text").click()
    expect(page.locator(".cm-content")).to_contain_text("position: 'Typist'")
    page.locator(".cm-content").press("Control+z")
    page.locator("#mode-form").click()
    expect(title).to_have_value("AI Resident and Team Lead: Vision")
    title.press("Control+Shift+z")
    expect(title).to_have_value("Typist")
    title.press("Control+z")
    expect(title).to_have_value("AI Resident and Team Lead: Vision")
    expect(page.locator("#saved")).to_be_hidden()


def points_are_a_list(page: Page, preview: Preview):
    before = preview.text()
    point = page.locator(".bullet textarea")
    count = point.count()
    point.nth(0).click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Led four people: all stayed")
    page.keyboard.press("Enter")
    page.keyboard.type("Second")
    expect(point).to_have_count(count + 2)
    expect(point.nth(1)).to_have_value("Led four people: all stayed")
    expect(point.nth(2)).to_be_focused()
    # A list from a word processor.
    page.keyboard.press("Enter")
    page.evaluate("() => navigator.clipboard.writeText('• One\\n• Two\\n• Three')")
    page.keyboard.press("Control+v")
    expect(point).to_have_count(count + 5)
    page.keyboard.press("Alt+ArrowUp")
    expect(point.nth(4)).to_have_value("Three")
    picture(page, "points")
    saved(page, preview)
    added = "\n".join(f"      - {text}" for text in ["'Led four people: all stayed'", "Second", "One", "Three", "Two"])
    place = "submission to ICLR 2021.\n"
    until("the file is saved", lambda: preview.text() == before.replace(place, f"{place}{added}\n"))
    # An empty point is none, and Backspace removes it.
    point.nth(1).fill("")
    point.nth(1).press("Backspace")
    expect(point).to_have_count(count + 4)
    for _ in range(4):
        point.nth(1).click()
        page.locator(".bullet").nth(1).get_by_role("button", name="Remove").click()
    expect(point).to_have_count(count)
    saved(page, preview)
    until("the points are gone", lambda: preview.text() == before)


def words_are_emphasized_by_keys(page: Page, preview: Preview):
    work = card(page, "work")
    if work.locator(".unfold[aria-expanded=true]").count() == 0:
        work.locator(".unfold").first.click()
    point = work.locator(".bullet textarea").first
    before = point.input_value()
    point.fill("Proposed global networks")
    point.press("Control+End")
    point.press("Control+b")
    expect(point).to_have_value("Proposed global **networks**")
    # The cursor stays in the word.
    page.keyboard.type("!")
    expect(point).to_have_value("Proposed global **networks!**")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+b")
    expect(point).to_have_value("Proposed global networks")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+i")
    page.keyboard.press("Control+b")
    expect(point).to_have_value("***Proposed global networks***")
    page.keyboard.press("Control+i")
    expect(point).to_have_value("**Proposed global networks**")
    # What cannot be emphasized takes no stars.
    name = page.get_by_role("textbox", name="Full name")
    name.press("Control+b")
    expect(name).to_have_value("Shen Zhuoran")
    point.fill(before)
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()


def entries_say_what_is_in_them(page: Page, preview: Preview):
    skills = card(page, "skills").locator("li.entry").first
    expect(skills.locator(".title")).to_contain_text("Python")
    awards = card(page, "awards").locator("li.entry").first
    name = awards.locator("strong").inner_text()
    awards.locator(".unfold").click()
    awards.get_by_label("Title").fill("Medal of Freedom")
    # The buttons of an entry have its name, also while that is typed.
    expect(awards.get_by_role("button", name="Remove: Medal of Freedom")).to_be_visible()
    expect(awards.get_by_role("toolbar", name="Actions for Medal of Freedom")).to_be_visible()
    awards.get_by_label("Title").fill(name)
    awards.locator(".unfold").click()
    awards.get_by_role("button", name=f"Duplicate: {name}").click()
    # The copy is what is edited next.
    expect(card(page, "awards").locator("li.entry").nth(1).locator(".unfold")).to_be_focused()
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()


def entries_are_added_moved_hidden_and_removed(page: Page, preview: Preview):
    before = preview.text()
    work = card(page, "work")
    work.get_by_role("button", name="+ Add: Work", exact=True).click()
    page.keyboard.press("Tab")
    form = work.locator("li.entry").last
    form.get_by_label("Employer", exact=True).fill("Northbank")
    form.get_by_label("Job title").fill("Engineer")
    start = form.get_by_label("From", exact=True)
    start.fill("March 2015")
    start.press("Tab")
    expect(start).to_have_value("2015-03")
    form.get_by_role("button", name="Choose a month: To").click()
    page.get_by_role("button", name="Previous year").click()
    page.locator("dialog[open]").get_by_role("button", name="Present").click()
    expect(form.get_by_label("To", exact=True)).to_have_value("present")
    expect(form.get_by_label("To", exact=True)).to_be_focused()
    saved(page, preview)
    entry = "\n\n  - name: Northbank\n    position: Engineer\n    startDate: 2015-03\n    endDate: present\n"
    until("the job is in the file", lambda: entry in preview.text())
    assert preview.text().replace(entry, "\n") == before

    form.get_by_role("button", name="Move up").click()
    expect(work.locator("li.entry").nth(2)).to_contain_text("Northbank")
    work.locator("li.entry").nth(2).get_by_role("button", name="Hide from the résumé").click()
    saved(page, preview)
    until("the job is hidden", lambda: "hidden: true" in preview.text())
    work.locator("li.entry").nth(2).get_by_role("button", name="Show in the résumé again").click()
    work.locator("li.entry").nth(2).get_by_role("button", name="Duplicate").click()
    expect(work.locator("li.entry")).to_have_count(5)
    for _ in range(2):
        work.locator("li.entry").nth(2).get_by_role("button", name="Remove: Northbank").click()
    expect(work.locator("li.entry")).to_have_count(3)
    saved(page, preview)
    until("the file is as before", lambda: preview.text() == before)


def a_section_is_added(page: Page, preview: Preview):
    before = preview.text()
    page.get_by_role("button", name="+ Languages").click()
    languages = card(page, "languages")
    languages.get_by_role("textbox", name="Language").fill("Cantonese")
    expect(languages.locator(".title")).to_contain_text("Cantonese")
    saved(page, preview)
    until("the section is in the file", lambda: "\nlanguages:\n  - language: Cantonese\n" in preview.text())
    languages.get_by_role("button", name="Remove: Cantonese").click()
    expect(languages).to_have_count(0)
    saved(page, preview)
    until("the section is gone", lambda: preview.text().rstrip() == before.rstrip())
    preview.write(before)


def a_section_of_ones_own_is_added_moved_and_left_out(page: Page, preview: Preview):
    before = preview.text()
    page.get_by_label("Title of the section").fill("Talks & panels")
    page.keyboard.press("Enter")
    talks = card(page, "talks-panels")
    talks.locator("li.entry").get_by_label("Title", exact=True).fill("Timber in earthquakes")
    saved(page, preview)
    own = "\ncustom:\n  talks-panels:\n    title: Talks & panels\n    entries:\n      - title: Timber in earthquakes\n"
    until("the section is in the file", lambda: own in preview.text() and "\n  - skills\n  - talks-panels\n" in preview.text())
    talks.get_by_role("button", name="Move the section up").click()
    talks.get_by_role("button", name="Hide the section").click()
    expect(talks.get_by_text("not printed")).to_be_visible()
    picture(page, "sections")
    accessible(page, "the sections")
    saved(page, preview)
    until("the section is left out", lambda: "\n  - talks-panels:\n      hidden: true\n  - skills\n" in preview.text())
    assert not page.locator(".note.warning").count(), "leaving a section out is no mistake"
    talks.get_by_role("button", name="Show the section again").click()
    saved(page, preview)
    until("the section is printed", lambda: "\n  - talks-panels\n  - skills\n" in preview.text())
    talks.get_by_role("button", name="Remove the section").click()
    expect(talks).to_have_count(0)
    saved(page, preview)
    until("the file is as before", lambda: preview.text().rstrip() == before.rstrip())
    preview.write(before)


def sections_are_moved_without_a_list_of_them(page: Page, preview: Preview):
    before = preview.text()
    without = re.sub(r"\nsections:\n(  - .*\n)+", "\n", before)
    assert "sections:" not in without
    changes(page, lambda: preview.write(without))
    cards = page.locator("#form .card h2")
    first = card(page, "education")
    expect(first).to_be_visible()
    changes(page, lambda: first.get_by_role("button", name="Move the section up").click())
    expect(first.get_by_role("button", name="Move the section up")).to_be_disabled()
    expect(cards.nth(1)).to_have_text("Education")
    saved(page, preview)
    until("the order is in the file", lambda: "\nsections: [education, work, " in preview.text())
    preview.write(before)
    expect(cards.nth(1)).to_have_text("Work")


def a_photo_is_written_with_the_draft(page: Page, preview: Preview):
    before = preview.text()
    photo = preview.resume.with_name("photo.png")
    page.locator(".photo input[type=file]").set_input_files(portrait(preview.resume.with_name("me.png")))
    expect(page.locator(".photo")).to_contain_text("the file is written when you save")
    page.locator(".photo").get_by_label("Crop").select_option("circle")
    expect(page.locator(".note", has_text="photo.png")).to_have_count(0)
    assert not photo.exists()
    accessible(page, "a photo")
    picture(page, "photo")
    # The photo outlives a reload, as the draft does.
    page.reload()
    shown(page)
    expect(page.locator(".photo")).to_contain_text("the file is written when you save")
    saved(page, preview)
    until("the photo is in the file", lambda: "\n  image:\n    file: photo.png\n    crop: circle\n" in preview.text())
    assert photo.read_bytes().startswith(b"\x89PNG") and max(size_of(photo)) == 1200, size_of(photo)
    expect(page.locator(".photo")).to_contain_text("beside the résumé")
    page.get_by_role("button", name="Remove the photo").click()
    saved(page, preview)
    until("the photo is out of the file", lambda: preview.text() == before)


def portrait(path: Path) -> Path:
    """A picture of 1500 by 2000 pixels."""
    rows = b"".join(b"\0" + bytes([200, y // 8, 100]) * 1500 for y in range(2000))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", 1500, 2000, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def size_of(picture: Path) -> tuple:
    return struct.unpack(">II", picture.read_bytes()[16:24])


def a_click_on_the_page_leads_to_the_field(page: Page, preview: Preview):
    sheet = page.locator("#sheets li").first
    scale = sheet.bounding_box()["width"] / 612
    sheet.click(position={"x": 80 * scale, "y": 52 * scale})
    expect(page.get_by_role("textbox", name="Full name")).to_be_focused()
    expect(page.locator(".box").first).to_be_visible()


def an_empty_field_marks_nothing(page: Page, preview: Preview):
    boxes = page.locator("#sheets .box")
    page.get_by_role("textbox", name="Full name").focus()
    expect(boxes.first).to_be_visible()
    page.get_by_role("textbox", name="Professional title").focus()
    expect(boxes).to_have_count(0)
    page.keyboard.type("Engineer")
    expect(boxes.first).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(boxes).to_have_count(0)
    expect(page.locator("#saved")).to_be_hidden()


def a_broken_text_says_so_and_loses_nothing(page: Page, preview: Preview):
    good = preview.text()
    preview.write(good.replace("  email: ", "  email: : ["))
    expect(page.locator(".form-error")).to_contain_text("cannot be shown as a form")
    picture(page, "form-broken")
    for button in page.locator("#downloads button").all():
        expect(button).to_be_disabled()
    preview.write(good)
    expect(page.locator(".form-error")).to_have_count(0)
    expect(page.locator("#downloads button").first).to_be_enabled()


def a_design_is_kept(page: Page, preview: Preview):
    before = preview.text()
    theme = page.get_by_role("button", name="Theme plumb")
    expect(theme.locator("img")).to_be_visible()
    changes(page, lambda: theme.click())
    page.locator("#theme-options summary").click()
    page.locator("#option-size").focus()
    changes(page, lambda: page.keyboard.press("ArrowRight"))
    accessible(page, "the options of a theme")
    picture(page, "design")
    page.locator("#keep").click()
    expect(page.locator("#chosen")).to_be_hidden()
    expect(page.locator("#saved")).to_be_visible()
    assert preview.text() == before
    saved(page, preview)
    until("the design is in the file", lambda: "\ntheme:\n  name: plumb\n  size: " in preview.text())
    expect(theme).to_have_attribute("aria-pressed", "true")
    preview.write(before)
    expect(theme).to_have_attribute("aria-pressed", "false")


def fields_are_copied(page: Page, preview: Preview):
    page.locator("#portal summary").click()
    page.get_by_role("button", name="Copy Email").click()
    until("the address is copied", lambda: page.evaluate("() => navigator.clipboard.readText()") == "cmsflash99@gmail.com")
    accessible(page, "the fields")


def a_posting_is_compared_and_saved_as_an_application(page: Page, preview: Preview):
    before = preview.text()
    page.get_by_role("textbox", name="Job posting").fill(
        "We look for a Kubernetes engineer. Kubernetes and PyTorch are our tools; PyTorch models, Kubernetes clusters."
    )
    findings = page.locator("#posting-findings")
    expect(findings.locator(".missing")).to_contain_text("Kubernetes")
    expect(findings.locator(".present")).to_contain_text("PyTorch")
    accessible(page, "a job posting")
    picture(page, "posting")
    findings.get_by_label("Name of the application").fill("Acme Cloud")
    page.keyboard.press("Enter")
    expect(page.locator("#choose-application option")).to_have_count(2)
    saved(page, preview)
    until("the application is in the file", lambda: "\napplications:\n  acme-cloud:\n    emphasize: [PyTorch]\n" in preview.text())
    page.get_by_role("textbox", name="Job posting").fill("")
    preview.write(before)
    expect(page.locator("#choose-application")).to_be_disabled()
    expect(page.locator(".notice")).to_contain_text("The application acme-cloud is not in the résumé")
    page.locator(".notice").get_by_role("button", name="Close").click()


def a_letter_is_written(page: Page, preview: Preview):
    before = preview.text()
    letter = page.get_by_role("button", name="Letter", exact=True)
    expect(letter).to_be_hidden()
    writing = page.locator("#form details", has_text="Cover letter").first
    writing.locator("summary").first.click()
    writing.get_by_label("Salutation").fill("Dear reader,")
    writing.get_by_label("Text", exact=True).fill("Your bridges made me take up timber.")
    # The pages show what is written.
    expect(page.locator("#built")).to_contain_text("Letter, 1 page")
    expect(letter).to_have_attribute("aria-pressed", "true")
    picture(page, "letter-written")
    accessible(page, "a letter")
    changes(page, page.get_by_role("button", name="Résumé", exact=True).click)
    expect(page.locator("#built")).not_to_contain_text("Letter, 1 page")
    # It is not shown again by itself.
    writing.get_by_label("Closing words").fill("Sincerely,")
    until("the closing words are in the draft", lambda: preview.state()["draft"])
    expect(page.get_by_role("button", name="Résumé", exact=True)).to_have_attribute("aria-pressed", "true")
    # An error leaves the last good pages, and what they can be.
    email = page.get_by_role("textbox", name="Email", exact=True).first
    email.fill("nobody")
    expect(page.locator("#stale")).to_be_visible()
    expect(letter).to_be_visible()
    email.fill("nobody@example.org")
    writing.get_by_label("Closing words").fill("Yours,")
    expect(page.locator("#stale")).to_be_hidden()
    expect(letter).to_have_attribute("aria-pressed", "false")
    page.locator("#discard").click()
    expect(letter).to_be_hidden()
    # Of a file that has nothing else, it is shown at once.
    preview.write("basics: {name: Ada Lovelace}\nletter: {opening: 'Dear reader,', body: Your bridges made me take up timber.}\n")
    until("the file is read", lambda: preview.state()["letter"])
    page.reload()
    expect(page.locator("#built")).to_contain_text("Letter, 1 page")
    page.get_by_role("button", name="Résumé", exact=True).click()
    preview.write(before)
    expect(letter).to_be_hidden()


DROP = """(file) => { const data = new DataTransfer(); data.items.add(new File([file.text], file.name));
  window.dispatchEvent(new DragEvent("drop", {dataTransfer: data, cancelable: true})); }"""


def a_dropped_file_becomes_the_draft(page: Page, preview: Preview):
    before = preview.text()
    page.evaluate(DROP, {"name": "theirs.json", "text": '{"basics": {"name": "Grace Hopper", "hobby": "clocks"}}'})
    expect(page.locator(".notice")).to_contain_text("theirs.json was imported")
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Grace Hopper")
    assert preview.text() == before
    # Its beginning is in view, and as the notice says, it can be taken back from wherever focus is.
    page.locator("#form").evaluate("form => { form.scrollTop = form.scrollHeight; }")
    page.evaluate(DROP, {"name": "ours.json", "text": '{"basics": {"name": "Ada Lovelace"}}'})
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Ada Lovelace")
    until("the form begins at the top", lambda: page.locator("#form").evaluate("form => form.scrollTop === 0"))
    page.locator("#import").focus()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("textbox", name="Full name")).not_to_have_value("Ada Lovelace")
    expect(page.locator(".notice")).to_have_count(0)
    page.locator("#discard").click()
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Shen Zhuoran")
    page.evaluate(DROP, {"name": "letter.txt", "text": "Dear reader"})
    expect(page.locator(".notice")).to_contain_text("was not imported")
    page.locator(".notice").get_by_role("button", name="Close").click()


OMITTING = """
applications:
  acme:
    sections: [work, education]
"""


def a_term_that_is_left_out_is_brought_in(page: Page, preview: Preview):
    before = preview.text()
    preview.write(before + OMITTING)
    page.select_option("#choose-application", "acme")
    page.get_by_role("textbox", name="Job posting").fill("TensorFlow engineer. TensorFlow models, and TensorFlow again.")
    findings = page.locator("#posting-findings")
    expect(findings.locator(".omitted")).to_contain_text("TensorFlow")
    picture(page, "posting-omitted")
    changes(page, lambda: findings.get_by_role("button", name="Bring in: TensorFlow").click())
    expect(findings.locator(".present")).to_contain_text("TensorFlow")
    saved(page, preview)
    until("the section is in the application", lambda: "sections: [work, education, skills]" in preview.text())
    page.get_by_role("textbox", name="Job posting").fill("")
    page.locator("#as-file").click()
    until("the whole résumé is shown", lambda: preview.state()["chosen"]["application"] is None)
    preview.write(before)
    expect(page.locator("#choose-application")).to_be_disabled()


def the_resume_is_shared(page: Page, preview: Preview):
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("#download-says")).to_contain_text("copied as text")
    assert page.evaluate("() => navigator.clipboard.readText()").startswith("Shen Zhuoran")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="One HTML file").click()
    page_file = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert page_file.startswith("<!DOCTYPE html>") and 'src="http' not in page_file and 'rel="stylesheet"' not in page_file
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PDF with its data").click()
    pdf = preview.resume.with_name("shared.pdf")
    waiting.value.save_as(pdf)
    # Dropped onto the page, it is the résumé again.
    before = preview.text()
    page.locator("#import-file").set_input_files(pdf)
    expect(page.locator(".notice")).to_contain_text("shared.pdf was imported")
    expect(page.locator(".notice")).not_to_contain_text("could not be converted")
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Shen Zhuoran")
    page.locator(".notice").get_by_role("button", name="Close").click()
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()
    assert preview.text() == before


def a_font_is_seen_before_it_is_chosen(page: Page, preview: Preview):
    details = page.locator("#theme-options")
    if not details.evaluate("details => details.open"):
        details.locator("summary").click()
    font = page.locator("#option-font")
    assert "EB Garamond" in page.locator(f"#{font.get_attribute('list')} option").evaluate_all("all => all.map((one) => one.value)")
    font.click(click_count=3)
    page.keyboard.type("EB Garamond")
    changes(page, lambda: page.keyboard.press("Tab"))
    sample = page.locator("output[data-of=font]")
    expect(sample).to_contain_text("EB Garamond")
    until("the sample is in that font", lambda: "EB Garamond" in sample.evaluate("one => getComputedStyle(one).fontFamily"))
    assert page.evaluate("() => [...document.fonts].some((face) => face.family.includes('EB Garamond') && face.status === 'loaded')")
    picture(page, "fonts")
    changes(page, lambda: page.locator("#as-file").click())


def documents_become_the_draft(page: Page, preview: Preview):
    before = preview.text()
    foreign = ROOT / "tests" / "import" / "foreign"
    for name, person in [("libreoffice-tabs-en.docx", "Mara Ellison"), ("libreoffice-tabs-en.odt", "Mara Ellison")]:
        page.locator("#import-file").set_input_files(foreign / name)
        notice = page.locator(".notice")
        expect(notice).to_contain_text(f"{name} was imported")
        expect(page.get_by_role("textbox", name="Full name")).to_have_value(person)
        # What was read with doubt is shown field by field.
        notice.get_by_role("button", name="Show the next place").click()
        until("a field has focus", lambda: page.evaluate("() => document.activeElement.closest('#form') !== null"))
        picture(page, "imported")
        notice.get_by_role("button", name="Close").click()
    page.locator("#import-file").set_input_files({"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"})
    expect(page.locator(".notice")).to_contain_text("was not imported")
    page.locator(".notice").get_by_role("button", name="Close").click()
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()
    assert preview.text() == before


# Random edits, as the form makes them: what it shows at once is what the text says afterwards.
STABLE = """async ({edits, seed}) => {
  const [{after}, {ask, Refused}] = await Promise.all([import("/form-model.js"), import("/server.js")]);
  let state = seed;
  const pick = (list) => list[(state = (state * 48271) % 2147483647) % list.length];
  const texts = ["Engine", "a: b", "#1 in sales", "- x", "it's \\"so\\"", "one\\n\\ntwo", "[x", "é陈", "", null, "null", "x #y", " x", "a\\tb"];
  const paths = [
    ["basics", "name"], ["basics", "label"], ["basics", "location", "city"], ["basics", "image"], ["work", 0, "position"], ["work", 1],
    ["work", 0, "highlights"], ["work", 0, "highlights", 1], ["work", 9, "name"], ["languages", 0, "language"], ["skills", 0, "keywords"],
    ["custom", "talks", "entries", 0, "title"], ["sections"], ["theme", "accent"], ["applications", "acme", "emphasize"],
  ];
  const values = () => pick([() => pick(texts), () => pick(texts), () => [pick(texts), pick(texts)], () => true, () => ({name: pick(texts), hidden: true})])();
  const operation = () => {
    const path = pick(paths);
    return pick([
      () => ({do: "set", path, value: values(), order: ["name", "position", "highlights"]}),
      () => ({do: "set", path, value: values(), order: []}),
      () => ({do: "remove", path}),
      () => ({do: "insert", path, index: pick([0, 1]), values: [values(), values()]}),
      () => ({do: "duplicate", path}),
      () => ({do: "move", path, to: pick([0, 1])}),
    ])();
  };
  // Values without places; a key without a value is as good as none.
  const plain = (value) => {
    if (value?.list) return value.list.map(plain);
    if (!value?.keys) return value?.text?.trim() || null;
    const entries = value.keys.map((key, at) => [key, plain(value.values[at])]).filter(([, inner]) => inner !== null);
    return Object.fromEntries(entries.sort(([one], [two]) => (one < two ? -1 : 1)));
  };
  let {text} = await ask("/yaml");
  let shown = (await ask("/form", {text})).values;
  let made = 0;
  for (let number = 0; number < edits; number += 1) {
    const wanted = operation();
    let answer;
    try {
      answer = await ask("/edit", {text, operations: [wanted]});
    } catch (error) {
      if (error instanceof Refused) continue;
      throw error;
    }
    const again = (await ask("/form", {text: answer.text})).values;
    const [model, read, reread] = [after(shown, wanted), answer.values, again].map((value) => JSON.stringify(plain(value)));
    if (model !== read || read !== reread) {
      const first = [...model].findIndex((letter, at) => letter !== read[at] || letter !== reread[at]);
      const near = (one) => one.slice(Math.max(first - 80, 0), first + 160);
      return {wanted, model: near(model), read: near(read), reread: near(reread)};
    }
    ({text} = answer);
    shown = answer.values;
    made += 1;
  }
  return made;
}"""


def what_the_form_shows_is_what_the_text_says(page: Page, preview: Preview):
    for seed in (3, 1843, 99991):
        made = page.evaluate(STABLE, {"edits": 80, "seed": seed})
        assert isinstance(made, int) and made > 30, made


def a_mistake_is_said_beside_its_field(page: Page, preview: Preview):
    work = card(page, "work")
    if work.locator(".unfold[aria-expanded=true]").count() == 0:
        work.locator(".unfold").first.click()
    start = work.get_by_label("From", exact=True).first
    before = start.input_value()
    start.fill("sometime in May")
    start.press("Tab")
    problem = work.locator(".field-problem")
    expect(problem).to_have_text("sometime in May is not a date: write it as Mar 2019, 03/2019 or 2019, or choose a month")
    expect(start).to_have_attribute("aria-invalid", "true")
    name = page.get_by_role("textbox", name="Full name")
    name.fill("")
    # While it is typed into, nothing is said.
    expect(page.locator(".note.error", has_text="name")).to_be_visible()
    expect(page.locator(".field-problem")).to_have_count(1)
    name.press("Tab")
    expect(page.locator(".field-name .field-problem").first).to_have_text("name is missing")
    accessible(page, "fields with mistakes")
    picture(page, "mistakes")
    name.fill("Shen Zhuoran")
    start.fill(before)
    start.press("Tab")
    expect(page.locator(".field-problem")).to_have_count(0)
    expect(page.locator("#saved")).to_be_hidden()
    # What is certain is mended where it is said.
    website = page.get_by_role("textbox", name="Website").first
    website.fill("cmsflash.github.io")
    website.press("Tab")
    page.locator(".field-url").get_by_role("button", name="Change to https://cmsflash.github.io").click()
    expect(website).to_have_value("https://cmsflash.github.io")
    expect(website).to_be_focused()
    expect(page.locator("#saved")).to_be_hidden()
    expect(page.locator(".field-problem")).to_have_count(0)


def every_edit_can_be_undone(page: Page, preview: Preview):
    before = preview.text()
    name = page.get_by_role("textbox", name="Full name")
    name.fill("Ada: Lovelace")
    page.get_by_label("Professional title").fill("- Typist")
    page.get_by_label("Professional title").fill("")
    work = card(page, "work")
    if work.locator(".unfold[aria-expanded=true]").count() == 0:
        work.locator(".unfold").first.click()
    work.locator(".bullet textarea").first.fill("Said it's \"done\" #1")
    work.locator(".bullet textarea").nth(1).click()
    work.locator(".bullet").nth(1).get_by_role("button", name="Remove").click()
    work.locator(".entry").first.get_by_role("button", name="Duplicate").first.click()
    work.locator(".entry").first.get_by_role("button", name="Move down").first.click()
    expect(page.locator("#saved")).to_be_visible()
    for _ in range(40):
        if page.locator("#saved").is_hidden():
            break
        name.press("Control+z")
    expect(page.locator("#saved")).to_be_hidden()
    expect(name).to_have_value("Shen Zhuoran")
    assert preview.text() == before


def a_word_is_added_in_the_text(page: Page, preview: Preview):
    before = preview.text()
    preview.replace("replace convolution", "replace convolutoin")
    page.locator("#mode-text").click()
    expect(page.locator(".note", has_text="convolutoin")).to_be_visible()
    page.locator(".note", has_text="convolutoin").locator(".go").click()
    wrong = page.locator(".cm-lintRange", has_text="convolutoin").first
    expect(wrong).to_be_visible()
    wrong.hover()
    tip = page.locator(".cm-tooltip-lint")
    expect(tip.get_by_role("button")).to_have_count(2)
    expect(tip.get_by_role("button").first).to_contain_text("Change to convolution")
    picture(page, "spelling")
    tip.get_by_role("button").last.click()
    expect(page.locator(".note", has_text="convolutoin")).to_have_count(0)
    saved(page, preview)
    until("the word is in the file", lambda: "words: [convolutoin]" in preview.text())
    page.locator("#mode-form").click()
    # The next step waits for pages of its own.
    changes(page, lambda: preview.write(before))
    expect(page.locator("#saved")).to_be_hidden()


# A résumé whose texts are in two languages.
TWO_LANGUAGES = """\
language: [en, fr]
basics:
  name: Ada Lovelace
  label: {en: Baker, fr: Boulangère}
work:
- name: Mill
  position: {en: Head baker, fr: Cheffe boulangère}
  startDate: 2019-03
  highlights: {en: [Bakes bread for 200 people, Sells cake in 3 shops], fr: [Fait le pain pour 200 personnes]}
"""


def texts_are_those_of_the_chosen_language(page: Page, preview: Preview):
    before = preview.text()
    changes(page, lambda: preview.write(TWO_LANGUAGES))
    english = digests(page)
    changes(page, lambda: page.select_option("#choose-language", "fr"))
    assert preview.state()["effective"]["language"] == "fr"
    expect(page.get_by_text("No problems found.")).to_be_visible()
    picture(page, "form-french-texts")
    changes(page, lambda: page.select_option("#choose-language", "de"))
    expect(page.get_by_text("no text in de").first).to_be_visible()
    page.select_option("#choose-language", "")
    until("the pages are those in English", lambda: digests(page) == english)
    shown(page)
    changes(page, lambda: preview.write(before))


# The descriptions of all fields, also of those that are folded or absent, that are not translated.
TIPS = """async () => { const {fieldsOf, sections} = await import("./form-schema.js"); const {fieldTip} = await import("./strings.js");
  const seen = new Set();
  const tips = (specs, isTop = false) => specs.filter(({key, kind}) => key !== "hidden" && key !== "applications" && kind !== "other").flatMap(({kind, description, inner}) => {
    const holds = ["group", "keyed", "entries"].includes(kind);
    const isNew = holds && inner && !seen.has(inner);
    seen.add(inner);
    return [...(holds && !(isTop && kind === "entries") ? [] : [description]), ...(isNew ? tips(fieldsOf(inner)) : [])]; });
  return tips(sections(), true).filter((tip) => tip && fieldTip(tip) === tip); }"""


def the_page_speaks_german(page: Page, preview: Preview):
    page.evaluate("() => localStorage.setItem('recto.language', '\"de\"')")
    page.reload()
    shown(page)
    expect(page.get_by_label("Vollständiger Name")).to_have_value("Shen Zhuoran")
    expect(page.get_by_role("button", name="Formular")).to_be_visible()
    english = page.evaluate(TIPS)
    assert not english, f"descriptions in English: {english}"
    picture(page, "form-german")
    page.evaluate("() => localStorage.removeItem('recto.language')")
    page.reload()
    shown(page)


def two_windows_do_not_change_each_other_silently(page: Page, preview: Preview):
    other = page.context.new_page()
    other.goto(preview.printed_address())
    shown(other)
    other.select_option("#choose-theme", "marquee")
    expect(page.locator(".notice")).to_contain_text("Theme: marquee")
    page.locator(".notice").get_by_role("button", name="Use this window's").click()
    expect(other.locator(".notice")).to_contain_text("Changed by another window")
    other.close()
    expect(page.locator(".notice")).to_have_count(0)


def a_draft_outlives_the_browser(page: Page, preview: Preview):
    tab = page.context.new_page()
    tab.goto(preview.printed_address())
    shown(tab)
    tab.get_by_label("Professional title").fill("Typesetter")
    until("the server has the draft", lambda: preview.state()["draft"])
    tab.close()
    until("the draft is gone", lambda: not preview.state()["draft"])
    tab = page.context.new_page()
    tab.goto(preview.printed_address())
    expect(tab.locator(".notice")).to_contain_text("Your unsaved changes were restored")
    expect(tab.get_by_label("Professional title")).to_have_value("Typesetter")
    tab.locator("#discard").click()
    expect(tab.locator("#saved")).to_be_hidden()
    tab.close()


def other_windows_and_colours(page: Page, preview: Preview):
    wide = page.viewport_size
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator("#options-pane")).to_be_hidden()
    level = page.locator("#zoom-level").inner_text()
    assert int(level.split()[0]) >= 60, f"the page is shown at {level}"
    picture(page, "form-1024")
    page.set_viewport_size({"width": 390, "height": 780})
    page.locator("#tabs").get_by_role("button", name="Editor").click()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
    picture(page, "form-390")
    accessible(page, "the form, narrow")
    page.emulate_media(color_scheme="dark")
    picture(page, "form-390-dark")
    accessible(page, "the form, narrow and dark")
    page.set_viewport_size(wide)
    picture(page, "form-dark")
    page.emulate_media(color_scheme="light")


def main(recto: str, axe: str):
    with session(recto, axe) as started:
        preview, watch = started.preview, started.watch
        page = started.context.new_page()
        for attempt in [
            the_form_shows_the_file,
            typing_changes_only_that_value,
            undo_is_one_history,
            points_are_a_list,
            words_are_emphasized_by_keys,
            entries_say_what_is_in_them,
            entries_are_added_moved_hidden_and_removed,
            a_section_is_added,
            a_section_of_ones_own_is_added_moved_and_left_out,
            sections_are_moved_without_a_list_of_them,
            a_photo_is_written_with_the_draft,
            a_click_on_the_page_leads_to_the_field,
            an_empty_field_marks_nothing,
            a_broken_text_says_so_and_loses_nothing,
            a_design_is_kept,
            fields_are_copied,
            a_posting_is_compared_and_saved_as_an_application,
            a_term_that_is_left_out_is_brought_in,
            the_resume_is_shared,
            a_font_is_seen_before_it_is_chosen,
            a_letter_is_written,
            a_dropped_file_becomes_the_draft,
            documents_become_the_draft,
            what_the_form_shows_is_what_the_text_says,
            a_mistake_is_said_beside_its_field,
            every_edit_can_be_undone,
            a_word_is_added_in_the_text,
            texts_are_those_of_the_chosen_language,
            the_page_speaks_german,
            two_windows_do_not_change_each_other_silently,
            a_draft_outlives_the_browser,
            other_windows_and_colours,
        ]:
            run(attempt, page, preview)
        watch.done()
    print("the form works in the browser")


if __name__ == "__main__":
    main(*sys.argv[1:])
