"""Rule files → Rules. A rule that cannot load stops the run, naming file and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from a11ycheck.errors import RuleError
from a11ycheck.model import CheckItem, Criterion, Level, LookName, Method, ProbeName, Rule
from a11ycheck.rules import body, frontmatter
from a11ycheck.rules.frontmatter import FrontMatter

_FOLDER = re.compile(r"level([123])\Z")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_REFERENCE = re.compile(r"(?:wcag22|jis2016):\d\.\d\.\d{1,2}\Z|[a-z0-9]+:\S+\Z")
_NEEDS = frozenset({"html", "layout", "axe", "text", "http", "site", "files", *LookName, *ProbeName})
_PHASES = frozenset({"design", "build", "operate"})
_PLACEHOLDER = re.compile(r"\{([a-zA-Z_]\w*)\}")


@dataclass(frozen=True, slots=True)
class Scheme:
    """The tables that rules refer to."""

    items: Mapping[str, CheckItem]
    """Check items by id."""
    criteria: Mapping[str, Criterion]
    """Success criteria by number."""


def load_scheme(folder: Path) -> Scheme:
    """The tables ``items.yaml`` and ``standards.yaml`` of a rulesets folder.

    Raises:
        RuleError: a table cannot be read.
    """
    items = msgspec.convert(_table(folder / "items.yaml"), tuple[CheckItem, ...])
    criteria = {
        number: msgspec.convert({"number": number, **fields}, Criterion)
        for number, fields in _table(folder / "standards.yaml").items()
    }
    return Scheme({item.id: item for item in items}, criteria)


def load_rules(folder: Path, scheme: Scheme, overlays: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """All rules of the built-in folder with the overlays laid over it, ordered by level and id.

    Args:
        folder: the built-in rulesets folder with ``level1``, ``level2``, ``level3``.
        scheme: check items and criteria.
        overlays: folders of the same shape; a later one wins.

    Raises:
        RuleError: a file cannot be loaded, or a folder holds no level folder.
    """
    rules = {rule.id: rule for rule in _folder(folder, scheme, {})}
    for overlay in overlays:
        for rule in _folder(overlay, scheme, rules):
            rules[rule.id] = rule
    return tuple(sorted(rules.values(), key=lambda rule: (rule.level, rule.id)))


def load_rule(path: Path, scheme: Scheme, base: Rule | None = None) -> Rule:
    """One rule file.

    Args:
        path: the file, in a folder ``level1``, ``level2`` or ``level3``.
        scheme: check items and criteria.
        base: the rule that the file is laid over; front matter alone then suffices.

    Raises:
        RuleError: the file cannot be loaded.
    """
    level, text = _level(path), _read(path)
    head, rest, first_line = frontmatter.split(text, path)
    if base is not None:
        head = {**_head_of(base), **head}
    fields = frontmatter.convert(head, path, text)
    _verify(fields, path, text, scheme)
    if base is not None and not rest.strip():
        parts = body.Body(base.why, base.fix, base.examples)
    else:
        parts = body.parse(rest, first_line, path)
        _verify_examples(fields, parts, path)
    return Rule(
        id=path.stem,
        level=level,
        name=fields.name,
        quality=fields.quality,
        method=fields.method,
        phases=fields.phases,
        check=fields.check,
        options=fields.options,
        needs=fields.needs,
        impact=fields.impact,
        advice=fields.advice,
        item=fields.item,
        requirements=fields.requirements,
        related=fields.related,
        act=fields.act,
        act_parts=fields.act_parts,
        messages=fields.messages,
        disabled=fields.disabled,
        frames=fields.frames,
        why=parts.why,
        fix=parts.fix,
        examples=parts.examples,
        version=_version(fields, level),
        source=f"{path.parent.name}/{path.name}",
    )


def _folder(folder: Path, scheme: Scheme, bases: Mapping[str, Rule]) -> list[Rule]:
    levels = [p for p in sorted(folder.glob("level*")) if p.is_dir()]
    if not levels:
        raise RuleError("no rules here: a rulesets folder holds the folders level1, level2 or level3", folder)
    found: dict[str, Path] = {}
    rules = []
    for path in (path for level in levels for path in sorted(level.glob("*.md"))):
        if path.stem in found:
            raise RuleError(f"the rule id “{path.stem}” is taken by {found[path.stem]}", path, 1)
        found[path.stem] = path
        rules.append(load_rule(path, scheme, bases.get(path.stem)))
    return rules


def _level(path: Path) -> Level:
    folder = _FOLDER.match(path.parent.name)
    if not folder:
        raise RuleError("a rule stands in a folder level1, level2 or level3", path)
    if not _ID.match(path.stem):
        raise RuleError("the file name is the rule id: small letters, digits and single hyphens", path)
    return Level(int(folder[1]))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError("the file is not UTF-8", path) from error
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", path) from error


def _table(path: Path) -> Any:
    try:
        return frontmatter.load_yaml(_read(path))
    except frontmatter.YAMLError as error:
        raise RuleError("is not valid YAML", path) from error


def _head_of(rule: Rule) -> dict[str, Any]:
    """The front matter from which ``rule`` was made: what an overlay file may leave out."""
    fields = {f for f in FrontMatter.__struct_fields__ if f != "revision"}
    return {name: msgspec.to_builtins(getattr(rule, name)) for name in fields}


def _verify(fields: FrontMatter, path: Path, text: str, scheme: Scheme) -> None:
    def fail(field: str, message: str) -> RuleError:
        return RuleError(message, path, frontmatter.line_of(f"$.{field}", text))

    if fields.item not in scheme.items:
        raise fail("item", f"unknown check item “{fields.item}” (see items.yaml)")
    if bool(fields.check) == (fields.method is Method.MANUAL):
        raise fail("check", "a manual rule has no check, any other has one")
    for field, known in (("needs", _NEEDS), ("phases", _PHASES), ("act_parts", frozenset(fields.act))):
        unknown = sorted(set(getattr(fields, field)) - known)
        if unknown:
            raise fail(field, f"unknown value “{unknown[0]}” in {field}; known: {', '.join(sorted(known))}")
    if fields.check and not fields.messages:
        raise fail("messages", "a rule with a check needs messages")
    for reference in (*fields.requirements, *fields.related):
        if not _REFERENCE.match(reference):
            raise fail("requirements", f"“{reference}” is no reference such as wcag22:1.1.1")
        standard, _, number = reference.partition(":")
        if standard in ("wcag22", "jis2016") and not _names(scheme, standard, number):
            raise fail("requirements", f"{standard} has no criterion {number} (see standards.yaml)")
    for key, words in fields.messages.items():
        if set(_PLACEHOLDER.findall(words.ja)) != set(_PLACEHOLDER.findall(words.en)):
            raise fail("messages", f"message “{key}” does not name the same values in both languages")


def _names(scheme: Scheme, standard: str, number: str) -> bool:
    criterion = scheme.criteria.get(number)
    # Only the A and AA names of JIS 2016 are known to us; AAA numbers equal WCAG 2.0's.
    return criterion is not None and (
        criterion.wcag22 is not None if standard == "wcag22" else bool(criterion.jis2016) or criterion.level == "AAA"
    )


def _verify_examples(fields: FrontMatter, parts: body.Body, path: Path) -> None:
    markup = "yaml" if "files" in fields.needs else "html"
    for example in parts.examples:
        if example.markup != markup:
            raise RuleError(f"the examples of this rule are ```{markup} blocks", path, example.line)
        if example.key and example.key not in fields.messages:
            raise RuleError(f"“{example.key}” is none of this rule's messages", path, example.line)


def _version(fields: FrontMatter, level: Level) -> str:
    # What was added later counts only where it is used, or every older scan would no longer compare.
    later = () if fields.frames else (fields.frames,)
    decisive = (fields.check, fields.options, int(level), fields.revision, fields.advice, *later)
    return hashlib.sha256(msgspec.json.encode(decisive, order="deterministic")).hexdigest()[:12]


__all__ = ["Scheme", "load_rule", "load_rules", "load_scheme"]
