"""Sources in words."""

from __future__ import annotations

import pytest

from gapcheck.model.base import Source
from gapcheck.wording.sources import source_in_words


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        ("verified", "Crimes Act 1961, s 252"),
        ("secondary", "Crimes Act 1961, s 252 (read second-hand)"),
        ("unverified", "Crimes Act 1961, s 252 (not read)"),
    ],
)
def test_what_was_not_read_is_marked(checked: str, words: str) -> None:
    assert source_in_words(Source(ref="Crimes Act 1961", pinpoint="s 252", checked=checked)) == words
