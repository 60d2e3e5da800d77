"""``a11ycheck check``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from a11ycheck.cli.options import (
    FORMATS,
    browser_options,
    browser_settings,
    config_option,
    fail_on,
    gate_options,
    lang_option,
    max_file_size_option,
    rule_options,
)
from a11ycheck.cli.values import CommaList


@click.command()
@click.argument("targets", nargs=-1, metavar="TARGET...")
@config_option
@click.option(
    "--urls-from",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE|-",
    help="More targets, one a line.",
)
@click.option(
    "--snapshot",
    "snapshots",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE|DIR",
    help="Judge what “scan --save-snapshots” kept, without a browser.",
)
@max_file_size_option
@browser_options
@rule_options
@gate_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    default=None,
    metavar="DIR|-",
    help="Folder for the reports; - writes a single format to stdout.  [default: findings on stdout]",
)
@click.option(
    "--format", "formats", type=CommaList(FORMATS), default=None, metavar=",".join(FORMATS), help="Reports to write."
)
@lang_option
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
@click.option("-v", "--verbose", is_flag=True, help="A line for every page.")
def check(
    targets: tuple[str, ...],
    urls_from: Any,
    snapshots: tuple[Path, ...],
    out: Path | None,
    formats: tuple[str, ...] | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> int:
    """Judges single pages, or local HTML, PDF, Office and CSV files. Follows no links and keeps no history.

    \b
    Examples:
      a11ycheck check https://www.city.example.lg.jp/kurashi/
      a11ycheck check page.html other.html --level 1
      a11ycheck check annai.pdf jinko.csv
      a11ycheck check page.html --format json --out -
      a11ycheck check --snapshot snapshots/
    """
    from a11ycheck.cli.running import Request, execute, read_lines
    from a11ycheck.settings import ScanSettings

    listed = (*targets, *(read_lines(urls_from) if urls_from is not None else ()))
    lang = options.pop("lang")
    gate = {name: options.pop(name) for name in ("update_baseline", "baseline_reason")}
    settings = ScanSettings(
        browser=browser_settings(options),
        fail_on=fail_on(options.pop("fail_on")),
        # The user names every page: nothing is crawled, so robots.txt and sitemaps play no part.
        ignore_robots=True,
        sitemap="off",
        max_pages=max(1, len(listed)),
        files=None,
        **options,
    )
    return execute(
        Request(
            starts=(),
            urls=listed,
            settings=settings,
            out=out,
            formats=formats or ("json",),
            lang=lang,
            db=None,
            quiet=quiet,
            verbose=verbose,
            keep=False,
            snapshots=snapshots,
            **gate,
        )
    )
