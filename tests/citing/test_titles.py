"""Where titles of enactments begin and end in a text."""

from __future__ import annotations

import pytest

from gapcheck.citing.titles import NounAlone, Title, find_titles


def titles(text: str) -> list[str]:
    return [t.full for t in find_titles(text) if isinstance(t, Title)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Crimes Act 1961", "Crimes Act 1961"),
        ("Under the Crimes Act 1961 it", "Crimes Act 1961"),
        ("In the Crimes Act 1961", "Crimes Act 1961"),
        ("and Crimes Act 1961", "Crimes Act 1961"),
        ("Crimes Act 1961's", "Crimes Act 1961"),
        ("Crimes  Act  1961", "Crimes Act 1961"),
        ("(Crimes Act 1961)", "Crimes Act 1961"),
        ("New Zealand's Crimes Act 1961", "Crimes Act 1961"),
        ("the Search and Surveillance Act", "Search and Surveillance Act"),
        ("the Criminal Proceeds (Recovery) Act 2009", "Criminal Proceeds (Recovery) Act 2009"),
        ("the Companies Amendment Act (No 2) 2010", "Companies Amendment Act (No 2) 2010"),
        ("the Crimes Act 1961 Amendment Bill", "Crimes Act 1961 Amendment Bill"),
        ("the Crimes Act 1961 Amendment Act 2001", "Crimes Act 1961 Amendment Act 2001"),
        ("the Crimes Act 1961 Order 2001", "Crimes Act 1961 Order 2001"),
        ("the Crimes Act 1961 (Commencement) Order 2001", "Crimes Act 1961 (Commencement) Order 2001"),
        ("the Companies Act 2010 (No 2)", "Companies Act 2010 (No 2)"),
        ("the Crimes Bill (No 2)", "Crimes Bill (No 2)"),
        ("the Crimes Regulations (No 2) 2010", "Crimes Regulations (No 2) 2010"),
        ("the Bill of Rights Act 1990", "Bill of Rights Act 1990"),
        ("the High Court Rules 2016", "High Court Rules 2016"),
        ("the High Court Rules 2016 Amendment Act", "High Court Rules 2016"),
        ("the Crimes Act Amendment Bill", "Crimes Act"),
        ("Te Tiriti Act 1975", "Te Tiriti Act 1975"),
        ("Ngā Iwi Act 1975", "Ngā Iwi Act 1975"),
        ("Ōrakei Act 1961", "Ōrakei Act 1961"),
        ("Actuaries Act 1961", "Actuaries Act 1961"),
        ("Police, Crimes Act 1961", "Crimes Act 1961"),
        ("Police, Courts, Crimes Act 1961", "Crimes Act 1961"),
        ("Police and Courts, Crimes Act 1961", "Crimes Act 1961"),
        ("Films, Videos, and Publications Act 1993", "Films, Videos, and Publications Act 1993"),
        ("Films, Videos and Big Publications Act 1993", "Films, Videos and Big Publications Act 1993"),
        ("crimes of State Act 1961", "State Act 1961"),
        ("(see Crimes Act 1961)", "Crimes Act 1961"),
        ("( Crimes Act 1961)", "Crimes Act 1961"),
        ("Big (Criminal Act 2009)", "Criminal Act 2009"),
        ("Big ( Criminal Act 2009)", "Criminal Act 2009"),
        ("Big( Criminal Act 2009)", "Criminal Act 2009"),
        ("Big(Criminal Act 2009)", "Criminal Act 2009"),
        ("((Criminal Act 2009)", "Criminal Act 2009"),
        ("Acts Interpretation Act 1924", "Acts Interpretation Act 1924"),
        ("the Acts Interpretation Act 1924", "Acts Interpretation Act 1924"),
        ("Acts and Regulations Publication Act 1989", "Acts and Regulations Publication Act 1989"),
        ("the several Acts Bail Act 2000", "Bail Act 2000"),
        ("Police ¶ Crimes Act 1961", "Crimes Act 1961"),
        ("Police¶Crimes Act 1961", "Crimes Act 1961"),
        ("Police /Crimes Act 1961", "Crimes Act 1961"),
        ("Police •Crimes Act 1961", "Crimes Act 1961"),
    ],
)
def test_a_title(text: str, title: str) -> None:
    (found,) = (t for t in find_titles(text) if isinstance(t, Title))
    assert found.full == title
    assert " ".join(text[found.start : found.end].replace(",", " ,").split()) == title.replace(",", " ,")


