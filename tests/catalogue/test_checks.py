"""What makes a catalogue consistent: one broken file for each thing that can be wrong between its parts."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.broken_catalogues import MALFORMED, SEVERAL
from support.overlays import BAD, marked, problems

from gapcheck.catalogue.catalogue import Contents
from gapcheck.catalogue.checks import Location, ParsedFile, build_index, check, check_files
from gapcheck.catalogue.checks.references import cycles, listed
from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError
from gapcheck.model.law import StatuteFile
from gapcheck.model.policy import DocumentsFile, PolicyDocument
from gapcheck.model.treaty import ArticlesFile
from gapcheck.model.vocabulary import VocabularyFile

BASE = BAD / "base"
ACT, CHAPTER, WORDS = "nz_statutes/broken.yaml", "obligations/treaty/broken.yaml", "obligations/vocabulary/broken.yaml"
BILL, POSITIONS, READINGS = (
    "nz_statutes/reforms/broken.yaml",
    "obligations/positions/new_zealand.yaml",
    "obligations/readings.yaml",
)

QUESTIONS = "obligations/questions/broken.yaml"
TREATY2 = "obligations/treaty2/instrument.yaml"
MANDATE = "obligations/mandate/instrument.yaml"
STATEMENTS, IDEAS = "obligations/statements.yaml", "obligations/policy/reform_register.yaml"
AGENCIES, CAPABILITY = "obligations/policy/agencies.yaml", "obligations/policy/capability.yaml"

# Folder of tests/bad, the place that the only problem points at, its code, and words that the message must hold.
INCONSISTENT: list[tuple[str, str, str, tuple[str, ...]]] = [
    # the same id twice: at the second place, naming the first
    (
        "duplicate-kind",
        f"{WORDS}:3",
        "duplicate-id",
        ("kinds[0]", "the kind 'offence' is already defined", "all.yaml:3"),
    ),
    (
        "duplicate-facet",
        f"{WORDS}:3",
        "duplicate-id",
        ("facets[0]", "the facet 'power' is already defined", "all.yaml:8"),
    ),
    (
        "duplicate-concept",
        f"{WORDS}:3",
        "duplicate-id",
        ("concepts[0]", "the concept 'access' is already defined", "all.yaml:11"),
    ),
    (
        "duplicate-instrument",
        "obligations/treaty2/instrument.yaml:2",
        "duplicate-id",
        ("the instrument 'treaty' is already defined", "obligations/treaty/instrument.yaml:1"),
    ),
    (
        "duplicate-article",
        f"{CHAPTER}:4",
        "duplicate-id",
        ("articles[0]", "the article 'treaty:art 2'", "articles.yaml:3"),
    ),
    (
        "duplicate-duty",
        f"{CHAPTER}:8",
        "duplicate-id",
        ("duties[0]", "the duty 'treaty:2'", "articles.yaml:7", "expected every id once"),
    ),
    (
        "duplicate-narrowing",
        f"{CHAPTER}:17",
        "duplicate-id",
        ("waives[0]", "the narrowing or waiver 'treaty:9#n'", ":16"),
    ),
    (
        "duplicate-exception",
        "nz_statutes/broken.yaml:14",
        "duplicate-exception",
        ("exceptions[1].section", "'1(2)'", "share a name"),
    ),
    ("duplicate-act", "nz_statutes/other_act.yaml:2", "duplicate-id", ("the Act 'crimes-act'", "crimes_act.yaml:1")),
    (
        "unknown-narrowing-lodged",
        f"{BILL}:4",
        "unknown-narrowing",
        ("changes[0].lodge.narrowing", "'treaty:2#dishonesty'", "did you mean 'treaty:2#dishonest'?"),
    ),
    (
        "wrong-facet-lodged-by-reform",
        f"{BILL}:6",
        "wrong-facet",
        ("changes[0].lodge.limit_to[0]", "'access' belongs to the facet 'conduct', not 'fault'"),
    ),
    (
        "unknown-facet-dropped",
        f"{BILL}:4",
        "unknown-facet",
        ("changes[0].amend.drop[0].facet", "'faults'", "mean 'fault'?"),
    ),
    (
        "drop-of-two",
        f"{BILL}:4",
        "missing-key",
        ("changes[0].amend.drop[0]", "found facet and exception", "one entry for each"),
    ),
    (
        "unknown-rule-amended",
        f"{BILL}:4",
        "unknown-rule",
        ("changes[0].amend.rule", "'crimes-act:252(l)'", "mean 'crimes-act:252(1)'?"),
    ),
    ("duplicate-reform", f"{BILL}:2", "duplicate-id", ("the reform 'bill'", "reforms/bill.yaml:1")),
    (
        "duplicate-position",
        "obligations/positions/other.yaml:3",
        "duplicate-id",
        ("the position on 'treaty'", "new_zealand.yaml:2"),
    ),
    (
        "duplicate-reading",
        f"{READINGS}:4",
        "duplicate-id",
        ("readings[1]", "the reading 'officials'", "readings.yaml:3"),
    ),
    (
        "overlapping-rules",
        f"{ACT}:19",
        "overlapping-rules",
        (
            "sections[0].rules[1].in_force",
            "two rules with the id 'broken-act:1' hold at the same time",
            "from 2010-01-01 to 2011-01-01, and from 2001-01-01 on",
            "broken.yaml:7",
            "expected intervals that do not overlap",
        ),
    ),
    # ids that nothing defines: with what there is, and the nearest
    (
        "unknown-kind",
        f"{CHAPTER}:11",
        "unknown-kind",
        ("duties[0].kind", "'ofence'", "expected one of offence, power", "mean 'offence'?"),
    ),
    ("unknown-kind-supported", f"{ACT}:15", "unknown-kind", ("supports.kinds[0]", "'powr'", "did you mean 'power'?")),
    (
        "unknown-facet",
        f"{CHAPTER}:16",
        "unknown-facet",
        ("elements[1].facet", "'conducts'", "expected one of conduct, fault, period, power", "did you mean 'conduct'?"),
    ),
    ("unknown-anchor", f"{WORDS}:3", "unknown-facet", ("kinds[0].anchor", "'powers'", "did you mean 'power'?")),
    (
        "unknown-concept",
        f"{CHAPTER}:16",
        "unknown-concept",
        (
            "elements[1].every[0]",
            "'intent'",
            "expected a concept of the facet 'fault': one of intention, recklessness",
            "mean 'intention'?",
        ),
    ),
    (
        "unknown-broader",
        f"{WORDS}:3",
        "unknown-concept",
        ("concepts[0].broader[0]", "'reckless'", "did you mean 'recklessness'?"),
    ),
    (
        "unknown-act",
        f"{CHAPTER}:16",
        "unknown-act",
        ("survey.acts[0]", "unknown Act 'crime-act'", "did you mean 'crimes-act'?"),
    ),
    (
        "unknown-act-enacted",
        f"{BILL}:5",
        "unknown-act",
        ("changes[0].enact.act", "'crime-act'", "did you mean 'crimes-act'?"),
    ),
    (
        "unknown-duty",
        f"{CHAPTER}:16",
        "unknown-duty",
        ("inherits[0]", "unknown duty '2(a)'", "expected one of 2, 9", "did you mean '2'?"),
    ),
    (
        "unknown-narrowing",
        f"{POSITIONS}:5",
        "unknown-narrowing",
        (
            "exercised[0].narrowing",
            "'treaty:2#dishonesty'",
            "treaty:2#interference",
            "did you mean 'treaty:2#dishonest'?",
        ),
    ),
    (
        "unknown-instrument",
        f"{POSITIONS}:3",
        "unknown-instrument",
        ("positions[0].instrument", "'treety'", "did you mean 'treaty'?"),
    ),
    (
        "unknown-point",
        f"{READINGS}:5",
        "unknown-point",
        ("accepts[0]", "unknown reading point 'crimes-act:252(1)#conduct'", "did you mean 'crimes-act:252(1)#fault'?"),
    ),
    (
        "unknown-point-of-position",
        f"{READINGS}:5",
        "unknown-point",
        ("accepts[0]", "unknown reading point 'treaty:2#dishonest'"),
    ),
    ("set-in-unknown-act", f"{ACT}:12", "unknown-act", ("conditions[0].set_in", "'crime-act'", "mean 'crimes-act'?")),
    # duties that follow others
    (
        "follows-unknown",
        f"{CHAPTER}:24",
        "unknown-duty",
        ("duties[0].follows[0]", "unknown duty or article '91'", "expected one of 2, 9, 10"),
    ),
    (
        "follows-a-permission",
        f"{CHAPTER}:24",
        "cannot-be-followed",
        ("follows[0]", "no duty of that article binds", "a binding duty of 'treaty' with elements of its own"),
    ),
    (
        "follows-another-that-follows",
        f"{CHAPTER}:24",
        "cannot-be-followed",
        ("follows[1]", "'11(1)' cannot be followed: it follows others itself"),
    ),
    (
        "follows-as-a-permission",
        f"{CHAPTER}:24",
        "follows-without-duty",
        ("duties[0].follows", "says 'may', so that there is nothing to carry out"),
    ),
    (
        "unknown-rule",
        f"{ACT}:15",
        "unknown-rule",
        ("supports.rules[0]", "'crimes-act:252'", "did you mean 'crimes-act:252(1)'?"),
    ),
    (
        "unknown-rule-verified",
        "nz_statutes/verification.yaml:2",
        "unknown-rule",
        ("verification[0].rule", "'crimes-act:252'", "did you mean 'crimes-act:252(1)'?"),
    ),
    (
        "verification-twice",
        "nz_statutes/verification.yaml:3",
        "duplicate-verification",
        ("verification[1]", "'crimes-act:252(1)' from 2003-10-01 is listed twice"),
    ),
    (
        "unknown-rule-in-reform",
        f"{BILL}:4",
        "unknown-rule",
        ("changes[0].repeal", "'crimes-act:252(2)'", "mean 'crimes-act:252(1)'?"),
    ),
    (
        "wrong-instrument",
        f"{CHAPTER}:2",
        "wrong-instrument",
        ("instrument", "'other' is not the one of this folder", "mean 'treaty'?"),
    ),
    # concepts and facets out of place
    (
        "wrong-facet",
        f"{CHAPTER}:14",
        "wrong-facet",
        (
            "elements[0].every[0]",
            "the concept 'intention' belongs to the facet 'fault', not 'conduct'",
            "expected a concept of the facet 'conduct': one of access, interfere",
        ),
    ),
    (
        "wrong-facet-broader",
        f"{WORDS}:3",
        "wrong-facet",
        ("concepts[0].broader[0]", "'access' belongs to the facet 'conduct', not 'fault'"),
    ),
    (
        "wrong-facet-lodged",
        f"{POSITIONS}:7",
        "wrong-facet",
        ("limit_to[0]", "'access' belongs to the facet 'conduct', not 'fault'"),
    ),
    (
        "concept-twice",
        f"{CHAPTER}:16",
        "concept-twice",
        ("elements[1].any[1]", "the concept 'intention' is listed twice"),
    ),
    (
        "condition-in-guarantee",
        f"{ACT}:13",
        "facet-role",
        ("conditions[0].facet", "a condition in the guarantee facet 'power'", "expected a scope facet"),
    ),
    (
        "gift-in-scope",
        f"{ACT}:16",
        "facet-role",
        ("gives[0].facet", "a gift in the scope facet 'fault'", "expected a guarantee facet"),
    ),
    (
        "quantity-in-scope",
        f"{CHAPTER}:16",
        "facet-role",
        ("elements[1].facet", "a quantity in the scope facet 'fault'"),
    ),
    (
        "facet-twice",
        f"{CHAPTER}:16",
        "facet-twice",
        ("elements[1].facet", "the scope facet 'conduct' is already described", ":14"),
    ),
    (
        "facet-twice-inherited",
        f"{CHAPTER}:14",
        "facet-twice",
        ("inherits", "two different descriptions of the scope facet 'fault'"),
    ),
    (
        "no-anchor-element",
        f"{CHAPTER}:14",
        "no-anchor-element",
        (
            "duties[0].elements",
            "'treaty:9' says 'shall' but has no element in 'conduct', the anchor facet of 'offence'",
        ),
    ),
    (
        "no-anchor-element-endeavour",
        f"{CHAPTER}:14",
        "no-anchor-element",
        ("says 'endeavour' but has no element in 'power'",),
    ),
    # what is never meant, though each part is right
    (
        "survey-ahead",
        f"{CHAPTER}:16",
        "survey-ahead",
        ("survey.from", "from 2026-02-01 on was surveyed on 2026-01-01", "expected 'from' on or before 'date'"),
    ),
    (
        "exercised-twice",
        f"{POSITIONS}:7",
        "exercised-twice",
        ("exercised[2]", "'treaty:2#dishonest'", "on 2025-08-28", ":5"),
    ),
    (
        "saving-without-source",
        f"{ACT}:15",
        "bad-value",
        ("savings[0]", "a saving without a source", "the transitional provision that says so"),
    ),
    (
        "saving-of-unknown-rule",
        f"{ACT}:16",
        "unknown-rule",
        ("savings[0].earlier", "unknown rule 'crimes-act:252(2)'", "'crimes-act:252(1)'"),
    ),
    (
        "saving-of-living-law",
        f"{ACT}:16",
        "saving-of-living-law",
        ("savings[0].earlier", "no version of 'crimes-act:252(1)' had ended by 2010-01-01"),
    ),
    (
        "empty-saving",
        f"{ACT}:16",
        "empty-saving",
        ("savings[0].until", "the saving ends on 2010-01-01, and the rule begins on 2010-01-01"),
    ),
    (
        "party-and-no-party",
        f"{POSITIONS}:3",
        "bad-value",
        ("positions[0]", "no Party on 2021-01-01, though bound from 2020-01-01"),
    ),
    (
        "no-party-without-source",
        f"{POSITIONS}:3",
        "bad-value",
        ("positions[0]", "'not_party_on' without a source", "the list in which the State is missing"),
    ),
    ("url-of-act", f"{ACT}:2", "bad-url", ("act.url", "'www.legislation.govt.nz' is not a web address")),
    ("url-of-instrument", f"{TREATY2}:4", "bad-url", ("instrument.url", "'file:///etc/passwd'")),
    (
        "no-article",
        f"{TREATY2}:2",
        "no-article",
        ("the instrument 'treaty2' has no article", "expected a file beside this one"),
    ),
    # going round in circles
    ("cycle-broader", f"{WORDS}:3", "cycle-broader", ("concepts[0].broader[0]", "knowledge → wilfulness → knowledge")),
    (
        "cycle-inherits",
        f"{CHAPTER}:22",
        "cycle-inherits",
        ("duties[1].inherits[0]", "treaty:10 → treaty:9 → treaty:10"),
    ),
    # readings
    (
        "accepts-and-rejects",
        f"{READINGS}:6",
        "point-twice",
        ("rejects[0]", "both accepts and rejects 'crimes-act:252(1)#fault'"),
    ),
    ("point-twice", f"{READINGS}:8", "point-twice", ("rejects[1]", "rejects 'crimes-act:252(1)#252(2)' twice")),
    (
        "unknown-instrument-named",
        f"{READINGS}:10",
        "unknown-instrument",
        ("grounds[0].names[1]", "unknown instrument 'treety'", "did you mean 'treaty'?"),
    ),
    # questions
    (
        "duplicate-question",
        f"{QUESTIONS}:13",
        "duplicate-id",
        ("questions[1]", "the question 'first' is already defined", "broken.yaml:3"),
    ),
    (
        "point-in-two-questions",
        f"{QUESTIONS}:18",
        "point-twice",
        (
            "questions[1].points[1]",
            "the point 'crimes-act:252(1)#fault' is already in the question 'first'",
            "broken.yaml:6",
            "every point in one question at most",
        ),
    ),
    (
        "unknown-point-asked",
        f"{QUESTIONS}:6",
        "unknown-point",
        ("points[0]", "unknown question point 'crimes-act:252(1)#faults'", "did you mean 'crimes-act:252(1)#fault'?"),
    ),
    # articles of other instruments, and instruments that others answer
    (
        "unknown-article-corresponds",
        f"{CHAPTER}:9",
        "unknown-article",
        ("articles[0].corresponds[1].article", "unknown article 'treaty:3'", "expected one of treaty:2, treaty:9"),
    ),
    (
        "unknown-instrument-answering",
        f"{MANDATE}:8",
        "unknown-instrument",
        ("instrument.answered_by", "did you mean 'treaty'?"),
    ),
    (
        "answered-in-circle",
        f"{MANDATE}:8",
        "answered-in-circle",
        ("'mandate' cannot answer 'mandate'", "that domestic law answers"),
    ),
    (
        "answered-by-a-mandate",
        "obligations/mandate2/instrument.yaml:8",
        "answered-in-circle",
        ("instrument.answered_by", "'mandate' cannot answer 'mandate2': its own duties are not those of a treaty text"),
    ),
    (
        "listed-twice",
        "obligations/treaty/instrument.yaml:11",
        "listed-twice",
        ("instrument.contents[2].article", "the article '2' is listed twice"),
    ),
    (
        "unknown-facet-bracketed",
        f"{CHAPTER}:14",
        "unknown-facet",
        ("brackets[1].facet", "'falt'", "did you mean 'fault'?"),
    ),
    # statements and the registers of policy
    (
        "duplicate-statement",
        f"{STATEMENTS}:4",
        "duplicate-id",
        ("the statement 's' is already defined", "statements.yaml:3"),
    ),
    (
        "unknown-article-stated",
        f"{STATEMENTS}:7",
        "unknown-article",
        ("statements[0].about[1]", "'treaty:2(1)'", "did you mean 'treaty:2'?"),
    ),
    ("unknown-article-served", f"{IDEAS}:6", "unknown-article", ("items[0].serves[1]", "'2'", "expected treaty:2")),
    ("duplicate-idea", f"{IDEAS}:4", "duplicate-id", ("the idea 'i' is already defined", "reform_register.yaml:3")),
    ("empty-history", f"{IDEAS}:6", "empty-history", ("items[0].history", "expected at least one event")),
    ("event-twice", f"{IDEAS}:9", "event-twice", ("history[2].from", "two events of the idea 'i' begin on 2020-01-01")),
    (
        "duplicate-agency",
        f"{AGENCIES}:4",
        "duplicate-id",
        ("the agency 'police' is already defined", "agencies.yaml:3"),
    ),
    (
        "duplicate-capability",
        f"{CAPABILITY}:4",
        "duplicate-id",
        ("the capability 'forensics' is already defined", "capability.yaml:3"),
    ),
    ("unknown-agency", f"{CAPABILITY}:5", "unknown-agency", ("cells[0].agency", "'polise'", "did you mean 'police'?")),
    (
        "unknown-capability",
        f"{CAPABILITY}:6",
        "unknown-capability",
        ("cells[0].capability", "'forensic'", "did you mean 'forensics'?"),
    ),
    (
        "cell-twice",
        f"{CAPABILITY}:7",
        "cell-twice",
        ("cells[2]", "'police' has two levels of 'forensics' on 2020-01-01"),
    ),
    (
        "duplicate-document",
        "obligations/policy/documents.yaml:4",
        "duplicate-id",
        ("the document 'minute' is already defined", "documents.yaml:3"),
    ),
    ("ground-for-nothing", f"{READINGS}:7", "ground-unsettled", ("grounds[0].point", "neither accepts nor rejects")),
]


@pytest.mark.parametrize(("name", "place", "code", "words"), INCONSISTENT, ids=[row[0] for row in INCONSISTENT])
def test_an_inconsistency_is_told_with_its_place(
    name: str, place: str, code: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    (problem,) = problems(name, tmp_path)
    assert str(problem).startswith(f"{place}: ")
    assert marked(name) == {place}
    assert problem.code == code
    for word in words:
        assert word in str(problem)


def test_every_broken_file_is_in_a_table() -> None:
    listed = [row[0] for row in (*MALFORMED, *INCONSISTENT)] + SEVERAL
    assert sorted(listed) == sorted(folder.name for folder in BAD.iterdir() if folder != BASE)


class TestWhatIsFine:
    """Neighbours of the mistakes above that are no mistakes."""

    def with_file(self, tmp_path: Path, file: str, text: str) -> Path:
        shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
        return tmp_path

    def rules(self, *intervals: str) -> str:
        rule = (
            "{{id: '1', kind: offence, text: T, in_force: {}, conditions: [{{facet: conduct, any: [access]}}], "
            "source: []}}"
        )
        listed = "".join(f"      - {rule.format(interval)}\n" for interval in intervals)
        return (
            f"act: {{id: new-act, title: New Act}}\nsections:\n  - section: '1'\n    heading: H\n    rules:\n{listed}"
        )

    def duty(self, rest: str) -> str:
        articles = "instrument: treaty\narticles:\n  - {article: '9', heading: H, chapter: C, duties: ["
        return f"{articles}{{id: '9', text: T, source: [], {rest}}}]}}\n"

    def test_rules_with_one_id_whose_intervals_do_not_overlap(self, tmp_path: Path) -> None:
        text = self.rules(
            "{from: 2010-01-01, to: 2015-01-01}", "{from: 2001-01-01, to: 2010-01-01}", "{from: 2015-01-01}"
        )
        found = load(self.with_file(tmp_path, ACT, text))
        assert [entry.rule.in_force.start.year for entry in found.rules if entry.key == "new-act:1"] == [
            2001,
            2010,
            2015,
        ]

    @pytest.mark.parametrize("force", ["may", "limit", "definition", "statement"])
    def test_a_duty_that_is_not_judged_needs_no_anchor_element(self, force: str, tmp_path: Path) -> None:
        assert load(self.with_file(tmp_path, CHAPTER, self.duty(f"kind: offence, force: {force}")))

    def test_an_anchor_element_may_be_inherited(self, tmp_path: Path) -> None:
        found = load(self.with_file(tmp_path, CHAPTER, self.duty("kind: offence, force: shall, inherits: ['2']")))
        assert {e.facet for e in found.duty("treaty:9").elements} == {"conduct", "fault"}

    def test_a_duty_may_be_inherited_by_its_full_id(self, tmp_path: Path) -> None:
        assert load(self.with_file(tmp_path, CHAPTER, self.duty("kind: offence, force: shall, inherits: ['treaty:2']")))

    def test_a_guarantee_facet_may_be_described_twice(self, tmp_path: Path) -> None:
        period = "{facet: period, at_least: {amount: 1, unit: day}}, {facet: period, at_most: {amount: 9, unit: day}}"
        elements = f"[{{facet: conduct, every: [access]}}, {period}]"
        assert load(self.with_file(tmp_path, CHAPTER, self.duty(f"kind: offence, force: shall, elements: {elements}")))

    def test_a_waiver_may_be_exercised(self, tmp_path: Path) -> None:
        text = (
            "positions: [{instrument: treaty, exercised: [{narrowing: 'treaty:2#interference', date: "
            "2025-01-01, text: T}]}]\n"
        )
        assert load(self.with_file(tmp_path, POSITIONS, text))

    def test_an_uncertain_exercise_is_a_point_for_a_reading(self, tmp_path: Path) -> None:
        exercise = "{narrowing: 'treaty:2#dishonest', date: 2025-01-01, arguably: true, text: T}"
        self.with_file(tmp_path, POSITIONS, f"positions: [{{instrument: treaty, exercised: [{exercise}]}}]\n")
        (tmp_path / READINGS).write_text(
            "readings: [{id: r, title: T, accepts: ['treaty:2#dishonest']}]\n", encoding="utf-8"
        )
        assert load(tmp_path)

    def test_a_reform_may_amend_a_rule_that_it_enacts(self, tmp_path: Path) -> None:
        text = """
