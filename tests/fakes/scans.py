"""Scans of a made-up city site, as large as wanted, the same every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from a11ycheck.engine.review import review
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.model import (
    Answer,
    Axis,
    Cell,
    Comparison,
    Example,
    Expected,
    Finding,
    Impact,
    Incomparable,
    Level,
    LevelScore,
    LevelVerdict,
    Method,
    Outcome,
    Page,
    PageResult,
    Problem,
    ProblemKind,
    Rule,
    RuleCount,
    Scan,
    ScanState,
    Uncompared,
    Versions,
    Words,
)
from a11ycheck.resources import rulesets_dir
from a11ycheck.rules import Scheme, load_scheme

SITE = "https://www.city.example.lg.jp"
STARTED = datetime(2026, 11, 23, 6, 4, tzinfo=UTC)

# id, level, axis, impact, item, requirements, name, message, region, snippet, findings on each page
_Row = tuple[str, int, str, str, str, tuple[str, ...], Words, Words, str, str, int]


def _w(ja: str, en: str) -> Words:
    return Words(ja=ja, en=en)


_RULES: tuple[_Row, ...] = (
    ("image-alt", 1, "accessibility", "critical", "WC-1.1.1", ("wcag22:1.1.1", "jis2016:1.1.1"),
     _w("画像に代替テキストがある",
        "Images have a text alternative"),
     _w("この画像に代替テキスト（alt属性）がないため、何の画像か伝わりません。",
        "This image has no text alternative (alt attribute)."),
     "header", '<img src="/img/logo{n}.png">', 4),
    ("color-contrast", 1, "accessibility", "serious", "WC-1.4.3", ("wcag22:1.4.3", "jis2016:1.4.3"),
     _w("文字と背景の明るさに十分な差がある",
        "Text has enough contrast"),
     _w("文字色{fgColor}と背景色{bgColor}の比が{contrastRatio}で、必要な{expectedContrastRatio}に足りません。",
        "The contrast of {fgColor} on {bgColor} is {contrastRatio}; {expectedContrastRatio} is needed."),
     "footer", '<a class="foot-link" href="/policy/{n}">サイトポリシー</a>', 6),
    ("link-name", 1, "accessibility", "serious", "WC-2.4.4", ("wcag22:2.4.4", "wcag22:4.1.2", "jis2016:2.4.4"),
     _w("リンクに行き先を伝える名前がある",
        "Links have a name"),
     _w("このリンクには名前がなく、行き先が分かりません。",
        "This link has no name, so nobody can tell where it leads."),
     "nav", '<a href="/sns/{n}"><i class="icon"></i></a>', 3),
    ("word-spaces", 1, "accessibility", "moderate", "TXT-01", ("wcag22:1.3.2", "jis2016:1.3.2"),
     _w("単語の途中に空白や改行がない",
        "Words are not broken by spaces"),
     _w("「{text}」は単語の途中に空白があり、正しく読み上げられません。",
        "“{text}” has spaces inside a word and is read out wrongly."),
     "main", "<th>日　時</th>", 5),
    ("vague-link-text", 2, "usability", "moderate", "LNK-01", ("wcag22:2.4.9",),
     _w("リンクの文言だけで行き先が分かる",
        "Link text says where it goes"),
     _w("「{text}」だけでは行き先が分かりません。",
        "“{text}” does not say where the link goes."),
     "main", '<a href="/juminhyo/{p}-{n}">こちら</a>', 12),
    ("file-size-stated", 2, "usability", "minor", "LNK-02", (),
     _w("PDFなどのリンクに種類と大きさがある",
        "Links to files state kind and size"),
     _w("「{text}」のリンクに、ファイルの種類と大きさがありません。",
        "The link “{text}” does not state the kind and size of the file."),
     "main", '<a href="/files/{p}/{n}.pdf">申請書</a>', 8),
    ("sentence-length", 2, "usability", "minor", "PLN-01", (),
     _w("一文が長すぎない",
        "Sentences are not too long"),
     _w("この文は{length}字あり、読みにくくなっています。",
        "This sentence has {length} characters and is hard to read."),
     "main", "<p>転入された方は、引っ越しをした日から14日以内に、窓口で届出をしてください。</p>", 9),
    ("form-fields", 2, "procedure", "moderate", "FRM-01", (),
     _w("入力項目が必要な数に抑えられている",
        "Forms ask only for what is needed"),
     _w("このフォームには入力欄が{count}個あります。",
        "This form has {count} fields."),
     "main", '<form action="/shinsei">', 1),
    ("update-date", 2, "freshness", "minor", "UPD-01", (),
     _w("更新日が示されている",
        "The date of the last update is shown"),
     _w("このページには更新日がありません。",
        "This page shows no date of its last update."),
     "", "", 1),
    ("reading-level", 3, "usability", "minor", "WC-3.1.5", ("wcag22:3.1.5",),
     _w("中学校を終えた人が読める文章である",
        "Text can be read with lower secondary education"),
     _w("この文章は難しい言葉が多く、読みやすさの値が{score}です。",
        "This text uses many hard words; its readability is {score}."),
     "main", "<p>本要綱に基づき給付の対象となる世帯を決定する。</p>", 3),
    ("easy-japanese", 3, "accessibility", "minor", "LNG-05", (),
     _w("やさしい日本語のページがある",
        "There are pages in plain Japanese"),
     _w("やさしい日本語のページが見つかりません。",
        "No pages in plain Japanese were found."),
     "", "", 0),
    ("landmark-main", 1, "accessibility", "moderate", "WC-2.4.1", (),
     _w("本文がmain要素に入っている",
        "The main content stands in a main element"),
     _w("main要素がありません。",
        "There is no main element."),
     "body", "<body>", 1),
    ("page-title", 1, "accessibility", "serious", "WC-2.4.2", ("wcag22:2.4.2", "jis2016:2.4.2"),
     _w("ページの内容を表すタイトルがある",
        "Pages have a title"),
     _w("タイトルがありません。",
        "There is no title."),
     "head", "<title></title>", 0),
    ("html-lang", 1, "accessibility", "serious", "WC-3.1.1", ("wcag22:3.1.1", "jis2016:3.1.1"),
     _w("ページの言語が指定されている",
        "Pages declare their language"),
     _w("言語の指定がありません。",
        "There is no language."),
     "head", "<html>", 0),
    ("image-text-fits", 1, "accessibility", "serious", "WC-1.4.5", ("wcag22:1.4.5", "jis2016:1.4.5"),
     _w("文字が画像になっていない",
        "Text is not an image"),
     _w("この画像は文字を含むようです。",
        "This image seems to hold text."),
     "main", '<img src="/b/{n}.png" alt="募集中">', 3),
)  # fmt: skip
_REVIEWED = {"image-text-fits"}
_ADVICE = {"landmark-main"}
_WHY = _w(
    "スクリーンリーダーで聞く人や、画面を拡大して使う人が、必要な情報にたどり着けません。\n\n急いでいるときほど、困る人が増えます。",
    "People who listen with a screen reader and people who enlarge the screen cannot reach what they need.",
)
_FIX = _w(
    '`alt`属性などで内容を伝えます。\n\n修正前：\n\n```html\n<img src="a.png">\n```\n\n'
    '修正後：\n\n```html\n<img src="a.png" alt="市役所">\n```',
    'Say it with the `alt` attribute.\n\nBefore:\n\n```html\n<img src="a.png">\n```\n\n'
    'After:\n\n```html\n<img src="a.png" alt="City hall">\n```',
)


@lru_cache(maxsize=1)
def scheme() -> Scheme:
    """The built-in check items and criteria."""
    return load_scheme(rulesets_dir())


def rules() -> tuple[Rule, ...]:
    """Rules of every kind: automatic, axe, manual, advice, with and without criteria."""
    made = [
        Rule(
            id=id_,
            level=Level(level),
            name=name,
            quality=Axis(axis),
            method=Method.ASSISTED if id_ in _REVIEWED else Method.AUTOMATIC,
            phases=("build", "operate"),
            check="axe.rule" if level == 1 else f"own.{id_.replace('-', '_')}",
            options={"ids": (id_,)} if level == 1 else {},
            needs=("axe",) if level == 1 else ("html",),
            impact=Impact(impact),
            advice=id_ in _ADVICE,
            item=item,
            requirements=requirements,
            related=("wcag22:2.4.4", "tokyo:3") if id_ == "vague-link-text" else (),
            messages={"failed": message},
            why=_WHY,
            fix=_FIX,
            examples=(
                Example(
                    expected=Expected.FAILED,
                    title="代替テキストがない",
                    key="failed",
                    html='<img src="a.png">',
                    line=40,
                ),
                Example(
                    expected=Expected.PASSED, title="代替テキストがある", html='<img src="a.png" alt="市役所">', line=46
                ),
            ),
            version="1",
        )
        for id_, level, axis, impact, item, requirements, name, message, *_ in _RULES
    ]
    manual = Rule(
        id="video-captions",
        level=Level.MUST,
        name=_w("動画に字幕がある", "Videos have captions"),
        quality=Axis.ACCESSIBILITY,
        method=Method.MANUAL,
        phases=("operate",),
        check="",
        impact=Impact.CRITICAL,
        item="WC-1.2.2",
        requirements=("wcag22:1.2.2", "jis2016:1.2.2"),
        why=_WHY,
        fix=_FIX,
        version="1",
    )
    return (*made, manual)


_LANGUAGES: tuple[dict[str, float], ...] = (
    {"language.ja": 1.0, "procedure": 1},
    {"language.ja": 0.97, "language.en": 0.03, "version.en": 1, "version.zh-Hans": 1, "procedure": 1},
    {"language.en": 1.0},
    {"language.ja": 0.7, "language.vi": 0.3},
)


def page(number: int, *, width: int = 1) -> PageResult:
    """A page of the site; every 23rd could not be checked. ``width`` multiplies its findings."""
    url = f"{SITE}/kurashi/{number:04d}.html"
    if number % 23 == 7:
        problem = Problem(kind=ProblemKind.HTTP_ERROR, detail="HTTP 404")
        return PageResult(page=Page(url=url, depth=2, found_on=SITE), status=404, problem=problem)
    findings: list[Finding] = []
    outcomes: dict[str, RuleCount] = {}
    for id_, _level, _axis, _impact, _item, _req, _name, _message, region, snippet, count in _RULES:
        if id_ == "form-fields" and number % 5:
            outcomes[id_] = RuleCount(outcome=Outcome.INAPPLICABLE)
            continue
        found = count * width
        review = id_ in _REVIEWED
        outcome = Outcome.PASSED if not found else Outcome.CANT_TELL if review else Outcome.FAILED
        outcomes[id_] = RuleCount(
            outcome=outcome, applicable=found + 3, failed=0 if review else found, cant_tell=found if review else 0
        )
        findings.extend(_finding(url, number, id_, region, snippet, n, outcome) for n in range(found))
    return PageResult(
        page=Page(url=url, depth=2, found_on=SITE),
        status=200,
        final_url=url,
        title=f"転入・転出の手続き（その{number}） | 例示市",
        lang="ja",
        outcomes=outcomes,
        findings=tuple(findings),
        metrics={
            "load_ms": 420,
            "bytes": 183_220,
            "nodes": 512,
            **_LANGUAGES[number % len(_LANGUAGES)],
            "text_score": 20 + 9 * number % 70,
            "text_sentences": 12,
            "text_hard_sentences": number % 3,
        },
        template="t1",
        links=40,
    )


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("https://evil.example","x")',
    "\u202egnp.exe\u202c",
    "\x00\x07\x1b[31m",
    "half \ud83d of a pair",
    "]]> -- <!-- &amp; ' `",
    "| a | b |\n# head\n[x](javascript:alert(1)) @someone",
    "long " + "あ" * 3000,
)


def hostile_page(number: int = 9000) -> PageResult:
    """A page that tries to break out of every format with all that it can choose."""
    findings = tuple(
        Finding(
            rule_id="vague-link-text",
            page_url=f"javascript:alert({n})",
            outcome=Outcome.FAILED,
            key="failed",
            data={"text": text, "</script>": text},
            selector=f"a[title='{text}']",
            snippet=f"<a title='{text}'>",
            region=text,
            fingerprint=f"f{n}",
            shared_id=f"s{n}",
        )
        for n, text in enumerate(HOSTILE)
    )
    return PageResult(
        page=Page(url=f"javascript:alert('{HOSTILE[1]}')//{number}"),
        status=200,
        title="".join(HOSTILE[:8]),
        lang='"><script>',
        outcomes={"vague-link-text": RuleCount(outcome=Outcome.FAILED, applicable=20, failed=len(HOSTILE))},
        findings=findings,
    )


def report_input(
    pages: int = 12, *, width: int = 1, hostile: tuple[PageResult, ...] = (), answers: tuple[Answer, ...] = ()
) -> ReportInput:
    """A whole report: ``pages`` pages with about 60 findings each, history, comparison, hostile pages at the end."""

    def stream() -> Iterator[PageResult]:
        for number in range(1, pages + 1):
            yield page(number, width=width)
        yield from hostile

    now = scan("20261123-150400-abcdef", STARTED, 0.0, pages)
    before = scan("20261023-100000-abcdef", STARTED - timedelta(days=31), -4.0, pages)
    first = scan("20260923-100000-abcdef", STARTED - timedelta(days=61), -9.5, pages)
    sample = page(1).findings
    return ReportInput(
        scan=now,
        pages=stream,
        people=review(now, stream(), answers),
        previous=before,
        comparison=Comparison(
            before=before.id,
            after=now.id,
            new=sample[:2],
            fixed=sample[2:9],
            remaining=sample[9:40],
            uncompared=(Uncompared(finding=sample[40], reason=Incomparable.AXE_CHANGED, side="after"),),
        ),
        trend=(first, before),
        measures=lambda _: [page(number).metrics for number in range(2, pages + 2)],
        items=tuple(scheme().items.values()),
        criteria=scheme().criteria,
    )


def answers() -> tuple[Answer, ...]:
    """People's answers: about a place, about a rule, and two that do not count any more; one of them is hostile."""
    unclear = next(f for f in page(1).findings if f.outcome is Outcome.CANT_TELL)
    given = {
        "site": "例示市公式ウェブサイト",
        "rule_version": "1",
        "when": STARTED + timedelta(days=1),
        "scan_id": "20261123-150400-abcdef",
        "scan_started": STARTED,
    }
    place = {"place": "/kurashi/0001.html", "fingerprint": unclear.fingerprint}
    return (
        Answer(rule_id=unclear.rule_id, outcome=Outcome.PASSED, by="山田 花子", note="飾りの文字", **place, **given),
        Answer(rule_id="video-captions", outcome=Outcome.FAILED, by=HOSTILE[1], note="".join(HOSTILE), **given),
        Answer(rule_id="video-captions", outcome=Outcome.PASSED, by="A", place="/gone", **given),
        Answer(rule_id=unclear.rule_id, outcome=Outcome.PASSED, by="A", **{**given, "rule_version": "0"}),
    )


