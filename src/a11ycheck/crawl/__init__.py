"""From start addresses to the list of pages: addresses, scope, robots.txt, sitemaps, politeness."""
