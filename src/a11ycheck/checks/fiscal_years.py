"""Whether a page still announces what belongs to a fiscal year gone by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.prose import heading, is_japanese_page
from a11ycheck.language import dates
from a11ycheck.model import Verdict

# What is kept on purpose as a record of its year.
_RECORD = re.compile(
    r"結果|報告|実績|決算|予算|統計|調査|会議|議事|審議|議会|定例会|過去|終了|アーカイブ|バックナンバー|広報|白書|年報|記録|推移|あゆみ|沿革|計画|方針"
    r"|受賞|表彰|状況|公表|答申|監査|評価|検証|総会|出来事|ニュース|一覧|入札|契約|問題|以降|から(?:の|適用|変)"
)
_APRIL = 4


def outdated(doc: Document, options: Options) -> Iterator[Verdict]:
    """The newest fiscal year in the title is this one, the last one, or one to come."""
    title = heading(doc)
    found = [day for day in dates.find(title) if day.fiscal and not day.month]
    if doc.is_start or not found or not is_japanese_page(doc) or _RECORD.search(title):
        return
    today = doc.snapshot.taken.date()
    current = today.year if today.month >= _APRIL else today.year - 1
    newest = max(found, key=lambda day: day.year)
    if newest.year < current - int(options.get("years", 1)):
        yield cant_tell("old", year=newest.text)
    else:
        yield passed()
