"""Tries the page of `recto preview` in a browser, as a person would.

Usage: python preview.py RECTO AXE

RECTO is the program, AXE the file axe.min.js of axe-core. Pictures go into target/preview/.
"""

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from browser import (
    PICTURES, REAL_SIZE, ROOT, Preview, Watch, accessible, changes, digests, marked_line, picture, run, session, shown, to_text, until,
)


def it_shows_the_pages(page: Page, preview: Preview):
    # The address that the browser is opened with works once; the page that was opened stays open over a reload.
    page.goto(preview.opened_address())
    shown(page)
    assert page.url == f"{preview.address}/", page.url
    # The form is tried in studio.py.
    page.locator("#mode-text").click()
    page.reload()
    shown(page)
    expect(page.locator("#built")).to_have_text(re.compile(r"^1 page.*built in \d+ ms$"))
    expect(page.locator("#file")).to_have_text("resume.yaml")
    expect(page.locator(".cm-content")).to_contain_text("Shen Zhuoran")
    expect(page.locator("#checks-sum")).to_have_text(re.compile(r"^(\d+) of \1 checks passed"))
    picture(page, "wide-light")


def a_change_on_disk_is_shown_where_the_reader_was(page: Page, preview: Preview):
    # From here on, a page that is not drawn at some moment is a flicker.
    page.evaluate(
        "() => { window.flickers = 0; (function look() { const image = document.querySelector('#sheets img');"
        " if (!image || !image.complete || !image.naturalWidth) window.flickers += 1; requestAnimationFrame(look); })(); }"
    )
    for _ in range(4):
        page.locator("#zoom-in").click()
    place = lambda: page.locator("#pages").evaluate("pane => [pane.scrollLeft, pane.scrollTop]")
    page.locator("#pages").evaluate("pane => pane.scrollTo(40, 200)")
    assert place() == [40, 200], place()
    level = page.locator("#zoom-level").inner_text()
    changes(page, lambda: preview.replace("position: AI Resident", "position: Research Resident"))
    assert place() == [40, 200], place()
    expect(page.locator("#zoom-level")).to_have_text(level)
    expect(page.locator(".cm-content")).to_contain_text("Research Resident")
    expect(page.locator("#saved")).to_be_hidden()
    page.locator("#zoom-page").click()
    box, pane = page.locator("#sheets li").bounding_box(), page.locator("#pages").bounding_box()
    assert box["height"] <= pane["height"] and box["width"] <= pane["width"], "the page does not fit"
    page.locator("#zoom-full").click()
    assert round(page.locator("#sheets li").bounding_box()["width"]) == round(612 * REAL_SIZE)
    page.locator("#zoom-width").click()


def choices_do_not_touch_the_file(page: Page, preview: Preview):
    before = preview.text()
    changes(page, lambda: page.select_option("#choose-theme", "plumb"))
    expect(page.locator("#keep")).to_be_visible()
    changes(page, lambda: page.select_option("#choose-paper", "a4"))
    assert page.locator("#sheets li").evaluate("sheet => sheet.offsetHeight / sheet.offsetWidth") > 1.4
    picture(page, "chosen")
    changes(page, lambda: page.locator("#as-file").click())
    expect(page.locator("#chosen")).to_be_hidden()
    assert page.locator("#choose-theme").input_value() == ""
    assert preview.text() == before


def a_mistake_is_told_with_its_line_and_mended(page: Page, preview: Preview):
    before = digests(page)
    preview.replace("    team: Personal AI", "    taem: Personal AI")
    line = preview.text()[: preview.text().index("taem")].count("\n") + 1
    note = page.locator(".note.error")
    expect(note).to_contain_text("unknown key taem")
    expect(note.locator(".place")).to_have_text(f"line {line}")
    expect(page.locator("#stale")).to_be_visible()
    assert digests(page) == before, "the last good pages are gone"
    expect(page.locator(".cm-lintRange-error")).to_have_text("taem")
    picture(page, "mistake")
    accessible(page, "a mistake")
    page.locator("#stale-go").click()
    assert "taem: Personal AI" in marked_line(page)
    # The button mends the draft, not the file.
    note.get_by_role("button", name="Change to team").click()
    expect(note).to_have_count(0)
    expect(page.locator("#stale")).to_be_hidden()
    expect(page.locator("#saved")).to_be_visible()
    assert "taem" in preview.text()
    # The file is mended elsewhere to the same: there is nothing left to save.
    preview.replace("taem", "team")
    expect(page.locator("#saved")).to_be_hidden()
    expect(page.locator(".notice")).to_have_count(0)


