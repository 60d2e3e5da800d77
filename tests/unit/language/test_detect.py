"""Tests of language detection."""

from __future__ import annotations

import subprocess
import sys

import pytest

from a11ycheck.language.detect import NOTHING, SURE, chinese_script, detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("住民票の写しの交付を請求するときは、本人確認書類をお持ちください。", "ja"),
        ("マイナンバーカード", "ja"),
        ("You can apply for a copy of your certificate of residence at the counter.", "en"),
        ("本市居民可以在窗口申请住民票的复印件，请携带身份证件。", "zh-Hans"),
        ("本市居民可以在窗口申請住民票的影本，請攜帶身分證件。", "zh-Hant"),
        ("주민표 사본은 창구에서 신청할 수 있습니다.", "ko"),
        ("Você pode solicitar uma cópia do certificado de residência no balcão.", "pt"),
        ("Puede solicitar una copia del certificado de residencia en la ventanilla.", "es"),
        ("Bạn có thể xin bản sao phiếu cư trú tại quầy tiếp tân của thành phố.", "vi"),
        ("Maaari kang humingi ng kopya ng sertipiko ng paninirahan sa bintana ng lungsod.", "tl"),
        ("Anda dapat mengajukan salinan sertifikat domisili di loket kantor kota.", "id"),
        ("कृपया आफ्नो परिचयपत्र लिएर आउनुहोस् र निवेदन दिनुहोस्।", "ne"),
        ("คุณสามารถขอสำเนาทะเบียนบ้านได้ที่เคาน์เตอร์", "th"),
        ("Сэлэнгэ хотын иргэд өргөдөл гаргах боломжтой.", "mn"),
    ],
)
def test_names_the_language_of_a_sentence(text: str, code: str) -> None:
    """A sentence in each language that Japanese cities publish in is recognised, with confidence."""
    found = detect(text)
    assert found.code == code
    assert found.confidence > 0.8


@pytest.mark.parametrize("text", ["OK", "Chinese", "Tokyo", "東京都", "北京", "の"])
def test_is_not_sure_of_a_word(text: str) -> None:
    """A single word that many languages share is never a sure answer."""
    assert detect(text).confidence < SURE


@pytest.mark.parametrize("text", ["", "  \n", "2026/11/23 ※→●", "https://www.city.example.lg.jp/kurashi/"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    """Digits, signs and bare addresses say nothing about the language."""
    assert detect(text) == NOTHING


def test_foreign_words_do_not_change_a_japanese_sentence() -> None:
    """A Japanese sentence with English names in it stays Japanese."""
    found = detect("Microsoft Edge または Google Chrome の最新版でご覧ください。JavaScript を有効にしてください。")
    assert found.code == "ja"


def test_a_quoted_kana_does_not_make_chinese_japanese() -> None:
    """A Chinese text that names a Japanese shop is still Chinese."""
    found = detect(
        "欢迎来到我们的城市，在这里您可以品尝到「うなぎ」等当地的美食，也可以参观历史悠久的寺庙和博物馆，请您慢慢享受。"
    )
    assert found.code == "zh-Hans"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("戸籍謄本 住民票 印鑑登録 課税証明書 国民健康保険", "ja"),
        ("这们说过", "zh-Hans"),
        ("這們說過", "zh-Hant"),
        ("会社員", "ja"),
    ],
)
def test_chinese_characters_vote_for_their_country(text: str, code: str) -> None:
    """Characters that only one country uses every day decide a text without kana."""
    assert chinese_script(text).code == code


def test_a_language_can_be_added() -> None:
    """A declared language outside the usual ones is considered when it is named."""
    text = "U kunt een kopie van het bewijs van inschrijving aanvragen aan de balie van de gemeente."
    assert detect(text, also=("nl",)).code == "nl"


def test_importing_does_not_load_the_model() -> None:
    """The module and a Japanese text cost no model."""
    code = (
        "import sys; from a11ycheck.language.detect import detect; detect('住民票の写し');"
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
