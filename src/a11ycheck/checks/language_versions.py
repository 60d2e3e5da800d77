"""Where the links to other languages lead, and which procedures have no version in another language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, Site, SiteCheck, SitePage, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.language_facts import leads_to_same_content, neutral_path, shares, versions
from a11ycheck.checks.languages import agrees, normal_code, primary_code
from a11ycheck.checks.procedures import is_procedure
from a11ycheck.checks.targets import address_key
from a11ycheck.checks.translation import has_machine_translation
from a11ycheck.checks.words import short
from a11ycheck.model import Verdict

_MOSTLY = 0.7
_MIN_PAGES = 3
_MAX_VERSIONS = 60
_JAPANESE = "ja"


def main_language(doc: Document) -> str:
    """The language of the main text where one clearly prevails, else empty."""
    found = shares(doc)
    code = next(iter(found), "")
    return code if code and found[code] >= _MOSTLY else ""


def _collect_switches(doc: Document, _: Options) -> dict[str, Any]:
    main = main_language(doc)
    links = [
        [v.code, v.url, short(v.text, 30), leads_to_same_content(doc.url, v.url)]
        for v in versions(doc)
        if not v.declared and not (main and agrees(v.code, main))  # whatever the page declares
    ]
    return {"lang": doc.lang, "main": main, "links": links[:_MAX_VERSIONS]}


def _judge_switches(site: Site, _: Options) -> Iterator[Verdict]:
    pages = [page for page in site.judged if page.value]
    by_key = {address_key(page.url): page for page in pages}
    clean = any(page.value["links"] for page in pages)
    for verdict in (*_wrong(pages, by_key), *_tops(pages)):
        clean = False
        yield verdict
    if clean:
        yield passed()


def _wrong(pages: list[SitePage], by_key: dict[str, SitePage]) -> Iterator[Verdict]:
    """Links that promise a language and lead to a page in another, each target once."""
    seen: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for page in pages:
        for code, url, text, _ in page.value["links"]:
            target = by_key.get(address_key(url))
            if target is None or not target.value["main"]:
                continue
            declared, main = normal_code(target.value["lang"]), target.value["main"]
            if agrees(code, main) or (declared and agrees(code, declared)):
                continue
            seen.setdefault((code, target.url), []).append((page.url, text, main))
    for (code, url), found in sorted(seen.items()):
        page_url, text, main = found[0]
        yield failed(
            "wrong",
            page=page_url,
            text=text,
            url=url,
            name=language_names.title(code),
            language=language_names.title(main),
            count=len(found),
        )


def _tops(pages: list[SitePage]) -> Iterator[Verdict]:
    """Languages whose links lead to the top page from pages about something; a version there counts double."""
    there = {(neutral_path(page.url), primary_code(page.value["main"])): page.url for page in pages}
    by_code: dict[str, list[tuple[str, str, str, str]]] = {}
    for page in pages:
        for code, url, text, same in page.value["links"]:
            if not same and code != _JAPANESE:
                version = there.get((neutral_path(page.url), primary_code(code)), "")
                by_code.setdefault(code, []).append((page.url, url, text, version))
    for code, found in sorted(by_code.items()):
        missed = [entry for entry in found if entry[3]]
        name = language_names.title(code)
        if missed:
            page_url, url, text, version = missed[0]
            yield failed("missed", page=page_url, text=text, url=url, version=version, name=name, count=len(missed))
        elif len(found) >= _MIN_PAGES:
            page_url, url, text, _ = found[0]
            yield cant_tell("top", page=page_url, text=text, url=url, name=name, count=len(found))


def _collect_procedures(doc: Document, _: Options) -> dict[str, Any]:
    found = [v.code for v in versions(doc) if leads_to_same_content(doc.url, v.url)]
    return {
        "main": main_language(doc),
        "procedure": is_procedure(doc),
        "versions": found[:_MAX_VERSIONS],
        "machine": has_machine_translation(doc),
    }


def _judge_procedures(site: Site, _: Options) -> Iterator[Verdict]:
    pages = [page for page in site.judged if page.value]
    offered = {page.value["main"] for page in pages} | {code for page in pages for code in page.value["versions"]}
    guides = [page for page in pages if page.value["procedure"]]
    # A site without any other language is the business of another rule.
    if not guides or not offered - {"", _JAPANESE}:
        return
    without = [p for p in guides if not p.value["machine"] and not set(p.value["versions"]) - {_JAPANESE}]
    if without:
        yield cant_tell("none", page=without[0].url, count=len(without), all=len(guides))
    else:
        yield passed()


switches = SiteCheck(collect=_collect_switches, judge=_judge_switches)
"""Links to other languages lead to the same content in that language."""

procedures = SiteCheck(collect=_collect_procedures, judge=_judge_procedures)
"""Pages about procedures have a version in another language."""