def scan(id_: str, started: datetime, shift: float, pages: int) -> Scan:
    """A complete scan whose scores are shifted by some points."""
    broken = sum(1 for n in range(1, pages + 1) if n % 23 == 7)
    return Scan(
        id=id_,
        site="例示市公式ウェブサイト",
        starts=(f"{SITE}/",),
        started=started,
        finished=started + timedelta(minutes=3),
        state=ScanState.COMPLETE,
        versions=Versions(tool="0.1.0", axe="4.12.1", browser="HeadlessChrome/140.0", rules="abc"),
        settings={
            "scope": "host",
            "exclude": ["/en/*"],
            "max_pages": 1000,
            "max_depth": None,
            "sitemap": "auto",
            "seed": 1,
            "viewport": [1280, 800],
            "ignore_robots": False,
            "future": {"a": 1},
        },
        rules=rules(),
        site_findings=(_finding(f"{SITE}/", 0, "easy-japanese", "", "", 0, Outcome.FAILED),),
        site_outcomes={"easy-japanese": RuleCount(outcome=Outcome.FAILED, applicable=1, failed=1)},
        score=tuple(_score(level, shift) for level in Level),
        pages_checked=pages - broken,
        pages_broken=broken,
        pages_other=4,
        notes=("limit:25", "robots:12", "unknown-note"),
    )


