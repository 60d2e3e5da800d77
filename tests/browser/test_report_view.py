"""The report in a real browser: it meets what it asks of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from a11ycheck.browser.launch import system_browser
from a11ycheck.exporters import export
from tests.fakes.scans import answers, hostile_page, report_input

VIEWS = (
    "index.html",
    "levels/1.html",
    "levels/3.html",
    "criteria/index.html",
    "pages/index.html",
    "pages/0001.html",
    "pages/0009.html",
    "rules/index.html",
    "rules/vague-link-text.html",
    "rules/video-captions.html",
    "rules/image-text-fits.html",
    "parts/index.html",
    "language/index.html",
)
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with history, a broken page and a hostile one."""
    out = tmp_path_factory.mktemp("report")
    export("html", report_input(8, hostile=(hostile_page(),), answers=answers()), out)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser; closed with this module, for its loop would disturb the asynchronous tests."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=system_browser(), chromium_sandbox=False)
        yield found
        found.close()


@pytest.fixture
def view(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens a page of the report from the disk; nothing may go wrong in the console."""
    contexts = []
    problems: list[str] = []

    def show(path: str, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto((folder / path).as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert problems == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark")])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_axe_finds_nothing(view: Open, folder: Path, lang: str, width: int, scheme: str) -> None:
    """No violation and no best-practice fault on any kind of page, in any language, width and colour scheme."""
    shared = next(p.name for p in (folder / "parts").glob("*.html") if not p.name.startswith("index"))
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if scheme == "dark":
        options["runOnly"] = ["color-contrast"]  # nothing but colours differs
    else:
        options["rules"] = {"target-size": {"enabled": True}}
    found = {}
    for path in (
        ("index.html", "pages/0001.html", "rules/index.html") if scheme == "dark" else (*VIEWS, f"parts/{shared}")
    ):
        page = view(lang + path, width, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
        page.evaluate(AXE)
        result = page.evaluate(
            """async (options) => (await axe.run(options)).violations.map(
              (v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html)])""",
            options,
        )
        if result:
            found[path] = result
        page.close()
    assert found == {}


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("path", VIEWS)
def test_nothing_is_wider_than_a_phone(view: Open, lang: str, path: str) -> None:
    """At 320 px (400 % zoom) only the tables scroll sideways, each in its own region."""
    page = view(lang + path, 320)
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_skip_link_works(view: Open) -> None:
    """The first Tab shows the skip link, and it leads to the main content."""
    page = view("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_focus_is_visible_everywhere(view: Open) -> None:
    """Whatever the Tab key reaches has a thick outline."""
    page = view("index.html")
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle: s, outlineWidth: w}) => [s, w])(getComputedStyle(document.activeElement))"
        )
        assert style == ["solid", "4px"]


def test_it_reads_without_script(view: Open) -> None:
    """Everything but search and copy is there without JavaScript."""
    page = view("pages/0001.html", java_script_enabled=False)
    assert page.locator("article.rule").count() > 5
    page.locator("summary").first.click()
    assert page.locator(".help").first.is_visible()


def test_the_language_switch_leads_to_the_same_page(view: Open) -> None:
    """The switch is named in the other language and goes to the sibling, and back."""
    page = view("levels/2.html")
    link = page.locator("nav.langs a")
    assert (link.inner_text(), link.get_attribute("lang")) == ("English", "en")
    link.click()
    assert page.url.endswith("/en/levels/2.html")
    page.locator("nav.langs a").click()
    assert page.url.endswith("/levels/2.html")
    assert "/en/" not in page.url


def test_a_list_can_be_filtered(view: Open) -> None:
    """Words in any width find rows; the number of rows is announced."""
    page = view("levels/1.html")
    page.get_by_label("この一覧を絞り込む").fill("ＷＣ－１．４．３")
    assert page.locator("table.items tbody tr:visible").count() == 1
    assert page.locator("output").inner_text() == "1件を表示しています"


def test_code_can_be_copied(view: Open) -> None:
    """A developer copies a selector with one press."""
    page = view("pages/0001.html", permissions=["clipboard-read", "clipboard-write"])
    page.locator("code.selector + button").first.click()
    page.get_by_text("コピーしました").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("code.selector").first.inner_text()


def test_it_prints_on_a4(view: Open) -> None:
    """On paper nothing is cut off at the side, and folded explanations are open."""
    page = view("pages/0001.html", 718)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert page.locator(".help").first.is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_hostile_pages_run_nothing(view: Open) -> None:
    """Neither opening nor clicking around on a hostile page's report runs its code."""
    page = view("pages/0009.html")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    for script in page.locator("script").all():
        assert (script.get_attribute("src") or "").endswith("report.js")
    assert dialogs == []
