"""``a11ycheck rules``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from a11ycheck.cli.options import STANDARDS, lang_option
from a11ycheck.cli.sheets import sheet

if TYPE_CHECKING:
    from a11ycheck.api.ruleset import Ruleset
    from a11ycheck.model import Rule

_overlay = click.option(
    "--rulesets",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of own rule files, laid over the built-in ones.",
)


@click.group()
def rules() -> None:
    """Shows and tests the rules.

    \b
    Examples:
      a11ycheck rules list --level 1
      a11ycheck rules show vague-link-text --lang en
      a11ycheck rules book > rules.md
      a11ycheck rules sheet --phase operate --level 1 --out checksheet.xlsx
      a11ycheck rules test --rulesets our-rules/
    """


rules.add_command(sheet)


@rules.command("list")
@_overlay
@lang_option
@click.option("--level", type=click.IntRange(1, 3), help="Only this level.")
@click.option(
    "--axis",
    type=click.Choice(["accessibility", "usability", "procedure", "freshness"]),
    help="Only this quality axis.",
)
@click.option("--method", type=click.Choice(["automatic", "assisted", "manual"]), help="Only rules decided so.")
@click.option(
    "--standard", type=click.Choice(STANDARDS), help="Only rules about a level A or AA criterion of this standard."
)
@click.option("--item", metavar="ID", help="Only rules for this check item, e.g. WC-1.1.1.")
@click.option(
    "--phase", type=click.Choice(["design", "build", "operate"]), help="Only rules that are checked in this phase."
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_rules(rulesets: tuple[Path, ...], lang: str, format_: str, **wanted: Any) -> None:
    """Lists the rules, one a line: level, id, check item, method, quality axis, marks, name. Counts go to stderr."""
    ruleset = _load(rulesets)
    _verify_item(wanted["item"], ruleset)
    chosen = [rule for rule in ruleset.known if _wanted(rule, ruleset, **wanted)]
    if format_ == "json":
        import msgspec

        from a11ycheck.exporters import rule_part

        text = msgspec.json.encode([rule_part(rule) for rule in chosen]).decode()
        click.echo(msgspec.json.format(text, indent=2))
    else:
        for rule in chosen:
            marks = "off" if rule.disabled else "advice" if rule.advice else "-"
            columns = f"{rule.id:<36} {rule.item:<11} {rule.method:<9} {rule.quality:<13} {marks:<6}"
            click.echo(f"{int(rule.level)}  {columns} {rule.name.get(lang)}")
    for level in (1, 2, 3):
        click.echo(f"Level {level}: {sum(rule.level == level for rule in chosen)}", err=True)
    click.echo(f"Total: {len(chosen)}", err=True)


def _wanted(
    rule: Rule,
    ruleset: Ruleset,
    *,
    level: int | None,
    axis: str | None,
    method: str | None,
    standard: str | None,
    item: str | None,
    phase: str | None,
) -> bool:
    from a11ycheck.model import Standard
    from a11ycheck.rules.profile import spoken_for

    return (
        (level is None or rule.level == level)
        and (axis is None or rule.quality == axis)
        and (method is None or rule.method == method)
        and (item is None or rule.item == item)
        and (phase is None or phase in rule.phases)
        and (standard is None or bool(spoken_for(rule, Standard(standard), ruleset.scheme.criteria)))
    )


def _verify_item(item: str | None, ruleset: Ruleset) -> None:
    import difflib

    from a11ycheck.errors import UsageError

    if item is None or item in ruleset.scheme.items:
        return
    near = difflib.get_close_matches(item, ruleset.scheme.items, n=3)
    hint = f" Did you mean {', '.join(near)}?" if near else " See docs/levels.md."
    raise UsageError(f"There is no check item “{item}”.{hint}")


@rules.command()
@click.argument("rule_id", metavar="ID")
@_overlay
@lang_option
def show(rule_id: str, rulesets: tuple[Path, ...], lang: str) -> None:
    """Shows one rule: what it demands, why, how to fix it, examples."""
    from a11ycheck.api.ruleset import unknown_rule
    from a11ycheck.errors import UsageError
    from a11ycheck.exporters.rulebook import rule_chapter

    ruleset = _load(rulesets)
    found = {rule.id: rule for rule in ruleset.known}
    if rule_id not in found:
        raise UsageError(unknown_rule(rule_id, set(found)))
    click.echo(rule_chapter(found[rule_id], ruleset.scheme.items, lang))


@rules.command()
@_overlay
@lang_option
def book(rulesets: tuple[Path, ...], lang: str) -> None:
    """Prints the whole rule book as Markdown."""
    from a11ycheck.exporters.rulebook import rule_book

    ruleset = _load(rulesets)
    click.echo(rule_book(ruleset.known, ruleset.scheme.items, lang))


@rules.command("test")
@click.argument("rule_ids", nargs=-1, metavar="[ID...]")
@_overlay
def run_tests(rule_ids: tuple[str, ...], rulesets: tuple[Path, ...]) -> int:
    """Runs the examples of the rule files in the browser; exit code 1 if one is not kept."""
    import asyncio

    from a11ycheck.api.rule_tests import RuleTester
    from a11ycheck.api.ruleset import unknown_rule
    from a11ycheck.errors import UsageError

    known = {rule.id: rule for rule in _load(rulesets).known}
    for id_ in rule_ids:
        if id_ not in known:
            raise UsageError(unknown_rule(id_, set(known)))
    chosen: list[Rule] = [known[id_] for id_ in rule_ids] or list(known.values())

    async def run() -> int:
        broken = 0
        async with RuleTester() as tester:
            for rule in chosen:
                failures = await tester.failures(rule)
                broken += bool(failures)
                for failure in failures:
                    click.echo(failure)
        click.echo(f"{len(chosen) - broken} rules keep their examples, {broken} do not")
        return 1 if broken else 0

    return asyncio.run(run())


def _load(rulesets: tuple[Path, ...]) -> Ruleset:
    from a11ycheck.api.ruleset import load_ruleset
    from a11ycheck.settings import ScanSettings

    return load_ruleset(ScanSettings(rulesets=rulesets))
