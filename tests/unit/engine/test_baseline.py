"""Accepting findings for a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from a11ycheck.engine.baseline import DAYS, NO_REASON, Baseline, Entry, apply, read, update, write
from a11ycheck.errors import ConfigError, OutputError
from a11ycheck.model import Finding, Outcome

Make = Callable[..., Finding]

TODAY = date(2026, 11, 20)
FILE = """\
{
  "schema": 1,
  "created": "2026-11-01",
  "tool": "0.1.0",
  "entries": [
    {
      "fingerprint": "f",
      "rule": "r",
      "page": "https://www.city.example.lg.jp/a",
      "key": "k",
      "selector": "a",
      "reason": "来年度の改修で直します",
      "expires": "2026-11-20",
      "count": 2
    }
  ]
}
"""
TWIN = '{"fingerprint": "f", "rule": "r", "page": "p", "expires": "2026-11-20"}'


def entry(fingerprint: str, *, expires: date = TODAY, count: int = 1, page: str = "/a") -> Entry:
    """An entry with a reason."""
    return Entry(fingerprint=fingerprint, rule="r", page=page, reason="改修予定", expires=expires, count=count)


def baseline(*entries: Entry) -> Baseline:
    """A baseline of some weeks ago."""
    return Baseline(created=date(2026, 11, 1), entries=entries)


def ids(findings: tuple[Finding, ...]) -> list[str]:
    """Their fingerprints."""
    return [finding.fingerprint for finding in findings]


def test_findings_are_sorted(make_finding: Make) -> None:
    """Accepted findings do not count; expired and unknown ones do; unneeded entries are named."""
    accepted = baseline(entry("known"), entry("late", expires=TODAY - timedelta(days=1)), entry("gone", count=3))
    result = apply([make_finding("known"), make_finding("late"), make_finding("new")], accepted, TODAY)
    assert ids(result.open) == ["new"]
    assert ids(result.accepted) == ["known"]
    assert ids(result.expired) == ["late"]
    assert [(old.fingerprint, old.count) for old in result.stale] == [("gone", 3)]
    assert ids(result.counted) == ["new", "late"]


def test_fix_hides_no_new_fault(make_finding: Make) -> None:
    """One accepted finding accepts one, not a second of the same kind nor another one."""
    result = apply([make_finding("f"), make_finding("f"), make_finding("g")], baseline(entry("f")), TODAY)
    assert ids(result.open) == ["f", "g"]
    assert ids(result.accepted) == ["f"]


def test_partly_stale(make_finding: Make) -> None:
    """An entry for more findings than there are is named with the difference."""
    result = apply([make_finding("f")], baseline(entry("f", count=3)), TODAY)
    assert [old.count for old in result.stale] == [2]


def test_page_that_was_not_judged_is_not_stale() -> None:
    """An entry is not called unneeded, nor dropped, because its page was not looked at."""
    accepted = baseline(entry("a", page="/a"), entry("b", page="/b"))

    def judged(_rule: str, page: str) -> bool:
        return page == "/a"

    assert [old.fingerprint for old in apply([], accepted, TODAY, judged).stale] == ["a"]
    assert [old.fingerprint for old in update([], accepted, TODAY, judged=judged).entries] == ["b"]


def test_first_baseline(make_finding: Make) -> None:
    """A new entry names the finding, has a reason and ends after half a year; only failures are accepted."""
    findings = [make_finding("f"), make_finding("f"), make_finding("c", outcome=Outcome.CANT_TELL)]
    made = update(findings, None, TODAY, "改修まで待ちます")
    assert made.created == TODAY
    assert made.entries == (
        Entry(
            fingerprint="f",
            rule="r",
            page="https://www.city.example.lg.jp/a",
            key="k",
            selector="a",
            reason="改修まで待ちます",
            expires=TODAY + timedelta(days=DAYS),
            count=2,
        ),
    )


def test_reason_is_asked_for(make_finding: Make) -> None:
    """Without a reason the entry asks for one."""
    assert update([make_finding("f")], None, TODAY, "  ").entries[0].reason == NO_REASON


def test_update_keeps_what_people_wrote(make_finding: Make) -> None:
    """Reasons and days stay, expired ones too; counts follow the findings; fixed ones go."""
    late = entry("f", expires=TODAY - timedelta(days=9), count=5)
    made = update([make_finding("f"), make_finding("n")], baseline(late, entry("gone")), TODAY, "新規")
    assert made.created == date(2026, 11, 1)
    by_id = {new.fingerprint: new for new in made.entries}
    assert by_id.keys() == {"f", "n"}
    assert by_id["f"] == msgspec.structs.replace(late, count=1)
    assert by_id["n"].reason == "新規"


def test_file_is_stable(tmp_path: Path, make_finding: Make) -> None:
    """The order of the findings does not show in the file, and writing again changes nothing."""
    one, two = tmp_path / "1.json", tmp_path / "2.json"
    findings = [make_finding("b", page="/b"), make_finding("a", page="/b"), make_finding("c", page="/a")]
    write(one, update(findings, None, TODAY))
    write(two, update(reversed(findings), read(one), TODAY + timedelta(days=1)))
    assert one.read_bytes() == two.read_bytes()
    assert [item.fingerprint for item in read(one).entries] == ["c", "a", "b"]
    assert "理由を記入してください".encode() in one.read_bytes()
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["1.json", "2.json"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_file_is_read(tmp_path: Path, encoding: str) -> None:
    """A file is read as documented, also as Windows' Notepad saves it; its last day still counts."""
    path = tmp_path / "b.json"
    path.write_text(FILE, encoding=encoding)
    read_back = read(path)
    assert read_back.entries[0].reason == "来年度の改修で直します"
    assert read_back.entries[0].expires == TODAY
    assert read_back.entries[0].count == 2


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "truncated"),
        ("[]", "array"),
        ("{}", "schema"),
        (FILE.replace('"schema": 1', '"schema": 2'), "newer a11ycheck"),
        (FILE.replace('"schema": 1', '"schema": 0'), "schema 0"),
        (FILE.replace("2026-11-20", "2026年11月20日"), r"entries\[...\]\.expires|entries\[0\]\.expires|expires"),
        (FILE.replace('"rule": "r",', ""), "rule"),
        (FILE.replace('"reason"', '"raeson"'), "raeson"),
        (FILE.replace('"count": 2', '"count": 0'), "entry 1 has a count below 1"),
        (FILE.replace("    }\n  ]", f"    }},{TWIN}\n  ]"), "entries 1 and 2"),
        (FILE.replace("来年度", "\udcff"), "is not as it should be"),
    ],
)  # fmt: skip
def test_bad_file(tmp_path: Path, text: str, wrong: str) -> None:
    """A file that is not as it should be is named in one sentence with what is wrong."""
    path = tmp_path / "b.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match=wrong) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_texts_of_pages_can_be_written(tmp_path: Path, make_finding: Make) -> None:
    """Characters that no file holds do not stop the writing."""
    finding = msgspec.structs.replace(make_finding("f"), selector="a[title='\ud83d']")
    write(tmp_path / "b.json", update([finding], None, TODAY))
    assert read(tmp_path / "b.json").entries[0].selector == "a[title='?']"


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read(tmp_path / "b.json")


def test_unwritable_file(tmp_path: Path) -> None:
    """A place that cannot be written is named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / "file" / "b.json", baseline())
