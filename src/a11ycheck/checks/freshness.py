"""Checks of how up to date a page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, failed, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.page_dates import machine_date, shown_dates
from a11ycheck.checks.prose import MAIN, is_content_page, is_japanese_page, japanese_blocks, shorten
from a11ycheck.language import dates, sentences
from a11ycheck.language.dates import Precision
from a11ycheck.model import State, Verdict

_MIN_TEXT = 200
_MOST_TOLD = 10
_DEADLINE = re.compile(
    r"(?:申し?込み?|応募|募集|受付|申請|提出|登録|予約|参加)(?:の)?(?:期限|期間|締め?切り?|〆切|終了日)|締め?切り?日?|〆切"
)
_UNTIL = re.compile(r"[\s　]*(?:[（(][^）)]{1,12}[)）])?[^。\n]{0,14}?(?:まで(?:に)?|必着|消印有効|締め?切り?|〆切)")
_ACTION = re.compile(
    r"申し?込|応募|募集|受け?付け?|締め?切|〆切|必着|消印有効|提出|(?:申請|登録|予約|参加)の?(?:期限|期間)"
)
_OVER = re.compile(
    r"終了(?:しました|いたしました|しています|済)"
    r"|(?:受付|募集|申込|応募|販売|配布)[^。\n]{0,6}(?:は)?(?:終了|締め?切りました|締め?切らせ|を締)"
    r"|締め?切りました|満員|定員に達し|中止(?:し|と|に)|開催しました|【終了】|（終了）|\(終了\)"
)
_PAST_TENSE = re.compile(r"でした|ました|された|された方|した(?:方|者|人|もの)|生まれ|現在")
_FEEDBACK = re.compile(
    r"ご?意見|ご?感想|ご?要望|役に立ちましたか|見つけやすかった|分かりやすかった|アンケート|[市区都町村県府道]民の声|提案箱"
    r"|問い?合わ?せ(?:フォーム|メール)|^お?問い?合わ?せ$|feedback|was this page (?:helpful|useful)|contact us",
    re.IGNORECASE,
)


def update_date(doc: Document, options: Options) -> Iterator[Verdict]:
    """A page says when it was updated, and that was not long ago."""
    if not (is_japanese_page(doc) or doc.lang.startswith("en")):
        return
    if not is_content_page(doc, int(options.get("min_text", 200))):
        return
    stated, unlabelled = shown_dates(doc)
    today = doc.snapshot.taken.date()
    past = [day for day in stated if day <= today]
    told = machine_date(doc)
    newest = max(past, default=None) or told
    if newest is not None and (stated or unlabelled) and (today - newest).days > int(options.get("max_days", 1095)):
        yield cant_tell("stale", date=newest.isoformat())
    elif stated or unlabelled:
        yield passed()
    elif told is not None:
        yield failed("hidden", date=told.isoformat())
    else:
        yield failed("missing")


def expired(doc: Document, options: Options) -> Iterator[Verdict]:
    """No call for applications stays open after its deadline."""
    today = doc.snapshot.taken.date()
    over = bool(_OVER.search(doc.main_text))
    deadlines = [(block, day) for block in japanese_blocks(doc, MAIN) for day in _deadlines(block)]
    latest = max((day for _, day in deadlines), default=today)
    clean = True
    for block, day in deadlines[:_MOST_TOLD]:
        if latest < today and not over:  # where one of several deadlines is still to come, the page is alive
            clean = False
            yield cant_tell("deadline", block.node, text=shorten(block.text, 60), date=day.isoformat())
    if deadlines and clean:
        yield passed()


def metrics(doc: Document) -> dict[str, int | float]:
    """For pages that inform: days since the last date that they give, and whether they ask for opinions."""
    if not is_content_page(doc, _MIN_TEXT):
        return {}
    today = doc.snapshot.taken.date()
    days = [day for day in (*shown_dates(doc)[0], machine_date(doc)) if day is not None and day <= today]
    age = {"age_days": (today - max(days)).days} if days else {}
    return {"feedback": int(asks_for_opinions(doc)), **age}


def asks_for_opinions(doc: Document) -> bool:
    """Whether a page has, or leads to, a way to say what one thinks."""
    names = [doc.nodes[i].name or doc.text(i) for i in doc.links]
    names += [doc.text(i) for i, _ in doc.headings]
    names += [doc.text(i) for i in doc.by_tag("legend", "label", "button") if doc.is_(i, State.RENDERED)]
    return any(_FEEDBACK.search(name) for name in names) or "役に立ちましたか" in doc.page_text


def _collect_feedback(doc: Document, options: Options) -> bool:
    return asks_for_opinions(doc)


def _judge_feedback(site: Site, options: Options) -> Iterator[Verdict]:
    judged = site.judged
    if not judged:
        return
    if any(page.value for page in judged):
        yield passed()
    elif site.complete:
        yield failed("missing", pages=len(judged))
    else:
        yield cant_tell("not-found", pages=len(judged))


feedback = SiteCheck(collect=_collect_feedback, judge=_judge_feedback)
"""The site lets its users say what they think."""


def _deadlines(block: TextBlock) -> Iterator[date]:
    """The last days of calls for applications that the block names."""
    for sentence in sentences.split(block.text):
        text = sentence.text
        if not _ACTION.search(text) or _PAST_TENSE.search(text):
            continue
        found = [d for d in dates.find(text) if d.precision is Precision.DAY]
        ends = [d for d in found if _UNTIL.match(text, d.end)]
        label = _DEADLINE.search(text)
        if not ends and label and found and label.start() < found[0].start:
            ends = found[-1:]
        if ends:
            yield ends[-1].last
