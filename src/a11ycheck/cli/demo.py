"""``a11ycheck demo``."""

from __future__ import annotations

from pathlib import Path

import click

from a11ycheck.cli.options import db_option, lang_option


@click.command()
@db_option
@lang_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-report"),
    show_default=True,
    help="Folder for the reports.",
)
@click.option("--fixed", is_flag=True, help="Scan the repaired copy of the sample site.")
@click.option("--serve-only", is_flag=True, help="Only serve the sample site, until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on 127.0.0.1.  [default: a free one]")
def demo(db: str | None, lang: str, out: Path, fixed: bool, serve_only: bool, port: int) -> int:
    """Serves the bundled sample city site on this machine, scans it and writes the report.

    \b
    Examples:
      a11ycheck demo
      a11ycheck demo --fixed --lang en
      a11ycheck demo --serve-only --port 8000
    """
    import threading

    from a11ycheck.sample.server import serve

    with serve(port=port, fixed=fixed) as url:
        if serve_only:
            click.echo(url)
            threading.Event().wait()
            return 0
        return _scan(url, db=db, lang=lang, out=out)


def _scan(url: str, *, db: str | None, lang: str, out: Path) -> int:
    from a11ycheck.cli.running import Request, execute
    from a11ycheck.settings import ScanSettings

    scores: list[str] = []
    status = execute(
        Request(
            starts=(url,),
            urls=(),
            # The sample is full of planted faults: the demo shows them, it does not fail on them.
            settings=ScanSettings(name="sample-city", fail_on=None, files=50),
            out=out,
            formats=("html", "json"),
            lang=lang,
            db=db,
            quiet=False,
            verbose=False,
            on_done=lambda scanned: scores.extend(
                f"Level {int(level.level)}: {level.total.score}" for level in scanned.scan.score
            ),
        )
    )
    click.echo(f"Report: {(out / 'index.html').resolve()}")
    for line in scores:
        click.echo(line)
    return status
