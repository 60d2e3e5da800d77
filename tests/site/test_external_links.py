"""Links to other sites are asked only when that is wanted, and then politely."""

from __future__ import annotations

from tests.site.harness import Program, Site, answer, links, page


def test_dead_links_to_another_site_are_found(a11ycheck: Program, site: Site, other_site: Site) -> None:
    """Each dead link is one finding with the pages that hold it; what robots.txt forbids is not asked."""
    gone, here, kept = f"{other_site.url}/gone.html", f"{other_site.url}/here.html", f"{other_site.url}/kept/a.html"
    site.pages["/"] = page(links("/a.html", gone, here, kept))
    site.pages["/a.html"] = page(links(gone), title="ごみ")
    other_site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /kept/", content_type="text/plain")
    other_site.pages["/here.html"] = page()
    _, document = a11ycheck.scan(site.url, "--check-external", "--header", "X-Secret: 1")
    found = {f["key"]: f for f in document["site_findings"] if f["rule"] == "external-link"}
    assert {"gone", "not-asked"} <= set(found)
    assert "/, /a.html" in found["gone"]["message"]["ja"]
    assert sorted(set(other_site.paths())) == ["/gone.html", "/here.html"]
    assert not any("x-secret" in asked.headers for asked in other_site.asked)


def test_no_one_is_asked_without_the_option(a11ycheck: Program, site: Site, other_site: Site) -> None:
    """Without the option no request goes to another site, and the report does not speak of its links."""
    site.pages["/"] = page(links(f"{other_site.url}/gone.html"))
    _, document = a11ycheck.scan(site.url)
    assert not [f for f in document["site_findings"] if f["rule"] == "external-link"]
    assert other_site.asked == []
