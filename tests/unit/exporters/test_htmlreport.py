"""The HTML report as a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag

import msgspec.structs
import pytest
from bs4 import BeautifulSoup
from tests.fakes.scans import SITE, STARTED, report_input, scan, scheme

from a11ycheck.errors import OutputError, UsageError
from a11ycheck.exporters import ReportInput, export
from a11ycheck.exporters.htmlreport import pages as pages_module
from a11ycheck.exporters.htmlreport.charts import MAX_SCANS, trend
from a11ycheck.exporters.htmlreport.markup import language_of, markdown
from a11ycheck.exporters.wording import wording
from a11ycheck.model import Finding, Outcome, Page, PageResult
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_rules


def soup(path: Path) -> BeautifulSoup:
    """A page of the report, not to be changed."""
    return parsed(path.read_text(encoding="utf-8"))


@cache
def parsed(text: str) -> BeautifulSoup:
    """Parsing is slow, and several promises are about all pages."""
    return BeautifulSoup(text, "lxml")


def text_of(path: Path) -> str:
    """The words of a page."""
    return soup(path).get_text(" ", strip=True)


def test_every_link_inside_the_folder_resolves(folder: Path) -> None:
    """Pages, fragments, styles and scripts that are linked are there, in both languages."""
    ids: dict[Path, set[str]] = {}
    missing = []
    for path in folder.rglob("*.html"):
        page = soup(path)
        ids[path.resolve()] = {str(tag["id"]) for tag in page.find_all(id=True)}
    for path in folder.rglob("*.html"):
        for tag in soup(path).select("a[href], link[href], script[src]"):
            href, fragment = urldefrag(str(tag.get("href") or tag.get("src")))
            if href.startswith(("https://", "http://")):
                continue
            target = (path.parent / href).resolve() if href else path.resolve()
            if not target.is_file() or (fragment and fragment not in ids[target]):
                missing.append(f"{path.relative_to(folder)}: {href}#{fragment}")
    assert missing == []


def test_nothing_is_loaded_from_the_network(folder: Path) -> None:
    """Only links for people lead outside; a policy forbids the rest."""
    for path in folder.rglob("*.html"):
        page = soup(path)
        assert not page.select("img, iframe, object, embed, [style], [onclick]")
        assert "default-src 'none'" in str(page.select_one("meta[http-equiv]"))
        assert all(not str(tag.get("src") or tag.get("href")).startswith("http") for tag in page.select("script, link"))


def test_hostile_text_is_text(folder: Path) -> None:
    """No tag, attribute, template or script address comes from a scanned page."""
    for path in folder.rglob("*.html"):
        raw = path.read_text(encoding="utf-8")
        page = parsed(raw)
        assert len(page.find_all("script")) == 1
        assert not page.select("[onerror]")
        assert not [a for a in page.find_all("a", href=True) if "javascript" in str(a["href"]).lower()]
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\ud800-\udfff]", raw)
    assert "{{ 7 * 7 }}" in text_of(folder / "pages" / "0009.html")


def test_the_summary_answers_the_manager(folder: Path) -> None:
    """Verdicts, change, first repairs, human checks, what went wrong and the limits stand on the first page."""
    text = text_of(folder / "index.html")
    for words in (
        "問題あり",
        "前回より+4.0",
        "ヘッダー 7ページの28件が解消",
        "人の確認 7項目",
        "確認できなかったページが1件あります",
        "ページ数の上限に達したため、25件",
        "調べる範囲 同じホスト",
        "1280×800",
        "future a: 1",
        "2026年11月23日 15:04（日本時間）",
        "本プロジェクトの提案です",
        "判定しません",
        "「都民満足度」そのものは測っていません",
        "axe-core の版が変わった",
    ):
        assert words in text, words


def test_the_matrix_has_every_level_and_quality(folder: Path) -> None:
    """Three levels, four qualities and their sum."""
    table = soup(folder / "index.html").select_one("table.matrix")
    assert table is not None
    assert [len(row.find_all("td")) for row in table.select("tbody tr")] == [5, 5, 5]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_level_names_guideline_item_and_tool(folder: Path, data: ReportInput, level: int) -> None:
    """Every item of the level is in the table, with its guidelines, whether or not a rule checks it."""
    table = soup(folder / "levels" / f"{level}.html").select_one("table.items")
    assert table is not None
    rows = {str(row["id"]): row.get_text(" ", strip=True) for row in table.select("tbody tr")}
    assert set(rows) == {item.id for item in data.items if item.level == level}
    text = text_of(folder / "levels" / f"{level}.html")
    assert "本プロジェクトの提案です" in text
    if level == 1:
        assert "axe-core image-alt" in rows["WC-1.1.1"]
        assert "JIS X 8341-3:2016 1.1.1" in rows["WC-1.1.1"]
        assert "人の確認が必要" in rows["WC-1.2.2"]
        assert "この診断では未確認" in rows["WC-2.1.1"]


def test_a_finding_says_all_that_is_needed(folder: Path) -> None:
    """What, where, who is hurt, how to fix, an example, the criterion, the tool."""
    text = text_of(folder / "pages" / "0001.html")
    for words in (
        "文字色#999999と背景色#ffffffの比が3.4で",
        "フッター",
        '<a class="foot-link" href="/policy/0">サイトポリシー</a>',
        "#contents > div.section:nth-child(2) a",
        "なぜ大切か",
        "直し方",
        "良くない例",
        "WCAG 2.2 1.4.3",
        "JIS X 8341-3:2016 1.4.3 コントラスト（最低限レベル）の達成基準",
        "axe-core color-contrast",
    ):
        assert words in text, words


def test_advice_is_no_violation(folder: Path) -> None:
    """Advice has its own part, and what a rule only touches is told apart from what it violates."""
    page = soup(folder / "pages" / "0001.html")
    advice = page.select_one("section:has(> #section_advice)")
    assert advice is not None
    assert "main要素がありません" in advice.get_text()
    advice_rule = soup(folder / "rules" / "landmark-main.html")
    assert not advice_rule.select(".facts .status-failed, .faults .status-failed")
    assert not soup(folder / "levels" / "1.html").select("#WC-2\\.4\\.1 .bad")
    rule = text_of(folder / "rules" / "vague-link-text.html")
    assert re.search("関連する基準（違反ではありません） WCAG 2.2 2.4.4", rule)


def test_both_languages_say_the_same(folder: Path) -> None:
    """Every page has its sibling, each links the other, and English holds no Japanese interface word."""
    japanese = {p.relative_to(folder) for p in folder.rglob("*.html") if p.relative_to(folder).parts[0] != "en"}
    english = {p.relative_to(folder / "en") for p in (folder / "en").rglob("*.html")}
    assert japanese == english
    page = BeautifulSoup((folder / "en" / "index.html").read_text(encoding="utf-8"), "lxml")
    assert page.html is not None
    assert page.html["lang"] == "en"
    for tag in page.select("[lang=ja]"):
        tag.decompose()
    assert page.main is not None
    outside = re.findall("[\u3041-\u30ff]+", page.main.get_text())
    assert set(outside) <= {"ウェブサイト"}, outside


def test_english_can_be_the_root(tmp_path: Path) -> None:
    """``--lang en`` puts English first; the languages of an earlier report do not stay behind."""
    given = report_input(2)
    export("html", given, tmp_path)
    export("html", given, tmp_path, "en")
    assert soup(tmp_path / "index.html").select("html[lang=en]")
    assert soup(tmp_path / "ja" / "index.html").select("html[lang=ja]")
    assert not (tmp_path / "en").exists()


def test_a_smaller_report_leaves_nothing_of_the_larger(tmp_path: Path) -> None:
    """Pages of the last report go away; the user's other files stay."""
    export("html", report_input(5), tmp_path)
    (tmp_path / "scan.json").write_text("{}", encoding="utf-8")
    export("html", report_input(2), tmp_path)
    assert not (tmp_path / "pages" / "0005.html").exists()
    assert (tmp_path / "scan.json").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder with pages of the user's own is refused, not overwritten."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="no report of a11ycheck"):
        export("html", report_input(1), tmp_path)
    assert (tmp_path / "pages" / "mine.txt").exists()


