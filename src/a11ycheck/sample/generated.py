"""Files of the sample site that are made when asked for: the calendar, PDFs, a heavy photo, a chime."""

from __future__ import annotations

import calendar
import io
import math
import wave
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

_YEARS = range(2, 9999)  # what the calendar module can show with both neighbours
_MONTHS = range(1, 13)
_EVENTS = {5: "乳幼児健診", 12: "市民相談会", 19: "図書館おはなし会", 26: "朝市"}


def calendar_values(query: Mapping[str, Sequence[str]], today: date) -> dict[str, str] | None:
    """The values for the calendar page of the month that is asked for; None if there is no such month."""
    try:
        year, month = int(query.get("y", [str(today.year)])[0]), int(query.get("m", [str(today.month)])[0])
    except ValueError:
        return None
    if year not in _YEARS or month not in _MONTHS:
        return None
    before, after = _shift(year, month, -1), _shift(year, month, 1)
    return {
        "month": f"{year}年{month}月",
        "weeks": _weeks(year, month),
        "previous_url": f"/event/calendar.html?y={before[0]}&amp;m={before[1]}",
        "previous": f"{before[0]}年{before[1]}月",
        "next_url": f"/event/calendar.html?y={after[0]}&amp;m={after[1]}",
        "next": f"{after[0]}年{after[1]}月",
    }


def _shift(year: int, month: int, by: int) -> tuple[int, int]:
    number = year * 12 + month - 1 + by
    return number // 12, number % 12 + 1


def _weeks(year: int, month: int) -> str:
    rows = []
    for week in calendar.Calendar(firstweekday=6).monthdayscalendar(year, month):
        cells = (f"<td>{_day(day)}</td>" if day else "<td>&nbsp;</td>" for day in week)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join(rows)


def _day(day: int) -> str:
    event = _EVENTS.get(day)
    return f"{day}<span>{event}</span>" if event else str(day)


def _pdf(title: str, lines: Sequence[str], *, tagged: bool = True) -> bytes:
    """A one-page PDF with a title, a language and tags. The reader's own Japanese font shows the text."""
    text = ["BT /F1 18 Tf 60 770 Td 26 TL", f"/H1 << /MCID 0 >> BDC <{_utf16(title)}> Tj EMC T* /F1 11 Tf"]
    text += [f"/P << /MCID {n} >> BDC <{_utf16(line)}> Tj EMC T*" for n, line in enumerate(lines, 1)]
    stream = " ".join([*text, "ET"]).encode("ascii")
    tags = [b"/H1", *[b"/P"] * len(lines)]
    marks = b" /MarkInfo << /Marked true >> /StructTreeRoot 9 0 R" if tagged else b""
    objects = [
        (
            b"<< /Type /Catalog /Pages 2 0 R /Lang (ja-JP) /ViewerPreferences << /DisplayDocTitle true >>"
            + marks
            + b" >>"
        ),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H"
            b" /DescendantFonts [6 0 R] >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /DW 1000 /FontDescriptor 7 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922]"
            b" /ItalicAngle 0 /Ascent 752 /Descent -271 /CapHeight 737 /StemV 114 >>"
        ),
        f"<< /Title <FEFF{_utf16(title)}> /Author <FEFF{_utf16('あおば野市')}> >>".encode("ascii"),
    ]
    if tagged:
        elements = [b"%d 0 R" % number for number in range(10, 10 + len(tags))]
        listed = b"[%s]" % b" ".join(elements)
        objects.append(b"<< /Type /StructTreeRoot /K %s /ParentTree << /Nums [0 %s] >> >>" % (listed, listed))
        objects += [
            b"<< /Type /StructElem /S %s /P 9 0 R /Pg 3 0 R /K %d >>" % (tag, number) for number, tag in enumerate(tags)
        ]
    return _pdf_file(objects)


