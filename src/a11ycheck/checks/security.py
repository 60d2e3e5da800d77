"""What the answers of the server say about security. Nothing is attacked to find out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.hosts import is_public
from a11ycheck.checks.words import short
from a11ycheck.model import Verdict

_HSTS = re.compile(r"max-age\s*=\s*\"?0*[1-9]", re.IGNORECASE)
_FRAMING = re.compile(r"(?:^|[;,])\s*frame-ancestors\s", re.IGNORECASE)
_OPTIONS = re.compile(r"\b(?:deny|sameorigin)\b", re.IGNORECASE)
_COOKIE_NAME = re.compile(r"\s*([^=;\s]{1,60})\s*=")
_SESSION = re.compile(r"sess|sid$|auth|token|login", re.IGNORECASE)
_MAX_COOKIES = 20
_MAX_NAMED = 8
_GOOD, _REDIRECT = 200, 300
# Only public bodies get these names: lg.jp and go.jp, and the older ones that say what the body is.
_OFFICIAL = re.compile(r"(?:^|\.)(?:lg|go)\.jp$|(?:^|\.)(?:metro|pref|city|town|vill)\.(?:[a-z-]+\.){1,2}jp$")


def _collect_headers(doc: Document, options: Options) -> dict[str, Any] | None:
    """Which headers the page lacks, and which of its cookies lack which flags."""
    parts = urlsplit(doc.url)
    if parts.scheme not in ("http", "https") or not is_public(parts.hostname or ""):
        return None
    encrypted = parts.scheme == "https"
    return {"absent": list(_absent(doc, encrypted=encrypted)), "cookies": list(_cookies(doc, encrypted=encrypted))}


def _judge_headers(site: Site, options: Options) -> Iterator[Verdict]:
    """The server sets its headers for the whole site: one finding, with the number of pages."""
    values = [page.value for page in site.judged if page.value]
    if not values:
        return
    absent = Counter(name for value in values for name in value["absent"])
    cookies = Counter(cookie for value in values for cookie in value["cookies"])
    if absent:
        named = ", ".join(f"{name} ({count}/{len(values)})" for name, count in absent.most_common())
        yield cant_tell("absent", headers=named, count=len(absent), pages=len(values))
    if cookies:
        rest = ", …" if len(cookies) > _MAX_NAMED else ""
        yield cant_tell("cookies", cookies=", ".join(list(cookies)[:_MAX_NAMED]) + rest, count=len(cookies))
    if not absent and not cookies:
        yield passed()


def _absent(doc: Document, *, encrypted: bool) -> Iterator[str]:
    found = doc.snapshot.response.headers
    if encrypted and not _HSTS.search(found.get("strict-transport-security", "")):
        yield "Strict-Transport-Security"
    if "nosniff" not in found.get("x-content-type-options", "").lower():
        yield "X-Content-Type-Options"
    metas = {(doc.attr(i, "name") or "").lower() for i in doc.by_tag("meta") if doc.attr(i, "content")}
    if "referrer" not in metas and not found.get("referrer-policy", "").strip():
        yield "Referrer-Policy"
    framed = _FRAMING.search(found.get("content-security-policy", ""))
    if not framed and not _OPTIONS.search(found.get("x-frame-options", "")):
        yield "Content-Security-Policy (frame-ancestors)"


def _cookies(doc: Document, *, encrypted: bool) -> Iterator[str]:
    """Cookies of the page's own answer with the flags that they lack: “id (Secure, HttpOnly)”.

    A script may have to read a cookie, so HttpOnly is asked of those alone whose name speaks of a session or a login.
    """
    for line in doc.snapshot.response.headers.get("set-cookie", "").split("\n")[:_MAX_COOKIES]:
        name = _COOKIE_NAME.match(line)
        if name is None:
            continue
        flags = {part.strip().partition("=")[0].lower() for part in line.split(";")[1:]}
        lacking = []
        if encrypted and "secure" not in flags:
            lacking.append("Secure")
        if "httponly" not in flags and _SESSION.search(name[1]):
            lacking.append("HttpOnly")
        if "samesite" not in flags:
            lacking.append("SameSite")
        if lacking:
            yield f"{short(name[1], 40)} ({', '.join(lacking)})"


def _plain_twins(site: Site) -> Iterator[tuple[str, str]]:
    """(host, its address over plain http) of every public start page that is delivered over https."""
    hosts: dict[str, str] = {}
    starts = {urlsplit(start).hostname or "" for start in site.starts}
    for page in site.judged:
        parts = urlsplit(page.url)
        host = parts.hostname or ""
        if parts.scheme == "https" and parts.port in (None, 443) and host in starts and is_public(host):
            hosts.setdefault(host, f"http://{host}/")
    yield from hosts.items()


def _judge_redirect(site: Site, options: Options) -> Iterator[Verdict]:
    for host, address in _plain_twins(site):
        answer = site.answers.get(address)
        if answer is None or answer.held_back:
            continue
        if answer.url.startswith("https://"):
            yield passed()
        elif _GOOD <= answer.status < _REDIRECT:
            # Where nothing answers over plain http nobody is led astray.
            yield failed("no-redirect", subject=host, host=host, url=short(answer.url, 120))


def _judge_domain(site: Site, options: Options) -> Iterator[Verdict]:
    hosts = dict.fromkeys((urlsplit(start).hostname or "").lower() for start in site.starts)
    for host in hosts:
        if not is_public(host) or re.fullmatch(r"[\d.]+|.*:.*", host):
            continue
        yield passed() if _OFFICIAL.search(host) else cant_tell("other", subject=host, host=host)


headers = SiteCheck(collect=_collect_headers, judge=_judge_headers)
"""Public pages are delivered with the usual security headers, and cookies with the usual flags."""

https_redirect = SiteCheck(
    collect=lambda _doc, _options: None,
    judge=_judge_redirect,
    asks=lambda site, _options: [address for _, address in _plain_twins(site)],
)
"""Who comes over plain http is led to https."""

official_domain = SiteCheck(collect=lambda _doc, _options: None, judge=_judge_domain)
"""The site's address is one that only public bodies get."""
