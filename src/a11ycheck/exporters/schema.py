"""The JSON Schema of ``scan.json``."""

from __future__ import annotations

from typing import Any

import msgspec

from a11ycheck.exporters.scan_document import SCHEMA, Document


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a scan's document."""
    schema = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"a11ycheck scan, version {SCHEMA}",
        **schema,
    }
