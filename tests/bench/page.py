"""Time a page of 500 notes in Chromium: loading, pointing, filtering, and what moves.

The same notes as plain admonitions tell what a browser does for any page of this length.
"""

import argparse
import gzip
import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from ..browsing import ARGUMENTS, MANY, SHIFTS, WIDE, build, many_notes, when_still
from . import editions

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


# From a click until the frame after it is painted.
PAINT = """async () => {
  const chip = document.querySelectorAll("button[data-critique-filter]")[1];
  await new Promise(requestAnimationFrame);
  await new Promise(done => setTimeout(done, 40));
  const start = performance.now();
  chip.click();
  return new Promise(done => requestAnimationFrame(() => { const { port1, port2 } =
    new MessageChannel();
    port1.onmessage = () => done(performance.now() - start); port2.postMessage(0); })); }"""
COUNTED = {"LayoutCount": "layouts at load", "RecalcStyleCount": "styles at load"}
CPU = {"TaskDuration": "CPU at load", "ScriptDuration": "script at load"}
LAYOUTS = ("plain", "beside", "below")


def pages(folder: Path) -> dict[str, Path]:
    """The same notes as plain admonitions and, in each layout, as notes of ours."""
    editions.BY_DOCUMENT = MANY
    found = {}
    for layout in LAYOUTS:
        source = folder / layout
        source.mkdir()
        editions.write(source, MANY, layout != "plain", citing=False)
        config = {} if layout == "plain" else {"critique_layout": layout}
        found[layout] = build(source, source / "out", **config) / "page0.html"
    return found


def costs(browser: Any, path: Path, rate: int) -> dict[str, float]:
    """What a page costs on a machine so many times slower than this."""
    page = browser.new_context(viewport=WIDE).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.goto(path.as_uri(), timeout=0)
    when_still(page)
    told = session.send("Performance.getMetrics")["metrics"]
    values = {each["name"]: each["value"] for each in told}
    found = {name: values[key] for key, name in COUNTED.items()}
    found |= {name: values[key] * 1000 for key, name in CPU.items()}
    if page.locator("button[data-critique-filter]").count():
        found["filtering"] = median(page.evaluate(PAINT) for _ in range(8))
    page.context.close()
    return found


def compare(browser: Any, folder: Path, runs: int) -> None:
    """Print what pages of ours cost, as ratios to that of plain admonitions."""
    paths = pages(folder)
    print("\nthe same notes as plain admonitions, beside and below (ratios to plain)")
    for rate in (1, 4):
        found = {
            layout: [costs(browser, path, rate) for _ in range(runs)]
            for layout, path in paths.items()
        }
        for name in found["beside"][0]:
            row = [
                median(each[name] for each in found[layout]) if name in found[layout][0] else None
                for layout in LAYOUTS
            ]
            _print_row(f"{name}, {rate}x slower" if rate > 1 else name, row)
    texts = [path.read_bytes() for path in paths.values()]
    _print_row("KiB", [len(text) / 1024 for text in texts])
    _print_row("KiB compressed", [len(gzip.compress(text, 9)) / 1024 for text in texts])


def _print_row(name: str, row: list[float | None]) -> None:
    plain = row[0]
    cells = (f"{each:9.1f}" if each is not None else f"{'':9}" for each in row)
    ratios = (f"{each / plain:5.2f}" for each in row[1:] if plain and each is not None)
    print(f"{name:<26}", *cells, *ratios)


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
        compare(browser, folder, options.runs)
    print(f"\n{MANY} notes beside 100 excerpts, {WIDE['width']} px, milliseconds (least–most)")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"{name:<20} {median(values):8.2f} ({min(values):.2f}–{max(values):.2f})")


if __name__ == "__main__":
    main()
