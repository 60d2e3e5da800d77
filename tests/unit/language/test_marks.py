"""Marks stand on the right words, and what they suggest fits into the sentence."""

from __future__ import annotations

import time

import pytest

from a11ycheck.language import analysis, wording
from a11ycheck.language.marks import Mark, Profile
from a11ycheck.resources import language_data


def _marks(text: str, kind: str = "", profile: Profile = Profile.GENERAL, lang: str = "ja") -> list[Mark]:
    found = analysis.analyse(text, lang, profile=profile).marks
    assert all(text[m.start : m.end] == m.text for m in found)
    return [m for m in found if not kind or m.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "marked", "suggestion"),
    [
        ("法令を遵守しなければなりません。", "stiff-word", "遵守し", "守ら"),
        ("法令を遵守した人です。", "stiff-word", "遵守した", "守った"),
        ("返戻された書類です。", "stiff-word", "返戻され", "返され"),
        ("対策を講じます。", "stiff-word", "講じ", "取り"),
        ("事業を遂行しよう。", "stiff-word", "遂行しよう", "やり遂げよう"),
        ("申請に係る書類です。", "stiff-word", "に係る", "の、に関する"),
        ("当該施設を使えます。", "stiff-word", "当該", "その"),
        ("コンセンサスが必要です。", "katakana-word", "コンセンサス", "合意"),
        ("適宜お越しください。", "vague-word", "適宜", "（いつ、どのようにするかを書く）"),
        ("検討を行った結果です。", "light-verb", "検討を行った", "検討した"),
        ("説明会を実施させていただきます。", "humble-permission", "実施させていただき", "実施し"),
        (
            "お越しいただきますようお願い申し上げます。",
            "heaped-honorific",
            "いただきますようお願い申し上げます",
            "ください",
        ),
        ("令和8年4月1日からです。", "era-only", "令和8年4月1日", "2026年（令和8年）4月1日"),
        ("受付は12/1です。", "unclear-date", "12/1", "12月1日"),
        ("１２３円です。", "full-width", "１２３", "123"),
        ("①申請書", "circled-digit", "①", "(1)"),
        ("㈱例です。", "platform-character", "㈱", "株式会社"),
        ("日　時：4月1日", "spaced-word", "日　時", "日時"),
    ],
)
def test_marks_suggest_what_fits(text: str, kind: str, marked: str, suggestion: str) -> None:
    """The marked words can be replaced by the suggestion."""
    (found,) = _marks(text, kind)
    assert (found.text, found.suggestion) == (marked, suggestion)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("年度の途中でも入園できないわけではありません。", "double-negative"),
        ("支援体制の整備についての検討の実施が課題です。", "noun-chain"),
        ("会場の入口の受付の前の机です。", "no-chain"),
        ("そう考えられ、行わせられ、決められました。", "passive-chain"),
        ("本人の場合は窓口で、郵送の場合は書留で、期限を過ぎたときは電話で申し込みます。", "nested-conditions"),
        ("行政無線放送内容確認電話でどうぞ。", "kanji-run"),
        (
            "今日は朝から、雨が強く降り、風もよく吹き、町の道がとても混み、いつもの電車が遅れ、みんなが困りましたが、そのあと晴れました。",
            "many-commas",
        ),
    ],
)
def test_sentences_that_are_hard_to_follow(text: str, kind: str) -> None:
    """What makes a sentence hard by its build is marked."""
    assert _marks(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "申請書を出してください。",
        "法令遵守研修のお知らせです。",
        "証明書を再交付します。",
        "コンセンサス（合意）を得ました。",
        "「コンセンサス」という名前の店です。",
        "必ず届け出なければなりません。",
        "国民健康保険被保険者証を持ってきてください。",
        "平成30年法律第1号に定めています。",
        "必要な支援を行います。",
        "契約の解除を行います。",
        "会場の入口の前です。",
        "2026年（令和8年）4月1日からです。",
    ],
)
def test_plain_and_official_names_are_left_alone(text: str) -> None:
    """Names, explained words and longer words that hold a stiff one are not marked."""
    assert _marks(text) == []


