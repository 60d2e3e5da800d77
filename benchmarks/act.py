"""Judges the W3C ACT test cases and says how consistent the rules are, as W3C counts it.

    python benchmarks/act.py --cases DIR [--rule ACTID …] [--others DIR] [--json FILE] [--earl FILE] [--docs FILE]

DIR holds ``testcases.json`` and the files beside it
(https://www.w3.org/WAI/content-assets/wcag-act-rules/testcases.json; W3C Document License).

Our outcome for a case is that of all our rules which name its ACT rule under ``act:``: failed if one
failed, else cantTell, passed, inapplicable. Counting: a *failed* where a pass or nothing was expected makes
an ACT rule *inconsistent*; it is *complete* when no failed case was called passed or inapplicable, nothing is
untested, at least one failed case was found, and our rules name the success criteria that the ACT rule says a
failure does not satisfy; *partial* when something was found and nothing is wrong. Where an ACT rule has approved
cases, only those count. No rule sees a case's path or title.

``--others`` is a folder of implementation reports as W3C publishes them
(https://www.w3.org/WAI/standards-guidelines/act/implementations/); their figures are counted in the same way and
printed beside ours. ``--earl`` writes every outcome as W3C EARL (JSON-LD), ``--docs`` the tables as Markdown.
"""

from __future__ import annotations

import argparse
import asyncio
import http.server
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import act_earl
from a11ycheck import __version__
from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.browser.gatherer import BrowserGatherer
from a11ycheck.checks.api import SiteCheck
from a11ycheck.engine.evaluate import evaluate
from a11ycheck.engine.ports import Unchecked
from a11ycheck.engine.registry import BoundRule, axe_ids, bind
from a11ycheck.model import Outcome, Page, ProblemKind
from a11ycheck.settings import BrowserSettings, ScanSettings
from act_figures import Case, line, markdown, published, results, summary, total

PREFIX = "/WAI/content-assets/wcag-act-rules/"
Found = dict[str, Outcome]
"""What our rules say of a case, by rule id."""
ABOUT = """\
The W3C ACT Rules Community Group publishes [test cases](https://www.w3.org/WAI/standards-guidelines/act/rules/) for
accessibility rules. `python benchmarks/act.py --cases DIR --others DIR` judges all {cases} of them with every rule of
a11ycheck that names an ACT rule, and counts as W3C does: a *failed* where a pass or nothing was expected makes an ACT
rule inconsistent; complete means that no failed case was called passed or inapplicable (*cantTell*, a question for a
person, is allowed), that at least one was found, and that the success criteria agree. Where an ACT rule has approved
cases, only those count. A case of a rule that needs a probe (how the page moves, a walk with the Tab key) is judged
with that probe. Where a rule of ours stands for a part of a criterion's test only, no criterion is claimed for it.

Judged with {versions}. Every outcome of every rule: [act-results.json](act-results.json), as EARL. The figures of the
other tools are counted from the
[reports that W3C publishes](https://www.w3.org/WAI/standards-guidelines/act/implementations/).

W3C の ACT ルールのテストケース {cases} 件を、a11ycheck のルールで判定した結果です。数え方は W3C と同じです。
他のツールの数値は、W3C が公開している各ツールの報告から数えました。"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the cases at the paths that their own files expect."""

    protocol_version = "HTTP/1.1"
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".xhtml": "application/xhtml+xml",
        ".svg": "image/svg+xml",
        ".vtt": "text/vtt",
        ".js": "text/javascript",
    }

    def translate_path(self, path: str) -> str:
        """The file for a path."""
        return super().translate_path("/" + path.removeprefix(PREFIX).lstrip("/"))

    def log_message(self, *args: object) -> None:
        """Nothing."""


