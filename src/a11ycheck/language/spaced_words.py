"""Words whose characters are set apart by spaces or line breaks (「日　時」, 「東<br>京<br>都」)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from a11ycheck.language.characters import HIRAGANA, KANJI, KATAKANA, count_hiragana

_CHAR = f"[{KANJI}{HIRAGANA}{KATAKANA}]"
_JOINED = f"[{KANJI}{HIRAGANA}{KATAKANA}A-Za-z0-9０-９Ａ-Ｚａ-ｚ]"
_WIDE = "[ \t]*[\u3000\xa0\u2002-\u200a][ \t\u3000\xa0\u2002-\u200a]*"
_SPACED = re.compile(rf"(?<!{_JOINED}){_CHAR}(?:[ \u3000\xa0\u2002-\u200a]+{_CHAR})+(?!{_JOINED})")
_WIDE_SPACED = re.compile(rf"(?<!{_JOINED}){_CHAR}(?:{_WIDE}{_CHAR})+(?!{_JOINED})")
_BROKEN = re.compile(rf"(?:^|(?<=\n))[ 　]*{_CHAR}[ 　]*(?:\n[ 　]*{_CHAR}[ 　]*)+(?=\n|\Z)")
_BLANK = re.compile(r"[\s\u3000\xa0\u2002-\u200a]+")
_PAIR = 2
_PHRASES = 4  # a line with fewer parts is a list or a heading
_KANJI_ONLY = re.compile(f"[{KANJI}]+")

# Words that offices like to stretch over the width of a heading or a table cell.
_WORDS = frozenset(
    """
    日時 期日 日付 日程 日数 日常 年度 年齢 年代 期間 期限 時間 時刻 時期 曜日 平日 休日
    祝日 毎日 毎週 毎月 当日 前日 翌日 場所 会場 住所 所在 所在地 現住所 本籍 地番 番地 地図
    地域 地区 区域 位置 住居 交通 最寄 氏名 名前 名称 姓名 性別 生年月日 続柄 職業 職名 役職
    役名 肩書 団体 団体名 会社 会社名 施設 施設名 学校 学校名 学年 対象 対象者 資格 定員 人数
    人員 員数 費用 料金 金額 単価 数量 合計 小計 総計 総額 予算 決算 年額 月額 税額 無料
    有料 参加費 内容 概要 要旨 趣旨 目的 目標 目次 背景 経過 結果 結論 理由 原因 種類 種別
    区分 項目 分類 分野 名目 件名 題名 件数 番号 記号 方法 手順 手続 申込 申請 申請書 申請者
    届出 届出書 請求 請求書 請求者 受付 受付中 募集 応募 応募者 選考 抽選 決定 通知 通知書
    提出 提出先 書類 様式 記入 記入例 記載 添付 証明 証明書 印鑑 押印 署名 捺印 委任状 同意書
    誓約書 報告書 計画 計画書 契約 契約書 見積書 領収書 備考 注意 注記 留意 重要 参考 参照
    附則 付則 別紙 別表 別記 補足 追記 前文 本文 総則 通則 雑則 罰則 講師 講座 講演 司会
    主催 主管 共催 後援 協賛 協力 参加 参加者 出席 出席者 欠席 出演 持物 持参 服装 天候 雨天
    中止 延期 連絡 連絡先 電話 電話番号 問合 問合せ 担当 担当者 担当課 窓口 案内 相談 回答
    質問 意見 要望 情報 広報 公告 告示 公示 議題 議事 議案 議長 議員 議会 議事録 次第 開会
    閉会 開式 閉式 挨拶 報告 審議 協議 採決 会議 会議録 傍聴 委員 委員会 委員長 会長 副会長
    部長 課長 係長 局長 室長 所長 館長 園長 校長 市長 副市長 町長 村長 区長 知事 副知事 理事
    監事 幹事 顧問 職員 代表 代表者 市役所 町役場 村役場 区役所 県庁 都庁 府庁 支所 本庁 庁舎
    公民館 図書館 体育館 保健所 保育所 保育園 幼稚園 小学校 中学校 消防署 病院 開館 閉館 休館
    休館日 開庁 閉庁 開催 開始 終了 実施 施行 改正 制定 廃止 利用 使用 使用料 手数料 納期
    納付 納税 税金 道路 水道 下水道 河川 公園 住宅 土地 建物 家屋 面積 構造 用途 建築 工事
    工期 工法 入札 落札 業者 事業 事業者 事業名 所管 東京 東京都 京都 京都府 大阪 大阪府
    北海道 青森 青森県 岩手 岩手県 宮城 宮城県 秋田 秋田県 山形 山形県 福島 福島県 茨城 茨城県
    栃木 栃木県 群馬 群馬県 埼玉 埼玉県 千葉 千葉県 神奈川 神奈川県 新潟 新潟県 富山 富山県
    石川県 福井 福井県 山梨 山梨県 長野 長野県 岐阜 岐阜県 静岡 静岡県 愛知 愛知県 三重県 滋賀
    滋賀県 兵庫 兵庫県 奈良 奈良県 和歌山 和歌山県 鳥取 鳥取県 島根 島根県 岡山 岡山県 広島
    広島県 山口県 徳島 徳島県 香川 香川県 愛媛 愛媛県 高知 高知県 福岡 福岡県 佐賀 佐賀県 長崎
    長崎県 熊本 熊本県 大分県 宮崎県 鹿児島 鹿児島県 沖縄 沖縄県 令和 平成 昭和 大正 明治
    お知らせ おしらせ 御案内 ご案内 ごあんない お願い おねがい ご注意 あいさつ ごあいさつ はじめに
    おわりに もくじ 公印省略 捨印 まとめ その他 以上 以下 メモ テーマ タイトル プログラム スケジュール ポイント
    ルール
    """.split()  # noqa: SIM905 - a list of 400 quoted words would hide them
)

# Single characters that stand beside one another as a list, not as a word.
_LISTS = tuple(
    frozenset(group)
    for group in (
        "日月火水木金土祝休",
        "年月日時分秒週",
        "一二三四五六七八九十百千万億〇零元",
        "春夏秋冬",
        "東西南北中央",
        "上中下左右前後内外表裏",
        "大中小特並",
        "男女不他",
        "甲乙丙丁戊",
        "有無可否要不未済",
        "正副主新旧現本支",
        "赤青黄緑白黒紫桃橙茶灰紺金銀",
        "朝昼夕晩夜",
        "晴曇雨雪風霧",
        "父母子祖兄弟姉妹夫妻孫本人",
        "国都道府県市区町村郡字",
        "部課係室局所館班",
        "幼保小中高大院",
        "松竹梅",
        "子丑寅卯辰巳午未申酉戌亥",
        "優良可秀",
        "自至計",
        "第号条項章節款目編",
        "円銭個本枚台人名回件冊点校戸",
        "印㊞様殿",
        "文理工医法経商農",
        "低中高強弱",
    )
)


class Kind(StrEnum):
    """How a run of single characters reads."""

    WORD = "word"
    """Put together it is a known word."""
    UNSURE = "unsure"
    """It may be a word, a name or a list."""


@dataclass(frozen=True, slots=True)
class SpacedWord:
    """A run of single characters."""

    text: str
    """As it is written, blanks as one ideographic space."""
    word: str
    """Without the blanks."""
    kind: Kind
    """How it reads."""


def spaced(text: str, *, ruby: bool = False) -> Iterator[SpacedWord]:
    """Runs of single characters with spaces between them, line by line.

    Lists such as 「月　火　水」 are left out. With ``ruby`` only wide spaces count, since the white
    space between two ruby elements often is nothing but a line feed in the source.
    """
    for line in text.split("\n"):
        spaced_prose = _is_spaced_prose(line)
        for match in (_WIDE_SPACED if ruby else _SPACED).finditer(line):
            found = _judge(match[0])
            if found is not None and (found.kind is Kind.WORD or not spaced_prose):
                yield found


def broken(text: str) -> Iterator[SpacedWord]:
    """Runs of lines that hold one character each."""
    for match in _BROKEN.finditer(text):
        found = _judge(match[0])
        if found is not None and (found.kind is Kind.WORD or len(found.word) > _PAIR):
            yield found


def _judge(run: str) -> SpacedWord | None:
    run = run.strip(" 　\n")
    word = _BLANK.sub("", run)
    text = _BLANK.sub("　", run)
    if word in _WORDS:
        return SpacedWord(text, word, Kind.WORD)
    if not _KANJI_ONLY.fullmatch(word) or len(set(word)) == 1 or any(set(word) <= group for group in _LISTS):
        return None
    return SpacedWord(text, word, Kind.UNSURE)


def _is_spaced_prose(line: str) -> bool:
    """Whether the line puts spaces between its phrases (分かち書き)."""
    parts = [part for part in _BLANK.split(line) if part]
    if len(parts) < _PHRASES or all(len(part) == 1 for part in parts):
        return False
    return count_hiragana(line) >= 0.3 * sum(len(part) for part in parts)
