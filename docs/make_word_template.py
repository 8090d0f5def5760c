"""Writes reports/templates/annex.docx, the Word template of the annex, part by part:

    python docs/make_word_template.py

A Word file that an office program saved brings a thumbnail, the name of whoever saved it and styles that nobody asked
for; this one holds what is written here and nothing else. A test holds the file against what this writes.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "reports" / "templates" / "annex.docx"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

FONT = "Arial"
DEEP = "1F3A5F"
PARTS = ("document", "styles", "settings", "header1", "footer1", "footnotes", "numbering", "fontTable")
KINDS = {"document": "document.main", "header1": "header", "footer1": "footer"}


def content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{p}.xml" ContentType="{WORD}.{KINDS.get(p, p)}+xml"/>' for p in PARTS
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>"
    )


def relationships(pairs: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def paragraph(style: str, text: str, inside: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{inside}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t>'
        "</w:r></w:p>"
    )


def page(*, landscape: bool) -> str:
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:type w:val="nextPage"/><w:pgSz {size}/>'
        '<w:pgMar w:top="1134" '
        'w:right="964" w:bottom="1191" w:left="964" w:header="510" w:footer="454" w:gutter="0"/></w:sectPr>'
    )


def ends_section(*, landscape: bool) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="AnnexBreak"/>{page(landscape=landscape)}</w:pPr></w:p>'


def document() -> str:
    front = [
        paragraph("Title", "{{ title }}"),
        paragraph("Subtitle", "{{ subject }}"),
        paragraph("AnnexText", "{{ copy }}. {{ disclaimer }}"),
        paragraph("AnnexText", "{{ section_1 }}"),
        paragraph("Heading1", "About this document"),
        *(
            paragraph("AnnexText", f"{{{{ {block} }}}}")
            for block in ("facts_table", "sign_off_table", "drafting_notes", "contents")
        ),
        paragraph("AnnexText", "{{ body_after_summary }}"),
        ends_section(landscape=False),
        paragraph("AnnexText", "{{ annex_a }}"),
        ends_section(landscape=True),
        *(paragraph("AnnexText", f"{{{{ {block} }}}}") for block in ("annex_b", "annex_c", "key_table")),
    ]
    return f"{HEAD}<w:document {SPACES}><w:body>{''.join(front)}{page(landscape=False)}</w:body></w:document>"


def header() -> str:
    return f"{HEAD}<w:hdr {SPACES}>{paragraph('Header', '{{ classification }}')}</w:hdr>"


def field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r>'
    )


def footer() -> str:
    told = "{{ short_title }}, law as at {{ law_as_at }}. {{ copy }}. Page "
    pages = f'{field("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{field("NUMPAGES")}'
    line = (
        f'<w:p><w:pPr><w:pStyle w:val="FooterLine"/></w:pPr><w:r><w:t xml:space="preserve">{told}</w:t>'
        f"</w:r>{pages}</w:p>"
    )
    return f"{HEAD}<w:ftr {SPACES}>{line}{paragraph('Footer', '{{ classification }}')}</w:ftr>"


def footnotes() -> str:
    marks = (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    items = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{what}/></w:r></w:p></w:footnote>'
        for kind, n, what in marks
    )
    return f"{HEAD}<w:footnotes {SPACES}>{items}</w:footnotes>"


def numbering() -> str:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="1021" w:hanging="284"/></w:pPr></w:lvl>'
    )
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return (
        f'{HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{kind}{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings() -> str:
    return (
        f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="737"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-NZ"/></w:settings>'
    )


def font_table() -> str:
    font = f'<w:font w:name="{FONT}"><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    return f"{HEAD}<w:fonts {SPACES}>{font}</w:fonts>"


def theme() -> str:
    """The colours and fonts that Word offers; nothing in the template refers to them."""
    dark = '<a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>'
    shades = "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        for name, colour in (
            ("dk2", DEEP),
            ("lt2", "F6F6F6"),
            ("accent1", DEEP),
            ("accent2", "009E73"),
            ("accent3", "56B4E9"),
            ("accent4", "E69F00"),
            ("accent5", "D55E00"),
            ("accent6", "CC79A7"),
            ("hlink", "0B4F94"),
            ("folHlink", "5B3A8E"),
        )
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>"
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    formats = (
        f"<a:fillStyleLst>{solid * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{f'<a:ln>{solid}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst>"
    )
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Annex"><a:themeElements>'
        f'<a:clrScheme name="Annex">{dark}{shades}</a:clrScheme><a:fontScheme name="Annex">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Annex">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )


def style(kind: str, name: str, *, based: str = "", after: str = "", p: str = "", r: str = "", more: str = "") -> str:
    """A style; ids are the names without spaces. The order of the parts is that of the schema."""
    ident = name.title().replace(" ", "") if name[0].islower() else name.replace(" ", "")
    custom = ' w:customStyle="1"' if name.startswith(("Annex", "Footer Line")) else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="{kind}"{custom}{default} w:styleId="{ident}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{after}"/>' if after else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{p}</w:pPr>" if p else "")
        + (f"<w:rPr>{r}</w:rPr>" if r else "")
        + f"{more}</w:style>"
    )


def spacing(before: int, after: int, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def heading(level: int, size: int, before: int) -> str:
    p = f'<w:keepNext/><w:keepLines/>{spacing(before, 100)}<w:outlineLvl w:val="{level - 1}"/>'
    r = f'<w:b/><w:color w:val="{DEEP}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return style("paragraph", f"heading {level}", based="Normal", after="AnnexText", p=p, r=r)


def table_style() -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="767676"/>' for e in edges)
    sides = (("top", 25), ("left", 70), ("bottom", 15), ("right", 70))
    margins = "".join(f'<w:{s} w:w="{w}" w:type="dxa"/>' for s, w in sides)
    table = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    bold = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    return style("table", "Annex Table", more=table + bold)


def styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="en-NZ" w:eastAsia="en-NZ" w:bidi="ar-SA"/>'
    small = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
    centre = '<w:jc w:val="center"/>'
    bold = f'<w:b/><w:color w:val="{DEEP}"/>'
    note = "".join(
        f'<w:{e} w:val="single" w:sz="{z}" w:space="4" w:color="8A6100"/>'
        for e, z in (("top", 4), ("left", 36), ("bottom", 4), ("right", 4))
    )
    found = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="19"/><w:szCs w:val="19"/>{language}'
        "</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{spacing(0, 65)}</w:pPr></w:pPrDefault></w:docDefaults>",
        style("paragraph", "Normal"),
        heading(1, 27, 240),
        heading(2, 22, 160),
        style(
            "paragraph",
            "Title",
            based="Normal",
            after="Subtitle",
            p=spacing(0, 40),
            r=f'{bold}<w:sz w:val="38"/><w:szCs w:val="38"/>',
        ),
        style(
            "paragraph",
            "Subtitle",
            based="Normal",
            after="AnnexText",
            p=spacing(0, 140),
            r=f'<w:color w:val="{DEEP}"/><w:sz w:val="26"/><w:szCs w:val="26"/>',
        ),
        style(
            "paragraph",
            "toc 1",
            based="Normal",
            p=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9978"/></w:tabs>{spacing(0, 10, 235)}',
            r='<w:sz w:val="17"/><w:szCs w:val="17"/>',
        ),
        style("paragraph", "caption", based="Normal", p=f"<w:keepNext/>{spacing(100, 60)}", r="<w:b/>"),
        style("paragraph", "header", based="Normal", p=f"{spacing(0, 0)}{centre}", r="<w:b/>"),
        style("paragraph", "footer", based="Normal", p=f"{spacing(40, 0)}{centre}", r="<w:b/>"),
        style(
            "paragraph",
            "Footer Line",
            based="Normal",
            p=f"{spacing(0, 0)}{centre}",
            r='<w:sz w:val="16"/><w:szCs w:val="16"/>',
        ),
        style(
            "paragraph",
            "footnote text",
            based="Normal",
            p=spacing(0, 20, 240),
            r='<w:sz w:val="15"/><w:szCs w:val="15"/>',
        ),
        style("character", "footnote reference", r='<w:vertAlign w:val="superscript"/>'),
        style("character", "Hyperlink", r='<w:color w:val="0B4F94"/><w:u w:val="single"/>'),
        style("paragraph", "Annex Text", based="Normal"),
        style(
            "paragraph",
            "Annex Numbered",
            based="Normal",
            p=f'<w:tabs><w:tab w:val="left" w:pos="737"/></w:tabs>{spacing(0, 65)}'
            '<w:ind w:left="737" w:hanging="737"/>',
        ),
        style("paragraph", "Annex Bullet", based="Normal", p=f'{spacing(0, 30)}<w:ind w:left="1021" w:hanging="284"/>'),
        style(
            "paragraph",
            "Annex Note",
            based="Normal",
            p=f'<w:keepLines/><w:pBdr>{note}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF4D6"/>'
            f'{spacing(60, 100)}<w:ind w:left="113" w:right="113"/>',
        ),
        style("paragraph", "Annex Cell", based="Normal", p=spacing(0, 12, 230), r=small),
        style(
            "paragraph", "Annex Space", based="Normal", p=spacing(0, 0, 180), r='<w:sz w:val="12"/><w:szCs w:val="12"/>'
        ),
        style(
            "paragraph", "Annex Break", based="Normal", p=spacing(0, 0, 20), r='<w:sz w:val="2"/><w:szCs w:val="2"/>'
        ),
        style(
            "character",
            "Annex Withheld",
            r='<w:bdr w:val="single" w:sz="4" w:space="0" w:color="767676"/>'
            '<w:shd w:val="clear" w:color="auto" w:fill="E9EEF5"/>',
        ),
        table_style(),
    ]
    return f"{HEAD}<w:styles {SPACES}>{''.join(found)}</w:styles>"


def core() -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>{{ title }}</dc:title><dc:language>en-NZ</dc:language></cp:coreProperties>"
    )


def template() -> bytes:
    """The bytes of the template."""
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            [
                (f"{OFFICE}/officeDocument", "word/document.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": core(),
        "word/_rels/document.xml.rels": relationships(
            [
                (f"{OFFICE}/styles", "styles.xml"),
                (f"{OFFICE}/settings", "settings.xml"),
                (f"{OFFICE}/header", "header1.xml"),
                (f"{OFFICE}/footer", "footer1.xml"),
                (f"{OFFICE}/footnotes", "footnotes.xml"),
                (f"{OFFICE}/numbering", "numbering.xml"),
                (f"{OFFICE}/fontTable", "fontTable.xml"),
                (f"{OFFICE}/theme", "theme/theme1.xml"),
            ]
        ),
        "word/document.xml": document(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer(),
        "word/footnotes.xml": footnotes(),
        "word/header1.xml": header(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/styles.xml": styles(),
        "word/theme/theme1.xml": theme(),
    }
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as package:
        for name, text in parts.items():
            item = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            item.compress_type, item.external_attr, item.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            package.writestr(item, text.encode())
    return found.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(template())
