"""PDF, Office and CSV files: found by a scan, or named to a check."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from tests.site.harness import Answer, Handler, Program, Site, answer, links, page, redirect

from a11ycheck.files.building import build

PDF = "application/pdf"
DATA = "町名,世帯数,人口\n本町,120,310\n東町,98,240\n西町,143,355\n南町,76,190\n"


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Makes the bytes of a file out of its description."""

    def make(**description: Any) -> bytes:
        path, _ = build(description, tmp_path)
        return path.read_bytes()

    return make


def rules_of(document: dict[str, Any], path: str) -> set[str]:
    """The rules with a finding on a page or file."""
    (found,) = (p for p in document["pages"] if p["url"].endswith(path))
    return {finding["rule"] for finding in found["findings"]}


def test_a_scan_reads_the_files_that_it_finds(a11ycheck: Program, site: Site, made: Any) -> None:
    """Each is fetched once, judged by rules about files alone, shown with the pages; broken ones stop nothing."""
    names = ("scan.pdf", "good.pdf", "broken.pdf", "jinko.csv", "old.xls", "gone.pdf")
    names += ("moved.pdf", "away.pdf", "page.pdf")
    site.pages["/"] = page(links(*(f"/files/{name}" for name in names), "/download?id=7"))
    site.pages["/files/scan.pdf"] = answer(made(pdf={"title": "広報", "pages": ["image"]}), content_type=PDF)
    good = {"title": "計画", "language": "ja", "pages": ["例市の計画です。"], "tags": ["H1"], "shows title": True}
    site.pages["/files/good.pdf"] = answer(made(pdf=good), content_type=PDF)
    site.pages["/files/broken.pdf"] = answer(b"%PDF-1.7\n", content_type=PDF)
    site.pages["/files/jinko.csv"] = answer(DATA.replace("310", "310人").encode(), content_type="text/csv")
    site.pages["/files/old.xls"] = answer(made(legacy=None), content_type="application/vnd.ms-excel")
    site.pages["/files/moved.pdf"] = redirect("/files/good.pdf")
    site.pages["/files/away.pdf"] = redirect("https://www.example.invalid/a.pdf")
    site.pages["/files/page.pdf"] = page(title="本当はページ")
    site.pages["/download?id=7"] = answer(made(pdf=good), content_type=PDF)
    run, document = a11ycheck.scan(site.url, "--max-broken", "1")
    assert rules_of(document, "/scan.pdf") >= {"pdf-text-layer"}
    assert rules_of(document, "/good.pdf") == set()
    assert rules_of(document, "/broken.pdf") == {"readable-file"}
    assert rules_of(document, "/old.xls") == {"readable-file"}
    assert "pdf-title" not in rules_of(document, "/download?id=7")
    problems = {p["url"].rpartition("/")[2]: p["problem"]["kind"] for p in document["pages"] if p["problem"]}
    assert problems == {"gone.pdf": "http-error", "moved.pdf": "duplicate", "away.pdf": "out-of-scope"}
    assert document["scan"]["pages_checked"] == 2  # the start page, and the page that is called a PDF
    assert "files:4" in document["scan"]["notes"]
    assert "files-unread:5" in document["scan"]["notes"]
    for name in names[:5]:
        assert site.paths().count(f"/files/{name}") == (2 if name == "good.pdf" else 1)  # once by a redirect
    for entry in document["pages"]:
        is_file = not entry["url"].endswith(("/", "page.pdf"))
        assert ("document-language" in entry["outcomes"]) is (not is_file and entry["problem"] is None)
    assert run.status == 1  # the scanned PDF fails level 1


def test_limits(a11ycheck: Program, site: Site, made: Any) -> None:
    """Of files beyond the number or the size it is only known that they are there; “none” reads none."""
    site.pages["/"] = page(links("/a.pdf", "/b.pdf", "/c.pdf"))
    for name in ("a", "b", "c"):
        site.pages[f"/{name}.pdf"] = answer(made(pdf={"pages": ["image"], "title": name}), content_type=PDF)
    site.pages["/b.pdf"] = answer(bytes(300_000), content_type=PDF)
    _, document = a11ycheck.scan(site.url, "--files", "2", "--max-file-size", "0.2")
    assert document["scan"]["notes"][:3] == ["files:1", "files-left:1", "files-unread:1"]
    assert "larger than 0.2 MB" in document["pages"][2]["problem"]["detail"]
    _, none = a11ycheck.scan(site.url, "--files", "none", out="none")
    assert [p["problem"]["kind"] for p in none["pages"][1:]] == ["not-html"] * 3
    wrong = a11ycheck("scan", site.url, "--files", "some")
    assert wrong.status == 2
    assert "none, all or a number" in wrong.err


