"""Measures how well the plainness score tells plain text from difficult text.

    python benchmarks/plain.py PAIRS.tsv [--blocks 10]

PAIRS.tsv: one pair a line, the difficult text, a tab, its plain rewriting; further columns and lines with # are
passed over, as are pairs whose sides are equal. Printed are the AUC over all texts and the share of pairs in
the right order (ties count half), for single texts and for blocks of ten drawn at random (always the same
ones), with the kanji share beside them.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from bisect import bisect_left, bisect_right
from pathlib import Path

from a11ycheck.language import plainness, sentences

KANJI = re.compile("[一-龠々]")


def main() -> None:
    """Reads the pairs and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--blocks", type=int, default=10)
    arguments = parser.parse_args()
    pairs = read(arguments.pairs)
    print(f"{len(pairs)} pairs")
    for name, measure in (("plainness", difficulty), ("share of kanji", kanji_share)):
        started = time.process_time()
        hard, plain = [measure(a) for a, _ in pairs], [measure(b) for _, b in pairs]
        seconds = time.process_time() - started
        order = list(range(len(pairs)))
        random.Random(1).shuffle(order)  # noqa: S311 - blocks, not secrets
        size = arguments.blocks
        groups = [order[i : i + size] for i in range(0, len(order) - size + 1, size)]
        blocks = [[sum(values[i] for i in group) / size for group in groups] for values in (hard, plain)]
        print(
            f"{name}: single {auc(hard, plain):.3f} / {ordered(hard, plain):.3f}, "
            f"blocks of {size} {auc(*blocks):.3f} / {ordered(*blocks):.3f} ({2 * len(pairs) / seconds:,.0f} texts/s)"
        )


def read(path: Path) -> list[tuple[str, str]]:
    """The pairs of a file."""
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        hard, _, rest = line.partition("\t")
        plain = rest.split("\t")[0]
        if not line.startswith("#") and hard != plain and hard.strip() and plain.strip():
            pairs.append((hard, plain))
    return pairs or sys.exit("no pairs")


def difficulty(text: str) -> float:
    """The mean difficulty of a text's sentences."""
    found = [plainness.analyse(s.text).difficulty for s in sentences.split(text)]
    return sum(found) / len(found)


def kanji_share(text: str) -> float:
    """The share of kanji among the characters."""
    return len(KANJI.findall(text)) / len(text)


def auc(hard: list[float], plain: list[float]) -> float:
    """The chance that a difficult text is rated harder than a plain one; ties count half."""
    ranked = sorted(plain)
    return sum(bisect_left(ranked, h) + bisect_right(ranked, h) for h in hard) / (2 * len(hard) * len(plain))


def ordered(hard: list[float], plain: list[float]) -> float:
    """The share of pairs in the right order; ties count half."""
    return sum((h > p) + (h == p) / 2 for h, p in zip(hard, plain, strict=True)) / len(hard)


if __name__ == "__main__":
    main()
