"""From a snapshot to a page's result, and from all pages to the site's."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import msgspec
import pytest
from tests.fakes.engine import SITE, TAKEN, snapshot

from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.engine.evaluate import count, evaluate, evaluate_site, unchecked
from a11ycheck.engine.ports import Unchecked
from a11ycheck.engine.registry import BoundRule
from a11ycheck.model import (
    Frame,
    Kind,
    Outcome,
    Page,
    PageResult,
    Problem,
    ProblemKind,
    Rule,
    RuleCount,
    Snapshot,
    Verdict,
)

MakeRule = Callable[..., Rule]
HTML = """<html lang="JA"><body><main><img alt="x"><img><p>文章</p></main>
<footer id="footer"><img></footer></body></html>"""


def alt(doc: Document, options: Options) -> Iterator[Verdict]:
    """Images without alt fail, or are doubtful if the options say so."""
    for node in doc.by_tag("img"):
        if "alt" in doc.nodes[node].attrs:
            yield passed(node)
        elif options.get("doubt"):
            yield cant_tell("doubt", node)
        else:
            yield failed("none", node, count=1)


def broken(_doc: Document, _options: Options) -> Iterator[Verdict]:
    """Fails after it has judged something."""
    yield passed()
    raise KeyError("fault of ours")


def on_text(doc: Document, _options: Options) -> Iterator[Verdict]:
    """Judges a text node."""
    yield failed("text", next(i for i, node in enumerate(doc.nodes) if node.text == "文章"))


def outcomes(result: PageResult) -> dict[str, str]:
    """The outcomes as words."""
    return {rule: str(counted.outcome) for rule, counted in result.outcomes.items()}


def test_findings(make_rule: MakeRule) -> None:
    """Each failed or doubtful verdict becomes a finding that says where it stands; passed ones are counted."""
    doubtful = make_rule("doubt", options={"doubt": True})
    result = evaluate(snapshot(HTML), [BoundRule(make_rule("alt"), alt), BoundRule(doubtful, alt)]).result
    assert result.outcomes["alt"] == RuleCount(outcome=Outcome.FAILED, applicable=3, failed=2)
    assert result.outcomes["doubt"] == RuleCount(outcome=Outcome.CANT_TELL, applicable=3, cant_tell=2)
    found = [(f.rule_id, f.outcome, f.key, f.selector, f.region) for f in result.findings]
    assert found == [
        ("alt", "failed", "none", "body > main > img:nth-of-type(2)", "main"),
        ("alt", "failed", "none", "#footer > img", "footer"),
        ("doubt", "cantTell", "doubt", "body > main > img:nth-of-type(2)", "main"),
        ("doubt", "cantTell", "doubt", "#footer > img", "footer"),
    ]
    assert result.findings[0].data == {"count": 1}
    assert result.lang == "ja"
    assert len({finding.fingerprint for finding in result.findings}) == 4


def framed(*inner: str, parents: tuple[int, ...] = ()) -> Snapshot:
    """A page whose n-th iframe holds the n-th document; ``parents`` puts them into other frames."""
    page = snapshot("<html><body><nav><iframe src=a></iframe></nav><iframe src=b></iframe><img></body></html>")
    holders = [i for i, node in enumerate(page.nodes) if node.tag == "iframe"]
    frames = []
    for n, html in enumerate(inner):
        parent = parents[n] if parents else -1
        nodes = snapshot(html).nodes
        node = holders[n] if parent < 0 else next(i for i, m in enumerate(frames[parent].nodes) if m.tag == "iframe")
        frames.append(Frame(node=node, parent=parent, url="about:srcdoc", nodes=nodes))
    return msgspec.structs.replace(page, frames=tuple(frames))


def test_frames(make_rule: MakeRule) -> None:
    """A rule judges the elements of frames too; the selector names the way, the region is the frame's on the page."""
    inner = "<html><body><img></body></html>"
    page = framed("<html><body><img><iframe></iframe></body></html>", inner, parents=(-1, 0))
    result = evaluate(page, [BoundRule(make_rule("alt"), alt)]).result
    assert [(f.selector, f.region) for f in result.findings] == [
        ("body > img", "body"),
        ("body > nav > iframe >>> body > img", "nav"),
        ("body > nav > iframe >>> body > iframe >>> body > img", "nav"),
    ]
    assert result.outcomes["alt"].failed == 3


def test_frames_leave_fingerprints(make_rule: MakeRule) -> None:
    """What is in frames does not change the page's fingerprints; equal faults in different frames differ."""
    rules = [BoundRule(make_rule("alt"), alt)]
    inner = "<html><body><img></body></html>"
    pages = (framed(), framed(inner, inner), framed(inner, inner))
    alone, page, again = (evaluate(page, rules).result.findings for page in pages)
    assert page[0].fingerprint == alone[0].fingerprint
    assert len({f.fingerprint for f in page}) == 3
    assert [f.fingerprint for f in page] == [f.fingerprint for f in again]


def test_frames_are_no_pages(make_rule: MakeRule) -> None:
    """Verdicts on a frame's document as a whole are dropped; a rule with ``frames: false`` does not look inside."""

    def whole(doc: Document, _options: Options) -> Iterator[Verdict]:
        yield failed("page")
        yield failed("body", doc.by_tag("body")[0])

    page = framed("<html><body><img></body></html>")
    outside = msgspec.structs.replace(make_rule("alt"), frames=False)
    result = evaluate(page, [BoundRule(make_rule("whole"), whole), BoundRule(outside, alt)]).result
    assert result.outcomes["whole"].failed == 2
    assert result.outcomes["alt"].failed == 1


