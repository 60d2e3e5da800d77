"""From message key and data to a sentence in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from a11ycheck.model import Rule
from a11ycheck.model.finding import Datum

_PLACEHOLDER = re.compile(r"\{([a-zA-Z_]\w*)\}")


def message(rule: Rule | None, key: str, data: Mapping[str, Datum], lang: str) -> str:
    """What a finding says. Never raises: what is unknown stays visible.

    Args:
        rule: the rule that found it; None where a stored scan does not hold it any more.
        key: which of the rule's messages.
        data: values for the message.
        lang: ``ja`` or ``en``.
    """
    return fill(template_of(rule, key, lang), data)


def template_of(rule: Rule | None, key: str, lang: str) -> str:
    """The sentence with its placeholders; the key itself where the rule does not know it."""
    words = rule.messages.get(key) if rule is not None else None
    if words is not None:
        return words.get(lang)
    name = rule.name.get(lang) if rule is not None else ""
    return f"{name} ({key})" if name and key else name or key


def fill(
    template: str,
    values: Mapping[str, Datum],
    literal: Callable[[str], str] = str,
    value: Callable[[str], str] = str,
) -> str:
    """Puts values into a template. A placeholder without a value stays as it is.

    Only plain names are placeholders, so nothing in a template can reach into a value.

    Args:
        template: text with ``{name}``.
        values: by name.
        literal: what is done to the template's own text.
        value: what is done to each value.
    """
    parts = _parts(template)
    if len(parts) == 1:
        return literal(template)
    out = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            out.append(literal(part))
        elif part in values:
            out.append(value(_shown(values[part])))
        else:
            out.append(literal(f"{{{part}}}"))
    return "".join(out)


def _shown(datum: Datum) -> str:
    if isinstance(datum, float):
        return f"{datum:.2f}".rstrip("0").rstrip(".")
    return str(datum)


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[str, ...]:
    """Text, name, text, name, … text."""
    return tuple(_PLACEHOLDER.split(template))
