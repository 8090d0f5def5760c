"""The words that people look for and treaties do not use, with the phrases that the search of the page adds to them."""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.catalogue.resources import data_folder
from gapcheck.catalogue.strict_yaml import parse

FILE = "search_words.yaml"


@dataclass(frozen=True)
class SearchWord:
    """Words, any of which also finds the rows that hold one of the phrases."""

    words: tuple[str, ...]
    finds: tuple[str, ...]


def search_words() -> tuple[SearchWord, ...]:
    """The words that come with gapcheck, in the order of their file."""
    path = data_folder("reports") / "templates" / "page" / FILE
    entries = parse(path.read_bytes(), FILE).data["search_words"]
    return tuple(SearchWord(tuple(entry["words"]), tuple(entry["finds"])) for entry in entries)
