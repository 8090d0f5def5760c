"""The conformance cases: made-up catalogues with results computed by a separate, plain implementation.

They lie beside the repository (``../shared/conformance``) and are not part of it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.engine.assessment import assess
from gapcheck.faces import Assessment

ENDS = ("status", "low", "high", "view_low", "view_high")
FOLDER = Path(__file__).resolve().parents[2] / "shared" / "conformance-2"
CASES = sorted(FOLDER.glob("case-*"))

needs_cases = pytest.mark.skipif(not CASES, reason=f"the conformance cases are not at {FOLDER}")


@cache
def loaded(case: Path) -> Catalogue:
    return load(case)


def expected(case: Path) -> list[dict[str, Any]]:
    return json.loads((case / "expected.json").read_text(encoding="utf-8"))


def differences(assessment: Assessment, wanted: dict[str, Any]) -> list[str]:
    """How an assessment differs from what is wanted: duties and articles missing, surplus, or judged otherwise."""
    duties = {d.id: {n: getattr(d, n) for n in ENDS} for d in assessment.duties}
    articles = {a.article.article: a.status for a in assessment.articles}
    found: list[str] = []
    for what, have, want in [("duty", duties, wanted["duties"]), ("article", articles, wanted["articles"])]:
        for key in sorted({*have, *want}):
            if have.get(key) != want.get(key):
                found.append(f"{what} {key}: wanted {want.get(key)}, found {have.get(key)}")
    return found


def assess_as(case: Path, wanted: dict[str, Any]) -> Assessment:
    return assess(loaded(case), wanted["instrument"], wanted["as_at"], wanted["reading"])


@needs_cases
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_duty_and_article_comes_out_as_the_plain_implementation_has_it(case):
    found = {(w["as_at"], w["reading"]): differences(assess_as(case, w), w) for w in expected(case)}
    assert found
    assert not any(found.values()), found


@needs_cases
def test_each_case_is_asked_on_several_dates_with_and_without_a_reading():
    for case in CASES:
        asked = [(w["as_at"], w["reading"]) for w in expected(case)]
        assert len({day for day, _ in asked}) >= 3
        assert {read for _, read in asked} == {None, "half", "some"}


@needs_cases
def test_the_comparer_notices_a_planted_difference():
    case, wanted = CASES[0], expected(CASES[0])[0]
    assessment = assess_as(case, wanted)
    assert differences(assessment, wanted) == []
    duty, article = min(wanted["duties"]), min(wanted["articles"])
    for end in ENDS:
        planted = {**wanted, "duties": {**wanted["duties"], duty: {**wanted["duties"][duty], end: "planted"}}}
        assert len(differences(assessment, planted)) == 1
    assert len(differences(assessment, {**wanted, "articles": {**wanted["articles"], article: "planted"}})) == 1
    assert len(differences(assessment, {**wanted, "duties": {**wanted["duties"], "gen:surplus": {}}})) == 1
    fewer = {key: value for key, value in wanted["duties"].items() if key != duty}
    assert len(differences(assessment, {**wanted, "duties": fewer})) == 1
