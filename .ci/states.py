"""Looks at states of the page of `recto preview` at several sizes and in both languages: nothing is cut off, nothing is out of
reach, focus is never lost.

Usage: python states.py RECTO AXE

As preview.py. Pictures go into target/preview/.
"""

import sys

from playwright.sync_api import Page, expect

from browser import Preview, accessible, changes, picture, run, session, shown, until
from studio import DROP, card, saved

SIZES = {"wide": (1440, 900), "laptop": (1024, 768), "phone": (390, 844), "zoomed": (320, 512)}

# What is wrong with the layout of what can be seen: controls that are too small, texts that do not fit, a window that is too
# narrow, and a bar that is not at the top.
LAYOUT = """() => {
  const name = (one) => `${one.tagName.toLowerCase()}${one.id ? `#${one.id}` : ""} "${(one.ariaLabel ?? one.textContent ?? "").trim().slice(0, 40)}"`;
  const isSeen = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !one.closest(".unseen, .skip, .cm-editor, [inert]");
  const faults = [];
  const root = document.querySelector("dialog[open]") ?? document.body;
  for (const one of [...root.querySelectorAll("button, select, input, textarea, summary")].filter(isSeen)) {
    const {width, height} = one.getBoundingClientRect();
    // A box to tick has room around it, or a text that ticks it.
    if (one.type === "checkbox" && one.closest("label")) continue;
    const least = one.type === "checkbox" ? 18 : 24;
    if (width < least || height < least) faults.push(`${name(one)} is ${Math.round(width)} by ${Math.round(height)} pixels`);
    if (matchMedia("(pointer: coarse)").matches && one.matches("input:is([type=text], :not([type])), textarea, select") && parseFloat(getComputedStyle(one).fontSize) < 16)
      faults.push(`a phone zooms in on ${name(one)}`);
  }
  for (const one of [...root.querySelectorAll("button, summary, label, legend, h1, h2, h3, p, .tag, .caption")].filter(isSeen)) {
    // The status in the bar may be shortened: screen readers read it whole.
    if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline" && !["built", "saved"].includes(one.id)) faults.push(`${name(one)} is cut off`);
  }
  for (const one of [...document.querySelectorAll(".bar button")].filter(isSeen))
    if (one.getBoundingClientRect().height > 44) faults.push(`${name(one)} has several lines`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is wider than the window");
  if (document.querySelector(".bar").getBoundingClientRect().top !== 0) faults.push("the bar is not at the top");
  return faults;
}"""

# Moves every control into view, as Tab and clicks on the pages do, and returns how far anything but a pane has moved.
SCROLL = """() => {
  for (const one of document.querySelectorAll("button, select, input, textarea, summary")) one.scrollIntoView({block: "start"});
  const moved = [document.documentElement, document.body, document.querySelector("#panes")].map((one) => one.scrollTop + one.scrollLeft);
  for (const pane of document.querySelectorAll(".pane, .form")) pane.scrollTop = 0;
  return [...moved, document.querySelector(".bar").getBoundingClientRect().top];
}"""

# What has focus, unless it cannot be seen or used.
FOCUS = """() => { const at = document.activeElement;
  return at !== document.body && at.checkVisibility() && !at.matches(":disabled") ? at.ariaLabel ?? at.id ?? at.tagName : null; }"""


def fits(page: Page, where: str):
    faults = page.evaluate(LAYOUT)
    assert not faults, f"{where}: " + "\n  ".join(faults)


def focus_is_kept(page: Page, after: str) -> str:
    # Controls may be drawn again once the server has answered.
    until(f"focus is somewhere after: {after}", lambda: page.evaluate(FOCUS) is not None)
    page.wait_for_timeout(300)
    focus = page.evaluate(FOCUS)
    assert focus is not None, f"focus is lost after: {after}"
    return focus


def view(page: Page, pane: str):
    """Shows a pane, by the tab of a narrow window or the button of a wide one."""
    tab = page.locator(f"#tabs [data-view={pane}]")
    if tab.is_visible():
        tab.click()
    elif pane != "pages" and not page.locator(f"#{pane}-pane").is_visible():
        page.locator(f"#toggle-{pane}").click()


def unfold(page: Page):
    """Unfolds the first entry of each section, and all that is folded."""
    for section in page.locator("#form .card").all():
        folded = section.locator(".unfold[aria-expanded=false]")
        if folded.count() and not section.locator(".unfold[aria-expanded=true]").count():
            folded.first.click()
    for _ in range(3):
        page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")
    expect(page.locator("#option-controls .option").first).to_be_attached()


