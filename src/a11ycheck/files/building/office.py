"""Small Word and PowerPoint files."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from a11ycheck.files.building.archive import pack, properties, relations

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def make_document(content: Mapping[str, Any]) -> bytes:
    """A Word file. ``body`` holds texts and ``{heading: …}``, ``{bold: …}``, ``{picture: …}``, ``{table: …}``."""
    body = "".join(_block(block) for block in content.get("body", ["本文です。"]))
    styles = (
        f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" '
        f'w:eastAsia="{escape(content.get("language", "ja-JP"))}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    parts = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>", "word/styles.xml": styles}
    return pack(_with_title(parts, content))


def make_slides(content: Mapping[str, Any]) -> bytes:
    """A PowerPoint file. Each of ``slides`` holds ``title``, ``text``, ``pictures`` and ``hidden``."""
    slides = list(content.get("slides", []))
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    parts = {
        "ppt/presentation.xml": f"<p:presentation {_P}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(("slide", f"slides/slide{n + 1}.xml") for n in range(len(slides))),
    }
    for number, slide in enumerate(slides, 1):
        parts[f"ppt/slides/slide{number}.xml"] = _slide(slide)
    return pack(_with_title(parts, content))


def _with_title(parts: dict[str, str], content: Mapping[str, Any]) -> dict[str, str]:
    return parts | {"docProps/core.xml": properties(content["title"])} if "title" in content else parts


def _block(block: Any) -> str:
    if isinstance(block, str):
        return _paragraph(block)
    kind, value = next(iter(block.items()))
    match kind:
        case "heading":
            return _paragraph(value, style='<w:pPr><w:pStyle w:val="1"/></w:pPr>')
        case "bold":
            return _paragraph(value, run="<w:rPr><w:b/></w:rPr>")
        case "picture" | "shape":
            uri = _PICTURE if kind == "picture" else _SHAPE
            return (
                f"<w:p><w:r><w:drawing><wp:inline>{_properties('wp:docPr', value)}<a:graphic>"
                f'<a:graphicData uri="{uri}"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
            )
        case "table":
            mark = "<w:trPr><w:tblHeader/></w:trPr>" if value == "header" else ""
            cells = f"<w:tc>{_paragraph('値')}</w:tc>" * 2
            return f"<w:tbl><w:tr>{mark}{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
        case _:
            raise ValueError(f"“{kind}” is no part of a Word file")


def _paragraph(text: str, style: str = "", run: str = "") -> str:
    return f"<w:p>{style}<w:r>{run}<w:t>{escape(text)}</w:t></w:r></w:p>"


def _properties(tag: str, alternative: str) -> str:
    """The properties of a picture; ``decorative`` marks it as decoration."""
    if alternative == "decorative":
        return f'<{tag} id="1" name="図 1">{_DECORATIVE}</{tag}>'
    return f'<{tag} id="1" name="図 1" descr="{escape(alternative)}"/>'


def _slide(slide: Mapping[str, Any]) -> str:
    shapes = ""
    if "title" in slide:
        shapes += _shape('<p:ph type="title"/>', slide["title"])
    shapes += _shape("", slide.get("text", "本文"))
    for alternative in slide.get("pictures", ()):
        shapes += f"<p:pic><p:nvPicPr>{_properties('p:cNvPr', alternative)}<p:nvPr/></p:nvPicPr></p:pic>"
    show = ' show="0"' if slide.get("hidden") else ""
    return f"<p:sld {_P}{show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"


def _shape(mark: str, text: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="s"/><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
