"""``a11ycheck report``."""

from __future__ import annotations

from pathlib import Path

import click

from a11ycheck.cli.options import FORMATS, CommaList, db_option, lang_option


@click.command()
@click.argument("scan_id", metavar="SCAN", default="latest")
@db_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("a11ycheck-report"),
    show_default=True,
    metavar="DIR|-",
    help="Folder for the reports; - writes a single format to stdout.",
)
@click.option(
    "--format",
    "formats",
    type=CommaList(FORMATS),
    default="html",
    show_default=True,
    metavar=",".join(FORMATS),
    help="Reports to write.",
)
@lang_option
def report(scan_id: str, db: str | None, out: Path, formats: tuple[str, ...], lang: str) -> None:
    """Writes reports of a stored scan again, in any format.

    \b
    Examples:
      a11ycheck report latest
      a11ycheck report 20261123-0900 --format csv,markdown --lang en --out report-en
      a11ycheck report latest --format json --out -
    """
    import sys

    from a11ycheck.api.reporting import report_input, write_reports
    from a11ycheck.errors import UsageError
    from a11ycheck.history import open_store

    if out == Path("-") and (len(formats) != 1 or formats == ("html",)):
        raise UsageError("--out - takes one format other than html, e.g. --format json --out -")
    with open_store(db) as store:
        data = report_input(store.scan(scan_id), store)
        write_reports(data, formats, sys.stdout if out == Path("-") else out, lang)
    if out != Path("-"):
        click.echo(f"Report: {out}", err=True)
