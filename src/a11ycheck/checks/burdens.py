"""What a procedure costs besides filling in: ways to go, letters, seals, papers, cash."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize

from a11ycheck.checks.api import Options, cant_tell, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.procedures import guide_items, is_guide, is_online, is_procedure
from a11ycheck.checks.prose import MAIN, some
from a11ycheck.model import State, Verdict

_WORDS = re.compile(
    r"(?P<visit>来庁|来所|窓口(?=で|に|へ|まで|にて|のみ))"
    r"|(?P<mail>郵送|返信用封筒|切手)"
    r"|(?P<seal>押印|捺印|印鑑|実印|認印)"
    r"|(?P<paper>原本|持参|(?:住民票|戸籍|謄本|抄本|証明書)の写し|添付書類)"
    r"|(?P<cash>収入証紙|証紙|現金|小為替)"
)
# … and none that is said to be needless: 「押印は不要です」「窓口に来る必要はありません」
_SPARED = re.compile(
    r"[^。、\n]{0,14}?(?:不要|必要(?:は|が)?(?:ありません|ございません|ない|なく)|なし(?!で)|省略|せずに?|廃止|しなくて|いりません|要りません)"
)
_KINDS = ("visit", "mail", "seal", "paper", "cash")
_ONLY_WITH_OTHERS = ("visit", "mail")
"""Ways that are no burden where the procedure can be done online as well."""
_NEEDED = re.compile(r"必要(?:な|と(?:する|なる))?(?:もの|物|書類)|持ち?物|(?:添付|提出|申請|確認)書類|ご?用意")
_REPORTED = 8


def burden_words(doc: Document, options: Options) -> Iterator[Verdict]:
    """The guide to a procedure asks for no visit, letter, seal or paper that could be spared."""
    if not is_procedure(doc):
        return
    found = _burdens(doc)
    online = is_online(doc)
    kinds = Counter(kind for kind, _ in found)
    if not found or (online and not set(kinds) - set(_ONLY_WITH_OTHERS)):
        yield passed()
        return
    yield cant_tell(
        "words-online" if online else "words",
        words=some([word for _, word in found], _REPORTED),
        count=len(found),
        papers=papers(doc),
        visit=kinds["visit"],
        mail=kinds["mail"],
        seal=kinds["seal"],
        paper=kinds["paper"],
        cash=kinds["cash"],
    )


def metrics(doc: Document) -> dict[str, int | float]:
    """What a guide to a procedure says, in numbers, for the page's result; empty for other pages."""
    if not is_guide(doc):
        return {}
    kinds = Counter(kind for kind, _ in _burdens(doc))
    there, all_ = guide_items(doc)
    return {
        "procedure_online": int(is_online(doc)),
        "procedure_guide_items": len(there),
        "procedure_guide_items_of": len(all_),
        "procedure_papers": papers(doc),
        **{f"procedure_{kind}": kinds[kind] for kind in _KINDS},
    }


def papers(doc: Document) -> int:
    """How many things a list below a heading such as 「必要なもの」 names; 0 where there is no such list."""
    heads = [i for i, _ in doc.headings]
    items = doc.by_tag("li")
    count = 0
    for number, head in enumerate(heads):
        if doc.region(head) not in MAIN or not _NEEDED.search(doc.text(head)):
            continue
        end = heads[number + 1] if number + 1 < len(heads) else len(doc.nodes)
        below = items[bisect_right(items, head) : bisect_left(items, end)]
        # Of a list in a list the inner items say more about the outer one.
        outer = [i for i in below if doc.is_(i, State.RENDERED) and doc.region(i) in MAIN]
        until = -1
        for i in outer:
            if i >= until:
                count += 1
                until = doc.nodes[i].end
    return count


def _burdens(doc: Document) -> list[tuple[str, str]]:
    text = normalize("NFKC", doc.main_text)
    return [
        (match.lastgroup or "", match[0]) for match in _WORDS.finditer(text) if not _SPARED.match(text, match.end())
    ]
