"""The body of a rule file: four texts and the examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from a11ycheck.errors import RuleError
from a11ycheck.model import Example, Expected, Words

_TEXTS = {"なぜ大切か": "why_ja", "Why it matters": "why_en", "直し方": "fix_ja", "How to fix it": "fix_en"}
_EXPECTED = {
    "Failed": Expected.FAILED,
    "Needs review": Expected.REVIEW,
    "Passed": Expected.PASSED,
    "Inapplicable": Expected.INAPPLICABLE,
}
_MARKUPS = frozenset({"html", "yaml"})
_markdown = MarkdownIt("commonmark")


@dataclass(frozen=True, slots=True)
class Body:
    """What the body of a rule file holds."""

    why: Words
    fix: Words
    examples: tuple[Example, ...]


def parse(text: str, first_line: int, path: Path) -> Body:
    """The texts and examples of a rule file's body.

    Args:
        text: the body.
        first_line: the body's first line in the file, counted from 1.
        path: the file, for messages.

    Raises:
        RuleError: a section is missing, empty or unknown; an example stands in the wrong place.
    """
    lines = text.splitlines()
    tokens = _markdown.parse(text)
    headings = [
        (index, token.tag, tokens[index + 1].content.strip(), *(token.map or (0, 0)))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    tops = [h for h in headings if h[1] == "h2"]
    texts: dict[str, str] = {}
    for number, (_, _, title, start, end) in enumerate(tops):
        if title == "Examples":
            continue
        if title not in _TEXTS:
            known = "」「".join([*_TEXTS, "Examples"])
            raise RuleError(f"unknown section “{title}”; the sections are 「{known}」", path, first_line + start)
        stop = tops[number + 1][3] if number + 1 < len(tops) else len(lines)
        texts[_TEXTS[title]] = "\n".join(lines[end:stop]).strip()
    for title, key in _TEXTS.items():
        if not texts.get(key):
            raise RuleError(f"the section “## {title}” is missing or empty", path, first_line)
    return Body(
        why=Words(ja=texts["why_ja"], en=texts["why_en"]),
        fix=Words(ja=texts["fix_ja"], en=texts["fix_en"]),
        examples=tuple(_examples(tokens, first_line, path)),
    )


def _examples(tokens: list[Token], first_line: int, path: Path) -> list[Example]:
    found: list[Example] = []
    section, expected, title = "", None, ""
    for index, token in enumerate(tokens):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            words = tokens[index + 1].content.strip()
            if token.tag == "h2":
                section, expected, title = words, None, ""
            elif token.tag == "h3" and section == "Examples":
                if words not in _EXPECTED:
                    raise RuleError(f"“### {words}” is none of {', '.join(_EXPECTED)}", path, line)
                expected, title = _EXPECTED[words], ""
            elif token.tag == "h4":
                title = words
        elif token.type == "fence" and section == "Examples":
            language, _, key = token.info.strip().partition(" ")
            if language not in _MARKUPS or expected is None or not title:
                raise RuleError(
                    "an example is a ```html block (```yaml for a file) under “### Failed” (Needs review, Passed, "
                    "Inapplicable) and a “#### heading” of its own",
                    path,
                    line,
                )
            needs_key = expected in (Expected.FAILED, Expected.REVIEW)
            if needs_key != bool(key):
                raise RuleError(
                    f"an example under “{section} – {expected}” {'needs a message key' if needs_key else 'has no key'} "
                    "after ```html or ```yaml",
                    path,
                    line,
                )
            found.append(
                Example(expected=expected, title=title, key=key, html=token.content, markup=language, line=line)
            )
    return found