def nothing_is_cut_off(page: Page, preview: Preview, size: str, language: str):
    page.goto(preview.printed_address())
    shown(page)
    fits(page, f"{size}, {language}, at first")
    for pane in ["editor", "options"]:
        view(page, pane)
        fits(page, f"{size}, {language}, {pane}")
    view(page, "editor")
    height = page.locator(".bar").bounding_box()["height"]
    page.get_by_label("Professional title" if language == "en" else "Berufsbezeichnung").fill("Typesetter and engineer")
    expect(page.locator("#saved")).to_be_visible()
    unfold(page)
    fits(page, f"{size}, {language}, unfolded and unsaved")
    assert page.locator(".bar").bounding_box()["height"] == height, f"{size}, {language}: the bar has grown with the first key"
    moved = page.evaluate(SCROLL)
    assert not any(moved), f"{size}, {language}: more than a pane has moved: {moved}"
    picture(page, f"state-{size}-{language}-form")
    accessible(page, f"{size}, {language}, the form")
    view(page, "options")
    page.locator("[data-theme=banner]").click()
    expect(page.locator("#chosen")).to_be_visible()
    page.locator("#thumbnails").scroll_into_view_if_needed()
    # Keeping is in view wherever in the design one is.
    assert page.locator("#keep").evaluate("(one) => one.getBoundingClientRect().bottom <= innerHeight"), "Keep is out of view"
    fits(page, f"{size}, {language}, a design is tried")
    picture(page, f"state-{size}-{language}-design")
    accessible(page, f"{size}, {language}, the design")
    page.locator("#as-file").click()
    copy = page.get_by_role("button", name="Copy Last name" if language == "en" else "Nachname kopieren")
    expect(copy).to_be_attached()
    page.locator("#help-open").click()
    fits(page, f"{size}, {language}, the help")
    page.keyboard.press("Escape")
    view(page, "editor")
    page.locator("#mode-text").click()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+f")
    expect(page.locator(".cm-search [name=search]")).to_have_attribute("placeholder", "Find" if language == "en" else "Suchen")
    page.keyboard.press("Escape")
    page.locator("#mode-form").click()
    view(page, "pages")
    fits(page, f"{size}, {language}, the pages")
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()
    focus_is_kept(page, f"{size}: changes are discarded")


def a_fix_is_touched(page: Page, preview: Preview):
    view(page, "editor")
    page.locator("#mode-form").click()
    website = page.get_by_role("textbox", name="Website").first
    # Nothing moves under the finger while it touches; how fast that is differs.
    for _ in range(8):
        website.fill("cmsflash.github.io")
        page.get_by_role("textbox", name="Phone").tap()
        page.locator(".field-url").get_by_role("button", name="Change to https://cmsflash.github.io").tap()
        expect(website).to_have_value("https://cmsflash.github.io")
        expect(page.locator("#saved")).to_be_hidden()


def focus_is_never_lost(page: Page, preview: Preview):
    before = preview.text()
    page.goto(preview.printed_address())
    shown(page)
    page.get_by_role("button", name="+ Languages").click()
    page.keyboard.type("Cantonese")
    languages = card(page, "languages")
    up = languages.get_by_role("button", name="Move the section up: Languages")
    for _ in range(20):
        expect(languages).to_be_visible()
        if up.is_disabled():
            break
        up.click()
        page.wait_for_timeout(80)
    assert "Languages" in focus_is_kept(page, "a section is moved to the top")
    languages.get_by_role("button", name="Hide the section").click()
    assert focus_is_kept(page, "a section is hidden") == "Show the section again: Languages"
    page.keyboard.press("Enter")
    assert focus_is_kept(page, "a section is shown") == "Hide the section: Languages"
    languages.get_by_role("button", name="Remove: Cantonese").click()
    focus_is_kept(page, "the last entry of a section is removed")
    page.get_by_role("button", name="+ Languages").click()
    languages.get_by_role("button", name="Remove: New entry").click()
    focus_is_kept(page, "an entry is not wanted")
    page.get_by_label("Title of the section").fill("Talks")
    page.keyboard.press("Enter")
    page.keyboard.type("Timber")
    card(page, "talks").get_by_role("button", name="Remove the section").click()
    focus_is_kept(page, "a section of one's own is removed")
    work = card(page, "work")
    first, second = [work.locator("li.entry .title strong").nth(at).inner_text() for at in (0, 1)]
    down = work.get_by_role("button", name=f"Move down: {first}")
    down.focus()
    page.keyboard.press("Enter")
    # The same key moves it again.
    assert focus_is_kept(page, "an entry is moved") == f"Move down: {first}"
    work.get_by_role("button", name=f"Move up: {first}").click()
    focus_is_kept(page, "an entry is moved to the top")
    # Its title moves it, too, as a point does.
    title = work.locator(".unfold", has_text=first)
    title.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(work.locator("li.entry .title strong").nth(1)).to_have_text(first)
    expect(title).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(work.locator("li.entry .title strong").nth(0)).to_have_text(first)
    page.keyboard.press("Alt+ArrowUp")
    expect(title).to_be_focused()
    work.get_by_role("button", name=f"Hide from the résumé: {second}").click()
    assert focus_is_kept(page, "an entry is hidden") == f"Show in the résumé again: {second}"
    expect(work.get_by_text("not printed")).to_be_visible()
    view(page, "options")
    page.locator("[data-theme=plumb]").click()
    page.locator("#keep").click()
    focus_is_kept(page, "a design is kept")
    page.locator("#discard").click()
    focus_is_kept(page, "changes are discarded")
    expect(page.locator("#saved")).to_be_hidden()
    assert preview.text() == before


