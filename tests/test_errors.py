"""How errors are worded."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from gapcheck.change.reform import ReformError
from gapcheck.errors import (
    DataError,
    GapcheckError,
    Problem,
    UnknownIdError,
    UsageError,
    cause,
    did_you_mean,
    hint,
    natural_key,
    nearest,
)
from gapcheck.legislation.xml_parsing import LegislationError
from gapcheck.wording.citation import CitationError


class TestNearest:
    @pytest.mark.parametrize(
        ("wanted", "found"), [("budapst", "budapest"), ("officials", "official"), ("zzz", None), ("", None)]
    )
    def test_the_known_id_most_like_it_if_any(self, wanted: str, found: str | None) -> None:
        assert nearest(wanted, ["budapest", "official"]) == found

    def test_nothing_is_known(self) -> None:
        assert nearest("budapest", []) is None

    def test_the_order_of_the_known_ids_does_not_matter(self) -> None:
        assert nearest("ab", ["ac", "ad", "ae"]) == nearest("ab", ["ae", "ad", "ac"])

    @pytest.mark.parametrize(
        ("wanted", "known", "found"),
        [
            ("BUDAPEST", ["budapest", "BUDAPESTS"], "budapest"),
            (
                "act:216b(1)#object",
                ["act:216(1)#object", "act:216B(1)#object", "act:216b(2)#object"],
                "act:216B(1)#object",
            ),
            ("act:249(1)#obect", ["bct:249(1)#object", "act:249(1)#subject"], "act:249(1)#subject"),
            ("act:25(1)", ["act:252(1)", "bct:25(1)"], "act:252(1)"),
            ("hanoi:7(1", ["hanoi:8(1)", "hanoi:7(2)(a)", "hanoi:71"], "hanoi:7(2)(a)"),
        ],
    )
    def test_capitals_do_not_matter_and_the_beginning_matters_most(
        self, wanted: str, known: list[str], found: str
    ) -> None:
        assert nearest(wanted, known) == found


class TestHint:
    def test_what_is_like_a_known_id_is_hinted_at(self) -> None:
        assert did_you_mean("budapst", ["budapest", "uncc"]) == "; did you mean 'budapest'?"

    def test_what_is_like_none_gets_no_hint(self) -> None:
        assert did_you_mean("zzz", ["budapest"]) == did_you_mean("", []) == hint(None) == ""

    def test_errors_and_problems_are_worded_alike(self) -> None:
        words = hint(repr("model"))
        assert words in str(UnknownIdError("instrument", "modle", ["model"]))
        assert words in str(Problem("a.yaml", 1, "k", "unknown", suggestion="model"))


def test_ids_are_sorted_as_people_number_them() -> None:
    ids = ["10", "2", "1", "art 10", "art 9", "16(2)", "16(10)", "16", "7" * 5000, "a", "", "01"]
    in_order = ["", "01", "1", "2", "10", "16", "16(2)", "16(10)", "7" * 5000, "a", "art 9", "art 10"]
    assert sorted(ids, key=natural_key) == in_order


class TestCopies:
    @pytest.mark.parametrize(
        "error",
        [
            UnknownIdError("duty", "x:10", ["x:1", "x:2"]),
            DataError([Problem("a.yaml", 1, "k", "bad", "good", "near", "code"), Problem("b.yaml", 0, "", "bad")]),
            UsageError("no"),
            CitationError("x", "word", "a number"),
            ReformError("bill", ["one", "two"]),
            LegislationError([Problem("a.xml", 1, "k", "bad")]),
        ],
    )
    @pytest.mark.parametrize("copied", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy, copy.deepcopy])
    def test_a_copy_says_the_same(self, error: Exception, copied: Callable[[Exception], Exception]) -> None:
        error.add_note("a note")
        again = copied(error)
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


class TestProblem:
    def test_all_there_is_to_say(self) -> None:
        problem = Problem("a.yaml", 3, "duties[0].kind", "unknown kind 'offense'", "a kind", "offence")
        assert (
            str(problem) == "a.yaml:3: duties[0].kind: unknown kind 'offense'; expected a kind; did you mean 'offence'?"
        )

    def test_a_whole_file_has_no_line_and_no_key(self) -> None:
        assert str(Problem("a.yaml", 0, "", "the file is empty")) == "a.yaml: the file is empty"


class TestDataError:
    def test_every_problem_once_by_file_and_line(self) -> None:
        late, early, other = (Problem(f, n, "", "bad") for f, n in (("a.yaml", 10), ("a.yaml", 2), ("b.yaml", 1)))
        error = DataError([other, late, early, late])
        assert error.problems == (early, late, other)
        assert str(error) == "3 problems in the catalogue\n  a.yaml:2: bad\n  a.yaml:10: bad\n  b.yaml:1: bad"

    def test_one_problem_is_singular(self) -> None:
        assert str(DataError([Problem("a.yaml", 1, "", "bad")])).startswith("1 problem in the catalogue\n")

    def test_in_a_notebook_nothing_of_the_data_is_markup(self) -> None:
        html = DataError([Problem("<b>", 1, "<i>", "<script>", "<u>", "<p>")])._repr_html_()
        assert html.count("<tr>") == 2
        for tag in ("<b>", "<i>", "<script>", "<u>", "<p>"):
            assert tag not in html


class TestUnknownId:
    def test_it_names_the_id_the_nearest_and_the_known_ones(self) -> None:
        error = UnknownIdError("reading", "official", ["strict", "officials"])
        assert str(error) == "unknown reading 'official'; did you mean 'officials'? (known: officials, strict)"
        assert (error.what, error.wanted, error.suggestion) == ("reading", "official", "officials")

    def test_when_nothing_is_known(self) -> None:
        assert str(UnknownIdError("instrument", "x", [])) == "unknown instrument 'x' (known: none)"

    @pytest.mark.parametrize(("count", "cut"), [(12, False), (13, True)])
    def test_a_long_list_is_cut(self, count: int, cut: bool) -> None:
        text = str(UnknownIdError("duty", "zzz", (f"id{n:02}" for n in range(count))))
        assert text.endswith(", ...)") is cut
        assert "id11" in text
        assert "id12" not in text


@pytest.mark.parametrize("error", [UsageError("no"), UnknownIdError("duty", "x", []), DataError([])])
def test_one_base_catches_them_all(error: Exception) -> None:
    assert isinstance(error, GapcheckError)


def test_an_unknown_id_is_a_lookup_error() -> None:
    assert isinstance(UnknownIdError("duty", "x", []), LookupError)


def test_what_a_library_says_of_a_file_is_told_in_short() -> None:
    assert cause(ValueError("bad")) == "bad"
    assert len(cause(ValueError("x" * 18_000))) < 200