def _score(level: Level, shift: float) -> LevelScore:
    base = {1: 62.0, 2: 48.0, 3: 70.0}[level] + shift
    cell = Cell(
        applicable=1000,
        failed=round(1000 - base * 10),
        cant_tell=35,
        findings=1240,
        advice=12,
        manual=7 if level < 3 else 2,
    )
    axes = {Axis.ACCESSIBILITY: cell}
    if level > 1:
        axes[Axis.USABILITY] = cell
    if level == 2:
        axes[Axis.PROCEDURE] = Cell(applicable=40, failed=0, manual=1)
        axes[Axis.FRESHNESS] = Cell(applicable=46, failed=44, findings=44)
    return LevelScore(level=level, total=cell, axes=axes, verdict=LevelVerdict.PROBLEMS)


def _finding(url: str, number: int, rule: str, region: str, snippet: str, n: int, outcome: Outcome) -> Finding:
    # What stands in header, menu and footer is the same on every page.
    shared = region in ("header", "nav", "footer", "head", "body")
    code = snippet.replace("{p}", str(number)).replace("{n}", str(n))
    place = f"{rule} {code} {n}" if shared else f"{rule} {code} {n} {number}"
    return Finding(
        rule_id=rule,
        page_url=url,
        outcome=outcome,
        key="failed",
        data={
            "text": "こちら" if rule == "vague-link-text" else "日　時",
            "length": 61 + n,
            "count": 24,
            "score": 2.25,
            "contrastRatio": 3.4,
            "expectedContrastRatio": "4.5:1",
            "fgColor": "#999999",
            "bgColor": "#ffffff",
        },
        selector=f"#contents > div.section:nth-child({n + 2}) a" if region else "",
        snippet=code,
        region=region,
        fingerprint=_hash(f"{url} {place}"),
        shared_id=_hash(place),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
