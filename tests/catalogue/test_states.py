"""The States of a catalogue: whose law a folder holds, and what of the contents is one State's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.two_states import ACT, RURITANIA

import gapcheck
from gapcheck.catalogue.data_folders import folders_of, state_of
from gapcheck.catalogue.states import default_state, procedure_of
from gapcheck.errors import DataError, UnknownIdError, UsageError
from gapcheck.model.state import DraftingProcedure, DraftingTopic, State

DAY = "2026-06-30"
STATE = "state: {id: graustark, name: the Principality of Graustark, adjective: Graustarkian, short_name: GRA}\n"
POSITION = """
positions:
  - instrument: wild-birds
    state: graustark
    not_party_on: 2026-01-01
    source: [{ref: Depositary list, pinpoint: whole, checked: verified}]
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The example with a second State beside Ruritania: Graustark, whose one Act licenses the taking of eggs."""
    shutil.copytree(RURITANIA, tmp_path, dirs_exist_ok=True)
    (tmp_path / "graustark_statutes").mkdir()
    (tmp_path / "graustark_statutes/state.yaml").write_text(STATE, encoding="utf-8")
    (tmp_path / "graustark_statutes/eggs_act_1900.yaml").write_text(ACT, encoding="utf-8")
    (tmp_path / "obligations/positions/graustark.yaml").write_text(POSITION, encoding="utf-8")
    return tmp_path


def problems(folder: Path) -> list[tuple[str, str, str]]:
    """The problems of a folder: code, file and message."""
    with pytest.raises(DataError) as caught:
        gapcheck.load(folder)
    return [(p.code, p.file, p.message) for p in caught.value.problems]


class TestState:
    def test_what_it_is_called_follows_its_name(self) -> None:
        state = State(id="r", name="Ruritania")
        assert (state.short, state.whose, state.law, state.at_start) == (
            "Ruritania",
            "Ruritania's",
            "Ruritania law",
            "Ruritania",
        )

    def test_a_name_with_an_article_has_a_capital_at_the_start_alone(self) -> None:
        state = State(id="nl", name="the Netherlands", adjective="Netherlands", possessive="the Netherlands'")
        assert (state.name, state.at_start) == ("the Netherlands", "The Netherlands")
        assert (state.law, state.whose_at_start) == ("Netherlands law", "The Netherlands'")

    def test_without_an_act_on_official_information_words_are_found(self) -> None:
        assert State(id="r", name="R").information_act == "law on official information"
        assert State(id="r", name="R", withholding_act="Open Papers Act 1951").information_act == "Open Papers Act 1951"


class TestFolders:
    def test_the_folder_says_whose_the_statutes_are(self, two: Path) -> None:
        assert folders_of(two) == ("obligations", "graustark_statutes", "ruritania_statutes")
        assert (state_of("ruritania_statutes"), state_of("obligations"), state_of("._statutes")) == (
            "ruritania",
            None,
            None,
        )

    def test_one_that_does_not_say_is_of_the_state_that_comes_with_gapcheck(self, small: gapcheck.Gapcheck) -> None:
        assert small.state == default_state() == gapcheck.load().state
        assert small.catalogue.procedure == procedure_of(default_state()) == gapcheck.load().catalogue.procedure

    def test_another_state_without_a_procedure_has_a_plain_one(self, two: Path) -> None:
        plain = gapcheck.load(two, state="graustark").catalogue.procedure
        assert plain.of("wild-birds").responsible == "agency responsible for the treaty"
        asked = [topic.asked_of for topic in plain.of("wild-birds").topics]
        assert set(asked) == {"the agency responsible for the treaty", "the ministry of foreign affairs"}


class TestSeveral:
    def test_one_of_them_has_to_be_named(self, two: Path) -> None:
        with pytest.raises(UsageError, match=r"several States \(graustark, ruritania\); expected one of them"):
            gapcheck.load(two)
        with pytest.raises(UnknownIdError, match="ruritani"):
            gapcheck.load(two, state="ruritani")

    def test_each_has_its_own_acts_positions_questions_and_reforms(self, two: Path) -> None:
        books = gapcheck.load_states(two)
        assert list(books) == ["graustark", "ruritania"]
        one, other = books.values()
        assert list(one.acts) == ["eggs-act-1900"]
        assert set(other.acts) == {"birds-act-1938", "forest-practice", "markets-act-1921"}
        assert (list(one.catalogue.questions), list(other.catalogue.questions)) == ([], ["outside-the-market"])
        assert (list(one.reforms), list(other.reforms)) == ([], ["science-bill"])
        assert one.catalogue.positions["wild-birds"].consent is None
        assert other.catalogue.positions["wild-birds"].consent is not None

    def test_its_verdicts_are_those_that_it_has_alone(self, two: Path) -> None:
        alone = gapcheck.load(RURITANIA).assess("wild-birds", DAY)
        beside = gapcheck.load(two, state="ruritania").assess("wild-birds", DAY)
        assert beside.to_dict()["articles"] == alone.to_dict()["articles"]

    def test_a_survey_of_the_acts_of_another_says_nothing(self, two: Path) -> None:
        now = gapcheck.load(two, state="graustark").assess("wild-birds", DAY)
        assert [(a.article.article, a.status) for a in now] == [
            ("1", "no_duty"),
            ("2", "not_assessed"),
            ("3", "not_assessed"),
            ("4", "met"),
            ("5", "not_assessed"),
        ]
        assert now.law == "Graustarkian law"
        assert "The Principality of Graustark was no Party to the Wild Birds Convention" in str(now.overview())

    def test_a_catalogue_of_one_state_needs_no_saying(self) -> None:
        assert gapcheck.load(RURITANIA).state.id == gapcheck.load(RURITANIA, state="ruritania").state.id == "ruritania"


class TestProblems:
    def test_a_folder_that_does_not_say_whose_it_is(self, two: Path) -> None:
        (two / "graustark_statutes/state.yaml").unlink()
        assert problems(two) == [
            (
                "no-state",
                "graustark_statutes/state.yaml",
                "the folder 'graustark_statutes' does not say whose statutes it holds",
            )
        ]

    def test_a_state_in_the_folder_of_another(self, two: Path) -> None:
        (two / "graustark_statutes/state.yaml").write_text("state: {id: grau, name: Graustark}\n", encoding="utf-8")
        assert [p[0] for p in problems(two)] == ["state-folder"]

    def test_a_position_that_does_not_say_whose_it_is(self, two: Path) -> None:
        file = two / "obligations/positions/graustark.yaml"
        file.write_text(POSITION.replace("    state: graustark\n", ""), encoding="utf-8")
        assert problems(two) == [
            (
                "missing-state",
                "obligations/positions/graustark.yaml",
                "the key 'state' is missing, and the catalogue has the law of several States",
            )
        ]

    def test_a_position_of_a_state_that_is_not_there(self, two: Path) -> None:
        file = two / "obligations/positions/graustark.yaml"
        file.write_text(POSITION.replace("state: graustark", "state: grautsark"), encoding="utf-8")
        assert [p[0] for p in problems(two)] == ["unknown-state"]

    def test_a_position_twice(self, two: Path) -> None:
        (two / "obligations/positions/again.yaml").write_text(POSITION, encoding="utf-8")
        assert [p[0] for p in problems(two)] == ["duplicate-id"]

    def test_an_amending_act_on_an_unknown_instrument(self, two: Path) -> None:
        real = "  hindcast: {instrument: wild-brids, act: A, before: 2000-01-01, after: 2001-01-01}\n"
        text = "state:\n  id: graustark\n  name: Graustark\n" + real
        (two / "graustark_statutes/state.yaml").write_text(text, encoding="utf-8")
        assert [p[0] for p in problems(two)] == ["unknown-instrument"]

    def test_a_topic_that_no_context_has_and_one_twice(self, two: Path) -> None:
        file = two / "ruritania_statutes/annex.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("id: withdrawal", "id: costs"), encoding="utf-8")
        assert [p[0] for p in problems(two)] == ["topic-twice"]
        file.write_text(text.replace("id: withdrawal", "id: leaving"), encoding="utf-8")
        assert "'leaving' is no topic of a context" in problems(two)[0][2]


def topic(asked_of: str, id: str = "costs") -> DraftingTopic:
    return DraftingTopic(id=id, section="costs", needs="an estimate", asked_of=asked_of)


def test_what_is_special_to_a_treaty_goes_before_what_holds_of_all() -> None:
    procedure = DraftingProcedure.model_validate(
        {
            "analysis": "Paper",
            "responsible": "Ministry of Forests",
            "treaties": "Chancellery",
            "decides": "the Council",
            "consent": "The Council",
            "topics": [topic("the {responsible}"), topic("the {responsible} and others", "withdrawal")],
            "special": [
                {"instruments": ["a"], "responsible": "Treasury", "topics": [topic("the {responsible} alone")]}
            ],
        }
    )
    asked = {key: [t.asked_of for t in procedure.of(key).topics] for key in ("a", "b")}
    assert asked == {
        "a": ["the Treasury alone", "the Treasury and others"],
        "b": ["the Ministry of Forests", "the Ministry of Forests and others"],
    }
