"""Citations with their lines: in a text, and in the values of a YAML file."""

from __future__ import annotations

from datetime import date

import pytest
from support.cited import CITATIONS

from gapcheck.citing.files import CitedLine, Given, cited_in_text, cited_in_yaml
from gapcheck.errors import DataError


def lines(yaml: str, **given: str) -> list[tuple[int, str]]:
    """The line and what is cited there."""
    return [(c.line, c.citation.cited) for c in cited_in_yaml(CITATIONS, yaml.encode(), "a.yaml", Given(**given))]


def test_the_line_where_a_citation_begins() -> None:
    text = "See\ns 249 of the\nCrimes Act 1961, and the\nBail Act 2000.\n"
    found = cited_in_text(CITATIONS, text, [0, 4, 17, 42])
    assert [(c.line, c.citation.cited) for c in found] == [(2, "Crimes Act 1961, s 249"), (4, "Bail Act 2000")]


def test_what_is_given_of_a_text() -> None:
    given = Given(act="crimes", instrument="budapest", as_at=date(1990, 1, 1))
    found = cited_in_text(CITATIONS, "Section 252. Article 16.", [0], given)
    assert [(c.citation.cited, c.citation.status) for c in found] == [
        ("Crimes Act 1961, s 252", "not-in-force"),
        ("Budapest Convention, art 16", "resolved"),
    ]


def test_as_plain_values() -> None:
    (found,) = cited_in_text(CITATIONS, "Crimes Act 1961, s 252", [0])
    plain = found.to_dict()
    assert (plain["line"], plain["cited"], plain["rules"]) == (1, "Crimes Act 1961, s 252", ("crimes:252(1)",))
    assert isinstance(found, CitedLine)


class TestYaml:
    def test_every_value_in_the_order_of_lines(self) -> None:
        yaml = "a: s 249 of the Crimes Act 1961\nb:\n  - c: Bail Act 2000\n  - Evidence Act 2006, s 10\nd: 5\ne: true\n"
        assert lines(yaml) == [(1, "Crimes Act 1961, s 249"), (3, "Bail Act 2000"), (4, "Evidence Act 2006, s 10")]

    def test_a_value_says_nothing_of_the_next(self) -> None:
        assert lines("a: The Crimes Act 1961 (the Act)\nb: s 252 of the Act\n") == [(1, "Crimes Act 1961"), (2, "")]

    def test_a_value_of_several_lines(self) -> None:
        assert lines("a: |\n  Nothing.\n  Crimes Act 1961, s 252\nb: x\n")[0][1] == "Crimes Act 1961, s 252"
        assert lines("a: |\n  Nothing.\n  Crimes Act 1961, s 252\nb: x\n")[0][0] in (2, 3)

    def test_what_is_given(self) -> None:
        assert lines("a: See s 252\n", act="crimes") == [(1, "Crimes Act 1961, s 252")]

    @pytest.mark.parametrize("pinpoint", ["s 252", "252", '"s 252"'])
    def test_the_pinpoint_of_a_source_belongs_to_its_act(self, pinpoint: str) -> None:
        yaml = f"source:\n- ref: Crimes Act 1961\n  pinpoint: {pinpoint}\n  note: Bail Act 2000\n"
        first = "Crimes Act 1961" if pinpoint == "252" else "Crimes Act 1961, s 252"
        assert lines(yaml) == [(2, first), (4, "Bail Act 2000")]

    def test_also_where_it_stands_before_its_act(self) -> None:
        yaml = "note: Bail Act 2000\npinpoint: s 252\nurl: Evidence Act 2006\nref: Crimes Act 1961\n"
        assert lines(yaml) == [(1, "Bail Act 2000"), (3, "Evidence Act 2006"), (4, "Crimes Act 1961, s 252")]

    def test_a_pinpoint_alone_is_a_value_like_another(self) -> None:
        assert lines("a:\n  pinpoint: Crimes Act 1961, s 252\n") == [(2, "Crimes Act 1961, s 252")]
        assert lines("a:\n  ref: Crimes Act 1961, s 252\n") == [(2, "Crimes Act 1961, s 252")]
        assert lines("a:\n  ref: [Crimes Act 1961]\n  pinpoint: Bail Act 2000, s 5\n") == [
            (2, "Crimes Act 1961"),
            (3, "Bail Act 2000, s 5"),
        ]
        assert lines("a:\n  ref: Crimes Act 1961\n  pinpoint: true\n") == [(2, "Crimes Act 1961")]
        assert lines("a:\n  ref: Crimes Act 1961\n  pinpoint: [Bail Act 2000]\n") == [
            (2, "Crimes Act 1961"),
            (3, "Bail Act 2000"),
        ]

    def test_yaml_that_cannot_be_read(self) -> None:
        with pytest.raises(DataError):
            cited_in_yaml(CITATIONS, b"a: [", "a.yaml")
