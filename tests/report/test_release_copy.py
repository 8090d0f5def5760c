"""Release copies: nothing withheld is in any byte of any output, and what is withheld makes no difference to one."""

from __future__ import annotations

import importlib.util
import re
import shutil
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import answered, article, catalogue, duty, reading, rule, statement
from support.builders import given as maybe
from support.golden_files import small_assessment
from support.leaks import leaks
from support.questions import asked, question

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError
from gapcheck.faces import Assessment
from gapcheck.model.base import Marked, Model, Source
from gapcheck.model.context import Context, blank
from gapcheck.model.law import Rule, RuleEntry, StatuteFile
from gapcheck.model.prose import Prose
from gapcheck.model.withholding import WithholdingGround, released
from gapcheck.report.forms.filled_forms import render_forms
from gapcheck.report.forms.form_registry import shipped_forms
from gapcheck.report.outputs import OUTPUTS, render
from gapcheck.report.release_copy import key_of, released_assessment
from gapcheck.report.report import Report, make_report
from gapcheck.report.scope import used_rules

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
            "release": {"minister": "Minister of Justice", "date": "2019-07-01", "public_interest": True},
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


def asking() -> Contents:
    """The contents with a question on a point on which a verdict turns."""
    return replace(plain_contents(), questions=(question("sale", "computer-act-1990:7(1)#object"),))


def assessment(secret: str) -> Assessment:
    """An assessment on a catalogue in which every note is withheld, that of a question among them."""
    contents = asking()
    marked = Contents(**{f.name: with_notes(getattr(contents, f.name), secret) for f in fields(Contents)})
    return assess(Catalogue(marked, f"files of {secret}"[:40]), "model", "2019-06-01")


def report(secret: str, *, release: bool) -> Report:
    return make_report(assessment(secret), "UNCLASSIFIED", context(secret), "2012-01-01", release=release)


@cache
def released_files() -> dict[str, bytes]:
    """What every other release copy is held against."""
    return render(report("ZQXSECRET7Q", release=True), READY)