def test_a_long_sentence_says_where_to_cut() -> None:
    """The cut is at a joint near the middle, with a way to go on."""
    text = (
        "申請される方は本人確認書類を窓口にお持ちいただく必要がありますが、郵送の場合は写しを同封して"
        "担当課あてにお送りいただければ受け付けることができます。"
    )
    (found,) = _marks(text, "rather-long-sentence")
    assert found.data["joint"] == "ますが、"
    assert "しかし、" in found.suggestion


@pytest.mark.parametrize(
    "text",
    """
    市では住民の皆さんからいただいた数多くのご意見や専門家による詳しい助言も含め、来年の春までに新しい図書館の場所と大きさと開館時間を決めます。
    町内の子どもたちが安全に通学できるよう定めた新しい交通のきまりに基づき、学校の周りの道路で朝と夕方の車の通行を来月から止めます。
    大雨の日に川の水位がどれくらい上がるのかを職員が毎日確認しつつ、避難所をいつどこに開くのかを消防署や警察署とともに決めることにしています。
    地域の集会所で受付の職員に会員証を見せて名前を書いて、二階の部屋で本を借りた人だけが、駐車場の料金の割引を受けることができることになっています。
    総合案内の電話では担当者（平日の午前は二人で対応し、午後からは一人で対応します）が市役所のすべての窓口についての質問に答えています。
    """.split(),  # noqa: SIM905 - one sentence a line
)
def test_only_a_clause_that_surely_ends_is_cut(text: str) -> None:
    """Nothing is cut at 「も含め」, 「に基づき」, 「つつ」, in brackets, or where the clause may belong to a noun."""
    assert [m.kind for m in _marks(text) if m.kind.endswith("long-sentence")]
    assert all("joint" not in m.data for m in _marks(text))


def test_reasons_are_cut_off() -> None:
    """「…ますので、」 is a place to cut; what follows begins with 「そのため、」."""
    text = (
        "土曜日と日曜日は駐車場がたいへん込み合うことが多くなりますので、"
        "会場にお越しの方は駅前から出ている無料の送迎バスか市内を走る路線バスを使ってください。"
    )
    (found,) = _marks(text, "rather-long-sentence")
    assert (found.data["joint"], found.data["onward"]) == ("ので、", "そのため、")


def test_names_in_quotation_marks_are_left_alone() -> None:
    """A plan is called as it is called, but what a sentence says in quotation marks can be written plainly."""
    assert _marks("「水道に係る費用の計画」を見てください。", "stiff-word") == []
    assert _marks("「規則を遵守してください」と書いています。", "stiff-word")


def test_fractions_are_no_chain_of_nouns() -> None:
    """「税金の3分の1の額」 has two の only: a fraction is one number."""
    assert _marks("税金の3分の1の額を返します。", "no-chain") == []


def test_main_clauses_in_a_row_are_cut() -> None:
    """「…しており、…するものです。」 is cut: 「もの」 only closes the sentence."""
    text = (
        "この講座は毎年とても多くの市民の皆さんに参加していただいており、"
        "地域で長く活動している団体が子どもたちに昔の遊びを楽しく教えるものです。"
    )
    (found,) = _marks(text, "rather-long-sentence")
    assert found.data["onward"] == "また、"


@pytest.mark.parametrize("text", ["この製品は ISO 9001 に合っています。", "会場は「SKY & SEA」です。"])
def test_numbers_of_standards_and_names_are_no_abbreviations(text: str) -> None:
    """A standard with its number and a name of two words are not asked to be explained."""
    assert _marks(text, "abbreviation") == []


def test_a_compound_that_an_adjective_describes_keeps_its_verb() -> None:
    """「質の高い相談支援を行う」 is not 「質の高い相談支援する」."""
    assert _marks("質の高い相談支援を行います。", "light-verb") == []
    (found,) = _marks("明日、相談支援を行います。", "light-verb")
    assert found.suggestion == "支援し"


