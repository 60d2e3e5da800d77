"""``a11ycheck history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from a11ycheck.cli.options import db_option, lang_option

if TYPE_CHECKING:
    from a11ycheck.model import Finding, Scan


@click.group()
def history() -> None:
    """Looks at earlier scans.

    A scan is named by its id, the beginning of it, “latest”, or “latest~1” for the one before.

    \b
    Examples:
      a11ycheck history list
      a11ycheck history show latest
      a11ycheck history compare latest~1 latest
      a11ycheck history trend --site www.city.example.lg.jp
      a11ycheck history delete 20261101-0900
    """


@history.command("list")
@db_option
@click.option("--site", help="Only this site.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many, newest first.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_scans(db: str | None, site: str | None, limit: int, format_: str) -> None:
    """Lists scans, newest first."""
    from a11ycheck.history import open_store

    with open_store(db) as store:
        scans = store.scans(site, limit)
    if format_ == "json":
        _json([_brief(scan) for scan in scans])
        return
    if not scans:
        click.echo("No scan is stored yet.", err=True)
    for scan in scans:
        scores = " ".join(_score(level.total.score) for level in scan.score)
        about = f"{scan.state:<11} {scan.pages_checked:>6} pages  {scores:<18} {_clean(scan.site)}"
        click.echo(f"{scan.id}  {scan.started:%Y-%m-%d %H:%M}  {about}")


@history.command()
@click.argument("scan_id", metavar="SCAN", default="latest")
@db_option
@lang_option
def show(scan_id: str, db: str | None, lang: str) -> None:
    """Shows one scan: scores, pages, the rules with most findings."""
    from collections import Counter

    from a11ycheck.api.reporting import reviewed
    from a11ycheck.cli.console import print_summary
    from a11ycheck.history import open_store

    with open_store(db) as store:
        scan = reviewed(store.scan(scan_id), store)
        failed = Counter(f.rule_id for f in store.findings(scan.id) if f.outcome == "failed")
    print_summary(scan, lang)
    rules = {rule.id: rule for rule in scan.rules}
    for rule_id, count in failed.most_common(20):
        rule = rules.get(rule_id)
        click.echo(
            f"{count:>7,}  [{int(rule.level) if rule else '?'}] {rule_id}  {rule.name.get(lang) if rule else ''}"
        )


@history.command()
@click.argument("before", metavar="BEFORE", default="latest~1")
@click.argument("after", metavar="AFTER", default="latest")
@db_option
@lang_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def compare(before: str, after: str, db: str | None, lang: str, format_: str) -> None:
    """Compares two scans: new, fixed, remaining, not comparable and why."""
    from collections import Counter

    from a11ycheck.engine.compare import compare as compare_scans
    from a11ycheck.history import open_store

    with open_store(db) as store:
        first, second = store.scan(before), store.scan(after)
        result = compare_scans(first, store.pages(first.id), second, store.pages(second.id))
    if format_ == "json":
        _json(result)
        return
    words = {
        "ja": ("新しい指摘", "解消した指摘", "残っている指摘", "比べられない指摘"),
        "en": ("New", "Fixed", "Remaining", "Not comparable"),
    }[lang]
    click.echo(f"{first.id} → {second.id}")
    for name, findings in zip(words, (result.new, result.fixed, result.remaining), strict=False):
        click.echo(f"{name}: {len(findings):,}")
        _by_rule(findings)
    click.echo(f"{words[3]}: {len(result.uncompared):,}")
    for (reason, side), count in sorted(Counter((u.reason, u.side) for u in result.uncompared).items()):
        click.echo(f"  {count:>6,}  {reason} ({side})")


@history.command()
@db_option
@lang_option
@click.option("--site", help="The site.  [default: that of the latest scan]")
@click.option("--limit", type=click.IntRange(2), default=24, show_default=True, help="At most so many scans.")
def trend(db: str | None, lang: str, site: str | None, limit: int) -> None:
    """Shows how the scores of a site went, oldest scan first."""
    from a11ycheck.engine.compare import trend as trend_of
    from a11ycheck.history import open_store

    with open_store(db) as store:
        site = site or store.scan("latest").site
        scans = store.scans(site, limit)
    head = (
        ("日付", "ページ", "レベル1", "レベル2", "レベル3", "備考")
        if lang == "ja"
        else ("Date", "Pages", "L1", "L2", "L3", "Note")
    )
    click.echo("\t".join(head))
    for row in trend_of(scans):
        scores = "\t".join(_score(score) for score in row.scores)
        click.echo(f"{row.started:%Y-%m-%d}\t{row.pages}\t{scores}\t{', '.join(row.notes)}")


@history.command()
@click.argument("scan_id", metavar="SCAN")
@db_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(scan_id: str, db: str | None, yes: bool) -> None:
    """Deletes one scan from the history."""
    from a11ycheck.history import open_store

    with open_store(db) as store:
        scan = store.scan(scan_id)
        if not yes:
            click.confirm(
                f"Delete the scan {scan.id} of {_clean(scan.site)}, {scan.pages_checked} pages?", abort=True, err=True
            )
        store.delete(scan.id)
    click.echo(f"Deleted {scan.id}.", err=True)


def _by_rule(findings: tuple[Finding, ...]) -> None:
    from collections import Counter

    for rule_id, count in Counter(f.rule_id for f in findings).most_common(15):
        click.echo(f"  {count:>6,}  {rule_id}")


def _brief(scan: Scan) -> dict[str, object]:
    return {
        "id": scan.id,
        "site": scan.site,
        "started": scan.started,
        "state": scan.state,
        "pages_checked": scan.pages_checked,
        "pages_broken": scan.pages_broken,
        "scores": {str(int(level.level)): level.total.score for level in scan.score},
    }


def _json(value: object) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.1f}"


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)
