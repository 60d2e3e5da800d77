"""EARL: results in the words of W3C's Evaluation and Report Language 1.0, as JSON-LD."""

from a11ycheck.exporters.earl.report import write
from a11ycheck.exporters.earl.vocabulary import (
    CONTEXT,
    Mode,
    assertion,
    criterion,
    outcome_term,
    person,
    software,
    subject,
)

__all__ = ["CONTEXT", "Mode", "assertion", "criterion", "outcome_term", "person", "software", "subject", "write"]