def test_passwords_and_cookies(a11ycheck: Program, site: Site, other_site: Site, made: Any) -> None:
    """Files are fetched with the header and the login of the site; other sites see neither."""
    seen: dict[str, tuple[str, str]] = {}
    body = made(pdf={"pages": ["本文"], "title": "計画"})

    def go(handler: Handler) -> None:
        seen[handler.path] = (handler.headers.get("X-Staging", ""), handler.headers.get("Cookie", ""))
        handler.send_response(200)
        handler.send_header("Content-Type", PDF)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    file: Answer = go
    site.pages["/"] = page(links("/a.pdf", f"{other_site.url}/b.pdf"))
    site.pages["/a.pdf"] = file
    other_site.pages["/b.pdf"] = file
    state = a11ycheck.folder / "login.json"
    cookie = {"name": "sid", "value": "s3cret", "domain": "127.0.0.1", "path": "/", "expires": -1, "secure": False}
    cookie |= {"httpOnly": True, "sameSite": "Lax"}
    state.write_text(json.dumps({"cookies": [cookie], "origins": []}), encoding="utf-8")
    a11ycheck.scan(site.url, "--header", "X-Staging: 1", "--storage-state", state)
    assert seen == {"/a.pdf": ("1", "sid=s3cret")}


def test_check_of_local_files(a11ycheck: Program, made: Any) -> None:
    """Named files are read without a browser, whatever their names."""
    good = {"title": "計画", "language": "ja", "pages": ["例市の計画です。"], "tags": ["H1"], "shows title": True}
    (a11ycheck.folder / "計画 書.pdf").write_bytes(made(pdf=good))
    (a11ycheck.folder / "jinko.csv").write_text(DATA, encoding="utf-8")
    nowhere = {"A11YCHECK_BROWSER": "/nonexistent"}
    done = a11ycheck("check", "計画 書.pdf", "jinko.csv", "--format", "json", "--out", "-", env=nowhere)
    assert (done.status, done.json["scan"]["pages_checked"]) == (0, 2)
    (a11ycheck.folder / "scan.pdf").write_bytes(made(pdf={"pages": ["image"]}))
    bad = a11ycheck("check", "scan.pdf", env=nowhere)
    assert bad.status == 1
    assert "pdf-text-layer" in bad.out
    missing = a11ycheck("check", "nothing.pdf")
    assert missing.status == 2
    assert "no such file" in missing.err


def test_files_in_the_report(a11ycheck: Program, site: Site, made: Any) -> None:
    """The report names files as such and says how many were read; history compares them like pages."""
    site.pages["/"] = page(links("/a.pdf"))
    site.pages["/a.pdf"] = answer(made(pdf={"pages": ["image"], "title": "広報"}), content_type=PDF)
    a11ycheck("scan", site.url, "--out", "report", "--format", "html,csv,junit,markdown")
    overview = (a11ycheck.folder / "report" / "index.html").read_text(encoding="utf-8")
    assert "ファイルを1件読み取って調べました" in overview
    assert "広報 [PDF]" in (a11ycheck.folder / "report" / "pages" / "index.html").read_text(encoding="utf-8")
    site.pages["/a.pdf"] = answer(made(pdf={"pages": ["本文です。"], "title": "広報"}), content_type=PDF)
    a11ycheck("scan", site.url, "--out", "report2")
    compared = a11ycheck("history", "compare", "latest~1", "latest", "--format", "json")
    assert any("pdf-text-layer" in json.dumps(part) for part in [compared.json.get("fixed", compared.json)])


def test_a_page_cannot_steer_by_its_files(a11ycheck: Program, site: Site, made: Any) -> None:
    """Titles and names of files with control characters and markup stay text in every format."""
    evil = "<script>alert(1)</script>\x1b[31m\u202e"
    name = base64.urlsafe_b64encode(b"x").decode() + "%1B%5B31m.pdf"
    site.pages["/"] = page(links(f"/{name}"))
    site.pages[f"/{name}"] = answer(made(pdf={"pages": ["本文"], "title": evil}), content_type=PDF)
    run = a11ycheck("scan", site.url, "--out", "report", "--format", "html,json,csv,junit,markdown", "-v")
    assert run.status in (0, 1)
    for file in (a11ycheck.folder / "report").rglob("*.html"):
        assert "<script>alert" not in file.read_text(encoding="utf-8")
