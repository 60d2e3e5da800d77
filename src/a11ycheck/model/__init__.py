"""Frozen value types. Their names are the names in the report, the JSON and the database."""

from a11ycheck.model.answer import ANSWERS, Answer, Lapse, Lapsed
from a11ycheck.model.base import Axis, Lang, Level, Outcome, Value, Words
from a11ycheck.model.comparison import Comparison, Incomparable, Uncompared
from a11ycheck.model.file import CsvFacts, FileFacts, FileKind, OfficeFacts, PdfFacts, Sheet, Unread, file_kind
from a11ycheck.model.finding import Finding, Verdict
from a11ycheck.model.items import CheckItem, Criterion, Standard
from a11ycheck.model.link import LinkAnswer
from a11ycheck.model.looks import Backdrop, FocusStop, ForcedSpacing, Listeners, LookName, Looks, Scroller, Turn
from a11ycheck.model.media import Media, Motion
from a11ycheck.model.page import Kind, Page
from a11ycheck.model.probe import ProbeName
from a11ycheck.model.rule import Example, Expected, Impact, Method, Rule
from a11ycheck.model.scan import (
    BENIGN_PROBLEMS,
    Cell,
    LevelScore,
    LevelVerdict,
    PageResult,
    Problem,
    ProblemKind,
    RuleCount,
    Scan,
    ScanState,
    Versions,
)
from a11ycheck.model.snapshot import AxeNode, AxeRule, Frame, Node, Resource, Response, Snapshot, State, Style

__all__ = [
    "ANSWERS",
    "BENIGN_PROBLEMS",
    "Answer",
    "AxeNode",
    "AxeRule",
    "Axis",
    "Backdrop",
    "Cell",
    "CheckItem",
    "Comparison",
    "Criterion",
    "CsvFacts",
    "Example",
    "Expected",
    "FileFacts",
    "FileKind",
    "Finding",
    "FocusStop",
    "ForcedSpacing",
    "Frame",
    "Impact",
    "Incomparable",
    "Kind",
    "Lang",
    "Lapse",
    "Lapsed",
    "Level",
    "LevelScore",
    "LevelVerdict",
    "LinkAnswer",
    "Listeners",
    "LookName",
    "Looks",
    "Media",
    "Method",
    "Motion",
    "Node",
    "OfficeFacts",
    "Outcome",
    "Page",
    "PageResult",
    "PdfFacts",
    "ProbeName",
    "Problem",
    "ProblemKind",
    "Resource",
    "Response",
    "Rule",
    "RuleCount",
    "Scan",
    "ScanState",
    "Scroller",
    "Sheet",
    "Snapshot",
    "Standard",
    "State",
    "Style",
    "Turn",
    "Uncompared",
    "Unread",
    "Value",
    "Verdict",
    "Versions",
    "Words",
    "file_kind",
]
