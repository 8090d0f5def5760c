"""Somebody else's table of concordance laid beside our verdicts: where both agree or differ, what it misses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.errors import UsageError, did_you_mean
from gapcheck.review.concordance_signs import IN_WORDS, OURS, Stand, stand_of
from gapcheck.review.sheet_reading import GridRow, read_grid
from gapcheck.wording.citation import CitationError, Pinpoint, cite_rule, division_label, merge_citations
from gapcheck.wording.words import capital, join

Outcome = Literal["agrees", "differs", "missing", "unknown-place", "not-understood"]
"""Both say the same, or not; the table has no row for a duty; a row names no place of ours; its sign is not known."""

HEADS = {
    "place": ("article", "art", "provision", "criterion", "para", "paragraph", "reference", "item"),
    "stand": (
        "compliance",
        "status",
        "answer",
        "rating",
        "verdict",
        "level of compliance",
        "conformity",
        "transposition",
        "how it stands",
        "x / ?",
    ),
    "law": (
        "existing law",
        "existing",
        "national law",
        "national provision",
        "national legislation",
        "domestic law",
        "domestic provision",
        "domestic legislation",
        "legislation",
        "law",
        "source document",
    ),
}
"""The headers that are known, by what a column holds."""

MOST_ABOVE = 40
"""How many rows may stand above the header."""

_PLACE = re.compile(
    r"(?:article|art|paragraph|para|provision)?s?\.?\s*(?P<label>\d+\s?[A-Z]?)(?![0-9A-Za-z])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PARTS = r"(?:sub-?paragraph|sub-?para|paragraph|para|lit(?:era)?|point|sub)"
_NUMBER = r"([0-9]{1,2}|[ivx]{1,4}|[a-z]{1,2})"
_STEP = re.compile(rf"[\s,.]*(?:{_PARTS}\.?\s*)?\(?{_NUMBER}\)", re.IGNORECASE)
_LOOSE = re.compile(rf"(?:\.|\s*(?:,\s*)?{_PARTS}\.?\s*){_NUMBER}\b", re.IGNORECASE)


@dataclass(frozen=True)
class ConcordanceRow:
    """One row of the comparison. ``number`` is that of their row, 0 where they have none; ``place`` is ours."""

    outcome: Outcome
    number: int
    their_place: str
    place: str
    heading: str
    theirs: str
    ours: str
    their_law: str
    our_law: str
    note: str

    def to_dict(self) -> dict[str, object]:
        """The row as plain values."""
        return asdict(self)


@dataclass(frozen=True)
class Columns:
    """Where the columns of a table are: the row of its header, and the number of each column (from 0)."""

    header: int
    place: int
    stand: int
    law: int | None


def lay_beside(
    assessment: InstrumentResult,
    path: str | Path,
    sheet: str | None = None,
    heads: Sequence[str | None] = (None, None, None),
) -> tuple[ConcordanceRow, ...]:
    """The rows of a table in an .xlsx file beside our verdicts, then our duties that it leaves out.

    ``heads`` are the headers of the columns with the place, the compliance and the law, where they are not those that
    are known (``HEADS``). Raises ``UsageError`` for a workbook that may not be opened, or has no such columns.
    """
    rows = read_grid(path, sheet)
    columns = find_columns(rows, Path(path).name, heads)
    return tuple(_Comparison(assessment, columns).rows(rows))


def find_columns(rows: Iterable[GridRow], name: str, heads: Sequence[str | None] = (None, None, None)) -> Columns:
    """The columns of a table by their headers. Raises ``UsageError``."""
    wanted = [(head.casefold().strip(),) if head else known for head, known in zip(heads, HEADS.values(), strict=True)]
    seen: list[str] = []
    for row in list(rows)[:MOST_ABOVE]:
        texts = [row.text(column).casefold().strip(" .:") for column in range(len(row.cells))]
        seen += [text for text in texts if text and len(text) < 60]
        place, stand, law = (next((n for n, text in enumerate(texts) if text in names), None) for names in wanted)
        if place is not None and stand is not None and place != stand:
            return Columns(row.number, place, stand, law)
    given = [head for head in heads if head]
    hint = "".join(did_you_mean(head, seen) for head in given[:1])
    raise UsageError(
        f"{name}: no row has a header for the place ({', '.join(HEADS['place'][:4])}, ...) and one for compliance "
        f"({', '.join(HEADS['stand'][:5])}, ...); name them with --place and --compliance{hint}"
    )


class _Comparison:
    def __init__(self, assessment: InstrumentResult, columns: Columns) -> None:
        self.assessment, self.columns = assessment, columns
        self.articles = {result.article.article: result for result in assessment.articles}
        self.covered: set[str] = set()

    def rows(self, rows: Iterable[GridRow]) -> Iterator[ConcordanceRow]:
        told = list(self._told(rows))
        often = Counter(point for _, _, point in told)
        seen: Counter[Pinpoint | None] = Counter()
        for row, place, point in told:
            found, note = ([], "") if point is None else self._at(point)
            # Two duties may have one place; a table that has as many rows for it means them in their order.
            if len(found) > 1 and often[point] == len(found):
                found = [found[seen[point]]]
            seen[point] += 1
            yield self._row(row, place, found, note)
        yield from self._left_out()

    def _told(self, rows: Iterable[GridRow]) -> Iterator[tuple[GridRow, str, Pinpoint | None]]:
        """The rows of the table that say something, with the place that each is of."""
        last = ""
        for row in rows:
            if row.number > self.columns.header:
                # A heading, or an article whose cell was merged over its paragraphs.
                last = row.text(self.columns.place) or last
                if row.text(self.columns.stand):
                    yield row, last, place_in(last)

    def _row(
        self, row: GridRow, their_place: str, found: Sequence[ArticleResult | DutyResult], note: str
    ) -> ConcordanceRow:
        law = "" if self.columns.law is None else row.text(self.columns.law)
        sign = row.text(self.columns.stand)
        if not found:
            told = f"{their_place!r} is no place of the {self.assessment.instrument.short_title}"
            return ConcordanceRow("unknown-place", row.number, their_place, "", "", sign, "", law, "", told)
        self.covered |= {duty.full.duty.id for one in found for duty in _duties(one)}
        stand, ours = stand_of(sign), {OURS[one.status] for one in found}
        return ConcordanceRow(
            outcome=_outcome(stand, ours),
            number=row.number,
            their_place=their_place,
            place=", ".join(capital(self._label(one)) for one in found),
            heading=self._heading(found[0]),
            theirs=sign,
            ours=_joined(self.assessment.sensitivity.in_words(one) for one in found),
            their_law=law,
            our_law="; ".join(merge_citations(_cited(found))),
            note=" ".join(filter(None, [note, *_notes(stand, found)])),
        )

    def _at(self, point: Pinpoint) -> tuple[list[ArticleResult | DutyResult], str]:
        """What we have at a place: the article, the duty, those below it, or else the one that it is part of."""
        article = self.articles.get(point.label)
        if article is None:
            return [], ""
        if not point.parts:
            return [article], ""
        duties = [(Pinpoint.leading(duty.full.duty.id)[0], duty) for duty in article.duties]
        exact: list[ArticleResult | DutyResult] = [d for p, d in duties if p == point]
        if exact:
            return exact, ""
        below: list[ArticleResult | DutyResult] = [d for p, d in duties if p is not None and p.startswith(point)]
        if below:
            return below, ""
        around = [(p, d) for p, d in duties if p is not None and point.startswith(p)]
        if not around:
            return [], ""
        nearest = max(around, key=lambda pair: len(pair[0].parts))[1]
        return [nearest], f"Held against {self._label(nearest)}, of which it is part."

    def _left_out(self) -> Iterator[ConcordanceRow]:
        for duty in self.assessment.duties:
            if duty.full.duty.id not in self.covered and duty.status != "no_duty":
                yield ConcordanceRow(
                    outcome="missing",
                    number=0,
                    their_place="",
                    place=capital(self._label(duty)),
                    heading=self._heading(duty),
                    theirs="",
                    ours=self.assessment.sensitivity.in_words(duty),
                    their_law="",
                    our_law="; ".join(merge_citations(_cited([duty]))),
                    note="The table has no row for it.",
                )

    def _label(self, one: ArticleResult | DutyResult) -> str:
        number = one.article.article if isinstance(one, ArticleResult) else one.full.duty.id
        return division_label(self.assessment.instrument, number)

    def _heading(self, one: ArticleResult | DutyResult) -> str:
        number = one.article.article if isinstance(one, ArticleResult) else one.full.article
        return self.articles[number].article.heading


def place_in(text: str) -> Pinpoint | None:
    """The place that a text begins with: ``Art 16(2)``, ``16.2.a``, ``Article 6, paragraph 1, lit. b``.

    >>> [str(place_in(t)) for t in ("Art. 16 (2)", "16.2.a", "Article 6, paragraph 1, lit. b", "Illegal access")]
    ['16(2)', '16(2)(a)', '6(1)(b)', 'None']
    """
    match = _PLACE.match(text.strip())
    if match is None:
        return None
    parts: list[str] = []
    rest = match["rest"].split("\n")[0]
    while step := (_STEP.match(rest) or _LOOSE.match(rest)):
        parts.append(step[1].lower())
        rest = rest[step.end() :]
    try:
        return Pinpoint.parse(match["label"].replace(" ", "") + "".join(f"({part})" for part in parts))
    except CitationError:
        return None


def _outcome(stand: Stand | None, ours: set[Stand]) -> Outcome:
    if stand is None:
        return "not-understood"
    return "agrees" if ours == {stand} else "differs"


def _notes(stand: Stand | None, found: Sequence[ArticleResult | DutyResult]) -> Iterator[str]:
    if stand is None:
        yield "The sign is not known, and is not guessed."
    elif {OURS[one.status] for one in found} != {stand}:
        yield f"They: {IN_WORDS[stand]}. We: {_joined(IN_WORDS[OURS[one.status]] for one in found)}."
    if any(one.status == "met_with_reservation" for one in found):
        yield "Ours rests on a reservation or declaration."
    if any(one.certainty == "view" for one in found):
        yield "Ours rests on a working view."


def _duties(one: ArticleResult | DutyResult) -> tuple[DutyResult, ...]:
    return tuple(one.duties) if isinstance(one, ArticleResult) else (one,)


def _cited(found: Iterable[ArticleResult | DutyResult]) -> list[str]:
    return list(dict.fromkeys(cite_rule(rule) for one in found for duty in _duties(one) for rule in duty.rules))


def _joined(words: Iterable[str]) -> str:
    return join(dict.fromkeys(words))
