"""Snapshot → PageResult: every rule judges, findings are named."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from a11ycheck.checks import burdens, effort, freshness, language_facts, reading
from a11ycheck.checks.api import PageCheck, Site, SiteCheck, SitePage
from a11ycheck.checks.document import Document
from a11ycheck.engine.files import as_seen_by_page_rules, file_language, file_metrics
from a11ycheck.engine.frames import View, views_of
from a11ycheck.engine.identity import digest, page_key
from a11ycheck.engine.ports import Unchecked
from a11ycheck.engine.registry import BoundRule
from a11ycheck.model import (
    Finding,
    Kind,
    Outcome,
    Page,
    PageResult,
    Problem,
    ProblemKind,
    RuleCount,
    Snapshot,
    Verdict,
)

log = logging.getLogger(__name__)
_CONTAINERS = frozenset({"div", "section", "header", "nav", "main", "footer", "aside", "form", "table", "article"})
_TEMPLATE_DEPTH = 7
_WHOLE = frozenset({"html", "head", "body", "title", "meta", "link", "base"})
"""Elements that stand for a document as a whole: in a frame, that is not a page."""


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """What one page gave."""

    result: PageResult
    """How the rules fared."""
    collected: dict[str, Any]
    """By rule id, what the site rules have to know of this page."""
    links: tuple[str, ...]
    """Addresses that the page links to, in document order."""
    violated: tuple[str, ...] = ()
    """Requirements against which a rule found a failure."""

    @property
    def kept(self) -> Kept:
        """What is kept of the page until the site rules judge."""
        return Kept(
            msgspec.structs.replace(self.result, findings=(), outcomes={}, metrics={}), self.collected, self.violated
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """The little of a page that the site rules need."""

    result: PageResult
    """Its result, of which findings, outcomes and metrics may be missing."""
    collected: dict[str, Any] = dataclasses.field(default_factory=dict)
    """By rule id, what the site rules collected."""
    violated: tuple[str, ...] = ()
    """Requirements against which a rule found a failure."""


def evaluate(snapshot: Snapshot, rules: Sequence[BoundRule]) -> Judged:
    """Judges one page."""
    doc = Document(snapshot)
    file = snapshot.file
    links = tuple(crawlable_links(doc))
    problem = _problem(snapshot)
    base = PageResult(
        page=snapshot.page,
        status=snapshot.response.status,
        final_url=snapshot.response.url,
        title=snapshot.title,
        lang=doc.lang if file is None else file_language(file),
        problem=problem,
        metrics=_metrics(doc) if file is None else file_metrics(file),
        template=_template(doc) if file is None else "",
    )
    if problem is not None:
        return Judged(base, {}, links)
    views = list(views_of(doc))
    outcomes: dict[str, RuleCount] = {}
    findings: list[Finding] = []
    collected: dict[str, Any] = {}
    for bound in rules:
        if ("files" in bound.rule.needs) is (file is None):
            continue  # rules about pages say nothing about files, nor the other way round
        if not snapshot.probes.keys() >= set(bound.rule.probes):
            outcomes[bound.rule.id] = RuleCount(outcome=Outcome.UNTESTED)
            continue
        try:
            if isinstance(bound.check, SiteCheck):
                collected[bound.rule.id] = bound.check.collect(doc, bound.rule.options)
                continue
            judged = [(view, list(_verdicts(bound, bound.check, view))) for view in views]
        except Exception:  # a fault of ours in one rule must not cost the user the page: it counts as untested
            log.exception("The rule %s failed on %s.", bound.rule.id, doc.url)
            outcomes[bound.rule.id] = RuleCount(outcome=Outcome.UNTESTED)
            continue
        outcomes[bound.rule.id] = count([verdict for _, verdicts in judged for verdict in verdicts])
        for view, verdicts in judged:
            findings += _findings(bound, verdicts, view)
    result = msgspec.structs.replace(base, outcomes=outcomes, findings=tuple(findings))
    violated = {
        requirement
        for bound in rules
        # What a site says of its conformance is about its pages; files it often excepts.
        if file is None and not bound.rule.advice and bound.rule.id in outcomes and outcomes[bound.rule.id].failed
        for requirement in bound.rule.requirements
    }
    return Judged(result, collected, links, tuple(sorted(violated)))


def unchecked(page: Page, result: Unchecked) -> PageResult:
    """The result of a page that could not be gathered."""
    kind = page.kind
    if kind is Kind.HTML and result.problem.kind is ProblemKind.NOT_HTML:
        kind = Kind.PDF if result.content_type == "application/pdf" else Kind.OTHER
    return PageResult(
        page=msgspec.structs.replace(page, kind=kind),
        status=result.status,
        final_url=result.final_url,
        problem=result.problem,
    )


def evaluate_site(
    rules: Iterable[BoundRule],
    pages: Sequence[Kept],
    site: Site,
) -> tuple[tuple[Finding, ...], dict[str, RuleCount]]:
    """Judges all pages together.

    Args:
        rules: all rules; only site rules judge here.
        pages: what was kept of each page.
        site: the scan; its ``pages`` are replaced rule by rule.

    Returns:
        The findings (about single pages or the whole site), and counts by rule.
    """
    findings: list[Finding] = []
    outcomes: dict[str, RuleCount] = {}
    as_pages = _as_pages(pages)
    for bound in rules:
        if not isinstance(bound.check, SiteCheck):
            continue
        rule = bound.rule
        seen_pages = pages if "files" in rule.needs else as_pages
        try:
            verdicts = list(bound.check.judge(_view(rule.id, seen_pages, site), rule.options))
        except Exception:  # as above: one rule of ours must not cost the user the scan
            log.exception("The site rule %s failed.", rule.id)
            outcomes[rule.id] = RuleCount(outcome=Outcome.UNTESTED)
            continue
        outcomes[rule.id] = count(verdicts)
        seen: Counter[str] = Counter()
        findings += [
            _site_finding(bound, verdict, site.starts[0] if site.starts else "", seen)
            for verdict in verdicts
            if verdict.outcome in (Outcome.FAILED, Outcome.CANT_TELL)
        ]
    return tuple(findings), outcomes


def addresses_to_ask(rules: Iterable[BoundRule], pages: Sequence[Kept], site: Site) -> tuple[str, ...]:
    """The addresses whose answers the site rules want to know, each once."""
    wanted: dict[str, None] = {}
    pages = _as_pages(pages)
    for bound in rules:
        if not isinstance(bound.check, SiteCheck) or bound.check.asks is None:
            continue
        try:
            wanted.update(dict.fromkeys(bound.check.asks(_view(bound.rule.id, pages, site), bound.rule.options)))
        except Exception:  # as above
            log.exception("The site rule %s could not say what it wants to know.", bound.rule.id)
    return tuple(wanted)


def _as_pages(pages: Sequence[Kept]) -> list[Kept]:
    """The pages as rules that are not about files see them."""
    return [dataclasses.replace(kept, result=as_seen_by_page_rules(kept.result)) for kept in pages]


def count(verdicts: Sequence[Verdict]) -> RuleCount:
    """How one rule fared, from its verdicts."""
    failed = sum(v.outcome is Outcome.FAILED for v in verdicts)
    cant_tell = sum(v.outcome is Outcome.CANT_TELL for v in verdicts)
    outcome = (
        Outcome.FAILED
        if failed
        else Outcome.CANT_TELL
        if cant_tell
        else Outcome.PASSED
        if verdicts
        else Outcome.INAPPLICABLE
    )
    return RuleCount(outcome=outcome, applicable=len(verdicts), failed=failed, cant_tell=cant_tell)


def crawlable_links(doc: Document) -> Iterator[str]:
    """Addresses of the page's links in document order, each once; frames of framesets too."""
    seen: set[str] = set()
    for i in doc.by_tag("a", "area", "frame"):
        url = doc.href(i)
        if url and url not in seen and url.startswith(("http:", "https:", "file:")):
            if "download" in doc.nodes[i].attrs:
                continue
            seen.add(url)
            yield url


