"""The bundled sample city site: a fictional city hall's pages with planted, listed faults."""

from a11ycheck.sample.server import PLANTED, SITE, serve

__all__ = ["PLANTED", "SITE", "serve"]
