"""Words of te reo Māori are told apart from the English around them."""

from __future__ import annotations

import pytest

from gapcheck.report.annex.te_reo import by_language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the interests of Māori in data", ["Māori"]),
        ("Te Tiriti o Waitangi and Māori interests", ["Te Tiriti o Waitangi", "Māori"]),
        ("the Ministry of Justice with Te Puni Kōkiri", ["Te Puni Kōkiri"]),
        ("Manatū Taonga Ministry for Culture and Heritage", ["Manatū Taonga"]),
        ("Taking the data", []),
    ],
)
def test_names_and_words_with_a_macron(text: str, found: list[str]) -> None:
    assert [part for part, te_reo in by_language(text) if te_reo] == found


def test_no_letter_is_lost() -> None:
    text = "Oranga Tamariki, Māori and tikanga."
    assert "".join(part for part, _ in by_language(text)) == text
