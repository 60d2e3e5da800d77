"""Writes docs/levels.md from rulesets/items.yaml: why each check item stands where it stands.

Usage: python tools/make_levels.py
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from a11ycheck.model import CheckItem, Level, Method
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import load_scheme

TARGET = Path(__file__).resolve().parents[1] / "docs" / "levels.md"

_METHODS = {
    Method.AUTOMATIC: "機械 / machine",
    Method.ASSISTED: "機械と人 / both",
    Method.MANUAL: "人 / person",
}
_LEVELS = {
    Level.MUST: ("必ず守るべき事項", "Must be met"),
    Level.RECOMMENDED: ("遵守を強く推奨する事項", "Strongly recommended"),
    Level.IDEAL: ("理想型として追求したい事項", "Ideal to aim for"),
}
_HEAD = """\
<!-- Made by tools/make_levels.py from rulesets/items.yaml. Change that file, then run: python tools/make_levels.py -->

# レベルの割り当てとその理由 / Levels and their reasons

「東京都デジタルサービスの開発・運用に係る行動指針」Ver1.2.1は、「必ず守るべき事項（レベル1）、遵守を強く推奨する事項（レベル2）、
理想型として追求したい事項（レベル3）等にレベルを分け、それぞれの守るべきガイドライン、チェック項目、チェックツールを定める」としていますが、
どの項目がどのレベルに当たるかは定めていません。**以下の割り当ては、本プロジェクトの提案です。** 各局・各自治体の判断で変えることができます
（[独自の規則](../examples/own-rules/README.md)）。

The guideline defines three levels, for each of which guidelines, check items and check tools are to be laid down; it assigns no item to them.
**The assignment below is this project's proposal**, with its reason in Japanese beside each item. A bureau can
[change it](../examples/own-rules/README.md).

## 考え方 / How items were placed

1. レベル1：JIS X 8341-3:2016 のレベルAとAA（38の達成基準）と、その公表に関する項目など、公的機関がすでに求められていると考えられるもの。
   / Level 1: the A and AA criteria of JIS X 8341-3:2016, and what public bodies are, in our reading, already asked to do.
2. レベル2：WCAG 2.1と2.2で加わったA・AAの達成基準と、自治体の指針やデザインシステムなどで広く勧められているもの。
   / Level 2: the A and AA criteria that WCAG 2.1 and 2.2 added, and what municipal rules and design systems widely recommend.
3. レベル3：AAAの達成基準の一部（WCAGは、サイト全体の方針としてAAAへの適合を要件とすることを推奨していません）と、行動指針が「目指す」「検討する」としているもの。
   / Level 3: chosen AAA criteria (WCAG does not recommend requiring AAA for entire sites) and what the guideline wants to aim for or consider.

**出典について。** 総務省「みんなの公共サイト運用ガイドライン」2024年版（MIC2024）、デジタル庁「ウェブアクセシビリティ導入ガイドブック」（DA）、
「公用文作成の考え方」（KOYOBUN）などは、本プロジェクトでは二次資料で内容を確認したもので、原文を確認していません。理由の欄に「未確認」「二次資料」とあるものも同じです。
この表は、法令や規格の解釈を示すものではありません。

**About the sources.** The 2024 edition of the Ministry of Internal Affairs' operating guideline (MIC2024), the Digital Agency's guidebook (DA), the
recommendations for official documents (KOYOBUN) and others are known to this project from secondary sources only; so are those whose reason says
未確認 or 二次資料. The table interprets neither law nor standards.

| 略号 / Code | 出典 / Source |
|---|---|
| JIS2016 | JIS X 8341-3:2016。番号は WCAG 2.0 と同じ / numbers equal those of WCAG 2.0 |
| WCAG20, WCAG21, WCAG22 | W3C Web Content Accessibility Guidelines 2.0, 2.1, 2.2 |
| MIC2016, MIC2024 | 総務省 みんなの公共サイト運用ガイドライン |
| WAIC | ウェブアクセシビリティ基盤委員会のガイドライン / Web Accessibility Infrastructure Committee |
| DA | デジタル庁 ウェブアクセシビリティ導入ガイドブック（重大・必須は同書の区分）/ Digital Agency guidebook and its tiers |
| DADS | デジタル庁デザインシステム / Digital Agency design system |
| SEED | 東京都デジタルサービスの開発・運用に係る行動指針 Ver1.2.1（#は行動規範の番号）/ the guideline, # its articles |
| TMG-… | 東京都公式ホームページの基準・ガイドライン・方針 / Tokyo's own web standards and policies |
| TOD, MRR | 東京都オープンデータガイドライン、行政データにおける機械可読性に関するルール / open data and machine readability |
| KOYOBUN, YASASHII, HIROSAKI, JREAD | 公用文作成の考え方、やさしい日本語のガイドライン、読みやすさの式 / official and easy Japanese, readability |
| W3C-I18N, GOVUK | W3C Internationalization, GOV.UK Design System |
| 自治体名など / names of cities | 各自治体などの公開している指針・試験結果 / their published rules and results |
"""


def render(items: Iterable[CheckItem]) -> str:
    """The whole file.

    Args:
        items: the check items, in the order in which they are shown.
    """
    ordered = list(items)
    parts = [_HEAD, _summary(ordered)]
    for level in Level:
        ja, en = _LEVELS[level]
        parts += [f"## レベル{level} {ja} / Level {level}: {en}\n", _table(i for i in ordered if i.level is level)]
    return "\n".join(parts)


def main() -> None:
    """Writes the file."""
    TARGET.write_text(render(load_scheme(rulesets_dir()).items.values()), encoding="utf-8")


def _summary(items: list[CheckItem]) -> str:
    rows = ["| レベル / Level | 項目 / Items | 機械 / machine | 機械と人 / both | 人 / person |", "|---|--:|--:|--:|--:|"]
    for level in (*Level, None):
        chosen = [item for item in items if level is None or item.level is level]
        counts = " | ".join(str(sum(item.method is method for item in chosen)) for method in _METHODS)
        rows.append(f"| {'計 / all' if level is None else int(level)} | {len(chosen)} | {counts} |")
    return "\n".join(rows) + "\n"


def _table(items: Iterable[CheckItem]) -> str:
    rows = ["| 項目 / Item | 内容 / About | 判断 / Decided by | 理由 / Reason | 出典 / Sources |", "|---|---|---|---|---|"]
    for item in items:
        severity = f"（DA：{item.severity}）" if item.severity else ""
        title = f"{_cell(item.title.ja)}<br>{_cell(item.title.en)}"
        sources = _cell("、".join(item.sources))
        reason = f"{_cell(item.reason)}{severity}"
        rows.append(f"| {item.id} | {title} | {_METHODS[item.method]} | {reason} | {sources} |")
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    """Text in a table's cell: nothing in it ends the cell or is HTML."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    main()
