"""The words of a page are read once, and only what readers meet as sentences."""

from __future__ import annotations

import time

import pytest

from a11ycheck.checks import reading, wording
from a11ycheck.language.marks import Profile
from a11ycheck.model import Outcome

from .builder import document

_PLAIN = {"kinds": ["stiff-word", "katakana-word", "vague-word", "light-verb"]}


def test_a_page_is_read_once() -> None:
    """All rules share one reading."""
    doc = document("<p>申請書を出してください。</p>")
    assert reading.read(doc) is reading.read(doc)


@pytest.mark.parametrize(
    "body",
    [
        "<nav><p>申請に係る書類です。</p></nav>",
        '<div id="footer"><p>申請に係る書類です。</p></div>',
        "<main><ul><li>申請に係る書類</li></ul></main>",
        "<main><blockquote><p>申請に係る書類です。</p></blockquote></main>",
        '<main><p lang="zh">申請に係る書類です。</p></main>',
        "<main><p>See the section “Enabling authentication” of the manual to 設定する。</p></main>",
    ],
)
def test_menus_lists_of_words_and_quotations_are_not_read(body: str) -> None:
    """Only full sentences of the main part that the page says itself count."""
    assert reading.read(document(body)).sentences == ()


def test_measures_begin_with_text() -> None:
    """The page's metrics hold the score and the counts."""
    metrics = reading.metrics(document("<p>申請書を出してください。</p><p>お金はかかりません。</p>"))
    assert metrics["text_sentences"] == 2
    assert 50 < metrics["text_score"] <= 100
    assert metrics["text_marks"] == 0


def test_a_page_without_sentences_has_no_measures() -> None:
    """Nothing is measured where there is nothing to read."""
    assert reading.metrics(document("<ul><li>くらし</li></ul>")) == {}


@pytest.mark.parametrize(
    ("heading", "easy"),
    [
        ("やさしい日本語", True),
        ("ごみの出し方（やさしいにほんご）", True),
        ("「やさしい日本語」の研修", False),
        ("やさしい日本語とは", False),
        ("ごみの出し方", False),
    ],
)
def test_pages_that_say_they_are_easy_are_held_to_it(heading: str, *, easy: bool) -> None:
    """A page about やさしい日本語 is not one in it."""
    found = reading.read(document(f"<h1>{heading}</h1><p>水を飲んでください。</p>"))
    assert (found.profile is Profile.EASY) is easy


def test_words_of_one_block_are_one_finding_and_come_once() -> None:
    """A page that repeats its words is not flooded with findings."""
    body = "<p>申請に係る書類を速やかに返戻します。</p>" + "<p>変更に係る届けです。</p>" * 50
    verdicts = list(wording.words(document(body), _PLAIN))
    assert [v.outcome for v in verdicts] == [Outcome.CANT_TELL]
    assert (
        verdicts[0].data["words"] == "「に係る」→「の、に関する」、「速やかに」→「すぐに、早く」、「返戻し」→「返し」"
    )


def test_findings_have_a_limit() -> None:
    """However many places there are, a rule shows the first few."""
    sentence = "市は、{}の整備についての検討の実施を進めます。"
    body = "".join(f"<p>{sentence.format(name)}</p>" for name in "道橋川山海空森林村町")
    verdicts = list(wording.sentences(document(body), {"kinds": ["noun-chain"], "most": 5}))
    assert len(verdicts) == 5


def test_other_languages_are_not_judged() -> None:
    """A Korean page has neither sentences nor verdicts."""
    doc = document("<p>신청서를 제출해 주세요.</p>", lang="ko")
    assert reading.metrics(doc) == {}
    assert list(wording.words(doc, _PLAIN)) == []


def test_a_huge_page_costs_a_bounded_time() -> None:
    """Of very many sentences the first ones stand for the rest."""
    body = "".join(f"<p>{i}番目の申請に係る書類を窓口で受け取ってください。</p>" for i in range(3000))
    doc = document(f"<main>{body}</main>")
    started = time.process_time()
    assert len(reading.read(doc).sentences) == 400
    assert time.process_time() - started < 10
