"""Crawler traps: parts of a site that make new addresses without end."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote

from a11ycheck.crawl.address import Address, parse

_DIGITS = re.compile(r"\d+")
_DATE_NAME = re.compile(
    r"(?:\w+[-_])?(?:y|m|d|yy|mm|dd|ym|ymd|yyyymm|yyyymmdd|year|month|day|date|week|nengetsu|hiduke|hizuke)",
    re.IGNORECASE,
)
_SPAN_NAME = re.compile(r"(?:\w+[-_])?(?:from|to|start|end)(?:[-_]\w+)?", re.IGNORECASE)
_SPAN_VALUE = re.compile(r"(?:19|20)\d{2}([-/.]?)\d{2}\1\d{2}")
_YEAR_VALUE = re.compile(r"(?:1[89]|2[0-4])\d{2}(?:[-/.]?\d{1,2}){0,2}|[RHS]\d{1,2}|\d{9,13}", re.IGNORECASE)
_SMALL_VALUE = re.compile(r"\d{1,2}")
_CALENDAR_WORD = re.compile(r"calend[ae]r|karenda|カレンダー|schedule|(?:^|[-_])cal(?:[-_]|$)", re.IGNORECASE)
_YEAR_IN_PATH = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\d{2}){0,2}(?!\d)")
_MAX_SEGMENTS = 20
_MAX_REPEATS = 3
_MAX_PARAMETERS = 30
_MAX_QUERY = 1_000
_NESTED_ESCAPE = re.compile(r"%25(?:25|3A|2F|3F|26|3D)", re.IGNORECASE)


class TrapGuard:
    """Decides from the addresses admitted so far whether a further one belongs to a trap.

    It knows no clock and no network: the same addresses in the same order get the same answers.
    """

    def __init__(self, calendar_limit: int = 25, query_limit: int = 1_000, path_limit: int = 10_000) -> None:
        """Set how many addresses that differ only in their numbers are admitted.

        Args:
            calendar_limit: of one calendar (years, months and days in the query, or numbers in a path
                that speaks of a calendar).
            query_limit: of another pattern with a query.
            path_limit: of another pattern without a query: content systems number their pages.
        """
        self._limits = {"calendar": calendar_limit, "query": query_limit, "path": path_limit}
        self._admitted: dict[str, str] = {}
        self._patterns: Counter[tuple[str, str]] = Counter()

    def why_not(self, url: str) -> str:
        """Why the address is not to be followed; empty if it is, and then it counts as admitted.

        The reasons are ``depth``, ``repeats``, ``growing-query``, ``query-order``, ``calendar`` and
        ``pattern``. An address that was admitted once is admitted again.
        """
        address = parse(url)
        if address is None:
            return ""
        key = _unordered(address)
        known = self._admitted.get(key)
        if known is not None:
            return "" if known == str(address) else "query-order"
        reason = _shape_problem(address) or self._pattern_problem(address)
        if not reason:
            self._admitted[key] = str(address)
        return reason

    def _pattern_problem(self, address: Address) -> str:
        pattern = _pattern(address)
        if "#" not in pattern and not address.query:
            return ""
        kind = "calendar" if _is_calendar(address) else "query" if address.query else "path"
        if self._patterns[kind, pattern] >= self._limits[kind]:
            return "calendar" if kind == "calendar" else "pattern"
        self._patterns[kind, pattern] += 1
        return ""


def _shape_problem(address: Address) -> str:
    segments = [segment for segment in address.path.split("/") if segment]
    if len(segments) > _MAX_SEGMENTS:
        return "depth"
    if _repeats(segments):
        return "repeats"
    return "growing-query" if _grows(address.query) else ""


def _repeats(segments: list[str]) -> bool:
    """Whether a block of segments stands three times in a row: a relative link that feeds on itself.

    Blocks of mere numbers do not count: /soshiki/1/1/1/ is an office's place in a chart.
    """
    for size in range(1, len(segments) // _MAX_REPEATS + 1):
        for start in range(len(segments) - size * _MAX_REPEATS + 1):
            block = segments[start : start + size]
            if all(segment.isdigit() for segment in block):
                continue
            if segments[start : start + size * _MAX_REPEATS] == block * _MAX_REPEATS:
                return True
    return False


def _grows(query: str) -> bool:
    if not query:
        return False
    pairs = query.split("&")
    if len(query) > _MAX_QUERY or len(pairs) > _MAX_PARAMETERS or _NESTED_ESCAPE.search(query):
        return True
    return max(Counter(pairs).values()) >= _MAX_REPEATS


def _unordered(address: Address) -> str:
    """Filters are linked in any order of their parameters; the page is one."""
    if "&" not in address.query:
        return str(address)
    return str(address._replace(query="&".join(sorted(address.query.split("&")))))


def _pattern(address: Address) -> str:
    """The address with # for numbers in the path, and only the names of its parameters.

    Their values count as equal: in filters such as ?area=north the words vary like numbers.
    """
    path = _DIGITS.sub("#", unquote(address.path))
    names = sorted({_DIGITS.sub("#", pair.partition("=")[0]) for pair in address.query.split("&")})
    return f"{address.netloc}{path}?{'&'.join(names)}"


def _is_calendar(address: Address) -> bool:
    path = unquote(address.path)
    if _YEAR_IN_PATH.search(path) and any(_CALENDAR_WORD.search(part) for part in path.split("/")):
        return True
    parts = 0
    for pair in address.query.split("&"):
        name, _, value = unquote(pair).partition("=")
        if _SPAN_NAME.fullmatch(name) and _SPAN_VALUE.fullmatch(value):
            return True
        if not _DATE_NAME.fullmatch(name):
            continue
        if _YEAR_VALUE.fullmatch(value):
            return True
        parts += bool(_SMALL_VALUE.fullmatch(value))
    # One parameter “d=12” may be anything; month and day together are a date.
    return parts > 1
