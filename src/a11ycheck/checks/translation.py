"""Other languages: which are offered, how they are made, and whether the forms come along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from a11ycheck.checks import language_names
from a11ycheck.checks.api import Options, Site, SiteCheck, cant_tell, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.checks.fields import fields, forms, is_login, is_search
from a11ycheck.checks.languages import normal_code, primary_code
from a11ycheck.checks.prose import is_japanese_page
from a11ycheck.checks.targets import address_key
from a11ycheck.checks.words import short
from a11ycheck.language.characters import has_japanese, has_kana
from a11ycheck.model import State, Verdict

_MACHINE = re.compile(
    r"//(?:[\w-]+\.)*(?:translate\.goog(?:leapis\.com|le\.com|le\.co\.jp)?|j-server\.com|wovn\.io|weglot\.com|gtranslate\.(?:io|net)"
    r"|xlation\.jp|shutto-translation\.com|kotobax\.jp|microsofttranslator\.com)(?=[/:?#]|$)"
    r"|//(?:[\w-]+\.)+translate\.goog(?=[/:?#]|$)",
    re.IGNORECASE,
)
_WIDGET = re.compile(r"google_translate_element|gtranslate|goog-te|wovn-|j-server|translate-widget", re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:機械|自動)(?:的に)?翻訳|(?:machine|automatic(?:ally)?)[ -]?translat"
    r"|机器翻译|機器翻譯|自动翻译|自動翻譯|(?:기계|자동) ?번역|dịch (?:máy|tự động)",
    re.IGNORECASE,
)
# Words of links to other languages as a whole; wide on purpose, for what they match is not called missing.
_OFFER = re.compile(
    r"foreign|\blanguages?\b|multi-?lingual|translat|international"
    r"|外国語(?!の?(?:講座|指導|教育|教室|活動|助手))|外国人|多言語|言語(?:を|の)?(?:選択|切替|切り替え|変更)|翻訳",
    re.IGNORECASE,
)
_OFFER_PATH = re.compile(
    r"[/.](?:en|eng|english|zh|zh-[a-z]{2,4}|chinese|ko|korean|vi|pt|es|tl|foreign|multilingual)(?:[/.?#]|$)",
    re.IGNORECASE,
)
_MAX_OFFER = 40
_MAX_TARGETS = 300


def machine_translation(doc: Document, _: Options) -> Iterator[Verdict]:
    """Where a page offers machine translation, it says that a machine translates."""
    widget = next((i for i in doc.elements() if _is_widget(doc, i)), None)
    if widget is None:
        return
    names = "\n".join(doc.nodes[i].name for i in doc.links)
    if _NOTICE.search(f"{doc.page_text}\n{names}"):
        yield passed(widget)
    else:
        yield cant_tell("no-notice", widget)


def has_machine_translation(doc: Document) -> bool:
    """Whether the page carries a machine translation service."""
    return any(_is_widget(doc, i) for i in doc.elements())


def foreign_images(doc: Document, _: Options) -> Iterator[Verdict]:
    """Pictures on a page in a foreign language are described in that language."""
    if not doc.lang or is_japanese_page(doc):
        return
    images = [
        i
        for i in doc.by_tag("img", "svg")
        if doc.is_(i, State.RENDERED | State.EXPOSED) and doc.nodes[i].name and doc.region(i) in ("main", "body")
    ]
    japanese = [i for i in images if has_kana(doc.nodes[i].name) and normal_code(doc.lang_of(i)) != "ja"]
    if japanese:
        yield cant_tell("japanese", japanese[0], text=short(doc.nodes[japanese[0]].name, 40), count=len(japanese))
    elif images:
        yield passed()


def _collect_languages(doc: Document, _: Options) -> list[str]:
    """Codes of the languages that a page is in, or leads to; ``mul`` for a widget or a page of languages."""
    found = {primary_code(normal_code(doc.lang))}
    for i in doc.by_tag("a", "area", "button", "option", "link"):
        node = doc.nodes[i]
        found.add(primary_code(normal_code(node.attrs.get("hreflang", ""))))
        text = "" if node.tag == "link" else node.name or doc.text(i)
        if text:
            name = language_names.own_name(text) or language_names.foreign_name(text)
            found.add(primary_code(name))
            if len(text) <= _MAX_OFFER and _OFFER.search(text):
                found.add("mul")
        if node.tag in ("a", "area") and _OFFER_PATH.search(doc.href(i).partition("//")[2]):
            found.add("mul")
    if has_machine_translation(doc):
        found.add("mul")
    return sorted(found - {"", "x"})


def _judge_languages(site: Site, _: Options) -> Iterator[Verdict]:
    judged = [page for page in site.judged if page.value is not None]
    if not judged:
        return
    offered = sorted({code for page in judged for code in page.value})
    if set(offered) - {"ja"}:
        yield passed()
        return
    pages, named = len(judged), ", ".join(map(language_names.title, offered)) or "–"
    if site.complete:
        yield failed("none", pages=pages, languages=named)
    else:
        yield cant_tell("not-found", pages=pages, languages=named)


def _collect_forms(doc: Document, _: Options) -> dict[str, Any]:
    """Of a page in a foreign language its links; of any page whether it is a form, and in Japanese."""
    asks = any(not is_search(doc, form) and not is_login(form) for form in forms(fields(doc)))
    value: dict[str, Any] = {"form": asks, "ja": is_japanese_page(doc), "links": {}}
    if doc.lang and not value["ja"]:
        for i in doc.links:
            text = doc.nodes[i].name or doc.text(i)
            url = doc.href(i)
            if url.startswith("http") and text and not has_japanese(text) and not _names_japanese(text):
                value["links"].setdefault(address_key(url), short(text, 40))
            if len(value["links"]) >= _MAX_TARGETS:
                break
    return value


def _judge_forms(site: Site, _: Options) -> Iterator[Verdict]:
    by_key = {address_key(page.url): page.value for page in site.judged if page.value}
    for page in site.judged:
        if not page.value:
            continue
        targets = {key: text for key, text in page.value["links"].items() if by_key.get(key, {}).get("form")}
        japanese = [(key, text) for key, text in targets.items() if by_key[key]["ja"]]
        if japanese:
            url, text = japanese[0]
            yield cant_tell("japanese", page=page.url, url=url, text=text, count=len(japanese))
        elif targets:
            yield passed(page=page.url)


languages = SiteCheck(collect=_collect_languages, judge=_judge_languages)
"""The site offers languages other than Japanese."""

foreign_forms = SiteCheck(collect=_collect_forms, judge=_judge_forms)
"""Pages in a foreign language lead to forms in that language."""


def _is_widget(doc: Document, i: int) -> bool:
    node = doc.nodes[i]
    if node.tag in ("a", "area", "script", "iframe", "form") and _MACHINE.search(doc.href(i)):
        return node.tag == "script" or bool(node.state & (State.RENDERED | State.EXPOSED))
    return node.tag in ("div", "span", "select") and bool(_WIDGET.search(node.attrs.get("id", "")))


def _names_japanese(text: str) -> bool:
    return "ja" in (language_names.own_name(text), language_names.foreign_name(text))
