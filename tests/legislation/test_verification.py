"""Holding rules against official texts: what is found, what is not judged, and what is never concluded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.official import act, folder, note, read, section

from gapcheck import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.legislation.act_matching import find_way
from gapcheck.legislation.penalties import maxima, stated_maximum
from gapcheck.legislation.verification import Verification, text_hash, verify
from gapcheck.model.law import Section
from gapcheck.model.quantity import Quantity

REAL = Path(__file__).resolve().parents[3] / "shared" / "legislation"
CRIMES = "act_public_1961_43_crimes_trimmed_2026-08-08.xml"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/legislation is not here")
FIVE = "A person is liable to imprisonment for a term not exceeding 2 years."
SIX = section("6", "Damaging data", "A person damages data.", id="DLM100006")
SEVEN = section("7", "Selling devices", "A person sells a device.") + section(
    "8", "Hindering systems", "A person does another thing."
)
Run = Callable[..., Verification]


def five(*texts: str, heading: str = "Accessing a computer system", **more: str) -> str:
    return section("5", heading, *(texts or (FIVE, "Subsection (1) has an exception.")), **{"id": "DLM100005", **more})


@pytest.fixture
def run(small: Gapcheck, tmp_path: Path) -> Run:
    def call(
        *files: bytes, catalogue: Catalogue = small.catalogue, acts: tuple[str, ...] = ("computer-act-1990",)
    ) -> Verification:
        return verify(catalogue, folder(tmp_path / "official", *files), acts=acts)

    return call


def told(found: Verification) -> list[tuple[str, str, str]]:
    return [(f.code, f.level, f.key) for f in found.findings]


def with_hash(catalogue: Catalogue, rule: str, start: date, value: str) -> Catalogue:
    """The catalogue in which a rule was accepted on a text."""
    statutes = tuple(
        file.model_copy(
            update={
                "sections": tuple(
                    s.model_copy(
                        update={
                            "rules": tuple(
                                r.model_copy(update={"text_hash": value})
                                if (f"{file.act.id}:{r.id}", r.in_force.start) == (rule, start)
                                else r
                                for r in s.rules
                            )
                        }
                    )
                    for s in file.sections
                )
            }
        )
        for file in catalogue.contents.statutes
    )
    return Catalogue(replace(catalogue.contents, statutes=statutes), catalogue.version, catalogue.origins)


class TestNothingFound:
    def test_a_text_that_agrees_gives_no_finding(self, run: Run) -> None:
        found = run(act(five(), SIX, SEVEN))
        assert found.findings == ()
        assert [h.entry.key for h in found.held] == [f"computer-act-1990:{n}(1)" for n in (5, 6, 7, 8)]

    def test_typographic_quotes_and_dashes_make_no_other_heading(self, run: Run, small: Gapcheck) -> None:
        statutes = tuple(
            f.model_copy(update={"sections": tuple(s.model_copy(update={"heading": "A-B's"}) for s in f.sections)})
            for f in small.catalogue.contents.statutes
        )
        catalogue = Catalogue(replace(small.catalogue.contents, statutes=statutes))
        sections = (
            five(heading="A‑B’s"),
            section("6", "A–B’s", "T", id="DLM100006"),
            section("7", "A-B's", "T"),
            section("8", "A-B's", "T"),
        )
        assert run(act(*sections), catalogue=catalogue).findings == ()


class TestWhatIsFound:
    def test_a_section_that_is_not_there(self, run: Run) -> None:
        found = run(act(five(), SEVEN))
        assert told(found) == [("section-missing", "error", "computer-act-1990:s 6")]
        assert found.findings[0].rules == (("computer-act-1990:6(1)", date(2004, 4, 1)),)
        assert found.findings[0].message == "in the official text as at 1 January 2015, there is no s 6"
        assert found.findings[0].file == "nz_statutes/computer_act_1990.yaml"

    def test_a_section_that_was_repealed(self, run: Run) -> None:
        gone = section(
            "6", "Damaging data", id="DLM100006", status="repealed", notes=note("13 July 2011", "repealed", "Section 6")
        )
        found = run(act(five(), gone, SEVEN))
        assert told(found) == [("section-repealed", "error", "computer-act-1990:s 6")]
        assert "s 6 is shown as repealed (13 July 2011)" in found.findings[0].message

    def test_a_live_section_counts_and_not_the_repealed_one_of_its_number(self, run: Run) -> None:
        gone = section("6", "Another", id="DLM1", status="repealed")
        assert run(act(five(), gone, SIX, SEVEN)).findings == ()

    def test_a_section_under_another_number(self, run: Run) -> None:
        moved = section("6A", "Damaging data", "A person damages data.", id="DLM100006")
        found = run(act(five(), moved, SEVEN))
        assert told(found) == [("section-renumbered", "error", "computer-act-1990:s 6")]
        assert "DLM100006 is s 6A ('Damaging data'); there is no s 6 in force" in found.findings[0].message

    def test_an_id_that_belongs_to_another_section(self, run: Run) -> None:
        other, moved = section("6", "Damaging data", "T", id="LMS9"), section("8", "Old", "T", id="DLM100006")
        assert told(run(act(five(), other, moved, SEVEN))) == [("section-renumbered", "error", "computer-act-1990:s 6")]

    def test_an_id_that_belongs_to_the_repealed_section_of_the_number(self, run: Run) -> None:
        old = section("6", "Exemption", id="DLM100006", status="repealed")
        found = run(act(five(), old, section("6", "Damaging data", "T", id="LMS9"), SEVEN))
        assert told(found) == [("section-renumbered", "error", "computer-act-1990:s 6")]
        assert "is a repealed s 6 ('Exemption')" in found.findings[0].message

    def test_an_id_made_anew_is_only_a_note(self, run: Run) -> None:
        anew = section("6", "Damaging data", "T", id="LMS9")
        assert told(run(act(five(), anew, SEVEN))) == [("section-renumbered", "note", "computer-act-1990:s 6")]

    def test_another_heading(self, run: Run) -> None:
        found = run(act(five(heading="Hacking"), SIX, SEVEN))
        assert told(found) == [("heading-differs", "warning", "computer-act-1990:s 5")]
        assert "'Hacking'; in the catalogue it is 'Accessing a computer system'" in found.findings[0].message

    def test_a_long_heading_is_cut(self, run: Run) -> None:
        assert len(run(act(five(heading="word " * 50_000), SIX, SEVEN)).findings[0].message) < 400

    def test_a_pinpoint_that_is_not_there(self, run: Run) -> None:
        unnumbered = '<prov id="DLM100006"><label>6</label><heading>Damaging data</heading><prov.body/></prov>'
        assert told(run(act(five(), unnumbered, SEVEN))) == [("pinpoint-missing", "warning", "computer-act-1990:6(1)")]

    def test_another_maximum_penalty(self, run: Run) -> None:
        found = run(act(five(FIVE.replace("2 years", "5 years")), SIX, SEVEN))
        assert told(found) == [("penalty-differs", "error", "computer-act-1990:5(1)")]
        assert "the maximum is 5 years; in the rule it is 24 months" in found.findings[0].message


class TestAmendments:
    def test_an_amendment_within_the_interval(self, run: Run) -> None:
        found = run(act(five(notes=note("1 July 2010")), SIX, SEVEN))
        assert told(found) == [("amended-after", "warning", "computer-act-1990:5(1)")]
        message = (
            "s 5 was amended on 1 July 2010 (Computer Amendment Act 2010, s 9); the rule has held since 1 April 2004"
        )
        assert message in found.findings[0].message

    @pytest.mark.parametrize("day", ["1 April 2004", "1 March 2004", "1 July 2016"])
    def test_what_began_the_rule_came_before_it_or_after_the_text_is_none(self, run: Run, day: str) -> None:
        assert run(act(five(notes=note(day)), SIX, SEVEN)).findings == ()

    def test_an_amendment_of_another_subsection_is_a_note(self, run: Run) -> None:
        assert told(run(act(five(notes=note("1 July 2010", provision="Section 5(2)")), SIX, SEVEN)))[0][1] == "note"
        assert (
            told(run(act(five(notes=note("1 July 2010", provision="Section 5(1)(a)")), SIX, SEVEN)))[0][1] == "warning"
        )

    def test_a_section_that_was_put_in_after_the_rule_began_is_an_error(self, run: Run) -> None:
        assert told(run(act(five(notes=note("1 July 2010", "inserted")), SIX, SEVEN)))[0][1] == "error"
        assert (
            told(run(act(five(notes=note("1 July 2010", "inserted", "Section 5(1)")), SIX, SEVEN)))[0][1] == "warning"
        )

    def test_many_amendments_are_counted(self, run: Run) -> None:
        notes = "".join(note(f"1 July {year}") for year in range(2006, 2012))
        assert "and 3 more; the rule" in run(act(five(notes=notes), SIX, SEVEN)).findings[0].message


class TestAccepted:
    def hashed(self, small: Gapcheck, text: str, day: str) -> Catalogue:
        value = text_hash(read(text).sections[0].node, date.fromisoformat(day))
        return with_hash(small.catalogue, "computer-act-1990:5(1)", date(2004, 4, 1), value)

    def test_a_text_that_was_accepted_needs_no_other_look(self, run: Run, small: Gapcheck) -> None:
        other = five(heading="Hacking", notes=note("1 July 2010"))
        assert run(act(other, SIX, SEVEN), catalogue=self.hashed(small, other, "2015-01-01")).findings == ()

    def test_a_text_that_changed_since(self, run: Run, small: Gapcheck) -> None:
        found = run(act(five(FIVE, "Another."), SIX, SEVEN), catalogue=self.hashed(small, five(), "2014-01-01"))
        assert told(found) == [("text-differs", "error", "computer-act-1990:5(1)")]
        assert "s 5 is not as it was accepted, as at 1 January 2014" in found.findings[0].message

    def test_an_older_text_calls_nothing_in_question(self, run: Run, small: Gapcheck) -> None:
        catalogue = self.hashed(small, five(), "2016-01-01")
        assert (
            run(act(five(FIVE, "Another.", notes=note("1 July 2010")), SIX, SEVEN), catalogue=catalogue).findings == ()
        )

    def test_history_notes_are_no_part_of_the_text(self) -> None:
        day = date(2015, 1, 1)
        plain, noted = (read(five(notes=notes)).sections[0].node for notes in ("", note("1 July 2010")))
        assert text_hash(plain, day) == text_hash(noted, day)

    def test_a_word_is(self) -> None:
        day = date(2015, 1, 1)
        assert text_hash(read(five("A")).sections[0].node, day) != text_hash(read(five("B")).sections[0].node, day)


class TestWhatIsNotJudged:
    def test_a_rule_is_held_against_a_text_of_its_own_time_only(self, run: Run) -> None:
        found = run(act(five(heading="Old"), as_at="1985-01-01"))
        assert found.findings == ()
        assert not found.held
        why = {e.rule.in_force.start: why for e, why in found.acts[0].not_held if e.key == "computer-act-1990:5(1)"}
        assert (
            why[date(1990, 7, 1)]
            == "the rule holds from 1 July 1990 until 1 April 2004; the text is as at 1 January 1985"
        )

    def test_an_earlier_interval_is_held_against_the_text_of_its_time(self, run: Run) -> None:
        old = act(five(FIVE.replace("2 years", "3 years")), as_at="2000-01-01")
        found = run(old, act(five(), SIX, SEVEN))
        assert told(found) == [("penalty-differs", "error", "computer-act-1990:5(1)")]
        assert found.findings[0].rules[0][1] == date(1990, 7, 1)

    def test_the_newest_text_counts(self, run: Run) -> None:
        found = run(act(five(heading="Old"), as_at="2010-01-01"), act(five(), SIX, SEVEN))
        assert found.findings == ()

    def test_an_extract_says_nothing_on_sections_that_it_leaves_out(self, run: Run) -> None:
        found = run(act(five(), title=""))
        assert found.findings == ()
        assert [h.entry.section.section for h in found.held] == ["5"]
        assert {e.section.section: why for e, why in found.acts[0].not_held if e.section.section == "6"} == {
            "6": "the text as at 1 January 2015 is an extract without the section"
        }

    def test_an_act_without_text_is_told(self, run: Run) -> None:
        found = run(act(number="8"))
        assert [a.title for a in found.without_text] == ["Computer Act 1990"]
        assert found.acts == ()

    @pytest.mark.parametrize(
        "other",
        [act(five(), kind="private"), act(five(), year="1991"), act(five(), number="07", title="Computer Act 1990")],
        ids=["private", "year", "number"],
    )
    def test_an_act_is_never_matched_by_likeness(self, run: Run, other: bytes) -> None:
        assert run(other).acts == ()

    def test_practice_is_no_act(self, run: Run) -> None:
        assert "practice" not in {a.id for a in run(act(five()), acts=()).without_text}


@needs_real
class TestRealFiles:
    """The catalogue that comes with gapcheck against official files."""

    def held(self, catalogue: Catalogue, name: str, act: str, tmp_path: Path) -> Verification:
        tmp_path.joinpath(name).write_bytes((REAL / name).read_bytes())
        return verify(catalogue, tmp_path, acts=(act,))

    def test_the_rules_on_software_agree_with_the_extract_of_the_crimes_act(self, tmp_path: Path) -> None:
        found = self.held(load(), CRIMES, "crimes-act-1961", tmp_path)
        assert [h.entry.rule.id for h in found.held] == ["253(1)", "254(1)", "254(3)", "254(4)-sanction"]
        assert found.findings == ()
        why = {e.section.section: why for e, why in found.acts[0].not_held}
        assert why["252"] == "the text as at 8 August 2026 is an extract without the section"

    def test_errors_put_into_them_are_found(self, tmp_path: Path) -> None:
        catalogue = load()

        def spoilt(section: Section) -> Section:
            if section.section != "253":
                return section
            (rule,) = section.rules
            early = rule.in_force.model_copy(update={"start": date(2024, 1, 1), "enacted": None})
            penalty = tuple(g.model_copy(update={"amount": 3}) if g.quantity else g for g in rule.gives)
            rules = (rule.model_copy(update={"in_force": early, "gives": penalty}),)
            return section.model_copy(update={"pco_id": "DLM330432", "heading": "Selling software", "rules": rules})

        statutes = tuple(
            f.model_copy(update={"sections": tuple(map(spoilt, f.sections))}) if f.act.id == "crimes-act-1961" else f
            for f in catalogue.contents.statutes
        )
        found = self.held(
            Catalogue(replace(catalogue.contents, statutes=statutes)), CRIMES, "crimes-act-1961", tmp_path
        )
        codes = {
            "section-renumbered": "error",
            "heading-differs": "warning",
            "amended-after": "error",
            "penalty-differs": "error",
        }
        assert {f.code: f.level for f in found.findings} == codes

    def test_a_reprint_tells_amendments_within_the_intervals_of_rules(self, tmp_path: Path) -> None:
        name = "act_public_1992_86_mutual_assistance_reprint_2009-12-01.xml"
        found = self.held(load(), name, "macma-1992", tmp_path)
        messages = [f.message for f in found.findings if f.key == "macma-1992:4" and f.code == "amended-after"]
        assert ["s 4 was substituted, as to s 4(g), on 1 December 2009" in m for m in messages] == [True]


class TestPenalties:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("liable to imprisonment for a term not exceeding 7 years", {(7, "year")}),
            ("a term of imprisonment not exceeding 3 months or a fine", {(3, "month")}),
            ("imprisonment for a term of up to two years", {(2, "year")}),
            ("imprisonment for up to 1 year", {(1, "year")}),
            ("imprisonment for life", {None}),
            ("punishable by imprisonment for a term of 2 years or more", set()),
            ("a fine not exceeding 7 years", set()),
            ("imprisonment for a term not exceeding some years", set()),
        ],
    )
    def test_maxima(self, text: str, found: set[tuple[int, str] | None]) -> None:
        assert maxima(text) == {None if one is None else Quantity(amount=one[0], unit=one[1]) for one in found}

    def test_a_paragraph_has_its_own_maximum_and_else_that_of_its_section(self) -> None:
        text = (
            "<prov><label>5</label><prov.body><subprov><label>1</label><para><text>Who does this is liable,—</text>"
            "<label-para><label>a</label><para><text>to imprisonment for a term not exceeding 7 years:</text></para></label-para>"
            "<label-para><label>b</label><para><text>in any other case to imprisonment for a term not exceeding 1 year.</text>"
            "</para></label-para></para></subprov></prov.body></prov>"
        )
        node = read(text).sections[0].node
        way = find_way(node, ("1", "b"))
        assert way is not None
        assert stated_maximum(way) == Quantity(amount=1, unit="year")
        assert stated_maximum((node,)) is None  # two maxima: which of them is meant cannot be told
        alone = read(section("5", "H", "A person does this.", FIVE)).sections[0].node
        way = find_way(alone, ("1",))
        assert way is not None
        assert stated_maximum(way) == Quantity(amount=2, unit="year")
