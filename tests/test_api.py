"""The public face: loading, assessing, finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.builders import article, catalogue, duty, exception, rule, statement
from support.questions import asked, question

import gapcheck
from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.catalogue.search import MOST_SHOWN
from gapcheck.model.policy import StatementsFile

if TYPE_CHECKING:
    from gapcheck import Assessment
    from gapcheck.catalogue.search import Matches


class TestLoad:
    def test_takes_a_path_or_its_text(self, small: Gapcheck, small_path: Path) -> None:
        assert gapcheck.load(str(small_path)).catalogue.version == small.catalogue.version

    def test_without_a_folder_the_catalogue_that_comes_with_it(self) -> None:
        assert "budapest" in gapcheck.load().instruments

    def test_a_missing_folder_is_bad_data_that_names_it(self, tmp_path: Path) -> None:
        with pytest.raises(
            gapcheck.DataError, match=r"(?s)2 problems.*nz_statutes' is missing.*obligations' is missing"
        ):
            gapcheck.load(tmp_path / "nowhere")


class TestAssess:
    def test_a_date_and_its_iso_form_are_the_same(self, small: Gapcheck) -> None:
        assert small.assess("model", date(2014, 1, 1)).to_dict() == small.assess("model", "2014-01-01").to_dict()

    def test_the_function_loads_and_assesses(self, small: Gapcheck, small_path: Path) -> None:
        assessment = gapcheck.assess("model", "2014-01-01", "strict", data=small_path)
        assert assessment.to_dict() == small.assess("model", "2014-01-01", "strict").to_dict()

    @pytest.mark.parametrize(
        "day", ["today", "2014", "", "2014-02-30", 20140101, None, datetime(2014, 1, 1, tzinfo=UTC)]
    )
    def test_anything_but_a_date_is_bad_usage(self, small: Gapcheck, day: object) -> None:
        with pytest.raises(gapcheck.UsageError, match=r"as_at: .*expected an ISO date"):
            small.assess("model", day)  # type: ignore[arg-type]

    @pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
    def test_the_ends_of_the_calendar_are_dates(self, small: Gapcheck, day: str) -> None:
        assessment = small.assess("model", day)
        assert assessment.to_dict()["as_at"] == day
        assert all(assessment.why(a.article.article).sentences for a in assessment.articles)

    def test_an_unknown_instrument_or_reading_names_the_nearest(self, small: Gapcheck) -> None:
        with pytest.raises(gapcheck.UnknownIdError, match="unknown instrument 'modle'; did you mean 'model'"):
            small.assess("modle", "2014-01-01")
        with pytest.raises(gapcheck.UnknownIdError, match="unknown reading 'Strict'; did you mean 'strict'"):
            small.assess("model", "2014-01-01", "Strict")


ASKED = asked(
    catalogue(
        [article(duty("1", conduct="access"), number="1"), article(duty("2", conduct="delete"), number="2")],
        [
            rule("1", conduct="access", exceptions=(exception("arguable"),)),
            rule("2", conduct="delete", exceptions=(exception("arguable"),)),
        ],
    ),
    question("insiders", "act:1#9", view="holds", nature="evidence", confirm_with="the Police"),
    question("deletion", "act:2#9", view="fails"),
)


class TestViews:
    @pytest.fixture
    def book(self) -> Gapcheck:
        return Gapcheck(ASKED)

    def test_the_views_of_the_catalogue_stand(self, book: Gapcheck) -> None:
        found = book.assess("t", "2020-01-01")
        assert [(a.status, a.certainty) for a in found] == [("met", "view"), ("partial", "view")]
        assert found.tried == {}
        assert repr(found).endswith(": 1 likely met to be confirmed, 1 likely partial>")

    def test_another_answer_is_tried(self, book: Gapcheck) -> None:
        found = book.assess("t", "2020-01-01", views={"insiders": "fails"})
        assert [a.status for a in found] == ["partial", "partial"]
        assert found.tried == {"insiders": "fails"}
        assert [row.tried for row in found.questions] == [False, True]
        assert [a.status for a in book.assess("t", "2020-01-01", views={})] == ["met", "partial"]

    def test_without_views_every_question_is_open(self, book: Gapcheck) -> None:
        found = book.assess("t", "2020-01-01", views=None)
        assert [(a.status, a.certainty) for a in found] == [("unclear", "open")] * 2
        assert found.tried == {"deletion": "open", "insiders": "open"}
        assert repr(found).endswith(": 2 contested>")

    def test_an_answer_that_is_no_view_and_a_question_that_is_not_asked(self, book: Gapcheck) -> None:
        with pytest.raises(gapcheck.UsageError, match=r"'fail' is no view .*holds, fails, open; did you mean 'fails'"):
            book.assess("t", "2020-01-01", views={"insiders": "fail"})
        with pytest.raises(gapcheck.UnknownIdError, match="unknown question 'insider'; did you mean 'insiders'"):
            book.assess("t", "2020-01-01", views={"insider": "fails"})

    def test_statements_are_held_against_the_views_tried(self) -> None:
        said = statement("suffices", "2010-01-01", "1")
        with_statement = Gapcheck(Catalogue(replace(ASKED.contents, policy=(StatementsFile(statements=(said,)),))))
        assert [c.now.status for c in with_statement.statements("2020-01-01") if c.now] == ["met"]
        tried = with_statement.statements("2020-01-01", views={"insiders": "fails"})
        assert [c.now.status for c in tried if c.now] == ["partial"]


class TestQuestions:
    @pytest.fixture
    def assessment(self) -> Assessment:
        return Gapcheck(ASKED).assess("t", "2020-01-01")

    def test_they_are_a_sequence_by_number_and_by_id(self, assessment: Assessment) -> None:
        asks = assessment.questions
        assert ([q.id for q in asks], len(asks), asks[0].id) == (["deletion", "insiders"], 2, "deletion")
        assert (asks["insiders"].turns, [q.id for q in asks[1:]]) == (("1",), ["insiders"])
        with pytest.raises(gapcheck.UnknownIdError, match="did you mean 'insiders'"):
            asks["insider"]
        assert asks is assessment.questions

    def test_a_repr_of_one_line(self, assessment: Assessment) -> None:
        told = "1 viewed for New Zealand, 1 against it"
        assert repr(assessment.questions) == f"<Questions: 2, of which 2 turn an article; {told}>"
        empty = Gapcheck(catalogue(duty(conduct="access"))).assess("t", "2020-01-01").questions
        assert (len(empty), repr(empty)) == (0, "<Questions: none is asked>")

    def test_frame_html_and_plain_values(self, assessment: Assessment) -> None:
        asks = assessment.questions
        assert asks.frame()["id"].tolist() == ["deletion", "insiders"]
        assert asks._repr_html_().count("<tr>") == 3
        assert [row["id"] for row in asks.to_dict()] == ["deletion", "insiders"]


class TestFind:
    def found(self, hits: Matches) -> list[tuple[str, str]]:
        return [(h.what, h.id) for h in hits]

    def test_duties_and_rules_that_hold_every_word_in_any_case(self, small: Gapcheck) -> None:
        assert self.found(small.find("HINDERING system")) == [("duty", "model:9"), ("rule", "computer-act-1990:8(1)")]

    def test_a_hit_is_cited(self, small: Gapcheck) -> None:
        duty, rule = list(small.find("hindering"))[:2]
        assert (duty.citation, duty.heading) == ("Model Convention, art 9", "System interference")
        assert (rule.citation, rule.heading) == ("Computer Act 1990, s 8(1)", "Hindering systems")

    def test_an_id_finds_its_own(self, small: Gapcheck) -> None:
        assert self.found(small.find("model:5(2)")) == [("duty", "model:5(2)")]

    def test_each_interval_of_a_rule_is_a_hit(self, small: Gapcheck) -> None:
        assert len(small.find("computer-act-1990:5(1)")) == 2

    @pytest.mark.parametrize("text", ["", "   ", "no such words"])
    def test_nothing(self, small: Gapcheck, text: str) -> None:
        hits = small.find(text)
        assert (len(hits), str(hits)) == (0, "nothing found")

    def test_a_line_for_each_hit(self, small: Gapcheck) -> None:
        first, second, third = str(small.find("hindering")).splitlines()
        assert (
            first == "duty    model:9                 System interference: Make hindering a computer system a "
            "criminal offence."
        )
        assert second.startswith("rule    computer-act-1990:8(1)  Hindering systems: ")
        assert third == "concept hinder                  Conduct: hindering"
        assert repr(small.find("hindering")) == "<Matches 'hindering': 3>"

    @pytest.mark.parametrize(("more", "note"), [(0, None), (1, "1 more is not shown."), (2, "2 more are not shown.")])
    def test_a_table_is_cut_with_a_note(self, more: int, note: str | None) -> None:
        many = Gapcheck(catalogue([], [rule(str(n), conduct="access") for n in range(1, MOST_SHOWN + more + 1)]))
        html = many.find("rule")._repr_html_()
        assert html.count("<tr>") == MOST_SHOWN + 1
        assert ("not shown" in html) is (note is not None)
        assert note is None or note in html

    def test_a_table_holds_no_markup_of_the_data(self) -> None:
        hostile = rule("1", conduct="access").model_copy(update={"text": "<script>alert(1)</script>"})
        assert "<script>" not in Gapcheck(catalogue([], hostile)).find("alert")._repr_html_()


class TestForms:
    def test_the_repr_counts(self, small: Gapcheck) -> None:
        version = small.catalogue.version
        assert repr(small) == f"<Gapcheck model: 13 duties, 2 Acts, 11 rules, catalogue {version}>"

    def test_the_table_has_a_row_for_each_instrument(self, small: Gapcheck) -> None:
        html = small._repr_html_()
        assert "<td>Model Convention</td><td>MTS 1</td><td>adopted</td><td>9</td><td>13</td>" in html
        assert html.count("<tr>") == 2

    def test_an_empty_catalogue_is_a_catalogue(self) -> None:
        empty = Gapcheck(Catalogue(Contents()))
        assert (dict(empty.instruments), len(empty.find("a"))) == ({}, 0)
        assert "0 duties" in repr(empty)
        assert empty._repr_html_().count("<tr>") == 1
        with pytest.raises(gapcheck.UnknownIdError, match=r"\(known: none\)"):
            empty.assess("budapest", "2014-01-01")

    def test_an_instrument_without_a_position_or_with_an_article_without_duties(self) -> None:
        made = catalogue([], rule(conduct="access"))
        bare = Catalogue(Contents(**{**made.contents.__dict__, "positions": ()}))
        assessment = Gapcheck(bare).assess("t", "2020-01-01")
        assert [a.status for a in assessment.articles] == ["no_duty"]
        assert not assessment.binding
        text = str(assessment.why("1"))
        assert "asks nothing that New Zealand law has to meet." in text
        assert "There is no record of whether the Treaty binds New Zealand." in text

    def test_a_duty_is_found_with_its_article(self) -> None:
        (hit, *_) = Gapcheck(catalogue(duty("1", conduct="access"))).find("Duty 1.")
        assert (hit.id, hit.heading, hit.citation) == ("t:1", "Article 1", "Treaty, art 1")


class TestMandate:
    def test_an_item_is_found_with_its_label(self, policy: Gapcheck) -> None:
        assert {h.id: h.citation for h in policy.find("deleting") if h.what == "duty"} == {
            "mandate:1.2": "Mandate, item 1.2"
        }

    def test_statements_are_those_of_the_module(self, policy: Gapcheck) -> None:
        from gapcheck.statements.statement_comparison import compare_statements

        assert policy.statements("2020-01-01") == compare_statements(policy.catalogue, date(2020, 1, 1))
        assert policy.statements(date(2020, 1, 1), "text", "officials") == compare_statements(
            policy.catalogue, "2020-01-01", "text", "officials"
        )
