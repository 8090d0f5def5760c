"""Writes the Word templates of reports/forms/, part by part:

    python docs/make_form_templates.py

As with the annex, each file holds what is written here and nothing else. A test holds the files against what this
writes.
"""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape

TARGET = Path(__file__).resolve().parents[1] / "reports" / "forms"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FONT, DEEP, PALE = "Arial", "1F3A5F", "E9EEF5"
LANDSCAPE, PORTRAIT = (16838, 11906), (11906, 16838)
MARGIN = 850


def annex_template() -> ModuleType:
    """The script that stands beside this one: settings, fonts and theme are those of the annex."""
    spec = importlib.util.spec_from_file_location(
        "make_word_template", Path(__file__).with_name("make_word_template.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ANNEX = annex_template()

Cell = Sequence[str]
"""The paragraphs of a cell; one that begins with ``#`` is strong, with ``~`` small."""


def paragraph(text: str, style: str = "Normal") -> str:
    """A paragraph; ``#`` and ``~`` at its start choose a style of a cell."""
    styles = {"#": "CellStrong", "~": "CellSmall"}
    if text[:1] in styles:
        style, text = styles[text[0]], text[1:]
    words = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{words}</w:p>'


def row(cells: Sequence[Cell], widths: Sequence[int], *, head: bool = False) -> str:
    """A row of a table; the ``head`` is repeated on every page."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{DEEP}"/>' if head else ""
    made = []
    for cell, width in zip(cells, widths, strict=True):
        texts = "".join(paragraph(text, "CellHead" if head else "Cell") for text in cell)
        made.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{texts}</w:tc>')
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"


def spanning(text: Cell, widths: Sequence[int]) -> str:
    """A row of one cell over all columns."""
    texts = "".join(paragraph(t, "CellStrong") for t in text)
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(widths)}"/><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr>'
        f"{texts}</w:tc></w:tr>"
    )


def tag(statement: str, widths: Sequence[int]) -> str:
    """A row that only holds a statement for rows."""
    return spanning([f"{{%tr {statement} %}}"], widths)


def table(widths: Sequence[int], *rows: str) -> str:
    """A table of fixed columns, in twentieths of a point."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="80" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>" + paragraph("", "Gap")
    )


def top(*notes: str) -> str:
    """The head of a form: what it is, of which instrument and day, and how far it is cleared."""
    return "".join(
        [
            paragraph("{{ form }}", "Title"),
            paragraph("{{ subject }}", "Subtitle"),
            paragraph("New Zealand, law as at {{ law_as_at }}. {{ copy }}. {{ clearance }}."),
            *(paragraph(note) for note in notes),
        ]
    )


def foot() -> str:
    """What ends a form: whose words it is in, how far they can be relied on, and the key of what is withheld."""
    return "".join(
        [
            paragraph("About this form", "Heading1"),
            paragraph("{{ view_basis }}", "Small"),
            paragraph("{{ law_known }} {{ treaty_read }}", "Small"),
            paragraph("{{ disclaimer }} Data {{ data_version }}, gapcheck {{ gapcheck_version }}.", "Small"),
            paragraph("{%p for ground in grounds %}"),
            paragraph("Withheld under {{ ground.ground }}: {{ ground.reason }}", "Small"),
            paragraph("{%p endfor %}"),
        ]
    )


def lodged() -> str:
    """The reservations and declarations that were lodged."""
    return "".join(
        [
            paragraph("Reservations and declarations", "Heading1"),
            paragraph("{%p for r in lodged %}"),
            paragraph("{{ r.duty }}, {{ r.kind }} of {{ r.made }}: {{ r.lodged }} {{ r.uncertain }}", "Bullet"),
            paragraph("{%p else %}"),
            paragraph("None is on record."),
            paragraph("{%p endfor %}"),
        ]
    )


def coe_profile() -> str:
    """The article in full beside the provisions in full."""
    w = (7300, 7830)
    return (
        top("Binding on New Zealand: {{ binding }}. {{ consent }}.", "{{ participation }}")
        + table(
            w,
            row([["{{ short_title }}"], ["New Zealand legislation"]], w, head=True),
            tag("for chapter in chapters", w),
            spanning(["{{ chapter.chapter }}"], w),
            tag("for article in chapter.articles", w),
            row(
                [
                    [
                        "#{{ article.label }} – {{ article.heading }}",
                        "{{ article.treaty_text }}",
                        "~{{ article.treaty_text_from }}",
                    ],
                    [
                        "#{{ article.verdict }}",
                        "{{ article.sentence }}",
                        "{%p if article.reservations %}",
                        "Rests on: {{ article.reservations }}",
                        "{%p endif %}",
                        "{%p for p in article.provisions %}",
                        "#{{ p.citation }} – {{ p.heading }}",
                        "{{ p.text }}",
                        "~{{ p.basis }}",
                        "{%p else %}",
                        "~No provision is recorded.",
                        "{%p endfor %}",
                    ],
                ],
                w,
            ),
            tag("endfor", w),
            tag("endfor", w),
        )
        + lodged()
        + foot()
    )


def unodc() -> str:
    """A question for each article, an answer, its citation and text, and what only an agency can add."""
    w = (2700, 7500)
    return (
        top(
            "{{ summary }}",
            "{{ certainty }}",
            "Answers: Yes; Yes, in part; No. A measure that is in place by a reservation, and a point that "
            "is contested, have answers of their own.",
        )
        + paragraph("{%p for article in judged %}")
        + paragraph("{{ article.label }} – {{ article.heading }}", "Heading2")
        + table(
            w,
            row([["#Has the State adopted measures as follows?"], ["{{ article.asks }}"]], w),
            row([["#Answer"], ["#{{ article.answer }}", "{{ article.verdict }}. {{ article.certainty }}."]], w),
            row([["#How it is implemented"], ["{{ article.sentence }}", "{{ article.why }}"]], w),
            row(
                [
                    ["#Cite and attach the text"],
                    [
                        "{%p for p in article.provisions %}",
                        "#{{ p.citation }} – {{ p.heading }}",
                        "{{ p.text }}",
                        "~{{ p.basis }}",
                        "{%p else %}",
                        "No provision is recorded.",
                        "{%p endfor %}",
                    ],
                ],
                w,
            ),
            row(
                [["#Reservations and declarations"], ["{{ article.reservations or 'None that the answer rests on' }}"]],
                w,
            ),
            row(
                [
                    ["#What would be needed"],
                    [
                        "{{ article.proposal }}",
                        "{%p if article.beyond_doubt %}",
                        "To put it beyond doubt: {{ article.beyond_doubt }}",
                        "{%p endif %}",
                    ],
                ],
                w,
            ),
            row([["#Cases, statistics"], ["~To be added by the agency: the catalogue holds no cases."]], w),
            row([["#Technical assistance needed"], ["~To be added by the agency."]], w),
        )
        + paragraph("{%p endfor %}")
        + lodged()
        + foot()
    )


def fatf() -> str:
    """Criterion, rating, reason."""
    w = (1500, 3600, 1400, 5700, 2930)
    return (
        top(
            "C compliant; LC or PC largely or partially compliant, where the weight of the shortcoming is "
            "for the assessor; NC non-compliant; NA not applicable; (R) by a reservation or declaration; "
            "not rated where the point is contested or was not assessed."
        )
        + table(
            w,
            row([["Criterion"], ["What it asks"], ["Rating"], ["Reason"], ["Certainty, reservations"]], w, head=True),
            tag("for article in articles", w),
            spanning(["{{ article.label }} – {{ article.heading }}: {{ article.rating }} ({{ article.verdict }})"], w),
            tag("for duty in article.duties", w),
            row(
                [
                    ["{{ duty.label }}"],
                    ["{{ duty.asks }}"],
                    ["#{{ duty.rating }}"],
                    ["{{ duty.reason }}"],
                    ["{{ duty.verdict }}", "~{{ duty.certainty }}", "~{{ duty.reservations }}"],
                ],
                w,
            ),
            tag("endfor", w),
            tag("endfor", w),
        )
        + lodged()
        + foot()
    )


def law_commission() -> str:
    """Area, our law without the treaty, what the treaty says, proposal and reasons."""
    w = (2000, 4600, 4200, 4330)
    return (
        top("{{ summary }}", "{{ certainty }}")
        + table(
            w,
            row(
                [
                    ["Area"],
                    ["Our law without the {{ short_title }}"],
                    ["What the {{ short_title }} says"],
                    ["Proposal and reasons"],
                ],
                w,
                head=True,
            ),
            tag("for chapter in chapters", w),
            spanning(["{{ chapter.chapter }}"], w),
            tag("for article in chapter.articles if article.status != 'no_duty'", w),
            row(
                [
                    ["#{{ article.heading }}", "~{{ article.label }}"],
                    ["{{ article.our_law }}"],
                    ["{{ article.treaty_text }}"],
                    [
                        "#{{ article.verdict }}",
                        "{{ article.proposal }}",
                        "{{ article.sentence }} {{ article.why }}",
                        "{%p if article.reservations %}",
                        "~Rests on: {{ article.reservations }}",
                        "{%p endif %}",
                    ],
                ],
                w,
            ),
            tag("endfor", w),
            tag("endfor", w),
        )
        + lodged()
        + foot()
    )


def vertic() -> str:
    """Two pages: every article in a line, and what is missing."""
    w = (1150, 4650, 2700, 6630)
    v = (1700, 6500, 6930)
    return (
        paragraph("{{ form }}: {{ short_title }}", "Title")
        + paragraph(
            "{{ citation }}. New Zealand, law as at {{ law_as_at }}. Binding on New Zealand: {{ binding }}. "
            "{{ copy }}. {{ clearance }}.",
            "Tight",
        )
        + paragraph(
            "{{ summary }} {{ certainty }} Reservations and declarations: {{ reservations_in_short }}.", "Tight"
        )
        + table(
            w,
            tight(
                row(
                    [["Provision"], ["Subject"], ["How it stands"], ["Rests on a reservation, or turns on"]],
                    w,
                    head=True,
                )
            ),
            tag("for article in judged", w),
            tight(
                row(
                    [
                        ["{{ article.label }}"],
                        ["{{ article.heading }}"],
                        ["{{ article.verdict }}"],
                        ["{{ article.short_basis }}"],
                    ],
                    w,
                )
            ),
            tag("endfor", w),
        )
        + '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
        + paragraph("What is missing, and what would close it", "Heading1")
        + table(
            v,
            tight(row([["Provision"], ["What the law leaves out"], ["What would close or confirm it"]], v, head=True)),
            tag("for article in not_met", v),
            tight(
                row(
                    [
                        ["#{{ article.label }}", "{{ article.verdict }}"],
                        ["{{ article.left_out or article.why }}"],
                        ["{{ article.recommendation }}"],
                    ],
                    v,
                )
            ),
            tag("endfor", v),
        )
        + paragraph("{{ disclaimer }} {{ view_basis }}", "Tight")
        + paragraph("{%p for ground in grounds %}")
        + paragraph("Withheld under {{ ground.ground }}: {{ ground.reason }}", "Tight")
        + paragraph("{%p endfor %}")
    )


def tight(made: str) -> str:
    """A row in small letters, for a form that has to fit on two pages."""
    for style in ("CellStrong", "CellHead", "Cell"):
        made = made.replace(f'w:val="{style}"', f'w:val="{style}Tight"')
    return made


def uncac() -> str:
    """The headings of an executive summary."""
    return (
        top()
        + paragraph("Introduction: the legal framework", "Heading1")
        + paragraph("{{ consent }}. Binding on New Zealand: {{ binding }}. {{ participation }}")
        + paragraph("{{ summary }} {{ certainty }}")
        + paragraph("{%p for chapter in chapters %}")
        + paragraph("{%p if chapter.met or chapter.not_met %}")
        + paragraph("{{ chapter.chapter }}", "Heading1")
        + paragraph("Observations on the implementation of the articles under review", "Heading2")
        + paragraph("{%p for article in chapter.articles if article.status != 'no_duty' %}")
        + paragraph("{{ article.sentence }} ({{ article.verdict }})", "Bullet")
        + paragraph("{%p endfor %}")
        + paragraph("Successes and good practices", "Heading2")
        + paragraph("{%p for article in chapter.better %}")
        + paragraph(
            "{{ article.label }} ({{ article.heading }}): the law is wider than the {{ short_title }} asks "
            "as to {{ article.goes_beyond_in }}.",
            "Bullet",
        )
        + paragraph("{%p else %}")
        + paragraph("None is recorded in which the law goes beyond the {{ short_title }}.")
        + paragraph("{%p endfor %}")
        + paragraph("Challenges in implementation", "Heading2")
        + paragraph("{%p if chapter.not_met %}")
        + paragraph(
            "These are put forward as recommendations. Where a point is not settled, it is recommended to settle it."
        )
        + paragraph("{%p for article in chapter.not_met %}")
        + paragraph(
            "{{ article.label }} ({{ article.verdict }}): {{ article.recommendation }}",
            "Bullet",
        )
        + paragraph("{%p endfor %}")
        + paragraph("{%p else %}")
        + paragraph("None.")
        + paragraph("{%p endif %}")
        + paragraph("Technical assistance needs", "Heading2")
        + paragraph("To be added by the agency.", "Small")
        + paragraph("{%p endif %}")
        + paragraph("{%p endfor %}")
        + lodged()
        + foot()
    )


FORMS: Mapping[str, tuple[str, tuple[int, int]]] = {
    "coe-profile": (coe_profile(), LANDSCAPE),
    "unodc-self-assessment": (unodc(), PORTRAIT),
    "fatf": (fatf(), LANDSCAPE),
    "law-commission": (law_commission(), LANDSCAPE),
    "vertic-overview": (vertic(), LANDSCAPE),
    "uncac-summary": (uncac(), PORTRAIT),
}

STYLES = (
    # id, name, size in half points, strong, colour, space before, space after
    ("Normal", "Normal", 20, False, "1A1A1A", 0, 80),
    ("Title", "Title", 36, True, DEEP, 0, 40),
    ("Subtitle", "Subtitle", 24, False, DEEP, 0, 120),
    ("Heading1", "heading 1", 26, True, DEEP, 240, 80),
    ("Heading2", "heading 2", 22, True, DEEP, 180, 60),
    ("Cell", "Form Cell", 17, False, "1A1A1A", 20, 40),
    ("CellHead", "Form Cell Head", 17, True, "FFFFFF", 30, 30),
    ("CellStrong", "Form Cell Strong", 17, True, "1A1A1A", 30, 30),
    ("CellSmall", "Form Cell Small", 15, False, "555555", 0, 40),
    ("CellTight", "Form Cell Tight", 15, False, "1A1A1A", 0, 0),
    ("CellHeadTight", "Form Cell Head Tight", 15, True, "FFFFFF", 0, 0),
    ("CellStrongTight", "Form Cell Strong Tight", 15, True, "1A1A1A", 0, 0),
    ("Tight", "Form Tight", 15, False, "1A1A1A", 0, 40),
    ("Small", "Form Small", 16, False, "555555", 0, 60),
    ("Bullet", "List Bullet", 20, False, "1A1A1A", 0, 60),
    ("Gap", "Form Gap", 8, False, "1A1A1A", 0, 0),
    ("Marking", "Form Marking", 18, True, "8B0000", 0, 0),
)


def styles() -> str:
    """The styles of every form."""
    made = []
    for name, title, size, strong, colour, before, after in STYLES:
        default = ' w:default="1"' if name == "Normal" else ""
        outline = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("Heading") else ""
        keep = "<w:keepNext/>" if name.startswith("Heading") else ""
        indent = '<w:numPr><w:numId w:val="1"/></w:numPr>' if name == "Bullet" else ""
        centre = '<w:jc w:val="center"/>' if name == "Marking" else ""
        made.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/><w:qFormat/>'
            f'<w:pPr>{keep}{indent}<w:spacing w:before="{before}" w:after="{after}"/>{centre}{outline}</w:pPr>'
            f'<w:rPr>{"<w:b/>" if strong else ""}<w:color w:val="{colour}"/><w:sz w:val="{size}"/></w:rPr></w:style>'
        )
    return (
        f'{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"'
        f' w:cs="{FONT}"/><w:lang w:val="en-NZ"/></w:rPr></w:rPrDefault></w:docDefaults>{"".join(made)}</w:styles>'
    )


