"""Pages in a real browser: Debian's Chromium, driven by Playwright."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sphinx.testing.util import SphinxTestApp

from .conftest import module, program

PROJECTS = Path(__file__).parent.parent / "example_docs"
EXAMPLE = PROJECTS / "review"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
WIDE, NARROW = {"width": 1800, "height": 900}, {"width": 400, "height": 800}
NOTE = "aside.critique-annotation"
BOXES = """() => [...document.querySelectorAll(".critique-columns")].map(columns => {
  const box = each => { const r = each.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom]; };
  return [box(columns.firstElementChild),
    [...columns.lastElementChild.children].filter(each => !each.hidden).map(box)];
})"""
MINUTE = 60_000


def build(source: Path, folder: Path, **config: Any) -> Path:
    app = SphinxTestApp(
        "html",
        srcdir=source,
        builddir=folder,
        confoverrides=config,
        warningiserror=True,
    )
    try:
        app.build()
    finally:
        app.cleanup()
    return Path(app.outdir)


@contextmanager
def chromium() -> Iterator[Any]:
    playwright = module("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        path = program("chromium")
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


STILL = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const moving = () => document.getAnimations().filter(
    each => each.playState === "running" && each.effect.getComputedTiming().endTime < Infinity);
  await document.fonts.ready;
  for (let still = 0; still < 4; still = moving().length ? 0 : still + 1) await frame();
}"""
CHANGES = """async ([selector, frames]) => { let count = 0;
  new MutationObserver(found => count += found.length).observe(
    document.querySelector(selector), {attributes: true, subtree: true});
  while (frames--) await new Promise(requestAnimationFrame);
  return count; }"""
FRAMES = 30


def when_still(page: Any) -> Any:
    """A page whose fonts are there and whose fades are over, some frames after."""
    page.evaluate(STILL)
    return page


def changes(page: Any, selector: str = "body") -> int:
    """How often something within an element changes while so many frames are drawn."""
    return int(page.evaluate(CHANGES, [selector, FRAMES]))


class Strict(http.server.SimpleHTTPRequestHandler):
    """Serves pages that may use nothing but the site's own files."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


def complaints(browser: Any, folder: Path, *names: str) -> list[list[str]]:
    """What the browser says of each page under a strict policy, while all is used."""
    handler = partial(Strict, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_address[1]}"
        context = browser.new_context(viewport=WIDE)
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        found = []
        for name in names:
            said.clear()
            page.goto(f"{root}/{name}.html")
            if page.locator("button[data-critique-filter]").count():
                page.locator("button[data-critique-filter]").first.click()
            for key in "np?":
                page.keyboard.press(key)
            found.append(sorted(each for each in said if "404" not in each))
        context.close()
        server.shutdown()
    assert all(url.startswith(root) for url in asked)
    return found


MANY = 500
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) window.shifts.push([each.value, each.startTime]);
  }).observe({type: "layout-shift", buffered: true});
"""


def many_notes(folder: Path) -> Path:
    """A page with so many notes, five to an excerpt, in columns."""
    folder.mkdir(exist_ok=True)
    (folder / "conf.py").write_text(
        'extensions = ["sphinx_critique"]\ncritique_layout = "beside"\n'
    )
    words = "one two three four five six seven eight nine ten".split()
    parts = ["Many\n====\n"]
    for number in range(MANY // 5):
        lines = " ".join(f"{word}{number}" for word in words * 4)
        parts.append(f".. excerpt::\n\n   {lines}\n")
        for place in range(5):
            kind = ("omission", "fallacy", "gloss")[place % 3]
            body = " ".join(words * (1 + place))
            parts.append(f".. {kind}:: {words[place * 2]}{number} [1]\n\n   {body}\n")
    (folder / "index.rst").write_text("\n".join(parts))
    return build(folder, folder / "out") / "index.html"
