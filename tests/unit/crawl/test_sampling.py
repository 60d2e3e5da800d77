"""Lists and samples."""

from __future__ import annotations

import random

import pytest

from a11ycheck.crawl.sampling import parse_url_list, sample
from a11ycheck.errors import ConfigError

URLS = [f"https://example.jp/{n}" for n in range(1_000)]


def test_list() -> None:
    """A list gives each page once, in order; wrong lines are named by number."""
    lines = [
        "\ufeff# 対象ページ\n",
        "https://example.jp/b\r\n",
        "\n",
        "  https://example.jp/a/index.html  \n",
        "https://example.jp/a/\n",
        "www.example.jp\n",
        "https://user:secret@exa mple.jp/\n",
    ]
    urls, errors = parse_url_list(lines)
    assert urls == ("https://example.jp/b", "https://example.jp/a/index.html")
    assert [error.line for error in errors] == [6, 7]
    assert "Line 6" in str(errors[0])
    assert "secret" not in str(errors[1])


def test_sample_is_reproducible() -> None:
    """A seed draws the same pages in whatever order they were found; another seed draws others."""
    drawn = sample(URLS, "random:40", "2026")
    shuffled = random.Random(1).sample(URLS, len(URLS))  # noqa: S311 (no secrets here)
    assert len(drawn) == 40
    assert set(sample(shuffled, "random:40", "2026")) == set(drawn)
    assert set(sample(URLS, "random:40", "2027")) != set(drawn)


def test_sample_keeps_order() -> None:
    """A sample stands in the order of the list, each page once."""
    drawn = sample([*URLS, *URLS], "random:40", 7)
    assert list(drawn) == [url for url in URLS if url in set(drawn)]


def test_sample_is_stable() -> None:
    """A site that has grown by one page keeps all but one of its sample at least."""
    before = set(sample(URLS, "random:40", 7))
    after = set(sample([*URLS, "https://example.jp/new"], "random:40", 7))
    assert len(before & after) >= 39


def test_small_site() -> None:
    """Of fewer pages than asked for, all are drawn."""
    assert sample(URLS[:3], "random:40", 7) == tuple(URLS[:3])


@pytest.mark.parametrize("spec", ["", "40", "random", "random:", "random:0", "random:-1", "random:4x", "Random:4"])
def test_wrong_spec(spec: str) -> None:
    """A sample that cannot be understood is refused with an example."""
    with pytest.raises(ConfigError, match="random:40"):
        sample(URLS, spec, 7)
