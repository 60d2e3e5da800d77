"""What the answers of the server say about security. Nothing is sent to find out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.hosts import is_public
from a11ycheck.model import Verdict

_HSTS = re.compile(r"max-age\s*=\s*\"?0*[1-9]", re.IGNORECASE)
_FRAMING = re.compile(r"(?:^|[;,])\s*frame-ancestors\s", re.IGNORECASE)
_OPTIONS = re.compile(r"\b(?:deny|sameorigin)\b", re.IGNORECASE)


def headers(doc: Document, options: Options) -> Iterator[Verdict]:
    """A public page is delivered with the usual security headers."""
    parts = urlsplit(doc.url)
    if parts.scheme not in ("http", "https") or not is_public(parts.hostname or ""):
        return
    absent = list(_absent(doc, encrypted=parts.scheme == "https"))
    if absent:
        yield cant_tell("absent", headers=", ".join(absent), count=len(absent))
    else:
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
