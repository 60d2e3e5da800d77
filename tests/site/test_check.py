"""Single pages and local files, and snapshots that are judged again."""

from __future__ import annotations

from pathlib import Path

from tests.site.harness import FAULT, Program, Site, page


def test_local_files(a11ycheck: Program, tmp_path: Path) -> None:
    """Files are judged by relative paths and Japanese names, several at once, with their styles beside them."""
    (tmp_path / "頁").mkdir()
    (tmp_path / "頁" / "手続き 一覧.html").write_text(page(FAULT), encoding="utf-8")
    (tmp_path / "good.html").write_text(page("<a href='bad.html'>次へ進む</a>", title="良い"), encoding="utf-8")
    (tmp_path / "bad.html").write_text(page(FAULT), encoding="utf-8")
    (tmp_path / "list.txt").write_text("# 一覧\n\ngood.html\n", encoding="utf-8")
    run = a11ycheck("check", "頁/手続き 一覧.html", "--urls-from", "list.txt", "--format", "json", "--out", "-")
    assert run.status == 1
    first, second = run.json["pages"]
    assert first["url"].startswith("file:///")
    assert [finding["rule"] for finding in first["findings"] if finding["level"] == 1] == ["image-alt"]
    assert second["url"].endswith("/good.html")
    assert not a11ycheck.db.exists()
    plain = a11ycheck("check", "good.html", "--level", "1")
    assert plain.status == 0
    assert "good.html" in plain.out


def test_address_without_scheme(a11ycheck: Program, site: Site) -> None:
    """An address without a scheme means https, and a page of it is not followed further."""
    run = a11ycheck("check", site.host, "--quiet")
    assert run.status == 3
    assert f"https://{site.host}/" in run.err


def test_snapshots(a11ycheck: Program, site: Site, tmp_path: Path) -> None:
    """What a scan saved is judged again without a browser, with the same findings."""
    site.pages["/"] = page(FAULT + '<a href="/b.html">こちら</a><p>ﾃｽﾄ</p>')
    site.pages["/b.html"] = page("<h3>飛ばした見出し</h3>", title="二つ目")
    run, document = a11ycheck.scan(site.url, "--save-snapshots", "kept")
    assert run.status == 1
    assert len(list((tmp_path / "kept").iterdir())) == 2
    no_browser = {"A11YCHECK_BROWSER": "/nowhere/at/all"}
    again = a11ycheck("check", "--snapshot", "kept", "--format", "json", "--out", "-", env=no_browser)
    assert again.status == 1
    pages = [{key: p[key] for key in ("url", "status", "outcomes", "findings")} for p in document["pages"]]
    assert [{key: p[key] for key in pages[0]} for p in again.json["pages"]] == pages
    one = a11ycheck.inside("check", "--snapshot", "kept/00001.json", "--disable-rule", "page-description")
    assert "b.html" in one.out
    (tmp_path / "kept" / "00000.json").write_text("{}", encoding="utf-8")
    broken = a11ycheck.inside("check", "--snapshot", "kept")
    assert broken.status == 2
    assert "00000.json" in broken.err
    (tmp_path / "empty").mkdir()
    assert a11ycheck.inside("check", "--snapshot", "empty").status == 2