class TestNothingLeaks:
    @settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(marker=MARKERS)
    def test_no_marker_is_in_any_byte_of_any_output(self, marker: str) -> None:
        for name, raw in render(report(marker, release=True), READY).items():
            assert leaks(name, raw, marker) == []

    @settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(marker=MARKERS)
    def test_no_marker_is_in_any_byte_of_any_form(self, marker: str) -> None:
        shown = render_forms(report(marker, release=False), shipped_forms().values())
        assert any(leaks(name, raw, marker) for name, raw in shown.items())
        for name, raw in render_forms(report(marker, release=True), shipped_forms().values()).items():
            assert leaks(name, raw, marker) == []
            assert all(leaks(name, raw, ground) for ground in GROUNDS)

    @settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(other=st.text(min_size=1, max_size=400).filter(lambda t: t.strip() and t.isprintable()))
    def test_what_is_withheld_makes_no_difference(self, other: str) -> None:
        assert released_files() == render(report(other, release=True), READY)

    @pytest.mark.parametrize("form", READY)
    def test_the_internal_copy_shows_it_with_its_ground(self, form: str) -> None:
        files = render(report("ZQXSECRET7Q", release=False), [form])
        assert any(leaks(name, raw, "ZQXSECRET7Q") for name, raw in files.items())

    @pytest.mark.parametrize("form", READY)
    def test_the_grounds_and_their_key_are_printed(self, form: str) -> None:
        endings = tuple(output.ending for output in OUTPUTS[form])
        found = {name: raw for name, raw in released_files().items() if name.endswith((*endings, "_cover.docx"))}
        assert len(found) > 1
        for name, raw in found.items():
            # A brief shows no more than its page holds, and names what it shows.
            shown = GROUNDS[:2] if form == "brief" else GROUNDS
            for ground in shown:
                assert leaks(name, raw, ground), f"{name} does not name {ground}"

    def test_the_cover_is_among_the_outputs(self) -> None:
        assert "model_2019-06-01_release_cover.docx" in released_files()

    def test_a_round_that_is_withheld_as_a_whole_tells_no_day_no_article_and_no_number(self) -> None:
        given = {
            "from": "2018-03-04",
            "to": "2018-04-05",
            "title": withheld("X"),
            "who": withheld("X"),
            "responses": 731,
        }
        told = Context.model_validate(
            {"context": {"instrument": "model"}, "consultation": [{**given, "articles": ["2"]}]}
        )
        other = {**given, "from": "2018-05-06", "to": None, "responses": None}
        untold = Context.model_validate({"context": {"instrument": "model"}, "consultation": [other]})
        one, two = (make_report(small_assessment(SMALL), "U", c, release=True) for c in (told, untold))
        assert render(one, READY) == render(two, READY)

    @pytest.mark.parametrize("kept", [None, "role", "by", "who"])
    def test_of_what_is_withheld_as_a_whole_no_day_is_told(self, kept: str | None) -> None:
        """Who said it, if that is open, is told with the day: that there was something is then no secret."""

        def context_on(*days: str) -> Context:
            one, two, three, four, five = days
            review = {"about": "model:2", "role": withheld("X"), "text": withheld("X"), "view": "disagrees"}
            later = {"about": "model:2", "role": "Analyst", "date": "2018-06-01", "text": "Read.", "view": "agrees"}
            confirmed = {"question": "sale", "by": withheld("X"), "says": withheld("X")}
            asked = {"who": withheld("X"), "answer": withheld("X")}
            signed = {"role": withheld("X"), "name": withheld("X")}
            if kept:
                for item in (review, confirmed, asked, signed):
                    item.update({kept: "Crown Counsel"} if kept in item else {})
            return Context.model_validate(
                {
                    "context": {"instrument": "model"},
                    "reviews": [{**review, "date": one}, later],
                    "confirmations": [{**confirmed, "date": two}],
                    "opposing_views": {"asked": [{**asked, "date": three}, {"who": "Police", "date": "2018-06-01"}]},
                    "consultation": [{"from": four, "title": withheld("X"), "who": withheld("X")}],
                    "sign_off": [{**signed, "date": five}],
                }
            )

        early, late = ("2018-03-04",) * 5, ("2018-08-04",) * 5
        fact = question("sale", "computer-act-1990:7(1)#object", nature="evidence", confirm_with="Police")
        judged = assess(Catalogue(replace(plain_contents(), questions=(fact,)), "files"), "model", "2019-06-01")
        one, two = (make_report(judged, "U", context_on(*days), release=True) for days in (early, late))
        assert (render(one, READY) == render(two, READY)) == (kept is None)


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

    def test_what_has_nothing_withheld_has_the_same_verdicts(self) -> None:
        plain = small_assessment(SMALL)
        assert [a.status for a in released_assessment(plain).articles] == [a.status for a in plain.articles]

    def test_the_version_of_the_data_tells_nothing_of_a_comment(self, tmp_path: Path) -> None:
        versions = set()
        for remark in ("", "# Cabinet will say 42\n"):
            data = tmp_path / str(len(remark))
            shutil.copytree(SMALL, data)
            file = next((data / "nz_statutes").glob("*.yaml"))
            file.write_text(remark + file.read_text(encoding="utf-8"), encoding="utf-8")
            internal = small_assessment(data)
            versions.add((internal.catalogue.version, released_assessment(internal).catalogue.version))
        assert [len(set(kind)) for kind in zip(*versions, strict=True)] == [2, 1]

    def test_the_verdicts_stay_and_the_version_of_the_data_tells_nothing(self) -> None:
        one, other = (released_assessment(assessment(secret)) for secret in ("FIRST", "SECOND"))
        assert one.counts == assessment("FIRST").counts
        assert one.catalogue.version == other.catalogue.version