def _scanned(title: str) -> bytes:
    """A one-page PDF that is nothing but a picture, as a scanner makes it."""
    width, height, margin = 74, 105, 10
    line = bytes(margin * [255] + (width - 2 * margin) * [0] + margin * [255])
    pixels = b"".join(line if y % 9 == 0 else width * b"\xff" for y in range(height))
    stream = b"q 595 0 0 842 0 0 cm /Im1 Do Q"
    return _pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (ja-JP) /ViewerPreferences << /DisplayDocTitle true >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                b" /Resources << /XObject << /Im1 5 0 R >> >> >>"
            ),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            (
                b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
                b" /Length %d >>\nstream\n%s\nendstream" % (width, height, len(pixels), pixels)
            ),
            b"<< >>",
            b"<< >>",
            f"<< /Title <FEFF{_utf16(title)}> >>".encode("ascii"),
        ]
    )


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    """A PDF of some objects: the first is the catalog, the eighth the document information."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 8 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


@cache
def _photo(width: int = 1280, height: int = 960) -> bytes:
    """An uncompressed picture (3.7 MB) of a green hill under an evening sky, as it came from the camera."""
    rows = []
    for y in range(height):  # bottom row first
        share = y / height
        ground = bytes((60 + int(40 * share), 120 + int(90 * share), 60 + int(50 * share)))
        sky = bytes((150 + int(90 * share), 170 + int(20 * share), 240 - int(110 * share)))
        half = int(width * math.sqrt(max(0.0, 1 - (share / 0.6) ** 2)))  # an ellipse around the left third
        left, right = max(0, width // 3 - half), min(width, width // 3 + half)
        rows.append(sky * left + ground * (right - left) + sky * (width - right))
    pixels = b"".join(rows)
    head = b"BM" + (54 + len(pixels)).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
    info = (40).to_bytes(4, "little") + width.to_bytes(4, "little") + height.to_bytes(4, "little")
    info += (1).to_bytes(2, "little") + (24).to_bytes(2, "little") + bytes(4)
    info += len(pixels).to_bytes(4, "little") + bytes(16)
    return head + info + pixels


@cache
def _chime(seconds: int = 5, rate: int = 8000) -> bytes:
    """A soft tone that swells and fades, longer than three seconds."""
    samples = (
        128 + int(40 * math.sin(2 * math.pi * 523 * n / rate) * math.sin(math.pi * n / (seconds * rate)))
        for n in range(seconds * rate)
    )
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(rate)
        sound.writeframes(bytes(samples))
    return out.getvalue()


def _minutes(month: int) -> bytes:
    return _pdf(
        f"令和8年（2026年）第{month // 3}回定例会 会議録",
        ["開会　午前10時", "議事日程　市長提出議案、一般質問", "出席議員　24人", "散会　午後4時30分"],
    )


FILES: dict[str, Callable[[], bytes]] = {
    "/shisei/gikai/pdf/r8-1.pdf": lambda: _minutes(3),
    "/shisei/gikai/pdf/r8-2.pdf": lambda: _minutes(6),
    "/shisei/gikai/pdf/r8-3.pdf": lambda: _minutes(9),
    "/shisei/gikai/pdf/giindayori.pdf": lambda: _pdf("市議会だより", ["第212号", "定例会で決まったこと"]),
    "/kurashi/pdf/gomi-calendar.pdf": lambda: _pdf("ごみ収集カレンダー", ["燃やすごみ　月曜日・木曜日"]),
    "/kosodate/pdf/annai.pdf": lambda: _pdf("保育施設利用のご案内", ["申込みから入所までの流れ"], tagged=False),
    "/bosai/pdf/map-higashi.pdf": lambda: _pdf("洪水ハザードマップ（東地区）", ["避難所の一覧"]),
    "/oshirase/2026/pdf/boshu.pdf": lambda: _scanned("市民講座の募集要項"),
    "/img/matsuri-photo.bmp": _photo,
    "/media/chime.wav": _chime,
}
"""Addresses of the made files."""
MENDED: dict[str, Callable[[], bytes]] = {
    "/kosodate/pdf/annai.pdf": lambda: _pdf("保育施設利用のご案内", ["申込みから入所までの流れ"]),
    "/oshirase/2026/pdf/boshu.pdf": lambda: _pdf("市民講座の募集要項", ["定員　20人", "費用　無料"]),
}
"""Those that have faults, without them."""
