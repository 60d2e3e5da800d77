"""``a11ycheck doctor``."""

from __future__ import annotations

import click

from a11ycheck.cli.options import db_option


@click.command()
@db_option
def doctor(db: str | None) -> int:
    """Tells what works on this machine, and what to do about the rest.

    \b
    Example:
      a11ycheck doctor

    Exit code 3 if a scan cannot work.
    """
    from a11ycheck.api.health import examine

    healthy = True
    for part in examine(db):
        mark = "ok  " if part.ok else "warn" if part.optional else "FAIL"
        click.echo(f"[{mark}] {part.name}: {part.detail}")
        if part.advice:
            click.echo(f"       → {part.advice}")
        healthy = healthy and (part.ok or part.optional)
    return 0 if healthy else 3
