"""Sentences that are hard to follow by their build: negations, passives, chains of nouns, conditions."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence

from a11ycheck.language import inflection
from a11ycheck.language.characters import KANJI
from a11ycheck.language.marks import Mark, mark
from a11ycheck.language.morphology import Word

_NOT = r"(?:な(?:い|く|かった)|ありません|ございません|ぬ)"
# 「なければならない」「なくてはならない」 are duties, 「少なくはない」 has one negation only.
_DOUBLE = re.compile(
    rf"(?<!少)(?<!危)ない(?:わけ|訳)(?:では|でも|じゃ|には?|は|も)(?:{_NOT}|いか(?:ない|ず|ません))"
    rf"|(?<!少)(?<!危)ない(?:こと|もの|はず|人|方|者|日|例)(?:は|も|が|でも){_NOT}"
    r"|(?<!少)(?<!危)ないとは(?:限(?:ら(?:ない|ず)|りません)|(?:言え|いえ|言い切れ|いいきれ)(?:ない|ず|ません))"
    rf"|(?<!少)(?<!危)(?<!もったい)なく(?:は|も){_NOT}"
    rf"|な(?:い|く)では{_NOT}"
    r"|(?:ずに?|ないで)は(?:いられ|おか|済ま|すま|おけ)(?:ない|ず|ません)"
    rf"|ない(?:者|人|方)は(?:いない|いません|お?ら(?:ない|れません))|なしとしない|ないとも(?:限(?:らない|りません)|(?:言え|いえ)(?:ない|ません))"
)
_RUN = re.compile(f"[{KANJI}]{{10,}}")
# Names of offices, laws, documents and schemes cannot be written otherwise.
_NAME_ENDS = tuple(
    """
    局 部 課 係 室 所 署 会 団 院 校 園 館 組合 機構 協会 連盟 財団 法人 会社 法 令 条例 規則 規程 要綱 要領 証 書
    届 票 表 簿 帳 状 券 税 料 金 費 債 保険 年金 手当 計画 構想 戦略 大綱 方針 指針 事業 制度 区域 地区 地域 線 号
    線路 道路 公園 会館 大学 学部 学科 センター 協定 条約 宣言 憲章 会議 本部 委員 議員 長 官 士 師 員 者 賞 章 祭 展
    大会 選手権 病 症 炎 剤 品 業 学 語 人 市 区 町 村 県 都 府 駅 港 場 店 社 寺 城 跡 遺跡 文化財
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
_MODIFIERS = frozenset({"接頭辞", "連体詞", "形容詞", "助動詞", "動詞"})
_LIGHT = frozenset({"行う", "行なう", "おこなう", "執り行う"})
# What is done here is a thing with a name rather than an action.
_EVENTS = frozenset(
    ("活動", "公演", "手続き", "手続", "行事", "事業", "仕事", "業務", "授業", "試合", "受付", "作業", "儀式", "式典")
)
_KANA_ONLY = re.compile("[ァ-ヺー]+")
_LINKS = frozenset({"の", "に関する", "についての", "に対する", "に係る", "のための"})
_ACTIONS_TOO_MANY = 3
_NO_TOO_MANY = 3
_PASSIVES_TOO_MANY = 3
_CONDITIONS_TOO_MANY = 3
_CONDITION = re.compile(
    r"(?:場合(?:に(?:は|おいて(?:は)?|限り)?|は|で、?|、)|とき(?:に?は|に限り|、)|(?:た|な|い)際(?:に?は|に)?、|であれば|(?<!け)れば、|ならば|ない限り|を除き)"
)
# 「次の表」, 「その他の人」: no chain begins with them; 「安全のため」: none ends with them.
_NO_FIRST = frozenset(("此の", "其の", "次", "他", "其の他", "以上", "以下", "上記", "下記", "等", "為", "方"))
_NO_LAST = frozenset(("ため", "為", "こと", "事", "もの", "物", "とき", "時", "場合", "うち", "通り", "とおり", "方"))


def double_negative(text: str) -> Iterator[Mark]:
    """Denials of a denial (「ないわけではない」)."""
    for match in _DOUBLE.finditer(text):
        yield mark("double-negative", text, *match.span())


