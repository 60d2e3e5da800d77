"""Puts a verb into the form that another verb has in a sentence (「遵守した」 → 「守った」)."""

from __future__ import annotations

from dataclasses import dataclass

from a11ycheck.language.morphology import Word

_ROWS = {
    "う": "わいうえお",
    "く": "かきくけこ",
    "ぐ": "がぎぐげご",
    "す": "さしすせそ",
    "つ": "たちつてと",
    "ぬ": "なにぬねの",
    "ぶ": "ばびぶべぼ",
    "む": "まみむめも",
    "る": "らりるれろ",
}
_JOINING = {"う": "っ", "つ": "っ", "る": "っ", "く": "い", "ぐ": "い", "ぬ": "ん", "ぶ": "ん", "む": "ん", "す": "し"}
_VOICED = {"て": "で", "た": "だ", "たら": "だら", "たり": "だり", "ても": "でも", "ては": "では"}
_PAST = frozenset({*_VOICED, *_VOICED.values()})
_UNVOICED = {voiced: plain for plain, voiced in _VOICED.items()}


@dataclass(frozen=True, slots=True)
class Inflected:
    """A verb in the form of another one."""

    text: str
    """How it is written."""
    with_next: bool
    """Whether it also stands for the word after the other verb (「た」, 「られる」)."""


def like(lemma: str, paradigm: str, model: Word, after: Word | None) -> Inflected | None:
    """The verb ``lemma`` in the form that ``model`` has before ``after``; None for forms that are not known.

    Args:
        lemma: the verb in its dictionary form, of a modern paradigm.
        paradigm: how it inflects, as Sudachi names it.
        model: the word whose form it takes.
        after: the word after the model.
    """
    verb = _Verb(lemma, paradigm)
    form = model.form.partition("-")[0]
    following = after.text if after is not None else ""
    if form in ("終止形", "連体形"):
        return Inflected(lemma, with_next=False)
    if form == "連用形":
        if following in _PAST:
            return verb.joined(following)
        stem = verb.stem("い")
        # 「見、」 and 「来、」 are no words for readers of today.
        return Inflected(verb.joined("て").text if len(stem) == 1 and following in "、，" else stem, with_next=False)
    if form == "未然形":
        return verb.voice(after) or (None if lemma == "ある" else Inflected(verb.negative(following), with_next=False))
    if form == "仮定形":
        return Inflected(verb.stem("え"), with_next=False)
    if form == "意志推量形":
        return Inflected(verb.volitional(), with_next=False)
    return None


def joined(lemma: str, paradigm: str) -> str:
    """The verb with て: 待つ → 待って."""
    return _Verb(lemma, paradigm).joined("て").text


class _Verb:
    def __init__(self, lemma: str, paradigm: str) -> None:
        self.lemma = lemma
        self.base = lemma[:-1]
        self.is_suru = paradigm.startswith("サ行変格") or lemma.endswith("する")
        self.is_kuru = paradigm.startswith("カ行変格")
        self.is_godan = paradigm.startswith("五段")
        self.row = _ROWS.get(lemma[-1], _ROWS["る"])

    def stem(self, vowel: str) -> str:
        """The stem in い (連用形) or え (仮定形)."""
        if self.is_suru:
            return self.lemma[:-2] + {"い": "し", "え": "すれ"}[vowel]
        if self.is_kuru and self.lemma.endswith("来る"):
            return self.lemma[:-1] + {"い": "", "え": "れ"}[vowel]
        if self.is_kuru:
            return self.lemma[:-2] + {"い": "き", "え": "くれ"}[vowel]
        if self.is_godan:
            return self.base + self.row["あいうえお".index(vowel)]
        return self.base + {"い": "", "え": "れ"}[vowel]

    def joined(self, following: str) -> Inflected:
        """Before て or た."""
        plain = _UNVOICED.get(following, following)
        if not self.is_godan:
            return Inflected(self.stem("い") + plain, with_next=True)
        joining = "っ" if self.lemma.endswith(("行く", "いく")) else _JOINING[self.lemma[-1]]
        voiced = self.lemma[-1] in "ぐぬぶむ"
        return Inflected(self.base + joining + (_VOICED[plain] if voiced else plain), with_next=True)

    def voice(self, after: Word | None) -> Inflected | None:
        """With れる, られる, せる or させる after it; None where none of them follows."""
        if after is None or after.pos != "助動詞":
            return None
        if after.norm in ("れる", "られる"):
            rest = after.text.removeprefix("ら")
            return Inflected(self._open() + ("" if self._short() else "ら") + rest, with_next=True)
        if after.norm in ("せる", "させる"):
            rest = after.text.removeprefix("さ")
            return Inflected(self._open() + ("" if self._short() else "さ") + rest, with_next=True)
        return None

    def negative(self, following: str) -> str:
        """Before ない or ず."""
        if self.is_suru:
            return self.lemma[:-2] + ("せ" if following.startswith(("ず", "ぬ", "ざる")) else "し")
        return self._open()

    def volitional(self) -> str:
        """With う or よう."""
        if self.is_suru:
            return self.lemma[:-2] + "しよう"
        return self.base + self.row[4] + "う" if self.is_godan else self._open() + "よう"

    def _open(self) -> str:
        """The stem in あ (未然形)."""
        if self.is_suru:
            return self.lemma[:-2] + "さ"
        if self.is_kuru:
            return self.lemma[:-1] if self.lemma.endswith("来る") else self.lemma[:-2] + "こ"
        return self.base + self.row[0] if self.is_godan else self.base

    def _short(self) -> bool:
        """Whether れる and せる follow without ら and さ."""
        return self.is_godan or self.is_suru
