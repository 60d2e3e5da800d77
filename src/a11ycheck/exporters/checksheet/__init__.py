"""Check sheets for staff and contractors: made from the rule files, filled in by people, read back."""

from a11ycheck.exporters.checksheet.content import Place, RuleRow, Sheet, make_sheet
from a11ycheck.exporters.checksheet.files import FORMATS, SheetFormat, write_answers, write_sheet
from a11ycheck.exporters.checksheet.reading import Filled, read_filled

__all__ = [
    "FORMATS",
    "Filled",
    "Place",
    "RuleRow",
    "Sheet",
    "SheetFormat",
    "make_sheet",
    "read_filled",
    "write_answers",
    "write_sheet",
]
