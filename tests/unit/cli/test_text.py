"""``a11ycheck text`` tells writers where and how, for people and for programs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from a11ycheck.cli.main import cli

_DOCUMENT = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}'
    "</w:body></w:document>"
)


def _run(*arguments: str, text: str | bytes | None = None) -> Any:
    return CliRunner().invoke(cli, ["text", *arguments], input=text)


def _json(*arguments: str, text: str | bytes | None = None) -> Any:
    result = _run(*arguments, "--format", "json", text=text)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_people_read_the_line_the_marked_words_and_what_to_write() -> None:
    """Without a terminal the marked words stand in 【】."""
    result = _run("-", text="はじめに。\n申請に係る書類です。\n")
    assert result.exit_code == 0
    assert "2行目" in result.output
    assert "申請【に係る】書類です。" in result.output
    assert "「の、に関する」" in result.output
    assert "\x1b" not in result.output


def test_a_plain_text_has_nothing_to_change() -> None:
    """A text without marks says so, with its score."""
    result = _run("-", "--lang", "en", text="申込書を出してください。")
    assert "Nothing found to change." in result.output
    assert "Plainness:" in result.output


def test_json_has_language_score_metrics_and_findings() -> None:
    """Positions are characters of the text; a finding says what to write, in both languages."""
    text = "当該書類を出してください。"
    found = _json("-", text=text)
    assert found["language"]["code"] == "ja"
    assert 0 < found["score"] < 100
    assert found["metrics"]["sentences"] == 1
    (finding,) = found["findings"]
    assert text[finding["start"] : finding["end"]] == finding["text"] == "当該"
    assert finding["suggestion"] == "その"
    assert set(finding["message"]) == {"ja", "en"}


def test_lines_are_texts_of_their_own() -> None:
    """Each line of input gives one JSON object, empty and odd ones too."""
    lines = [
        "申請に係る書類です。",
        "",
        "Please apply prior to Monday, all of you.",
        "안녕하세요 여러분 반갑습니다",
        "\x00\x1b[31m",
        "שלום",
    ]
    result = _run("--lines", "--format", "json", "-", text="\n".join(lines))
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(objects) == len(lines)
    assert [o["language"]["code"] for o in objects[:4]] == ["ja", "", "en", "ko"]
    assert [o["score"] is None for o in objects[:4]] == [False, True, False, True]
    assert objects[2]["findings"][0]["suggestion"] == "before"


def test_lines_need_json() -> None:
    """--lines has no form for people."""
    assert _run("--lines", "-", text="a").exit_code == 2


def test_broken_bytes_are_read_all_the_same() -> None:
    """Bytes of no known encoding do not stop it, and what Japanese Windows writes is understood."""
    assert _json("-", text=b"\xff\xfe\xff\x80abc")["metrics"] is not None
    assert _json("-", text="申請に係る書類です。".encode("cp932"))["findings"][0]["text"] == "に係る"


def test_the_easy_profile_asks_for_more() -> None:
    """--profile yasashii finds what general text may have."""
    text = "ご確認ください。"
    assert _json("-", text=text)["findings"] == []
    found = _json("-", "--profile", "yasashii", text=text)["findings"]
    assert "確認してください" in [f["suggestion"] for f in found]


def test_markdown_positions_are_those_of_the_file(tmp_path: Path) -> None:
    """Code, addresses and marks are not read; positions count in the Markdown."""
    source = (
        "---\ntitle: 当該\n---\n# 見出し\n\n- **申請に係る**[書類](https://example.jp/当該)です。\n\n```\n当該\n```\n"
    )
    path = tmp_path / "a.md"
    path.write_text(source, "utf-8")
    (finding,) = _json(str(path))["findings"]
    assert source[finding["start"] : finding["end"]] == "に係る"


def test_word_files_are_read_without_deleted_text_and_ruby(tmp_path: Path) -> None:
    """A paragraph is a line; readings and deleted text are left out."""
    paragraph = (
        "<w:p><w:r><w:t>申請</w:t></w:r><w:del><w:r><w:delText>当該</w:delText></w:r></w:del><w:r><w:ruby><w:rt><w:r>"
        "<w:t>よみ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>に係る</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:t>書類です。</w:t></w:r></w:p>"
    )
    path = _docx(tmp_path, _DOCUMENT.format(paragraph))
    (finding,) = _json(str(path))["findings"]
    assert (finding["start"], finding["text"]) == (2, "に係る")


@pytest.mark.parametrize("body", ["<w:p>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', ""])
def test_broken_word_files_are_refused_in_one_sentence(tmp_path: Path, body: str) -> None:
    """A file that is none, or that names outside files, gives no traceback and no foreign text."""
    path = _docx(tmp_path, body)
    result = _run(str(path))
    assert "root:" not in result.output
    assert result.exit_code == 0 or "Word" in str(result.exception)


def test_missing_files_are_named() -> None:
    """A file that is not there is named."""
    result = _run("no-such-file.txt")
    assert result.exit_code != 0
    assert "no-such-file.txt" in str(result.exception)


def _docx(folder: Path, document: str) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", document)
    path = folder / "a.docx"
    path.write_bytes(buffer.getvalue())
    return path