def broken_yaml_is_told(page: Page, preview: Preview):
    good = preview.text()
    preview.replace("  email: ", "  email: : [")
    expect(page.locator(".note.error").first).to_be_visible()
    preview.write(good)
    expect(page.locator(".note.error")).to_have_count(0)


def a_click_on_text_shows_its_line(page: Page, preview: Preview):
    page.locator("#toggle-editor").click()
    expect(page.locator("#editor-pane")).to_be_hidden()
    page.locator("#pages").evaluate("pane => pane.scrollTo(0, 0)")
    sheet = page.locator("#sheets li").first
    scale = sheet.bounding_box()["width"] / 612
    # The name is at the top left of the page, within its margins.
    sheet.click(position={"x": 80 * scale, "y": 52 * scale})
    assert "name: Shen Zhuoran" in marked_line(page)
    expect(page.locator("#editor-pane")).to_be_visible()
    assert page.evaluate("() => document.activeElement.classList.contains('cm-content')")


def typing_is_a_draft_until_it_is_saved(page: Page, preview: Preview):
    before = preview.text()
    to_text(page, "Shenzhen, China")
    changes(page, lambda: page.keyboard.type(" and elsewhere"))
    expect(page.locator("#saved")).to_have_text("unsaved")
    assert preview.text() == before
    picture(page, "draft")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_be_hidden()
    until("the file is saved", lambda: "Shenzhen, China and elsewhere" in preview.text())
    assert preview.text() == before.replace("Shenzhen, China", "Shenzhen, China and elsewhere")
    # Undo after saving is a change like any other.
    page.keyboard.press("Control+z")
    expect(page.locator("#saved")).to_be_visible()
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator("#saved")).to_be_hidden()


def the_editor_completes_keys(page: Page, preview: Preview):
    to_text(page, "url: https://cmsflash.github.io")
    page.keyboard.type("\nsumm")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("summary")
    picture(page, "completion")
    page.keyboard.press("Escape")
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()


def lists_go_on_in_the_text(page: Page, preview: Preview):
    text = page.locator(".cm-content")
    assert text.get_attribute("spellcheck") == "true"
    to_text(page, "and high code quality.")
    page.keyboard.press("Enter")
    page.keyboard.type("One more")
    page.keyboard.press("Enter")
    page.evaluate("() => navigator.clipboard.writeText('•\tTwo: a pair\\n•\tThree')")
    page.keyboard.press("Control+v")
    added = "".join(f"      - {item}\n" for item in ["One more", "'Two: a pair'", "Three"])
    page.keyboard.press("Control+s")
    until("the items are in the file", lambda: f"and high code quality.\n{added}" in preview.text())
    preview.write((ROOT / "resume.yaml").read_text(encoding="utf-8"))
    expect(text).not_to_contain_text("One more")


def a_double_click_zooms_to_a_section(page: Page, preview: Preview):
    level = lambda: int(page.locator("#zoom-level").inner_text().split()[0])
    before = level()
    sheet = page.locator("#sheets li").first
    sheet.dblclick(position={"x": 120, "y": 300})
    until("the page is larger", lambda: abs(level() - 2 * before) <= 2)
    picture(page, "closer")
    sheet.dblclick(position={"x": 120, "y": 600})
    until("the page is as before", lambda: level() == before)


