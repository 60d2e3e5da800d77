"""Reports by format."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TextIO, assert_never

from a11ycheck.errors import OutputError, UsageError
from a11ycheck.exporters import earl, findings_csv, findings_xlsx, htmlreport, junit_xml, scan_json, summary_markdown
from a11ycheck.exporters.files import atomic_text
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.model import Lang


class Format(StrEnum):
    """What a report can be written as."""

    HTML = "html"
    """A folder to read, in both languages."""
    JSON = "json"
    """The whole scan for programs."""
    CSV = "csv"
    """All findings for a spreadsheet."""
    XLSX = "xlsx"
    """All findings as an Excel workbook."""
    JUNIT = "junit"
    """Test results for a build server."""
    MARKDOWN = "markdown"
    """A summary for the page of a build."""
    EARL = "earl"
    """Every outcome in W3C's Evaluation and Report Language (JSON-LD)."""

    @property
    def file_name(self) -> str:
        """The usual name of its file in the report's folder; empty for the folder itself."""
        match self:
            case Format.HTML:
                return ""
            case Format.JSON:
                return "scan.json"
            case Format.CSV:
                return "findings.csv"
            case Format.XLSX:
                return "findings.xlsx"
            case Format.JUNIT:
                return "junit.xml"
            case Format.MARKDOWN:
                return "summary.md"
            case Format.EARL:
                return "earl.jsonld"
            case _:
                assert_never(self)


def export(format: str, data: ReportInput, out: Path | TextIO, lang: str = Lang.JA) -> None:  # noqa: A002 - its name
    """Writes a report.

    Args:
        format: one of ``Format``.
        data: what is reported.
        out: the file; for ``html`` the folder; an open text stream for the other formats.
        lang: language of the report; for ``html`` the one at the folder's root.

    Raises:
        UsageError: there is no such format or language, or html was to go to a stream.
        OutputError: it cannot be written; what stood there before is untouched.
    """
    kind, reader = _format(format), _lang(lang)
    if kind is Format.HTML:
        if not isinstance(out, Path):
            raise UsageError("the html report is a folder and cannot go to standard output; name it with --out")
        htmlreport.write(data, out, reader)
    elif kind is Format.XLSX:
        if not isinstance(out, Path):
            raise UsageError("the xlsx report is no text and cannot go to standard output; name a folder with --out")
        findings_xlsx.write(data, out, reader)
    elif isinstance(out, Path):
        # Excel takes a CSV file for UTF-8 only with a byte order mark.
        encoding = "utf-8-sig" if kind is Format.CSV else "utf-8"
        with atomic_text(out, encoding=encoding, newline="" if kind is Format.CSV else "\n") as stream:
            _write(kind, data, stream, reader)
    else:
        _to_stream(kind, data, out, reader)


def _to_stream(kind: Format, data: ReportInput, stream: TextIO, lang: Lang) -> None:
    try:
        _write(kind, data, stream, lang)
        stream.flush()
    except UnicodeEncodeError as error:
        raise OutputError(
            f"standard output is {error.encoding}, which cannot hold the report; "
            "set PYTHONUTF8=1 or write to a file with --out"
        ) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"the report cannot be written to standard output: {error.strerror}") from error


def _write(kind: Format, data: ReportInput, stream: TextIO, lang: Lang) -> None:
    match kind:
        case Format.JSON:
            scan_json.write(data, stream)
        case Format.CSV:
            findings_csv.write(data, stream, lang)
        case Format.JUNIT:
            junit_xml.write(data, stream, lang)
        case Format.MARKDOWN:
            summary_markdown.write(data, stream, lang)
        case Format.EARL:
            earl.write(data, stream, lang)
        case Format.HTML | Format.XLSX:
            raise UsageError(f"the {kind} report cannot go to a stream; name a folder with --out")
        case _:
            assert_never(kind)


def _format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        raise UsageError(f"there is no report format “{name}”; there are {', '.join(Format)}") from None


def _lang(name: str) -> Lang:
    try:
        return Lang(name)
    except ValueError:
        raise UsageError(f"there is no report language “{name}”; there are {', '.join(Lang)}") from None
