"""A browser that tries the page of `recto preview`: the program under test, and what the tests expect of the page.

Everything waits for what it expects; nothing waits for a fixed time. The deadline only ends a test that would never end: a
busy machine takes its time.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "target" / "preview"
CHROMIUM = "/usr/bin/chromium"
DEADLINE = float(os.environ.get("DEADLINE", "120"))

# Real size, in pixels of the screen to a point of the page.
REAL_SIZE = 96 / 72


def until(what, true):
    """Waits until something is true, and says what if it never is."""
    end = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.02)


class Preview:
    """The program under test, on a copy of the sample résumé in a folder of its own."""

    def __init__(self, recto: str, folder: Path):
        self.recto = Path(recto).resolve()
        self.resume = folder / "resume.yaml"
        shutil.copy(ROOT / "resume.yaml", self.resume)
        self.port = 0
        self.address = ""
        self.token = ""
        # In place of the browser that would be opened: keeps the address that it was given.
        self.opened = folder / "opened"
        opener = folder / "bin" / "xdg-open"
        opener.parent.mkdir()
        opener.write_text(f'#!/bin/sh\necho "$1" > {self.opened}\n', encoding="utf-8")
        opener.chmod(0o755)

    def start(self, *options: str):
        command = [self.recto, "preview", "--port", str(self.port), *options, self.resume.name]
        environment = {**os.environ, "PATH": f"{self.opened.parent / 'bin'}:{os.environ['PATH']}"}
        self.process = subprocess.Popen(
            command, cwd=self.resume.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.output = []
        threading.Thread(target=self._listen, daemon=True).start()
        until("the program names its address", self._find)

    def opened_address(self) -> str:
        """The address that the browser was opened with."""
        until("a browser is opened", lambda: self.opened.exists() and self.opened.read_text().endswith("\n"))
        return self.opened.read_text().strip()

    def printed_address(self) -> str:
        return f"{self.address}/#token={self.token}"

    def state(self) -> dict:
        """The state as the server tells it to whoever connects now."""
        request = urllib.request.Request(f"{self.address}/events", headers={"X-Recto-Token": self.token})
        with urllib.request.urlopen(request, timeout=DEADLINE) as events:
            next(line for line in events if line.startswith(b"event: state"))
            data = next(events)
        return json.loads(data.removeprefix(b"data: "))

    def stop(self):
        self.process.terminate()
        self.process.wait(DEADLINE)

    def text(self) -> str:
        return self.resume.read_text(encoding="utf-8")

    def write(self, text: str):
        """Writes the file as editors do: beside it, and then in its place."""
        beside = self.resume.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.resume)

    def replace(self, old: str, new: str):
        text = self.text()
        assert old in text, f"{old!r} is not in the file"
        self.write(text.replace(old, new, 1))

    def _listen(self):
        for line in self.process.stdout:
            self.output.append(line)

    def _find(self) -> bool:
        assert self.process.poll() is None, f"the program ended: {''.join(self.output)}"
        found = re.search(r"http://127\.0\.0\.1:(\d+)/#token=([0-9a-f]{32}) ", "".join(self.output))
        if found:
            self.port, self.token = int(found[1]), found[2]
            self.address = f"http://127.0.0.1:{self.port}"
        return bool(found)


class Watch:
    """What the browser does besides: errors of the console, and requests to elsewhere."""

    def __init__(self, context, address):
        self.errors, self.elsewhere, self.address = [], [], address
        self.unreachable = self.denied = False
        self.requests = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _request(self, request):
        self.requests.append(request.url)
        if not request.url.startswith((f"{self.address}/", "blob:", "data:")):
            self.elsewhere.append(request.url)

    def _console(self, message):
        if message.type not in ("error", "warning"):
            return
        # A browser reports these answers as errors; the page asked for them, and shows them.
        expected = message.location.get("url", "").split("?")[0]
        if "409" in message.text and expected.endswith("/yaml"):
            return
        if "404" in message.text and expected.endswith(("/place", "/yaml")):
            return
        if "422" in message.text and expected.endswith(("/form", "/edit", "/import")):
            return
        if "409" in message.text and expected.endswith("/thumbnail"):
            return
        if self.unreachable and "ERR_" in message.text:
            return
        if self.denied and "403" in message.text and expected.endswith(("/events", "/token", "/thumbnail", "/form", "/boxes")):
            return
        self.errors.append(f"{message.text} ({expected})")

    def done(self):
        assert not self.errors, self.errors
        assert not self.elsewhere, self.elsewhere


def digests(page: Page) -> list:
    return page.eval_on_selector_all("#sheets li", "all => all.map(sheet => sheet.dataset.digest)")


def shown(page: Page):
    """Waits until every page of the last state is drawn."""
    page.wait_for_function(
        "() => { const all = [...document.querySelectorAll('#sheets li')];"
        " return all.length && all.every(({dataset, firstElementChild: image}) =>"
        " image && image.complete && image.naturalWidth && image.dataset.digest === dataset.digest); }"
    )


def changes(page: Page, act):
    """Waits until the first page is another one after `act`."""
    before = digests(page)
    act()
    until("the page changes", lambda: digests(page)[:1] != before[:1])
    shown(page)


def picture(page: Page, name: str):
    shown(page)
    page.screenshot(path=PICTURES / f"{name}.png")


def accessible(page: Page, where: str):
    """No violation that axe calls serious or critical."""
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    grave = [
        f"{where}: {found['id']}: {found['help']}\n  " + "\n  ".join(str(node["target"]) for node in found["nodes"][:5])
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert not grave, "\n".join(grave)


def marked_line(page: Page) -> str:
    expect(page.locator(".cm-place").first).to_be_visible()
    return page.locator(".cm-place").first.inner_text()


def to_text(page: Page, text: str):
    """Puts the cursor behind a text of the editor, by searching for it."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+f")
    search = page.locator(".cm-search [name=search]")
    # The editor reads what is searched for when a key goes up.
    search.fill(text)
    search.press("End")
    search.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")


def run(attempt, *arguments):
    """Runs a test, and names it."""
    print(attempt.__name__.replace("_", " "), flush=True)
    attempt(*arguments)


@dataclass
class Session:
    """A preview, and a browser that looks at it."""

    preview: Preview
    context: BrowserContext
    watch: Watch


@contextmanager
def session(recto: str, axe: str, **options):
    """Starts the program and the browser; a failure leaves a picture of each window, and what the program said."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=DEADLINE * 1000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        preview = Preview(recto, Path(folder))
        preview.start()
        # Root, as in most containers, cannot use Chromium's sandbox.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            **{
                "viewport": {"width": 1440, "height": 900},
                "color_scheme": "light",
                "reduced_motion": "reduce",
                "locale": "en-GB",
                "permissions": ["clipboard-read", "clipboard-write"],
                **options,
            }
        )
        context.set_default_timeout(DEADLINE * 1000)
        context.add_init_script(path=axe)
        watch = Watch(context, preview.address)
        try:
            yield Session(preview, context, watch)
        except Exception:
            for number, page in enumerate(context.pages):
                page.screenshot(path=PICTURES / f"failure-{number}.png")
            print("".join(preview.output), *watch.errors, sep="\n", file=sys.stderr)
            raise
        finally:
            browser.close()
            preview.stop()
