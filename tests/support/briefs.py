"""What the tests of the brief share: a treaty that New Zealand has not joined, and a text of a paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.faces import Assessment
from gapcheck.model.context import Context
from gapcheck.model.treaty import Instrument
from gapcheck.report.annex.document import AnnexParagraph, Bullets, Heading, Table, plain
from gapcheck.report.annex.writer import cell, line, make_table, strong
from gapcheck.report.paper.document import BesideHeading, Paper, Picture
from gapcheck.report.pictures.drawing import Drawing, svg_of
from gapcheck.report.report import Report, make_report
from support.annexes import HOSTILE
from support.assessing import assess

JOINING: dict[str, Any] = {
    "signature": "subject-to-ratification",
    "signature_until": "2019-12-31",
    "accession": "any State that has not signed",
    "consents_needed": 40,
    "in_force_when": "on the 90th day after the 40th consent",
    "bound_from": "on the 30th day after it deposits its instrument",
    "source": [{"ref": "MTS 1", "pinpoint": "art 30", "checked": "verified"}],
}


TEXT = " ".join(HOSTILE)
PAPER = Paper(
    title="Title",
    subtitle="Subtitle",
    classification="IN CONFIDENCE",
    foot="Foot.",
    as_at=date(2019, 6, 1),
    blocks=(
        Heading("Heading"),
        AnnexParagraph(line("Plain ", strong("strong"), " text.")),
        BesideHeading("Beside", line(TEXT)),
        Bullets((line("One"), line("Two"))),
        make_table("Caption", (("A", 40), ("B", 60)), [(cell("1"), cell("Met", status="met"))]),
        Picture(svg_of(Drawing(), "T", "D", "en"), "What the picture shows.", 50),
    ),
)


def unjoined(made: Catalogue, joining: dict[str, Any] | None = None, consent: Any = None, **more: Any) -> Catalogue:
    """The catalogue with a treaty that is not in force and that New Zealand has not joined."""
    (treaty,) = made.contents.instruments
    plain_treaty = {**treaty.model_dump(mode="json", by_alias=True), "in_force": None, **more}
    as_file = json.dumps({**plain_treaty, "joining": JOINING if joining is None else joining})
    changed = Instrument.model_validate_json(as_file)
    positions = tuple(
        p.model_copy(update={"consent": consent, "binding_from": None, "exercised": ()})
        for p in made.contents.positions
    )
    return Catalogue(replace(made.contents, instruments=(changed,), positions=positions), made.version)


def report_of(made: Catalogue, context: dict[str, Any] | None = None, as_at: str = "2019-06-01", **how: Any) -> Report:
    """A report of a catalogue of one treaty, with a context as a file has it."""
    found = Context.model_validate_json(json.dumps(context or {"context": {"instrument": "model"}}))
    assessed: Assessment = assess(made, "model", as_at)
    return make_report(assessed, "IN CONFIDENCE", found, **how)


def text_of(paper: Paper) -> str:
    """The text of a paper, a line to a line."""
    return "\n".join(_lines(paper))


def _lines(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.subtitle)
    for block in paper.blocks:
        if isinstance(block, Table):
            yield block.caption
            yield from (" | ".join(plain(x) for found in row for x in found.lines) for row in block.rows)
        elif isinstance(block, Bullets):
            yield from (f"• {plain(item)}" for item in block.items)
        elif hasattr(block, "line"):
            yield f"{getattr(block, 'heading', '')} {plain(block.line)}".strip()
    yield paper.foot
