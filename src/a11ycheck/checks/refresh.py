"""Pages that reload or go elsewhere by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.model import Verdict

_SECONDS = re.compile(r"[\t\n\f\r ]*(\d+)[\d.]*(?:[\t\n\f\r ;,]|$)")
"""The time of a refresh as browsers read it: https://html.spec.whatwg.org/#shared-declarative-refresh-steps."""


def unasked(doc: Document, _: Options) -> Iterator[Verdict]:
    """The page's refresh, however long it waits, comes at once or not at all.

    The first refresh that a browser can read counts; later ones are ignored, as browsers do.
    """
    for i in doc.by_tag("meta"):
        attrs = doc.nodes[i].attrs
        if attrs.get("http-equiv", "").strip().lower() != "refresh":
            continue
        seconds = _SECONDS.match(attrs.get("content", ""))
        if seconds is None:
            continue
        yield failed("failed", i) if int(seconds[1][:9]) > 0 else passed(i)
        return
