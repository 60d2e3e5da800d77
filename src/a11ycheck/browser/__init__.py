"""Opens pages in Chromium: the one door to playwright and axe-core."""
