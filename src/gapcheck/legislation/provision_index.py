"""A full-text index of the provisions of a folder of legislation: SQLite FTS5, in memory or in a file.

Words are matched by their stem (Porter). A provision is scored by BM25 over its heading (which counts twice), its text,
its definitions, the headings above it and the title of its Act; to that is added how well the Act as a whole fits, by
its title and all its headings: a section on requests stands higher in an Act on mutual assistance.
bench/bench_suggest.py measures this, and docs/suggest.md has the figures.
"""

from __future__ import annotations

import hashlib
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gapcheck.errors import UsageError
from gapcheck.file_writing import folder_aside
from gapcheck.legislation.provisions import Provision
from gapcheck.legislation.search_words import SearchWords

# "gapc": the number by which an SQLite file says whose it is, so that no other database is ever written over.
APPLICATION = 0x67617063
# Raised when the tables change: an index of another format is made anew.
FORMAT = 1
_DEEP = 2000  # provisions that a search of the duty's own words keeps
_WIDE = 8000  # those that a search of added words looks at


@dataclass(frozen=True)
class Weights:
    """What counts how much; those of the class are the measured choice. ``PLAIN`` is the baseline of the bench."""

    act: float = 1
    place: float = 1
    heading: float = 2
    words: float = 1
    definitions: float = 1
    synonyms: float = 0.3
    context: float = 1
    whole_act: float = 0.5


PLAIN = Weights(act=0, place=0, synonyms=0, context=0, whole_act=0)

_SCHEMA = """
CREATE TABLE provision (row INTEGER PRIMARY KEY, act_row INTEGER, act TEXT, number TEXT, label TEXT, heading TEXT,
    place TEXT, as_at TEXT, id TEXT, file TEXT, line INTEGER);
CREATE VIRTUAL TABLE text USING fts5(act, place, heading, words, definitions,
    tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE whole USING fts5(title, headings, tokenize='porter unicode61 remove_diacritics 2');
"""


@dataclass(frozen=True)
class ProvisionMatch:
    """A provision that was found, its score, and the words of the search that it holds, the rarest first."""

    act: str
    number: str
    label: str
    heading: str
    place: str
    as_at: str
    id: str | None
    file: str
    line: int
    score: float
    matched: tuple[str, ...]


