"""Provisions that may answer a duty, for a person to read: the result of a search, which no verdict uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import Problem, UnknownIdError
from gapcheck.legislation.files import LegislationError, Progress, read_folder
from gapcheck.legislation.index import Hit, Index, build_index, content_key, open_index
from gapcheck.legislation.provisions import Provision, provisions
from gapcheck.legislation.search_words import Wanted, wording
from gapcheck.model.treaty import FullDuty

NOTICE = "The result of a search by words. It is no finding of law, and no verdict uses it: read each provision."


@dataclass(frozen=True)
class Suggestion:
    """A provision that may answer what was asked about, its rank (from 1), and the words that matched.

    A word that stands for one of the duty's is told with it: ``forfeiture (for confiscate)``; one that is only of its
    kind of duty: ``request (cooperation)``. ``encoded`` are the ids of the catalogue's rules of that section, as a help
    to the reader.
    """

    rank: int
    hit: Hit
    matched: tuple[str, ...]
    encoded: tuple[str, ...]

    @property
    def cited(self) -> str:
        """``Crimes Act 1961, s 252``."""
        return f"{self.hit.act}, s {self.hit.label}" if self.hit.label else self.hit.act

    def to_dict(self) -> dict[str, object]:
        """The suggestion as plain values."""
        hit = self.hit
        return {
            "rank": self.rank,
            "act": hit.act,
            "number": hit.number,
            "section": hit.label,
            "heading": hit.heading,
            "place": hit.place,
            "as_at": hit.as_at or None,
            "id": hit.id,
            "file": hit.file,
            "line": hit.line,
            "score": hit.score,
            "matched": list(self.matched),
            "encoded": list(self.encoded),
        }


def load_index(
    folder: str | Path, path: str | Path | None = None, *, progress: Progress | None = None
) -> tuple[Index, tuple[Problem, ...]]:
    """The index of a folder of legislation, and the problems of the files that could not be read and are not in it.

    With ``path`` it is kept in that file, and made anew when the content of the folder has changed (files with problems
    make it anew each time, so that they are told). Raises ``UsageError``.
    """
    folder = Path(folder)
    if path is None:
        source = _Source(folder, progress)
        return build_index(source), tuple(source.problems)
    key = content_key(folder)
    kept = open_index(Path(path), key)
    if kept is not None:
        return kept, ()
    source = _Source(folder, progress)
    made = build_index(source, Path(path), lambda: "" if source.problems else key)
    return made, tuple(source.problems)


class _Source:
    """The provisions of a folder, one enactment in memory at a time; ``problems`` are known when all have been read."""

    def __init__(self, folder: Path, progress: Progress | None) -> None:
        self._folder, self._progress = folder, progress
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Provision]:
        try:
            for legislation in read_folder(self._folder, progress=self._progress):
                yield from provisions(legislation)
        except LegislationError as error:
            self.problems += error.problems


def wanted_for(catalogue: Catalogue, place: str) -> Wanted:
    """The words to look for: of a duty (``uncc:34(1)``), of all duties of an article (``uncc:34``), or of one element
    of a duty by its facet (``uncc:34(1)#assistance``), as for one that is missing.

    A duty gives its text, the labels of its elements and the heading of its article; an element only its labels.
    Raises ``UnknownIdError``.
    """
    whole, _, facet = place.partition("#")
    duties = _duties(catalogue, whole)
    if facet:
        facets = sorted({e.facet for full in duties for e in full.elements})
        if facet not in facets:
            raise UnknownIdError(f"facet of {whole}", facet, facets)
        texts = [_labels(catalogue, full, facet) for full in duties]
    else:
        headings = {f"{f.instrument}:{a.article}": a.heading for f in catalogue.contents.articles for a in f.articles}
        texts = [headings[f"{full.instrument}:{full.article}"] for full in duties[:1]]
        texts += [f"{full.duty.text} {_labels(catalogue, full)}" for full in duties]
    kinds = {full.duty.kind for full in duties}
    return wording().wanted(" ".join(texts), kinds.pop() if len(kinds) == 1 else None)


def suggest(catalogue: Catalogue, place: str, index: Index, top: int = 10) -> tuple[Suggestion, ...]:
    """The ``top`` provisions of an index that best fit the words of a duty, an article or an element, the best first.

    Raises ``UnknownIdError`` for an unknown ``place``.
    """
    wanted = wanted_for(catalogue, place)
    kinds = {full.duty.kind for full in _duties(catalogue, place.partition("#")[0])}
    told = {word: f"{word} (for {own})" for word, own in wanted.synonyms.items()}
    told |= {
        word: f"{word} ({', '.join(sorted(kinds))})" for word in wanted.context if word not in (*wanted.own, *told)
    }
    encoded: dict[tuple[str, str], dict[str, None]] = {}
    for entry in catalogue.rules:
        encoded.setdefault((entry.act.title, entry.section.section), {})[entry.key] = None
    return tuple(
        Suggestion(rank, hit, _told(hit.matched, told), tuple(encoded.get((hit.act, hit.label), ())))
        for rank, hit in enumerate(index.search(wanted, top), start=1)
    )


def _told(matched: tuple[str, ...], told: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told.get(word, word) for word in matched))


def _duties(catalogue: Catalogue, place: str) -> list[FullDuty]:
    if place in catalogue.duties:
        return [catalogue.duties[place]]
    found = [full for full in catalogue.duties.values() if f"{full.instrument}:{full.article}" == place]
    if not found:
        places = {f"{full.instrument}:{full.article}" for full in catalogue.duties.values()}
        raise UnknownIdError("duty or article", place, [*catalogue.duties, *places])
    return found


def _labels(catalogue: Catalogue, full: FullDuty, facet: str | None = None) -> str:
    """The labels of a duty's concepts, by facet; of a quantity, that of its facet."""
    words = catalogue.vocabulary
    found = []
    for element in full.elements:
        if facet in (None, element.facet):
            found += [words.concepts[c].label for c in element.concepts] or [words.facets[element.facet].label]
    return " ".join(found)
