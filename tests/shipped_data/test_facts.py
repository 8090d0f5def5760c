"""Facts of New Zealand law that the catalogue once had wrong: each stands here, so that none comes back."""

from __future__ import annotations

from datetime import date

import pytest

import gapcheck
from gapcheck.api import Gapcheck
from gapcheck.model.law import Exception_, Rule


@pytest.fixture(scope="module")
def book() -> Gapcheck:
    return gapcheck.load()


def versions(book: Gapcheck, key: str) -> list[Rule]:
    """Every version of a rule, the oldest first."""
    found = [e.rule for e in book.catalogue.rules if e.key == key]
    return sorted(found, key=lambda r: r.in_force.start)


def on(book: Gapcheck, key: str, day: str) -> Rule | None:
    """The rule as it held on a day."""
    return next((r for r in versions(book, key) if r.in_force.holds(date.fromisoformat(day))), None)


def starts(book: Gapcheck, key: str) -> list[str]:
    return [r.in_force.start.isoformat() for r in versions(book, key)]


def exceptions(rule: Rule) -> dict[str, Exception_]:
    return {x.section: x for x in rule.exceptions}


class TestCrimesAct:
    def test_meeting_with_a_child_over_16_was_no_offence_in_2010(self, book: Gapcheck) -> None:
        key = "crimes-act-1961:98AA(1)(f)"
        assert on(book, key, "2010-01-01") is None
        (rule,) = versions(book, key)
        assert (rule.in_force.start, rule.in_force.checked) == (date(2011, 9, 20), "unverified")
        told = str(book.assess("uncc", "2010-01-01").why("15"))
        assert "98AA" not in told.partition("What would change it")[0]

    def test_threats_to_infrastructure_have_been_an_offence_since_november_2003(self, book: Gapcheck) -> None:
        assert starts(book, "crimes-act-1961:307A(1)") == ["2003-11-17"]
        assert [r.in_force.checked for r in versions(book, "crimes-act-1961:307A(1)")] == ["secondary"]

    def test_a_spouse_could_be_no_accessory_until_2019(self, book: Gapcheck) -> None:
        assert starts(book, "crimes-act-1961:312") == ["2013-07-01", "2019-03-12"]

    def test_laundering_abroad_is_covered_since_2002(self, book: Gapcheck) -> None:
        assert starts(book, "crimes-act-1961:7A(1)-laundering") == ["2002-06-18"]

    @pytest.mark.parametrize("rule", ["243(2)", "243(2)-transfer", "243(3)"])
    def test_laundering_was_an_offence_before_2015(self, book: Gapcheck, rule: str) -> None:
        assert starts(book, f"crimes-act-1961:{rule}") == ["2003-10-01", "2015-11-07"]
        earlier = on(book, f"crimes-act-1961:{rule}", "2010-01-01")
        assert earlier is not None
        assert exceptions(earlier)["243(1)"].effect == "narrows"  # serious offences only

    def test_receiving_reached_any_other_crime_until_2013(self, book: Gapcheck) -> None:
        earlier, later = versions(book, "crimes-act-1961:246(1)")
        assert "another crime" in earlier.text
        assert "imprisonable" not in earlier.text
        assert "imprisonable offence" in later.text
        assert earlier.in_force.end == later.in_force.start == date(2013, 7, 1)

    def test_only_devices_for_interception_are_forfeited_under_216e(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "crimes-act-1961:216E")
        assert "sole or principal purpose" in exceptions(rule)["216E"].text
        assert exceptions(rule)["216E"].effect == "narrows"

    @pytest.mark.parametrize(
        ("rule", "sections"),
        [("310(1)", {"310(2)", "310(3)"}), ("124A(1)", {"124A(3)", "124A(4)"}), ("216J(1)", {"216N"})],
    )
    def test_exceptions_are_on_record(self, book: Gapcheck, rule: str, sections: set[str]) -> None:
        (found,) = versions(book, f"crimes-act-1961:{rule}")
        assert sections <= exceptions(found).keys()

    def test_insiders_who_go_beyond_their_authority_are_a_question(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "crimes-act-1961:252(1)")
        assert exceptions(rule)["252(2)"].effect == "arguable"
        assert book.catalogue.asked["crimes-act-1961:252(1)#252(2)"].id == "insiders"

    def test_watchorn_was_no_case_on_section_252(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "crimes-act-1961:252(1)")
        told = [rule.text, str(rule.note or ""), *(f"{s.ref} {s.note or ''}" for s in rule.source)]
        told += [f"{x.text} {x.why or ''}" for x in rule.exceptions]
        assert not any("Watchorn" in text for text in told)

    def test_digital_files_are_property_since_dixon(self, book: Gapcheck) -> None:
        cited = {s.ref for e in book.catalogue.rules for s in e.rule.source}
        assert "Dixon v R [2015] NZSC 147" in cited


