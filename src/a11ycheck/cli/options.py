"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from a11ycheck.browser.probes import PROBES
from a11ycheck.cli.values import CommaList
from a11ycheck.errors import ConfigError, UsageError
from a11ycheck.settings import BasicAuth, BrowserSettings

CONFIG = "a11ycheck.toml"
FORMATS = ("html", "json", "csv", "xlsx", "junit", "markdown", "earl")
BINARY = ("html", "xlsx")
"""Formats that are no text and cannot go to standard output."""
STANDARDS = ("jis2016", "wcag22")
Command = Callable[..., Any]


def max_file_size_option(command: Command) -> Command:
    """How large a file may be."""
    return click.option(
        "--max-file-size",
        type=click.FloatRange(0.1, 1000),
        default=30.0,
        show_default=True,
        metavar="MB",
        help="Files larger than this are not read.",
    )(command)


def config_option(command: Command) -> Command:
    """``--config``: a TOML file whose values are the options' defaults."""
    return click.option(
        "--config",
        type=click.Path(dir_okay=False, path_type=Path),
        is_eager=True,
        expose_value=False,
        callback=_read_config,
        help=f"Settings file; every option can stand in it by its name.  [default: ./{CONFIG} if it is there]",
    )(command)


def browser_options(command: Command) -> Command:
    """How pages are opened."""
    options = [
        click.option("--basic-auth-env", metavar="NAME", help="Environment variable that holds USER:PASSWORD."),
        click.option(
            "--storage-state",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Login state as Playwright saves it (playwright codegen --save-storage FILE URL).",
        ),
        click.option(
            "--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="Sent to the start hosts only."
        ),
        click.option("--ignore-https-errors", is_flag=True, help="Accept certificates that cannot be verified."),
        click.option("--user-agent", metavar="TEXT", help="Replaces the user agent (by default it names a11ycheck)."),
        click.option(
            "--timeout",
            type=click.FloatRange(1, 600),
            default=30.0,
            show_default=True,
            help="Seconds for a page's document to arrive.",
        ),
        click.option(
            "--concurrency",
            type=click.IntRange(1, 32),
            default=None,
            help="Tabs.  [default: one per two processors, 2 to 4]",
        ),
        click.option(
            "--probe",
            "probes",
            type=CommaList(tuple(PROBES)),
            default=(),
            help="Use each page: keyboard presses Tab all through it, motion watches it. Costs seconds a page.",
        ),
        click.option(
            "--axe-script", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A newer axe.min.js."
        ),
    ]
    return _apply(options, command)


def rule_options(command: Command) -> Command:
    """Which rules judge."""
    options = [
        click.option(
            "--level", type=click.IntRange(1, 3), default=3, show_default=True, help="Judge levels 1 up to this one."
        ),
        click.option(
            "--standard",
            type=click.Choice(STANDARDS),
            default="jis2016",
            show_default=True,
            help="Whose criteria the report goes through: JIS X 8341-3:2016 or WCAG 2.2, levels A and AA.",
        ),
        click.option(
            "--rulesets",
            multiple=True,
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="Folder of own rule files, laid over the built-in ones.",
        ),
        click.option(
            "--enable-rule", "enable_rules", multiple=True, metavar="ID", help="A rule that is off by default."
        ),
        click.option("--disable-rule", "disable_rules", multiple=True, metavar="ID", help="A rule to leave out."),
    ]
    return _apply(options, command)


def gate_options(command: Command) -> Command:
    """What makes the exit code 1."""
    options = [
        click.option(
            "--fail-on",
            type=click.Choice(["1", "2", "3", "never"]),
            default="1",
            show_default=True,
            help="Exit code 1 on failures of levels 1 up to this one.",
        ),
        click.option(
            "--baseline",
            type=click.Path(dir_okay=False, path_type=Path),
            help="File of accepted findings: they do not fail the gate.",
        ),
        click.option("--update-baseline", is_flag=True, help="Write the failures found now to the baseline file."),
        click.option("--baseline-reason", metavar="TEXT", default="", help="Reason noted for findings newly accepted."),
        click.option(
            "--max-broken",
            type=click.FloatRange(0, 1),
            default=0.2,
            show_default=True,
            help="Share of pages that may stay unchecked (else exit code 3).",
        ),
    ]
    return _apply(options, command)


def lang_option(command: Command) -> Command:
    """The reader's language."""
    return click.option(
        "--lang",
        type=click.Choice(["ja", "en"]),
        default="ja",
        show_default=True,
        help="Language of reports and summary.",
    )(command)


