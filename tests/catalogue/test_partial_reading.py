"""What is left of a file that is not well-formed is checked in the same go, and the loss itself is told once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.overlays import BAD

from gapcheck.catalogue.loading import load
from gapcheck.catalogue.partial_reading import salvage
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import DataError, Problem
from gapcheck.model.law import StatuteFile

ACT, CHAPTER, WORDS = "nz_statutes/new.yaml", "obligations/treaty/new.yaml", "obligations/vocabulary/new.yaml"
BILL, POSITIONS, READINGS = (
    "nz_statutes/reforms/new.yaml",
    "obligations/positions/new_zealand.yaml",
    "obligations/readings.yaml",
)
OLD_ACT, VOCABULARY = "nz_statutes/crimes_act.yaml", "obligations/vocabulary/all.yaml"
TREATY = "obligations/treaty/articles.yaml"


def told(folder: Path) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        load(folder)
    return list(caught.value.problems)


def short(problems: list[Problem]) -> list[tuple[str, int, str]]:
    return [(p.file, p.line, p.code) for p in problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BAD / "base", tmp_path, dirs_exist_ok=True)
    return tmp_path


def write(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    write(folder, file, text.replace(old, new))


RULE = """\
      - id: "{id}"
        kind: offence
        text: T
        in_force: {{from: 2001-01-01}}
        source: []
{rest}
"""


def act(*rules: str) -> str:
    head = "act: {id: new-act, title: New Act 2000}\nsections:\n  - section: '1'\n    heading: H\n    rules:\n"
    return head + "".join(RULE.format(id=n, rest=rest) for n, rest in enumerate(rules, start=1))


def duty(rest: str) -> str:
    articles = "instrument: treaty\narticles:\n  - {article: '9', heading: H, chapter: C, duties: ["
    return f"{articles}{{id: '9', kind: offence, text: T, source: [], {rest}}}]}}\n"


class TestAllInOneGo:
    def test_independent_problems_of_one_file(self, folder: Path) -> None:
        write(
            folder,
            ACT,
            act(
                "        gives: [{facet: period, amount: 2, unit: yeer}]\n        conditions:\n"
                "          - {facet: conduct, any: [acess]}",
                "        colour: red",
                "        conditions:\n          - {facet: fault, any: [intent]}",
            ),
        )
        found = told(folder)
        assert short(found) == [
            (ACT, 11, "unknown-value"),
            (ACT, 13, "unknown-concept"),
            (ACT, 19, "unknown-key"),
            (ACT, 26, "unknown-concept"),
        ]
        assert found[-1].key == "sections[0].rules[2].conditions[0].any[0]"

    def test_places_count_the_items_that_were_left_out(self, folder: Path) -> None:
        unreadable = '        conditions: [{facet: fault, any: ["in tent"]}, 7, {facet: fault, any: [intent]}]'
        text = act(unreadable, "        note: N").replace('id: "1"', "id: [1]", 1)
        write(folder, ACT, text + RULE.format(id=3, rest="        conditions: [7, {facet: fault, any: [intent]}]"))
        assert [(p.line, p.key) for p in told(folder)] == [
            (6, "sections[0].rules[0].id"),
            (11, "sections[0].rules[0].conditions[0].any[0]"),
            (11, "sections[0].rules[0].conditions[1]"),
            (23, "sections[0].rules[2].conditions[0]"),
            (23, "sections[0].rules[2].conditions[1].any[0]"),
        ]

    def test_a_position_and_a_reading(self, folder: Path) -> None:
        edit(folder, POSITIONS, "limit_to: [intention]", "arguabl: true")
        edit(folder, READINGS, 'rejects: ["crimes-act:252(1)#252(2)"]', 'rejects: ["crimes-act:252(1)#conduct"]')
        assert short(told(folder)) == [(POSITIONS, 6, "unknown-key"), (READINGS, 5, "unknown-point")]

    def test_a_mistake_that_pydantic_only_sees_after_another_is_mended(self, folder: Path) -> None:
        write(folder, ACT, act("").replace("{from: 2001-01-01}", "{from: 2001-01-01, to: 2000-01-01, by: [x]}"))
        assert [p.code for p in told(folder)] == ["bad-interval", "wrong-type"]

    def test_a_file_that_cannot_be_used_at_all(self, folder: Path) -> None:
        write(
            folder,
            ACT,
            act("        conditions: [{facet: fault, any: [intent]}]").replace("id: new-act", "idd: new-act"),
        )
        edit(
            folder,
            READINGS,
            'rejects: ["crimes-act:252(1)#252(2)"]',
            'rejects: ["new-act:1#fault", "crimes-act:252(1)#x"]',
        )
        assert short(told(folder)) == [(ACT, 1, "missing-key"), (ACT, 1, "unknown-key"), (READINGS, 5, "unknown-point")]


class TestOneMistakeIsToldOnce:
    @pytest.mark.parametrize(
        ("file", "old", "new", "code"),
        [
            (POSITIONS, "exercised:", "exercized:", "unknown-key"),
            (OLD_ACT, "arguably: [recklessness]", "arguabl: [recklessness]", "unknown-key"),
            (OLD_ACT, "effect: arguable", "effect: arguabel", "unknown-value"),
            (OLD_ACT, "exceptions:", "exception:", "unknown-key"),
            (OLD_ACT, "unit: year", "unit: yeer", "unknown-value"),
            (OLD_ACT, "2003-10-01", "soon", "bad-date"),
            (TREATY, "allows:", "alows:", "unknown-key"),
            (TREATY, "how: declaration", "how: declare", "unknown-value"),
            (TREATY, "elements:", "element:", "unknown-key"),
            (
                TREATY,
                "{facet: conduct, every: [access]}",
                "{facet: conduct, evry: [access]}",
                "unknown-key",
            ),
            (
                TREATY,
                "{facet: conduct, every: [access]}",
                "{facet: condct, every: [access]}",
                "unknown-facet",
            ),
            (VOCABULARY, "role: guarantee, label: Power", "role: garantee, label: Power", "unknown-value"),
            (VOCABULARY, "unrelated: disjoint", "unrelated: disjont", "unknown-value"),
            (VOCABULARY, "label: accessing", "label: [accessing]", "wrong-type"),
            ("obligations/treaty/instrument.yaml", "text_status: adopted", "text_status: adoptd", "unknown-value"),
            (VOCABULARY, "id: access, facet: conduct", "id: access, facet: conducts", "unknown-facet"),
            (OLD_ACT, "rules:", "rules: []\n    rulez:", "unknown-key"),
            (OLD_ACT, "  - section:", "  -\n  - section:", "wrong-type"),
            (READINGS, '252(1)#fault"]', '252(1)#falt"]', "unknown-point"),
            (READINGS, 'accepts: ["crimes-act:252(1)#fault"]', 'accepts: ["crimes-act:252(1) #fault"]', "wrong-type"),
        ],
    )
    def test_nothing_is_said_that_comes_from_it(self, folder: Path, file: str, old: str, new: str, code: str) -> None:
        edit(folder, file, old, new)
        edit(folder, POSITIONS, "text: As declared.", "arguably: true, text: As declared.")
        edit(folder, READINGS, "rejects: [", 'rejects: ["treaty:2#dishonest", ')
        assert [(p.file, p.code) for p in told(folder)] == [(file, code)]

    @pytest.mark.parametrize("broken", ["id: access, facett: conduct", "id: access, facet: [conduct]"])
    def test_an_item_that_is_left_out_still_defines_its_id(self, folder: Path, broken: str) -> None:
        edit(folder, VOCABULARY, "id: access, facet: conduct", broken)
        edit(folder, TREATY, "every: [intention]", "every: [intent]")
        assert {p.code for p in told(folder) if "vocabulary" not in p.file} == {"unknown-concept"}
        assert {p.file for p in told(folder)} == {VOCABULARY, TREATY}

    @pytest.mark.parametrize(("file", "name"), [(OLD_ACT, "sections"), (VOCABULARY, "concepts"), (TREATY, "articles")])
    def test_a_list_of_definitions_that_says_nothing_may_define_anything(
        self, folder: Path, file: str, name: str
    ) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        write(folder, file, text[: text.index(f"{name}:")] + f"{name}:\n")
        assert [(p.file, p.key, p.code) for p in told(folder)] == [(file, name, "wrong-type")]

    def test_articles_of_another_instrument_are_told_once(self, folder: Path) -> None:
        edit(folder, TREATY, "instrument: treaty", "instrument: treety")
        edit(folder, POSITIONS, "    exercised:\n", "    note: N\n")
        text = (folder / POSITIONS).read_text(encoding="utf-8")
        write(folder, POSITIONS, text[: text.index("      - {")])
        assert [p.code for p in told(folder)] == ["wrong-instrument"]

    def test_an_interval_without_its_end_overlaps_nothing(self, folder: Path) -> None:
        rules = (
            act("", "").replace('id: "2"', 'id: "1"').replace("{from: 2001-01-01}", "{from: 2001-01-01, to: soon}", 1)
        )
        write(folder, ACT, rules.replace("{from: 2001-01-01}", "{from: 2010-01-01}"))
        assert short(told(folder)) == [(ACT, 9, "bad-date")]

    def test_a_rule_that_a_reform_may_enact(self, folder: Path) -> None:
        rule = "{id: '253', kind: offence, text: T, in_force: 1, source: []}"
        enact = f"  - enact: {{act: crimes-act, section: '253', heading: [H], rule: {rule}}}\n"
        amend = "  - amend: {rule: 'crimes-act:253', add: [{facet: fault, any: [intent]}]}\n"
        write(folder, BILL, "reform: {id: b, title: T, stage: bill, commences: 2027-01-01}\nchanges:\n" + enact + amend)
        assert [(p.line, p.code) for p in told(folder)] == [
            (3, "wrong-type"),
            (3, "wrong-type"),
            (4, "unknown-concept"),
        ]


class TestSalvage:
    def test_a_sound_file_loses_nothing(self) -> None:
        document = parse(act("        note: N").encode(), "a.yaml")
        found = salvage(StatuteFile, document)
        assert found.problems == found.document.lost == ()
        assert found.document is document

    def test_what_is_left_is_a_model(self) -> None:
        found = salvage(StatuteFile, parse(act("        nte: N", "        exceptions: [7]").encode(), "a.yaml"))
        assert [p.code for p in found.problems] == ["unknown-key", "wrong-type"]
        assert found.model
        assert [rule.id for rule in found.model.sections[0].rules] == ["1", "2"]

    @pytest.mark.parametrize("text", ["", "7", "[]", "act: 7\nsections: []\n"])
    def test_nothing_may_be_left(self, text: str) -> None:
        found = salvage(StatuteFile, parse(text.encode(), "a.yaml"))
        assert found.model is None
        assert len(found.problems) == 1

    def test_many_mistakes(self) -> None:
        text = act(*["        nte: N\n        exceptions: [{section: 1, text: T, effect: none}]"] * 500)
        found = salvage(StatuteFile, parse(text.encode(), "a.yaml"))
        assert len(found.problems) == 1000
