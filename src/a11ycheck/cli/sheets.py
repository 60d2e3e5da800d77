"""``a11ycheck rules sheet``."""

from __future__ import annotations

from pathlib import Path

import click

from a11ycheck.cli.options import STANDARDS, db_option, lang_option

_NAMES = {"xlsx": "checksheet.xlsx", "csv": "checksheet.csv", "markdown": "checksheet.md"}


@click.command("sheet")
@click.option(
    "--rulesets",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of own rule files, laid over the built-in ones.",
)
@lang_option
@click.option("--phase", type=click.Choice(["design", "build", "operate"]), help="Only what is checked in this phase.")
@click.option("--level", type=click.IntRange(1, 3), help="Only this level.")
@click.option("--standard", type=click.Choice(STANDARDS), help="In whose words criteria are named.  [default: jis2016]")
@click.option("--scan", "scan_id", metavar="SCAN", help="Fill in what this scan found and where people have to look.")
@db_option
@click.option("--format", "format_", type=click.Choice(list(_NAMES)), default="xlsx", show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE|-",
    help="The file; - writes CSV or Markdown to stdout.  [default: checksheet.xlsx …]",
)
def sheet(
    rulesets: tuple[Path, ...],
    lang: str,
    phase: str | None,
    level: int | None,
    standard: str | None,
    scan_id: str | None,
    db: str | None,
    format_: str,
    out: Path | None,
) -> None:
    """Writes a check sheet for staff and contractors, to be filled in and read back by “review --import”."""
    import sys

    from a11ycheck.api.checksheets import blank_sheet, save_sheet, scan_sheet
    from a11ycheck.errors import UsageError
    from a11ycheck.history import open_store
    from a11ycheck.settings import ScanSettings

    to_stdout = out == Path("-")
    if to_stdout and format_ == "xlsx":
        raise UsageError("A workbook is no text and cannot go to standard output; name a file with --out.")
    if scan_id is None:
        settings = ScanSettings(rulesets=rulesets, standard=standard or "jis2016")
        made = blank_sheet(settings, lang, phase, level)
    else:
        if rulesets:
            raise UsageError("A scan carries its own rules; leave out --rulesets or --scan.")
        with open_store(db) as store:
            made = scan_sheet(store.scan(scan_id), store, lang, phase, level, standard)
    target = out or Path(_NAMES[format_])
    save_sheet(made, format_, sys.stdout if to_stdout else target, lang)
    if not to_stdout:
        click.echo(f"Check sheet: {target} ({len(made.rows)} checks, {len(made.places)} places to review)", err=True)
