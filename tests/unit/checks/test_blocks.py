"""Tests of the text blocks: text as a reader meets it."""

from __future__ import annotations

from .builder import document


def texts(body: str) -> list[str]:
    """The text of all blocks of a page."""
    return [block.text for block in document(body).blocks]


def test_inline_elements_join_without_a_gap() -> None:
    """A word that is marked in part stays one word; a line feed in the source is a space."""
    assert texts("<p>住民<strong>票</strong>の<a href=a>写し</a>を\n請求する</p>") == ["住民票の写しを 請求する"]


def test_a_block_in_a_block_parts_the_text() -> None:
    """Text before, in and after an inner block are three blocks; the last belongs to the outer element."""
    doc = document("<div>前<p>中</p>後</div>")
    assert [(b.text, b.tag) for b in doc.blocks] == [("前", "div"), ("中", "p"), ("後", "div")]


def test_ruby_readings_are_kept_apart() -> None:
    """The text holds the bases alone, each reading stands beside its base; brackets are dropped."""
    body = "<p>これは<ruby>住民<rp>(</rp><rt>じゅうみん</rt><rp>)</rp>票<rt>ひょう</rt></ruby>です。</p>"
    block = document(body).blocks[0]
    assert block.text == "これは住民票です。"
    assert block.ruby == (("住民", "じゅうみん"), ("票", "ひょう"))


def test_space_between_the_parts_of_a_ruby_is_not_text() -> None:
    """A ruby that is indented in the source reads like one that is not."""
    assert texts("<p>この<ruby>\n  <rb>漢字</rb>\n  <rt>かんじ</rt>\n</ruby>を</p>") == ["この漢字を"]


def test_preformatted_lines_stay_lines() -> None:
    """In pre a line feed ends a line, as br does elsewhere."""
    assert texts("<pre>一行目\n二行目</pre><p>三<br>四</p>") == ["一行目\n二行目", "三\n四"]


def test_signs_for_line_breaks_are_no_text() -> None:
    """Soft hyphens and zero-width spaces do not part a word."""
    assert texts("<p>infor\u00admation 個人\u200b番号</p>") == ["information 個人番号"]


def test_the_language_is_that_of_the_text() -> None:
    """A paragraph whose whole text is marked as English is English; one foreign word leaves it Japanese."""
    body = '<p><span lang="en">How to apply</span></p><p>これは<i lang="en">form</i>です</p><p lang="KO">안내</p>'
    doc = document(body)
    assert [b.lang for b in doc.blocks] == ["en", "ja", "ko"]
    assert doc.blocks[1].runs == (("ja", "これは"), ("en", "form"), ("ja", "です"))


def test_blocks_know_their_heading() -> None:
    """Each block stands under the heading before it; a heading stands under itself."""
    doc = document("<p>前</p><h2>見出し</h2><p>本文</p>")
    heading = doc.by_tag("h2")[0]
    assert [b.heading for b in doc.blocks] == [-1, heading, heading]


def test_deep_nesting_is_walked() -> None:
    """Thousands of nested inline elements do not break the walk."""
    doc = document("<p>" + "<span>あ" * 300 + "</span>" * 300 + "</p>")
    assert doc.blocks[0].text == "あ" * 300
