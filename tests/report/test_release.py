"""Release copies: nothing withheld is in any byte of any output, and what is withheld makes no difference to one."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.assessing import assess
from support.golden_files import small_assessment
from support.leaks import leaks

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError
from gapcheck.faces import Assessment
from gapcheck.model.base import Marked, Model
from gapcheck.model.context import Context, Prose
from gapcheck.model.withholding import Ground, released
from gapcheck.report.outputs import OUTPUTS, render
from gapcheck.report.release import release_key, released_assessment
from gapcheck.report.report import Report, make_report

SMALL = Path(__file__).parents[1] / "catalogues" / "small"
GROUNDS = ("s 6(a)", "s 6(b)(i)", "s 9(2)(g)(i)", "s 9(2)(j)")
READY = [
    form
    for form in OUTPUTS
    if form != "pdf" or (importlib.util.find_spec("typst") is not None and shutil.which("pdftotext"))
]
MARKERS = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=12, max_size=24)
"""Markers long enough that none is in a file by chance, and plain enough that no format writes one otherwise than it
is.
"""


def withheld(secret: str, number: int = 0) -> dict[str, str]:
    return {"text": secret, "withheld": GROUNDS[number % len(GROUNDS)]}


def context(secret: str, *, extended: bool = True) -> Context:
    """A context in which every text that can carry a ground has one."""
    source = [{"ref": "Open paper", "pinpoint": "para 1", "checked": "verified", "note": withheld(secret)}]
    hidden = [{"ref": f"Paper {secret}", "pinpoint": secret, "checked": "verified", "note": withheld(secret)}]
    prose = {
        topic: [
            {**withheld(secret, number), "source": hidden},
            {"parts": ["Open before ", withheld(secret, number + 1), " and open after."], "source": source},
        ]
        for number, topic in enumerate(Prose.model_fields)
    }
    return Context.model_validate(
        {
            "context": {
                "instrument": "model",
                "author": withheld(secret),
                "extended": extended,
                "clearance": {"status": "agency-cleared", "by": withheld(secret, 1), "date": "2019-01-01"},
            },
            "sign_off": [{"role": withheld(secret, 2), "name": withheld(secret, 3), "date": "2019-01-02"}],
            "prose": prose,
            "consultation": [
                {
                    "from": "2018-01-01",
                    "title": withheld(secret),
                    "who": withheld(secret, 1),
                    "articles": ["2"],
                    "outcome": withheld(secret, 2),
                    "source": hidden,
                }
            ],
            "owners": [{"about": "model:2", "agency": withheld(secret), "consulted": [withheld(secret, 1)]}],
            "reviews": [
                {
                    "about": "model:2",
                    "role": withheld(secret),
                    "date": "2019-01-03",
                    "view": "disagrees",
                    "text": withheld(secret, 3),
                }
            ],
        }
    )


@cache
def plain_contents() -> Contents:
    return load(SMALL).contents


def with_notes(value: Any, secret: str) -> Any:
    """The same value with a withheld note wherever a note can stand."""
    if isinstance(value, Model):
        update = {name: with_notes(found, secret) for name, found in value}
        if "note" in type(value).model_fields:
            update["note"] = Marked.model_validate(withheld(secret, 3))
        return value.model_copy(update=update)
    if isinstance(value, tuple):
        return tuple(with_notes(v, secret) for v in value)
    return value


def assessment(secret: str) -> Assessment:
    """An assessment on a catalogue in which every note is withheld."""
    contents = plain_contents()
    marked = Contents(**{f.name: with_notes(getattr(contents, f.name), secret) for f in fields(Contents)})
    return assess(Catalogue(marked, f"files of {secret}"[:40]), "model", "2019-06-01")


def report(secret: str, *, release: bool) -> Report:
    return make_report(assessment(secret), "UNCLASSIFIED", context(secret), "2012-01-01", release=release)


class TestNothingLeaks:
    @settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(marker=MARKERS)
    def test_no_marker_is_in_any_byte_of_any_output(self, marker: str) -> None:
        for name, raw in render(report(marker, release=True), READY).items():
            assert leaks(name, raw, marker) == []

    @settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(one=MARKERS, other=st.text(min_size=1, max_size=400).filter(lambda t: t.strip() and t.isprintable()))
    def test_what_is_withheld_makes_no_difference(self, one: str, other: str) -> None:
        assert render(report(one, release=True), READY) == render(report(other, release=True), READY)

    @pytest.mark.parametrize("form", READY)
    def test_the_internal_copy_shows_it_with_its_ground(self, form: str) -> None:
        files = render(report("ZQXSECRET7Q", release=False), [form])
        assert any(leaks(name, raw, "ZQXSECRET7Q") for name, raw in files.items())

    @pytest.mark.parametrize("form", READY)
    def test_the_grounds_and_their_key_are_printed(self, form: str) -> None:
        found = render(report("ZQXSECRET7Q", release=True), [form])
        for name, raw in found.items():
            for ground in GROUNDS:
                assert leaks(name, raw, ground), f"{name} does not name {ground}"


class TestReleased:
    def test_text_with_a_ground_goes_and_open_text_stays(self) -> None:
        found = released((Marked(text="open"), Marked(text="secret", withheld="s 6(a)")))
        assert [str(m) for m in found] == ["open", "[s 6(a)]"]

    def test_a_review_loses_its_view_and_a_withheld_paragraph_its_sources(self) -> None:
        found = released(context("SECRET"))
        assert found.reviews[0].view is None
        whole, partly = found.prose.costs
        assert (whole.source, len(partly.source)) == ((), 1)
        assert "SECRET" not in found.model_dump_json()

    def test_what_has_nothing_withheld_is_the_same_value(self) -> None:
        plain = small_assessment(SMALL)
        assert released_assessment(plain) is plain

    def test_the_verdicts_stay_and_the_version_of_the_data_tells_nothing(self) -> None:
        one, other = (released_assessment(assessment(secret)) for secret in ("FIRST", "SECOND"))
        assert one.counts == assessment("FIRST").counts
        assert one.catalogue.version == other.catalogue.version


class TestKey:
    def test_the_grounds_used_in_the_order_of_the_key(self) -> None:
        known = [
            Ground(id="s 6(a)", reason="A"),
            Ground(id="s 6(b)(i)", reason="B"),
            Ground(id="s 9(2)(j)", reason="C"),
        ]
        assert [g.reason for g in release_key(["s 9(2)(j)", "s 6(a)", "s 9(2)(j)"], known)] == ["A", "C"]

    def test_a_ground_that_is_not_in_the_key_is_an_error(self) -> None:
        """The Cabinet paper of December 2023 had 6(b) in its key and s6(b)(i) in its text."""
        known = [Ground(id="s 6(a)", reason="A"), Ground(id="s 6(b)", reason="B")]
        with pytest.raises(DataError, match=r"the ground 's 6\(b\)\(i\)' is not in the key.*did you mean 's 6\(b\)'"):
            release_key(["s 6(b)(i)"], known)

    def test_a_report_asks_for_it_whether_released_or_not(self) -> None:
        key = [{"id": "s 6(a)", "reason": "A"}]
        found = Context.model_validate({**context("X").model_dump(by_alias=True), "key": key})
        for release in (False, True):
            with pytest.raises(DataError, match="is not in the key"):
                make_report(small_assessment(SMALL), "C", found, release=release)
