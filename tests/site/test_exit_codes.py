"""Exit codes of a scan that could be made, and of one that was wrongly asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.harness import FAULT, Program, Site, page

NOWHERE = "http://127.0.0.1:9/"


def test_gate(a11ycheck: Program, site: Site) -> None:
    """A Level 1 fault gives 1, and 0 with --fail-on never or with the rule left out."""
    site.pages["/"] = page(FAULT)
    failed = a11ycheck("scan", site.url, "--format", "json", "--lang", "en")
    assert failed.status == 1
    assert any("--fail-on 1" in line for line in failed.said)
    for way in (["--fail-on", "never"], ["--disable-rule", "image-alt", "--level", "1"]):
        assert a11ycheck("scan", site.url, "--format", "json", *way).status == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["scan", NOWHERE, "--max-pagse", "3"], ["--max-pagse", "--max-pages"]),
        (["scan", NOWHERE, "--max-pages", "0"], ["--max-pages", "0"]),
        (["scna", NOWHERE], ["scna"]),
        (["scan"], ["address"]),
        (["scan", "ftp://example.jp/"], ["ftp://example.jp/"]),
        (["scan", NOWHERE, "--disable-rule", "image-allt"], ["image-allt", "image-alt"]),
        (["scan", NOWHERE, "--enable-rule", "nonsense"], ["nonsense", "rules list"]),
        (["scan", NOWHERE, "--config", "absent.toml"], ["absent.toml"]),
        (["scan", NOWHERE, "--update-baseline"], ["--update-baseline", "--baseline"]),
        (["scan", NOWHERE, "--baseline", "absent.json"], ["absent.json", "--update-baseline"]),
        (["scan", NOWHERE, "--header", "X-Staging"], ["Name: value"]),
        (["scan", NOWHERE, "--header", "Müll: ja"], ["header"]),
        (["scan", NOWHERE, "--basic-auth-env", "NOT_THERE"], ["NOT_THERE", "USER:PASSWORD"]),
        (["scan", NOWHERE, "--include", "re:("], ["include", "re:("]),
        (["scan", NOWHERE, "--sample", "40"], ["random:40"]),
        (["scan", NOWHERE, "--sitemap", "sitemap"], ["sitemap"]),
        (["scan", NOWHERE, "--format", "pdf"], ["pdf", "html"]),
        (["scan", NOWHERE, "--format", "html", "--out", "-"], ["--out -"]),
        (["scan", NOWHERE, "--db", "mysql://x/y"], ["mysql"]),
        (["scan", NOWHERE, "--urls-from", "absent.txt"], ["absent.txt"]),
        (["check"], ["address"]),
        (["check", "pages/absent.html"], ["pages/absent.html", "no such file"]),
        (["check", "absent.html"], ["absent.html", "no such file"]),
        (["check", "--snapshot", "absent"], ["absent"]),
        (["rules", "show", "image-allt"], ["image-allt", "image-alt"]),
        (["history", "show", "20200101"], ["20200101", "empty"]),
        (["history", "compare"], ["history"]),
        (["report", "latest"], ["no scan"]),
    ],
    ids=lambda value: " ".join(value[:4]) if isinstance(value, list) else "",
)
def test_wrong_usage(a11ycheck: Program, args: list[str], words: list[str]) -> None:
    """What cannot be meant gives 2 before anything is opened, and a sentence that names it."""
    run = a11ycheck.inside(*args)
    assert run.status == 2
    assert not run.out
    for word in words:
        assert word in run.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"max-pages = ", ["a11ycheck.toml", "TOML"]),
        (b"max-pagse = 3", ["a11ycheck.toml", "max-pagse", "max-pages"]),
        (b'max-pages = "many"', ["max-pages", "many"]),
        (b"max-pages = [1]", ["max-pages"]),
        (b"max-pages = true", ["max-pages"]),
        (b"include = 2026-11-23", ["include"]),
        (b"[scan]\nmax-pages = 3", ["a11ycheck.toml", "scan"]),
        (b'name = "\xff"', ["a11ycheck.toml", "UTF-8"]),
        (b'fail-on = "4"', ["fail-on", "4"]),
        (b"ignore-robots = 7", ["ignore-robots", "true or false"]),
        (b"help = true", ["a11ycheck.toml", "help"]),
    ],
    ids=lambda value: value.decode("latin-1") if isinstance(value, bytes) else "",
)
def test_wrong_config(a11ycheck: Program, tmp_path: Path, text: bytes, words: list[str]) -> None:
    """A settings file that cannot be used gives 2 and names the file or the setting."""
    (tmp_path / "a11ycheck.toml").write_bytes(text)
    run = a11ycheck.inside("scan", NOWHERE)
    assert run.status == 2
    for word in words:
        assert word in run.err


def test_config_is_a_folder(a11ycheck: Program, tmp_path: Path) -> None:
    """A folder in the settings file's place is named."""
    (tmp_path / "a11ycheck.toml").mkdir()
    run = a11ycheck.inside("scan", NOWHERE)
    assert run.status == 2
    assert "a11ycheck.toml" in run.err


def test_config_sets_defaults(a11ycheck: Program, tmp_path: Path, site: Site) -> None:
    """Settings stand in for options, options win over them, and one of another command is no fault."""
    site.pages["/"] = page(FAULT)
    (tmp_path / "a11ycheck.toml").write_text(
        'fail-on = "never"\nlevel = 1\nformat = ["json", "csv"]\nout = "from-config"\nmax-pages = 1\n', encoding="utf-8"
    )
    assert a11ycheck("scan", site.url).status == 0
    assert {path.name for path in (tmp_path / "from-config").iterdir()} == {"scan.json", "findings.csv"}
    (tmp_path / "page.html").write_text(page(FAULT), encoding="utf-8")
    assert a11ycheck("check", "page.html", "--fail-on", "1").status == 1


def test_broken_rule_file(a11ycheck: Program, tmp_path: Path) -> None:
    """A rule file that cannot be loaded stops the run and names file and line."""
    rule = tmp_path / "ours" / "level1" / "our-rule.md"
    rule.parent.mkdir(parents=True)
    rule.write_text("---\nname: {ja: 名前, en: name}\nquality: usability\nmethd: manual\n---\n", encoding="utf-8")
    run = a11ycheck.inside("scan", NOWHERE, "--rulesets", "ours")
    assert run.status == 2
    assert "level1/our-rule.md:4" in run.err


def test_broken_baseline(a11ycheck: Program, tmp_path: Path) -> None:
    """A baseline that cannot be read gives 2 before the scan."""
    (tmp_path / "accepted.json").write_text("{", encoding="utf-8")
    run = a11ycheck.inside("scan", NOWHERE, "--baseline", "accepted.json")
    assert run.status == 2
    assert "accepted.json" in run.err
    assert not (tmp_path / "a11ycheck-report").exists()
