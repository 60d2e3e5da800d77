"""Tests of comparing addresses."""

from __future__ import annotations

from a11ycheck.checks.targets import address_key, fragment_key


def test_spellings_of_one_address_are_equal() -> None:
    """Host case, default port, percent signs and the fragment make no difference."""
    assert address_key("HTTPS://Www.City.Example:443/%7ea/ごみ#x") == address_key(
        "https://www.city.example/~a/%E3%81%94%E3%81%BF"
    )


def test_different_addresses_differ() -> None:
    """Path case, query and another port do."""
    base = address_key("https://city.example/a")
    assert len({base, address_key("https://city.example/A"), address_key("https://city.example/a?x=1"),
                address_key("https://city.example:8443/a")}) == 4  # fmt: skip  # noqa: PLR2004


def test_a_broken_address_stays_as_it_is() -> None:
    """Hostile addresses raise nothing."""
    assert address_key("https://[x/") == "https://[x/"
    assert address_key("http://a:99999999/") == "http://a:99999999/"


def test_an_id_may_be_encoded_in_the_fragment() -> None:
    """The id 「問合せ」 and its percent-encoded fragment are one place."""
    assert fragment_key("%E5%95%8F%E5%90%88%E3%81%9B") == fragment_key("問合せ")