def test_phrases_that_stand_for_particles_are_no_place_to_cut() -> None:
    """「について、」 ends no clause."""
    text = (
        "市の施設を使う人がいつも守らなければならない大切なきまりとその理由について、"
        "職員がとてもわかりやすい言葉でていねいに説明した本が図書館にあります。"
    )
    assert all("joint" not in m.data for m in _marks(text))


@pytest.mark.parametrize(
    ("text", "kind", "suggestion"),
    [
        ("書類を確認する。", "not-polite", ""),
        ("ご確認ください。", "polite-prefix", "確認してください"),
        ("お待ちください。", "polite-prefix", "待ってください"),
        ("10時〜17時です。", "tilde", "から"),
        ("18歳未満の人です。", "limit-word", "17歳まで"),
        ("17時30分に閉めます。", "late-hour", "午後5時30分"),
        ("税金が決められます。", "passive", ""),
        ("書類を閲覧します。", "stiff-word", "見"),
        ("漢字です。", "no-reading", ""),
    ],
)
def test_easy_japanese_asks_for_more(text: str, kind: str, suggestion: str) -> None:
    """Marks of やさしい日本語 do not appear in general text."""
    assert [m.suggestion for m in _marks(text, kind, Profile.EASY)] == [suggestion]
    assert _marks(text, kind) == []


def test_readings_in_brackets_count() -> None:
    """Kanji with their reading beside them need no furigana."""
    assert _marks("会場（かいじょう）です。", "no-reading", Profile.EASY) == []


@pytest.mark.parametrize(
    ("text", "kind", "marked"),
    [
        ("The form was rejected.", "english-passive", "was rejected"),
        ("Apply prior to Monday.", "english-word", "prior to"),
        ("We utilised the hall.", "english-word", "utilised"),
        ("We will conduct an investigation of this.", "english-noun", "conduct an investigation of"),
        (" ".join(["word"] * 30) + ".", "english-long", " ".join(["word"] * 30) + "."),
        (" ".join(["word"] * 40) + ".", "english-very-long", " ".join(["word"] * 40) + "."),
    ],
)
def test_english(text: str, kind: str, marked: str) -> None:
    """English sentences are marked after plain-language advice."""
    assert [m.text for m in _marks(text, kind, lang="en")] == [marked]


@pytest.mark.parametrize("text", ["The hall is open.", "I am interested in it.", "The shop is closed on Sunday."])
def test_states_are_no_passives(text: str) -> None:
    """“is closed” says how something is."""
    assert _marks(text, lang="en") == []


def test_every_kind_has_words_in_both_languages() -> None:
    """Messages can be made of any mark."""
    text = "①当該施設の利用の申請の受付の場所は、令和8年４０日に適宜検討を行うＡＢ。DX"
    for profile in Profile:
        for found in _marks(text, profile=profile):
            assert all(wording.message(found, lang) for lang in ("ja", "en"))
    assert all(set(words) == {"ja", "en"} for words in wording.words().values())


def test_the_list_of_plain_words() -> None:
    """Each line names words, a replacement, a kind and an audience; there are many, and none twice."""
    lines = [x for x in language_data("plain-words.tsv").decode().splitlines() if x and not x.startswith("#")]
    fields = [line.split("\t") for line in lines]
    assert all(len(f) == 4 and f[0] and f[1] and f[2] in "okv" and f[3] in ("all", "easy") for f in fields)
    assert len({f[0] for f in fields}) == len(fields) >= 400


@pytest.mark.parametrize(
    "piece", ["検討の実施", "漢", "（", "\ud800", "1/2 ", "令和8年", "a b ", "、", "\x00", "שלום "]
)
def test_huge_texts_take_linear_time(piece: str) -> None:
    """A text without any full stop is read piece by piece."""
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    analysis.analyse(text, "ja", profile=Profile.EASY)
    analysis.analyse(text, "en")
    assert time.process_time() - started < 20


def test_other_languages_have_no_score() -> None:
    """What cannot be measured is not guessed."""
    assert analysis.analyse("안녕하세요.", "ko").score is None