class TestVersion:
    """A release copy has the version of what stands in it, and of its verdicts; of nothing else."""

    RULE = rule(conduct="access", fault="recklessness")
    PLAIN = asked(
        catalogue(
            [article(duty("1", conduct="access", fault="intention"), duty("2", conduct="delete"))],
            [RULE, rule("2", conduct=maybe("alter", arguably="delete"))],
            readings=(reading(),),
            statements=(statement("suffices", "2015-01-01", "1"),),
            binding_from="2019-01-01",
        ),
        question("q", "act:2#conduct"),
    )

    def version(self, reading: str | None = "r", made: Catalogue = PLAIN, instrument: str = "t", **parts: Any) -> str:
        changed = Catalogue(replace(made.contents, **parts))
        return released_assessment(assess(changed, instrument, "2020-01-01", reading)).catalogue.version

    def test_it_is_a_short_hash_and_the_same_for_the_same(self) -> None:
        assert re.fullmatch("[0-9a-f]{12}", self.version())
        assert self.version() == self.version() != self.version(reading=None)

    @pytest.mark.parametrize(
        ("part", "path", "key"),
        [
            ("instruments", "", "title"),
            ("readings", "", "title"),
            ("articles", "articles", "heading"),
            ("questions", "", "asks"),
            ("policy", "statements", "text"),
            ("statutes", "act", "title"),
            ("statutes", "sections", "heading"),
        ],
    )
    def test_what_stands_in_the_copy_moves_it(self, part: str, path: str, key: str) -> None:
        (one,) = getattr(self.PLAIN.contents, part)
        inner = getattr(one, path) if path else one
        held, *others = inner if isinstance(inner, tuple) else (inner,)
        told = held.model_copy(update={key: "Otherwise"})
        whole = one.model_copy(update={path: (told, *others) if isinstance(inner, tuple) else told}) if path else told
        assert self.version(**{part: (whole,)}) != self.version()

    def test_so_does_a_position_on_the_instrument_and_none_on_another(self) -> None:
        (own,) = self.PLAIN.contents.positions
        later = own.model_copy(update={"binding_from": date(2019, 7, 1)})
        other = own.model_copy(update={"instrument": "u"})
        assert self.version(positions=(later,)) != self.version()
        assert self.version(positions=(own, other)) == self.version()

    def test_so_does_an_item_of_a_mandate_that_it_answers(self) -> None:
        made = answered(duty(conduct="access"), duty("5(1)", conduct="access"))
        items, text = made.contents.articles
        (item,) = items.articles
        renamed = items.model_copy(update={"articles": (item.model_copy(update={"heading": "Otherwise"}),)})
        asked_of = {"made": made, "instrument": "text", "reading": None}
        assert self.version(**asked_of, articles=(renamed, text)) != self.version(**asked_of)

    def test_so_does_a_verdict_though_all_that_is_told_stays(self) -> None:
        (words,) = self.PLAIN.contents.vocabulary
        apart = [c.model_copy(update={"broader": ()}) if c.id == "intention" else c for c in words.concepts]
        before, after = (
            assess(Catalogue(replace(self.PLAIN.contents, vocabulary=(one,))), "t", "2020-01-01")
            for one in (words, words.model_copy(update={"concepts": tuple(apart)}))
        )
        assert used_rules(before) == used_rules(after)
        assert (before["1"].status, after["1"].status) == ("met", "partial")
        assert self.version(vocabulary=after.catalogue.contents.vocabulary) != self.version()


class TestKey:
    def test_the_grounds_used_in_the_order_of_the_key(self) -> None:
        known = [
            WithholdingGround(id="s 6(a)", reason="A"),
            WithholdingGround(id="s 6(b)(i)", reason="B"),
            WithholdingGround(id="s 9(2)(j)", reason="C"),
        ]
        assert [g.reason for g in key_of(["s 9(2)(j)", "s 6(a)", "s 9(2)(j)"], known)] == ["A", "C"]

    def test_a_ground_that_is_not_in_the_key_is_an_error(self) -> None:
        """The Cabinet paper of December 2023 had 6(b) in its key and s6(b)(i) in its text."""
        known = [WithholdingGround(id="s 6(a)", reason="A"), WithholdingGround(id="s 6(b)", reason="B")]
        with pytest.raises(DataError, match=r"the ground 's 6\(b\)\(i\)' is not in the key.*did you mean 's 6\(b\)'"):
            key_of(["s 6(b)(i)"], known)

    def test_a_report_asks_for_it_whether_released_or_not(self) -> None:
        key = [{"id": "s 6(a)", "reason": "A"}]
        found = Context.model_validate({**context("X").model_dump(by_alias=True), "key": key})
        for release in (False, True):
            with pytest.raises(DataError, match="is not in the key"):
                make_report(small_assessment(SMALL), "C", found, release=release)


