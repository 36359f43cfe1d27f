"""Tries the form and the design of `recto preview` in a browser, as a person who has never seen YAML.

Usage: python studio.py RECTO AXE

As preview.py, whose helpers it uses. Pictures go into target/preview/.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from preview import CHROMIUM, DEADLINE, PICTURES, Preview, Watch, accessible, changes, picture, run, shown, until


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


def entries_are_added_moved_hidden_and_removed(page: Page, preview: Preview):
    before = preview.text()
    work = card(page, "work")
    work.get_by_role("button", name="+ Add", exact=True).click()
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
    languages.get_by_label("Language").fill("Cantonese")
    expect(languages.locator(".title")).to_contain_text("Cantonese")
    saved(page, preview)
    until("the section is in the file", lambda: "\nlanguages:\n  - language: Cantonese\n" in preview.text())
    languages.get_by_role("button", name="Remove: Cantonese").click()
    expect(languages).to_have_count(0)
    saved(page, preview)
    until("the section is gone", lambda: preview.text().rstrip() == before.rstrip())
    preview.write(before)


def a_click_on_the_page_leads_to_the_field(page: Page, preview: Preview):
    sheet = page.locator("#sheets li").first
    scale = sheet.bounding_box()["width"] / 612
    sheet.click(position={"x": 80 * scale, "y": 52 * scale})
    expect(page.get_by_role("textbox", name="Full name")).to_be_focused()
    expect(page.locator(".box").first).to_be_visible()


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


DROP = """(file) => { const data = new DataTransfer(); data.items.add(new File([file.text], file.name));
  window.dispatchEvent(new DragEvent("drop", {dataTransfer: data, cancelable: true})); }"""


def a_dropped_file_becomes_the_draft(page: Page, preview: Preview):
    before = preview.text()
    page.evaluate(DROP, {"name": "theirs.json", "text": '{"basics": {"name": "Grace Hopper", "hobby": "clocks"}}'})
    expect(page.locator(".notice")).to_contain_text("theirs.json was imported")
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Grace Hopper")
    assert preview.text() == before
    page.locator("#discard").click()
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Shen Zhuoran")
    page.evaluate(DROP, {"name": "letter.txt", "text": "Dear reader"})
    expect(page.locator(".notice")).to_contain_text("was not imported")
    page.locator(".notice").get_by_role("button", name="Close").click()


def the_page_speaks_german(page: Page, preview: Preview):
    page.evaluate("() => localStorage.setItem('recto.language', '\"de\"')")
    page.reload()
    shown(page)
    expect(page.get_by_label("Vollständiger Name")).to_have_value("Shen Zhuoran")
    expect(page.get_by_role("button", name="Formular")).to_be_visible()
    picture(page, "form-german")
    page.evaluate("() => localStorage.removeItem('recto.language')")
    page.reload()
    shown(page)


def two_windows_do_not_change_each_other_silently(page: Page, preview: Preview):
    other = page.context.new_page()
    other.goto(preview.printed_address())
    shown(other)
    other.select_option("#choose-theme", "marquee")
    expect(page.locator(".notice")).to_contain_text("theme marquee")
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


def from_nothing_to_a_pdf_by_keyboard(page: Page, preview: Preview):
    """`preview --new`, and a person who fills in a form."""
    preview.stop()
    preview.resume.unlink()
    preview.start("--new")
    tab = page.context.new_page()
    tab.goto(preview.printed_address())
    shown(tab)
    name = tab.get_by_role("textbox", name="Full name")
    for _ in range(60):
        if name.evaluate("field => field === document.activeElement"):
            break
        tab.keyboard.press("Tab")
    expect(name).to_be_focused()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Grace Hopper")
    tab.keyboard.press("Control+s")
    until("the name is saved", lambda: "name: Grace Hopper\n" in preview.text())
    assert "# your profession or title" in preview.text(), "a comment is lost"
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Download PDF").press("Enter")
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
    picture(tab, "new")
    tab.close()


def main(recto: str, axe: str):
    PICTURES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=DEADLINE * 1000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        preview = Preview(recto, Path(folder))
        preview.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 1440, "height": 900},
            color_scheme="light",
            reduced_motion="reduce",
            locale="en-GB",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(DEADLINE * 1000)
        context.add_init_script(path=axe)
        watch = Watch(context, preview.address)
        page = context.new_page()
        try:
            for attempt in [
                the_form_shows_the_file,
                typing_changes_only_that_value,
                undo_is_one_history,
                points_are_a_list,
                entries_are_added_moved_hidden_and_removed,
                a_section_is_added,
                a_click_on_the_page_leads_to_the_field,
                a_broken_text_says_so_and_loses_nothing,
                a_design_is_kept,
                fields_are_copied,
                a_posting_is_compared_and_saved_as_an_application,
                a_dropped_file_becomes_the_draft,
                the_page_speaks_german,
                two_windows_do_not_change_each_other_silently,
                a_draft_outlives_the_browser,
                other_windows_and_colours,
            ]:
                run(attempt, page, preview)
            watch.done()
            page.close()
            watch.unreachable = True
            page = context.new_page()
            run(from_nothing_to_a_pdf_by_keyboard, page, preview)
            watch.done()
        except Exception:
            page.screenshot(path=PICTURES / "failure.png")
            print("".join(preview.output), *watch.errors, sep="\n", file=sys.stderr)
            raise
        finally:
            browser.close()
            preview.stop()
    print("the form works in the browser")


if __name__ == "__main__":
    main(*sys.argv[1:])
