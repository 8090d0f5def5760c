"""The gap matrix as Markdown, from the template ``reports/templates/matrix.md.j2``.

Whatever the template prints is escaped, unless Python marked it as Markdown: text from the data is never read as
Markdown or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gapcheck.catalogue.resources import data_folder
from gapcheck.engine.results import InstrumentResult
from gapcheck.model.treaty import Instrument
from gapcheck.report.facts import facts, reading_caveat, tried_in_words
from gapcheck.report.rows.articles import ArticleRow, article_rows
from gapcheck.report.rows.duties import duty_rows
from gapcheck.report.rows.questions import NATURES, question_rows
from gapcheck.report.rows.timeline import move_rows, timeline_of
from gapcheck.report.rows.verdict_counts import certainty_in_words, verdict_counts
from gapcheck.report.statuses import DISCLAIMER, FORCE, STATUS, VIEW_BASIS
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE = "matrix.md.j2"

_INLINE = re.compile(r"[\\`*_\[\]|~$^]")
_BLOCK = re.compile(r"^(\d{1,9})?([#+=>:.)-])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Markdown(str):
    """Text that is Markdown already and must not be escaped again."""

    __slots__ = ()


def escape_markdown(value: object) -> Markdown:
    """Text such that Markdown shows it as it is, also inside a table; line breaks become spaces."""
    if isinstance(value, Markdown):
        return value
    text = _INLINE.sub(r"\\\g<0>", " ".join(str(value).split())).translate(_ENTITIES)
    # GitHub makes links of bare addresses, which nobody checked.
    text = text.replace("://", ":&#47;/").replace("www.", "www&#46;")
    return Markdown(_BLOCK.sub(_escape_start, text))


def _escape_start(found: re.Match[str]) -> str:
    """A sign that would start a heading, a list or a rule, with the number before it, if it has one."""
    return f"{found[1] or ''}\\{found[2]}"


def link(text: str, url: str | None) -> Markdown:
    """A link; an address that is not https gives the text alone."""
    words = escape_markdown(text)
    if url is None or not url.startswith("https://"):
        return words
    address = re.sub(r"[\s<>\\()\[\]|`*_]", lambda m: f"%{ord(m[0]):02X}", url)
    return Markdown(f"[{words}](<{address}>)")


def _to_question(title: str, question: str) -> Markdown:
    """The title of a question, leading to where this document tells it."""
    return Markdown(f"[{escape_markdown(title)}](#{_anchor(question)})")


def _question(title: str, question: str) -> Markdown:
    """The title of a question in a heading that links lead to."""
    return Markdown(f'<a id="{_anchor(question)}"></a>{escape_markdown(title)}')


def _anchor(question: str) -> str:
    """Where a question stands: letters, digits and hyphens alone, whatever its id holds."""
    return "question-" + re.sub(r"[^A-Za-z0-9]+", "-", question)


def _label(duty: str, instrument: Instrument) -> str:
    """``Article 16(2)``, ``Item 6.4``."""
    label = division_label(instrument, duty)
    return label.replace("art ", "Article ", 1) if label.startswith("art ") else label.capitalize()


def render_markdown(assessment: InstrumentResult) -> str:
    """The whole assessment as one Markdown document."""
    articles, duties = article_rows(assessment), duty_rows(assessment)
    told = f"{certainty_in_words(articles, assessment.instrument.division)} {VIEW_BASIS}".strip()
    headlines = (told, reading_caveat(assessment), tried_in_words(assessment))
    past = timeline_of(assessment)
    text = (
        _environment()
        .get_template(TEMPLATE)
        .render(
            instrument=assessment.instrument,
            law=assessment.law,
            state=assessment.state,
            facts=facts(assessment),
            disclaimer=DISCLAIMER,
            looks=STATUS,
            force=FORCE,
            natures=NATURES,
            headlines=tuple(line for line in headlines if line),
            counts=verdict_counts(articles, duties),
            questions=question_rows(assessment),
            chapters=_chapters(articles),
            timeline=past,
            moves=move_rows(past),
            duties=duties,
        )
    )
    return text.rstrip() + "\n"


def _chapters(articles: Sequence[ArticleRow]) -> Iterable[tuple[str, list[ArticleRow]]]:
    chapters: dict[str, list[ArticleRow]] = {}
    for row in articles:
        chapters.setdefault(row.chapter, []).append(row)
    return chapters.items()


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(data_folder("reports") / "templates"),
        undefined=StrictUndefined,
        finalize=escape_markdown,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "link": link,
        "article": _label,
        "day": long_date,
        "place": _to_question,
        "anchor": _question,
    }
    return environment