def main() -> None:
    """Judges and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True, help="folder with testcases.json")
    parser.add_argument("--rule", action="append", default=[], help="only this ACT rule")
    parser.add_argument("--others", type=Path, help="folder of other tools' published reports")
    parser.add_argument("--json", type=Path, help="write every case's outcome here")
    parser.add_argument("--earl", type=Path, help="write every rule's outcome of every case here, as EARL")
    parser.add_argument("--docs", type=Path, help="write the tables here, as Markdown")
    options = parser.parse_args()
    cases = json.loads((options.cases / "testcases.json").read_text(encoding="utf-8"))["testcases"]
    cases = [c for c in cases if not options.rule or c["ruleId"] in options.rule]
    rules = all_rules()
    with served(options.cases) as url:
        found, versions = asyncio.run(judge(cases, rules, url))
    outcomes = [combined(by_rule) for by_rule in found]
    if options.json:
        options.json.write_text(json.dumps(list(zip(cases, outcomes, strict=True)), ensure_ascii=False, indent=1))
    counted = results(cases, outcomes, *mapped(rules))
    for result in counted:
        if result.procedures:
            print(line(result))
    tools = [total(f"a11ycheck {__version__}", counted)]
    if options.others:
        tools += [published(path, cases) for path in sorted(options.others.glob("*.json"))]
    for tool in tools:
        print(summary(tool))
    if options.earl:
        act_earl.write(options.earl, cases, found, [b.rule for b in rules])
    if options.docs:
        options.docs.write_text(markdown(tools, counted, ABOUT.format(versions=versions, cases=len(cases))))


def mapped(rules: Sequence[BoundRule]) -> tuple[dict[str, tuple[str, ...]], dict[str, frozenset[str]]]:
    """Our rules, and the success criteria that they name, by ACT rule."""
    ids: dict[str, tuple[str, ...]] = {}
    criteria: dict[str, frozenset[str]] = {}
    for bound in rules:
        named = frozenset(r.partition(":")[2] for r in bound.rule.requirements)
        for act in bound.rule.act:
            ids[act] = (*ids.get(act, ()), bound.rule.id)
            claimed = frozenset() if act in bound.rule.act_parts else named
            criteria[act] = criteria.get(act, frozenset()) | claimed
    return ids, criteria


def all_rules() -> tuple[BoundRule, ...]:
    """Every page rule that names an ACT rule, those that are off by default included."""
    known = load_ruleset(ScanSettings()).known
    return tuple(b for b in bind(rule for rule in known if rule.act) if not isinstance(b.check, SiteCheck))


async def judge(cases: Sequence[Case], rules: tuple[BoundRule, ...], url: str) -> tuple[list[Found], str]:
    """What our rules say of every case, in order, and what judged."""
    # A probe costs seconds a page: only the cases of rules that need one get it.
    judging = [[b.rule for b in rules if case["ruleId"] in b.rule.act] for case in cases]
    needed = [tuple(sorted({name for rule in own for name in rule.probes})) for own in judging]
    outcomes: list[Found] = [{} for _ in cases]
    versions = ""
    for probes in sorted(set(needed)):
        settings = BrowserSettings(timeout=15, settle=1.0, concurrency=2, probes=probes)
        mine = [n for n, names in enumerate(needed) if names == probes]
        async with BrowserGatherer(settings, axe_ids(b.rule for b in rules), lambda _: True) as gatherer:
            said = await asyncio.gather(*(one(cases[n], rules, url, gatherer) for n in mine))
            versions = f"axe-core {gatherer.axe}, {gatherer.browser}"
        for n, outcome in zip(mine, said, strict=True):
            outcomes[n] = outcome
    return outcomes, versions


async def one(case: Case, rules: tuple[BoundRule, ...], url: str, gatherer: BrowserGatherer) -> Found:
    """What our rules say of one case; a case that none of them stands for is not opened."""
    judging = [b for b in rules if case["ruleId"] in b.rule.act]
    if not judging:
        return {}
    snapshot = await gatherer.gather(Page(url=f"{url}{PREFIX}{case['relativePath']}", depth=1))
    if isinstance(snapshot, Unchecked):
        # The rules are about HTML pages: an SVG or XML document is none.
        no_page = snapshot.problem.kind is ProblemKind.NOT_HTML
        return {b.rule.id: Outcome.INAPPLICABLE if no_page else Outcome.UNTESTED for b in judging}
    return {id_: count.outcome for id_, count in evaluate(snapshot, judging).result.outcomes.items()}


def combined(found: Found) -> str:
    """The outcome of all our rules together."""
    order = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)
    return next((str(outcome) for outcome in order if outcome in found.values()), "untested")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The cases on a free port of this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    main()
