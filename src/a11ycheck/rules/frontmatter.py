"""The head of a rule file: YAML between two lines of three hyphens. The one door to YAML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from a11ycheck.errors import RuleError
from a11ycheck.model import Axis, Impact, Method, Words

__all__ = ["FrontMatter", "YAMLError", "convert", "line_of", "load_yaml", "split"]

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields of a rule file's head, as docs/rule-format.md describes them."""

    name: Words
    quality: Axis
    method: Method
    item: str
    impact: Impact
    phases: tuple[str, ...] = ("design", "build", "operate")
    check: str = ""
    options: dict[str, Any] = {}
    needs: tuple[str, ...] = ("html",)
    advice: bool = False
    disabled: bool = False
    frames: bool = True
    requirements: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    act_parts: tuple[str, ...] = ()
    messages: dict[str, Words] = {}
    revision: int = 1
    """Raised when the check judges differently while check and options stay the same."""


def split(text: str, path: Path) -> tuple[dict[str, Any], str, int]:
    """The head as a mapping, the body, and the line on which the body begins (from 1).

    Raises:
        RuleError: there is no head, or it is not a YAML mapping.
    """
    match = _HEAD.match(text)
    if not match:
        raise RuleError("the file must begin with front matter between two lines “---”", path, 1)
    try:
        head = load_yaml(match[1])
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise RuleError(f"the front matter is not valid YAML: {error.problem}", path, line) from error
    except YAMLError as error:
        raise RuleError("the front matter is not valid YAML", path, 1) from error
    if not isinstance(head, dict):
        raise RuleError("the front matter must be a mapping of names to values", path, 2)
    return head, text[match.end() :], text.count("\n", 0, match.end()) + 1


def convert(head: dict[str, Any], path: Path, text: str) -> FrontMatter:
    """The head's fields, checked.

    Raises:
        RuleError: a field is missing, unknown or of the wrong kind; names its line.
    """
    try:
        return msgspec.convert(head, FrontMatter, strict=True)
    except msgspec.ValidationError as error:
        raise RuleError(str(error).replace("`", "“", 1).replace("`", "”"), path, line_of(str(error), text)) from error


def line_of(message: str, text: str) -> int:
    """The line of the top-level field that a message names (``$.field…`` or ```field```), else 1."""
    match = re.search(r"\$\.([a-z_]+)", message) or re.search(r"`([a-z_]+)`", message)
    if match:
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith(f"{match[1]}:"):
                return number
    return 1


def load_yaml(text: str) -> Any:
    """YAML 1.2 as plain values.

    Raises:
        ruamel.yaml.error.YAMLError: it is not YAML.
    """
    return YAML(typ="safe").load(text)