def what_is_removed_comes_back(page: Page, preview: Preview):
    """Without keys, as on a phone."""
    view(page, "editor")
    work = card(page, "work")
    entries = work.locator("li.entry")
    expect(entries.first).to_be_visible()
    count, name = entries.count(), entries.nth(1).locator("strong").inner_text()
    undo, redo = page.get_by_role("button", name="Undo", exact=True), page.get_by_role("button", name="Redo", exact=True)
    work.get_by_role("button", name=f"Remove: {name}").click()
    expect(entries).to_have_count(count - 1)
    expect(undo).to_have_attribute("aria-disabled", "false")
    undo.click()
    expect(entries).to_have_count(count)
    expect(page.locator("#saved")).to_be_hidden()
    expect(entries.nth(1).locator("strong")).to_have_text(name)
    redo.click()
    expect(entries).to_have_count(count - 1)
    undo.click()
    expect(page.locator("#saved")).to_be_hidden()
    focus_is_kept(page, "a change is taken back")


def the_buttons_of_an_entry_are_one_stop(page: Page, preview: Preview):
    focus = "() => document.activeElement.ariaLabel ?? document.activeElement.innerText"
    work = card(page, "work")
    for open_one in work.locator(".unfold[aria-expanded=true]").all():
        open_one.click()
    names = work.locator("li.entry .title strong").all_inner_texts()
    work.locator(".unfold").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == f"Move down: {names[0]}"
    page.keyboard.press("Tab")
    expect(work.locator(".unfold").nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    assert page.evaluate(focus) == f"Remove: {names[0]}"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focus) == f"Move down: {names[0]}"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focus) == f"Hide from the résumé: {names[0]}"
    # The way back is to the same button.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == f"Hide from the résumé: {names[0]}"


def undo_goes_on_where_something_vanishes(page: Page, preview: Preview):
    # Changes within half a second are undone together.
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 1000; }")
    work = card(page, "work")
    if not work.locator(".unfold[aria-expanded=true]").count():
        work.locator(".unfold").first.click()
    points = work.locator(".bullet textarea")
    last, count = points.last.input_value(), points.count()
    points.last.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("A")
    expect(page.locator("#saved")).to_be_visible()
    page.keyboard.type("B")
    expect(points.nth(count)).to_have_value("AB")
    # By keys alone: the field that had focus is gone after some of them.
    steps = 0
    while steps < 5 and page.locator("#saved").is_visible():
        steps += 1
        page.keyboard.press("Control+z")
        page.wait_for_timeout(300)
    expect(points).to_have_count(count)
    assert "What you achieved" in focus_is_kept(page, "an added point is taken back")
    expect(page.locator("#saved")).to_be_hidden()
    for _ in range(steps):
        page.keyboard.press("Control+Shift+z")
        page.wait_for_timeout(300)
    expect(points.nth(count)).to_have_value("AB")
    # A point that is emptied, to be written anew, is still there after a pause.
    points.nth(count).press("Control+a")
    page.keyboard.press("Delete")
    page.wait_for_timeout(600)
    assert focus_is_kept(page, "a point is emptied") == f"What you achieved {count + 1}"
    page.keyboard.type("C")
    expect(points.nth(count)).to_have_value("C")
    expect(points.nth(count - 1)).to_have_value(last)
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()