class TestFilmsAct:
    def test_the_exceptions_of_the_offence_without_knowledge(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "films-act-1993:123(1)")
        assert {"122(3)", "124A"} <= exceptions(rule).keys()

    def test_the_defence_of_an_employer_is_in_subsection_4(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "films-act-1993:138")
        assert list(exceptions(rule)) == ["138(4)"]

    def test_the_amendments_of_june_2026(self, book: Gapcheck) -> None:
        assert starts(book, "films-act-1993:145A")[1:] == ["2026-06-06"]
        assert starts(book, "films-act-1993:145D") == ["2026-06-06"]
        (rule,) = versions(book, "films-act-1993:145D-agreement")
        assert "145D-145F" in rule.source[0].pinpoint


class TestPrivacyAct:
    def test_an_aggrieved_individual_goes_by_section_98(self, book: Gapcheck) -> None:
        ids = {e.rule.id for e in book.catalogue.rules if e.act.id == "privacy-act-2020"}
        assert "98" in ids
        assert "97" not in ids

    def test_what_cannot_readily_be_retrieved_need_not_be_shown(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "privacy-act-2020:22-IPP6")
        assert "44(2)(a) until 26 November 2025" in exceptions(rule)["53(aa)"].text


class TestOtherActs:
    def test_stewardship_of_legislation_is_owed_to_the_minister(self, book: Gapcheck) -> None:
        before, after = (
            "public-service-act-2020:52(1)(d)(ii)",
            "public-service-act-2020:11A(1)(j)(ii)",
        )
        assert (on(book, before, "2026-06-02") is None, on(book, before, "2026-06-03") is None) == (False, True)
        assert (on(book, after, "2026-06-02") is None, on(book, after, "2026-06-03") is None) == (True, False)

    def test_operators_help_with_foreign_warrants_since_october_2025(self, book: Gapcheck) -> None:
        assert starts(book, "ticsa-2013:24")[-1] == "2025-10-01"

    def test_relief_from_a_foreign_order_has_conditions(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "criminal-proceeds-recovery-act-2009:139")
        assert all(words in rule.text for words in ("severable interest", "good reason", "s 30"))

    def test_whether_property_from_crime_abroad_is_tainted_is_arguable(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "criminal-proceeds-recovery-act-2009:50(1)-foreign")
        assert [(g.concepts, g.arguably) for g in rule.gives] == [((), ("confiscate-foreign-property",))]
        assert "criminal-proceeds-recovery-act-2009:50(1)-foreign#assistance" in book.catalogue.asked

    def test_material_leaves_new_zealand_on_undertakings(self, book: Gapcheck) -> None:
        now = on(book, "macma-1992:49", "2025-10-01")
        assert now is not None
        assert "undertakings" in now.text
        assert "49A(2)(c)" in exceptions(now)

    @pytest.mark.parametrize(
        "rule",
        [
            "customs-act-2018:228",
            "customs-act-2018:390(1)",
            "customs-act-2018:391(1)",
            "radiocommunications-act-1989:133A",
            "criminal-disclosure-act-2008:13",
            "terrorism-suppression-act-2002:5-means",
        ],
    )
    def test_it_is_on_record(self, book: Gapcheck, rule: str) -> None:
        assert versions(book, rule)

    def test_importing_a_tool_for_illegal_access_is_an_offence(self, book: Gapcheck) -> None:
        """Customs and Excise Act 2018, ss 5(2), 95 and 391: no longer a question."""
        duty = book.assess("budapest", "2026-11-21").duty("6(1)(a)")
        assert "customs-act-2018:391(1)" in {e.key for e in duty.rules}

    def test_an_agent_counts_as_the_principal_at_the_border(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "customs-act-2018:390(1)")
        assert "s 395" in str(rule.note)


def test_the_second_protocol_was_not_in_force_in_september_2026(book: Gapcheck) -> None:
    protocol = book.instruments["second-protocol"]
    last = max(protocol.participation, key=lambda p: p.as_at)
    assert (protocol.in_force, last.as_at) == (None, date(2026, 9, 5))
    assert last.text.startswith("Not in force")