def nothing_is_saved_over_a_newer_change(page: Page, preview: Preview):
    notice = page.locator(".notice")
    # Changes in other lines are merged.
    to_text(page, "The University of Hong Kong")
    page.keyboard.type(" (mine)")
    expect(page.locator("#saved")).to_be_visible()
    preview.replace("Seattle, WA", "Oslo, NO")
    expect(notice).to_contain_text("were merged")
    expect(page.locator(".cm-content")).to_contain_text("Oslo, NO")
    expect(page.locator(".cm-content")).to_contain_text("(mine)")
    page.locator(".cm-content").press("Control+s")
    until("both are saved", lambda: "Oslo, NO" in preview.text() and "(mine)" in preview.text())
    notice.get_by_role("button", name="Close").click()
    preview.write((ROOT / "resume.yaml").read_text(encoding="utf-8"))
    expect(page.locator(".cm-content")).to_contain_text("Seattle, WA")

    # Changes of the same lines are a question.
    to_text(page, "The University of Hong Kong")
    page.keyboard.type(" (mine)")
    expect(page.locator("#saved")).to_be_visible()
    preview.write(preview.text().replace("The University of Hong Kong", "The University of HK").replace("Seattle, WA", "Berlin"))
    expect(notice).to_contain_text("has changed on disk")
    page.locator(".cm-content").press("Control+s")
    expect(notice).to_contain_text("Not saved")
    assert "Berlin" in preview.text() and "(mine)" not in preview.text()
    assert "(mine)" in page.locator(".cm-content").inner_text()
    picture(page, "conflict")
    accessible(page, "a conflict")

    notice.get_by_role("button", name="Compare").click()
    dialog = page.locator("#compare")
    expect(dialog).to_contain_text("Berlin")
    expect(dialog).to_contain_text("(mine)")
    picture(page, "compare")
    accessible(page, "the comparison")
    # The arrow of the first difference takes that of the disk; the second stays.
    dialog.get_by_role("button", name="Take this difference").first.click()
    dialog.get_by_role("button", name="Keep the right side").click()
    until("both changes are saved", lambda: "Berlin" in preview.text() and "(mine)" in preview.text())
    expect(page.locator("#saved")).to_be_hidden()
    expect(notice).to_have_count(0)

    to_text(page, "The University of Hong Kong (mine)")
    page.keyboard.type("!")
    preview.write(preview.text().replace("Berlin", "Paris").replace("Kong (mine)", "Kong (theirs)"))
    notice.get_by_role("button", name="Use the file on disk").click()
    expect(page.locator(".cm-content")).to_contain_text("Paris")
    expect(page.locator(".cm-content")).not_to_contain_text("(mine)!")
    page.locator(".cm-content").press("Control+z")
    expect(page.locator(".cm-content")).to_contain_text("(mine)!")
    page.locator(".cm-content").press("Control+Shift+Z")
    expect(page.locator("#saved")).to_be_hidden()

    to_text(page, "Kong (theirs)")
    page.keyboard.type("Kept")
    preview.write(preview.text().replace("Paris", "Rome").replace("Kong (theirs)", "Kong (others)"))
    notice.get_by_role("button", name="Keep mine").click()
    page.locator("#save").click()
    until("the writer's text is saved", lambda: "Paris" in preview.text() and "Kept" in preview.text())
    preview.write((ROOT / "resume.yaml").read_text(encoding="utf-8"))
    expect(page.locator(".cm-content")).to_contain_text("Seattle")


def changes_outlive_a_reload(page: Page, preview: Preview):
    to_text(page, "AI Resident")
    changes(page, lambda: page.keyboard.type(" and more"))
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"], asked
    expect(page.locator(".cm-content")).to_contain_text("AI Resident and more")
    expect(page.locator("#saved")).to_be_visible()
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()
    shown(page)


