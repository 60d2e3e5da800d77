"""All findings as an Excel workbook: problems, what is to be reviewed, advice, each on a sheet of its own."""

from __future__ import annotations

from pathlib import Path

from a11ycheck.exporters.files import atomic_binary
from a11ycheck.exporters.findings_csv import finding_row, findings_of
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.text import one_line
from a11ycheck.exporters.wording import wording
from a11ycheck.exporters.workbook import Column, Workbook
from a11ycheck.model import Lang, Outcome

_WIDTHS = (38, 28, 7, 22, 30, 9, 48, 36, 40, 10, 24, 10, 12, 8, 14, 14, 10, 12, 12, 30)


def write(data: ReportInput, path: Path, lang: Lang) -> None:
    """One row a finding.

    Raises:
        OutputError: it cannot be written; what stood there before is untouched.
    """
    words = wording(lang)
    w = words.words
    scan = data.scan
    rules = {rule.id: rule for rule in scan.rules}
    title = words.say("index_title", site=one_line(scan.site))
    titles = w.csv_columns.split(",")
    columns = [Column(name, width) for name, width in zip(titles, _WIDTHS, strict=True)]
    with atomic_binary(path) as stream, Workbook(stream, title=title, created=scan.started) as book:
        about = [(w.when, words.moment(scan.started)), (w.pages_checked, words.number(scan.pages_checked))]
        notes = [("", text) for text in (w.note_levels, w.note_verdict, w.limit_machine, w.sheet_rows_limit)]
        book.text(w.sheet_about, title, [*about, *notes])
        tables = {kind: book.table(words.get(kind), columns) for kind in ("failed", "review", "advice")}
        for url, page, finding in findings_of(data, words):
            rule = rules.get(finding.rule_id)
            row = finding_row(url, page, finding, rule, words, data.people.answer(finding))
            kind = "failed" if finding.outcome is Outcome.FAILED else "review"
            tables["advice" if rule and rule.advice else kind].add([one_line(value) for value in row])
        for table in tables.values():
            table.finish()
