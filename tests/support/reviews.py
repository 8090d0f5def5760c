"""Reviews for tests: the small catalogue with questions that agencies can settle, sheets and letters as people fill
them in, and folders of reviews.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.engine.assessment import assess
from gapcheck.model.context import blank
from gapcheck.model.law import Rule
from gapcheck.model.review import ReviewEntry
from gapcheck.review.applied_reviews import AppliedReviews, Rules, apply_reviews
from gapcheck.review.fingerprints import ReviewedLaw
from gapcheck.review.letter_writing import NUMBER
from gapcheck.review.returned_rows import ReturnedFile, returned_sheet
from gapcheck.review.review_items import Dispatch, dispatch
from gapcheck.review.review_sheet import (
    ABOUT,
    AGENCY,
    COLUMNS,
    DAY,
    REASON,
    ROLE,
    SHEET,
    VIEW,
    review_sheet_bytes,
)
from gapcheck.review.reviews_folder import Reviews, reviews_file

AS_AT = date(2020, 1, 1)
TODAY = date(2020, 6, 1)
REVIEWED = date(2020, 5, 4)
POLICE, JUSTICE, FOREIGN = "New Zealand Police", "Ministry of Justice", "Ministry of Foreign Affairs and Trade"
CODES, LODGED = "question:access-codes", "question:reservation-lodged"

AGREES: Mapping[str, Any] = {VIEW: "agrees", AGENCY: JUSTICE, ROLE: "Legal adviser", DAY: REVIEWED}
DISAGREES: Mapping[str, Any] = {**AGREES, VIEW: "disagrees", REASON: "Deletion is within section 5."}
HOLDS: Mapping[str, Any] = {VIEW: "holds", REASON: "So it is done.", AGENCY: POLICE, ROLE: "Manager", DAY: REVIEWED}
FAILS: Mapping[str, Any] = {**HOLDS, VIEW: "fails", REASON: "It is not done."}

_QUESTIONS = """questions:
  - id: access-codes
    title: Access codes as devices
    asks: Is an access code a device in practice?
    points: ["computer-act-1990:7(1)#object"]
    nature: evidence
    weight: core
    view: holds
    strength: fair
    for: [{text: The word is wide., source: [{ref: Computer Act 1990, pinpoint: s 7, checked: verified}]}]
    against: [{text: It is a word for things., source: [{ref: Computer Act 1990, pinpoint: s 2, checked: verified}]}]
    confirm_with: New Zealand Police
    by: tests
    date: 2019-11-01
  - id: reservation-lodged
    title: The reservation on serious harm
    asks: Was the reservation lodged?
    points: ["model:9#harm"]
    nature: text
    view: open
    for: [{text: Cabinet decided it., source: [{ref: Minute, pinpoint: item 1, checked: secondary}]}]
    against: [{text: The list does not show it., source: [{ref: List, pinpoint: p 1, checked: secondary}]}]
    confirm_with: Ministry of Foreign Affairs and Trade
    by: tests
    date: 2019-11-01
"""


def reviewed_data(small: Path, target: Path) -> Path:
    """The folder of the small catalogue with two questions."""
    shutil.copytree(small, target)
    folder = target / "obligations" / "questions"
    folder.mkdir()
    (folder / "doubts.yaml").write_text(_QUESTIONS, encoding="utf-8")
    return target


def changed_file(root: Path, file: str, old: str, new: str) -> Catalogue:
    """The catalogue after a change of one of its files."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load(root)


def changed_rule(made: Catalogue, key: str, change: Callable[[Rule], Rule]) -> Catalogue:
    """The catalogue with one rule changed in every interval."""
    act, _, number = key.partition(":")
    statutes = tuple(
        file.model_copy(
            update={
                "sections": tuple(
                    s.model_copy(update={"rules": tuple(change(r) if r.id == number else r for r in s.rules)})
                    for s in file.sections
                )
            }
        )
        if file.act.id == act
        else file
        for file in made.contents.statutes
    )
    return Catalogue(replace(made.contents, statutes=statutes), made.version, made.origins)