reform: {id: enactment, title: T, stage: bill, commences: 2027-01-01}
changes:
  - enact:
      act: crimes-act
      section: "253"
      heading: H
      rule:
        {id: "253", kind: power, text: T, in_force: {from: 2027-01-01}, source: [],
         gives: [{facet: power, concepts: [preserve]}]}
  - amend: {rule: "crimes-act:253", add: [{facet: fault, any: [intention], arguably: [recklessness]}]}
"""
        self.with_file(tmp_path, BILL, text)
        (tmp_path / READINGS).write_text(
            "readings: [{id: r, title: T, rejects: ['crimes-act:253#fault']}]\n", encoding="utf-8"
        )
        assert load(tmp_path)

    def test_a_survey_may_name_the_treaty_that_answers_the_instrument(self, tmp_path: Path) -> None:
        text = (
            "instrument: {id: treaty2, title: T, short_title: T, citation: C, text_status: mandate, "
            "answered_by: treaty}\n"
        )
        (tmp_path / "obligations/treaty2").mkdir(parents=True)
        self.with_file(tmp_path, TREATY2, text)
        duty = self.duty("kind: offence, force: may, survey: {date: 2026-01-01, acts: [treaty]}")
        (tmp_path / "obligations/treaty2/items.yaml").write_text(
            duty.replace("instrument: treaty", "instrument: treaty2")
        )
        assert load(tmp_path).duty("treaty2:9").duty.survey

    def test_any_other_treaty_is_no_act(self, tmp_path: Path) -> None:
        duty = self.duty("kind: offence, force: may, survey: {date: 2026-01-01, acts: [treaty]}")
        with pytest.raises(DataError, match="unknown Act 'treaty'"):
            load(self.with_file(tmp_path, CHAPTER, duty))

    def test_an_article_may_correspond_to_a_duty(self, tmp_path: Path) -> None:
        linked = "{article: '9', heading: H, chapter: C, corresponds: [{article: 'treaty:2', difference: D}]}"
        text = f"instrument: treaty\narticles: [{linked}]\n"
        assert load(self.with_file(tmp_path, CHAPTER, text)).correspondences["treaty:2"] == (("treaty:9", "D"),)

    def test_an_agency_that_could_not_be_read_is_not_called_unknown(self, tmp_path: Path) -> None:
        source = "source: [{ref: R, pinpoint: p 1, checked: verified}]"
        (tmp_path / "obligations/policy").mkdir(parents=True)
        self.with_file(tmp_path, AGENCIES, "agencies: the police\n")
        cell = f"{{agency: police, capability: x, level: two, as_at: 2020-01-01, {source}}}"
        (tmp_path / CAPABILITY).write_text(f"capabilities: [{{id: x, title: X, kind: training}}]\ncells: [{cell}]\n")
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [(p.file, p.code) for p in caught.value.problems] == [(AGENCIES, "wrong-type")]

    def test_a_capability_that_could_not_be_read_is_not_called_unknown(self, tmp_path: Path) -> None:
        source = "source: [{ref: R, pinpoint: p 1, checked: verified}]"
        (tmp_path / "obligations/policy").mkdir(parents=True)
        self.with_file(tmp_path, AGENCIES, "agencies: [{id: police, name: Police, roles: []}]\n")
        cell = f"{{agency: police, capability: x, level: two, as_at: 2020-01-01, {source}}}"
        (tmp_path / CAPABILITY).write_text(f"capabilities: several\ncells: [{cell}]\n")
        with pytest.raises(DataError) as caught:
            load(tmp_path)
        assert [(p.file, p.code) for p in caught.value.problems] == [(CAPABILITY, "wrong-type")]

    def test_policy_is_checked_in_contents_made_by_hand(self) -> None:
        source = {"ref": "R", "pinpoint": "p 1", "checked": "verified"}
        made = PolicyDocument(id="d", ref="R 1", title="T", kind="minute", source=[source])
        (problem,) = check(replace(load(BASE).contents, policy=(DocumentsFile(documents=[made, made]),)))
        assert (problem.file, problem.code, problem.key) == ("policy", "duplicate-id", "documents[1]")


class TestCheckingByHand:
    """``check`` for contents without files, ``build_index`` as the ground for lints."""

    def test_sound_contents_have_no_problem(self) -> None:
        assert check(load(BASE).contents) == ()

    def test_a_problem_names_the_sort_of_content(self) -> None:
        lost = Contents(vocabulary=(VocabularyFile(concepts=({"id": "access", "facet": "conduct", "label": "L"},)),))
        (problem,) = check(lost)
        assert (problem.file, problem.line, problem.key) == ("vocabulary", 0, "concepts[0].facet")
        assert (
            str(problem) == "vocabulary: concepts[0].facet: unknown facet 'conduct'; expected one that is defined in "
            "obligations/vocabulary/; there is none yet"
        )

    @pytest.mark.parametrize(("wanted", "nearest"), [("intens", "intention"), ("Acces", "access"), ("zzz", None)])
    def test_a_concept_of_another_facet_is_only_suggested_if_none_of_the_facet_is_near(
        self, wanted: str, nearest: str | None
    ) -> None:
        words = load(BASE).contents.vocabulary
        near = {"id": "intens-o", "facet": "conduct", "label": "L"}
        new = {"id": "new", "facet": "fault", "label": "L", "broader": [wanted]}
        (problem,) = check(Contents(vocabulary=(*words, VocabularyFile(concepts=(near, new)))))
        assert (problem.code, problem.suggestion) == ("unknown-concept", nearest)

    def test_known_ids_are_listed_in_their_order(self) -> None:
        assert listed(["10", "9", "16(2)", "16(10)"]) == "one of 9, 10, 16(2), 16(10)"

    def test_ids_of_files_that_failed_are_not_called_unknown(self) -> None:
        words = VocabularyFile(concepts=({"id": "access", "facet": "conduct", "label": "L"},))
        files = [ParsedFile("words.yaml", words)]
        assert [p.code for p in check_files(files)] == ["unknown-facet"]
        assert check_files(files, failed={VocabularyFile}) == ()
        assert [p.code for p in check_files(files, failed={StatuteFile, ArticlesFile})] == ["unknown-facet"]

    def test_the_index_knows_where_everything_is(self) -> None:
        index = build_index([ParsedFile("words.yaml", file) for file in load(BASE).contents.vocabulary])
        location, concept = index.concepts["intention"][0]
        assert isinstance(location, Location)
        assert (location.path, concept.facet) == (("concepts", 3), "fault")

    @pytest.mark.parametrize(
        ("links", "found"),
        [
            ({}, []),
            ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
            ({"a": ["a"]}, [("a", "a")]),
            ({"a": ["b"], "b": ["c"], "c": ["b"]}, [("b", "c", "b")]),
            ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [("a", "b", "a"), ("c", "d", "c")]),
            ({"a": ["elsewhere"]}, []),
        ],
    )
    def test_cycles(self, links: dict[str, list[str]], found: list[tuple[str, ...]]) -> None:
        assert list(cycles(links)) == found

    def test_a_long_chain_is_no_cycle(self) -> None:
        assert list(cycles({str(n): [str(n + 1)] for n in range(5000)})) == []
