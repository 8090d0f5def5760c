"""Provisions that may answer a duty, for a person to read: the result of a search, which no verdict uses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gapcheck import __version__
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.user_cache import find, keep
from gapcheck.errors import Problem, UnknownIdError
from gapcheck.legislation.files import LegislationError, Progress, read_folder
from gapcheck.legislation.provision_index import (
    ProvisionIndex,
    ProvisionMatch,
    build_index,
    content_key,
    index_of,
    open_index,
)
from gapcheck.legislation.provisions import Provision, provisions
from gapcheck.legislation.search_words import SearchWords, shipped_synonyms
from gapcheck.model.ids import Point
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
    provision: ProvisionMatch
    matched: tuple[str, ...]
    encoded: tuple[str, ...]

    @property
    def cited(self) -> str:
        """``Crimes Act 1961, s 252``."""
        return f"{self.provision.act}, s {self.provision.label}" if self.provision.label else self.provision.act

    def to_dict(self) -> dict[str, object]:
        """The suggestion as plain values."""
        provision = self.provision
        return {
            "rank": self.rank,
            "act": provision.act,
            "number": provision.number,
            "section": provision.label,
            "heading": provision.heading,
            "place": provision.place,
            "as_at": provision.as_at or None,
            "id": provision.id,
            "file": provision.file,
            "line": provision.line,
            "score": provision.score,
            "matched": list(self.matched),
            "encoded": list(self.encoded),
        }


def load_index(
    folder: str | Path, path: str | Path | None = None, *, progress: Progress | None = None, cached: bool = False
) -> tuple[ProvisionIndex, tuple[Problem, ...]]:
    """The index of a folder of legislation, and the problems of the files that could not be read and are not in it.

    With ``path`` it is kept in that file, and made anew when the content of the folder has changed (files with problems
    make it anew each time, so that they are told). Without, and with ``cached``, it is kept in the user's cache folder
    by the same rules. Raises ``UsageError``.
    """
    folder = Path(folder)
    if path is None and cached:
        return _cached_index(folder, progress)
    if path is None:
        source = _FolderReader(folder, progress)
        return build_index(source), tuple(source.problems)
    key = content_key(folder)
    kept = open_index(Path(path), key)
    if kept is not None:
        return kept, ()
    source = _FolderReader(folder, progress)
    # The key is asked for when all files have been read: with problems it is empty, so that the index never matches and
    # they are told again.
    made = build_index(source, Path(path), lambda: "" if source.problems else key)
    return made, tuple(source.problems)


_SORT = "provisions"


def _cached_index(folder: Path, progress: Progress | None) -> tuple[ProvisionIndex, tuple[Problem, ...]]:
    content = content_key(folder)
    # Another version may cut the same texts into provisions otherwise.
    key = hashlib.sha256(f"{__version__}/{content}".encode()).hexdigest()
    raw = find(_SORT, key)
    if raw is not None and (kept := index_of(raw, key)) is not None:
        return kept, ()
    source = _FolderReader(folder, progress)
    made = build_index(source, key=lambda: "" if source.problems else key)
    if not source.problems:
        keep(_SORT, key, made.to_bytes())
    return made, tuple(source.problems)


class _FolderReader:
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


def search_words_for(catalogue: Catalogue, place: str) -> SearchWords:
    """The words to look for: of a duty (``uncc:34(1)``), of all duties of an article (``uncc:34``), or of one element
    of a duty by its facet (``uncc:34(1)#assistance``), as for one that is missing.

    A duty gives its text, the labels of its elements and the heading of its article; an element only its labels.
    Raises ``UnknownIdError``.
    """
    point = Point.parse(place)
    whole, facet = point.owner, point.name
    duties = _duties(catalogue, whole)
    if facet:
        facets = sorted({e.facet for full in duties for e in full.elements})
        if facet not in facets:
            raise UnknownIdError(f"facet of {whole}", facet, facets)
        # Of one element the text of the duty would bring in the words of all the others.
        texts = [_labels(catalogue, full, facet) for full in duties]
    else:
        headings = {f"{f.instrument}:{a.article}": a.heading for f in catalogue.contents.articles for a in f.articles}
        texts = [headings[f"{full.instrument}:{full.article}"] for full in duties[:1]]
        texts += [f"{full.duty.text} {_labels(catalogue, full)}" for full in duties]
    # The words of a kind only help where all duties are of it.
    kinds = {full.duty.kind for full in duties}
    return shipped_synonyms().wanted(" ".join(texts), kinds.pop() if len(kinds) == 1 else None)


def suggest(catalogue: Catalogue, place: str, index: ProvisionIndex, top: int = 10) -> tuple[Suggestion, ...]:
    """The ``top`` provisions of an index that best fit the words of a duty, an article or an element, the best first.

    Raises ``UnknownIdError`` for an unknown ``place``.
    """
    wanted = search_words_for(catalogue, place)
    kinds = {full.duty.kind for full in _duties(catalogue, Point.parse(place).owner)}
    in_words = {word: f"{word} (for {own})" for word, own in wanted.synonyms.items()}
    in_words |= {
        word: f"{word} ({', '.join(sorted(kinds))})" for word in wanted.context if word not in (*wanted.own, *in_words)
    }
    encoded: dict[tuple[str, str], dict[str, None]] = {}
    for entry in catalogue.rules:
        encoded.setdefault((entry.act.title, entry.section.section), {})[entry.key] = None
    return tuple(
        Suggestion(
            rank,
            provision,
            _in_words(provision.matched, in_words),
            tuple(encoded.get((provision.act, provision.label), ())),
        )
        for rank, provision in enumerate(index.search(wanted, top), start=1)
    )


def _in_words(matched: tuple[str, ...], in_words: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(in_words.get(word, word) for word in matched))


def _duties(catalogue: Catalogue, place: str) -> list[FullDuty]:
    if place in catalogue.duties:
        return [catalogue.duties[place]]
    duties = [full for full in catalogue.duties.values() if f"{full.instrument}:{full.article}" == place]
    if not duties:
        places = {f"{full.instrument}:{full.article}" for full in catalogue.duties.values()}
        raise UnknownIdError("duty or article", place, [*catalogue.duties, *places])
    return duties


def _labels(catalogue: Catalogue, full: FullDuty, facet: str | None = None) -> str:
    """The labels of a duty's concepts, by facet; of a quantity, that of its facet."""
    words = catalogue.vocabulary
    labels = []
    for element in full.elements:
        if facet in (None, element.facet):
            labels += [words.concepts[c].label for c in element.concepts] or [words.facets[element.facet].label]
    return " ".join(labels)
