"""The HTML report: one folder, both languages, no network, no script needed."""

from a11ycheck.exporters.htmlreport.folder import write

__all__ = ["write"]
