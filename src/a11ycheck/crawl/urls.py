"""One spelling for every address, so that a page is visited once."""

from __future__ import annotations

import re

from a11ycheck.crawl.address import LONGEST, Address, parse

_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|_ga|_gl|_gac|gclid|gclsrc|dclid"
    r"|gbraid|wbraid|srsltid|fbclid|yclid|ysclid|msclkid|twclid|ttclid|igshid|igsh|li_fat_id|ldtag_cl"
    r"|_hsenc|_hsmi|mkt_tok|vero_id|_openstat|wt\.mc_id|s_cid|cx_recs?click",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|oscsid|zenid", re.IGNORECASE
)
# These names are also used for other things: only a value that looks like a session counts.
_MAYBE_SESSION = re.compile(r"sid|sess|sessid|session|session_?id|sess_id", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"[0-9a-f]{16,}|[0-9a-f-]{32,}|(?=[a-z]*\d)[0-9a-z]{20,}", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid)=[^/;]*|;sid=[0-9a-f]{16,}(?=[/;]|$)|/\([SAF]\([0-9a-z]{20,}\)\)(?=/)",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index\.(?:s?html?|xhtml|php\d?|aspx?|jsp|cgi)|default\.(?:html?|aspx?))$", re.IGNORECASE)
_CREDENTIALS = re.compile(
    r"^([\x00-\x20]*(?:(?:https?|ftp|wss?):[/\\]*|[a-z][a-z0-9+.-]*://|[/\\]{2,}))[^/\\?#]*@", re.IGNORECASE
)


def canonical(url: str, base: str | None = None) -> str | None:
    """The address under which a page is visited.

    It is the address as linked, in one spelling, without credentials, fragment, tracking
    parameters and session ids.

    Args:
        url: any text, e.g. the value of an href attribute.
        base: the absolute address of the page that it stands on.

    Returns:
        An absolute http, https or file address; None for anything else, and for one longer than
        2,000 characters.
    """
    address = parse(url, base)
    if address is None:
        return None
    text = str(_without_noise(address))
    return text if len(text) <= LONGEST else None


def absolute(url: str, base: str | None = None) -> str | None:
    """Like ``canonical``, but with all parameters: a redirect may depend on its session id."""
    address = parse(url, base)
    if address is None:
        return None
    text = str(address)
    return text if len(text) <= LONGEST else None


def identity(url: str) -> str:
    """A key that is equal for addresses of one page: ``/a/index.html`` is ``/a/``.

    http and https, with and without ``www.``, with and without the slash at the end stay apart,
    for they may differ; the redirect tells. What is no address is its own key.
    """
    address = parse(url)
    if address is None:
        return url
    address = _without_noise(address)
    if address.scheme != "file":
        address = address._replace(path=_INDEX.sub("/", address.path))
    return str(address)


def origin(url: str) -> str:
    """Scheme, host and port, e.g. ``https://www.city.example.lg.jp``; empty for what has none."""
    address = parse(url)
    if address is None or address.scheme == "file":
        return ""
    return f"{address.scheme}://{address.netloc}"


def site_host(address: Address) -> str:
    """Host and port that stand for a site: ``www.`` and the scheme do not matter."""
    return address.netloc.removeprefix("www.")


def without_credentials(url: str) -> str:
    """The text without ``user:password@``, whether it is a whole address or not."""
    return _CREDENTIALS.sub(r"\1", re.sub(r"[\t\r\n]", "", url))


def _without_noise(address: Address) -> Address:
    path = _SESSION_IN_PATH.sub("", address.path)
    if path != address.path:
        # What is left may have dot segments.
        address = parse(str(address._replace(path=path))) or address
    query = address.query
    if query:
        query = "&".join(pair for pair in query.split("&") if pair and not _is_noise(pair))
    return address._replace(query=query)


def _is_noise(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if _TRACKING.fullmatch(name) or _SESSION.fullmatch(name):
        return True
    return bool(_MAYBE_SESSION.fullmatch(name) and _SESSION_VALUE.fullmatch(value))
