"""Says how often the language of short texts is recognised.

    python benchmarks/languages.py DIR [--draws N] [--seed N] [--wrong N]

DIR holds HTML files in one language each, named by the ``lang`` of their root element (for example the
translations of the Declaration of Human Rights, one file a language). From each language ``N`` snippets
of 10, 30 and 100 characters are drawn with a fixed seed; they begin and end anywhere, in the middle of a
word too. The right answer is the file's language: zh-Hans and zh-Hant count as two, an undecided ``zh``
is wrong. ``sure`` is the share of snippets with a wrong answer that the checks would rely upon.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from bs4 import BeautifulSoup

from a11ycheck.language.detect import SURE, detect

SIZES = (10, 30, 100)


def texts(folder: Path) -> dict[str, str]:
    """By language code, all text of the folder's pages."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        lang = str(soup.html.get("lang", "")) if soup.html else ""
        if lang:
            found[code(lang)] += [" ".join(p.get_text().split()) for p in soup.find_all(("p", "h1", "h2", "h3", "li"))]
    return {lang: " ".join(parts) for lang, parts in found.items()}


def code(lang: str) -> str:
    """A declared language as the detector writes it."""
    primary, _, rest = lang.partition("-")
    if primary == "zh":
        return "zh-Hant" if rest.lower() in ("hant", "tw", "hk") else "zh-Hans"
    return {"fil": "tl"}.get(primary, primary)


def main() -> None:
    """Prints a table: language, and for each size the share of right and of sure wrong answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draws", type=int, default=500, help="snippets of each size and language")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--wrong", type=int, default=0, help="how many wrong answers to print")
    args = parser.parse_args()
    by_lang = texts(args.folder)
    detect("The model is loaded before the clock runs.")
    right: defaultdict[int, dict[str, float]] = defaultdict(dict)
    sure: defaultdict[int, dict[str, float]] = defaultdict(dict)
    micros: dict[int, float] = {}
    for size in SIZES:
        chance = random.Random(args.seed)  # noqa: S311 - not a secret
        spent, count = 0.0, 0
        for lang, text in sorted(by_lang.items()):
            snippets = [text[at : at + size] for at in (chance.randrange(len(text) - size) for _ in range(args.draws))]
            begun = time.perf_counter()
            found = [detect(snippet) for snippet in snippets]
            spent += time.perf_counter() - begun
            count += len(snippets)
            hits = sum(f.code == lang for f in found)
            right[size][lang] = hits / len(found)
            sure[size][lang] = sum(f.code != lang and f.confidence >= SURE for f in found) / len(found)
            wrong = Counter((s, f.code, f.confidence) for s, f in zip(snippets, found, strict=True) if f.code != lang)
            for (snippet, said, confidence), _ in wrong.most_common(args.wrong):
                print(f"  {size:>3} {lang}: {said} {confidence:.2f} {snippet!r}")
        micros[size] = spent / count * 1e6
    print("language  " + "  ".join(f"{size:>4} (sure)" for size in SIZES))
    for lang in sorted(by_lang):
        print(f"{lang:<9} " + "  ".join(f"{right[s][lang]:.3f} ({sure[s][lang]:.3f})" for s in SIZES))
    rows = [(sum(right[s].values()) / len(by_lang), sum(sure[s].values()) / len(by_lang)) for s in SIZES]
    print(f"{'macro':<9} " + "  ".join(f"{r:.3f} ({s:.3f})" for r, s in rows))
    print(f"{'µs/text':<9} " + "  ".join(f"{micros[s]:>13.0f}" for s in SIZES))


if __name__ == "__main__":
    main()
