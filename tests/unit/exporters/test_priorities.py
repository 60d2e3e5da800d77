"""The digest of a scan, and what to repair first."""

from __future__ import annotations

from dataclasses import replace

import msgspec.structs
import pytest
from tests.fakes.scans import report_input

from a11ycheck.exporters import ReportInput
from a11ycheck.exporters import digest as digest_module
from a11ycheck.exporters.digest import SITE, digest
from a11ycheck.exporters.priorities import repairs
from a11ycheck.exporters.standing import standings


@pytest.fixture(scope="module")
def given() -> ReportInput:
    """Twelve pages."""
    return report_input(12)


def test_the_digest_counts_all_findings(given: ReportInput) -> None:
    """No finding is lost or counted twice between pages and rules."""
    found = digest(given.scan, given.pages())
    all_findings = sum(len(page.findings) for page in given.pages()) + len(given.scan.site_findings)
    assert sum(line.failed + line.review for line in found.rules.values()) == all_findings
    assert sum(sum(p.failed) + p.review + p.advice for p in found.pages) == all_findings


def test_a_shared_fault_is_kept_once(given: ReportInput) -> None:
    """The header's fault is one fault on all checked pages."""
    line = digest(given.scan, given.pages()).rules["image-alt"]
    assert len(line.faults) == 4
    assert {len(fault.pages) for fault in line.faults.values()} == {given.scan.pages_checked}


def test_a_header_comes_before_single_pages(given: ReportInput) -> None:
    """One repair that clears many pages stands above as many repairs of single pages."""
    work = repairs(digest(given.scan, given.pages()), given.scan.pages_checked)
    first = work[0]
    assert (first.rule.id, first.region, len(first.faults)) == ("image-alt", "header", 4)
    assert (len(first.pages), first.findings) == (11, 44)
    single = next(r for r in work if r.rule.id == "vague-link-text")
    assert (single.region, single.slug) == ("", "")


def test_advice_and_reviews_are_no_repairs(given: ReportInput) -> None:
    """Only failures of rules that count are to be repaired."""
    named = {r.rule.id for r in repairs(digest(given.scan, given.pages()), 11)}
    assert not named & {"landmark-main", "image-text-fits"}


def test_a_site_finding_reaches_all_pages(given: ReportInput) -> None:
    """What is wrong with the site as a whole is told as such."""
    work = repairs(digest(given.scan, given.pages()), 11)
    site = next(r for r in work if r.rule.id == "easy-japanese")
    assert site.whole_site
    assert site.pages == (SITE,)


def test_the_number_of_faults_is_bounded(given: ReportInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with endless different faults does not fill the memory; the sums stay right."""
    monkeypatch.setattr(digest_module, "MAX_FAULTS", 3)
    line = digest(given.scan, given.pages()).rules["vague-link-text"]
    assert len(line.faults) == 3
    assert line.failed == 12 * 11


def test_a_scan_without_scores_has_a_standing(given: ReportInput) -> None:
    """An unfinished scan is shown as not checked, not as good."""
    scan = replace_score(given)
    rows = standings(scan.scan, None, digest(scan.scan, scan.pages()))
    assert [(row.verdict.value, row.total.score) for row in rows] == [("not-checked", None)] * 3


def replace_score(given: ReportInput) -> ReportInput:
    """The same report without scores."""
    return replace(given, scan=msgspec.structs.replace(given.scan, score=()))