class TestCopy:
    """Grounds that stand in one place only, so that no other place can stand in for one that is forgotten."""

    def key(self, contents: Contents, *, release: bool, reading: str | None = None) -> list[str]:
        made = assess(Catalogue(contents, "v"), "model", "2019-06-01", reading)
        return [ground.id for ground in make_report(made, "C", blank("model"), release=release).key]

    @pytest.mark.parametrize("release", [False, True])
    def test_a_ground_on_a_note_of_a_rule_alone_is_in_the_key(self, *, release: bool) -> None:
        (used, *_) = used_rules(small_assessment(SMALL))
        statutes = tuple(_noted(statute, used) for statute in plain_contents().statutes)
        assert self.key(replace(plain_contents(), statutes=statutes), release=release) == ["s 9(2)(j)"]

    @pytest.mark.parametrize("release", [False, True])
    def test_a_ground_on_the_note_of_a_question_alone_is_in_the_key(self, *, release: bool) -> None:
        (one,) = asking().questions
        note = Marked(text="SECRET", withheld="s 9(2)(j)")
        noted = replace(asking(), questions=(one.model_copy(update={"note": note}),))
        assert self.key(noted, release=release) == ["s 9(2)(j)"]

    @pytest.mark.parametrize("release", [False, True])
    @pytest.mark.parametrize("part", ["instruments", "articles", "positions"])
    def test_a_ground_on_one_part_of_the_data_alone_is_in_the_key(self, part: str, *, release: bool) -> None:
        marked = replace(plain_contents(), **{part: with_notes(getattr(plain_contents(), part), "SECRET")})
        assert self.key(marked, release=release) == ["s 9(2)(j)"]

    def test_a_ground_on_a_rule_that_is_not_used_is_not_in_the_key(self) -> None:
        (used, *_) = used_rules(small_assessment(SMALL))
        statutes = tuple(_noted(statute, used) for statute in plain_contents().statutes)
        made = assess(Catalogue(replace(plain_contents(), statutes=statutes), "v"), "model", "1989-01-01")
        assert make_report(made, "C", blank("model")).key == ()

    def test_without_a_ground_there_is_no_key(self) -> None:
        assert self.key(plain_contents(), release=False) == []

    def test_a_release_copy_is_judged_under_the_same_reading(self) -> None:
        contents = with_notes(plain_contents().positions, "SECRET")
        marked = replace(plain_contents(), positions=contents)
        reading = next(iter(Catalogue(marked, "v").readings))
        made = assess(Catalogue(marked, "v"), "model", "2012-06-01", reading)
        copy = released_assessment(made)
        assert copy is not made
        assert copy.reading is not None
        assert copy.reading.id == reading
        assert [d.status for d in copy.duties] == [d.status for d in made.duties]

    def test_an_answer_that_was_tried_stays_tried(self) -> None:
        made = assessment("SECRET")
        tried = assess(made.catalogue.with_views({"sale": "fails"}), "model", "2019-06-01")
        told = Assessment(**{**vars(tried), "tried": {"sale": "fails"}})
        copy = released_assessment(told)
        assert copy is not told
        assert (copy.tried, copy["4"].status) == (told.tried, told["4"].status)
        assert copy["4"].status != made["4"].status

    def test_the_note_of_a_question_is_in_the_rows_of_an_internal_copy_alone(self) -> None:
        one, other = (report("ZQXSECRET7Q", release=release).questions for release in (False, True))
        assert [row.note for row in one] == ["[s 9(2)(j): ZQXSECRET7Q]"]
        assert [row.note for row in other] == ["[s 9(2)(j)]"]

    def test_the_rows_of_a_release_copy_hold_nothing_withheld(self) -> None:
        made = report("ZQXSECRET7Q", release=True)
        rows = (
            made.duties,
            made.articles,
            made.questions,
            made.reservations,
            made.officials,
            made.people,
            made.measures,
        )
        assert "ZQXSECRET7Q" not in repr(rows)


def _noted(statute: StatuteFile, used: RuleEntry) -> StatuteFile:
    """The statute, with a withheld note on the source of the rule if it is there."""
    note = Marked(text="SECRET", withheld="s 9(2)(j)")
    source = (Source(ref="Paper", pinpoint="p 1", checked="verified", note=note),)

    def marked(rule: Rule) -> Rule:
        return rule.model_copy(update={"source": source}) if rule == used.rule else rule

    sections = (s.model_copy(update={"rules": tuple(map(marked, s.rules))}) for s in statute.sections)
    return statute.model_copy(update={"sections": tuple(sections)})
