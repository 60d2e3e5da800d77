"""The one door to Jinja: templates are compiled once for a process, and everything is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from a11ycheck.resources import templates_dir


def render(template: str, values: Mapping[str, Any]) -> str:
    """A template with its values. A name that is missing is an error, not an empty place."""
    return environment().get_template(template).render(values)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment of the report templates."""
    return Environment(
        loader=FileSystemLoader(templates_dir(), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
