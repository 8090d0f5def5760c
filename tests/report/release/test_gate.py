"""The gate: what a release copy has to have, each thing told, and all of them at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.briefs import report_of
from support.releases import READY, RELEASE, without

from gapcheck import Gapcheck
from gapcheck.errors import UsageError
from gapcheck.report.annex.document import DraftingNote
from gapcheck.report.release.gate import refuse_release, weighed
from gapcheck.report.report import Report, make_report

NOTE = DraftingNote("DN1", "3", "something", "somebody")


def released(small: Gapcheck, context: dict[str, Any], marking: str = "UNCLASSIFIED", *, draft: bool = False) -> Report:
    made = report_of(small.catalogue, context)
    return make_report(made.assessment, marking, made.context, release=True, draft=draft)


def refused(report: Report, *notes: DraftingNote) -> list[str]:
    with pytest.raises(UsageError, match="not ready for release; --draft writes it as a draft") as caught:
        refuse_release(report, notes)
    return str(caught.value).splitlines()[1:]


def test_a_copy_that_is_ready_passes(small: Gapcheck) -> None:
    refuse_release(released(small, READY), ())


@pytest.mark.parametrize(
    ("context", "words"),
    [
        (READY | {"context": {"instrument": "model"}}, "it is not cleared"),
        (without("release"), "nothing says who releases it, and when"),
        (READY | {"release": {**RELEASE, "public_interest": False}}, "that the public interest was weighed (s 9(1))"),
    ],
)
def test_what_is_missing_is_told(context: dict[str, Any], words: str, small: Gapcheck) -> None:
    (problem,) = refused(released(small, context))
    assert words in problem


@pytest.mark.parametrize("marking", ["IN CONFIDENCE", "SECRET", "RESTRICTED"])
def test_a_classified_copy_is_not_for_release(marking: str, small: Gapcheck) -> None:
    (problem,) = refused(released(small, READY, marking))
    assert f"its marking is '{marking}'" in problem


def test_the_context_may_name_another_marking(small: Gapcheck) -> None:
    context = READY | {"release": {**RELEASE, "marking": "PUBLIC"}}
    refuse_release(released(small, context, "PUBLIC"), ())
    assert refused(released(small, READY, "PUBLIC"))


def test_what_withholds_nothing_that_is_weighed_needs_no_word_of_the_public_interest(small: Gapcheck) -> None:
    context = {
        "context": READY["context"],
        "prose": {"reasons": [{"text": "Talks.", "withheld": "s 6(a)"}]},
        "release": {**RELEASE, "public_interest": False},
    }
    refuse_release(released(small, context), ())


def test_drafting_notes_are_counted(small: Gapcheck) -> None:
    assert refused(released(small, READY), NOTE) == ["  1 drafting note is left in the annex: --final lists them"]
    assert "2 drafting notes are left" in refused(released(small, READY), NOTE, NOTE)[0]


def test_everything_is_told_at_once(small: Gapcheck) -> None:
    assert len(refused(released(small, {"context": {"instrument": "model"}}, "SECRET"), NOTE)) == 4


def test_a_draft_passes_and_so_does_what_is_no_release_copy(small: Gapcheck) -> None:
    refuse_release(released(small, {"context": {"instrument": "model"}}, "SECRET", draft=True), (NOTE,))
    refuse_release(report_of(small.catalogue), (NOTE,))


def test_a_copy_that_is_refused_leaves_no_file(small: Gapcheck, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="who releases it"):
        released(small, without("release")).write(tmp_path / "new", ["xlsx"])
    assert not (tmp_path / "new").exists()


def test_a_copy_that_is_ready_is_written_with_its_cover(small: Gapcheck, tmp_path: Path) -> None:
    paths = released(small, READY).write(tmp_path, ["xlsx"])
    assert [path.name for path in paths] == [
        "model_2019-06-01_release_matrix.xlsx",
        "model_2019-06-01_release_cover.docx",
    ]


@pytest.mark.parametrize(("ground", "is_weighed"), [("s 6(a)", False), ("s 7(b)", False), ("s 9(2)(ba)(i)", True)])
def test_the_public_interest_is_weighed_against_s_9_alone(ground: str, is_weighed: bool) -> None:
    assert weighed(ground) is is_weighed
