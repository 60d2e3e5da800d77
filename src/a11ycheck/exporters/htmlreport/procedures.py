"""What forms and procedures cost people, as far as pages show it: facts and an estimate, not a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from a11ycheck.exporters.digest import PageLine
from a11ycheck.exporters.htmlreport.book import Book, PageRef
from a11ycheck.exporters.wording import Wording

_SHOWN = 10
_FORM = ("fields", "required", "free_text", "files", "confirm", "split")


@dataclass(frozen=True, slots=True)
class FormRow:
    """The forms of one page."""

    ref: PageRef
    """The page."""
    counts: tuple[int, ...]
    """Fields, required, free text, files, typed again, further boxes."""
    time: str
    """The estimate, in words."""


@dataclass(frozen=True, slots=True)
class Procedures:
    """Forms and procedures of the whole site."""

    forms: tuple[FormRow, ...]
    """The pages whose forms take longest, these first."""
    forms_all: int
    """Pages with a form to hand in."""
    median: str
    """The middle estimate of all of them, in words."""
    guides: int
    """Pages that explain a procedure."""
    online: int
    """Of these, such as tell of an online way."""
    share: int
    """That in percent."""
    papers: int
    """Things that lists of what is needed name, over all guides."""


def procedures(book: Book) -> Procedures | None:
    """What the overview says of forms and procedures; None where the site has none."""
    lines = book.digest.pages
    forms = sorted((line for line in lines if _seconds(line)), key=lambda line: (-_seconds(line), line.number))
    guides = [line for line in lines if "procedure_online" in line.measures]
    if not forms and not guides:
        return None
    online = sum(1 for line in guides if line.measures["procedure_online"])
    return Procedures(
        forms=tuple(_row(book, line) for line in forms[:_SHOWN]),
        forms_all=len(forms),
        median=time_words(round(median(map(_seconds, forms))), book.words) if forms else "",
        guides=len(guides),
        online=online,
        share=round(100 * online / len(guides)) if guides else 0,
        papers=sum(int(line.measures.get("procedure_papers", 0)) for line in guides),
    )


def page_facts(measures: Mapping[str, int | float], words: Wording) -> Sequence[tuple[str, str]]:
    """Name and value of what was measured of one page's forms and procedure."""
    facts = []
    if measures.get("form_seconds"):
        facts = [(words.get(f"form_{name}"), words.number(int(measures.get(f"form_{name}", 0)))) for name in _FORM]
        every, needed = int(measures["form_seconds"]), int(measures.get("form_required_seconds", 0))
        facts.append((words.get("form_time"), time_words(every, words)))
        if 0 < needed < every:
            facts.append((words.get("form_required_time"), time_words(needed, words)))
    if "procedure_online" in measures:
        yes = words.get("procedure_online_yes" if measures["procedure_online"] else "procedure_online_no")
        facts.append((words.get("procedure_online"), yes))
        there, all_ = (int(measures.get(name, 0)) for name in ("procedure_guide_items", "procedure_guide_items_of"))
        facts.append((words.get("procedure_guide"), words.say("n_of", n=there, all=all_)))
        facts += [
            (words.get(f"procedure_{name}"), words.number(int(measures.get(f"procedure_{name}", 0))))
            for name in ("papers", "visit", "mail", "seal", "paper", "cash")
        ]
    return facts


def time_words(seconds: int, words: Wording) -> str:
    """About so many minutes; seconds below one and a half."""
    if seconds < 90:  # noqa: PLR2004 - one minute and a half
        return words.say("about_seconds", n=seconds)
    return words.say("about_minutes", n=round(seconds / 60))


def _seconds(line: PageLine) -> int:
    return int(line.measures.get("form_seconds", 0))


def _row(book: Book, line: PageLine) -> FormRow:
    counts = tuple(int(line.measures.get(f"form_{name}", 0)) for name in _FORM)
    return FormRow(book.page_ref(line.number), counts, time_words(_seconds(line), book.words))
