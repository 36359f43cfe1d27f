"""Walks from nothing to a tailored PDF, as a person who has never seen YAML, without the text editor.

Usage: python walk.py RECTO AXE

On a laptop and on a phone, by mouse or touch and again by keyboard alone. A picture of every state goes into target/preview/walk/.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

from browser import PICTURES, Preview, accessible, run, session, shown, until

LAPTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

POSTING = "We look for a compiler engineer with Python, COBOL and Revit. Python and COBOL every day."

# What a person reads of the element that has the focus, and whether the one with a text is above it, or in the same toolbar.
FOCUSED = """([text, tag]) => { const one = document.activeElement;
  const said = (one) => [one.getAttribute('aria-label'), one.labels?.[0]?.textContent, one.querySelector('strong')?.textContent, one.textContent.trim()];
  const other = [...document.querySelectorAll('button, input, select, textarea')].find((other) => other.checkVisibility() && other.tagName.includes(tag) && said(other).includes(text));
  const isAbove = other !== undefined && one !== document.body && (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const isBeside = other !== undefined && one.closest('[role=toolbar]')?.contains(other) === true;
  return {tag: one.tagName, said: said(one).filter(Boolean), isAbove, isBeside}; }"""


@dataclass
class Person:
    """Acts on the page by pointer, or by keyboard alone."""

    page: Page
    name: str
    has_pointer: bool
    states: int = field(default=0)
    # What it takes: clicks or touches, keys that move or act, and letters that are typed.
    clicks: int = field(default=0)
    keys: int = field(default=0)
    letters: int = field(default=0)

    def key(self, key: str):
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, text: str):
        self.letters += len(text)
        self.page.keyboard.type(text)

    def press(self, button: str):
        if self.has_pointer:
            self.clicks += 1
            self.page.get_by_role("button", name=button, exact=button == "Save").first.click()
        else:
            self.reach(button)
            self.key("Enter")

    def fill(self, label: str, text: str):
        if self.has_pointer:
            self.clicks += 1
            self.letters += len(text)
            self.page.get_by_role("textbox", name=label, exact=True).first.fill(text)
        else:
            self.reach(label)
            self.key("Control+a")
            self.type(text)

    def choose(self, label: str, option: str):
        if self.has_pointer:
            self.clicks += 2
            self.page.get_by_role("combobox", name=label, exact=True).select_option(label=option)
        else:
            self.reach(label, "SELECT")
            # A list takes what is typed.
            self.type(option)

    def reach(self, text: str, tag: str = ""):
        """Presses Tab until something with this text has the focus, backwards if it is above; once around the page."""
        for _ in range(400):
            focused = self.page.evaluate(FOCUSED, [text, tag])
            if text in focused["said"] and tag in focused["tag"]:
                return
            self.key("ArrowRight" if focused["isBeside"] else "Shift+Tab" if focused["isAbove"] else "Tab")
        raise AssertionError(f"the keyboard does not reach {text}")

    def to_pane(self, pane: str):
        """Goes on to another pane, by the key that the help names."""
        for _ in range(4):
            if self.has_pointer or self.page.evaluate("(pane) => document.querySelector(pane).contains(document.activeElement)", pane):
                return
            self.key("F6")
        raise AssertionError(f"F6 does not reach {pane}")

    def look(self, state: str):
        self.states += 1
        self.page.screenshot(path=PICTURES / "walk" / f"{self.name}-{self.states:02}-{state}.png")


def from_nothing_to_a_tailored_pdf(person: Person, preview: Preview):
    page = person.page
    is_phone = page.viewport_size["width"] < 500
    page.goto(preview.printed_address())
    expect(page.locator("#built")).to_contain_text("1 page")
    shown(page)
    expect(page.locator(".notice")).to_contain_text("This is an example")
    person.look("start")
    if is_phone:
        person.press("Editor")
    person.to_pane("#editor-pane")
    place = page.locator("#form .card").first.bounding_box()["y"]
    person.fill("Full name", "Grace Hopper")
    assert page.locator("#form .card").first.bounding_box()["y"] == place, "what is typed into moves"
    person.fill("Professional title", "Compiler engineer")
    person.look("person")

    person.press("Northbank Structures")
    person.fill("Job title", "Senior Compiler Engineer")
    person.fill("What you achieved 1", "Wrote the first compiler.")
    person.key("Enter")
    person.type("Brought COBOL to the Navy.")
    person.look("job")

    person.press("+ Awards")
    title = page.get_by_role("textbox", name="Title", exact=True)
    expect(title).to_be_focused()
    person.type("Medal of Freedom")
    expect(title).to_be_focused()
    person.press("Move the section up: Awards")
    person.look("award")

    if is_phone:
        person.press("Pages")
        expect(page.locator("#sheets img").first).to_be_visible()
        person.look("pages")
        person.press("Options")
    elif not page.locator("#options-pane").is_visible():
        person.press("Options")
    person.to_pane("#options-pane")
    person.fill("Job posting", POSTING)
    findings = page.locator("#posting-findings")
    expect(findings.locator(".present")).to_contain_text("COBOL")
    person.look("posting")
    person.fill("Name of the application", "Navy")
    person.key("Enter")
    expect(findings).to_contain_text("The application navy was added")
    expect(page.locator("#choose-application")).to_have_value("navy")
    person.look("application")

    person.press("Theme foundry")
    expect(page.locator("#built")).to_contain_text("foundry")
    person.look("theme")
    person.choose("Pages", "At most 1")
    expect(page.locator("#choose-pages")).to_have_value("1")
    person.press("Keep")
    expect(page.locator("#keep")).to_be_hidden()
    person.look("kept")
    person.press("Save")
    expect(page.locator("#saved")).to_be_hidden()
    expect(page.locator(".notice")).to_have_count(0)
    with page.expect_download() as waiting:
        person.press("Download the PDF")
    person.look("downloaded")
    accessible(page, "the end of the walk")
    assert waiting.value.suggested_filename == "resume-navy.pdf", waiting.value.suggested_filename
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
    text = preview.text()
    for written in [
        "  name: Grace Hopper\n",
        "    position: Senior Compiler Engineer\n",
        "      - Brought COBOL to the Navy.\n",
        "awards:\n  - title: Medal of Freedom\n",
        "  navy:\n",
        "    theme: foundry\n",
        "# your profession or title",
    ]:
        assert written in text, f"{written!r} is not in the file:\n{text}"


def main(recto: str, axe: str):
    (PICTURES / "walk").mkdir(parents=True, exist_ok=True)
    for where, options in [("laptop", LAPTOP), ("phone", PHONE)]:
        for how in ["pointer", "keyboard"]:
            print(f"{where}, {how}:", end=" ", flush=True)
            with session(recto, axe, **options) as started:
                preview, watch = started.preview, started.watch
                preview.stop()
                preview.resume.unlink()
                preview.start("--new")
                until("the résumé is created", preview.resume.exists)
                person = Person(started.context.new_page(), f"{where}-{how}", has_pointer=how == "pointer")
                run(from_nothing_to_a_tailored_pdf, person, preview)
                print(f"  {person.clicks} clicks, {person.keys} keys, {person.letters} letters")
                watch.done()
    print("a new user comes to a tailored PDF")


if __name__ == "__main__":
    main(*sys.argv[1:])
