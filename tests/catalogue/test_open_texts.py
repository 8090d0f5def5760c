"""Open texts of a file that hold a ground: each is told once, at its line, and never quoted."""

from __future__ import annotations

from gapcheck.catalogue.open_texts import grounds_in_open_texts
from gapcheck.catalogue.strict_yaml import YamlDocument, parse


def document(text: str) -> YamlDocument:
    return parse(text.encode(), "f.yaml")


def told(text: str, *, papers: bool = False) -> list[tuple[int, str]]:
    return [(p.line, p.key) for p in grounds_in_open_texts(document(text), papers=papers)]


def test_at_its_line_in_lists_and_mappings() -> None:
    text = "a:\n  - b: SECRET [s 6(a)]\n  - [open, 'SECRET, withheld: s 6(a)']\nc: open\n"
    assert told(text) == [(2, "a[0].b"), (3, "a[1][1]")]
    assert "SECRET" not in "".join(map(str, grounds_in_open_texts(document(text))))


def test_what_has_a_ground_is_no_open_text() -> None:
    assert told("a: {text: 'SECRET [s 6(a)]', withheld: s 6(a)}\n") == []
    assert told("a: {text: 'SECRET [s 6(a)]', withheld: }\n") == [(1, "a.text")]


def test_a_ground_at_an_end_counts_in_papers() -> None:
    text = "a: SECRET (s 6(a))\n"
    assert told(text) == []
    assert told(text, papers=True) == [(1, "a")]


def test_a_text_over_several_lines() -> None:
    assert told("a: |\n  SECRET\n  Withheld : s 6(a)\nb: SECRET\n  withheld\uff1a s 6(a)\n") == [(1, "a"), (4, "b")]
