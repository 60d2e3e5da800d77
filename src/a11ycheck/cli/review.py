"""``a11ycheck review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from a11ycheck.cli.options import db_option, lang_option

if TYPE_CHECKING:
    from a11ycheck.api.reviewing import Question
    from a11ycheck.history import Store
    from a11ycheck.model import Scan

_WAYS = ("--import", "--rule", "--list", "--export")


@click.command()
@click.argument("scan_id", metavar="SCAN", default="latest")
@db_option
@lang_option
@click.option(
    "--import",
    "sheet",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take the answers of a filled-in check sheet (.xlsx or .csv).",
)
@click.option("--rule", "rule_id", metavar="ID", help="Answer about this rule.")
@click.option("--page", metavar="URL", default="", help="… on this page.  [default: the whole site]")
@click.option("--finding", metavar="FINGERPRINT", default="", help="… about this finding, or all that share this id.")
@click.option(
    "--answer",
    type=click.Choice(["passed", "failed", "inapplicable", "untested"]),
    help="What was found; untested takes an earlier answer back.",
)
@click.option("--note", metavar="TEXT", default="", help="What was seen.")
@click.option("--by", metavar="NAME", default="", help="Who looked.")
@click.option("--list", "listing", is_flag=True, help="Show what is still open.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--export",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE|-",
    help="Write all answers about the site (.xlsx, else CSV).",
)
def review(
    scan_id: str,
    db: str | None,
    lang: str,
    sheet: Path | None,
    rule_id: str | None,
    page: str,
    finding: str,
    answer: str | None,
    note: str,
    by: str,
    listing: bool,
    format_: str,
    export: Path | None,
) -> None:
    """Records people's answers to manual and to-review checks, and shows what is open.

    An answer also counts for later scans, as long as the rule and the place stay the same.

    \b
    Examples:
      a11ycheck review latest --list
      a11ycheck review latest --import checksheet.xlsx --by 'Yamada'
      a11ycheck review latest --rule video-caption --answer passed --by 'Yamada' --note 'all three videos'
      a11ycheck review latest --export answers.csv
    """
    from a11ycheck.errors import UsageError
    from a11ycheck.history import open_store

    ways = [name for name, given in zip(_WAYS, (sheet, rule_id, listing, export), strict=True) if given]
    if len(ways) > 1:
        raise UsageError(f"{' and '.join(ways)} cannot be used together; run review once for each.")
    if (page or finding or answer) and not rule_id:
        raise UsageError("--answer, --page and --finding are about a rule; name it with --rule ID.")
    with open_store(db) as store:
        scan = store.scan(scan_id)
        if sheet is not None:
            _take(scan, store, sheet, by)
        elif rule_id:
            if answer is None:
                raise UsageError("Say what was found: --answer passed, failed or inapplicable.")
            _record(scan, store, rule_id, answer, note=note, by=by, page=page, finding=finding)
        elif export is not None:
            _export(scan, store, export, lang)
        else:
            _list(scan, store, lang, format_)


def _record(
    scan: Scan, store: Store, rule_id: str, answer: str, *, note: str, by: str, page: str, finding: str
) -> None:
    from datetime import datetime

    from a11ycheck.api.reviewing import Reviewer
    from a11ycheck.model import Outcome

    reviewer = Reviewer(scan, store, datetime.now().astimezone())
    count = reviewer.record(rule_id, Outcome(answer), note=note, by=by, page=page, finding=finding)
    click.echo(f"Recorded: {count}", err=True)


def _take(scan: Scan, store: Store, sheet: Path, by: str) -> None:
    from datetime import datetime

    from a11ycheck.api.reviewing import Reviewer

    new, known = Reviewer(scan, store, datetime.now().astimezone()).take(sheet, by)
    click.echo(f"Recorded: {new}; known already: {known}", err=True)


def _export(scan: Scan, store: Store, out: Path, lang: str) -> None:
    import sys

    from a11ycheck.api.reviewing import export_answers

    answers = store.answers(scan.site)
    export_answers(answers, sys.stdout if out == Path("-") else out, lang)
    click.echo(f"Answers: {len(answers)}", err=True)


def _list(scan: Scan, store: Store, lang: str, format_: str) -> None:
    from a11ycheck.api.reviewing import open_questions

    questions = open_questions(scan, store)
    if format_ == "json":
        import msgspec

        parts = [
            {
                "rule": q.rule.id,
                "level": int(q.rule.level),
                "page": q.page,
                "finding": q.finding.fingerprint if q.finding else "",
                "shared_id": q.finding.shared_id if q.finding else "",
            }
            for q in questions
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(parts), indent=2).decode())
    else:
        for question in questions:
            click.echo(_line(question, lang))
    click.echo(f"Open: {len(questions)}", err=True)


def _line(question: Question, lang: str) -> str:
    from a11ycheck.cli.console import printable
    from a11ycheck.exporters import message

    rule, finding = question.rule, question.finding
    if finding is None:
        return f"[{int(rule.level)}] {rule.id}  {rule.name.get(lang)}"
    text = message(rule, finding.key, finding.data, lang)
    return printable(f"[{int(rule.level)}] {rule.id}  {finding.fingerprint}  {question.page}  {text}")