class ProvisionIndex:
    """An open index. Make one with :func:`build_index` or :func:`open_index`; close it, or use it as a context
    manager.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        # One that nobody closed is closed when it is let go of.
        weakref.finalize(self, connection.close)

    def __enter__(self) -> ProvisionIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM provision").fetchone()
        assert isinstance(count, int)
        return count

    @property
    def acts(self) -> int:
        """How many enactments have a provision in the index."""
        (count,) = self._db.execute("SELECT count(*) FROM whole").fetchone()
        assert isinstance(count, int)
        return count

    def to_bytes(self) -> bytes:
        """The index as the content of a file."""
        return self._db.serialize()

    def close(self) -> None:
        """Let go of the file or the memory."""
        self._db.close()

    def search(
        self, wanted: SearchWords, top: int, weights: Weights | None = None, *, matched: bool = True
    ) -> tuple[ProvisionMatch, ...]:
        """The ``top`` provisions that fit best, the best first; ties in the order of the files. Nothing if no word is
        found.

        Which words ``matched`` need not be looked up where only the order is wanted.
        """
        scores = self._scores(wanted, weights or Weights())
        # Rows are in the order of the files, so that ties do not depend on SQLite.
        best = sorted(scores.items(), key=lambda s: (-s[1], s[0]))[:top]
        words = (*wanted.own, *wanted.synonyms, *(w for w in wanted.context if w not in wanted.own)) if matched else ()
        # Looking the words up is what takes longest, so it is done for what is shown only.
        held = self._matched([row for row, _ in best], tuple(dict.fromkeys(words)))
        return tuple(self._provision_match(row, score, held.get(row, ())) for row, score in best)

    def _scores(self, wanted: SearchWords, weights: Weights) -> dict[int, float]:
        columns = (weights.act, weights.place, weights.heading, weights.words, weights.definitions)
        scores = self._match("text", wanted.own, columns, _DEEP)
        if not scores:
            return {}
        added = ((tuple(wanted.synonyms), weights.synonyms), (wanted.context, weights.context))
        wholes = self._match("whole", wanted.own, (1, 1), -1) if weights.whole_act else {}
        for words, weight in added:
            if words and weight:
                for row, score in self._match("text", words, columns, _WIDE).items():
                    scores[row] = scores.get(row, 0) + weight * score
                for row, score in self._match("whole", words, (1, 1), -1).items():
                    wholes[row] = wholes.get(row, 0) + weight * score
        best, best_whole = max(scores.values()), max(wholes.values(), default=1)
        # Scores are divided by the best, since BM25 has no scale of its own that a second score could be added to.
        share = weights.whole_act if wholes else 0
        acts = self._act_rows if share else {}
        return {
            row: score / best + share * wholes.get(acts.get(row, 0), 0) / best_whole for row, score in scores.items()
        }

    @cached_property
    def _act_rows(self) -> Mapping[int, int]:
        return dict(self._db.execute("SELECT row, act_row FROM provision"))

    def _match(self, table: str, words: Sequence[str], columns: Sequence[float], most: int) -> dict[int, float]:
        weights = ", ".join(str(float(w)) for w in columns)
        rows = self._db.execute(
            f"SELECT rowid, bm25({table}, {weights}) AS score FROM {table} "
            f"WHERE {table} MATCH ? ORDER BY score, rowid LIMIT ?",
            (_any(words), most),
        )
        # SQLite gives the better match the lower number.
        return {row: -score for row, score in rows} if words else {}

    def _matched(self, rows: Sequence[int], words: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
        """The words that each row holds by their stem, those that fewest provisions hold first."""
        held_by_row: dict[int, list[tuple[int, str]]] = {}
        for word in words:
            (count,) = self._db.execute("SELECT count(*) FROM text WHERE text MATCH ?", (_any([word]),)).fetchone()
            marks = ", ".join("?" * len(rows))
            here = self._db.execute(
                f"SELECT rowid FROM text WHERE text MATCH ? AND rowid IN ({marks})", (_any([word]), *rows)
            )
            for (row,) in here:
                held_by_row.setdefault(row, []).append((count, word))
        return {row: tuple(word for _, word in sorted(held)) for row, held in held_by_row.items()}

    def _provision_match(self, row: int, score: float, matched: tuple[str, ...]) -> ProvisionMatch:
        columns = ("act", "number", "label", "heading", "place", "as_at", "id", "file", "line")
        query = f"SELECT {', '.join(columns)} FROM provision WHERE row = ?"
        values = dict(zip(columns, self._db.execute(query, (row,)).fetchone(), strict=True))
        return ProvisionMatch(**values, score=round(score, 4), matched=matched)


def _any(words: Iterable[str]) -> str:
    """An FTS5 query for any of the words, each quoted, so that none can act as an operator."""
    return " OR ".join('"' + word.replace("\0", "").replace('"', '""') + '"' for word in words) or '""'


def build_index(
    provisions: Iterable[Provision], path: Path | None = None, key: Callable[[], str] = str
) -> ProvisionIndex:
    """An index of provisions, in memory or in the file ``path``, which is written aside and moved into place when it is
    whole.

    ``key`` is asked, when all have been read, what the index was made from. Raises ``UsageError`` if the file cannot be
    written, or is none of gapcheck's.
    """
    if path is None:
        return ProvisionIndex(_filled(":memory:", provisions, key))
    _refuse_foreign(path)
    try:
        with folder_aside(path.parent) as scratch:
            partial = scratch / "index"
            _filled(str(partial), provisions, key).close()
            # A reader of the old index keeps it; nobody meets half of the new one.
            partial.replace(path)
        return ProvisionIndex(sqlite3.connect(path))
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


def open_index(path: Path, key: str) -> ProvisionIndex | None:
    """The index in the file, if it was made from the same content (``key``) in this format; otherwise ``None``.

    Raises ``UsageError`` for a file that is none of gapcheck's.
    """
    if not path.exists():
        return None
    _refuse_foreign(path)
    connection = sqlite3.connect(path)
    with suppress(sqlite3.DatabaseError):
        if _is_made_from(connection, key):
            return ProvisionIndex(connection)
    connection.close()
    return None


def index_of(content: bytes, key: str) -> ProvisionIndex | None:
    """The index that was kept as ``content``, if it was made from what the ``key`` tells; otherwise ``None``."""
    if not content:  # which SQLite refuses as a slip of the caller
        return None
    connection = sqlite3.connect(":memory:")
    with suppress(sqlite3.Error):
        connection.deserialize(content)
        if _is_made_from(connection, key):
            return ProvisionIndex(connection)
    connection.close()
    return None


def _is_made_from(connection: sqlite3.Connection, key: str) -> bool:
    """Whether an index has this format and was made from the content that the key tells."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (made,) = connection.execute("SELECT content FROM made_from").fetchone()
    return bool((version, made) == (FORMAT, key))


def content_key(folder: Path) -> str:
    """A fingerprint of every file of a folder: names and bytes. Raises ``UsageError``."""
    # By content and not by date: a folder that was copied is still the same.
    digest = hashlib.sha256(f"{FORMAT}\0".encode())
    try:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    except OSError as error:
        raise UsageError(f"cannot read {str(folder)!r}: {error.strerror or error}") from error
    return digest.hexdigest()


def _filled(path: str, provisions: Iterable[Provision], key: Callable[[], str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        _fill(connection, provisions, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _fill(connection: sqlite3.Connection, provisions: Iterable[Provision], key: Callable[[], str]) -> None:
    connection.executescript(_SCHEMA)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    headings: dict[tuple[str, str, str], list[str]] = {}
    rows: dict[tuple[str, str, str], int] = {}
    for row, p in enumerate(provisions, start=1):
        act = (p.file, p.number, p.act)
        rows.setdefault(act, len(rows) + 1)
        headings.setdefault(act, []).append(f"{p.heading}. {p.place}")
        place = (row, rows[act], p.act, p.number, p.label, p.heading, p.place, p.as_at, p.id, p.file, p.line)
        connection.execute("INSERT INTO provision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", place)
        texts = (row, p.act, p.place, p.heading, p.words, p.definitions)
        connection.execute(
            "INSERT INTO text(rowid, act, place, heading, words, definitions) VALUES (?, ?, ?, ?, ?, ?)", texts
        )
    for act, row in rows.items():
        whole = (row, act[2], "\n".join(headings[act]))
        connection.execute("INSERT INTO whole(rowid, title, headings) VALUES (?, ?, ?)", whole)
    connection.execute("CREATE TABLE made_from (content TEXT)")
    connection.execute("INSERT INTO made_from VALUES (?)", (key(),))
    connection.commit()


def _refuse_foreign(path: Path) -> None:
    """A file that is there has to be an index: anything else is never written over."""
    if not path.exists():
        return
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    # Bytes 68 to 72 of an SQLite file hold the id of the application.
    if not head.startswith(b"SQLite format 3\0") or head[68:72] != APPLICATION.to_bytes(4, "big"):
        raise UsageError(f"{str(path)!r} is not an index that gapcheck made; expected a new file or such an index")