def test_a_failed_report_leaves_the_old_one(tmp_path: Path) -> None:
    """When the pages end in an error, the last report is still whole."""
    given = report_input(2)
    export("html", given, tmp_path)
    before = (tmp_path / "index.html").read_bytes()

    calls = []

    def broken() -> Iterator[PageResult]:
        calls.append(1)
        for page in given.pages():
            yield page
            if len(calls) > 1:
                raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        export("html", replace(given, pages=broken), tmp_path)
    assert (tmp_path / "index.html").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_the_same_scan_gives_the_same_report(tmp_path: Path) -> None:
    """Nothing in a report depends on when or where it was made."""
    export("html", report_input(3), tmp_path / "a")
    export("html", report_input(3), tmp_path / "b")
    for path in (tmp_path / "a").rglob("*.html"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_long_lists_go_on_in_further_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is cut, with a pager to its parts."""
    monkeypatch.setattr(pages_module, "PER_LIST", 2)
    export("html", report_input(5), tmp_path)
    first = soup(tmp_path / "pages" / "index.html")
    assert len(first.select("table.list tbody tr")) == 2
    assert [a["href"] for a in first.select("nav.pager a")][:3] == ["index.html", "index-2.html", "index-3.html"]
    assert (tmp_path / "pages" / "index-3.html").is_file()


def test_large_reports_tell_each_rule_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of pages the explanation is linked, not repeated."""
    monkeypatch.setattr(pages_module, "MAX_WITH_HELP", 3)
    export("html", report_input(4), tmp_path)
    page = soup(tmp_path / "pages" / "0001.html")
    assert not page.select("details")
    links = [str(a["href"]) for a in page.select("p.to-help a")]
    assert "../rules/image-alt.html#about" in links
    assert soup(tmp_path / "rules" / "image-alt.html").select("#about")


def test_every_built_in_rule_is_told(tmp_path: Path) -> None:
    """Each rule file's words make a page in both languages, and each of its messages can be shown."""
    rules = load_rules(rulesets_dir(), scheme())
    findings = tuple(
        Finding(
            rule_id=rule.id,
            page_url=SITE,
            outcome=Outcome.FAILED,
            key=key,
            fingerprint=f"{rule.id}{key}",
            shared_id=f"{rule.id}{key}",
        )
        for rule in rules
        for key in rule.messages
    )
    given = report_input(0)
    page = PageResult(page=Page(url=SITE), status=200, title="例", lang="ja", findings=findings)
    export(
        "html",
        replace(given, scan=msgspec.structs.replace(given.scan, rules=rules), pages=lambda: iter([page])),
        tmp_path,
    )
    for rule in (rule for rule in rules if not rule.disabled):
        assert rule.name.ja in text_of(tmp_path / "rules" / f"{rule.id}.html")
        assert rule.name.en in text_of(tmp_path / "en" / "rules" / f"{rule.id}.html")


def test_a_page_with_endless_findings_is_cut_with_a_note(tmp_path: Path) -> None:
    """At most 200 different findings of a rule are shown, and the rest is counted."""
    export("html", report_input(1, width=40), tmp_path)
    text = text_of(tmp_path / "pages" / "0001.html")
    assert "CSVファイルにあります" in text
    article = (
        soup(tmp_path / "pages" / "0001.html").find(string="リンクの文言だけで行き先が分かる").find_parent("article")
    )
    assert len(article.select("ol.faults > li")) == 200


def test_an_empty_scan_has_a_report(tmp_path: Path) -> None:
    """A scan that reached nothing says so and does not look clean."""
    given = report_input(0)
    bare = msgspec.structs.replace(
        given.scan, score=(), rules=(), site_findings=(), site_outcomes={}, starts=(), finished=None, notes=()
    )
    empty = replace(given, scan=bare, previous=None, comparison=None, trend=(), items=())
    export("html", empty, tmp_path)
    assert "確認できていません" in text_of(tmp_path / "index.html")


def test_rule_texts_obey_no_html() -> None:
    """HTML and script links in a rule's Markdown are shown as text; headings do not break the outline."""
    html = str(markdown("# Head\n\n<b>x</b> [a](javascript:alert(1)) `code`"))
    assert "<b>" not in html
    assert "href" not in html
    assert "<h1" not in html
    assert "<code>code</code>" in html


@pytest.mark.parametrize(
    ("text", "declared", "reader", "lang"),
    [
        ("こちら", "", "en", "ja"),
        ("こちら", "en", "ja", ""),
        ("北京", "zh-Hans", "ja", "zh"),
        ("東京", "", "en", "ja"),
        ("안녕", "", "ja", "ko"),
        ("hello", "xx-evil", "ja", ""),
        ("hello", "en-US", "ja", "en"),
        ("http", "ja", "en", ""),
    ],
)
def test_foreign_text_is_marked(text: str, declared: str, reader: str, lang: str) -> None:
    """Text of a page carries its language where that is not the reader's, never a made-up code."""
    assert language_of(text, declared, reader) == lang


def test_the_trend_needs_two_scans() -> None:
    """One scan is no trend; many are cut to the latest, oldest first."""
    words = wording("ja")
    assert trend((scan("a", STARTED, 0, 3),), words) is None
    many = trend([scan(f"s{n}", STARTED.replace(day=n + 1), 0, 3) for n in range(25)], words)
    assert many is not None
    assert len(many.rows) == MAX_SCANS
    assert many.rows[-1][0] == "2026年11月25日"
