"""Reads PDF, Office and CSV files in a process of its own. The one door to the PDF libraries."""

from a11ycheck.files.reader import FileReader

__all__ = ["FileReader"]
