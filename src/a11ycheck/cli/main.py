"""The command line: words and exit codes. Nothing is decided here.

Exit codes: 0 nothing at or above the gate; 1 the gate failed; 2 wrong usage, configuration or rule
file; 3 the scan is not to be trusted. 3 wins over 1.
"""

from __future__ import annotations

import logging
import os
import sys

import click

from a11ycheck import __version__
from a11ycheck.cli import check, demo, doctor, history, report, review, rules, scan, schema, text
from a11ycheck.errors import A11yCheckError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", prog_name="a11ycheck")
def cli() -> None:
    """Checks government web sites for accessibility and usability, on three levels.

    \b
    Examples:
      a11ycheck scan https://www.city.example.lg.jp/
      a11ycheck scan https://staging.example.lg.jp/ --basic-auth-env STAGING_LOGIN --ignore-robots
      a11ycheck check page.html --format json --out -
      a11ycheck history compare latest~1 latest
      a11ycheck text draft.docx
      a11ycheck demo

    Exit codes: 0 nothing at or above the gate, 1 the gate failed, 2 wrong usage,
    3 the scan is not to be trusted.
    """


for command in (
    scan.scan,
    check.check,
    rules.rules,
    history.history,
    report.report,
    review.review,
    text.check_words,
    schema.schema,
    demo.demo,
    doctor.doctor,
):
    cli.add_command(command)


def main() -> None:
    """Runs the command line; every foreseen failure is one sentence and its exit code."""
    logging.getLogger().addHandler(_Notes())
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("a11ycheck: interrupted", err=True)
        status = 3
    except A11yCheckError as error:
        click.echo(f"a11ycheck: {_printable(str(error))}", err=True)
        status = error.exit_code
    except BrokenPipeError:
        # The reader of stdout (head, less) has gone: say nothing, and let nothing be flushed there any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 3
    except Exception as error:  # a fault of ours: one sentence for the user, the details on request
        if os.environ.get("A11YCHECK_DEBUG"):
            raise
        click.echo(
            f"a11ycheck: internal error: {type(error).__name__}: {_printable(str(error))[:300]} "
            "(please report it; A11YCHECK_DEBUG=1 shows where)",
            err=True,
        )
        status = 3
    sys.exit(status if isinstance(status, int) else 0)


class _Notes(logging.Handler):
    """Shows what a11ycheck logs as one sentence each, once; A11YCHECK_DEBUG=1 shows all there is."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._told: set[tuple[str, str]] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if os.environ.get("A11YCHECK_DEBUG"):
            click.echo(self.format(record), err=True)
            return
        # The first value says what failed, the others on which page: once is enough.
        first = str(record.args[0]) if isinstance(record.args, tuple) and record.args else ""
        if not record.name.startswith("a11ycheck") or (record.msg, first) in self._told:
            return
        self._told.add((record.msg, first))
        error = record.exc_info[1] if record.exc_info else None
        reason = f" ({type(error).__name__}: {error})" if error else ""
        click.echo(f"a11ycheck: note: {_printable(record.getMessage() + reason)[:500]}", err=True)


def _printable(text: str) -> str:
    """Without control characters: an address out of a page must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


if __name__ == "__main__":
    main()
