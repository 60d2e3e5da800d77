"""Words and patterns that several checks share. Pure tables and functions on text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

FILE_TYPES = {
    "pdf": "PDF",
    "doc": "Word",
    "docx": "Word",
    "docm": "Word",
    "rtf": "RTF",
    "xls": "Excel",
    "xlsx": "Excel",
    "xlsm": "Excel",
    "ppt": "PowerPoint",
    "pptx": "PowerPoint",
    "csv": "CSV",
    "zip": "ZIP",
    "lzh": "LZH",
    "jtd": "一太郎",
    "odt": "ODT",
    "ods": "ODS",
}
"""Name extensions of the files whose format and size a link should state, with the format's name."""

# Latin letters only count at their own borders: 「PDF版」 names a format, “docker” does not.
_TYPE = re.compile(
    r"(?<![a-z])(?:pdf|docx?|word|xls[xm]?|excel|pptx?|power\s?point|csv|zip|lzh|rtf|jtd|od[ts])(?![a-z])"
    r"|ワード|エクセル|パワーポイント|パワポ|一太郎|リッチテキスト",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"[0-9][0-9.,]*\s*(?:[kmg]i?b(?:ytes?)?|k|bytes?|キロ(?:バイト)?|メガ(?:バイト)?|ギガ(?:バイト)?|バイト)(?![a-z])",
    re.IGNORECASE,
)
_FILE_INFO = re.compile(r"[\[(（〔【［]([^\])）〕】］]*)[\])）〕】］]")
_MAX_NOTE = 20
_MAX_DIGITS = 9
_VERSION = re.compile(
    r"(?:html|epub|pdf|word|excel|csv|zip|mp3|plain text|text|テキスト|音声)(?:版|形式|ファイル| version)?",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"this [a-z]+|(?:この|その|当該)(?:ページ|サイト|記事|文書|資料|商品|製品|書類|様式|ファイル|動画|画像|一覧|表)"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_INNER = re.compile(r"\s+")
_SPACED = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)

_NEW_WINDOW = re.compile(
    r"(?:別|新しい|新規|他の|ほかの|新)(?:の)?(?:ブラウザ(?:ー)?(?:の)?)?(?:ウ[ィイ]ンドウ?ー?|タブ|窓(?!口)|画面|ページ(?:で|が)開)"
    r"|ポップアップ|別の(?:ウ[ィイ]ンドウ?ー?|タブ|画面)"
    r"|new\s(?:browser\s)?(?:window|tab)|(?:another|separate|different)\s(?:window|tab)|pop-?up",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    r"外部(?:の)?(?:サイト|リンク|ページ|ホームページ)|外部へ|external\s(?:link|site|page)", re.IGNORECASE
)

_VAGUE_JA = """
こちら ここ こちらへ ここへ こちらから ここから こちらまで こちらです こちらをご覧ください
こちらをご覧下さい こちらを見る こちらを参照 こちらを参照してください こちらをクリック ここをクリック
こちらのページ こちらのサイト こちらのリンク こちらのホームページ このページ このサイト このリンク
クリック クリックしてください リンク先 リンクはこちら 詳細 詳しく くわしく 詳細はこちら 詳しくはこちら
くわしくはこちら 詳細はここ 詳しくはここ 詳細へ 詳細を見る 詳細をみる 詳しく見る 詳しくみる くわしく見る
くわしくみる 詳細を確認 詳細を表示 詳細ページ 詳細ページへ 詳細情報 詳しい情報 詳しい情報はこちら
詳細については 詳細についてはこちら 詳しくは 詳しくはこちらから 詳細はこちらから
詳細はこちらをご覧ください 詳しくはこちらをご覧ください 詳しくはこちらへ 詳細はこちらへ 詳しく知る
もっと詳しく もっとくわしく もっと見る もっとみる もっと読む もっと知る もっと 続き 続きを読む
続きをよむ 続きを見る 続きをみる 続きはこちら つづきを読む さらに表示 さらに見る さらに詳しく すべて見る
すべてを見る 全て見る 全てを見る すべて表示 見る みる 読む 開く 表示 表示する 一覧 一覧へ 一覧を見る
一覧をみる 一覧はこちら 一覧ページ 一覧表示 一覧ページへ 参照 参考 確認 確認する 添付ファイル ファイル
サイトへ ページへ pdfはこちら wordはこちら excelはこちら
"""
_VAGUE_EN = """
here|click here|click|click this|click this link|click for more|tap here|this|this page|this link|this site|this website
link|more|more info|more information|more details|read more|read on|read|see more|see here|see details|see all
show more|show all|view|view more|view all|view details|learn more|find out more|details|detail|continue
continue reading|go|go here|open
"""
# These name a page well enough (「ダウンロード」 in a menu), but not one file among many.
_VAGUE_FILE = """
ダウンロード|ダウンロードはこちら|ダウンロードする|pdfファイル|pdf版|pdfを開く|pdfダウンロード|pdfをダウンロード|pdf形式
wordファイル|word版|word形式|excelファイル|excel版|excel形式|ワード|エクセル|csvファイル|zipファイル|ファイル|添付ファイル|資料|別紙|様式|書式
download|download here|pdf|doc|docx|word|excel|xls|xlsx|csv|zip|ppt|pptx|powerpoint|pdf file|pdf version|pdf download
download pdf|download file|file|document|html|html版|epub|plain text|text version|テキスト版|mp3|音声版
"""
VAGUE = frozenset(_VAGUE_JA.split()) | frozenset(_VAGUE_EN.strip().replace("\n", "|").split("|"))
"""Link texts, as ``label`` spells them, that alone do not say where the link goes."""
VAGUE_FILES = frozenset(_VAGUE_FILE.strip().replace("\n", "|").split("|"))
"""Further ones that do not say which file or version a link opens."""