def marks(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """All marks of this module on one sentence."""
    yield from double_negative(text)
    yield from light_verbs(text, found)
    yield from noun_chains(text, found)
    yield from no_chains(text, found)
    yield from kanji_runs(text, found)
    yield from _too_many_passives(text, found)
    yield from _too_many_conditions(text)


def light_verbs(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """A noun of action with a verb that says nothing (「検討を行います」 → 「検討します」)."""
    for i in range(len(found) - 2):
        noun, particle, verb = found[i : i + 3]
        if noun.kind != "サ変可能" or particle.text != "を" or verb.lemma not in _LIGHT:
            continue
        if noun.text in _EVENTS or _KANA_ONLY.fullmatch(noun.text):
            continue
        first = i  # of the compound: サービス提供
        while first and found[first - 1].pos == "名詞" and found[first - 1].end == found[first].start:
            first -= 1
        if first and (found[first - 1].text in _LINKS or found[first - 1].pos in _MODIFIERS):
            continue  # 契約の解除を行う, 必要な支援を行う, 高い技術支援を行う: する would need another build
        after = found[i + 3] if i + 3 < len(found) else None
        form = inflection.like("する", "サ行変格", verb, after)
        if form is None:
            continue
        end = after.end if form.with_next and after is not None else verb.end
        yield mark("light-verb", text, noun.start, end, noun.text + form.text)


def noun_chains(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """Three or more nouns of action in a chain (「整備についての検討の実施」)."""
    i = 0
    while i < len(found):
        end, actions = _chain(found, i)
        if actions >= _ACTIONS_TOO_MANY:
            yield mark("noun-chain", text, found[i].start, found[end - 1].end, count=actions)
        i = max(end, i + 1)


def no_chains(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """Three or more 「の」 between nouns."""
    i = 0
    while i < len(found):
        end, count = i, 0
        j = _noun(found, i)
        while j > end and j < len(found) and found[j].text == "の" and found[j].pos == "助詞":
            if found[j - 1].norm in _NO_FIRST or found[j - 1].sub == "固有名詞":
                break
            behind = _noun(found, j + 1)
            if behind == j + 1 or found[behind - 1].norm in _NO_LAST:
                break
            count += not (found[j - 1].text == "分" and found[j + 1].sub == "数詞")  # 3分の1 is one number
            end, j = j + 1, behind
        if count >= _NO_TOO_MANY:
            yield mark("no-chain", text, found[i].start, found[j - 1].end, count=count)
        i = max(j, i + 1)


def kanji_runs(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    """Ten or more kanji in a row that are no name."""
    starts = [w.start for w in found]
    for match in _RUN.finditer(text):
        inside = found[max(0, bisect(starts, match.start()) - 1) : bisect_left(starts, match.end())]
        if match[0].endswith(_NAME_ENDS) or any(w.sub in ("固有名詞", "数詞") for w in inside):
            continue
        split = "｜".join(text[max(w.start, match.start()) : min(w.end, match.end())] for w in inside)
        yield mark("kanji-run", text, *match.span(), count=len(match[0]), words=split)


def _noun(found: Sequence[Word], i: int) -> int:
    """One past the noun that begins at ``i``; ``i`` where none does."""
    while (
        i < len(found)
        and found[i].pos in ("名詞", "接尾辞", "接頭辞")
        and (not i or found[i].start == found[i - 1].end)
    ):
        i += 1
    return i


def _chain(found: Sequence[Word], i: int) -> tuple[int, int]:
    """One past the chain of nouns of action that begins at ``i``, and how many it has."""
    end, actions = i, 0
    j = _noun(found, i)
    while j > end:
        if found[j - 1].kind != "サ変可能":
            break
        actions += 1
        end = j
        link = _link(found, j)
        if link == j:
            break
        j = _noun(found, link)
        if j == link:
            break
    return end, actions


def _link(found: Sequence[Word], i: int) -> int:
    """One past 「の」, 「に関する」, 「についての」 … at ``i``; ``i`` where none stands."""
    joined = ""
    best = i
    for j in range(i, min(i + 4, len(found))):
        joined += found[j].text
        if joined in _LINKS:
            best = j + 1
    return best


def _too_many_passives(text: str, found: Sequence[Word]) -> Iterator[Mark]:
    passives = [w for w in found if w.pos == "助動詞" and w.norm in ("れる", "られる", "せる", "させる")]
    if len(passives) >= _PASSIVES_TOO_MANY:
        yield mark("passive-chain", text, passives[0].start, passives[-1].end, count=len(passives))


def _too_many_conditions(text: str) -> Iterator[Mark]:
    conditions = list(_CONDITION.finditer(text))
    if len(conditions) >= _CONDITIONS_TOO_MANY:
        words = "、".join(match[0].rstrip("、") for match in conditions)
        yield mark(
            "nested-conditions", text, conditions[0].start(), conditions[-1].end(), count=len(conditions), words=words
        )
