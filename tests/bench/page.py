"""Time a page of 500 notes in Chromium: loading, pointing, filtering, and what moves."""

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from ..browsing import ARGUMENTS, MANY, SHIFTS, WIDE, many_notes

SETTLED = """() => {
  const [load] = performance.getEntriesByType("navigation");
  return [load.domContentLoadedEventEnd - load.domInteractive, window.settled - load.loadEventEnd];
}"""
LAST = """
  window.settled = 0;
  addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
    window.settled = performance.now();
  }).observe(document.body, {attributes: true, subtree: true, attributeFilter: ["style"]}));
"""
# From an event until the page is laid out anew; the next frame paints it.
ANSWER = """act => { const start = performance.now();
  act();
  document.body.offsetHeight;
  return performance.now() - start; }"""
POINT = """async n => { const marks = document.querySelectorAll("mark[data-critique-note]");
  const act = () => marks[n * 7].dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
  return (ANSWER)(act); }""".replace("ANSWER", ANSWER)
FILTER = """async () => {
  const chip = document.querySelector("button[data-critique-filter]");
  return (ANSWER)(() => chip.click()); }""".replace("ANSWER", ANSWER)


def measured(page: Any) -> dict[str, float]:
    """Milliseconds, and the sum of layout shifts."""
    page.wait_for_timeout(500)
    at_load, after_load = page.evaluate(SETTLED)
    shifts = sum(value for value, _ in page.evaluate("window.shifts"))
    return {
        "work at load": at_load,
        "settled after load": after_load,
        "pointing": median(page.evaluate(POINT, n) for n in range(20)),
        "filtering": median(page.evaluate(FILTER) for _ in range(11)),
        "layout shifts": shifts,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.page", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    address = many_notes(folder / "many").as_uri()
    runs = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(ARGUMENTS)
        )
        for _ in range(options.runs):
            page = browser.new_context(viewport=WIDE).new_page()
            page.add_init_script(SHIFTS + LAST)
            page.goto(address)
            runs.append(measured(page))
    print(f"{MANY} notes beside 100 excerpts, {WIDE['width']} px, milliseconds (least–most)")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"{name:<20} {median(values):8.2f} ({min(values):.2f}–{max(values):.2f})")


if __name__ == "__main__":
    main()
