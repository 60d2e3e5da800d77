"""Log-ins: what makes people remember, copy by hand or solve puzzles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import heading
from a11ycheck.model import State, Verdict

_LOGIN = re.compile(r"ログイン|サインイン|認証|log ?in|sign ?in", re.IGNORECASE)
_CAPTCHA = re.compile(r"captcha|画像認証|文字認証|画像の(?:中の)?文字|image ?verif", re.IGNORECASE)
_CAPTCHA_HOST = re.compile(
    r"(?:google\.com|recaptcha\.net)/recaptcha|hcaptcha\.com|challenges\.cloudflare\.com|arkoselabs\.com|geetest\.com",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"return\s+false|preventDefault", re.IGNORECASE)
_OFF = frozenset({"off", "nope", "false", "none"})


def helped(doc: Document, _: Options) -> Iterator[Verdict]:
    """A log-in lets password managers and pasting work, and sets no puzzle."""
    passwords = [
        i
        for i in doc.by_tag("input")
        if (doc.attr(i, "type") or "").strip().lower() == "password" and doc.is_(i, State.EXPOSED)
    ]
    for i in passwords:
        if _REFUSES.search(doc.attr(i, "onpaste") or "") or _REFUSES.search(doc.attr(i, "ondrop") or ""):
            yield cant_tell("paste", i)
        elif _autocomplete(doc, i) in _OFF:
            yield cant_tell("autocomplete", i)
        else:
            yield passed(i)
    if passwords or _LOGIN.search(heading(doc)):
        for i in doc.by_tag("img", "iframe", "canvas", "input"):
            if _is_captcha(doc, i):
                yield cant_tell("captcha", i)
                return


def _autocomplete(doc: Document, i: int) -> str:
    own = (doc.attr(i, "autocomplete") or "").strip().lower()
    form = doc.closest(i, "form")
    return own or ("" if form is None else (doc.attr(form, "autocomplete") or "").strip().lower())


def _is_captcha(doc: Document, i: int) -> bool:
    node = doc.nodes[i]
    if not node.state & State.RENDERED:
        return False
    if node.tag == "iframe":
        return bool(_CAPTCHA_HOST.search(doc.href(i)))
    words = " ".join(node.attrs.get(name, "") for name in ("src", "alt", "id", "class", "name", "placeholder"))
    return bool(_CAPTCHA.search(f"{words} {node.name}"))
