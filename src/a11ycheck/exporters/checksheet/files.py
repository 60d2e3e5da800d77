"""A check sheet as a workbook, CSV or Markdown, and recorded answers in the same columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TextIO, assert_never

from a11ycheck.exporters.cells import csv_cell
from a11ycheck.exporters.checksheet.content import Place, RuleRow, Sheet
from a11ycheck.exporters.files import atomic_binary, atomic_text
from a11ycheck.exporters.text import visible
from a11ycheck.exporters.wording import Wording
from a11ycheck.exporters.workbook import Column, Workbook
from a11ycheck.model import Answer, Level, Outcome, Rule


class SheetFormat(StrEnum):
    """What a check sheet can be written as."""

    XLSX = "xlsx"
    CSV = "csv"
    MARKDOWN = "markdown"

    @property
    def suffix(self) -> str:
        """Of its file."""
        return ".md" if self is SheetFormat.MARKDOWN else f".{self}"


FORMATS = tuple(SheetFormat)

_RULE = ("item", "item_title", "rule", "name", "guideline", "phases", "method", "tool", "how")
_PLACE = ("level", "item", "rule", "name", "message", "pages", "addresses", "selector", "snippet", "finding")
_FILL = ("answer", "note", "by", "when")
_WIDTHS = {
    "kind": 7, "level": 7, "item": 11, "item_title": 20, "rule": 18, "name": 26, "guideline": 30, "phases": 9,
    "method": 9, "tool": 16, "how": 52, "found": 22, "message": 40, "pages": 7, "addresses": 36, "selector": 28,
    "snippet": 32, "finding": 14, "answer": 11, "note": 28, "by": 12, "when": 11, "page": 30,
}  # fmt: skip
_SPECIAL = re.compile(r"([\\`*_\[\]#|<>])")


def write_sheet(kind: SheetFormat, sheet: Sheet, out: Path | TextIO, words: Wording, now: datetime) -> None:
    """Writes a check sheet.

    Args:
        kind: the format.
        sheet: what stands in it.
        out: the file; an open text stream for CSV and Markdown.
        words: of the reader's language.
        now: the date of the document.

    Raises:
        OutputError: it cannot be written; what stood there before is untouched.
    """
    if kind is SheetFormat.XLSX:
        if not isinstance(out, Path):
            raise TypeError("a workbook is no text")
        _xlsx(sheet, out, words, now)
    elif isinstance(out, Path):
        # Excel takes a CSV file for UTF-8 only with a byte order mark.
        encoding = "utf-8-sig" if kind is SheetFormat.CSV else "utf-8"
        with atomic_text(out, encoding=encoding, newline="" if kind is SheetFormat.CSV else "\n") as stream:
            _text(kind, sheet, stream, words)
    else:
        _text(kind, sheet, out, words)


def write_answers(kind: SheetFormat, answers: Iterable[Answer], out: Path | TextIO, words: Wording) -> None:
    """Writes recorded answers, in columns that can be read back.

    Raises:
        OutputError: it cannot be written.
    """
    names = ("rule", "page", "finding", *_FILL)
    if kind is SheetFormat.XLSX and isinstance(out, Path):
        given = list(answers)
        created = max((answer.when for answer in given), default=datetime(2026, 1, 1).astimezone())
        title = words.get("answers_title")
        with atomic_binary(out) as raw, Workbook(raw, title=title, created=created) as book:
            table = book.table(title, [_column(name, words) for name in names])
            for answer in given:
                table.add([answer.rule_id, answer.place, answer.fingerprint, *_filled(answer, words)])
            table.finish()
    elif isinstance(out, Path):
        with atomic_text(out, encoding="utf-8-sig", newline="") as stream:
            _answers_csv(names, answers, stream, words)
    else:
        _answers_csv(names, answers, out, words)


def _answers_csv(names: Sequence[str], answers: Iterable[Answer], stream: TextIO, words: Wording) -> None:
    writer = csv.writer(stream)
    writer.writerow([words.get(f"sheet_{name}") for name in names])
    for answer in answers:
        values = [answer.rule_id, answer.place, answer.fingerprint, *_filled(answer, words)]
        writer.writerow([csv_cell(_day(value)) for value in values])


def _text(kind: SheetFormat, sheet: Sheet, stream: TextIO, words: Wording) -> None:
    match kind:
        case SheetFormat.CSV:
            _csv(sheet, stream, words)
        case SheetFormat.MARKDOWN:
            _markdown(sheet, stream, words)
        case SheetFormat.XLSX:
            raise TypeError("a workbook is no text")
        case _:
            assert_never(kind)


def _xlsx(sheet: Sheet, path: Path, words: Wording, now: datetime) -> None:
    with_scan = any(row.found for row in sheet.rows) or bool(sheet.places)
    names = (*_RULE, *(("found",) if with_scan else ()), *_FILL)
    with atomic_binary(path) as stream, Workbook(stream, title=sheet.title, created=now) as book:
        book.text(words.get("sheet_about"), sheet.title, sheet.about)
        for level, rows in groupby(sheet.rows, key=lambda row: row.level):
            table = book.table(words.get(f"level{int(level)}"), [_column(name, words) for name in names], frozen=4)
            for row in rows:
                table.add([_rule_value(row, name, words) for name in names])
            table.finish()
        if sheet.places:
            columns = [_column(name, words, place=True) for name in (*_PLACE, *_FILL)]
            table = book.table(words.get("sheet_places"), columns, frozen=4)
            for place in sheet.places:
                table.add([_place_value(place, name, words) for name in (*_PLACE, *_FILL)])
            table.finish()


def _csv(sheet: Sheet, stream: TextIO, words: Wording) -> None:
    names = ("kind", "level", *_RULE, "found", *_PLACE[4:], *_FILL)
    writer = csv.writer(stream)
    writer.writerow([words.get(f"sheet_{name}") for name in names])
    for row in sheet.rows:
        writer.writerow([csv_cell(_in_line(name, _rule_value(row, name, words))) for name in names])
    for place in sheet.places:
        writer.writerow([csv_cell(_in_line(name, _place_value(place, name, words))) for name in names])


def _markdown(sheet: Sheet, stream: TextIO, words: Wording) -> None:
    lines = [f"# {_md(sheet.title)}", ""]
    for head, text in sheet.about:
        lines += [f"- {head + ': ' if head else ''}{_md(text)}" for text in (text.replace("\n", " "),)]
    for level, of_level in groupby(sheet.rows, key=lambda row: row.level):
        name = f"{words.get(f'level{int(level)}')} {words.get(f'level{int(level)}_name')}"
        lines += ["", f"## {name}"]
        for item, rows in groupby(of_level, key=lambda row: row.item):
            lines += ["", f"### {item.id} {_md(item.title.get(words.lang))}"]
            for row in rows:
                lines += ["", *_markdown_row(row, words)]
    if sheet.places:
        lines += ["", f"## {words.get('sheet_places')}"]
        for rule, places in groupby(sheet.places, key=lambda place: place.rule):
            lines += ["", f"### {_md(rule.name.get(words.lang))} (`{rule.id}`)", ""]
            for place in places:
                where = place.addresses.partition("\n")[0]
                lines.append(f"- [ ] {_md(place.message)} – {_md(where)} ({words.say('n_pages', n=place.pages)})")
                if place.selector:
                    lines.append(f"  - {_md(place.selector)}")
    stream.write("\n".join(lines) + "\n")


def _markdown_row(row: RuleRow, words: Wording) -> list[str]:
    lines = [f"- [ ] **{_md(row.rule.name.get(words.lang))}** (`{row.rule.id}`)"]
    for name in ("guideline", "phases", "method", "tool", "found"):
        value = str(_rule_value(row, name, words))
        if value:
            lines.append(f"  - {words.get(f'sheet_{name}')}: {_md('; '.join(value.splitlines()))}")
    lines.append(f"  - {words.get('sheet_how')}:")
    lines += [f"    {_md(line)}".rstrip() for line in row.how.splitlines()]
    filled = [str(_day(value)) for value in _filled(row.answer, words)]
    blanks = (f"{words.get(f'sheet_{name}')}: {_md(value)}" for name, value in zip(_FILL, filled, strict=True))
    lines.append(f"  - {' / '.join(blanks)}")
    return lines


def _column(name: str, words: Wording, *, place: bool = False) -> Column:
    choices: tuple[str, ...] = ()
    if name == "answer":
        kinds = ("answer_passed", "answer_failed") if place else ("sheet_yes", "sheet_no")
        choices = tuple(words.get(key) for key in (*kinds, "answer_inapplicable", "answer_untested"))
    return Column(words.get(f"sheet_{name}"), _WIDTHS[name], name in _FILL, choices, name == "when")


def _rule_value(row: RuleRow, name: str, words: Wording) -> str | datetime:
    if name in _FILL:
        return _filled(row.answer, words)[_FILL.index(name)]
    values = {
        "kind": words.get("sheet_kind_rule"),
        **_head(row.rule, row.level, words),
        "item": row.item.id,
        "item_title": row.item.title.get(words.lang),
        "guideline": row.guideline,
        "phases": row.phases,
        "method": row.method,
        "tool": row.tool,
        "how": row.how,
        "found": row.found,
    }
    return values.get(name, "")


def _place_value(place: Place, name: str, words: Wording) -> str | datetime:
    values = {
        "kind": words.get("sheet_kind_place"),
        **_head(place.rule, place.rule.level, words),
        "message": place.message,
        "pages": words.number(place.pages),
        "addresses": place.addresses,
        "selector": place.selector,
        "snippet": place.snippet,
        "finding": place.key,
    }
    return values.get(name, "")


def _head(rule: Rule, level: Level, words: Wording) -> dict[str, str]:
    return {"level": str(int(level)), "item": rule.item, "rule": rule.id, "name": rule.name.get(words.lang)}


def _filled(answer: Answer | None, words: Wording) -> list[str | datetime]:
    if answer is None:
        return ["", "", "", ""]
    said = {Outcome.PASSED: "sheet_yes", Outcome.FAILED: "sheet_no"}.get(answer.outcome, f"answer_{answer.outcome}")
    if answer.fingerprint:
        said = f"answer_{answer.outcome}"
    return [words.get(said), answer.note, answer.by, answer.when]


def _day(value: str | datetime) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else value


def _in_line(name: str, value: str | datetime) -> str:
    """A cell on one line: the entries of a list stay apart."""
    return _day(value).replace("\n", " " if name == "how" else "; ")


def _md(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(text))
