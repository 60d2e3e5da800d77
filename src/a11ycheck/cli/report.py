"""``a11ycheck report``."""

from __future__ import annotations

from pathlib import Path

import click

from a11ycheck.cli.options import BINARY, FORMATS, STANDARDS, db_option, lang_option
from a11ycheck.cli.values import CommaList


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
@click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    help="Whose criteria the report goes through.  [default: as scanned]",
)
@lang_option
def report(scan_id: str, db: str | None, out: Path, formats: tuple[str, ...], standard: str | None, lang: str) -> None:
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

    if out == Path("-") and (len(formats) != 1 or formats[0] in BINARY):
        raise UsageError("--out - takes one text format, e.g. --format json --out -")
    with open_store(db) as store:
        data = report_input(store.scan(scan_id), store, standard=standard)
        write_reports(data, formats, sys.stdout if out == Path("-") else out, lang)
    if out != Path("-"):
        click.echo(f"Report: {out}", err=True)
