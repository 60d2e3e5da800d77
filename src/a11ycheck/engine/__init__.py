"""The scan loop, evaluation, score, comparison, baseline and gate."""
