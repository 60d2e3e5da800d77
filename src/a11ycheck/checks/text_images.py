"""Pictures that seem to be made of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, collapse
from a11ycheck.checks.words import short
from a11ycheck.model import State, Verdict

_LOGO = re.compile(r"ロゴ|シンボルマーク|市章|町章|村章|区章|県章|紋章|\blogo|emblem|商標", re.IGNORECASE)
_LOGO_NAME = re.compile(r"logo|emblem|symbol|mark", re.IGNORECASE)
_PICTURE = re.compile(
    r"写真|画像|様子|風景|イラスト|地図|マップ|案内図|位置図|平面図|路線図|グラフ|チャート|図[（(：:]?|表紙|絵|肖像|顔|ポスター"
    r"|photo|map|chart|graph|diagram|illustration|picture",
    re.IGNORECASE,
)
# Names that people give to pictures of headings, buttons, banners and catch phrases.
_TEXT_NAME = re.compile(
    r"(?:^|[^a-z])(?:h[1-6][_-]|ttl|title|midashi|text|txt|moji|copy|catch|btn|button|bnr|banner)",
    re.IGNORECASE,
)
_URL = re.compile(r"url\(\s*[\"']?([^\"')]*)")
_SENTENCE_END = re.compile(r"(?:[。！!？?]|です|ます|ません|ました|ください|下さい|でした|しよう|[a-z]\.)\s*\Z")
_MIN_SENTENCE = 15
_LONG = 60
_MIN_BANNER = 6
_BANNER = 2.2  # how many times as wide as high
_BUTTON = 1.5
_BANNER_WIDTH, _BANNER_HEIGHT = 120, 30
_MOST = 10
_SVG = re.compile(r"data:image/svg\+xml[^,]*,(.*)", re.IGNORECASE | re.DOTALL)
_SVG_TAG = re.compile(r"<\s*([a-z]+)", re.IGNORECASE)
_SVG_TEXT = re.compile(r"<text\b[^>]*>([^<]*)(?:<tspan\b[^>]*>([^<]*))?", re.IGNORECASE)
_SVG_PLAIN = frozenset({"svg", "g", "rect", "text", "tspan", "style", "title", "desc", "defs", "line"})
_MIN_LETTERS = 3
_WORD = re.compile(r"[a-z]{5,}")
_NEAR = 8


def text_images(doc: Document, _: Options) -> Iterator[Verdict]:
    """Words stand as text and not as a picture of text."""
    found = 0
    seen: set[tuple[str, str]] = set()
    for verdict in (*_pictures(doc), *_backgrounds(doc)):
        if not verdict.key:
            yield verdict
            continue
        what = (verdict.key, str(verdict.data.get("text", "")))
        if what not in seen and found < _MOST:
            found += 1
            seen.add(what)
            yield verdict


def _pictures(doc: Document) -> Iterator[Verdict]:
    for i in doc.by_tag("img", "input"):
        node = doc.nodes[i]
        if node.tag == "input" and node.attrs.get("type", "").strip().lower() != "image":
            continue
        seen = node.state & State.RENDERED and not node.state & State.OFFSCREEN
        if seen and node.box is not None and min(node.box[2:]) > 1:
            yield _judge(doc, i)


def _judge(doc: Document, i: int) -> Verdict:
    node = doc.nodes[i]
    alt = collapse(node.attrs.get("alt", ""))
    file = file_name(node.attrs.get("src", ""))
    named = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')} {file}"
    if _LOGO.search(alt) or _LOGO_NAME.search(named) or _PICTURE.search(alt) or _is_home(doc, i):
        return passed(i)
    drawn = _drawn_text(node.attrs.get("src", ""))
    if drawn:
        return failed("drawn", i, text=short(drawn))
    if not alt:
        suspect = _TEXT_NAME.search(file) or _is_said_beside(doc, i, file)
        return cant_tell("empty", i, text=short(file)) if suspect else passed(i)
    if (len(alt) >= _MIN_SENTENCE and _SENTENCE_END.search(alt)) or len(alt) >= _LONG:
        return cant_tell("sentence", i, text=short(alt))
    width, height = node.box[2:] if node.box else (0, 0)
    if node.tag == "input":
        return cant_tell("button", i, text=short(alt)) if width >= _BUTTON * height else passed(i)
    wide = width >= _BANNER * height and width >= _BANNER_WIDTH and height >= _BANNER_HEIGHT
    if wide and len(alt) >= _MIN_BANNER and doc.closest(i, "a", "button") is not None:
        return cant_tell("banner", i, text=short(alt))
    return passed(i)


def _backgrounds(doc: Document) -> Iterator[Verdict]:
    """Empty boxes whose background picture is named like a heading, a button or a text."""
    painted = {k for k, style in enumerate(doc.snapshot.styles) if "url(" in style.image}
    if not painted:
        return
    for i, node in enumerate(doc.nodes):
        if node.style not in painted or not node.state & State.RENDERED or node.box is None:
            continue
        if node.box[2] < _BANNER_WIDTH or node.box[3] < _BANNER_HEIGHT:
            continue
        match = _URL.search(doc.style(i).image)
        file = file_name(match[1]) if match else ""
        if _TEXT_NAME.search(file) and not _LOGO_NAME.search(file) and _is_bare(doc, i):
            yield cant_tell("background", i, text=short(file))


def file_name(address: str) -> str:
    """The last part of an address without query, decoded; empty for data in the address itself."""
    if address.strip().lower().startswith("data:"):
        return ""
    return unquote(address.split("?", 1)[0].split("#", 1)[0].rstrip("/").rsplit("/", 1)[-1])


def _is_said_beside(doc: Document, i: int, file: str) -> bool:
    """Whether the text right after a picture has a word of its file's name: the picture may show these words."""
    words = _WORD.findall(file.rpartition(".")[0].lower())
    if not words:
        return False
    following = range(doc.nodes[i].end, min(doc.nodes[i].end + _NEAR, len(doc.nodes)))
    text = next((doc.nodes[j].text for j in following if doc.nodes[j].text.strip()), "")
    said = set(_WORD.findall(text.lower()))
    return any(word in said for word in words)


def _is_bare(doc: Document, i: int) -> bool:
    """Whether an element has neither visible text nor a picture in it."""
    inside = range(i + 1, doc.nodes[i].end)
    return not any(
        doc.nodes[j].tag in ("img", "svg", "video", "canvas")
        or (doc.nodes[j].text.strip() and doc.is_(j, State.RENDERED) and not doc.is_(j, State.OFFSCREEN))
        for j in inside
    )


def _drawn_text(src: str) -> str:
    """The words of a picture that is drawn in its own address and consists of nothing else; or empty."""
    match = _SVG.match(src.strip())
    if not match:
        return ""
    source = unquote(match[1])
    if not {tag.lower() for tag in _SVG_TAG.findall(source)} <= _SVG_PLAIN:
        return ""
    text = collapse(" ".join(part for pair in _SVG_TEXT.findall(source) for part in pair))
    return text if sum(map(str.isalpha, text)) >= _MIN_LETTERS else ""


def _is_home(doc: Document, i: int) -> bool:
    """Whether a picture in the page's head is the site's name: it leads home or is the heading there."""
    if doc.region(i) not in ("header", "body", "footer"):
        return False
    link = doc.closest(i, "a")
    if link is None:
        return doc.region(i) == "header" and doc.closest(i, "h1") is not None
    path = doc.href(link).split("//", 1)[-1].partition("/")[2]
    return re.fullmatch(r"(?:index\.\w{2,5})?", path) is not None and doc.is_internal(doc.href(link))
