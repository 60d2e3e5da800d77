"""Judges the W3C ACT test cases and says how consistent the rules are, as W3C counts it.

    python benchmarks/act.py --cases DIR [--rule ACTID …] [--json FILE]

DIR holds ``testcases.json`` and the files beside it
(https://www.w3.org/WAI/content-assets/wcag-act-rules/testcases.json; W3C Document License).

Our outcome for a case is that of all our rules which name its ACT rule under ``act:``: failed if one
failed, else cantTell, passed, inapplicable. Counting: a *failed* where a pass or nothing was expected makes
an ACT rule *inconsistent*; it is *complete* when no failed case was called passed or inapplicable, nothing is
untested, and at least one failed case was found; *partial* when something was found and nothing is wrong. Where
an ACT rule has approved cases, only those count. No rule sees a case's path or title.
"""

from __future__ import annotations

import argparse
import asyncio
import http.server
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from a11ycheck.api.ruleset import load_ruleset
from a11ycheck.browser.gatherer import BrowserGatherer
from a11ycheck.checks.api import SiteCheck
from a11ycheck.engine.evaluate import evaluate
from a11ycheck.engine.ports import Unchecked
from a11ycheck.engine.registry import BoundRule, axe_ids, bind
from a11ycheck.model import Outcome, Page, ProblemKind
from a11ycheck.settings import BrowserSettings, ScanSettings

PREFIX = "/WAI/content-assets/wcag-act-rules/"
Case = dict[str, object]


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
    parser.add_argument("--json", type=Path, help="write every case's outcome here")
    options = parser.parse_args()
    cases = json.loads((options.cases / "testcases.json").read_text(encoding="utf-8"))["testcases"]
    rules = all_rules()
    mapped = {act for bound in rules for act in bound.rule.act}
    cases = [c for c in cases if c["ruleId"] in mapped and (not options.rule or c["ruleId"] in options.rule)]
    with served(options.cases) as url:
        outcomes = asyncio.run(judge(cases, rules, url))
    if options.json:
        options.json.write_text(json.dumps(list(zip(cases, outcomes, strict=True)), ensure_ascii=False, indent=1))
    report(cases, outcomes)


def all_rules() -> tuple[BoundRule, ...]:
    """Every page rule that names an ACT rule, those that are off by default included."""
    known = load_ruleset(ScanSettings()).known
    return tuple(b for b in bind(rule for rule in known if rule.act) if not isinstance(b.check, SiteCheck))


async def judge(cases: list[Case], rules: tuple[BoundRule, ...], url: str) -> list[str]:
    """Our outcome for every case, in order."""
    settings = BrowserSettings(timeout=15, settle=1.0, concurrency=2)
    async with BrowserGatherer(settings, axe_ids(b.rule for b in rules), lambda _: True) as gatherer:
        return list(await asyncio.gather(*(one(case, rules, url, gatherer) for case in cases)))


async def one(case: Case, rules: tuple[BoundRule, ...], url: str, gatherer: BrowserGatherer) -> str:
    """Our outcome for one case."""
    snapshot = await gatherer.gather(Page(url=f"{url}{PREFIX}{case['relativePath']}", depth=1))
    if isinstance(snapshot, Unchecked):
        # The rules are about HTML pages: an SVG or XML document is none.
        return "inapplicable" if snapshot.problem.kind is ProblemKind.NOT_HTML else "untested"
    result = evaluate(snapshot, [b for b in rules if case["ruleId"] in b.rule.act]).result
    found = {count.outcome for count in result.outcomes.values()}
    order = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)
    return next((str(outcome) for outcome in order if outcome in found), "untested")


def report(cases: list[Case], outcomes: list[str]) -> None:
    """Prints a line for every ACT rule, and the sums."""
    by_rule: dict[str, list[tuple[Case, str]]] = defaultdict(list)
    for case, outcome in zip(cases, outcomes, strict=True):
        by_rule[str(case["ruleId"])].append((case, outcome))
    sums: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    found, wrong = Counter[bool](), Counter[bool]()
    for rule_id, pairs in sorted(by_rule.items()):
        approved = any(case.get("approved") for case, _ in pairs)
        counted = [pair for pair in pairs if pair[0].get("approved") or not approved]
        kind = consistency(counted)
        sums[approved][kind] += 1
        hits = sum(c["expected"] == "failed" and o == "failed" for c, o in counted)
        failing = sum(c["expected"] == "failed" for c, _ in counted)
        false = sum(c["expected"] != "failed" and o == "failed" for c, o in counted)
        found[approved] += hits
        wrong[approved] += false
        asked = sum(o == "cantTell" for _, o in counted)
        mark = "approved" if approved else "proposed"
        print(
            f"{rule_id} {mark} {kind:<12} {hits:>3}/{failing:<3} found, {false} false, "
            f"{asked} cantTell  {pairs[0][0]['ruleName']}"
        )
    for approved, name in ((True, "approved"), (False, "proposed")):
        print(
            f"{name}: {dict(sums[approved])}, failed cases found {found[approved]}, false positives {wrong[approved]}"
        )


def consistency(pairs: list[tuple[Case, str]]) -> str:
    """complete, partial, inconsistent or untested, as W3C counts it."""
    if any(case["expected"] != "failed" and outcome == "failed" for case, outcome in pairs):
        return "inconsistent"
    failing = [outcome for case, outcome in pairs if case["expected"] == "failed"]
    if "failed" not in failing:
        return "untested"
    missed = any(outcome in ("passed", "inapplicable", "untested") for outcome in failing)
    return "partial" if missed or any(outcome == "untested" for _, outcome in pairs) else "complete"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The cases on a free port of this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    main()
