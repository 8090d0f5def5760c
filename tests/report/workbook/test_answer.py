"""The first sheets: the answer with its counts and links, one line for each article, and the Acts by article."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.golden_files import mandate_assessment, small_assessment

from gapcheck.report.report import Report, make_report
from gapcheck.report.short_answer import short_answer
from gapcheck.report.statuses import is_gap
from gapcheck.report.workbook.act_articles import NO_LAW, PRACTICE_WORDS, act_article_rows


@pytest.fixture(scope="module")
def report(small_path: Path) -> Report:
    return make_report(small_assessment(small_path), "IN CONFIDENCE", since="2012-01-01")


@pytest.fixture(scope="module")
def path(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report.to_excel(tmp_path_factory.mktemp("workbook") / "matrix.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def rows(book: Any, sheet: str, table: str) -> list[dict[str, Any]]:
    head, *body = book[sheet][book[sheet].tables[table].ref]
    return [dict(zip((c.value for c in head), row, strict=True)) for row in body]


class TestAnswer:
    def test_it_answers_before_anything_else(self, book: Any, report: Report) -> None:
        told = {row[0].value: row[1].value for row in book["Answer"].iter_rows(max_row=12)}
        answer = short_answer(report)
        assert told["In short"] == answer.sentence
        assert told["Bound"] == "Yes, since 1 October 2010. Accession on 1 June 2010."
        assert told["Gaps"] == "Arts 3, 5 and 8 (partial)."
        assert "than on 1 January 2012" in told["Changed"]

    def test_counts_follow_the_tables_and_bring_their_values(self, path: Path, book: Any, report: Report) -> None:
        values = openpyxl.load_workbook(path, data_only=True)
        for found, value in zip(
            rows(book, "Answer", "VerdictCounts"), rows(values, "Answer", "VerdictCounts"), strict=True
        ):
            verdict = found["Verdict"].value
            assert found["Articles"].value == f'=COUNTIFS(Articles[Verdict],"{verdict}")'
            assert value["Articles"].value == sum(a.verdict == verdict for a in report.articles)
            assert value["Duties"].value == sum(d.verdict == verdict for d in report.duties)
            assert value["Which articles"].value == (
                ", ".join(a.article for a in report.articles if a.verdict == verdict) or None
            )

    def test_a_review_moves_its_count(self, book: Any) -> None:
        assert rows(book, "Answer", "ReviewCounts")[0]["Rows"].value == '=COUNTIFS(Matrix[Agrees],"Agrees")'

    def test_every_sheet_and_every_gap_is_led_to(self, book: Any, report: Report) -> None:
        links = {row[0].value: row[0].hyperlink for row in book["Answer"].iter_rows() if row[0].hyperlink}
        assert set(book.sheetnames[1:]) <= set(links)
        for article in report.articles:
            if article.is_gap:
                sheet, _, cell = links[f"Art {article.article}"].location.partition("!")
                assert sheet == "'Matrix'"
                assert book["Matrix"].cell(int(cell[1:]), 2).value == article.article

    def test_what_a_filter_leaves_in_sight_is_counted_above_the_matrix(self, path: Path, report: Report) -> None:
        sheet = openpyxl.load_workbook(path, data_only=True)["Matrix"]
        gaps = sum(d.is_gap for d in report.duties)
        assert sheet["A4"].value == f"Rows shown: {len(report.duties)}; gaps among them: {gaps}"


class TestGap:
    @pytest.mark.parametrize(
        ("status", "binding", "gap"),
        [
            ("partial", True, True),
            ("unmet", True, True),
            ("unmet", False, False),
            ("unclear", True, False),
            ("not_assessed", True, False),
            ("met_with_reservation", True, False),
            ("no_duty", True, False),
        ],
    )
    def test_what_falls_short_and_binds(self, status: str, binding: bool, gap: bool) -> None:
        assert is_gap(status, binding=binding) is gap

    def test_the_sheets_agree_on_it(self, book: Any, report: Report) -> None:
        duties = {r["Full id"].value: r["Gap"].value for r in rows(book, "Matrix", "Matrix")}
        assert duties == {d.id: "Yes" if d.is_gap else "No" for d in report.duties}
        wanted = {a.article: "Yes" if a.is_gap else "No" for a in report.articles}
        assert {r["Article"].value: r["Gap"].value for r in rows(book, "Articles (A4)", "OnePage")} == wanted
        assert {r["Article"].value: r["Gap"].value for r in rows(book, "Summary", "Articles")} == wanted


class TestMatrix:
    def test_two_workbooks_can_be_stacked_and_sorted(self, book: Any, report: Report) -> None:
        found = rows(book, "Matrix", "Matrix")
        assert [r["No."].value for r in found] == list(range(1, len(report.duties) + 1))
        assert {r["Instrument"].value for r in found} == {"Model Convention"}
        assert {r["Law as at"].value.date() for r in found} == {date(2019, 6, 1)}
        assert [r["Chapter"].value for r in found] == [d.chapter for d in report.duties]
        assert found[0]["Full id"].value == "model:2"

    def test_where_nothing_has_to_change_no_column_says_so(self, mandate_path: Path, tmp_path: Path) -> None:
        made = make_report(mandate_assessment(mandate_path), "IN CONFIDENCE")
        assert not made.measures
        found = openpyxl.load_workbook(made.to_excel(tmp_path / "matrix.xlsx"))
        assert {"Change needed", "Vehicle"}.isdisjoint(rows(found, "Matrix", "Matrix")[0])
        assert "Gaps and measures" not in found.sheetnames


class TestActsByArticle:
    def test_a_row_for_each_provision_and_article(self, report: Report) -> None:
        found = {(r.act, r.place, r.article.article) for r in act_article_rows(report) if r.provision}
        wanted = {
            (PRACTICE_WORDS if p.practice else p.act, p.place, d.article)
            for d in report.duties
            for p in d.law.provisions
        }
        assert found == wanted != set()

    def test_the_acts_come_in_order_and_what_has_no_law_last(self, report: Report) -> None:
        acts = list(dict.fromkeys(r.act for r in act_article_rows(report)))
        named = [act for act in acts if act not in (NO_LAW, PRACTICE_WORDS)]
        assert named == sorted(named)
        assert acts[: len(named)] == named

    def test_every_binding_duty_is_on_it(self, book: Any, report: Report) -> None:
        told = " ".join(
            str(r["Duties that rest on the provision"].value) for r in rows(book, "Act by article", "ActArticles")
        )
        assert all(f"art {d.duty} (" in told for d in report.duties if d.binding)

    def test_a_link_that_opens_only_the_act_says_so(self, book: Any) -> None:
        links = [
            r["Current version"] for r in rows(book, "Act by article", "ActArticles") if r["Current version"].hyperlink
        ]
        for cell in links:
            assert ("opens the Act" in cell.value) is (cell.hyperlink.location is None)
        assert links
