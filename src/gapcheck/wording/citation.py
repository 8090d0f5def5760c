"""Citations as types of their own: parse them, compare them, print them.

Statutes follow the New Zealand Law Style Guide: ``Crimes Act 1961, s 249(1)(a)``, in running text
``section 249(1)(a) of the Crimes Act 1961``. Treaties are cited by article: ``art 6(1)(a)``, or ``budapest:6(1)(a)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Any
from urllib.parse import urlsplit

from gapcheck.errors import GapcheckError
from gapcheck.model.law import Act, RuleEntry
from gapcheck.model.treaty import Division, Instrument
from gapcheck.natural_order import natural_key
from gapcheck.wording.dates import long_date
from gapcheck.wording.printed_order import ROMAN, label_key, late_key, roman, runs_late
from gapcheck.wording.words import join


class CitationError(GapcheckError, ValueError):
    """A text is not a citation. ``part`` says which part of it could not be read."""

    def __init__(self, text: str, part: str, expected: str) -> None:
        self.text, self.part, self.expected = text, part, expected
        super().__init__(f"{text!r} is not a citation: cannot read the {part}; expected {expected}")

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is pickled as its class and its message, which is not what this one is made from.
        return type(self), (self.text, self.part, self.expected), self.__dict__


_PINPOINT = re.compile(
    r"""
    (?P<label> \d+ [A-Z]* )             # the section or article with the letters of later insertions: 6, 216B, 88ZE
    (?P<parts>                          # then subsections, paragraphs and subparagraphs, each in brackets
        (?: \(
            (?: \d+ [A-Z]*              # a subsection: (1), (2A)
            |   [ivxl]+                 # a subparagraph: (iii)
            |   [a-z]{1,2} | [A-Z]{1,2} # a paragraph: (a), (ab), (A)
            )
        \) )*
    )
    """,
    re.VERBOSE,
)
_PART = re.compile(r"\(([^)]+)\)")


@total_ordering
@dataclass(frozen=True)
class Pinpoint:
    """A place inside an Act or treaty: a label and the bracketed parts under it.

    >>> point = Pinpoint.parse("249(1)(a)")
    >>> point.label, point.parts, str(point.parent())
    ('249', ('1', 'a'), '249(1)')
    """

    label: str
    parts: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Pinpoint:
        """Read ``6(1)(a)(i)``. Raises ``CitationError``."""
        point, rest = cls.leading(text)
        if point is None:
            raise CitationError(text, "number", "a number such as 6, 216B or 249(1)(a)")
        if rest:
            raise CitationError(text, f"part {rest!r}", "bracketed parts such as (1)(a)(i)")
        return point

    @classmethod
    def leading(cls, text: str) -> tuple[Pinpoint | None, str]:
        """The pinpoint with which ``text`` begins, and what follows it."""
        match = _PINPOINT.match(text)
        if match is None:
            return None, text
        return cls(match["label"], tuple(_PART.findall(match["parts"]))), text[match.end() :]

    def parent(self) -> Pinpoint | None:
        """The pinpoint one level up; ``None`` above the label."""
        return Pinpoint(self.label, self.parts[:-1]) if self.parts else None

    def startswith(self, other: Pinpoint) -> bool:
        """Whether this is ``other`` or stands inside it: ``249(1)(a)`` starts with ``249``, ``249A`` does not."""
        return self.label == other.label and self.parts[: len(other.parts)] == other.parts

    @property
    def sort_key(self) -> tuple[tuple[tuple[int, int | str], ...], ...]:
        """A key in the order of the printed Act: 2 before 10, 98AA before 98A, (iv) before (ix) before (x)."""
        keys = [label_key(self.label)]
        for before, part in zip((self.label, *self.parts), self.parts, strict=False):
            # After a paragraph letter i, v and x are numerals; after a number they are letters.
            keys.append(((0, roman(part)),) if before.isalpha() and set(part) <= ROMAN.keys() else natural_key(part))
        return tuple(keys)

    def __lt__(self, other: Pinpoint) -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.label + "".join(f"({part})" for part in self.parts)


def in_printed_order(first: Pinpoint, last: Pinpoint) -> bool:
    """Whether ``first`` can stand before ``last`` in an Act: 98AA before 98A, and 239X before 239AC."""
    return first < last or runs_late(first.label, last.label)


def stands_between(first: Pinpoint, label: str, last: Pinpoint) -> bool:
    """Whether a section stands in a range of sections, by their labels, as they are printed."""
    ends = Pinpoint(first.label), Pinpoint(last.label)
    if ends[0] <= ends[1]:
        return ends[0] <= Pinpoint(label) <= ends[1]
    return late_key(first.label) <= late_key(label) <= late_key(last.label)


@dataclass(frozen=True)
class Span:
    """One pinpoint, or a range of them: ``79A`` or ``79A–79Y``."""

    first: Pinpoint
    last: Pinpoint | None = None

    def __str__(self) -> str:
        return str(self.first) if self.last is None else f"{self.first}–{self.last}"


_COMMA_OR_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_TO = re.compile(r"\s*[-–]\s*|\s+to\s+")


def parse_spans(text: str, whole: str, part: str) -> tuple[Span, ...]:
    """Read a list of pinpoints and ranges, ``79E, 79G and 79A–79Y``. Raises ``CitationError``, which names the ``part``
    of the ``whole`` that could not be read.
    """
    spans = []
    for piece in _COMMA_OR_AND.split(text.strip()):
        ends = _TO.split(piece)
        try:
            points = [Pinpoint.parse(end) for end in ends]
        except CitationError:
            raise CitationError(
                whole, f"{part} {piece!r}", "numbers such as 249(1)(a), 79E and 79G, or 79A–79Y"
            ) from None
        if len(points) > 2 or (len(points) == 2 and not in_printed_order(*points)):
            raise CitationError(whole, f"range {piece!r}", "a lower and a higher number, such as 79A–79Y")
        spans.append(Span(*points))
    return tuple(spans)


_LONGEST = 2_000


def _check_length(text: str) -> None:
    """Nobody cites so long; to look for the parts of a page of text could take for ever."""
    if len(text) > _LONGEST:
        raise CitationError(f"{text[:80]}...", f"text of {len(text):,} characters", f"at most {_LONGEST:,}")


def _counted(singular: str, plural: str, spans: tuple[Span, ...], to: str = "–") -> str:
    several = len(spans) > 1 or spans[0].last is not None
    return f"{plural if several else singular} {join(str(s).replace('–', to) for s in spans)}"


_STATUTE = re.compile(
    r"""
    (?P<act> [A-Z] .+? \s (?:1[89]|20)\d\d )    # the short title with its year; titles may hold commas
    (?: , \s+ sch \s+ (?P<schedule> \w+ ) )?    # a schedule
    (?: , \s+ (?P<word> ss? | cls? ) \s+        # sections, or clauses of the schedule
        (?P<items> .+ ) )?                      # their numbers, lists and ranges
    """,
    re.VERBOSE,
)
_STATUTE_IN_TEXT = re.compile(
    r"""
    (?: (?P<word> sections? | clauses? ) \s+    # sections, or clauses of a schedule
        (?P<items> .+? ) \s+ of \s+ )?          # their numbers, lists and ranges
    (?: Schedule \s+ (?P<schedule> \w+ ) \s+ of \s+ )?
    the \s+ (?P<act> [A-Z] .+ \s (?:1[89]|20)\d\d )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class StatuteCitation:
    """A citation of an Act, its sections, or a schedule and its clauses.

    >>> str(StatuteCitation.parse("section 249(1)(a) of the Crimes Act 1961"))
    'Crimes Act 1961, s 249(1)(a)'
    """

    act: str
    spans: tuple[Span, ...] = ()
    schedule: str | None = None

    @classmethod
    def parse(cls, text: str) -> StatuteCitation:
        """Read either form, ``Act, s 1`` or ``section 1 of the Act``. Raises ``CitationError``."""
        _check_length(text)
        match = _STATUTE_IN_TEXT.fullmatch(text) or _STATUTE.fullmatch(text)
        if match is None:
            if not re.search(r"[A-Z].*\s(1[89]|20)\d\d", text):
                raise CitationError(text, "title of the Act", "a title and its year, such as Crimes Act 1961")
            raise CitationError(text, "place in the Act", "', s 249(1)' or ', sch 1, cl 6' after the title")
        clauses = (match["word"] or "").startswith("c")
        if match["word"] and clauses != (match["schedule"] is not None):
            raise CitationError(text, "schedule", "'sch 1, cl 6' for clauses, and 's 6' for sections")
        spans = parse_spans(match["items"], text, "clause" if clauses else "section") if match["items"] else ()
        return cls(match["act"], spans, match["schedule"])

    def in_text(self) -> str:
        """The form for running text: ``sections 79A to 79Y of the Search and Surveillance Act 2012``."""
        words = ("clause", "clauses") if self.schedule else ("section", "sections")
        place = f"{_counted(*words, self.spans, ' to ')} of " if self.spans else ""
        schedule = f"Schedule {self.schedule} of " if self.schedule else ""
        return f"{place}{schedule}the {self.act}"

    def __str__(self) -> str:
        words = ("cl", "cls") if self.schedule else ("s", "ss")
        schedule = f", sch {self.schedule}" if self.schedule else ""
        return f"{self.act}{schedule}" + (f", {_counted(*words, self.spans)}" if self.spans else "")


