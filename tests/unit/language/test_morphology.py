"""Words are found in any text, however long or broken."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from a11ycheck.language.morphology import words


def test_offsets_point_into_the_text() -> None:
    """Each word stands where its offsets say."""
    text = "申請に係る書類を、\n窓口で 提出してください。😀終わり"
    found = words(text)
    assert [text[w.start : w.end] for w in found] == [w.text for w in found]
    assert "".join(w.text for w in found) == "".join(text.split())


def test_inflected_words_have_their_dictionary_form() -> None:
    """行っ is a form of 行う or 行く, and the sentence decides."""
    assert [w.lemma for w in words("検討を行った")] == ["検討", "を", "行う", "た"]
    assert [w.lemma for w in words("窓口に行った")][2] == "行く"


@pytest.mark.parametrize(
    "text", ["", " \n", "\ud800", "a\udfffb", "\x00\x01\x1b[31m", "\u202eשלום عربى", "ｱ" * 50, "𠮷野家"]
)
def test_any_characters_are_taken(text: str) -> None:
    """Control characters, lone surrogates and right-to-left text break nothing."""
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)


def test_a_megabyte_without_a_full_stop() -> None:
    """Text is cut into pieces that Sudachi takes, in time linear in its length."""
    text = "住民票の写しの交付に関する手続について" * 20_000
    started = time.process_time()
    found = words(text)
    assert found[-1].end == len(text)
    assert time.process_time() - started < 30


def test_threads_have_tokenizers_of_their_own() -> None:
    """Many threads at once give the same words as one."""
    text = "転入届は、引っ越した日から14日以内に出してください。"
    expected = words(text)
    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(words, [text] * 64))
