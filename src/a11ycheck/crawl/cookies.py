"""The cookies of a login, as Playwright saves them."""

from __future__ import annotations

import json
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from typing import Any


def read_cookies(path: Path) -> CookieJar:
    """The cookies of a storage state file. What cannot be read gives none: the browser says what is wrong.

    Args:
        path: the file that ``--storage-state`` names.
    """
    jar = CookieJar()
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return jar
    for entry in state.get("cookies", ()) if isinstance(state, dict) else ():
        if isinstance(entry, dict) and entry.get("name") and entry.get("domain"):
            jar.set_cookie(_cookie(entry))
    return jar


def _cookie(entry: dict[str, Any]) -> Cookie:
    domain, expires = str(entry["domain"]), entry.get("expires", -1)
    lasts = isinstance(expires, int | float) and expires > 0
    return Cookie(
        version=0,
        name=str(entry["name"]),
        value=str(entry.get("value", "")),
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=domain.startswith("."),
        domain_initial_dot=domain.startswith("."),
        path=str(entry.get("path", "/")),
        path_specified=True,
        secure=bool(entry.get("secure", False)),
        expires=int(expires) if lasts else None,
        discard=not lasts,
        comment=None,
        comment_url=None,
        rest={},
    )
