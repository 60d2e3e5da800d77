"""Web addresses, read the way browsers read them (https://url.spec.whatwg.org/#url-parsing)."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

import idna

LONGEST = 2_000
"""The longest address that is followed. What is longer is a mistake or an attack."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_EDGES = "".join(map(chr, range(0x21)))
_LINE_CHARS = re.compile(r"[\t\r\n]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20#/:<>?@\[\\\]^|%\x7f]")
_DRIVE = re.compile(r"[a-z]:", re.IGNORECASE)
# An escape is left alone where it follows a stray %: undoing it there could make a new escape.
_ESCAPE = re.compile(r"%([0-9a-f]{2})", re.IGNORECASE)
_LONE_ESCAPE = re.compile(r"(?<!%)(?<!%[0-9a-f])%([0-9a-f]{2})", re.IGNORECASE)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_TO_ENCODE = re.compile(r"""[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+""")
_MAX_HOST = 253
_MAX_PORT = 65_535


class Address(NamedTuple):
    """The parts of an absolute http, https or file address, without credentials and fragment."""

    scheme: str
    """http, https or file."""
    host: str
    """In lower case and punycode; an IPv6 address in brackets; empty for a file on this machine."""
    port: int | None
    """None for the scheme's default."""
    path: str
    """Percent-encoded, begins with a slash, no dot segments."""
    query: str
    """Percent-encoded, without the question mark."""

    @property
    def netloc(self) -> str:
        """Host and port."""
        return self.host if self.port is None else f"{self.host}:{self.port}"

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def __str__(self) -> str:
        """The address in one piece."""
        return f"{self.scheme}://{self.netloc}{self.target}"


@lru_cache(maxsize=20_000)
def parse(url: str, base: str | None = None) -> Address | None:
    """Read an address, relative to ``base`` where it is given.

    Args:
        url: any text, e.g. the value of an href attribute.
        base: the absolute address of the page (or of its base element).

    Returns:
        Its parts, or None for what is no http, https or file address.
    """
    if len(url) > 5 * LONGEST:
        return None
    root = None if base is None else parse(base)
    if base is not None and root is None:
        return None
    text = _SURROGATE.sub("\ufffd", _LINE_CHARS.sub("", url.strip(_EDGES))).partition("#")[0]
    match = _SCHEME.match(text)
    if match is None:
        return None if root is None else _relative(text, root)
    return _with_scheme(match[1].lower(), text[match.end() :], root)


def encode(text: str) -> str:
    """Percent-encoding in one spelling: UTF-8, upper-case hex, no escapes that are not needed."""
    tidy = _LONE_ESCAPE.sub(_plainest, text) if "%" in text else text
    if "%" in tidy:
        tidy = _ESCAPE.sub(lambda match: match[0].upper(), tidy)
    return _TO_ENCODE.sub(_escaped, tidy)


def _with_scheme(scheme: str, rest: str, base: Address | None) -> Address | None:
    if scheme == "file":
        return _file(rest)
    if scheme not in _DEFAULT_PORTS:
        return None
    if base is not None and base.scheme == scheme and not _begins_with_two_slashes(rest):
        return _relative(rest, base)
    return _with_authority(scheme, rest.lstrip("/\\"))


def _begins_with_two_slashes(text: str) -> bool:
    return text[:1] in ("/", "\\") and text[1:2] in ("/", "\\")


def _relative(text: str, base: Address) -> Address | None:
    if _begins_with_two_slashes(text):
        if base.scheme == "file":
            return _file(text)
        return _with_authority(base.scheme, text.lstrip("/\\"))
    path, mark, query = text.partition("?")
    if not path:
        return base._replace(query=_query(query)) if mark else base
    path = path.replace("\\", "/")
    if not path.startswith("/"):
        path = base.path.rpartition("/")[0] + "/" + path
    return base._replace(path=_path(path), query=_query(query))


def _with_authority(scheme: str, rest: str) -> Address | None:
    authority, target = _split_authority(rest)
    # Credentials end at the last @. They are dropped: no address carries a password any further.
    host_and_port = authority.rpartition("@")[2]
    host, port = host_and_port, ""
    if not host_and_port.endswith("]"):
        host, _, port = host_and_port.rpartition(":") if ":" in host_and_port else (host, "", "")
    name = _host(host)
    if not name or (port and not (port.isascii() and port.isdigit())) or len(port) > len(host) + 8:
        return None
    number = int(port) if port else None
    if number is not None and number > _MAX_PORT:
        return None
    if number == _DEFAULT_PORTS[scheme]:
        number = None
    path, _, query = target.partition("?")
    return Address(scheme, name, number, _path(path), _query(query))


def _file(rest: str) -> Address | None:
    rest = rest.replace("\\", "/")
    host = ""
    if rest.startswith("//"):
        host, rest = ("", rest[2:]) if _DRIVE.match(rest[2:]) else _split_authority(rest[2:])
    path, _, query = rest.partition("?")
    name = _host(host) if host and host.lower() != "localhost" else ""
    if name is None:
        return None
    return Address("file", name, None, _path(path), _query(query))


def _split_authority(rest: str) -> tuple[str, str]:
    for index, char in enumerate(rest):
        if char in "/\\?":
            return rest[:index], rest[index:]
    return rest, ""


def _host(text: str) -> str | None:
    if text.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(text.strip('[]')).compressed}]"
        except ValueError:
            return None
    name = unquote(text, errors="replace") if "%" in text else text
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except UnicodeError:  # idna.IDNAError is one
            return None
    name = name.lower().removesuffix(".")
    if not name or len(name) > _MAX_HOST or _FORBIDDEN_IN_HOST.search(name) or ".." in f".{name}.":
        return None
    last = name.rpartition(".")[2]
    if last.isdigit() or last.startswith("0x"):
        return _ipv4(name)
    return name


def _ipv4(name: str) -> str | None:
    """Browsers take 127.1, 0x7f.0.0.1 and 2130706433 for addresses, too."""
    try:
        numbers = [_ipv4_number(part) for part in name.split(".")]
    except ValueError:
        return None
    *high, low = numbers
    try:
        return str(ipaddress.IPv4Address(bytes(high) + low.to_bytes(4 - len(high), "big")))
    except (ValueError, OverflowError):
        return None


def _ipv4_number(text: str) -> int:
    if not re.fullmatch(r"0x[0-9a-f]{0,10}|[0-9]{1,12}", text):
        raise ValueError(text)
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8) if text.startswith("0") and len(text) > 1 else int(text)


def _path(text: str) -> str:
    segments: list[str] = []
    parts = encode(text.replace("\\", "/")).removeprefix("/").split("/")
    for part in parts:
        if part == "..":
            if segments:
                segments.pop()
        elif part != ".":
            segments.append(part)
    # A dot segment at the end stands for a folder.
    if parts[-1] in (".", ".."):
        segments.append("")
    return "/" + "/".join(segments)


def _query(text: str) -> str:
    # Browsers escape the apostrophe in queries, and only there.
    return encode(text).replace("'", "%27")


def _plainest(match: re.Match[str]) -> str:
    byte = int(match[1], 16)
    return chr(byte) if byte in _UNRESERVED else match[0]


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))
