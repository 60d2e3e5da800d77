"""Long sentences, and where they can be cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from a11ycheck.language.marks import Mark, mark
from a11ycheck.language.morphology import Word

LONG, RATHER_LONG = 100, 60
"""Characters from which a sentence is (rather) long: 60 after 公用文作成の考え方, 100 is a proposal of this project."""
_MANY_COMMAS = 6
_SHORTEST_PART = 10  # characters: nobody cuts off less
# What joins two clauses → how a new sentence goes on; the first ones are the best places.
_JOINTS = {
    "が": "しかし、",
    "ものの": "しかし、",
    "けれど": "しかし、",
    "けれども": "しかし、",
    "ので": "そのため、",
    "ため": "そのため、",
    "ことから": "そのため、",
    "から": "そのため、",
    "し": "また、",
    "ほか": "また、",
    "とともに": "また、",
    "て": "そして、",
    "で": "そして、",
}
_GOING_ON = "また、"
_BEFORE_PHRASES = frozenset({"に", "と", "を", "も"})
_PHRASES = frozenset(
    """
    つく よる する 関する 対する おく とる 通じる 通ずる 通す 基づく 基く わたる 応じる
    応ずる 当たる あたる 際する もつ 伴う 加える 限る 比べる 代わる 向ける 従う 沿う 含める
    除く 始める はじめる 踏まえる ふまえる 問う 先立つ めぐる 巡る 因る 依る 於く 付く
    取る 渡る 亘る 持つ 即する 則る のっとる 並ぶ 反する 鑑みる かんがみる 合わせる あわせる
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
_PREDICATES = frozenset({"動詞", "助動詞", "形容詞"})
_NOMINAL = frozenset({"名詞", "代名詞", "接頭辞", "連体詞", "形状詞"})
_MAIN = frozenset({"が", "ものの", "けれど", "けれども", "ので", "から", "し"})
_CLOSERS = frozenset({"物", "もの", "事", "こと", "場合", "訳", "わけ", "為", "筈", "はず"})
_CLOSE_WORDS = 7  # ものではありません。
_OPENING, _CLOSING = "（(「『【〔［[", "）)」』】〕］]"
_COMMAS = "、，"
_TALE = 8  # characters before a cut that are shown


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a sentence can be cut."""

    at: int
    """The position after the comma."""
    joint: str
    """The words that join, with the comma: 「…ので、」."""
    onward: str
    """What the new sentence may begin with."""


def length_marks(text: str, found: Sequence[Word], length: int) -> Iterator[Mark]:
    """Marks on a sentence that is too long or has too many commas.

    Args:
        text: the sentence.
        found: its words.
        length: its length in characters as a reader counts it; 0 for what is no prose.
    """
    if length > RATHER_LONG:
        kind = "long-sentence" if length > LONG else "rather-long-sentence"
        cut = best_cut(text, found)
        words = {"joint": cut.joint, "onward": cut.onward} if cut else {}
        yield mark(kind, text, 0, len(text), _cut_text(text, cut) if cut else "", length=length, **words)
    commas = [i for i, char in enumerate(text) if char in _COMMAS]
    if length and len(commas) >= _MANY_COMMAS and length <= LONG:
        yield mark("many-commas", text, commas[0], commas[-1] + 1, count=len(commas))


def best_cut(text: str, found: Sequence[Word]) -> Cut | None:
    """The place nearest the middle where a clause ends."""
    cuts = [c for c in _cuts(text, found) if _SHORTEST_PART <= c.at <= len(text) - _SHORTEST_PART]
    return min(cuts, key=lambda cut: abs(2 * cut.at - len(text)), default=None)


def _cut_text(text: str, cut: Cut) -> str:
    """How the sentence looks around the cut: 「…お持ちのうえ。／また、…」."""
    return f"…{text[max(0, cut.at - _TALE) : cut.at]}／{cut.onward}{text[cut.at : cut.at + _TALE]}…"


def _cuts(text: str, found: Sequence[Word]) -> Iterator[Cut]:
    depth = 0  # inside brackets and quotation marks nothing is cut
    inner = _inner(found)
    for i in range(1, len(found) - 1):
        depth = max(0, depth + _nesting(found[i].text))
        if depth or found[i + 1].text not in _COMMAS:
            continue
        onward = _onward(found, i)
        goes_on = onward in (_GOING_ON, _JOINTS["て"]) and found[i].text not in ("おり", "ほか")
        if onward and not (goes_on and inner[i + 1]):
            at = found[i + 1].end
            yield Cut(at, text[found[i - 1].start : at], onward)


def _nesting(word: str) -> int:
    return (word in _OPENING) - (word in _CLOSING)


def _inner(found: Sequence[Word]) -> list[bool]:
    """For every word, whether the next clause to end from there on belongs to a noun or to what is quoted.

    「資料を読み、窓口に来た人」: 読み may belong to 人 as 来た does: that is no sure place to cut.
    Clauses that only go on (「…し、」) end where those behind them do. One pass from the back: linear.
    """
    inner = [False] * (len(found) + 1)
    for i in range(len(found) - 1, -1, -1):
        inner[i] = inner[i + 1]
        word, behind = found[i], found[i + 1] if i + 1 < len(found) else None
        if word.pos == "助詞" and word.sub == "接続助詞" and word.text in _MAIN:
            inner[i] = False
        elif word.pos in _PREDICATES and behind is not None and word.form.startswith(("終止形", "連体形")):
            if behind.pos in _NOMINAL and behind.norm not in ("様", "よう"):
                inner[i] = not _closes(found, i + 1)
            elif behind.pos == "助詞" and behind.text in ("と", "の", "か", "との", "という"):
                inner[i] = behind.sub != "接続助詞"
            elif behind.text in _COMMAS or behind.text == "など":
                inner[i] = True
    return inner


def _closes(found: Sequence[Word], i: int) -> bool:
    """Whether the noun at ``i`` only closes the sentence: 「…ものとする。」, 「…場合があります。」."""
    return (
        found[i].norm in _CLOSERS and len(found) - i <= _CLOSE_WORDS and all(w.text not in _COMMAS for w in found[i:])
    )


def _onward(found: Sequence[Word], i: int) -> str:
    """How the sentence after word ``i`` would begin; empty where no clause ends there."""
    word, before = found[i], found[i - 1]
    if word.pos == "助詞" and word.sub == "接続助詞":
        return "" if _is_phrase(found, i) else _JOINTS.get(word.text, "")
    if word.text == "で" and before.text == "の" and found[i - 2].form.startswith(("終止形", "連体形")):
        return _JOINTS["ので"]
    if word.norm in ("為", "外") and before.pos in ("動詞", "助動詞", "形容詞"):
        return _JOINTS["ため" if word.norm == "為" else "ほか"]
    if word.text in ("から", "ので") and before.pos in ("名詞", "動詞", "助動詞"):
        return _JOINTS[word.text] if before.lemma in ("こと", "だ", "です", "ます", "た", "ない") else ""
    if word.form.startswith("連用形") and word.pos in ("動詞", "助動詞") and word.lemma != "だ":
        if before.pos == "助詞" and before.text in _BEFORE_PHRASES and word.lemma != "する" and word.lemma in _PHRASES:
            return ""  # に基づき, を通じ, も含め
        # 「その言い換え、」 is a noun; 「数を調べ、」 and 「実施し、」 end a clause.
        ends = word.pos == "助動詞" or word.lemma == "する" or (before.pos == "助詞" and before.text != "の")
        return _GOING_ON if ends else ""
    return ""


def _is_phrase(found: Sequence[Word], i: int) -> bool:
    """Whether て belongs to a phrase that stands for a particle: について, によって, として."""
    if i < 2 or found[i].text not in ("て", "で"):  # noqa: PLR2004 - a particle and a verb before it
        return False
    return found[i - 2].text in _BEFORE_PHRASES and found[i - 1].lemma in _PHRASES