def buttons_that_go_away_leave_focus(page: Page, preview: Preview):
    before = preview.text()
    page.get_by_label("Professional title").fill("Typesetter")
    page.locator("#save").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_be_hidden()
    focus_is_kept(page, "the draft is saved")
    preview.write(before.replace("url: https://cmsflash.github.io", "url: cmsflash.github.io\n  location: {countryCode: Switzerland}"))
    view(page, "options")
    expect(page.locator("#problems-fix")).to_be_visible()
    page.locator("#problems-fix").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#problems-fix")).to_be_hidden()
    focus_is_kept(page, "all fixes are applied")
    page.locator("#discard").click()
    preview.write(before)
    page.locator("#import-file").set_input_files({"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"})
    page.locator("#import").focus()
    page.locator(".notice").get_by_role("button", name="Close").focus()
    page.keyboard.press("Enter")
    assert focus_is_kept(page, "a notice is closed") == "import"
    expect(page.locator("#saved")).to_be_hidden()


def one_option_goes_back(page: Page, preview: Preview):
    before = preview.text()
    view(page, "options")
    details = page.locator("#theme-options")
    if not details.evaluate("details => details.open"):
        details.locator("summary").click()
    expect(page.locator("#option-size")).to_be_visible()
    names = page.locator("#option-controls .name label").all_inner_texts()
    assert names.index("Main colour") < names.index("Font") < names.index("Text size") < names.index("Date format"), names
    # A colour that is hard to read is warned of.
    page.locator("#option-accent").evaluate("one => { one.value = '#d5d58a'; one.dispatchEvent(new Event('input', {bubbles: true})); }")
    expect(page.locator("output[data-of=accent].warning")).to_contain_text("hard to read")
    page.get_by_role("button", name="Reset: Main colour").click()
    expect(page.locator("output[data-of=accent].warning")).to_have_count(0)
    undo = page.get_by_role("button", name="Reset: Text size")
    expect(undo).to_be_hidden()
    page.locator("#option-size").focus()
    changes(page, lambda: page.keyboard.press("ArrowRight"))
    changes(page, lambda: undo.click())
    focus_is_kept(page, "an option goes back")
    expect(page.locator("#chosen")).to_be_hidden()
    # A state that arrives while a font is typed takes nothing away, and one that there is not stays as it was typed.
    page.locator("#option-font").fill("No Such")
    changes(page, lambda: preview.write(before.replace("AI Resident", "Research Resident")))
    changes(page, lambda: preview.write(before))
    expect(page.locator("#option-font")).to_have_value("No Such")
    page.locator("#option-font").fill("No Such Font")
    page.locator("#option-font").press("Tab")
    expect(page.locator("#stale")).to_be_visible()
    expect(page.locator("#option-font")).to_have_value("No Such Font")
    for button in page.locator("#downloads button").all():
        expect(button).to_be_disabled()
    picture(page, "state-font")
    page.get_by_role("button", name="Reset: Font").click()
    expect(page.locator("#stale")).to_be_hidden()
    # A footer is none, the usual one, or a text.
    page.get_by_label("Footer", exact=True).select_option("None")
    until("the footer is chosen", lambda: preview.state()["chosen"]["options"] == {"footer": "false"})
    page.locator("#keep").click()
    expect(page.locator("#saved")).to_be_visible()
    saved(page, preview)
    until("the footer is switched off", lambda: "footer: false" in preview.text())
    preview.write(before)
    expect(page.get_by_label("Footer", exact=True)).to_have_value("true")


def dates_are_chosen_everywhere(page: Page, preview: Preview):
    view(page, "editor")
    page.get_by_role("button", name="+ Certificates").click()
    page.keyboard.type("First aid")
    certificates = card(page, "certificates")
    certificates.get_by_role("button", name="Choose a month: Date").click()
    # The name of a month begins with what is seen.
    month = page.locator("dialog[open] .months button").nth(2)
    assert month.get_attribute("aria-label").startswith(month.inner_text())
    month.click()
    assert certificates.get_by_label("Date", exact=True).input_value().endswith("-03")
    page.locator("#discard").click()
    expect(page.locator("#saved")).to_be_hidden()


APPLICATION = """
applications:
  acme:
    pages: 1
"""


def an_application_that_is_gone_is_left(page: Page, preview: Preview):
    before = preview.text()
    preview.write(before + APPLICATION)
    view(page, "options")
    page.select_option("#choose-application", "acme")
    until("the application is shown", lambda: preview.state()["chosen"]["application"] == "acme")
    page.evaluate(DROP, {"name": "theirs.json", "text": '{"basics": {"name": "Grace Hopper"}}'})
    expect(page.locator(".notice[data-kind=application]")).to_contain_text("acme is not in the résumé")
    expect(page.locator("#stale")).to_be_hidden()
    until("the whole résumé is shown", lambda: preview.state()["chosen"]["application"] is None and preview.state()["ok"])
    # It is there again, and nothing is said of it.
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".notice[data-kind=application]")).to_have_count(0)
    expect(page.locator("#choose-application")).to_be_enabled()
    for notice in page.locator(".notice").all():
        page.locator(".notice").first.get_by_role("button", name="Close").click()
    page.locator("#import-file").set_input_files({"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"})
    expect(page.locator(".notice")).to_contain_text("broken.pdf is not a PDF")
    page.locator(".notice").get_by_role("button", name="Close").click()
    expect(page.locator("#saved")).to_be_hidden()
    preview.write(before)


