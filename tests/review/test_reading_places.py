"""Where a text is found: the addresses, and their order."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from support.builders import instrument

from gapcheck.model.base import Source
from gapcheck.review.reading_places import PLACES, reading_places

# Those who make, keep or publish treaties.
KEEPERS = ("un.org", "coe.int", "officielebekendmakingen.nl")


def cited(ref: str, url: str | None = None) -> Source:
    return Source(ref=ref, pinpoint="art 1", checked="unverified", url=url)


@pytest.mark.parametrize("place", [p for places in PLACES.values() for p in places], ids=str)
def test_only_keepers_of_treaties_are_named(place) -> None:
    address = urlsplit(place.url)
    assert address.scheme == "https"
    assert any(address.hostname == host or address.hostname.endswith(f".{host}") for host in KEEPERS)


def test_the_address_of_the_source_comes_first() -> None:
    made = instrument().model_copy(update={"url": "https://example.org/treaty"})
    places = reading_places(made, cited("CETS 224", "https://example.org/source"))
    assert places[:2] == ("https://example.org/source", "https://example.org/treaty")
    assert len(places) == 2 + len(PLACES["CETS 224"])


def test_another_source_is_looked_for_where_the_treaty_is() -> None:
    made = instrument().model_copy(update={"citation": "ETS 185"})
    assert reading_places(made, cited("A page on the draft")) == reading_places(made, cited("ETS 185"))


def test_without_an_address_it_says_whom_to_ask() -> None:
    (only,) = reading_places(instrument(), cited("TS 1"))
    assert "depositary" in only
