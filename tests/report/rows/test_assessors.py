"""What bodies outside New Zealand found, as rows and in the outputs, beside the statements of officials."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from support.assessing import assess
from support.builders import SOURCE, catalogue, duty, rule

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.faces import Assessment
from gapcheck.model.policy import AssessorsFile, OutsideAssessment
from gapcheck.report.rows.assessors import assessor_notes, assessor_rows, findings_in_words
from gapcheck.report.rows.official_statements import official_rows
from gapcheck.report.workbook.assessors import ASSESSORS
from gapcheck.report.workbook.consultation import OFFICIALS


def finding(rating: str | None, *about: str, on: str = "2015-01-01", vocabulary: str = "fatf") -> OutsideAssessment:
    return OutsideAssessment(
        id=f"found-{rating}-{on}",
        assessor="Task Force",
        standard="Recommendation 3",
        as_at=on,
        about=about,
        rating=rating,
        vocabulary=vocabulary,
        text="The offence meets the standard.",
        source=(SOURCE,),
    )


def assessed(*findings: OutsideAssessment, day: str = "2020-01-01") -> Assessment:
    """A duty that was unmet until 2018, and is met since."""
    made = catalogue(duty(conduct="access"), rule(conduct="access", start="2018-01-01"))
    contents = replace(made.contents, policy=(AssessorsFile(assessments=findings),))
    return assess(Catalogue(contents), "t", day)


def test_a_finding_is_held_against_the_verdict_of_its_own_day() -> None:
    rows = assessor_rows(assessed(finding("C", "t:1"), finding("C", "t:1", on="2019-01-01")))
    assert [(row.result, row.date, row.now) for row in rows] == [
        ("disagrees", date(2015, 1, 1), "Met"),
        ("agrees", date(2019, 1, 1), "Met"),
    ]
    assert (rows[0].rating, rows[0].label, rows[1].then) == ("compliant", "art 1", "Met")


def test_a_later_finding_and_one_tied_to_no_article_are_left_out() -> None:
    assert assessor_rows(assessed(finding("C"), finding("C", "t:1", on="2021-01-01"))) == ()


def test_a_finding_without_a_rating_cannot_be_compared() -> None:
    (row,) = assessor_rows(assessed(finding(None, "t:1", vocabulary="oecd")))
    assert (row.result, row.rating) == ("not_comparable", "")
    assert row.in_short == "Cannot be compared: Task Force, 1 January 2015"


def test_they_are_no_statements_of_officials() -> None:
    assert official_rows(assessed(finding("C", "t:1"))) == ()


def test_what_none_does_is_not_counted_and_notes_go_by_place() -> None:
    rows = assessor_rows(assessed(finding("C", "t:1"), finding("NC", "t:1", on="2016-01-01")))
    assert findings_in_words(rows) == "1 agrees and 1 disagrees"
    assert assessor_notes(rows) == {
        "1": (
            "Disagrees: Task Force, 1 January 2015 (compliant)",
            "Agrees: Task Force, 1 January 2016 (non-compliant)",
        )
    }


def test_the_columns_are_as_wide_as_those_of_the_table_above() -> None:
    assert [column.width for column in ASSESSORS] == [column.width for column in OFFICIALS]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a report on the UN Convention."""
    out = tmp_path_factory.mktemp("out")
    report = gapcheck.load().assess("uncc", "2026-11-21").report(classification="UNCLASSIFIED")
    report.write(out, ["xlsx", "md", "html"])
    return out


def test_the_sheet_lists_them_below_the_officials(written: Path) -> None:
    (path,) = written.glob("*.xlsx")
    # One sheet of a large workbook is read.
    sheet = openpyxl.load_workbook(path, read_only=True)["What officials said"]
    texts = [row[0] for row in sheet.iter_rows(max_col=1, values_only=True) if row[0]]
    sheet.parent.close()
    assert texts.index("What bodies outside New Zealand found") > texts.index("About")
    with zipfile.ZipFile(path) as package:
        assert any(b' name="Assessors"' in package.read(n) for n in package.namelist() if n.startswith("xl/tables/"))


@pytest.mark.parametrize("ending", ["md", "html"])
def test_annex_and_page_tell_them(written: Path, ending: str) -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in written.glob(f"*.{ending}"))
    assert "What bodies outside New Zealand" in told
    assert "Financial Action Task Force" in told
