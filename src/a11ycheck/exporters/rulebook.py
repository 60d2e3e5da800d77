"""The rule book: every rule file as a chapter, in one language, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from a11ycheck.model import CheckItem, Expected, Rule

_WORDS = {
    "ja": {
        "title": "a11ycheck ルール集",
        "note": "指針は3つのレベルを定めていますが、項目の割り当ては示していません。"
        "割り当ては本プロジェクトの提案です。",
        "level": "レベル",
        "axis": "品質の観点",
        "phases": "工程",
        "impact": "影響",
        "sources": "出典",
        "options": "設定",
        "needs": "集める情報",
        "file": "ファイル",
        "item": "チェック項目",
        "tool": "チェックツール",
        "method": "判定",
        "requirements": "違反となる達成基準",
        "related": "関連する基準",
        "why": "なぜ大切か",
        "fix": "直し方",
        "examples": "例",
        "messages": "指摘の文",
        "person": "人による確認",
        "own": "a11ycheck の検査",
        "none": "なし",
        "advice": "助言（規格への違反としては数えません）",
        "off": "初期設定では無効",
        "methods": {"automatic": "自動", "assisted": "半自動", "manual": "手動"},
        "expected": {
            "failed": "問題になる例",
            "review": "要確認になる例",
            "passed": "問題のない例",
            "inapplicable": "対象外の例",
        },
    },
    "en": {
        "title": "a11ycheck rule book",
        "note": "The guideline defines three levels and assigns no item to them: "
        "the assignment is this project's proposal.",
        "level": "Level",
        "axis": "Quality",
        "phases": "Phases",
        "impact": "Impact",
        "sources": "Sources",
        "options": "Options",
        "needs": "Needs",
        "file": "File",
        "item": "Check item",
        "tool": "Check tool",
        "method": "Decided",
        "requirements": "Violates",
        "related": "Touches",
        "why": "Why it matters",
        "fix": "How to fix it",
        "examples": "Examples",
        "messages": "What it says",
        "person": "a person",
        "own": "a11ycheck's check",
        "none": "none",
        "advice": "advice (never counted as a violation)",
        "off": "off by default",
        "methods": {"automatic": "automatically", "assisted": "partly by machine", "manual": "by a person"},
        "expected": {"failed": "Failed", "review": "Needs review", "passed": "Passed", "inapplicable": "Inapplicable"},
    },
}


def rule_book(rules: Iterable[Rule], items: Mapping[str, CheckItem], lang: str) -> str:
    """All rules, ordered by level."""
    words = _WORDS[lang]
    parts = [f"# {words['title']}", str(words["note"])]
    level = 0
    for rule in rules:
        if rule.level != level:
            level = int(rule.level)
            parts.append(f"# {words['level']} {level}")
        parts.append(rule_chapter(rule, items, lang))
    return "\n\n".join(parts)


def rule_chapter(rule: Rule, items: Mapping[str, CheckItem], lang: str) -> str:
    """One rule."""
    words = _WORDS[lang]
    item = items.get(rule.item)
    tool = (
        f"axe-core: {', '.join(rule.axe_ids)}"
        if rule.axe_ids
        else f"{words['own']} {rule.check}"
        if rule.check
        else words["person"]
    )
    marks = [str(words[key]) for key, on in (("advice", rule.advice), ("off", rule.disabled)) if on]
    lines = [
        f"## {rule.name.get(lang)}",
        "",
        f"`{rule.id}`{' – ' + ' – '.join(marks) if marks else ''}",
        "",
        f"- {words['level']}: {int(rule.level)}",
        f"- {words['item']}: {rule.item}{' ' + item.title.get(lang) if item else ''}",
        f"- {words['axis']}: {rule.quality}",
        f"- {words['phases']}: {', '.join(rule.phases)}",
        f"- {words['tool']}: {tool}",
        f"- {words['method']}: {words['methods'][rule.method]}",  # type: ignore[index]
        f"- {words['requirements']}: {', '.join(rule.requirements) or words['none']}",
        f"- {words['related']}: {', '.join((*rule.related, *(f'act:{a}' for a in rule.act))) or words['none']}",
        *_further(rule, item, words),
        "",
        f"### {words['why']}",
        "",
        rule.why.get(lang),
        "",
        f"### {words['fix']}",
        "",
        rule.fix.get(lang),
    ]
    if rule.messages:
        lines += ["", f"### {words['messages']}", "", *(f"- {text.get(lang)}" for text in rule.messages.values())]
    if rule.examples:
        lines += ["", f"### {words['examples']}"]
        for expected in Expected:
            for example in (e for e in rule.examples if e.expected is expected):
                lines += ["", f"#### {words['expected'][expected]}: {example.title}", "", f"```{example.markup}"]  # type: ignore[index]
                lines += [example.html.rstrip("\n"), "```"]
    return "\n".join(lines)


def _further(rule: Rule, item: CheckItem | None, words: Mapping[str, object]) -> list[str]:
    """What not every rule has."""
    lines = [f"- {words['impact']}: {rule.impact}"]
    if item and item.sources:
        lines.append(f"- {words['sources']}: {', '.join(item.sources)}")
    options = {name: value for name, value in rule.options.items() if name != "ids"}
    if options:
        lines.append(f"- {words['options']}: `{msgspec.json.encode(options).decode()}`")
    if rule.needs:
        lines.append(f"- {words['needs']}: {', '.join(rule.needs)}")
    if rule.source:
        lines.append(f"- {words['file']}: {rule.source}")
    return lines