def _verdicts(bound: BoundRule, check: PageCheck, view: View) -> Iterator[Verdict]:
    """What a rule says of the page, or of the elements of a document in a frame."""
    if not view.is_frame:
        yield from check(view.doc, bound.rule.options)
    elif bound.rule.judges_frames:
        verdicts = check(view.doc, bound.rule.options)
        yield from (v for v in verdicts if v.node >= 0 and view.doc.nodes[v.node].tag not in _WHOLE)


def _findings(bound: BoundRule, verdicts: Sequence[Verdict], view: View) -> Iterator[Finding]:
    doc, identity = view.doc, view.identity
    for verdict in verdicts:
        if verdict.outcome not in (Outcome.FAILED, Outcome.CANT_TELL):
            continue
        node = verdict.node
        if node >= 0 and doc.nodes[node].tag == "#text":
            node = doc.nodes[node].parent
        selector = identity.selector(node) if node >= 0 else verdict.selector
        snippet = identity.snippet(node) if node >= 0 else verdict.snippet[:300]
        fingerprint, shared = identity.fingerprints(bound.rule.id, verdict.key, node, selector, snippet)
        yield Finding(
            rule_id=bound.rule.id,
            page_url=doc.snapshot.page.url,
            outcome=verdict.outcome,
            key=verdict.key,
            data=verdict.data,
            selector=selector,
            snippet=snippet,
            region=(view.region or doc.region(node)) if node >= 0 else "",
            fingerprint=fingerprint,
            shared_id=shared,
        )