def db_option(command: Command) -> Command:
    """Where the history is."""
    return click.option(
        "--db", metavar="FILE|URL", help="History database.  [default: A11YCHECK_DB, or a file in the user data folder]"
    )(command)


def browser_settings(options: dict[str, Any]) -> BrowserSettings:
    """Takes the options of ``browser_options`` out of ``options``."""
    concurrency = options.pop("concurrency") or min(4, max(2, (os.cpu_count() or 2) // 2))
    return BrowserSettings(
        axe_script=options.pop("axe_script"),
        user_agent=options.pop("user_agent"),
        headers=dict(_header(text) for text in options.pop("headers")),
        basic_auth=_basic_auth(options.pop("basic_auth_env")),
        storage_state=options.pop("storage_state"),
        ignore_https_errors=options.pop("ignore_https_errors"),
        timeout=options.pop("timeout"),
        concurrency=concurrency,
        probes=options.pop("probes"),
    )


def fail_on(value: str) -> int | None:
    """The gate's level; None for never."""
    return None if value == "never" else int(value)


def _apply(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not name.strip() or not name.strip().replace("-", "").isalnum() or "\n" in value:
        raise UsageError("A header is written as 'Name: value', e.g. --header 'X-Staging: 1'.")
    return name.strip().lower(), value.strip()


def _basic_auth(variable: str | None) -> BasicAuth | None:
    if not variable:
        return None
    value = os.environ.get(variable, "")
    user, colon, password = value.partition(":")
    if not colon or not user:
        raise UsageError(f"The environment variable {variable} does not hold USER:PASSWORD.")
    return BasicAuth(user=user, password=password)


def _read_config(ctx: click.Context, param: click.Parameter, path: Path | None) -> None:
    if path is None:
        path = Path(CONFIG)
        if not path.exists():
            return
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: the settings file cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: the settings file is not UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: the settings file is not valid TOML: {error}.") from error
    ctx.default_map = {**(ctx.default_map or {}), **_defaults(ctx, path, values)}


def _defaults(ctx: click.Context, path: Path, values: dict[str, Any]) -> dict[str, Any]:
    """The settings of a file as defaults of the command's options, each with a value that the option takes."""
    known = {
        name.lstrip("-").replace("-", "_"): option
        for option in ctx.command.params
        if isinstance(option, click.Option) and option.expose_value
        for name in (*option.opts, option.name or "")
    }
    defaults: dict[str, Any] = {}
    for name, value in values.items():
        plain = name.replace("-", "_")
        option = known.get(plain)
        if option is None or option.name is None:
            # A setting of another command may stand in the shared file; a misspelt one may not.
            if plain in _SHARED:
                continue
            near = difflib.get_close_matches(plain, {*known, *_SHARED}, n=1)
            hint = f"Did you mean “{near[0].replace('_', '-')}”?" if near else f"See “{ctx.info_name} --help”."
            raise ConfigError(f"{path}: there is no setting “{name}”. {hint}")
        try:
            defaults[option.name] = _default(option, value)
            if not isinstance(option.type, click.File):  # it is opened when it is needed
                option.type_cast_value(ctx, defaults[option.name])
        except click.BadParameter as error:
            raise ConfigError(f"{path}: the setting “{name}” has a wrong value. {error.message}") from None
    return defaults


def _default(option: click.Option, value: Any) -> Any:
    """A TOML value as the option takes it.

    Raises:
        click.BadParameter: it is of a kind that the option does not take.
    """
    many = option.multiple or isinstance(option.type, CommaList)
    if option.is_flag:
        if not isinstance(value, bool):
            raise click.BadParameter("Write true or false.")
        return value
    if isinstance(value, list) and many and all(isinstance(part, str) for part in value):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise click.BadParameter("Write a list of texts." if many else "Write a single text or number.")
    return [str(value)] if option.multiple else str(value)


_SHARED = frozenset(
    {
        "scope",
        "include",
        "exclude",
        "max_pages",
        "max_depth",
        "sitemap",
        "sample",
        "seed",
        "ignore_robots",
        "delay",
        "check_external",
        "max_external",
        "name",
        "files",
        "max_file_size",
        "level",
        "standard",
        "rulesets",
        "enable_rule",
        "disable_rule",
        "fail_on",
        "baseline",
        "baseline_reason",
        "max_broken",
        "save_snapshots",
        "out",
        "format",
        "lang",
        "db",
        "basic_auth_env",
        "storage_state",
        "header",
        "ignore_https_errors",
        "user_agent",
        "timeout",
        "concurrency",
        "probe",
        "axe_script",
    }
)
