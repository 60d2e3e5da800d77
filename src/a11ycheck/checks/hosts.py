"""What host names say: whether a host is public, and whether two belong together."""

from __future__ import annotations

import ipaddress
import re

_LOCAL_SUFFIXES = (".localhost", ".local", ".test", ".example", ".invalid", ".internal", ".lan", ".home.arpa")
# Names directly below which many different bodies register.
_SHARED = re.compile(
    r"(?:co|or|go|lg|ac|ed|ne|gr|ad|com|org|net|gov|edu)\.[a-z]{2}"
    r"|(?:hokkaido|aomori|iwate|miyagi|akita|yamagata|fukushima|ibaraki|tochigi|gunma|saitama|chiba|tokyo|kanagawa|niigata"
    r"|toyama|ishikawa|fukui|yamanashi|nagano|gifu|shizuoka|aichi|mie|shiga|kyoto|osaka|hyogo|nara|wakayama|tottori|shimane"
    r"|okayama|hiroshima|yamaguchi|tokushima|kagawa|ehime|kochi|fukuoka|saga|nagasaki|kumamoto|oita|miyazaki|kagoshima"
    r"|okinawa)\.jp"
)


def is_public(host: str) -> bool:
    """Whether a host can be reached from everywhere: no loopback, private or reserved name or address."""
    host = host.lower().strip("[]")
    if not host or host == "localhost" or host.endswith(_LOCAL_SUFFIXES) or ("." not in host and ":" not in host):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True


def owner(host: str) -> str:
    """The part of a host name that one body holds: ``www.city.example.lg.jp`` → ``example.lg.jp``.

    The few endings that matter in Japan are known; of others the last two parts are taken.
    """
    host = host.lower().rstrip(".")
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    parts = host.split(".")
    return ".".join(parts[-3:] if _SHARED.fullmatch(".".join(parts[-2:])) else parts[-2:])