def test_titles_one_after_the_other() -> None:
    assert titles("the Crimes Act 1961 and the Bail Act 2000 Evidence Act 2006") == [
        "Crimes Act 1961",
        "Bail Act 2000",
        "Evidence Act 2006",
    ]
    assert titles("Bail Act Crimes Act 1961") == titles("Bail Act, Crimes Act 1961") == ["Bail Act", "Crimes Act 1961"]
    assert titles("under the Act Crimes Act 1961") == ["Crimes Act 1961"]
    assert titles("the Crimes Act 1961 Sentencing Act 2002") == ["Crimes Act 1961", "Sentencing Act 2002"]


@pytest.mark.parametrize(
    ("text", "noun", "year"),
    [
        ("Crimes Act 1961", "Act", "1961"),
        ("Crimes Act", "Act", None),
        ("Crimes Bill", "Bill", None),
        ("High Court Rules 2016", "secondary", "2016"),
        ("Crimes Act 1961 Amendment Act 2001", "Act", "2001"),
        ("Crimes Act 1961 Amendment Bill", "Bill", None),
        ("Crimes Act 1961 Commencement Order 2012", "secondary", "2012"),
        ("Crimes Act 1961 Sentencing Order 2001", "Act", "1961"),
    ],
)
def test_what_is_enacted_and_when(text: str, noun: str, year: str | None) -> None:
    (title,) = (t for t in find_titles(text) if isinstance(t, Title))
    assert (title.noun, title.year) == (noun, year)


def test_a_title_that_may_go_on() -> None:
    (title,) = (t for t in find_titles("the Crimes Act 1961 Sentencing Order 2001.") if isinstance(t, Title))
    assert (title.full, title.longer) == ("Crimes Act 1961", "Crimes Act 1961 Sentencing Order 2001")
    assert (title.start, title.end) == (4, 41)


def test_what_a_title_ends_with() -> None:
    (title,) = (t for t in find_titles("New Zealand Crimes Act 1961") if isinstance(t, Title))
    assert list(title.endings()) == ["New Zealand Crimes Act 1961", "Zealand Crimes Act 1961", "Crimes Act 1961"]


def test_a_title_is_no_longer_than_a_line_or_two() -> None:
    (title,) = (t for t in find_titles(f"{'Aa ' * 100}Act 1961") if isinstance(t, Title))
    assert title.end - title.start < 260


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("of the Act", ("Act", "the", "")),
        ("of that Act", ("Act", "that", "")),
        ("of the principal Act", ("principal Act", "the", "principal")),
        ("of the Principal Act", ("Principal Act", "the", "principal")),
        ("of the 1961 Act", ("1961 Act", "the", "1961")),
        ("of this Bill", ("Bill", "this", "")),
        ("the same Act", ("same Act", "the", "same")),
        ("such Act", ("Act", "such", "")),
        ("The  principal  Act", ("principal  Act", "the", "principal")),
    ],
)
def test_a_noun_alone(text: str, said: tuple[str, str, str]) -> None:
    (noun,) = find_titles(text)
    assert isinstance(noun, NounAlone)
    assert (text[noun.start : noun.end], noun.word, noun.qualifier) == said


@pytest.mark.parametrize(
    "text",
    [
        "to act 1961",
        "Actor 1961",
        "Bill of Rights 1688",
        "Acts of 1961",
        "an Act",
        "the Act 1961",
        "the Order 2001",
        "xthe Act",
        "New Zealand's Bill",
        "the principal Acts",
        "Crimes of the Act 1961",
        "State and of Act 1961",
        "and Act",
        "Crimes Act'xs",
    ],
)
def test_no_title(text: str) -> None:
    assert list(find_titles(text)) == []
