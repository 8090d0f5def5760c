"""Reading a context: every problem with its line, the grounds that it may use, and the contexts that come with
gapcheck.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import Path

import pytest

import gapcheck
from gapcheck import Gapcheck
from gapcheck.errors import DataError, Problem, UsageError
from gapcheck.faces import Assessment
from gapcheck.model.base import Marked
from gapcheck.model.context import Context, blank
from gapcheck.model.prose import Prose, ProseParagraph
from gapcheck.model.withholding import WithholdingGround
from gapcheck.report.context_file import check_context, context_for, context_path, read_context, shipped_grounds

BAD = Path(__file__).parents[1] / "bad_context"
DAYS = ("2003-01-01", "2023-12-20", "2025-12-01", "2026-11-21")
SHIPPED = ("budapest", "uncc")

# File of tests/bad_context, and words that its only problem must hold. The comment "# <--" marks its line.
BROKEN: list[tuple[str, tuple[str, ...]]] = [
    (
        "other-instrument",
        ("context.instrument", "the context is of 'budapest'", "expected 'model', which the report is on"),
    ),
    ("unknown-article", ("consultation[0].articles[1]", "unknown article '22'", "did you mean '2'")),
    ("unknown-duty", ("reviews[0].about", "unknown article or duty 'model:3(3)'", "did you mean 'model:3(")),
    (
        "unknown-act",
        ("owners[0].about", "unknown Act, article or duty 'computer-act-1991'", "did you mean 'computer-act-1990'"),
    ),
    (
        "opposing-view-on-nothing",
        (
            "opposing_views.views[0].about[0]",
            "unknown article, duty or question 'model:3(3)'",
            "did you mean 'model:3(",
        ),
    ),
    (
        "opposing-view-backward",
        ("opposing_views.views[0]", "backward interval from 2019-01-02 to 2019-01-01", "expected 'to' after 'from'"),
    ),
    ("unknown-question", ("confirmations[0].question", "unknown question 'contact-pont'")),
    ("unknown-topic", ("prose", "'reason'", "did you mean 'reasons'")),
    (
        "backward-interval",
        ("prose.reasons[0]", "backward interval from 2019-01-02 to 2019-01-01", "expected 'to' after 'from'"),
    ),
    ("empty-paragraph", ("prose.reasons[0]", "a paragraph without parts", "expected 'text' or 'parts'")),
    (
        "cleared-by-nobody",
        ("context.clearance", "the status 'agency-cleared' without 'by' and 'date'", "expected who cleared it"),
    ),
    ("unknown-clearance", ("context.clearance.status", "unknown value (not shown)", "agency-cleared")),
    (
        "ground-not-in-key",
        ("prose.reasons[1].parts[1]", "the ground 's 6(b)(i)' is not in the key", "did you mean 's 6(b)'"),
    ),
    ("ground-not-in-the-act", ("context.author", "the ground 's 6(b)' is not in the key", "did you mean 's 6(")),
    ("ground-in-a-note", ("consultation[0].source[0].note", "the ground 's 9(2)(z)' is not in the key")),
    ("release-without-date", ("release", "'date'")),
    ("damaged-key", ("key[0].id", "9(2)(j)")),
    ("bad-ground", ("prose.costs[0]", "withheld", "9(2)(j)")),
    ("ground-in-comment", ("a ground for withholding stands in a comment", "expected 'withheld' as a key")),
    ("ground-in-brackets", ("prose.costs[0]", "a ground for withholding stands inside an open text")),
    ("ground-in-text", ("context.author", "a ground for withholding stands inside an open text")),
]


def assessed(small: Gapcheck) -> Assessment:
    return small.assess("model", "2019-06-01")


def problems(name: str, assessment: Assessment) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        read_context(BAD / f"{name}.yaml", assessment)
    return caught.value.problems


def marked(name: str) -> list[int]:
    lines = (BAD / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if "# <--" in line]


class TestProblems:
    @pytest.mark.parametrize(("name", "words"), BROKEN, ids=[row[0] for row in BROKEN])
    def test_each_is_told_with_its_line(self, name: str, words: tuple[str, ...], small: Gapcheck) -> None:
        (problem,) = problems(name, assessed(small))
        assert [problem.line] == marked(name)
        assert problem.file == f"{name}.yaml"
        for word in words:
            assert word in str(problem)

    def test_every_broken_file_is_tried(self) -> None:
        assert {path.stem for path in BAD.glob("*.yaml")} == {name for name, _ in BROKEN} | {"several"}

    def test_those_of_the_form_and_of_what_it_says_are_told_at_once(self, small: Gapcheck) -> None:
        assert [p.line for p in problems("several", assessed(small))] == marked("several")

    def test_a_file_that_is_not_there(self, small: Gapcheck, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot read"):
            read_context(tmp_path / "nowhere.yaml", assessed(small))


class TestTheKey:
    def context(self, ground: str, key: list[dict[str, str]] | None = None) -> Context:
        data = {"context": {"instrument": "model", "author": {"text": "A", "withheld": ground}}, "key": key}
        return Context.model_validate(data)

    def test_a_key_of_its_own_replaces_that_of_the_act(self, small: Gapcheck) -> None:
        own = [{"id": "s 6(a)", "reason": "to protect relations"}]
        assert list(check_context(self.context("s 6(a)", own), assessed(small))) == []
        assert [p.code for p in check_context(self.context("s 9(2)(j)", own), assessed(small))] == ["ground-not-in-key"]
        assert list(check_context(self.context("s 9(2)(j)"), assessed(small))) == []

    def test_an_empty_key_allows_nothing(self, small: Gapcheck) -> None:
        assert [p.code for p in check_context(self.context("s 6(a)", []), assessed(small))] == ["ground-not-in-key"]

    def test_other_grounds_may_be_given(self, small: Gapcheck) -> None:
        given = [WithholdingGround(id="s 6(d)", reason="to protect safety")]
        assert [p.code for p in check_context(self.context("s 6(a)"), assessed(small), given)] == ["ground-not-in-key"]

    def test_each_ground_of_the_act_may_be_used(self, small: Gapcheck) -> None:
        for ground in shipped_grounds():
            assert list(check_context(self.context(ground.id), assessed(small))) == []


class TestWhichContext:
    def test_the_one_that_comes_with_gapcheck(self) -> None:
        found = context_path("budapest")
        assert found is not None
        assert found.as_posix().endswith("reports/context/budapest.yaml")

    def test_none_for_an_instrument_that_has_none(self, small: Gapcheck) -> None:
        assert context_path("model") is None
        assert context_for(assessed(small)) == blank("model")

    def test_one_beside_the_data_comes_first(self, tmp_path: Path) -> None:
        own = tmp_path / "reports" / "context" / "budapest.yaml"
        own.parent.mkdir(parents=True)
        own.write_text("context: {instrument: budapest}\n", encoding="utf-8")
        assert context_path("budapest", tmp_path) == own

    def test_a_path_of_its_own(self, small: Gapcheck, tmp_path: Path) -> None:
        path = tmp_path / "mine.yaml"
        path.write_text("context: {instrument: model}\nprose: {costs: [None.]}\n", encoding="utf-8")
        assert str(context_for(assessed(small), path).prose.costs[0]) == "None."


@pytest.fixture(scope="module")
def bundled() -> Gapcheck:
    return gapcheck.load()


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request: pytest.FixtureRequest, bundled: Gapcheck) -> Context:
    """A context that comes with gapcheck."""
    path = context_path(request.param)
    assert path is not None
    return read_context(path, bundled.assess(request.param, DAYS[-1]))


def told(context: Context, day: str) -> list[tuple[str, ProseParagraph]]:
    """The prose as at a day, with its topics."""
    at = date.fromisoformat(day)
    return [(topic, p) for topic in Prose.model_fields for p in context.prose.on(topic, at)]


class TestShippedContexts:
    @pytest.mark.parametrize("day", DAYS)
    @pytest.mark.parametrize("instrument", SHIPPED)
    def test_they_are_sound_on_every_day(self, instrument: str, day: str, bundled: Gapcheck) -> None:
        found = context_for(bundled.assess(instrument, day))
        assert found.context.instrument == instrument
        assert found.prose != Prose()

    def test_every_paragraph_and_round_has_a_source(self, shipped: Context) -> None:
        paragraphs = [p for topic in Prose.model_fields for p in getattr(shipped.prose, topic)]
        assert len(paragraphs) > 30
        assert [str(p) for p in paragraphs if not p.source] == []
        assert all(r.source for r in shipped.consultation)

    def test_every_paragraph_says_from_when_it_was_known(self, shipped: Context) -> None:
        assert [str(p) for t in Prose.model_fields for p in getattr(shipped.prose, t) if p.start is None] == []

    def test_a_source_that_was_not_read_is_not_relied_on(self, shipped: Context) -> None:
        paragraphs = [p for topic in Prose.model_fields for p in getattr(shipped.prose, topic)]
        assert [str(p) for p in paragraphs if all(s.checked == "unverified" for s in p.source)] == []

    @pytest.mark.parametrize("day", DAYS)
    def test_nothing_is_told_before_it_happened(self, shipped: Context, day: str) -> None:
        # What was announced for a later day is told with that day: the round of 2024, and the end of the period for
        # signature.
        announced = ("set for 29 January to 9 February 2024", "until 31 December 2026")
        texts = [str(p) for _, p in told(shipped, day)] + [
            f"{r.title} {r.outcome}" for r in shipped.rounds(date.fromisoformat(day))
        ]
        for text in texts:
            for phrase in announced:
                text = text.replace(phrase, "")
            assert [year for year in re.findall(r"\b(?:19|20)\d\d\b", text) if int(year) > int(day[:4])] == [], text

    def test_dates_in_a_paragraph_are_not_after_the_day_on_which_it_begins(self, shipped: Context) -> None:
        months = list(calendar.month_name)
        for topic in Prose.model_fields:
            for p in getattr(shipped.prose, topic):
                for day, month, year in re.findall(
                    rf"(?<!until )(?<!and )\b(\d+) ({'|'.join(months[1:])}) (\d{{4}})", str(p)
                ):
                    happened = date(int(year), months.index(month), int(day))
                    planned = re.search(r"\b(?:is (?:set|to)|are to|enters|commences?|asked for)\b", str(p))
                    assert planned or happened <= p.start, str(p)

    @pytest.mark.parametrize(
        "topic", ["economic", "cultural", "environmental", "regulatory_impact", "tiriti_assessment", "tokelau"]
    )
    def test_what_no_source_tells_is_missing(self, shipped: Context, topic: str) -> None:
        assert getattr(shipped.prose, topic) == ()

    def test_advantages_and_disadvantages_of_joining_and_of_not_joining_are_told(self, shipped: Context) -> None:
        topics = {topic for topic, _ in told(shipped, "2023-12-20")}
        assert {"advantages", "disadvantages"} <= topics

    def test_each_view_that_differs_names_who_holds_it_and_its_source(self, shipped: Context) -> None:
        assert shipped.opposing_views.views
        assert all(view.source for view in shipped.opposing_views.views)

    def test_no_agency_is_said_to_have_been_asked(self, shipped: Context) -> None:
        assert shipped.opposing_views.asked == ()

    def test_nothing_withheld_is_known_to_the_project(self, shipped: Context) -> None:
        parts = [
            part for t in Prose.model_fields for p in getattr(shipped.prose, t) for part in p.parts if part.withheld
        ]
        assert parts
        assert all(part.text is None for part in parts)

    def test_macrons_are_right(self, shipped: Context) -> None:
        prose = shipped.prose.model_dump_json(exclude={t: {"__all__": {"source"}} for t in Prose.model_fields})
        assert "Māori" in prose
        assert not re.search(r"\bMaori\b|\bhapu\b", prose)

    def test_nobody_is_named_and_nothing_is_cleared(self, shipped: Context) -> None:
        assert shipped.context.clearance.status == "draft"
        assert shipped.reviews == ()
        assert all(line.name is None and line.date is None for line in shipped.sign_off)

    def test_the_numbers_of_standing_orders_are_settings(self, shipped: Context) -> None:
        orders = shipped.context.standing_orders
        assert (orders.edition, orders.presentation, orders.analysis) == (None, None, None)

    def test_owners_are_the_agencies_of_the_acts(self, shipped: Context, bundled: Gapcheck) -> None:
        acts = bundled.catalogue.acts
        assert shipped.owners
        assert {o.about: o.agency for o in shipped.owners} == {
            o.about: Marked(text=acts[o.about].agency) for o in shipped.owners
        }


class TestWhatTheySay:
    def test_budapest_before_and_after_accession(self, bundled: Gapcheck) -> None:
        found = context_for(bundled.assess("budapest", "2026-11-21"))
        before, after = (" ".join(str(p) for _, p in told(found, day)) for day in ("2023-12-20", "2025-12-01"))
        assert "will seek to join" in before
        assert "acceded" not in before
        assert "2025" not in before
        topics = [{topic for topic, _ in told(found, day)} for day in ("2023-12-20", "2025-12-01")]
        # What would follow from staying out is told only while that is open.
        assert ["not_entering" in of_day for of_day in topics] == [True, False]
        assert "has made changes of law to enable New Zealand to accede" in after

    def test_the_bottom_lines_of_the_mandate_are_withheld(self, bundled: Gapcheck) -> None:
        found = context_for(bundled.assess("uncc", "2023-12-20"))
        grounds = {part.withheld for _, p in told(found, "2023-12-20") for part in p.parts if part.withheld}
        assert grounds == {"s 6(a)", "s 6(b)(i)", "s 9(2)(j)"}
        assert found.context.extended

    def test_new_zealands_signature_is_not_known_after_a_day(self, bundled: Gapcheck) -> None:
        found = context_for(bundled.assess("uncc", "2026-11-21"))
        texts = [str(p) for topic, p in told(found, "2026-11-21") if topic == "timing"]
        assert any("to be confirmed" in text for text in texts)

    def test_the_lead_departments_and_cabinet_sign(self, bundled: Gapcheck) -> None:
        found = context_for(bundled.assess("uncc", "2026-11-21"))
        assert [str(line.role).partition(",")[0] for line in found.sign_off] == [
            "Ministry of Foreign Affairs and Trade",
            "Ministry of Justice",
            "Cabinet",
        ]


@pytest.mark.parametrize("empty", ["withheld:", "withheld: null", "withheld: ~"])
def test_a_ground_that_was_left_empty_is_a_problem_and_not_an_open_text(
    bundled: Gapcheck, tmp_path: Path, empty: str
) -> None:
    """An official who typed the key and not yet the ground means to withhold."""
    path = tmp_path / "budapest.yaml"
    path.write_text(
        f"context: {{instrument: budapest}}\nprose:\n  costs:\n    - text: secret\n      {empty}\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="'withheld' says nothing") as found:
        read_context(path, bundled.assess("budapest", "2025-12-01"))
    assert "secret" not in str(found.value)


def test_what_is_withheld_is_not_quoted_where_a_day_is_expected(bundled: Gapcheck, tmp_path: Path) -> None:
    path = tmp_path / "budapest.yaml"
    path.write_text(
        "context:\n  instrument: budapest\n  prepared: {text: secret, withheld: s 6(a)}\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="is not a date") as found:
        read_context(path, bundled.assess("budapest", "2025-12-01"))
    assert "secret" not in str(found.value)


@pytest.mark.parametrize(
    "prose",
    [
        "{costs: [{text: SECRET, 3 in SECRET, withheld: s 6(a)}]}",
        "{costs: [{parts: SECRET}]}",
        "{costs: SECRET}",
        "{costs: [{parts: [{text: {SECRET: a}, withheld: s 6(a)}]}]}",
        "{costs: [{text: &SECRET a}]}",
        "{costs: [{text: !SECRET a}]}",
        "{costs: [{text: SECRET, from: SECRET's day}]}",
        "{SECRET: [x]}",
        "{costs: [{text: SECRET, text: SECRET}]}",
        "{costs: [{SECRET: 1, SECRET: 2}]}",
        "{costs: [{text: SECRET, withheld: SECRET}]}",
        "{costs: [{text: SECRET, withheld: }]}",
        "{costs: ['SECRET [withheld: s 6(a)]']}",
        "{costs: [{text: SECRET} # withheld: s 6(a)\n  ]}",
        "{costs: [{text: 'SECRET}]}",
        "{costs: [{text: SECRET: a}]}",
        "{costs: [{from: 4242, text: x}]}",
    ],
)
def test_no_message_quotes_what_stands_in_a_context(prose: str, small: Gapcheck, tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(f"context: {{instrument: model}}\nprose: {prose}\n", encoding="utf-8")
    with pytest.raises(DataError) as found:
        read_context(path, assessed(small))
    assert "SECRET" not in str(found.value)
    assert "4242" not in str(found.value)


@pytest.mark.parametrize(
    "line",
    [
        "prose: {costs: ['SECRET (s 6(a))']}",
        "prose: {costs: ['s 9(2)(j): SECRET']}",
        "prose: {costs: ['SECRET [OIA s 9(2)(g)(i)]']}",
        "prose: {costs: [SECRET withheld\uff1a s 6(a)]}",
        "prose: {costs: [SECRET]} # s 6(a)",
        "sign_off: [{role: 'SECRET [s 6(a)]'}]",
        "release: {minister: 'SECRET [withheld]', date: 2019-01-01}",
        "cost_lines: [{who: a, what: 'SECRET [tekiona 9(2)(j)]'}]",
        "consultation: [{from: 2019-01-01, title: 'SECRET, puritia: s 6(a)', who: a}]",
        "key: [{id: s 6(a), reason: 'SECRET [s 6(a)]'}]",
    ],
)
def test_a_ground_that_withholds_nothing_is_refused_wherever_it_stands(
    bundled: Gapcheck, tmp_path: Path, line: str
) -> None:
    path = tmp_path / "budapest.yaml"
    path.write_text(f"context: {{instrument: budapest}}\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match="a ground for withholding stands") as found:
        read_context(path, bundled.assess("budapest", "2025-12-01"))
    assert "SECRET" not in str(found.value)
