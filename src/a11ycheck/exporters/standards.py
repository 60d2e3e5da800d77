"""How references to standards, check items' sources and check tools are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from a11ycheck.exporters.wording import Wording
from a11ycheck.model import Criterion, Method, Rule, Scan, Standard
from a11ycheck.rules.profile import DEFAULT, criteria_of, known_standard

_UNDERSTANDING = "https://www.w3.org/WAI/WCAG22/Understanding/"
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9.]*[A-Z0-9])*")
_NO_NAME = re.compile(r"[^A-Z0-9]")
_STOP = re.compile(r"[^a-z0-9 -]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A criterion as a reader sees it."""

    standard: str
    """Name of the standard, e.g. WCAG 2.2."""
    number: str
    """Number of the criterion."""
    name: str
    """Its name in that standard's own words."""
    name_lang: str
    """Language of the name."""
    level: str
    """A, AA or AAA; empty where unknown."""
    href: str
    """Where it is explained; empty without a page."""
    outside: bool = False
    """Whether it is a criterion that the report's profile does not have."""


def reference(code: str, criteria: Mapping[str, Criterion], words: Wording) -> Reference:
    """``wcag22:1.1.1`` as a reader sees it; an unknown standard is shown as it is written."""
    standard, _, number = code.partition(":")
    criterion = criteria.get(number)
    level = criterion.level if criterion else ""
    if standard == "wcag22":
        english = criterion.en if criterion else ""
        japanese = (criterion.wcag22 or "") if criterion else ""
        name, lang = (japanese, "ja") if words.lang == "ja" and japanese else (english, "en")
        href = f"{_UNDERSTANDING}{_slug(english)}" if english else ""
        return Reference("WCAG 2.2", number, name, lang, level, href)
    if standard == "jis2016":
        name = (criterion.jis2016 or "") if criterion else ""
        return Reference("JIS X 8341-3:2016", number, name, "ja", level, "")
    return Reference(words.get(f"standard_{standard}", standard), number, "", words.lang, "", "")


def references(
    codes: Sequence[str],
    standard: Standard,
    criteria: Mapping[str, Criterion],
    words: Wording,
    *,
    brief: bool = False,
) -> list[Reference]:
    """References as a report in the profile of ``standard`` shows them: that standard's own first.

    Each criterion is named in the words of the standard that is named beside it. One that the profile does
    not have is marked.

    Args:
        codes: references such as ``wcag22:1.1.1``.
        standard: the profile.
        criteria: success criteria by number.
        words: of the reader's language.
        brief: whether each criterion is named once: by the profile's standard if that has it, else by another.
    """
    profile = {criterion.number for criterion in criteria_of(standard, criteria)}
    found: dict[str, Reference] = {}
    for code in sorted(codes, key=lambda code: known_standard(code) is not standard):
        number = code.partition(":")[2]
        known = known_standard(code) is not None
        key = number if brief and known else code
        # The name of a AAA criterion in JIS is not known to us: then another standard's stands for it.
        if key not in found or not found[key].name:
            found[key] = replace(reference(code, criteria, words), outside=known and number not in profile)
    return list(found.values())


def criterion_address(criterion: Criterion) -> str:
    """W3C's page about a criterion of WCAG 2.2; empty for one that WCAG 2.2 does not have."""
    return f"{_UNDERSTANDING}{_slug(criterion.en)}" if criterion.wcag22 else ""


def standard_of(scan: Scan) -> Standard:
    """The profile by which a scan was judged; the default for scans that are older than profiles."""
    try:
        return Standard(scan.settings.get("standard", DEFAULT))
    except ValueError:
        return DEFAULT


def tools(rule: Rule, words: Wording) -> list[tuple[str, str]]:
    """What checks a rule: (kind, name) pairs such as (axe-core, image-alt); a person where one has to look."""
    if rule.method is Method.MANUAL or not rule.check:
        return [(words.words.tool_person, "")]
    found = [("axe-core", name) for name in rule.axe_ids] or [(words.words.tool_own, rule.check)]
    if rule.method is Method.ASSISTED:
        found.append((words.words.tool_person, ""))
    return found


def source(code: str, words: Wording) -> tuple[str, str]:
    """A check item's source: the document's name (empty if the text already names it) and the rest."""
    match = _CODE.match(code)
    name = words.get(f"source_{_NO_NAME.sub('_', match[0])}", "") if match else ""
    return (name, code[match.end() :].strip()) if match and name else ("", code)


def _slug(name: str) -> str:
    """W3C's file name for a criterion: its English name in small letters with hyphens."""
    return "-".join(_STOP.sub("", name.lower().replace("-", " ")).split())
