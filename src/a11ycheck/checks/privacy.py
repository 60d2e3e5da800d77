"""Which other hosts learn that a page was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.hosts import owner
from a11ycheck.model import Verdict

_DISCLOSURE = re.compile(
    r"外部送信|利用者情報の(?:外部)?送信|クッキー|cookie|アクセス(?:ログ|解析)|アナリティクス|analytics", re.IGNORECASE
)
_MAX_NAMED = 20


def _collect(doc: Document, options: Options) -> dict[str, Any]:
    """The foreign hosts that the page loads from, and whether the page tells of such transmissions."""
    own = owner(urlsplit(doc.url).hostname or "")
    hosts = {_host(resource.url) for resource in doc.snapshot.resources}
    hosts |= {_host(doc.href(i)) for i in doc.by_tag("iframe", "frame")}
    foreign = sorted(host for host in hosts if host and owner(host) != own)
    return {"hosts": foreign[:100], "told": bool(_DISCLOSURE.search(f"{doc.snapshot.title}\n{doc.page_text}"))}


def _judge(site: Site, options: Options) -> Iterator[Verdict]:
    values = [page.value for page in site.judged if page.value]
    if not values:
        return
    hosts = Counter(host for value in values for host in value["hosts"])
    if not hosts:
        yield passed()
        return
    ordered = sorted(hosts, key=lambda host: (-hosts[host], host))
    named = ", ".join(ordered[:_MAX_NAMED]) + (" …" if len(ordered) > _MAX_NAMED else "")
    key = "disclosed" if any(value["told"] for value in values) else "undisclosed"
    yield cant_tell(key, hosts=named, count=len(hosts))


third_parties = SiteCheck(collect=_collect, judge=_judge)
"""The hosts of others from which the site's pages load, once for the whole site."""


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "").lower() if parts.scheme in ("http", "https", "ws", "wss") else ""
