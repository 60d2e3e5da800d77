"""Finds a browser and starts it. The one door to playwright's launch."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.async_api import Browser, Error, Playwright

from a11ycheck.errors import BrowserError

ENVIRONMENT = "A11YCHECK_BROWSER"
# The headless shell first: it took a fifth less CPU than the full browser on the same pages.
_PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
HOW_TO_INSTALL = (
    "Install one: “playwright install chromium”, or on Debian and Ubuntu “apt install chromium fonts-noto-cjk”, "
    f"or name one in the environment variable {ENVIRONMENT}."
)


def system_browser() -> str | None:
    """A Chromium, Chrome or Edge that the system has."""
    for program in _PROGRAMS:
        path = shutil.which(program)
        # Ubuntu's chromium-browser may be a stub that only asks for a snap.
        if path and not _is_stub(Path(path)):
            return path
    return next((place for place in _PLACES if Path(place).exists()), None)


def find_browser(playwright: Playwright, executable: str | None = None) -> str | None:
    """The browser to start: the one that was named, Playwright's own, the system's.

    Returns:
        Its path; None lets Playwright start its own.

    Raises:
        BrowserError: the one that was named is not there, or there is none at all.
    """
    named = executable or os.environ.get(ENVIRONMENT)
    if named:
        path = shutil.which(named) or (named if Path(named).exists() else None)
        if path is None:
            raise BrowserError(f"The browser “{named}” was not found. Check the option or {ENVIRONMENT}.")
        return path
    if Path(playwright.chromium.executable_path).exists():
        return None
    path = system_browser()
    if path is None:
        raise BrowserError(f"No browser was found. {HOW_TO_INSTALL}")
    return path


async def launch(playwright: Playwright, executable: str | None = None) -> Browser:
    """Starts the browser without a window.

    Raises:
        BrowserError: there is none, or it does not start.
    """
    path = find_browser(playwright, executable)
    args = ["--mute-audio", "--disable-quic", "--disable-sync", "--no-first-run"]
    if sys.platform == "linux" and hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")  # Chromium refuses to start as root with its sandbox
    try:
        return await playwright.chromium.launch(executable_path=path, args=args)
    except Error as error:
        reason = (error.message.strip().splitlines() or ["unknown reason"])[0]
        raise BrowserError(
            f"The browser {path or 'of Playwright'} does not start: {reason}. {HOW_TO_INSTALL}"
        ) from error


def _is_stub(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return True
    return head.startswith(b"#!") and b"snap install" in head
