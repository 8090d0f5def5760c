"""The sheet of questions, and the links between it, the matrix and the summary."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from support.assessing import assess
from support.builders import article, catalogue, duty, given, reading, rule
from support.questions import asked, question

from gapcheck.report.report import Report, make_report

ACCESS, DELETE, ALTER = (duty(str(n), conduct=c) for n, c in enumerate(("access", "delete", "alter"), start=1))
RULES = [
    rule("a", conduct=given("alter", arguably="access")),
    rule("b", conduct=given("alter", arguably="delete")),
]
ARTICLES = [article(one, number=one.id) for one in (ALTER, ACCESS, DELETE)]


def made(read: str | None = None) -> Report:
    officials = reading(("act:b#conduct",)).model_copy(
        update={"title": "The general position", "note": "It rests on one sentence."}
    )
    law = catalogue(ARTICLES, RULES, readings=(officials,))
    asking = asked(law, question("one", "act:a#conduct"), question("two", "act:b#conduct", view="open"))
    return make_report(assess(asking, "t", "2015-01-01", read), "IN CONFIDENCE")


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(made().to_excel(tmp_path / "matrix.xlsx"))


def rows(sheet: Worksheet, table: str) -> list[dict[str, object]]:
    head, *body = sheet[sheet.tables[table].ref]
    return [dict(zip((c.value for c in head), row, strict=True)) for row in body]


def target(book: openpyxl.Workbook, cell: object) -> object:
    """The cell of the second column in the row to which a link leads."""
    sheet, _, place = cell.hyperlink.location.partition("!A")
    return book[sheet.strip("'")].cell(int(place), 2).value


def test_each_question_has_both_sides_our_view_and_who_can_settle_it(book: openpyxl.Workbook) -> None:
    two, one = rows(book["Questions"], "Questions")
    assert [one[h].value for h in ("No.", "Question", "Our working view", "Articles that turn on it")] == [
        2,
        "Question one",
        "New Zealand complies",
        "2" if made().questions[0].turns == ("2",) else "1",
    ]
    assert str(one["How firm"].value).startswith("Fair")
    assert "So it is said." in str(one["For New Zealand"].value)
    assert "So it is said." in str(one["Against"].value)
    assert (two["No."].value, two["Our working view"].value) == (1, "Open")


def test_matrix_and_summary_lead_to_the_question_and_back(book: openpyxl.Workbook) -> None:
    for sheet, table, key in (("Matrix", "Matrix", "Duty"), ("Summary", "Articles", "Article")):
        linked = [r for r in rows(book[sheet], table) if r["To the first question"].value]
        assert len(linked) == 2
        for row in linked:
            assert str(target(book, row["To the first question"])) in str(
                row["Questions that it turns on, and our working view"].value
            )
            questions = rows(book["Questions"], "Questions")
            back = next(q for q in questions if target(book, row["To the first question"]) == q["Question"].value)
            name = "To the first, in Matrix" if sheet == "Matrix" else "To the first, in Summary"
            place = back[name].hyperlink.location
            assert place == f"'{sheet}'!A{row[key].row}"


def test_the_caveat_of_a_reading_stands_above_the_summary_and_the_matrix(tmp_path: Path) -> None:
    found = openpyxl.load_workbook(made("r").to_excel(tmp_path / "reading.xlsx"))
    for name in ("Summary", "Matrix"):
        above = " ".join(str(found[name].cell(n, 1).value) for n in range(1, 7))
        assert "the general position" in above
        assert "It rests on one sentence." in above
    assert rows(found["Matrix"], "Matrix")[-1]["Duty"].row == rows(found["Matrix"], "Matrix")[0]["Duty"].row + 2