def _site_finding(bound: BoundRule, verdict: Verdict, start: str, seen: Counter[str]) -> Finding:
    rule_id = bound.rule.id
    about = verdict.subject or (page_key(verdict.page) if verdict.page else "")
    what = digest(rule_id, verdict.key, about, verdict.selector)
    seen[what] += 1
    fingerprint = digest(what, str(seen[what]))
    return Finding(
        rule_id=rule_id,
        page_url=verdict.page or start,
        outcome=verdict.outcome,
        key=verdict.key,
        data=verdict.data,
        selector=verdict.selector,
        snippet=verdict.snippet[:300],
        fingerprint=fingerprint,
        shared_id=fingerprint,
    )


def _view(rule_id: str, pages: Sequence[Kept], site: Site) -> Site:
    """The site as one rule sees it: with its own values."""
    return dataclasses.replace(site, pages=[_site_page(kept, kept.collected.get(rule_id)) for kept in pages])


def _site_page(kept: Kept, value: Any) -> SitePage:
    result = kept.result
    return SitePage(
        url=result.page.url,
        depth=result.page.depth,
        status=result.status,
        found_on=result.page.found_on,
        problem=result.problem.kind if result.problem else None,
        value=value,
        violated=kept.violated,
    )


def _problem(snapshot: Snapshot) -> Problem | None:
    if snapshot.axe_problem:
        return Problem(kind=ProblemKind.CHECK, detail=f"axe: {snapshot.axe_problem}"[:300])
    return None


def _metrics(doc: Document) -> dict[str, int | float]:
    snapshot = doc.snapshot
    return {
        "load_ms": snapshot.response.load_ms,
        "bytes": sum(r.size for r in snapshot.resources),
        "requests": len(snapshot.resources),
        "elements": sum(1 for n in doc.nodes if n.tag != "#text"),
        "text_length": len(doc.page_text),
        "height": snapshot.height,
        **_own_metrics(doc),
    }


def _own_metrics(doc: Document) -> dict[str, int | float]:
    found: dict[str, int | float] = {}
    for measure in (effort.metrics, burdens.metrics, freshness.metrics, language_facts.metrics, reading.metrics):
        try:
            found |= measure(doc)
        except Exception:  # as above: the page is worth more than its measures
            log.exception("%s of %s could not be measured.", measure.__module__, doc.url)
    return found


def _template(doc: Document) -> str:
    """Hash of the page's frame: containers near the root, by tag, id and classes."""
    depth = [0] * len(doc.nodes)
    marks: set[str] = set()
    for i, node in enumerate(doc.nodes):
        depth[i] = depth[node.parent] + 1 if node.parent >= 0 else 0
        if node.tag in _CONTAINERS and depth[i] <= _TEMPLATE_DEPTH:
            classes = " ".join(sorted(c for c in node.attrs.get("class", "").split() if not any(map(str.isdigit, c))))
            id_ = node.attrs.get("id", "")
            marks.add(f"{depth[i]}{node.tag}#{'' if any(map(str.isdigit, id_)) else id_}.{classes}")
    return hashlib.blake2b("\n".join(sorted(marks)).encode("utf-8", "replace"), digest_size=8).hexdigest()
