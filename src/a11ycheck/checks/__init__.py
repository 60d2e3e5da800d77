"""Pure checks: what is wrong with a page or a site, from what was gathered."""
