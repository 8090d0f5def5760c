"""Where titles of enactments begin and end in a text."""

from __future__ import annotations

import pytest

from gapcheck.citing.titles import NounAlone, Title, find_titles


def titles(text: str) -> list[str]:
    return [t.full for t in find_titles(text) if isinstance(t, Title)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Under the Crimes Act 1961 it", "Crimes Act 1961"),
        ("(Crimes Act 1961)", "Crimes Act 1961"),
        ("New Zealand's Crimes Act 1961", "Crimes Act 1961"),
        ("the Search and Surveillance Act", "Search and Surveillance Act"),
        ("the Criminal Proceeds (Recovery) Act 2009", "Criminal Proceeds (Recovery) Act 2009"),
        ("the Companies Amendment Act (No 2) 2010", "Companies Amendment Act (No 2) 2010"),
        ("the Crimes Act 1961 Amendment Bill", "Crimes Act 1961 Amendment Bill"),
        ("the High Court Rules 2016", "High Court Rules 2016"),
        ("Police, Crimes Act 1961", "Crimes Act 1961"),
    ],
)
def test_a_title(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_titles_one_after_the_other() -> None:
    assert titles("the Crimes Act 1961 and the Bail Act 2000 Evidence Act 2006") == [
        "Crimes Act 1961",
        "Bail Act 2000",
        "Evidence Act 2006",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("of the Act", ("Act", "the", "")),
        ("of that Act", ("Act", "that", "")),
        ("of the principal Act", ("principal Act", "the", "principal")),
        ("of the Principal Act", ("Principal Act", "the", "principal")),
        ("of the 1961 Act", ("1961 Act", "the", "1961")),
        ("of this Bill", ("Bill", "this", "")),
    ],
)
def test_a_noun_alone(text: str, said: tuple[str, str, str]) -> None:
    (noun,) = find_titles(text)
    assert isinstance(noun, NounAlone)
    assert (text[noun.start : noun.end], noun.word, noun.qualifier) == said


@pytest.mark.parametrize("text", ["to act 1961", "Actor 1961", "Bill of Rights 1688", "Acts of 1961", "an Act"])
def test_no_title(text: str) -> None:
    assert list(find_titles(text)) == []
