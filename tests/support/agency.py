"""Small Word templates of an agency for the tests, built paragraph by paragraph."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def paragraph(*runs: str) -> str:
    """A paragraph of one run for each text."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in cells) + "</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def agency_docx(
    folder: Path,
    body: Sequence[str],
    header: str = "{{ classification }}",
    footer: str = "{{ classification }}",
    key: str = "{{ key_table }}",
    parts: Mapping[str, str] | None = None,
    relationships: Sequence[tuple[str, str, bool]] = (),
    main: str = "document.main",
) -> Path:
    """A template without styles, lists or footnotes of its own; ``parts`` replace or add parts."""
    related = [(f"{OFFICE}/header", "header1.xml", False), (f"{OFFICE}/footer", "footer1.xml", False), *relationships]
    mode = ' TargetMode="External"'
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{to}"{mode if outside else ""}/>'
        for n, (kind, to, outside) in enumerate(related, start=1)
    )
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/>'
    ends = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
    section = f"<w:sectPr>{ends}{size}</w:sectPr>"
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.{main}+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{WORD}.footer+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{rels}</Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}{paragraph(key)}{section}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {SPACES}>{paragraph(header)}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {SPACES}>{paragraph(footer)}</w:ftr>",
        **(parts or {}),
    }
    path = folder / "agency.docx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in made.items():
            package.writestr(name, text)
    path.write_bytes(buffer.getvalue())
    return path
