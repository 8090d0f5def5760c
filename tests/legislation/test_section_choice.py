"""Choosing sections: ranges follow the printed Act."""

import pytest
from support.official import read, section

from gapcheck.errors import UsageError
from gapcheck.legislation import Legislation
from gapcheck.legislation.section_choice import chosen_sections


@pytest.fixture(scope="module")
def crimes() -> Legislation:
    labels = ("98", "98AA", "98A", "98B", "99", "249")
    old = section("98B", "Old", status="repealed")
    return read(*(section(label, f"Heading {label}") for label in labels), old)


@pytest.mark.parametrize(
    ("choice", "labels"),
    [
        ("98-98A", ["98", "98AA", "98A"]),
        ("98AA-98A", ["98AA", "98A"]),
        ("98A\u201398B, 249", ["98A", "98B", "99", "249", "98B"]),
        ("249,98", ["98", "249"]),
        ("98B", ["98B", "98B"]),
    ],
)
def test_a_choice_is_read_in_the_order_of_the_act(choice: str, labels: list[str], crimes: Legislation) -> None:
    assert [p.node.label for p in chosen_sections(crimes, choice)] == labels


def test_every_number_that_is_not_there_is_told_with_the_nearest(crimes: Legislation) -> None:
    with pytest.raises(UsageError) as caught:
        chosen_sections(crimes, "98C,2490,99-98,98--99")
    assert str(caught.value).splitlines() == [
        "act.xml: there is no section '98C'; did you mean '98'?",
        "act.xml: there is no section '2490'; did you mean '249'?",
        "act.xml: the range '99-98' ends before it begins",
        "act.xml: '98--99' is no section or range; expected numbers such as 249-252,254",
    ]
