"""The scaffold of an Act's file: what it holds, and that it loads."""

import shutil
from pathlib import Path

import pytest
from support.official import act, section
from support.overlays import BAD

from gapcheck import load
from gapcheck.legislation import read_bytes, read_file
from gapcheck.legislation.outline import outline

SMALL = Path(__file__).parent / "xml"


def loaded(text: str, target: Path) -> object:
    shutil.copytree(BAD / "base", target, dirs_exist_ok=True)
    (target / "nz_statutes" / "made.yaml").write_text(text, encoding="utf-8")
    return load(target).catalogue


def test_sections_in_force_are_listed_and_the_others_told() -> None:
    assert outline(read_file(SMALL / "current.xml"), wording=False).splitlines() == [
        "# Sections of the official text as at 8 August 2026. Give each one that matters its rules, and "
        "remove the others.",
        "act:",
        "  id: lanterns-act-2001",
        '  title: "Lanterns Act 2001"',
        "  number: 2001 No 7",
        "  url: https://www.legislation.govt.nz/act/public/2001/7/en/latest/",
        "sections:",
        "  # Part 1: Lanterns",
        "  # Subpart 2: Lighting",
        "  # Offences",
        '  - section: "3"',
        '    heading: "Lighting a lantern by day"',
        "    pco_id: LMS120",
        "    # Section 3(2): amended, on 1 July 2020, by section 4 of the Lanterns Amendment Act 2020 (2020 No 9).",
        "    rules: []",
        '  - section: "4"',
        '    heading: "Leave"',
        "    pco_id: LMS130",
        "    rules: []",
        "  # s 4 (repealed, LMS131): Old leave",
        "  # Part 2: Candles",
        "  # s 5 (repealed, LMS141): Candles",
        "  # Part 3: Other Acts",
        '  - section: "6"',
        '    heading: "Candles Act amended"',
        "    pco_id: LMS151",
        "    rules: []",
    ]


def test_it_loads_as_it_is(tmp_path: Path) -> None:
    catalogue = loaded(outline(read_file(SMALL / "current.xml")), tmp_path)
    statute = next(s for s in catalogue.contents.statutes if s.act.id == "lanterns-act-2001")
    assert [(s.section, s.pco_id) for s in statute.sections] == [("3", "LMS120"), ("4", "LMS130"), ("6", "LMS151")]


@pytest.mark.parametrize(
    "heading",
    [
        '"quoted"',
        "a: b # c",
        "- {x: y}",
        "back\\slash",
        "&anchor *alias",
        "!!python/object",
        "",
        "word " * 9_000,
        "Ngā ture",
    ],
)
def test_any_heading_loads_as_text(heading: str, tmp_path: Path) -> None:
    odd = act(
        section("1", heading, id="a b"), section("1 A", heading), section("", heading), title=heading or "Act 1990"
    )
    statute = next(
        s for s in loaded(outline(read_bytes(odd, "odd.xml")), tmp_path).contents.statutes if s.act.id != "crimes-act"
    )
    assert [s.section for s in statute.sections] == ["1"]
    assert statute.sections[0].heading.startswith(heading.strip()[:9] or "[no heading]")


def test_an_act_without_sections_in_force_loads(tmp_path: Path) -> None:
    loaded(outline(read_bytes(act(), "empty.xml")), tmp_path)


def test_an_extract_says_that_its_title_is_missing() -> None:
    assert "extract without a title" in outline(read_bytes(act(section("1", "H"), title=""), "extract.xml"))


def test_an_odd_number_loads_as_text(tmp_path: Path) -> None:
    odd = read_bytes(act(section("1", "H"), number="- x: ["), "odd.xml")
    assert "1990 No - x: [" in {a.number for a in loaded(outline(odd), tmp_path).acts.values()}


def test_the_wording_has_a_skeleton_its_penalty_and_a_rule_to_fill_in() -> None:
    lines = outline(read_file(SMALL / "current.xml"), "3").splitlines()
    assert lines[lines.index("    #     (a) by day; and") + 1] == "    #       (i) knowing it;"
    assert "    # Maximum penalty stated, (2): imprisonment for 2 years" in lines
    assert lines[lines.index("    rules: []") + 1 :] == [
        "    # rules:",
        '    #   - id: "3(1)"',
        "    #     kind: offence  # as obligations/vocabulary has it",
        "    #     text:  # what it says, in your own words",
        "    #     in_force: {from: 2020-07-01, to: null}  # its last amendment; from when it says this",
        "    #     conditions: []",
        '    #     source: [{ref: "Lanterns Act 2001", pinpoint: "s 3(1)", checked: unverified,'
        " text_as_at: 2026-08-08}]  # verified once you have read it",
    ]


def test_a_rule_that_is_filled_in_loads(tmp_path: Path) -> None:
    text = outline(read_file(SMALL / "current.xml"), "3").replace("    rules: []\n", "")
    head, rule = text.split("    # rules:\n")
    filled = rule.replace("text:  #", "text: Lighting by day.  #").replace("    #   ", "      ")
    catalogue = loaded(f"{head}    rules:\n{filled}", tmp_path)
    assert "lanterns-act-2001:3(1)" in {entry.key for entry in catalogue.rules}


def test_chosen_sections_keep_the_headings_that_they_stand_under() -> None:
    lines = outline(read_file(SMALL / "current.xml"), "6", wording=False).splitlines()
    assert lines[6:] == [
        "sections:",
        "  # Part 3: Other Acts",
        '  - section: "6"',
        '    heading: "Candles Act amended"',
        "    pco_id: LMS151",
        "    rules: []",
    ]


def test_a_provision_of_a_regulation_is_cited_as_one() -> None:
    assert outline(read_file(SMALL / "regulation.xml")).splitlines()[-1] == "  # r 1 (revoked, DLM501): Title"


def test_a_fragment_is_an_extract_without_a_number(tmp_path: Path) -> None:
    made = outline(read_bytes(section("249", "Accessing", "Words").encode(), "249.xml"))
    assert "extract without a title" in made
    assert "number:" not in made
    loaded(made, tmp_path)
