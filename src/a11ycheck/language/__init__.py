"""Japanese and other texts: sentences, characters, dates, languages."""
