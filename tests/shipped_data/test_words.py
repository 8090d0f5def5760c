"""The words of every explanation of every instrument: how many there are, and which are never among them.

An explanation is read by a Minister's adviser: in short it holds no id and no word of the engine; in full, no word of
the engine either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

import gapcheck
from gapcheck.explain.explanation import explain_duties
from gapcheck.faces import Assessment

DAY = "2026-11-28"
BEFORE = "2023-12-20"
INSTRUMENTS = (
    "budapest",
    "uncc",
    "first-protocol",
    "second-protocol",
    "mandate-2023",
    "objectives-2021",
    "safeguards-2023",
    "nz-uk-2013",
    "uncc-draft-2023",
)

MOST_WORDS = {"budapest": 12_000, "uncc": 24_000}
"""How many words the explanations of an instrument may have, each read by itself; of Budapest, articles 2 to 35."""

ENGINE = re.compile(
    r"""
    \b cells? \b | \b anchors? \b | \b facets? \b | \b encod(?:ed|ing) \b | \b shortfalls? \s (?:of|in) \s
    | \b rule \s id \b | \b reaches \s as \s to \b | \b (?:low|high) \s end \b | \b arguable \s points? \b
    | \b narrower \s as \s to \b | \b wider \s than \s the \s \w+ \s asks \b | \b is \s read \s here \b
    | \b document \s is \s of \b | \b Limit \s \w+ \s to \b
    """,
    re.VERBOSE,
)
IDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-\d{4}:|[a-z-]+:\d+\(|#[a-z]|\bpractice:\d|\b(?:budapest|uncc|macma|ticsa):")


@cache
def assessed(instrument: str, day: str) -> Assessment:
    return gapcheck.load().assess(instrument, day)


@cache
def told(instrument: str, day: str, *, full: bool = False) -> dict[str, str]:
    """The explanation of every article, as it is printed."""
    found = assessed(instrument, day)
    return {a.article.article: str(found.why(a.article.article, full=full)) for a in found.articles}


def words(text: str) -> int:
    """How many words a text has: what holds a letter or a digit."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def sentences(instrument: str, day: str) -> Iterator[str]:
    found = assessed(instrument, day)
    for article in found.articles:
        yield from found.why(article.article.article).sentences


class TestHowMany:
    def test_budapest(self) -> None:
        counts = {number: words(text) for number, text in told("budapest", DAY).items() if 2 <= int(number) <= 35}
        print(f"words: {sum(counts.values())}")
        assert sum(counts.values()) <= MOST_WORDS["budapest"]
        assert max(counts.values()) <= 1_100

    def test_the_un_convention(self) -> None:
        counts = {number: words(text) for number, text in told("uncc", DAY).items()}
        print(f"words: {sum(counts.values())}")
        assert sum(counts.values()) <= MOST_WORDS["uncc"]

    def test_an_overview_is_read_at_one_sitting(self) -> None:
        for instrument in ("budapest", "uncc"):
            assert words(str(assessed(instrument, DAY).overview())) <= 1_500


@pytest.mark.parametrize("instrument", INSTRUMENTS)
class TestWhatIsNeverSaid:
    def test_no_word_of_the_engine_and_no_id_in_short(self, instrument: str) -> None:
        for day in (BEFORE, DAY):
            texts = [*told(instrument, day).values(), str(assessed(instrument, day).overview())]
            texts += map(str, explain_duties(assessed(instrument, day)).values())
            for text in texts:
                assert not ENGINE.search(text), ENGINE.search(text)
                assert not IDS.search(text), IDS.search(text)

    def test_no_word_of_the_engine_in_full(self, instrument: str) -> None:
        for text in told(instrument, DAY, full=True).values():
            assert not ENGINE.search(text), ENGINE.search(text)

    def test_every_sentence_is_one(self, instrument: str) -> None:
        for day in (BEFORE, DAY):
            for sentence in sentences(instrument, day):
                assert sentence[0].isupper() or sentence[0] in '“"', sentence
                assert sentence.endswith((".", "?", "!")), sentence
                assert "  " not in sentence, sentence
                assert ".." not in sentence, sentence

    def test_ranges_have_an_en_dash(self, instrument: str) -> None:
        for text in told(instrument, DAY).values():
            assert not re.search(r"\((?:\d+|[a-z])\)-\((?:\d+|[a-z])\)", text)


def test_the_scan_finds_what_it_looks_for() -> None:
    assert ENGINE.search("is narrower as to object")
    assert ENGINE.search("every cell is covered")
    assert IDS.search("crimes-act-1961:252(1)")
    assert IDS.search("budapest:16(1)")
    assert not IDS.search("section 252(1) of the Crimes Act 1961")


@pytest.mark.parametrize("number", ["2", "16", "22", "29"])
def test_the_verdict_comes_first_and_names_the_subject(number: str) -> None:
    first = assessed("budapest", DAY).why(number).sentences[0]
    assert f"article {number} (" in first
    assert first.startswith(("New Zealand law ", "Whether New Zealand law "))


def test_a_question_is_told_once_in_an_explanation() -> None:
    for number, text in told("budapest", DAY).items():
        headings = re.findall(r"^Question: .*$", text, re.MULTILINE)
        assert len(headings) == len(set(headings)), number


def test_only_the_part_that_fails_is_told() -> None:
    """Article 29(3) preserves data for other States; what fails is preservation for lesser offences."""
    answer, *parts = assessed("budapest", DAY).why("29").passages
    missing = [s for s in answer.sentences if s.startswith("It falls short in article 29(3): ")]
    assert missing
    assert all("2 years" in sentence for sentence in missing)
    # What the answer tells is not told again in the part.
    assert not [s for part in parts for s in part.sentences if "does not cover" in s]


def test_an_answer_says_where_the_article_falls_short() -> None:
    """Of an article in several parts, in at most three sentences."""
    for number in ("10", "12", "14", "19", "22", "24", "25", "29"):
        answer = assessed("budapest", DAY).why(number).passages[0]
        told = [s for s in answer.sentences if re.match(rf"It (falls short|is contested) in article {number}\(", s)]
        assert 1 <= len(told) <= 3, number


def test_a_rule_made_for_another_case_is_only_the_nearest() -> None:
    """A take-down notice that has a host keep a copy is no power to have data preserved."""
    told = str(assessed("budapest", BEFORE).why("16"))
    assert "covers this as the treaty asks; the nearest is section 119D(3)" in told
    assert "The rule is section 119D(3)" not in told


def test_a_limit_on_attempts_is_not_told_as_one_on_everything() -> None:
    told = assessed("budapest", DAY).why("22").passages[0].sentences[1]
    assert "leaves out a foreign national whose own law does not punish the act; it covers an attempt" in told
    assert "only as far as it is an attempt at an offence punishable by 4 years" in told
