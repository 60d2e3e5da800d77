"""What works on this machine."""

from __future__ import annotations

import asyncio
import importlib.util
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Error, async_playwright

from a11ycheck import __version__
from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.browser.launch import HOW_TO_INSTALL, launch
from a11ycheck.errors import A11yCheckError
from a11ycheck.history import open_store
from a11ycheck.settings import ScanSettings

# Drawn in a font that lacks them, all three come out as the same empty box.
_FONT_PROBE = """() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const draw = (text) => {
    context.canvas.width = context.canvas.height = 40;
    context.font = "32px sans-serif";
    context.fillText(text, 2, 34);
    return context.getImageData(0, 0, 40, 40).data.join();
  };
  return new Set(["漢", "字", "あ"].map(draw)).size === 3;
}"""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a scan needs."""

    name: str
    """What it is."""
    ok: bool
    """Whether it works."""
    detail: str
    """What was found."""
    advice: str = ""
    """What to do; empty if it works."""
    optional: bool = False
    """Whether a scan works without it."""


def examine(db: str | None = None) -> Iterator[Part]:
    """Looks at program, browser, fonts, rules, database and write access, one after another."""
    yield Part("a11ycheck", True, f"{__version__} on Python {platform.python_version()}, {platform.system()}")
    yield from asyncio.run(_browser())
    yield _rules()
    yield _database(db)
    yield _write_access()
    postgres = importlib.util.find_spec("psycopg") is not None
    yield Part(
        "PostgreSQL",
        postgres,
        "driver installed" if postgres else "driver not installed",
        "" if postgres else "Only needed for a shared history: pip install 'a11ycheck[postgres]'.",
        optional=True,
    )


async def _browser() -> list[Part]:
    async with async_playwright() as playwright:
        try:
            browser = await launch(playwright)
        except A11yCheckError as error:
            return [Part("browser", False, str(error), HOW_TO_INSTALL)]
        try:
            page = await browser.new_page()
            fonts = bool(await page.evaluate(_FONT_PROBE))
        except Error as error:
            return [Part("browser", False, error.message.splitlines()[0], HOW_TO_INSTALL)]
        finally:
            await browser.close()
    advice = "" if fonts else "Japanese text has no glyphs: on Debian and Ubuntu, apt install fonts-noto-cjk."
    return [
        Part("browser", True, f"{browser.browser_type.name} {browser.version}"),
        Part("Japanese fonts", fonts, "found" if fonts else "not found", advice, optional=True),
    ]


def _rules() -> Part:
    try:
        ruleset = load_ruleset(ScanSettings())
    except A11yCheckError as error:
        return Part("rules", False, str(error), "Install a11ycheck again, or mend the rule file.")
    return Part("rules", True, f"{len(ruleset.known)} rules, {len(ruleset.active)} of them on")


def _database(db: str | None) -> Part:
    try:
        with open_store(db) as store:
            count = len(store.scans())
    except A11yCheckError as error:
        return Part("history database", False, str(error), "Name another place with --db or A11YCHECK_DB.")
    return Part("history database", True, f"{count} scans")


def _write_access() -> Part:
    try:
        with tempfile.NamedTemporaryFile(dir=Path.cwd()):
            pass
    except OSError as error:
        advice = "Change to a folder that you may write to, or name one with --out."
        return Part("write access", False, f"{Path.cwd()}: {error.strerror}", advice)
    return Part("write access", True, str(Path.cwd()))
