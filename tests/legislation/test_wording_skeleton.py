"""The skeleton of a wording and the penalties that it states."""

from pathlib import Path

from support.official import read, section

from gapcheck.legislation import read_file
from gapcheck.legislation.wording_skeleton import inserted, penalties, skeleton

SMALL = Path(__file__).parent / "xml"


def test_no_line_of_a_skeleton_holds_a_long_text() -> None:
    long = read(section("1", "H", "word " * 100)).sections[0].node
    assert list(skeleton(long)) == [f"(1) {'word ' * 17}..."]


def test_life_and_fines_are_penalties_and_thresholds_are_none() -> None:
    node = read(
        section(
            "1",
            "H",
            "The person is liable to imprisonment for life.",
            "A person is liable to a fine not exceeding $10,000 applies.",
            "An offence punishable by imprisonment for 2 years or more.",
        )
    ).sections[0]
    assert list(penalties(node.node)) == ["(1): imprisonment for life", "(2): a fine of $10,000"]


def test_the_sections_for_another_act_are_named_and_not_told_as_its_own() -> None:
    six = next(p.node for p in read_file(SMALL / "current.xml").sections if p.node.label == "6")
    assert list(skeleton(six)) == ["Insert:", "  [words for another enactment: 99 Snuffing]"]
    assert [n.label for n in inserted(six)] == ["99"]