def everything_is_reached_by_keyboard(page: Page, preview: Preview):
    page.select_option("#choose-theme", "plumb")
    expect(page.locator("#chosen")).to_be_visible()
    # A page that was just opened begins at its first control.
    page.reload()
    shown(page)
    expect(page.locator("#chosen")).to_be_visible()
    reached, unseen = [], []
    for _ in range(120):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const at = document.activeElement; if (at === document.body) return null;"
            " const style = getComputedStyle(at); const editor = at.closest('.cm-editor');"
            " return {name: at.id || at.className || at.textContent.trim(), editor: !!editor,"
            " seen: !!editor || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)}; }"
        )
        if found is None or found["name"] in reached[:1]:
            break
        reached.append(found["name"])
        if not found["seen"]:
            unseen.append(found["name"])
        if found["editor"]:
            page.keyboard.press("Escape")
    expected = (
        "skip zoom-out zoom-in zoom-width zoom-page zoom-full toggle-editor toggle-options scheme help-open mode-form mode-text divider pages"
        " go choose-theme choose-language choose-paper choose-pages keep as-file primary"
    ).split()
    missing = [name for name in expected if not any(name in one.split() for one in reached)]
    assert not missing, f"not reached by Tab: {missing}; reached: {reached}"
    assert not unseen, f"focus is not seen on {unseen}"

    page.locator("#divider").focus()
    width = page.locator("#editor-pane").bounding_box()["width"]
    page.keyboard.press("ArrowRight")
    assert page.locator("#editor-pane").bounding_box()["width"] > width
    page.keyboard.press("ArrowLeft")
    page.locator("#pages").focus()
    page.keyboard.press("1")
    expect(page.locator("#zoom-full")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("+")
    expect(page.locator("#zoom-level")).to_have_text("110 %")
    page.keyboard.press("w")
    page.keyboard.press("e")
    expect(page.locator("#editor-pane")).to_be_hidden()
    page.keyboard.press("e")
    page.keyboard.press("F6")
    assert page.evaluate("() => document.activeElement.closest('#options-pane') !== null")
    page.keyboard.press("Shift+F6")
    page.keyboard.press("Shift+F6")
    assert page.evaluate("() => document.activeElement.closest('#editor-pane') !== null")
    page.keyboard.press("F6")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    picture(page, "help")
    accessible(page, "the help")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.locator("#as-file").click()
    expect(page.locator("#chosen")).to_be_hidden()


def light_and_dark(page: Page, preview: Preview):
    ground = lambda: page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    light = ground()
    accessible(page, "light")
    page.emulate_media(color_scheme="dark")
    assert ground() != light
    accessible(page, "dark")
    picture(page, "wide-dark")
    # The switch wins over the system, and is kept.
    page.locator("#scheme").click()
    assert ground() == light
    page.reload()
    shown(page)
    assert ground() == light
    page.locator("#scheme").click()
    page.locator("#scheme").click()
    page.emulate_media(color_scheme="light")


def narrow_windows_show_one_pane(page: Page, preview: Preview):
    wide = page.viewport_size
    page.set_viewport_size({"width": 400, "height": 780})
    tabs = page.locator("#tabs")
    for view in ("Editor", "Options", "Pages"):
        tabs.get_by_role("button", name=view).click()
        assert page.locator(".pane:visible").count() == 1
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
        picture(page, f"narrow-{view.lower()}")
        accessible(page, f"narrow, {view}")
    page.emulate_media(color_scheme="dark")
    picture(page, "narrow-dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(wide)


def the_pdf_is_downloaded(page: Page, preview: Preview):
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download PDF", exact=True).click()
    file = Path(waiting.value.path())
    assert file.read_bytes().startswith(b"%PDF-"), "not a PDF"
    assert waiting.value.suggested_filename.endswith(".pdf"), waiting.value.suggested_filename
    expect(page.locator("#download-says")).to_contain_text("Downloaded")


LETTER = """
applications:
  riverside:
    theme: marquee
    output: "{name} - {application}.pdf"
    letter:
      recipient: {organization: Riverside Bridges}
      opening: Dear reader,
      body: I would like to build with {employer}.
      closing: Sincerely,
"""


def an_application_is_chosen_and_its_letter_sent(page: Page, preview: Preview):
    before = preview.text()
    preview.write(before + LETTER)
    expect(page.locator("#choose-application")).to_be_enabled()
    letter = page.get_by_role("button", name="Letter", exact=True)
    expect(letter).to_be_hidden()
    changes(page, lambda: page.select_option("#choose-application", "riverside"))
    expect(page.locator("#built")).to_contain_text("marquee")
    resume = digests(page)
    changes(page, letter.click)
    expect(letter).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#built")).to_contain_text("Letter, 1 page")
    picture(page, "letter")
    # Where the body stands is the theme's business; the server knows it.
    y = page.evaluate(
        "async (token) => { for (let y = 60; y < 700; y += 4) {"
        " const place = await fetch(`/place?page=1&x=120&y=${y}`, {headers: {'X-Recto-Token': token}});"
        " if (place.ok && (await place.json()).path.endsWith('letter.body')) return y + 4; } }",
        preview.token,
    )
    sheet = page.locator("#sheets li").first
    scale = sheet.bounding_box()["width"] / 612
    sheet.click(position={"x": 120 * scale, "y": y * scale})
    assert "I would like to build with {employer}." in marked_line(page)
    for ending in ["PDF", "DOCX"]:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Download {ending}", exact=True).click()
        expected = f"Shen Zhuoran - riverside-letter.{ending.lower()}"
        assert waiting.value.suggested_filename == expected, waiting.value.suggested_filename
    changes(page, page.get_by_role("button", name="Résumé", exact=True).click)
    assert digests(page) == resume, "the résumé is another than before"
    changes(page, lambda: page.locator("#as-file").click())
    preview.write(before)
    expect(page.locator("#choose-application")).to_be_disabled()


def a_lost_connection_is_found_again(page: Page, preview: Preview, watch: Watch):
    changes(page, lambda: page.select_option("#choose-theme", "plumb"))
    to_text(page, "AI Resident")
    watch.unreachable = True
    preview.stop()
    expect(page.locator(".notice")).to_contain_text("connection")
    page.keyboard.type(" meanwhile")
    picture(page, "lost")
    watch.denied = True
    before = preview.token
    preview.start()
    assert preview.token != before
    expect(page.locator(".notice")).to_contain_text("was restarted and has a new address")
    assert " meanwhile" in page.locator(".cm-content").inner_text()
    accessible(page, "another token")
    # The address is put into the address bar of the tab, which does not load the page again.
    page.evaluate("() => { window.same = true; }")
    page.goto(preview.printed_address())
    expect(page.locator(".notice")).to_have_count(0)
    assert page.evaluate("() => window.same") and page.url == f"{preview.address}/", page.url
    # Choice and draft are sent to the new server.
    expect(page.locator("#choose-theme")).to_have_value("plumb")
    expect(page.locator("#saved")).to_be_visible()
    until("the new server has choice and draft", lambda: preview.state()["draft"] and preview.state()["chosen"]["theme"] == "plumb")
    watch.unreachable = watch.denied = False
    page.locator("#discard").click()
    until("the draft is gone", lambda: not preview.state()["draft"])


def only_the_printed_address_opens_the_page(page: Page, preview: Preview, watch: Watch):
    watch.denied = True
    for address, told in [
        (preview.address, "This address has no token"),
        (preview.opened_address(), "This address has no token"),
        (f"{preview.address}/#token={'0' * 32}", "was restarted and has a new address"),
    ]:
        tab = page.context.new_page()
        watch.requests.clear()
        tab.goto(address)
        expect(tab.locator(".notice")).to_contain_text(told)
        expect(tab.locator("#built")).to_have_text("Not connected")
        assert not tab.locator("#sheets li").count() and not tab.locator(".cm-content").inner_text().strip()
        picture_of_what_is_told(tab, told)
        accessible(tab, told)
        # Long enough for the page to ask again several times, if it did.
        tab.wait_for_timeout(1500)
        asked = [url for url in watch.requests if urlsplit(url).path == "/events"]
        assert len(asked) <= 1, asked
        tab.reload()
        expect(tab.locator(".notice")).to_contain_text(told)
        tab.goto(preview.printed_address())
        shown(tab)
        expect(tab.locator(".notice")).to_have_count(0)
        tab.close()
    watch.denied = False


def a_draft_ends_with_its_tab(page: Page, preview: Preview):
    tab = page.context.new_page()
    tab.goto(preview.printed_address())
    shown(tab)
    to_text(tab, "AI Resident")
    tab.keyboard.type(" for now")
    until("the server has the draft", lambda: preview.state()["draft"])
    tab.close()
    until("the draft is gone", lambda: not preview.state()["draft"])
    # The next window would restore it, which is tried in studio.py.
    page.evaluate("() => localStorage.removeItem('recto.draft.resume.yaml')")


def picture_of_what_is_told(page: Page, told: str):
    page.screenshot(path=PICTURES / f"{'-'.join(told.lower().split()[:4])}.png")


def main(recto: str, axe: str):
    with session(recto, axe) as started:
        preview, watch = started.preview, started.watch
        page = started.context.new_page()
        for attempt in [
            it_shows_the_pages,
            a_change_on_disk_is_shown_where_the_reader_was,
            choices_do_not_touch_the_file,
            a_mistake_is_told_with_its_line_and_mended,
            broken_yaml_is_told,
            a_click_on_text_shows_its_line,
            typing_is_a_draft_until_it_is_saved,
            the_editor_completes_keys,
            nothing_is_saved_over_a_newer_change,
        ]:
            run(attempt, page, preview)
        flickers = page.evaluate("() => window.flickers")
        assert flickers == 0, f"in {flickers} frames there was no page"
        for attempt in [
            changes_outlive_a_reload,
            everything_is_reached_by_keyboard,
            light_and_dark,
            narrow_windows_show_one_pane,
            the_pdf_is_downloaded,
            lists_go_on_in_the_text,
            a_double_click_zooms_to_a_section,
            an_application_is_chosen_and_its_letter_sent,
            a_draft_ends_with_its_tab,
        ]:
            run(attempt, page, preview)
        watch.done()
        run(only_the_printed_address_opens_the_page, page, preview, watch)
        watch.done()
        run(a_lost_connection_is_found_again, page, preview, watch)
        watch.done()
    print("the preview works in the browser")


if __name__ == "__main__":
    main(*sys.argv[1:])