def test_text_nodes(make_rule: MakeRule) -> None:
    """A finding on a text stands on the element that holds it."""
    (finding,) = evaluate(snapshot(HTML), [BoundRule(make_rule("text"), on_text)]).result.findings
    assert finding.selector == "body > main > p"
    assert finding.snippet == "<p>文章"


def test_broken_check(make_rule: MakeRule, caplog: pytest.LogCaptureFixture) -> None:
    """A check that raises makes its own rule untested, says so in the log, and spoils nothing else."""
    rules = [BoundRule(make_rule("broken"), broken), BoundRule(make_rule("alt"), alt)]
    with caplog.at_level(logging.ERROR):
        result = evaluate(snapshot(HTML), rules).result
    assert outcomes(result) == {"broken": "untested", "alt": "failed"}
    assert {finding.rule_id for finding in result.findings} == {"alt"}
    assert "broken" in caplog.text


def test_broken_site_check(make_rule: MakeRule) -> None:
    """The same holds for both halves of a site check."""

    def raises(*_: object) -> Iterator[Verdict]:
        raise ValueError("fault of ours")

    def fine(site: Site, _options: Options) -> Iterator[Verdict]:
        yield failed("seen", values=str([page.value for page in site.pages]))

    rules = [
        BoundRule(make_rule("collects", needs=("html", "site")), SiteCheck(collect=raises, judge=fine)),
        BoundRule(make_rule("judges", needs=("html", "site")), SiteCheck(collect=lambda *_: 7, judge=raises)),
    ]
    judged = evaluate(snapshot(HTML), rules)
    site = Site(pages=(), starts=(f"{SITE}/",), complete=True, today=TAKEN)
    findings, counted = evaluate_site(rules, [judged.kept], site)
    assert outcomes(judged.result) == {"collects": "untested"}
    assert judged.collected == {"judges": 7}
    assert counted["judges"].outcome is Outcome.UNTESTED
    assert [finding.rule_id for finding in findings] == ["collects"]


def test_site_findings(make_rule: MakeRule) -> None:
    """A site rule's finding names its page, or the start page; two equal ones are two."""

    def judge(_site: Site, _options: Options) -> Iterator[Verdict]:
        yield failed("site")
        yield failed("page", page=f"{SITE}/a")
        yield failed("page", page=f"{SITE}/a")
        yield passed(page=f"{SITE}/b")

    rules = [BoundRule(make_rule("r", needs=("site",)), SiteCheck(collect=lambda *_: None, judge=judge))]
    site = Site(pages=(), starts=(f"{SITE}/",), complete=True, today=TAKEN)
    findings, counted = evaluate_site(rules, [], site)
    assert [finding.page_url for finding in findings] == [f"{SITE}/", f"{SITE}/a", f"{SITE}/a"]
    assert len({finding.fingerprint for finding in findings}) == 3
    assert counted["r"] == RuleCount(outcome=Outcome.FAILED, applicable=4, failed=3)


def test_axe_failed(make_rule: MakeRule) -> None:
    """A page on which axe failed is not judged by half: it counts as one that could not be checked."""
    given = msgspec.structs.replace(snapshot(HTML), axe_problem="TypeError: x is undefined")
    result = evaluate(given, [BoundRule(make_rule("alt"), alt)]).result
    assert result.problem is not None
    assert result.problem.kind is ProblemKind.CHECK
    assert result.outcomes == {}


def test_links() -> None:
    """The links to follow come in document order, each once; downloads and other schemes are left out."""
    html = (
        '<html><body><a href="/b">b</a><a href="/a">a</a><a href="/b">b</a><a href="/f.zip" download>f</a>'
        '<a href="javascript:void(0)">j</a><a href="mailto:x@example.jp">m</a><area href="/c"><a>none</a></body></html>'
    )
    assert evaluate(snapshot(html), []).links == (f"{SITE}/b", f"{SITE}/a", f"{SITE}/c")


@pytest.mark.parametrize(("media", "kind"), [("application/pdf", Kind.PDF), ("text/csv", Kind.OTHER)])
def test_files(media: str, kind: Kind) -> None:
    """A file is told from a page, and a PDF from other files."""
    problem = Problem(kind=ProblemKind.NOT_HTML, detail=media)
    result = unchecked(Page(url=f"{SITE}/f"), Unchecked(problem=problem, status=200, content_type=media))
    assert (result.page.kind, result.status, result.problem) == (kind, 200, problem)


def test_template() -> None:
    """Pages of one template have one template hash, whatever their text and numbered ids; others have another."""
    frame = '<html><body><header class="h"></header><main id="post-{}"><div>{}</div></main></body></html>'
    one, two = (evaluate(snapshot(frame.format(*values)), []).result.template for values in ((101, "a"), (202, "b<p>")))
    assert one == two
    assert evaluate(snapshot(HTML), []).result.template != one


def test_count() -> None:
    """A failure outweighs cantTell, cantTell outweighs passed, and no verdict means inapplicable."""
    yes, no, maybe = passed(), failed("k"), cant_tell("k")
    assert count([]).outcome is Outcome.INAPPLICABLE
    assert count([yes]).outcome is Outcome.PASSED
    assert count([yes, maybe]).outcome is Outcome.CANT_TELL
    assert count([yes, maybe, no]) == RuleCount(outcome=Outcome.FAILED, applicable=3, failed=1, cant_tell=1)


def test_a_rule_whose_probe_was_not_run(make_rule: MakeRule) -> None:
    """It is untested, whatever its check would have said; with the probe's outcome it judges."""
    rules = [BoundRule(make_rule("r", needs=("html", "keyboard")), alt)]
    assert outcomes(evaluate(snapshot(HTML), rules).result) == {"r": "untested"}
    given = msgspec.structs.replace(snapshot(HTML), probes={"keyboard": msgspec.Raw(b"{}")})
    assert outcomes(evaluate(given, rules).result) == {"r": "failed"}
