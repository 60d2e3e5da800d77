"""``a11ycheck schema``."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Prints the JSON Schema of scan.json.

    \b
    Example:
      a11ycheck schema > scan.schema.json
    """
    import json

    from a11ycheck.exporters.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
