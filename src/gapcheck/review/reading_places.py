"""Where somebody with a browser finds the text of a treaty: addresses of those who keep or publish treaties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gapcheck.model.base import Source
from gapcheck.model.treaty import Instrument


@dataclass(frozen=True)
class ReadingPlace:
    """An address, and what stands there."""

    url: str
    what: str

    def __str__(self) -> str:
        return f"{self.url} ({self.what})"


_CHARTS = "https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum="
_CHART = "Council of Europe Treaty Office, with the authentic English and French texts"

# By the number under which a treaty is cited. None of these could be opened where this list was made; the beginnings of
# the Russian page and of the two papers on CETS 224 were seen in copies.
PLACES: Mapping[str, tuple[ReadingPlace, ...]] = {
    "A/RES/79/243": (
        ReadingPlace("https://docs.un.org/en/A/RES/79/243", "the resolution with the Convention as its annex"),
        ReadingPlace(
            "https://treaties.un.org/pages/ViewDetails.aspx?src=TREATY&mtdsg_no=XVIII-16&chapter=18",
            "the depositary, with the certified true copies",
        ),
        ReadingPlace("https://www.un.org/ru/documents/treaty/A-RES-79-243", "the authentic Russian text"),
    ),
    "CETS 224": (
        ReadingPlace(f"{_CHARTS}224", _CHART),
        ReadingPlace(
            "https://zoek.officielebekendmakingen.nl/trb-2022-66.html",
            "Dutch treaty series, Trb. 2022, 66, with the authentic English text",
        ),
        ReadingPlace("https://pace.coe.int/en/files/29267/html", "the draft with its explanatory report"),
    ),
    "ETS 185": (ReadingPlace(f"{_CHARTS}185", _CHART),),
    "ETS 189": (ReadingPlace(f"{_CHARTS}189", _CHART),),
}


def reading_places(instrument: Instrument, source: Source) -> tuple[str, ...]:
    """Where to look up what a source of an instrument cites: its own address first, then those of the treaty."""
    given = [url for url in (source.url, instrument.url) if url]
    known = [str(place) for place in PLACES.get(source.ref, PLACES.get(instrument.citation, ()))]
    return tuple(dict.fromkeys([*given, *known])) or ("No address is known; ask the depositary or the publisher.",)
