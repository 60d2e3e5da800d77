"""A site whose start page cannot be checked: exit code 3 and a sentence that says what to do."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.site.harness import Handler, Program, Run, Site, answer, links, page, paths_of, redirect, send

LOGIN = "moriyama:Himitsu-7713"


def distrusted(run: Run, *words: str) -> None:
    """The run ended with 3, and one sentence says all these words."""
    assert run.status == 3
    assert any(all(word in line for word in words) for line in run.said), run.err


def scan(program: Program, *args: str, env: dict[str, str] | None = None) -> Run:
    """A scan with the quickest report."""
    formats = () if "--format" in args else ("--format", "json")
    return program("scan", *args, *formats, env=env)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that nobody has signed, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


@pytest.fixture
def tls_site(certificate: tuple[Path, Path]) -> Iterator[Site]:
    """A server with that certificate."""
    found = Site(tls=certificate)
    yield found
    found.close()


def test_dead_port(a11ycheck: Program) -> None:
    """A port on which nobody listens is unreachable, and the report is written all the same."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    run, document = a11ycheck.scan(f"http://127.0.0.1:{port}/")
    distrusted(run, f"http://127.0.0.1:{port}/", "ERR_CONNECTION_REFUSED", "Check the address")
    assert document["pages"][0]["problem"]["kind"] == "unreachable"


def test_no_such_host(a11ycheck: Program) -> None:
    """A host that does not exist is unreachable, whether the address has a scheme or not."""
    distrusted(a11ycheck("check", "www.page.invalid/", "--quiet"), "https://www.page.invalid/", "Check the address")


def test_untrusted_certificate(a11ycheck: Program, tls_site: Site) -> None:
    """A self-signed certificate stops the scan, unless --ignore-https-errors accepts it."""
    tls_site.pages["/"] = page()
    distrusted(scan(a11ycheck, tls_site.url), tls_site.url, "certificate", "--ignore-https-errors")
    assert scan(a11ycheck, tls_site.url, "--ignore-https-errors", "--level", "1").status == 0


def test_not_found(a11ycheck: Program, site: Site) -> None:
    """A start page with status 404 is no page, and 3 wins over the gate's 1."""
    distrusted(scan(a11ycheck, f"{site.url}/moved.html"), "/moved.html", "HTTP 404", "Check the address")


def test_login(a11ycheck: Program, site: Site, tmp_path: Path) -> None:
    """A page behind a login is opened with --basic-auth-env; nothing ever shows user or password."""
    site.login = LOGIN
    site.pages["/"] = page(links("/next.html"))
    site.pages["/next.html"] = page(title="次のページ")
    without = scan(a11ycheck, site.url)
    distrusted(without, "HTTP 401", "--basic-auth-env")
    in_address = scan(a11ycheck, site.url.replace("://", f"://{LOGIN}@"))
    run = scan(
        a11ycheck, site.url.replace("://", f"://{LOGIN}@"), "--basic-auth-env", "STAGING", "--level", "1",
        "--format", "html,json,csv,junit,markdown", "--save-snapshots", "kept", env={"STAGING": LOGIN},
    )  # fmt: skip
    assert run.status == 0
    assert {a.path for a in site.asked if "authorization" in a.headers} >= {"/", "/next.html"}
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    written += [text.encode() for r in (without, in_address, run) for text in (r.out, r.err)]
    for part in LOGIN.split(":"):
        assert not any(part.encode() in text for text in written)


def test_login_stays_at_home(a11ycheck: Program, site: Site, other_site: Site) -> None:
    """Another host learns neither the password nor the headers, though pages load pictures from it."""
    site.login = LOGIN
    site.pages["/"] = page(f'<img src="{other_site.url}/logo.gif" alt="市章">')
    secrets = ("--basic-auth-env", "STAGING", "--header", "X-Staging: 4711")
    run = scan(a11ycheck, site.url, *secrets, "--level", "1", env={"STAGING": LOGIN})
    assert run.status == 0
    assert any(asked.headers.get("x-staging") == "4711" for asked in site.asked if asked.path == "/")
    assert other_site.asked
    for asked in other_site.asked:
        assert "authorization" not in asked.headers
        assert "x-staging" not in asked.headers


