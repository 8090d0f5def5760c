"""What the tests of the annex share: a report on the small catalogue with a context in which everything occurs."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gapcheck.model.context import Context
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import AnnexDocument, Block, lines_of, plain
from gapcheck.report.annex.word import word_bytes
from gapcheck.report.report import Report, make_report
from support.golden_files import small_assessment, stable

SECRET = "ZQXSECRET7q"
HOSTILE = (
    "{{ 7*7 }}",
    "{% raw %}",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "]]>",
    "#eval(read(1))",
    "*stars* _lines_ `ticks` [x](https://evil.example)",
    "&amp; \"quotes\" 'and'",
)

CONTEXT: dict[str, Any] = {
    "context": {
        "instrument": "model",
        "prepared": "2019-05-01",
        "author": "Legal policy, Ministry of Justice",
        "clearance": {"status": "agency-cleared", "by": "Deputy Secretary", "date": "2019-05-20"},
        "standing_orders": {"edition": "2017", "presentation": "397", "analysis": "398"},
    },
    "sign_off": [{"role": "Minister of Justice", "name": "The Minister", "date": "2019-05-25"}],
    "prose": {
        "tokelau": ["The action does not extend to Tokelau."],
        "reasons": [
            {
                "text": "Crime crosses borders. Te Tiriti o Waitangi and Māori interests were weighed.",
                "source": [{"ref": "Cabinet paper", "pinpoint": "para 3", "checked": "secondary"}],
            }
        ],
        "advantages": [
            {"parts": ["Cooperation is quicker.", {"text": f" Talks with {SECRET} go on.", "withheld": "s 9(2)(j)"}]}
        ],
        "costs": [{"text": "Costs were low.", "from": "2001-01-01", "to": "2010-01-01"}],
        "tiriti_assessment": ["The assessment was made with iwi."],
    },
    "consultation": [
        {
            "from": "2018-02-01",
            "to": "2018-03-01",
            "title": "First round",
            "who": "The public",
            "articles": ["3"],
            "responses": 30,
            "outcome": {"text": f"{SECRET} objected.", "withheld": "s 9(2)(g)(i)"},
        }
    ],
    "reviews": [
        {
            "about": "model:3",
            "role": "Senior adviser",
            "date": "2019-01-01",
            "view": "agrees",
            "text": "Read against the Act.",
        }
    ],
}


def small_report(small_path: Path, context: dict[str, Any] | None = None, **how: Any) -> Report:
    """A report on the small catalogue; without a context everything that officials write is missing."""
    found = Context.model_validate_json(
        Context.model_validate(context or {"context": {"instrument": "model"}}).model_dump_json()
    )
    return make_report(small_assessment(small_path), "IN CONFIDENCE", found, **how)


def stable_report(report: Report, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report without the versions, which change with every edit."""
    monkeypatch.setattr("gapcheck.report.annex.template_variables.__version__", "0.0.0")
    return replace(report, assessment=stable(report.assessment, monkeypatch))


def hostile_context() -> dict[str, Any]:
    """A context whose every text would do harm if it were read as anything but text."""
    text = " ".join(HOSTILE)
    return CONTEXT | {
        "prose": {"reasons": list(HOSTILE), "costs": [text], "advantages": [{"text": text, "withheld": "s 9(2)(j)"}]},
        "sign_off": [{"role": text, "name": text, "date": "2019-05-25"}],
    }


def blocks_of(document: AnnexDocument, number: str) -> tuple[Block, ...]:
    """The blocks of the section or annex with a number."""
    return next(part.blocks for part in document.parts if part.number == number)


def section_text(document: AnnexDocument, number: str) -> str:
    """The text of a section or annex, a line to a line."""
    return "\n".join(plain(line) for line in lines_of(blocks_of(document, number)))


def small_annex(small_path: Path, context: dict[str, Any] | None = None, **how: Any) -> AnnexDocument:
    return annex_of(small_report(small_path, context, **how))


def word_of(report: Report, template: Path | None = None) -> bytes:
    """The annex of a report as a Word file."""
    return word_bytes(report, annex_of(report), template)


def parts_of(raw: bytes) -> dict[str, str]:
    """The parts of a Word file that are text."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if not name.endswith(".png")}


def word_text(raw: bytes) -> str:
    """The text of a Word file as a reader meets it: a line for each paragraph with its style, footnotes last."""
    found = []
    for part in ("word/header1.xml", "word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
        found.append(f"# {part}")
        for paragraph in re.findall(r"<w:p>.*?</w:p>", parts_of(raw)[part], re.DOTALL):
            style = re.search(r'<w:pStyle w:val="([^"]+)"', paragraph)
            marked = re.sub(
                r'<w:footnoteReference w:id="(\d+)"/>',
                r"<w:t>[^\1]</w:t>",
                paragraph.replace("<w:tab/>", "<w:t>\t</w:t>"),
            )
            text = "".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", marked, re.DOTALL))
            if text:
                found.append(f"{style[1] if style else ''}: {text}")
    return "\n".join(found) + "\n"
