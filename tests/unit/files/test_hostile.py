"""Files that are made to do harm."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest

import a11ycheck
from a11ycheck.files.building import build
from a11ycheck.files.building.archive import pack
from a11ycheck.model import FileFacts, FileKind, Unread

from .conftest import Read

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = str(Path(a11ycheck.__file__).parents[1])


def confined(code: str) -> subprocess.CompletedProcess[str]:
    """Runs code in a process that has confined itself as the reading process does."""
    begin = "from a11ycheck.files.limits import confine, begin_file\nimport socket, os, subprocess\nconfine()\n"
    return subprocess.run(
        [sys.executable, "-B", "-c", begin + code],
        env={"PYTHONPATH": ROOT, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('127.0.0.1', 80))",
        "open('out.txt', 'w')",
        "os.open('/tmp/a11ycheck-test', os.O_CREAT | os.O_WRONLY)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
    ],
)
def test_the_reading_process_may_do_nothing_but_read(code: str) -> None:
    """It reaches no network, writes no file and starts no program."""
    done = confined(code)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_the_reading_process_has_little_memory() -> None:
    """It cannot take more memory than it is given."""
    assert "MemoryError" in confined("x = bytearray(2_000_000_000)").stderr


def test_a_process_that_hangs_is_killed(read: Read) -> None:
    """A reader that never answers costs its time and no more, and the file counts as too much."""
    began = time.monotonic()
    found = read(b"%PDF-1.7", FileKind.PDF, seconds=1.0, command=("-c", "import time; time.sleep(600)"))
    assert (found.unread, found.size) == (Unread.TOO_MUCH, 8)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "print('no json', flush=True); input(); input()",
        "import sys; sys.stdout.write('x' * 50_000_000); sys.stdout.flush(); input(); input()",
    ],
)
def test_a_process_that_breaks_is_replaced(read: Read, code: str) -> None:
    """A reader that dies, talks nonsense or does not stop talking is given up."""
    assert read(b"%PDF-1.7", FileKind.PDF, command=("-c", code)).unread is Unread.TOO_MUCH


def test_reading_goes_on_after_a_bad_file(read: Read, tmp_path: Path) -> None:
    """The next file is read by a fresh process."""
    bad, _ = build({"bomb": None, "name": "bad.xlsx"}, tmp_path)
    good, _ = build({"csv": "a,b\n1,2\n"}, tmp_path)
    assert read(bad, FileKind.XLSX).unread is Unread.TOO_MUCH
    assert read(good, FileKind.CSV).unread is None


def test_zip_bomb(read: Read) -> None:
    """A part that unpacks to 300 MB is not unpacked to its end, whatever the directory claims."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(b"<sst>")
            for _ in range(300):
                part.write(100 * (b"<si><t>%s</t></si>" % (b" " * 10_000)))
    assert len(buffer.getvalue()) < 1_000_000
    assert read(buffer.getvalue(), FileKind.XLSX).unread is Unread.TOO_MUCH


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities(read: Read, head: str) -> None:
    """A document type, which no Office file has, is refused: nothing is expanded or looked up."""
    document = f'{head}<w:document xmlns:w="{WORD[1:-1]}"><w:body><w:p><w:r><w:t>&x;&b;</w:t></w:r></w:p></w:body>'
    assert read(pack({"word/document.xml": document}), FileKind.DOCX).unread is Unread.DAMAGED


def test_entities_in_utf16(read: Read) -> None:
    """Nor does another encoding let them through."""
    lines = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    text = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY e0 "x">{lines}]><a b="&e9;">&e9;</a>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", text.encode("utf-16"))
    found = read(buffer.getvalue(), FileKind.DOCX)
    assert found.unread is not None or (found.office is not None and found.office.paragraphs == 0)


def test_deeply_nested_xml(read: Read) -> None:
    """A hundred thousand elements in one another break nothing."""
    deep = "<w:tbl>" * 100_000
    document = f'<w:document xmlns:w="{WORD[1:-1]}"><w:body>{deep}'
    assert read(pack({"word/document.xml": document}), FileKind.DOCX).unread is Unread.DAMAGED


def whole(tmp_path: Path, copies: int = 1) -> bytes:
    """A PDF."""
    path, _ = build({"pdf": {"pages": ["例市の計画です。"], "copies": copies, "tags": ["H1"]}}, tmp_path)
    return path.read_bytes()


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_truncated_pdf(read: Read, tmp_path: Path, share: float) -> None:
    """A PDF that breaks off is read as far as it goes, or called damaged."""
    data = whole(tmp_path)
    found = read(data[: int(len(data) * share)], FileKind.PDF)
    assert found.unread in (None, Unread.DAMAGED)


def test_scrambled_pdf(read: Read, tmp_path: Path) -> None:
    """Nor do wrong bytes anywhere break the scan."""
    data = bytearray(whole(tmp_path, copies=3))
    for place in range(40, len(data), 37):
        data[place] ^= 0x55
    assert isinstance(read(bytes(data), FileKind.PDF), FileFacts)


def test_script_in_a_pdf(read: Read, tmp_path: Path) -> None:
    """JavaScript is noticed and never run."""
    with pikepdf.open(io.BytesIO(whole(tmp_path))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("while (true) {}"))
        pdf.Root.OpenAction = script
        pdf.save(tmp_path / "script.pdf")
    found = read(tmp_path / "script.pdf", FileKind.PDF)
    assert found.pdf is not None
    assert found.pdf.scripts


def test_circles_in_a_pdf(read: Read, tmp_path: Path) -> None:
    """Tags, bookmarks and fields that contain themselves are counted once."""
    with pikepdf.open(io.BytesIO(whole(tmp_path))) as pdf:
        tree = pdf.Root.StructTreeRoot
        tree.K[0].K = pikepdf.Array([tree.K[0], tree.K[0]])
        first = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("a")))
        first.Next = first
        first.First = first
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=first))
        field = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Tx))
        field.Kids = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        pdf.save(tmp_path / "circle.pdf")
    found = read(tmp_path / "circle.pdf", FileKind.PDF).pdf
    assert found is not None
    assert (found.tags, found.bookmarks) == (1, 1)


def test_many_pages(read: Read, tmp_path: Path) -> None:
    """Of a PDF with many pages the first three hundred are looked at."""
    found = read(whole(tmp_path, copies=400), FileKind.PDF).pdf
    assert found is not None
    assert (found.pages, found.pages_read) == (400, 300)


@pytest.mark.parametrize("name", ["a\x1b[31m.pdf", "改\n行.pdf", "；rm -rf.pdf", "\u202egpj.pdf"])
def test_strange_file_names(read: Read, tmp_path: Path, name: str) -> None:
    """A file's name is data and nothing else."""
    assert read(whole(tmp_path), FileKind.PDF, name).unread is None


def test_texts_are_harmless(read: Read, tmp_path: Path) -> None:
    """Titles and cells come without control characters and lone surrogates, and cut."""
    path, kind = build({"pdf": {"title": "広\x07報\x1b[2J" + "長" * 5000, "pages": ["本文"]}}, tmp_path)
    title = read(path, kind).title
    assert title.startswith("広報[2J長")
    assert len(title) == 300
    assert read(b"a\x00b,c\n", FileKind.CSV).unread is Unread.DAMAGED
