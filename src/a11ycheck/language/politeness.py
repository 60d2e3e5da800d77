"""敬語 that is piled up where one polite word would do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11ycheck.language import inflection
from a11ycheck.language.marks import Mark, mark
from a11ycheck.language.morphology import Word

_REQUEST = re.compile(
    r"(?:いただ|頂)(?:き|け)ますよう(?:に)?、?(?:よろしく|宜しく|何卒|何とぞ|ご協力)?、?お願い(?:申し上げ|申しあげ|いたし|致し|し)ます"
    r"|(?:くださ|下さ)(?:い|り)ますよう(?:に)?、?(?:よろしく|宜しく|何卒|何とぞ)?、?お願い(?:申し上げ|申しあげ|いたし|致し|し)ます"
)
_HUMBLE = re.compile(r"お願い(?:申し上げ|申しあげ)(?=ます|る|て)")
_DOUBLE = re.compile(
    r"(?:お|ご|御)[^\s、。おご]{1,6}になられ(?=[るたてま])|おっしゃられ(?=[るたてま])|召し上がられ(?=[るたてま])"
)
_PERMISSION = ("せる", "させる")


def marks(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """Marks on the heaped 敬語 of one sentence."""
    taken: list[tuple[int, int]] = []
    for match in _REQUEST.finditer(text):
        taken.append(match.span())
        yield mark("heaped-honorific", text, *match.span(), "ください")
    for match in _HUMBLE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield mark("heaped-honorific", text, *match.span(), "お願いし")
    for match in _DOUBLE.finditer(text):
        yield mark("double-honorific", text, *match.span(), match[0].removesuffix("られ") + "り")
    for found_mark in _permissions(text, found):
        if not any(start <= found_mark.end - 1 < end for start, end in taken):
            yield found_mark


def _permissions(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """「実施させていただきます」 → 「実施します」."""
    for i in range(1, len(found) - 2):
        voice, joint, verb = found[i : i + 3]
        if voice.norm not in _PERMISSION or voice.pos != "助動詞" or joint.text != "て" or verb.norm != "頂く":
            continue
        if verb.text.startswith(("いただけ", "頂け")):
            continue
        base = found[i - 1]
        after = found[i + 3] if i + 3 < len(found) else None
        form = inflection.like(base.lemma, base.paradigm, verb, after) if base.pos == "動詞" else None
        if form is not None:
            end = after.end if form.with_next and after is not None else verb.end
            noun = found[i - 2] if i > 1 and found[i - 2].kind == "サ変可能" and base.lemma == "する" else None
            start = noun.start if noun is not None else base.start
            yield mark("humble-permission", text, start, end, text[start : base.start] + form.text)