def sent_out(made: Catalogue, agency: str | None = None, *, confirm: bool = False, as_at: date = AS_AT) -> Dispatch:
    """What goes out for review of ``model``."""
    return dispatch(assess(made, "model", as_at), blank("model"), agency, confirm=confirm)


def filled(raw: bytes, said: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A sheet filled in by the ids of its rows, saved by another program than wrote it."""

    def fill(sheet: Any) -> None:
        for line in sheet.iter_rows(min_row=2):
            for column, value in said.get(str(line[0].value), {}).items():
                line[COLUMNS.index(column)].value = value

    return edited(raw, fill)


def edited(raw: bytes, change: Callable[[Any], None], sheet: str = SHEET) -> bytes:
    """A workbook after a change of one of its sheets."""
    book = load_workbook(io.BytesIO(raw))
    change(book[sheet])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def returned(path: Path, raw: bytes) -> ReturnedFile:
    """A sheet as it is read back."""
    path.write_bytes(raw)
    return returned_sheet(path)


def sheet_of(made: Catalogue, said: Mapping[str, Mapping[str, Any]] | None = None, agency: str | None = None) -> bytes:
    """The sheet of ``model``, filled in."""
    return filled(review_sheet_bytes(sent_out(made, agency)), said or {})


def applied(
    made: Catalogue, files: Iterable[ReturnedFile], reviews: Reviews | None = None, *, partial: bool = False
) -> AppliedReviews:
    """Files that came back, applied to a folder."""
    rules = Rules(("s 6(a)", "s 9(2)(h)"), TODAY)
    return apply_reviews(ReviewedLaw(made), reviews or Reviews(), list(files), rules, partial=partial)


def entry(made: Catalogue, about: str, view: str = "agrees", **more: Any) -> ReviewEntry:
    """An entry that holds of the catalogue, on the day of the tests."""
    given: dict[str, Any] = {
        "about": about,
        "agency": JUSTICE,
        "role": "Legal adviser",
        "date": REVIEWED,
        "as_at": AS_AT,
        "view": view,
        "reason": None if view == "agrees" else "Because it is so.",
        "fingerprint": ReviewedLaw(made).fingerprint(about, AS_AT),
    }
    return ReviewEntry(**{**given, **more})


def folder_of(target: Path, entries: Iterable[ReviewEntry], policy: str = "") -> Path:
    """A folder of reviews."""
    target.mkdir(parents=True, exist_ok=True)
    kept = list(entries)
    duties = [e for e in kept if not e.of_question]
    questions = [e for e in kept if e.of_question]
    if duties:
        (target / "model.yaml").write_bytes(reviews_file("model.yaml", duties))
    if questions:
        (target / "questions.yaml").write_bytes(reviews_file("questions.yaml", questions))
    if policy:
        (target / "policy.yaml").write_text(policy, encoding="utf-8")
    return target


def filled_letter(raw: bytes, answers: Mapping[str, tuple[str, str]], signed: Mapping[str, str]) -> bytes:
    """A letter filled in by the ids of its questions: the answer and what it rests on, and who answers."""
    document = Document(io.BytesIO(raw))
    for table in document.tables:
        if table.rows[0].cells[0].text == NUMBER:
            for row in table.rows[1:]:
                answer, reason = answers.get(row.cells[5].text.split()[0], ("", ""))
                row.cells[3].text, row.cells[4].text = answer, reason
        else:
            for row in table.rows:
                if row.cells[0].text in signed:
                    row.cells[1].text = signed[row.cells[0].text]
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_part(raw: bytes, name: str, change: Callable[[bytes], bytes] | bytes) -> bytes:
    """A package with one part changed or put in."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in dict.fromkeys([*old.namelist(), name]):
            before = old.read(part) if part in old.namelist() else b""
            content = before if part != name else (change(before) if callable(change) else change)
            new.writestr(part, content)
    return made.getvalue()


def row_of(sheet: Any, about: str) -> Any:
    """The line of a sheet whose first cell names a duty or question."""
    return next(line for line in sheet.iter_rows(min_row=2) if line[COLUMNS.index(ABOUT)].value == about)