def label(text: str) -> str:
    """A short label in the one spelling by which it is looked up.

    Compatibility forms, case, the signs and arrows around it, spaces beside Japanese
    characters and file details in brackets make no difference.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _FILE_INFO.sub(lambda found: "" if _is_file_info(found[1]) else f" {found[1]} ", text)
    text = _SPACED.sub("", _INNER.sub(" ", text))
    text = _EDGES.sub("", text)
    return _EDGES.sub("", _SIZE.sub("", text))


def is_vague(text: str) -> bool:
    """Whether a link's text alone says nothing about its target: 「詳しくはこちら」, “Read more »”, “this product”."""
    spelled = label(text)
    return spelled in VAGUE or bool(_POINTER.fullmatch(spelled))


def is_format(text: str) -> bool:
    """Whether a link's text names only the form of what it opens: 「PDF版」, 「ダウンロード」, “HTML”."""
    return label(text) in VAGUE_FILES


def is_version(text: str) -> bool:
    """Whether a text names a file format or a version in one: “EPUB”, 「テキスト版」 (not 「ダウンロード」)."""
    return bool(_VERSION.fullmatch(label(text)))


def is_address(text: str) -> bool:
    """Whether a text is nothing but a web address."""
    return bool(_ADDRESS.match(unicodedata.normalize("NFKC", text).strip()))


def file_type(url: str) -> str:
    """The format of the file at an address, by its extension; empty where it is no file to be announced."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    return FILE_TYPES.get(PurePosixPath(path).suffix[1:].lower(), "")


def names_type(text: str) -> bool:
    """Whether a text states a file format: 「PDF形式」, “Excel”."""
    return bool(_TYPE.search(unicodedata.normalize("NFKC", text)))


def names_size(text: str) -> bool:
    """Whether a text states a file's size: 「１２０ＫＢ」, “1.2 MB”."""
    return bool(_SIZE.search(unicodedata.normalize("NFKC", text)))


def announces_new_window(text: str) -> bool:
    """Whether a text says that a new window or tab opens."""
    return bool(_NEW_WINDOW.search(unicodedata.normalize("NFKC", text)))


def announces_external(text: str) -> bool:
    """Whether a text says that a link leaves the site (which does not say that a new window opens)."""
    return bool(_EXTERNAL.search(unicodedata.normalize("NFKC", text)))


def whole_number(text: str | None) -> int | None:
    """A number in plain digits, as attributes hold it; None for all else (“²”, hundreds of digits, nothing)."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS else None


def short(text: str, limit: int = 60) -> str:
    """A text's beginning, for a message."""
    text = _INNER.sub(" ", text).strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _is_file_info(text: str) -> bool:
    return bool(_SIZE.search(text)) or (bool(_TYPE.search(text)) and len(text) < _MAX_NOTE)