class TestCarriedBackInTime:
    """A later text that was told of an earlier day, and pinpoints that named the wrong section (draw 2026112818)."""

    def test_financial_intelligence_is_not_told_in_the_words_of_a_later_text(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "aml-cft-act-2009:143(b)")
        assert "suspicious activity report" not in rule.text

    @pytest.mark.parametrize("rule", ["4", "30", "31", "31-production", "38", "43-places", "51"])
    def test_before_march_1999_only_a_prescribed_country_could_ask(self, book: Gapcheck, rule: str) -> None:
        found = on(book, f"macma-1992:{rule}", "1998-01-01")
        assert found is not None
        assert "Until 1 March 1999 only a prescribed country could ask" in str(found.note)

    def test_other_arrangements_rest_on_section_5(self, book: Gapcheck) -> None:
        assert versions(book, "macma-1992:4-arrangements") == []
        assert starts(book, "macma-1992:5-arrangements") == ["1993-04-01"]

    def test_police_share_information_under_95b_and_not_under_the_definitions(self, book: Gapcheck) -> None:
        assert versions(book, "policing-act-2008:95A") == []
        assert starts(book, "policing-act-2008:95B-channels") == ["2015-11-07"]

    def test_providers_are_no_livestreamers(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "films-act-1993:132C(1)(a)")
        assert set(exceptions(rule)) == {"132C(3)"}

    @pytest.mark.parametrize("rule", ["8(1)-ships", "8(1)(e)"])
    def test_foreign_ships_and_aircraft_need_consent(self, book: Gapcheck, rule: str) -> None:
        found = on(book, f"crimes-act-1961:{rule}", "2026-01-01")
        assert found is not None
        assert exceptions(found)["400"].effect == "none"

    def test_soliciting_material_with_a_tortured_child_is_told_as_such(self, book: Gapcheck) -> None:
        (rule,) = versions(book, "crimes-act-1961:311(2)-presence-torture")
        assert "a child tortured" in rule.text


class TestTime:
    """What was passed, what was not yet, and what goes on."""

    def test_a_paper_of_2023_does_not_cite_the_act_of_2025(self, book: Gapcheck) -> None:
        """Its reasons leave it out; the explanation tells that it was not yet enacted."""
        act = "Budapest Convention and Related Matters Legislation Amendment Act 2025"
        then = book.assess("budapest", "2023-12-20")
        for article in then.to_dict()["articles"]:
            for duty in article["duties"]:
                assert act not in " ".join(duty["reasons"]), duty["id"]
        told = [line for line in str(then.why("16(1)")).splitlines() if act in line]
        assert all("was not yet enacted on 20 December 2023" in line for line in told)

    def test_once_passed_it_is_told_as_enacted(self, book: Gapcheck) -> None:
        told = str(book.assess("budapest", "2025-08-28").why("16(1)", full=True))
        assert "enacted on 30 July 2025, in force from 1 October 2025" in told
        assert "was not yet in force on 28 August 2025" in told

    @pytest.mark.parametrize(
        ("rule", "enacted"),
        [
            ("search-and-surveillance-act-2012:74", "2012-04-05"),
            ("criminal-procedure-act-2011:12", "2011-10-17"),
            ("privacy-act-2020:20", "2020-06-30"),
            ("customs-act-2018:391(1)", "2018-03-29"),
            ("evidence-act-2006:107", "2016-09-22"),
        ],
    )
    def test_assent_is_on_record(self, book: Gapcheck, rule: str, enacted: str) -> None:
        assert versions(book, rule)[0].in_force.enacted == date.fromisoformat(enacted)

    @pytest.mark.parametrize(
        ("rule", "day", "earlier"),
        [
            ("macma-1992:44", "2026-01-01", "macma-1992:44"),
            ("macma-1992:49", "2026-01-01", "macma-1992:49"),
            ("ticsa-2013:24", "2026-01-01", "ticsa-2013:24"),
            ("crimes-act-1961:312", "2020-01-01", "crimes-act-1961:312"),
            ("privacy-act-2020:22-IPP3A", "2026-06-01", None),
            ("search-and-surveillance-act-2012:53", "2013-01-01", None),
            ("policing-act-2008:95B", "2016-01-01", None),
        ],
    )
    def test_savings_are_on_record(self, book: Gapcheck, rule: str, day: str, earlier: str | None) -> None:
        found = on(book, rule, day)
        assert found is not None
        assert [s.earlier for s in found.savings][:1] == [earlier]

    def test_what_binds_is_known_only_where_somebody_looked(self, book: Gapcheck) -> None:
        records = {
            (instrument, day): book.assess(instrument, day).binding_record
            for instrument in ("budapest", "uncc", "second-protocol", "first-protocol", "uncc-draft-2023")
            for day in ("2025-01-01", "2026-11-28")
        }
        assert records == {
            ("budapest", "2025-01-01"): "not_yet",
            ("budapest", "2026-11-28"): "bound",
            ("uncc", "2025-01-01"): "no_party",
            ("uncc", "2026-11-28"): "no_record",
            ("second-protocol", "2025-01-01"): "no_party",
            ("second-protocol", "2026-11-28"): "no_record",
            ("first-protocol", "2025-01-01"): "no_party",
            ("first-protocol", "2026-11-28"): "no_record",
            ("uncc-draft-2023", "2025-01-01"): "no_obligation",
            ("uncc-draft-2023", "2026-11-28"): "no_obligation",
        }
