"""a11ycheck: the accessibility and usability checker for public-sector web sites."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("a11ycheck")
except PackageNotFoundError:  # run from a source tree that is not installed
    __version__ = "0+unknown"

__all__ = ["__version__"]