def the_error_of_the_text_is_found(page: Page, preview: Preview):
    good = preview.text()
    line = good[: good.index("  email: ")].count("\n") + 1
    preview.write(good.replace("  email: ", "  email: : ["))
    page.locator(".form-error").get_by_role("button", name="Show the text").click()
    expect(page.locator(".cm-lineNumbers .cm-activeLineGutter")).to_have_text(str(line))
    page.locator("#mode-form").click()
    preview.write(good)
    expect(page.locator(".form-error")).to_have_count(0)


def a_failed_save_is_forgotten(page: Page, preview: Preview, watch):
    page.get_by_label("Professional title").fill("Typesetter")
    until("the server has the draft", lambda: preview.state()["draft"])
    watch.unreachable = watch.denied = True
    preview.stop()
    expect(page.locator(".notice[data-kind=connection]")).to_contain_text("is it still running?")
    page.keyboard.press("Control+s")
    expect(page.locator(".notice[data-kind=save]")).to_contain_text("Not saved")
    preview.start()
    page.goto(preview.printed_address())
    expect(page.locator(".notice[data-kind=connection]")).to_have_count(0)
    page.locator("#discard").click()
    expect(page.locator(".notice")).to_have_count(0)
    watch.unreachable = watch.denied = False


def a_file_that_is_gone_is_written_anew(page: Page, preview: Preview):
    before = preview.text()
    page.get_by_label("Professional title").fill("Typesetter")
    until("the server has the draft", lambda: preview.state()["draft"])
    preview.resume.unlink()
    page.keyboard.press("Control+s")
    notice = page.locator(".notice[data-kind=disk]")
    expect(notice).to_contain_text("resume.yaml was deleted, moved or renamed")
    # It is there again: nothing is in the way any more.
    preview.write(before)
    until("the server sees the file", lambda: preview.state()["digest"])
    page.get_by_label("Professional title").fill("Typesetter and engineer")
    expect(notice).to_have_count(0)
    preview.resume.unlink()
    page.keyboard.press("Control+s")
    notice.get_by_role("button", name="Write it anew").click()
    expect(page.locator("#saved")).to_be_hidden()
    expect(page.locator(".notice")).to_have_count(0)
    assert "Typesetter and engineer" in preview.text()
    preview.write(before)
    expect(page.get_by_label("Professional title")).not_to_have_value("Typesetter and engineer")


def the_options_over_the_pages_go_away(page: Page, preview: Preview):
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator("#options-pane")).to_be_hidden()
    page.locator("#toggle-options").click()
    page.locator("#choose-paper").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#options-pane")).to_be_hidden()
    expect(page.locator("#toggle-options")).to_be_focused()


def main(recto: str, axe: str):
    for size, (width, height) in SIZES.items():
        for language in ["en", "de"]:
            touch = {"has_touch": True, "is_mobile": True} if size == "phone" else {}
            with session(recto, axe, viewport={"width": width, "height": height}, locale=language, **touch) as started:
                print(f"{size}, {language}:", end=" ", flush=True)
                page = started.context.new_page()
                run(nothing_is_cut_off, page, started.preview, size, language)
                if touch and language == "en":
                    run(a_fix_is_touched, page, started.preview)
                started.watch.done()
    with session(recto, axe) as started:
        page, preview, watch = started.context.new_page(), started.preview, started.watch
        for attempt in [
            focus_is_never_lost,
            what_is_removed_comes_back,
            the_buttons_of_an_entry_are_one_stop,
            undo_goes_on_where_something_vanishes,
            buttons_that_go_away_leave_focus,
            one_option_goes_back,
            dates_are_chosen_everywhere,
            an_application_that_is_gone_is_left,
            the_error_of_the_text_is_found,
            a_file_that_is_gone_is_written_anew,
            the_options_over_the_pages_go_away,
        ]:
            run(attempt, page, preview)
            page.set_viewport_size({"width": 1440, "height": 900})
        run(a_failed_save_is_forgotten, page, preview, watch)
        watch.done()
    print("nothing is cut off, and focus is never lost")


if __name__ == "__main__":
    main(*sys.argv[1:])