NUMBERING = (
    f'{HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360"'
    ' w:hanging="260"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    "</w:numbering>"
)
SETTINGS = (
    f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="737"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="en-NZ"/></w:settings>'
)
PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def template(body: str, page: tuple[int, int]) -> bytes:
    """A Word file whose parts bear no date."""
    width, height = page
    turned = ' w:orient="landscape"' if width > height else ""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="1100" w:right="{MARGIN}" w:bottom="1000"'
        f' w:left="{MARGIN}" w:header="450" w:footer="450" w:gutter="0"/></w:sectPr>'
    )
    marking = paragraph("{{ classification }}", "Marking")
    numbered = marking.replace("</w:p>", f'<w:r><w:t xml:space="preserve">   </w:t></w:r>{PAGE}</w:p>')
    parts = {
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": styles(),
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": ANNEX.font_table(),
        "word/theme/theme1.xml": ANNEX.theme(),
        "word/header1.xml": f"{HEAD}<w:hdr {SPACES}>{marking}</w:hdr>",
        "word/footer1.xml": f"{HEAD}<w:ftr {SPACES}>{numbered}</w:ftr>",
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>gapcheck</dc:creator></cp:coreProperties>'
        ),
    }
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    kinds |= {"settings": "settings", "fontTable": "fontTable", "header1": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/word/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    relations = {
        "_rels/.rels": [
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ],
        "word/_rels/document.xml.rels": [
            (f"{OFFICE}/{kind}", f"{name}.xml")
            for name, kind in (
                ("styles", "styles"),
                ("numbering", "numbering"),
                ("header1", "header"),
                ("footer1", "footer"),
                ("settings", "settings"),
                ("fontTable", "fontTable"),
                ("theme/theme1", "theme"),
            )
        ],
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        everything = {"[Content_Types].xml": types}
        for name, pairs in relations.items():
            items = "".join(
                f'<Relationship Id="rId{n}" Type="{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs, 1)
            )
            everything[name] = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'
        for name, text in {**everything, **parts}.items():
            item = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            item.compress_type, item.create_system, item.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            package.writestr(item, text.encode())
    return buffer.getvalue()


def templates() -> dict[str, bytes]:
    """Every template by the name of its file."""
    return {f"{name}.docx": template(body, page) for name, (body, page) in FORMS.items()}


if __name__ == "__main__":
    for name, raw in templates().items():
        (TARGET / name).write_bytes(raw)
        print(f"written: {name}")