def test_forbidden_by_robots(a11ycheck: Program, site: Site) -> None:
    """A robots.txt that forbids everything is obeyed, unless --ignore-robots says that the site is one's own."""
    site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /\n", content_type="text/plain")
    site.pages["/"] = page()
    distrusted(scan(a11ycheck, site.url), "robots.txt", "--ignore-robots")
    assert site.paths() == []
    assert scan(a11ycheck, site.url, "--ignore-robots", "--level", "1").status == 0


def test_redirect_elsewhere(a11ycheck: Program, site: Site, other_site: Site) -> None:
    """A start page that leads to another host is not followed there; its address is told."""
    other_site.pages["/"] = page()
    site.pages["/"] = redirect(other_site.url + "/")
    distrusted(scan(a11ycheck, site.url), other_site.url, "redirects", "Give that address")
    assert other_site.paths() == []


def test_not_a_page(a11ycheck: Program, site: Site) -> None:
    """A picture is no web page, and of a broken PDF nothing can be said."""
    site.pages["/guide.png"] = answer(b"\x89PNG\r\n\x1a\n", content_type="image/png")
    distrusted(a11ycheck("check", f"{site.url}/guide.png"), "/guide.png", "image/png")
    site.pages["/guide.pdf"] = answer(b"%PDF-1.7\n%%EOF\n", content_type="application/pdf")
    distrusted(a11ycheck("check", f"{site.url}/guide.pdf"), "/guide.pdf", "cannot be read")


def test_empty_document(a11ycheck: Program, site: Site) -> None:
    """An empty document is a page, and it is judged."""
    site.pages["/"] = ""
    run, document = a11ycheck.scan(site.url)
    assert run.status == 1
    assert paths_of(document, site) == ["/"]
    assert document["pages"][0]["outcomes"]["document-title"] == "failed"


def test_one_of_two_starts(a11ycheck: Program, site: Site) -> None:
    """One start page that fails does not spoil the other; it is told."""
    site.pages["/"] = page()
    run, document = a11ycheck.scan(site.url, f"{site.url}/gone.html", "--max-broken", "0.6", "--level", "1")
    assert run.status == 0
    assert any("/gone.html" in line and "HTTP 404" in line for line in run.said)
    assert paths_of(document, site) == ["/"]


def test_broken_sitemap(a11ycheck: Program, site: Site) -> None:
    """A sitemap that cannot be read is a note, not an end."""
    site.pages["/"] = page()
    site.pages["/robots.txt"] = answer(f"Sitemap: {site.url}/map.xml\n", content_type="text/plain")
    site.pages["/map.xml"] = answer("<urlset><url><loc>", content_type="application/xml")
    run = scan(a11ycheck, site.url, "--level", "1")
    assert run.status == 0
    assert any("note" in line and "/map.xml" in line for line in run.said)


def _never(handler: Handler) -> None:
    """Begins an answer and never goes on."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(b"<!doctype html><title>")
    handler.wfile.flush()
    handler.connection.settimeout(60)
    with suppress(OSError):  # the browser has given up
        handler.rfile.read(1)
    handler.close_connection = True


def _renderers() -> list[int]:
    """The tabs of browsers that this process has started, however far down."""
    parents, tabs = {}, []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if b"--type=renderer" in (entry / "cmdline").read_bytes():
                tabs.append(int(entry.name))

    def ours(pid: int) -> bool:
        return pid == os.getpid() or (pid in parents and ours(parents[pid]))

    return [pid for pid in tabs if ours(pid)]


def _kill(handler: Handler) -> None:
    """Kills the tab that asks."""
    for pid in _renderers():
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    send(handler, "")


def test_pages_that_break(a11ycheck: Program, site: Site) -> None:
    """A page that never ends and one that kills its tab cost only themselves; --max-broken decides."""
    site.pages["/"] = page(links("/never.html", "/crash.html", "/good.html"))
    site.pages["/never.html"] = _never
    site.pages["/crash.html"] = page('<script src="/kill.js"></script>')
    site.pages["/kill.js"] = _kill
    site.pages["/good.html"] = page(title="良いページ")
    run, document = a11ycheck.scan(site.url, "--timeout", "2", "--level", "1", "--concurrency", "1")
    kinds = {p["url"].removeprefix(site.url): p["problem"] and p["problem"]["kind"] for p in document["pages"]}
    assert kinds == {"/": None, "/never.html": "timeout", "/crash.html": "crash", "/good.html": None}
    distrusted(run, "2 pages could not be checked", "--max-broken")
