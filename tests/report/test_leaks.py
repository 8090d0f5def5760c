"""The scanner that looks for withheld text: it finds what is planted in any place of a file, and nothing in a clean
one.
"""

from __future__ import annotations

import base64
import io
import shutil
import zipfile
from collections.abc import Callable

import pytest
from support.leaks import leaks

SECRET = "ZQXSECRET7q"


def package(parts: dict[str, bytes], comment: bytes = b"", extra: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, raw in parts.items():
            item = zipfile.ZipInfo(name)
            item.compress_type, item.extra = zipfile.ZIP_DEFLATED, extra
            made.writestr(item, raw)
        made.comment = comment
    return buffer.getvalue()


def orphan() -> bytes:
    """A package with a part before its start that its directory does not name."""
    return package({"a.xml": SECRET.encode()}) + package({"b.xml": b"clean"})


PLANTED: dict[str, Callable[[], bytes]] = {
    "plain": lambda: b"before " + SECRET.encode() + b" after",
    "capitals": lambda: SECRET.upper().encode(),
    "split over tags": lambda: b"<w:t>ZQX</w:t><w:t>SECRET7q</w:t>",
    "in an attribute": lambda: b'<a title="' + SECRET.encode() + b'">x</a>',
    "HTML entities": lambda: "".join(f"&#{ord(c)};" for c in SECRET).encode(),
    "percent": lambda: "".join(f"%{ord(c):02X}" for c in SECRET).encode(),
    "UTF-16": lambda: SECRET.encode("utf-16-le"),
    "hexadecimal": lambda: SECRET.encode().hex().encode(),
    "backwards": lambda: SECRET[::-1].encode(),
    "base64": lambda: base64.b64encode(b"some words before " + SECRET.encode() + b" and after"),
    "compressed part": lambda: package({"word/comments.xml": SECRET.encode()}),
    "package in a package": lambda: package({"embedded.xlsx": package({"xl/x.xml": SECRET.encode()})}),
    "part name": lambda: package({f"{SECRET}.xml": b"clean"}),
    "package comment": lambda: package({"a.xml": b"clean"}, comment=SECRET.encode()),
    "extra field": lambda: package(
        {"a.xml": b"clean"}, extra=b"\x99\x99" + len(SECRET).to_bytes(2, "little") + SECRET.encode()
    ),
    "orphan": orphan,
}


@pytest.mark.parametrize("how", PLANTED)
def test_what_is_planted_is_found(how: str) -> None:
    assert leaks("file.bin", PLANTED[how](), SECRET) != []


PDF = {
    "text": f"words before {SECRET} and after",
    "white text": f"#text(white, size: 1pt)[{SECRET}]",
    "title": f'#set document(title: "{SECRET}")\nx',
    "heading": f"= {SECRET}",
    "alternative text": f'#figure(rect(), alt: "{SECRET}")',
    "link": f'#link("https://example.org/{SECRET}")[x]',
    "attachment": f'#pdf.attach("a.txt", bytes("{SECRET}"))',
}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("how", PDF)
def test_what_is_planted_in_a_pdf_is_found(how: str) -> None:
    typst = pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    raw = typst.compile(PDF[how].encode(), format="pdf")
    assert leaks("file.pdf", raw, SECRET) != []
    assert leaks("file.pdf", raw, "ZQXOTHER") == []


def test_in_the_name_of_the_file() -> None:
    assert leaks(f"{SECRET}.md", b"clean", SECRET) == [f"{SECRET}.md: name"]


@pytest.mark.parametrize(
    "raw", [b"", b"clean <b>text</b>", package({"a.xml": b"clean", "b.xml": b"<x/>"})], ids=["empty", "text", "zip"]
)
def test_nothing_is_found_in_a_clean_file(raw: bytes) -> None:
    assert leaks("clean.bin", raw, SECRET) == []
