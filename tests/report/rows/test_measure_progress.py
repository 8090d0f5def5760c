"""Who does a measure by when: found by the lasting reference of the measure, and told in words."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from support.assessing import assess
from support.builders import catalogue, duty, rule
from support.reviews import AS_AT

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.base import Marked
from gapcheck.model.review import MeasureProgress
from gapcheck.report.page import page_bytes
from gapcheck.report.report import Report, make_report
from gapcheck.report.rows.measure_progress import measure_references, progress_in_words
from gapcheck.report.workbook import workbook_bytes
from gapcheck.review.reviews_folder import Reviews

OWN = MeasureProgress(
    reference="t:M:act:1",
    owner="Ministry of Justice",
    vehicle="Crimes Amendment Bill",
    target=date(2027, 6, 30),
    target_note="Subject to the House",
    progress="in-progress",
    note=Marked(text="ZQXSECRET7q", withheld="s 9(2)(f)(iv)"),
)
WORDS = "Ministry of Justice, by 30 June 2027: in progress (Crimes Amendment Bill)"


@pytest.fixture(scope="module")
def short() -> Catalogue:
    """A duty that section 5 meets in part."""
    return catalogue(
        [duty("1", conduct="access", fault="recklessness")], [rule("5", conduct="access", fault="intention")]
    )


def made(short: Catalogue, *progress: MeasureProgress, release: bool = False) -> Report:
    reviews = Reviews(measures=progress) if progress else None
    return make_report(assess(short, "t", AS_AT), "IN CONFIDENCE", release=release, draft=release, reviews=reviews)


def table(report: Report, sheet: str) -> dict[str, object]:
    """The first row of the table of a sheet, by its header."""
    found = openpyxl.load_workbook(io.BytesIO(workbook_bytes(report)))[sheet]
    head, first, *_ = found[next(iter(found.tables.values())).ref]
    return dict(zip((c.value for c in head), (c.value for c in first), strict=True))


def test_in_words() -> None:
    assert progress_in_words(OWN) == WORDS
    bare = MeasureProgress(reference="t:M:act:1", owner="Ministry of Justice")
    assert progress_in_words(bare) == "Ministry of Justice: in preparation"


def test_references_are_those_of_the_measures_that_were_found(short: Catalogue) -> None:
    report = made(short)
    assert measure_references(report.assessment, report.measures_found) == measure_references(report.assessment)


def test_a_report_knows_it_by_the_measure(short: Catalogue) -> None:
    (measure,) = made(short, OWN).measures
    assert made(short, OWN).progress_of(measure) == OWN
    assert made(short).progress_of(measure) is None
    other = OWN.model_copy(update={"reference": "t:M:act:9"})
    assert made(short, other).progress_lines([measure]) == ()


def test_the_sheet_of_measures_tells_it(short: Catalogue) -> None:
    row = table(made(short, OWN), "Gaps and measures")
    assert (row["Owner"], row["Vehicle"], row["Progress"]) == (OWN.owner, OWN.vehicle, "In progress")
    assert str(row["Target date"]).startswith("2027-06-30")
    assert str(row["Note on the target or progress"]).startswith("Subject to the House")
    assert "Progress" not in table(made(short), "Gaps and measures")


def test_so_do_the_matrix_and_the_page(short: Catalogue) -> None:
    assert table(made(short, OWN), "Matrix")["Who does it by when"] == WORDS
    assert f"Who does it:</p><p>{WORDS}</p>" in page_bytes(made(short, OWN)).decode()
    assert "Who does it" not in page_bytes(made(short)).decode()


def test_a_note_that_is_withheld_is_in_no_release_copy(short: Catalogue) -> None:
    report = made(short, OWN, release=True)
    assert "ZQXSECRET7q" not in str(table(report, "Gaps and measures"))
    assert b"ZQXSECRET7q" not in page_bytes(report)
    assert "ZQXSECRET7q" in str(table(made(short, OWN), "Gaps and measures"))
