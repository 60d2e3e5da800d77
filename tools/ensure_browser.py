"""Makes sure that a browser with Japanese fonts is there. Used by the Makefile.

Order: one that is there already (A11YCHECK_BROWSER, Playwright's own, the system's Chromium, Chrome or
Edge), then Playwright's download, then the distribution's packages where root or sudo can install them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from a11ycheck.browser.launch import ENVIRONMENT, HOW_TO_INSTALL, system_browser

DOWNLOAD_SECONDS = 300


def main() -> int:
    """Installs what is missing; 0 if there is a browser in the end."""
    found = browser()
    if found is None:
        say("no browser found: trying Playwright's download")
        download()
        found = browser()
    if found is None and can_apt():
        say("the download did not work: installing Chromium from the distribution's packages")
        apt("chromium-headless-shell", "fonts-noto-cjk") or apt("chromium", "fonts-noto-cjk")
        found = browser()
    if found is None:
        say(f"No browser could be installed here. {HOW_TO_INSTALL}")
        return 1
    if not has_japanese_font() and can_apt():
        say("installing Japanese fonts")
        apt("fonts-noto-cjk")
    return 0


def browser() -> str | None:
    """The browser that a11ycheck would start."""
    named = os.environ.get(ENVIRONMENT)
    if named and (shutil.which(named) or Path(named).exists()):
        return named
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists() or shell_of_playwright(Path(own)):
        return own
    return system_browser()


def shell_of_playwright(own: Path) -> bool:
    """Whether Playwright's headless shell is there: without a window it is what Playwright starts."""
    *_, cache = own.parents[:3]
    return any(cache.glob("chromium_headless_shell-*/*/*headless*shell*"))


def download() -> None:
    """Playwright's own browser, if the network lets it through."""
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    try:
        subprocess.run(
            command, check=False, timeout=DOWNLOAD_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        say("the download took too long")


def has_japanese_font() -> bool:
    """Whether fontconfig knows a font for Japanese; True where there is no fontconfig to ask."""
    program = shutil.which("fc-list")
    if program is None:
        return sys.platform != "linux"
    return bool(subprocess.run([program, ":lang=ja"], capture_output=True, check=False).stdout.strip())


def can_apt() -> bool:
    """Whether packages can be installed without asking anybody."""
    return shutil.which("apt-get") is not None and (os.geteuid() == 0 or bool(sudo()))


def sudo() -> list[str]:
    """The prefix that makes a command run as root; empty if there is none."""
    program = shutil.which("sudo")
    if program and subprocess.run([program, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [program, "-n"]
    return []


def apt(*packages: str) -> bool:
    """Installs Debian packages; whether that worked."""
    prefix = [] if os.geteuid() == 0 else sudo()
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if prefix:
        prefix = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*prefix, "apt-get", "-qq", "update"], check=False, env=env, stdout=subprocess.DEVNULL)
    install = [*prefix, "apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages]
    return subprocess.run(install, check=False, env=env, stdout=subprocess.DEVNULL).returncode == 0


def say(text: str) -> None:
    """One line on stderr."""
    print(f"setup: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