_TREATY = re.compile(
    r"""
    (?: (?P<instrument> [^\s:]+ ) :             # the id of the instrument: budapest:
    |   (?: arts? | [Aa]rticles? ) \s+ )        # or a word: art, arts, article
    (?P<items> .+ )                             # the numbers, lists and ranges
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class TreatyPinpoint:
    """A place in a treaty: ``art 6(1)(a)``, ``arts 14 and 15``, or with its instrument ``budapest:6(1)(a)``.

    >>> TreatyPinpoint.parse("budapest:6(1)(a)").label
    'art 6(1)(a)'
    """

    spans: tuple[Span, ...]
    instrument: str | None = None

    @classmethod
    def parse(cls, text: str) -> TreatyPinpoint:
        """Read any of the forms. Raises ``CitationError``."""
        _check_length(text)
        match = _TREATY.fullmatch(text)
        if match is None:
            raise CitationError(text, "word before the number", "'art 6(1)', 'arts 14 and 15' or 'budapest:6(1)'")
        spans = parse_spans(match["items"], text, "article")
        if match["instrument"] and (len(spans) > 1 or spans[0].last):
            raise CitationError(text, "article", "one article after the id of an instrument")
        return cls(spans, match["instrument"])

    @property
    def label(self) -> str:
        """The form for print, without the instrument: ``art 6(1)(a)``."""
        return _counted("art", "arts", self.spans)

    def __str__(self) -> str:
        return self.label if self.instrument is None else f"{self.instrument}:{self.spans[0]}"


def article_label(duty: str) -> str:
    """``art 16(2)`` from the id of a duty or article; a suffix that tells duties of one paragraph apart is left out."""
    point, _ = Pinpoint.leading(duty)
    return f"art {point or duty}"


_DIVISIONS: Mapping[Division, str] = {"article": "art", "item": "item", "paragraph": "para", "topic": "topic"}


def division_label(instrument: Instrument, place: str) -> str:
    """A place in an instrument, by the name of its divisions: ``art 16(2)``, ``item 6.4``, ``para 31``."""
    return article_label(place) if instrument.division == "article" else f"{_DIVISIONS[instrument.division]} {place}"


def cite_treaty(instrument: Instrument, place: str | None = None) -> str:
    """The full citation: title, series, dates, and the article if ``place`` (a duty or article id) is given."""
    dates = []
    if instrument.opened:
        dates.append(f"opened for signature {long_date(instrument.opened)}")
    if instrument.in_force:
        dates.append(f"entered into force {long_date(instrument.in_force)}")
    if instrument.text_status != "adopted":
        dates.append(instrument.text_status)
    bracket = f" ({', '.join(dates)})" if dates else ""
    return f"{instrument.title} {instrument.citation}{bracket}" + (
        f", {division_label(instrument, place)}" if place else ""
    )


def cite_rule(entry: RuleEntry) -> str:
    """``Crimes Act 1961, s 252(1)``; for measures outside statute the heading.

    A suffix that tells apart rules of one provision (``6-warrant``, ``45(2)+46``) is not cited.
    """
    if entry.treaty is not None:
        return f"{entry.treaty.short_title}, {division_label(entry.treaty, entry.rule.id)}"
    if entry.act.outside_statute:
        return entry.section.heading
    return _cite_section(entry.act.title, entry.section.section, entry.rule.id)


@lru_cache(maxsize=65_536)  # one rule is cited for every cell that it reaches
def _cite_section(act: str, section: str, rule: str) -> str:
    try:
        spans = parse_spans(section, section, "section")
    except CitationError:
        # A section numbered otherwise, such as 268.7, keeps the brackets of its rule.
        below = re.match(r"(\([^()\s]+\))*", rule.removeprefix(section))
        parts = below.group() if below and rule.startswith(section) else ""
        return f"{act}, {'s ' if section[0].isdigit() else ''}{section}{parts}"
    point, _ = Pinpoint.leading(rule)
    if point is not None and len(spans) == 1 and spans[0].last is None and point.startswith(spans[0].first):
        spans = (Span(point),)
    return str(StatuteCitation(act, spans))


def merge_citations(citations: Iterable[str]) -> tuple[str, ...]:
    """Citations of one Act told together: ``Crimes Act 1961, ss 250(1) and 252(1)``. Others stay as they are."""
    acts: dict[str, set[Span]] = {}
    others: dict[str, None] = {}
    for text in citations:
        if (citation := _with_sections(text)) is None:
            others[text] = None
        else:
            acts.setdefault(citation.act, set()).update(citation.spans)
    in_order = ((act, tuple(sorted(spans, key=lambda s: s.first.sort_key))) for act, spans in acts.items())
    return (*(str(StatuteCitation(act, spans)) for act, spans in in_order), *others)


@lru_cache(maxsize=65_536)  # one citation is told with others in many places
def _with_sections(text: str) -> StatuteCitation | None:
    """The citation of sections of an Act; ``None`` for any other text."""
    try:
        citation = StatuteCitation.parse(text)
    except CitationError:
        return None
    return citation if citation.spans and not citation.schedule else None


_NAMED_ACT = re.compile(
    r"""
    [A-Z] .+? \s (?:1[89]|20)\d\d             # the short title with its year; titles may hold commas
    (?= , \s+ s (?: s | ch )? \s | \Z )       # then sections or a schedule, however they go on, or nothing
    """,
    re.VERBOSE,
)


def act_of(citation: str) -> str:
    """The Act that a citation names; what names none (the title of a Bill, a measure) stands for itself.

    What brought a rule in may be cited more freely than ``StatuteCitation`` reads: ``s 6 and sch``.

    >>> act_of("Crimes Amendment Act (No 4) 2011, s 6 and sch")
    'Crimes Amendment Act (No 4) 2011'
    """
    act = _NAMED_ACT.match(citation)
    return act[0] if act else citation


def act_url(act: Act) -> str | None:
    """The web address of the Act, if it has one that a browser may follow."""
    return act.url if act.url and urlsplit(act.url).scheme in ("http", "https") else None


def rule_url(entry: RuleEntry) -> str | None:
    """A link to the section where the official site has an anchor for it, otherwise to the Act."""
    url = act_url(entry.act)
    if url is None or entry.section.pco_id is None:
        return url
    host = urlsplit(url).hostname or ""
    official = host == "legislation.govt.nz" or host.endswith(".legislation.govt.nz")
    return f"{url}#{entry.section.pco_id}" if official and "#" not in url else url


_ACT = re.compile(r"[A-Z].*?\s(?:1[89]|20)\d\d(?=,|$)")


def cited_act(citation: str) -> str:
    """The Act of a citation, also of one that goes on in words: ``Bail Amendment Act 2011, s 15 and the Schedule``.

    A text that begins with no Act (a treaty, a measure outside statute) is returned as it is.

    >>> cited_act("Crimes Amendment Act (No 4) 2011, s 6 and sch")
    'Crimes Amendment Act (No 4) 2011'
    """
    act = _ACT.match(citation)
    return citation if act is None else act[0]
