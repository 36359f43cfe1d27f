"""Measures how fast `recto preview` shows what is typed, in a real browser.

Usage: target/browser/bin/python benches/keystrokes.py RECTO

The time is measured until the image of the new page is inserted into the document; decoding and painting are not included.
docs/performance.md has the results.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / ".ci"))

from playwright.sync_api import sync_playwright

from browser import CHROMIUM, ROOT, Preview, shown, to_text

# Records when a key goes down and when an image of a page is replaced.
WATCH = """() => {
  window.keys = []; window.pages = [];
  addEventListener("keydown", () => window.keys.push(performance.now()), true);
  new MutationObserver((all) => {
    if (all.some(({addedNodes}) => [...addedNodes].some((node) => node.nodeName === "IMG"))) window.pages.push(performance.now());
  }).observe(document.getElementById("sheets"), {childList: true, subtree: true});
}"""


def long_resume() -> str:
    """The sample with its jobs many times over: about 40 pages."""
    text = (ROOT / "resume.yaml").read_text(encoding="utf-8").replace("pages: 1\n", "")
    head, jobs = text.split("work:\n", 1)
    jobs, rest = jobs.split("\neducation:", 1)
    return f"{head}work:\n{jobs * 100}\neducation:{rest}"


def at_rest(page) -> list:
    """The time from each key to its page, with one key at a time."""
    times = []
    for index in range(40):
        page.evaluate("() => { window.keys.length = window.pages.length = 0; }")
        page.keyboard.type("abcdefghij"[index % 10])
        page.wait_for_function("() => window.pages.length")
        times.append(page.evaluate("() => window.pages[0] - window.keys[0]"))
        page.wait_for_timeout(250)
    return sorted(times)


def main(recto: str):
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        preview = Preview(recto, Path(folder))
        preview.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(preview.printed_address())
        shown(page)
        page.evaluate("() => localStorage.setItem('recto.options', 'false')")
        for mode in ("text", "form"):
            page.evaluate("(mode) => localStorage.setItem('recto.mode', JSON.stringify(mode))", mode)
            page.reload()
            shown(page)
            page.evaluate(WATCH)
            if mode == "text":
                to_text(page, "AI Resident")
            else:
                page.locator("[aria-labelledby=section-work] .unfold").first.click()
                page.get_by_label("Job title").click()
                page.keyboard.press("End")
            page.wait_for_timeout(1500)
            times = at_rest(page)
            print(f"{mode}: key to page, median {median(times):.0f} ms, p90 {times[35]:.0f} ms")
            page.evaluate("() => { window.keys.length = window.pages.length = 0; }")
            page.keyboard.type("the quick brown fox jumps over the lazy dog and on", delay=55)
            page.wait_for_timeout(300)
            keys, pages = page.evaluate("() => [window.keys, window.pages]")
            span = (keys[-1] - keys[0]) / 100
            print(f"{mode}: {len(keys)} keys at 55 ms each, {len(pages) / span:.1f} updates per 100 ms")
            page.locator("#discard").click()
        preview.write(long_resume())
        page.evaluate("() => localStorage.setItem('recto.mode', '\"text\"')")
        page.reload()
        page.wait_for_function("() => document.querySelectorAll('#sheets li').length > 20")
        shown(page)
        page.evaluate(WATCH)
        to_text(page, "AI Resident")
        page.wait_for_timeout(3000)
        times = at_rest(page)
        count = page.locator("#sheets li").count()
        print(f"{count} pages: key to page, median {median(times):.0f} ms, p90 {times[35]:.0f} ms")
        browser.close()
        preview.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
