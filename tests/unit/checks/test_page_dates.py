"""Tests of the dates that a page tells people and machines."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from a11ycheck.checks.document import Document
from a11ycheck.checks.page_dates import machine_date

from .builder import document


def _with_header(value: str) -> Document:
    doc = document("<p>本文</p>")
    response = msgspec.structs.replace(doc.snapshot.response, headers={"last-modified": value})
    return Document(msgspec.structs.replace(doc.snapshot, response=response))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<meta property="article:modified_time" content="2026-04-01T09:00:00+09:00">', date(2026, 4, 1)),
        ('<meta name="DC.date" content="20260401">', date(2026, 4, 1)),
        ('<script type="application/ld+json">{"datePublished": "2025-01-02", "dateModified": "2026-04-01"}</script>',
         date(2026, 4, 1)),
        ('<script type="application/ld+json">{"@graph": [{"dateModified": "2026-04-01"}]}</script>', date(2026, 4, 1)),
        ('<script type="application/ld+json">{"event": {"dateModified": "2026-04-01"}}</script>', None),
        ('<meta name="date" content="2030-01-01">', None),
        ('<meta name="date" content="2026-13-45"><meta name="date" content="昨日">', None),
        ('<script type="application/ld+json">{"dateModified": 5</script>', None),
        ("<p>2026-04-01</p>", None),
    ],
)  # fmt: skip
def test_dates_for_machines(body: str, told: date | None) -> None:
    """The newest plausible date of the page itself counts; the future, deeper things and broken data do not."""
    assert machine_date(document(body)) == told


def test_the_header_counts_only_if_it_is_old() -> None:
    """A header of today is when the answer was made up; broken ones are none."""
    assert machine_date(_with_header("Wed, 01 Apr 2026 00:00:00 GMT")) == date(2026, 4, 1)
    for value in ("Fri, 20 Nov 2026 00:00:00 GMT", "", "yesterday", "Wed, 99 Foo 99999999 00:00:00 GMT"):
        assert machine_date(_with_header(value)) is None
