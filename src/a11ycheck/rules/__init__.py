"""Rule files → Rules."""

from a11ycheck.rules.cache import load_all
from a11ycheck.rules.loader import Scheme, load_rule, load_rules, load_scheme

__all__ = ["Scheme", "load_all", "load_rule", "load_rules", "load_scheme"]
