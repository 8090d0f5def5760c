"""Sheets and letters that came back, held against the catalogue: what of them becomes entries of a folder of reviews,
and what is refused, each row with its reason.

A file is taken as a whole or not at all, unless it may be taken in part. Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import Problem, nearest
from gapcheck.model.base import GROUND_IN_TEXT, parse_date
from gapcheck.model.characters import UNSAFE
from gapcheck.model.misplaced_grounds import in_text
from gapcheck.model.review import QUESTION, ReviewEntry, ReviewView
from gapcheck.review.fingerprints import ReviewedLaw
from gapcheck.review.returned_rows import ReturnedFile, ReturnedRow, is_empty
from gapcheck.review.review_sheet import AGENCY, CHANGE, DAY, GROUND, LONGEST, REASON, ROLE, SEAL, VIEW
from gapcheck.review.reviews_folder import Reviews, entry_order, file_of, reviews_file
from gapcheck.review.sheet_reading import CellValue
from gapcheck.wording.dates import long_date

_DUTY: Mapping[str, ReviewView] = {"agrees": "agrees", "disagrees": "disagrees", "needs advice": "needs_advice"}
_QUESTION: Mapping[str, ReviewView] = {"holds": "holds", "fails": "fails", "open": "open"}
_LETTER: Mapping[str, ReviewView] = {"yes": "holds", "no": "fails", "not known": "open"}
_GROUND = re.compile(r"s \d+[A-Z]*(\([0-9a-z]+\))+")
_MONTHS = tuple(long_date(date(2000, month, 1)).split()[1].lower() for month in range(1, 13))
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")
_EARLIEST = date(2001, 11, 23)
"""The day on which the oldest of the conventions was opened: nobody can have reviewed anything before."""


@dataclass(frozen=True)
class Rules:
    """What returned rows are held against beside the catalogue: the grounds that may be used, and today."""

    grounds: tuple[str, ...]
    today: date


@dataclass(frozen=True)
class AppliedReviews:
    """What returned files come to: the files of the folder that change, the entries that are new, that take the place
    of an older one of the same day, and that are there already; how many rows were left empty or are missing; by file,
    the rows that were taken from where nobody sees them, with their columns; and what was refused.
    """

    files: Mapping[str, bytes]
    added: tuple[ReviewEntry, ...]
    replaced: tuple[ReviewEntry, ...]
    recorded: tuple[ReviewEntry, ...]
    empty: int
    missing: Mapping[str, int]
    unseen: Mapping[str, Mapping[int, tuple[str, ...]]]
    refused: tuple[Problem, ...]
    refused_files: tuple[str, ...]


@dataclass
class _Taken:
    """The rows of one file as far as they were taken."""

    file: ReturnedFile
    entries: list[tuple[ReturnedRow, ReviewEntry]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def apply_reviews(
    law: ReviewedLaw, reviews: Reviews, files: Sequence[ReturnedFile], rules: Rules, *, partial: bool = False
) -> AppliedReviews:
    """What files that came back add to a folder of reviews, whatever the order of the files and of their rows."""
    agencies = _known_agencies(law.catalogue, reviews)
    taken = [_take(law, reviews, file, rules, agencies) for file in files]
    accepted = [one for one in taken if partial or not one.problems]
    for file, problem in list(_conflicts(accepted, reviews)):
        file.problems.append(problem)
        file.entries = [(row, e) for row, e in file.entries if row.number != problem.line]
    entries = {e.key: e for one in taken if partial or not one.problems for _, e in one.entries}
    before = {e.key: e for e in reviews.entries}
    changed = {key: e for key, e in entries.items() if before.get(key) != e}
    after = {**before, **changed}
    names = sorted({file_of(e.about) for e in changed.values()})
    return AppliedReviews(
        files={name: reviews_file(name, (e for e in after.values() if file_of(e.about) == name)) for name in names},
        added=_ordered(e for key, e in changed.items() if key not in before),
        replaced=_ordered(e for key, e in changed.items() if key in before),
        recorded=_ordered(e for key, e in entries.items() if before.get(key) == e),
        empty=sum(not row.filled for file in files for row in file.rows),
        missing={file.name: file.missing for file in files if file.missing},
        unseen={
            one.file.name: {row.number: row.unseen for row, _ in one.entries if row.unseen}
            for one in accepted
            if any(row.unseen for row, _ in one.entries)
        },
        refused=tuple(sorted(problem for one in taken for problem in one.problems)),
        refused_files=tuple(one.file.name for one in taken if one.problems and not partial),
    )


def _ordered(entries: Iterable[ReviewEntry]) -> tuple[ReviewEntry, ...]:
    return tuple(sorted(entries, key=entry_order))


def _known_agencies(catalogue: Catalogue, reviews: Reviews) -> frozenset[str]:
    policy = {role.agency for rule in reviews.policy for role in rule.roles if role.agency}
    settling = {q.confirm_with for q in catalogue.questions.values() if q.confirm_with}
    acts = {act.agency for act in catalogue.acts.values() if act.agency}
    return frozenset(policy | settling | acts | {agency.name for agency in catalogue.agencies.values()})


def _take(law: ReviewedLaw, reviews: Reviews, file: ReturnedFile, rules: Rules, agencies: frozenset[str]) -> _Taken:
    taken = _Taken(file)
    seen: dict[str, int] = {}
    for row in file.rows:
        reasons = list(_of_computed(law, row, seen))
        if not reasons and row.filled:
            reasons = list(_of_said(row, rules, agencies, reviews))
        if not reasons and row.filled:
            entry = _entry(row)
            # What is there already was taken when it was made, whatever has changed since.
            if entry not in reviews.entries and law.fingerprint(entry.about, entry.as_at) != row.data:
                reasons = [_Refusal(SEAL, "what was computed has changed since the export", "a new export")]
            else:
                taken.entries.append((row, entry))
        taken.problems += (
            Problem(file.name, row.number, row.about[:80], f"{r.column}: {r.message}", r.expected, r.meant, "row")
            for r in reasons
        )
    return taken


@dataclass(frozen=True)
class _Refusal:
    column: str
    message: str
    expected: str = ""
    meant: str | None = None


def _of_computed(law: ReviewedLaw, row: ReturnedRow, seen: dict[str, int]) -> Iterator[_Refusal]:
    """Cells that were computed and are not as they were, ids that name nothing, and rows that are there twice."""
    if not law.knows(row.about):
        meant = nearest(row.about, law.known)
        yield _Refusal("Row", f"unknown id {row.about[:80]!r}", "a duty or question of the catalogue", meant)
    elif row.altered:
        yield _Refusal("Row", "a computed cell was altered", "every computed cell as it was when the row was made")
    elif row.about in seen:
        yield _Refusal("Row", f"the same row as row {seen[row.about]}", "each row once")
    seen.setdefault(row.about, row.number)


def _of_said(row: ReturnedRow, rules: Rules, agencies: frozenset[str], reviews: Reviews) -> Iterator[_Refusal]:
    """What is missing or cannot be taken of what somebody filled in."""
    view = _view(row)
    if view is None:
        given, known = row.said.get(VIEW), _words(row.about)
        message = "no view is given" if is_empty(given) else f"{_shown(given, row)} is no view"
        yield _Refusal(VIEW, message, ", ".join(known), nearest(str(given), known) if given else None)
    if view != "agrees" and is_empty(row.said.get(REASON)):
        yield _Refusal(REASON, "no reason is given", "the reason in words")
    for column in (REASON, CHANGE):
        if not is_empty(row.said.get(column)):
            yield from _of_text(column, row, one_line=False)
    for column in (AGENCY, ROLE):
        if is_empty(row.said.get(column)):
            yield _Refusal(column, "nothing is filled in", "the agency and the office of whoever says it")
        else:
            yield from _of_text(column, row, one_line=True)
    agency, role = _text(row, AGENCY), _text(row, ROLE)
    if agency and agency not in agencies:
        yield _Refusal(
            AGENCY, f"unknown agency {_shown(agency, row)}", "its name as it was sent", nearest(agency, agencies)
        )
    named = {r.role for rule in reviews.policy for r in rule.roles if r.role}
    if role and role not in named and role.casefold() in {n.casefold() for n in named}:
        yield _Refusal(ROLE, f"{_shown(role, row)} is not how the policy writes it", "", nearest(role, named))
    yield from _of_day(row, rules.today)
    ground = _text(row, GROUND)
    if ground and (not _GROUND.fullmatch(ground) or ground not in rules.grounds):
        meant = nearest(ground, rules.grounds)
        yield _Refusal(GROUND, "the ground is not in the key", "a ground such as s 9(2)(h)", meant)


def _words(about: str) -> Sequence[str]:
    return tuple(_QUESTION if about.startswith(QUESTION) else _DUTY)


def _view(row: ReturnedRow) -> ReviewView | None:
    given = row.said.get(VIEW)
    if not isinstance(given, str):
        return None
    said = " ".join(given.replace("_", " ").lower().rstrip(".").split())
    return {**_QUESTION, **_LETTER}.get(said) if row.about.startswith(QUESTION) else _DUTY.get(said)


def _text(row: ReturnedRow, column: str) -> str | None:
    value = row.said.get(column)
    return value.replace("\r\n", "\n").strip() or None if isinstance(value, str) else None


def _shown(cell: CellValue, row: ReturnedRow) -> str:
    """What somebody filled in, for a message, unless it may be what is withheld, or was meant to be."""
    text = str(cell)[:80]
    closed = not is_empty(row.said.get(GROUND)) or any(in_text(str(said), at_an_end=True) for said in row.said.values())
    return "what is filled in (not shown)" if closed else repr(text)


def _of_text(column: str, row: ReturnedRow, *, one_line: bool) -> Iterator[_Refusal]:
    cell = row.said[column]
    if not isinstance(cell, str):
        yield _Refusal(column, f"{_shown(cell, row)} is a number or a date", "a text")
        return
    text = cell.replace("\r\n", "\n").strip()
    if len(text) > LONGEST[column]:
        yield _Refusal(column, f"a text of {len(text):,} characters", f"at most {LONGEST[column]:,}")
    elif UNSAFE.search(text) or "\r" in text or (one_line and ("\n" in text or "\t" in text)):
        yield _Refusal(column, "holds a control or invisible character, or a line break too many", "plain text")
    elif is_empty(row.said.get(GROUND)) and in_text(text, at_an_end=True):
        yield _Refusal(column, GROUND_IN_TEXT, f"the ground in the column {GROUND!r}")


def _of_day(row: ReturnedRow, today: date) -> Iterator[_Refusal]:
    cell = row.said.get(DAY)
    if is_empty(cell):
        yield _Refusal(DAY, "nothing is filled in", "a date such as 2026-12-02")
        return
    try:
        day = review_day(cell)
    except ValueError:
        yield _Refusal(DAY, f"{_shown(cell, row)} is not a date", "a date such as 2026-12-02 or 2 December 2026")
        return
    if not _EARLIEST <= day <= today:
        yield _Refusal(
            DAY, f"{day.isoformat()} cannot be", f"a day from {_EARLIEST.isoformat()} to {today.isoformat()}"
        )


def review_day(cell: CellValue) -> date:
    """A date as people write it: as a date, ``2026-12-02``, ``2 December 2026`` or, day first, ``2/12/2026``.

    Raises ``ValueError`` for anything else.
    """
    if not isinstance(cell, str):
        return parse_date(cell)
    text = " ".join(cell.lower().split())
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return date(year, month, day)
    if (match := _IN_WORDS.fullmatch(text)) and match[2] in _MONTHS:
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    return parse_date(text)


def _entry(row: ReturnedRow) -> ReviewEntry:
    """The entry of a row in which nothing is wrong."""
    agency, role = _text(row, AGENCY), _text(row, ROLE)
    assert agency is not None
    assert role is not None
    return ReviewEntry(
        about=row.about,
        agency=agency,
        role=role,
        date=review_day(row.said[DAY]),
        as_at=parse_date(row.as_at),
        view=_view(row),
        reason=_text(row, REASON),
        change=_text(row, CHANGE),
        withheld=_text(row, GROUND),
        fingerprint=row.data,
    )


# Conflicts -------------------------------------------------------------------------------------------------------


def _conflicts(taken: Sequence[_Taken], reviews: Reviews) -> Iterator[tuple[_Taken, Problem]]:
    """Answers of two agencies to one question that differ, and two things that one role says of the same on a day."""
    every = [(one, row, entry) for one in taken for row, entry in one.entries]
    for one, row, entry in every:
        others = [other for _, _, other in every if other is not entry]
        twice = [o for o in others if o.key == entry.key and o != entry]
        if twice:
            message = f"{entry.role} of {entry.agency} says two things of it on {long_date(entry.date)}"
            yield one, _conflict(one, row, message, "one of them")
        elif against := _against(entry, [*others, *reviews.entries]):
            then = f"{against.agency} answered {against.view} on {long_date(against.date)}"
            message = f"{entry.agency} answers {entry.view}, {then}"
            if entry.withheld or against.withheld:  # what was said is not told
                message = f"{entry.agency} and, on {long_date(against.date)}, {against.agency} answer differently"
            yield one, _conflict(one, row, message, "one answer of both agencies, or one of the two taken back")


def _against(entry: ReviewEntry, others: Iterable[ReviewEntry]) -> ReviewEntry | None:
    """The last answer of another agency to the same question, as it then was, that differs."""
    if not entry.of_question:
        return None
    last: dict[tuple[str, str], ReviewEntry] = {}
    for other in _ordered(o for o in others if o.about == entry.about and o.fingerprint == entry.fingerprint):
        last[other.agency, other.role] = other
    differing = (o for o in last.values() if o.agency != entry.agency and o.view != entry.view)
    return min(differing, key=entry_order, default=None)


def _conflict(one: _Taken, row: ReturnedRow, message: str, expected: str) -> Problem:
    return Problem(one.file.name, row.number, row.about, f"{VIEW}: {message}", expected, None, "conflict")
