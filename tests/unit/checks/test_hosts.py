"""Host names say who holds them, and whether everybody can reach them."""

from __future__ import annotations

import pytest

from a11ycheck.checks.hosts import is_public, owner


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "10.1.2.3", "192.168.0.1", "[::1]", "intranet", "demo.local", "site.example", ""]
)
def test_private_hosts(host: str) -> None:
    """Loopback, private and reserved names and addresses are not public."""
    assert not is_public(host)


@pytest.mark.parametrize("host", ["www.city.example.lg.jp", "203.0.114.1", "[2001:4860:4860::8888]", "WWW.Example.COM"])
def test_public_hosts(host: str) -> None:
    """Other names and addresses are."""
    assert is_public(host)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.city.example.lg.jp", "example.lg.jp"),
        ("static.example.lg.jp", "example.lg.jp"),
        ("www.city.shibuya.tokyo.jp", "shibuya.tokyo.jp"),
        ("www.example.co.uk", "example.co.uk"),
        ("fonts.googleapis.com", "googleapis.com"),
        ("example.jp", "example.jp"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_owner(host: str, expected: str) -> None:
    """Hosts of one body share an owner, also below the endings that many bodies share."""
    assert owner(host) == expected
