"""Fields of a Word file, and what else would run or fetch something: let through by a short list, however it hides."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from gapcheck.review.word_fields import fetching_problems, field_problems

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def root(inside: str, word: str = TRANSITIONAL) -> Any:
    spaces = f'xmlns:w="{word}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="mc" xmlns:o="o" xmlns:r="r"'
    return etree.fromstring(f"<w:body {spaces}>{inside}</w:body>")


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str, name: str = "instrText") -> str:
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


BEGIN, SEPARATE, END = (sign(kind) for kind in ("begin", "separate", "end"))
REF = f"{BEGIN}{code('REF mark')}{SEPARATE}{code('DDEAUTO x.exe', 't')}{END}"
DDE = f"{BEGIN}{code('DDEAUTO x.exe')}{END}"
BOX = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (DDE, "not allowed here (DDEAUTO)"),
        (f"{BEGIN}{code('DDEAUTO x.exe', 't')}{code(' PAGE')}{END}", "not allowed here (DDEAUTO)"),
        (f"{BEGIN}{code('DDEAUTO x', 'delText')}{code(' PAGE', 'delInstrText')}{END}", "not allowed here (DDEAUTO)"),
        (f"{BEGIN}{REF}{code(' PAGE')}{SEPARATE}{END}", "a field inside the code of another"),
        (f"{BEGIN}{code('HYPERLINK ')}{REF}{SEPARATE}{END}", "a field inside the code of another"),
        (f'{BEGIN}<w:fldSimple w:instr="REF x"/>{code(" PAGE")}{END}', "a field inside the code of another"),
        (f"{BEGIN}{BOX.format(code('PAGE '))}{code('DDEAUTO x')}{END}", "whose code is not plain text"),
        (f"{BEGIN}<w:r><w:sym w:char='0044'/></w:r>{code('PAGE')}{END}", "whose code is not plain text"),
        (
            f"{BEGIN}<mc:AlternateContent><mc:Choice>{code('PAGE ')}</mc:Choice></mc:AlternateContent>"
            f"{code('DDEAUTO x')}{END}",
            "whose code is not plain text",
        ),
        (f"{BEGIN}<w:del>{code('PAGE ', 'delInstrText')}</w:del>{code('DDEAUTO x')}{END}", "with tracked changes"),
        (f"{BEGIN}<w:ins>{code('PAGE ')}</w:ins>{code('DDEAUTO x')}{END}", "with tracked changes"),
        (f"{BEGIN}{code('REF a')}<w:del>{SEPARATE}</w:del>{code('PAGE')}{END}", "with tracked changes"),
        (BOX.format(DDE), "not allowed here (DDEAUTO)"),
        (f"<mc:AlternateContent><mc:Choice>{DDE}</mc:Choice></mc:AlternateContent>", "not allowed here (DDEAUTO)"),
        (f"{BEGIN}{END}", "(without a name)"),
        (f"{BEGIN}{code('DDEAUTO never ended')}", "not allowed here (DDEAUTO)"),
        (code("DDEAUTO never begun"), "not allowed here (DDEAUTO)"),
        (f"{BEGIN}{code('PAGE {')}{code('{ title }}')}{END}", "a tag of a template inside a field"),
    ],
)
@pytest.mark.parametrize("word", [TRANSITIONAL, STRICT], ids=["transitional", "strict"])
def test_a_field_that_hides_what_it_does(inside: str, told: str, word: str) -> None:
    assert told in " ".join(field_problems(root(inside, word)))


@pytest.mark.parametrize("name", ["DDEAUTO x", "INCLUDEPICTURE http://evil.example", "HYPERLINK x.exe"])
@pytest.mark.parametrize("word", [TRANSITIONAL, STRICT], ids=["transitional", "strict"])
def test_a_simple_field(name: str, word: str) -> None:
    assert list(field_problems(root(f'<w:fldSimple w:instr="{name}"/>', word)))


@pytest.mark.parametrize(
    "inside",
    [
        f"{BEGIN}<w:r><w:rPr><w:b/></w:rPr><w:instrText> PAGE </w:instrText></w:r>{SEPARATE}{code('3', 't')}{END}",
        f"{BEGIN}{code('TOC')}{SEPARATE}{BEGIN}{code('PAGEREF _Toc1')}{SEPARATE}{code('3', 't')}{END}{END}",
        f"<w:del>{BEGIN}{code(' PAGE ', 'delInstrText')}{SEPARATE}{code('3', 'delText')}{END}</w:del>",
        f"{BEGIN}{code('HYPER')}<w:proofErr/><w:bookmarkStart/>{code('LINK https://justice.govt.nz')}{SEPARATE}{END}",
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name/></w:ffData></w:fldChar></w:r>'
        f"{code('FORMTEXT')}{END}",
    ],
)
def test_what_word_itself_writes_is_let_through(inside: str) -> None:
    assert [*field_problems(root(inside)), *fetching_problems(root(inside))] == []


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<w:altChunk r:id="rId1"/>', "takes its text from another file"),
        ("<w:mailMerge/>", "takes its text from another file"),
        ('<w:subDoc r:id="rId1"/>', "takes its text from another file"),
        ('<w:r><w:control w:name="x"/></w:r>', "may run something"),
        ('<w:r><w:object><o:OLEObject Type="Link"/></w:object></w:r>', "of another program"),
        ('<w:r><w:object><w:objectLink w:fieldCodes="x"/></w:object></w:r>', "of another program"),
        ('<o:webVideoPr embeddedHtml="x"/>', "a page of the web"),
        ("<w:ffData><w:entryMacro/></w:ffData>", "runs a macro"),
        ("<w:saveThroughXslt/>", "another program"),
        ("<o:schemaLibrary/>", "fetches what it names"),
        ("<o:item>&lt;w:instrText&gt;DDEAUTO&lt;/w:instrText&gt;</o:item>", "packed into a text"),
        ('<v:imagedata src="http://evil.example/x.png"/>', "leads outside the file"),
        ('<v:imagedata src="/&#92;evil&#92;x.png"/>', "leads outside the file"),
        ('<v:imagedata o:href="x.png"/>', "leads outside the file"),
    ],
)
@pytest.mark.parametrize("word", [TRANSITIONAL, STRICT], ids=["transitional", "strict"])
def test_what_fetches_or_runs_something(inside: str, told: str, word: str) -> None:
    assert told in " ".join(fetching_problems(root(inside, word)))


@pytest.mark.parametrize("address", ["", "#mark", "data:image/png;base64,AAAA"])
def test_a_drawing_that_stays_inside(address: str) -> None:
    assert list(fetching_problems(root(f'<v:shape href="{address}"/>'))) == []
