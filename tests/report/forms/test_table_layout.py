"""The layout of a table: what is wrong in it is told at once, and what a field holds is never read as a field."""

import pytest

from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import DataError
from gapcheck.report.forms.table_layout import TableLayout, filled, read_layout

GOOD = """title: T
about: A
over: duties
columns:
  - {head: Place, width: 10, value: "{label}"}
"""


def read(text: str, *, word: bool = False) -> TableLayout:
    return read_layout(parse(text.encode(), "form.yaml"), "form.yaml", word=word)


def test_a_good_one_is_read() -> None:
    assert [c.value for c in read(GOOD).columns] == ["{label}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("{label}", "{labell}"), "duties have no field 'labell' that is a text.*did you mean 'label'"),
        (GOOD.replace("over: duties", "over: dutys"), "'dutys' is no list of rows.*did you mean 'duties'"),
        (GOOD.replace("width: 10", "width: 900"), "900 is no breadth of a column"),
        (GOOD.replace("{label}", "{provisions}"), "no field 'provisions' that is a text"),
        (GOOD.replace("over: duties", "over: measures\nunder: chapter"), "rows of measures stand under no chapter"),
        (GOOD + "colour: red\n", "colour"),
        ("title: T\nabout: A\nover: duties\n", "no column"),
    ],
)
def test_each_mistake_is_told(text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read(text)


def test_beside_a_word_template_it_only_names_the_form() -> None:
    assert read("title: T\nabout: A\n", word=True).title == "T"
    with pytest.raises(DataError, match="a table beside a Word template"):
        read(GOOD, word=True)


def test_what_a_field_holds_is_data() -> None:
    assert filled("{a}\n{b}\n", {"a": "{b} =1+1 {{ x }}", "b": ""}) == "{b} =1+1 {{ x }}"
