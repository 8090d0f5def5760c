"""Articles and duties of an assessment, and choices of duties."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.golden_files import small_assessment

import gapcheck
from gapcheck.faces import AssessedArticle, AssessedDuty, Assessment, Duties


@pytest.fixture
def now(small_path: Path) -> Assessment:
    return small_assessment(small_path)


class TestPlaces:
    @pytest.mark.parametrize("place", ["5", 5, "model:5"])
    def test_a_number_is_an_article(self, now: Assessment, place: str | int) -> None:
        found = now[place]
        assert isinstance(found, AssessedArticle)
        assert (found.id, found.pinpoint) == ("model:5", "5")

    @pytest.mark.parametrize("place", ["5(1)", "model:5(1)"])
    def test_a_pinpoint_is_a_duty(self, now: Assessment, place: str) -> None:
        found = now[place]
        assert isinstance(found, AssessedDuty)
        assert (found.id, found.pinpoint, found.heading) == ("model:5(1)", "5(1)", now["5"].heading)

    def test_where_both_have_the_same_number_it_is_the_article(self, now: Assessment) -> None:
        assert isinstance(now["2"], AssessedArticle)
        assert isinstance(now.duty("2"), AssessedDuty)

    def test_another_place_names_the_nearest(self, now: Assessment) -> None:
        with pytest.raises(gapcheck.UnknownIdError, match=r"unknown article or duty '5\(11\)'; did you mean '5\(1\)'"):
            now["5(11)"]

    def test_it_tells_text_law_and_reasons(self, now: Assessment) -> None:
        duty = now.duty("9")
        row = now.frame().set_index("duty").loc["9"]
        assert duty.text == row.text
        assert "; ".join(duty.citations) == row.citations
        assert " ".join(duty.reasons) == row.reasons
        assert [s.type for s in duty.shortfalls]
        assert now["9"].reasons == duty.reasons

    def test_what_is_met_lacks_nothing(self, now: Assessment) -> None:
        assert now.duty("2").status == "met"
        assert now.duty("2").shortfalls == ()

    def test_its_parts_know_their_assessment(self, now: Assessment) -> None:
        assert all(duty.assessment is now for article in now for duty in article.duties)
        assert "<div>" in now.duty("9")._repr_html_()


class TestChoices:
    def test_gaps_are_binding_and_the_worst_come_first(self, now: Assessment) -> None:
        gaps = now.gaps
        order = ["unmet", "partial", "unclear", "not_assessed"]
        assert [order.index(d.status) for d in gaps] == sorted(order.index(d.status) for d in gaps)
        assert all(d.binding for d in gaps)
        assert {d.id for d in gaps} == {d.id for d in now.duties if d.binding and d.status in order}

    def test_where_needs_all_that_is_given(self, now: Assessment) -> None:
        chosen = now.where(status=["partial", "unmet"], binding=True)
        assert {d.status for d in chosen} == {"partial"}
        assert now.where(article=5) == Duties(now["5"].duties)
        assert now.where() == now.duties

    def test_where_refuses_what_nothing_can_be(self, now: Assessment) -> None:
        with pytest.raises(gapcheck.UnknownIdError, match="unknown status 'part'; did you mean 'partial'"):
            now.where(status="part")
        with pytest.raises(gapcheck.UnknownIdError, match="unknown kind 'ofence'; did you mean 'offence'"):
            now.where(kind="ofence")

    def test_what_rests_on_a_section(self, now: Assessment) -> None:
        resting = now.resting_on("computer-act-1990:5")
        keys = {"computer-act-1990:5(1)"}
        assert [d.id for d in resting] == [d.id for d in now.duties if keys & {e.key for e in d.rules}]
        assert resting
        with pytest.raises(gapcheck.UnknownIdError, match="unknown place in the law 'computer-act-1990:55'"):
            now.resting_on("computer-act-1990:55")

    def test_they_have_a_frame_a_table_and_a_short_repr(self, now: Assessment) -> None:
        gaps = now.gaps
        assert list(gaps.frame().id) == [d.id for d in gaps]
        assert gaps._repr_html_().count("<tr>") == len(gaps) + 1
        assert repr(gaps).startswith("<Duties: ")
        assert (repr(Duties()), len(Duties().frame()), Duties()._repr_html_()) == (
            "<Duties: none>",
            0,
            "<p>No duty.</p>",
        )

    def test_what_would_settle_them(self, now: Assessment) -> None:
        frame = now.frame().set_index("id").settled_by
        assert {key: " ".join(told) for key, told in now.duties.settled_by().items()} == dict(frame[frame != ""])


def test_pinpoints_are_completed(now: Assessment) -> None:
    keys = now._ipython_key_completions_()
    assert all(now[key] is not None for key in keys)
    assert {"5", "5(1)"} <= set(keys)
