"""Characters that nobody sees: one list for what a catalogue refuses and for what is dropped from official XML."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import DataError
from gapcheck.legislation.xml_text import tidy
from gapcheck.model.base import Source
from gapcheck.model.characters import UNSAFE, UNSEEN

FORMATTING = "\xad\u061c\u180e\u200b\u200f\u202a\u202e\u2060\u2065\u2069\u206f\ufeff\ufff9\ufffb"
CONTROLS = "\x00\x08\x1b\x7f\x80\x9b\x9f"
SPACES_THAT_ARE_CONTROLS = "\x0b\x0c\x1c\x1f\x85"
LINE_BREAKS = "\u2028\u2029"
ORDINARY = "a Āé\t\n–“”’\xa0\u2007\u202f"


@pytest.mark.parametrize("character", FORMATTING + CONTROLS + SPACES_THAT_ARE_CONTROLS + LINE_BREAKS)
def test_what_is_unsafe_is_refused_in_files_and_in_values(character: str) -> None:
    assert UNSAFE.fullmatch(character)
    with pytest.raises(ValidationError, match="control, bidirectional or invisible"):
        Source(ref=f"a{character}b", pinpoint="p 1", checked="verified")
    with pytest.raises(DataError) as refused:
        parse(f'a: "x{character}y"'.encode(), "a.yaml")
    assert {p.code for p in refused.value.problems} == {"unsafe-character"}


@pytest.mark.parametrize("character", ORDINARY)
def test_ordinary_text_is_safe(character: str) -> None:
    assert not UNSAFE.search(character)
    assert not UNSEEN.search(character)


@pytest.mark.parametrize("character", FORMATTING + CONTROLS)
def test_official_text_loses_what_nobody_sees(character: str) -> None:
    assert tidy(f"sec{character}tion") == "section"


@pytest.mark.parametrize("character", SPACES_THAT_ARE_CONTROLS + LINE_BREAKS)
def test_what_is_white_space_too_parts_words(character: str) -> None:
    assert not UNSEEN.search(character)
    assert tidy(f"section{character}6") == "section 6"


def test_a_carriage_return_ends_a_line_and_hides_in_a_value() -> None:
    assert parse(b"a: x\r\nb: y\r\n", "a.yaml").data == {"a": "x", "b": "y"}
    with pytest.raises(ValidationError, match="control, bidirectional or invisible"):
        Source(ref="a\rb", pinpoint="p 1", checked="verified")
