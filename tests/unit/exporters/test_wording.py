"""The words of the reports."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fakes.scans import rules, scheme

from a11ycheck import exporters
from a11ycheck.exporters.criteria import RESULTS
from a11ycheck.exporters.standards import reference, source, tools
from a11ycheck.exporters.standing import note_text
from a11ycheck.exporters.wording import catalogue, wording
from a11ycheck.model import (
    ANSWERS,
    Axis,
    Impact,
    Lapse,
    Level,
    LevelVerdict,
    Method,
    ProblemKind,
    ScanState,
    Standard,
)
from a11ycheck.model.comparison import Incomparable
from a11ycheck.resources import templates_dir

TABLE = catalogue(templates_dir() / "words.toml")
PLACE = re.compile(r"\{([a-z_]+)\}")


@pytest.mark.parametrize("key", sorted(TABLE))
def test_every_sentence_is_in_both_languages(key: str) -> None:
    """Both languages have the sentence, with the same values, and plurals are English only."""
    pair = TABLE[key]
    assert set(pair) == {"ja", "en"}
    assert all(
        text.strip() == text or key in ("impact", "first_page", "first_example", "reason") for text in pair.values()
    )
    assert "|" not in pair["ja"]
    for form in pair["en"].split("|"):
        assert set(PLACE.findall(form)) == set(PLACE.findall(pair["ja"]))


def test_no_words_are_left_over() -> None:
    """Every sentence is used somewhere; those with a kind in their name are looked up by it."""
    by_kind = re.compile(
        r"(axis|level\d|impact|verdict|problem|incomparable|state|source|standard|setting|value|note|region|section|change|"
        r"form|procedure|answer|lapse|phase|method|sheet)_"
    )
    code = "".join(p.read_text(encoding="utf-8") for p in templates_dir().glob("*.html"))
    code += "".join(p.read_text(encoding="utf-8") for p in Path(exporters.__file__).parent.rglob("*.py"))
    unused = [key for key in TABLE if not by_kind.match(key) and not re.search(rf"\b{key}\b", code)]
    assert unused == []


def test_every_kind_has_words() -> None:
    """Whatever the model can name has a name for the reader."""
    wanted = [
        *(f"axis_{axis}" for axis in Axis),
        *(f"level{int(level)}_name" for level in Level),
        *(f"impact_{impact}" for impact in Impact),
        *(f"verdict_{verdict.name.lower()}" for verdict in LevelVerdict),
        *(f"problem_{kind.name.lower()}" for kind in ProblemKind),
        *(f"incomparable_{reason.name.lower()}" for reason in Incomparable),
        *(f"answer_{outcome}" for outcome in ANSWERS),
        *(f"lapse_{reason.name.lower()}" for reason in Lapse),
        *(f"method_{method}" for method in Method),
        *(f"value_standard_{standard}" for standard in Standard),
        *(f"result_{result}" for result in RESULTS),
        *(f"state_{state}" for state in ScanState if state is not ScanState.COMPLETE),
    ]
    assert [key for key in wanted if key not in TABLE] == []


def test_the_tool_never_judges_conformance() -> None:
    """準拠 and 適合 stand only where the report says that it does not judge them."""
    named = {key for key, pair in TABLE.items() if re.search("準拠|適合", pair["ja"] + pair["en"])}
    assert named == {"note_verdict", "disclaimer_short", "criteria_note"}


@pytest.mark.parametrize(("lang", "expected"), [("ja", "2026年11月23日"), ("en", "23 November 2026")])
def test_dates_are_in_japans_time(lang: str, expected: str) -> None:
    """A scan late in the evening (UTC) is on the next day in Japan."""
    assert wording(lang).date(datetime(2026, 11, 22, 15, 4, tzinfo=UTC)) == expected


@pytest.mark.parametrize(("n", "expected"), [(1, "1 page"), (1240, "1,240 pages")])
def test_english_has_plurals_and_separators(n: int, expected: str) -> None:
    """Numbers read as people write them."""
    assert wording("en").say("n_pages", n=n) == expected


def test_an_unknown_note_is_shown_as_it_is() -> None:
    """A note that this version does not know is not lost."""
    words = wording("ja")
    assert note_text("something:new", words) == "something:new"
    assert note_text("something:7", words) == "something:7"
    assert note_text("robots:²", words) == "robots:²"
    assert "12件" in note_text("robots:12", words)


@pytest.mark.parametrize(
    ("code", "name", "href"),
    [
        ("wcag22:1.1.1", "Non-text Content", "https://www.w3.org/WAI/WCAG22/Understanding/non-text-content"),
        ("wcag22:2.2.2", "Pause, Stop, Hide", "https://www.w3.org/WAI/WCAG22/Understanding/pause-stop-hide"),
        ("jis2016:4.1.1", "構文解析の達成基準", ""),
        ("wcag22:9.9.9", "", ""),
        ("unknown:1", "", ""),
    ],
)
def test_criteria_have_the_names_of_their_standard(code: str, name: str, href: str) -> None:
    """WCAG 2.2 is linked to its explanation; JIS has its own name; an unknown one is only named."""
    found = reference(code, scheme().criteria, wording("en"))
    assert (found.name, found.href) == (name, href)


def test_sources_are_written_out() -> None:
    """A code of the check items becomes the document's name."""
    words = wording("ja")
    assert source("JIS2016 1.1.1", words) == ("JIS X 8341-3:2016", "1.1.1")
    assert source("DA-3.2(必須)", words)[0].startswith("デジタル庁 ウェブアクセシビリティ導入ガイドブック 3.2")
    assert source("足立区", words) == ("", "足立区")


def test_tools_are_named() -> None:
    """Axe rules, own checks and people are told apart."""
    by_id = {rule.id: rule for rule in rules()}
    words = wording("en")
    assert tools(by_id["image-alt"], words) == [("axe-core", "image-alt")]
    assert tools(by_id["vague-link-text"], words) == [("a11ycheck", "own.vague_link_text")]
    assert tools(by_id["video-captions"], words) == [("A person", "")]
    assert ("A person", "") in tools(by_id["image-text-fits"], words)
