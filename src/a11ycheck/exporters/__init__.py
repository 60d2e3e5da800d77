"""Reports of a scan, in several formats. The one door to Jinja."""

from a11ycheck.exporters.export import Format, export
from a11ycheck.exporters.messages import message
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.scan_document import RulePart, rule_part
from a11ycheck.exporters.schema import json_schema

__all__ = ["Format", "ReportInput", "RulePart", "export", "json_schema", "message", "rule_part"]
