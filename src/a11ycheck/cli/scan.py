"""``a11ycheck scan``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from a11ycheck.cli.options import (
    FORMATS,
    browser_options,
    browser_settings,
    config_option,
    db_option,
    fail_on,
    gate_options,
    lang_option,
    max_file_size_option,
    rule_options,
)
from a11ycheck.cli.values import CommaList, FileCount


@click.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@config_option
@click.option("--max-pages", type=click.IntRange(1), default=1000, show_default=True, help="Pages to check at most.")
@click.option("--max-depth", type=click.IntRange(0), default=None, help="Clicks from the start page at most.")
@click.option(
    "--scope",
    type=click.Choice(["host", "domain", "path"]),
    default="host",
    show_default=True,
    help="Stay on the host, the registrable domain, or below the start address.",
)
@click.option(
    "--include", multiple=True, metavar="PATTERN", help="Only these addresses: a glob on path and query, or re:REGEX."
)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Not these addresses.")
@click.option(
    "--sitemap",
    default="auto",
    show_default=True,
    metavar="auto|off|URL",
    help="Where pages are looked up besides links.",
)
@click.option("--sample", default="", metavar="random:N", help="Check only N pages, drawn from the sitemap or list.")
@click.option("--seed", type=int, default=1, show_default=True, help="Makes the sample repeatable.")
@click.option(
    "--urls-from",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE|-",
    help="Check these pages, one address a line, without crawling.",
)
@click.option("--ignore-robots", is_flag=True, help="Visit what robots.txt forbids: for your own staging site.")
@click.option(
    "--delay", type=click.FloatRange(0, 60), default=0.0, show_default=True, help="Seconds between two pages of a host."
)
@click.option(
    "--check-external", is_flag=True, help="Ask the sites that pages link to whether the linked pages are there."
)
@click.option(
    "--max-external",
    type=click.IntRange(1, 100_000),
    default=1000,
    show_default=True,
    help="Links to other sites to ask at most.",
)
@click.option(
    "--files",
    type=FileCount(),
    default="50",
    show_default=True,
    metavar="none|N|all",
    help="Read so many PDF, Office and CSV files, the first ones found.",
)
@max_file_size_option
@click.option("--name", default="", metavar="TEXT", help="The site's name in reports and history.  [default: its host]")
@browser_options
@rule_options
@gate_options
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
    default="html,json",
    show_default=True,
    metavar=",".join(FORMATS),
    help="Reports to write.",
)
@click.option(
    "--save-snapshots",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep what was gathered, to judge it again.",
)
@db_option
@lang_option
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
@click.option("-v", "--verbose", is_flag=True, help="A line for every page.")
@click.pass_context
def scan(
    ctx: click.Context, /, urls: tuple[str, ...], urls_from: Any, quiet: bool, verbose: bool, **options: Any
) -> int:
    """Crawls a site, judges every page, writes reports and keeps the result in the history.

    \b
    Examples:
      a11ycheck scan https://www.city.example.lg.jp/
      a11ycheck scan https://www.city.example.lg.jp/ --max-pages 200 --exclude '/event/*' --lang en
      a11ycheck scan https://staging.example.lg.jp/ --basic-auth-env STAGING_LOGIN \\
          --ignore-https-errors --ignore-robots
      a11ycheck scan https://www.city.example.lg.jp/ --fail-on 1 --baseline accepted.json --format junit,json
      a11ycheck scan https://www.city.example.lg.jp/ --sample random:40
    """
    from a11ycheck.cli.running import Request, execute, read_urls
    from a11ycheck.settings import ScanSettings

    listed = read_urls(urls_from) if urls_from is not None else ()
    out, formats, lang, db = (options.pop(name) for name in ("out", "formats", "lang", "db"))
    gate = {name: options.pop(name) for name in ("update_baseline", "baseline_reason")}
    settings = ScanSettings(browser=browser_settings(options), fail_on=fail_on(options.pop("fail_on")), **options)
    return execute(
        Request(
            starts=urls,
            urls=listed,
            settings=settings,
            out=out,
            formats=formats,
            lang=lang,
            db=db,
            quiet=quiet,
            verbose=verbose,
            **gate,
        )
    )
