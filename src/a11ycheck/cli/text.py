"""``a11ycheck text``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from a11ycheck.api.texts import CheckedText
    from a11ycheck.language.analysis import Analysed
    from a11ycheck.language.marks import Mark

_WORDS = {
    "ja": {
        "score": "やさしさの点数: {score}（0～100。高いほどやさしい文章です）",
        "no-score": "やさしさの点数: 測れません（日本語と英語だけを調べます。見つかった言語: {code}）",
        "length": "文: {sentences}　平均: {mean_length}{unit}　最長: {longest}{unit}　長い文: {long_sentences}",
        "line": "{line}行目（点数 {score:.0f}）",
        "whole": "文章全体",
        "found": "直したい所: {count}",
        "none": "直したい所は見つかりませんでした。",
        "ja": "字",
        "en": "語",
    },
    "en": {
        "score": "Plainness: {score} (0-100, higher is plainer)",
        "no-score": "Plainness: not measured (only Japanese and English are checked; found: {code})",
        "length": "Sentences: {sentences}  mean: {mean_length}  longest: {longest} {unit}  long: {long_sentences}",
        "line": "Line {line} (plainness {score:.0f})",
        "whole": "Whole text",
        "found": "Places to look at: {count}",
        "none": "Nothing found to change.",
        "ja": "characters",
        "en": "words",
    },
}


@click.command("text")
@click.argument("file", metavar="FILE|-")
@click.option(
    "--profile",
    type=click.Choice(["general", "yasashii"]),
    default="general",
    show_default=True,
    help="For whom: the general public, or readers of easy Japanese.",
)
@click.option(
    "--language",
    type=click.Choice(["auto", "ja", "en"]),
    default="auto",
    show_default=True,
    help="Language of the text.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lines", is_flag=True, help="Each line is a text of its own; one JSON object a line.")
@click.option(
    "--lang", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help="Language of the messages."
)
def check_words(file: str, profile: str, language: str, format_: str, lines: bool, lang: str) -> None:
    """Checks the language of a text, for writers: marks, suggestions and a score for plainness.

    FILE is plain text, Markdown (.md) or Word (.docx); - reads standard input.

    \b
    Examples:
      a11ycheck text draft.docx
      a11ycheck text page.md --profile yasashii
      a11ycheck text --format json - < draft.txt
      a11ycheck text --lines --format json - < sentences.txt
    """
    if lines and format_ != "json":
        raise click.UsageError("--lines prints JSON: add --format json.")
    if lines:
        _check_lines(file, language, profile)
        return
    from a11ycheck.api import documents, texts
    from a11ycheck.language.marks import Profile

    extract = documents.read(_bytes(file), file)
    checked = texts.check_text(
        extract.text, language=language, profile=Profile(profile), common=texts.common_abbreviations()
    )
    if format_ == "json":
        import json

        click.echo(json.dumps(texts.as_json(checked, extract.places), ensure_ascii=False, indent=2))
        return
    for line in _report(checked, extract.text, lang):
        click.echo(line)


def _check_lines(file: str, language: str, profile: str) -> None:
    """One JSON object for each line of a file."""
    import json

    from a11ycheck.api import documents, texts
    from a11ycheck.language.marks import Profile

    common = texts.common_abbreviations()
    audience = Profile(profile)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    stream = sys.stdout.buffer
    with _open(file) as source:
        for raw in source:
            line = documents.decode(raw).removesuffix("\n")
            checked = texts.check_text(line, language=language, profile=audience, common=common)
            stream.write(encode(texts.as_json(checked)).encode("utf-8", "replace") + b"\n")
            stream.flush()


def _report(checked: CheckedText, source: str, lang: str) -> Iterator[str]:
    """The result for people: sentence by sentence with its marks, then the sums."""
    words, result = _WORDS[lang], checked.analysis
    left = list(result.marks)
    for sentence in result.sentences:
        end = sentence.start + len(sentence.text)
        own = [m for m in left if sentence.start <= m.start < end]
        left = [m for m in left if not sentence.start <= m.start < end] if own else left
        if own:
            line = source.count("\n", 0, sentence.start) + 1
            yield click.style(words["line"].format(line=line, score=sentence.score), bold=True)
            yield f"  {_marked(sentence, own)}"
            yield from _messages(own, lang)
            yield ""
    if left:
        yield click.style(words["whole"], bold=True)
        yield from _messages(left, lang)
        yield ""
    if result.score is None:
        yield words["no-score"].format(code=checked.language.code or "-")
        return
    yield words["score"].format(score=f"{result.score:.0f}")
    if "mean_length" in result.metrics:
        yield words["length"].format(unit=words[checked.language.code], **result.metrics)
    yield words["found"].format(count=len(result.marks)) if result.marks else words["none"]


def _messages(marks: Iterable[Mark], lang: str) -> Iterator[str]:
    from a11ycheck.language.wording import message

    for mark in marks:
        yield f"    - {_printable(message(mark, lang))}"
        if "joint" in mark.data and mark.suggestion:
            yield f"      → {_printable(mark.suggestion)}"


def _marked(sentence: Analysed, marks: Iterable[Mark]) -> str:
    """The sentence with its marked words: underlined on a terminal, else in 【】."""
    size = len(sentence.text)
    spans = [(max(m.start - sentence.start, 0), min(m.end - sentence.start, size)) for m in marks]
    inner = sorted(span for span in spans if span != (0, size))
    parts: list[str] = []
    at = 0
    for start, end in inner:
        if start < at:
            continue
        parts += [_printable(sentence.text[at:start]), _emphasised(_printable(sentence.text[start:end]))]
        at = end
    return "".join([*parts, _printable(sentence.text[at:])])


def _emphasised(words: str) -> str:
    return click.style(words, fg="yellow", underline=True) if sys.stdout.isatty() else f"【{words}】"


def _printable(words: str) -> str:
    """Without control characters: a text must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in words)


def _open(file: str) -> IO[bytes]:
    from a11ycheck.errors import UsageError

    try:
        return sys.stdin.buffer if file == "-" else Path(file).open("rb")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error


def _bytes(file: str) -> bytes:
    with _open(file) as source:
        return source.read()
